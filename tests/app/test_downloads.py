"""What is taken away opens in an Indonesian Excel and says what the screen says: names, units, source, mark, build."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from kumkm.domain.indicators import INDICATORS
from kumkm.domain.view.growth import VIEWS, GrowthView
from kumkm.domain.view.proposals import PARTS, ProposalView
from kumkm.domain.view.selection import Selection
from kumkm.export.downloads import COLUMNS, Download
from kumkm.settings import PROJECT_ROOT
from kumkm.ui.pages import data
from kumkm.ui.pages.growth import page as growth
from kumkm.ui.pages.growth.shared import scope_of as room_of
from kumkm.ui.pages.proposals import page as proposals
from kumkm.ui.pages.proposals.shared import proposal_table
from kumkm.ui.pages.proposals.shared import scope_of as board_of
from kumkm.ui.parts import downloads
from kumkm.warehouse.connection import Published

UI = PROJECT_ROOT / "kumkm" / "ui"
VARIANTS = ("lintasan", "tipologi", "struktur", "pergeseran")
CHOSEN = Selection("grdp_growth", 2023, "74.01")


@pytest.fixture(autouse=True)
def shared(warehouse: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    """The downloads are of the warehouse the tests built."""
    monkeypatch.setenv("KUMKM_WAREHOUSE", str(warehouse.path.parent))


def opened(found: Download) -> pd.DataFrame:
    """The CSV as an Indonesian Excel opens it."""
    content = found.excel_csv()
    assert content.startswith(b"\xef\xbb\xbf")
    return pd.read_csv(io.BytesIO(content), sep=";", decimal=",", encoding="utf-8-sig", dtype={"Kode daerah": str})


def assert_alike(found: Download) -> None:
    """Every number of both CSVs is that of the frame: all digits in the plain one, as shown in the other."""
    excel, plain = opened(found), pd.read_csv(io.StringIO(found.plain_csv()))
    assert list(excel.columns) == list(plain.columns)
    assert len(excel) == len(plain) == len(found.frame)
    numbers = found.frame.select_dtypes("number")
    for name in numbers.columns:
        heading = found._heading(name)
        given = found.decimals.get(name, COLUMNS.get(name, ("", None))[1])
        decimals = pd.Series(given, index=numbers.index) if given is not None else None
        for row, value in enumerate(numbers[name].tolist()):
            shown, exact = excel[heading].iloc[row], plain[heading].iloc[row]
            assert pd.isna(value) == pd.isna(shown) == pd.isna(exact)
            if pd.isna(value):
                continue
            assert exact == pytest.approx(value, rel=1e-12)
            allowed = 1e-12 * abs(value) if decimals is None else 0.5 * 10.0 ** -decimals.iloc[row]
            assert abs(shown - value) <= allowed * (1 + 1e-9) + 1e-12


def assert_told(found: Download, build_id: str) -> None:
    """Place first, code after, source, mark and build on every row."""
    table = found.table()
    assert not [name for name in table.columns if "_" in name]
    assert list(table.columns[-3:]) == ["Sumber", "Keterangan data", "Versi data"]
    assert set(table["Versi data"]) == {build_id}
    assert table["Sumber"].str.len().min() > 5
    if "Kode daerah" in table:
        assert table.columns[0] == "Daerah"
        assert table["Daerah"].str.len().min() > 3
        codes = opened(found)["Kode daerah"]
        assert codes.str.startswith("kemendagri:74").all()  # a bare 74.01 would be a time of day there


def room(view: str, *, variant: bool = False, indicator_id: str = "grdp_growth") -> object:
    selection = replace(CHOSEN, indicator_id=indicator_id, growth=GrowthView(view=view, variant=variant))
    return room_of(selection)


@pytest.mark.parametrize(("view", "variant"), [*((key, False) for key in VIEWS), *((key, True) for key in VARIANTS)])
def test_every_view_on_growth_has_its_data_to_take_away(warehouse: Published, view: str, variant: bool) -> None:
    here = room(view, variant=variant)
    taken = growth._SHOWN[view][2](here)
    found = growth._download(here, taken, downloads.name_of(taken.title))
    assert len(found.frame) > 1
    assert re.fullmatch(r"[a-z0-9-]+", found.name)
    assert_told(found, warehouse.build_id)
    assert_alike(found)


@pytest.mark.parametrize(("view", "variant"), [("tipologi", True), ("pergeseran", False), ("cakupan", False)])
def test_growth_of_what_was_delivered_is_marked_row_by_row(view: str, variant: bool) -> None:
    here = room(view, variant=variant)
    found = growth._download(here, growth._SHOWN[view][2](here), "x")
    assert set(found.table()["Keterangan data"]) == {"DATA SIMULASI"}


def test_no_value_of_a_scenario_is_a_word_of_the_program() -> None:
    here = room("skenario")
    table = growth._download(here, growth._SHOWN["skenario"][2](here), "x").table()
    assert set(table["Sektor"]) == {"primer", "sekunder", "tersier", "semua sektor"}


def test_published_figures_are_not_marked() -> None:
    here = room("andil")
    found = growth._download(here, growth._SHOWN["andil"][2](here), "x")
    assert set(found.table()["Keterangan data"]) == {""}


@pytest.mark.parametrize("part", [part for part in PARTS if proposals._SHOWN[part][2] is not None])
def test_every_part_on_proposals_has_its_data_to_take_away(warehouse: Published, part: str) -> None:
    board = board_of(replace(CHOSEN, region_code="74", proposals=ProposalView(part=part)))
    found = proposal_table(board, proposals._SHOWN[part][2](board), f"Usulan {part}")
    assert len(found.frame) > 1
    assert_told(found, warehouse.build_id)
    assert_alike(found)
    assert "DATA SIMULASI" in set(found.table()["Keterangan data"])


@pytest.mark.parametrize("indicator_id", ["poverty_rate", "grdp_constant", "cooperatives_active", "rat_share"])
def test_the_table_of_an_indicator_is_its_read(warehouse: Published, read, indicator_id: str) -> None:
    selection = Selection(indicator_id, 2021)
    found = downloads._regions_table(selection, "x")
    assert_told(found, warehouse.build_id)
    assert_alike(found)
    frame, indicator = read("indicator_by_region", indicator_id=indicator_id, year=2021), INDICATORS[indicator_id]
    excel = opened(found)
    for shown, value in zip(excel["Nilai"], frame["value"], strict=True):
        assert shown == pytest.approx(round(value, indicator.base_decimals), abs=1e-9) or pd.isna(value)
    assert ("Perubahan setahun (%)" in excel) == indicator.change_is_percent
    assert {"Status", "Periode", "Peringkat", "Satuan"} <= set(excel.columns)
    assert set(excel["Keterangan data"].astype(object).fillna("")) == (
        {"DATA SIMULASI"} if frame["simulated"].any() else {""}
    )


@pytest.mark.parametrize("make", [data._whole_panel, data._dictionary_download, data._statements])
def test_the_downloads_of_data_are_whole(warehouse: Published, make) -> None:
    found = make("x", "Judul")
    assert len(found.frame) > 30
    assert_told(found, warehouse.build_id)
    if make is not data._whole_panel:  # of that every cell is looked at below, by column
        assert_alike(found)


@pytest.mark.slow
def test_the_panel_is_rounded_row_by_row_as_each_unit_is_shown(read) -> None:
    found = data._whole_panel("x", "Judul")
    excel = opened(found)
    step = [0.5 * 10.0**-places for places in found.decimals["value"]]
    apart = (excel["Nilai"] - found.frame["value"].to_numpy()).abs()
    known = found.frame["value"].notna().to_numpy()
    assert (excel["Nilai"].notna().to_numpy() == known).all()
    assert (apart[known] <= pd.Series(step)[known] * (1 + 1e-9) + 1e-9).all()
    assert len(found.frame) == sum(len(read("indicator_panel", indicator_id=key)) for key in INDICATORS)


def test_a_workbook_shows_each_number_as_its_unit_is_shown_and_keeps_every_digit() -> None:
    found = downloads._regions_table(Selection("poverty_rate", 2020), "x")
    sheet = openpyxl.load_workbook(io.BytesIO(found.xlsx())).active
    heads = [cell.value for cell in sheet[3]]
    value, rank = heads.index("Nilai"), heads.index("Peringkat")
    for row, exact in zip(sheet.iter_rows(min_row=4, max_row=20), found.frame["value"], strict=True):
        assert row[value].value == exact
        assert row[value].number_format == "#,##0.00"
        assert row[rank].value is None or row[rank].number_format == "#,##0"  # who is alike has no rank


def test_only_one_module_offers_tables_to_download() -> None:
    """Files handed back to their sender, forms, agendas, and whole files of `export` are no tables of a page."""
    handed_back = {
        "parts/downloads.py": 2,
        "pages/quality/findings.py": 1,
        "pages/upload/page.py": 1,
        "pages/meeting/preparing.py": 1,
        "shell/taking.py": 1,
    }
    offered = {
        path.relative_to(UI).as_posix(): count
        for path in UI.rglob("*.py")
        if (count := path.read_text(encoding="utf-8").count("st.download_button("))
    }
    assert offered == handed_back


def test_money_is_taken_away_with_how_many_reported_it() -> None:
    table = downloads._regions_table(Selection("cooperative_turnover", 2023), "x").table()
    assert (table["Melapor"] <= table["Dari seluruhnya"]).all()
    assert "Melapor" not in downloads._regions_table(Selection("poverty_rate", 2020), "x").table()
