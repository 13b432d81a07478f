"""What the meeting room asks of the dashboard: projector, playing years, mistakes in links, files to take away."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from playwright.sync_api import expect
from watched import Watched

KENDARI, KOLAKA = "74.71", "74.01"


def test_years_play_on_the_map_without_the_page_jumping(watched: Watched) -> None:
    page = watched.open("indikator?indikator=poverty_rate&tahun=2020")
    top = page.locator('[data-region="74.01"]').bounding_box()
    page.get_by_role("button", name="Putar").click()
    expect(page.locator(".k-headline p")).to_contain_text("· 2023 ·")
    assert page.locator('[data-region="74.01"]').bounding_box() == top


def test_a_projector_shows_nothing_small(watched: Watched) -> None:
    page = watched.open("?layar=1")
    expect(page.locator('.krm [data-region="74.71"]').first).to_be_visible()  # the map comes after the page is quiet
    small = page.evaluate(
        """() => [...document.querySelectorAll('.stMainBlockContainer *')]
          .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
            && e.checkVisibility({opacityProperty: true, visibilityProperty: true})
            && e.getBoundingClientRect().width > 1)
          .map(e => [parseFloat(getComputedStyle(e).fontSize), e.tagName, e.textContent.slice(0, 30)])
          .filter(([size]) => size < 17.9)"""
    )
    assert small == []


def test_a_hostile_parameter_is_said_as_text(watched: Watched) -> None:
    page = watched.open("indikator?kab=<img src=x onerror=alert(1)>")
    expect(page.locator(".k-notice").first).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator(".k-headline").count() == 1


def test_what_is_shown_can_be_taken_away(watched: Watched, tmp_path: Path) -> None:
    page = watched.open(f"indikator?indikator=poverty_rate&tahun=2020&kab={KENDARI}")
    files = {}
    page.locator(".st-key-unduh_indikator button").click()
    for kind in ("CSV", "XLSX"):
        with page.expect_download() as download:
            page.get_by_role("button", name=kind, exact=True).click()
        files[kind] = tmp_path / download.value.suggested_filename
        download.value.save_as(files[kind])
    table = files["CSV"].read_text("utf-8-sig")
    assert "Kota Kendari;Persentase penduduk miskin;2020;4,34;persen;" in table
    assert files["CSV"].name == "penduduk-miskin-2020.csv"
    assert re.search(r";([0-9TZ]+-[0-9a-f]+)$", table.splitlines()[1])
    assert zipfile.is_zipfile(files["XLSX"])
