"""Charts in the page: they stay while filters change, choose regions, walk by keyboard and list what they show."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from rounds import some
from watched import Watched

RANKING = ".st-key-grafik_peringkat"
GROWTH_2023 = "indikator?indikator=grdp_growth&tahun=2023"


def opened(watched: Watched, path: str = GROWTH_2023, chart: str = RANKING) -> Page:
    page = watched.open(path)
    expect(page.locator(f"{chart} .k-chart-svg")).to_be_visible()
    return page


def test_a_chart_stays_mounted_while_the_year_changes(watched: Watched) -> None:
    page = opened(watched)
    page.locator(f"{RANKING} .k-chart").evaluate("node => { node.dataset.same = 'yes'; }")
    page.locator('[data-region="74.01"]').first.click(force=True)
    expect(page).to_have_url(re.compile("kab=74.01"))
    expect(page.locator(".k-headline h1")).to_contain_text("Kolaka")
    assert page.locator(f"{RANKING} .k-chart").get_attribute("data-same") == "yes"


def test_no_page_fetches_plotly(watched: Watched) -> None:
    fetched: list[str] = []
    watched.page.on("request", lambda request: fetched.append(request.url))
    opened(watched)
    assert [url for url in fetched if "plotly" in url.lower()] == []


def test_a_bar_chooses_its_region_and_once_more_the_province(watched: Watched) -> None:
    page = opened(watched)
    bar = page.locator(f"{RANKING} .k-mark").last  # drawn from the bottom up: the highest
    bar.locator("rect").click()
    expect(page).to_have_url(re.compile(r"kab=74\.02"))
    expect(page.locator(".k-headline h1")).to_contain_text("Konawe")
    page.wait_for_timeout(600)  # two clicks at once would ask where the number comes from
    page.locator(f"{RANKING} .k-mark").last.locator("rect").click()
    expect(page).not_to_have_url(re.compile("kab="))


def test_a_line_nobody_chose_chooses_its_region(watched: Watched) -> None:
    page = opened(watched, chart=".st-key-grafik_tren")
    chart = page.locator(".st-key-grafik_tren .k-chart-drawing")
    chart.scroll_into_view_if_needed()
    place = chart.evaluate(
        """node => { const { marks } = node.closest('.k-chart').parentElement.chart;
        const mark = marks.find(item => item.code && item.trace.mode === 'lines');
        const box = node.firstChild.getBoundingClientRect();
        return [box.left + mark.x, box.top + mark.y]; }"""
    )
    page.mouse.move(place[0], place[1])
    expect(page.locator(".st-key-grafik_tren .k-chart-tip")).to_be_visible()
    page.mouse.click(place[0], place[1])
    expect(page).to_have_url(re.compile(r"kab=74\.\d\d"))


def test_the_keyboard_walks_names_and_chooses(watched: Watched) -> None:
    page = opened(watched)
    cursor = page.locator(f"{RANKING} .k-chart-cursor")
    cursor.focus()
    expect(cursor).to_have_accessible_name("Konawe: 22,52")
    page.keyboard.press("ArrowDown")
    expect(cursor).to_have_accessible_name("Muna Barat: 5,46")
    expect(cursor).to_be_focused()
    page.keyboard.press("End")
    expect(cursor).to_have_accessible_name("Kolaka Timur: 2,03")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"kab=74\.11"))
    expect(cursor).to_have_accessible_name("Kolaka Timur: 2,03, dipilih")
    page.keyboard.press("i")
    expect(page.locator("[role=dialog]:not(#k-palette)")).to_contain_text("Kolaka Timur")


@pytest.mark.parametrize(
    ("path", "chart", "columns", "rows"),
    some(
        [
            (GROWTH_2023, RANKING, ["Daerah", "Nilai"], 17),
            ("pertumbuhan?lihat=andil", ".st-key-grafik_andil", ["Daerah", "Nilai"], 18),
            ("usulan?bagian=kebutuhan", ".st-key-grafik_bagian", ["Daerah", "bagian kebutuhan", "bagian usulan"], 17),
        ],
        {0},
    ),
)
def test_every_chart_has_a_table(watched: Watched, path: str, chart: str, columns: list[str], rows: int) -> None:
    page = opened(watched, path, chart)
    page.locator(chart).get_by_role("button", name="Tabel").click()
    table = page.locator(f"{chart} table")
    assert table.locator("thead th").all_inner_texts() == columns
    expect(table.locator("tbody tr")).to_have_count(rows)
    expect(table.locator("caption")).not_to_be_empty()
    page.locator(chart).get_by_role("button", name="Grafik").click()
    expect(page.locator(f"{chart} .k-chart-svg")).to_be_visible()


def test_lines_list_a_year_a_row_and_a_region_a_column(watched: Watched) -> None:
    page = opened(watched, chart=".st-key-grafik_tren")
    page.locator(".st-key-grafik_tren").get_by_role("button", name="Tabel").click()
    table = page.locator(".st-key-grafik_tren table")
    heads = table.locator("thead th").all_inner_texts()
    assert heads[0] == "Tahun"
    assert {"Kolaka", "Konawe", "Sultra"} <= set(heads)
    row = table.locator("tbody tr", has=page.get_by_role("rowheader", name="2023")).locator("td").all_inner_texts()
    assert row[heads.index("Konawe") - 1].startswith("22,5")


def test_on_a_phone_the_typology_is_a_list(watched: Watched) -> None:
    page = watched.open("pertumbuhan?lihat=tipologi")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".st-key-grafik_klassen")).to_be_hidden()
    expect(page.locator(".k-classes")).to_be_visible()
    assert page.locator(".k-classes dt").count() == 4
