"""A change compares like with like: parts of the year, bodies in a sum, whole years."""

from datetime import UTC, datetime

import pandas as pd
import pytest
from rounds import some

from kumkm.analysis import catalogue
from kumkm.analysis.comparable import comparable
from kumkm.domain.indicators import INDICATORS
from kumkm.warehouse import connection, reads
from kumkm.warehouse.build import build_and_report

pytestmark = pytest.mark.slow  # every case builds anew

LOCAL = [
    "Kolaka", "Konawe", "Muna", "Buton", "Konawe Selatan", "Bombana", "Wakatobi", "Kolaka Utara", "Konawe Utara",
    "Buton Utara", "Kolaka Timur", "Konawe Kepulauan", "Muna Barat", "Buton Tengah", "Buton Selatan", "Kota Kendari",
    "Kota Baubau",
]  # fmt: skip
RECAP = "Kabupaten/Kota;Tahun;Jumlah Koperasi;Koperasi Aktif;Koperasi Tidak Aktif"
MONTHLY = "Kabupaten/Kota;Tahun;Bulan;Jumlah Debitur"
LIST = "Nama Koperasi;NIK;Kabupaten/Kota;Kewenangan;Tahun Buku;Jenis;Status;Jumlah Anggota;Volume Usaha"


@pytest.fixture
def built(copy):
    """Build what is given as CSV lines; returns a read of the build."""
    opened = []

    def run(**files):
        for name, lines in files.items():
            (copy.raw / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
        outcome = build_and_report(copy, datetime(2026, 1, 1, tzinfo=UTC))
        assert outcome.held_back == ()
        opened.append(connection.connect(outcome.published))
        return lambda name, **params: reads.run(opened[0], name, **params)

    yield run
    for connected in opened:
        connected.close()


def recap(year, *, guided=None):
    rows = [f"{name};{year};20;10;10" for name in LOCAL]
    return [RECAP, *rows, *([f"Binaan Provinsi;{year};{guided};{guided};0"] if guided else [])]


# -- unlike parts of the year ------------------------------------------------------------------------------


def test_from_the_second_half_of_a_year_to_the_first_of_the_next_is_no_annual_change(read):
    for indicator in ("population", "population_density", "grdp_per_capita"):
        panel = read("indicator_panel", indicator_id=indicator).set_index(["region_code", "year"])
        periods = panel.loc["74.01", "period"]
        assert (periods[2021], periods[2022], periods[2023]) == ("Semester 2", "Semester 1", "Semester 1")
        assert panel["change"].xs(2022, level="year").isna().all()
        assert panel["change"].xs(2023, level="year").notna().any() or indicator == "grdp_per_capita"


def test_an_average_growth_is_per_year_that_really_passed(read):
    panel = read("indicator_panel", indicator_id="population").set_index(["region_code", "year"])
    before, after = panel.loc[("74.01", 2018), "value"], panel.loc[("74.01", 2022), "value"]
    found = catalogue.find("cagr").run(read, indicator_id="population", from_year=2018, to_year=2022)
    told = found.set_index("region_code").loc["74.01", "growth_pct"]
    assert told == pytest.approx(((after / before) ** (1 / 3.5) - 1) * 100)


def test_no_change_is_told_anywhere_between_unlike_parts_of_two_years(read):
    for indicator in INDICATORS:
        panel = read("indicator_panel", indicator_id=indicator)
        period = {
            (row.region_code, row.year): row.period if isinstance(row.period, str) else "" for row in panel.itertuples()
        }
        told = panel[panel["change"].notna()]
        assert all(
            period[row.region_code, row.year] == period[row.region_code, row.year - 1] for row in told.itertuples()
        )


# -- a bucket that appears or vanishes ---------------------------------------------------------------------


@pytest.mark.parametrize(("first", "second"), some([(60, None), (None, 60)], {0}))
def test_cooperatives_guided_by_the_province_in_one_year_only_are_no_growth(built, first, second):
    read = built(lama=recap(2022, guided=first), baru=recap(2023, guided=second))
    panel = read("indicator_panel", indicator_id="cooperatives_registered").set_index(["region_code", "year"])
    total = 17 * 20
    assert panel.loc[("74", 2022), "value"] == total + (first or 0)
    assert panel.loc[("74", 2023), "value"] == total + (second or 0)
    assert panel["change"].xs("74").isna().all()  # ±15 % although no region changed
    assert panel.loc[("74.01", 2023), "change"] == 0
    breaks = read("indicator_breaks", indicator_id="cooperatives_registered")
    assert "binaan provinsi" in breaks.loc[breaks["region_code"] == "74", "reason"].item()


@pytest.mark.long
def test_in_both_years_they_are_part_of_the_change(built):
    read = built(lama=recap(2022, guided=60), baru=recap(2023, guided=77))
    panel = read("indicator_panel", indicator_id="cooperatives_registered").set_index(["region_code", "year"])
    assert panel.loc[("74", 2023), "change"] == 17


def guided(year, *bodies):
    rows = [
        f"Koperasi {name};7400000{name};Kolaka;{of};{year};Konsumen;Aktif;{members};" for name, of, members in bodies
    ]
    return [LIST, *rows]


@pytest.mark.long
def test_in_the_register_they_are_no_entrants_when_one_year_does_not_name_them(built):
    mine, theirs = ("000001", "Kabupaten", 100), ("000002", "Provinsi", 500)
    read = built(lama=guided(2022, mine), baru=guided(2023, mine, theirs))
    found = catalogue.decomposition(read, field="members_persons", from_year=2022, to_year=2023)
    province = found.set_index("region_code").loc["74"]
    assert province[["entrants", "exits", "coverage_change", "matched_change"]].fillna(0).tolist() == [0, 0, 0, 0]


@pytest.mark.long
def test_one_that_passes_from_a_region_to_the_province_is_gone_there_and_new_here(built):
    mine, before, after = ("000001", "Kabupaten", 100), ("000002", "Kabupaten", 500), ("000002", "Provinsi", 500)
    read = built(lama=guided(2022, mine, before), baru=guided(2023, mine, after))
    found = catalogue.decomposition(read, field="members_persons", from_year=2022, to_year=2023)
    by_code = found.set_index("region_code")
    assert by_code.loc["74.01", "exits"] == 500
    assert by_code.loc["74", "entrants"] - by_code.loc["74", "exits"] == 0


# -- months that are missing -------------------------------------------------------------------------------


def monthly(region, months):
    return [f"{region};2023;{month};10" for month in months]


def test_a_month_missing_inside_the_year_is_an_incomplete_year_and_is_not_ranked(built):
    whole = [line for name in LOCAL[1:] for line in monthly(name, range(1, 13))]
    without_june = monthly("Kolaka", [month for month in range(1, 13) if month != 6])
    read = built(kur=[MONTHLY, *without_june, *whole])
    frame = read("indicator_by_region", indicator_id="kur_borrowers", year=2023)
    by_code = frame.set_index("region_code")
    assert by_code.loc["74.01", "value"] == 110
    assert by_code.loc["74.01", "period"] == "bulan 1 sampai 12 tanpa bulan 6"
    assert pd.isna(by_code.loc["74.02", "period"])
    among = comparable(frame, INDICATORS["kur_borrowers"])
    assert among.partial == {"74.01": "bulan 1 sampai 12 tanpa bulan 6"}
    assert among.count == 16
    province = read("indicator_panel", indicator_id="kur_borrowers").set_index("region_code").loc["74"]
    assert province["period"] == "bulan 1 sampai 12 tanpa bulan 6 di sebagian daerah"


def test_a_sum_of_unlike_months_says_the_shortest_by_months_and_that_it_is_of_some_regions(built):
    whole = [line for name in LOCAL[2:] for line in monthly(name, range(1, 13))]
    some = monthly("Kolaka", range(1, 11)) + monthly("Konawe", range(1, 4))
    read = built(kur=[MONTHLY, *some, *whole])
    province = read("indicator_panel", indicator_id="kur_borrowers").set_index("region_code").loc["74"]
    assert province["value"] == 10 * (10 + 3 + 15 * 12)
    assert province["period"] == "bulan 1 sampai 3 di sebagian daerah"  # by text 1 sampai 10 comes first


@pytest.mark.long
def test_a_sum_without_any_whole_year_says_the_longest_too(built):
    most = [line for name in LOCAL[1:] for line in monthly(name, range(1, 11))]
    read = built(kur=[MONTHLY, *monthly("Kolaka", range(1, 4)), *most])
    province = read("indicator_panel", indicator_id="kur_borrowers").set_index("region_code").loc["74"]
    assert province["period"] == "bulan 1 sampai 3 di sebagian daerah, bulan 1 sampai 10 di daerah lain"


# -- a province delivered beside its regions ----------------------------------------------------------------


@pytest.mark.long
def test_a_delivered_province_stands_beside_its_regions_where_one_was_delivered_again(built):
    total = ["Binaan Provinsi;2023;60;60;0", "Sulawesi Tenggara;2023;400;230;170"]  # 17 × 20 + 60 and 17 × 10 + 60
    read = built(rekap=recap(2023) + total, ulang=[RECAP, "Kolaka;2023;27;17;10"])
    found = read("province_discrepancy", indicator_id="cooperatives_registered").iloc[0]
    assert (found["basis"], found["published"], found["sum_of_regions"]) == ("delivered", 400, 16 * 20 + 27 + 60)
    assert found["difference"] == 7
