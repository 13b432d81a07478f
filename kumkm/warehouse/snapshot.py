"""What of a warehouse goes into a backup, and whether what lies somewhere is newer than a backup."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kumkm.errors import WarehouseError
from kumkm.settings import Settings
from kumkm.warehouse import build, care, connection, history
from kumkm.warehouse.connection import POINTER, Published
from kumkm.warehouse.ledger.store import FOLDER, Ledger

JOURNAL = f"{FOLDER}/jurnal.jsonl"


def members(settings: Settings) -> list[Path]:
    """The files of a warehouse that a backup holds, with its lock held: ledger, journal, the published build with its
    pointer, and those kept for meetings. A published build that is damaged is left out, for it can be made again.

    Raises WarehouseError where the ledger is damaged: such a backup would be trusted.
    """
    warehouse = settings.warehouse
    if lost := care.lost_cells(warehouse):
        raise WarehouseError(
            f"Buku kiriman tidak utuh ({len(lost)} berkas hilang), jadi tidak dicadangkan. "
            "Lihat `python -m kumkm doctor`."
        )
    folder = Ledger(warehouse).folder
    paths = [path for path in (warehouse / JOURNAL,) if path.is_file()]
    for pattern in ("berkas/*.parquet", "tanpa-sel/*/*.parquet"):
        paths += [path for path in folder.glob(pattern) if not path.name.startswith(".")]
    return [*sorted(paths), *_builds(settings)]


def _builds(settings: Settings) -> Iterator[Path]:
    warehouse = settings.warehouse
    current = connection.whole(warehouse)
    if current is not None:
        yield from (warehouse / POINTER, current.path, *_described(current.path))
    for build_id in sorted(build.held(warehouse)):
        path = history.path_of(settings, build_id)
        if path.is_file() and (current is None or path != current.path):
            yield from (path, *_described(path))
    yield from sorted(warehouse.glob(".rapat-*"))


def _described(path: Path) -> list[Path]:
    return [path.with_suffix(".json")] if path.with_suffix(".json").is_file() else []


def check(warehouse: Path) -> Published | None:
    """Read a warehouse to its end; returns what is published in it. Raises WarehouseError where it is not whole."""
    if care.lost_cells(warehouse):
        raise WarehouseError("Buku kiriman di dalam cadangan tidak utuh.")
    published = connection.published(warehouse)
    if published is not None:
        care.read_whole(published)
    return published


def is_beyond(warehouse: Path, other: Path) -> bool:
    """Whether a warehouse holds what another lacks: entries of the journal, or a later published build.

    Raises WarehouseError where that cannot be known.
    """
    ours, theirs = Ledger(warehouse).journal.entries(), Ledger(other).journal.entries()
    if ours != theirs[: len(ours)]:
        return True
    here, there = connection.published(warehouse), connection.published(other)
    return here is not None and (there is None or here.build_id > there.build_id)
