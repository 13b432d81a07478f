"""Makes what will be asked of a build before anybody asks: a page nobody has opened answers like one everybody has.

One thread per process works through what `cache.per_build` was told to make ahead, with a pause after each: a session
that clicks meanwhile waits for one piece of work at most. Where no server runs (tests of scripts) nothing is warmed.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from streamlit import runtime

from kumkm import settings as project
from kumkm.ui.state import cache
from kumkm.warehouse.connection import Published

_PAUSE: Final = 0.05  # seconds
_begun: set[str] = set()
_lock = threading.Lock()


def begin(load: Callable[[], None]) -> None:
    """Begin with the build this run shows, unless that was begun before. `load` imports what keeps anything."""
    build = cache.published()
    if not runtime.exists() or not project.load().warms:
        return
    with _lock:
        if build.build_id in _begun:
            return
        _begun.add(build.build_id)
    threading.Thread(target=_warm, args=(build, load), name="warming", daemon=True).start()


def _warm(build: Published, load: Callable[[], None]) -> None:
    load()
    with cache.looking_at(build):
        for made in cache.ahead():
            if not made:
                logging.getLogger("kumkm").warning("something could not be made ahead of being asked")
            time.sleep(_PAUSE)
