"""`/rapat-kini`: where the meeting stands, for the screens that follow it. They ask every second and turn the step
themselves, since they hold all of them; only what they do not hold costs them a rerun.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from kumkm import settings as project
from kumkm.errors import StoreError
from kumkm.server.office import office
from kumkm.settings import Settings
from kumkm.store import engine

PATH: Final = "/rapat-kini"
_FRESH_SECONDS: Final = 0.25  # a hall that asks within it is told from one look into the store
_RETRY_SECONDS: Final = 10.0  # a store that is locked makes whoever asks wait


class Standings:
    """The last answer, for everybody who asks while it is fresh."""

    def __init__(self) -> None:
        self._answer: dict[str, Any] | None = {}
        self._until = 0.0
        self._looking = asyncio.Lock()

    async def answer(self, _request: Request) -> JSONResponse:
        """`{}` without a meeting; else `step` (id), `since` (Unix milliseconds), `black`, `revision`. 503 where the
        store does not answer.
        """
        async with self._looking:
            if time.monotonic() > self._until:
                await self._look()
        return JSONResponse(self._answer, 503 if self._answer is None else 200, {"cache-control": "no-store"})

    async def _look(self) -> None:
        try:
            self._answer = await run_in_threadpool(standing, project.load())
            self._until = time.monotonic() + _FRESH_SECONDS
        except (StoreError, OSError):
            self._answer, self._until = None, time.monotonic() + _RETRY_SECONDS


def standing(settings: Settings) -> dict[str, Any]:
    """What is answered, from the store of these settings. Raises StoreError, or OSError, where it cannot be read."""
    if not engine.exists(settings):
        return {}  # the first meeting makes it
    now = office(settings).standing()
    if now is None:
        return {}
    since = round(now.step_since.timestamp() * 1000)
    return {"step": now.step_id, "since": since, "black": now.black, "revision": now.revision}
