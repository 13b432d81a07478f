"""Static files as a slow line wants them: compressed once and kept, and asked for once where their address tells the
version.

Streamlit sends its own scripts uncompressed, since a compressor at every request costs more than it saves; kept, each
costs that once per process. What is kept is bounded by the files there are: their address without what stands behind
the question mark, and their ETag.
"""

from __future__ import annotations

import gzip
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OWN: Final = "/app/static/"
_STATIC: Final = ("/static/", _OWN)
_TEXT: Final = ("text/", "application/javascript", "application/json", "image/svg+xml", "application/geo+json")
_WORTH: Final = 800  # bytes
_LEVEL: Final = 9
_YEAR: Final = "public, max-age=31536000, immutable"


class Compressed:
    """Compresses what lies under `static/`, Streamlit's and ours, and says how long a browser may keep ours."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[str, tuple[str, bytes]] = {}  # path → ETag, compressed body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not _is_file(scope["path"]):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        takes = "gzip" in headers.get("accept-encoding", "") and "range" not in headers
        # What is behind this answers uncompressed: compressing is done here, once.
        bare = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        answer = _Answer(self, scope, send, headers.get("if-none-match", ""), takes)
        await self._app({**scope, "headers": bare}, receive, answer.receive)

    def kept(self, path: str, etag: str) -> bytes | None:
        """The compressed file as it is now, None where it was never asked for."""
        entry = self._kept.get(path)
        return entry[1] if entry is not None and entry[0] == etag else None

    def keep(self, path: str, etag: str, body: bytes) -> None:
        self._kept[path] = (etag, body)


def _is_file(path: str) -> bool:
    return path == "/" or path.startswith(_STATIC)  # the page itself is a list of a hundred scripts


class _Answer:
    """One answer on its way out."""

    def __init__(self, files: Compressed, scope: Scope, send: Send, known: str, takes: bool) -> None:
        self._files, self._scope, self._send, self._known, self._takes = files, scope, send, known, takes
        self._start: Message | None = None
        self._etag = ""
        self._body = bytearray()
        self._ready: bytes | None = None
        self._as_it_is = self._finished = False

    async def receive(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif message["type"] == "http.response.body" and not self._finished:
            await self._go_on(message)

    async def _begin(self, message: Message) -> None:
        headers = MutableHeaders(scope=message)
        etag = headers.get("etag", "")
        if message["status"] == 200 and self._scope["path"].startswith(_OWN):
            versioned = self._scope["query_string"].startswith(b"v=")
            headers["cache-control"] = _YEAR if versioned else "no-cache"
        worth = headers.get("content-type", "").startswith(_TEXT) and int(headers.get("content-length", 0)) >= _WORTH
        if worth:
            headers.add_vary_header("accept-encoding")
        if message["status"] == 200 and etag and self._known and etag in self._known.replace("W/", ""):
            await self._not_modified(message, headers)
            return
        self._as_it_is = message["status"] != 200 or not (etag and worth and self._takes)
        if self._as_it_is:
            await self._send(message)
            return
        self._start, self._etag = message, etag
        self._ready = self._files.kept(self._scope["path"], etag)

    async def _not_modified(self, message: Message, headers: MutableHeaders) -> None:
        for name in ("content-length", "content-type", "accept-ranges"):
            if name in headers:
                del headers[name]
        self._finished = True
        await self._send({**message, "status": 304})
        await self._send({"type": "http.response.body", "body": b""})

    async def _go_on(self, message: Message) -> None:
        if self._as_it_is:
            await self._send(message)
            return
        if self._ready is None:
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            self._ready = await run_in_threadpool(gzip.compress, bytes(self._body), _LEVEL, mtime=0)
            self._files.keep(self._scope["path"], self._etag, self._ready)
        assert self._start is not None
        headers = MutableHeaders(scope=self._start)
        headers["content-encoding"] = "gzip"
        headers["content-length"] = str(len(self._ready))
        self._finished = True
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": self._ready})
