"""Maps and charts taken away as pictures: every sheet, what is written inside, and the clipboard."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from watched import Watched

MAP, RANKING = ".st-key-peta", ".st-key-grafik_peringkat"
PAGE = "indikator?indikator=rat_share&tahun=2023"
SLIDE, A4 = 16 / 9, 297 / 210


def asked(page: Page, where: str) -> None:
    """Open what is asked before the picture is made."""
    expect(page.locator(f"{where} svg").first).to_be_visible()
    page.locator(where).get_by_role("button", name="Gambar", exact=True).click()
    expect(page.locator(".k-picture")).to_be_visible()


def taken(page: Page, sheet: str, kind: str, folder: Path) -> Path:
    page.get_by_label(sheet).check()
    with page.expect_download() as waited:
        page.get_by_role("button", name=f"Unduh {kind}").click()
    found = folder / waited.value.suggested_filename
    waited.value.save_as(found)
    return found


def words_of(file: Path) -> str:
    """All text of a drawing, as one line."""
    return " ".join(
        "".join(node.itertext()) for node in ET.parse(file).iter() if node.tag.endswith(("}text", "}title"))
    )


@pytest.mark.parametrize(
    ("where", "title", "named"),
    [(MAP, "RAT 2023", "koperasi-aktif-yang-rat-2023-peta"), (RANKING, "Peringkat", "peringkat-")],
)
def test_a_picture_has_its_sheet_and_says_what_it_is(
    watched: Watched, tmp_path: Path, where: str, title: str, named: str
) -> None:
    page = watched.open(PAGE)
    build = re.search(r"Versi data (\S+)\.", page.locator(".k-sources").last.inner_text())
    assert build
    asked(page, where)
    for sheet, ratio, suffix in (("Salindia 16:9", SLIDE, "-salindia"), ("A4 lintang", A4, "-a4")):
        picture = taken(page, sheet, "PNG", tmp_path)
        assert picture.name.startswith(named)
        assert picture.name.endswith(f"{suffix}.png")
        with Image.open(picture) as image:
            assert image.width >= 1920
            assert image.width / image.height == pytest.approx(ratio, abs=0.003)
            assert len(image.convert("RGB").resize((64, 36)).getcolors(4096) or []) > 8  # something is drawn on it
        told = words_of(taken(page, sheet, "SVG", tmp_path))
        for words in (title, "Sumber:", "DATA SIMULASI", build[1]):
            assert words in told
        if where == MAP:
            assert "OpenStreetMap" in told
            assert "Batas indikatif" in told
            assert "Kolaka" in told
    drawing = taken(page, "Seperti di layar", "SVG", tmp_path)
    assert drawing.name.startswith(named)
    assert "var(" not in drawing.read_text("utf-8")
    assert "salindia" not in drawing.name
    page.keyboard.press("Escape")
    expect(page.locator(".k-picture")).to_have_count(0)
    expect(page.locator(f"{where} svg").first).to_be_visible()


def test_published_figures_carry_no_mark(watched: Watched, tmp_path: Path) -> None:
    page = watched.open("indikator?indikator=poverty_rate&tahun=2020")
    asked(page, RANKING)
    assert "DATA SIMULASI" not in words_of(taken(page, "Seperti di layar", "SVG", tmp_path))


def test_a_picture_is_copied_or_the_refusal_is_said_and_it_is_downloaded(browser: Browser, dashboard: str) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=dashboard)
    page = context.new_page()
    page.goto(f"{dashboard}/{PAGE}")
    asked(page, RANKING)
    button = page.get_by_role("button", name="Salin gambar")
    place = button.bounding_box()
    button.click()
    expect(page.locator(".k-picture p")).to_contain_text("Gambar disalin")
    assert button.bounding_box() == place  # an answer does not move what the pointer is on
    assert page.evaluate("navigator.clipboard.read().then(([item]) => item.types)") == ["image/png"]
    page.evaluate(
        "() => { navigator.clipboard.write = () => Promise.reject(new DOMException('no', 'NotAllowedError')); }"
    )
    with page.expect_download() as waited:
        page.get_by_role("button", name="Salin gambar").click()
    assert waited.value.suggested_filename.endswith(".png")
    expect(page.locator(".k-picture p")).to_contain_text("tidak mengizinkan")
    assert button.bounding_box() == place
    context.close()
