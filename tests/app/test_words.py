"""Every sentence made for the room uses words that can be said aloud; terms of statistics stand in footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from rounds import first, some

from kumkm.domain.indicators import INDICATORS
from kumkm.domain.view.growth import VIEWS
from kumkm.domain.view.proposals import PARTS, Scenario
from kumkm.narrative.about_indicator import about_indicator
from kumkm.narrative.about_region import about_region
from kumkm.questions.answers import Answer
from kumkm.ui.parts import sources
from kumkm.ui.shell import answer_text
from kumkm.ui.state import cache
from kumkm.warehouse.connection import Published

# What nobody says in a meeting, and the second names of what has one already.
FORBIDDEN = re.compile(
    r"setara|simpangan|ketepatan kelas|korelasi|\bLQ\b|Theil|Williamson|Hoover|Klassen|diskrepansi|\bmedian\b"
    r"|meningkat|menurun|\bporsi\b|\blantai\b|angka turunan|pertumbuhan yang sah|\bNyata\?|Infinity|\bnan\b",
    re.IGNORECASE,
)
# Labels are names: the turnover of the middle enterprise is called so by its source.
NAMES = re.compile(r"omzet median", re.IGNORECASE)
# Views for those who calculate: their headline may use the terms of their method.
ADVANCED = {"tipologi", "pergeseran", "kaitan", "struktur"}


@pytest.fixture(autouse=True)
def shared(warehouse: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentences are of the warehouse the tests built."""
    monkeypatch.setenv("KUMKM_WAREHOUSE", str(warehouse.path.parent))


def assert_sayable(text: str) -> None:
    found = FORBIDDEN.search(NAMES.sub("", text))
    assert found is None, (found and found[0], text)


def places() -> list[str]:
    return ["74", *cache.names()]


def answer(page: str, **params: str) -> str:
    return answer_text.text_of(Answer("", page, params)).text


@pytest.mark.parametrize("indicator_id", first(INDICATORS, range(0, 999, 7)))
def test_what_is_said_of_an_indicator_can_be_said_aloud(indicator_id: str) -> None:
    """Headline and paragraph of the province and one region, in the latest year."""
    found = cache.coverage().get(indicator_id)
    if found is not None:
        assert_sayable_of(indicator_id, found.latest, ["74", "74.01"])


@pytest.mark.slow
@pytest.mark.parametrize("indicator_id", some(INDICATORS, set(range(0, 120, 5))))
def test_what_is_said_of_an_indicator_anywhere_can_be_said_aloud(indicator_id: str) -> None:
    """The same of every area, in the latest year and in the first."""
    found = cache.coverage().get(indicator_id)
    for year in {min(found.regions), found.latest} if found else ():
        assert_sayable_of(indicator_id, year, places())


def assert_sayable_of(indicator_id: str, year: int, areas: list[str]) -> None:
    indicator, panel = INDICATORS[indicator_id], cache.read("indicator_panel", indicator_id=indicator_id)
    frame = cache.read("indicator_by_region", indicator_id=indicator_id, year=year)
    for code in areas:
        assert_sayable(answer("indikator", indikator=indicator_id, tahun=str(year), kab=code))
        for said in about_indicator(frame, panel, indicator, year, code, cache.breaks(indicator_id)):
            assert_sayable(said.text)


@pytest.mark.parametrize("view", [view for view in VIEWS if view not in ADVANCED])
def test_headlines_on_growth_can_be_said_aloud(view: str) -> None:
    for indicator_id in ("grdp_growth", "cooperatives_active", "poverty_rate", "kur_disbursed"):
        for code in ("74", "74.01", "74.71"):
            assert_sayable(answer("pertumbuhan", lihat=view, indikator=indicator_id, kab=code, banding="74.02"))


@pytest.mark.parametrize("part", first(PARTS))
def test_headlines_on_proposals_can_be_said_aloud(part: str) -> None:
    for year in ("2023", "2024", "2025"):
        for code in places():
            assert_sayable(answer("usulan", bagian=part, ta=year, kab=code))


def test_what_is_said_of_a_region_can_be_said_aloud() -> None:
    for code, name in cache.names().items():
        years = cache.told_years(code)
        area = cache.read("area_values", region_code=code)
        for said in about_region(area, code, name, years, standings=cache.told_standings(years)):
            assert_sayable(said.text)
        assert_sayable(answer("daerah", kab=code))


def _named() -> Iterator[str]:
    yield from VIEWS.values()
    yield from PARTS.values()
    yield from sources.BASIS_WORDS.values()
    yield Scenario().called
    for indicator in INDICATORS.values():
        yield from (indicator.short_label, indicator.definition, indicator.caveat)


def test_names_and_definitions_have_one_word_for_one_thing() -> None:
    for text in _named():
        found = re.search(r"\bporsi\b|angka turunan|Nyata\?|\blantai\b|pertumbuhan yang sah", text, re.IGNORECASE)
        assert found is None, text


def test_money_beyond_a_thousand_takes_the_next_word() -> None:
    """Rp3.998,8 miliar is read as Rp4,0 triliun; what is below a thousand keeps the scale of its indicator."""
    kur = INDICATORS["kur_disbursed"]
    assert kur.text(3_998_791_000_000.0) == "Rp4,0 triliun"
    assert kur.text(999_940_000_000.0) == "Rp999,9 miliar"
    assert kur.text(999_960_000_000.0) == "Rp1,0 triliun"


def test_the_forbidden_words_are_found() -> None:
    """The net has no hole: what was said before is caught."""
    old = (
        "Muna setara dengan median 17 daerah.",
        "Penduduk miskin meningkat 0,2 poin persen.",
        "54% nilai usulan perlu berpindah daerah (korelasi peringkat −0,40).",
        "Porsi koperasi sehat 78,4%.",
    )
    for text in old:
        assert FORBIDDEN.search(text), text
