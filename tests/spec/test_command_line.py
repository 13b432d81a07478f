"""The command line answers in CSV or JSON, and in Indonesian with exit code 2 when asked wrongly."""

import csv
import io
import json
import subprocess
import sys

import pytest

from kumkm.__main__ import main
from kumkm.settings import PROJECT_ROOT


@pytest.fixture(autouse=True)
def here(monkeypatch, warehouse):
    monkeypatch.setenv("KUMKM_WAREHOUSE", str(warehouse.path.parent))


@pytest.fixture
def run(capsys):
    def call(*arguments):
        code = main(list(arguments))
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def poverty(year, *more):
    return ("query", "indicator_by_region", "--param", "indicator_id=poverty_rate", "--param", f"year={year}", *more)


def test_a_query_is_csv_with_a_heading_and_dotted_codes(run):
    code, out, err = run(*poverty(2020))
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (code, err) == (0, "")
    assert out.startswith("region_code,region_name,value,change,")
    assert len(rows) == 17
    assert [row["region_code"] for row in rows][:10][::9] == ["74.01", "74.10"]
    assert rows[-2]["value"] == "4.34"


def test_whoever_stops_reading_ends_it_without_a_word():
    call = [sys.executable, "-m", "kumkm", "query", "indicators"]
    with subprocess.Popen(call, cwd=PROJECT_ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.close()
        said = running.stderr.read()
        assert running.wait() == 0
    assert b"Traceback" not in said
    assert b"BrokenPipe" not in said


def test_missing_is_an_empty_cell_in_csv(run):
    _, out, _ = run(*poverty(2022))
    kolaka = next(csv.DictReader(io.StringIO(out)))
    assert (kolaka["value"], kolaka["change"], kolaka["base"], kolaka["status"]) == ("", "", "", "missing")


def test_missing_is_null_in_json_and_never_nan(run):
    code, out, _ = run(*poverty(2022, "--format", "json"))
    kolaka, *_ = json.loads(out, parse_constant=pytest.fail)
    assert code == 0
    assert kolaka["region_code"] == "74.01"
    assert kolaka["value"] is None
    assert kolaka["base"] is None
    assert "NaN" not in out


def test_csv_and_json_say_the_same(run):
    from_csv = list(csv.DictReader(io.StringIO(run(*poverty(2020))[1])))
    from_json = json.loads(run(*poverty(2020, "--format", "json"))[1])
    assert [float(row["value"]) for row in from_csv] == [row["value"] for row in from_json]


def test_a_query_without_parameters_needs_none(run):
    code, out, _ = run("query", "regions")
    assert code == 0
    assert "74.10,kabupaten,Buton Utara," in out


def test_a_year_nobody_published_is_an_answer_not_an_error(run):
    code, out, _ = run(*poverty(1900))
    assert code == 0
    assert len(out.splitlines()) == 18


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("query", "entah"), "Bacaan 'entah' tidak dikenal. Yang ada: area_values, "),
        (("query", "../tables/core"), "Bacaan '../tables/core' tidak dikenal."),
        (("query", "indicator_panel", "--param", "indicator_id=entah"), "Indikator 'entah' tidak dikenal. Yang ada: "),
        (("query", "area_values", "--param", "region_code=74.1"), "Kode wilayah '74.1' tidak dikenal. Yang ada: 00, "),
        (("query", "area_values", "--param", "region_code=7401"), "Kode wilayah '7401' tidak dikenal."),
        (("query", "indicator_panel"), "ditemukan tidak ada; yang diharapkan: indicator_id (VARCHAR)."),
        (("query", "regions", "--param", "x=1"), "ditemukan x; yang diharapkan: tidak ada."),
        (("query", "regions", "--param", "x"), "--param: ditemukan 'x'; yang diharapkan KUNCI=NILAI"),
        (poverty("dua ribu"), "Parameter year: ditemukan 'dua ribu'; yang diharapkan bilangan bulat"),
        (poverty("2020.5"), "Parameter year: ditemukan '2020.5'"),
        (poverty(""), "Parameter year: ditemukan ''"),
    ],
)
def test_a_mistake_is_explained_in_indonesian_with_exit_code_2_and_no_output(run, arguments, said):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_a_year_beyond_all_numbers_is_a_mistake_too(run):
    assert run(*poverty("9" * 50))[0] == 2


@pytest.mark.parametrize("arguments", [(), ("query",), ("entah",), ("query", "regions", "--format", "xml")])
def test_a_command_that_cannot_be_parsed_exits_with_2(arguments):
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    assert stopped.value.code == 2


def test_build_publishes_where_the_argument_says_and_the_environment_is_left_alone(
    run, tmp_path, warehouse, without_deliveries
):
    before = sorted(warehouse.path.parent.iterdir())
    code, out, _ = run("build", "--warehouse", str(tmp_path / "lain"))
    assert code == 0
    assert out.startswith("Terbit: ")
    assert (tmp_path / "lain" / "current.json").is_file()
    assert sorted(warehouse.path.parent.iterdir()) == before


def test_a_first_query_builds_what_is_missing(run, tmp_path, monkeypatch, without_deliveries):
    monkeypatch.setenv("KUMKM_WAREHOUSE", str(tmp_path / "baru"))
    assert run("query", "build_info")[0] == 0
    assert (tmp_path / "baru" / "current.json").is_file()


def test_the_argument_wins_over_the_environment(run, tmp_path, monkeypatch, warehouse):
    monkeypatch.setenv("KUMKM_WAREHOUSE", str(tmp_path / "salah"))
    _, out, _ = run("query", "build_info", "--warehouse", str(warehouse.path.parent))
    assert warehouse.build_id in out
    assert not (tmp_path / "salah").exists()


def test_a_damaged_warehouse_is_explained_with_exit_code_2(run, tmp_path):
    (tmp_path / "current.json").write_text("{", encoding="utf-8")
    code, out, err = run("query", "regions", "--warehouse", str(tmp_path))
    assert (code, out) == (2, "")
    assert "python -m kumkm build" in err


def test_a_warehouse_folder_that_is_a_file_is_explained_with_exit_code_2(run, tmp_path):
    (tmp_path / "berkas").write_text("", encoding="utf-8")
    assert run("build", "--warehouse", str(tmp_path / "berkas"))[0] == 2


def test_the_module_runs_as_a_program(warehouse):
    done = subprocess.run(
        [sys.executable, "-m", "kumkm", "query", "build_info", "--format", "json"],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)[0]["build_id"] == warehouse.build_id
