"""How much one session may hold in uploads, and all together: Streamlit keeps uploads in the memory of the server."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from http import HTTPMethod
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from kumkm.server.closed import UPLOADING

_UPLOAD: Final = re.compile(re.escape(UPLOADING) + r"/([^/]+)/([^/]+)$")
OF_SESSION: Final = 300_000_000  # bytes
OF_ALL: Final = 1_000_000_000
FILES_OF_SESSION: Final = 60  # a file of each region, three times over
_KEPT_SECONDS: Final = 3600.0  # a session that is gone is known to nobody here: what it held is forgotten after that


class Quota:
    """Refuses with 413 before a byte of the body is read; a body of unknown length with 411."""

    def __init__(self, app: ASGIApp, clock: Callable[[], float] = time.monotonic) -> None:
        self._app, self._clock = app, clock
        self._held: dict[str, dict[str, tuple[int, float]]] = {}  # session → file → bytes, when

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = _UPLOAD.search(scope["path"]) if scope["type"] == "http" else None
        refusal = self._counted(scope, *found.groups()) if found else None
        if refusal is None:
            await self._app(scope, receive, send)
        else:
            code, words = refusal
            await PlainTextResponse(f"{words}\n", code)(scope, receive, send)

    def _counted(self, scope: Scope, session: str, file: str) -> tuple[int, str] | None:
        """Count what comes or goes; the status and words of a refusal where it is too much."""
        if scope["method"] == HTTPMethod.DELETE:
            self._held.get(session, {}).pop(file, None)
            return None
        if scope["method"] not in (HTTPMethod.PUT, HTTPMethod.POST):
            return None
        said = Headers(scope=scope).get("content-length", "")
        if not said.isdecimal():
            return 411, "Panjang berkas tidak disebut."
        self._forget()
        mine = {name: size for name, (size, _) in self._held.get(session, {}).items() if name != file}
        size = int(said)
        if len(mine) >= FILES_OF_SESSION or sum(mine.values()) + size > OF_SESSION:
            most = f"{FILES_OF_SESSION} berkas, bersama {OF_SESSION // 1_000_000} MB"
            return 413, f"Satu kali unggah paling banyak {most}. Hapus sebagian dari daftar, atau kirim bertahap."
        others = sum(each for name, files in self._held.items() if name != session for each, _ in files.values())
        if others + sum(mine.values()) + size > OF_ALL:
            return 413, "Terlalu banyak yang sedang diunggah oleh yang lain. Coba lagi beberapa menit kemudian."
        self._held.setdefault(session, {})[file] = size, self._clock()
        return None

    def _forget(self) -> None:
        limit = self._clock() - _KEPT_SECONDS
        for session in list(self._held):
            fresh = {name: each for name, each in self._held[session].items() if each[1] > limit}
            if fresh:
                self._held[session] = fresh
            else:
                del self._held[session]
