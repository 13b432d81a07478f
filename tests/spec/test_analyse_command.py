"""`python -m kumkm analyse`: every analysis by name, as CSV or JSON, and mistakes explained with exit code 2."""

import csv
import io
import json

import pytest
from rounds import first

from kumkm.__main__ import main
from kumkm.analysis import catalogue

# One sensible call of each; the rest need no parameters.
CALLS = {
    "year_on_year": ["indicator_id=grdp_growth"],
    "cagr": ["indicator_id=grdp_growth", "from_year=2018", "to_year=2023"],
    "difference": ["indicator_id=poverty_rate", "from_year=2018", "to_year=2023"],
    "index": ["indicator_id=grdp_constant", "base_year=2018"],
    "contribution": ["indicator_id=grdp_growth", "from_year=2018", "to_year=2023"],
    "rank_movement": ["indicator_id=grdp_growth", "from_year=2018", "to_year=2023"],
    "klassen": ["from_year=2018", "to_year=2023"],
    "klassen_cooperatives": ["from_year=2021", "to_year=2023"],
    "beta": ["from_year=2018", "to_year=2023"],
    "decomposition": ["from_year=2022", "to_year=2023"],
    "similar": ["region_code=74.01"],
    "association": ["indicator_id=poverty_rate", "with_indicator_id=hdi"],
    "equity": ["year=2025"],
    "per_head": ["year=2024"],
    "need_sensitivity": ["year=2025"],
    "need_without_each": ["year=2025"],
    "allocation": ["ceiling=40000000000", "year=2025", "floor=1"],
}
SIMULATED = {
    "klassen_cooperatives",
    "decomposition",
    "shift_share",
    "need",
    "need_features",
    "equity",
    "per_head",
    "need_sensitivity",
    "need_without_each",
    "duplicates",
    "allocation",
}
DOCUMENTS = {"allocation": "selected"}  # JSON is one object; the table of the CSV is a part of it


@pytest.fixture(autouse=True)
def here(monkeypatch, warehouse):
    monkeypatch.setenv("KUMKM_WAREHOUSE", str(warehouse.path.parent))


@pytest.fixture
def run(capsys):
    def call(name, *params, form="csv"):
        given = [part for param in params for part in ("--param", param)]
        code = main(["analyse", name, *given, "--format", form])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("name", first(catalogue.ANALYSES, range(0, 99, 5)))
def test_every_analysis_prints_the_same_table_as_csv_and_as_json_without_nan(run, name):
    code, out, err = run(name, *CALLS.get(name, []))
    code_json, out_json, _ = run(name, *CALLS.get(name, []), form="json")
    table, records = rows(out), json.loads(out_json, parse_constant=pytest.fail)
    records = records[DOCUMENTS[name]] if name in DOCUMENTS else records
    assert (code, code_json) == (0, 0)
    assert table and len(table) == len(records)
    assert "NaN" not in out_json and not [cell for row in table for cell in row.values() if cell.lower() == "nan"]
    for row, record in zip(table, records, strict=True):
        assert [key for key in row if key != "simulated"] == [key for key in record if key != "simulated"]
        for key, value in record.items():
            assert (row[key] == "") == (value is None)
            if isinstance(value, float):
                assert float(row[key]) == value
    assert ("DATA SIMULASI" in err) == (name in SIMULATED)
    document = json.loads(out_json)
    marks = [document["simulated"]] if name in DOCUMENTS else [record["simulated"] for record in records]
    assert any(marks) == any(row["simulated"] == "True" for row in table) == (name in SIMULATED)


@pytest.mark.parametrize("name", catalogue.ANALYSES)
def test_every_analysis_says_what_it_is_for_and_needs_what_it_declares(run, name):
    analysis = catalogue.find(name)
    assert analysis.purpose
    needed = {key for key, param in analysis.params.items() if param.required}
    assert needed <= {text.partition("=")[0] for text in CALLS.get(name, [])} <= set(analysis.params)


def test_contribution_has_the_regions_and_the_province_last(run):
    code, out, err = run("contribution", *CALLS["contribution"])
    table = rows(out)
    assert (code, err) == (0, "")
    assert {"region_code", "contribution_pp", "growth_pct"} <= set(table[0])
    assert len(table) == 18
    assert table[-1]["region_code"] == "74"
    parts = [float(row["contribution_pp"]) for row in table[:-1]]
    assert parts == sorted(parts, reverse=True)
    assert sum(parts) == pytest.approx(float(table[-1]["growth_pct"]), rel=1e-9)


def test_klassen_has_one_of_four_classes_for_each_of_the_regions(run, names):
    _, out, err = run("klassen", *CALLS["klassen"])
    table = rows(out)
    assert err == ""
    assert [row["region_code"] for row in table] == list(names)
    assert len(table) == 17
    assert {row["class_id"] for row in table} <= {
        "maju_tumbuh_cepat",
        "maju_tertekan",
        "berkembang_cepat",
        "relatif_tertinggal",
    }


@pytest.mark.parametrize("name", ["williamson", "theil", "gini_regions"])
def test_an_index_of_inequality_needs_no_parameters_and_has_a_value_a_year(run, name):
    code, out, err = run(name)
    table = rows(out)
    assert (code, err) == (0, "")
    assert [row["year"] for row in table] == [str(year) for year in range(2018, 2024)]
    assert all(0 < float(row["value"]) < 1 for row in table)


def test_what_is_missing_is_null_in_json_and_empty_in_csv_and_said_aside(run):
    span = ("from_year=2012", "to_year=2023")
    code, out, err = run("klassen", *span)
    assert code == 0
    assert {row["class_id"] for row in rows(out)} == {""}
    assert err.startswith("Belum ada data 2012: Kolaka Timur, ")
    assert "Putus deret 2013: Kolaka dan Konawe." in err
    _, out, _ = run("klassen", *span, form="json")
    assert {record["class_id"] for record in json.loads(out)} == {None}


@pytest.mark.parametrize(
    ("name", "params", "said"),
    [
        (
            "contribution",
            ("indicator_id=grdp_growth", "from_year=2018", "to_year=2024"),
            "Belum ada data 2024: semua daerah.",
        ),
        ("cagr", ("indicator_id=poverty_rate", "from_year=2018", "to_year=2022"), "Belum ada data 2022: "),
        ("cagr", ("indicator_id=hdi", "from_year=2018", "to_year=2022"), "Putus deret 2022: semua daerah."),
        ("difference", ("indicator_id=hdi", "from_year=2018", "to_year=2022"), "Putus deret 2022: semua daerah."),
        ("klassen", ("from_year=2014", "to_year=2017"), "Belum ada data 2017: semua daerah."),
        ("beta", ("from_year=1950", "to_year=2023"), "Belum ada data 1950: semua daerah."),
    ],
)
def test_missing_years_are_said_on_the_other_channel(run, name, params, said):
    code, out, err = run(name, *params)
    assert code == 0
    assert out
    assert said in err


@pytest.mark.parametrize(
    ("name", "params", "said"),
    [
        ("entah", (), "Analisis 'entah' tidak dikenal. Yang ada: year_on_year, cagr, "),
        ("klassen", (), "ditemukan tidak ada; yang diharapkan: from_year (bilangan bulat), to_year (bilangan bulat),"),
        ("klassen", ("from_year=2018",), "Parameter 'klassen': ditemukan from_year; yang diharapkan: "),
        ("klassen", ("from_year=2018", "to_year=2023", "x=1"), "ditemukan from_year, to_year, x; yang diharapkan: "),
        ("structure", ("x=1",), "ditemukan x; yang diharapkan: tidak ada."),
        ("williamson", ("x",), "--param: ditemukan 'x'; yang diharapkan KUNCI=NILAI"),
        ("klassen", ("from_year=dua", "to_year=2023"), "from_year: ditemukan 'dua'; yang diharapkan bilangan bulat"),
        ("klassen", ("from_year=2018.5", "to_year=2023"), "from_year: ditemukan '2018.5'"),
        ("klassen", ("from_year=18", "to_year=2023"), "ditemukan 18; yang diharapkan antara 1900 dan 2100."),
        ("outlook", ("primary=lima",), "primary: ditemukan 'lima'; yang diharapkan angka"),
        ("outlook", ("primary=nan",), "primary: ditemukan nan; yang diharapkan antara -50 dan 100."),
        ("outlook", ("region_code=7401",), "Kode wilayah '7401' tidak dikenal. Yang ada: 74, 74.01, "),
        ("similar", ("region_code=74.1",), "Kode wilayah '74.1' tidak dikenal. Yang ada: 74.01, "),
        ("williamson", ("without=7401",), "Kode wilayah '7401' tidak dikenal. Yang ada: 74.01, "),
        ("theil", ("by=pulau",), "by: ditemukan 'pulau'; yang diharapkan landmass atau level."),
        ("location_quotient", ("without=B",), "pertambangan tidak dapat dipisahkan dari pertanian"),
        ("year_on_year", ("indicator_id=entah",), "Indikator 'entah' tidak dikenal. Yang ada: grdp_growth, "),
        ("association", ("indicator_id=hdi", "with_indicator_id=entah"), "Indikator 'entah' tidak dikenal."),
        ("decomposition", ("from_year=2012", "to_year=2013"), "Daftar koperasi 2012 dan 2013 belum ada data"),
        (
            "decomposition",
            ("field=x", "from_year=2022", "to_year=2023"),
            "field: ditemukan 'x'; yang diharapkan turnover_idr",
        ),
        (
            "contribution",
            ("indicator_id=poverty_rate", "from_year=2018", "to_year=2020"),
            "Andil tidak dapat dihitung untuk 'poverty_rate': nilainya tidak boleh dijumlahkan antar daerah. "
            "Yang dapat: grdp_constant, ",
        ),
    ],
)
def test_a_mistake_is_explained_in_indonesian_with_exit_code_2_and_no_output(run, name, params, said):
    code, out, err = run(name, *params)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize("name", [name for name, item in catalogue.ANALYSES.items() if "to_year" in item.params])
@pytest.mark.parametrize("years", [("2023", "2018"), ("2023", "2023")])
def test_years_must_run_forwards(run, name, years):
    others = [text for text in CALLS.get(name, []) if not text.startswith(("from_year", "to_year"))]
    code, out, err = run(name, *others, f"from_year={years[0]}", f"to_year={years[1]}")
    assert (code, out) == (2, "")
    assert f"from_year ({years[0]}) harus sebelum to_year ({years[1]})." in err
