"""Nothing is compared across a change of method or the split of a region."""

import math

import pytest

from kumkm.analysis import catalogue

LEVELS = ("grdp_constant", "grdp_current")


def test_the_human_development_index_is_not_compared_from_2021_to_2022(read):
    panel = read("indicator_panel", indicator_id="hdi")
    assert panel.loc[panel["year"] == 2022, "change"].isna().all()
    assert panel.loc[panel["year"] == 2021, "change"].notna().all()


def test_the_province_keeps_the_old_series_in_2021(value_of):
    row = value_of("hdi", "74", 2021)
    assert row.value == 71.66  # the new series prints 71.82 for the same year
    assert row.change == pytest.approx(71.66 - 71.45)
    assert value_of("hdi", "74", 2023).change == pytest.approx(72.94 - 72.38)


def test_income_per_head_is_not_compared_from_2019_to_2020(read):
    panel = read("indicator_panel", indicator_id="grdp_per_capita_constant")
    assert panel.loc[panel["year"] == 2020, ["change", "change_pct"]].isna().all(axis=None)
    assert panel.loc[panel["year"] == 2019, "change"].notna().all()
    assert panel.loc[(panel["year"] == 2021) & (panel["region_code"] != "00"), "change"].notna().all()


@pytest.mark.parametrize(("parent", "split"), [("74.01", 2013), ("74.02", 2013), ("74.03", 2014), ("74.04", 2014)])
def test_a_parent_does_not_shrink_in_the_year_its_child_leaves(value_of, read, parent, split):
    assert value_of("grdp_growth", parent, split) is None
    assert value_of("grdp_growth", parent, split - 1) is not None
    assert value_of("grdp_growth", parent, split + 1) is not None
    for level in LEVELS:
        row = value_of(level, parent, split)
        assert row.value > 0
        assert row.isna()["change"]
    breaks = read("indicator_breaks", indicator_id="grdp_constant")
    mine = breaks[breaks["region_code"] == parent]
    assert mine["first_year"].tolist() == [split]
    assert f"pemekaran {split}" in mine["reason"].item()


def test_the_break_of_buton_names_both_children(read):
    breaks = read("indicator_breaks", indicator_id="grdp_constant").set_index("region_code")
    assert breaks.loc["74.04", "reason"] == "Buton tanpa Buton Tengah dan Buton Selatan sejak pemekaran 2014"


def test_a_child_has_no_growth_in_its_first_year_but_in_its_second(value_of):
    assert value_of("grdp_growth", "74.11", 2013) is None
    assert value_of("grdp_growth", "74.11", 2014) is not None


def test_a_region_that_did_not_split_grows_straight_through(value_of):
    for year in (2013, 2014):
        assert value_of("grdp_growth", "74.71", year) is not None
        assert value_of("grdp_growth", "74", year) is not None


def test_only_declared_breaks_and_splits_exist(read):
    by_indicator = {
        indicator_id: {
            (code if isinstance(code, str) else None, year)
            for code, year in read("indicator_breaks", indicator_id=indicator_id)[["region_code", "first_year"]].values
        }
        for indicator_id in ("hdi", "grdp_per_capita_constant", "poverty_rate", "grdp_growth")
    }
    assert by_indicator["hdi"] == {(None, 2022)}
    assert (None, 2020) in by_indicator["grdp_per_capita_constant"]
    assert by_indicator["poverty_rate"] == set()
    # Where its levels break it has no value at all; from 2024 on the province's is printed, before it is computed.
    assert by_indicator["grdp_growth"] == {("74", 2024)}


def test_a_province_that_is_printed_is_not_compared_with_one_that_is_summed(read):
    # PDRB ADHB: printed until 2023, in 2025 the sum of the seventeen.
    panel = read("indicator_panel", indicator_id="grdp_current").set_index(["region_code", "year"])
    assert (panel.loc[("74", 2022), "basis"], panel.loc[("74", 2025), "basis"]) == ("published", "sum_of_regions")
    for analysis, told in (("cagr", "growth_pct"), ("difference", "change")):
        found = catalogue.find(analysis).run(read, indicator_id="grdp_current", from_year=2022, to_year=2025)
        by_code = found.set_index("region_code")[told]
        assert math.isnan(by_code["74"])
        assert not math.isnan(by_code["74.01"])
    breaks = read("indicator_breaks", indicator_id="grdp_current").set_index("region_code")
    assert breaks.loc["74", ["first_year", "reason"]].tolist() == [
        2025,
        "jumlah kabupaten/kota sejak 2025, sebelumnya angka terbitan",
    ]


def test_a_printed_growth_is_not_compared_with_a_computed_one(read):
    found = catalogue.find("difference").run(read, indicator_id="grdp_growth", from_year=2022, to_year=2024)
    assert math.isnan(found.set_index("region_code")["change"]["74"])
    reason = read("indicator_breaks", indicator_id="grdp_growth")["reason"].item()
    assert reason == "angka terbitan sejak 2024, sebelumnya dihitung dari angka lain"


def test_breaks_come_in_one_order(read):
    for indicator in ("grdp_current", "grdp_constant", "hdi"):
        found = read("indicator_breaks", indicator_id=indicator)
        keys = [(row.first_year, str(row.region_code), row.reason) for row in found.itertuples()]
        assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("indicator", ["grdp_per_capita", "population", "population_density"])
def test_a_change_is_told_of_the_same_pairs_of_years_on_every_screen(read, indicator):
    # The people of 2021 are those of December, of 2022 those of June: half a year, or a sum over two kinds of people.
    panel = read("indicator_panel", indicator_id=indicator).set_index(["region_code", "year"])
    yearly = catalogue.find("year_on_year").run(read, indicator_id=indicator).set_index(["region_code", "year"])
    known = yearly["change"].dropna().index
    assert list(known) == list(panel["change"].dropna().index)
    found = catalogue.find("cagr").run(read, indicator_id=indicator, from_year=2021, to_year=2022)
    assert found["growth_pct"].isna().all()
