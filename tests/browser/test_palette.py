"""Tanya in a real browser, by the keyboard alone: open, type, choose, leave; and what must not open it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from watched import Watched


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Pertanyaan, daerah, atau indikator")


def options(page: Page) -> Locator:
    return page.locator("#k-palette [role=option]")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))


def asked(page: Page, text: str) -> None:
    expect(page.locator(".k-ask")).to_be_visible()
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    page.keyboard.type(text)


def params(page: Page) -> dict[str, str]:
    return dict(part.split("=") for part in page.url.partition("?")[2].replace("%2C", ",").split("&"))


def test_a_question_typed_and_entered_opens_its_view(watched: Watched) -> None:
    page = watched.open("")
    asked(page, "kemiskinan muna")
    page.keyboard.press("Enter")
    page.wait_for_url("**/indikator?*")
    assert (params(page)["indikator"], params(page)["kab"]) == ("poverty_rate", "74.03")
    expect(page.locator(".k-headline h1")).to_contain_text("Muna")
    expect(page.locator(".st-key-kab input")).to_have_value("Muna")
    expect(page.locator("#k-palette")).to_be_hidden()


def test_the_arrows_choose_and_the_list_says_which(watched: Watched) -> None:
    page = watched.open("indikator?indikator=hdi&tahun=2020&layar=1")
    asked(page, "")
    expect(options(page)).to_have_count(10)
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    chosen = options(page).nth(8)
    expect(chosen).to_have_attribute("aria-selected", "true")
    assert box(page).get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    expect(chosen).to_contain_text("Siapa belum lapor?")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kualitas?*")
    assert params(page) == {"indikator": "hdi", "tahun": "2020", "layar": "1"}


def test_escape_leaves_everything_as_it_was_and_gives_the_focus_back(watched: Watched) -> None:
    page = watched.open("indikator?indikator=poverty_rate&tahun=2020")
    page.locator('[data-region="74.01"]').focus()
    before = page.url
    asked(page, "ipm")
    expect(options(page).first).to_contain_text("Indeks Pembangunan Manusia")
    page.keyboard.press("Escape")
    expect(page.locator("#k-palette")).to_be_hidden()
    assert page.evaluate("document.activeElement.dataset.region") == "74.01"
    assert page.url == before
    asked(page, "")
    assert box(page).input_value() == ""


def test_the_focus_stays_inside_while_it_is_open(watched: Watched) -> None:
    page = watched.open("")
    asked(page, "")
    for key in ("Tab", "Tab", "Tab", "Shift+Tab"):
        page.keyboard.press(key)
        assert page.evaluate("document.querySelector('#k-palette').contains(document.activeElement)"), focused(page)


def test_in_a_field_and_with_a_modifier_the_key_is_a_key(watched: Watched) -> None:
    page = watched.open("")
    for key in ("Control+/", "Alt+/"):
        page.keyboard.press(key)
        expect(page.locator("#k-palette")).to_be_hidden()
    page.locator(".st-key-kab input").click()
    page.keyboard.press("/")
    expect(page.locator("#k-palette")).to_be_hidden()


def test_what_is_not_understood_is_said_and_enter_leads_nowhere(watched: Watched) -> None:
    page = watched.open("")
    hostile = "<img src=x onerror=alert(1)>"
    asked(page, hostile)
    expect(page.locator("#k-palette-heading")).to_contain_text("Belum dipahami")
    expect(options(page)).not_to_have_count(0)
    page.keyboard.press("Enter")
    expect(box(page)).to_be_focused()
    assert page.locator("#k-palette img").count() == 0
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")


def test_the_mouse_will_do_too(watched: Watched) -> None:
    page = watched.open("")
    page.get_by_role("button", name="Tanya").click()
    options(page).filter(has_text="Di mana kemiskinan tertinggi?").click()
    page.wait_for_url("**/indikator?*")
    assert params(page)["indikator"] == "poverty_rate"
    page.get_by_role("button", name="Tanya").click()
    page.mouse.click(5, 700)
    expect(page.locator("#k-palette")).to_be_hidden()


@pytest.mark.parametrize("path", ["", "?layar=1"])
def test_nothing_in_it_is_small_on_the_wall_and_it_fits(watched: Watched, path: str) -> None:
    page = watched.open(path)
    asked(page, "koperasi aktif kendari 2022")
    expect(options(page).first).to_contain_text("Kendari")
    edges = page.locator("#k-palette").bounding_box()
    assert edges is not None
    assert edges["y"] >= 0 and edges["y"] + edges["height"] <= 768
    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll('#k-palette *, .k-ask *')]
          .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && e.checkVisibility())
          .map(e => parseFloat(getComputedStyle(e).fontSize)))"""
    )
    assert smallest >= (17.9 if path else 11)
