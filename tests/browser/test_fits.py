"""Every page and view at its narrowest: nothing is cut, nothing lies on anything, nobody scrolls sideways on a wall."""

from __future__ import annotations

from pathlib import Path

import pytest
from rounds import some
from views import PATHS
from watched import Watched

FITS = (Path(__file__).parents[1] / "support" / "fits.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", some(PATHS, {0, 11}))
def test_nothing_is_cut_or_covered(watched: Watched, path: str) -> None:
    page = watched.open(path)
    found = {}
    for width, height in ((1280, 720), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)
        found[f"{width}"] = page.evaluate(FITS)
    page = watched.open(f"{path}{'&' if '?' in path else '?'}layar=1")
    for width, height in ((1366, 768), (1280, 720)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)
        found[f"{width} on a wall"] = page.evaluate(FITS)
    assert {size: what for size, what in found.items() if what} == {}


def test_the_line_of_filters_is_not_printed(watched: Watched) -> None:
    page = watched.open("indikator")
    page.emulate_media(media="print")
    assert page.locator(".st-key-saringan").is_hidden()
    assert page.locator(".k-top").is_hidden()


def test_a_list_to_choose_from_is_as_wide_as_its_longest_names_need(watched: Watched) -> None:
    page = watched.open("indikator")
    page.get_by_role("combobox", name="Indikator").click()
    page.keyboard.type("kemisk")
    box = page.get_by_test_id("stSelectboxVirtualDropdown").bounding_box()
    assert box is not None
    assert box["width"] >= 400
    assert page.get_by_role("option", name="Penduduk miskin").is_visible()


def test_back_from_an_answer_restores_the_clean_address_and_what_was_on_screen(watched: Watched) -> None:
    page = watched.open("")
    said = page.locator(".k-headline h1").inner_text()
    page.keyboard.press("/")
    page.keyboard.type("koperasi mana yang belum RAT")
    page.wait_for_timeout(1500)
    page.keyboard.press("Enter")
    page.wait_for_url("**/indikator?*")
    watched.settle()
    page.go_back()
    watched.settle()
    page.wait_for_function("said => document.querySelector('.k-headline h1')?.innerText === said", arg=said)
    assert page.url.startswith(watched.address + "/?") or page.url == watched.address + "/"


def test_the_views_that_answer_for_few_indicators_offer_those(watched: Watched) -> None:
    page = watched.open("pertumbuhan?lihat=cakupan&indikator=cooperatives_active")
    assert page.get_by_role("combobox", name="Indikator").input_value().startswith("Volume usaha")
    page.get_by_role("combobox", name="Indikator").click()
    assert page.get_by_role("option").count() == 3


def test_a_shift_is_told_since_the_year_the_chip_says(watched: Watched) -> None:
    page = watched.open("pertumbuhan?lihat=pergeseran")
    since = page.get_by_role("combobox", name="Tahun dasar").input_value().removeprefix("sejak ")
    assert f"{since}–" in page.locator(".k-headline h1").inner_text().replace("\u2060", "")
