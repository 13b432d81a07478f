"""What a change of the ledger would publish, built in folders of its own, and what it tells beside another build."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from kumkm.settings import Settings
from kumkm.warehouse import build, connection, sql, staging
from kumkm.warehouse.connection import POINTER, Published
from kumkm.warehouse.ledger.store import Ledger
from kumkm.warehouse.locking import locked

PREFIX = "kumkm-unggah-"


def trial(settings: Settings, folder: Path, against: Published | None) -> Settings:
    """Settings of a trial: the same ledger and build of before, in folders of its own, and nothing new to take in."""
    found = replace(settings, warehouse=folder / "gudang", raw=folder / "kiriman")
    found.raw.mkdir(parents=True)
    held = Ledger(settings.warehouse).folder
    for path in held.rglob("*.parquet"):
        staging.lend(path, Ledger(found.warehouse).folder / path.relative_to(held))
    journal = Ledger(settings.warehouse).journal.path
    if journal.exists():
        own = Ledger(found.warehouse).journal.path
        own.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(journal, own)
    if against is not None:
        for path in (against.path, against.path.with_suffix(".json")):
            if path.exists():
                staging.lend(path, found.warehouse / path.name)
        shutil.copy2(settings.warehouse / POINTER, found.warehouse / POINTER)
    return found


def thin(before: Published, after: Published) -> list[str]:
    """Regions with the year, whose money in one build less that in another is of too few; [] where there is none."""
    if before.build_id == after.build_id:
        return []
    with duckdb.connect(":memory:") as opened:
        for name, build_of in (("published", before), ("candidate", after)):
            opened.execute(f"ATTACH ? AS {sql.name(name)} (READ_ONLY)", [str(build_of.path)])
        rows = opened.execute(sql.text("publishing", "thin_difference")).fetchall()
    return [f"{region} {year}" for region, year in rows]


def warning(few: Sequence[str]) -> str:
    """What there is to say of the regions and years that `thin` found."""
    return (
        f"Uang {', '.join(few)} berubah oleh terlalu sedikit badan: siapa menyimpan angka yang terbit sebelumnya dapat "
        "menghitung selisihnya."
    )


def thin_now(settings: Settings) -> list[str]:
    """The same between what is published and what the ledger would publish now; the lock is held.

    Builds once, for what counts is known only then: what is withdrawn may uncover an older delivery that says the same.
    """
    published = connection.published(settings.warehouse)
    if published is None:
        return []
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder:
        own = trial(settings, Path(folder), published)
        with locked(own.warehouse):
            outcome = build.make(own, takes_in=False)
        return thin(published, outcome.published)
