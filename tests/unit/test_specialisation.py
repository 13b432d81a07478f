"""Location quotient and shift-share: golden vectors, and the identities that hold for every table."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.analysis import specialisation

PARTS = ["provincial_growth", "industry_mix", "competitive"]
AMOUNTS = st.one_of(st.just(0), st.integers(0, 10**12))
CHANGES = st.dictionaries(
    st.tuples(st.sampled_from("ABCDE"), st.sampled_from("rstu")), st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=20
)
LEVELS = st.dictionaries(st.tuples(st.sampled_from("ABCDE"), st.sampled_from("rstu")), AMOUNTS, min_size=1, max_size=20)


def levels(cells):
    return pd.DataFrame(
        [(*key, float(value)) for key, value in cells.items()], columns=["region_code", "sector", "value"]
    )


def changes(cells):
    return pd.DataFrame(
        [(*key, float(before), float(after)) for key, (before, after) in cells.items()],
        columns=["region_code", "sector", "before", "after"],
    )


# Dossier §5: A 60 → 75 and 40 → 42, the province 300 → 330 and 700 → 735; so the rest is 240 → 255 and 660 → 693.
GOLDEN = {("A", "1"): (60, 75), ("A", "2"): (40, 42), ("B", "1"): (240, 255), ("B", "2"): (660, 693)}


def test_golden_location_quotients():
    found = specialisation.location_quotient(levels({key: after for key, (_, after) in GOLDEN.items()}))
    mine = found[found["region_code"] == "A"]
    assert mine["lq"].tolist() == pytest.approx([2.0688, 0.5201], abs=1e-4)  # (75/117) / (330/1065), (42/117) / …
    assert mine["basis"].tolist() == [True, False]
    assert mine["share_pct"].tolist() == pytest.approx([100 * 75 / 117, 100 * 42 / 117])
    assert mine["province_share_pct"].tolist() == pytest.approx([100 * 330 / 1065, 100 * 735 / 1065])


def test_golden_shift_share():
    found = specialisation.shift_share(changes(GOLDEN))
    mine = found[found["region_code"] == "A"]
    assert mine["provincial_growth"].tolist() == pytest.approx([3.9, 2.6])  # 6,5% of 60 and of 40
    assert mine["industry_mix"].tolist() == pytest.approx([2.1, -0.6])  # 10% and 5%, less 6,5%
    assert mine["competitive"].tolist() == pytest.approx([9.0, 0.0])  # 25% and 5%, less 10% and 5%
    assert mine["change"].tolist() == [15, 2]


def test_esteban_marquillas_of_the_golden_region_by_hand():
    mine = specialisation.shift_share(changes(GOLDEN)).iloc[:2]
    # E' = 100 · 300/1000 = 30 in sector 1; C' = 30 · (25% − 10%); A = (60 − 30) · (25% − 10%).
    assert mine["competitive_homothetic"].tolist() == pytest.approx([4.5, 0.0])
    assert mine["allocation"].tolist() == pytest.approx([4.5, 0.0])


def test_the_parts_of_a_region_are_the_sums_over_its_sectors():
    found = specialisation.shift_share_by_region(specialisation.shift_share(changes(GOLDEN)).assign(group="semua"))
    mine = found[found["region_code"] == "A"].iloc[0]
    assert mine[["change", *PARTS]].tolist() == pytest.approx([17, 6.5, 1.5, 9.0])
    assert "group" not in found


def test_a_sector_a_region_does_not_have_counts_as_nothing():
    found = specialisation.location_quotient(levels({("A", "r"): 10, ("A", "s"): 10, ("B", "r"): 20}))
    assert found["value"].tolist() == [10, 10, 20, 0]
    assert found["lq"].tolist() == pytest.approx([0.5 / 0.75, 0.5 / 0.25, 1 / 0.75, 0])


def test_a_region_or_a_sector_with_nothing_at_all_has_no_quotient():
    found = specialisation.location_quotient(
        levels({("A", "r"): 10, ("A", "s"): 0, ("B", "r"): 0, ("B", "s"): 0})
    ).set_index(["region_code", "sector"])["lq"]
    assert found[("A", "r")] == 1
    assert found.drop(("A", "r")).isna().all()


def test_a_missing_value_is_not_nothing():
    found = specialisation.location_quotient(levels({("A", "r"): 10, ("A", "s"): math.nan, ("B", "r"): 5}))
    assert found["lq"].isna().all()  # the province is not known
    shares = found.set_index(["region_code", "sector"])["share_pct"]
    assert shares[("A", "r")] != shares[("A", "r")]
    assert shares[("B", "r")] == 100


def test_a_missing_value_leaves_no_part_of_a_change_to_anyone():
    table = changes(GOLDEN)
    table.loc[0, "after"] = math.nan
    found = specialisation.shift_share(table)
    assert found[[*PARTS, "competitive_homothetic", "allocation"]].isna().all(axis=None)
    assert found["change"].isna().tolist() == [True, False, False, False]
    assert specialisation.shift_share_by_region(found)["change"].isna().tolist() == [True, False]


def test_a_sector_new_to_a_region_is_all_competitive_and_all_allocation():
    found = specialisation.shift_share(changes({("A", "r"): (0, 6), ("A", "s"): (10, 10), ("B", "r"): (10, 10)}))
    new = found.iloc[0]
    assert new[["change", *PARTS, "competitive_homothetic", "allocation"]].tolist() == [6, 0, 0, 6, 0, 6]


def test_a_sector_new_to_all_has_no_mix():
    found = specialisation.shift_share(changes({("A", "r"): (0, 6), ("A", "s"): (10, 10)}))
    assert found["industry_mix"].tolist() == pytest.approx([0, -6])  # s stood still where all grew by 60%
    assert found.iloc[0][["change", "competitive", "allocation"]].tolist() == [6, 6, 6]


def test_where_nothing_was_there_at_all_there_is_only_the_change():
    found = specialisation.shift_share(changes({("A", "r"): (0, 6)}))
    assert found["change"].tolist() == [6]
    assert found[PARTS].isna().all(axis=None)


def size_of(found):
    """What rounding is measured against: the largest amount in the table."""
    return max(1.0, found[["before", "after", *PARTS]].abs().to_numpy().max())


@given(CHANGES.filter(lambda cells: any(before for before, _ in cells.values())))
def test_every_identity_of_shift_share_holds_for_any_table(cells):
    found = specialisation.shift_share(changes(cells))
    near = 1e-9 * size_of(found) * len(found)
    # N + M + C is the change, cell by cell and so for every region.
    assert ((found[PARTS].sum(axis="columns") - found["change"]).abs() <= near).all()
    assert (found["change"] == found["after"] - found["before"]).all()
    # C = C' + A.
    assert ((found["competitive_homothetic"] + found["allocation"] - found["competitive"]).abs() <= near).all()
    # In all, M and C are nothing and N is the change: r_P is the mean of r_Pj, and r_Pj that of r_ij.
    assert abs(found["industry_mix"].sum() + found.loc[new_sectors(found), "change"].sum()) <= near
    assert abs(found["provincial_growth"].sum() - found["change"].sum()) <= near
    # Within a sector that was there before, C adds up to nothing over the regions.
    by_sector = found.groupby("sector")["competitive"].sum()
    old = sorted(set(found["sector"]) - set(found.loc[new_sectors(found), "sector"]))
    assert (by_sector[old].abs() <= near).all()


def new_sectors(found):
    """Rows of sectors that nobody had before."""
    return found.groupby("sector")["before"].transform("sum") == 0


@given(CHANGES.filter(lambda cells: any(before for before, _ in cells.values())))
def test_esteban_marquillas_is_its_formula_in_every_cell_that_has_a_growth(cells):
    table = changes(cells)
    found = specialisation.shift_share(table)
    region, sector = table.groupby("region_code")["before"].sum(), table.groupby("sector")["before"].sum()
    for row in found.itertuples():
        if row.before > 0 and sector[row.sector] > 0:
            homothetic = region[row.region_code] * sector[row.sector] / sector.sum()
            of_sector = found.loc[found["sector"] == row.sector, "after"].sum() / sector[row.sector]
            own = row.after / row.before
            near = 1e-9 * max(size_of(found), homothetic * max(own, of_sector))
            assert abs(row.competitive_homothetic - homothetic * (own - of_sector)) <= near
            assert abs(row.allocation - (row.before - homothetic) * (own - of_sector)) <= near


def test_homothetic_amounts_add_up_to_the_totals_of_regions_and_of_sectors():
    cells = {("A", "r"): (10, 13), ("A", "s"): (30, 36), ("B", "r"): (40, 44), ("B", "s"): (20, 21)}
    found = specialisation.shift_share(changes(cells))
    own = found["change"] / found["before"]
    sector = found.groupby("sector")["change"].transform("sum") / found.groupby("sector")["before"].transform("sum")
    found["homothetic"] = found["competitive_homothetic"] / (own - sector)
    assert found["homothetic"].tolist() == pytest.approx([20, 20, 30, 30])  # 40 · 50/100, 60 · 50/100
    assert found.groupby("region_code")["homothetic"].sum().tolist() == pytest.approx([40, 60])
    assert found.groupby("sector")["homothetic"].sum().tolist() == pytest.approx([50, 50])


@given(st.dictionaries(st.sampled_from("ABCDE"), st.integers(1, 10**6), min_size=1), st.integers(0, 5))
def test_regions_of_the_same_structure_that_grow_alike_have_neither_mix_nor_pull(sizes, rate):
    cells = {
        (code, sector): (weight * size, weight * size * (1 + rate))
        for code, size in sizes.items()
        for sector, weight in {"r": 1, "s": 3}.items()
    }
    found = specialisation.shift_share(changes(cells))
    near = 1e-9 * size_of(found)
    assert (found[["industry_mix", "competitive", "allocation"]].abs() <= near).all(axis=None)


@given(LEVELS.filter(lambda cells: any(cells.values())))
def test_the_mean_quotient_weighted_by_the_size_of_regions_is_one_in_every_sector(cells):
    found = specialisation.location_quotient(levels(cells))
    of_region = found.groupby("region_code")["value"].transform("sum")
    weights = of_region / levels(cells)["value"].sum()
    for _, rows in found.assign(weight=weights).groupby("sector"):
        if rows["value"].sum() > 0:
            assert math.fsum((rows["lq"] * rows["weight"]).dropna()) == pytest.approx(1, rel=1e-9)


@given(LEVELS.filter(lambda cells: any(cells.values())))
def test_the_mean_quotient_weighted_by_the_provinces_structure_is_one_in_every_region(cells):
    found = specialisation.location_quotient(levels(cells))
    for _, rows in found.groupby("region_code"):
        if rows["value"].sum() > 0:
            assert math.fsum((rows["lq"] * rows["province_share_pct"] / 100).dropna()) == pytest.approx(1, rel=1e-9)
            assert rows["share_pct"].sum() == pytest.approx(100)


@given(LEVELS)
def test_every_region_has_every_sector_once_by_code_and_sector(cells):
    found = specialisation.location_quotient(levels(cells))
    keys = list(found[["region_code", "sector"]].itertuples(index=False, name=None))
    regions, sectors = {code for code, _ in cells}, {sector for _, sector in cells}
    assert keys == sorted((code, sector) for code in regions for sector in sectors)
    assert (found["basis"] == (found["lq"] > 1)).all()


@given(CHANGES, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter_and_the_table_is_left_as_it_was(cells, random):
    table = changes(cells)
    places = list(range(len(table)))
    random.shuffle(places)
    turned, kept = table.iloc[places].reset_index(drop=True), table.copy()
    for analysis in (
        specialisation.shift_share,
        lambda rows: specialisation.shift_share_by_region(specialisation.shift_share(rows)),
        lambda rows: specialisation.location_quotient(rows.rename(columns={"after": "value"}).drop(columns="before")),
    ):
        pd.testing.assert_frame_equal(analysis(turned), analysis(table), check_exact=True)
    pd.testing.assert_frame_equal(table, kept, check_exact=True)
