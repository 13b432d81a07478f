"""What is computed once per build and kept for all sessions."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class _Slot:
    """One result, or the place where it is being made."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    is_made: bool = False
    value: Any = None


class Kept(Generic[P, T]):
    """A function whose last `most` results are kept, least recently used first to go.

    `build` says which build is asked now; what was kept of another is not given. Sessions that ask for the same at the
    same time wait for the one that makes it, for sixty of them at once would else do the same work sixty times. Results
    are shared: whoever takes one does not change it. Arguments must be hashable.
    """

    def __init__(self, function: Callable[P, T], most: int, build: Callable[[], object]) -> None:
        self._function, self._most, self._build = function, most, build
        self._slots: OrderedDict[object, _Slot] = OrderedDict()
        self._lock = threading.Lock()
        update_wrapper(self, function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        slot = self._slot((self._build(), args, tuple(sorted(kwargs.items()))))
        if not slot.is_made:
            with slot.lock:
                if not slot.is_made:
                    slot.value = self._function(*args, **kwargs)
                    slot.is_made = True
        value: T = slot.value
        return value

    def _slot(self, key: object) -> _Slot:
        with self._lock:
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
            if len(self._slots) > self._most:
                self._slots.popitem(last=False)
            return slot

    def clear(self) -> None:
        """Forget everything that was kept."""
        with self._lock:
            self._slots.clear()
