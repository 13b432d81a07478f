"""Files that take seconds are written by a process of their own, so that nobody else waits for one.

At most two at once for all sessions: the others are told to wait. A file is made of one build, and read when its
process has ended well.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kumkm.errors import UsageError
from kumkm.settings import PROJECT_ROOT

_AT_ONCE: Final = 2
_PATIENCE_SECONDS: Final = 180
_RUNNING: list[Making] = []


@dataclass
class Making:
    """One file under way. `name` is what it will be called; `arguments` are those of `python -m kumkm export`."""

    name: str
    arguments: tuple[str, ...]
    _folder: tempfile.TemporaryDirectory[str] = field(init=False, repr=False)
    _process: subprocess.Popen[bytes] = field(init=False, repr=False)
    _begun: float = field(init=False)

    def __post_init__(self) -> None:
        _RUNNING[:] = [other for other in _RUNNING if other.is_running]
        if len(_RUNNING) >= _AT_ONCE:
            raise UsageError("Dua berkas sedang dibuat untuk yang lain. Tunggu beberapa detik, lalu coba lagi.")
        self._folder = tempfile.TemporaryDirectory(prefix="kumkm-unduh-", ignore_cleanup_errors=True)
        command = [sys.executable, "-m", "kumkm", "export", *self.arguments, "--out", str(self._path)]
        self._process = subprocess.Popen(
            command,
            cwd=PROJECT_ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONWARNINGS": "ignore"},
        )
        self._begun = time.monotonic()
        _RUNNING.append(self)

    @property
    def _path(self) -> Path:
        return Path(self._folder.name) / self.name

    @property
    def is_running(self) -> bool:
        """Whether it is still written; one that hangs is ended."""
        if self._process.poll() is None and time.monotonic() - self._begun > _PATIENCE_SECONDS:
            self._process.kill()
            self._process.wait()
        return self._process.poll() is None

    @property
    def seconds(self) -> int:
        return int(time.monotonic() - self._begun)

    def content(self) -> bytes:
        """The file. Raises UsageError with what its process said where there is none."""
        errors = self._process.stderr.read().decode("utf-8", "replace").strip() if self._process.stderr else ""
        if self._process.returncode != 0:
            last = errors.splitlines()[-1] if errors else "proses berhenti tanpa pesan"
            raise UsageError(f"{self.name} tidak dapat dibuat: {last}")
        try:
            return self._path.read_bytes()
        finally:
            self._folder.cleanup()
