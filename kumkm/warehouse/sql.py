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
from typing import TYPE_CHECKING, NewType

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
    where a mistake rarely comes alone. `every` names the parameters that may all be NULL: the rows then are those of
    every value, and columns of these names tell whose.
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
    every: tuple[str, ...] = ()

    def typed(self, given: dict[str, str]) -> dict[str, str | int | float]:
        """Turn text parameters into their declared types; raises UsageError in Indonesian."""
        unknown = sorted(given.keys() - self.params.keys())
        missing = sorted(self.params.keys() - given.keys())
        if unknown or missing:
            expected = ", ".join(f"{name} ({kind})" for name, kind in self.params.items()) or "tidak ada"
            shown = ", ".join(given) or "tidak ada"
            raise UsageError(f"Parameter '{self.name}': ditemukan {shown}; yang diharapkan: {expected}.")
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
        every=tuple(name for name, _ in _pairs(fields.get("every", "none"))),
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


def text(where: str, name: str) -> str:
    """The statement `queries/<where>/<name>.sql` of this project."""
    return load(PROJECT_ROOT / "queries" / where / f"{name}.sql").text


# A piece of a statement, made by the functions below and by nobody else.
Sql = NewType("Sql", str)


def body(query: Query) -> Sql:
    """What a query asks, to be put into a statement that keeps its rows."""
    return Sql(query.text.rstrip().rstrip(";"))


def name(text: str) -> Sql:
    """An identifier, quoted: whatever a heading holds, it is a name and nothing else."""
    return Sql('"' + text.replace('"', '""') + '"')


def names(texts: Iterable[str]) -> Sql:
    """Identifiers, parted by commas."""
    return listed(name(text) for text in texts)


def column(of: str, text: str) -> Sql:
    """A column of a table, or a field of a row."""
    return Sql(f"{name(of)}.{name(text)}")


def table(path: str) -> Sql:
    """A table, its schema and perhaps its database before it: `raw.fact`, `prior.raw.fact`; each part quoted."""
    return Sql(".".join(name(part) for part in path.split(".")))


def call(macro: str, *of: Sql) -> Sql:
    """A macro of `queries/tables/macros.sql`, of columns or of other calls."""
    return Sql(f"{name(macro)}({listed(of)})")


def called(piece: Sql, column: str) -> Sql:
    """A piece under the name of a column."""
    return Sql(f"{piece} AS {name(column)}")


def listed(pieces: Iterable[Sql]) -> Sql:
    """Pieces, parted by commas."""
    return Sql(", ".join(pieces))


def any_of(tests: Iterable[Sql]) -> Sql:
    """Whether any of these holds."""
    return Sql(" OR ".join(["FALSE", *tests]))


def unnested(lists: int) -> Sql:
    """So many parameters, each a list, side by side as rows."""
    return listed([Sql("unnest(?)")] * lists)


def count(connection: DuckDBPyConnection, path: str) -> int:
    """How many rows a table has."""
    [(rows,)] = connection.execute(f"SELECT count(*) FROM {table(path)}").fetchall()
    return int(rows)
