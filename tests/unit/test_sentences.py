"""Sentences say what the frame says: same numbers, direction by sign, silence where nothing is known."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.domain.indicators import INDICATORS
from kumkm.narrative import sentences

POVERTY, GROWTH, SHARE = INDICATORS["poverty_rate"], INDICATORS["grdp_growth"], INDICATORS["grdp_share"]
NAMES = {"74.01": "Kolaka", "74.02": "Konawe", "74.71": "Kota Kendari"}


def area(**columns):
    """One row of `area_values`; what is not given is missing."""
    row = {"indicator_id": "poverty_rate", "year": 2023, "value": 11.8, "change": math.nan, "rank": 2, "ranked": 17}
    row["tied"] = 1
    return pd.DataFrame([row | columns])


@pytest.mark.parametrize(
    ("rank", "words"),
    [
        (1, "tertinggi dari 17 daerah"),
        (2, "tertinggi ke-2 dari 17 daerah"),
        (9, "tertinggi ke-9 dari 17 daerah"),
        (10, "terendah ke-8 dari 17 daerah"),
        (16, "terendah ke-2 dari 17 daerah"),
        (17, "terendah dari 17 daerah"),
    ],
)
def test_a_rank_is_counted_from_the_nearer_end(rank, words):
    assert sentences.ordinal(rank, 17) == words


def test_two_regions_that_share_the_lowest_value_are_both_the_lowest(one_year):
    frame = one_year({"74.01": 5.0, "74.02": 4.0, "74.71": 3.0, "74.08": 2.0, "74.11": 2.0}, NAMES)
    assert "terendah dari 5 daerah" in sentences.headline(frame, POVERTY, 2019, "74.08", None)


def test_the_only_region_ranked_is_the_highest():
    assert sentences.ordinal(1, 1) == "tertinggi dari 1 daerah"


@given(st.integers(1, 17).flatmap(lambda ranked: st.tuples(st.integers(1, ranked), st.just(ranked))))
def test_a_rank_and_its_mirror_image_are_told_from_opposite_ends(pair):
    rank, ranked = pair
    mirror = ranked - rank + 1
    if rank < mirror:
        upper, lower = sentences.ordinal(rank, ranked), sentences.ordinal(mirror, ranked)
        assert upper.replace("tertinggi", "terendah") == lower


def test_the_headline_of_the_province_names_its_value_and_both_ends(one_year):
    frame = one_year({"74.01": 11.63, "74.02": 17.01, "74.71": 4.34}, NAMES)
    assert sentences.headline(frame, POVERTY, 2020, "74", 11.0) == (
        "Penduduk miskin Sulawesi Tenggara 11,00% pada 2020; tertinggi Konawe (17,01%), terendah Kota Kendari (4,34%)."
    )


@pytest.mark.parametrize("unknown", [None, math.nan])
def test_the_headline_does_not_invent_a_provincial_value(one_year, unknown):
    frame = one_year({"74.01": 11.63, "74.71": 4.34}, NAMES)
    said = sentences.headline(frame, POVERTY, 2020, "74", unknown)
    assert said == "Penduduk miskin 2020: tertinggi Kolaka (11,63%), terendah Kota Kendari (4,34%)."


def test_the_headline_of_a_region_says_its_value_and_rank(one_year):
    frame = one_year({"74.01": 11.63, "74.02": 17.01, "74.71": 4.34}, NAMES)
    assert sentences.headline(frame, POVERTY, 2020, "74.71", 11.0) == (
        "Penduduk miskin Kota Kendari 4,34% pada 2020, terendah dari 3 daerah."
    )


def test_only_regions_with_a_value_are_ranked(one_year):
    frame = one_year({"74.01": math.nan, "74.02": 17.01, "74.71": 4.34}, NAMES)
    assert sentences.headline(frame, POVERTY, 2022, "74.71", None).endswith("terendah dari 2 daerah.")


def test_a_region_without_a_value_is_said_to_have_no_data_yet(one_year):
    frame = one_year({"74.01": math.nan, "74.71": 4.57}, NAMES)
    assert (
        sentences.headline(frame, POVERTY, 2022, "74.01", 11.27) == "Kolaka belum ada data Penduduk miskin tahun 2022."
    )


@pytest.mark.parametrize("region_code", ["74", "74.01"])
def test_a_year_without_any_value_is_said_to_have_no_data_yet(one_year, region_code):
    frame = one_year({"74.01": math.nan, "74.71": math.nan}, NAMES)
    assert sentences.headline(frame, POVERTY, 2030, region_code, None) == (
        "Penduduk miskin belum ada data untuk tahun 2030."
    )


def test_the_verdict_says_its_median_and_its_threshold(one_year):
    # median of 4 10 12 13 20 is 12; distances 8 2 0 1 8, their median 2
    frame = one_year({"A": 4, "B": 10, "C": 12, "D": 13, "E": 20}, {"B": "Bombana", "E": "Konkep"})
    assert sentences.verdict_sentence(frame, POVERTY, "B") == (
        "Bombana setara dengan median 5 daerah (12,00%). "
        "Setara berarti selisihnya paling banyak 2,00 poin persen (satu simpangan median)."
    )
    assert sentences.verdict_sentence(frame, POVERTY, "E").startswith("Konkep lebih tinggi dari median 5 daerah")
    assert "lebih rendah dari" in sentences.verdict_sentence(frame, POVERTY, "A")


@pytest.mark.parametrize("region_code", ["74.01", "74.99"])
def test_there_is_no_verdict_without_a_value(one_year, region_code):
    frame = one_year({"74.01": math.nan, "74.71": 4.57}, NAMES)
    assert sentences.verdict_sentence(frame, POVERTY, region_code) == ""


@pytest.mark.parametrize(
    ("change", "clause"),
    [
        (0.22, ", naik 0,22 poin persen dari 2022,"),
        (-0.22, ", turun 0,22 poin persen dari 2022,"),
        (0.0, ", tetap dibanding 2022,"),
        (-0.001, ", tetap dibanding 2022,"),
        (math.nan, "11,80% pada 2023, tertinggi"),
    ],
)
def test_the_direction_word_follows_the_sign_and_a_missing_change_is_not_told(change, clause):
    years = dict.fromkeys(("grdp_growth", "grdp_share", "poverty_rate"), 2023)
    (said,) = sentences.region_standing_out(area(change=change), "Kolaka", years)
    assert clause in said
    assert said.startswith("Penduduk miskin Kolaka 11,80% pada 2023")
    assert "nan" not in said


@given(st.floats(-50, 50))
def test_a_rise_is_never_told_as_a_fall(change):
    years = dict.fromkeys(("grdp_growth", "grdp_share", "poverty_rate"), 2023)
    (said,) = sentences.region_standing_out(area(change=change), "Kolaka", years)
    assert ("naik" not in said) or change > 0
    assert ("turun" not in said) or change < 0
    assert ("tetap" not in said) or abs(change) <= 0.005


def test_a_region_without_rows_has_no_sentences():
    years = dict.fromkeys(("grdp_growth", "grdp_share", "poverty_rate"), 2023)
    assert sentences.region_standing_out(area(year=1999), "Kolaka", years) == []


def standing(one_year, growth, province_rows):
    values = {
        "grdp_growth": one_year(growth, NAMES).assign(year=2020),
        "grdp_share": one_year({"74.01": 20.0, "74.02": 11.5, "74.71": 17.25}, NAMES).assign(year=2023),
        "poverty_rate": one_year({"74.01": 11.8, "74.02": 13.02, "74.71": 4.59}, NAMES).assign(year=2023),
    }
    return sentences.standing_out(values, pd.DataFrame(province_rows))


PROVINCE_ROWS = [
    {"indicator_id": "grdp_growth", "year": 2020, "value": -0.65, "change": -7.15},
    {"indicator_id": "poverty_rate", "year": 2023, "value": 11.43, "change": 0.16},
]


def test_three_sentences_stand_out_with_the_numbers_of_the_frames(one_year):
    growth, concentration, poverty = standing(one_year, {"74.01": -3.4, "74.71": 1.2}, PROVINCE_ROWS)
    assert growth == (
        "Ekonomi Sulawesi Tenggara menyusut 0,65% pada 2020, turun 7,15 poin persen dari 2019; "
        "tertinggi Kota Kendari (1,20%), terendah Kolaka (−3,40%)."
    )
    # 20,0 + 17,25 + 11,5 = 48,75, half up
    assert concentration == "Kolaka, Kota Kendari, dan Konawe menghasilkan 48,8% PDRB provinsi pada 2023."
    assert poverty == (
        "Kemiskinan 11,43% pada 2023; 2 dari 3 daerah di atas angka provinsi, tertinggi Konawe (13,02%)."
    )


def test_growth_grows(one_year):
    grown = [PROVINCE_ROWS[0] | {"value": 5.35, "change": math.nan}, PROVINCE_ROWS[1]]
    growth, *_ = standing(one_year, {"74.01": 3.0, "74.71": 4.0}, grown)
    assert growth.startswith("Ekonomi Sulawesi Tenggara tumbuh 5,35% pada 2020; tertinggi")


def test_what_is_not_known_of_the_province_is_not_told(one_year):
    only_poverty = standing(one_year, {"74.01": 3.0}, PROVINCE_ROWS[1:])
    assert [said.split()[0] for said in only_poverty] == ["Kolaka,", "Kemiskinan"]


def test_the_change_of_an_amount_is_told_in_its_own_unit():
    assert SHARE.change_text(0.5) == "+0,50 poin persen"
    assert INDICATORS["grdp_constant"].change_text(-1.5e12) == "−Rp1,50 triliun"
    assert GROWTH.text(5.354) == "5,35%"
