"""A percentage told as so many of so many, and proposals in a sentence; the arithmetic can be done by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from kumkm.analysis.comparable import comparable
from kumkm.domain.indicators import INDICATORS
from kumkm.narrative import answering

RAT = INDICATORS["rat_registered_share"]
NAMES = {"74.01": "Kolaka", "74.02": "Konawe", "74.03": "Muna"}


def regions(values: dict[str, float], bases: dict[str, float], statuses: dict[str, str] | None = None) -> pd.DataFrame:
    """`indicator_by_region` of the regions named."""
    return pd.DataFrame(
        {
            "region_code": list(NAMES),
            "region_name": list(NAMES.values()),
            "value": [values.get(code, float("nan")) for code in NAMES],
            "base": [bases.get(code, float("nan")) for code in NAMES],
            "status": [(statuses or {}).get(code, "reported") for code in NAMES],
            "period": None,
            "least_base": 10.0,
            "similar_pct": 25.0,
        }
    )


def share(frame: pd.DataFrame, code: str = "74", *, rest: bool, province: dict[str, object] | None = None) -> str:
    having = "belum RAT" if rest else "sudah RAT"
    said = answering.share(frame, province, RAT, 2023, code, whom="koperasi", having=having, rest=rest)
    return said.text


FULL = regions({"74.01": 10.0, "74.02": 50.0, "74.03": 25.0}, {"74.01": 100.0, "74.02": 40.0, "74.03": 60.0})


@pytest.mark.parametrize(
    ("code", "rest", "said"),
    [
        # 10 % of 100, and the 90 that are left
        ("74.01", False, "Sebanyak 10 dari 100 koperasi di Kolaka sudah RAT (10,0%) pada 2023."),
        ("74.01", True, "Sebanyak 90 dari 100 koperasi di Kolaka belum RAT (90,0%) pada 2023."),
    ],
)
def test_a_percentage_of_a_region_is_told_as_a_count(code: str, rest: bool, said: str) -> None:
    assert share(FULL, code, rest=rest) == said


def test_counts_are_added_before_they_are_divided() -> None:
    """10 + 20 + 15 of 100 + 40 + 60: 22,5 %, not the mean of 10, 50 and 25."""
    assert share(FULL, rest=False) == (
        "Sebanyak 45 dari 200 koperasi di seluruh 3 daerah sudah RAT (22,5%) pada 2023; "
        "terbanyak di Konawe (20), Muna (15), dan Kolaka (10)."
    )


def test_the_province_counts_what_it_looks_after_itself() -> None:
    """Of 220 in the province 200 are of its regions: what is told is the province's row."""
    assert "55 dari 220 koperasi di Sulawesi Tenggara sudah RAT (25,0%)" in share(
        FULL, rest=False, province={"value": 25.0, "base": 220.0, "year": 2023, "period": None}
    )


def test_of_some_regions_it_is_said_of_how_many() -> None:
    some = regions({"74.01": 10.0, "74.02": 50.0}, {"74.01": 100.0, "74.02": 40.0})
    assert "30 dari 140 koperasi di 2 daerah yang ada datanya (dari 3) sudah RAT" in share(some, rest=False)


def test_while_a_region_is_secret_nobody_has_the_most() -> None:
    secret = regions({"74.01": 10.0, "74.02": 50.0}, {"74.01": 100.0, "74.02": 40.0}, {"74.03": "suppressed"})
    assert "terbanyak" not in share(secret, rest=False)


def test_none_at_all_is_no_count_of_zero() -> None:
    none = regions({"74.01": 0.0}, {"74.01": 100.0})
    assert share(none, "74.01", rest=False) == "Tidak ada koperasi di Kolaka yang sudah RAT pada 2023."
    assert share(none, "74.02", rest=False) == ""


def asked_for(*rows: tuple[str, str, float]) -> pd.DataFrame:
    words = {"diterima": "Diterima", "draf": "Draf", "dikembalikan": "Dikembalikan", "ditolak": "Ditolak"}
    frame = pd.DataFrame(rows, columns=["region_code", "stage", "proposed_idr"])
    submitted = ~frame["stage"].isin(["draf", "dikembalikan"])
    return frame.assign(stage_words=frame["stage"].map(words), submitted=submitted)


def test_states_of_proposals_add_up_to_their_number() -> None:
    """Two on their way, one sent back, one draft: four; what was sent back asks for nothing."""
    found = asked_for(
        ("74.01", "diterima", 2e9), ("74.01", "ditolak", 1e9), ("74.02", "dikembalikan", 5e8), ("74.03", "draf", None)
    )
    assert answering.proposals(found, 2025, "", "", NAMES).text == (
        "Usulan 2025: 4 judul; 2 sudah diajukan, Rp3,0 miliar; 1 dikembalikan; 1 masih draf; terbanyak dari Kolaka (2)."
    )


def test_a_stage_that_was_asked_for_is_not_told_again() -> None:
    found = asked_for(("74.01", "ditolak", 1e9), ("74.01", "ditolak", 2e9))
    said = answering.proposals(found, 2025, "Kolaka", "", NAMES, which="yang kini di tahap ditolak").text
    assert said == "Usulan Kolaka 2025 yang kini di tahap ditolak: 2 judul, Rp3,0 miliar saat diajukan."


def test_no_proposal_is_said_in_words() -> None:
    assert answering.proposals(asked_for(), 2025, "Muna", "PLUT", NAMES).text == "Tidak ada usulan PLUT Muna 2025."


@pytest.mark.parametrize(
    ("code", "claim", "said"),
    [
        ("74.01", "rendah", "Menurut data tidak rendah."),  # the highest of three
        ("74.01", "tinggi", ""),
        ("74.02", "tinggi", "Menurut data tidak tinggi."),
        ("74.02", "rendah", ""),
    ],
)
def test_what_a_question_takes_for_granted_is_set_right(code: str, claim: str, said: str) -> None:
    frame = regions({"74.01": 60.0, "74.02": 10.0, "74.03": 30.0}, dict.fromkeys(NAMES, 100.0))
    assert answering.not_as_claimed(comparable(frame, RAT), code, claim) == said


def test_reasons_are_those_written_down_and_the_rest_is_counted() -> None:
    stages = pd.DataFrame(
        {"proposal_id": list("abcd"), "current": [True, True, True, False], "reason": ["Ganda.", "Ganda", None, "Lama"]}
    )
    chosen = pd.DataFrame({"proposal_id": list("abcd")})
    assert answering.reasons(stages, chosen) == "Alasan yang tercatat: ganda (2); 1 tanpa alasan."
    assert answering.reasons(stages, chosen.iloc[2:]) == "Alasannya tidak tercatat."
    assert answering.reasons(stages, chosen.iloc[:0]) == ""
