"""What a build is made of, as hashes: program, rules, reference data, thresholds, corrections, and the ledger."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from kumkm.settings import Settings
from kumkm.warehouse import deliveries
from kumkm.warehouse.ledger.state import State

_CODE = Path(__file__).resolve().parent.parent
# The parts of the program that a number passes through on its way into a build.
_PROGRAM = ("domain", "ingest", "secrecy", "solver", "warehouse")
# Of the SQL, all but what only reads or compares what is built.
QUERIES = ("tables", "loads", "intake", "prior", "checking", "marts", "secrecy", "builds")
_WORDS = {
    "program": "program",
    "rules": "aturan",
    "reference": "data acuan",
    "simulated": "data simulasi",
    "thresholds": "ambang",
    "corrections": "koreksi",
}


@dataclass(frozen=True)
class Ingredients:
    """The hash of each thing a build is made of, beside the ledger."""

    program: str
    rules: str
    reference: str
    simulated: str
    thresholds: str
    corrections: str

    @property
    def reading(self) -> str:
        """What bears on how a file is read."""
        return _of([self.program, self.reference, self.corrections])


def of(settings: Settings) -> Ingredients:
    """The ingredients as they are now, by content."""
    queries = settings.queries
    sample = deliveries.files_in(settings.sample)
    return Ingredients(
        program=_of_files(
            [path for name in _PROGRAM for path in (_CODE / name).rglob("*.py")]
            + [_CODE / "errors.py", _CODE / "settings.py", settings.sources]
            + [path for name in QUERIES for path in (queries / name).glob("*.sql")]
        ),
        rules=_of_files(path for name in ("contracts", "rules") for path in (queries / name).glob("*.sql")),
        reference=_of_files(path for path in settings.reference.rglob("*") if path.is_file()),
        simulated=_of_files(sample),
        thresholds=_of_files([settings.parameters]),
        corrections=_of_files([settings.corrections]),
    )


def differing(now: Ingredients, then: Ingredients) -> tuple[str, ...]:
    """Which of two builds' ingredients are not the same, in words."""
    return tuple(_WORDS[name] for name, value in asdict(now).items() if value != getattr(then, name))


def input_hash(parts: Ingredients, state: State) -> str:
    """What a build depends on: its ingredients, and what the ledger comes to."""
    files = [
        [file.file, file.name, file.received_at.isoformat(), sorted(item.delivery for item in standing),
         sorted(state.words.get(file.file, ()))]
        for file, standing in state.active()
    ]  # fmt: skip
    refused = sorted([str(item["name"]), str(item["file"]), str(item["rule"])] for item in state.refused.values())
    return _of([json.dumps(asdict(parts)), json.dumps(files), json.dumps(refused)])


def _of(texts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def _of_files(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file():
            with path.open("rb") as file:
                digest.update(os.fsencode(path.name) + hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
