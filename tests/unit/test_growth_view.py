"""What Pertumbuhan shows, read from and written to its address; the years compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.domain.coverage import Coverage
from kumkm.domain.view import growth, params
from kumkm.domain.view.growth import RATE_RANGE, VIEWS, GrowthView, Span

INDICATORS = ["active_cooperative_share", "kur_disbursed"]


def read(indicators=INDICATORS, **given):
    reading = params.Reading({name: Coverage({2023: 17}) for name in indicators})
    return params.read(growth.PARAMS, GrowthView(), given, reading)


def written(view):
    return params.written(growth.PARAMS, view, GrowthView())


def test_the_default_view_has_a_clean_address():
    assert written(GrowthView()) == {}


def test_an_address_without_parameters_is_the_default_view():
    assert read() == (GrowthView(), [])


@given(
    view=st.sampled_from(list(VIEWS)),
    base=st.none() | st.integers(1990, 2099),
    beside=st.sampled_from(INDICATORS),
    rates=st.tuples(*[st.integers(-40, 60).map(lambda half: half / 2)] * 3),
    target=st.integers(-40, 60).map(lambda half: half / 2),
    variant=st.booleans(),
)
def test_every_view_comes_back_from_its_address(view, base, beside, rates, target, variant):
    chosen = GrowthView(view, base, beside, rates, target, variant)
    assert read(**written(chosen)) == (chosen, [])


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"lihat": "semua"}, "semua"),
        ({"dasar": "dua ribu"}, "dua ribu"),
        ({"dasar": "18"}, "18"),
        ({"dengan": "hdi"}, "hdi"),
        ({"bentuk": "3"}, "3"),
        ({"laju": "5;8"}, "3 angka"),
        ({"laju": "5;8;seribu"}, "seribu"),
        ({"laju": "5;8;99"}, "antara"),
        ({"sasaran": "nan"}, "nan"),
    ],
)
def test_a_wrong_parameter_is_ignored_and_named(params, said):
    found, notices = read(**params)
    assert found == GrowthView()
    assert len(notices) == 1
    assert said in notices[0]


@pytest.mark.parametrize("rate", RATE_RANGE)
def test_the_ends_of_the_range_are_within_it(rate):
    assert read(sasaran=f"{rate:g}")[0].target == rate


@pytest.mark.parametrize(
    ("year", "base", "expected"),
    [
        (2023, None, Span(2018, 2023)),  # five years back
        (2023, 2010, Span(2010, 2023)),
        (2012, None, Span(2010, 2012)),  # as far back as there is
        (2010, None, Span(2018, 2023)),  # nothing before the first: the last year with data
        (2030, None, Span(2018, 2023)),
        (2023, 2023, Span(2018, 2023)),  # not before the last
        (2023, 1999, Span(2018, 2023)),  # no data
    ],
)
def test_the_years_compared(year, base, expected):
    assert growth.span(list(range(2010, 2024)), year, base) == expected


@pytest.mark.parametrize(
    ("base", "comparing", "expected"),
    [
        (None, (2020, 2022), Span(2020, 2023)),  # nothing five years back compares: the earliest that does
        (None, (2010, 2022), Span(2010, 2023)),
        (None, (), Span(2018, 2023)),  # nothing compares: as if nobody had asked
        (2019, (2022,), Span(2019, 2023)),  # who asks for a year gets it
    ],
)
def test_without_a_base_the_years_compared_are_some_that_compare(base, comparing, expected):
    assert growth.span(list(range(2010, 2024)), 2023, base, lambda last: comparing) == expected


def test_a_gap_year_is_never_an_end():
    assert growth.span([2018, 2019, 2021], 2020, None) == Span(2018, 2019)


@pytest.mark.parametrize("years", [[], [2023]])
def test_fewer_than_two_years_cannot_be_compared(years):
    assert growth.span(years, 2023, None) is None


@given(st.lists(st.floats(*RATE_RANGE), min_size=4, max_size=4))
def test_every_digit_of_a_rate_comes_back_from_its_address(rates):
    view = GrowthView(rates=(rates[0], rates[1], rates[2]), target=rates[3])
    assert read([view.beside], **written(view)) == (view, [])
