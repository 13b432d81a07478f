"""The office's store: one meeting at a time, led by its code, decisions that are only ever added, on both databases."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from databases import postgresql
from sqlalchemy import text

from kumkm import settings as project
from kumkm.domain.meeting import Step, Verdict, usual_steps
from kumkm.errors import StoreError, UsageError
from kumkm.settings import PROJECT_ROOT
from kumkm.store import engine as opening
from kumkm.store import tables
from kumkm.store.meetings import Office

STEPS = [Step("a", "Pembukaan", "judul"), Step("b", "RAT", "indikator?indikator=rat_share")]
NOON = datetime(2025, 12, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def address(request):
    if request.param == "sqlite":
        yield None
    else:
        with postgresql() as url:
            yield url


@pytest.fixture
def settings(address, tmp_path):
    return replace(project.load(), warehouse=tmp_path / "gudang", store=address)


@pytest.fixture
def office(settings):
    engine = opening.opened(settings)
    yield Office(engine)
    tables.metadata.drop_all(engine)
    engine.dispose()


@pytest.fixture
def begun(office):
    return office.begin("Rakorda 2026", "Kendari", "b1", STEPS, NOON)


def test_nobody_makes_a_store_by_looking(tmp_path):
    found = replace(project.load(), warehouse=tmp_path / "gudang", store=None)
    assert not opening.exists(found)
    assert not found.warehouse.exists()


def test_a_meeting_is_begun_and_ended_once(office, begun):
    meeting, _ = begun
    found = office.current()
    assert (found.build_id, found.step_id, found.steps, found.begun_at) == ("b1", "a", tuple(STEPS), NOON)
    with pytest.raises(UsageError, match="sedang berlangsung"):
        office.begin("lain", "", "b2", STEPS)
    office.finish(meeting.id)
    assert office.current() is None
    with pytest.raises(UsageError, match="sudah selesai"):
        office.decide(meeting.id, "U1", Verdict.AGREED, 5)
    again, _ = office.begin("berikutnya", "", "b2", STEPS)
    assert [item.id for item in office.meetings()] == [again.id, meeting.id]


def test_who_holds_the_code_leads_and_nobody_else(office, begun):
    meeting, code = begun
    assert office.leads(meeting.id, code)
    assert office.leads(meeting.id, f" {code.lower()} ")
    assert not office.leads(meeting.id, "SALAH123")
    assert not office.leads("lain", code)
    office.finish(meeting.id)
    assert not office.leads(meeting.id, code)


def test_the_step_and_since_when_are_kept(office, begun):
    meeting, _ = begun
    office.darken(meeting.id, True)
    assert office.current().black
    office.go(meeting.id, "b", NOON)
    found = office.current()
    assert (found.step_id, found.step_since, found.black) == ("b", NOON, False)


def test_a_verdict_is_corrected_by_another_and_taken_back_by_none(office, begun):
    meeting, _ = begun
    office.decide(meeting.id, "U1", Verdict.AGREED, 4_000_000_000_000_001)
    office.decide(meeting.id, "U2", Verdict.REJECTED, reason="di luar kewenangan")
    assert office.decisions(meeting.id)["U1"].amount_idr == 4_000_000_000_000_001
    office.decide(meeting.id, "U1", Verdict.POSTPONED, 7, "menunggu lahan")
    now = office.decisions(meeting.id)["U1"]
    assert (now.verdict, now.amount_idr, now.reason) == (Verdict.POSTPONED, None, "menunggu lahan")
    office.decide(meeting.id, "U1", None)
    assert set(office.decisions(meeting.id)) == {"U2"}
    assert [item.verdict for item in office.every_decision(meeting.id)] == [
        Verdict.AGREED, Verdict.REJECTED, Verdict.POSTPONED, None
    ]  # fmt: skip


def test_what_is_not_agreed_is_reasoned(office, begun):
    meeting, _ = begun
    for verdict in Verdict:
        if verdict.needs_reason:
            with pytest.raises(UsageError, match="alasan"):
                office.decide(meeting.id, "U1", verdict, reason="  ")
    with pytest.raises(UsageError, match="nol"):
        office.decide(meeting.id, "U1", Verdict.AGREED, -1)
    assert office.every_decision(meeting.id) == []


@pytest.mark.parametrize("statement", ["UPDATE verdict SET amount_idr = 1", "DELETE FROM verdict", "DELETE FROM task"])
def test_the_database_itself_refuses_to_change_what_was_said(office, begun, statement):
    meeting, _ = begun
    office.decide(meeting.id, "U1", Verdict.AGREED, 5)
    office.note(meeting.id, "kirim KAK", "Dinas Kolaka", "2026-12-15")
    with pytest.raises(StoreError, match="hanya dapat ditambah"), opening.written(office._engine) as connection:
        connection.execute(text(statement))
    assert office.decisions(meeting.id)["U1"].amount_idr == 5


def test_a_task_is_worded_again_and_taken_back(office, begun):
    meeting, _ = begun
    office.note(meeting.id, "kirim KAK", "Dinas Kolaka", "2026-12-15", step_id="a")
    office.note(meeting.id, "cek lahan", "Dinas Muna", "2026-12-20")
    first = office.tasks(meeting.id)[0]
    office.note(meeting.id, "kirim KAK dan RAB", "Dinas Kolaka", "2026-12-16", task_id=first.id)
    assert [item.what for item in office.tasks(meeting.id)] == ["kirim KAK dan RAB", "cek lahan"]
    office.note(meeting.id, "", "", "", task_id=first.id)
    assert [item.what for item in office.tasks(meeting.id)] == ["cek lahan"]
    with pytest.raises(UsageError, match="siapa"):
        office.note(meeting.id, "sesuatu", " ", "")


def test_agendas_are_kept_by_name(office):
    office.keep_agenda("Hari 1", STEPS)
    office.keep_agenda("Hari 2", usual_steps({"74.01": "Kolaka"}))
    office.keep_agenda("Hari 1", STEPS[:1])
    assert {name: len(steps) for name, steps in office.agendas().items()} == {"Hari 1": 1, "Hari 2": 16}
    office.forget_agenda("Hari 1")
    assert set(office.agendas()) == {"Hari 2"}


def test_a_store_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "gudang").write_text("a file")
    found = replace(project.load(), warehouse=tmp_path / "gudang", store=None)
    with pytest.raises((StoreError, OSError)):
        opening.opened(found)


def test_an_address_that_is_none_is_said(tmp_path):
    found = replace(project.load(), warehouse=tmp_path, store="basis-data")
    with pytest.raises(UsageError, match="KUMKM_STORE"):
        opening.opened(found)


ENTERING = """
import sys
from kumkm import settings as project
from kumkm.domain.meeting import Verdict
from kumkm.store import engine
from kumkm.store.meetings import Office
office = Office(engine.opened(project.load(sys.argv[1])))
meeting = office.current()
for number in range(int(sys.argv[2]), 1_000_000):
    office.decide(meeting.id, f"U{number}", Verdict.AGREED, number)
    print(number, flush=True)
"""


@pytest.mark.slow
def test_none_that_was_acknowledged_is_lost_by_kill_9(tmp_path):
    found = replace(project.load(), warehouse=tmp_path / "gudang", store=None)
    office = Office(opening.opened(found))
    meeting, code = office.begin("Rakorda", "", "b1", STEPS)
    said = 0
    for turn in range(6):
        process = subprocess.Popen(
            [sys.executable, "-c", ENTERING, str(found.warehouse), str(said)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=PROJECT_ROOT,
            env=os.environ | {"KUMKM_STORE": ""},
        )
        said = int(process.stdout.readline()) + 1  # it has begun
        time.sleep(0.05 * turn)
        process.send_signal(signal.SIGKILL)
        acknowledged = [int(line) for line in process.stdout.read().split("\n")[:-1]]
        process.wait()
        said = max([said, *(number + 1 for number in acknowledged)])
        kept = office.decisions(meeting.id)
        assert all(kept[f"U{number}"].amount_idr == number for number in range(said))
        said = max(said, *(int(key[1:]) + 1 for key in kept))
    assert office.leads(meeting.id, code)
