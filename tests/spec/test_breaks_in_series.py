"""Nothing is compared across a change of method or the split of a region."""

import pytest

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
    assert by_indicator["grdp_growth"] == set()  # where its levels break it has no value at all
