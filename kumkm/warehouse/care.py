"""What is whole in a warehouse and what is not: every build read to its end, every cell that the journal names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from kumkm.errors import WarehouseError
from kumkm.settings import Settings
from kumkm.warehouse import build, connection, deliveries, durable, history, sql
from kumkm.warehouse.connection import Published
from kumkm.warehouse.ledger.state import CELLS, FACTS, Received
from kumkm.warehouse.ledger.store import Ledger


def read_whole(published: Published) -> None:
    """Read every column of every table; raises WarehouseError where that cannot be done."""
    with connection.connect(published) as opened:
        try:
            for (name,) in opened.execute(sql.text("builds", "kept_table")).fetchall():
                opened.execute(f"SELECT bit_xor(hash(kept)) FROM {sql.table(name)} AS kept").fetchone()
        except duckdb.Error as error:
            raise WarehouseError(f"Berkas gudang data {published.path.name} rusak di dalamnya.") from error


def damaged_builds(settings: Settings, besides: Published | None) -> list[str]:
    """The names of kept builds of this version or another that cannot be opened, but for the published one."""
    damaged = []
    for path in sorted(settings.warehouse.glob("kumkm-*.duckdb")):
        if besides is not None and path == besides.path:
            continue
        try:
            connection.connect(history.at(path)).close()
        except WarehouseError:
            damaged.append(path.name)
    return damaged


def lost_cells(warehouse: Path) -> list[str]:
    """The names of files in the ledger whose cells are gone or damaged; raises WarehouseError for a damaged journal."""
    ledger = Ledger(warehouse)
    return [file.name for file, _ in ledger.state().active() if not _is_held(ledger, file)]


def _is_held(ledger: Ledger, file: Received) -> bool:
    try:
        if file.content == FACTS:
            return all(any(ledger.tables_of(item.delivery).glob("*.parquet")) for item in file.deliveries)
        if file.content == CELLS:
            ledger.sheets(file.file)
            return True
        import pyarrow.parquet as pq

        with pq.ParquetFile(ledger.path_of(file.file)) as rows:
            for _batch in rows.iter_batches():
                pass
        return True
    except (WarehouseError, OSError, ValueError):
        return False


def leftovers(warehouse: Path) -> list[Path]:
    """What builds that were killed have left; the next build takes it away."""
    patterns = (f"kumkm-*{durable.DRAFT}*", f".*{durable.DRAFT}")
    return [path for pattern in patterns for path in (*warehouse.glob(pattern), *(warehouse / "ledger").rglob(pattern))]


def ahead(settings: Settings, now: datetime) -> timedelta:
    """By how much the newest entry or build is later than now: more than nothing where a clock was set back.

    Raises WarehouseError for a damaged journal.
    """
    return max((moment - now for moment in _moments(settings.warehouse)), default=timedelta(0))


def _moments(warehouse: Path) -> Iterator[datetime]:
    yield from (datetime.fromisoformat(str(item["at"])) for item in Ledger(warehouse).journal.entries()[-1:])
    for path in warehouse.glob("kumkm-*.duckdb"):
        if (moment := build.made_at(path)) is not None:
            yield moment


def unreadable(settings: Settings) -> tuple[int, list[str]]:
    """How many deliveries lie in the folder, and the names of those that cannot be read."""
    every = deliveries.files_in(settings.raw)
    names = []
    for path in every:
        try:
            with path.open("rb") as file:
                file.read(1)
        except OSError:
            names.append(path.name)
    return len(every), names
