"""The builds that are kept: which there are, and how to return to one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from kumkm.errors import UsageError, WarehouseError
from kumkm.settings import Settings
from kumkm.warehouse import auditing, build, checks, connection, sql
from kumkm.warehouse.auditing import Audit
from kumkm.warehouse.checks import Finding
from kumkm.warehouse.connection import SCHEMA_VERSION, Published
from kumkm.warehouse.locking import PATIENCE_SECONDS, locked


def audit_secrecy(settings: Settings, say: Callable[[str], None]) -> Audit:
    """Attack the published build with all that it publishes; `say` is told what there is to know of it."""
    with connection.connect(build.to_read(settings, say)) as opened:
        return auditing.audit(opened)


@dataclass(frozen=True)
class Build:
    """One kept build. `built_at` is UTC; `galat` and `findings` count what was found in it."""

    build_id: str
    built_at: datetime
    deliveries: int
    findings: int
    galat: int
    published: bool


def builds(settings: Settings) -> list[Build]:
    """Every build that can be returned to, newest first."""
    current = connection.published(settings.warehouse)
    kept = []
    for path in sorted(settings.warehouse.glob("kumkm-*.duckdb"), reverse=True):
        described = _describe(path, current)
        if described is not None:
            kept.append(described)
    return kept


def _describe(path: Path, current: Published | None) -> Build | None:
    """None for a file that is damaged or of another version."""
    try:
        with connection.connect(at(path)) as opened:
            row = opened.execute(sql.text("builds", "description")).fetchone()
    except (WarehouseError, duckdb.Error):
        return None
    if row is None or row[2] != SCHEMA_VERSION:
        return None
    is_current = current is not None and current.build_id == row[0]
    return Build(row[0], row[1], row[3], row[4], row[5], is_current)


def at(path: Path) -> Published:
    """A build by its file, opened as the dashboard opens it: one process may not open a file in two ways."""
    return Published(path.stem.removeprefix("kumkm-"), path, "")


def path_of(settings: Settings, build_id: str) -> Path:
    """Where a kept build lies."""
    return settings.warehouse / f"kumkm-{build_id}.duckdb"


def rollback(settings: Settings, build_id: str) -> Published:
    """Publish a kept build again; it stays until the next build is asked for. Raises UsageError for an unknown id."""
    known = {item.build_id for item in builds(settings)}
    if build_id not in known:
        listed = ", ".join(sorted(known, reverse=True)) or "tidak ada"
        raise UsageError(f"Versi '{build_id}' tidak ada. Yang tersimpan: {listed}.")
    path = path_of(settings, build_id)
    with connection.connect(at(path)) as opened:
        row = opened.execute(sql.text("builds", "input_hash")).fetchone()
    if row is None:
        raise WarehouseError(f"Versi {build_id} rusak; pilih versi lain.")
    result = Published(build_id, path, str(row[0]), pinned=True)
    with locked(settings.warehouse, patience=PATIENCE_SECONDS):
        build.publish(settings.warehouse, result)
    return result


def findings(settings: Settings, say: Callable[[str], None]) -> list[Finding]:
    """What was found in the published build, worst first; `say` is told what `build.to_read` has to tell."""
    with connection.connect(build.to_read(settings, say)) as opened:
        return checks.findings(opened)
