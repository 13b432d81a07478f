"""Errors the user can act on; every message is Indonesian and says what to do."""

import traceback
from pathlib import Path
from types import TracebackType

_FRAMES = 8


def where(raised: TracebackType | None) -> list[str]:
    """Where in the program an error arose, the innermost frame last: file, line and function, and none of its words,
    which may quote a cell.
    """
    frames = traceback.extract_tb(raised)[-_FRAMES:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


class KumkmError(Exception):
    """Base of all errors whose text may be shown to the user as it is."""


class UsageError(KumkmError):
    """A command or a parameter was wrong; nothing was changed."""


class InputError(KumkmError):
    """A file could not be read or breaks its contract; nothing was changed."""


class RefusedFile(InputError):
    """A file that must not or cannot be read. `rule` is an id of ours; `found` and `expected` are short phrases."""

    def __init__(self, message: str, *, rule: str = "", found: str = "", expected: str = "") -> None:
        super().__init__(message)
        self.rule = rule
        self.found = found
        self.expected = expected


class RegionError(KumkmError):
    """A region name or code does not resolve to exactly one region."""


class WarehouseError(KumkmError):
    """The published warehouse is missing, damaged or from another version."""


class StoreError(KumkmError):
    """The office's store of meetings and decisions cannot be read or written."""
