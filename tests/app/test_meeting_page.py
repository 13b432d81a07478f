"""Rapat as Streamlit runs it: the what-if beside what is agreed on, and a store that cannot be read."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kumkm import settings as project
from kumkm.domain.meeting import Meeting, Verdict, usual_steps
from kumkm.store import engine
from kumkm.store.meetings import Office
from kumkm.ui.parts.component import unpacked
from kumkm.ui.state import office as state
from kumkm.warehouse.connection import Published

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path, warehouse: Published, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A warehouse of its own, so that its store can be written and spoilt."""
    found = tmp_path / "gudang"
    shutil.copytree(warehouse.path.parent, found)
    for path in found.glob("kantor.sqlite*"):
        path.unlink()
    monkeypatch.setenv("KUMKM_WAREHOUSE", str(found))
    return found


@pytest.fixture
def office(folder: Path) -> Office:
    return Office(engine.opened(project.load()))


@pytest.fixture
def meeting(office: Office, warehouse: Published) -> Meeting:
    return office.begin("Rakorda Uji", "Kendari", warehouse.build_id, usual_steps({"74.01": "Kolaka"}))[0]


def opened(page: str) -> AppTest:
    return AppTest.from_file(str(project.PROJECT_ROOT / "app.py"), default_timeout=120).run().switch_page(page).run()


def told(app: AppTest, name: str) -> Any:
    """What the component that is told `name` is told of it."""
    every = [unpacked(element.proto.bytes) for element in app.get("bidi_component") if element.proto.bytes]
    return next(data[name] for data in every if name in data)


def ceiling(app: AppTest) -> dict[str, Any]:
    """The what-if as the browser puts it together: the build's picture, and over it that of the meeting."""
    step = next(step for step in told(app, "steps") if step["id"] == "pagu")
    return told(app, "pictures")["pagu"] | step


def shown(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_the_ceiling_step_holds_what_is_agreed_and_is_worked_out_anew_with_every_decision(
    office: Office, meeting: Meeting
) -> None:
    app = opened("pages/rapat.py")
    before = ceiling(app)
    assert "sudah disepakati" not in before["body"]
    asked = told(app, "asked")
    chosen, other = [key for key, item in asked.items() if item["idr"]][:2]
    office.decide(meeting.id, chosen, Verdict.AGREED, 1_250_000_000)
    after = ceiling(app.run())
    assert "1 usulan sudah disepakati rapat, Rp1.250.000.000, dan tetap" in after["body"]
    assert after["aloud"][-1].startswith("1 usulan sudah disepakati rapat")
    office.decide(meeting.id, other, Verdict.AGREED, 250_000_000)
    assert "2 usulan sudah disepakati rapat, Rp1.500.000.000, dan tetap" in ceiling(app.run())["body"]
    for proposal in (chosen, other):
        office.decide(meeting.id, proposal, None)
    assert ceiling(app.run()) == before


def test_more_agreed_than_the_ceiling_is_said(office: Office, meeting: Meeting) -> None:
    app = opened("pages/rapat.py")
    chosen = next(iter(told(app, "asked")))
    office.decide(meeting.id, chosen, Verdict.AGREED, 900_000_000_000)
    found = ceiling(app.run())
    assert "pagu" in found["sentence"].lower()
    assert "k-three" not in found["body"]


@pytest.mark.parametrize("page", ["pages/indikator.py", "pages/usulan.py", "pages/rapat.py"])
def test_a_store_that_cannot_be_read_is_said_on_every_page(
    folder: Path, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "_FAILED", {})
    (folder / "kantor.sqlite").write_bytes(b"rusak " * 2000)
    app = opened(page)
    said = told(app, "trouble") if page == "pages/rapat.py" else shown(app)
    assert "Data rapat tidak dapat dibaca" in said
    assert "kantor.sqlite" in said
    assert "k-failure" not in shown(app)
    assert not app.exception


def test_a_store_in_order_says_nothing(office: Office, meeting: Meeting) -> None:
    app = opened("pages/indikator.py")
    assert meeting.build_id
    assert "Data rapat tidak dapat dibaca" not in shown(app)
