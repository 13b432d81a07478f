"""From the folder of deliveries into the ledger, and from the ledger into a build.

A file of the folder is read once, when it is taken in; a build reads what the ledger kept of it, or takes the rows over
from the build before where nothing that bears on them has changed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from kumkm.ingest import masking, opening, personal
from kumkm.ingest.delivery import Delivery, Understood
from kumkm.ingest.opening import FileKind, Opened
from kumkm.ingest.reading import EVERY_FILE, NothingRecognised, Reader
from kumkm.settings import EMBEDDED_ON, Settings
from kumkm.warehouse import deliveries, durable, enterprises, sql
from kumkm.warehouse.deliveries import Refusal, Step
from kumkm.warehouse.durable import is_of_disk
from kumkm.warehouse.ledger import state as known
from kumkm.warehouse.ledger.journal import Entry
from kumkm.warehouse.ledger.state import Held, Received, State
from kumkm.warehouse.ledger.store import Ledger, lost, somebody
from kumkm.warehouse.prior import Prior


@dataclass
class Intake:
    """Fills the raw tables of one build. `program` stands for everything that bears on how a file is read; words
    `accepted` are let pass in the office's files, and kept in the journal with those they stand in.

    `opened` counts the files that were opened to be read, of the folder, the ledger and the simulated set.
    """

    connection: duckdb.DuckDBPyConnection
    settings: Settings
    ledger: Ledger
    program: str
    on_step: Step = deliveries.quietly
    accepted: Sequence[str] = ()
    opened: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)  # of the simulated set

    # -- into the ledger --------------------------------------------------------------------------------------

    def take_in(self, now: datetime, *, only: Sequence[Path] | None = None, publication: str | None = None) -> None:
        """Take in the files of the folder that the ledger does not hold; with `only`, of just these.

        What was taken in is in the raw tables, too. Raises OSError or duckdb.Error where the disk is full: then nothing
        of it is in the journal.
        """
        state = self.ledger.state(begun=publication)
        paths = list(only) if only is not None else deliveries.files_in(self.settings.raw)
        hashes = self._hashes(paths)
        names = {path: self._name_of(path) for path in paths}
        events: list[Entry] = []
        fresh: set[str] = set()
        for path in sorted(paths, key=lambda path: (path.stat().st_mtime_ns, path.name)):
            name, file = names[path], hashes[path]
            refusal = state.refused.get(name)
            over = [{"event": "refusal over", "name": name}] if refusal else []
            if file in fresh or _is_held(state, file, publication):
                events += over
            elif refusal is None or (refusal["file"], refusal["program"]) != (file, self.program):
                taken = self._taken(path, name, file, now.date(), publication, state)
                fresh |= {file} if taken[-1]["event"] == "received" else set()
                events += [*over, *taken]
        if only is None:
            events += self._links(state, set(names.values()))
        for entry in self.ledger.record(events, now):
            if entry["event"] == "received":
                self._date(str(entry["file"]), datetime.fromisoformat(str(entry["at"])))

    def _links(self, state: State, present: set[str]) -> list[Entry]:
        """Refusals of links, and the end of those of files that are gone."""
        refused = [deliveries.link_refusal(path) for path in deliveries.links_in(self.settings.raw)]
        present |= {item.file for item in refused}
        gone = [{"event": "refusal over", "name": name} for name in state.refused if name not in present]
        return [*gone, *(_refused(item, None, self.program) for item in refused if item.file not in state.refused)]

    def _name_of(self, path: Path) -> str:
        folder = self.settings.raw
        return personal.clean_name(path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name)

    def _taken(
        self, path: Path, name: str, file: str, today: date, publication: str | None, state: State
    ) -> list[Entry]:
        """Read a file of the folder for the first time: its rows into the raw tables, its cells into the ledger."""
        self.on_step(f"Membaca {name}")
        self.opened.append(name)
        words = state.words.get(file, ())
        reader = deliveries.reader(self.settings, today, words=self._words(file, words))
        try:
            opened = opening.inspect(path)
            is_extract = enterprises.is_extract(self.connection, reader, opened)
            if is_extract:
                with durable.drafted(self.ledger.path_of(file)) as draft:
                    read = [enterprises.load(self.connection, reader, opened, name, simulated=False, keep=draft)]
            else:
                read, kept = reader.take(opened, name, deliveries.sheets_of(self.connection, opened, written=True))
        except Exception as error:  # whatever one file does, the others are read
            if is_of_disk(error):
                raise
            return [_refused(deliveries.refusal(name, error), file, self.program)]
        if not is_extract:
            self.ledger.keep(file, kept)
        modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        received = Received(
            file=file, name=name, kind=opened.kind.value, size_bytes=opened.size_bytes, received_at=modified,
            modified_at=modified, content=known.EXTRACT if is_extract else known.CELLS, number=-1, deliveries=(),
            warnings=tuple((item.rule, item.found, item.expected) for item in opened.warnings), publication=publication,
        )  # fmt: skip
        used = _used(words, read)
        self._store(read, received, self._key(file, today, used))
        events: list[Entry] = [_words_event(file, used)] if used != sorted(words) else []
        return [*events, _event(replace(received, deliveries=tuple(self._held(item) for item in read)))]

    def _words(self, file: str, words: Sequence[str]) -> dict[str, tuple[str, ...]]:
        return {file: tuple(words), **({EVERY_FILE: tuple(self.accepted)} if self.accepted else {})}

    def _date(self, file: str, at: datetime) -> None:
        self.connection.execute(sql.text("intake", "received"), {"received_at": at, "file_hash": file})

    def _held(self, delivery: Delivery) -> Held:
        """What a delivery that is in the raw tables speaks of."""
        rows = self.connection.execute(sql.text("intake", "scope"), {"delivery_id": delivery.delivery_id}).fetchall()
        return Held(
            delivery.delivery_id, delivery.kind, delivery.subject, delivery.simulated,
            tuple(sorted({code for code, _ in rows if code is not None})),
            tuple(sorted({int(year) for _, year in rows if year is not None})),
        )  # fmt: skip

    # -- from the ledger --------------------------------------------------------------------------------------

    def load(self, state: State, prior: Prior) -> None:
        """Fill the raw tables with every file of the ledger that counts, and simulated ones on subjects it lacks."""
        active = state.active()
        present = self._present()
        keys = {
            file.file: self._key(file.file, file.received_at.date(), (*state.words.get(file.file, ()), *self.accepted))
            for file, _ in active
            if file.file not in present
        }
        rest = prior.copy(self.connection, keys)
        for file, _ in active:
            if file.file in rest:
                self._load_kept(file, state.words.get(file.file, ()))
        standing = [item for _, items in active for item in items]
        self._drop_all_but({item.delivery for item in standing})
        self._load_simulated({item.subject for item in standing if not item.simulated}, prior)

    def _load_kept(self, file: Received, words: Sequence[str]) -> None:
        """Read what the ledger holds of a file, by today's program."""
        self.on_step(f"Membaca {file.name}")
        if file.content == known.FACTS:
            self._load_facts(file)
            return
        self.opened.append(file.name)
        warnings = tuple(opening.Warning(*item) for item in file.warnings)
        opened = Opened(self.ledger.path_of(file.file), FileKind(file.kind), file.file, file.size_bytes, warnings)
        reader = deliveries.reader(self.settings, file.received_at.date(), words=self._words(file.file, words))
        read: list[Delivery] = []
        try:
            if file.content == known.EXTRACT:
                kept = opened.path
                read.append(
                    enterprises.load_kept(self.connection, reader, opened, file.name, simulated=False, kept=kept)
                )
            else:
                before = self.ledger.sheets(file.file)
                read, after = reader.take(opened, file.name, before)
                self._strike(file, before, after)
        except NothingRecognised:
            pass  # a program that knows less than the one before: what is not read any more is in the journal
        except duckdb.Error as error:
            if is_of_disk(error):
                raise
            raise lost(opened.path) from error
        used = _used(words, read)
        self._store(read, file, self._key(file.file, file.received_at.date(), used))
        self._note_reread(file, read)
        if used != sorted(words):
            self.ledger.record([_words_event(file.file, used)])

    def _load_facts(self, file: Received) -> None:
        """Take the rows that an earlier version's builds held."""
        tables = deliveries.delivered_tables(self.connection)
        for item in file.deliveries:
            for path in sorted(self.ledger.tables_of(item.delivery).glob("*.parquet")):
                if path.stem in tables:
                    into = sql.table(f"raw.{path.stem}")
                    self.connection.execute(f"INSERT INTO {into} BY NAME FROM read_parquet(?)", [str(path)])
        self._note_reading(
            file.file,
            self._key(file.file, file.received_at.date(), ()),
            None,
            [item.delivery for item in file.deliveries],
        )

    def _strike(
        self, file: Received, before: Sequence[masking.MaskedSheet], after: Sequence[masking.MaskedSheet]
    ) -> None:
        """What is recognised as personal only now goes from the ledger too."""
        struck = sum(len(new.personal) for new in after) - sum(len(old.personal) for old in before)
        if struck > 0:
            self.ledger.keep(file.file, after)
            self.ledger.record([{"event": "struck", "file": file.file, "cells": struck}])

    def _note_reread(self, file: Received, read: Sequence[Delivery]) -> None:
        held = tuple(self._held(item) for item in read)
        if held != file.deliveries:
            self.ledger.record(
                [{"event": "reread", "file": file.file, "deliveries": [_as_json(item) for item in held]}]
            )

    # -- what came with the project ---------------------------------------------------------------------------

    def _load_simulated(self, spoken: set[str], prior: Prior) -> None:
        """Load simulated files on subjects of which the office has sent nothing; one that was sent is there already."""
        every = deliveries.files_in(self.settings.sample)
        hashes, sent = self._hashes(every), self._present()
        paths = [path for path in every if hashes[path] not in sent]
        keys = {hashes[path]: self._key(hashes[path], EMBEDDED_ON, ()) for path in paths}
        subjects = prior.subjects(self.connection, keys)
        reader = deliveries.reader(self.settings, EMBEDDED_ON)
        wanted: dict[str, Path] = {}
        for path in paths:
            file = hashes[path]
            if file not in subjects:
                self.opened.append(path.name)
                subjects[file] = deliveries.subject_of(self.connection, reader, path) or ""
            if subjects[file] and subjects[file] not in spoken:
                wanted.setdefault(file, path)
            else:
                self._note_reading(file, keys[file], subjects[file], None)
        rest = prior.copy(self.connection, {file: keys[file] for file in wanted})
        for file, path in wanted.items():
            if file in rest:
                self._load_sample(reader, path, file, keys[file], subjects[file])

    def _load_sample(self, reader: Reader, path: Path, file: str, key: str, subject: str) -> None:
        name = path.relative_to(self.settings.sample).as_posix()
        self.on_step(f"Membaca {name}")
        self.opened.append(name)
        try:
            read = deliveries.read_file(self.connection, reader, opening.inspect(path), name, simulated=True)
        except Exception as error:  # whatever one file does, the others are read
            if is_of_disk(error):
                raise
            self.refused.append(deliveries.refusal(name, error))
            return
        moment = datetime.combine(EMBEDDED_ON, datetime.min.time(), UTC)
        for item in read:
            deliveries.store(self.connection, item, moment)
        self._note_reading(file, key, subject, [item.delivery_id for item in read])

    # -- both ---------------------------------------------------------------------------------------------------

    def _store(self, read: Iterable[Delivery], file: Received, key: str) -> None:
        read = list(read)
        if read:
            read[0].notes += masking.note_on_file_name(file.name)
        for item in read:
            deliveries.store(self.connection, item, file.received_at)
        self._note_reading(file.file, key, None, [item.delivery_id for item in read])

    def _note_reading(self, file: str, key: str, subject: str | None, ids: Sequence[str] | None) -> None:
        """Note under which key a file was read, and what was in it: None where only its subject was looked at."""
        ids = None if ids is None else list(ids)
        self.connection.execute("INSERT INTO raw.reading VALUES (?, ?, ?, ?)", [file, key, subject, ids])

    def _present(self) -> set[str]:
        return {row[0] for row in self.connection.execute(sql.text("intake", "looked_at")).fetchall()}

    def _drop_all_but(self, standing: set[str]) -> None:
        """Leave out what was withdrawn, and a simulated file beside a real one on the same subject."""
        self.connection.execute(sql.text("intake", "dropped"), {"standing": sorted(standing)})
        for name in deliveries.delivered_tables(self.connection):
            table = sql.table(f"raw.{name}")
            self.connection.execute(f"DELETE FROM {table} WHERE delivery_id IN (FROM dropped)")

    def _key(self, file: str, today: date, words: Sequence[str]) -> str:
        return hashlib.sha256(json.dumps([self.program, file, today.isoformat(), sorted(words)]).encode()).hexdigest()

    def _hashes(self, paths: Iterable[Path]) -> dict[Path, str]:
        return content_hashes(self.ledger, list(paths))


def _is_held(state: State, file: str, publication: str | None) -> bool:
    """Whether a file need not be taken in: the ledger has it, and it is not of a publication that did not last."""
    held = state.received.get(file)
    return held is not None and (publication is None or state.counts(held))


def _used(words: Sequence[str], read: Iterable[Delivery]) -> list[str]:
    return sorted({*words, *(word for item in read for word in item.accepted)})


def _words_event(file: str, words: Sequence[str]) -> Entry:
    return {"event": "words", "file": file, "words": list(words), "by": somebody()}


def content_hashes(ledger: Ledger, paths: Sequence[Path]) -> dict[Path, str]:
    """The SHA-256 of each file; one that has not been touched since is not read again."""
    seen = ledger.seen()
    hashes: dict[Path, str] = {}
    for path in paths:
        stat = path.stat()
        state: list[object] = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
        key = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()  # a name may hold personal data
        noted = seen.get(key, [])
        sha256 = str(noted[-1]) if noted[:-1] == state else _hash(path)
        seen[key] = [*state, sha256]
        hashes[path] = sha256
    if ledger.exists():
        with suppress(OSError):  # a folder that cannot be written is hashed again the next time
            ledger.keep_seen(seen)
    return hashes


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def waiting(settings: Settings) -> list[Path]:
    """The files of the folder of deliveries that were never looked at; refused ones were."""
    paths = deliveries.files_in(settings.raw)
    if not paths:
        return []
    ledger = Ledger(settings.warehouse)
    state = ledger.state()
    hashes = content_hashes(ledger, paths)
    refused = {item["file"] for item in state.refused.values()}
    return [path for path in paths if hashes[path] not in state.received and hashes[path] not in refused]


def refusals(state: State) -> tuple[Refusal, ...]:
    """The files of the folder that could not be read, when they were last looked at."""
    return tuple(
        Refusal(
            str(item["name"]), str(item["rule"]), str(item["found"]), str(item["expected"]), str(item["message"]),
            tuple(Understood(*line) for line in _lines(item)),
        )
        for item in state.refused.values()
    )  # fmt: skip


def _lines(entry: Mapping[str, Any]) -> Iterable[Sequence[Any]]:
    return entry.get("understood", ())  # type: ignore[no-any-return]


def _refused(item: Refusal, file: str | None, program: str) -> Entry:
    return {
        "event": "refused", "name": item.file, "file": file, "program": program, "rule": item.rule, "found": item.found,
        "expected": item.expected, "message": item.message, "understood": [list(line) for line in item.understood],
    }  # fmt: skip


def _event(item: Received) -> Entry:
    publication = {"publication": item.publication} if item.publication is not None else {}
    return {
        "event": "received", "file": item.file, "name": item.name, "kind": item.kind, "size_bytes": item.size_bytes,
        "modified_at": item.modified_at.isoformat(), "content": item.content,
        "warnings": [list(warning) for warning in item.warnings],
        "deliveries": [_as_json(held) for held in item.deliveries], "by": somebody(), **publication,
    }  # fmt: skip


def _as_json(item: Held) -> Entry:
    return {
        "delivery": item.delivery, "kind": item.kind, "subject": item.subject, "simulated": item.simulated,
        "regions": list(item.regions), "years": list(item.years),
    }  # fmt: skip
