"""A region is found by exactly its own spellings and codes, and a code is never read without its system."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm import settings
from kumkm.domain import regions as region_list
from kumkm.domain.regions import CodeSystem
from kumkm.errors import InputError, RegionError

REGIONS = region_list.load(settings.load().reference)

# The dossier's §4 table: every spelling a delivery was seen with, or may be expected with.
SPELLINGS = {
    "74.01": [
        "KOLAKA",
        "Kab Kolaka",
        "Kabupaten Kolaka",
        "Kab. Kolaka",
        "  kolaka  ",
        "KAB.  KOLAKA",
        "Kab.\u00a0Kolaka",
    ],
    "74.02": ["KONAWE", "Kab. Konawe", "Kabupaten Konawe"],
    "74.03": ["MUNA", "Kab. Muna", "Kabupaten Muna"],
    "74.04": ["BUTON", "Kab. Buton", "Kabupaten Buton"],
    "74.05": ["Konawe Selatan", "Konsel", "Konawe Sel.", "Kon. Selatan", "KAB. KONAWE-SELATAN"],
    "74.06": ["BOMBANA", "Kab. Bombana"],
    "74.07": ["WAKATOBI", "Kab. Wakatobi"],
    "74.08": ["Kolaka Utara", "Kolut", "Kolaka Ut.", "kolakatara"],
    "74.09": ["Konawe Utara", "Konut"],
    "74.10": ["Buton Utara", "Butur"],
    "74.11": ["Kolaka Timur", "Koltim"],
    "74.12": ["Konawe Kepulauan", "Konkep", "Konawe Kep."],
    "74.13": ["Muna Barat", "Mubar"],
    "74.14": ["Buton Tengah", "Buteng", "Buotn Tengah", "butontenagh"],
    "74.15": ["Buton Selatan", "Busel"],
    "74.71": ["KENDARI", "Kota Kendari", "Kota Kdi"],
    "74.72": ["Bau-Bau", "Bau Bau", "Bau-bau", "BAUBAU", "Baubau", "Kota Bau-Bau", "Kota Bau Bau", "Kota Baubau"],
    "74.00": ["Provinsi", "Binaan Provinsi", "Lintas Kab/Kota", "Prov. Sultra"],
    "74": ["Sulawesi Tenggara", "Provinsi Sulawesi Tenggara", "Sultra"],
}
# BPS and Kemendagri number six of the seventeen differently (§6.1); the first pair even swaps.
COLLISIONS = {
    "7401": ("Kolaka", "Buton"),
    "7402": ("Konawe", "Muna"),
    "7403": ("Muna", "Konawe"),
    "7404": ("Buton", "Kolaka"),
    "7409": ("Konawe Utara", "Buton Utara"),
    "7410": ("Buton Utara", "Konawe Utara"),
}


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, listed in SPELLINGS.items() for name in listed])
def test_every_known_spelling_finds_its_region(code, name):
    assert REGIONS.resolve_name(name).code == code


@pytest.mark.parametrize(
    "name",
    ["Kab. Kendari", "Kabupaten Kendari", "Kab. Baubau", "Kota Kolaka", "Kota Buton", "Prov. Kolaka", "Kota Sultra"],
)
def test_a_type_that_contradicts_the_name_is_refused(name):
    with pytest.raises(RegionError, match="tidak dikenali"):
        REGIONS.resolve_name(name)


@pytest.mark.parametrize(
    "name",
    ["Buton Tenggara", "Unaaha", "Raha", "Wangi-Wangi", "Wawonii", "Kolaka Barat", "Kolak", "", "   ", "Kab.", "7401"],
)
def test_a_name_that_is_no_region_is_refused_rather_than_guessed(name):
    with pytest.raises(RegionError):
        REGIONS.resolve_name(name)


@given(
    st.sampled_from(REGIONS.local),
    st.sampled_from([str.upper, str.lower, str.title, str.swapcase]),
    st.sampled_from([" ", "  ", "-", "\u00a0", " - "]),
)
def test_case_spaces_and_hyphens_never_change_the_region(region, recase, gap):
    assert REGIONS.resolve_name(recase(region.short_name).replace(" ", gap)) is region


@given(st.sampled_from(REGIONS.local), st.sampled_from(REGIONS.local))
def test_a_name_never_finds_a_region_whose_name_merely_begins_alike(one, other):
    found = REGIONS.resolve_name(one.short_name)
    assert (found is other) == (one is other)


@given(st.text(max_size=20))
def test_any_text_gives_a_region_or_a_region_error(text):
    try:
        assert REGIONS.resolve_name(text) in REGIONS.all
    except RegionError as error:
        assert text in str(error)


@pytest.mark.parametrize(("digits", "expected"), COLLISIONS.items())
def test_the_same_four_digits_are_two_regions_in_two_systems(digits, expected):
    kemendagri, bps = expected
    assert REGIONS.resolve_code(digits, system=CodeSystem.KEMENDAGRI).short_name == kemendagri
    assert REGIONS.resolve_code(digits, system=CodeSystem.BPS).short_name == bps


def test_exactly_those_six_of_the_codes_differ():
    differing = {region.bps_code for region in REGIONS.local if region.code.replace(".", "") != region.bps_code}
    assert differing == set(COLLISIONS)


@pytest.mark.parametrize("system", CodeSystem)
@pytest.mark.parametrize("code", ["74.1", "7", "", "7499", "74.99", "74,01", "９９", "74.010"])
def test_a_code_that_was_once_a_number_or_is_unknown_is_refused(system, code):
    with pytest.raises(RegionError, match="sistem kode"):
        REGIONS.resolve_code(code, system=system)


def test_a_dotted_code_is_not_read_as_bps():
    with pytest.raises(RegionError):
        REGIONS.resolve_code("74.01", system=CodeSystem.BPS)


def test_seventeen_are_in_force_since_2014_and_fewer_before():
    assert len(REGIONS.local_in_force(2012)) == 17 - 5
    assert len(REGIONS.local_in_force(2013)) == 17 - 3
    assert len(REGIONS.local_in_force(2014)) == 17
    assert REGIONS.local_in_force(2023) == REGIONS.local


def test_children_know_their_parent_and_begin_in_the_year_of_the_split():
    split = {region.code: [child.short_name for child in REGIONS.children(region.code)] for region in REGIONS.local}
    assert {code: children for code, children in split.items() if children} == {
        "74.01": ["Kolaka Timur"],
        "74.02": ["Konawe Kepulauan"],
        "74.03": ["Muna Barat"],
        "74.04": ["Buton Tengah", "Buton Selatan"],
    }
    assert all(region.valid_from == region.split_year for region in REGIONS.local if region.parent_code)


def test_the_official_areas_add_up_to_the_province():
    assert sum(region.area_km2 for region in REGIONS.local) == pytest.approx(REGIONS.province.area_km2, abs=0.01)


def test_every_alias_on_file_finds_the_region_it_is_filed_under():
    path = settings.load().reference / "region_aliases.csv"
    with path.open(encoding="utf-8", newline="") as file:
        filed = [(row["alias"], row["region_code"]) for row in csv.DictReader(file)]
    assert {alias: REGIONS.resolve_name(alias).code for alias, _ in filed} == dict(filed)


def test_a_spelling_used_by_two_regions_is_refused_at_the_door():
    with pytest.raises(InputError, match=r"region_aliases\.csv.*Konawe"):
        region_list.Regions(REGIONS.all, [("74.02", "Konawe"), ("74.09", "KONAWE")])


def test_an_alias_of_an_unknown_region_is_refused_at_the_door():
    with pytest.raises(InputError, match=r"74\.99"):
        region_list.Regions(REGIONS.all, [("74.99", "Entah")])
