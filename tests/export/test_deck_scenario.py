"""The deck of a scenario: what the page works out for the same address, to the rupiah, and nothing ignored silently."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from decks import named, on, opened, texts, topic

from kumkm.analysis.proposals import WhatIf, what_if
from kumkm.domain.meeting import Decision, Meeting, Proceedings, Step, Verdict
from kumkm.domain.rules import BILLION, Rules
from kumkm.domain.view.selection import PLAIN
from kumkm.errors import UsageError
from kumkm.export.contents import Contents
from kumkm.export.deck import deck
from kumkm.export.deck_scenario import chosen, scenario_slides
from kumkm.export.edition import Edition
from kumkm.export.slide_tables import Table
from kumkm.export.slides import Slide
from kumkm.narrative.scenario_words import rules_in_words

QUERY = "bagian=simulasi&pagu=40.000000001&batas=rpb=10&lantai=74.71=2&nama=Merata&bobot=1;1;1;1"
RULES = Rules(40 * BILLION + 1, floor=1, floors={"74.71": 2}, menu_caps={"rpb": 10 * BILLION})
MORNING = datetime(2026, 11, 30, 1, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def contents(ask: Any, regions: Any) -> Contents:
    return Contents(ask, regions, 2023)


@pytest.fixture(scope="module")
def plan(ask: Any) -> WhatIf:
    return what_if(ask, rules=RULES, year=2025)


def tables(slides: list[Slide], start: str) -> list[list[str]]:
    """Rows of all tables on slides of a topic."""
    return [
        [cell.text for cell in row]
        for slide in slides
        if slide.topic.startswith(start)
        for _, part in slide.parts
        if isinstance(part, Table)
        for row in part.rows
    ]


def made(contents: Contents, query: str = QUERY, held: Proceedings | None = None) -> list[Slide]:
    return list(scenario_slides(Edition(contents), chosen(contents, query), held))


def test_it_is_the_plan_of_the_page_to_the_rupiah(contents: Contents, plan: WhatIf) -> None:
    slides = made(contents)
    told = dict(tables(slides, "Skenario pagu")[:10])
    assert told["Pagu"] == "Rp40.000.000.001"
    assert told["Jatah daerah tertentu"] == "Kota Kendari 2 usulan"
    assert told["Batas Rumah Produksi Bersama"] == "paling banyak Rp10.000.000.000"
    assert told["Sisa pagu"].replace(".", "") == f"Rp{plan.plan.leftover_idr}"
    for name, found in (("masuk", plan.plan.selected), ("tidak masuk", plan.plan.left_out)):
        rows = tables(slides, f"Skenario pagu: {name}")
        amounts = sorted(int(row[2].replace(".", "")) for row in rows[:-1])
        assert amounts == sorted(int(value) for value in found["amount_idr"])
        assert {row[3] for row in rows[:-1]} == set(found["reason"])
        assert int(rows[-1][2].replace(".", "")) == sum(amounts)
    by_region = {row[0]: row[3:] for row in tables(slides, "Skenario pagu: tiap daerah")}
    assert len(by_region) == 17
    for row in plan.plan.served.itertuples():
        name = contents.local[row.region_code]
        assert [int(text.replace(".", "")) for text in by_region[name]] == [row.selected, row.amount_idr]


def test_the_address_that_the_page_writes_is_read_back(contents: Contents) -> None:
    shown = replace(PLAIN, year=2023, proposals=replace(PLAIN.proposals, part="simulasi"))
    shown = replace(shown, proposals=replace(shown.proposals, scenario=chosen(contents, QUERY).scenario, year=2024))
    written = urlencode(shown.to_url("usulan"))
    for query in (written, f"?{written}", f"http://127.0.0.1:8501/usulan?{written}"):
        assert chosen(contents, query) == replace(chosen(contents, QUERY), year=2024)


@pytest.mark.parametrize("query", ["pagu=abc", "pagu=40&minimal=9", "ta=1999", "lantai=74.71"])
def test_what_the_page_would_ignore_is_refused(contents: Contents, query: str) -> None:
    with pytest.raises(UsageError, match=r"--scenario: .*Salin alamat"):
        chosen(contents, query)


def test_a_menu_that_there_is_not_is_refused(contents: Contents) -> None:
    with pytest.raises(UsageError, match="menu_cap: ditemukan 'tidak_ada'"):
        made(contents, "batas=tidak_ada=10")


def test_of_a_region_only_its_own_is_listed(contents: Contents, plan: WhatIf) -> None:
    rows = tables(made(replace(contents, region_code="74.03")), "Skenario pagu: masuk")
    assert {row[0] for row in rows[:-1]} == {"Muna"}
    assert len(rows) - 1 == int((plan.plan.selected["region_code"] == "74.03").sum())


def test_what_fits_nowhere_says_why(contents: Contents) -> None:
    (only,) = made(contents, "pagu=0.5&minimal=3")
    assert only.title == "Tidak ada susunan yang memenuhi semua syarat."
    assert "Alasan" in dict(tables([only], "Skenario"))


def test_what_a_meeting_under_way_agreed_on_is_fixed(contents: Contents, plan: WhatIf) -> None:
    key = str(plan.plan.left_out.sort_values("amount_idr")["proposal_id"].iloc[0])
    meeting = Meeting("m", "Rakorda", "", "b", (Step("j", "j", "judul"),), "j", MORNING, False, MORNING, None)
    held = Proceedings(meeting, {key: Decision(key, Verdict.AGREED, 123_456_789, "", MORNING, "pemimpin rapat")})
    rows = tables(made(contents, held=held), "Skenario pagu: masuk")
    assert ["123.456.789", "Disepakati rapat; tetap masuk."] in [row[2:] for row in rows]
    ended = replace(held, meeting=replace(meeting, ended_at=MORNING))
    assert tables(made(contents, held=ended), "Skenario pagu: masuk") == tables(made(contents), "Skenario pagu: masuk")


def test_weights_are_told_as_they_are(contents: Contents) -> None:
    scenario = chosen(contents, "bobot=1;0.25;1;0").scenario
    told = dict(rules_in_words(scenario, {}, {}))
    assert told["Bobot skor"] == "kesiapan 1, kebutuhan 0,25, alokasi lalu 1, penduduk 0"
    assert dict(rules_in_words(chosen(contents, "pagu=5").scenario, {}, {}))["Bobot skor"].endswith("semuanya sama")


@pytest.mark.slow
def test_the_deck_has_it_before_the_regions_marked_and_within_its_slides(contents: Contents) -> None:
    slides = list(opened(deck(contents, scenario=chosen(contents, QUERY))).slides)
    topics = [topic(slide) for slide in slides]
    assert topics.index("SKENARIO PAGU") == topics.index("KEBUTUHAN DAN USULAN") + 1
    assert topics.index("SKENARIO PAGU: TIAP DAERAH") < topics.index("KABUPATEN KOLAKA")
    assert "Merata" in list(texts(on(slides, "SKENARIO PAGU")))
    for slide in (slide for slide in slides if topic(slide).startswith("SKENARIO")):
        assert named(slide, "Tanda simulasi")
        assert all(shape.top + shape.height <= 7.5 * 914400 for shape in slide.shapes)
