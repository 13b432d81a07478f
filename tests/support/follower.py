"""A browser that follows a meeting: it asks once a second where the meeting stands, and turns its step by itself."""

from __future__ import annotations

import http.client
import json
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from visiting import visiting


@dataclass
class Follower:
    """One browser that follows; `seen` has the moments at which it stood on another step."""

    address: str
    stop: threading.Event
    seen: list[float] = field(default_factory=list)

    def follow(self) -> None:
        with visiting(self.address, "rapat") as session:
            session.ask("langkah=1")
            session.ask("langkah=1")
            server = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=5)
            stands = self._look(server)
            while not self.stop.is_set():
                session.wait(1.0)
                now = self._look(server)
                if now.get("revision") != stands.get("revision"):
                    session.ask("langkah=1")  # what the browser does not hold
                if now != stands:
                    self.seen.append(time.monotonic())
                stands = now

    def _look(self, server: http.client.HTTPConnection) -> dict[str, object]:
        server.request("GET", "/rapat-kini")
        stands: dict[str, object] = json.loads(server.getresponse().read())
        return stands
