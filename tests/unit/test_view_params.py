"""Every parameter of an address is declared once: what holds of all of them, by walking the declarations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.domain.coverage import Coverage
from kumkm.domain.indicators import DEFAULT
from kumkm.domain.view import params
from kumkm.domain.view.params import Reading
from kumkm.domain.view.selection import EVERY, OF_PAGE, PLAIN, SHARED

COVERAGE = {DEFAULT: Coverage({2022: 17, 2023: 17}), "poverty_rate": Coverage({2020: 17})}
REGIONS = frozenset({"74.01", "74.71"})


def reading():
    return Reading(COVERAGE, REGIONS, values={"indikator": DEFAULT})


def test_no_two_parameters_have_one_name_or_one_field():
    assert len({param.name for param in EVERY}) == len(EVERY)
    assert len({param.path for param in EVERY}) == len(EVERY)


@pytest.mark.parametrize("param", EVERY, ids=lambda param: param.name)
def test_what_is_no_value_is_refused_in_words_that_quote_it_and_never_at_length(param):
    wrong = "<b>tidak-ada</b>" + "x" * 300
    value = param.codec.read(wrong, reading())
    said = param.complaints(wrong, value, reading())
    if value is None:
        assert len(said) == 1
        assert "<b>tidak-ada" in said[0]
        assert len(said[0]) < 400
    else:  # a word is taken as it is, cut; codes that are unknown are named and left out
        assert len(str(value)) <= getattr(param.codec, "longest", 60)
        assert bool(said) == (param.name == "banding")


@pytest.mark.parametrize("param", EVERY, ids=lambda param: param.name)
def test_controls_give_back_what_they_were_given_and_nothing_where_they_are_not_drawn(param):
    plain = params.read(EVERY, PLAIN, {}, Reading(COVERAGE, REGIONS))[0]
    value = param.of(plain)
    held = param.codec.controls(param.name, value)
    assert held  # each is held by a control, or by several
    assert all(key == param.name or key.startswith(f"{param.name}_") for key in held)
    assert param.codec.chosen(param.name, held, value) == value
    assert param.codec.chosen(param.name, {}, value) == value


def test_a_plain_address_says_indicator_and_year_only():
    plain = params.read(EVERY, PLAIN, {}, Reading(COVERAGE, REGIONS))[0]
    assert params.written(EVERY, plain, PLAIN) == {"indikator": DEFAULT, "tahun": "2023"}


@given(st.dictionaries(st.sampled_from([param.name for param in EVERY]), st.text(max_size=80)))
def test_whatever_stands_in_an_address_there_is_a_view_and_its_address_gives_it_back(given):
    found, _ = params.read(EVERY, PLAIN, given, Reading(COVERAGE, REGIONS))
    again, said = params.read(EVERY, PLAIN, params.written(EVERY, found, PLAIN), Reading(COVERAGE, REGIONS))
    assert (again, said) == (found, [])


def test_a_page_has_parameters_of_its_own_beside_the_shared_ones():
    names = {page: {param.name for param in own} for page, own in OF_PAGE.items()}
    assert all(names.values())
    assert not {param.name for param in SHARED} & set().union(*names.values())
