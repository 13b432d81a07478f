"""Files that are there whole or not at all, also after the power has failed."""

from __future__ import annotations

import errno
import os
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

_OF_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO})
_SAID_OF_DISK = re.compile(r"no space|disk|write|too large|read-only|truncate", re.IGNORECASE)
DRAFT = ".part"  # the end of the name of what is not finished


@contextmanager
def drafted(path: Path) -> Iterator[Path]:
    """A path to write to; what was written takes the place of `path` when the block ends well, and is gone if not.

    Raises OSError where the disk is full or the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}{DRAFT}")
    try:
        yield draft
        settle(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def write(path: Path, content: bytes) -> None:
    """Write a file in one step."""
    with drafted(path) as draft:
        draft.write_bytes(content)


def settle(draft: Path, path: Path) -> None:
    """Give a finished file its name, once its content is on the disk; then the name."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk, where the system knows how."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def is_of_disk(error: Exception) -> bool:
    """Whether nothing can be written any more, which is no fault of the file being read."""
    if isinstance(error, duckdb.Error):
        return _SAID_OF_DISK.search(str(error)) is not None
    return isinstance(error, OSError) and error.errno in _OF_DISK
