"""The region map in a real browser: shapes, choosing, keyboard, missing data, hostile names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from serving import served

from kumkm.settings import PROJECT_ROOT

KENDARI, KONAWE_SELATAN, MUNA_BARAT, KOLAKA = "74.71", "74.05", "74.13", "74.01"
HOSTILE = "<img src=x onerror=\"document.body.dataset.hacked='yes'\">"

SCRIPT = f"""
import json
from pathlib import Path
import streamlit as st
from kumkm.ui.parts.region_map import MapClasses, RegionMapPayload, picked_region, picked_why, region_map

shapes = json.loads(Path({str(PROJECT_ROOT / "static/geo/regions.json")!r}).read_text("utf-8"))
codes = sorted(region["code"] for region in shapes["regions"])
names = {{code: f"Daerah {{code}}" for code in codes}} | {{{KENDARI!r}: {HOSTILE!r}}}
values = {{code: [float(i), float(i) + 1] for i, code in enumerate(codes)}} | {{{MUNA_BARAT!r}: [3.0, None]}}
values[{KOLAKA!r}] = [5.0, None]

def choose():
    st.session_state.chosen = picked_region("map")

def ask():
    st.session_state.setdefault("asked", []).append(picked_why("map"))

year = st.radio("Tahun", [2024, 2023])
region_map(
    RegionMapPayload(
        title="Uji", unit="persen", kind="rate", years=[2023, 2024], year=year, values=values,
        texts={{code: ["" if v is None else f"{{v:.1f}}".replace(".", ",") for v in row]
               for code, row in values.items()}},
        names=names, abbreviations={{code: code for code in names}},
        classes=MapClasses([0, 4, 8, 12, 15, 18], ["0", "4", "8", "12", "15", "18"]),
        selected=st.session_state.get("chosen"),
        grades={{{KONAWE_SELATAN!r}: ["", "D"]}}, source_line="Batas indikatif",
        missing_texts={{{KOLAKA!r}: ["", "dirahasiakan (r)"]}}, simulated=[False, True],
    ),
    key="map", on_select=choose, on_why=None if "mute" in st.query_params else ask,
)
st.write(f"Terpilih: {{st.session_state.get('chosen')}}")
st.write(f"Ditanya: {{st.session_state.get('asked', [])}}")
"""

# How many visible texts of the picture a ring overlaps.
COVERED = """() => {
  const shown = (selector) => [...document.querySelectorAll(`.krm-picture ${selector}`)]
    .filter((node) => node.checkVisibility({visibilityProperty: true}) && node.textContent)
    .map((node) => node.getBoundingClientRect());
  const texts = shown("text:not(.krm-ring text)");
  return shown(".krm-ring").flatMap((ring) => texts.filter((text) => ring.left < text.right - 1
    && text.left < ring.right - 1 && ring.top < text.bottom - 3 && text.top < ring.bottom - 3)).length;
}"""


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


def _legend(page: Page, text: str) -> Locator:
    return page.locator(".krm-legend text", has_text=text)


def _expect_asked(page: Page, codes: list[str | None]) -> None:
    expect(page.get_by_text(f"Ditanya: {codes}", exact=True)).to_be_visible()


def _expect_chosen(page: Page, code: str | None) -> None:
    expect(page.get_by_text(f"Terpilih: {code}", exact=True)).to_be_visible()


def test_every_region_is_there_once_in_both_views(page: Page) -> None:
    assert page.locator("[data-region]").count() == 17
    page.get_by_role("button", name="Ubin").click()
    assert page.locator("[data-region]").count() == 17


def test_all_files_of_the_map_come_with_one_version(page: Page) -> None:
    """Also those the script imports: an older one from the browser's cache would not fit the others."""
    fetched = page.evaluate(
        "performance.getEntriesByType('resource').map((entry) => new URL(entry.name))"
        ".filter((url) => url.pathname.includes('/static/map/')).map((url) => [url.pathname, url.search])"
    )
    names = {path.rpartition("/")[2] for path, _version in fetched}
    assert names == {file.name for file in (PROJECT_ROOT / "static/map").iterdir() if file.suffix in (".js", ".css")}
    (version,) = {version for _path, version in fetched}
    assert version.startswith("?v=")


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


def test_poor_data_carry_a_ring_that_covers_no_label(page: Page) -> None:
    for view in ("Peta", "Ubin"):
        page.get_by_role("button", name=view).click()
        expect(page.locator(":is(.krm-geo, .krm-tiles) .krm-ring").filter(visible=True)).to_have_text(["D"])
        assert page.evaluate(COVERED) == 0
    expect(_legend(page, "D: mutu data di bawah C, perlu pendampingan")).to_be_visible()
    label = _region(page, KONAWE_SELATAN).get_attribute("aria-label") or ""
    assert label.endswith("D: mutu data di bawah C, perlu pendampingan")


def test_withheld_is_not_drawn_or_said_as_missing(page: Page) -> None:
    assert "hatch" not in (_region(page, KOLAKA).get_attribute("style") or "")
    assert (_region(page, KOLAKA).get_attribute("aria-label") or "").endswith(": dirahasiakan (r)")
    expect(page.locator(".krm-label-value", has_text="r")).to_have_text(["r"])
    expect(_legend(page, "r: dirahasiakan")).to_be_visible()


def test_the_stamp_of_simulated_data_goes_into_the_exported_picture(page: Page) -> None:
    expect(page.get_by_text("DATA SIMULASI")).to_be_visible()
    assert "DATA SIMULASI" in page.evaluate("kumkmMap.exportSvg('map')")


def test_what_the_map_says_of_itself_is_a_key_away_and_on_every_picture(page: Page) -> None:
    about, words = page.get_by_role("button", name="Tentang batas dan kelas"), page.locator(".krm-source")
    expect(words).to_be_hidden()
    about.focus()
    page.keyboard.press("Enter")
    expect(words).to_have_text("Batas indikatif")
    expect(words).to_be_visible()
    page.keyboard.press("Escape")
    expect(words).to_be_hidden()
    assert "Batas indikatif" in page.evaluate("kumkmMap.exportSvg('map')")
    page.emulate_media(media="print")
    expect(words).to_be_visible()
    page.emulate_media(media="screen")


def test_the_legend_counts_the_regions_of_each_class_and_of_what_has_none(page: Page) -> None:
    """Values 1 … 17 without the 1 that is withheld and the 13 that is missing, in classes from 0, 4, 8, 12 and 15."""
    rows = page.locator(".krm-legend-row").filter(has_not_text="DATA SIMULASI")
    said = [" ".join(row.locator("text").all_text_contents()) for row in rows.all()]
    assert said == [
        "15–18 3 daerah", "12–15 2 daerah", "8–12 4 daerah", "4–8 4 daerah", "0–4 2 daerah",
        "belum ada data 1 daerah", "r r: dirahasiakan 1 daerah",
        "D D: mutu data di bawah C, perlu pendampingan 1 daerah",
    ]  # fmt: skip


def test_marks_belong_to_their_year(page: Page) -> None:
    page.get_by_text("2023", exact=True).first.click()
    expect(page.locator(".krm-year")).to_have_text("2023")
    expect(page.locator(".krm-ring").filter(visible=True)).to_have_count(0)
    expect(_legend(page, "r: dirahasiakan")).to_be_hidden()
    expect(page.get_by_text("DATA SIMULASI")).to_be_hidden()
    assert "DATA SIMULASI" not in page.evaluate("kumkmMap.exportSvg('map')")
    page.get_by_text("2024", exact=True).first.click()
    expect(page.get_by_text("DATA SIMULASI")).to_be_visible()


def test_a_double_click_a_key_and_a_button_ask_where_a_number_comes_from(page: Page) -> None:
    page.get_by_role("button", name="Dari mana angka ini?").click()
    _expect_asked(page, [None])
    _region(page, KONAWE_SELATAN).dblclick(force=True)
    _expect_asked(page, [None, KONAWE_SELATAN])
    _expect_chosen(page, KONAWE_SELATAN)
    _region(page, KOLAKA).focus()
    page.keyboard.press("i")
    _expect_asked(page, [None, KONAWE_SELATAN, KOLAKA])
    page.get_by_role("button", name="Dari mana angka ini?").click()
    _expect_asked(page, [None, KONAWE_SELATAN, KOLAKA, KONAWE_SELATAN])


def test_a_map_that_cannot_answer_is_not_asked(opened: Page, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{opened.url}?mute=1")
    _region(page, KONAWE_SELATAN).dblclick(force=True)
    expect(page.get_by_role("button", name="Dari mana angka ini?")).to_be_hidden()
    _expect_asked(page, [])
    page.close()
