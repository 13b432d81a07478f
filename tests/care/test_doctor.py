"""The doctor names what is broken and what to do, whatever is broken, and never ends in a traceback."""

import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from installation import recap

from kumkm import __main__ as cli
from kumkm import settings as project
from kumkm.settings import PROJECT_ROOT
from kumkm.warehouse import connection


def asked(installed, capsys, *more):
    """Code, and check → (state, found, remedy)."""
    code = cli.main(
        ["doctor", "--json", "-", "--warehouse", str(installed.warehouse), "--raw", str(installed.raw), *more]
    )
    told = json.loads(capsys.readouterr().out)
    return code, {item["check"]: (item["state"], item["found"], item["remedy"]) for item in told}


def test_a_sound_installation_has_no_fault(installed, capsys):
    code, told = asked(installed, capsys)
    assert {name: verdict for name, verdict in told.items() if verdict[0] == "galat"} == {}
    assert code == 0
    assert told["Versi terbit"][0] == told["Buku kiriman"][0] == told["Simpanan kantor"][0] == "ok"


def test_looking_changes_nothing(installed, capsys):
    def state():
        return {path: path.stat().st_mtime_ns for path in installed.folder.rglob("*") if path.is_file()}

    (installed.warehouse / "kantor.sqlite").unlink()
    before = state()
    asked(installed, capsys)
    assert {path: moment for path, moment in state().items() if path.name != "dilihat.json"} == {
        path: moment for path, moment in before.items() if path.name != "dilihat.json"
    }


def truncated(installed):
    path = connection.published(installed.warehouse).path
    os.truncate(path, path.stat().st_size // 2)


def rotten(installed):
    """A build that opens: only what lies deep in it is damaged."""
    path = connection.published(installed.warehouse).path
    size = path.stat().st_size
    with path.open("r+b") as file:
        for place in range(size // 3, size - 4096, 8192):
            file.seek(place)
            file.write(b"rusak" * 200)


def build_gone(installed):
    connection.published(installed.warehouse).path.unlink()


def pointer_emptied(installed):
    (installed.warehouse / "current.json").write_text("")


def pointer_of_lists(installed):
    (installed.warehouse / "current.json").write_text("[1, 2]")


def journal_damaged(installed):
    path = installed.warehouse / "ledger" / "jurnal.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"event"', b'"evnt', 1))


def journal_incomplete(installed):
    path = installed.warehouse / "ledger" / "jurnal.jsonl"
    path.write_bytes(path.read_bytes() + b'{"at": "2026-11-30T00:00:00+00:00", "event": "received"}\n')


def journal_emptied(installed):
    (installed.warehouse / "ledger" / "jurnal.jsonl").write_text("")


def journal_is_a_folder(installed):
    path = installed.warehouse / "ledger" / "jurnal.jsonl"
    path.unlink()
    path.mkdir()


def cells_gone(installed):
    next((installed.warehouse / "ledger" / "berkas").glob("*.parquet")).unlink()


def cells_damaged(installed):
    path = next((installed.warehouse / "ledger" / "berkas").glob("*.parquet"))
    path.write_bytes(path.read_bytes()[:40])


def store_overwritten(installed):
    (installed.warehouse / "kantor.sqlite").write_bytes(b"bukan basis data" * 500)


def store_rotten(installed):
    path = installed.warehouse / "kantor.sqlite"
    with sqlite3.connect(path) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    content[4096 * 2 : 4096 * 4] = os.urandom(4096 * 2)
    path.write_bytes(content)


def store_unguarded(installed):
    with sqlite3.connect(installed.warehouse / "kantor.sqlite") as opened:
        opened.execute("DROP TRIGGER verdict_no_update")


def store_of_another_version(installed):
    with sqlite3.connect(installed.warehouse / "kantor.sqlite") as opened:
        opened.execute("ALTER TABLE meeting DROP COLUMN place")


def store_is_a_folder(installed):
    path = installed.warehouse / "kantor.sqlite"
    path.unlink()
    path.mkdir()


def a_file_instead_of_the_folder(installed):
    shutil.rmtree(installed.warehouse)
    installed.warehouse.write_text("x")


def raw_is_a_file(installed):
    shutil.rmtree(installed.raw)
    installed.raw.write_text("x")


@pytest.mark.parametrize(
    ("damage", "check", "remedy"),
    [
        (truncated, "Versi terbit", "python -m kumkm build"),
        (rotten, "Versi terbit", "python -m kumkm build"),
        (build_gone, "Penunjuk", "python -m kumkm build"),
        (pointer_emptied, "Penunjuk", "python -m kumkm build"),
        (pointer_of_lists, "Penunjuk", "python -m kumkm build"),
        (journal_damaged, "Buku kiriman", "python -m kumkm restore"),
        (journal_incomplete, "Buku kiriman", "python -m kumkm restore"),
        (journal_emptied, "Buku kiriman", "python -m kumkm restore"),
        (journal_is_a_folder, "Buku kiriman", ""),
        (cells_gone, "Buku kiriman", "python -m kumkm restore"),
        (cells_damaged, "Buku kiriman", "python -m kumkm restore"),
        (store_overwritten, "Simpanan kantor", "python -m kumkm restore"),
        (store_rotten, "Simpanan kantor", "python -m kumkm restore"),
        (store_unguarded, "Simpanan kantor", "python -m kumkm restore"),
        (store_of_another_version, "Simpanan kantor", "python -m kumkm restore"),
        (store_is_a_folder, "Simpanan kantor", "python -m kumkm restore"),
        (a_file_instead_of_the_folder, "Folder gudang", "KUMKM_WAREHOUSE"),
        (raw_is_a_file, "Kiriman", "KUMKM_RAW"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_damaged_is_a_fault_with_a_remedy(installed, capsys, damage, check, remedy):
    damage(installed)
    code, told = asked(installed, capsys)
    state, found, what_to_do = told[check]
    assert (code, state) == (1, "galat"), told
    assert found and what_to_do and remedy in what_to_do


def test_what_mends_itself_is_no_fault(installed, capsys):
    (installed.warehouse / "kumkm-abc.part").write_bytes(b"x")
    (installed.warehouse / "kumkm-20200101T000000000000-00000000.duckdb").write_bytes(b"x")
    (installed.raw / "konsel.csv").write_text(recap(15, "Konawe Selatan"))
    code, told = asked(installed, capsys)
    assert code == 0
    assert [told[name][0] for name in ("Sisa build", "Versi tersimpan", "Kiriman")] == ["perhatian"] * 3


def test_no_folder_at_all(installed, capsys):
    shutil.rmtree(installed.folder)
    code, told = asked(installed, capsys)
    assert code == 0  # a first installation has nothing yet
    assert told["Folder gudang"][0] == told["Penunjuk"][0] == "perhatian"
    assert not installed.folder.exists()


@pytest.mark.parametrize(
    ("name", "value", "state", "said"),
    [
        ("KUMKM_KEPT_BUILDS", "banyak", "galat", "KUMKM_KEPT_BUILDS"),
        ("KUMKM_WAREHUOSE", "/x", "perhatian", "KUMKM_WAREHOUSE"),
        ("KUMKM_UPLOADS", "mungkin", "perhatian", "KUMKM_UPLOADS"),
    ],
)
def test_the_environment_is_read_too(installed, capsys, monkeypatch, name, value, state, said):
    monkeypatch.setenv(name, value)
    code, told = asked(installed, capsys)
    assert told["Variabel"][0] == state and said in " ".join(told["Variabel"])
    assert code == (state == "galat")


@pytest.mark.parametrize(
    "address",
    [
        "basis-data",
        "postgresql+psycopg://kumkm@127.0.0.1:1/kantor",
        "postgresql+tidakada://x@y/z",
        "://",
        "sqlite:////x/y",
    ],
)
def test_a_wrong_address_of_the_store_is_said(installed, capsys, monkeypatch, address):
    monkeypatch.setenv("KUMKM_STORE", address)
    code, told = asked(installed, capsys)
    assert (code, told["Simpanan kantor"][0]) == (1, "galat")


def test_a_clock_set_back_is_seen_in_the_journal(installed, capsys):
    path = installed.warehouse / "ledger" / "jurnal.jsonl"
    later = (datetime.now(UTC) + timedelta(days=40)).isoformat()
    with path.open("a") as file:
        file.write(json.dumps({"at": later, "event": "begun", "by": "uji"}) + "\n")
    code, told = asked(installed, capsys)
    assert (code, told["Jam"][0]) == (0, "perhatian")
    assert "Setel jam" in told["Jam"][2]


@pytest.mark.slow
def test_a_port_that_another_program_has_is_said(installed, capsys):
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", 8501))
        except OSError:
            pytest.skip("porta 8501 is in use on this machine")
        taken.listen()
        code, told = asked(installed, capsys)
    assert (code, told["Porta"][0]) == (0, "perhatian")


def test_a_folder_that_may_only_be_read(original):
    """As nobody where the test runs as root, whom no permission stops."""
    with tempfile.TemporaryDirectory(prefix="kumkm-") as folder:
        place = Path(folder)
        shutil.copytree(original.folder, place / "kantor")
        for path in (place, *place.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        installed = type(original)(place / "kantor")
        is_root = os.geteuid() == 0
        prefix = ["setpriv", "--reuid=65534", "--clear-groups"] if is_root else []
        try:
            if (
                is_root
                and subprocess.run([*prefix, "test", "-r", str(PROJECT_ROOT / "app.py")], check=False).returncode
            ):
                pytest.skip("nobody may not read this checkout")
            done = installed.run("doctor", prefix=prefix, PYTHONDONTWRITEBYTECODE="1")
        finally:
            for path in (place, *place.rglob("*")):
                path.chmod(0o755 if path.is_dir() else 0o644)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert re.search(r"^galat +Folder gudang: .* tidak dapat ditulis", done.stdout, re.MULTILINE), done.stdout
    assert re.search(r"^ok +Versi terbit", done.stdout, re.MULTILINE), done.stdout


def test_every_variable_that_is_read_is_known():
    text = Path(project.__file__).read_text(encoding="utf-8")
    read = set(re.findall(r'(?:get|_whole)\("(KUMKM_\w+)"', text))
    assert read == set(project.VARIABLES)
