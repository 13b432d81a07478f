"""What the page on proposals says: counts and amounts of the frame, with the stage the amounts are of."""

import pandas as pd
import pytest

from kumkm.analysis.proposals import unvalued
from kumkm.narrative import proposal_sentences as said

NAMES = {"74.01": "Kolaka", "74.02": "Konawe"}
NAN = float("nan")


def proposals(*rows):
    columns = ["region_code", "proposed_idr", "documents_complete", "stage"]
    found = pd.DataFrame([(*row, "diajukan")[:4] for row in rows], columns=columns)
    return found.assign(submitted=~found["stage"].isin(["draf", "dikembalikan"]))


def test_amounts_say_their_stage_and_the_silent_are_named():
    text = said.distribution(proposals(("74.01", 5.4e9, True), ("74.01", 1.6e9, False)), 2025, NAMES).text
    assert text == (
        "Usulan 2025: 2 judul; semuanya sudah diajukan, Rp7,0 miliar; dokumen wajib lengkap 50%; "
        "belum mengajukan: Konawe."
    )


def test_a_draft_is_not_counted_as_submitted():
    rows = proposals(("74.01", 5.4e9, True), ("74.02", NAN, False, "draf"))
    assert said.distribution(rows, 2025, NAMES).text == (
        "Usulan 2025: 2 judul; 1 sudah diajukan, Rp5,4 miliar; 1 masih draf; "
        "dokumen wajib lengkap 100%; belum mengajukan: Konawe."
    )
    assert said.distribution(rows[1:], 2025, NAMES).text == "Usulan 2025: 1 judul; semuanya masih draf."


def test_what_was_sent_back_is_not_asked_for_here_either():
    rows = proposals(
        ("74.01", 5e9, True), ("74.02", 1e9, True), ("74.02", 2e9, True, "dikembalikan"), ("74.01", NAN, False, "draf")
    )
    assert said.distribution(rows, 2025, NAMES).text == (
        "Usulan 2025: 4 judul; 2 sudah diajukan, Rp6,0 miliar; 1 dikembalikan; 1 masih draf; "
        "dokumen wajib lengkap 100%; semua daerah sudah mengajukan."
    )


def test_a_single_proposal_is_not_a_plural_and_an_unknown_amount_is_not_zero():
    text = said.distribution(proposals(("74.01", NAN, None)), 2025, NAMES, "Kolaka").text
    assert text == "Usulan Kolaka 2025: 1 judul; semuanya sudah diajukan, belum ada nilainya."


def test_an_amount_in_which_some_are_unknown_is_at_least_that_wherever_it_is_told():
    rows = proposals(("74.01", 5e9, True), ("74.02", NAN, True)).assign(published=False)
    assert (
        "2 judul; semuanya sudah diajukan, sekurang-kurangnya Rp5,0 miliar" in said.distribution(rows, 2025, NAMES).text
    )
    assert "senilai sekurang-kurangnya Rp5,0 miliar saat diajukan" in said.listing(rows, 2).text
    assert (
        "2 usulan untuk 2025, senilai sekurang-kurangnya Rp5,0 miliar." in said.agreed(rows["proposed_idr"], 2025).text
    )
    assert said.agreed(rows["proposed_idr"].iloc[1:], 2025).text.endswith("tanpa nilai.")
    assert unvalued(rows) == 1
    assert said.fairness(["Muna"], 17, 2025, 1).text.endswith("satu usulan belum ada nilainya dan tidak terhitung.")


def test_nothing_proposed_is_said():
    assert said.distribution(proposals(), 2025, NAMES).text == "Belum ada usulan untuk tahun anggaran 2025."


def test_where_proposals_stand_and_who_is_late():
    funnel = pd.DataFrame({"stage": ["a", "b"], "stage_words": ["Diajukan", "Ditolak"], "here": [3, 1]})
    assert said.pipeline(funnel, 2, 2025).text == (
        "Dari 4 usulan 2025, kini 3 di tahap diajukan dan 1 ditolak; 2 usulan melewati batas waktu."
    )
    assert "tidak ada yang melewati" in said.pipeline(funnel, 0, 2025).text


def test_the_stages_told_add_up_to_all_proposals():
    funnel = pd.DataFrame({"stage": list("abcd"), "stage_words": ["A", "B", "C", "D"], "here": [1, 1, 1, 1]})
    assert said.pipeline(funnel, 0, 2025).text.startswith(
        "Dari 4 usulan 2025, kini 1 di tahap a, 1 b, 1 c, dan 1 di tahap lain;"
    )


def test_who_went_on_was_accepted_too():
    funnel = pd.DataFrame({"stage": ["diterima", "simoni"], "reached": [27, 6], "here": [21, 6]})
    assert said.went_on(funnel) == "27 pernah diterima, 6 di antaranya sudah lanjut"
    assert said.went_on(funnel.assign(here=funnel["reached"])) == ""
    assert said.went_on(funnel.iloc[1:]) == ""


def test_a_filter_that_fits_nothing_says_what_to_do():
    columns = ["submitted", "published", "proposed_idr", "stage"]
    assert "longgarkan" in said.listing(pd.DataFrame(columns=columns), 78).text
    one = pd.DataFrame([[True, False, 2e9, "diajukan"]], columns=columns)
    assert said.listing(one, 78).text == "Satu dari 78 usulan cocok, senilai Rp2,0 miliar saat diajukan."


def test_a_list_tells_the_amount_of_the_indicator_and_counts_what_the_press_reported_apart():
    # 3 + 4 billion were submitted and stand; 5 were sent back, 9 are known from the press only
    rows = [
        (True, False, 3e9, "diterima"),
        (True, False, 4e9, "diajukan"),
        (False, False, 5e9, "dikembalikan"),
        (True, True, 9e9, "diajukan"),
    ]
    found = pd.DataFrame(rows, columns=["submitted", "published", "proposed_idr", "stage"])
    assert said.listing(found, 3).text == (
        "Seluruh 3 usulan cocok; 2 sudah diajukan, Rp7,0 miliar; 1 dikembalikan; satu usulan lain hanya diberitakan."
    )


def test_where_several_states_stand_together_the_amount_stands_beside_those_it_is_of():
    rows = proposals(("74.01", 3e9, True), ("74.02", 4e9, True, "dikembalikan"), ("74.02", NAN, True, "draf"))
    assert said.standing(rows) == ["1 sudah diajukan, Rp3,0 miliar", "1 dikembalikan", "1 masih draf"]


def test_fairness_is_told_with_who_is_served_least():
    assert said.fairness(["Muna", "Buton"], 17, 2025).text == (
        "Usulan 2025 belum mengikuti kebutuhan: 2 daerah kurang terlayani, yaitu Muna dan Buton."
    )
    assert said.fairness(["Kolaka", "Konawe", "Muna"], 17, 2025).text == (
        "Usulan 2025 belum mengikuti kebutuhan: 3 daerah kurang terlayani, terutama Kolaka dan Konawe."
    )
    assert "tidak ada daerah yang kurang terlayani" in said.fairness([], 17, 2025).text
    assert not said.fairness([], 0, 2025)


def test_a_scenario_says_what_the_ceiling_buys_and_what_is_left():
    assert said.scenario(24, 39.5e9, 40e9, 17, 17).text == (
        "Pagu Rp40 miliar cukup untuk 24 usulan di seluruh 17 daerah; sisa Rp500 juta."
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            0.51,
            0.62,
            "62% nilainya perlu berpindah daerah agar sebanding dengan kebutuhan, kurang adil daripada dasar (51%)",
        ),
        (
            0.5,
            0.4,
            "40% nilainya perlu berpindah daerah agar sebanding dengan kebutuhan, lebih adil daripada dasar (50%)",
        ),
        (
            0.404,
            0.4,
            "40% nilainya perlu berpindah daerah agar sebanding dengan kebutuhan, sama adilnya dengan dasar (40%)",
        ),
        (  # 12.5 and 13.4 are both written 13%: halves are rounded away from zero
            0.125,
            0.134,
            "13% nilainya perlu berpindah daerah agar sebanding dengan kebutuhan, sama adilnya dengan dasar (13%)",
        ),
        (float("nan"), 0.4, "40% nilainya perlu berpindah daerah agar sebanding dengan kebutuhan"),
        (0.4, float("nan"), ""),
    ],
)
def test_a_scenario_is_weighed_against_the_base_case(before, after, expected):
    found = said.fairness_change(before, after)
    assert found == expected


def test_what_need_is_made_of_says_what_has_no_weight_and_why():
    features = pd.DataFrame(
        {
            "label": ["Capaian KUR", "Penduduk miskin", "Pengangguran"],
            "year": [2023, 2023, 2021],
            "used": [False, True, True],
            "reason": ["Praktis sama di semua daerah (92,6%).", None, None],
        }
    )
    assert said.need_made_of(features).text == (
        "Kebutuhan dihitung dari Penduduk miskin 2023 dan Pengangguran 2021. "
        "Tidak dipakai: Capaian KUR: Praktis sama di semua daerah (92,6%)."
    )
    assert "belum dapat dihitung" in said.need_made_of(features.head(1)).text


def test_whose_verdict_hangs_on_one_indicator_is_named_with_it():
    changed = pd.DataFrame(
        {
            "region_code": ["74.02", "74.01", "74.02"],
            "indicator_id": ["a", "a", "b"],
            "label": ["Kemiskinan", "Kemiskinan", "Kerja"],
        }
    )
    assert said.hanging_on_one(changed.tail(1), {**NAMES, "74.03": "Muna"}, 3).text == (
        "Kedudukan satu dari 3 daerah berubah bila satu indikator dihilangkan: Konawe (tanpa Kerja)."
    )
    assert (
        "Kolaka (tanpa Kemiskinan) dan Konawe (tanpa Kemiskinan dan Kerja)"
        in said.hanging_on_one(changed, NAMES, 3).text
    )
    assert "tidak ada daerah" in said.hanging_on_one(changed.head(0), NAMES, 3).text.lower()
    assert "hanya satu indikator" in said.hanging_on_one(changed.head(0), NAMES, 0).text.lower()
