"""A register grows on paper when more bodies report: the parts of its growth, by hand and against a slow count."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.analysis import register

# Listed or not in each year, and what was reported by those listed (None: listed and silent; a dash: not listed).
STATE = st.one_of(st.just("-"), st.none(), st.integers(0, 10**9))
BODIES = st.lists(st.tuples(st.sampled_from(["74.01", "74.02", "74.03"]), STATE, STATE), min_size=1, max_size=40)


def parts_of(rows):
    return pd.DataFrame(rows, columns=["region_code", "part", "value", "bodies"])


def summed(bodies):
    """Bodies → the sums `decompose` takes, told apart as the read does it."""
    found = {}
    for code, before, after in bodies:
        told_before, told_after = isinstance(before, int), isinstance(after, int)
        if told_before and told_after:
            labels = [("matched_before", before), ("matched_after", after)]
        elif told_after:
            labels = [("entered" if before == "-" else "coverage_gained", after)]
        elif told_before:
            labels = [("left" if after == "-" else "coverage_lost", before)]
        else:
            labels = []
        for part, value in labels:
            for where in (code, "74"):
                total, count = found.get((where, part), (0.0, 0))
                found[where, part] = (total + value, count + 1)
    return parts_of([(*key, *value) for key, value in found.items()])


BY_HAND = parts_of(
    [
        ("74.01", "matched_before", 100.0, 5),
        ("74.01", "matched_after", 110.0, 5),
        ("74.01", "entered", 30.0, 3),
        ("74.01", "left", 25.0, 4),
        ("74.01", "coverage_gained", 50.0, 6),
        ("74.01", "coverage_lost", 15.0, 3),
    ]
)


def test_the_change_is_told_apart_by_hand():
    found = register.decompose(BY_HAND).iloc[0]
    assert (found["before"], found["after"]) == (140, 190)  # 100 + 25 + 15, 110 + 30 + 50
    assert found["change"] == 50
    assert found["matched_change"] == 10
    assert (found["entrants"], found["exits"], found["coverage_change"]) == (30, 25, 35)
    assert found["unmatched_change"] == 40
    assert (found["bodies_before"], found["matched_bodies"], found["bodies_after"]) == (12, 5, 14)


def test_the_headline_is_the_growth_of_the_same_bodies_and_not_of_the_paper():
    found = register.decompose(BY_HAND).iloc[0]
    assert found["matched_growth_pct"] == pytest.approx(10)
    assert found["growth_pct"] == pytest.approx(100 * 50 / 140)  # 35,7%


def test_what_is_merged_is_not_told_apart_but_adds_up():
    rows = [row for row in BY_HAND.itertuples(index=False, name=None) if row[1].startswith("matched")]
    rows += [("74.01", "came", 80.0, 9), ("74.01", "went", 40.0, 7)]
    found = register.decompose(parts_of(rows)).iloc[0]
    assert found[["entrants", "exits", "coverage_change"]].isna().all()
    assert (found["before"], found["after"], found["unmatched_change"]) == (140, 190, 40)
    assert found["change"] == found["matched_change"] + found["unmatched_change"]
    assert (found["bodies_before"], found["bodies_after"]) == (12, 14)


def test_what_is_withheld_has_bodies_and_no_money():
    rows = [
        ("74.01", "matched_before", math.nan, 2),
        ("74.01", "matched_after", math.nan, 2),
        ("74.02", "came", 5.0, 3),
    ]
    found = register.decompose(parts_of(rows)).set_index("region_code")
    amounts = found.loc["74.01"].drop(["matched_bodies", "bodies_before", "bodies_after"])
    assert amounts.drop(["entrants", "exits", "coverage_change", "unmatched_change"]).isna().all()
    assert found.loc["74.01", ["matched_bodies", "bodies_before", "bodies_after"]].tolist() == [2, 2, 2]
    assert found.loc["74.02", "after"] == 5


def test_a_part_that_nobody_is_in_is_nothing_and_not_missing():
    found = register.decompose(parts_of([("74.01", "matched_before", 4.0, 3), ("74.01", "matched_after", 5.0, 3)]))
    assert found[["entrants", "exits", "coverage_change", "unmatched_change"]].iloc[0].tolist() == [0, 0, 0, 0]
    assert found["growth_pct"].item() == found["matched_growth_pct"].item() == pytest.approx(25)


def test_growth_from_nothing_or_a_loss_is_not_told():
    rows = [("74.01", "matched_before", -5.0, 3), ("74.01", "matched_after", 5.0, 3), ("74.02", "entered", 5.0, 3)]
    found = register.decompose(parts_of(rows))
    assert found[["growth_pct", "matched_growth_pct"]].isna().all(axis=None)
    assert found["change"].tolist() == [10, 5]


@given(BODIES.filter(lambda bodies: any(isinstance(x, int) for row in bodies for x in row[1:])))
def test_the_identity_holds_for_any_register_and_every_number_is_a_slow_count_of_bodies(bodies):
    found = register.decompose(summed(bodies)).set_index("region_code")
    for code, row in found.iterrows():
        mine = [(before, after) for where, before, after in bodies if code in (where, "74")]
        before = sum(one for one, _ in mine if isinstance(one, int))
        after = sum(other for _, other in mine if isinstance(other, int))
        both = [pair for pair in mine if isinstance(pair[0], int) and isinstance(pair[1], int)]
        assert (row["before"], row["after"], row["change"]) == (before, after, after - before)
        assert row["matched_change"] == sum(other - one for one, other in both)
        assert row["entrants"] == sum(other for one, other in mine if one == "-" and isinstance(other, int))
        assert row["exits"] == sum(one for one, other in mine if other == "-" and isinstance(one, int))
        silent = sum(other for one, other in mine if one is None and isinstance(other, int))
        silenced = sum(one for one, other in mine if other is None and isinstance(one, int))
        assert row["coverage_change"] == silent - silenced
        assert row["change"] == row["matched_change"] + row["entrants"] - row["exits"] + row["coverage_change"]
        assert row["unmatched_change"] == row["change"] - row["matched_change"]
        assert row["matched_bodies"] == len(both)
        assert row["bodies_before"] == sum(isinstance(one, int) for one, _ in mine)
        assert row["bodies_after"] == sum(isinstance(other, int) for _, other in mine)


@given(BODIES.filter(lambda bodies: any(isinstance(x, int) for row in bodies for x in row[1:])))
def test_the_parts_of_the_province_are_the_sums_of_its_regions(bodies):
    found = register.decompose(summed(bodies)).set_index("region_code")
    columns = [column for column in found if not column.endswith("_pct")]
    assert found.drop("74")[columns].sum().tolist() == found.loc["74", columns].tolist()


@given(
    BODIES.filter(lambda bodies: any(isinstance(x, int) for row in bodies for x in row[1:])),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_rows_does_not_matter_and_the_parts_are_left_as_they_were(bodies, random):
    parts = summed(bodies)
    places = list(range(len(parts)))
    random.shuffle(places)
    turned, kept = parts.iloc[places].reset_index(drop=True), parts.copy()
    pd.testing.assert_frame_equal(register.decompose(turned), register.decompose(parts), check_exact=True)
    pd.testing.assert_frame_equal(parts, kept, check_exact=True)
