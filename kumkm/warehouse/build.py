"""Builds a new warehouse file from reference data and deliveries and publishes it by rewriting a pointer."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from kumkm.domain import proposals, units
from kumkm.domain.indicators import INDICATORS
from kumkm.domain.measures import MEASURES
from kumkm.errors import WarehouseError
from kumkm.ingest import sources
from kumkm.settings import Settings
from kumkm.warehouse import carrying, checks, deliveries, reference, sql
from kumkm.warehouse.connection import POINTER, SCHEMA_VERSION, Published, published
from kumkm.warehouse.deliveries import Step, quietly

_MARTS = (
    "delivered_version",
    "cooperative",
    "cooperative_measure",
    "enterprise_measure",
    "proposal_row",
    "proposal_stage",
    "proposal",
    "proposal_measure",
    "delivered_fact",
    "delivered_value",
    "quality",
    "measure_value",
    "measure_break",
    "indicator_break",
    "indicator_value",
    "indicator_change",
)
_STALE_SECONDS = 6 * 3600  # an unfinished file older than this belongs to a build that was killed
MEMORY = "900MB"  # with Python and pandas beside it a build stays under 1.5 GiB


@dataclass(frozen=True)
class Outcome:
    """A published build, and which of the office's files were held back: with a galat, or unreadable.

    What the project's own simulated deliveries hold back is found (`findings`) but is nobody's to mend.
    """

    published: Published
    held_back: tuple[str, ...]


def build(settings: Settings, now: datetime | None = None) -> Published:
    """Build a new version and publish it; see `build_and_report`."""
    return build_and_report(settings, now).published


def build_and_report(
    settings: Settings, now: datetime | None = None, on_step: Step = quietly, accepted: Sequence[str] = ()
) -> Outcome:
    """Build a new version from reference data and deliveries and publish it; `on_step` is told what is being done.

    Words `accepted` are let pass in the office's files, and kept with those they stand in.

    A delivery with a galat is held back and the rest is published. Raises InputError if the reference data
    break a rule, WarehouseError if the folder cannot be written; either way what is published stays.
    """
    moment = now or datetime.now(UTC)
    input_hash = _input_hash(settings)
    build_id = f"{moment:%Y%m%dT%H%M%S%f}-{input_hash[:8]}"
    result = Published(build_id, settings.warehouse / f"kumkm-{build_id}.duckdb", input_hash)
    try:
        settings.warehouse.mkdir(parents=True, exist_ok=True)
        _forget_unfinished(settings.warehouse)
        held = _write(settings, result, moment, on_step, accepted)
        publish(settings.warehouse, result)
    except (OSError, duckdb.OperationalError, duckdb.FatalException) as error:
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise WarehouseError(
            f"Gudang data tidak dapat ditulis di {settings.warehouse}: {reason}. "
            "Periksa folder, izin, dan ruang cakram; yang terbit tidak berubah."
        ) from error
    _forget_old(settings, result)
    return Outcome(result, held)


def fresh(settings: Settings) -> Published:
    """The published build if it was made from today's inputs or was rolled back to, else a new one.

    Raises WarehouseError where something is published but damaged: that is for a person to see.
    """
    found = published(settings.warehouse)
    if found is not None and (found.pinned or found.input_hash == _input_hash(settings)):
        return found
    return build(settings)


def _write(
    settings: Settings, result: Published, moment: datetime, on_step: Step, accepted: Sequence[str]
) -> tuple[str, ...]:
    """Fill a file under another name and give it its own only when it is complete."""
    unfinished = result.path.with_suffix(".part")
    try:
        with duckdb.connect(str(unfinished), config={"memory_limit": MEMORY}) as connection:
            held = _fill(connection, settings, moment, on_step, accepted)
            connection.execute(
                "INSERT INTO core.build VALUES (?, ?, ?, ?)",
                [result.build_id, moment, SCHEMA_VERSION, result.input_hash],
            )
        unfinished.replace(result.path)
    finally:
        unfinished.unlink(missing_ok=True)
        Path(f"{unfinished}.wal").unlink(missing_ok=True)
    return held


def _fill(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    moment: datetime,
    on_step: Step,
    accepted: Sequence[str],
) -> tuple[str, ...]:
    create_tables(connection, settings)
    reference.load(connection, settings)
    loaded = deliveries.load_folder(connection, settings, moment.date(), on_step, accepted)
    on_step("Memeriksa semua kiriman")
    deliveries.record_corrections(connection, loaded)
    checks.record_refusals(connection, loaded)
    checks.record_corrections(connection, loaded)
    with carrying.prior(connection, settings.warehouse) as prior:
        if prior:
            carrying.remember(connection)
        checks.run(connection, settings)
        held = checks.held_back(connection)
        _accept(connection)
        if prior:
            carrying.carry_over(connection, held, [item.file for item in loaded.refusals])
    for name in ("delivery_source", "delivered_target"):
        connection.execute(sql.load(settings.queries / "loads" / f"{name}.sql").text)
    on_step("Menghitung indikator")
    for name in _MARTS:
        connection.execute(sql.load(settings.queries / "marts" / f"{name}.sql").text)
    own = [item.file for item in loaded.deliveries if item.delivery_id in loaded.own and item.delivery_id in held]
    return tuple(dict.fromkeys([*own, *(item.file for item in loaded.refusals)]))


def create_tables(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """The tables of a build, the macros of the checks, and the parameters both go by."""
    connection.execute("SET enable_progress_bar = false")
    for name in ("core", "deliveries", "macros"):
        connection.execute(sql.load(settings.queries / "tables" / f"{name}.sql").text)
    checks.load_parameters(connection, settings)
    kinds = [
        {"kind": kind.id, "label": kind.label, "subject": kind.subject, "cadence": kind.cadence}
        for kind in sources.load(settings.sources)
    ]
    deliveries.insert(connection, "core.delivered_kind", kinds)


def _accept(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "INSERT INTO core.accepted SELECT delivery_id FROM raw.delivery "
        "ANTI JOIN (SELECT delivery_id FROM core.finding WHERE severity = 'galat') AS held USING (delivery_id)"
    )


def _input_hash(settings: Settings) -> str:
    """What a build depends on: registry, reference data, SQL, the reader, and which deliveries lie there."""
    digest = hashlib.sha256(repr((INDICATORS, MEASURES, units.PRINTED, _stages())).encode())
    code = Path(__file__).resolve().parent.parent
    written = [
        *settings.reference.glob("*.csv"),
        *settings.reference.glob("*.toml"),
        *settings.queries.rglob("*.sql"),
        *(path for path in (settings.root / "data").glob("*.toml") if path != settings.questions),
        *(code / "ingest").glob("*.py"),
        *(code / "warehouse").glob("*.py"),
    ]
    for path in sorted(written):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    for folder in (settings.raw, settings.sample):
        for path in deliveries.files_in(folder):
            state = path.stat()
            digest.update(f"{path.relative_to(folder)} {state.st_size} {state.st_mtime_ns}".encode())
    return digest.hexdigest()


def _stages() -> list[tuple[object, ...]]:
    return [*proposals.stage_rows(), *proposals.move_rows(), *proposals.spelling_rows()]


def publish(warehouse: Path, result: Published) -> None:
    """Rewrite the pointer in one step, so that a reader sees the old build or the new one."""
    pointer = warehouse / POINTER
    draft = warehouse / f"{POINTER}.{result.build_id}"
    content = {
        "build_id": result.build_id,
        "file": result.path.name,
        "schema_version": SCHEMA_VERSION,
        "input_hash": result.input_hash,
        "pinned": result.pinned,
    }
    try:
        draft.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
        draft.replace(pointer)
    finally:
        draft.unlink(missing_ok=True)


def _forget_old(settings: Settings, current: Published) -> None:
    """Keep the newest builds; one that a reader still holds open is left where that is not allowed."""
    builds = sorted(settings.warehouse.glob("kumkm-*.duckdb"), reverse=True)
    for old in [path for path in builds if path != current.path][settings.kept_builds - 1 :]:
        try:
            old.unlink()
        except PermissionError:
            continue


def _forget_unfinished(warehouse: Path) -> None:
    """Remove what builds that were killed have left; one that still runs is younger than that."""
    for path in (*warehouse.glob("kumkm-*.part"), *warehouse.glob("kumkm-*.part.wal")):
        if time.time() - path.stat().st_mtime > _STALE_SECONDS:
            path.unlink(missing_ok=True)
