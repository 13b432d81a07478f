"""What is computed once per build and kept for all sessions."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
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

    def __init__(
        self,
        function: Callable[P, T],
        most: int,
        build: Callable[[], object],
        ahead: Callable[[], Iterable[tuple[Any, ...]]] | None = None,
    ) -> None:
        self._function, self._most, self._build, self._ahead = function, most, build, ahead
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

    def make_ahead(self) -> Iterator[bool]:
        """Make the results of all arguments it was told to, one by one; False where one cannot be made."""
        for arguments in self._ahead() if self._ahead else ():
            try:
                self(*arguments)  # type: ignore[call-arg]
            except Exception:  # whoever asks for it later is told why
                yield False
            else:
                yield True

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
