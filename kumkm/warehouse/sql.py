"""Named SQL files with a header that says what they promise, and the few pieces that a statement in Python is made of.

What a statement means stands in a file. In Python stands only what works on any table: then names are quoted here, and
every value is a parameter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kumkm.errors import UsageError
from kumkm.settings import PROJECT_ROOT

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_HEADER = re.compile(r"^-- (\w+): +(.*)$")
_CONTINUED = re.compile(r"^-- {2,}(\S.*)$")


@dataclass(frozen=True)
class Query:
    """One `.sql` file. `params` maps name to SQL type; `returns` is (column, SQL type) in order.

    A rule on deliveries also has a severity, an example that makes it fire, and what findings of one `cause` share,
    where a mistake rarely comes alone.
    """

    name: str
    purpose: str
    params: dict[str, str]
    returns: tuple[tuple[str, str], ...]
    grain: str
    text: str
    severity: str = ""
    example: str = ""
    cause: tuple[str, ...] = ()

    def typed(self, given: dict[str, str]) -> dict[str, str | int | float]:
        """Turn text parameters into their declared types; raises UsageError in Indonesian."""
        unknown = sorted(given.keys() - self.params.keys())
        missing = sorted(self.params.keys() - given.keys())
        if unknown or missing:
            expected = ", ".join(f"{name} ({kind})" for name, kind in self.params.items()) or "tidak ada"
            found = ", ".join(given) or "tidak ada"
            raise UsageError(f"Parameter '{self.name}': ditemukan {found}; yang diharapkan: {expected}.")
        return {name: _typed(name, given[name], kind) for name, kind in self.params.items()}


def _typed(name: str, text: str, kind: str) -> str | int | float:
    if kind == "VARCHAR":
        return text
    try:
        if kind == "INTEGER" and len(text) > 9:
            raise ValueError(text)
        return int(text) if kind == "INTEGER" else float(text)
    except ValueError:
        wanted = "bilangan bulat, misalnya 2023" if kind == "INTEGER" else "angka"
        raise UsageError(f"Parameter {name}: ditemukan '{text[:40]}'; yang diharapkan {wanted}.") from None


def parse(text: str) -> Query:
    """Read a query from its text; header fields may continue on indented comment lines."""
    fields: dict[str, str] = {}
    last = ""
    for line in text.splitlines():
        if match := _HEADER.match(line):
            last, fields[match[1]] = match[1], match[2].strip()
        elif last and (match := _CONTINUED.match(line)):
            fields[last] += " " + match[1].strip()
        elif line and not line.startswith("--"):
            break
    return Query(
        name=fields.get("name", ""),
        purpose=fields.get("purpose", ""),
        params={name.removeprefix("$"): kind for name, kind in _pairs(fields.get("params", "none"))},
        returns=tuple(_pairs(fields.get("returns", "none"))),
        grain=fields.get("grain", ""),
        text=text,
        severity=fields.get("severity", ""),
        example=fields.get("example", ""),
        cause=tuple(name for name, _ in _pairs(fields.get("cause", "none"))),
    )


def _pairs(text: str) -> list[tuple[str, str]]:
    if text == "none":
        return []
    return [(name, kind) for name, _, kind in (part.strip().partition(" ") for part in text.split(","))]


@cache
def load(path: Path) -> Query:
    """Read one SQL file."""
    return parse(path.read_text(encoding="utf-8"))


def folder(path: Path, pattern: str = "*.sql") -> list[Query]:
    """Read the SQL files of a folder that fit the pattern, by file name."""
    return [load(file) for file in sorted(path.glob(pattern))]


def text(folder_name: str, name: str) -> str:
    """The statement `queries/<folder>/<name>.sql` of this project."""
    return load(PROJECT_ROOT / "queries" / folder_name / f"{name}.sql").text


def body(query: Query) -> str:
    """What a query asks, to be put into a statement that keeps its rows."""
    return query.text.rstrip().rstrip(";")


def name(text: str) -> str:
    """An identifier, quoted: whatever a heading holds, it is a name and nothing else."""
    return '"' + text.replace('"', '""') + '"'


def names(texts: Iterable[str]) -> str:
    """Identifiers, parted by commas."""
    return ", ".join(name(text) for text in texts)


def table(path: str) -> str:
    """A table, its schema and perhaps its database before it: `raw.fact`, `prior.raw.fact`; each part quoted."""
    return ".".join(name(part) for part in path.split("."))


def unnested(lists: int) -> str:
    """So many parameters, each a list, side by side as rows."""
    return ", ".join(["unnest(?)"] * lists)


def count(connection: DuckDBPyConnection, path: str) -> int:
    """How many rows a table has."""
    row = connection.execute(f"SELECT count(*) FROM {table(path)}").fetchone()
    return int(row[0]) if row else 0
