"""The hash of every entry of the audit log, once more, in a file beside the store that is only ever added to."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

PENDING: Final = "kepala audit"  # where a connection keeps what its transaction has added
_LINE: Final = re.compile(r"^(\d+) ([0-9a-f]{64})$", re.MULTILINE)


def read(path: Path) -> dict[int, str]:
    """Entry → hash, as first written; {} where there is no such file."""
    try:
        content = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}
    hashes: dict[int, str] = {}
    for number, sha256 in _LINE.findall(content):
        hashes.setdefault(int(number), sha256)
    return hashes


def add(path: Path, lines: Sequence[str]) -> None:
    """Add hashes. A line begins anew whatever a crash has left of the one before."""
    with suppress(OSError):  # what was done is done and stands in the chain; this is a second witness
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(handle, "".join(f"\n{line}\n" for line in lines).encode())
            os.fsync(handle)
        finally:
            os.close(handle)
