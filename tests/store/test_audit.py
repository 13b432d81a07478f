"""The audit log: told in the transaction of what it tells, one chain whoever writes, broken by whatever is changed."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from databases import postgresql
from sqlalchemy import text

from kumkm import settings as project
from kumkm.domain.acts import Act, Actor
from kumkm.domain.meeting import Step, Verdict
from kumkm.errors import StoreError, UsageError
from kumkm.settings import PROJECT_ROOT
from kumkm.store import audit, heads, tables
from kumkm.store import engine as opening
from kumkm.store.meetings import Office

STEPS = [Step("a", "Pembukaan", "judul"), Step("b", "RAT", "indikator?indikator=rat_share")]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def address(request):
    if request.param == "sqlite":
        yield None
    else:
        with postgresql() as url:
            yield url


@pytest.fixture
def settings(address, tmp_path):
    (tmp_path / "gudang").mkdir()
    return replace(project.load(), warehouse=tmp_path / "gudang", store=address)


@pytest.fixture
def office(settings):
    engine = opening.opened(settings)
    yield Office(engine)
    tables.metadata.drop_all(engine)
    engine.dispose()


@pytest.fixture
def told(office, settings):
    """A log of a few entries."""
    meeting, code = office.begin("Rakorda", "Kendari", "b1", STEPS, by=Actor("pimpinan", "s7f3"))
    office.leads(meeting.id, code)
    office.leads(meeting.id, "SALAH123")
    office.decide(meeting.id, "U1", Verdict.AGREED, 5, "alasan rahasia Pak Budi")
    office.arrange(meeting.id, STEPS[:1])
    office.go(meeting.id, "a")
    office.note(meeting.id, "kirim KAK", "Pak Budi", "2026-12-15")
    office.keep_agenda("Hari 1 Pak Budi", STEPS)
    office.forget_agenda("Hari 1 Pak Budi")
    office.finish(meeting.id)
    return meeting


def broken(settings):
    return audit.broken_at(audit.entries(settings), heads.read(settings.audit_heads))


def test_it_says_who_did_what_on_which_build(settings, told):
    found = audit.entries(settings)
    assert [row["what"] for row in found] == [
        audit.GENESIS, "rapat dimulai", "pimpinan rapat diambil", "keputusan", "agenda rapat diubah", "tindak lanjut",
        "agenda disimpan", "agenda dihapus", "rapat selesai",
    ]  # fmt: skip
    assert found[1]["who"] == "pimpinan s7f3" and found[1]["build"] == found[3]["build"] == "b1"
    assert found[3]["selection"] == f"rapat {told.id[:8]}, usulan U1: {Verdict.AGREED.value} Rp5"
    assert "Budi" not in str(found)
    assert broken(settings) is None
    assert heads.read(settings.audit_heads) == {row["entry"]: row["hash"] for row in found}


def test_nothing_is_told_of_what_was_refused(office, settings, told):
    count = len(audit.entries(settings))
    with pytest.raises(UsageError):
        office.decide(told.id, "U1", Verdict.AGREED, 5)
    assert len(audit.entries(settings)) == count


def test_nothing_is_done_that_cannot_be_told(office, settings):
    meeting, _ = office.begin("Rakorda", "", "b1", STEPS)
    with opening.written(office._engine) as connection:
        connection.execute(text("ALTER TABLE audit RENAME TO disimpan"))
    with pytest.raises(StoreError):
        office.decide(meeting.id, "U1", Verdict.AGREED, 5)
    assert office.decisions(meeting.id) == {}
    with opening.written(office._engine) as connection:
        connection.execute(text("ALTER TABLE disimpan RENAME TO audit"))
    office.decide(meeting.id, "U2", Verdict.AGREED, 5)
    assert broken(settings) is None


@pytest.mark.parametrize("statement", ["UPDATE audit SET what = 'lain'", "DELETE FROM audit WHERE entry = 3"])
def test_the_database_itself_refuses_to_change_it(office, settings, told, statement):
    with pytest.raises(StoreError, match="hanya dapat ditambah"), opening.written(office._engine) as connection:
        connection.execute(text(statement))


def forge(office, *statements):
    """As somebody would who owns the database."""
    with opening.written(office._engine) as connection:
        if connection.dialect.name == "sqlite":
            for trigger in tables.guards(tables.audit, connection):
                connection.execute(text(f"DROP TRIGGER IF EXISTS {trigger}"))
        else:
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
        for statement in statements:
            connection.execute(text(statement))


@pytest.mark.parametrize(
    ("statements", "place"),
    [
        (["UPDATE audit SET selection = 'usulan U1: ditolak' WHERE entry = 4"], 4),
        (["UPDATE audit SET who = 'orang lain' WHERE entry = 2"], 2),
        (["UPDATE audit SET at = '2020-01-01T00:00:00+00:00' WHERE entry = 5"], 5),
        (["UPDATE audit SET journal = 7 WHERE entry = 5"], 5),
        (["UPDATE audit SET what = 'awal lain' WHERE entry = 1"], 1),
        (["DELETE FROM audit WHERE entry = 4"], 4),
        (["DELETE FROM audit WHERE entry = 4", "UPDATE audit SET entry = 4 WHERE entry = 5"], 4),
        (["DELETE FROM audit WHERE entry = 1"], 1),
        (["DELETE FROM audit WHERE entry >= 8"], 8),
        (["DELETE FROM audit"], 1),
    ],
)
def test_whatever_is_changed_breaks_it_there(office, settings, told, statements, place):
    forge(office, *statements)
    assert broken(settings)[0] == place


def test_one_written_anew_from_some_entry_on_is_seen_by_the_witness(office, settings, told):
    forge(office, "DELETE FROM audit WHERE entry >= 4")
    with opening.written(office._engine) as connection:
        audit.record(connection, Act("keputusan", "b1", "usulan U1: ditolak"), "pemimpin rapat")
    found = audit.entries(settings)
    assert audit.broken_at(found, {}) is None  # the chain alone is whole
    assert broken(settings)[0] == 4


def test_a_line_cut_off_by_a_crash_loses_no_other(office, settings, told):
    with settings.audit_heads.open("a") as file:
        file.write("\n10 abc")
    office.begin("lagi", "", "b1", STEPS)
    assert broken(settings) is None
    assert set(heads.read(settings.audit_heads)) == set(range(1, 11))


def test_what_the_journal_tells_is_added_once(settings, office):
    acts = [Act("versi diterbitkan", f"b{place}", "", "uji", "2026-11-30T00:00:00+00:00", place) for place in (1, 3, 7)]
    audit.catch_up(settings, acts[:2])
    audit.catch_up(settings, acts)
    audit.catch_up(settings, acts)
    assert [row["build"] for row in audit.entries(settings)] == ["", "b1", "b3", "b7"]
    assert broken(settings) is None


WRITING = """
import os, sys
from kumkm import settings as project
from kumkm.domain.acts import Act
from kumkm.store import audit, engine
own = project.load(sys.argv[1])
opened = engine.opened(own)
for number in range(int(sys.argv[3])):
    with engine.written(opened) as connection:
        audit.record(connection, Act("uji", "b", f"{sys.argv[2]} {number}"), "proses")
    print(number, flush=True)
"""


def writer(settings, name, times):
    command = [sys.executable, "-c", WRITING, str(settings.warehouse), name, str(times)]
    environment = os.environ | {"KUMKM_STORE": settings.store or ""}
    return subprocess.Popen(command, cwd=PROJECT_ROOT, stdout=subprocess.PIPE, text=True, env=environment)


@pytest.mark.slow
def test_processes_that_write_at_once_keep_one_chain(office, settings):
    processes = [writer(settings, name, 60) for name in "abc"]
    assert [process.wait(120) for process in processes] == [0, 0, 0]
    for process in processes:
        process.stdout.close()
    found = audit.entries(settings)
    assert broken(settings) is None
    assert sorted(row["selection"] for row in found[1:]) == sorted(f"{n} {i}" for n in "abc" for i in range(60))


@pytest.mark.slow
def test_a_killed_writer_leaves_a_whole_chain_and_all_it_acknowledged(office, settings):
    for turn in range(3):
        process = writer(settings, f"p{turn}", 1_000_000)
        process.stdout.readline()
        time.sleep(0.1 * turn)
        process.send_signal(signal.SIGKILL)
        said = [0, *(int(line) for line in process.stdout.read().split("\n")[:-1])]
        process.wait()
        process.stdout.close()
        assert {f"p{turn} {number}" for number in said} <= {row["selection"] for row in audit.entries(settings)}
        assert broken(settings) is None
