"""Map classes cover every value, keep their order, and keep zero where growth turns into shrinking."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.analysis.classes import CLASSES, class_of, diverging, natural
from kumkm.domain.indicators import INDICATORS
from kumkm.ui.parts import maps

# Figures as they are published: two decimals, any sign.
PUBLISHED = st.integers(-5_000, 5_000).map(lambda hundredths: hundredths / 100)
MANY = st.lists(PUBLISHED, min_size=2, max_size=60).filter(lambda values: len(set(values)) > 1)
SIDED = MANY.filter(lambda values: any(value < 0 for value in values) and any(value > 0 for value in values))


def ascending(edges):
    return all(left < right for left, right in itertools.pairwise(edges))


UPPER_BOUND = "jenks_breaks gives the highest value of each class; class_of() puts that value in the class above"


def test_three_obvious_groups_are_found():
    low, middle, high = [1.0, 1.1, 1.2], [5.0, 5.1, 5.2], [9.0, 9.1, 9.2]
    found = natural([*middle, *high, *low], decimals=1, classes=3)
    assert len(found.edges) - 1 == 3
    assert [{class_of(value, found.edges) for value in group} for group in (low, middle, high)] == [{0}, {1}, {2}]
    assert found.fit == pytest.approx(1, abs=0.001)


def test_what_is_written_alike_is_of_one_class():
    # All three are written 0,7 %; 0.6912 and 0.7488 lie on both sides of 0.7.
    share = INDICATORS["kdkmp_rat_share"]
    values = [0.6912, 0.7001, 0.7488, 3.0, 3.1, 9.0, 9.1, 20.0, 20.1]
    edges = maps.classes_of(values, share).edges
    assert {class_of(share.written(value), edges) for value in values[:3]} == {0}


@given(MANY)
def test_natural_edges_ascend_and_cover_every_value(values):
    edges = natural(values, decimals=2).edges
    assert ascending(edges)
    assert edges[0] <= min(values) + 1e-9
    assert edges[-1] >= max(values) - 1e-9
    assert len(edges) <= CLASSES + 1


@given(MANY)
def test_every_value_lies_within_the_edges_of_its_class(values):
    edges = natural(values, decimals=2).edges
    for value in values:
        place = class_of(value, edges)
        assert edges[place] - 1e-9 <= value <= edges[place + 1] + 1e-9


@given(MANY)
def test_classes_do_not_depend_on_the_order_of_the_regions(values):
    assert natural(values[::-1], decimals=2).edges == natural(values, decimals=2).edges


@given(MANY)
def test_the_fit_is_a_share(values):
    fit = natural(values, decimals=2).fit
    assert fit is None or -1e-9 <= fit <= 1


@given(SIDED)
def test_zero_is_an_edge_when_growth_and_shrinking_both_occur(values):
    edges = diverging(values, decimals=2).edges
    assert 0.0 in edges
    assert ascending(edges)
    assert edges[0] <= min(values) + 1e-9
    assert edges[-1] >= max(values) - 1e-9
    assert len(edges) <= CLASSES + 1


@given(SIDED)
def test_no_class_mixes_growth_and_shrinking(values):
    edges = diverging(values, decimals=2).edges
    zero = edges.index(0.0)
    assert all((class_of(value, edges) < zero) == (value < 0) for value in values)


@pytest.mark.parametrize("values", [[1.0, 2.0, 3.0, 9.0], [-1.0, -2.0, -3.0, -9.0]])
def test_one_sided_growth_still_ends_at_zero(values):
    edges = diverging(values, decimals=1).edges
    assert ascending(edges)
    assert edges[0 if values[0] > 0 else -1] == 0.0
    assert edges[0] <= min(values)
    assert edges[-1] >= max(values)


@pytest.mark.parametrize("values", [[-5.0, -3.0, 0.0], [-0.65, 0.0]])
def test_standing_still_beside_shrinking_does_not_repeat_the_zero_edge(values):
    edges = diverging(values, decimals=2).edges
    assert ascending(edges)


def test_two_distinct_values_or_one_give_one_class():
    assert natural([1, 1, 2, 2], decimals=0).edges == (1, 2)
    assert natural([4.34] * 17, decimals=2).edges == (4.34, 4.34)


def test_three_distinct_values_give_two_classes():
    assert len(natural([1, 2, 3], decimals=0).edges) - 1 == 2


def test_no_values_give_no_classes():
    assert natural([], decimals=1).edges == ()
    assert diverging([], decimals=1).edges == ()
    assert natural([], decimals=1).fit is None


def test_edges_are_never_finer_than_the_numbers_on_display():
    edges = natural([tenth / 10 for tenth in range(1, 11)], decimals=0).edges
    assert all(edge == round(edge) for edge in edges)


def test_a_value_on_an_edge_belongs_to_the_class_above_and_the_last_edge_to_the_last_class():
    edges = (0.0, 10.0, 20.0)
    assert [class_of(value, edges) for value in (0.0, 9.99, 10.0, 20.0)] == [0, 0, 1, 1]


def test_one_value_far_out_has_an_open_class_and_leaves_the_others_theirs():
    others = [1.0, 1.2, 1.4, 2.0, 2.2, 2.4, 3.0, 3.2, 3.4, 4.0, 4.2, 4.4]
    found = natural([*others, 60.0], decimals=1)
    # quartiles 1.7 … 4.1 at most: 60 lies far more than three of their ranges beyond.
    assert (found.low, found.high) == (False, True)
    assert found.edges[-2] > 4.4
    assert class_of(60.0, found.edges) == len(found.edges) - 2
    assert [class_of(value, found.edges) for value in others] != [0] * len(others)
    assert len({class_of(value, found.edges) for value in others}) == CLASSES - 1


def test_far_below_is_open_at_the_low_end():
    found = diverging([-40.0, 4.0, 4.5, 5.0, 5.5, 6.0, 6.5, 7.0], decimals=1)
    assert (found.low, found.high) == (True, False)
    assert found.edges[:2] == (-40.0, 0.0)


def test_values_that_hardly_differ_are_one_class():
    # 0.4 of about 10 is 4 percent; 0.01 is one of the last decimal shown, though 10 percent of 0.1.
    assert natural([10.0, 10.2, 10.4], decimals=2).alike
    assert natural([0.10, 0.10, 0.11], decimals=2).alike
    assert diverging([5.1, 5.2, 5.3], decimals=1).alike
    assert len(natural([10.0, 10.2, 10.4], decimals=2).edges) == 2


def test_values_that_differ_are_not_called_alike():
    # 0.6 of about 10 is 6 percent; 0.12 − 0.10 is two of the last decimal; 1 and 2 bodies are not alike.
    assert not natural([10.0, 10.3, 10.6], decimals=2).alike
    assert not natural([0.10, 0.11, 0.12], decimals=2).alike
    assert not natural([1, 2, 2], decimals=0).alike


@given(MANY)
def test_an_open_class_holds_somebody_and_not_everybody(values):
    for found in (natural(values, decimals=2), diverging(values, decimals=2)):
        classes = [class_of(value, found.edges) for value in values]
        assert not found.high or classes.count(len(found.edges) - 2) in (1, 2)
        assert not found.low or classes.count(0) in (1, 2)
