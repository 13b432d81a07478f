"""What the build before lends to the next: earlier deliveries to compare with, and the last good ones to keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from kumkm.errors import WarehouseError
from kumkm.warehouse.connection import published
from kumkm.warehouse.deliveries import delivered_tables

# Where a delivery says of which region and year it speaks.
_YEARS = {
    "fact": "year",
    "cooperative": "book_year",
    "proposal": "budget_year",
    "submission": "book_year",
    "enterprise": "wave",
}


@contextmanager
def prior(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> Iterator[bool]:
    """Attach the published build as `prior` for a while; False where there is none that can be read."""
    try:
        found = published(warehouse)
        if found is None:
            yield False
            return
        path = str(found.path).replace("'", "''")
        connection.execute(f"ATTACH '{path}' AS prior (READ_ONLY)")
    except (WarehouseError, duckdb.Error):
        yield False
        return
    try:
        yield True
    finally:
        connection.execute("DETACH prior")


def remember(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the `earlier` tables with real deliveries that were published and are not delivered again."""
    connection.execute(
        """
        INSERT INTO earlier.delivery BY NAME
        FROM prior.raw.delivery
        SEMI JOIN prior.core.accepted USING (delivery_id)
        ANTI JOIN raw.delivery USING (delivery_id)
        WHERE NOT simulated
        """
    )
    for table in ("fact", "cooperative"):
        connection.execute(
            f"INSERT INTO earlier.{table} BY NAME FROM prior.raw.{table} SEMI JOIN earlier.delivery USING (delivery_id)"
        )


def carry_over(connection: duckdb.DuckDBPyConnection, held: Sequence[str], refused: Sequence[str]) -> None:
    """Take the last good version of what was held back from the build before.

    That is every real delivery of the same kind on one of the same regions and years, or the one that had the
    name of a file that cannot be read any more.
    """
    scopes = " UNION ".join(
        f"SELECT delivery_id, region_code, {year} AS year FROM {{schema}}.{table}" for table, year in _YEARS.items()
    )
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE carried AS
        WITH wanted AS (
            SELECT DISTINCT delivery.kind, scope.region_code, scope.year
            FROM ({scopes.format(schema="raw")}) AS scope
            INNER JOIN raw.delivery ON delivery.delivery_id = scope.delivery_id
            WHERE list_contains(CAST($held AS VARCHAR[]), delivery.delivery_id)
        ),
        known AS (
            SELECT scope.*, delivery.kind
            FROM ({scopes.format(schema="prior.raw")}) AS scope
            INNER JOIN prior.raw.delivery AS delivery ON delivery.delivery_id = scope.delivery_id
        )
        SELECT delivery.delivery_id
        FROM prior.raw.delivery AS delivery
        SEMI JOIN prior.core.accepted USING (delivery_id)
        ANTI JOIN raw.delivery AS present USING (delivery_id)
        WHERE NOT delivery.simulated
            AND (
                list_contains(CAST($refused AS VARCHAR[]), delivery.file)
                OR delivery.delivery_id IN (
                    SELECT delivery_id FROM known SEMI JOIN wanted USING (kind, region_code, year)
                )
            )
        """,
        {"held": list(held), "refused": list(refused)},
    )
    connection.execute(
        "INSERT INTO raw.delivery BY NAME SELECT * REPLACE (TRUE AS carried) FROM prior.raw.delivery "
        "SEMI JOIN carried USING (delivery_id)"
    )
    for table in set(delivered_tables(connection)) - {"delivery"}:
        connection.execute(
            f"INSERT INTO raw.{table} BY NAME FROM prior.raw.{table} SEMI JOIN carried USING (delivery_id)"
        )
    connection.execute("INSERT INTO core.accepted FROM carried")
