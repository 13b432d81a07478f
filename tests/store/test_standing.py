"""Where the meeting stands, as the screens that follow it ask for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from loops import answered
from starlette.requests import Request
from starlette.responses import JSONResponse

from kumkm import settings as project
from kumkm.domain.meeting import Verdict, usual_steps
from kumkm.server import standing
from kumkm.store import engine
from kumkm.store.meetings import Office

STEPS = usual_steps({})
Asked = Callable[[], JSONResponse]


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    monkeypatch.setenv("KUMKM_WAREHOUSE", str(tmp_path))
    monkeypatch.delenv("KUMKM_STORE", raising=False)
    monkeypatch.setattr(standing, "_FRESH_SECONDS", 0.0)
    standings = standing.Standings()
    request = Request({"type": "http", "method": "GET", "path": standing.PATH, "headers": []})

    def ask() -> JSONResponse:
        return answered(standings.answer(request))

    return ask


def told(answer: JSONResponse) -> dict[str, object]:
    return dict(json.loads(bytes(answer.body)))


def test_without_a_meeting_nothing_is_made_and_nothing_said(asked: Asked, tmp_path: Path) -> None:
    assert told(asked()) == {}
    assert not engine.exists(project.load())


def test_a_step_moves_the_place_and_all_else_the_revision(asked: Asked) -> None:
    office = Office(engine.opened(project.load()))
    meeting, _ = office.begin("Uji", "", "b1", STEPS)
    first = asked()
    assert first.headers["cache-control"] == "no-store"
    assert told(first)["step"] == STEPS[0].id
    office.go(meeting.id, STEPS[2].id)
    office.darken(meeting.id, True)
    turned = told(asked())
    assert (turned["step"], turned["black"]) == (STEPS[2].id, True)
    assert turned["revision"] == told(first)["revision"]
    office.decide(meeting.id, "U-1", Verdict.AGREED, 5, "")
    decided = told(asked())
    office.note(meeting.id, "Menyurati", "Kadis", "2027-01-15", step_id=STEPS[2].id)
    noted = told(asked())
    office.arrange(meeting.id, STEPS[:5])
    arranged = told(asked())
    assert len({item["revision"] for item in (turned, decided, noted, arranged)}) == 4
    office.finish(meeting.id)
    assert told(asked()) == {}


def test_a_store_that_cannot_be_read_is_no_end_of_the_meeting(asked: Asked) -> None:
    settings = project.load()
    settings.store_file.write_bytes(b"no database" * 400)
    assert asked().status_code == 503


def test_a_hall_that_asks_at_once_is_one_look(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "_FRESH_SECONDS", 60.0)
    looks: list[int] = []
    monkeypatch.setattr(standing, "standing", lambda settings: looks.append(1) or {})
    for _ in range(20):
        asked()
    assert len(looks) == 1
