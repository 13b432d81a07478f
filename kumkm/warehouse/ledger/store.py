"""The folder `ledger/` of a warehouse: the cells of every file ever taken in, and the journal beside them."""

from __future__ import annotations

import getpass
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from kumkm.errors import WarehouseError
from kumkm.ingest.masking import MaskedSheet
from kumkm.warehouse import durable
from kumkm.warehouse.ledger import cells
from kumkm.warehouse.ledger.journal import Entry, Journal
from kumkm.warehouse.ledger.state import State, replay

FOLDER = "ledger"
_SEEN = "dilihat.json"


@dataclass(frozen=True)
class Ledger:
    """The ledger of one warehouse. Whoever adds to it holds the warehouse's lock."""

    warehouse: Path

    @property
    def folder(self) -> Path:
        return self.warehouse / FOLDER

    @cached_property
    def journal(self) -> Journal:
        return Journal(self.folder)

    def exists(self) -> bool:
        return self.journal.path.exists()

    def state(self, *, length: int | None = None, begun: str | None = None) -> State:
        """What the ledger holds now, or held when it was `length` entries long; see `state.replay` for `begun`."""
        entries = self.journal.entries()
        return replay(entries if length is None else entries[:length], begun=begun)

    def record(self, events: Sequence[Entry], now: datetime | None = None) -> list[Entry]:
        """Write events into the journal, on the disk when this returns."""
        return self.journal.add(events, now or datetime.now(UTC))

    def path_of(self, file: str) -> Path:
        """Where the cells of a file lie, by the hash of its content; of an extract its rows."""
        return self.folder / "berkas" / f"{file}.parquet"

    def tables_of(self, delivery: str) -> Path:
        """Where the rows of a delivery lie that only an earlier version's builds held."""
        return self.folder / "tanpa-sel" / delivery

    def keep(self, file: str, sheets: Sequence[MaskedSheet]) -> None:
        """Keep the sheets of a file."""
        with durable.drafted(self.path_of(file)) as draft:
            cells.write(draft, sheets)

    def sheets(self, file: str) -> list[MaskedSheet]:
        """The sheets of a file; raises WarehouseError where they cannot be read."""
        path = self.path_of(file)
        try:
            return cells.read(path)
        except (OSError, ValueError, KeyError) as error:
            raise lost(path) from error

    # -- what is known of the folder of deliveries; to be lost without harm ---------------------------------

    def seen(self) -> dict[str, list[object]]:
        """Hash of a path → size, times and place on the disk when it was hashed, and the hash of the content."""
        try:
            content = json.loads((self.folder / _SEEN).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return content if isinstance(content, dict) else {}

    def keep_seen(self, seen: Mapping[str, Sequence[object]]) -> None:
        if seen != self.seen():
            durable.write(self.folder / _SEEN, json.dumps(seen, indent=1).encode())


def lost(path: Path) -> WarehouseError:
    """What is said where something the journal names is gone or damaged."""
    return WarehouseError(
        f"Buku kiriman tidak utuh: {path} hilang atau rusak. Kembalikan dari cadangan (README, Cadangan), atau kirim "
        "lagi berkas aslinya ke folder kiriman; yang terbit tidak berubah."
    )


def somebody() -> str:
    """Who is at it, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "tidak diketahui"
