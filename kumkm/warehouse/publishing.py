"""From uploads to a published build and back: what would change, publishing, and undoing it.

Nothing here publishes by half: a failure leaves the deliveries and the published build as they were.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd

from kumkm.errors import UsageError, WarehouseError
from kumkm.settings import Settings
from kumkm.warehouse import acceptance, build, connection, deliveries, sql, staging
from kumkm.warehouse.connection import POINTER, Published
from kumkm.warehouse.deliveries import Step, quietly
from kumkm.warehouse.staging import Placed, Upload

Words = Mapping[str, Sequence[str]]  # words a person let pass, by the hash of the file they stand in

_RECEIPTS = ".terbitan"
_PREFIX = "kumkm-unggah-"
_ABANDONED_SECONDS = 12 * 3600  # a working folder older than that was left by a process that was killed


@dataclass(frozen=True)
class Preview:
    """What publishing would change.

    `changed` has one row per changed number: indicator_id, region_code, year, old, new, old_status, new_status,
    simulated_old, simulated_new; NaN is a value nobody reported. `total` counts the numbers of the candidate.
    `held_back` are files of which nothing would be published. `real_now` are subjects that would lose their
    simulated deliveries. `against` is the build compared with; `candidate` lives as long as this object.
    """

    changed: pd.DataFrame
    total: int
    held_back: tuple[str, ...]
    real_now: tuple[str, ...]
    against: str | None
    candidate: Published
    folder: tempfile.TemporaryDirectory[str] = field(repr=False)

    def close(self) -> None:
        """Remove the candidate."""
        self.folder.cleanup()


@dataclass(frozen=True)
class Receipt:
    """A publication that can be undone: the files it put down, by name and hash, and the pointer of before."""

    build_id: str
    published_at: str
    files: tuple[tuple[str, str], ...]
    held_back: tuple[str, ...]
    before: dict[str, str | bool] | None


@contextmanager
def workshop() -> Iterator[Path]:
    """A private folder for a while; it is gone afterwards, and so are those of processes that were killed.

    Raises WarehouseError where there is no room for it.
    """
    sweep()
    try:
        with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    except OSError as error:
        raise _no_room(error) from error


def _no_room(error: OSError) -> WarehouseError:
    return WarehouseError(
        f"Folder sementara {tempfile.gettempdir()} tidak dapat ditulis: {error.strerror or error}. "
        "Periksa izin dan ruang cakram; tidak ada yang berubah."
    )


def sweep() -> None:
    """Remove working folders that were left behind."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if path.is_dir() and not path.is_symlink() and time.time() - path.stat().st_mtime > _ABANDONED_SECONDS:
                shutil.rmtree(path, ignore_errors=True)


def preview(
    files: Sequence[Upload], settings: Settings, on_step: Step = quietly, words: Words | None = None
) -> Preview:
    """Build a complete candidate from what lies there and these files, and compare; publishes nothing.

    `words` are accepted in the candidate only. Raises UsageError where every file lies there already.
    """
    sweep()
    against = connection.published(settings.warehouse)
    try:
        folder = tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
    except OSError as error:
        raise _no_room(error) from error
    try:
        trial = _trial(settings, Path(folder.name), against)
        placed = _placed(files, trial)
        acceptance.keep(trial, words or {})
        outcome = build.build_and_report(trial, on_step=on_step)
        on_step("Membandingkan dengan yang terbit")
        found = Preview(
            changed=_changed(against, outcome.published, settings),
            total=_count(outcome.published),
            held_back=_held(outcome, placed),
            real_now=_real_now(against, outcome.published),
            against=None if against is None else against.build_id,
            candidate=outcome.published,
            folder=folder,
        )
        shutil.rmtree(trial.raw)
    except OSError as error:
        folder.cleanup()
        raise _no_room(error) from error
    except BaseException:
        folder.cleanup()
        raise
    return found


def publish(
    files: Sequence[Upload], settings: Settings, *, against: str | None = None, words: Words | None = None
) -> Receipt:
    """Put files among the deliveries and publish a new build; the `words` accepted in them are kept.

    `against` is the build the planner has seen the change against; raises UsageError where another is published
    by now, where somebody else is publishing, or where every file lies there already. On any failure the files
    are taken away again and the build of before stays published.
    """
    with staging.locked(settings.raw):
        before = connection.published(settings.warehouse)
        if against is not None and (before is None or before.build_id != against):
            raise UsageError(
                "Versi yang terbit sudah berganti sejak dampaknya dihitung. Lihat dampaknya lagi, lalu terbitkan; "
                "tidak ada yang berubah."
            )
        placed = _placed(files, settings)
        try:
            with _keeping(words or {}, settings):
                outcome = build.build_and_report(settings)
                receipt = _receipt(outcome, placed, before, settings)
                _write_receipt(receipt, settings)
        except BaseException:
            staging.remove(placed)
            _restore(before, settings)
            raise
    return receipt


@contextmanager
def _keeping(words: Words, settings: Settings) -> Iterator[None]:
    """Keep accepted words; where what rests on them fails, those kept before are kept again."""
    path = settings.warehouse / acceptance.FILE
    earlier = path.read_bytes() if path.is_file() else None
    acceptance.keep(settings, words)
    try:
        yield
    except BaseException:
        if earlier is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(earlier)
        raise


def undo(receipt: Receipt, settings: Settings) -> Published:
    """Take back a publication: its files go, and the build of before is published again.

    A file that holds another content by now is left alone. Where somebody has published since, or the build of
    before is not kept any more, a new build is made without the files. On failure everything stays.
    """
    with staging.locked(settings.raw):
        current = connection.published(settings.warehouse)
        moved = _set_aside(receipt, settings)
        try:
            earlier = _earlier(receipt, settings) if current and current.build_id == receipt.build_id else None
            if earlier is None:
                result = build.build(settings)
            else:
                build.publish(settings.warehouse, earlier)
                result = earlier
        except BaseException:
            for original, aside in moved:
                aside.replace(original)
            raise
        for _, aside in moved:
            aside.unlink(missing_ok=True)
        _receipt_path(receipt.build_id, settings).unlink(missing_ok=True)
    return result


def last(settings: Settings) -> Receipt | None:
    """The publication of the build that is published now; None where it did not come from uploads."""
    current = connection.published(settings.warehouse)
    if current is None:
        return None
    try:
        content = json.loads(_receipt_path(current.build_id, settings).read_text(encoding="utf-8"))
        files = tuple((str(name), str(sha256)) for name, sha256 in content["files"])
        return Receipt(current.build_id, content["published_at"], files, tuple(content["held_back"]), content["before"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _placed(files: Sequence[Upload], settings: Settings) -> list[Placed]:
    try:
        placed = staging.place(files, settings.raw, datetime.now().date())
    except OSError as error:
        raise WarehouseError(
            f"Berkas tidak dapat disimpan di {settings.raw}: {error.strerror or error}. "
            "Periksa folder, izin, dan ruang cakram; tidak ada yang berubah."
        ) from error
    if not placed:
        raise UsageError("Isi semua berkas ini sudah ada di antara kiriman; tidak ada yang perlu diterbitkan.")
    return placed


def _trial(settings: Settings, folder: Path, against: Published | None) -> Settings:
    """Settings of a trial: the same deliveries, accepted words and build of before, in folders of its own."""
    trial = replace(settings, warehouse=folder / "gudang", raw=folder / "kiriman")
    for path in deliveries.files_in(settings.raw):
        staging.lend(path, trial.raw / path.relative_to(settings.raw))
    if against is not None:
        staging.lend(against.path, trial.warehouse / against.path.name)
        shutil.copy2(settings.warehouse / POINTER, trial.warehouse / POINTER)
    acceptance.keep(trial, acceptance.load(settings))
    return trial


def _changed(against: Published | None, candidate: Published, settings: Settings) -> pd.DataFrame:
    text = sql.load(settings.queries / "publishing" / "changed_value.sql").text
    with duckdb.connect(":memory:") as opened:
        _attach(opened, candidate, "candidate")
        if against is None:
            opened.execute("ATTACH ':memory:' AS published; CREATE SCHEMA published.mart")
            opened.execute("CREATE TABLE published.mart.indicator_value AS FROM candidate.mart.indicator_value LIMIT 0")
        else:
            _attach(opened, against, "published")
        return opened.execute(text).df()


def _attach(opened: duckdb.DuckDBPyConnection, wanted: Published, name: str) -> None:
    path = str(wanted.path).replace("'", "''")
    opened.execute(f"ATTACH '{path}' AS {name} (READ_ONLY)")


def _count(candidate: Published) -> int:
    with connection.connect(candidate) as opened:
        row = opened.execute("SELECT count(value) FROM mart.indicator_value").fetchone()
    return int(row[0]) if row else 0


def _real_now(against: Published | None, candidate: Published) -> tuple[str, ...]:
    """Subjects with simulated deliveries before and none after."""
    if against is None:
        return ()
    return tuple(sorted(_simulated(against) - _simulated(candidate)))


def _simulated(wanted: Published) -> set[str]:
    with connection.connect(wanted) as opened:
        rows = opened.execute(
            "SELECT DISTINCT subject FROM raw.delivery SEMI JOIN core.accepted USING (delivery_id) WHERE simulated"
        ).fetchall()
    return {row[0] for row in rows}


def _held(outcome: build.Outcome, placed: Sequence[Placed]) -> tuple[str, ...]:
    """Names of the files of which the build published nothing."""
    with connection.connect(outcome.published) as opened:
        rows = opened.execute(
            "SELECT DISTINCT file FROM raw.delivery SEMI JOIN core.accepted USING (delivery_id) WHERE NOT carried"
        ).fetchall()
    spoken = {row[0] for row in rows}
    return tuple(item.name for item in placed if item.path.name not in spoken)


def _receipt(outcome: build.Outcome, placed: Sequence[Placed], before: Published | None, settings: Settings) -> Receipt:
    pointer: dict[str, str | bool] | None = None
    if before is not None:
        pointer = {
            "build_id": before.build_id,
            "file": before.path.name,
            "input_hash": before.input_hash,
            "pinned": before.pinned,
        }
    return Receipt(
        build_id=outcome.published.build_id,
        published_at=datetime.now(UTC).isoformat(timespec="seconds"),
        files=tuple((item.path.relative_to(settings.raw).as_posix(), item.sha256) for item in placed),
        held_back=_held(outcome, placed),
        before=pointer,
    )


def _receipt_path(build_id: str, settings: Settings) -> Path:
    return settings.raw / _RECEIPTS / f"{Path(build_id).name}.json"


def _write_receipt(receipt: Receipt, settings: Settings) -> None:
    """Keep it beside the deliveries, and forget those of builds that are not kept any more."""
    path = _receipt_path(receipt.build_id, settings)
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(asdict(receipt), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    kept = {item.stem.removeprefix("kumkm-") for item in settings.warehouse.glob("kumkm-*.duckdb")}
    for old in path.parent.glob("*.json"):
        if old.stem not in kept:
            old.unlink(missing_ok=True)


def _restore(before: Published | None, settings: Settings) -> None:
    """Publish the build of before again, if a failure came after the pointer had moved."""
    with suppress(WarehouseError):
        if before is not None and connection.published(settings.warehouse) == before:
            return
    if before is not None and before.path.is_file():
        build.publish(settings.warehouse, before)


def _earlier(receipt: Receipt, settings: Settings) -> Published | None:
    """The build of before as it was published then; None where it is not kept or not whole any more."""
    pointer = receipt.before
    if pointer is None:
        return None
    path = settings.warehouse / Path(str(pointer["file"])).name
    found = Published(str(pointer["build_id"]), path, str(pointer["input_hash"]), bool(pointer["pinned"]))
    try:
        connection.connect(found).close()
    except WarehouseError:
        return None
    return found


def _set_aside(receipt: Receipt, settings: Settings) -> list[tuple[Path, Path]]:
    """Hide the files that still hold what was put there; returns where they were and where they are."""
    moved = []
    for name, sha256 in receipt.files:
        path = settings.raw / Path(name).name
        if path.is_file() and staging.hash_of(path) == sha256:
            aside = path.with_name(f".{path.name}.batal")
            path.replace(aside)
            moved.append((path, aside))
    return moved
