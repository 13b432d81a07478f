"""The room on growth in a real browser: every view is an address, and what is chosen in it stays."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from rounds import some
from watched import Watched

from kumkm.domain.view.growth import VIEWS


def params(page: Page) -> dict[str, str]:
    query = page.url.partition("?")[2].replace("%2C", ",").replace("%3B", ";")
    return dict(part.split("=") for part in query.split("&") if part)


@pytest.mark.parametrize("view", some(list(VIEWS), {0, 3, 6, 9}))
def test_every_view_opens_offline_with_an_answer_first(watched: Watched, view: str) -> None:
    page = watched.open(f"pertumbuhan?lihat={view}&kab=74.02&banding=74.71")
    expect(page.locator(".k-headline h1")).to_contain_text(re.compile(r"\w+.*\.$"))
    assert page.locator('[data-testid="stException"], .k-failure').count() == 0
    assert params(page).get("lihat", "peta") == view


def test_choosing_a_view_writes_its_address_and_the_address_opens_it(watched: Watched) -> None:
    page = watched.open("pertumbuhan?indikator=grdp_growth")
    page.get_by_role("combobox", name="Yang dilihat").click()
    page.get_by_role("option", name="Andil").click()
    expect(page.locator(".k-headline h1")).to_contain_text("lebih dari separuhnya berasal dari")
    expect(page).to_have_url(re.compile("lihat=andil"))
    page.reload()
    expect(page.locator(".k-headline h1")).to_contain_text("lebih dari separuhnya berasal dari")


def test_the_base_year_is_part_of_the_address(watched: Watched) -> None:
    page = watched.open("pertumbuhan?lihat=andil&indikator=grdp_growth")
    for year in ("2019", "2018"):
        page.get_by_role("combobox", name="Tahun dasar").click()
        page.keyboard.type(year)
        page.keyboard.press("Enter")
        expect(page.locator(".k-headline h1")).to_contain_text(year)
    page.get_by_role("combobox", name="Tahun dasar").click()
    page.keyboard.type("2019")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("dasar=2019"))


def test_another_year_moves_the_default_base_along(watched: Watched) -> None:
    page = watched.open("pertumbuhan?indikator=grdp_growth&tahun=2022")
    expect(page.locator(".k-headline h1")).to_contain_text("2017")
    assert "dasar" not in params(page)


def test_a_click_on_the_map_of_growth_selects(watched: Watched) -> None:
    page = watched.open("pertumbuhan?indikator=grdp_growth")
    page.locator('[data-region="74.01"]').click()
    expect(page.locator(".k-headline h1")).to_contain_text("Kolaka tumbuh rata-rata 2,80%")
    expect(page).to_have_url(re.compile("kab=74.01"))


def test_a_number_of_the_headline_leads_to_its_levels(watched: Watched) -> None:
    page = watched.open("pertumbuhan?indikator=grdp_growth&kab=74.01")
    page.locator(".k-headline h1 [data-asal]").first.click()
    expect(page.locator("[role=dialog]:not(#k-palette)")).to_contain_text("20418779.35")


def test_assumptions_of_the_scenario_come_from_the_address(watched: Watched) -> None:
    page = watched.open("pertumbuhan?lihat=skenario&laju=0;0;0&sasaran=5")
    expect(page.locator(".k-headline h1")).to_contain_text("tidak berubah")
    expect(page.locator(".k-headline h1")).to_contain_text("sasaran 5,0% setahun belum tercapai sampai 2029")


def test_the_typology_plays_over_the_years(watched: Watched) -> None:
    page = watched.open("pertumbuhan?lihat=tipologi&tahun=2023&indikator=grdp_growth")
    chart = page.locator(".st-key-grafik_klassen")
    expect(chart.locator(".k-chart-svg")).to_be_visible()
    year = chart.get_by_role("slider", name="Tahun")
    before = chart.locator(".k-mark .k-shape").evaluate_all("marks => marks.map(mark => mark.getAttribute('d'))")
    year.fill("0")
    expect(chart.locator(".k-chart-play b")).not_to_have_text("2023")
    page.wait_for_timeout(600)
    after = chart.locator(".k-mark .k-shape").evaluate_all("marks => marks.map(mark => mark.getAttribute('d'))")
    assert before != after
    chart.get_by_role("button", name="Putar").click()
    expect(chart.get_by_role("button", name="Jeda")).to_be_visible()


def test_other_pages_carry_no_parameters_of_growth(watched: Watched) -> None:
    page = watched.open("pertumbuhan?lihat=andil&dasar=2015&indikator=grdp_growth")
    page.get_by_role("link", name="Indikator").click()
    expect(page).to_have_url(re.compile("/indikator"))
    expect(page.locator(".k-headline h1")).to_be_visible()
    assert not {"lihat", "dasar"} & params(page).keys()
    page.get_by_role("link", name="Pertumbuhan").click()
    expect(page.locator(".k-headline h1")).to_contain_text("2015")
