"""What a rerun costs the server, over the websocket: CPU of the process, wall time, messages and bytes, per page.

Region and indicator are drawn at random, so that most of what is asked was not asked before; printed are medians of
wall time and messages, and the mean CPU time, of which a clock tick of ten milliseconds leaves no median. Beside them a
page with one selectbox, in the same run. By default nothing was made ahead, which is a server's first minute; with
`--warm` the server first makes what it makes by itself after its first visitor, as it does in use
(`kumkm/ui/state/warming.py`).
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from serving import ROOT, served
from visiting import visiting

from kumkm.domain import regions
from kumkm.domain.indicators import INDICATORS
from kumkm.settings import load

RESTING_MS = 200  # of CPU in five seconds: an idle server and its clock
PAGES = ("ringkasan", "indikator", "daerah", "pertumbuhan", "usulan", "kualitas", "data")
BASELINE = """
import streamlit as st
chosen = st.selectbox("Kabupaten/Kota", ["Seluruh provinsi", *map(str, range(17))], key="kab")
st.metric("Nilai", chosen)
"""


@dataclass
class Cost:
    """What reruns of one page took."""

    wall_ms: list[float] = field(default_factory=list)
    messages: list[int] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)
    cpu_ms: float = 0.0

    def __str__(self) -> str:
        wall, messages, size = (statistics.median(item) for item in (self.wall_ms, self.messages, self.bytes))
        return f"{self.cpu_ms:6.0f} ms CPU, {wall:6.0f} ms, {messages:4.0f} messages, {size / 1000:7.1f} kB"


def addresses(chance: random.Random) -> Iterator[str]:
    """Queries with region, indicator and year drawn at random, without end."""
    codes = [region.code for region in regions.load(load().reference).local]
    while True:
        asked = {"kab": chance.choice(codes), "indikator": chance.choice(list(INDICATORS)), "tahun": "2023"}
        yield urlencode(asked)


def server_of(address: str) -> Path:
    """The server's folder under /proc: this bench runs on Linux."""
    port = f"--server.port\0{address.rsplit(':', 1)[1]}\0"
    for folder in Path("/proc").glob("[0-9]*"):
        if port in (folder / "cmdline").read_text(encoding="utf-8", errors="replace"):
            return folder
    raise RuntimeError(f"nobody serves {address}")


def cpu_ms(process: Path) -> float:
    """CPU time used so far, in user and system mode."""
    ticks = (process / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[11:13]
    return sum(map(int, ticks)) * 1000 / os.sysconf("SC_CLK_TCK")


def memory_mib(process: Path) -> float:
    """Resident memory."""
    return int((process / "statm").read_text(encoding="utf-8").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def measure(address: str, page: str, reruns: int, queries: Iterator[str]) -> Cost:
    """Rerun one page that often in one session, after two that warm it up."""
    cost, process = Cost(), server_of(address)
    with visiting(address, page) as session:
        for _ in range(2):
            session.ask(next(queries))
        before = cpu_ms(process)
        for _ in range(reruns):
            wall, messages, size = session.ask(next(queries))
            cost.wall_ms.append(wall)
            cost.messages.append(messages)
            cost.bytes.append(size)
        cost.cpu_ms = (cpu_ms(process) - before) / reruns
    return cost


def warm(address: str, seconds: float = 600) -> None:
    """Visit once and wait until the server has made ahead what it makes, and rests."""
    process = server_of(address)
    with visiting(address, "ringkasan") as session:
        session.ask("")
    end, before = time.monotonic() + seconds, -1.0
    while time.monotonic() < end and cpu_ms(process) - before > RESTING_MS:
        before = cpu_ms(process)
        time.sleep(5)


def memory_per_session(address: str, sessions: int) -> float:
    """MiB that an idle session more takes, over that many."""
    process = server_of(address)
    before = memory_mib(process)
    with ExitStack() as all_of_them:
        for _ in range(sessions):
            all_of_them.enter_context(visiting(address, "ringkasan")).ask("")
        return (memory_mib(process) - before) / sessions


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reruns", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sessions", type=int, default=60)
    parser.add_argument("--warm", action="store_true")
    options = parser.parse_args()
    queries = addresses(random.Random(options.seed))
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "baseline.py"
        script.write_text(BASELINE, encoding="utf-8")
        environment = {"KUMKM_WARM": "1"} if options.warm else None
        with served(script) as plain, served(ROOT / "app.py", environment) as ours:
            if options.warm:
                warm(ours)
            print(f"{'one selectbox':14}{measure(plain, '', options.reruns, queries)}")
            costs = {page: measure(ours, page, options.reruns, queries) for page in PAGES}
            for page, cost in costs.items():
                print(f"{page:14}{cost}")
            print(f"{memory_per_session(ours, options.sessions):.2f} MiB per idle session")
    cpu = [cost.cpu_ms for cost in costs.values()]
    print(f"median of the pages {statistics.median(cpu):.0f} ms CPU, largest {max(cpu):.0f} ms")
    print("goals: 40 ms as the median of the pages, 80 ms on each, 25 messages, 1.5 MiB per idle session")


if __name__ == "__main__":
    main()
