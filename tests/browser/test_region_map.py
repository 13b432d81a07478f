"""The region map in a real browser: shapes, choosing, keyboard, missing data, hostile names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from serving import served

from kumkm.settings import PROJECT_ROOT

KENDARI, KONAWE_SELATAN, MUNA_BARAT = "74.71", "74.05", "74.13"
HOSTILE = "<img src=x onerror=\"document.body.dataset.hacked='yes'\">"

SCRIPT = f"""
import json
from pathlib import Path
import streamlit as st
from kumkm.ui.region_map import RegionMapPayload, picked_region, region_map

shapes = json.loads(Path({str(PROJECT_ROOT / "static/geo/regions.json")!r}).read_text("utf-8"))
codes = sorted(region["code"] for region in shapes["regions"])
names = {{code: f"Daerah {{code}}" for code in codes}} | {{{KENDARI!r}: {HOSTILE!r}}}
values = {{code: [float(i), float(i) + 1] for i, code in enumerate(codes)}} | {{{MUNA_BARAT!r}: [3.0, None]}}

def choose():
    st.session_state.chosen = picked_region("map")

region_map(
    RegionMapPayload(
        title="Uji", unit="persen", kind="rate", years=[2023, 2024], year=2024, values=values,
        texts={{code: ["" if v is None else f"{{v:.1f}}".replace(".", ",") for v in row]
               for code, row in values.items()}},
        names=names, abbreviations=names, edges=[0, 4, 8, 12, 15, 18],
        edge_texts=["0", "4", "8", "12", "15", "18"], selected=st.session_state.get("chosen"),
    ),
    key="map", height=560, on_select=choose,
)
st.write(f"Terpilih: {{st.session_state.get('chosen')}}")
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Page]:
    """Serve the script above with the project's own static files and open it once."""
    folder = tmp_path_factory.mktemp("region_map")
    (folder / "app.py").write_text(SCRIPT, encoding="utf-8")
    (folder / "static").symlink_to(PROJECT_ROOT / "static", target_is_directory=True)
    with served(folder / "app.py") as address:
        page = browser.new_page(viewport={"width": 900, "height": 800})
        page.goto(address)
        page.wait_for_selector("[data-region]")
        yield page
        page.close()


@pytest.fixture
def page(opened: Page) -> Page:
    """Return the page as the map, with nothing chosen."""
    opened.get_by_role("button", name="Peta").click()
    opened.keyboard.press("Escape")
    _expect_chosen(opened, None)
    return opened


def _region(page: Page, code: str) -> Locator:
    return page.locator(f'[data-region="{code}"]')


def _expect_chosen(page: Page, code: str | None) -> None:
    expect(page.get_by_text(f"Terpilih: {code}", exact=True)).to_be_visible()


def test_every_region_is_there_once_in_both_views(page: Page) -> None:
    assert page.locator("[data-region]").count() == 17
    page.get_by_role("button", name="Ubin").click()
    assert page.locator("[data-region]").count() == 17


def test_a_click_chooses_and_a_second_click_clears(page: Page) -> None:
    _region(page, KONAWE_SELATAN).click(force=True)
    assert _region(page, KONAWE_SELATAN).get_attribute("aria-pressed") == "true"
    _expect_chosen(page, KONAWE_SELATAN)
    _region(page, KONAWE_SELATAN).click(force=True)
    _expect_chosen(page, None)


def test_the_keyboard_moves_chooses_and_clears(page: Page) -> None:
    _region(page, KONAWE_SELATAN).focus()
    page.keyboard.press("ArrowUp")
    moved = page.evaluate("document.activeElement.dataset.region")
    assert moved not in (None, KONAWE_SELATAN)
    page.keyboard.press("Enter")
    _expect_chosen(page, moved)
    assert page.evaluate("document.activeElement.dataset.region") == moved
    page.keyboard.press("Escape")
    _expect_chosen(page, None)


def test_missing_is_hatched_and_said(page: Page) -> None:
    assert "hatch" in (_region(page, MUNA_BARAT).get_attribute("style") or "")
    assert "belum ada data" in (_region(page, MUNA_BARAT).get_attribute("aria-label") or "")


def test_a_hostile_name_is_only_text(page: Page) -> None:
    assert (_region(page, KENDARI).get_attribute("aria-label") or "").startswith(HOSTILE)
    _region(page, KENDARI).hover(force=True)
    page.get_by_role("button", name="Ubin").click()
    assert page.locator(".krm img").count() == 0
    assert page.evaluate("document.body.dataset.hacked") is None
