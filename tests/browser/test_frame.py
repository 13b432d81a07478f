"""The frame round every page: a bar, a line of filters that act, and a page that begins at once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from rounds import some
from watched import Watched

KOLAKA, BUTON = "74.01", "74.04"
SIZES = [(1366, 768), (1920, 1080), (1280, 720)]
PAGES = ["", "daerah", "data", "pertumbuhan?lihat=tipologi", "usulan?bagian=alur"]
KEY_FIGURES = ["koperasi aktif", "RAT", "UMKM terdata", "KUR", "Pertumbuhan PDRB", "Usulan"]


@pytest.fixture
def phone(browser: Browser, dashboard: str) -> Page:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def bottom(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


CHANGED = """([address, text]) => location.href !== address
  || document.querySelector(".stMain").innerText.trim() !== text.trim()"""


def chosen(page: Page) -> str:
    return page.locator(".st-key-kab input").input_value()


@pytest.mark.parametrize("path", some(PAGES, {0, 3}))
def test_the_frame_takes_88_px(watched: Watched, path: str) -> None:
    page = watched.open(path)
    assert bottom(page, ".k-top") <= 48
    if page.locator(".st-key-saringan").count():
        assert bottom(page, ".st-key-saringan") <= 96


@pytest.mark.parametrize("path", some(["", "pertumbuhan", "usulan", "kualitas"], {0}))
def test_every_control_of_the_line_changes_its_page(watched: Watched, path: str) -> None:
    page = watched.open(path)
    boxes = page.locator(".st-key-saringan").get_by_role("combobox")
    for name in [box.get_attribute("aria-label") for box in boxes.all() if box.is_enabled()]:
        page = watched.open(path)
        before = page.url, page.locator(".stMain").inner_text()
        page.locator(".st-key-saringan").get_by_role("combobox", name=name, exact=True).click()
        expect(page.get_by_role("option").first).to_be_visible()
        others = page.get_by_role("option").all()
        next(option for option in reversed(others) if option.get_attribute("aria-selected") != "true").click()
        page.wait_for_function(CHANGED, arg=[*before])  # at once or after the server's run, however busy it is


def test_a_chip_is_typed_into_and_enter_chooses(watched: Watched) -> None:
    page = watched.open("indikator?indikator=poverty_rate&tahun=2020")
    page.get_by_role("combobox", name="Kabupaten/Kota").click()
    page.keyboard.type("kolaka t")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-kab input")).to_have_value("Kolaka Timur")
    page.get_by_role("button", name="Tahun sebelumnya").click()
    expect(page).to_have_url(re.compile("tahun=2019"))
    page.get_by_role("combobox", name="Tahun").click()
    page.keyboard.type("2021")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("tahun=2021"))


def test_the_menu_opens_a_view_with_what_is_selected_and_back_returns(watched: Watched) -> None:
    page = watched.open(f"indikator?indikator=poverty_rate&tahun=2020&kab={BUTON}")
    page.get_by_role("button", name="Bagian Pertumbuhan").click()
    page.get_by_role("link", name="Lintasan").click()
    expect(page).to_have_url(re.compile(f"pertumbuhan.*kab={BUTON}.*lihat=lintasan"))
    watched.settle()
    page.go_back()
    expect(page.locator(".k-headline h1")).to_contain_text("Buton")
    assert chosen(page) == "Buton"
    page.get_by_role("link", name="Atur ulang").click()
    expect(page.locator(".st-key-kab input")).to_have_value("seluruh Sultra")


def test_a_menu_is_folded_by_escape_and_gives_the_focus_back(watched: Watched) -> None:
    page = watched.open("")
    opener = page.get_by_role("button", name="Bagian Pertumbuhan")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Ketimpangan")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Ketimpangan")).to_be_hidden()
    expect(opener).to_be_focused()


@pytest.mark.parametrize("size", some([pytest.param(size) for size in SIZES], {0}))
def test_the_overview_has_its_figures_on_one_screen(watched: Watched, size: tuple[int, int]) -> None:
    watched.page.set_viewport_size({"width": size[0], "height": size[1]})
    page = watched.open("")
    heads = " ".join(page.locator(".k-figures h3").all_inner_texts()).casefold()
    assert page.locator(".k-figures > div").count() == len(KEY_FIGURES)
    assert all(name.casefold() in heads for name in KEY_FIGURES)
    heights = page.evaluate(
        "(() => { const m = document.querySelector('.stMain'); return [m.scrollHeight, m.clientHeight]; })()"
    )
    assert heights[0] <= heights[1]


def test_a_sentence_leads_to_what_it_speaks_of(watched: Watched) -> None:
    page = watched.open("?indikator=poverty_rate&tahun=2023")
    page.locator(".k-standing .k-see").first.click()
    expect(page).to_have_url(re.compile("indikator=active_cooperative_share"))
    expect(page.locator(".st-key-kab input")).not_to_have_value("seluruh Sultra")


def test_what_is_chosen_on_any_page_is_in_its_address(watched: Watched) -> None:
    page = watched.open("")
    page.get_by_role("combobox", name="Dibanding").click()
    page.get_by_role("option", name="dibanding 5 tahun lalu").click()
    expect(page).to_have_url(re.compile("sejak=5"))
    page = watched.open("kualitas")
    page.get_by_role("combobox", name="Kiriman").click()
    page.get_by_role("option", name="KUR").click()
    expect(page).to_have_url(re.compile("kiriman=kur"))


def test_an_unknown_budget_year_is_said(watched: Watched) -> None:
    page = watched.open("usulan?ta=2035")
    expect(page.locator(".k-notice").first).to_contain_text("“2035” belum ada usulan; ditampilkan 20")


@pytest.mark.parametrize("path", some(["", "indikator", f"daerah?kab={KOLAKA}"], {0}))
def test_on_a_phone_the_page_begins_below_the_line_and_the_menu_is_a_word(
    phone: Page, dashboard: str, path: str
) -> None:
    watched = Watched(phone, dashboard)
    page = watched.open(path)
    title = page.locator(".k-headline h1, .k-region-name").first.bounding_box()
    assert title is not None
    assert title["y"] <= 110
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Kualitas").click()
    expect(page).to_have_url(re.compile("/kualitas"))
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert watched.troubles == []


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_the_sheet_of_a_region_stands_on_one_screen(watched: Watched, size: tuple[int, int]) -> None:
    watched.page.set_viewport_size({"width": size[0], "height": size[1]})
    page = watched.open(f"daerah?kab={KOLAKA}")
    assert bottom(page, ".k-foot") <= size[1]
    assert page.locator(".k-blocks tr:not(.k-topic)").count() == 12
    expect(page.locator(".k-headline h1")).to_contain_text("dari 100 koperasi aktif")
    page.get_by_role("link", name="Kolaka Timur").click()
    expect(page.locator(".k-region-name")).to_have_text("Kabupaten Kolaka Timur")


def test_tiles_are_in_the_address_and_back_returns_to_the_map(watched: Watched) -> None:
    page = watched.open("indikator?indikator=poverty_rate&tahun=2020")
    page.get_by_role("button", name="Ubin").click()
    expect(page).to_have_url(re.compile("tampil=ubin"))
    watched.settle()
    page.go_back()
    expect(page.get_by_role("button", name="Peta")).to_have_attribute("aria-pressed", "true")
    page = watched.open("?tampil=ubin")
    expect(page.get_by_role("button", name="Ubin")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(
    "path", some(["kualitas", "usulan?bagian=sebaran", "indikator?indikator=poverty_rate&rincian=tabel"], {0})
)
def test_rows_of_the_chosen_regions_are_marked_and_the_mark_follows_the_choice(watched: Watched, path: str) -> None:
    more = "&" if "?" in path else "?"
    page = watched.open(f"{path}{more}kab={KOLAKA}&banding={BUTON}")
    row = page.locator(f'tr[data-daerah="{KOLAKA}"]').first
    expect(row).to_have_class(re.compile(r"\bk-on\b"))
    expect(row).to_have_attribute("aria-current", "true")
    colours = page.locator("tr.k-on").evaluate_all(
        "rows => [...new Set(rows.map(row => row.dataset.daerah + getComputedStyle(row).getPropertyValue('--k-mark')))]"
    )
    assert len(colours) == 2
    box = page.get_by_role("combobox", name="Kabupaten/Kota")
    box.click()
    page.keyboard.type("muna barat")
    page.keyboard.press("Enter")
    watched.settle()
    expect(row).not_to_have_class(re.compile(r"\bk-on\b"))
    expect(page.locator('tr.k-on[data-daerah="74.13"]').first).to_be_visible()
