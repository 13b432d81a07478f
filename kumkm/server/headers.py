"""Headers that every answer carries: what a page may load and run, and who may frame it."""

from __future__ import annotations

import base64
import hashlib
import logging
import re
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_BROKEN: Final = "Terjadi kesalahan di server. Muat ulang; bila terulang, kirim catatan server kepada pengelola.\n"
_log = logging.getLogger("kumkm.server")
_INLINE: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_ALWAYS: Final = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",  # for browsers that do not know frame-ancestors
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def policy(index: str) -> str:
    """The content security policy for this page: everything from this server, and the exceptions with their reasons.

    * the page's own inline scripts, each by its hash;
    * `blob:` scripts: Streamlit imports the script text of every component from one;
    * inline styles: Streamlit writes its style sheet, and we the size of bars, while the page runs;
    * `data:` and `blob:` pictures and fonts: small marks, and pictures of charts composed in the browser.
    """
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in _INLINE.findall(index)
    ]
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", "blob:", *hashes],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "media-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


class SafeHeaders:
    """Sets them on every HTTP answer; Streamlit's own are replaced. What breaks behind it is answered here, with them:
    further out nobody knows of headers.
    """

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self._app = app
        self._headers = {"content-security-policy": policy, **_ALWAYS}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        begun = False

        async def safe(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                if headers.get("access-control-allow-origin") == "*":  # static files are for our own pages
                    del headers["access-control-allow-origin"]
            await send(message)

        try:
            await self._app(scope, receive, safe)
        except Exception:
            if begun:
                raise
            _log.exception("request failed")
            await PlainTextResponse(_BROKEN, 500)(scope, receive, safe)
