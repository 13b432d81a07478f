"""The disk is lost and everything stands again; what is damaged, hostile, in use or newer is refused in words."""

import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import time
import zipfile
from contextlib import contextmanager
from dataclasses import replace

import pytest
from databases import postgresql
from installation import STEPS, recap
from rounds import some

from kumkm import __main__ as cli
from kumkm import settings as project
from kumkm.commands import archive, backup, restore
from kumkm.domain.meeting import Verdict
from kumkm.errors import InputError, KumkmError, UsageError
from kumkm.settings import PROJECT_ROOT
from kumkm.store import engine
from kumkm.store import snapshot as store
from kumkm.store.meetings import Office
from kumkm.warehouse import build, connection, history, reads
from kumkm.warehouse.ledger.store import Ledger
from kumkm.warehouse.locking import locked


def told(installed, warehouse=None):
    """All that an installation tells: reads, ledger, meetings, decisions, what is kept for them."""
    settings = replace(installed.settings, warehouse=warehouse or installed.warehouse)
    published = connection.published(settings.warehouse)
    with connection.connect(published) as opened:
        panel = reads.run(opened, "indicator_panel", indicator_id="cooperatives_registered").to_csv()
        coverage = reads.run(opened, "indicator_coverage").to_csv()
    cells = {
        path.name: path.read_bytes() for path in sorted((settings.warehouse / "ledger" / "berkas").glob("*.parquet"))
    }
    opened = engine.opened(settings)
    office = Office(opened)
    said = [(item, office.every_decision(item.id), office.tasks(item.id)) for item in office.meetings()]
    known = (office.current(), office.agendas(), said)
    opened.dispose()
    entries = Ledger(settings.warehouse).journal.entries()
    pointer = (settings.warehouse / "current.json").read_bytes()
    return published.build_id, pointer, panel, coverage, cells, entries, known, build.held(settings.warehouse)


@contextmanager
def office_of(settings):
    opened = engine.opened(settings)
    yield Office(opened)
    opened.dispose()


def tree(folder):
    """Every file below a folder with its content."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in (".kunci", "kantor.sqlite-shm", "kantor.sqlite-wal")
    }


@pytest.fixture(scope="module")
def saved(original, tmp_path_factory):
    out = tmp_path_factory.mktemp("cadangan") / "kumkm.zip"
    backup.back_up(original.settings, out)
    return out


@pytest.mark.slow
def test_the_disk_is_lost_and_everything_stands_again(installed, tmp_path):
    before = told(installed)
    assert "74.01,2023,20.0" in before[2] and len(before[5]) > 3 and before[6][0].name == "Rakor kedua"
    out = tmp_path / "kumkm.zip"
    done = installed.run("backup", "--out", out)
    assert (done.returncode, done.stderr) == (0, "")
    shutil.rmtree(installed.warehouse)
    done = installed.run("restore", out)
    assert (done.returncode, done.stderr) == (0, "") and before[0] in done.stdout
    after = told(installed)
    assert [part for part, (old, new) in enumerate(zip(before, after, strict=True)) if old != new] == []
    assert installed.run("doctor").returncode == 0
    (installed.raw / "konsel.csv").write_text(recap(15, "Konawe Selatan"))
    assert installed.run("build").returncode == 0  # and goes on
    assert history.rollback(installed.settings, before[0]).build_id == before[0]


def test_the_same_onto_an_empty_folder_and_another_one(installed, saved, tmp_path):
    before = told(installed)
    (tmp_path / "mount").mkdir()
    assert cli.main(["restore", str(saved), "--warehouse", str(tmp_path / "mount")]) == 0
    assert cli.main(["restore", str(saved), "--warehouse", str(tmp_path / "other" / "place")]) == 0
    assert told(installed, tmp_path / "mount") == told(installed, tmp_path / "other" / "place") == before


def test_what_is_not_whole_is_no_backup(installed, tmp_path):
    next((installed.warehouse / "ledger" / "berkas").glob("*.parquet")).unlink()
    with pytest.raises(KumkmError, match="tidak utuh"):
        backup.back_up(installed.settings, tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


@pytest.mark.long
def test_a_damaged_build_is_left_out_and_made_again(installed, tmp_path):
    path = connection.published(installed.warehouse).path
    build.release(installed.warehouse)
    os.truncate(path, 1000)
    made = backup.back_up(installed.settings, tmp_path / "a.zip")
    assert made.build_id is None and not [name for name in made.files if name.endswith(".duckdb")]
    shutil.rmtree(installed.warehouse)
    restore.restore(installed.settings, tmp_path / "a.zip")
    found = build.build(installed.settings)
    with connection.connect(found) as opened:
        assert (
            "74.01,2023,20.0" in reads.run(opened, "indicator_panel", indicator_id="cooperatives_registered").to_csv()
        )


@pytest.mark.parametrize(
    ("name", "said"),
    [("a.tar", "zip"), ("tidak/ada.zip", "tidak ada"), ("kantor/warehouse/a.zip", "di luar folder")],
)
def test_where_it_cannot_go_is_said(installed, tmp_path, name, said):
    with pytest.raises(UsageError, match=said):
        backup.back_up(installed.settings, tmp_path / name)


def test_one_that_is_there_stays(installed, saved):
    before = saved.read_bytes()
    with pytest.raises(UsageError, match="--force"):
        backup.back_up(installed.settings, saved)
    assert saved.read_bytes() == before


# -- damaged and hostile ---------------------------------------------------------------------------------------


def test_no_byte_of_it_can_change(saved, tmp_path):
    whole = saved.read_bytes()
    bad, target = tmp_path / "rusak.zip", tmp_path / "gudang"
    ends = [*range(64), *range(len(whole) - 400, len(whole))]
    for place in [*ends, *range(64, len(whole) - 400, max(1, len(whole) // 150))]:
        content = bytearray(whole)
        content[place] ^= 1 + place % 255
        bad.write_bytes(content)
        with pytest.raises(InputError, match="Cadangan"):
            archive.examine(bad)
    with pytest.raises(InputError):
        restore.restore(project.load(target), bad)
    assert not target.exists() and list(tmp_path.iterdir()) == [bad]


@pytest.mark.parametrize("kept", [0, 1, 63, 64, 65, 1000, -1, -64, -65, "more"])
def test_one_that_was_cut_off_is_refused(saved, tmp_path, kept):
    whole = saved.read_bytes()
    (tmp_path / "a.zip").write_bytes(whole + b"x" if kept == "more" else whole[:kept])
    with pytest.raises(InputError, match="idak ada yang diubah"):
        restore.restore(project.load(tmp_path / "gudang"), tmp_path / "a.zip")
    assert not (tmp_path / "gudang").exists()


def sealed(path, entries, manifest=None, attributes=0):
    """An archive of anything whose seal is right: whoever makes one knows how."""
    listed = {name: [len(content), hashlib.sha256(content).hexdigest()] for name, content in entries}
    told = {
        "made_at": "2026-11-30T00:00:00+00:00", "build_id": None, "schema_version": connection.SCHEMA_VERSION,
        "journal_entries": 0, "store": None, "files": listed, "format": 1,
    } | (manifest or {})  # fmt: skip
    with zipfile.ZipFile(path, "w") as made:
        for name, content in entries:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = attributes << 16
            made.writestr(entry, content)
        made.writestr("daftar.json", json.dumps(told))
        made.comment = b"0" * 64
    content = path.read_bytes()[:-64]
    path.write_bytes(content + hashlib.sha256(content).hexdigest().encode())


JOURNAL = ("ledger/jurnal.jsonl", b'{"at": "2026-11-30T00:00:00+00:00", "event": "begun"}\n')


def test_a_sealed_one_of_the_journal_alone_is_taken(tmp_path):
    sealed(tmp_path / "a.zip", [JOURNAL])
    restore.restore(project.load(tmp_path / "gudang"), tmp_path / "a.zip")
    assert tree(tmp_path / "gudang").keys() == {"ledger/jurnal.jsonl"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("entries", "manifest", "attributes"),
    [
        ([JOURNAL, ("../luar.txt", b"x")], None, 0),
        ([JOURNAL, ("ledger/../../luar.txt", b"x")], None, 0),
        ([JOURNAL, ("/tmp/luar.txt", b"x")], None, 0),
        ([JOURNAL, ("ledger\\..\\..\\luar.txt", b"x")], None, 0),
        ([JOURNAL, ("C:/luar.txt", b"x")], None, 0),
        ([JOURNAL, ("ledger/tanpa-sel/../x.parquet", b"x")], None, 0),
        ([JOURNAL, ("ledger/tanpa-sel/.x/x.parquet", b"x")], None, 0),
        ([JOURNAL, ("kumkm-a\n.json", b"x")], None, 0),
        ([JOURNAL, ("app.py", b"x")], None, 0),
        ([JOURNAL, JOURNAL], None, 0),
        ([JOURNAL], None, stat.S_IFLNK | 0o777),
        ([JOURNAL], None, stat.S_IFIFO | 0o666),
        ([("ledger/", b"")], None, 0),
        ([JOURNAL], {"files": {}}, 0),
        ([JOURNAL], {"files": {"ledger/jurnal.jsonl": [len(JOURNAL[1]), "0" * 64]}}, 0),
        ([JOURNAL], {"files": {"ledger/jurnal.jsonl": [5, hashlib.sha256(JOURNAL[1]).hexdigest()]}}, 0),
        ([JOURNAL], {"files": []}, 0),
        ([JOURNAL], {"files": None}, 0),
        ([JOURNAL], {"format": 2}, 0),
        ([JOURNAL], {"schema_version": 99}, 0),
        ([JOURNAL], {"lebih": 1}, 0),
        ([JOURNAL, ("current.json", b"bukan penunjuk")], None, 0),
        ([JOURNAL, ("kantor.sqlite", b"bukan basis data" * 99)], {"store": "kantor.sqlite"}, 0),
        ([("ledger/jurnal.jsonl", b"bukan jurnal\n")], None, 0),
    ],
)
def test_what_no_backup_holds_is_refused_though_sealed(tmp_path, entries, manifest, attributes):
    sealed(tmp_path / "a.zip", entries, manifest, attributes)
    target = tmp_path / "dalam" / "gudang"
    target.mkdir(parents=True)
    (target / "isi.txt").write_text("tetap")
    with pytest.raises(KumkmError) as said:
        restore.restore(project.load(target), tmp_path / "a.zip", force=True)
    assert "adangan" in str(said.value)
    assert tree(tmp_path).keys() == {"a.zip", "dalam/gudang/isi.txt"}


# -- what is there already -------------------------------------------------------------------------------------


def refused(installed, saved, match):
    before = tree(installed.folder)
    with pytest.raises(UsageError, match=match):
        restore.restore(installed.settings, saved)
    assert tree(installed.folder) == before


def test_one_in_use_is_not_replaced(installed, saved):
    found = connection.published(installed.warehouse)
    mark = installed.warehouse / f".dipakai-{found.build_id}-{os.getpid()}"
    mark.touch()
    refused(installed, saved, "dipakai dashboard")
    mark.unlink()
    with locked(installed.warehouse):
        refused(installed, saved, "sedang menerbitkan")


@pytest.mark.long
def test_a_newer_one_is_replaced_only_where_told_and_kept_beside(installed, saved):
    before = told(installed)
    (installed.raw / "konsel.csv").write_text(recap(15, "Konawe Selatan"))
    newer = build.build(installed.settings)
    refused(installed, saved, "lebih baru")
    _, aside = restore.restore(installed.settings, saved, force=True)
    assert told(installed) == before
    assert connection.published(aside).build_id == newer.build_id
    assert sorted(path.name for path in installed.folder.iterdir()) == sorted(["raw", "warehouse", aside.name])


def test_decisions_that_the_backup_lacks_are_not_lost(installed, saved):
    opened = engine.opened(installed.settings)
    office = Office(opened)
    office.decide(office.current().id, "U9", Verdict.AGREED, 9)
    opened.dispose()
    refused(installed, saved, "rapat atau keputusan")


def test_what_cannot_be_read_is_not_taken_for_older(installed, saved):
    (installed.warehouse / "current.json").write_text("")
    refused(installed, saved, "tidak terbaca")
    restore.restore(installed.settings, saved, force=True)
    assert connection.published(installed.warehouse) is not None


def test_the_same_again_changes_nothing_that_is_told(installed, saved):
    before = told(installed)
    restore.restore(installed.settings, saved)
    assert told(installed) == before


# -- processes that die, or find the disk full -----------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("blocks", some([8, 100, 250], {1}))
def test_a_full_disk_leaves_no_half_file(installed, tmp_path, blocks):
    out = tmp_path / "ke" / "kumkm.zip"
    out.parent.mkdir()
    out.write_bytes(b"yang lama")
    full = installed.start("backup", "--out", out, "--force", prefix=f"ulimit -f {blocks};")
    _, said = full.communicate()
    assert full.returncode == 2 and "ruang cakram" in said and "Traceback" not in said
    assert out.read_bytes() == b"yang lama"
    assert list(out.parent.iterdir()) == [out]


@pytest.mark.slow
def test_a_full_disk_while_restoring_leaves_what_was(installed, saved):
    before = tree(installed.folder)
    full = installed.start("restore", saved, "--force", prefix="ulimit -f 900;")
    _, said = full.communicate()
    assert full.returncode == 2 and "ruang cakram" in said and "Traceback" not in said
    assert tree(installed.folder) == before


@pytest.mark.long
def test_killed_at_any_moment_it_is_the_old_one_or_the_new_one(installed, tmp_path):
    out = tmp_path / "kumkm.zip"
    before = told(installed)
    for seconds in (0.5, 0.8, 1.1):
        process = installed.start("backup", "--out", out, "--force")
        time.sleep(seconds)
        process.kill()
        process.wait()
        assert not out.exists() or archive.examine(out)
    assert installed.run("backup", "--out", out, "--force").returncode == 0
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["kumkm.zip"]
    for seconds in (0.6, 1.0, 1.3):
        process = installed.start("restore", out)
        time.sleep(seconds)
        process.kill()
        process.wait()
        assert told(installed) == before
    shutil.rmtree(installed.warehouse)
    assert installed.run("restore", out).returncode == 0
    assert told(installed) == before


ENTERING = """
import sys
from kumkm import settings as project
from kumkm.domain.meeting import Verdict
from kumkm.store import engine
from kumkm.store.meetings import Office
office = Office(engine.opened(project.load(sys.argv[1])))
for number in range(1_000_000):
    office.decide(office.current().id, f"N{number}", Verdict.AGREED, number)
    print(number, flush=True)
"""


@pytest.mark.slow
def test_a_copy_while_decisions_are_entered_is_of_one_moment(installed, tmp_path):
    command = [sys.executable, "-c", ENTERING, str(installed.warehouse)]
    process = subprocess.Popen(command, cwd=PROJECT_ROOT, stdout=subprocess.PIPE, text=True)
    try:
        said = int(process.stdout.readline())
        for turn in range(5):
            folder = tmp_path / str(turn)
            folder.mkdir()
            store.take(installed.settings, folder)
            held = store.rows(replace(installed.settings, warehouse=folder))
            numbers = [int(row["proposal_id"][1:]) for row in held["verdict"] if row["proposal_id"].startswith("N")]
            assert numbers == list(range(len(numbers))) and len(numbers) > said
            said = int(process.stdout.readline())
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


# -- PostgreSQL ------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_decisions_in_a_database_come_back_too(installed, tmp_path):
    with postgresql() as address:
        settings = replace(installed.settings, store=address)
        with office_of(settings) as office:
            meeting, code = office.begin("Rakorda", "Kendari", "b1", STEPS)
            office.decide(meeting.id, "U1", Verdict.AGREED, 4_000_000_000_000_001)
            office.keep_agenda("Hari 1", STEPS)
        made = backup.back_up(settings, tmp_path / "a.zip")
        assert made.store == "kantor.json" and "kantor.sqlite" not in made.files
        before = store.rows(settings)
        with pytest.raises(UsageError, match="KUMKM_STORE"):
            restore.restore(replace(settings, store=None), tmp_path / "a.zip", force=True)
        with office_of(settings) as office:
            office.decide(meeting.id, "U2", Verdict.AGREED, 2)
        with pytest.raises(UsageError, match="rapat atau keputusan"):
            restore.restore(settings, tmp_path / "a.zip")
        assert len(store.rows(settings)["verdict"]) == 2
        restore.restore(settings, tmp_path / "a.zip", force=True)
        assert store.rows(settings) == before
        with office_of(settings) as office:
            assert office.leads(meeting.id, code)
            office.decide(meeting.id, "U3", Verdict.AGREED, 3)  # numbered on
            assert [item.proposal_id for item in office.every_decision(meeting.id)] == ["U1", "U3"]
