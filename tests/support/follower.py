"""A browser that follows a meeting: it looks once a second and draws anew when the server says so."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from visiting import visiting
from websockets.sync.client import ClientConnection


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
