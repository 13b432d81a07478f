"""The real dashboard in a real browser, with no network but its own server."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from rounds import first
from watched import Watched

PATHS = ("", "indikator", "daerah", "pertumbuhan", "data")
KENDARI, KOLAKA = "74.71", "74.01"


def params(page: Page) -> str:
    return page.url.partition("?")[2].replace("%2C", ",")


@pytest.mark.parametrize("path", first(PATHS))
def test_every_page_opens_offline_without_an_error(watched: Watched, path: str) -> None:
    page = watched.open(path)
    assert page.locator('[data-testid="stException"], .k-failure').count() == 0
    if path in ("", "indikator"):
        expect(page.locator("[data-region]")).to_have_count(17)


def test_a_deep_link_opens_exactly_that(watched: Watched) -> None:
    page = watched.open(f"indikator?indikator=poverty_rate&tahun=2020&kab={KENDARI}")
    expect(page.locator(".k-headline h1")).to_contain_text("4,34%")
    expect(page.locator(f'[data-region="{KENDARI}"]')).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".st-key-kab input")).to_have_value("Kota Kendari")
    assert params(page) == f"indikator=poverty_rate&tahun=2020&kab={KENDARI}"


def test_a_click_on_the_map_selects_and_everything_follows(watched: Watched) -> None:
    page = watched.open("indikator?indikator=grdp_growth&tahun=2023")
    page.locator(f'[data-region="{KOLAKA}"]').click()
    expect(page.locator(".k-headline h1")).to_contain_text("Kolaka 5,17%")
    expect(page.locator(".st-key-kab input")).to_have_value("Kolaka")
    assert f"kab={KOLAKA}" in params(page)
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-kab input")).to_have_value("seluruh Sultra")
    expect(page).not_to_have_url(re.compile("kab="))


@pytest.mark.slow
def test_the_selection_stays_from_page_to_page_and_in_the_address(watched: Watched) -> None:
    page = watched.open(f"indikator?indikator=poverty_rate&tahun=2020&kab={KENDARI}")
    page.get_by_role("link", name="Daerah").click()
    expect(page.locator(".k-blocks")).to_be_visible()
    expect(page.locator(".k-headline h1")).to_contain_text("Kota Kendari")
    assert page.url.endswith(f"/daerah?indikator=poverty_rate&tahun=2020&kab={KENDARI}")


@pytest.mark.slow
def test_the_back_button_brings_back_what_was_on_screen(watched: Watched) -> None:
    page = watched.open(f"indikator?indikator=poverty_rate&tahun=2020&kab={KENDARI}")
    page.locator(f'[data-region="{KOLAKA}"]').click()
    expect(page.locator(".st-key-kab input")).to_have_value("Kolaka")
    page.go_back()
    expect(page.locator(".st-key-kab input")).to_have_value("Kota Kendari")


@pytest.mark.slow
def test_compared_regions_come_from_the_address(watched: Watched) -> None:
    page = watched.open(f"indikator?indikator=poverty_rate&tahun=2020&banding={KOLAKA},74.02")
    expect(page.locator(".k-headline p")).to_contain_text("dibanding Kolaka, Konawe")
    assert f"banding={KOLAKA},74.02" in params(page)
