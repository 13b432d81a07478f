"""What the journal comes to: which files are held, which of their deliveries count, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from kumkm.warehouse.ledger.journal import Entry

# What became of a delivery; the words of the command `deliveries` are these.
RECEIVED, PUBLISHED, HELD, SUPERSEDED, WITHDRAWN = "received", "published", "held", "superseded", "withdrawn"
OUTCOMES = (PUBLISHED, HELD, SUPERSEDED)
BEGUN, DONE, ABANDONED, UNDONE, UNFINISHED = "begun", "done", "abandoned", "undone", "unfinished"
CELLS, EXTRACT, FACTS = "cells", "extract", "facts"  # how the content of a file is kept


@dataclass(frozen=True)
class Held:
    """One delivery of a file: a kind of data, of whom and when."""

    delivery: str
    kind: str
    subject: str
    simulated: bool
    regions: tuple[str, ...]
    years: tuple[int, ...]


@dataclass(frozen=True)
class Received:
    """One file as it was received. `number` is its place in the order of receipt, `publication` that it came with."""

    file: str  # SHA-256 of its content
    name: str
    kind: str
    size_bytes: int
    received_at: datetime
    modified_at: datetime
    content: str
    number: int
    deliveries: tuple[Held, ...]
    warnings: tuple[tuple[str, str, str], ...] = ()
    publication: str | None = None


@dataclass(frozen=True)
class Publication:
    """Uploads that were published together, and can be undone together. `before` is the pointer of before.

    It has `begun` while it is being published, and is `unfinished` where that was broken off.
    """

    id: str
    files: tuple[tuple[str, str], ...]  # name in the folder of deliveries, SHA-256
    build: str | None = None
    before: Mapping[str, Any] | None = None
    held_back: tuple[str, ...] = ()
    published_at: str | None = None
    state: str = BEGUN
    by: str = ""


@dataclass(frozen=True)
class State:
    """The ledger at one moment. `received` holds files by hash, in the order of receipt; `length` counts the entries.

    `refused` are the files of the folder that could not be read, by name; `words` those a person let pass, by hash.
    """

    received: Mapping[str, Received] = field(default_factory=dict)
    withdrawn: Mapping[str, str] = field(default_factory=dict)  # delivery → why
    outcomes: Mapping[str, tuple[str, str]] = field(
        default_factory=dict
    )  # delivery → what became of it, in which build
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refused: Mapping[str, Entry] = field(default_factory=dict)
    publications: Mapping[str, Publication] = field(default_factory=dict)
    length: int = 0

    def counts(self, file: Received) -> bool:
        """Whether a file belongs to what is published: it came by itself, or with a publication that stands."""
        if file.publication is None:
            return True
        return self.publications[file.publication].state in (BEGUN, DONE)

    def active(self) -> list[tuple[Received, tuple[Held, ...]]]:
        """The files that count, in order of receipt, each with those of its deliveries that are not withdrawn."""
        active = []
        for file in self.received.values():
            standing = tuple(item for item in file.deliveries if item.delivery not in self.withdrawn)
            if standing and self.counts(file):
                active.append((file, standing))
        return active

    def state_of(self, file: Received, delivery: str) -> str:
        """What became of a delivery."""
        if delivery in self.withdrawn or not self.counts(file):
            return WITHDRAWN
        return self.outcomes.get(delivery, (RECEIVED, ""))[0]

    def newest_receipt(self) -> datetime | None:
        """When the newest file that counts was received; None where there is none."""
        return max((file.received_at for file, _ in self.active()), default=None)


def replay(entries: Sequence[Entry], *, begun: str | None = None) -> State:
    """The state after these entries. A publication that neither ended well nor was undone counts only where it is the
    one that has `begun`.
    """
    reading = _Replay()
    for number, entry in enumerate(entries):
        reading.take(number, entry)
    publications = {
        key: item if item.state != BEGUN or key == begun else replace(item, state=UNFINISHED)
        for key, item in reading.publications.items()
    }
    received = dict(sorted(reading.received.items(), key=lambda item: item[1].number))
    return State(
        received, reading.withdrawn, reading.outcomes, reading.words, reading.refused, publications, len(entries)
    )


class _Replay:
    def __init__(self) -> None:
        self.received: dict[str, Received] = {}
        self.withdrawn: dict[str, str] = {}
        self.outcomes: dict[str, tuple[str, str]] = {}
        self.words: dict[str, tuple[str, ...]] = {}
        self.refused: dict[str, Entry] = {}
        self.publications: dict[str, Publication] = {}
        self.words_before: dict[str, dict[str, tuple[str, ...]]] = {}  # what a publication found, by file

    def take(self, number: int, entry: Mapping[str, Any]) -> None:
        match entry["event"]:
            case "received":
                self.received[entry["file"]] = _received(number, entry)
            case "reread":
                known = self.received.get(entry["file"])
                if known is not None:
                    self.received[entry["file"]] = replace(known, deliveries=_held(entry["deliveries"]))
            case "withdrawn":
                self.withdrawn[entry["delivery"]] = str(entry.get("why", ""))
            case "readmitted":
                self.withdrawn.pop(entry["delivery"], None)
            case "published" | "held" | "superseded":
                self.outcomes[entry["delivery"]] = (entry["event"], entry["build"])
            case "words":
                before = self.words_before.setdefault(entry.get("publication", ""), {})
                before.setdefault(entry["file"], self.words.get(entry["file"], ()))
                self.words[entry["file"]] = tuple(entry["words"])
            case "refused":
                self.refused[entry["name"]] = entry
            case "refusal over":
                self.refused.pop(entry["name"], None)
            case "publication begun":
                files = tuple((str(name), str(sha256)) for name, sha256 in entry["files"])
                self.publications[entry["publication"]] = Publication(
                    entry["publication"], files, before=entry["before"], by=str(entry.get("by", ""))
                )
            case "publication placed":
                self._end(entry, BEGUN, files=tuple((str(name), str(sha256)) for name, sha256 in entry["files"]))
            case "publication done":
                held_back = tuple(entry["held_back"])
                self._end(entry, DONE, build=entry["build"], published_at=entry["at"], held_back=held_back)
            case "publication abandoned":
                self._end(entry, ABANDONED)
                self._take_words_back(entry["publication"])
            case "publication undone":
                self._end(entry, UNDONE)
                self._take_words_back(entry["publication"])
            case _:
                pass  # what only tells: "struck", and what a later version may add

    def _end(self, entry: Mapping[str, Any], state: str, **changes: Any) -> None:
        known = self.publications.get(entry["publication"])
        if known is not None:
            self.publications[known.id] = replace(known, state=state, **changes)

    def _take_words_back(self, publication: str) -> None:
        for file, words in self.words_before.get(publication, {}).items():
            self.words[file] = words
            if not words:
                del self.words[file]


def _received(number: int, entry: Mapping[str, Any]) -> Received:
    return Received(
        file=entry["file"],
        name=entry["name"],
        kind=entry["kind"],
        size_bytes=int(entry["size_bytes"]),
        received_at=datetime.fromisoformat(entry["received_at"] if "received_at" in entry else entry["at"]),
        modified_at=datetime.fromisoformat(entry["modified_at"]),
        content=entry["content"],
        number=number,
        deliveries=_held(entry["deliveries"]),
        warnings=tuple((str(a), str(b), str(c)) for a, b, c in entry.get("warnings", ())),
        publication=entry.get("publication"),
    )


def _held(items: Iterable[Mapping[str, Any]]) -> tuple[Held, ...]:
    return tuple(
        Held(
            item["delivery"], item["kind"], item["subject"], bool(item["simulated"]),
            tuple(item["regions"]), tuple(item["years"]),
        )
        for item in items
    )  # fmt: skip
