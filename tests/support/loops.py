"""Coroutines in tests that are not: a browser of another test may have a loop on this thread already."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def answered(coroutine: Coroutine[Any, Any, T]) -> T:
    """What it returns, on a thread of its own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
