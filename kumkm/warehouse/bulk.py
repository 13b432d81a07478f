"""Rows into a table by one statement: a statement a row takes ten times as long."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb


def insert_rows(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    rows: Sequence[Sequence[object]],
    *,
    columns: Sequence[str] = (),
    values: str = "*",
) -> None:
    """Insert rows whose cells are in the order of `columns` (none: of the table's own); no rows, nothing happens.

    `values` may work on the cells, which are called c1, c2, …
    """
    if not rows:
        return
    cells = list(zip(*rows, strict=True))
    lists = ", ".join(f"unnest(?) AS c{place}" for place in range(1, len(cells) + 1))
    named = f" ({', '.join(columns)})" if columns else ""
    connection.execute(
        f"INSERT INTO {table}{named} SELECT {values} FROM (SELECT {lists})", [list(cell) for cell in cells]
    )
