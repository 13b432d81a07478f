"""How soon followers stand where the meeting stands: seconds from the leader's word to each follower's rerun.

Each follower is a websocket that looks once a second, as the page does, and asks for a full rerun when the server says
that something differs. The leader's steps are written into the store. Printed are median, p95 and the longest.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from follower import Follower
from serving import ROOT, served

from kumkm import settings as project
from kumkm.domain.meeting import usual_steps
from kumkm.store import engine
from kumkm.store.meetings import Office
from kumkm.warehouse.build import build


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--followers", type=int, default=20)
    parser.add_argument("--steps", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"KUMKM_WAREHOUSE": folder}
        settings = project.load()
        found = build(settings)
        office = Office(engine.opened(settings))
        steps = usual_steps({})
        meeting, _ = office.begin("Uji", "", found.build_id, steps)
        stop = threading.Event()
        with served(ROOT / "app.py") as address:
            followers = [Follower(address, stop) for _ in range(options.followers)]
            threads = [threading.Thread(target=follower.follow, daemon=True) for follower in followers]
            for thread in threads:
                thread.start()
            time.sleep(10 + options.followers / 4)
            waits: list[float] = []
            lost = 0
            for count in range(options.steps):
                for follower in followers:
                    follower.seen.clear()
                begun = time.monotonic()
                office.go(meeting.id, steps[1 + count % (len(steps) - 1)].id)
                time.sleep(4)
                waits += [follower.seen[0] - begun for follower in followers if follower.seen]
                lost += sum(not follower.seen for follower in followers)
            stop.set()
    waits.sort()
    p95 = waits[int(0.95 * (len(waits) - 1))]
    print(
        f"{options.followers} followers, {options.steps} steps: median {statistics.median(waits):.2f} s, "
        f"p95 {p95:.2f} s, longest {waits[-1]:.2f} s, {lost} not within 4 s"
    )


if __name__ == "__main__":
    main()
