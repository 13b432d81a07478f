"""The faults, each with real processes. One returns in a word how it ended; what must hold is asked afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from installation import recap
from serving import wait_for
from yard import REGIONS, Yard

from kumkm.settings import PROJECT_ROOT
from kumkm.warehouse import build, connection

SKIPPED = "skipped"
ENTERING = """
import sys
from kumkm import settings as project
from kumkm.domain.meeting import Verdict
from kumkm.store import engine
from kumkm.store.meetings import Office
office = Office(engine.opened(project.load()))
for number in range(int(sys.argv[2]), 1_000_000):
    office.decide(sys.argv[1], f"U{number}", Verdict.AGREED, number)
    print(number, flush=True)
"""
PUBLISHING = """
import sys
from kumkm import settings as project
from kumkm.warehouse import publishing
print(publishing.publish([(sys.argv[1], sys.argv[2].encode())], project.load()).build_id, flush=True)
"""


def _script(yard: Yard, script: str, *words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, words)], cwd=PROJECT_ROOT, env=yard.installed.environment(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def _kill(yard: Yard, process: subprocess.Popen[str], longest: float) -> tuple[bool, str]:
    """Kill a process at some moment; whether it had ended before, and what it had said."""
    time.sleep(yard.draw.uniform(0.1, longest))
    ended = process.poll() is not None
    process.send_signal(signal.SIGKILL)
    out, said = process.communicate()
    assert "Traceback" not in said, said
    return ended, out


def builder_killed(yard: Yard) -> str:
    yard.send()
    ended, _ = _kill(yard, yard.installed.start("build"), 6)
    return "ended before" if ended else "killed"


def publisher_killed(yard: Yard) -> str:
    region = yard.draw.choice(list(REGIONS))
    yard.turn += 1
    number = 20 + yard.turn
    held = yard.values.setdefault(REGIONS[region], set())
    held.add(number)
    process = _script(yard, PUBLISHING, f"unggah{yard.turn}.csv", recap(number, region))
    _, out = _kill(yard, process, 7)
    if out.strip():
        yard.values[REGIONS[region]] = {number}  # it was acknowledged
        return "published"
    yard.must_hold()
    build.build(yard.installed.settings)
    if yard.seen().get(REGIONS[region]) != number:  # as if never begun
        held.discard(number)
        if not held:
            del yard.values[REGIONS[region]]
        return "as never begun"
    return "published"


def exporter_killed(yard: Yard) -> str:
    out = yard.installed.folder / f"kerja{yard.turn}.xlsx"
    out.unlink(missing_ok=True)
    _kill(yard, yard.installed.start("export", "workbook", "--out", out), 6)
    if not out.exists():
        return "no file"
    assert zipfile.ZipFile(out).testzip() is None
    out.unlink()
    return "whole file"


def backup_killed(yard: Yard) -> str:
    out = yard.installed.folder / "cadangan.zip"
    out.unlink(missing_ok=True)
    _kill(yard, yard.installed.start("backup", "--out", out), 4)
    if not out.exists():
        return "no file"
    from kumkm.commands import archive

    archive.examine(out)
    out.unlink()
    return "whole file"


def decisions_killed(yard: Yard) -> str:
    process = _script(yard, ENTERING, yard.meeting, yard.entered)
    _, out = _kill(yard, process, 4)
    said = [int(line) for line in out.split("\n")[:-1]]
    yard.entered = max([yard.entered, *(number + 1 for number in said)])
    return "acknowledged some" if said else "none yet"


def disk_full(yard: Yard) -> str:
    yard.send()
    what = yard.draw.choice([["build"], ["build"], ["backup", "--out", yard.installed.folder / "penuh.zip"]])
    limit = yard.draw.choice([8, 64, 300, 2000, 12000])
    process = yard.installed.start(*what, prefix=f"ulimit -f {limit};")
    _, said = process.communicate()
    assert process.returncode in (0, 2) and "Traceback" not in said, said
    assert process.returncode == 0 or "ruang cakram" in said, said
    assert process.returncode == 0 or not (yard.installed.folder / "penuh.zip").exists()
    (yard.installed.folder / "penuh.zip").unlink(missing_ok=True)
    return "refused in words" if process.returncode else "had room"


def disk_full_for_decisions(yard: Yard) -> str:
    environment = yard.installed.environment()
    command = ["bash", "-c", 'ulimit -f 8; exec "$0" -c "$1" "$2" "$3"', sys.executable, ENTERING]
    process = subprocess.run(
        [*command, yard.meeting, str(yard.entered)], cwd=PROJECT_ROOT, env=environment, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    said = [int(line) for line in process.stdout.split("\n")[:-1]]
    yard.entered = max([yard.entered, *(number + 1 for number in said)])
    assert "StoreError" in process.stderr and "tidak dapat dipakai" in process.stderr, process.stderr[-500:]
    return "refused in words"


def clock_set(yard: Yard) -> str:
    """Builds of a clock that is wrong: the moment is handed in as a build takes it, for no faketime is installed."""
    yard.send()
    days = yard.draw.choice([-4000, -400, -1, 1])
    build.build(yard.installed.settings, datetime.now(UTC) + timedelta(days=days))
    yard.decide()
    return "back" if days < 0 else "forward"


def pointer_damaged(yard: Yard) -> str:
    path = yard.installed.warehouse / "current.json"
    path.write_bytes(yard.draw.choice([b"", b"{", b"[]", path.read_bytes()[:20], b'{"schema_version": 1}']))
    return _mended(yard)


def build_damaged(yard: Yard) -> str:
    path = connection.published(yard.installed.warehouse).path
    size = path.stat().st_size
    if yard.draw.random() < 0.5:
        os.truncate(path, yard.draw.randrange(size))
    else:
        path.unlink()
    return _mended(yard)


def _mended(yard: Yard) -> str:
    done = yard.installed.run("doctor")
    assert "Traceback" not in done.stderr + done.stdout
    done = yard.installed.run("build")
    assert done.returncode == 0, done.stderr
    return "said and rebuilt"


def _serve(yard: Yard) -> tuple[subprocess.Popen[str], str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = yard.installed.start("serve", "--port", port, KUMKM_WARM="0")
    address = f"http://127.0.0.1:{port}"
    wait_for(address)
    return server, address


def _stop(server: subprocess.Popen[str]) -> None:
    server.kill()
    server.communicate()


def server_killed(yard: Yard) -> str:
    server, _ = _serve(yard)
    yard.decide()
    _stop(server)
    server, address = _serve(yard)
    try:
        assert urllib.request.urlopen(address, timeout=10).status == 200
    finally:
        _stop(server)
    return "served again"


def file_deleted_under_a_server(yard: Yard) -> str:
    server, address = _serve(yard)
    try:
        connection.published(yard.installed.warehouse).path.unlink()
        assert urllib.request.urlopen(f"{address}/_stcore/health", timeout=10).status == 200
        done = yard.installed.run("build")
        assert done.returncode == 0, done.stderr
        assert urllib.request.urlopen(address, timeout=10).status == 200
    finally:
        _stop(server)
    return "rebuilt beside it"


def two_servers(yard: Yard) -> str:
    servers = [_serve(yard), _serve(yard)]
    try:
        yard.send()
        assert yard.installed.run("build").returncode == 0
        yard.decide()
        for _, address in servers:
            assert urllib.request.urlopen(address, timeout=10).status == 200
    finally:
        for server, _ in servers:
            _stop(server)
    return "both served"


def disk_read_only(yard: Yard) -> str:
    """As nobody where this runs as root, whom no permission stops."""
    prefix = ["setpriv", "--reuid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    if prefix and (
        shutil.which("setpriv") is None
        or subprocess.run([*prefix, "test", "-r", str(yard.installed.raw)], check=False).returncode
    ):
        return SKIPPED
    folder = yard.installed.folder
    kept = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
    for path in kept:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        done = yard.installed.run("build", prefix=prefix, PYTHONDONTWRITEBYTECODE="1")
        assert done.returncode == 2 and "tidak dapat ditulis" in done.stderr, done.stderr
        asked = ("query", "indicator_panel", "--param", "indicator_id=hdi")
        read = yard.installed.run(*asked, prefix=prefix, PYTHONDONTWRITEBYTECODE="1")
        assert read.returncode == 0, read.stderr
    finally:
        for path, mode in kept.items():
            if path.exists():
                path.chmod(mode)
    return "read, and refused in words"


def store_locked(yard: Yard) -> str:
    path = yard.installed.settings.store_file
    holds = yard.draw.uniform(0.2, 3)
    taken = threading.Event()

    def hold() -> None:
        with sqlite3.connect(path, isolation_level=None) as other:
            other.execute("BEGIN EXCLUSIVE")
            taken.set()
            time.sleep(holds)
            other.execute("ROLLBACK")

    thread = threading.Thread(target=hold)
    thread.start()
    taken.wait()
    yard.decide()
    thread.join()
    return "waited"


def two_builders(yard: Yard) -> str:
    yard.send()
    first, second = yard.installed.start("build"), yard.installed.start("build")
    for process in (first, second):
        _, said = process.communicate()
        assert process.returncode == 0, said
    return "both ended well"


FAULTS = (
    builder_killed, publisher_killed, exporter_killed, backup_killed, decisions_killed, server_killed, disk_full,
    disk_full_for_decisions, clock_set, pointer_damaged, build_damaged, file_deleted_under_a_server, two_servers,
    two_builders, disk_read_only, store_locked,
)  # fmt: skip


def place() -> Path:
    """A folder that nobody in particular may enter too: one fault is tried as nobody."""
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="kumkm-kacau-"))
    folder.chmod(0o755)
    return folder
