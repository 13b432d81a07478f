"""What became of every delivery, and taking one out of what is published or back into it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kumkm.errors import UsageError, WarehouseError
from kumkm.settings import Settings
from kumkm.warehouse import build, takeover, trials
from kumkm.warehouse.ledger.state import FACTS, WITHDRAWN, Held, Received, State
from kumkm.warehouse.ledger.store import Ledger, somebody
from kumkm.warehouse.locking import PATIENCE_SECONDS, locked


@dataclass(frozen=True)
class Standing:
    """One delivery of the ledger. `why` says why it was withdrawn; `cells` is False where only its rows are held."""

    delivery: str
    file: str
    received: datetime
    state: str
    kind: str
    subject: str
    regions: tuple[str, ...]
    years: tuple[int, ...]
    simulated: bool
    cells: bool
    build: str | None
    why: str | None

    def as_json(self) -> dict[str, object]:
        """Under the names others rely on."""
        return {
            "delivery": self.delivery,
            "file": self.file,
            "received": self.received.isoformat(),
            "state": self.state,
            "kind": self.kind,
            "subject": self.subject,
            "regions": list(self.regions),
            "years": list(self.years),
            "simulated": self.simulated,
            "cells": self.cells,
            "build": self.build,
            "why": self.why,
        }


def deliveries(settings: Settings) -> list[Standing]:
    """Every delivery the office has sent, in the order of receipt."""
    state = Ledger(settings.warehouse).state()
    return [_standing(state, file, item) for file in state.received.values() for item in file.deliveries]


def _standing(state: State, file: Received, item: Held) -> Standing:
    became = state.state_of(file, item.delivery)
    why = state.withdrawn.get(item.delivery)
    if became == WITHDRAWN and why is None:
        why = "penerbitannya dibatalkan"
    return Standing(
        item.delivery, file.name, file.received_at, became, item.kind, item.subject, item.regions, item.years,
        item.simulated, file.content != FACTS, state.outcomes.get(item.delivery, ("", None))[1], why,
    )  # fmt: skip


def withdraw(settings: Settings, delivery: str, why: str) -> str:
    """Take a delivery out of what counts, at once in the journal and with the next build in what is published.

    Returns what there is to say. Raises UsageError where no such delivery counts, or no reason is given.
    """
    if not why.strip():
        raise UsageError("Sebutkan alasannya: --why TEKS.")
    with locked(settings.warehouse, patience=PATIENCE_SECONDS):
        ledger = _ledger(settings)
        state = ledger.state()
        file, item = _find(state, delivery)
        if state.state_of(file, delivery) == WITHDRAWN:
            raise UsageError(f"Kiriman {delivery} sudah ditarik.")
        ledger.record([{"event": "withdrawn", "delivery": delivery, "why": why.strip(), "by": somebody()}])
        after = ledger.state()
        warning = _warning(settings)
    message = f"Ditarik: {delivery} ({file.name}). Berlaku pada `python -m kumkm build` berikutnya.{warning}"
    if item.simulated or item.subject in _spoken(after):
        return message
    return f"{message} Tidak ada lagi kiriman nyata tentang {item.subject}: data simulasi tentang itu akan kembali."


def _warning(settings: Settings) -> str:
    """What the next build would give away beside another, all that waits for it together; "" where it is nothing."""
    try:
        warning = trials.subtractable_now(settings)
    except (WarehouseError, OSError):
        return " Apakah uang berubah oleh terlalu sedikit badan tidak dapat diperiksa; lihat halaman Kualitas."
    return warning and f" Pada saat itu: {warning} Tarik, kembalikan, atau kirim yang lain bersamanya sebelum `build`."


def readmit(settings: Settings, delivery: str) -> str:
    """Let a withdrawn delivery count again; the counterpart of `withdraw`."""
    with locked(settings.warehouse, patience=PATIENCE_SECONDS):
        ledger = _ledger(settings)
        state = ledger.state()
        file, item = _find(state, delivery)
        if delivery not in state.withdrawn:
            raise UsageError(f"Kiriman {delivery} tidak sedang ditarik.")
        returns = item.subject not in _spoken(state) and not item.simulated
        ledger.record([{"event": "readmitted", "delivery": delivery, "by": somebody()}])
        warning = _warning(settings)
    message = f"Dikembalikan: {delivery} ({file.name}). Berlaku pada `python -m kumkm build` berikutnya.{warning}"
    return f"{message} Data simulasi tentang {item.subject} tidak dipakai lagi." if returns else message


def _ledger(settings: Settings) -> Ledger:
    ledger = Ledger(settings.warehouse)
    takeover.take_over(settings, ledger)
    build.recover(settings, ledger)
    return ledger


def _find(state: State, delivery: str) -> tuple[Received, Held]:
    for file in state.received.values():
        for item in file.deliveries:
            if item.delivery == delivery:
                return file, item
    known = [item.delivery for file in state.received.values() for item in file.deliveries]
    listed = ", ".join(known[:20]) or "tidak ada"
    raise UsageError(f"Kiriman '{delivery[:80]}' tidak ada. Yang ada: {listed}. Daftarnya: python -m kumkm deliveries")


def _spoken(state: State) -> set[str]:
    """Subjects of which a real delivery counts."""
    standing: Iterable[Held] = (item for _, items in state.active() for item in items)
    return {item.subject for item in standing if not item.simulated}
