"""Whatever is taken away is read again: a protected amount is found in every kind of file, wherever it stands in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from kumkm.export import audited
from kumkm.export.audited import Amount, Search, Shown
from kumkm.export.contents import Contents
from kumkm.export.deck import deck
from kumkm.export.leave_behind import leave_behind
from kumkm.export.profile import profiles
from kumkm.export.statistics import statistical_workbook
from kumkm.geo import outlines

MUNA = "74.03"
NAMES = {"74": "Sulawesi Tenggara", "74.01": "Kolaka", MUNA: "Muna"}
SECRET = Amount("kur_disbursed_idr", MUNA, 2023, 5_432_109_876.0)


def told_by(*shown: Shown, told: dict[str, set[float]] | None = None) -> list[str]:
    return [found.place for found in Search([SECRET], told or {}, NAMES).matches(shown)]


# ---- what is one, and what is not


@pytest.mark.parametrize(
    "content",
    [
        5_432_109_876.0,
        5_432.109876,
        5.432109876,
        "5.432.109.876",
        "Rp5.432.109.876",
        "KUR Rp5,43 miliar",
        "5.432,1 juta",
    ],
)
def test_a_number_or_its_printed_form_is_found(content: float | str) -> None:
    assert told_by(Shown("di sini", content, "Muna")) == ["di sini"]


@pytest.mark.parametrize("content", [5_432_109_878.0, 5.43, "Rp5,44 miliar", "Rp5,4 miliar", "5.432.109.877", "74.03"])
def test_another_number_or_one_of_few_digits_is_not(content: float | str) -> None:
    assert told_by(Shown("di sini", content, "Muna")) == []


def test_what_is_told_of_the_same_place_under_another_name_is_no_leak() -> None:
    shown = Shown("di sini", "Rp5,43 miliar", "Muna")
    assert told_by(shown, told={MUNA: {5_431_000_000.0}}) == []
    assert told_by(shown, told={"74.01": {5_431_000_000.0}}) == ["di sini"]
    assert told_by(Shown("di sini", "Rp5,43 miliar", "Kolaka")) == []  # rounded, and of another
    assert told_by(Shown("di sini", 5_432_109_876.0, "Kolaka")) == ["di sini"]


# ---- every place in a file


def in_a_book(*cells: float | str) -> bytes:
    """A workbook of one row."""
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.active.append(cells)
    book.save(buffer)
    return buffer.getvalue()


def planted(where: str) -> bytes:
    """A slide that tells the amount in one place only."""
    opened = Presentation()
    slide = opened.slides.add_slide(opened.slide_layouts[5])
    slide.shapes.title.text = "Muna"
    box = (Inches(1), Inches(1), Inches(4), Inches(3))
    if where == "catatan":
        slide.notes_slide.notes_text_frame.text = "Nilainya Rp5.432.109.876."
    elif where == "tabel":
        slide.shapes.add_table(1, 1, *box).table.cell(0, 0).text = "5.432.109.876"
    elif where == "keterangan":
        slide.shapes.add_textbox(*box).element.xpath(".//p:cNvPr")[0].set("descr", "Muna: Rp5,432 miliar")
    else:
        data = CategoryChartData()
        data.categories = ["Muna"]
        data.add_series("KUR", [SECRET.value])
        chart = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box, data).chart
        if where == "grafik":
            chart.part.chart_workbook.xlsx_part._blob = in_a_book("Muna", 1)
        if where == "buku di balik grafik":
            for point in chart._chartSpace.xpath(".//c:val//c:v"):
                point.text = "1"
    buffer = io.BytesIO()
    opened.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("where", ["catatan", "tabel", "keterangan", "grafik", "buku di balik grafik"])
def test_it_is_found_wherever_it_stands_on_a_slide(where: str) -> None:
    assert told_by(*audited.in_deck(planted(where))) == ["salindia 1"]


def test_it_is_found_in_a_cell_and_in_the_words_of_one() -> None:
    for content in (SECRET.value, "Jumlahnya Rp5.432.109.876."):
        book = in_a_book("Muna", content)
        assert told_by(*audited.in_workbook(book)) == ["buku kerja Sheet baris 1"]


# ---- the files as they are made


@pytest.fixture(scope="module")
def contents(ask: Any, regions: Any, project: Any) -> Contents:
    return Contents(ask, regions, 2023, MUNA, outlines.load(project, step=1.5, least=20))


@pytest.fixture(scope="module")
def search(contents: Contents, read: Any) -> tuple[Search, Search]:
    """For a figure that every file tells, as if it were protected; and the same where it is told."""
    panel = read("indicator_panel", indicator_id="kur_disbursed")
    row = panel[(panel["region_code"] == MUNA) & (panel["year"] == 2023)].iloc[0]
    amount = Amount("kur_disbursed_idr", MUNA, 2023, float(row["value"]))
    told, names = audited.told_of(contents), {"74": "Sulawesi Tenggara", **contents.local}
    near = {code: {item for item in of if abs(item - amount.value) > 1e8} for code, of in told.items()}
    return Search([amount], near, names), Search([amount], told, names)


@pytest.mark.parametrize(
    "kind", [pytest.param(name, marks=pytest.mark.slow) for name in ("workbook", "deck", "profile", "leave")]
)
def test_in_every_kind_of_file_it_is_found_and_what_is_told_is_not(
    kind: str, contents: Contents, search: tuple[Search, Search], project: Any
) -> None:
    shown = list(_shown(kind, contents, project))
    protected, told = search
    assert list(protected.matches(shown))
    assert list(told.matches(shown)) == []


def _shown(kind: str, contents: Contents, project: Any) -> Iterator[Shown]:
    if kind == "workbook":
        return audited.in_workbook(statistical_workbook(contents))
    if kind == "deck":
        return audited.in_deck(deck(contents))
    if kind == "profile":
        return audited.in_pdf(profiles(contents, project))
    page = (project.static / "leave" / "page.html").read_text(encoding="utf-8")
    names = {"74": "Sulawesi Tenggara", **contents.local}
    return audited.in_leave_behind(leave_behind(contents, page), names)
