"""An event bears on its subjects, in its region, in the years on screen; what matters most comes first."""

import pytest

from kumkm.domain.events import Event, concerning

PANDEMIC = Event(2020, "Pandemi", "Kegiatan dibatasi.", ("economy", "welfare", "cooperatives"), month=3)
BAN = Event(2014, "Larangan", "Ekspor dihentikan.", ("economy",), month=1)
SMELTER = Event(2017, "Smelter", "Pabrik dibuka.", ("economy",), month=9, region_code="74.02")
SPLIT = Event(2013, "Mekar", "Wilayah dibagi.", ("economy",), region_code="74.01")
KDKMP = Event(2025, "KDKMP", "Koperasi dibentuk.", ("cooperatives",), month=3)
EVERY = Event(2016, "Sensus", "Semua didata.", ("all",))
EVENTS = (SPLIT, BAN, EVERY, SMELTER, PANDEMIC, KDKMP)


@pytest.mark.parametrize(
    ("topic", "found"),
    [
        ("Ekonomi", {PANDEMIC, BAN, SMELTER, SPLIT, EVERY}),
        ("economy", {PANDEMIC, BAN, SMELTER, SPLIT, EVERY}),
        ("Kelembagaan koperasi", {PANDEMIC, KDKMP, EVERY}),
        ("Keuangan koperasi", {PANDEMIC, KDKMP, EVERY}),
        ("Pembangunan manusia", {EVERY}),
    ],
)
def test_an_event_bears_on_its_subjects_only(topic, found):
    assert set(concerning(EVENTS, topic)) == found


@pytest.mark.parametrize(
    ("chosen", "of_regions"),
    [((), {SMELTER, SPLIT}), (("74.02",), {SMELTER}), (("74.71",), set()), (("74.71", "74.01"), {SPLIT})],
)
def test_an_event_of_one_region_needs_that_region_or_none_chosen(chosen, of_regions):
    found = concerning(EVENTS, "economy", chosen)
    assert {event for event in found if event.region_code} == of_regions
    assert set(found) - of_regions == {PANDEMIC, BAN, EVERY}


@pytest.mark.parametrize(
    ("years", "labels"),
    [((2017, 2020), {"Smelter", "Pandemi"}), ((2020, 2018), {"Pandemi"}), ((2021, 2023), set())],
)
def test_only_years_from_the_first_to_the_last_count_both_included(years, labels):
    assert {event.label for event in concerning(EVENTS, "economy", years=years)} == labels


def test_the_widest_comes_first_then_the_chosen_regions_own_then_the_latest():
    assert concerning(EVENTS, "economy", ("74.01", "74.02")) == (EVERY, PANDEMIC, SMELTER, SPLIT, BAN)


def test_without_a_choice_what_holds_everywhere_comes_before_one_region():
    assert concerning(EVENTS, "economy") == (EVERY, PANDEMIC, BAN, SMELTER, SPLIT)


def test_when_is_said_in_words():
    assert [event.when for event in (PANDEMIC, EVERY)] == ["Maret 2020", "2016"]
