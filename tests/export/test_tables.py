"""Exports keep numbers numbers and missing missing, and nothing in them runs as a formula."""

import csv
import io
import json
import zipfile
from datetime import date, datetime
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.export.tables import neutral, to_csv, to_json, to_xlsx

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMULAS = ["=1+1", "+62811", "-1+2", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0"]
FRAME = pd.DataFrame(
    {
        "region_code": ["74.01", "74.10", "74.71"],
        "name": ["Kolaka", None, "=1+1"],
        "value": [11.63, None, -4.34],
        "rank": pd.array([1, None, 2], dtype="Int64"),
        "used": [True, False, True],
    }
)


def from_csv(frame):
    return list(csv.DictReader(io.StringIO(to_csv(frame), newline="")))


def cells(book):
    """Sheet 1 of a workbook: cell → (type, value); type is `n`, `s` (text) or `f` (formula)."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        texts = [
            "".join(part.text or "" for part in item.iter(f"{MAIN}t"))
            for item in ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        ]
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    found = {}
    for cell in sheet.iter(f"{MAIN}c"):
        value = cell.find(f"{MAIN}v")
        if cell.find(f"{MAIN}f") is not None:
            found[cell.get("r")] = ("f", cell.find(f"{MAIN}f").text)
        elif value is not None:
            kind = cell.get("t", "n")
            found[cell.get("r")] = (kind, texts[int(value.text)] if kind == "s" else float(value.text))
    return found


def test_json_has_null_for_whatever_is_missing():
    frame = pd.DataFrame({"a": [1.0, float("nan"), float("inf")], "b": ["x", None, pd.NA], "c": [pd.NaT, pd.NaT, None]})
    rows = json.loads(to_json(frame), parse_constant=pytest.fail)
    assert rows == [
        {"a": 1.0, "b": "x", "c": None},
        {"a": None, "b": None, "c": None},
        {"a": None, "b": None, "c": None},
    ]


def test_json_keeps_types_and_letters():
    first, _, last = json.loads(to_json(FRAME))
    assert first == {"region_code": "74.01", "name": "Kolaka", "value": 11.63, "rank": 1, "used": True}
    assert (last["value"], last["name"]) == (-4.34, "=1+1")
    assert "–" in to_json(pd.DataFrame({"a": ["2018–2021"]}))


def test_json_writes_dates_the_iso_way():
    frame = pd.DataFrame({"day": [date(2024, 3, 15)], "moment": [datetime(2024, 3, 15, 8, 30)]})
    assert json.loads(to_json(frame)) == [{"day": "2024-03-15", "moment": "2024-03-15T08:30:00"}]


def test_an_empty_frame_is_an_empty_list_or_a_bare_heading():
    empty = FRAME.iloc[:0]
    assert json.loads(to_json(empty)) == []
    assert to_csv(empty) == "region_code,name,value,rank,used\n"


def test_csv_leaves_missing_cells_empty_and_codes_whole():
    rows = from_csv(FRAME)
    assert [row["region_code"] for row in rows] == ["74.01", "74.10", "74.71"]
    assert (rows[1]["name"], rows[1]["value"], rows[1]["rank"]) == ("", "", "")


def test_negative_numbers_stay_numbers_in_csv():
    assert from_csv(FRAME)[2]["value"] == "-4.34"
    assert from_csv(pd.DataFrame({"x": [-5, 3]}))[0]["x"] == "-5"
    assert from_csv(pd.DataFrame({"x": pd.Series([-5, "a"], dtype=object)}))[0]["x"] == "-5"


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_a_spreadsheet_would_run_is_neutralised(text):
    assert neutral(text) == "'" + text.replace("\r", "\n")
    if "\r" not in text:  # see the next test
        assert from_csv(pd.DataFrame({"x": [text]}))[0]["x"] == "'" + text


@pytest.mark.parametrize("text", ["\r=1+1", "Kolaka\r=1+1"])
def test_a_carriage_return_does_not_start_a_new_row(text):
    rows = from_csv(pd.DataFrame({"x": [text], "y": ["z"]}))
    assert len(rows) == 1
    assert rows[0]["y"] == "z"


@pytest.mark.parametrize("value", ["Kolaka", "74.01", "a=b", "", " ", -4.34, 0, None, True])
def test_everything_else_is_left_as_it_is(value):
    assert neutral(value) is value


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00\r")), min_size=1))
def test_no_csv_cell_ever_begins_with_a_formula_sign(texts):
    for row in from_csv(pd.DataFrame({"x": texts, "y": 1})):
        assert not row["x"].startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_csv_and_json_lose_no_digit(values):
    frame = pd.DataFrame({"x": values})
    assert [float(row["x"]) for row in from_csv(frame)] == values
    assert [row["x"] for row in json.loads(to_json(frame))] == values


def test_the_workbook_holds_title_table_and_notes_in_their_places():
    found = cells(to_xlsx(FRAME, title="Penduduk miskin 2020", notes=["Sumber: BPS", "Versi: x"]))
    assert found["A1"] == ("s", "Penduduk miskin 2020")
    assert [found[f"{column}3"][1] for column in "ABCDE"] == list(FRAME.columns)
    assert found["A4"] == ("s", "74.01")
    assert (found["A8"], found["A9"]) == (("s", "Sumber: BPS"), ("s", "Versi: x"))


def test_numbers_are_numbers_and_missing_is_no_cell_in_the_workbook():
    found = cells(to_xlsx(FRAME, title="x"))
    assert (found["C4"], found["C6"], found["D4"]) == (("n", 11.63), ("n", -4.34), ("n", 1.0))
    assert not {"B5", "C5", "D5"} & set(found)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula_in_the_workbook(text):
    frame = pd.DataFrame({text: [text]})
    found = cells(to_xlsx(frame, title=text, notes=[text]))
    assert {kind for kind, _ in found.values()} == {"s"}
    assert len(found) == 4


def test_a_zero_is_written_and_a_missing_value_is_not():
    found = cells(to_xlsx(pd.DataFrame({"x": [0.0, None]}), title="x"))
    assert found["A4"] == ("n", 0.0)
    assert "A5" not in found


def test_a_real_year_goes_through_all_three_formats_alike(read):
    frame = read("indicator_by_region", indicator_id="poverty_rate", year=2022)
    rows, found = from_csv(frame), cells(to_xlsx(frame, title="x"))
    for position, item in enumerate(json.loads(to_json(frame))):
        assert rows[position]["region_code"] == item["region_code"] == found[f"A{position + 4}"][1]
        known = item["value"] is not None
        assert (rows[position]["value"] != "") == known == (f"C{position + 4}" in found)


def test_another_reader_sees_the_same_workbook():
    calamine = pytest.importorskip("python_calamine")
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(FRAME, title="Judul")))
    table = book.get_sheet_by_index(0).to_python()
    assert table[0][0] == "Judul"
    assert table[3] == ["74.01", "Kolaka", 11.63, 1.0, "True"]
    assert table[4][1:4] == ["", "", ""]
    assert table[5][1:3] == ["=1+1", -4.34]
