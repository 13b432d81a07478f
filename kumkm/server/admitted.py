"""Addresses that only visitors with a role may ask, where visitors sign in: a session's files, uploading, the meeting.

The page itself, its scripts and the websocket stay open, for the way in is drawn through them; what a run shows is
decided in the run. Everything that is not listed as open is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from kumkm.domain.access import Permission
from kumkm.server.closed import UPLOADING

_OPEN: Final = ("/static/", "/app/static/", "/auth/", "/component/")
_OPEN_ENDS: Final = ("/_stcore/host-config", "/_stcore/health")  # asked beside a page's own address, too
_OPEN_EXACTLY: Final = ("/siap", "/oauth2callback", "/favicon.png", "/manifest.json")

# Cookies and what is wanted → whether it is granted.
Grants = Callable[[Mapping[str, str], Permission], bool]


class Admitted:
    """Refuses with 403 what `grants` does not grant; `pages` are the addresses that give nothing but the empty page."""

    def __init__(self, app: ASGIApp, grants: Grants, pages: frozenset[str]) -> None:
        self._app, self._grants, self._pages = app, grants, pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or (needed := self._needed(scope["path"])) is None:
            await self._app(scope, receive, send)
            return
        cookies = cookie_parser(Headers(scope=scope).get("cookie", ""))
        if await run_in_threadpool(self._grants, cookies, needed):
            await self._app(scope, receive, send)
        else:
            await PlainTextResponse("Masuk dahulu dengan akun yang diberi wewenang.\n", 403)(scope, receive, send)

    def _needed(self, path: str) -> Permission | None:
        """What an address asks for; None where it is open."""
        if (
            path.strip("/") in self._pages
            or path in _OPEN_EXACTLY
            or path.startswith(_OPEN)
            or path.endswith(_OPEN_ENDS)
        ):
            return None
        return Permission.UPLOAD if UPLOADING in path else Permission.FIGURES
