"""Rows into a table by one statement: a statement a row takes ten times as long."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from kumkm.warehouse import sql


def insert_rows(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    rows: Sequence[Sequence[object]],
    *,
    columns: Sequence[str] = (),
) -> None:
    """Insert rows whose cells are in the order of `columns` (none: of the table's own); no rows, nothing happens."""
    if not rows:
        return
    cells = [list(cell) for cell in zip(*rows, strict=True)]
    into, lists = sql.table(table), sql.unnested(len(cells))
    if columns:
        connection.execute(f"INSERT INTO {into} ({sql.names(columns)}) SELECT {lists}", cells)
    else:
        connection.execute(f"INSERT INTO {into} SELECT {lists}", cells)
