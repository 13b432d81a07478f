"""What is said first of a region, and what is worth discussing: by rule, from what is shown."""

from decimal import Decimal

import pandas as pd

from kumkm.analysis.comparable import Comparable
from kumkm.narrative.region_lead import Late, lead, to_discuss

CODES = [f"74.{place:02d}" for place in range(1, 10)]
CALLED = ["Kolaka", "Konawe", "Muna", "Buton", "Bombana", "Wakatobi", "Konut", "Butur", "Koltim"]
NAMES = dict(zip(CODES, CALLED, strict=True))


def area(**values: float) -> pd.DataFrame:
    return pd.DataFrame(
        [{"indicator_id": key, "year": 2023, "value": value, "period": None, "simulated": True, "status": "reported"}
         for key, value in values.items()]
    )  # fmt: skip


def among(mine: float) -> Comparable:
    """Kolaka with a value of its own, the others from 41 to 48."""
    shown = dict(zip(CODES, [Decimal(str(mine)), *map(Decimal, range(41, 49))], strict=True))
    return Comparable(shown, NAMES, step=Decimal("0.1"))


def said(sentences):
    return [sentence.text for sentence in sentences]


def test_the_first_sentence_is_on_cooperatives_of_a_hundred_with_its_place_and_mark():
    standings = {"active_cooperative_share": among(8.4), "kur_disbursed": among(60)}
    found = lead(
        area(active_cooperative_share=8.4, kur_disbursed=1e9), "74.01", "Kolaka",
        {"active_cooperative_share": 2023, "kur_disbursed": 2023}, standings,
    )  # fmt: skip
    assert found.text == (
        "Di Kolaka 8 dari 100 koperasi aktif pada 2023, terendah dari 9 daerah; KUR tertinggi dari 9 daerah; "
        "data simulasi."
    )
    assert [clause.question for clause in found.clauses if clause.question] == ["active_cooperative_share|74.01|2023"]


def test_credit_of_another_year_says_so_and_each_half_has_its_own_mark():
    standings = {"active_cooperative_share": among(8.4), "kur_disbursed": among(60)}
    years = {"active_cooperative_share": 2024, "kur_disbursed": 2023}
    values = area(active_cooperative_share=8.4, kur_disbursed=1e9).assign(year=[2024, 2023])
    real_first = lead(values.assign(simulated=[False, True]), "74.01", "Kolaka", years, standings).text
    assert real_first == (
        "Di Kolaka 8 dari 100 koperasi aktif pada 2024, terendah dari 9 daerah; "
        "KUR pada 2023 tertinggi dari 9 daerah (data simulasi)."
    )
    real_last = lead(values.assign(simulated=[True, False]), "74.01", "Kolaka", years, standings).text
    assert real_last == (
        "Di Kolaka 8 dari 100 koperasi aktif pada 2024, terendah dari 9 daerah (data simulasi); "
        "KUR pada 2023 tertinggi dari 9 daerah."
    )


def test_less_than_one_in_a_hundred_is_not_none():
    found = lead(area(active_cooperative_share=0.4), "74.01", "Kolaka", {"active_cooperative_share": 2023}, {})
    assert "kurang dari 1 dari 100 koperasi aktif" in found.text


def test_where_no_share_is_known_nothing_is_said():
    assert not lead(area(kur_disbursed=1.0), "74.01", "Kolaka", {"kur_disbursed": 2023}, {})


def test_a_low_rank_is_bad_where_more_is_better_and_a_high_one_where_less_is():
    values = area(active_cooperative_share=8.4, poverty_rate=60.0)
    years = dict.fromkeys(("active_cooperative_share", "poverty_rate"), 2023)
    standings = {"active_cooperative_share": among(8.4), "poverty_rate": among(60)}
    found = said(to_discuss(values, "74.01", years, standings, among=list(years)))
    assert len(found) == 2
    assert "terendah dari 9 daerah" in found[0]
    assert "tertinggi dari 9 daerah" in found[1]
    better = {"active_cooperative_share": among(60), "poverty_rate": among(8.4)}
    assert to_discuss(values, "74.01", years, better, among=list(years)) == []


def test_late_reports_and_returned_proposals_come_after_the_worst_rank_and_three_are_enough():
    values = area(active_cooperative_share=8.4, rat_share=8.4, poverty_rate=60.0)
    years = dict.fromkeys(("active_cooperative_share", "rat_share", "poverty_rate"), 2023)
    standings = {"active_cooperative_share": among(8.4), "rat_share": among(8.4), "poverty_rate": among(60)}
    found = said(
        to_discuss(
            values, "74.01", years, standings, among=list(years),
            late=[Late("Laporan RAT", 2023), Late("KUR", 2023), Late("KUR", 2021)],
            returned=["Rumah produksi kelapa", "PLUT", "Pelatihan"],
        )
    )  # fmt: skip
    assert len(found) == 3
    assert found[1] == "Laporan KUR dan RAT tahun buku 2023 belum masuk."
    assert found[2] == "Usulan dikembalikan: Rumah produksi kelapa, PLUT, dan 1 usulan lain."


def test_among_few_regions_a_rank_is_nothing_to_discuss():
    few = Comparable(dict(zip(CODES[:5], map(Decimal, (1, 20, 40, 60, 80)), strict=True)), NAMES, step=Decimal("0.1"))
    values, years = area(rat_share=1.0), {"rat_share": 2023}
    assert to_discuss(values, "74.01", years, {"rat_share": few}, among=["rat_share"]) == []
