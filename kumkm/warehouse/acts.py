"""What the ledger's journal tells of who published, withdrew and returned what: for the audit log."""

from __future__ import annotations

from pathlib import Path

from kumkm.domain.acts import Act
from kumkm.warehouse.ledger.journal import Entry
from kumkm.warehouse.ledger.store import Ledger

_WORDS = {
    "withdrawn": "kiriman ditarik",
    "readmitted": "kiriman dikembalikan",
    "publication done": "unggahan diterbitkan",
    "publication undone": "penerbitan dibatalkan",
    "publication abandoned": "penerbitan tidak jadi",
}


def acts(warehouse: Path) -> list[Act]:
    """Every act in the journal, in order, each with its place there, from 1; raises WarehouseError if damaged."""
    begun_by: dict[object, str] = {}
    every = []
    for place, entry in enumerate(Ledger(warehouse).journal.entries(), start=1):
        publication = entry.get("publication", "")
        who = str(entry.get("by", begun_by.get(publication, "")))
        if entry["event"] == "publication begun":
            begun_by[publication] = who
        if (what := _what(entry)) is not None:
            about = str(entry.get("delivery", publication))
            every.append(Act(what, str(entry.get("build", "")), about, who, str(entry["at"]), place))
    return every


def _what(entry: Entry) -> str | None:
    if entry["event"] == "pointer":
        return "versi dikembalikan" if entry["pinned"] else "versi diterbitkan"
    return _WORDS.get(str(entry["event"]))
