"""What happened to each delivery, line by line, only ever added to.

A line is one JSON object with `at`, `event` and what belongs to it. A line that a crash cut off has no end and counts
for nothing; the next entry takes its place.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kumkm.errors import WarehouseError
from kumkm.warehouse import durable

FILE = "jurnal.jsonl"
_TICK = timedelta(microseconds=1)

Entry = Mapping[str, object]


@dataclass
class Journal:
    """The journal in a folder. Whoever adds to it holds the lock of the warehouse."""

    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / FILE

    def entries(self) -> list[Entry]:
        """Every entry, oldest first; raises WarehouseError where a whole line cannot be read."""
        entries = []
        for number, line in enumerate(self._lines(), start=1):
            try:
                entry = json.loads(line)
                datetime.fromisoformat(entry["at"])
                str(entry["event"])
            except (ValueError, KeyError, TypeError) as error:
                raise WarehouseError(
                    f"Buku kiriman rusak: baris {number} di {self.path} tidak terbaca. Kembalikan berkas itu dari "
                    "cadangan (README, Cadangan); yang terbit tidak berubah."
                ) from error
            entries.append(entry)
        return entries

    def add(self, events: Sequence[Entry], now: datetime) -> list[Entry]:
        """Write entries, all in one step, and return them with their time: never before an earlier entry's."""
        if not events:
            return []
        at = max(now, self._last() + _TICK)
        entries: list[Entry] = [{"at": (at + place * _TICK).isoformat(), **event} for place, event in enumerate(events)]
        text = "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
        self.folder.mkdir(parents=True, exist_ok=True)
        is_new = not self.path.exists()
        whole = sum(len(line) + 1 for line in self._lines())
        with self.path.open("ab") as file:
            file.truncate(whole)
            try:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                file.truncate(whole)
                raise
        if is_new:
            durable.sync_folder(self.folder)
        return entries

    def _lines(self) -> list[bytes]:
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return []
        return content.split(b"\n")[:-1]

    def _last(self) -> datetime:
        lines = self._lines()
        return datetime.fromisoformat(json.loads(lines[-1])["at"]) if lines else datetime.min.replace(tzinfo=UTC)
