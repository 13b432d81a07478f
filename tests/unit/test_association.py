"""Two indicators beside each other: pairs of the same region and year, and the correlation of their ranks."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.analysis import association

PAIRS = st.lists(st.tuples(st.integers(-1000, 1000), st.integers(-1000, 1000)), min_size=3, max_size=20)


def points(pairs):
    return pd.DataFrame(pairs, columns=["x", "y"]).astype(float)


def rho(pairs):
    return association.rank_correlation(points(pairs))


def test_pairs_are_of_the_same_region_and_year_and_a_missing_one_is_left_out(panel_of):
    x = panel_of({"B": {2020: 1, 2021: 2}, "A": {2020: 3, 2022: 4}})
    y = panel_of({"A": {2020: 5, 2021: 6, 2022: math.nan}, "B": {2021: 7}})
    found = association.paths(x, y)
    assert list(found.itertuples(index=False, name=None)) == [("A", 2020, 3, 5), ("B", 2021, 2, 7)]


def test_the_same_order_is_one_and_the_opposite_minus_one_whatever_the_shape():
    assert rho([(1, 1), (2, 10), (3, 1000)]) == pytest.approx(1)
    assert rho([(1, 9), (2, 4), (3, 1)]) == pytest.approx(-1)


def test_spearman_by_hand():
    # Rank differences 0, 1, −1, 0: ρ = 1 − 6·2 / (4·15).
    assert rho([(1, 1), (2, 3), (3, 2), (4, 4)]) == pytest.approx(0.8)


def test_ties_share_their_mean_rank():
    # Ranks of x 1½, 1½, 3 and of y 1, 2, 3: covariance 1½, spreads 1½ and 2.
    assert rho([(5, 1), (5, 2), (9, 3)]) == pytest.approx(1.5 / math.sqrt(1.5 * 2))


@pytest.mark.parametrize("pairs", [[], [(1, 1), (2, 2)], [(1, 1), (1, 2), (1, 3)], [(1, 4), (2, 4), (3, 4)]])
def test_too_few_or_without_spread_is_unknown(pairs):
    assert math.isnan(rho(pairs))


@given(PAIRS)
def test_it_lies_between_minus_one_and_one_and_is_the_same_either_way_round(pairs):
    found, turned = rho(pairs), rho([(y, x) for x, y in pairs])
    assert math.isnan(found) == math.isnan(turned)
    if not math.isnan(found):
        assert -1 - 1e-12 <= found <= 1 + 1e-12
        assert found == pytest.approx(turned)
        assert rho([(x, -y) for x, y in pairs]) == pytest.approx(-found)
        assert rho([(x**3, 2 * y + 7) for x, y in pairs]) == pytest.approx(found)


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(pairs, random):
    table = points(pairs)
    places = list(range(len(table)))
    random.shuffle(places)
    assert repr(association.rank_correlation(table.iloc[places])) == repr(association.rank_correlation(table))


@given(st.randoms(use_true_random=False))
def test_pairs_come_by_code_and_year_whatever_the_order_of_the_panels(random):
    rows = [(code, year, float(random.randint(0, 9))) for code in "CAB" for year in (2021, 2019)]
    panel = pd.DataFrame(rows, columns=["region_code", "year", "value"])
    places = list(range(len(panel)))
    random.shuffle(places)
    kept = panel.copy()
    found = association.paths(panel, panel)
    assert found.equals(association.paths(panel.iloc[places], panel.iloc[places[::-1]]))
    assert found[["region_code", "year"]].apply(tuple, axis="columns").is_monotonic_increasing
    assert panel.equals(kept)
