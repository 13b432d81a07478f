"""A PostgreSQL server of a test's own, from Debian's package; skipped where it is not installed and CI is unset."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty database of a server that lives as long as the block."""
    programs = _programs()
    if programs is None:
        if os.environ.get("CI") and not os.environ.get("WITHOUT_POSTGRESQL"):
            pytest.fail("PostgreSQL is not installed; .ci/run installs it")
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="kumkm-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data, port = str(folder / "data"), _free_port()
        _run(programs / "initdb", "-D", data, "-A", "trust", "-U", "kumkm", "-N", "--locale=C", "-E", "UTF8")
        control = [programs / "pg_ctl", "-D", data, "-w", "-l", str(folder / "log")]
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c fsync=off"
        _run(*control, "-o", options, "start")
        try:
            yield f"postgresql+psycopg://kumkm@127.0.0.1:{port}/postgres"
        finally:
            _run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _run(*command: object) -> None:
    """Run a program of PostgreSQL's, which refuses to be root; its output is not waited for once it has ended."""
    whole: list[str] = [*(["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []), *map(str, command)]
    subprocess.run(whole, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
