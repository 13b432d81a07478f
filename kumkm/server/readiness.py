"""`/siap`: whether there is something to show, for whoever watches the server."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from kumkm import settings as project
from kumkm.errors import KumkmError
from kumkm.server.office import office
from kumkm.settings import Settings
from kumkm.store import engine
from kumkm.warehouse import connection, reads

PATH: Final = "/siap"
_FRESH_SECONDS: Final = 1.0  # whoever asks more often gets the same answer
_last: tuple[float, bool, dict[str, Any]] = (float("-inf"), False, {})


async def answer(_request: Request) -> JSONResponse:
    """200 with build, age and store; 503 with words where there is nothing to show or the store does not answer."""
    global _last
    if time.monotonic() - _last[0] > _FRESH_SECONDS:
        ready, payload = await run_in_threadpool(state, project.load())
        _last = (time.monotonic(), ready, payload)
    return JSONResponse(_last[2], 200 if _last[1] else 503, {"cache-control": "no-store"})


def state(settings: Settings) -> tuple[bool, dict[str, Any]]:
    """Whether the server is ready, and what it says: `build` (None without one), `age_s` (seconds since it was made),
    `store` ("siap", "belum ada" or "galat"), and `pesan` where something is wrong.
    """
    payload: dict[str, Any] = {"build": None, "age_s": None, "store": "galat"}
    messages = []
    try:
        payload["build"], payload["age_s"] = _build(settings)
    except KumkmError as error:
        messages.append(str(error))
    try:
        payload["store"] = _store(settings)
    except (KumkmError, OSError) as error:
        messages.append(str(error))
    return not messages, payload | ({"pesan": " ".join(messages)} if messages else {})


def _build(settings: Settings) -> tuple[str, int]:
    published = connection.published(settings.warehouse)
    if published is None:
        raise KumkmError("Belum ada versi yang terbit. Buka dashboard, atau jalankan `python -m kumkm build`.")
    with connection.connect(published) as opened:
        made = reads.build_info(opened)["built_at"].iloc[0].to_pydatetime().replace(tzinfo=UTC)
    return published.build_id, max(0, int((datetime.now(UTC) - made).total_seconds()))


def _store(settings: Settings) -> str:
    if not engine.exists(settings):
        return "belum ada"  # the first meeting makes it
    office(settings).current()
    return "siap"
