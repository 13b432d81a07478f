"""Every indicator is declared whole: ingredients that exist, a definition one can read out, a place in the data."""

import pytest

from kumkm.domain.events import SUBJECT_OF_TOPIC
from kumkm.domain.indicators import DEFAULT, HEADLINES, INDICATORS, Formula, MapKind, both_series, companion_of
from kumkm.domain.measures import MEASURES
from kumkm.domain.units import UNITS

REQUIRED = {
    "population",
    "population_density",
    "grdp_current",
    "grdp_constant",
    "grdp_growth",
    "grdp_per_capita",
    "grdp_share",
    "poverty_rate",
    "poor_population",
    "poverty_line",
    "unemployment_rate",
    "participation_rate",
    "hdi",
    "gini",
    "villages",
}


def each(test):
    return pytest.mark.parametrize("indicator", INDICATORS.values(), ids=lambda indicator: indicator.id)(test)


def test_the_required_indicators_are_there():
    assert set(INDICATORS) >= REQUIRED
    assert {DEFAULT, *HEADLINES} <= set(INDICATORS)


def test_every_topic_is_a_subject_that_events_can_bear_on():
    assert {indicator.topic for indicator in INDICATORS.values()} == set(SUBJECT_OF_TOPIC)


@each
def test_ingredients_exist_as_measures(indicator):
    assert indicator.numerator in MEASURES
    assert (indicator.denominator in MEASURES) == (indicator.formula in (Formula.RATIO, Formula.CHANGE))
    assert indicator.unit is UNITS[indicator.unit.id]


def test_two_series_of_one_concept_are_declared_once_and_known_from_both_sides():
    declared = [indicator for indicator in INDICATORS.values() if indicator.also]
    assert {"grdp_per_capita", "active_cooperative_share", "cooperatives_active", "rat_share"} == {
        item.id for item in declared
    }
    for indicator in declared:
        other, why = companion_of(indicator.id)
        assert both_series(other.id) == both_series(indicator.id) == ((indicator, other), why)
        assert companion_of(other.id) == (indicator, why)
        assert other.unit is indicator.unit
        assert not other.also
        assert why[0].isupper() and why.endswith(".") and why.count(".") == 1


@each
def test_the_definition_is_a_sentence(indicator):
    for text in (indicator.definition, indicator.caveat):
        assert text == text.strip()
        assert not text or ((text[0].isupper() or text[0].isdigit()) and text.endswith("."))
    assert len(indicator.definition.split()) >= 4
    assert indicator.formula_text
    assert indicator.cadence
    assert indicator.topic


def test_labels_are_unique():
    for attribute in ("label", "short_label"):
        labels = [getattr(indicator, attribute) for indicator in INDICATORS.values()]
        if attribute == "label":
            assert len(set(labels)) == len(labels)
        assert all(labels)


def test_no_two_short_labels_can_be_told_apart_only_by_their_topic():
    labels = [indicator.short_label for indicator in INDICATORS.values()]
    assert sorted(labels) == sorted(set(labels))


@each
def test_the_label_names_what_the_unit_measures(indicator):
    if indicator.formula in (Formula.GROWTH, Formula.SHARE):
        assert indicator.unit.is_percent
    if indicator.formula is Formula.MEASURE:
        assert indicator.unit.id == MEASURES[indicator.numerator].unit_id


@each
def test_only_what_can_be_summed_is_divided_or_shared(indicator):
    """A quotient of the province is a quotient of sums; so its parts must be sums."""
    if indicator.formula is not Formula.MEASURE:
        assert MEASURES[indicator.numerator].additive
        assert indicator.denominator is None or MEASURES[indicator.denominator].additive


@each
def test_circles_are_for_what_can_be_summed(indicator):
    if indicator.map_kind is MapKind.COUNT:
        assert MEASURES[indicator.numerator].additive


@each
def test_what_is_computed_here_says_so(indicator):
    assert indicator.derived == (indicator.formula is not Formula.MEASURE)


# No delivery we know of carries these yet; they appear on screen as soon as one does.
AWAITED = {
    "kur_nonperforming",
    "established_entrepreneur_ratio",
    "early_entrepreneur_ratio",
    "informal_worker_share",
}
TWELVE_IN_ONE_WAVE = {"kur_penetration"} | {key for key, item in INDICATORS.items() if item.topic == "UMKM"}


@each
def test_every_indicator_has_regional_values_in_some_year(read, names, indicator):
    frame = read("indicator_coverage")
    regions = frame.loc[frame["indicator_id"] == indicator.id, "regions"].max()
    if indicator.id in AWAITED:
        assert not regions > 0
    else:
        panel = read("indicator_panel", indicator_id=indicator.id)
        local = panel[panel["region_code"].isin(list(names))]
        withheld = local[local["status"] == "suppressed"].groupby("year")["region_code"].nunique().max()
        wanted = 12 if indicator.id in TWELVE_IN_ONE_WAVE else 17
        assert wanted == regions or (wanted == local["region_code"].nunique() and withheld > 0)


def test_the_dictionary_is_the_registry_in_its_order(read):
    frame = read("indicators")
    assert frame["indicator_id"].tolist() == list(INDICATORS)
    assert frame["definition"].tolist() == [indicator.definition for indicator in INDICATORS.values()]
    shown = frame[~frame["indicator_id"].isin(AWAITED)]
    assert (shown["first_year"] <= shown["last_year"]).all()
