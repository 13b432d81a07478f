"""The statistical workbook holds the numbers of the reads to the last digit, and none that is withheld."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from kumkm.domain.indicators import INDICATORS
from kumkm.errors import UsageError
from kumkm.export.contents import Contents
from kumkm.export.statistics import statistical_workbook
from kumkm.export.views import PATHS

HEAD = {"Angka 2023": 3, "Deret": 4}  # rows above the first line


@pytest.fixture(scope="module")
def made(ask: Any, regions: Any) -> Callable[..., bytes]:
    return lambda year=2023, region="74": statistical_workbook(Contents(ask, regions, year, region))


@pytest.fixture(scope="module")
def book(made: Callable[..., bytes]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(made()))


def lines(book: openpyxl.Workbook, name: str) -> list[dict[str, Any]]:
    """The table of a sheet, by its headings."""
    rows = list(book[name].iter_rows(values_only=True))
    heading = next(place for place, row in enumerate(rows) if row[1] is not None)
    return [dict(zip(rows[heading], row, strict=True)) for row in rows[heading + 1 :]]


def test_every_number_of_the_year_is_that_of_the_read_to_the_last_digit(
    book: openpyxl.Workbook, read: Any, names: dict[str, str]
) -> None:
    areas = {"74": "Sulawesi Tenggara", **names}
    found = {line["Kode indikator"]: line for line in lines(book, "Angka 2023")}
    checked = secret = 0
    for key in INDICATORS:
        panel = read("indicator_panel", indicator_id=key)
        for row in panel[panel["year"] == 2023].to_dict("records"):
            if row["region_code"] not in areas:
                continue
            cell = found[key][areas[row["region_code"]]]
            if row["status"] == "suppressed":
                assert cell == "r"
                secret += 1
            elif row["value"] == row["value"]:
                assert cell == row["value"], (key, row["region_code"])
                checked += 1
    assert checked > 1000
    assert secret > 10


def test_what_is_withheld_is_in_no_sheet(made: Callable[..., bytes], serving: Any) -> None:
    """Not one complete amount of a protected cell stands anywhere, in the workbook of any area."""
    asked = (
        "SELECT value FROM mart.measure_complete SEMI JOIN mart.protected_cell USING (measure_id, region_code, year)"
    )
    hidden = {round(value) for (value,) in serving.cursor().execute(f"{asked} WHERE value > 1e6").fetchall()}
    # Where nobody left, what the same bodies had the year before is the total of that year, which is told.
    hidden -= {
        round(value)
        for (value,) in serving.cursor().execute("SELECT value FROM mart.measure_value WHERE value > 1e6").fetchall()
    }
    assert len(hidden) > 50
    for region in ("74", "74.01"):
        opened = openpyxl.load_workbook(io.BytesIO(made(region=region)))
        shown = {
            round(cell)
            for page in opened
            for row in page.iter_rows(values_only=True)
            for cell in row
            if isinstance(cell, (int, float)) and not isinstance(cell, bool)
        }
        assert hidden & shown == set()


@pytest.mark.slow
def test_the_same_build_and_choice_are_the_same_bytes(made: Callable[..., bytes]) -> None:
    assert made() == made()
    assert made(region="74.01") != made()


def test_a_sheet_is_one_table_under_its_title_and_the_cover_leads_to_each(book: openpyxl.Workbook) -> None:
    listed = [row[0].value for row in book["Sampul"].iter_rows() if row[0].hyperlink]
    assert listed == [page.title for page in book if page.title != "Sampul"]
    for page in book:
        assert not page.merged_cells.ranges
        assert page["A1"].value
    assert [page.title for page in book if page._charts] == ["Pertumbuhan PDRB", "Koperasi aktif"]


def test_charts_show_every_region_in_one_series(book: openpyxl.Workbook, names: dict[str, str]) -> None:
    for name in ("Pertumbuhan PDRB", "Koperasi aktif"):
        (chart,) = book[name]._charts
        (series,) = chart.series
        first, last = series.val.numRef.f.split("!")[1].replace("$B$", "").split(":")
        assert int(last) - int(first) + 1 == len(names)
        ordered = [list(line.values())[1] for line in lines(book, name)]
        assert ordered == sorted(ordered, reverse=True)


def test_simulated_tables_say_so_and_published_ones_do_not(book: openpyxl.Workbook) -> None:
    assert book["Koperasi aktif"]["A1"].value.startswith("DATA SIMULASI")
    assert book["Kebutuhan"]["A1"].value.startswith("DATA SIMULASI")
    assert not book["Pertumbuhan PDRB"]["A1"].value.startswith("DATA SIMULASI")
    marked = {line["Kode indikator"]: line["Keterangan data"] for line in lines(book, "Angka 2023")}
    assert marked["cooperatives_active"] == "DATA SIMULASI"
    assert not marked["poverty_rate"]


def test_of_one_region_it_has_that_region_and_the_province_beside_it(made: Callable[..., bytes]) -> None:
    opened = openpyxl.load_workbook(io.BytesIO(made(region="74.01")))
    assert list(lines(opened, "Angka 2023")[0])[2:4] == ["Kolaka", "Sulawesi Tenggara"]
    assert {line["Kode daerah"] for line in lines(opened, "Usulan 2025")} == {"74.01"}


@pytest.mark.parametrize(("year", "region", "said"), [(2023, "74.99", "74.99"), (1990, "74", "2010–2025")])
def test_what_nobody_knows_of_is_refused_with_what_there_is(
    made: Callable[..., bytes], year: int, region: str, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        made(year, region)


@pytest.mark.slow
def test_the_command_writes_it_and_replaces_nothing_unless_told_to(written_once: Callable[..., None]) -> None:
    written_once("workbook", "buku.xlsx", "buku.xls")


# ---- a sheet for every view that is a table


VIEWS = {
    "Andil", "Tipologi", "Tipologi koperasi", "Struktur", "Struktur UMKM", "Pergeseran", "Riil atau laporan", "Kaitan",
    "Kebutuhan", "Ketimpangan", "Lintasan", "Skenario PDRB", "Usulan 2025", "Alur usulan", "Kebutuhan dan usulan",
    "Temuan", "Pelaporan", "Angka berbeda",
}  # fmt: skip


def test_every_view_that_is_a_table_has_its_sheet(book: openpyxl.Workbook) -> None:
    assert set(book.sheetnames) >= VIEWS
    for name in VIEWS:
        assert len(list(book[name].iter_rows())) > 4, name


def test_the_findings_are_those_of_the_read_in_its_words(book: openpyxl.Workbook, read: Any) -> None:
    found, told = read("findings"), lines(book, "Temuan")
    assert len(told) == len(found) > 100
    assert [line["Aturan"] for line in told] == found["rule"].tolist()
    hidden = [line for line in told if line["Ditemukan"] == "r"]
    assert hidden
    for line, words in zip(told, found["message"], strict=True):
        assert line["Keterangan"] == words
    assert book["Temuan"]["A1"].value.startswith("DATA SIMULASI")


def test_the_findings_of_a_region_are_its_own(made: Callable[..., bytes]) -> None:
    own = openpyxl.load_workbook(io.BytesIO(made(region="74.10")))
    assert {line["Kode daerah"] for line in lines(own, "Temuan")} == {"74.10"}
    assert {line["Kode daerah"] for line in lines(own, "Pelaporan")} == {"74.10"}


def test_steps_of_proposals_are_those_of_the_read(book: openpyxl.Workbook, read: Any) -> None:
    ids = {line["Kode usulan"] for line in lines(book, "Usulan 2025")}
    steps = read("proposal_stages")
    mine = steps[steps["proposal_id"].isin(ids)]
    told = lines(book, "Alur usulan")
    assert len(told) == len(mine)
    assert sum(line["Nilai (rupiah)"] or 0 for line in told) == mine["amount_idr"].sum()
    assert all(line["Masuk"] is None or line["Masuk"][2] == "-" for line in told)


def test_every_index_of_inequality_stands_in_every_year(book: openpyxl.Workbook, ask: Any, regions: Any) -> None:
    told = lines(book, "Ketimpangan")
    for name, words in PATHS.items():
        found = Contents(ask, regions, 2023).analysed(name, {})
        mine = [line["Indeks"] for line in told if line["Ukuran"] == words]
        assert mine == [None if value != value else value for value in found["value"]]
