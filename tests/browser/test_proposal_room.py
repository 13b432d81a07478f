"""The room on proposals in a real browser: every part is an address, and what is chosen in it stays."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect
from rounds import some
from watched import Watched

from kumkm.domain.view.proposals import PARTS


@pytest.mark.parametrize("part", some(list(PARTS), {0, 3}))
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


def test_enter_in_the_date_of_alur_acts_and_the_focus_stays(watched: Watched) -> None:
    page = watched.open("usulan?bagian=alur&ta=2025")
    day = page.locator('[data-testid="stDateInput"] [data-type="day"]')
    day.click()
    page.keyboard.type("15")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"perubahan=2024-\d\d-15"))
    expect(page.get_by_role("button", name="Pilih tanggal")).to_be_focused()


def test_the_word_looked_for_narrows_the_list(watched: Watched) -> None:
    page = watched.open("usulan?bagian=daftar&ta=2025")
    whole = page.locator(".k-headline h1").inner_text()
    field = page.locator(".st-key-cari input")
    field.fill("rumah produksi")
    field.press("Enter")
    expect(page.locator(".k-headline h1")).not_to_have_text(whole)
    expect(page).to_have_url(re.compile("cari=rumah"))


@pytest.mark.parametrize("wall", ["", "&layar=1"])
@pytest.mark.parametrize(("width", "height"), some([(1280, 720), (1366, 768), (1920, 1080)], {0}))
def test_nobody_scrolls_sideways_to_see_a_menu(watched: Watched, wall: str, width: int, height: int) -> None:
    watched.page.set_viewport_size({"width": width, "height": height})
    page = watched.open(f"usulan?ta=2025{wall}")
    box = page.locator(".k-scroll:has(> .k-pm)")
    expect(box).to_be_visible()
    assert box.evaluate("node => node.scrollWidth - node.clientWidth") <= 0
    right, edge = box.evaluate(
        "node => [Math.max(...[...node.querySelectorAll('th, td')].map(c => c.getBoundingClientRect().right)),"
        " node.getBoundingClientRect().right]"
    )
    assert right <= edge + 0.5
    assert edge <= width


@pytest.mark.parametrize("wall", some(["", "&layar=1"], {1}))
def test_the_map_of_sebaran_is_the_hero_and_wholly_on_screen(watched: Watched, wall: str) -> None:
    watched.page.set_viewport_size({"width": 1280, "height": 720})
    page = watched.open(f"usulan?ta=2025{wall}")
    expect(page.locator(".krm-circle").first).to_be_attached()
    low, share = page.evaluate(
        "() => { const map = document.querySelector('.krm').getBoundingClientRect();"
        " return [map.bottom, map.width * map.height / innerWidth / innerHeight]; }"
    )
    assert low <= 720
    assert share > 0.5


def _numbers(texts: list[str]) -> list[int]:
    return [0 if text == "–" else int(text) for text in texts]


def test_rows_and_columns_of_the_matrix_add_up_as_they_are_written(watched: Watched) -> None:
    page = watched.open("usulan?ta=2025")
    expect(page.locator(".k-pm")).to_be_visible()
    rows = page.locator(".k-pm :is(tbody, tfoot) tr").evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('td')].map(c => (c.querySelector('b') ?? c).textContent))"
    )
    counts = [_numbers(row) for row in rows]
    assert [sum(row[:-1]) for row in counts] == [row[-1] for row in counts]
    assert [sum(column) for column in zip(*counts[:-1], strict=True)] == counts[-1]


def test_one_amount_has_one_value_on_headline_matrix_and_map(watched: Watched) -> None:
    """What is submitted is counted the same wherever it is told, written with the same decimals."""
    page = watched.open("usulan?ta=2025")
    told = re.search(r"(\d+) sudah diajukan, Rp([\d,]+) miliar", page.locator(".k-headline h1").inner_text())
    assert told
    expect(page.locator(".k-pm")).to_be_visible()
    total = page.locator(".k-pm tfoot td:last-child")
    assert (total.locator("b").inner_text(), total.locator("small").inner_text()) == told.groups()
    matrix = page.locator(".k-pm tr[data-daerah]").evaluate_all(
        "rows => Object.fromEntries(rows.map(r => [r.dataset.daerah, r.querySelector('.k-pm-sum small')?.textContent]))"
    )
    expect(page.locator("svg .krm-circle").first).to_be_attached()
    page.get_by_text("Ubin", exact=True).first.click()
    for code in set(matrix) - {"74.00"}:
        tile = page.locator(f'[data-region="{code}"]').first
        assert f"{matrix[code]}" in (tile.get_attribute("aria-label") or ""), code
    for part in ("alur", "daftar"):
        page = watched.open(f"usulan?bagian={part}&ta=2025")
        expect(page.locator(".k-headline")).to_contain_text(told.group())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_under_and_over_served_are_equally_strong_and_named(browser: Browser, dashboard: str, scheme: str) -> None:
    """The two ends of the map of need are nearly as light; the limits are those of the chart."""
    page = browser.new_page(viewport={"width": 1366, "height": 768}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{dashboard}/usulan?bagian=kebutuhan&ta=2025")
    legend = page.locator(".st-key-peta_kebutuhan")
    expect(legend).to_contain_text("< 0,75")
    expect(legend).to_contain_text("kurang terlayani")
    expect(legend).to_contain_text("> 1,25")
    light = page.locator(".st-key-peta_kebutuhan .krm").evaluate(
        "node => ['n3', 'n5'].map(name => {"
        " const hex = getComputedStyle(node).getPropertyValue(`--krm-${name}`).trim();"
        " const [r, g, b] = [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16) / 255)"
        " .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);"
        " return 116 * Math.cbrt(0.2126 * r + 0.7152 * g + 0.0722 * b) - 16; })"
    )
    page.close()
    assert abs(light[0] - light[1]) < 4


@pytest.mark.parametrize("part", some(["simulasi", "kebutuhan", "sebaran", "alur"], {1}))
def test_on_a_phone_nothing_of_a_chart_is_cut_or_overprinted(watched: Watched, part: str) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 844})
    page = watched.open(f"usulan?bagian={part}&ta=2025")
    troubles = page.locator(".k-chart-svg").evaluate_all(
        """charts => charts.filter(c => c.checkVisibility()).flatMap(chart => {
          const edge = chart.getBoundingClientRect();
          const words = [...chart.querySelectorAll('text')].filter(t => t.textContent.trim());
          const boxes = words.map(t => [t.textContent, t.getBoundingClientRect()]);
          const cut = boxes.filter(([, b]) => b.right > edge.right + 2 || b.left < edge.left - 2)
            .map(([t]) => `cut ${t}`);
          const over = boxes.flatMap(([t, a], i) => boxes.slice(i + 1)
            .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3
              && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5)
            .map(([u]) => `${t} on ${u}`));
          return [...cut, ...over]; })"""
    )
    assert troubles == []


def test_on_half_a_projector_no_word_of_alur_is_cut_or_overprinted(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 1280, "height": 720})
    page = watched.open("usulan?bagian=alur&ta=2025&layar=1")
    box = page.locator(".st-key-grafik_lama .k-chart-svg")
    right, words = box.evaluate(
        "c => [c.getBoundingClientRect().right,"
        " [...c.querySelectorAll('text')].map(t => t.getBoundingClientRect().right)]"
    )
    assert max(words) <= right + 1 <= 1281


def test_circles_are_as_dark_as_their_documents_are_complete(watched: Watched) -> None:
    page = watched.open("usulan?ta=2025")
    expect(page.locator("svg .krm-circle").first).to_be_attached()
    expect(page.get_by_text("semua usulan lengkap")).to_be_visible()
    fills = page.evaluate(
        "() => new Set([...document.querySelectorAll('.krm-circle')].map(node => node.style.fill)).size"
    )
    assert fills > 1
