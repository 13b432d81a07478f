"""The real dashboard in a real browser, with no network but its own server."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from watched import Watched

PATHS = ("", "indikator", "daerah", "pertumbuhan", "data")
KENDARI, KOLAKA = "74.71", "74.01"


def params(page: Page) -> str:
    return page.url.partition("?")[2].replace("%2C", ",")


@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens_offline_without_an_error(watched: Watched, path: str) -> None:
    page = watched.open(path)
    assert page.locator('[data-testid="stException"], .k-failure').count() == 0
    if path in ("", "indikator"):
        assert page.locator("[data-region]").count() == 17


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
    expect(page.locator(".st-key-kab input")).to_have_value("Seluruh provinsi")
    expect(page).not_to_have_url(re.compile("kab="))


def test_the_selection_stays_from_page_to_page_and_in_the_address(watched: Watched) -> None:
    page = watched.open(f"indikator?indikator=poverty_rate&tahun=2020&kab={KENDARI}")
    page.get_by_role("link", name="Daerah").click()
    expect(page.locator(".k-profile")).to_be_visible()
    expect(page.locator(".k-headline h1")).to_contain_text("Kota Kendari")
    assert page.url.endswith(f"/daerah?indikator=poverty_rate&tahun=2020&kab={KENDARI}")


def test_the_back_button_brings_back_what_was_on_screen(watched: Watched) -> None:
    page = watched.open(f"indikator?indikator=poverty_rate&tahun=2020&kab={KENDARI}")
    page.locator(f'[data-region="{KOLAKA}"]').click()
    expect(page.locator(".st-key-kab input")).to_have_value("Kolaka")
    page.go_back()
    expect(page.locator(".st-key-kab input")).to_have_value("Kota Kendari")


def test_years_play_on_the_map_without_the_page_jumping(watched: Watched) -> None:
    page = watched.open("indikator?indikator=poverty_rate&tahun=2018")
    top = page.locator('[data-region="74.01"]').bounding_box()
    page.get_by_role("button", name="Putar").click()
    expect(page.locator(".k-headline p")).to_contain_text("· 2020 ·", timeout=10000)
    assert page.locator('[data-region="74.01"]').bounding_box() == top


def test_a_projector_hides_the_menu_and_shows_nothing_small(watched: Watched) -> None:
    page = watched.open("?layar=1")
    expect(page.locator('header[data-testid="stHeader"]')).to_be_hidden()
    small = page.evaluate(
        """() => [...document.querySelectorAll('.stMainBlockContainer *')]
          .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
            && e.checkVisibility({opacityProperty: true, visibilityProperty: true})
            && e.getBoundingClientRect().width > 1)
          .map(e => [parseFloat(getComputedStyle(e).fontSize), e.tagName, e.textContent.slice(0, 30)])
          .filter(([size]) => size < 17.9)"""
    )
    assert small == []


def test_the_overview_fits_one_screen(watched: Watched) -> None:
    page = watched.open("")
    heights = page.evaluate(
        "(() => { const main = document.querySelector('[data-testid=\"stMain\"]');"
        " return [main.scrollHeight, main.clientHeight]; })()"
    )
    assert heights[0] <= heights[1]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("kab=99.99", "99.99"),
        ("indikator=tidak_ada", "tidak_ada"),
        ("indikator=poverty_rate&tahun=1900", "2018–2021, 2022 (1 daerah), 2023"),
        ("banding=74.01,xx", "xx"),
        ("kab=<script>alert(1)</script>", "alert"),
    ],
)
def test_a_bad_parameter_is_ignored_with_a_quiet_notice(watched: Watched, query: str, said: str) -> None:
    page = watched.open(f"indikator?{query}")
    expect(page.locator(".k-notice").first).to_contain_text(said)
    assert page.locator(".k-headline").count() == 1


def test_what_is_shown_can_be_taken_away(watched: Watched, tmp_path: Path) -> None:
    page = watched.open(f"indikator?indikator=poverty_rate&tahun=2020&kab={KENDARI}")
    files = {}
    for kind in ("CSV", "XLSX"):
        with page.expect_download() as download:
            page.get_by_role("button", name=kind, exact=True).click()
        files[kind] = tmp_path / download.value.suggested_filename
        download.value.save_as(files[kind])
    for label in ("Peta", "Peringkat", "Tren"):
        for kind in ("SVG", "PNG"):
            with page.expect_download() as download:
                page.get_by_role("button", name=f"Unduh {label} sebagai {kind}").click()
            files[label + kind] = tmp_path / download.value.suggested_filename
            download.value.save_as(files[label + kind])
    assert "74.71,Kota Kendari,Persentase penduduk miskin,2020,Maret,4.34" in files["CSV"].read_text("utf-8")
    assert zipfile.is_zipfile(files["XLSX"])
    for label in ("Peta", "Peringkat", "Tren"):
        drawing = files[label + "SVG"].read_text("utf-8")
        assert drawing.startswith("<svg")
        assert "Sumber: " in drawing
        assert "Persentase penduduk miskin" in drawing
        assert files[label + "PNG"].read_bytes().startswith(b"\x89PNG")
    assert "4,34" in files["PetaSVG"].read_text("utf-8")


def test_compared_regions_come_from_the_address(watched: Watched) -> None:
    page = watched.open(f"indikator?indikator=poverty_rate&tahun=2020&banding={KOLAKA},74.02")
    expect(page.locator(".k-headline p")).to_contain_text("dibanding Kolaka, Konawe")
    assert f"banding={KOLAKA},74.02" in params(page)
