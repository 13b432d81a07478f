"""Simulated enterprises through DuckDB: drawn row by row from a seed, streamed to Parquet however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from kumkm.warehouse import sql

SLOTS = 10_000
_MEMORY = "512MB"
_ROW_GROUP = 122_880
# slot, region_code, short, spelling, districts, villages, level, wave
Slot = tuple[int, str, str, str, int, int, float, int]
# data row from 0, rule, what its twins share
Planted = tuple[int, str, int]


class EnterpriseDraw:
    """Draws enterprises from a seed; slots are shares of the rows by region."""

    def __init__(self, *, seed: int) -> None:
        self._connection = duckdb.connect(config={"memory_limit": _MEMORY})
        self._connection.execute("SET enable_progress_bar = false")
        self._connection.execute(_text("enterprise_tables"))
        self._set(seed=seed)

    def __enter__(self) -> EnterpriseDraw:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def place(self, slots: Sequence[Slot]) -> None:
        """Say which region each slot belongs to."""
        self._fill("slot", slots)

    def plant(self, rows: Sequence[Planted]) -> None:
        """Say which rows bear an error."""
        self._fill("planted", rows)

    def write(self, path: Path, *, rows: int) -> Path:
        """Stream that many rows into a Parquet file, in order."""
        self._set(first_row=0, last_row=rows, all_rows=rows)
        relation = self._connection.sql(_text("enterprise"))
        relation.write_parquet(str(path), compression="zstd", row_group_size=_ROW_GROUP)
        return path

    def rows(self, first_row: int, last_row: int) -> list[dict[str, Any]]:
        """A few rows as values by column, kept apart from the file but counted in the recap."""
        self._set(first_row=first_row, last_row=last_row, all_rows=last_row)
        self._connection.sql(_text("enterprise")).create("apart")
        cursor = self._connection.execute(_text("apart"))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def recap(self, path: Path) -> pd.DataFrame:
        """Count the file and the rows kept apart; columns as in queries/simulate/enterprise_recap.sql."""
        self._connection.execute("SET VARIABLE extract = ?", [str(path)])
        return self._connection.sql(_text("enterprise_recap")).df()

    def _fill(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        into = sql.table(table)
        names = [str(column[0]) for column in self._connection.execute(f"DESCRIBE {into}").fetchall()]
        self._connection.register("given", pd.DataFrame(rows, columns=names))
        self._connection.execute(f"DELETE FROM {into}")
        self._connection.execute(f"INSERT INTO {into} BY NAME FROM given")
        self._connection.unregister("given")

    def _set(self, **values: int) -> None:
        for name, value in values.items():
            self._connection.execute(f"SET VARIABLE {sql.name(name)} = ?", [value])


def _text(name: str) -> str:
    return sql.text("simulate", name)
