"""A hall: sessions that change a filter every three seconds, sessions that only look, and followers of a meeting.

Pages are mixed and selections random, so that what is kept does not flatter. Printed are the answers' p50, p95 and p99
in milliseconds for the last part of the time, the errors, the followers' seconds, and the memory of all server
processes as it went. The generator runs on the same cores as the server: what it costs is in the figures.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from follower import Follower
from serving import ROOT, free_port, wait_for
from visiting import visiting

from kumkm import settings as project
from kumkm.domain import regions
from kumkm.domain.indicators import INDICATORS
from kumkm.domain.meeting import usual_steps
from kumkm.settings import Settings
from kumkm.store import engine
from kumkm.store.meetings import Office
from kumkm.warehouse.build import build

PAGES = ("ringkasan", "indikator", "daerah", "pertumbuhan", "usulan", "kualitas", "data")
EVERY_SECONDS = 3.0
STAYS = 0.8  # how often a click stays on the page
STEP_SECONDS = 5.0


@dataclass
class Seen:
    """What the sessions saw, filled by all of them."""

    answers: list[tuple[float, float]] = field(default_factory=list)  # moment asked, milliseconds
    errors: list[str] = field(default_factory=list)
    connected: int = 0

    def since(self, moment: float) -> list[float]:
        return sorted(took for asked, took in self.answers if asked >= moment)


class Hall:
    """All sessions, each in a thread of its own, until told to stop."""

    def __init__(self, address: str, seed: int) -> None:
        self.address, self.seed = address, seed
        self.seen, self.stop = Seen(), threading.Event()
        self._codes = [region.code for region in regions.load(project.load().reference).local]

    def click(self, number: int) -> None:
        """One session that changes a filter every three seconds, now and then on another page."""
        chance = random.Random(self.seed * 1000 + number)
        with self._visit(chance.choice(PAGES)) as session:
            session.ask("")
            due = time.monotonic() + chance.uniform(0, EVERY_SECONDS)
            while not self.stop.is_set():
                session.wait(max(0.0, due - time.monotonic()))
                due = max(due + EVERY_SECONDS, time.monotonic())
                if chance.random() > STAYS:
                    session.turn(chance.choice(PAGES))
                asked = time.monotonic()
                took, _messages, _bytes = session.ask(self._query(chance))
                self.seen.answers.append((asked, took))

    def look(self, number: int) -> None:
        """One session that opened a page and does nothing more."""
        with self._visit(PAGES[number % len(PAGES)]) as session:
            session.ask("")
            while not self.stop.is_set():
                session.wait(1.0)

    @contextmanager
    def _visit(self, page: str) -> Iterator:
        try:
            with visiting(self.address, page) as session:
                self.seen.connected += 1
                yield session
        except Exception as error:  # whatever ends a session is a finding of this bench
            if not self.stop.is_set():
                self.seen.errors.append(f"{type(error).__name__}: {error}"[:200])

    def _query(self, chance: random.Random) -> str:
        year = str(chance.randint(2019, 2024))
        return urlencode(
            {"kab": chance.choice(self._codes), "indikator": chance.choice(list(INDICATORS)), "tahun": year}
        )


@contextmanager
def hosted(workers: int, warehouse: Path) -> Iterator[tuple[str, int]]:
    """`serve` with that many processes: its address and process id."""
    port = free_port()
    command = [sys.executable, "-m", "kumkm", "serve", "--port", str(port), "--workers", str(workers)]
    environment = os.environ | {"KUMKM_WAREHOUSE": str(warehouse), "KUMKM_LOG": "teks"}
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)
    try:
        wait_for(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}", server.pid
    finally:
        server.terminate()
        server.wait(60)


def memory_mib(pid: int) -> list[float]:
    """Proportional memory of a process and of all below it: pages that several share count once. Linux only."""
    below: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
        below.setdefault(parent, []).append(int(stat.parent.name))
    found, left = [], [pid]
    while left:
        each = left.pop()
        left += below.get(each, [])
        try:
            rollup = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="utf-8")
        except OSError:
            continue
        found.append(next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024)
    return found


def followed(office: Office, meeting_id: str, followers: Sequence[Follower], stop: threading.Event) -> list[float]:
    """Turn steps until stopped; seconds of each follower for each step, infinite where it did not come in time."""
    waits: list[float] = []
    steps = usual_steps({})
    count = 0
    while not stop.is_set():
        for follower in followers:
            follower.seen.clear()
        begun = time.monotonic()
        office.go(meeting_id, steps[1 + count % (len(steps) - 1)].id)
        stop.wait(STEP_SECONDS)
        if not stop.is_set():
            waits += [follower.seen[0] - begun if follower.seen else float("inf") for follower in followers]
        count += 1
    return waits


def at(values: Sequence[float], part: float) -> float:
    return sorted(values)[int(part * (len(values) - 1))] if values else float("nan")


def main() -> None:
    """Fill the hall, watch it, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=60)
    parser.add_argument("--idle", type=int, default=140)
    parser.add_argument("--followers", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--settle", type=float, default=30, help="seconds to leave out: everybody comes in at once")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    logging.getLogger("websockets").setLevel(logging.CRITICAL)  # what breaks is counted below
    with tempfile.TemporaryDirectory() as folder:
        settings = _warehouse(Path(folder))
        with hosted(options.workers, settings.warehouse) as (address, pid):
            _run(options, settings, address, pid)


def _warehouse(folder: Path) -> Settings:
    """A warehouse of our own: a copy of the one named by KUMKM_WAREHOUSE, else built here."""
    given = os.environ.get("KUMKM_WAREHOUSE")
    if given:
        shutil.copytree(given, folder, dirs_exist_ok=True)
    settings = project.load(folder)
    if not given:
        build(settings)
    return settings


def _run(options: argparse.Namespace, settings: Settings, address: str, pid: int) -> None:
    hall = Hall(address, options.seed)
    for _ in range(2 * options.workers - 1):  # what every process keeps once is nobody's session
        with visiting(address, PAGES[0]) as first:
            for page in PAGES:
                first.turn(page)
                first.ask("")
    before = memory_mib(pid)
    print(f"after the first visitors: {sum(before):.0f} MiB, by process {', '.join(f'{one:.0f}' for one in before)}")
    followers = [Follower(address, hall.stop) for _ in range(options.followers)]
    threads = [threading.Thread(target=hall.look, args=(number,), daemon=True) for number in range(options.idle)]
    threads += [threading.Thread(target=hall.click, args=(number,), daemon=True) for number in range(options.sessions)]
    threads += [threading.Thread(target=follower.follow, daemon=True) for follower in followers]
    if followers:
        office, found = Office(engine.opened(settings)), next(settings.warehouse.glob("kumkm-*.duckdb"))
        meeting, _code = office.begin("Uji", "", found.stem.removeprefix("kumkm-"), usual_steps({}))
    for thread in threads:
        thread.start()
        time.sleep(0.05)
    time.sleep(options.settle)
    waits: list[float] = []
    if followers:
        leading = threading.Thread(target=lambda: waits.extend(followed(office, meeting.id, followers, hall.stop)))
        leading.start()
        threads.append(leading)
    began = time.monotonic()
    everybody = options.sessions + options.idle + options.followers
    while (passed := time.monotonic() - began) < options.minutes * 60:
        time.sleep(min(30.0, options.minutes * 60 - passed))
        held = sum(memory_mib(pid))
        each = (held - sum(before)) / max(1, everybody)
        took = hall.seen.since(began)
        print(
            f"{time.monotonic() - began:5.0f} s: {held:6.0f} MiB, {each:5.2f} MiB per session; {len(took)} answers, "
            f"p50 {at(took, 0.5):.0f} p95 {at(took, 0.95):.0f} p99 {at(took, 0.99):.0f} ms; "
            f"{len(hall.seen.errors)} errors",
            flush=True,
        )
    hall.stop.set()
    for thread in threads:
        thread.join(15)
    wanted = options.sessions * options.minutes * 60 / EVERY_SECONDS
    print(f"{hall.seen.connected} connected, {len(hall.seen.since(began))} of {wanted:.0f} clicks answered")
    if waits:
        print(f"{options.followers} followers: p50 {at(waits, 0.5):.2f} s, p95 {at(waits, 0.95):.2f} s")
    print("\n".join(sorted(set(hall.seen.errors))[:10]))
    print("goals: p95 under 1000 ms, no error, 1.5 MiB per idle session, followers within 2 s (p95)")


if __name__ == "__main__":
    main()
