"""`python -m kumkm analyse allocation`: one object that holds to its rules, and exit code 3 with the way out."""

import csv
import io
import json
import subprocess
import sys

import pytest

from kumkm.__main__ import main
from kumkm.settings import PROJECT_ROOT

YEAR = 2025
CEILING = 40_000_000_000


@pytest.fixture(autouse=True)
def here(monkeypatch, warehouse):
    monkeypatch.setenv("KUMKM_WAREHOUSE", str(warehouse.path.parent))


@pytest.fixture
def run(capsys):
    def call(*params, name="allocation", form="json"):
        given = [part for param in (f"year={YEAR}", *params) for part in ("--param", param)]
        code = main(["analyse", name, *given, "--format", form])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def plan(run):
    def call(*params):
        code, out, _ = run(*params)
        return code, json.loads(out, parse_constant=pytest.fail)

    return call


@pytest.fixture(scope="module")
def eligible(read):
    """Id → row of what may be chosen, told from the register itself."""
    rows = read("proposals")
    local = read("regions").query("level in ['kabupaten', 'kota'] and valid_to.isna()")["region_code"]
    fit = rows[
        (rows["budget_year"] == YEAR)
        & rows["submitted"].eq(True)
        & rows["decided"].eq(False)
        & rows["documents_complete"].eq(True)
        & (rows["amount_idr"] > 0)
        & rows["region_code"].isin(local)
    ]
    return fit.set_index("proposal_id")


def test_forty_billion_with_one_for_every_region(plan, eligible, names):
    code, found = plan(f"ceiling={CEILING}", "floor=1")
    chosen = found["selected"]
    assert (code, found["status"]) == (0, "optimal")
    assert found["objective"] == found["bound"] == pytest.approx(sum(item["score"] for item in chosen))
    assert {item["proposal_id"] for item in chosen} <= set(eligible.index)
    for item in chosen:
        row = eligible.loc[item["proposal_id"]]
        assert (item["region_code"], item["amount_idr"]) == (row["region_code"], row["amount_idr"])
        assert 0 <= item["score"] <= 1
    assert sum(item["amount_idr"] for item in chosen) == CEILING - found["leftover_idr"] <= CEILING
    assert {item["region_code"] for item in chosen} | set(found["unserved"]) == set(names)
    assert set(found["unserved"]) == set(names) - set(eligible["region_code"])
    assert len(chosen) + len(found["left_out"]) == len(eligible)
    assert all(item["reason"] for item in [*chosen, *found["left_out"]])


def test_without_floors_and_with_everything_affordable_all_are_in(plan, eligible):
    _, found = plan(f"ceiling={int(eligible['amount_idr'].sum())}")
    scored = {item["proposal_id"] for item in found["selected"]} | {
        item["proposal_id"] for item in found["left_out"] if item["score"] == 0
    }
    assert scored == set(eligible.index)


@pytest.mark.slow
def test_the_same_call_prints_the_same_to_the_letter(run):
    assert run(f"ceiling={CEILING}", "floor=1") == run(f"ceiling={CEILING}", "floor=1")
    assert run(f"ceiling={CEILING}") == run(f"ceiling={CEILING}", name="allocate")


def test_caps_in_rupiah_and_in_number_hold(plan):
    _, found = plan(f"ceiling={CEILING}", "menu_cap=pk2umk=1000000000;rpb=0", "menu_count=koperasi_modern=2")
    by_menu = {}
    for item in found["selected"]:
        by_menu.setdefault(item["menu_id"], []).append(item["amount_idr"])
    assert sum(by_menu["pk2umk"]) <= 1_000_000_000
    assert "rpb" not in by_menu
    assert len(by_menu["koperasi_modern"]) <= 2


@pytest.mark.parametrize("text", ["123456700001", "123456700001.0", "1.23456700001e11"])
def test_the_command_keeps_to_the_ceiling_to_the_rupiah(plan, text):
    assert plan(f"ceiling={text}", "menu_cap=pk2umk=12345678900")[1]["ceiling"] == 123_456_700_001


def test_a_ceiling_too_low_exits_3_and_the_relaxation_it_names_works(plan, run):
    code, found = plan("ceiling=1000000000", "floor=1")
    assert (code, found["status"], found["selected"], found["objective"]) == (3, "infeasible", [], None)
    least = found["relaxation"]["ceiling"]
    assert f"{least:,}".replace(",", ".") in found["reason"]
    assert plan(f"ceiling={least}", "floor=1")[1]["status"] == "optimal"
    assert plan(f"ceiling={least - 1}", "floor=1")[0] == 3
    floors = ";".join(f"{code}={floor}" for code, floor in found["relaxation"]["floors_at_ceiling"].items())
    assert plan("ceiling=1000000000", "floor=1", f"floors={floors}")[1]["status"] == "optimal"
    code, out, err = run("ceiling=1000000000", "floor=1", form="csv")
    assert (code, len(out.splitlines())) == (3, 1)
    assert "Naikkan pagu menjadi Rp" in err


def test_csv_has_what_is_selected(run, plan):
    _, out, _ = run(f"ceiling={CEILING}", form="csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["proposal_id"] for row in rows] == [
        item["proposal_id"] for item in plan(f"ceiling={CEILING}")[1]["selected"]
    ]


def test_what_a_library_prints_by_itself_stays_out_of_the_object():
    code = "import os; from kumkm import __main__ as m; m._own_stdout(); os.write(1, b'HiGHS'); print('{}')"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT_ROOT, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("{}\n", "HiGHS")


def test_weights_change_what_counts(plan):
    only = [f"weight_{name}=0" for name in ("readiness", "past", "population")]
    _, found = plan("ceiling=10000000000", *only)
    index = {item["region_code"]: item["score"] for item in found["selected"]}
    assert len(index) < len(found["selected"])  # one score for a region, by need alone
    assert all(item["score"] == index[item["region_code"]] for item in found["selected"])


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ((), "ceiling (angka), year (bilangan bulat), floor (bilangan bulat, boleh kosong)"),
        (("ceiling=-1",), "ceiling: ditemukan -1; yang diharapkan antara 0 dan 1e+15."),
        (("ceiling=1.5",), "ceiling: ditemukan '1.5'; yang diharapkan bilangan bulat."),
        (("ceiling=nan",), "ceiling: ditemukan 'nan'; yang diharapkan angka"),
        (("ceiling=1", "menu_cap=pk2umk=0.5"), "menu_cap: ditemukan 'pk2umk=0.5'; yang diharapkan bilangan bulat."),
        (("ceiling=1", "floors=74.01=1.7"), "floors: ditemukan '74.01=1.7'; yang diharapkan bilangan bulat."),
        (("ceiling=1", "floor=-1"), "floor: ditemukan -1; yang diharapkan antara 0 dan 1000."),
        (("ceiling=1", "menu_cap=entah=1"), "menu_cap: ditemukan 'entah'; yang diharapkan salah satu dari "),
        (("ceiling=1", "menu_cap=pk2umk"), "menu_cap: ditemukan 'pk2umk'; yang diharapkan nama=angka;nama=angka."),
        (("ceiling=1", "menu_count=pk2umk=-1"), "menu_count: ditemukan 'pk2umk=-1'"),
        (("ceiling=1", "floors=7401=1"), "floors: ditemukan '7401'; yang diharapkan salah satu dari 74.01, "),
        (("ceiling=1", "base=entah"), "base: ditemukan 'entah'; yang diharapkan first_come atau agreed."),
        (("ceiling=1", "need_weights=population=1"), "weights: ditemukan 'population'; yang diharapkan indikator"),
        (
            ("ceiling=1", *(f"weight_{name}=0" for name in ("readiness", "need", "past", "population"))),
            "Bobot: ditemukan readiness=0, need=0, past=0, population=0",
        ),
    ],
)
def test_a_mistake_is_explained_with_exit_code_2(run, params, said):
    code, out, err = run(*params)
    assert (code, out) == (2, "")
    assert said in err


def test_need_says_which_indicators_it_could_not_use(read):
    from kumkm.analysis import catalogue

    found = catalogue.find("need_features").run(read).set_index("indicator_id")
    # The wave of 2022 had five regions and that of 2023 twelve: no year has all.
    assert not found.loc["nib_share", "used"]
    assert found.loc["nib_share", "reason"] == "Belum ada tahun yang lengkap untuk semua daerah."
    assert found.loc["poverty_rate", ["used", "year", "needier"]].tolist() == [True, 2023, "tinggi"]
    # Simulated from one rate for the whole province: 92,592 to 92,594 percent.
    assert not found.loc["kur_achievement", "used"]
    assert found.loc["kur_achievement", "reason"] == "Praktis sama di semua daerah (92,6%)."


def test_an_indicator_that_does_not_differ_decides_nothing_whatever_its_weight(read):
    from kumkm.analysis import catalogue

    equity = catalogue.find("equity").run
    given = "active_cooperative_share=1;kur_achievement={};poverty_rate=1;unemployment_rate=1"
    none, heavy = (equity(read, year=YEAR, weights=given.format(weight)) for weight in (0, 1000))
    assert none.equals(heavy)


def test_no_region_is_without_need_and_the_index_begins_at_the_floor(read):
    from kumkm.analysis import catalogue, proposals

    found = catalogue.find("need").run(read)
    assert found["need_index"].min() == pytest.approx(proposals.terms_of(read).floor)
    assert found["need_index"].max() == pytest.approx(1)
    assert (found["share_need"] > 0).all()


def test_without_each_indicator_is_need_with_a_weight_of_nothing_for_it(read):
    from kumkm.analysis import catalogue

    rows = catalogue.find("need_without_each").run(read, year=YEAR)
    used = ["active_cooperative_share", "poverty_rate", "unemployment_rate"]
    assert list(rows["indicator_id"].unique()) == used
    for left_out, found in rows.groupby("indicator_id"):
        others = ";".join(f"{name}=1" for name in used if name != left_out)
        again = catalogue.find("equity").run(read, year=YEAR, weights=others)
        assert found["ratio"].tolist() == pytest.approx(again["ratio"].tolist())
        assert found["service_id"].tolist() == again["service_id"].tolist()


def test_equity_has_all_regions_and_shares_that_add_up(read, names):
    from kumkm.analysis import catalogue

    found = catalogue.find("equity").run(read, year=YEAR)
    assert list(found["region_code"]) == list(names)
    assert found["share_need"].sum() == pytest.approx(1)
    assert found["share_given"].sum() == pytest.approx(1)
    assert found["hoover"].iloc[0] == pytest.approx((found["share_given"] - found["share_need"]).abs().sum() / 2)
