"""The room on proposals in a real browser: every part is an address, and what is chosen in it stays."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from watched import Watched

from kumkm.domain.view.proposals import PARTS


@pytest.mark.parametrize("part", list(PARTS))
def test_every_part_opens_offline_with_an_answer_first(watched: Watched, part: str) -> None:
    page = watched.open(f"usulan?bagian={part}&ta=2025")
    expect(page.locator(".k-headline h1")).to_contain_text(re.compile(r"\w+.*\.$"))
    assert page.locator('[data-testid="stException"], .k-failure').count() == 0


def test_choosing_a_part_and_a_year_writes_the_address_and_the_address_opens_them(watched: Watched) -> None:
    page = watched.open("usulan")
    page.get_by_role("combobox", name="Yang dilihat").click()
    page.get_by_role("option", name="Simulasi pagu").click()
    expect(page.locator(".k-headline h1")).to_contain_text("Pagu Rp40")
    expect(page).to_have_url(re.compile("bagian=simulasi"))
    page.reload()
    expect(page.locator(".k-headline h1")).to_contain_text("Pagu Rp40")


def test_another_ceiling_is_answered_and_written_to_the_address(watched: Watched) -> None:
    page = watched.open("usulan?bagian=simulasi&ta=2025")
    field = page.locator(".st-key-pagu input")
    field.fill("20")
    field.press("Enter")
    expect(page.locator(".k-headline h1")).to_contain_text("Rp20")
    expect(page).to_have_url(re.compile("pagu=20"))


def test_every_digit_typed_is_in_the_address(watched: Watched) -> None:
    page = watched.open("usulan?bagian=simulasi&ta=2025")
    field = page.locator(".st-key-pagu input")
    field.fill("123.456789012")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"pagu=123\.456789012"))
    expect(field).to_have_value("123.456789012")
    expect(page.locator(".k-headline")).to_contain_text("Pagu Rp123,456789012 miliar")


def test_a_scenario_is_kept_beside_others_in_the_address(watched: Watched) -> None:
    page = watched.open("usulan?bagian=simulasi&ta=2025&nama=merata")
    page.get_by_role("button", name="Simpan untuk dibandingkan").click()
    expect(page.get_by_text("Skenario berdampingan")).to_be_visible()
    expect(page).to_have_url(re.compile("skenario="))


def test_the_word_looked_for_narrows_the_list(watched: Watched) -> None:
    page = watched.open("usulan?bagian=daftar&ta=2025")
    whole = page.locator(".k-headline h1").inner_text()
    field = page.locator(".st-key-cari input")
    field.fill("rumah produksi")
    field.press("Enter")
    expect(page.locator(".k-headline h1")).not_to_have_text(whole)
    expect(page).to_have_url(re.compile("cari=rumah"))


def test_circles_are_as_dark_as_their_documents_are_complete(watched: Watched) -> None:
    page = watched.open("usulan?ta=2025")
    expect(page.locator("svg .krm-circle").first).to_be_attached()
    expect(page.get_by_text("semua usulan lengkap")).to_be_visible()
    fills = page.evaluate(
        "() => new Set([...document.querySelectorAll('.krm-circle')].map(node => node.style.fill)).size"
    )
    assert fills > 1
