"""Start Streamlit scripts on free ports and talk to them with a browser that reaches nothing else."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kumkm.errors import UsageError
from kumkm.server import workers

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTLED = """async () => { let last = performance.now();
  const seen = new MutationObserver(() => { last = performance.now(); });
  seen.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
  const start = performance.now();
  while (performance.now() - start < 30000) { await new Promise(r => setTimeout(r, 50));
    const app = document.querySelector('[data-testid="stApp"]');
    if (app && app.getAttribute('data-test-script-state') !== 'running' && performance.now() - last > 800) break; }
  seen.disconnect(); }"""


def chromium() -> str | None:
    """Path of the browser, None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(
    script: Path,
    environment: dict[str, str] | None = None,
    more: dict[str, object] | None = None,
    port: int | None = None,
) -> Iterator[str]:
    """Serve a script and yield its address; the server ends with the block. `more` are options of Streamlit's."""
    port = port or free_port()
    options: dict[str, object] = {"server.port": port, "server.address": "127.0.0.1", "server.headless": "true"}
    options |= {"server.enableStaticServing": "true", "browser.gatherUsageStats": "false", **(more or {})}
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script.name]
        + [text for name, value in options.items() for text in (f"--{name}", str(value))],
        cwd=script.parent,
        env=os.environ | {"PYTHONPATH": str(ROOT), "KUMKM_WARM": "0"} | (environment or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:  # a busy machine is slow to end what a page is still computing
            server.kill()
            server.wait(10)


def caddy() -> str:
    """Where Caddy is; without one the test is skipped, in CI it fails where it could be had."""
    try:
        return workers.proxy()
    except UsageError:
        wanted = os.environ.get("CI") and not os.environ.get("WITHOUT_CADDY")
        (pytest.fail if wanted else pytest.skip)("Caddy is missing")


def wait_for(address: str, seconds: float = 60) -> None:
    """Wait until a Streamlit server answers."""
    wait_for_page(f"{address}/_stcore/health", seconds)


def wait_for_page(address: str, seconds: float = 60) -> None:
    """Wait until an address answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=1)
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"{address} did not answer in {seconds} s")
