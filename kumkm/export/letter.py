"""A letter of the office, before it is PDF or DOCX: everything that stands on it, in the order it is read.

All in it is text as it is written. Where it stands on the page is `static/paper/letter.typ` and
`kumkm/export/letter_docx.py`, which both draw the same value.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from kumkm.narrative.letters import BLANK, LETTERHEAD

NAME_LINE: Final = "(………………………………………)"
NUMBER_LINE: Final = "NIP. ……………………………………"
PAGE, OF_PAGES = "Halaman", "dari"
NUMBER: Final = f"NOMOR: {BLANK}"


class RowKind(StrEnum):
    """What a row of a table is: a line, the heading of those below it, or the sum of those above."""

    LINE = "line"
    GROUP = "group"
    SUM = "sum"


@dataclass(frozen=True)
class Cell:
    """A text, what stands smaller below it, and whether it is not real."""

    text: str
    below: str = ""
    simulated: bool = False


@dataclass(frozen=True)
class Row:
    """A line has a cell for every column, a heading one, a sum two: what it is of, and the last column."""

    kind: RowKind
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Column:
    """A heading, the share of the width, and whether it holds amounts."""

    heading: str
    share: float
    right: bool = False


@dataclass(frozen=True)
class Table:
    """A table of which every page repeats the headings."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Part:
    """One numbered point: its heading (may be empty), what it says, a table, and notes below that."""

    heading: str = ""
    said: str = ""
    table: Table | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signer:
    """Who signs, and of where (may be empty); below stand a line for the name and one for the number."""

    office: str
    place: str = ""


@dataclass(frozen=True)
class Frame:
    """What stands round the text: letterhead, mark (empty where all is real), foot, place and day.

    `name` is what the file calls itself; `state` is empty once the meeting has been ended. `made_at` is written into
    the file, never the clock.
    """

    name: str
    state: str
    signed_at: str
    foot: str
    mark: str
    made_at: datetime
    letterhead: tuple[str, ...] = LETTERHEAD


@dataclass(frozen=True)
class Letter:
    """What stands on the letter, from the letterhead to the signatures."""

    title: str
    about: tuple[str, ...]
    number: str
    opening: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    closing: str
    signers: tuple[Signer, ...]
    frame: Frame
