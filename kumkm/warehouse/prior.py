"""What the published build lends: rows already read, and deliveries to compare with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from kumkm.errors import WarehouseError
from kumkm.warehouse import sql
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
        connection.execute(sql.text("prior", "taken"))
        for name in delivered_tables(connection):
            into, lent = sql.table(f"raw.{name}"), sql.table(f"prior.raw.{name}")
            connection.execute(f"INSERT INTO {into} BY NAME FROM {lent} SEMI JOIN taken_delivery USING (delivery_id)")
        taken = {row[0] for row in connection.execute(sql.text("prior", "taken_file")).fetchall()}
        return set(keys) - taken

    def subjects(self, connection: duckdb.DuckDBPyConnection, keys: Mapping[str, str]) -> dict[str, str]:
        """File hash → subject, of simulated files looked at under the same key."""
        if not self.is_there:
            return {}
        rows = connection.execute(sql.text("prior", "subject")).fetchall()
        return {file: subject for file, reading, subject in rows if subject is not None and keys.get(file) == reading}

    def attacked(self, connection: duckdb.DuckDBPyConnection) -> frozenset[tuple[str, str]]:
        """Salt and digest of the tables that held when they were attacked."""
        if not self.is_there:
            return frozenset()
        return frozenset(connection.execute(sql.text("prior", "attacked")).fetchall())

    def fill_earlier(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Fill the `earlier` tables with real deliveries that are published and are not delivered again."""
        if not self.is_there:
            return
        connection.execute(sql.text("prior", "remembered"))

    def forget_untold(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Take away findings that compare an amount with one that is told to nobody."""
        if self.is_there:
            connection.execute(sql.text("prior", "untold_region"))
            connection.execute(sql.text("secrecy", "untold_comparison"))


@contextmanager
def attached(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> Iterator[Prior]:
    """Attach the published build for a while; where there is none that can be read, `is_there` is False."""
    try:
        build = published(warehouse)
        if build is None:
            yield Prior(False)
            return
        connection.execute("ATTACH ? AS prior (READ_ONLY)", [str(build.path)])
    except (WarehouseError, duckdb.Error):
        yield Prior(False)
        return
    try:
        yield Prior(True)
    finally:
        connection.execute("DETACH prior")
