"""Sentences say what the frames say: same numbers, direction by sign, silence where nothing is known."""

import math
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.analysis.comparable import comparable
from kumkm.domain import units
from kumkm.domain.breaks import Break, Breaks
from kumkm.domain.indicators import INDICATORS
from kumkm.domain.question import question, question_from
from kumkm.narrative import clauses, sentences
from kumkm.narrative.about_indicator import about_indicator, footnote
from kumkm.narrative.about_region import about_region

POVERTY, GROWTH, LEVELS = INDICATORS["poverty_rate"], INDICATORS["grdp_growth"], INDICATORS["grdp_constant"]
NAMES = {
    "74.02": "Konawe",
    "74.03": "Muna",
    "74.04": "Buton",
    "74.06": "Bombana",
    "74.07": "Wakatobi",
    "74.71": "Kota Kendari",
}
TOLD = ("poverty_rate", "grdp_growth", "grdp_constant", "grdp_share", "gini", "cooperatives_registered", "area")
YEARS = range(2018, 2024)


def panel(series, *, secret=(), simulated=False, words="tetap"):
    """`indicator_panel` from code → {year: value}; pairs in `secret` have no value but a row, as in the warehouse."""
    rows = [(code, year, value) for code, values in series.items() for year, value in values.items()]
    frame = pd.DataFrame(rows, columns=["region_code", "year", "value"]).astype({"value": float})
    hidden = [pair in secret for pair in zip(frame["region_code"], frame["year"], strict=True)]
    frame["value"] = frame["value"].mask(pd.Series(hidden, dtype=bool))
    before = frame.assign(year=frame["year"] + 1)[["region_code", "year", "value"]]
    frame["before"] = frame.merge(before, on=["region_code", "year"], how="left", suffixes=("", "_before"))[
        "value_before"
    ]
    frame["change"] = frame["value"] - frame["before"]
    frame["change_pct"] = frame["change"] / frame["before"].where(frame["before"] > 0) * 100
    frame["status"] = ["suppressed" if secret_ else "reported" for secret_ in hidden]
    frame["status_words"] = ["rahasia" if secret_ else words for secret_ in hidden]
    return frame.drop(columns="before").assign(period=None, basis="published", simulated=simulated, similar_pct=25.0)


def of_year(frame, year, names=NAMES):
    """`indicator_by_region` of one year of a panel: always all regions."""
    mine = frame[frame["year"] == year].set_index("region_code").reindex(list(names))
    mine["region_name"] = list(names.values())
    mine["status"] = mine["status"].fillna("missing")
    mine["simulated"] = mine["simulated"].eq(True)
    return mine.rename_axis("region_code").reset_index().assign(year=year)


def area_of(panels, region_code):
    """`area_values` of one area from indicator id → panel."""
    found = [
        frame[frame["region_code"] == region_code].assign(indicator_id=indicator_id)
        for indicator_id, frame in panels.items()
    ]
    return pd.concat(found, ignore_index=True)


def standings_of(panels, year=2023):
    """Who is compared in one year, by indicator."""
    return {key: comparable(of_year(frame, year), INDICATORS[key]) for key, frame in panels.items()}


def one(values, year=2023, province=None, **more):
    """Panel and `indicator_by_region` of a single year."""
    series = {code: {year: value} for code, value in values.items()}
    frame = panel(series | ({"74": {year: province}} if province is not None else {}), **more)
    names = {code: NAMES.get(code, code) for code in values}
    return of_year(frame, year, names), frame


# Ringkasan and headlines


def test_the_headline_of_the_province_names_its_value_and_both_ends():
    frame, _ = one({"74.03": 11.63, "74.02": 17.01, "74.71": 4.34}, 2020)
    said = sentences.headline(frame, POVERTY, 2020, "74", 11.0)
    assert said.text == (
        "Penduduk miskin Sulawesi Tenggara 11,00% pada 2020; tertinggi Konawe (17,01%), terendah Kota Kendari (4,34%)."
    )
    assert [(clause.text, clause.question) for clause in said.clauses if clause.question] == [
        ("11,00%", "poverty_rate|74|2020"),
        ("17,01%", "poverty_rate|74.02|2020"),
        ("4,34%", "poverty_rate|74.71|2020"),
    ]


@pytest.mark.parametrize("unknown", [None, math.nan])
def test_the_headline_does_not_invent_a_provincial_value(unknown):
    frame, _ = one({"74.03": 11.63, "74.71": 4.34}, 2020)
    said = sentences.headline(frame, POVERTY, 2020, "74", unknown)
    assert said.text == "Penduduk miskin 2020: tertinggi Muna (11,63%), terendah Kota Kendari (4,34%)."


def test_the_headline_of_a_region_says_its_value_and_rank():
    frame, _ = one({"74.03": 11.63, "74.02": 17.01, "74.71": 4.34}, 2020)
    said = sentences.headline(frame, POVERTY, 2020, "74.71", 11.0)
    assert said.text == "Penduduk miskin Kota Kendari 4,34% pada 2020, terendah dari 3 daerah."


def test_only_regions_with_a_value_are_ranked():
    frame, _ = one({"74.03": math.nan, "74.02": 17.01, "74.71": 4.34})
    assert sentences.headline(frame, POVERTY, 2023, "74.71", None).text.endswith(
        "terendah di antara 2 daerah yang ada datanya."
    )


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ((2.0, 9.0, 10.0, 10.0, 11.0, 11.0), "tidak ada yang jauh di atas nilai tengah (10,00%)"),
        ((9.0, 9.0, 10.0, 10.0, 11.0, 20.0), "tidak ada yang jauh di bawah nilai tengah (10,00%)"),
    ],
)
def test_an_end_near_the_median_is_told_as_nobody_far_from_it(values, told):
    frame, _ = one(dict(zip(NAMES, values, strict=True)))
    assert told in clauses.ends(POVERTY, comparable(frame, POVERTY), frame, 2023)


def test_two_regions_that_share_the_lowest_value_are_both_the_lowest():
    frame, _ = one({"74.02": 5.0, "74.03": 4.0, "74.04": 3.0, "74.06": 2.0, "74.07": 2.0})
    assert (
        "terendah bersama satu daerah lain dari 5 daerah"
        in sentences.headline(frame, POVERTY, 2023, "74.06", None).text
    )
    assert "terendah Bombana dan Wakatobi (2,00%)" in sentences.headline(frame, POVERTY, 2023, "74", None).text


def test_a_single_published_region_has_no_ends():
    frame, _ = one({"74.03": math.nan, "74.71": 4.57})
    assert sentences.headline(frame, POVERTY, 2023, "74.71", None).text.endswith(
        ", satu-satunya daerah yang ada datanya."
    )
    assert (
        "dari kabupaten/kota baru terbit Kota Kendari (4,57%)"
        in sentences.headline(frame, POVERTY, 2023, "74", 11.0).text
    )


def test_regions_that_are_written_the_same_have_no_ends():
    frame, _ = one({"74.02": 92.591, "74.03": 92.592, "74.71": 92.593})
    assert "sama di seluruh 3 daerah (92,59%)" in sentences.headline(frame, POVERTY, 2023, "74", None).text


def test_a_region_without_a_value_is_said_to_have_no_data_yet():
    frame, _ = one({"74.03": math.nan, "74.71": 4.57})
    said = sentences.headline(frame, POVERTY, 2023, "74.03", 11.27)
    assert said.text == "Belum ada data penduduk miskin Muna untuk tahun 2023."


def test_a_secret_is_said_to_be_one_and_answers_a_click():
    frame, _ = one({"74.03": 1.0, "74.71": 2.0}, secret={("74.03", 2023)})
    said = sentences.headline(frame, POVERTY, 2023, "74.03", None)
    assert said.text.startswith("Penduduk miskin Muna 2023 dirahasiakan: angka ini, atau yang dapat dihitung darinya,")
    assert question("poverty_rate", "74.03", 2023) in [clause.question for clause in said.clauses]


def test_a_year_without_any_value_is_said_to_have_no_data_yet():
    frame, _ = one({"74.03": math.nan, "74.71": math.nan}, 2030)
    said = sentences.headline(frame, POVERTY, 2030, "74", None)
    assert said.text == "Belum ada data penduduk miskin untuk tahun 2030."


PROVINCE_ROWS = pd.DataFrame(
    [
        {"indicator_id": "grdp_growth", "year": 2020, "value": -0.65, "change": -7.15, "change_pct": math.nan},
        {"indicator_id": "poverty_rate", "year": 2023, "value": 11.43, "change": 0.16, "change_pct": math.nan},
    ]
).assign(period=None)


def standing(growth, province_rows=PROVINCE_ROWS):
    values = {
        "grdp_growth": one(growth, 2020)[0],
        "grdp_share": one({"74.02": 11.5, "74.03": 20.0, "74.04": 1.0, "74.71": 17.25})[0],
        "poverty_rate": one({"74.03": 11.8, "74.02": 13.02, "74.71": 4.59})[0],
    }
    years = dict(zip(province_rows["indicator_id"], province_rows["year"], strict=True))
    return [said.text for said in sentences.standing_out(values, province_rows, years)]


def test_three_sentences_stand_out_with_the_numbers_of_the_frames():
    growth, concentration, poverty = standing({"74.03": -3.4, "74.71": 1.2})
    assert growth == (
        "Ekonomi Sulawesi Tenggara menyusut 0,65% pada 2020, turun 7,15 poin persen dari 2019; "
        "tertinggi Kota Kendari (1,20%), terendah Muna (−3,40%)."
    )
    # 20,00 + 17,25 + 11,50
    assert concentration == "Muna, Kota Kendari, dan Konawe menghasilkan 48,75% PDRB provinsi pada 2023."
    assert poverty == (
        "Penduduk miskin 11,43% pada 2023, naik 0,16 poin persen dari 2022; "
        "2 dari 3 daerah di atas angka provinsi; tertinggi Konawe (13,02%), terendah Kota Kendari (4,59%)."
    )


def test_a_province_that_is_newer_than_its_regions_is_told_with_both_dates():
    newer = {"indicator_id": "poverty_rate", "year": 2025, "value": 10.54, "change": -0.67, "change_pct": math.nan}
    rows = pd.concat([PROVINCE_ROWS[:1], pd.DataFrame([newer | {"period": "Maret"}])])
    assert standing({"74.03": 3.0, "74.71": 4.0}, rows)[2] == (
        "Penduduk miskin 10,54% pada Maret 2025, turun 0,67 poin persen dari 2024; menurut kabupaten/kota pada 2023 "
        "tertinggi Konawe (13,02%), terendah Kota Kendari (4,59%)."
    )


def test_two_growths_of_one_province_are_explained_where_either_is_told():
    assert clauses.two_growths(5.354, 5.601) == (
        "provinsi menurut terbitan BPS 5,35%, jumlah seluruh kabupaten/kota 5,60%: "
        "BPS menghitung keduanya sendiri-sendiri"
    )
    assert clauses.two_growths(5.354, 5.351) == clauses.two_growths(math.nan, 5.6) == ""


def test_what_is_not_known_of_the_province_is_not_told():
    assert [said.split()[0] for said in standing({"74.03": 3.0}, PROVINCE_ROWS[1:])] == ["Muna,", "Penduduk"]


@pytest.mark.parametrize(
    ("rate", "words"),
    [(5.354, "tumbuh 5,35%"), (-0.65, "menyusut 0,65%"), (0.001, "tidak tumbuh (0,00%)")],
)
def test_growth_is_told_as_a_verb(rate, words):
    rows = PROVINCE_ROWS.assign(value=[rate, 11.43], change=math.nan)
    assert standing({"74.03": 3.0, "74.71": 4.0}, rows)[0].startswith(f"Ekonomi Sulawesi Tenggara {words} pada 2020;")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (0.22, "naik 0,22 poin persen dari 2022"),
        (-0.22, "turun 0,22 poin persen dari 2022"),
        (0.0, "tetap dibanding 2022"),
        (-0.001, "tetap dibanding 2022"),
        (math.nan, ""),
    ],
)
def test_the_direction_word_follows_the_sign_and_a_missing_change_is_not_told(change, words):
    # the keys poverty_rate, 74.01, 2023 take the first of each pair of words
    row = {"year": 2023, "value": 11.43, "change": change, "change_pct": math.nan}
    assert clauses.changed_in_a_year(POVERTY, row, "74.01") == words


def test_two_unlike_numbers_are_not_level_however_small_the_change_between_them():
    # 25.006 after 25.003: 0,012 percent
    members = INDICATORS["cooperative_members"]
    row = {"year": 2023, "value": 25_006.0, "change": 3.0, "change_pct": 3 / 25_003 * 100}
    assert clauses.changed_in_a_year(members, row, "74.01") == "naik 3 orang dari 2022"
    assert clauses.change_shown(members, 25_006.0, 0.0, 0.0) == "0,0%"


@given(st.sampled_from(TOLD), st.floats(-1e13, 1e13), st.floats(-500, 500), st.integers(2000, 2030))
def test_a_rise_is_never_told_as_a_fall(indicator_id, change, change_pct, year):
    indicator = INDICATORS[indicator_id]
    shown = clauses.change_shown(indicator, change, change, change_pct)
    word = clauses.moved(shown, indicator_id, year).split(" ")[0]
    told = change_pct if indicator.change_is_percent and abs(change_pct) >= 0.05 else change
    assert word in {"+": ("naik", "meningkat"), "−": ("turun", "menurun")}.get(shown[0], ("tetap", "tidak"))
    assert word not in ("naik", "meningkat") or told > 0
    assert word not in ("turun", "menurun") or told < 0


@pytest.mark.parametrize(
    ("points", "total", "words"),
    [
        (1.2, 5.3, "menyumbang 1,20 poin persen dari pertumbuhan gabungan seluruh daerah (5,30%)"),
        (-0.3, 5.3, "menahan pertumbuhan gabungan seluruh daerah (5,30%) sebesar 0,30 poin persen"),
        (-0.3, -0.6, "menyumbang 0,30 poin persen dari penyusutan gabungan seluruh daerah (0,60%)"),
        (0.3, -0.6, "menahan penyusutan gabungan seluruh daerah (0,60%) sebesar 0,30 poin persen"),
        (0.001, 5.3, ""),
        (1.2, 0.001, ""),
        (math.nan, 5.3, ""),
    ],
)
def test_a_contribution_says_of_what_it_is_a_part(points, total, words):
    assert clauses.contributed(points, total) == words


# Indikator


def test_a_region_in_five_sentences():
    series = {
        "74": {2021: 11.0, 2022: 11.2, 2023: 11.43},
        "74.02": {2023: 4},
        "74.03": {2021: 12.5, 2022: 10.5, 2023: 10},
        "74.04": {2023: 12},
        "74.06": {2023: 13},
        "74.07": {2023: 20},
    }
    frame = panel(series, words="sementara")
    said = [item.text for item in about_indicator(of_year(frame, 2023), frame, POVERTY, 2023, "74.03")]
    # median of 4 10 12 13 20 is 12; distances 8 2 0 1 8, their median 2
    assert said == [
        "Pada 2023 penduduk miskin Muna 10,00%, turun 0,50 poin persen dari 2022 dan "
        "1,43 poin persen di bawah angka provinsi (11,43%).",
        "Muna dekat nilai tengah 5 daerah yang ada datanya (12,00%).",
        "Di antara 5 daerah yang ada datanya tertinggi Wakatobi (20,00%), terendah Konawe (4,00%); "
        "3 dari 5 daerah yang ada datanya di atas angka provinsi.",
        "Sejak 2021 penduduk miskin Muna turun 2,50 poin persen, semula 12,50%; "
        "Sulawesi Tenggara naik 0,43 poin persen.",
        "Angka 2023 sementara; tanpa data 2023: Kota Kendari.",
    ]
    assert footnote(of_year(frame, 2023), POVERTY, "74.03") == (
        "Dekat nilai tengah (median) berarti selisihnya paling banyak 2,00 poin persen, satu simpangan median."
    )
    assert footnote(of_year(frame, 2023), POVERTY, "74") == ""


def test_of_a_count_the_largest_are_told_as_a_part_of_the_province():
    frame, levels = one({"74.02": 50, "74.03": 30, "74.04": 12, "74.71": 8}, province=200)
    said = [item.text for item in about_indicator(frame, levels, INDICATORS["cooperatives_registered"], 2023, "74")]
    # (50 + 30 + 12) / 200
    assert any("Konawe, Muna, dan Buton bersama-sama 46,0% dari angka provinsi" in text for text in said)


def test_nothing_is_compared_across_a_break_and_the_break_is_said():
    series = {"74.03": {2013: 8e12, 2014: 3e12, 2015: 4e12, 2016: 6e12}, "74.71": {2016: 1e12}}
    frame = panel(series)
    breaks = Breaks([Break("74.03", 2014, "Muna tanpa Muna Barat sejak pemekaran 2014")])
    said = [item.text for item in about_indicator(of_year(frame, 2016), frame, LEVELS, 2016, "74.03", breaks)]
    assert "Sejak 2014 PDRB harga konstan Muna naik 100,0%, semula Rp3,00 triliun." in said
    assert said[-1].endswith("angka sebelum 2014 tidak sebanding: Muna tanpa Muna Barat sejak pemekaran 2014.")
    assert "Rp8,00 triliun" not in " ".join(said)


def test_every_reason_for_one_break_is_said():
    series = {"74.03": dict.fromkeys(YEARS, 10.0)}
    breaks = Breaks([Break("74.03", 2022, "Muna tanpa Muna Barat"), Break("74.03", 2022, "Tahun 2021 baru terisi")])
    told = " ".join(
        item.text
        for item in about_indicator(of_year(panel(series), 2023), panel(series), LEVELS, 2023, "74.03", breaks)
    )
    assert "angka sebelum 2022 tidak sebanding: Muna tanpa Muna Barat; Tahun 2021 baru terisi." in told.replace(
        "Angka", "angka"
    )


def test_years_of_another_basis_or_part_of_the_year_are_not_compared():
    frame = panel({"74": {2019: 10, 2020: 11, 2021: 12}, "74.03": {2021: 5}, "74.71": {2021: 6}})
    for column, value in (("basis", "sum_of_regions"), ("period", "bulan 1 sampai 8")):
        other = frame.copy()
        other.loc[other["year"] == 2019, column] = value
        said = about_indicator(of_year(other, 2021), other, POVERTY, 2021, "74")
        assert not any("2019" in item.text for item in said)


def test_growth_rates_are_told_by_their_lowest_and_highest_without_a_gap():
    frame = panel({"74.03": {2013: 40, 2015: 3, 2016: -2, 2017: 5, 2018: 4}, "74.71": {2018: 1}})
    said = [item.text for item in about_indicator(of_year(frame, 2018), frame, GROWTH, 2018, "74.03")]
    assert "Sejak 2015 pertumbuhan PDRB Muna bergerak antara −2,00% (2016) dan 5,00% (2017)." in said


def test_rises_and_falls_are_counted():
    series = {code: {2022: 10, 2023: value} for code, value in zip(NAMES, (11, 12, 9, 10, 13, 14), strict=True)}
    frame = panel(series)
    said = [item.text for item in about_indicator(of_year(frame, 2023), frame, POVERTY, 2023, "74")]
    # median of 9 10 11 12 13 14
    assert "Nilai tengah 6 daerah: 11,50%; dibanding 2022, 4 daerah naik, satu turun, dan satu tetap." in said


def test_only_those_compared_are_counted_and_some_are_never_said_to_be_all():
    # Of four with whole years one has no year before; two are of eight months and rose as well.
    months = dict(zip(NAMES, (None, None, None, None, *["bulan 1 sampai 8"] * 2), strict=True))
    series = {code: {2022: 10, 2023: 12} for code in NAMES} | {"74.02": {2023: 12}}
    frame = panel(series)
    frame["period"] = frame["region_code"].map(months)
    mine = of_year(frame, 2023)
    among = comparable(mine, POVERTY)
    assert clauses.movers(POVERTY, among, mine, 2023) == (
        "dibanding 2022, di antara 3 daerah yang dapat dibandingkan, semuanya naik"
    )
    whole = panel({code: {2022: 10, 2023: 12} for code in NAMES})
    mine = of_year(whole, 2023)
    assert clauses.movers(POVERTY, comparable(mine, POVERTY), mine, 2023) == "dibanding 2022, seluruh 6 daerah naik"
    less = panel({code: {2022: 10, 2023: 12} for code in list(NAMES)[:4]})
    mine = of_year(less, 2023)
    assert clauses.movers(POVERTY, comparable(mine, POVERTY), mine, 2023) == "dibanding 2022, semuanya naik"


def test_where_nobody_stands_out_nobody_lies_above_the_province():
    names = NAMES | {"74.08": "Kolaka Utara"}
    values = dict(zip(names, (9.0, 9.5, 10.0, 10.5, 11.0, 9.0, 11.0), strict=True))
    series = panel({code: {2023: value} for code, value in values.items()} | {"74": {2023: 10.2}})
    frame = of_year(series, 2023, names).assign(similar_pct=25.0)
    told = " ".join(item.text for item in about_indicator(frame, series, POVERTY, 2023, "74"))
    assert "Praktis sama di seluruh 7 daerah" in told
    assert "di atas angka provinsi" not in told


def test_the_largest_of_some_months_are_no_part_of_a_sum_of_whole_years():
    series = panel({code: {2023: value * 1e12} for code, value in zip(NAMES, (9, 7, 5, 3, 2, 1), strict=True)})
    province = panel({"74": {2023: 27e12}})
    every = pd.concat([series, province])
    said = " ".join(
        item.text for item in about_indicator(of_year(series, 2023), every, INDICATORS["kur_disbursed"], 2023, "74")
    )
    assert "bersama-sama 77,8% dari angka provinsi" in said  # 9 + 7 + 5 of 27
    every.loc[every["region_code"] == "74.71", "period"] = "bulan 1 sampai 8"
    frame = of_year(every, 2023)
    said = " ".join(item.text for item in about_indicator(frame, every, INDICATORS["kur_disbursed"], 2023, "74"))
    assert "bersama-sama" not in said


def test_what_is_called_data_is_not_called_so_twice():
    frame, _ = one({"74.02": math.nan})
    said = sentences.headline(frame.assign(status="missing"), INDICATORS["data_precision_index"], 2023, "74.02", None)
    assert said.text == "Belum ada data presisi Konawe untuk tahun 2023."


def test_a_province_counted_with_its_own_bodies_says_so():
    series = {"74": {2023: 9}, "74.00": {2023: 2}, "74.02": {2023: 3}, "74.03": {2023: 4}}
    frame = panel(series, simulated=True)
    said = about_indicator(of_year(frame, 2023), frame, INDICATORS["cooperatives_registered"], 2023, "74")
    assert said[-1].text.startswith("Angka ini data simulasi; tanpa data 2023: Buton, Bombana, dan 2 daerah lain; ")
    assert said[-1].text.endswith("angka provinsi termasuk binaan provinsi.")


def test_without_any_value_there_is_no_paragraph():
    frame, levels = one({"74.03": math.nan, "74.71": math.nan}, province=10)
    assert about_indicator(frame, levels, POVERTY, 2023, "74") == []


# Daerah


def region_panels():
    counts = {"74.03": {2023: 500}, "74.71": {2023: 100}, "74.02": {2023: 50}}
    return {
        "grdp_growth": panel({"74.03": {2023: 5}}),
        "grdp_share": panel({"74.03": {2023: 20}, "74.71": {2023: 10}}, words="sangat sementara"),
        "poverty_rate": panel(
            {
                "74.03": {2022: 13, 2023: 14},
                "74.71": {2023: 5},
                "74.02": {2023: 13},
                "74.04": {2023: 12},
                "74.06": {2023: 6},
            }
        ),
        "cooperatives_registered": panel(counts, simulated=True),
        "active_cooperative_share": panel({"74.03": {2023: 8.4}, "74.71": {2023: 40}}, simulated=True),
        "rat_share": panel({"74.03": {2023: 19}}, simulated=True),
        "rat_registered_share": panel({"74.03": {2023: 4}}, simulated=True),
        "enterprises": panel({"74.03": {2023: 2000}}).assign(period="gelombang 2023"),
        "nib_share": panel({"74.03": {2023: 24.6}}),
        "kur_disbursed": panel({"74.03": {2022: 300e9, 2023: 330e9}}),
        "kur_borrowers": panel({"74.03": {2023: 9951}}),
    }


def test_a_region_in_six_sentences():
    panels = region_panels()
    years = dict.fromkeys(panels, 2023)
    parts = pd.DataFrame(
        {"region_code": ["74.03", "74.71"], "contribution_pp": [0.97, 4.03], "shown_pp": [0.97, 4.03], "year": 2023}
    )
    alike = pd.DataFrame(
        {
            "region_code": ["74.02", "74.71"],
            "region_name": ["Konawe", "Kota Kendari"],
            "value": [13.0, 5.0],
            "year": 2023,
        }
    )
    told = standings_of(panels)
    said = about_region(
        area_of(panels, "74.03"), "74.03", "Muna", years, standings=told, parts=parts, published=4.8, alike=alike
    )
    # poverty 14 5 13 12 6: median 12; distances 2 7 1 0 6, their median 2, a quarter of 12 is 3
    assert [item.text for item in said] == [
        "Muna menghasilkan 20,00% PDRB provinsi pada 2023, tertinggi di antara 2 daerah yang ada datanya, "
        "dan menyumbang 0,97 poin persen dari pertumbuhan gabungan seluruh daerah (5,00%); "
        "provinsi menurut terbitan BPS 4,80%, jumlah seluruh kabupaten/kota 5,00%: "
        "BPS menghitung keduanya sendiri-sendiri.",
        "Penduduk miskin Muna 14,00% pada 2023, naik 1,00 poin persen dari 2022, dekat nilai tengah "
        "5 daerah yang ada datanya (12,00%).",
        "Pada 2023 terdaftar 500 koperasi, 8,4% di antaranya aktif (terendah di antara 2 daerah yang ada datanya); "
        "RAT dilaksanakan 19,0% koperasi aktif dan 4,0% koperasi terdaftar.",
        "UMKM terdata di Muna 2.000 usaha pada gelombang 2023, 24,6% di antaranya ber-NIB; KUR tersalur "
        "Rp330,0 miliar kepada 9.951 orang pada 2023, naik 10,0% dari 2022.",
        "Struktur PDRB Muna paling mirip dengan Konawe dan Kota Kendari; penduduk miskin di sana (2023) 13,00% "
        "dan 5,00%.",
        "Angka PDRB sangat sementara; angka koperasi masih data simulasi.",
    ]


def test_what_a_region_lacks_is_not_told():
    panels = region_panels()
    years = dict.fromkeys(panels, 2023)
    area = area_of(panels, "74.02")
    told = standings_of(panels)
    said = " ".join(item.text for item in about_region(area, "74.02", "Konawe", years, standings=told))
    assert said == (
        "Penduduk miskin Konawe 13,00% pada 2023, dekat nilai tengah 5 daerah yang ada datanya (12,00%). "
        "Pada 2023 terdaftar 50 koperasi. Angka koperasi masih data simulasi."
    )
    assert about_region(area.assign(value=math.nan), "74.02", "Konawe", years) == []


def test_the_province_has_neither_rank_nor_likeness():
    panels = {"grdp_growth": panel({"74": {2022: 5.0, 2023: 5.35}}), "poverty_rate": panel({"74": {2023: 11.43}})}
    said = about_region(area_of(panels, "74"), "74", "Sulawesi Tenggara", dict.fromkeys(panels, 2023))
    assert [item.text for item in said] == [
        "Ekonomi Sulawesi Tenggara tumbuh 5,35% pada 2023, naik 0,35 poin persen dari 2022.",
        "Penduduk miskin Sulawesi Tenggara 11,43% pada 2023.",
    ]


def test_a_region_stands_out_by_what_it_has():
    panels = region_panels()
    years = dict.fromkeys(panels, 2023)
    area, told = area_of(panels, "74.71"), standings_of(panels)
    said = sentences.region_standing_out(area, "74.71", "Kota Kendari", years, told)
    assert [item.text for item in said] == [
        "Persentase PDRB Kota Kendari 10,00% pada 2023, terendah di antara 2 daerah yang ada datanya.",
        "Penduduk miskin Kota Kendari 5,00% pada 2023, terendah di antara 5 daerah yang ada datanya.",
    ]


# What holds for every frame

VALUE = st.one_of(st.none(), st.floats(-20, 100).map(lambda value: round(value, 3)))


@st.composite
def worlds(draw, indicator_ids=TOLD):
    """An indicator, its panel with gaps, secrets and a break, a year and an area."""
    indicator = INDICATORS[draw(st.sampled_from(indicator_ids))]
    codes = ["74", *draw(st.lists(st.sampled_from(list(NAMES)), min_size=1, unique=True))]
    series = {code: {year: value for year in YEARS if (value := draw(VALUE)) is not None} for code in codes}
    scaled = {
        code: {year: value * indicator.scale.divisor for year, value in values.items()}
        for code, values in series.items()
    }
    if not any(scaled.values()):
        scaled = {"74": {2023: 5.0}}
    pairs = [(code, year) for code, values in scaled.items() if code != "74" for year in values]
    secret = set(draw(st.lists(st.sampled_from(pairs), max_size=2))) if pairs else set()
    frame = panel(
        scaled, secret=secret, simulated=draw(st.booleans()), words=draw(st.sampled_from(["tetap", "sementara"]))
    )
    breaks = Breaks(
        [Break(draw(st.sampled_from([None, *NAMES])), draw(st.sampled_from(list(YEARS))), "Metode berganti")]
    )
    return indicator, frame, draw(st.sampled_from(list(YEARS))), draw(st.sampled_from(["74", *NAMES])), breaks


def told(world):
    """Everything that is said of a world: headline and paragraph."""
    indicator, frame, year, region_code, breaks = world
    local = of_year(frame, year)
    province = frame.loc[(frame["region_code"] == "74") & (frame["year"] == year), "value"]
    value = None if province.empty else float(province.iloc[0])
    first = sentences.headline(local, indicator, year, region_code, value)
    return [first, *about_indicator(local, frame, indicator, year, region_code, breaks)]


def at(frame, region_code, year):
    return float(frame.loc[(frame["region_code"] == region_code) & (frame["year"] == year), "value"].iloc[0])


def written(texts):
    """The bare numbers in texts."""
    return {number.rstrip(".,") for text in texts for number in re.findall(r"\d[\d.,]*", text)}


def allowed(world):
    """Every number that may be printed: values, differences, parts, medians, years, ranks and counts."""
    indicator, frame, year, _, _ = world
    local = of_year(frame, year)
    known = frame.dropna(subset=["value"])
    values = known["value"].tolist()
    found = [indicator.text(value) for value in values]
    for _, rows in known.groupby("region_code"):
        pairs = [(then, now) for then in rows["value"] for now in rows["value"]]
        found += [indicator.apart_text(now, then) for then, now in pairs]
        found += [units.percent((now / then - 1) * 100, 1) for then, now in pairs if then > 0]
        found += [units.percent((now - then) / then * 100, 1) for then, now in pairs if then > 0]
    here = local["value"].dropna()
    among = comparable(local, indicator)
    found += [indicator.text(float(among.median) * indicator.scale.divisor)]
    found += [indicator.change_text(float(among.limit) * indicator.scale.divisor)]
    province = known.loc[(known["region_code"] == "74") & (known["year"] == year), "value"]
    for whole in province:
        found += [indicator.apart_text(value, whole) for value in here]
        if whole > 0:
            found.append(units.percent(here.nlargest(3).sum() / whole * 100))
    found += [str(number) for number in (*range(2000, 2030), *range(len(NAMES) + 1), 25)]  # 25: `similar_pct`
    return written(found)


@given(worlds())
def test_every_number_in_a_sentence_is_a_number_of_the_frame(world):
    assert written(said.text for said in told(world)) <= allowed(world)


@given(worlds())
def test_every_sentence_begins_with_a_capital_and_ends_with_one_full_stop(world):
    for said in told(world):
        assert said.text[0].isupper()
        assert said.text.endswith(".") and not said.text.endswith("..")
        assert not re.search(r"  | [,;.:)]|\( |–|nan|None", said.text)


@given(worlds())
def test_every_clause_with_a_question_holds_the_value_it_asks_about(world):
    indicator, frame, *_ = world
    for said in told(world):
        for clause in said.clauses:
            if not clause.question:
                continue
            indicator_id, region_code, year = question_from(clause.question)
            assert indicator_id == indicator.id
            if clause.text != "dirahasiakan":
                assert clause.text == indicator.text(at(frame, region_code, year))


@given(worlds(("area",)))
def test_every_level_of_the_indicator_is_a_clause_of_its_own(world):
    """Outside them there is no value with its unit but the median and the threshold."""
    indicator, frame, year, *_ = world
    said = " ".join(clause.text for item in told(world) for clause in item.clauses if not clause.question)
    among = comparable(of_year(frame, year), indicator)
    beside = {indicator.text(float(among.median)), clauses.size(indicator.change_text(float(among.limit)))}
    for _, rows in frame.dropna(subset=["value"]).groupby("region_code"):  # from nothing there is no relative change
        beside |= {
            clauses.size(indicator.apart_text(now, then))
            for then in rows["value"]
            if then <= 0
            for now in rows["value"]
        }
    assert set(re.findall(r"[−]?[\d.]+ km²", said)) <= beside


@given(worlds())
def test_one_is_never_told_as_a_plural(world):
    for said in told(world):
        assert not re.search(r"(?<![\d.,-])1 (daerah|dari|naik|turun|tetap|kabupaten)", said.text)
        assert "dari 1 daerah" not in said.text
        assert "seluruh 1 " not in said.text


@given(worlds())
def test_nothing_is_said_of_what_is_secret_but_that_it_is(world):
    indicator, frame, year, region_code, breaks = world
    local = of_year(frame, year)
    secret = local.loc[local["status"] == "suppressed", "region_name"]
    said = " ".join(item.text for item in about_indicator(local, frame, indicator, year, region_code, breaks))
    for name in secret:
        assert name not in said


@given(worlds(), st.integers(0, 1000))
def test_the_order_of_rows_never_matters_and_the_same_is_told_twice(world, seed):
    indicator, frame, year, region_code, breaks = world
    local = of_year(frame, year)
    once = about_indicator(local, frame, indicator, year, region_code, breaks)
    mixed = local.sample(frac=1, random_state=seed), frame.sample(frac=1, random_state=seed + 1)
    assert about_indicator(*mixed, indicator, year, region_code, breaks) == once
    assert about_indicator(local, frame, indicator, year, region_code, breaks) == once
    assert sentences.headline(mixed[0], indicator, year, "74", 5.0) == sentences.headline(
        local, indicator, year, "74", 5.0
    )


@given(worlds())
def test_direction_words_match_the_sign_of_the_rounded_change(world):
    indicator, frame, year, region_code, breaks = world
    local = of_year(frame, year)
    for said in about_indicator(local, frame, indicator, year, region_code, breaks)[:1]:
        asked = next((clause.question for clause in said.clauses if clause.question), "")
        if not asked or not said.text.startswith("Pada"):
            continue
        code = question_from(asked)[1]
        row = frame[(frame["region_code"] == code) & (frame["year"] == year)].iloc[0]
        shown = clauses.change_shown(indicator, row["value"], row["change"], row["change_pct"])
        words = set(re.findall(r"\b(naik|meningkat|turun|menurun|tetap|tidak berubah)\b", said.text))
        right = {"+": {"naik", "meningkat"}, "−": {"turun", "menurun"}}.get(shown[:1], {"tetap", "tidak berubah"})
        assert words <= (right if shown else set())
        assert words or not shown


@pytest.mark.long
@pytest.mark.slow  # every sentence of every indicator and year
@pytest.mark.parametrize(
    "region_code", ["74.01", *(pytest.param(code, marks=pytest.mark.long) for code in ("74", "74.14", "74.71"))]
)
def test_the_warehouse_is_told_in_numbers_of_the_warehouse(read, value_of, names, region_code):
    """Every clause of every paragraph on the build, for every indicator in its latest year."""
    for indicator in INDICATORS.values():
        frame = read("indicator_panel", indicator_id=indicator.id)
        local = frame[frame["region_code"].isin(names)]
        if local["value"].isna().all():
            continue
        year = int(local.dropna(subset=["value"])["year"].max())
        by_region = read("indicator_by_region", indicator_id=indicator.id, year=year)
        breaks = Breaks(
            Break(row.region_code if isinstance(row.region_code, str) else None, int(row.first_year), row.reason)
            for row in read("indicator_breaks", indicator_id=indicator.id).itertuples()
        )
        said = about_indicator(by_region, frame, indicator, year, region_code, breaks)
        assert said and len(said) <= 5, indicator.id
        for clause in (clause for item in said for clause in item.clauses if clause.question):
            assert clause.text == indicator.text(value_of(*question_from(clause.question)).value)


# -- two series of one concept -----------------------------------------------------------------------------------------


def beside(values, years=(2023, 2023)):
    both = INDICATORS["active_cooperative_share"], INDICATORS["active_by_rule_share"]
    return sentences.side_by_side(both, values, years, "Karena aturannya lain.", "74", "Sulawesi Tenggara")


def test_two_series_of_one_concept_stand_in_one_sentence_with_the_reason():
    told, why = beside((49.2, 15.4))
    assert told.text == (
        "Dua angka, Sulawesi Tenggara pada 2023: persentase koperasi aktif 49,2% dan "
        "persentase aktif menurut RAT 15,4%."
    )
    assert why.text == "Karena aturannya lain."
    assert [clause.question for clause in told.clauses if clause.question] == [
        "active_cooperative_share|74|2023",
        "active_by_rule_share|74|2023",
    ]


def test_years_that_differ_are_named_apart():
    told, _ = beside((49.2, 15.4), (2020, 2021))
    assert told.text == (
        "Dua angka, Sulawesi Tenggara: persentase koperasi aktif 49,2% (2020) dan "
        "persentase aktif menurut RAT 15,4% (2021)."
    )


@pytest.mark.parametrize("values", [(math.nan, 15.4), (49.2, math.nan), (None, None)])
def test_where_one_has_no_value_nothing_is_compared(values):
    assert beside(values) == []
