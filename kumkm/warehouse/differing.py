"""Where two builds differ: their marts cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from kumkm.errors import UsageError
from kumkm.settings import Settings

_TOLERANCE = 1e-9  # of the larger of two numbers
# What the secrecy of a build reads, and nobody else: that it differs is told, not by what. Tables that know the largest
# contributor are for secrecy alone; these hold cells and sums as they were delivered.
_BEFORE_SECRECY = frozenset({"delivered_fact", "enterprise_measure"})
_OF_SECRECY = "largest"
_MOST = 1000  # differences told per table


@dataclass(frozen=True)
class Difference:
    """One cell, or a row that only one build has (`column` is None). `key` is what else stands in the row."""

    table: str
    key: str
    column: str | None
    first: str | None
    second: str | None

    def as_json(self) -> dict[str, object]:
        return {
            "table": self.table, "key": self.key, "column": self.column, "first": self.first, "second": self.second,
        }  # fmt: skip


def path_of(settings: Settings, build: str) -> Path:
    """The file of a build, by its id or by its path; raises UsageError where there is none."""
    for path in (Path(build), settings.warehouse / f"kumkm-{Path(build).name}.duckdb"):
        if path.is_file():
            return path
    kept = ", ".join(path.stem.removeprefix("kumkm-") for path in sorted(settings.warehouse.glob("kumkm-*.duckdb")))
    raise UsageError(f"Versi '{build[:120]}' tidak ada. Yang tersimpan: {kept or 'tidak ada'}.")


def differences(first: Path, second: Path) -> list[Difference]:
    """Where the marts of two builds differ; [] where they are equal.

    Numbers are equal within a billionth of the larger. Rows are compared by all that is no fraction in them. Raises
    UsageError where a file is no build.
    """
    with duckdb.connect() as opened:
        try:
            for name, path in (("one", first), ("two", second)):
                literal = str(path).replace("'", "''")
                opened.execute(f"ATTACH '{literal}' AS {name} (READ_ONLY)")
            shapes = [_shapes(opened, name) for name in ("one", "two")]
        except duckdb.Error as error:
            raise UsageError(f"Berkas versi tidak terbaca: {str(error).splitlines()[0]}") from error
        found: list[Difference] = []
        for table in sorted({*shapes[0], *shapes[1]}):
            if shapes[0].get(table) != shapes[1].get(table):
                told = [", ".join(name for name, _ in shape.get(table, ())) or None for shape in shapes]
                found.append(Difference(table, "kolom tabel", None, told[0], told[1]))
                continue
            found += _in_table(opened, table, shapes[0][table])
        return found


def _shapes(opened: duckdb.DuckDBPyConnection, name: str) -> dict[str, list[tuple[str, str]]]:
    rows = opened.execute(
        "SELECT columns.table_name, column_name, data_type FROM duckdb_columns() AS columns "
        "SEMI JOIN duckdb_tables() AS tables "
        "ON tables.database_name = columns.database_name AND tables.schema_name = columns.schema_name "
        "AND tables.table_name = columns.table_name "
        "WHERE columns.database_name = ? AND columns.schema_name = 'mart' ORDER BY columns.table_name, column_index",
        [name],
    ).fetchall()
    found: dict[str, list[tuple[str, str]]] = {}
    for table, column, kind in rows:
        found.setdefault(table, []).append((column, kind))
    return found


def _is_value(name: str, kind: str) -> bool:
    """Whether a column is compared. Words and years are what a row is of, but for a cell's text and its delivery."""
    return kind not in ("VARCHAR", "INTEGER") or "delivery_id" in name or name == "text"


def _in_table(opened: duckdb.DuckDBPyConnection, table: str, columns: Sequence[tuple[str, str]]) -> list[Difference]:
    keys = [name for name, kind in columns if not _is_value(name, kind)]
    is_told = table not in _BEFORE_SECRECY and all(name != _OF_SECRECY for name, _ in columns)
    values = {name: kind.startswith(("DOUBLE", "FLOAT")) for name, kind in columns if _is_value(name, kind)}
    key = ", ".join(f'"{name}"' for name in keys) or "1"
    order = ", ".join(f'"{name}"' for name in values) or "1"
    numbered = f'SELECT *, row_number() OVER (PARTITION BY {key} ORDER BY {order}) AS twin FROM {{name}}.mart."{table}"'
    same = " AND ".join([*(f'a."{name}" IS NOT DISTINCT FROM b."{name}"' for name in keys), "a.twin = b.twin"])
    differs = " OR ".join(
        ["a.twin IS NULL", "b.twin IS NULL"]
        + [_unequal(name) if number else f'a."{name}" IS DISTINCT FROM b."{name}"' for name, number in values.items()]
    )
    told_key = ", ".join(f'CAST(coalesce(a."{name}", b."{name}") AS VARCHAR)' for name in keys) or "''"
    shown = "".join(f', a."{name}", b."{name}"' for name in values)
    rows = opened.execute(
        f"SELECT a.twin IS NULL, b.twin IS NULL, concat_ws(' | ', {told_key}){shown} "
        f"FROM ({numbered.format(name='one')}) AS a FULL JOIN ({numbered.format(name='two')}) AS b ON {same} "
        f"WHERE {differs} LIMIT {_MOST}"
    ).fetchall()
    found = []
    for only_second, only_first, told, *pairs in rows:
        if only_first or only_second:
            found.append(Difference(table, told, None, "ada" if only_first else None, "ada" if only_second else None))
            continue
        for place, (name, number) in enumerate(values.items()):
            one, two = pairs[2 * place], pairs[2 * place + 1]
            if not (_equal(one, two) if number else one == two):
                told_values = (_text(one), _text(two)) if is_told else (None, None)
                found.append(Difference(table, told, name, *told_values))
    return found


def _unequal(name: str) -> str:
    a, b = f'a."{name}"', f'b."{name}"'
    return f"(({a} IS NULL) <> ({b} IS NULL) OR abs({a} - {b}) > {_TOLERANCE} * greatest(abs({a}), abs({b})))"


def _equal(one: float | None, two: float | None) -> bool:
    if one is None or two is None:
        return one is two
    return not abs(one - two) > _TOLERANCE * max(abs(one), abs(two))


def _text(value: object) -> str | None:
    return None if value is None else repr(value)
