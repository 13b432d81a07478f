"""What the published build lends: rows already read, and deliveries to compare with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from kumkm.errors import WarehouseError
from kumkm.warehouse.bulk import insert_rows
from kumkm.warehouse.connection import published
from kumkm.warehouse.deliveries import delivered_tables


@dataclass(frozen=True)
class Prior:
    """The published build, attached as `prior` where `is_there`."""

    is_there: bool

    def copy(self, connection: duckdb.DuckDBPyConnection, keys: Mapping[str, str]) -> set[str]:
        """Take over the rows of files that were read under the same key; returns the files that are not there."""
        if not self.is_there or not keys:
            return set(keys)
        connection.execute("CREATE OR REPLACE TEMP TABLE asked (file_hash VARCHAR, reading VARCHAR)")
        insert_rows(connection, "asked", list(keys.items()))
        # Rows of a delivery that was withdrawn meanwhile are not there any more: such a file is read again.
        connection.execute(
            """
            CREATE OR REPLACE TEMP TABLE taken AS
            FROM prior.raw.reading
            SEMI JOIN asked USING (file_hash, reading)
            WHERE list_has_all((SELECT list(delivery_id) FROM prior.raw.delivery), deliveries)
            """
        )
        connection.execute("INSERT INTO raw.reading FROM taken")
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE taken_delivery AS "
            "SELECT delivery_id FROM prior.raw.delivery SEMI JOIN taken USING (file_hash)"
        )
        for table in delivered_tables(connection):
            connection.execute(
                f"INSERT INTO raw.{table} BY NAME FROM prior.raw.{table} SEMI JOIN taken_delivery USING (delivery_id)"
            )
        found = {row[0] for row in connection.execute("SELECT file_hash FROM taken").fetchall()}
        return set(keys) - found

    def subjects(self, connection: duckdb.DuckDBPyConnection, keys: Mapping[str, str]) -> dict[str, str]:
        """File hash → subject, of simulated files looked at under the same key."""
        if not self.is_there:
            return {}
        rows = connection.execute("SELECT file_hash, reading, subject FROM prior.raw.reading").fetchall()
        return {file: subject for file, reading, subject in rows if subject is not None and keys.get(file) == reading}

    def attacked(self, connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
        """Digests of the tables that held when they were attacked."""
        if not self.is_there:
            return frozenset()
        return frozenset(row[0] for row in connection.execute("SELECT digest FROM prior.mart.attacked").fetchall())

    def remember(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Fill the `earlier` tables with real deliveries that are published and are not delivered again."""
        if not self.is_there:
            return
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
                f"INSERT INTO earlier.{table} BY NAME FROM prior.raw.{table} "
                "SEMI JOIN earlier.delivery USING (delivery_id)"
            )
        connection.execute(
            """
            INSERT INTO earlier.enterprise
            SELECT delivery_id, id_hash, region_code, wave
            FROM prior.raw.enterprise
            SEMI JOIN earlier.delivery USING (delivery_id)
            WHERE EXISTS (FROM raw.enterprise)
            """
        )


@contextmanager
def attached(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> Iterator[Prior]:
    """Attach the published build for a while; where there is none that can be read, `is_there` is False."""
    try:
        found = published(warehouse)
        if found is None:
            yield Prior(False)
            return
        path = str(found.path).replace("'", "''")
        connection.execute(f"ATTACH '{path}' AS prior (READ_ONLY)")
    except (WarehouseError, duckdb.Error):
        yield Prior(False)
        return
    try:
        yield Prior(True)
    finally:
        connection.execute("DETACH prior")
