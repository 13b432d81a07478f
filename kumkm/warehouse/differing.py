"""Where two builds differ: their marts cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from kumkm.errors import UsageError
from kumkm.settings import Settings
from kumkm.warehouse import connection, sql

_TOLERANCE = 1e-9  # of the larger of two numbers
# What the secrecy of a build reads, and nobody else: that it differs is told, not by what. Tables that know the largest
# contributor are for secrecy alone; these hold cells and sums as they were delivered.
_BEFORE_SECRECY = frozenset({"delivered_fact", "enterprise_measure"})
_OF_SECRECY = "largest"
# Who is the largest is known to secrecy alone, and that it is another is somebody's secret as well.
_OF_NOBODY = frozenset({"largest", "second", "size", "rounding"})
_HIDDEN = "dirahasiakan"
_MOST = 1000  # differences told per table
_BUILDS = ("one", "two")


@dataclass(frozen=True)
class Difference:
    """One cell, or a row that only one build has (`column` is None). `key` is what else stands in the row.

    Both are "dirahasiakan" where it is told that a cell differs, not by what.
    """

    table: str
    key: str
    column: str | None
    first: str | None
    second: str | None

    def __str__(self) -> str:
        place = f"{self.table}: {self.key}" + (f" › {self.column}" if self.column else "")
        if (self.first, self.second) == (_HIDDEN, _HIDDEN):
            return f"{place}: berubah, {_HIDDEN}"
        return f"{place}: {self.first or 'tidak ada'} → {self.second or 'tidak ada'}"

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
            for build, path in zip(_BUILDS, (first, second), strict=True):
                connection.attach(opened, path, build)
            opened.execute("SET VARIABLE tolerance = ?", [_TOLERANCE])
            opened.execute(sql.text("comparing", "differences"))
            shapes = [_shapes(opened, build) for build in _BUILDS]
        except duckdb.Error as error:
            raise UsageError(f"Berkas versi tidak terbaca: {str(error).splitlines()[0]}") from error
        differing: list[Difference] = []
        for table in sorted({*shapes[0], *shapes[1]}):
            if shapes[0].get(table) != shapes[1].get(table):
                columns = [", ".join(name for name, _ in shape.get(table, ())) or None for shape in shapes]
                differing.append(Difference(table, "kolom tabel", None, columns[0], columns[1]))
                continue
            differing += _in_table(opened, table, shapes[0][table])
        return differing


def _shapes(opened: duckdb.DuckDBPyConnection, build: str) -> dict[str, list[tuple[str, str]]]:
    rows = opened.execute(sql.text("comparing", "shape"), {"build": build}).fetchall()
    shapes: dict[str, list[tuple[str, str]]] = {}
    for table, column, kind in rows:
        shapes.setdefault(table, []).append((column, kind))
    return shapes


def _is_value(name: str, kind: str) -> bool:
    """Whether a column is compared. Words and years are what a row is of, but for a cell's text and its delivery."""
    return kind not in ("VARCHAR", "INTEGER") or "delivery_id" in name or name == "text"


def _in_table(opened: duckdb.DuckDBPyConnection, table: str, columns: Sequence[tuple[str, str]]) -> list[Difference]:
    keys = [name for name, kind in columns if not _is_value(name, kind)]
    is_told = table not in _BEFORE_SECRECY and all(name != _OF_SECRECY for name, _ in columns)
    values = {
        name: kind.startswith(("DOUBLE", "FLOAT"))
        for name, kind in columns
        if _is_value(name, kind) and name not in _OF_NOBODY
    }
    key = sql.call("list_value", *(sql.call("key_text", sql.name(name)) for name in keys))
    # Rows of the same key are told apart by what is compared, else by anything.
    order = sql.names(values or keys)
    for build in _BUILDS:
        view, rows = sql.name(f"row_{build}"), sql.table(f"{build}.mart.{table}")
        opened.execute(
            f"CREATE OR REPLACE TEMP VIEW {view} AS SELECT whole AS cells, {key} AS key, "
            f"row_number() OVER (PARTITION BY {key} ORDER BY {order}) AS twin FROM {rows} AS whole"
        )
    opened.execute(sql.text("comparing", "pair"))
    differs = sql.any_of(
        sql.call("is_another_number" if number else "is_other", *(sql.column(build, name) for build in _BUILDS))
        for name, number in values.items()
    )
    pairs = opened.execute(
        f"SELECT * FROM pair WHERE only_first OR only_second OR {differs} LIMIT ?", [_MOST]
    ).fetchall()
    differing = []
    for only_first, only_second, label, first, second in pairs:
        if only_first or only_second:
            differing.append(
                Difference(table, label, None, "ada" if only_first else None, "ada" if only_second else None)
            )
            continue
        for name, number in values.items():
            one, two = first[name], second[name]
            if not (_equal(one, two) if number else one == two):
                told_values = (_text(one), _text(two)) if is_told else (_HIDDEN, _HIDDEN)
                differing.append(Difference(table, label, name, *told_values))
    return differing


def _equal(one: float | None, two: float | None) -> bool:
    if one is None or two is None:
        return one is two
    return not abs(one - two) > _TOLERANCE * max(abs(one), abs(two))


def _text(value: object) -> str | None:
    return None if value is None else repr(value)
