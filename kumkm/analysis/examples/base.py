"""What a worked example is, written as tables that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

Cell = str | int | float | bool | None

MISSING = "–"
_TEXTS = re.compile(r".*_(?:code|id)|group")  # 74 and 2023 are names there
_WORDS: Mapping[str, Cell] = {MISSING: None, "ya": True, "tidak": False}


@dataclass(frozen=True)
class Table:
    """Rows under named columns; None is missing."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def frame(self) -> pd.DataFrame:
        return pd.DataFrame(list(self.rows), columns=list(self.columns))


def table(text: str) -> Table:
    """A table from lines of cells parted by `|`, the first line its columns.

    `–` is missing, `ya` and `tidak` are flags; what reads as a number is one, but in columns of codes, ids and groups.
    """
    columns, *rows = ([cell.strip() for cell in line.split("|")] for line in text.strip().splitlines())
    parsed = [tuple(_cell(name, cell) for name, cell in zip(columns, row, strict=True)) for row in rows]
    return Table(tuple(columns), tuple(parsed))


def _cell(column: str, text: str) -> Cell:
    if text in _WORDS:
        return _WORDS[text]
    if _TEXTS.fullmatch(column):
        return text
    for number in (int, float):
        try:
            return number(text)
        except ValueError:
            continue
    return text


@dataclass(frozen=True)
class Given:
    """What one read answers to these parameters; columns that the analysis does not look at are left out."""

    read: str
    params: Mapping[str, str | int]
    table: Table


@dataclass(frozen=True)
class Example:
    """One call of an analysis that can be done by hand.

    `says` tells in one or two sentences what the analysis answers, `arithmetic` how the numbers of `result` come about.
    `params` are texts, as on the command line. `more` names the columns of the answer that `result` leaves out;
    `facts` has what an answer that is more than a table says besides.
    """

    says: str
    given: tuple[Given, ...]
    result: Table
    arithmetic: str
    params: Mapping[str, str] = field(default_factory=dict)
    more: tuple[str, ...] = ()
    facts: Mapping[str, Cell] = field(default_factory=dict)

    def read(self, name: str, **params: str | int) -> pd.DataFrame:
        """Answer as a warehouse would that holds nothing else; LookupError for what is not given."""
        for item in self.given:
            if (item.read, dict(item.params)) == (name, params):
                return item.table.frame()
        raise LookupError(f"{name} {params}")


# ---- what many examples are made from ------------------------------------------------------------------------------


def regions(text: str) -> Given:
    return Given("regions", {}, table(text))


def panel(indicator_id: str, text: str) -> Given:
    return Given("indicator_panel", {"indicator_id": indicator_id}, table(text))


def breaks(indicator_id: str, text: str = "region_code | first_year | reason") -> Given:
    """The breaks of an indicator; none unless given."""
    return Given("indicator_breaks", {"indicator_id": indicator_id}, table(text))


def parameters(**values: float) -> Given:
    return Given("parameters", {}, Table(("parameter", "value"), tuple(values.items())))


def kabupaten(*codes: str) -> Given:
    """Kabupaten in force."""
    return Given("regions", {}, Table(("region_code", "region_name", "level", "valid_to"), tuple(_named(codes))))


def _named(codes: tuple[str, ...]) -> Iterator[tuple[Cell, ...]]:
    return ((code, f"Contoh {code}", "kabupaten", None) for code in codes)
