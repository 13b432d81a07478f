"""What the server refuses and says with every answer, asked over HTTP of the README's own command."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import streamlit
from serving import free_port, served, wait_for
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from kumkm.server import readiness
from kumkm.settings import PROJECT_ROOT, Settings
from kumkm.warehouse.connection import Published

FIVE_MB = 5_000_000


@pytest.fixture(scope="module")
def address(project: Settings, warehouse: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Served from a copy: commands of other tests write who did what into the office's store beside the build."""
    own = tmp_path_factory.mktemp("tertutup") / "gudang"
    shutil.copytree(warehouse.path.parent, own, ignore=shutil.ignore_patterns("kantor*", "*.lock"))
    environment = {"KUMKM_WAREHOUSE": str(own), "KUMKM_RAW": str(project.raw), "KUMKM_UPLOADS": "0"}
    with served(PROJECT_ROOT / "app.py", environment | {"KUMKM_HOSTS": "kumkm.example"}) as found:
        yield found


def ask(address: str, path: str, method: str = "GET", body: bytes | None = None, **headers: str):
    """Status, headers and body of one request."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return found


@pytest.mark.slow
def test_uploading_is_shut_where_it_is_off(address):
    status, _headers, body = ask(address, "/_stcore/upload_file/a/b", "PUT", b"x" * FIVE_MB)
    assert status == 403 and "dimatikan" in body.decode()


@pytest.mark.slow
def test_counters_and_the_interface_for_programs_are_shut(address):
    for path in ("/_stcore/metrics", "/_stcore/agent/openapi.json", "/daerah/_stcore/metrics"):
        assert ask(address, path)[0] == 404, path
    assert ask(address, "/_stcore/health")[0] == 200


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/", "/daerah", "/siap", "/_stcore/health", "/app/static/kumkm.css", "/media/none"])
def test_every_answer_carries_the_headers(address, path):
    headers = ask(address, path)[1]
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers.get("access-control-allow-origin") is None


@pytest.mark.slow
@pytest.mark.parametrize(("host", "status"), [("evil.example", 421), ("", 421), ("kumkm.example", 200), ("[::1]", 200)])
def test_it_answers_under_its_own_names_only(address, host, status):
    assert ask(address, "/siap", Host=host)[0] == status


@pytest.mark.slow
def test_a_websocket_under_a_foreign_name_is_refused(address):
    port = urlsplit(address).port
    reached = socket.create_connection(("127.0.0.1", port))
    with pytest.raises(InvalidStatus) as refused, connect("ws://evil.example/_stcore/stream", sock=reached):
        pass
    assert refused.value.response.status_code == 403


@pytest.mark.slow
def test_it_says_that_it_is_ready_and_what_it_shows(address, warehouse):
    status, headers, body = ask(address, "/siap")
    told = json.loads(body)
    assert (status, told["build"], told["store"]) == (200, warehouse.build_id, "belum ada")
    assert told["age_s"] >= 0 and headers["cache-control"] == "no-store"


def test_without_a_build_or_with_a_store_that_cannot_be_read_it_is_not_ready(tmp_path, project):
    settings = Settings(project.root, tmp_path, project.raw, project.sample)
    ready, told = readiness.state(settings)
    assert not ready and told["build"] is None and "python -m kumkm build" in told["pesan"]
    settings.store_file.write_bytes(b"not a database" * 100)
    ready, told = readiness.state(settings)
    assert not ready and told["store"] == "galat" and "Simpanan kantor" in told["pesan"]


@pytest.mark.slow
def test_scripts_come_compressed_once_and_for_good(address):
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    script = max(folder.glob("index.*.js"), key=lambda path: path.stat().st_size)
    asked = f"/static/js/{script.name}"
    for _time in range(2):  # the second is what was kept
        _status, headers, body = ask(address, asked, accept_encoding="gzip, br")
        assert headers["content-encoding"] == "gzip" and int(headers["content-length"]) == len(body)
        assert gzip.decompress(body) == script.read_bytes()
        assert "immutable" in headers["cache-control"]
    assert ask(address, asked)[2] == script.read_bytes()  # for whoever cannot unpack


@pytest.mark.slow
def test_files_of_ours_are_kept_where_their_address_changes_with_them(address):
    path = "/app/static/kumkm.css"
    _status, headers, body = ask(address, path, accept_encoding="gzip")
    assert headers["cache-control"] == "no-cache"
    assert gzip.decompress(body) == (PROJECT_ROOT / "static" / "kumkm.css").read_bytes()
    assert "immutable" in ask(address, f"{path}?v=1")[1]["cache-control"]
    status, _headers, body = ask(address, path, if_none_match=headers["etag"])
    assert (status, body) == (304, b"")


@pytest.mark.slow
def test_the_log_is_json_and_tells_nothing_of_whoever_asked(warehouse):
    port = free_port()
    command = [sys.executable, "-m", "kumkm", "serve", "--port", str(port), "--warehouse", str(warehouse.path.parent)]
    environment = os.environ | {"KUMKM_WARM": "0", "KUMKM_UPLOADS": "1"}
    server = subprocess.Popen(
        command, cwd=PROJECT_ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address)
        ask(address, "/daerah?kab=74.01&nama=Siti", Cookie="kue=rahasia")
        ask(address, "/nik-7401010101010001")
        over = ask(address, "/_stcore/upload_file/s/f", "PUT", b"x" * FIVE_MB)
    finally:
        server.terminate()
        _out, written = server.communicate(timeout=30)
    lines = [json.loads(line) for line in written.splitlines()]
    asked = [line["route"] for line in lines if line["message"] == "request" and line["method"] == "GET"]
    assert asked[-2:] == ["daerah", "(lain)"]
    assert not re.search(r"Siti|rahasia|7401010101010001|74\.01|127\.0\.0\.1", written)
    assert over[0] == 403  # open, and asks for Streamlit's own token first
