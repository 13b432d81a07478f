"""The office's store in a backup: SQLite's own copy of the file, or the rows of a database as JSON, and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, func, insert, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from kumkm.errors import InputError, StoreError
from kumkm.settings import Settings
from kumkm.store import care, tables
from kumkm.store import engine as opening

FILE, ROWS = "kantor.sqlite", "kantor.json"
Rows = dict[str, list[dict[str, Any]]]
_RECORDED: Final = ("meeting", "verdict", "task")  # of these nothing may be lost


def take(settings: Settings, folder: Path) -> Path | None:
    """Write what the store holds at one moment into a folder; None where there is no store.

    Whoever writes to the store meanwhile is not kept waiting. Raises StoreError where it cannot be read.
    """
    if not opening.exists(settings):
        return None
    if settings.store is not None:
        path = folder / ROWS
        path.write_text(json.dumps(rows(settings), ensure_ascii=False), encoding="utf-8")
        return path
    path = folder / FILE
    try:
        with (
            closing(sqlite3.connect(f"{settings.store_file.resolve().as_uri()}?mode=ro", uri=True)) as there,
            closing(sqlite3.connect(path)) as copy,
        ):
            there.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, whole in itself
    except sqlite3.Error as error:
        raise StoreError(
            f"Simpanan kantor tidak dapat disalin: {error}. Periksa folder sementara {folder.parent} dan ruang cakram, "
            "lalu `python -m kumkm doctor`."
        ) from error
    return path


def rows(settings: Settings) -> Rows:
    """Every row of the store, by table, as at one moment; {} where there is no store."""
    if not opening.exists(settings):
        return {}
    engine = care.looking(settings)
    try:
        return _rows(engine)
    except SQLAlchemyError as error:
        raise opening.failed(error) from error
    finally:
        engine.dispose()


def _rows(engine: Engine) -> Rows:
    level = "SERIALIZABLE" if engine.dialect.name == "sqlite" else "REPEATABLE READ"
    with engine.connect().execution_options(isolation_level=level) as connection:
        there = set(inspect(connection).get_table_names())
        return {
            table.name: [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]
            for table in tables.metadata.sorted_tables
            if table.name in there
        }


def is_beyond(ours: Rows, theirs: Rows) -> bool:
    """Whether a store holds meetings, decisions or tasks that another lacks, or tells differently."""
    return any(row not in theirs.get(name, []) for name in _RECORDED for row in ours.get(name, []))


@contextmanager
def put_back(settings: Settings, content: Path) -> Iterator[None]:
    """Fill a database with the rows of a backup, in place of its own, if the block ends well.

    Raises InputError for rows that do not fit, StoreError where the database cannot be written.
    """
    held = unpacked(content)
    engine = opening.opened(settings)
    try:
        with opening.written(engine) as connection:
            tables.metadata.drop_all(connection)
            tables.metadata.create_all(connection)
            _fill(connection, held)
            yield
    finally:
        engine.dispose()


def unpacked(path: Path) -> Rows:
    """The rows in a backup; raises InputError where they do not fit."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        known = {table.name: {column.name for column in table.columns} for table in tables.metadata.sorted_tables}
        if all(set(row) == known[name] for name, kept in held.items() for row in kept):
            return dict(held)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    raise InputError("Simpanan kantor di dalam cadangan tidak terbaca oleh versi program ini; tidak ada yang diubah.")


def _fill(connection: Connection, held: Rows) -> None:
    for table in tables.metadata.sorted_tables:
        if kept := held.get(table.name):
            connection.execute(insert(table), kept)
        if table in tables.ADDED_ONLY and connection.dialect.name == "postgresql":
            last = connection.execute(select(func.max(table.c.entry))).scalar()
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence(:name, 'entry'), :last, :used)"),
                {"name": table.name, "last": last or 1, "used": last is not None},
            )
