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
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from serving import ROOT, served
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from visiting import visiting
from websockets.sync.client import ClientConnection

from kumkm import settings as project
from kumkm.domain.meeting import usual_steps
from kumkm.store import engine
from kumkm.store.meetings import Office
from kumkm.warehouse.build import build


@dataclass
class Follower:
    """One browser that follows; `seen` has the moments at which a full rerun for another step was finished."""

    address: str
    stop: threading.Event
    seen: list[float] = field(default_factory=list)

    def follow(self) -> None:
        with visiting(self.address, "rapat") as session:
            session.ask("langkah=1")
            session.ask("langkah=1")
            socket: ClientConnection = session._socket
            fragment, due = "", time.monotonic() + 1.0
            while not self.stop.is_set():
                try:
                    raw = socket.recv(timeout=max(0.01, due - time.monotonic()))
                except TimeoutError:
                    due = time.monotonic() + 1.0
                    message = BackMsg()
                    message.rerun_script.page_script_hash = session._hash
                    message.rerun_script.cached_message_hashes.extend(session._kept)
                    message.rerun_script.fragment_id = fragment
                    message.rerun_script.is_auto_rerun = True
                    socket.send(message.SerializeToString())
                    continue
                found = ForwardMsg.FromString(raw if isinstance(raw, bytes) else raw.encode())
                kind = found.WhichOneof("type")
                if kind == "auto_rerun":
                    fragment = found.auto_rerun.fragment_id
                elif kind == "delta" and found.delta.new_element.WhichOneof("type") == "bidi_component":
                    self.seen.append(time.monotonic())


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
