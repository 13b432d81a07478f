"""What is on screen survives the URL; whatever is wrong in a URL is ignored and said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm import settings
from kumkm.domain import regions as region_list
from kumkm.domain.coverage import Coverage, no_data_in, no_regions_in
from kumkm.domain.indicators import DEFAULT, INDICATORS
from kumkm.domain.view.selection import MAX_COMPARED, Selection, from_url, switch_indicator

REGIONS = region_list.load(settings.load().reference)
CODES = [region.code for region in REGIONS.local]
# 2020 is a gap, 2022 has one region only.
GAPPY = Coverage({2018: 17, 2019: 17, 2021: 17, 2022: 1, 2023: 17})
COVERAGE = dict.fromkeys(INDICATORS, GAPPY)
LATER = Coverage({2024: 17, 2025: 17})

SELECTIONS = st.builds(
    Selection,
    indicator_id=st.sampled_from(sorted(INDICATORS)),
    year=st.sampled_from(GAPPY.years),
    region_code=st.sampled_from(["74", *CODES]),
    compared=st.lists(st.sampled_from(CODES), unique=True, max_size=MAX_COMPARED).map(tuple),
    screen=st.booleans(),
)


def opened(**params):
    return from_url(params, COVERAGE, REGIONS)


@given(SELECTIONS)
def test_a_selection_read_from_its_own_url_is_the_same_selection(selection):
    assert from_url(selection.to_url(), COVERAGE, REGIONS) == (selection, [])


def test_an_empty_url_opens_the_default_in_its_latest_year_without_a_word():
    assert opened() == (Selection(DEFAULT, 2023), [])


def test_a_full_url_is_read_in_full():
    selection, notices = opened(indikator="hdi", tahun="2019", kab="74.71", banding="74.01,74.72", layar="1")
    assert selection == Selection("hdi", 2019, "74.71", ("74.01", "74.72"), True)
    assert notices == []
    assert selection.highlighted == ("74.71", "74.01", "74.72")


def test_the_region_is_not_lit_twice_when_it_is_also_compared():
    assert Selection("hdi", 2019, "74.71", ("74.71", "74.01")).highlighted == ("74.71", "74.01")


def test_the_province_is_never_lit():
    assert Selection("hdi", 2019, "74", ("74.01",)).highlighted == ("74.01",)


@pytest.mark.parametrize("year", ["2017", "2024", "0", "-2019", "2019.0", "abc", "", "２０１９", "1e3", "99999999999"])
def test_a_year_without_data_moves_to_the_latest_and_says_which_years_there_are(year):
    selection, notices = opened(tahun=year)
    assert selection.year == 2023
    assert notices == [no_data_in(year, DEFAULT, GAPPY)]
    assert "2018–2019, 2021, 2022 (1 daerah), 2023" in notices[0]
    assert notices[0].endswith("Ditampilkan 2023.")


def test_a_gap_year_between_the_first_and_the_last_may_be_looked_at():
    assert opened(tahun="2020") == (Selection(DEFAULT, 2020), [])


def test_an_endless_year_is_a_notice_like_any_other_wrong_year():
    selection, notices = opened(tahun="9" * 5000)
    assert selection.year == 2023
    assert len(notices) == 1


@pytest.mark.parametrize("code", ["7401", "74.1", "74.00", "00", "74.99", "Kolakaa", "<script>", ""])
def test_an_unknown_region_shows_the_province_and_says_so(code):
    selection, notices = opened(kab=code)
    assert selection.is_province
    assert len(notices) == 1
    assert code in notices[0]


def test_an_unknown_indicator_shows_the_default_and_says_so():
    selection, notices = opened(indikator="pdrb'; DROP TABLE--")
    assert selection.indicator_id == DEFAULT
    assert notices == [f"Indikator “pdrb'; DROP TABLE--” tidak dikenal; ditampilkan {INDICATORS[DEFAULT].short_label}."]


def test_more_than_three_compared_are_cut_and_it_is_said():
    selection, notices = opened(banding="74.01,74.02,74.03,74.04")
    assert selection.compared == ("74.01", "74.02", "74.03")
    assert notices == ["Paling banyak 3 daerah dapat dibandingkan; sisanya diabaikan."]


def test_unknown_and_repeated_compared_codes_are_dropped_and_the_unknown_are_named():
    selection, notices = opened(banding="74.01,xx,74.01,,74.1,74.02")
    assert selection.compared == ("74.01", "74.02")
    assert notices == ["Kode banding “xx, 74.1” tidak dikenal dan diabaikan."]


@pytest.mark.parametrize(("text", "on"), [("1", True), ("0", False)])
def test_the_projector_switch_is_one_or_nought(text, on):
    assert opened(layar=text) == (Selection(DEFAULT, 2023, screen=on), [])


def test_any_other_projector_switch_is_off_and_said():
    selection, notices = opened(layar="ya")
    assert not selection.screen
    assert notices == ["Parameter layar “ya” diabaikan; isinya 1 atau 0."]


@given(st.dictionaries(st.sampled_from(["indikator", "tahun", "kab", "banding", "layar", "lain"]), st.text()))
def test_whatever_a_url_says_a_valid_selection_comes_out(params):
    selection, _ = from_url(params, COVERAGE, REGIONS)
    assert selection.indicator_id in INDICATORS
    assert selection.year in GAPPY.years
    assert selection.region_code in ["74", *CODES]
    assert set(selection.compared) <= set(CODES)
    assert len(selection.compared) <= MAX_COMPARED
    assert from_url(selection.to_url(), COVERAGE, REGIONS) == (selection, [])


def test_switching_the_indicator_keeps_everything_where_the_year_has_data():
    before = Selection("hdi", 2021, "74.71", ("74.01",), True)
    after, notices = switch_indicator(before, "gini", GAPPY)
    assert after == Selection("gini", 2021, "74.71", ("74.01",), True)
    assert notices == []


@pytest.mark.parametrize("year", [2020, 2022, 1999])
def test_switching_moves_the_year_where_it_is_a_gap_or_sparse_and_says_so(year):
    after, notices = switch_indicator(Selection("hdi", year, "74.71"), "gini", GAPPY)
    assert after == Selection("gini", 2023, "74.71")
    assert notices == [no_data_in(year, "gini", GAPPY)]


def test_coverage_says_runs_joined_and_sparse_years_with_their_count():
    assert GAPPY.in_words() == "2018–2019, 2021, 2022 (1 daerah), 2023"
    assert LATER.in_words() == "2024–2025"
    assert Coverage({2021: 17}).in_words() == "2021"


def test_the_latest_year_is_the_latest_well_covered_one():
    assert Coverage({2021: 17, 2022: 17, 2023: 1}).latest == 2022
    assert Coverage({2021: 17, 2022: 8}).latest == 2021  # 2 × 8 < 17
    assert Coverage({2021: 17, 2022: 9}).latest == 2022  # 2 × 9 ≥ 17


def test_years_run_from_the_first_to_the_last_gaps_included():
    assert GAPPY.years == (2018, 2019, 2020, 2021, 2022, 2023)
    assert Coverage({}).years == ()


@given(st.dictionaries(st.integers(1990, 2030), st.integers(1, 17), min_size=1))
def test_coverage_in_words_names_every_year_with_data_and_no_other(regions):
    named = set()
    for part in Coverage(regions).in_words().split(", "):
        first, _, last = part.split(" ")[0].partition("–")
        named |= set(range(int(first), int(last or first) + 1))
    assert named == set(regions)


def test_a_year_of_the_province_alone_opens_and_says_exactly_that():
    coverage = Coverage({2021: 17, 2023: 17}, frozenset({2023, 2024, 2025}))
    assert coverage.years == (2021, 2022, 2023, 2024, 2025)
    assert coverage.latest == 2023
    assert no_regions_in(2025, "poverty_rate", coverage) == (
        "Penduduk miskin 2025 baru terbit untuk provinsi; kabupaten/kota belum ada data. "
        "Tahun kabupaten/kota yang ada: 2021, 2023."
    )
    assert no_regions_in(2022, "poverty_rate", coverage).startswith("Penduduk miskin 2022 belum ada data.")


@pytest.mark.parametrize(
    ("text", "code"), [("kolaka", "74.01"), ("Kota-Kendari", "74.71"), ("konawe-selatan", "74.05")]
)
def test_a_region_may_be_called_by_name_and_is_written_by_code(text, code):
    selection, notices = opened(kab=text)
    assert (selection.region_code, notices) == (code, [])
    assert selection.to_url()["kab"] == code
