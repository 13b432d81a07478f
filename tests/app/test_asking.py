"""The palette in the frame of every page: there at once, small, and a choice opens its view."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kumkm import settings
from kumkm.domain.view.selection import MEETING_PAGE
from kumkm.ui.parts.component import unpacked
from kumkm.ui.shell import ask
from kumkm.ui.state.navigation import PAGES
from kumkm.warehouse.connection import Published

ROOT = settings.PROJECT_ROOT


@pytest.fixture(autouse=True)
def shared(warehouse: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    """The app serves the warehouse the tests built."""
    monkeypatch.setenv("KUMKM_WAREHOUSE", str(warehouse.path.parent))


def opened(**params: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    return app.run()


def asked(app: AppTest, text: str) -> AppTest:
    """The text as the browser's trigger leaves it behind."""
    app.session_state[ask.QUESTION] = text
    return app.run()


def chosen(app: AppTest, choice: object) -> AppTest:
    app.session_state[ask.CHOSEN] = choice
    return app.run()


def sent(app: AppTest) -> dict[str, object]:
    """The data of the palette's component."""
    told = [unpacked(element.proto.bytes) for element in app.get("bidi_component")]
    found = [data for data in told if "/palette.js" in data["moduleUrl"]]
    assert len(found) == 1
    return found[0]


def headline(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html") if "k-headline" in element.proto.body)


@pytest.mark.parametrize("page", [script for script, _, path in PAGES if path != MEETING_PAGE])
def test_every_page_has_it_with_the_prepared_questions(page: str) -> None:
    data = sent(opened().switch_page(page).run())
    assert len(data["prepared"]) == 10  # type: ignore[arg-type]
    assert "answers" not in data


def test_closed_it_costs_less_than_a_kilobyte() -> None:
    assert len(json.dumps(sent(opened()), ensure_ascii=False).encode()) < 1000


def test_what_was_typed_is_answered_once() -> None:
    app = asked(opened(), "kemiskinan muna")
    assert sent(app)["asked"] == "kemiskinan muna"
    question, page, told, small = sent(app)["answers"][0]  # type: ignore[index]
    assert (question, page) == ("Persentase penduduk miskin di Muna, 2023", "Indikator")
    assert told == "Penduduk miskin Muna 14,07% pada Maret 2023, dekat nilai tengah 17 daerah."
    assert small.startswith("Sumber: BPS")
    assert "answers" not in sent(app.run())


def test_a_choice_opens_its_page_with_its_parameters_and_keeps_the_projector() -> None:
    app = chosen(opened(layar="1"), {"text": "kemiskinan muna", "at": 0})
    assert not app.exception
    assert "Muna" in headline(app)
    assert app.selectbox(key="indikator").value == "poverty_rate"
    assert app.selectbox(key="kab").value == "74.03"
    assert app.query_params["layar"] == "1"


def test_a_prepared_question_is_chosen_by_its_place() -> None:
    app = chosen(opened(), {"text": "", "at": 6})
    assert app.selectbox(key="indikator").value == "poverty_rate"
    assert app.selectbox(key="kab").value == "74"


@pytest.mark.parametrize(
    "choice",
    [
        None,
        "kemiskinan",
        {},
        {"text": "kemiskinan"},
        {"text": 1, "at": 0},
        {"text": "", "at": 99},
        {"text": "", "at": -1},
    ],
)
def test_a_choice_that_is_none_changes_nothing(choice: object) -> None:
    app = chosen(opened(indikator="hdi"), choice)
    assert not app.exception
    assert app.selectbox(key="indikator").value == "hdi"


def test_a_broken_file_of_questions_is_said_there_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "questions.toml"
    broken.write_text("light = 1", encoding="utf-8")
    monkeypatch.setattr(settings.Settings, "questions", broken)
    ask._vocabulary.clear()
    app = opened()
    ask._vocabulary.clear()
    assert "questions.toml" in str(sent(app)["trouble"])
    assert app.selectbox(key="kab").value == "74"


def test_an_unforeseen_trouble_is_logged_and_said_in_words(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(ask, "resolve", fail)
    with caplog.at_level(logging.ERROR, "kumkm"):
        app = opened()
    assert "tanpa Tanya" in str(sent(app)["trouble"])
    assert "a question could not be answered" in caplog.text
    assert not app.exception
