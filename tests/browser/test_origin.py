"""Dari mana angka ini?: one click on any number, bar, region or cell opens what stands behind it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from rounds import some
from watched import Watched

PANEL = "[role=dialog]:not(#k-palette)"


def panel(page: Page) -> str:
    """Text of the panel that opened."""
    opened = page.locator(PANEL)
    expect(opened.locator(".k-origin")).to_be_visible()
    expect(opened.locator(".k-sources")).to_contain_text("Versi data")
    return opened.inner_text()


@pytest.mark.parametrize(
    ("path", "number"),
    some(
        [
            ("", ".k-figures b"),
            ("indikator?indikator=rat_share&kab=74.01", ".k-headline h1 [data-asal]"),
            ("daerah?kab=74.71", ".k-blocks b"),
        ],
        {1},
    ),
)
def test_a_number_answers_where_it_comes_from(watched: Watched, path: str, number: str) -> None:
    page = watched.open(path)
    page.locator(number).first.click()
    assert "Rumus" in panel(page)


def test_the_number_of_a_bar_answers_for_its_region(watched: Watched) -> None:
    page = watched.open("indikator?indikator=cooperatives_registered")
    page.locator(".st-key-grafik_peringkat .k-asks").last.click()
    text = panel(page)
    assert "Kota Kendari" in text
    assert "daftar-koperasi-ods.xlsx › TB 2023" in text
    assert "DATA SIMULASI" in text


def test_a_region_of_the_map_answers_to_a_double_click(watched: Watched) -> None:
    page = watched.open("indikator?indikator=kur_disbursed&tahun=2022")
    page.locator('[data-region="74.05"]').first.dblclick(force=True)
    text = panel(page)
    assert "Konawe Selatan" in text
    assert "kur-bulanan.xlsx › KUR 2022" in text


def test_the_wall_shows_no_single_cooperative(watched: Watched) -> None:
    page = watched.open("indikator?indikator=cooperatives_registered&kab=74.71&layar=1")
    page.locator(".k-headline h1 [data-asal]").click()
    text = panel(page)
    assert "tidak dirinci di layar rapat" in text
    assert "Koperasi Contoh" not in text


def test_what_is_simulated_says_so_on_every_page(watched: Watched) -> None:
    for path in (
        "",
        "indikator?indikator=cooperatives_active",
        "pertumbuhan?indikator=cooperatives_active",
        "kualitas",
    ):
        page = watched.open(path)
        expect(page.locator(".k-simulated, .krm-stamp").first).to_be_visible()
