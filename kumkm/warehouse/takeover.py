"""Takes over the warehouse of the version before: what only its builds hold comes into the ledger, without cells."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from kumkm.settings import Settings
from kumkm.warehouse import durable, sql
from kumkm.warehouse.ledger.journal import Entry
from kumkm.warehouse.ledger.state import FACTS
from kumkm.warehouse.ledger.store import Ledger, lost, somebody

_BEFORE = 7  # the version of builds without a ledger
_WORDS = "kata-diterima.json"  # where that version kept the words a person let pass


def take_over(settings: Settings, ledger: Ledger) -> None:
    """Begin a ledger where there is none: with the real deliveries that kept builds of the version before accepted.

    Of a delivery that several builds hold, the newest counts. A file that still lies in the folder is taken in anew
    afterwards, with its cells.
    """
    if ledger.exists():
        return
    if any((ledger.folder / name).is_dir() for name in ("berkas", "tanpa-sel")):
        raise lost(ledger.journal.path)
    events: list[Entry] = []
    known: set[str] = set()
    for path in sorted(settings.warehouse.glob("kumkm-*.duckdb"), reverse=True):
        events += _from_build(path, ledger, known)
    events.sort(key=lambda event: str(event["received_at"]))
    ledger.record([{"event": "begun", "by": somebody()}, *events, *_words(settings.warehouse)], datetime.now(UTC))


def _from_build(path: Path, ledger: Ledger, known: set[str]) -> list[Entry]:
    """What one build adds; nothing of a file that is damaged or of another version."""
    try:
        with duckdb.connect() as opened:
            opened.execute("ATTACH ? AS old (READ_ONLY)", [str(path)])
            row = opened.execute(sql.text("takeover", "old_version")).fetchone()
            if row is None or row[0] != _BEFORE:
                return []
            opened.execute(sql.text("takeover", "old_header"))
            rows = opened.execute(sql.text("takeover", "old_delivery")).fetchall()
            files: dict[str, dict[str, object]] = {}
            for file, name, size, delivery, kind, subject, received in rows:
                if delivery in known:
                    continue
                known.add(delivery)
                _keep(opened, ledger, delivery)
                entry = files.setdefault(file, _entry(file, name, size, received))
                held = entry["deliveries"]
                assert isinstance(held, list)
                held.append(_held(opened, delivery, kind, subject))
            return list(files.values())
    except duckdb.IOException:
        return []


def _entry(file: str, name: str, size: int, at: str) -> dict[str, object]:
    return {
        "event": "received", "file": file, "name": name, "kind": "csv", "size_bytes": size, "received_at": at,
        "modified_at": at, "content": FACTS, "warnings": [], "deliveries": [], "by": somebody(),
    }  # fmt: skip


def _held(opened: duckdb.DuckDBPyConnection, delivery: str, kind: str, subject: str) -> dict[str, object]:
    rows = opened.execute(sql.text("takeover", "old_scope"), {"delivery_id": delivery}).fetchall()
    return {
        "delivery": delivery, "kind": kind, "subject": subject, "simulated": False,
        "regions": sorted({code for code, _ in rows if code}), "years": sorted({int(year) for _, year in rows if year}),
    }  # fmt: skip


def _keep(opened: duckdb.DuckDBPyConnection, ledger: Ledger, delivery: str) -> None:
    """Write the rows of a delivery, a file per table."""
    names: Sequence[tuple[str]] = opened.execute(sql.text("takeover", "old_table")).fetchall()
    for (name,) in names:
        table = sql.table("old_header" if name == "delivery" else f"old.raw.{name}")
        if opened.execute(f"SELECT count(*) FROM {table} WHERE delivery_id = ?", [delivery]).fetchone() == (0,):
            continue
        with durable.drafted(ledger.tables_of(delivery) / f"{name}.parquet") as draft:
            opened.execute(f"COPY (FROM {table} WHERE delivery_id = ?) TO ? (FORMAT parquet)", [delivery, str(draft)])


def _words(warehouse: Path) -> list[Entry]:
    try:
        content = json.loads((warehouse / _WORDS).read_text(encoding="utf-8"))
        return [
            {"event": "words", "file": file, "words": list(words), "by": somebody()} for file, words in content.items()
        ]
    except (OSError, ValueError, AttributeError, TypeError):
        return []
