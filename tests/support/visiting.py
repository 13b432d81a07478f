"""Speak Streamlit's protocol with a server: open a page as one visitor and count what a rerun sends."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from websockets.sync.client import ClientConnection, connect

_XSRF = "_streamlit_xsrf"


class Session:
    """One visitor: opens a page and asks for reruns with other addresses."""

    def __init__(self, socket: ClientConnection, page: str) -> None:
        self._socket, self._page = socket, page
        self._hash = ""
        self._deltas: list[ForwardMsg] = []
        self._pages: dict[str, str] = {}  # path → hash, as the server told them
        self._kept: list[str] = []  # hashes of what this visitor's browser keeps, as it tells the server

    @property
    def said(self) -> str:
        """What the last rerun put on the page, as text."""
        return "\n".join(str(message.delta) for message in self._deltas)

    def turn(self, page: str) -> None:
        """Ask for another page from here on."""
        self._page, self._hash = page, self._pages.get(page, "")

    def wait(self, seconds: float) -> None:
        """Do nothing, as somebody who reads; what the server sends meanwhile is taken in."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                self._socket.recv(timeout=left)
            except TimeoutError:
                return

    def ask(self, query: str, widgets: WidgetStates | None = None) -> tuple[float, int, int]:
        """Ask for a rerun; returns milliseconds until it is finished, messages and bytes received. `widgets` is the
        state this visitor claims for widgets.
        """
        message = BackMsg()
        if widgets is not None:
            message.rerun_script.widget_states.CopyFrom(widgets)
        self._deltas = []
        message.rerun_script.query_string = query
        message.rerun_script.page_name = self._page
        message.rerun_script.cached_message_hashes.extend(self._kept)
        kept = []
        if self._hash:
            message.rerun_script.page_script_hash = self._hash
            message.rerun_script.page_name = ""
        began, count, size = time.perf_counter(), 0, 0
        self._socket.send(message.SerializeToString())
        while True:
            raw = self._socket.recv(timeout=60)
            found = ForwardMsg.FromString(raw if isinstance(raw, bytes) else raw.encode())
            count, size = count + 1, size + len(raw)
            if found.WhichOneof("type") == "delta":
                self._deltas.append(found)
            if found.WhichOneof("type") == "ref_hash":
                kept.append(found.ref_hash)
            elif found.metadata.cacheable and found.hash:
                kept.append(found.hash)
            if found.WhichOneof("type") == "navigation":
                self._pages = {item.url_pathname: item.page_script_hash for item in found.navigation.app_pages}
                self._hash = self._pages.get(self._page, found.navigation.page_script_hash)
            if found.WhichOneof("type") == "script_finished":
                self._kept = kept
                return (time.perf_counter() - began) * 1000, count, size


@contextmanager
def visiting(address: str, page: str, cookies: Mapping[str, str] | None = None) -> Iterator[Session]:
    """A new visitor: the page is fetched first, so that whoever divides visitors can say where this one belongs.

    `cookies` are those of somebody who has signed in, by name; they are shown as a browser does.
    """
    with urllib.request.urlopen(address, timeout=60) as answer:
        given = [cookie.partition(";")[0] for cookie in answer.headers.get_all("Set-Cookie") or []]
    held = dict(each.split("=", 1) for each in given) | dict(cookies or {})
    shown = {"Cookie": "; ".join(f"{name}={value}" for name, value in held.items())} if held else {}
    told = ["streamlit", held[_XSRF]] if _XSRF in held else ["streamlit"]
    socket = connect(
        f"{address.replace('http', 'ws')}/_stcore/stream",
        subprotocols=told,  # type: ignore[arg-type]
        additional_headers=shown | ({"Origin": address} if cookies else {}),
        max_size=None,
        open_timeout=60,
    )
    with socket:
        yield Session(socket, page)
