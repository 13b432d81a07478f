"""Who can be compared, how each stands among them, and what may be said while some cannot be shown."""

import math
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.analysis.comparable import Place, Verdict, by_year, comparable, over_span, reference_years
from kumkm.domain.indicators import INDICATORS

HDI, RAT, GROWTH = INDICATORS["hdi"], INDICATORS["rat_share"], INDICATORS["grdp_growth"]
TURNOVER = INDICATORS["cooperative_turnover"]
NAN = math.nan


def frame(values, *, secret=(), base=None, similar_pct=25.0, least_base=10.0):
    """Region → value as `indicator_by_region` has it; those in `secret` are withheld."""
    return pd.DataFrame(
        {
            "region_code": list(values),
            "region_name": [f"Daerah {code}" for code in values],
            "value": [NAN if code in secret or value is None else float(value) for code, value in values.items()],
            "status": ["suppressed" if code in secret else "reported" for code in values],
            "status_words": "tetap",
            "base": [float((base or {}).get(code, NAN)) for code in values],
            "least_base": least_base,
            "similar_pct": similar_pct,
        }
    )


# Who is compared


def test_the_protected_the_absent_and_those_resting_on_too_few_are_told_apart():
    # 2 of 2 is 100 %, and leads nobody
    among = comparable(frame({"A": 50, "B": 100, "C": None, "D": 7}, secret="D", base={"A": 40, "B": 2}), RAT)
    assert (among.protected, among.absent, among.thin) == (("D",), ("C",), ("B",))
    assert among.shown == {"A": Decimal("50.0")}
    assert (among.count, among.every, among.is_complete, among.hides) == (1, 4, False, True)


@pytest.mark.parametrize(("base", "compared"), [(9, False), (10, True), (NAN, True)])
def test_a_base_of_ten_is_enough(base, compared):
    assert comparable(frame({"A": 50}, base={"A": base}), RAT).is_complete is compared


@given(st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 100), min_size=2), st.integers(-1000, 1000))
def test_what_is_protected_is_never_looked_at(values, hidden):
    first = min(values)
    shown = frame(values, secret=(first,))
    smuggled = shown.assign(value=shown["value"].where(shown["region_code"] != first, float(hidden)))
    assert comparable(smuggled, HDI) == comparable(shown, HDI)


@pytest.mark.parametrize(
    ("words", "period", "having"),
    [("tetap", None, "ada datanya"), ("dilaporkan", None, "melapor"), ("dilaporkan", "gelombang 2022", "terdata")],
)
def test_what_the_others_lack_is_said_by_where_the_number_comes_from(words, period, having):
    rows = frame({"A": 1, "B": None}).assign(status_words=words, period=period)
    assert comparable(rows, HDI).having == having


# Rank and verdict


def test_the_median_and_its_deviation_are_of_the_numbers_as_written():
    # median of 1 2 3 7 20 is 3; distances 2 1 0 4 17; their median is 2; a quarter of 3 is 0.75
    among = comparable(frame({"A": 20, "B": 1, "C": 3, "D": 7, "E": 2}), HDI)
    assert (among.median, among.deviation, among.limit) == (3, 2, Decimal("0.75"))
    assert [among.verdict(code) for code in "ABCDE"] == [
        Verdict.HIGHER, Verdict.LOWER, Verdict.SIMILAR, Verdict.HIGHER, Verdict.LOWER,
    ]  # fmt: skip


def test_half_the_median_is_not_alike_however_wide_the_spread():
    # Rp1,48 triliun beside a median of 2,85: the deviation alone (1.40) would have called the second lowest alike
    values = {"A": 0.4e12, "B": 1.48e12, "C": 2.85e12, "D": 4.25e12, "E": 9e12}
    among = comparable(frame(values), INDICATORS["grdp_constant"])
    assert among.deviation == Decimal("1.40")
    assert among.verdict("B") is Verdict.LOWER
    assert among.place("B") == Place(4, 2, 1, 5)


def test_noise_is_not_ranked_but_who_stands_out_of_it_is():
    # one region far below, the others within a few tenths: median 62.3; distances 55.8 0.6 0.2 0 0 0.1 0.3
    values = {"A": 6.5, "B": 61.7, "C": 62.1, "D": 62.3, "E": 62.3, "F": 62.4, "G": 62.6}
    among = comparable(frame(values), RAT)
    assert among.limit == Decimal("0.2")
    assert among.place("A") == Place(7, 1, 1, 7)
    assert [among.place(code) for code in "CDEF"] == [None] * 4
    assert among.place("G") == Place(1, 7, 1, 7)


def test_shares_that_lie_apart_by_chance_are_not_ranked():
    # 16,3 to 19,7 % of some 200 cooperatives: √(18 × 82 ÷ 200) = 2.7 points by chance, the deviation alone 0.7
    values = {"A": 79.6, "B": 19.7, "C": 18.6, "D": 18.0, "E": 17.3, "F": 17.5, "G": 16.3}
    among = comparable(frame(values, base=dict.fromkeys(values, 200)), RAT)
    assert (among.deviation, among.limit) == (Decimal("0.7"), Decimal("2.7"))
    assert among.place("A") == Place(1, 7, 1, 7)
    assert [among.place(code) for code in "BCDEFG"] == [None] * 6
    # the same shares of 20000 bodies differ
    assert comparable(frame(values, base=dict.fromkeys(values, 20000)), RAT).place("G") == Place(7, 1, 1, 7)


def test_a_last_digit_is_no_difference():
    among = comparable(frame({"A": 16.31, "B": 16.34, "C": 16.41}), RAT)
    assert among.is_even
    assert among.place("A") is None


def test_one_more_of_what_is_counted_is_a_difference():
    # 4 and 5 proposals are counted; 16.3 and 16.4 % may both be 16.35
    among = comparable(frame({"A": 5, "B": 4, "C": 4}), INDICATORS["proposals"])
    assert among.exact
    assert not among.is_even
    assert among.place("A") == Place(1, 3, 1, 3)
    assert comparable(frame({"A": 4, "B": 4}), INDICATORS["proposals"]).is_even
    assert not comparable(frame({"A": 16.3, "B": 16.4}), RAT).exact


def test_nobody_stands_out_where_both_ends_are_near_the_median():
    # 9 10 10 10 11: median 10, deviation 0; with 16 12 10 8 4 the deviation is 2 and both ends are out of it
    flat = comparable(frame({"A": 9.0, "B": 9.5, "C": 10.0, "D": 10.5, "E": 11.0, "F": 9.0, "G": 11.0}), RAT)
    assert (flat.deviation, flat.is_even, flat.is_flat) == (Decimal("1.0"), False, True)
    assert not comparable(frame({"A": 16, "B": 12, "C": 10, "D": 8, "E": 4}), RAT).is_flat


def test_ties_go_by_what_is_written():
    # 16.34 and 16.31 are both written 16,3
    among = comparable(frame({"A": 16.34, "B": 16.31, "C": 20, "D": 10}), RAT)
    assert among.place("A") == among.place("B") == Place(2, 2, 2, 4)
    assert among.ordered == ("C", "A", "B", "D")


def test_fewer_than_five_have_no_verdict():
    among = comparable(frame({"A": 10, "B": 11, "C": 30, "D": 40}), HDI)
    assert (among.verdict("A"), among.limit) == (None, 0)
    assert among.place("B") == Place(3, 2, 1, 4)


def test_growth_has_no_limit_relative_to_a_median_that_may_be_nothing():
    # median 0.1, distances 2.1 1.1 0 0.9 1.9, their median 1.1
    among = comparable(frame({"A": -2, "B": -1, "C": 0.1, "D": 1, "E": 2}), GROWTH)
    assert among.limit == Decimal("1.10")
    assert among.is_similar("B")


@given(
    st.dictionaries(
        st.sampled_from("ABCDEFGHIJKLMNOPQ"), st.integers(-400, 400).map(lambda value: value / 8), min_size=1
    )
)
def test_rank_and_verdict_never_contradict_each_other(values):
    among = comparable(frame(values), RAT)
    for code in values:
        place = among.place(code)
        if place is None:
            assert among.is_even or among.verdict(code) is Verdict.SIMILAR
        elif among.has_spread:
            nearer_above = place.rank < place.from_below
            assert among.verdict(code) is not Verdict.SIMILAR
            if place.rank != place.from_below:
                assert (among.verdict(code) is Verdict.HIGHER) == nearer_above


@given(
    st.dictionaries(st.sampled_from("ABCDEFGHIJKLMNOPQ"), st.floats(-50, 50), min_size=1),
    st.randoms(use_true_random=False),
)
def test_the_order_of_rows_never_matters(values, random):
    rows = frame(values)
    order = list(range(len(rows)))
    random.shuffle(order)
    assert comparable(rows.iloc[order], RAT) == comparable(rows, RAT)


# Panels, spans, dates


def test_a_region_without_a_row_is_absent_in_that_year():
    panel = frame({"A": 1, "B": 2}).drop(columns="region_name").assign(year=2020)
    later = frame({"A": 3}).drop(columns="region_name").assign(year=2021)
    found = by_year(pd.concat([panel, later]), HDI, {"A": "Anu", "B": "Banu"})
    assert found[2020].is_complete
    assert found[2021].absent == ("B",)


def test_growth_from_two_bodies_is_not_ranked_and_a_protected_end_protects_the_growth():
    panel = pd.DataFrame(
        {
            "region_code": ["A", "A", "B", "B"],
            "year": [2020, 2021, 2020, 2021],
            "value": [2.0, 4.0, NAN, 9.0],
            "status": ["reported", "reported", "suppressed", "reported"],
            "least_base": 10.0,
            "similar_pct": 25.0,
        }
    )
    computed = pd.DataFrame({"region_code": ["A", "B"], "value": [100.0, NAN]})
    found = over_span(computed, panel, INDICATORS["cooperatives_registered"], 2020, 2021)
    among = comparable(found.assign(region_name=["Anu", "Banu"]), GROWTH)
    assert (among.thin, among.protected) == (("A",), ("B",))


def test_a_share_below_ten_percent_is_no_base():
    panel = pd.DataFrame({"region_code": "A", "year": [2020, 2021], "value": [8.0, 7.0], "status": "reported"})
    computed = pd.DataFrame({"region_code": ["A"], "value": [-1.0]})
    for base, thin in ((NAN, ()), (200.0, ()), (9.0, ("A",))):
        rows = panel.assign(base=base, least_base=10.0, similar_pct=25.0)
        found = over_span(computed, rows, INDICATORS["poverty_rate"], 2020, 2021)
        assert comparable(found.assign(region_name="Anu"), GROWTH).thin == thin


def test_the_province_is_told_in_its_own_year_and_a_region_where_it_can_be_compared():
    area = pd.DataFrame(
        {
            "indicator_id": ["poverty_rate"] * 3 + ["hdi"],
            "year": [2022, 2023, 2025, 2021],
            "value": [11.0, 11.4, 10.5, 70.0],
        }
    )
    regional = {"poverty_rate": 2023, "hdi": 2020}
    assert reference_years(area, regional, "74") == {"poverty_rate": 2025, "hdi": 2021}
    assert reference_years(area, regional, "74.71") == {"poverty_rate": 2023, "hdi": 2021}
