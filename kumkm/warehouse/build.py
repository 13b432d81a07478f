"""Builds a new warehouse file from the ledger and the reference data, and publishes it by rewriting a pointer."""

from __future__ import annotations

import json
import os
import re
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from kumkm.errors import UsageError, WarehouseError
from kumkm.ingest import corrections as known_corrections
from kumkm.ingest import sources
from kumkm.settings import EMBEDDED_ON, Settings
from kumkm.warehouse import (
    checks,
    deliveries,
    durable,
    ingredients,
    intake,
    prior,
    reference,
    sql,
    staging,
    takeover,
)
from kumkm.warehouse.bulk import insert_rows
from kumkm.warehouse.connection import POINTER, SCHEMA_VERSION, Published, published
from kumkm.warehouse.deliveries import Step, quietly
from kumkm.warehouse.ingredients import Ingredients
from kumkm.warehouse.intake import Intake
from kumkm.warehouse.ledger.journal import Entry
from kumkm.warehouse.ledger.state import HELD, PUBLISHED, SUPERSEDED, UNFINISHED, State
from kumkm.warehouse.ledger.store import Ledger, somebody
from kumkm.warehouse.locking import PATIENCE_SECONDS, cannot_write, locked

_MARTS = (
    "delivered_version",
    "cooperative",
    "cooperative_measure",
    "enterprise_measure",
    "proposal_row",
    "superseded",
    "proposal_stage",
    "proposal",
    "proposal_measure",
    "delivered_fact",
    "untold_detail",
    "made_of",
    "recap_contributors",
    "delivered_value",
    "quality",
    "measure_complete",
    "registered",
    "register_part",
    "register_pattern",
    "protection",
)
# Once it is decided what is told to nobody.
_TOLD_MARTS = (
    "measure_value",
    "trail",
    "measure_break",
    "indicator_value",
    "indicator_break",
    "indicator_change",
    "indicator_grade",
    "indicator_base",
    "indicator_answer",
)
# The told marts that are no tables.
_VIEWS = frozenset({"trail", "indicator_grade", "indicator_base", "indicator_answer"})
_ROUNDS = 3  # in which what an attack came too near to is withheld, before all money of its subject is
_TICK = timedelta(microseconds=1)
_STAMP = "%Y%m%dT%H%M%S%f"
MEMORY = "900MB"  # with Python and pandas beside it a build stays under 1.5 GiB


@dataclass(frozen=True)
class Outcome:
    """A build, and which of the office's files were held back: with a galat, or unreadable.

    What the project's own simulated deliveries hold back is found (`findings`) but is nobody's to mend. `opened` names
    the files that were opened to be read; the rows of all others came from the build before. `differs` names what is
    not as it was when an earlier state of the ledger is built again.
    """

    published: Published
    held_back: tuple[str, ...]
    opened: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """What a build was made of, kept beside it. `ledger_entries` is how long the journal was, `publication` the one it
    was made for, `publications` are all that count in it.
    """

    build_id: str
    input_hash: str
    as_of: str
    ledger_entries: int
    publication: str | None
    publications: tuple[str, ...]
    ingredients: Mapping[str, str]
    deliveries: tuple[str, ...]
    engine: str = "duckdb"


def build(settings: Settings, now: datetime | None = None) -> Published:
    """Build a new version and publish it; see `build_and_report`."""
    return build_and_report(settings, now).published


def build_and_report(
    settings: Settings, now: datetime | None = None, on_step: Step = quietly, accepted: Sequence[str] = ()
) -> Outcome:
    """Take in what is new in the folder of deliveries, build a new version and publish it.

    Words `accepted` are let pass in the office's files, and kept with those they stand in; `on_step` is told what is
    being done. A delivery with a galat is held back and the rest is published. Raises InputError if the reference data
    break a rule, WarehouseError if the folder cannot be written; either way what is published stays.
    """
    with locked(settings.warehouse, patience=PATIENCE_SECONDS):
        return make(settings, now, on_step, accepted)


def again(
    settings: Settings, build_id: str, *, publish: bool = False, now: datetime | None = None, on_step: Step = quietly
) -> Outcome:
    """Build the state of the ledger that a kept build was made of, by today's program and reference data.

    It is published only where told. Raises UsageError for a build whose manifest is not kept.
    """
    with locked(settings.warehouse, patience=PATIENCE_SECONDS):
        return make(settings, now, on_step, of=manifest(settings.warehouse, build_id), publishes=publish)


def serving(settings: Settings, on_step: Step = quietly) -> Published:
    """The build to serve when the dashboard starts: the published one, or a new one where it is out of date.

    Where nothing is published, it is built from what came with the project and the ledger; where the program or the
    reference data are newer, or what it rests on was undone, from the ledger. Nothing is taken in. Where that cannot be
    done now, the published one is served. Raises WarehouseError where something is published but damaged: that is for
    a person to see.
    """
    current = published(settings.warehouse)
    if current is not None and (current.pinned or not stale(settings, current)):
        return current
    try:
        with locked(settings.warehouse, patience=PATIENCE_SECONDS if current is None else 0):
            latest = published(settings.warehouse)  # somebody may have built while we waited
            if latest is not None and (latest.pinned or not stale(settings, latest)):
                return latest
            return make(settings, None, on_step, takes_in=False).published
    except (WarehouseError, UsageError):
        if current is None:
            raise
        return current


def to_read(settings: Settings, say: Callable[[str], None]) -> Published:
    """The build a command reads: the published one, as it is, whatever lies in the folder of deliveries.

    Only where nothing has ever been published one is built, from what came with the project and the ledger. `say` is
    told that, and what there is to know: what is newer than the build, and what was not taken in.
    """
    current = published(settings.warehouse)
    if current is None:
        say("Belum ada yang terbit; gudang data dibangun dahulu dari data bawaan.")
        current = serving(settings)
    elif not current.pinned and (newer := stale(settings, current)):
        say(f"Yang terbit dibuat sebelum {', '.join(newer)} berubah; `python -m kumkm build` memperbaruinya.")
    if (count := len(intake.waiting(settings))) > 0:
        say(f"{count} berkas baru belum diperiksa; `python -m kumkm build` memeriksa dan menerbitkannya.")
    return current


def renew(settings: Settings) -> Published:
    """Build anew from the ledger, after damage; nothing is taken in."""
    with locked(settings.warehouse, patience=PATIENCE_SECONDS):
        return make(settings, takes_in=False).published


def stale(settings: Settings, current: Published) -> tuple[str, ...]:
    """What a build was made of that is not as it was: "program", "data acuan" and so on; () where all is."""
    try:
        made = manifest(settings.warehouse, current.build_id)
    except WarehouseError:
        return ("catatan versi",)
    known = Ledger(settings.warehouse).state().publications
    undone = [name for name in made.publications if name not in known or known[name].state != "done"]
    changed = ingredients.differing(ingredients.of(settings), Ingredients(**made.ingredients))
    return (*(["penerbitan yang dibatalkan"] if undone else []), *changed)


def manifest(warehouse: Path, build_id: str) -> Manifest:
    """What a kept build was made of; raises WarehouseError where that is not kept."""
    path = warehouse / f"kumkm-{Path(build_id).name}.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Manifest(**content | {name: tuple(content[name]) for name in ("deliveries", "publications")})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise WarehouseError(f"Catatan versi {path.name} tidak ada atau tidak terbaca.") from error


def make(
    settings: Settings,
    now: datetime | None = None,
    on_step: Step = quietly,
    accepted: Sequence[str] = (),
    *,
    takes_in: bool = True,
    only: Sequence[Path] | None = None,
    publication: str | None = None,
    of: Manifest | None = None,
    publishes: bool = True,
) -> Outcome:
    """Build, with the lock held. `only` are the files of a `publication`; `of` is an earlier build's state to build."""
    warehouse = settings.warehouse
    unfinished = warehouse / f"kumkm-{uuid.uuid4().hex}{durable.DRAFT}"
    try:
        ledger = Ledger(warehouse)
        if of is None:
            takeover.take_over(settings, ledger)
            recover(settings, ledger, publication)
        _forget_unfinished(warehouse)
        moment = _moment(warehouse, ledger, now or datetime.now(UTC))
        made = _Making(settings, ledger, moment, on_step, accepted, takes_in, only, publication, of)
        try:
            result, held, opened = made.write(unfinished)
        finally:
            unfinished.unlink(missing_ok=True)
            Path(f"{unfinished}.wal").unlink(missing_ok=True)
        if publishes:
            publish(warehouse, result)
    except (OSError, duckdb.OperationalError, duckdb.FatalException) as error:
        raise cannot_write(warehouse, error) from error
    except duckdb.Error as error:
        if durable.is_of_disk(error):
            raise cannot_write(warehouse, error) from error
        raise
    if publishes:
        _forget_old(settings, result)
    differs = () if of is None else ingredients.differing(ingredients.of(settings), Ingredients(**of.ingredients))
    return Outcome(result, held, opened, differs)


def recover(settings: Settings, ledger: Ledger, current: str | None = None) -> None:
    """Bring to an end what was killed while it published: done where its build is published, else as if never begun."""
    events: list[Entry] = []
    for item in ledger.state().publications.values():
        if item.state != UNFINISHED or item.id == current:
            continue
        build_id = _published_for(settings.warehouse, item.id)
        if build_id is not None:
            events.append({"event": "publication done", "publication": item.id, "build": build_id, "held_back": []})
            continue
        events.append({"event": "publication abandoned", "publication": item.id})
        for name, sha256 in item.files:
            staging.remove_content(settings.raw, name, sha256)
    ledger.record([*events, *_untold_move(settings.warehouse, ledger)])


def _untold_move(warehouse: Path, ledger: Ledger) -> list[Entry]:
    """That the pointer moved, where a kill came before the journal said so."""
    with suppress(WarehouseError):
        current = published(warehouse)
        last = next((item for item in reversed(ledger.journal.entries()) if item["event"] == "pointer"), None)
        if current is not None and (
            last is None or (last["build"], last["pinned"]) != (current.build_id, current.pinned)
        ):
            return [_moved(current, "tercatat kemudian")]
    return []


def _published_for(warehouse: Path, publication: str) -> str | None:
    """The published build, if it was made for this publication."""
    with suppress(WarehouseError):
        current = published(warehouse)
        if current is not None and manifest(warehouse, current.build_id).publication == publication:
            return current.build_id
    return None


@dataclass
class _Making:
    """One build under way."""

    settings: Settings
    ledger: Ledger
    moment: datetime
    on_step: Step
    accepted: Sequence[str]
    takes_in: bool
    only: Sequence[Path] | None
    publication: str | None
    of: Manifest | None
    state: State = field(default_factory=State)
    outcomes: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    def write(self, unfinished: Path) -> tuple[Published, tuple[str, ...], tuple[str, ...]]:
        """Fill a file under another name, and give it its own only when it is whole and on the disk."""
        parts = ingredients.of(self.settings)
        with duckdb.connect(str(unfinished), config={"memory_limit": MEMORY}) as opened:
            held, read = self._fill(opened, parts)
            as_of = self._today()
            input_hash = ingredients.input_hash(parts, self.state)
            build_id = f"{self.moment:{_STAMP}}-{input_hash[:8]}"
            opened.execute(
                "INSERT INTO core.build VALUES (?, ?, ?, ?, ?)",
                [build_id, self.moment, as_of, SCHEMA_VERSION, input_hash],
            )
            names = tuple(row[0] for row in opened.execute(sql.text("builds", "accepted")).fetchall())
            opened.execute("CHECKPOINT")
            expected = _content(opened)
        with duckdb.connect(str(unfinished), read_only=True) as opened:
            if _content(opened) != expected:
                raise OSError(f"isi {unfinished.name} tidak sama dengan yang ditulis")
        result = Published(build_id, self.settings.warehouse / f"kumkm-{build_id}.duckdb", input_hash)
        entries = self.of.ledger_entries if self.of is not None else self.state.length
        publications = dict.fromkeys(
            file.publication for file, _ in self.state.active() if file.publication is not None
        )
        described = Manifest(
            build_id,
            input_hash,
            as_of.isoformat(),
            entries,
            self._publication(),
            tuple(publications),
            asdict(parts),
            names,
        )
        durable.write(result.path.with_suffix(".json"), (json.dumps(asdict(described), indent=2) + "\n").encode())
        durable.settle(unfinished, result.path)
        self._record(build_id)
        return result, held, read

    def _publication(self) -> str | None:
        return self.of.publication if self.of is not None else self.publication

    def _today(self) -> date:
        """The day of the newest receipt: what decides on the running year, never the clock."""
        newest = self.state.newest_receipt()
        return EMBEDDED_ON if newest is None else max(newest.astimezone(UTC).date(), EMBEDDED_ON)

    def _fill(self, opened: duckdb.DuckDBPyConnection, parts: Ingredients) -> tuple[tuple[str, ...], tuple[str, ...]]:
        settings = self.settings
        create_tables(opened, settings)
        reference.load(opened, settings)
        taking = Intake(opened, settings, self.ledger, parts.reading, self.on_step, self.accepted)
        if self.takes_in and self.of is None:
            taking.take_in(self.moment, only=self.only, publication=self.publication)
        length = self.of.ledger_entries if self.of is not None else None
        before = self.ledger.state(length=length, begun=self._publication())
        with prior.attached(opened, settings.warehouse) as lent:
            taking.load(before, lent)
            attacked = lent.attacked(opened)
        self.state = self.ledger.state(length=length, begun=self._publication())
        self.on_step("Memeriksa semua kiriman")
        refusals = (*intake.refusals(self.state), *taking.refused)
        checks.record_refusals(opened, refusals)
        checks.record_corrections(opened, known_corrections.load(settings.corrections, self._today()))
        checks.run(opened, settings)
        opened.execute(sql.text("builds", "accept"))
        for name in ("delivery_source", "delivered_target"):
            opened.execute(sql.load(settings.queries / "loads" / f"{name}.sql").text)
        self.on_step("Menghitung indikator")
        for name in _MARTS:
            opened.execute(sql.load(settings.queries / "marts" / f"{name}.sql").text)
        self.on_step("Menjaga kerahasiaan")
        attacked_now = self._keep_secrets(opened, attacked)
        opened.execute(sql.load(settings.queries / "marts" / "above_whole.sql").text)
        insert_rows(opened, "core.attacked", sorted(attacked_now))
        self.outcomes = _outcomes(opened, self.state)
        held = [
            file.name
            for file, standing in self.state.active()
            if any(self.outcomes.get(item.delivery, ("",))[0] == HELD for item in standing)
        ]
        return tuple(dict.fromkeys([*held, *(item.file for item in refusals)])), tuple(taking.opened)

    def _keep_secrets(
        self, opened: duckdb.DuckDBPyConnection, attacked: frozenset[tuple[str, str]]
    ) -> set[tuple[str, str]]:
        """Decide what is told to nobody, tell the rest, and attack that; returns salt and digests of what held."""
        from kumkm.warehouse import auditing, protecting  # pandas and numpy: a check of one file needs neither

        protecting.protect(opened)
        tell(opened, self.settings)
        failing, held = auditing.attack(opened, attacked)
        for _ in range(_ROUNDS):  # what is withheld may give something else away
            if failing:
                protecting.withhold(opened, failing.tables, failing.pairs)
                tell(opened, self.settings)
                failing, held = auditing.attack(opened, attacked)
        if failing:  # then no money is told at all of what it is about
            protecting.withhold(opened, *protecting.everything(opened, failing.tables, failing.pairs))
            tell(opened, self.settings)
        return held

    def _record(self, build_id: str) -> None:
        """Write into the journal what became of each delivery, where it is not what it was."""
        if self.of is not None:
            return
        recorded = {delivery: state for delivery, (state, _) in self.state.outcomes.items()}
        self.ledger.record(
            [
                {"event": state, "delivery": delivery, "build": build_id} | ({"findings": list(rules)} if rules else {})
                for delivery, (state, rules) in self.outcomes.items()
                if recorded.get(delivery) != state
            ],
            self.moment,
        )


def tell(opened: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """The marts that are read, without what is told to nobody."""
    from kumkm.warehouse import protecting

    for name in reversed(_TOLD_MARTS):
        kept = sql.table(f"mart.{name}")
        opened.execute(f"DROP VIEW IF EXISTS {kept}" if name in _VIEWS else f"DROP TABLE IF EXISTS {kept}")
    for name in _TOLD_MARTS:
        opened.execute(sql.load(settings.queries / "marts" / f"{name}.sql").text)
    protecting.withhold_words(opened)


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


def _outcomes(opened: duckdb.DuckDBPyConnection, state: State) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What became of each delivery of the ledger, and the rules that hold one back."""
    words = {"published": PUBLISHED, "superseded": SUPERSEDED, "held": HELD}
    rows = opened.execute(sql.text("builds", "outcome"), words).fetchall()
    own = {item.delivery for _, standing in state.active() for item in standing}
    return {delivery: (word, tuple(rules or ())) for delivery, word, rules in rows if delivery in own}


def _content(opened: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    """How many rows each table has, and a sum over the numbers that are shown: to compare with what was written."""
    tables = [name for (name,) in opened.execute(sql.text("builds", "kept_table")).fetchall()]
    sums = opened.execute(sql.text("builds", "number_sum")).fetchone() or ()
    return [*((name, sql.count(opened, name)) for name in tables), tuple(sums)]


def _moment(warehouse: Path, ledger: Ledger, now: datetime) -> datetime:
    """Now, but later than every build there is and every entry of the journal: a clock set back changes no order."""
    built = (made_at(path) for path in warehouse.glob("kumkm-*.duckdb"))
    times = [now, *(made + _TICK for made in built if made is not None)]
    newest = ledger.state().newest_receipt()
    return max(times if newest is None else [*times, newest + _TICK])


def made_at(path: Path) -> datetime | None:
    """When a build was made, by the name of its file; None for a name that is none."""
    try:
        return datetime.strptime(path.stem.split("-")[1], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def publish(warehouse: Path, result: Published) -> None:
    """Rewrite the pointer in one step, so that a reader sees the old build or the new one."""
    content = {
        "build_id": result.build_id,
        "file": result.path.name,
        "schema_version": SCHEMA_VERSION,
        "input_hash": result.input_hash,
        "pinned": result.pinned,
    }
    durable.write(warehouse / POINTER, (json.dumps(content, indent=2) + "\n").encode())
    with suppress(OSError, WarehouseError):  # it is published; the next to write into the journal adds this
        Ledger(warehouse).record([_moved(result, somebody())])


def _moved(result: Published, by: str) -> Entry:
    return {"event": "pointer", "build": result.build_id, "pinned": result.pinned, "by": by}


_MARKED: list[Path] = []  # of this process, the one marked last at the end


def mark_in_use(warehouse: Path, build_id: str, *, at_most: int) -> None:
    """Keep a build from being cleared away as long as this process lives, or has marked so many others since."""
    mark = warehouse / f".dipakai-{build_id}-{os.getpid()}"
    with suppress(OSError):  # a folder that cannot be written is not cleared either
        mark.touch()
        _MARKED[:] = [*(path for path in _MARKED if path != mark), mark]
        for old in _MARKED[:-at_most]:
            old.unlink(missing_ok=True)
        del _MARKED[:-at_most]


_HELD_FOR_MEETING = ".rapat-"


def hold(warehouse: Path, build_id: str) -> None:
    """Keep a build from being cleared away until it is released, whatever becomes of this process."""
    durable.write(warehouse / f"{_HELD_FOR_MEETING}{build_id}", b"")


def release(warehouse: Path, besides: Collection[str] = ()) -> None:
    """Let go of every build that was held, but for these."""
    for path in warehouse.glob(f"{_HELD_FOR_MEETING}*"):
        if path.name.removeprefix(_HELD_FOR_MEETING) not in besides:
            path.unlink(missing_ok=True)


def served(warehouse: Path) -> set[str]:
    """The builds that some process of this machine still serves; marks of processes that are gone are taken away."""
    builds = set()
    for path in warehouse.glob(".dipakai-*"):
        match = re.fullmatch(r"\.dipakai-(.+)-(\d+)", path.name)
        if match is None:
            continue
        try:
            os.kill(int(match[2]), 0)
        except (ProcessLookupError, OverflowError):
            path.unlink(missing_ok=True)
            continue
        except OSError:
            pass
        builds.add(match[1])
    return builds


def held(warehouse: Path) -> set[str]:
    """The builds that are kept for a meeting."""
    return {path.name.removeprefix(_HELD_FOR_MEETING) for path in warehouse.glob(f"{_HELD_FOR_MEETING}*")}


def _forget_old(settings: Settings, current: Published) -> None:
    """Keep the newest builds, and those in use; one that a reader holds open is left where that is not allowed."""
    used = served(settings.warehouse) | held(settings.warehouse)
    builds = sorted(settings.warehouse.glob("kumkm-*.duckdb"), reverse=True)
    for old in [path for path in builds if path != current.path][settings.kept_builds - 1 :]:
        if old.stem.removeprefix("kumkm-") in used:
            continue
        try:
            old.unlink()
            old.with_suffix(".json").unlink(missing_ok=True)
        except PermissionError:
            continue


def _forget_unfinished(warehouse: Path) -> None:
    """Remove what builds that were killed have left: with the lock held there is none that still runs."""
    for pattern in (f"kumkm-*{durable.DRAFT}", f"kumkm-*{durable.DRAFT}.wal", f".*{durable.DRAFT}"):
        for path in (*warehouse.glob(pattern), *(warehouse / "ledger").rglob(pattern)):
            path.unlink(missing_ok=True)
    for path in warehouse.glob("kumkm-*.json"):
        if not path.with_suffix(".duckdb").exists():
            path.unlink(missing_ok=True)
