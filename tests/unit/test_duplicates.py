"""Proposals that may be one: the reasons, what is not one, order of rows, and that many stay quick."""

import time

import pandas as pd
import pytest

from kumkm.analysis import duplicates

COLUMNS = ["proposal_id", "budget_year", "region_code", "menu_id", "fund", "title"]
CENTRE = "Pembangunan PLUT Baubau"


def proposals(*rows):
    """From tuples of year, region, menu, fund, title: U0, U1, …"""
    return pd.DataFrame([(f"U{place}", *row) for place, row in enumerate(rows)], columns=COLUMNS)


def pairs(*rows):
    found = duplicates.duplicates(proposals(*rows))
    return dict(zip(zip(found["proposal_id"], found["other_id"], strict=True), found["reasons"], strict=True))


FIRST = (2024, "74.72", "plut", "DAK Fisik", CENTRE)


@pytest.mark.parametrize(
    ("other", "reasons"),
    [
        ((2025, "74.72", "plut", "DAK Fisik", CENTRE), "tahun_lain;judul_serupa"),
        ((2024, "74.72", "plut", "Tugas Pembantuan", CENTRE), "dana_lain;judul_serupa"),
        ((2025, "74.72", "plut", "APBN", "Pembangunan gedung PLUT Kota Baubau"), "tahun_lain;dana_lain;judul_serupa"),
        ((2024, "74.72", "plut", "DAK Fisik", "pembangunan PLUT, Baubau"), "judul_serupa"),
        ((2024, "74.72", "plut", "DAK Fisik", "Pembangunan PLUT Bau-bau"), "judul_serupa"),
        ((2024, "74.72", "plut", "DAK Fisik", "Baubau: pembangunan PLUT"), "judul_serupa"),
        ((2024, "74.72", "rpb", "DAK Fisik", CENTRE), "menu_lain"),
        ((2024, "74.72", "plut", None, CENTRE), "judul_serupa"),
    ],
)
def test_the_same_thing_twice_has_its_reasons(other, reasons):
    assert pairs(FIRST, other) == {("U0", "U1"): reasons}


@pytest.mark.parametrize(
    "other",
    [
        (2024, "74.71", "plut", "DAK Fisik", CENTRE),  # another place
        (2025, "74.72", "plut", "DAK Fisik", "Pelatihan kemasan rumput laut"),  # another thing
        (2024, "74.72", "rpb", "DAK Fisik", "Rumah produksi mete"),
        (2024, "74.72", "plut", "DAK Fisik", None),
        (2024, None, "plut", "DAK Fisik", CENTRE),
    ],
)
def test_what_is_something_else_is_no_pair(other):
    assert pairs(FIRST, other) == {}


def test_parts_of_one_undertaking_are_not_the_same_title_and_a_year_in_it_does_not_part_them():
    parts = [(2024, "74.72", "plut", "DAK Fisik", f"{CENTRE} tahap {number}") for number in (1, 2, "II")]
    assert pairs(*parts) == {}
    years = [(2024, "74.72", "plut", "DAK Fisik", f"{CENTRE} tahun {year}") for year in (2024, 2025)]
    assert pairs(*years) == {("U0", "U1"): "judul_serupa"}


def test_two_unknown_menus_are_not_the_same_menu():
    one, other = (year_menu for year_menu in ((2024, None), (2025, None)))
    rows = [(year, "74.72", menu, "DAK Fisik", CENTRE) for year, menu in (one, other)]
    assert pairs(*rows) == {("U0", "U1"): "judul_serupa"}


def test_most_alike_first_and_the_order_of_rows_changes_nothing():
    rows = proposals(
        FIRST,
        (2025, "74.72", "plut", "DAK Fisik", "Pembangunan PLUT Bau-bau"),
        (2023, "74.72", "plut", "DAK Fisik", CENTRE),
    )
    found = duplicates.duplicates(rows)
    assert found["similarity"].is_monotonic_decreasing
    assert found.iloc[0][["proposal_id", "other_id", "similarity"]].tolist() == ["U0", "U2", 100.0]
    assert (found["proposal_id"] < found["other_id"]).all()
    pd.testing.assert_frame_equal(found, duplicates.duplicates(rows.iloc[::-1]))


def test_nothing_gives_an_empty_table_with_its_columns():
    found = duplicates.duplicates(proposals())
    assert found.empty
    assert list(found) == ["proposal_id", "other_id", "region_code", "reasons", "similarity"]


def test_many_in_one_place_stay_quick():
    things = ("kakao", "mete", "rumput laut", "tenun", "kelapa", "ikan asap", "sagu", "kopi", "nilam", "madu")
    rows = [
        (2023 + number % 3, "74.01", "rpb", "APBN", f"Rumah produksi {things[number % 10]} desa contoh {number}")
        for number in range(1000)
    ]
    started = time.thread_time()
    assert len(duplicates.duplicates(proposals(*rows)))
    assert time.thread_time() - started < 5
