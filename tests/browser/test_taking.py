"""Unduh on every page: a file is written in a process of its own, and taken away when it is ready."""

from __future__ import annotations

import io

import openpyxl
from decks import named, on, opened
from playwright.sync_api import Locator, Page, expect
from watched import Watched


def in_the_bar(page: Page) -> Locator:
    """That of the page: those of charts may be there before the bar is."""
    return page.locator(".k-top").get_by_role("button", name="Unduh", exact=True)


def test_a_workbook_of_what_is_chosen_is_taken_away(watched: Watched) -> None:
    page = watched.open("indikator?kab=74.01&tahun=2022")
    in_the_bar(page).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Kolaka, 2022")
    dialog.get_by_role("button", name="Buku kerja (XLSX)").click()
    with page.expect_download(timeout=60_000) as download:
        dialog.get_by_role("button", name="Simpan buku-kerja").click(timeout=60_000)
    assert download.value.suggested_filename == "buku-kerja-kumkm-kolaka-2022.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()), read_only=True)
    assert book["Sampul"]["A1"].value == "Data KUMKM Kolaka 2022"
    assert watched.troubles == []


def test_the_deck_from_the_what_if_has_the_scenario_on_screen(watched: Watched) -> None:
    page = watched.open("usulan?bagian=simulasi&pagu=12.5&kab=74.03")
    in_the_bar(page).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Paparan (PPTX)").click()
    with page.expect_download(timeout=60_000) as download:
        dialog.get_by_role("button", name="Simpan paparan").click(timeout=60_000)
    slides = list(opened(download.value.path().read_bytes()).slides)
    (table,) = named(on(slides, "SKENARIO PAGU"), "Skenario pagu")
    assert [cell.text for cell in table.table.rows[1].cells] == ["Pagu", "Rp12.500.000.000"]
    assert watched.troubles == []


def test_on_a_phone_it_stands_in_the_menu(watched: Watched) -> None:
    page = watched.open("")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Unduh", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("Sulawesi Tenggara")
