"""What the room on growth says: numbers as in the frame, words as the signs, nothing on what is missing."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.analysis import growth, inequality, outlook, position, register, typology
from kumkm.analysis.convergence import Beta
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS
from kumkm.domain.question import question_from
from kumkm.domain.view.growth import Span
from kumkm.domain.view.selection import PROVINCE
from kumkm.narrative import growth_sentences as said

OUTPUT, POVERTY, TURNOVER = INDICATORS["grdp_constant"], INDICATORS["poverty_rate"], INDICATORS["cooperative_turnover"]
NAMES = {"74.01": "Kolaka", "74.02": "Konawe", "74.03": "Muna"}
SPAN = Span(2018, 2023)
HDI = INDICATORS["hdi"]  # written with two decimals
NAN = float("nan")
rate = st.floats(-20, 40).map(lambda value: round(value, 4))


def rates(**values):
    codes = {"kolaka": "74.01", "konawe": "74.02", "muna": "74.03", "sultra": PROVINCE}
    return pd.DataFrame([(codes[name], value) for name, value in values.items()], columns=["region_code", "growth_pct"])


def numbers(text):
    return re.findall(r"[+−]?\d[\d.]*,\d+", text)


def test_the_province_is_told_with_both_ends():
    frame = rates(kolaka=2.8, konawe=12.74, muna=3.28, sultra=4.14)
    assert said.average_growth(frame, OUTPUT, SPAN, PROVINCE, NAMES).text == (
        "PDRB harga konstan Sulawesi Tenggara tumbuh rata-rata 4,14% setahun, 2018–2023; "
        "tertinggi Konawe (12,74%), terendah Kolaka (2,80%)."
    )


@pytest.mark.parametrize(("value", "word"), [(3.2, "tumbuh"), (-3.2, "menyusut"), (0.001, "tidak berubah")])
def test_the_verb_follows_the_sign_as_written(value, word):
    frame = rates(kolaka=value, konawe=12.74)
    assert f"Kolaka {word}" in said.average_growth(frame, OUTPUT, SPAN, "74.01", NAMES).text


def test_a_shrinking_region_is_told_without_a_sign_after_its_verb():
    text = said.average_growth(rates(kolaka=-3.2, konawe=1.0), OUTPUT, SPAN, "74.01", NAMES).text
    assert "menyusut rata-rata 3,20% setahun" in text
    assert "terendah Kolaka (−3,20%)" in text


def test_a_region_without_a_rate_is_not_spoken_of():
    text = said.average_growth(rates(kolaka=NAN, konawe=1.0, muna=2.0), OUTPUT, SPAN, "74.01", NAMES).text
    assert "Kolaka" not in text
    assert text.startswith("PDRB harga konstan 2018–2023:")


def test_without_any_rate_there_is_no_sentence():
    assert not said.average_growth(rates(kolaka=NAN), OUTPUT, SPAN, PROVINCE, NAMES)
    assert not said.average_difference(rates(kolaka=NAN), POVERTY, SPAN, PROVINCE, NAMES)
    assert not said.faster_than_province(rates(kolaka=1.0), OUTPUT, SPAN, NAMES)


@given(kolaka=rate, konawe=rate, muna=rate, sultra=rate)
def test_every_number_of_a_sentence_is_a_number_of_the_frame(kolaka, konawe, muna, sultra):
    frame = rates(kolaka=kolaka, konawe=konawe, muna=muna, sultra=sultra)
    text = said.average_growth(frame, OUTPUT, SPAN, PROVINCE, NAMES).text
    allowed = {units.number(value, 2) for value in frame["growth_pct"]} | {units.number(abs(sultra), 2)}
    assert set(numbers(text)) <= allowed


@given(kolaka=rate, konawe=rate, muna=rate, sultra=rate)
def test_each_number_leads_to_its_level_of_the_last_year(kolaka, konawe, muna, sultra):
    frame = rates(kolaka=kolaka, konawe=konawe, muna=muna, sultra=sultra)
    spoken = said.average_growth(frame, OUTPUT, SPAN, "74.01", NAMES)
    by_code = frame.set_index("region_code")["growth_pct"]
    for clause in spoken.clauses:
        if clause.question:
            indicator_id, code, year = question_from(clause.question)
            assert (indicator_id, year) == ("grdp_constant", 2023)
            assert clause.text.lstrip("−") == units.percent(abs(by_code[code]), 2)


@given(kolaka=rate, konawe=rate, muna=rate, sultra=rate)
def test_the_order_of_rows_does_not_matter(kolaka, konawe, muna, sultra):
    frame = rates(kolaka=kolaka, konawe=konawe, muna=muna, sultra=sultra)
    for told in (said.average_growth, said.average_difference):
        assert told(frame, OUTPUT, SPAN, PROVINCE, NAMES) == told(frame.iloc[::-1], OUTPUT, SPAN, PROVINCE, NAMES)


def test_a_share_moves_in_points_and_not_in_percent():
    frame = rates(kolaka=-1.2, konawe=0.4, sultra=-0.8)
    assert said.average_difference(frame, POVERTY, SPAN, PROVINCE, NAMES).text == (
        f"{POVERTY.short_label} Sulawesi Tenggara turun 0,80 poin persen, 2018–2023; "
        "perubahan di antara 2 daerah yang ada datanya tertinggi Konawe (+0,40 poin persen), "
        "terendah Kolaka (−1,20 poin persen)."
    )


def test_one_region_above_the_province_is_not_a_plural():
    text = said.faster_than_province(rates(kolaka=5.0, konawe=1.0, muna=1.0, sultra=2.0), OUTPUT, SPAN, NAMES).text
    assert text == "Satu dari 3 daerah tumbuh lebih cepat daripada provinsi (2,00% setahun): Kolaka."


def test_the_three_largest_contributions_and_their_sum(panel_of):
    panel = panel_of({"74.01": {2018: 40, 2023: 50}, "74.02": {2018: 30, 2023: 36}, "74.03": {2018: 30, 2023: 31}})
    found = growth.contribution(panel, 2018, 2023)
    total = pd.DataFrame([{"region_code": PROVINCE, "contribution_pp": 17.0}])
    text = said.leading_contributions(pd.concat([found, total]), OUTPUT, SPAN, NAMES).text
    assert text == (
        "Selama 2018–2023 PDRB harga konstan seluruh kabupaten/kota tumbuh 17,00%; "
        "seluruhnya berasal dari Kolaka, Konawe, dan Muna."
    )


def contributions(*points):
    """An analysis `contribution` of K, L, M, … and the province."""
    whole = sum(points)
    codes = [f"74.{number:02d}" for number in range(1, len(points) + 1)]
    local = pd.DataFrame({"region_code": codes, "contribution_pp": points, "shown_pp": [round(p, 2) for p in points]})
    names = dict(zip(codes, ["Kolaka", "Konawe", "Muna", "Buton", "Bombana", "Wakatobi"], strict=False))
    total = pd.DataFrame([{"region_code": PROVINCE, "contribution_pp": whole}])
    return pd.concat([local, total]), names


@pytest.mark.parametrize(
    ("points", "said_so"),
    [
        ((9.0, 5.0, 3.0), "tumbuh 17,00%; seluruhnya berasal dari Kolaka, Konawe, dan Muna."),
        ((8.0, 5.0, 3.0, 1.0), "hampir seluruhnya berasal dari Kolaka, Konawe, dan Muna."),
        ((5.0, 4.0, 3.0, 2.9, 2.8), "lebih dari separuhnya berasal dari Kolaka, Konawe, dan Muna."),
        ((3.0, 2.0, 1.0, 0.9, 0.8, 0.7), "lebih dari separuhnya berasal dari Kolaka, Konawe, dan Muna."),
        # others shrank: three of them made more than the whole
        ((9.0, 7.0, 4.0, -3.0), "sumbangan terbesar, +20,00 poin persen, dari Kolaka, Konawe, dan Muna."),
        # of a total that shrank, those that shrank most
        ((-1.0, -2.0, -3.0, -4.0, 0.5), "menyusut 9,50%; hampir seluruhnya berasal dari Buton, Muna, dan Konawe."),
        # who gave nothing is not named, nor who is level with one that is not
        ((5.0, 1.0, 0.0, 0.0), "seluruhnya berasal dari Kolaka dan Konawe."),
        ((5.0, 1.0, 1.0, 1.0, 1.0, 1.0), "50% di antaranya berasal dari Kolaka."),
        ((1.0, 1.0, 1.0, 1.0), "tumbuh 4,00%."),
        ((0.0, 0.0, 0.0), "berubah 0,00%."),
    ],
)
def test_who_a_growth_came_from_is_true_of_those_named_and_of_those_who_are_not(points, said_so):
    found, names = contributions(*points)
    assert said.leading_contributions(found, OUTPUT, SPAN, names).text.endswith(said_so)


def test_eight_alike_are_no_half_of_three(panel_of):
    found, names = contributions(*[0.005] * 6)  # each is written 0,01, three would be 0,03 of 0,03
    assert said.leading_contributions(found, OUTPUT, SPAN, names).text.endswith("tumbuh 0,03%.")


def test_ranks_that_did_not_move_are_said_so(panel_of):
    panel = panel_of({code: {2018: place * 1e12, 2023: place * 2e12} for place, code in enumerate(NAMES, start=1)})
    moves = position.rank_movement(panel, OUTPUT, 2018, 2023)
    assert said.rank_moves(moves, OUTPUT, SPAN, NAMES).text == "Peringkat PDRB harga konstan tidak berubah sejak 2018."


def test_ranks_that_differ_by_noise_only_are_not_said_to_be_unchanged(panel_of):
    # Both years 1 9 10 11 20: median 10, limit 1. Muna (11 → 9, second → fourth) and Buton (9 → 11) are noise;
    # the others keep their places, so that nobody can be said to have moved and not all ranks are unchanged.
    names = {"74.01": "Kolaka", "74.02": "Konawe", "74.03": "Muna", "74.04": "Buton", "74.06": "Bombana"}
    then = {"74.01": 20, "74.03": 11, "74.02": 10, "74.04": 9, "74.06": 1}
    now = then | {"74.03": 9, "74.04": 11}
    moves = position.rank_movement(
        panel_of({code: {2018: then[code], 2023: now[code]} for code in names}), HDI, 2018, 2023
    )
    assert moves.set_index("region_code").loc["74.03", ["rank_before", "rank_after"]].tolist() == [2, 4]
    text = said.rank_moves(moves, HDI, SPAN, names).text
    assert text == "Perpindahan peringkat pembangunan manusia sejak 2018 hanya karena selisih kecil."


def test_where_nobody_can_be_said_to_have_moved_at_all_there_is_still_a_sentence(panel_of):
    # 1.90 and 1.95, then 2.0373 and 2.0408, both written 2,04: either may be on either place.
    panel = panel_of({"74.01": {2018: 1.90, 2023: 2.0373}, "74.02": {2018: 1.95, 2023: 2.0408}})
    moves = position.rank_movement(panel, HDI, 2018, 2023).assign(moved=NAN)
    two = {code: NAMES[code] for code in ("74.01", "74.02")}
    text = said.rank_moves(moves, HDI, SPAN, two).text
    assert text == "Perpindahan peringkat pembangunan manusia sejak 2018 hanya karena selisih kecil."


def test_regions_left_out_of_a_rank_are_secret_only_where_one_is(panel_of):
    panel = panel_of({"74.01": {2018: 30, 2023: 30}, "74.02": {2018: 20, 2023: 20}, "74.03": {2018: 10, 2023: 10}})
    thin = panel.assign(base=[50.0, 50.0, 50.0, 50.0, 2.0, 2.0], least_base=10.0)  # Muna: of two bodies
    moves = position.rank_movement(thin, HDI, 2018, 2023)
    assert said.rank_moves(moves, HDI, SPAN, NAMES).text == (
        "Peringkat pembangunan manusia di antara 2 daerah yang dapat diperingkat tidak berubah sejak 2018."
    )
    panel.loc[panel["region_code"] == "74.03", "value"] = NAN
    hidden = panel.assign(status=["reported"] * 4 + ["suppressed"] * 2)
    moves = position.rank_movement(hidden, HDI, 2018, 2023)
    assert "di antara 2 daerah yang dapat ditampilkan" in said.rank_moves(moves, HDI, SPAN, NAMES).text


def test_who_climbed_and_who_fell(panel_of):
    order = {"74.01": (3, 1), "74.02": (2, 3), "74.03": (1, 2)}
    panel = panel_of({code: {2018: then * 1e12, 2023: now * 1e12} for code, (then, now) in order.items()})
    moves = position.rank_movement(panel, OUTPUT, 2018, 2023)
    text = said.rank_moves(moves, OUTPUT, SPAN, NAMES).text
    assert text.endswith("2018–2023, Konawe dan Muna naik 1 peringkat, Kolaka turun 2 peringkat (ke-3).")


@pytest.mark.parametrize(
    ("kolaka", "konawe", "verdict"),
    [
        (5.0, 3.0, "Kolaka tumbuh lebih cepat 2,00 poin persen."),
        (-5.0, -3.0, "Konawe menyusut lebih lambat 2,00 poin persen."),
        (-5.0, 0.001, "Konawe lebih tinggi 5,00 poin persen."),
        (3.001, 3.004, "keduanya sama."),
    ],
)
def test_who_shrank_did_not_grow_faster(kolaka, konawe, verdict):
    text = said.compared(rates(kolaka=kolaka, konawe=konawe), OUTPUT, SPAN, ("74.01", "74.02"), NAMES).text
    assert text.endswith(verdict)


def test_above_a_province_that_shrank_is_not_grown_faster():
    text = said.faster_than_province(rates(kolaka=-1.0, konawe=1.0, muna=-3.0, sultra=-2.0), OUTPUT, SPAN, NAMES).text
    assert text == "Sebanyak 2 dari 3 daerah di atas pertumbuhan provinsi (−2,00% setahun): Konawe dan Kolaka."


def test_each_class_is_counted_and_few_are_named():
    found = typology.classified(
        pd.DataFrame({"region_code": list(NAMES), "income": [80.0, 20.0, 20.0], "growth_pct": [2.0, 9.0, 1.0]}),
        income_line=40.0,
        growth_line=4.0,
    )
    assert said.typology(found, SPAN, NAMES).text == (
        "Selama 2018–2023: satu daerah maju tapi tertekan (Kolaka); satu daerah berkembang cepat (Konawe); "
        "satu daerah relatif tertinggal (Muna)."
    )


def test_an_unplaced_region_has_no_sentence_of_its_own():
    found = typology.classified(
        pd.DataFrame({"region_code": ["74.01"], "income": [NAN], "growth_pct": [2.0]}), income_line=1.0, growth_line=1.0
    )
    assert not said.typology_of(found, "74.01", SPAN, NAMES)
    assert not said.typology(found, SPAN, NAMES)


def test_what_the_classes_are_without_the_region_that_draws_the_line():
    names = {"region_code": list(NAMES), "income": [80.0, 20.0, 20.0], "growth_pct": [2.0, 9.0, 1.0]}
    found = typology.classified(pd.DataFrame(names), income_line=40.0, growth_line=4.0)
    other = typology.classified(pd.DataFrame(names).drop(index=1), income_line=50.0, growth_line=1.5)
    assert said.typology_without(found, other, "74.02", NAMES).text == (
        "Tanpa Konawe, garis pertumbuhan 1,50% setahun dan satu daerah berpindah golongan: Kolaka."
    )


def test_shift_share_is_told_among_the_regions_of_one_reference():
    parts = pd.DataFrame({"region_code": ["74.01", "74.02"], "before": [100.0, 50.0], "competitive": [5.0, -2.0]})
    assert said.shifted(parts, "jumlah koperasi", SPAN, NAMES, " yang didata pada 2023").text == (
        "Selama 2018–2023 daya saing daerah menambah jumlah koperasi di satu dari 2 daerah yang didata pada 2023; "
        "tertinggi Kolaka (+5,0 poin persen), terendah Konawe (−4,0 poin persen)."
    )


def _path(*values):
    return pd.DataFrame({"year": range(2018, 2018 + len(values)), "value": values})


@pytest.mark.parametrize(("theil", "verdict"), [((0.10, 0.08), "berkurang"), ((0.08, 0.10), "belum jelas arahnya")])
def test_inequality_falls_only_where_every_index_falls(theil, verdict):
    paths = {"williamson": _path(0.48, 0.43), "theil": _path(*theil)}
    assert said.inequality(paths).text == f"Ketimpangan antardaerah {verdict} selama 2018–2019."
    assert "Williamson 0,430 (dari 0,480)" in said.indices(paths, {"williamson": "Williamson", "theil": "Theil"})


def test_an_index_moves_as_it_is_written():
    # 0.2296 and 0.2304 are both written 0,230; 0.2294 and 0.2295 are 0,229 and 0,230
    assert "Ketimpangan antardaerah tidak berubah" in said.inequality({"w": _path(0.2296, 0.2304)}).text
    assert "Ketimpangan antardaerah bertambah" in said.inequality({"w": _path(0.2294, 0.2295)}).text


def test_where_a_few_regions_make_the_difference_that_is_said_in_the_same_breath():
    paths, whom = {"williamson": _path(0.48, 0.43)}, ["Kolaka", "Konawe"]
    assert said.inequality(paths, _path(0.336, 0.337), whom).text == (
        "Ketimpangan antardaerah berkurang selama 2018–2019, tetapi tanpa Kolaka dan Konawe bertambah."
    )
    assert said.inequality(paths, _path(0.337, 0.336), whom).text == (
        "Ketimpangan antardaerah berkurang selama 2018–2019."
    )


def test_inequality_without_two_years_is_not_told():
    assert not said.inequality({"williamson": _path(0.48, NAN)})


def test_inequality_is_told_of_years_that_every_index_has():
    paths = {"williamson": _path(0.5, 0.4, 0.3), "theil": _path(NAN, 0.2, 0.1)}
    assert said.inequality(paths).text == "Ketimpangan antardaerah berkurang selama 2019–2020."


def test_an_index_without_a_value_says_in_which_years_and_why():
    rows = [
        ("74.01", 2020, -1.0, 1.0),
        ("74.02", 2020, 4.0, 1.0),
        ("74.01", 2021, -1.0, 1.0),
        ("74.02", 2021, 4.0, 1.0),
    ]
    panel = pd.DataFrame(rows, columns=["region_code", "year", "output", "population"])
    paths = {"theil": inequality.theil(panel), "williamson": inequality.williamson(panel)}
    assert said.undefined(paths, {"theil": "Indeks Theil", "williamson": "Indeks Williamson"}) == [
        "Indeks Theil 2020, 2021 tidak dihitung. PDRB 1 daerah negatif; indeks ini tidak terdefinisi untuknya."
    ]


def test_the_part_between_groups_is_of_the_last_year():
    panel = pd.DataFrame(
        [("74.01", 2020, 8.0, 1.0), ("74.02", 2020, 4.0, 1.0), ("74.03", 2020, 4.0, 2.0)],
        columns=["region_code", "year", "output", "population"],
    )
    path = inequality.theil(panel, {"74.01": "a", "74.02": "a", "74.03": "b"})
    share = units.percent(path["between"].iloc[0] / path["value"].iloc[0] * 100, 0)
    assert share in said.between_groups(path, "dua kelompok").text


@pytest.mark.parametrize(
    ("slope", "correlation", "words"),
    [(-1.0, -0.5, "lebih rendah"), (1.0, 0.5, "lebih tinggi"), (-1.0, -0.2, "tidak tampak hubungan")],
)
def test_convergence_is_described_and_never_tested(slope, correlation, words):
    text = said.convergence(Beta(slope, 1.0, correlation, 17), SPAN).text
    assert words in text
    assert "bukan uji" in text
    assert not said.convergence(Beta(NAN, NAN, NAN, 2), SPAN)


PARTS = pd.DataFrame(
    [
        ("74.01", "matched_before", 100e9, 5),
        ("74.01", "matched_after", 110e9, 5),
        ("74.01", "entered", 7e9, 3),
        ("74.01", "coverage_lost", 20e9, 4),
    ],
    columns=["region_code", "part", "value", "bodies"],
)


def test_the_headline_is_the_growth_of_the_same_bodies():
    found = register.decompose(PARTS)  # 100 → 110 of the same; 120 → 117 on paper
    assert said.real_or_paper(found, TURNOVER, SPAN, "74.01", NAMES).text == (
        "Volume usaha pada 5 koperasi yang sama di Kolaka tumbuh 10,0%, 2018–2023; menurut jumlah yang melapor −2,5%."
    )


def test_the_parts_of_the_change_are_told_with_their_signs():
    text = said.why_they_differ(register.decompose(PARTS), "74.01", INDICATORS["cooperative_turnover"]).text
    assert text == (
        "Perubahan −Rp3,0 miliar: koperasi yang sama +Rp10,0 miliar, yang baru terdaftar +Rp7,0 miliar, "
        "yang keluar daftar Rp0,0 miliar, perubahan pelaporan −Rp20,0 miliar."
    )


def test_nothing_is_said_of_a_withheld_region():
    found = register.decompose(PARTS.assign(value=NAN))
    assert not said.real_or_paper(found, TURNOVER, SPAN, "74.01", NAMES)
    assert not said.why_they_differ(found, "74.01", INDICATORS["cooperative_turnover"])


def test_two_regions_side_by_side_and_their_difference():
    text = said.compared(rates(kolaka=2.8, konawe=12.74), OUTPUT, SPAN, ("74.01", "74.02"), NAMES).text
    assert text == (
        "PDRB harga konstan 2018–2023: Kolaka +2,80%, Konawe +12,74% setahun; "
        "Konawe tumbuh lebih cepat 9,94 poin persen."
    )
    assert not said.compared(rates(kolaka=2.8, konawe=NAN), OUTPUT, SPAN, ("74.01", "74.02"), NAMES)


@pytest.mark.parametrize(
    ("rho", "words"),
    [
        (0.05, "hampir tidak"),
        (0.1, "searah, lemah"),
        (0.2, "searah, lemah"),
        (0.2961, "searah, sedang"),  # written 0,30
        (-0.5, "berlawanan arah, sedang"),
        (0.9, "searah, kuat"),
    ],
)
def test_how_two_indicators_go_together(rho, words):
    points = pd.DataFrame({"region_code": list(NAMES), "year": 2023, "x": [1, 2, 3], "y": [1, 2, 3]})
    text = said.associated(points.assign(rank_correlation=rho), POVERTY, INDICATORS["grdp_growth"]).text
    assert words in text
    assert "sebab" in said.NOT_CAUSE


def test_a_scenario_says_whether_the_target_is_reached():
    path = outlook.outlook({"primer": 50.0, "sekunder": 50.0}, {"primer": 0.0, "sekunder": 10.0}, 2025)
    # 5,0% at first, more as the faster half grows: 50·1,1³+50 → 50·1,1⁴+50 is 5,71% in 2029
    assert said.scenario(path, 5.5, outlook.reaches(path, 5.5), "Kolaka").text == (
        "Dengan asumsi ini PDRB Kolaka tumbuh 5,71% pada 2029; sasaran 5,5% setahun tercapai sejak 2029."
    )
    assert "belum tercapai sampai 2029" in said.scenario(path, 9.0, outlook.reaches(path, 9.0), "Kolaka").text
