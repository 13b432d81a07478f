"""`serve` says what it opens: by default this machine only, elsewhere without publishing."""

import os
import subprocess
import sys
import urllib.request

import pytest
from serving import free_port, wait_for

from kumkm import __main__ as cli
from kumkm.settings import PROJECT_ROOT


@pytest.mark.slow
@pytest.mark.parametrize(
    ("listen", "said"), [("127.0.0.1", "hanya untuk laptop ini"), ("0.0.0.0", "Terbuka bagi siapa pun")]
)
def test_it_says_what_it_opens_and_serves(warehouse, listen, said):
    port = free_port()
    command = [sys.executable, "-m", "kumkm", "serve", "--listen", listen, "--port", str(port)]
    command += ["--warehouse", str(warehouse.path.parent)]
    environment = os.environ | {"KUMKM_UPLOADS": "1", "KUMKM_WARM": "0"}
    server = subprocess.Popen(command, cwd=PROJECT_ROOT, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert said in server.stdout.readline()
        wait_for(f"http://127.0.0.1:{port}")
        assert urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).status == 200
        told = dict(
            entry.split("=", 1)
            for entry in open(f"/proc/{server.pid}/environ", encoding="utf-8").read().split("\0")  # noqa: SIM115, PTH123
            if entry.startswith("KUMKM_UPLOADS")
        )
        assert told == {"KUMKM_UPLOADS": "1" if listen == "127.0.0.1" else "0"}
    finally:
        server.terminate()
        server.wait(20)


@pytest.mark.parametrize(
    ("given", "said"), [(["--listen", "kantor"], "--listen kantor"), (["--port", "99999"], "--port 99999")]
)
def test_an_address_that_is_none_is_said(given, said, capsys):
    assert cli.main(["serve", *given]) == 2
    assert said in capsys.readouterr().err
