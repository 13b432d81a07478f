"""What the server writes down of itself: one JSON object a line, on standard error, and nothing about persons.

Of a request: when, which kind of address, status, milliseconds, bytes. No visitor's address, no cookie, nothing after
the question mark, and of the path only its first part where that is one of ours: a path can be typed by anybody.
Of an error: its kind and where in the program it arose. Its words may quote a cell; only those of this program, which
never quote what is personal, are kept.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from datetime import UTC, datetime
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kumkm.errors import KumkmError, where

_PAGES: Final = ("indikator", "daerah", "pertumbuhan", "usulan", "kualitas", "data", "rapat", "unggah", "siap")
_KINDS: Final = ("static", "app", "media", "component", "_stcore", *_PAGES)
_QUIET: Final = ("static", "app")  # a first visit asks for some eighty files: only those that fail are written down
_LIBRARIES: Final = ("uvicorn", "uvicorn.error", "streamlit")
_ASKED_ALL_THE_TIME: Final = "/_stcore/health"
_log = logging.getLogger("kumkm.server")


class AsLine(logging.Formatter):
    """A record as one line of JSON. What libraries put into their words is left out: it may be anybody's input."""

    def format(self, record: logging.LogRecord) -> str:
        ours = record.name.split(".")[0] == "kumkm"
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage() if ours else str(record.msg),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = type(record.exc_info[1]).__name__
            line["at"] = where(record.exc_info[2])
            if isinstance(record.exc_info[1], KumkmError):
                line["words"] = str(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def as_lines() -> None:
    """From here on everything that is logged is written that way."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsLine())
    logging.getLogger().handlers = [handler]
    _log.setLevel(logging.INFO)
    for name in _LIBRARIES:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True


class Requests:
    """Writes down every request once it is answered, and every websocket once it is closed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        began, seen = time.perf_counter(), {"status": 0, "bytes": 0}

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
            elif message["type"] == "http.response.body":
                seen["bytes"] += len(message.get("body", b""))
            elif message["type"] == "websocket.send":
                seen["bytes"] += len(message.get("bytes") or b"")
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            route = route_of(scope["path"])
            if seen["status"] >= 400 or not (route in _QUIET or scope["path"].endswith(_ASKED_ALL_THE_TIME)):
                milliseconds = round((time.perf_counter() - began) * 1000)
                fields = {"method": scope.get("method", "WEBSOCKET"), "route": route, "ms": milliseconds, **seen}
                _log.info("request", extra={"fields": fields})


def route_of(path: str) -> str:
    """The kind of address: `/` itself, the first part of it where that is known, else that it is another."""
    first = path.strip("/").split("/", 1)[0]
    if not first:
        return "/"
    return first if first in _KINDS else "(lain)"
