"""Addresses of Streamlit's that stay shut: counters, the interface for programs, uploading where that is off."""

from __future__ import annotations

from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_SHUT: Final = ("/_stcore/metrics", "/_stcore/agent/", "/_stcore/script-health-check")
UPLOADING: Final = "/_stcore/upload_file"


class Closed:
    """Refuses before a byte of the body is read; `uploads` opens the address that takes files."""

    def __init__(self, app: ASGIApp, uploads: bool) -> None:
        self._app = app
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif any(part in path for part in _SHUT):
            await PlainTextResponse("Tidak ada.\n", 404)(scope, receive, send)
        elif UPLOADING in path and not self._uploads:
            await PlainTextResponse("Unggah dimatikan pada dashboard ini.\n", 403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)
