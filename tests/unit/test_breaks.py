"""A break stands before its first year, for one region or for all."""

import pytest

from kumkm.domain.breaks import Break, Breaks

BREAKS = Breaks([Break(None, 2020, "basis"), Break("74.01", 2013, "pemekaran"), Break("74.02", 2014)])


def test_a_region_has_its_own_breaks_and_those_of_all():
    assert BREAKS.years("74.01") == (2013, 2020)
    assert BREAKS.years("74.03") == (2020,)
    assert BREAKS.everywhere == (2020,)


@pytest.mark.parametrize(
    ("first", "last", "apart"),
    [(2019, 2020, True), (2018, 2023, True), (2020, 2023, False), (2015, 2019, False), (2020, 2020, False)],
)
def test_a_span_is_cut_if_a_new_series_begins_after_its_first_year(first, last, apart):
    assert BREAKS.lie_between("74.03", first, last) is apart


def test_a_break_of_one_region_does_not_cut_another():
    assert BREAKS.lie_between("74.01", 2012, 2013)
    assert not BREAKS.lie_between("74.02", 2012, 2013)


def test_a_break_declared_twice_is_one():
    assert Breaks([Break(None, 2020), Break("74.01", 2020)]).years("74.01") == (2020,)


def test_no_breaks_cut_nothing():
    assert Breaks().years("74.01") == ()
    assert not Breaks().lie_between("74.01", 1900, 2100)
