"""Opens the office's store: SQLite beside the builds, or PostgreSQL where `KUMKM_STORE` names one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from kumkm.errors import StoreError, UsageError
from kumkm.settings import Settings
from kumkm.store import heads
from kumkm.store.tables import metadata

_PATIENCE_SECONDS = 10
_HEADS = "heads"  # another: where the hashes of the audit log stand once more
_READS = "reads"  # an execution option: no lock is taken to write


def exists(settings: Settings) -> bool:
    """Whether there is a store to read: nobody makes one by looking."""
    return settings.store is not None or settings.store_file.is_file()


def opened(settings: Settings) -> Engine:
    """The store, made where there is none. Raises UsageError for an address that is none, StoreError where it cannot be
    opened or written.
    """
    engine = _engine(settings).execution_options(**{_HEADS: settings.audit_heads})
    with written(engine) as connection:
        metadata.create_all(connection)
    return engine


def _engine(settings: Settings) -> Engine:
    if settings.store is None:
        url = make_url("sqlite://").set(database=str(settings.store_file))
        if not settings.store_file.parent.is_dir():
            settings.store_file.parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, connect_args={"timeout": _PATIENCE_SECONDS, "isolation_level": None})
        event.listen(engine, "connect", _be_safe)
        event.listen(engine, "begin", _begin)
        return engine
    return opened_address(settings.store)


def opened_address(address: str) -> Engine:
    """A database by its address; raises UsageError for one that is none."""
    try:
        return create_engine(make_url(address), pool_pre_ping=True)
    except (ArgumentError, ImportError) as error:
        raise UsageError(
            "KUMKM_STORE: alamat simpanan kantor tidak dikenal. Yang diharapkan misalnya "
            "postgresql+psycopg://pengguna@server/basis, dengan pustaka psycopg terpasang."
        ) from error


def _be_safe(connection: Any, _record: object) -> None:
    """What is acknowledged is on the disk; readers never wait for whoever writes."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """The lock at once: two that first read and then write would end each other."""
    reads = connection.get_execution_options().get(_READS)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


@contextmanager
def written(engine: Engine) -> Iterator[Connection]:
    """One transaction that is on the disk when the block ends. Raises StoreError where it cannot be."""
    try:
        with engine.begin() as connection:
            connection.info.pop(heads.PENDING, None)  # of a transaction that failed
            yield connection
            added, path = connection.info.pop(heads.PENDING, []), connection.get_execution_options().get(_HEADS)
    except SQLAlchemyError as error:
        raise failed(error) from error
    if added and path is not None:
        heads.add(path, added)


@contextmanager
def read(engine: Engine) -> Iterator[Connection]:
    """A connection to read by; raises StoreError where it cannot."""
    try:
        with engine.connect().execution_options(**{_READS: True}) as connection:
            yield connection
    except SQLAlchemyError as error:
        raise failed(error) from error


def failed(error: SQLAlchemyError) -> StoreError:
    """What is said where the store cannot be used."""
    reason = str(getattr(error, "orig", None) or error).splitlines()[0]
    return StoreError(
        f"Simpanan kantor (rapat dan keputusan) tidak dapat dipakai: {reason}. Periksa folder, izin, ruang cakram, "
        "atau server basis datanya; yang sudah dicatat tidak berubah, dan angka tetap dapat dilihat."
    )
