"""The office's store, as the addresses of our own read it: opened once per process."""

from __future__ import annotations

from functools import lru_cache

from kumkm.settings import Settings
from kumkm.store import engine
from kumkm.store.meetings import Office


@lru_cache(maxsize=1)
def office(settings: Settings) -> Office:
    """The store of these settings. Raises StoreError, or OSError, where it cannot be opened."""
    return Office(engine.opened(settings))
