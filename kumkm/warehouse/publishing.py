"""From uploads to a published build and back: what would change, publishing, and undoing it.

Nothing here publishes by half: a failure leaves the deliveries and the published build as they were.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from kumkm.errors import KumkmError, UsageError, WarehouseError
from kumkm.settings import Settings
from kumkm.warehouse import apart, build, connection, ingredients, sql, staging, takeover, trials
from kumkm.warehouse.connection import Published
from kumkm.warehouse.deliveries import Step, quietly
from kumkm.warehouse.ledger.state import DONE, State
from kumkm.warehouse.ledger.store import Ledger, somebody
from kumkm.warehouse.locking import locked
from kumkm.warehouse.staging import Placed, Upload
from kumkm.warehouse.trials import PREFIX

Words = Mapping[str, Sequence[str]]  # words a person let pass, by the hash of the file they stand in

_ABANDONED_SECONDS = 12 * 3600  # a working folder older than that was left by a process that was killed


@dataclass(frozen=True)
class Preview:
    """What publishing would change.

    `changed` has one row per changed number: indicator_id, region_code, year, old, new, old_status, new_status,
    simulated_old, simulated_new; NaN is a value nobody reported. `unseen` has indicator_id, region_code, year of the
    numbers that would change and of which neither amount nor status is shown, there or in the candidate: money of a
    table in which money stood before, and whatever follows from it, for from one preview after another somebody would
    subtract. Of such a table the candidate shows nothing at all. `thin` are regions
    with the year whose money would change by too few bodies. `total` counts the numbers of the candidate.
    `held_back` are files of which nothing would be published. `real_now` are subjects that would lose their
    simulated deliveries. `against` is the build compared with; `candidate` lives as long as this object.
    """

    changed: pd.DataFrame
    unseen: pd.DataFrame
    thin: tuple[str, ...]
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
    """A publication that can be undone: the files it put down, by name and hash, the pointer of before, and by whom."""

    build_id: str
    publication: str
    published_at: str
    files: tuple[tuple[str, str], ...]
    held_back: tuple[str, ...]
    before: Mapping[str, Any] | None
    by: str


@contextmanager
def workshop() -> Iterator[Path]:
    """A private folder for a while; it is gone afterwards, and so are those of processes that were killed.

    Raises WarehouseError where there is no room for it.
    """
    sweep()
    try:
        with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder:
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
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
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
    try:
        folder = tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)
    except OSError as error:
        raise _no_room(error) from error
    try:
        found = apart.call(tried, Path(folder.name), files, settings, words or {}, on_step=on_step)
    except BaseException:
        folder.cleanup()
        raise
    return Preview(**found, folder=folder)


def tried(
    folder: Path, files: Sequence[Upload], settings: Settings, words: Words, on_step: Step = quietly
) -> dict[str, Any]:
    """What `preview` shows, but for the folder in which the candidate is made: the part that reads files."""
    against = connection.published(settings.warehouse)
    try:
        trial = trials.trial(settings, folder, against)
        fresh = _fresh(files, Ledger(trial.warehouse).state())
        placed = _placed(fresh, trial)
        publication = _begin(trial, placed)
        _let_pass(Ledger(trial.warehouse), words, publication)
        with locked(trial.warehouse):
            outcome = build.make(trial, None, on_step, only=[item.path for item in placed], publication=publication)
        on_step("Membandingkan dengan yang terbit")
        thin = () if against is None else tuple(trials.thin_to_sender(settings, against, outcome.published))
        changed, unseen = _seen(against, outcome.published, settings)
        result = {
            "changed": changed,
            "unseen": unseen,
            "thin": thin,
            "total": _count(outcome.published),
            "held_back": _held(outcome, placed),
            "real_now": _real_now(against, outcome.published),
            "against": None if against is None else against.build_id,
            "candidate": outcome.published,
        }
        shutil.rmtree(trial.raw)
    except OSError as error:
        raise _no_room(error) from error
    return result


def publish(
    files: Sequence[Upload],
    settings: Settings,
    *,
    against: str | None = None,
    words: Words | None = None,
    by: str = "",
) -> Receipt:
    """Put files among the deliveries and publish a new build, in a process of its own; the `words` accepted in them are
    kept. `by` is who does, "" for the user the system knows.

    `against` is the build the planner has seen the change against; raises UsageError where another is published
    by now, where somebody else is publishing, or where every file is held already. On any failure the files are taken
    away again and the build of before stays published; killed in the middle it ends as published or as never begun.
    """
    try:
        receipt: Receipt = apart.call(put, files, settings, against, words or {}, by)
    except KumkmError:
        with suppress(OSError, KumkmError), locked(settings.warehouse):
            build.recover(settings, Ledger(settings.warehouse))  # where it was ended from outside
        raise
    return receipt


def put(files: Sequence[Upload], settings: Settings, against: str | None, words: Words, by: str) -> Receipt:
    """What `publish` does, but for the process: the part that reads files."""
    with locked(settings.warehouse):
        ledger = Ledger(settings.warehouse)
        takeover.take_over(settings, ledger)
        build.recover(settings, ledger)
        before = connection.published(settings.warehouse)
        if against is not None and (before is None or before.build_id != against):
            raise UsageError(
                "Versi yang terbit sudah berganti sejak dampaknya dihitung. Lihat dampaknya lagi, lalu terbitkan; "
                "tidak ada yang berubah."
            )
        fresh = _fresh(files, ledger.state())
        publication = _announce(fresh, settings, before, by or somebody())
        placed: list[Placed] = []
        try:
            placed = _placed(fresh, settings)
            lying = [[item.path.relative_to(settings.raw).as_posix(), item.sha256] for item in placed if item.new]
            ledger.record([{"event": "publication placed", "publication": publication, "files": lying}])
            _let_pass(ledger, words, publication)
            outcome = build.make(settings, only=[item.path for item in placed], publication=publication)
            held = _held(outcome, placed)
            ledger.record(
                [
                    {
                        "event": "publication done",
                        "publication": publication,
                        "build": outcome.published.build_id,
                        "held_back": list(held),
                    }
                ]
            )
        except BaseException:
            staging.remove(placed)
            _restore(before, settings)
            with suppress(OSError, WarehouseError):
                ledger.record([{"event": "publication abandoned", "publication": publication}])
            raise
        receipt = last(settings)
    if receipt is None:
        raise WarehouseError("Catatan penerbitan tidak terbaca sesudah terbit; periksa halaman Kualitas.")
    return receipt


def _announce(files: Sequence[Upload], settings: Settings, before: Published | None, by: str) -> str:
    """Say in the journal what is about to be published, under which names it will lie, and what was before."""
    publication = uuid.uuid4().hex
    names = staging.safe_names([name for name, _ in files])
    pairs = [[name, hashlib.sha256(content).hexdigest()] for name, (_, content) in zip(names, files, strict=True)]
    Ledger(settings.warehouse).record(
        [
            {
                "event": "publication begun",
                "publication": publication,
                "files": pairs,
                "before": None if before is None else _pointer(before),
                "by": by,
            }
        ]
    )
    return publication


def undo(receipt: Receipt, settings: Settings, *, by: str = "") -> Published:
    """Take back a publication: what it brought counts no more, and the build of before is published again.

    Its files go, but one that holds another content by now is left alone. Where somebody has published since, or the
    build of before is not kept any more, a new build is made from the ledger without them. It acts as soon as it stands
    in the journal; where what follows fails, the next build brings it about.
    """
    with locked(settings.warehouse):
        ledger = Ledger(settings.warehouse)
        build.recover(settings, ledger)
        current = connection.published(settings.warehouse)
        ledger.record([{"event": "publication undone", "publication": receipt.publication, "by": by or somebody()}])
        try:
            earlier = _earlier(receipt, settings) if current and current.build_id == receipt.build_id else None
            if earlier is None:
                result = build.make(settings, takes_in=False).published
            else:
                build.publish(settings.warehouse, earlier)
                result = earlier
        except BaseException:
            with suppress(OSError, WarehouseError):
                ledger.record(
                    [
                        {
                            "event": "publication done",
                            "publication": receipt.publication,
                            "build": receipt.build_id,
                            "held_back": list(receipt.held_back),
                        }
                    ]
                )
            raise
        for name, sha256 in receipt.files:
            staging.remove_content(settings.raw, name, sha256)
    return result


def last(settings: Settings) -> Receipt | None:
    """The publication of the build that is published now; None where it did not come from uploads."""
    current = connection.published(settings.warehouse)
    if current is None:
        return None
    for item in Ledger(settings.warehouse).state().publications.values():
        if item.build == current.build_id and item.state == DONE:
            when = item.published_at or ""
            return Receipt(current.build_id, item.id, when, item.files, item.held_back, item.before, item.by)
    return None


def _fresh(files: Sequence[Upload], state: State) -> list[Upload]:
    """The files whose content the ledger does not hold yet; raises UsageError where there are none."""
    fresh: list[Upload] = []
    withdrawn: list[str] = []
    for name, content in files:
        held = state.received.get(hashlib.sha256(content).hexdigest())
        if held is None or not state.counts(held):
            fresh.append((name, content))
        elif any(item.delivery in state.withdrawn for item in held.deliveries):
            withdrawn += [item.delivery for item in held.deliveries if item.delivery in state.withdrawn]
    if not fresh and withdrawn:
        raise UsageError(
            f"Isi berkas ini pernah dikirim lalu ditarik. Untuk memakainya lagi: python -m kumkm readmit {withdrawn[0]}"
        )
    if not fresh:
        raise UsageError("Isi semua berkas ini sudah ada di antara kiriman; tidak ada yang perlu diterbitkan.")
    return fresh


def _let_pass(ledger: Ledger, words: Words, publication: str) -> None:
    """Keep accepted words, as long as the publication lasts that they came with."""
    ledger.record(
        [
            {"event": "words", "file": file, "words": sorted(texts), "publication": publication, "by": somebody()}
            for file, texts in words.items()
            if texts
        ]
    )


def _begin(trial: Settings, placed: Sequence[Placed]) -> str:
    """A publication of a trial, which nobody will end."""
    publication = uuid.uuid4().hex
    files = [[item.path.name, item.sha256] for item in placed]
    Ledger(trial.warehouse).record(
        [{"event": "publication begun", "publication": publication, "files": files, "before": None}]
    )
    return publication


def _placed(files: Sequence[Upload], settings: Settings) -> list[Placed]:
    try:
        return staging.place(files, settings.raw, datetime.now().date())
    except OSError as error:
        raise WarehouseError(
            f"Berkas tidak dapat disimpan di {settings.raw}: {error.strerror or error}. "
            "Periksa folder, izin, dan ruang cakram; tidak ada yang berubah."
        ) from error


_KEY = ["indicator_id", "region_code", "year"]


def _seen(against: Published | None, candidate: Published, settings: Settings) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What would change, and the keys of what is not shown before it is published; the candidate loses that, too."""
    untold = pd.DataFrame(columns=[*_KEY, "touched"])
    if against is not None:
        untold = _withhold_changes(against, candidate, settings)
    shown = _changed(against, candidate, settings)
    is_untold = pd.MultiIndex.from_frame(shown[_KEY]).isin(pd.MultiIndex.from_frame(untold[_KEY]))
    return shown[~is_untold].reset_index(drop=True), untold.loc[untold["touched"].astype(bool), _KEY]


def _withhold_changes(against: Published, candidate: Published, settings: Settings) -> pd.DataFrame:
    """Withhold in the candidate what is not shown before it is published; returns the keys of the numbers that rest on
    it, and which of them change of themselves.
    """
    with duckdb.connect(str(candidate.path)) as opened:
        connection.attach(opened, against.path, "prior")
        opened.execute(sql.text("publishing", "untold_change"))
        opened.execute("DETACH prior")
        if any(sql.count(opened, table) > 0 for table in ("untold_change", "untold_part")):
            opened.execute(sql.text("publishing", "withhold_change"))
            build.tell(opened, settings)
        return opened.execute(sql.text("publishing", "untold_key")).df()


def _changed(against: Published | None, candidate: Published, settings: Settings) -> pd.DataFrame:
    text = sql.load(settings.queries / "publishing" / "changed_value.sql").text
    with duckdb.connect(":memory:") as opened:
        connection.attach(opened, candidate.path, "candidate")
        if against is None:
            opened.execute("ATTACH ':memory:' AS published")
            opened.execute(sql.load(settings.queries / "publishing" / "nothing_published.sql").text)
        else:
            connection.attach(opened, against.path, "published")
        return opened.execute(text).df()


def _count(candidate: Published) -> int:
    with connection.connect(candidate) as opened:
        row = opened.execute(sql.text("publishing", "number_count")).fetchone()
    return int(row[0]) if row else 0


def _real_now(against: Published | None, candidate: Published) -> tuple[str, ...]:
    """Subjects with simulated deliveries before and none after."""
    if against is None:
        return ()
    return tuple(sorted(_simulated(against) - _simulated(candidate)))


def _simulated(wanted: Published) -> set[str]:
    with connection.connect(wanted) as opened:
        rows = opened.execute(sql.text("publishing", "simulated_subject")).fetchall()
    return {row[0] for row in rows}


def _held(outcome: build.Outcome, placed: Sequence[Placed]) -> tuple[str, ...]:
    """Names of the files of which the build published nothing."""
    with connection.connect(outcome.published) as opened:
        rows = opened.execute(sql.text("publishing", "counted_file")).fetchall()
    spoken = {row[0] for row in rows}
    return tuple(item.name for item in placed if item.sha256 not in spoken)


def _pointer(before: Published) -> dict[str, object]:
    return {
        "build_id": before.build_id,
        "file": before.path.name,
        "input_hash": before.input_hash,
        "pinned": before.pinned,
    }


def _restore(before: Published | None, settings: Settings) -> None:
    """Publish the build of before again, if a failure came after the pointer had moved."""
    with suppress(WarehouseError):
        if before is not None and connection.published(settings.warehouse) == before:
            return
    with suppress(OSError):
        if before is not None and before.path.is_file():
            build.publish(settings.warehouse, before)


def _earlier(receipt: Receipt, settings: Settings) -> Published | None:
    """The build of before as it was published then; None where it is not kept or not whole any more."""
    pointer = receipt.before
    if pointer is None:
        return None
    path = settings.warehouse / Path(str(pointer["file"])).name
    # What the ledger comes to now must be what it was then: somebody may have withdrawn something since.
    if ingredients.input_hash(ingredients.of(settings), Ledger(settings.warehouse).state()) != pointer["input_hash"]:
        return None
    earlier = Published(str(pointer["build_id"]), path, str(pointer["input_hash"]), bool(pointer["pinned"]))
    try:
        connection.connect(earlier).close()
    except WarehouseError:
        return None
    return earlier
