"""On paper: A4, nothing cut, white and light whatever the screen shows, charts as drawings, sheets numbered."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from rounds import some
from watched import Watched

A4 = (595, 842)  # points


def sheets(page: Page) -> list[str]:
    """The text of each sheet, every one an A4."""
    if os.environ.get("CI"):
        import pypdf
    else:
        pypdf = pytest.importorskip("pypdf")
    found = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))).pages
    sizes = {(round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) for sheet in found}
    assert sizes == {A4}
    return [sheet.extract_text() for sheet in found]


@pytest.fixture
def dark(browser: Browser, dashboard: str) -> Iterator[Watched]:
    """A visitor whose screen is dark."""
    page = browser.new_page(viewport={"width": 1366, "height": 768}, color_scheme="dark")
    yield Watched(page, dashboard)
    page.close()


@pytest.mark.parametrize(
    "path",
    some(
        [
            "indikator?indikator=grdp_growth&tahun=2023",
            "pertumbuhan",
            "pertumbuhan?lihat=andil",
            "pertumbuhan?lihat=tipologi",
            "usulan?bagian=kebutuhan",
        ],
        {0, 3},
    ),
)
def test_every_region_is_named_on_paper(watched: Watched, names: dict[str, str], path: str) -> None:
    page = watched.open(path)
    expect(page.locator(".k-chart-svg").first).to_be_visible()
    text = " ".join(" ".join(sheets(page)).split())
    assert [name for name in names.values() if name not in text] == []


def test_a_sheet_says_which_of_how_many_it_is(watched: Watched) -> None:
    found = sheets(watched.open("indikator?indikator=grdp_growth&tahun=2023"))
    assert all(f"Halaman {place} dari {len(found)}" in text for place, text in enumerate(found, 1))


def test_a_list_is_printed_whole_and_not_only_its_rows_in_sight(watched: Watched) -> None:
    page = watched.open("usulan?bagian=daftar")
    codes = page.locator(".k-paper tbody tr td:first-child").evaluate_all("cells => cells.map(c => c.textContent)")
    assert len(codes) > 12
    text = "".join("".join(sheets(page)).split())
    assert [code for code in codes if code not in text] == []


def test_a_total_stands_once_on_paper_below_all_its_rows(watched: Watched) -> None:
    page = watched.open("usulan?ta=2025")
    counts = "".join(page.locator(".k-pm tfoot td b").all_inner_texts()[:-1])
    text = "".join("".join(sheets(page)).split())
    assert text.count(counts) == 1, text


def test_no_table_of_the_product_repeats_its_total(watched: Watched) -> None:
    page = watched.open("usulan?ta=2025")
    page.emulate_media(media="print")
    shown = page.evaluate(
        "() => { const t = document.querySelector('.k-scroll').appendChild(document.createElement('table'));"
        " t.innerHTML = '<tfoot><tr><td>1</td></tr></tfoot>'; return getComputedStyle(t.tFoot).display; }"
    )
    assert shown == "table-row-group"


@pytest.mark.parametrize(
    "path", some(["indikator?indikator=hdi", "pertumbuhan?lihat=andil", "usulan?bagian=simulasi"], {0})
)
def test_a_dark_screen_prints_on_white(dark: Watched, path: str) -> None:
    page = dark.open(path)
    page.emulate_media(media="print", color_scheme="dark")
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    counted = shot.getcolors(shot.width * shot.height)
    assert counted
    assert max(counted)[1] == (255, 255, 255)
    ink = page.locator(".k-headline h1").evaluate("node => getComputedStyle(node).color")
    assert ink == "rgb(22, 32, 42)"


def test_a_chart_on_paper_is_a_drawing_as_wide_as_its_place(watched: Watched, tmp_path: Path) -> None:
    page = watched.open("pertumbuhan?lihat=andil")
    page.emulate_media(media="print")
    box, place, drawn = page.locator(".k-chart-svg").evaluate(
        "node => [node.getBoundingClientRect().width, node.parentElement.getBoundingClientRect().width,"
        " node.getAttribute('viewBox').split(' ').length]"
    )
    assert box == pytest.approx(place, abs=1)
    assert drawn == 4
    assert page.locator(".k-chart").evaluate("node => getComputedStyle(node).breakInside") == "avoid"
