"""`audit log`: what commands, publications and meetings did stands in one chain, and what was changed is named."""

import json
import sqlite3

import pytest

from kumkm import __main__ as cli
from kumkm.store import audit
from kumkm.warehouse import build, connection, history, publishing, standing

NEW = b"Kabupaten/Kota,Tahun,Jumlah Koperasi,Jumlah Koperasi Aktif\nButon,2023,40,10\n"


@pytest.fixture
def command(installed, capsys):
    """Run a command on the installation; returns its code and what it printed."""

    def run(*words):
        places = ["--warehouse", str(installed.warehouse), "--raw", str(installed.raw)]
        capsys.readouterr()
        return cli.main([*map(str, words), *places]), capsys.readouterr().out

    return run


@pytest.fixture
def told(command):
    """What the log tells: what was done, and on which build."""

    def read():
        code, printed = command("audit", "log", "--json", "-")
        assert code == 0
        return [(row["what"], row["build"]) for row in json.loads(printed)]

    return read


@pytest.mark.slow
def test_all_that_was_done_is_told_once(installed, command, told, tmp_path):
    settings = installed.settings
    first = connection.published(settings.warehouse)
    before = told()
    assert before[0][0] == audit.GENESIS and ("versi diterbitkan", first.build_id) in before
    receipt = publishing.publish([("buton.csv", NEW)], settings)
    publishing.undo(receipt, settings)
    (one, *_) = standing.deliveries(settings)
    assert command("withdraw", one.delivery, "--why", "uji")[0] == 0
    assert command("readmit", one.delivery)[0] == 0
    assert command("rollback", first.build_id)[0] == 0
    out = tmp_path / "kerja.xlsx"
    assert command("export", "workbook", "--out", out, "--region", "74.01")[0] == 0
    assert command("export", "proposals", "--out", tmp_path / "usulan.xlsx")[0] in (0, 2)
    added = [what for what, _ in told()[len(before) :]]
    assert added[:8] == [
        "versi diterbitkan", "unggahan diterbitkan", "penerbitan dibatalkan", "versi diterbitkan", "kiriman ditarik",
        "kiriman dikembalikan", "versi dikembalikan", "ekspor workbook",
    ]  # fmt: skip
    assert [what for what, _ in told()[len(before) :]] == added
    assert command("audit", "log", "--verify")[0] == 0


def test_a_pointer_moved_by_a_process_that_died_then_is_told_later(installed, told, monkeypatch):
    with monkeypatch.context() as dying:
        dying.setattr(build.Ledger, "record", lambda *_: (_ for _ in ()).throw(OSError("mati")))
        found = history.rollback(installed.settings, connection.published(installed.warehouse).build_id)
    assert ("versi dikembalikan", found.build_id) not in told()
    build.recover(installed.settings, build.Ledger(installed.warehouse))
    build.recover(installed.settings, build.Ledger(installed.warehouse))
    assert told().count(("versi dikembalikan", found.build_id)) == 1


def test_verify_names_the_entry_at_which_it_breaks(installed, command):
    code, said = command("audit", "log", "--verify")
    assert code == 0 and "utuh" in said and "tanpa saksi" not in said
    with sqlite3.connect(installed.warehouse / "kantor.sqlite") as opened:
        opened.execute("DROP TRIGGER audit_no_update")
        opened.execute("UPDATE audit SET selection = 'lain' WHERE entry = 3")
    code, said = command("audit", "log", "--verify")
    assert code == 1 and "catatan 3" in said
    assert command("doctor")[0] == 1
