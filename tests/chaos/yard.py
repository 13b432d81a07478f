"""An installation that is used and broken at once, and what must hold of it whatever happens.

It counts what was acknowledged: deliveries that a build took in, decisions that were entered. None of it may be lost.
"""

from __future__ import annotations

import io
import random
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field

from installation import STEPS, Installed, recap

from kumkm import __main__ as cli
from kumkm.domain.meeting import Verdict
from kumkm.store import audit, engine, heads
from kumkm.store.meetings import Office
from kumkm.warehouse import build, connection, reads
from kumkm.warehouse.ledger.store import Ledger

REGIONS = {"Kolaka": "74.01", "Muna": "74.03", "Buton": "74.04", "Konawe": "74.02"}


@dataclass
class Yard:
    """The installation, what was said to be kept, and the luck that decides on moments."""

    installed: Installed
    draw: random.Random
    meeting: str = ""
    entered: int = 0
    values: dict[str, set[float]] = field(default_factory=dict)  # region → what it may be: acknowledged, or just sent
    turn: int = 0

    def begin(self) -> None:
        """Build from a first delivery, and begin a meeting."""
        self.installed.raw.mkdir(parents=True)
        self.send("Kolaka")
        build.build(self.installed.settings)
        with self.office() as office:
            meeting, _ = office.begin("Rapat", "", connection.published(self.installed.warehouse).build_id, STEPS)
            self.meeting = meeting.id

    def office(self):
        return _Opened(self.installed.settings)

    def send(self, region: str | None = None) -> str:
        """Put a delivery into the folder; returns its region. What was sent before may be seen until it is taken in."""
        region = region or self.draw.choice(list(REGIONS))
        self.turn += 1
        number = 20 + self.turn
        (self.installed.raw / f"kiriman{self.turn}.csv").write_text(recap(number, region))
        self.values.setdefault(REGIONS[region], set()).add(number)
        return region

    def decide(self) -> None:
        """Enter one decision; it is acknowledged when this returns."""
        with self.office() as office:
            office.decide(self.meeting, f"U{self.entered}", Verdict.AGREED, self.entered)
        self.entered += 1

    def seen(self) -> dict[str, float]:
        """What is published now."""
        with connection.connect(connection.published(self.installed.warehouse)) as opened:
            frame = reads.indicator_by_region(opened, indicator_id="cooperatives_registered", year=2023)
        return dict(frame.set_index("region_code")["value"].dropna())

    def must_hold(self) -> None:
        """After a fault, before anybody has mended anything: nothing half, nothing acknowledged gone."""
        for code, value in self.seen().items():
            assert value in self.values.get(code, set()), f"{code} is {value}, was sent {self.values.get(code)}"
        Ledger(self.installed.warehouse).state()
        self._decisions_hold()

    def must_recover(self) -> None:
        """An ordinary build, and all that lies there counts, nothing is left over and the doctor finds no fault."""
        build.build(self.installed.settings)
        seen = self.seen()
        for code, sent in self.values.items():
            assert seen.get(code) == max(sent), f"{code} is {seen.get(code)}, was sent {max(sent)}"
            self.values[code] = {max(sent)}
        self._decisions_hold()
        left = [path.name for path in self.installed.warehouse.rglob("*") if path.suffix in (".part", ".wal")]
        assert left == [], left
        said = io.StringIO()
        places = ["--warehouse", str(self.installed.warehouse), "--raw", str(self.installed.raw)]
        with redirect_stdout(said), redirect_stderr(said):
            assert cli.main(["doctor", *places]) == 0, said.getvalue()

    def _decisions_hold(self) -> None:
        settings = self.installed.settings
        with self.office() as office:
            kept = office.decisions(self.meeting)
        assert all(kept[f"U{number}"].amount_idr == number for number in range(self.entered)), "a decision is gone"
        self.entered = max([self.entered, *(int(key[1:]) + 1 for key in kept)])
        broken = audit.broken_at(audit.entries(settings), heads.read(settings.audit_heads))
        assert broken is None, f"the audit log breaks: {broken}"


class _Opened:
    def __init__(self, settings):
        self.settings = settings

    def __enter__(self) -> Office:
        self.engine = engine.opened(self.settings)
        return Office(self.engine)

    def __exit__(self, *_):
        self.engine.dispose()
