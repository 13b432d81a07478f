"""Whether the office's store is whole: looked at without making or changing anything."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from kumkm.settings import Settings
from kumkm.store import engine as opening
from kumkm.store import tables

_SECONDS = 5  # how long a server may take to answer


def faults(settings: Settings) -> list[str]:
    """What is wrong with a store that is there, in words; [] where all is well.

    Raises UsageError for an address that is none, StoreError where the store cannot be opened or read.
    """
    engine = looking(settings)
    try:
        with engine.connect() as connection:
            return list(_faults(connection))
    except SQLAlchemyError as error:
        raise opening.failed(error) from error
    finally:
        engine.dispose()


def looking(settings: Settings) -> Engine:
    """An engine that writes nothing, and does not wait for a server that is not there."""
    if settings.store is None:
        return create_engine(f"sqlite:///file:{quote(str(settings.store_file.resolve()))}?mode=ro&uri=true")
    opening.opened_address(settings.store).dispose()
    url = make_url(settings.store)
    waiting = {"connect_timeout": _SECONDS} if "psycopg" in url.drivername else {}
    return create_engine(url, connect_args=waiting)


def _faults(connection: Connection) -> Iterator[str]:
    is_file = connection.dialect.name == "sqlite"
    if is_file:
        report = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
        if report != ["ok"]:
            yield f"isinya tidak utuh ({report[0]})"
            return
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            yield "ada catatan rapat yang rapatnya tidak ada"
    there = set(inspect(connection).get_table_names())
    for table in tables.metadata.sorted_tables:
        if table.name not in there:
            continue  # made when the store is next written
        columns = {item["name"] for item in inspect(connection).get_columns(table.name)}
        if lacking := sorted({column.name for column in table.columns} - columns):
            yield f"tabel {table.name} dari versi program lain (tanpa {', '.join(lacking)})"
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'" if is_file else "SELECT tgname AS name FROM pg_trigger"
    )
    guards = {str(row[0]) for row in connection.exec_driver_sql(query)}
    for table in tables.ADDED_ONLY:
        if table.name in there and not tables.guards(table, connection) <= guards:
            yield f"penjaga tabel {table.name} hilang: isinya dapat diubah"
