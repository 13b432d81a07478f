"""Proposals counted by hand: by menu, by stage, by days, and what changed since a day."""

from datetime import date

import pandas as pd
import pytest

from kumkm.analysis import pipeline

NAN = float("nan")
ORDER = (
    ("draf", "Draf", False),
    ("diajukan", "Diajukan", False),
    ("ditolak", "Ditolak", True),
    ("selesai", "Selesai", False),
)


def proposals(*rows):
    columns = ["proposal_id", "budget_year", "region_code", "menu_id", "menu", "fund", "stage", "title", "office"]
    columns += ["location", "amount_idr", "proposed_idr", "documents_complete"]
    return pd.DataFrame(rows, columns=columns)


def test_rupiah_per_resident_by_hand():
    # 74.01 asked 900 and got 300 for 30 residents; 74.02 asked 200 of 10, nothing is decided; 74.03 asked for nothing.
    codes = ["74.01", "74.02", "74.03", "74"]
    asked = pd.Series([900.0, 200.0, NAN, 1100.0], codes)
    found = pipeline.per_head(
        asked, pd.Series([300.0, NAN, NAN, 300.0], codes), pd.Series([30.0, 10.0, 10.0, 50.0], codes)
    ).set_index("region_code")
    assert list(found["proposed_per_head"][["74.01", "74.02", "74"]]) == [30, 20, 22]  # 1100 ÷ 50, no mean of 30 and 20
    assert list(found["approved_per_head"][["74.01", "74"]]) == [10, 6]
    assert found["approved_pct"]["74.01"] == pytest.approx(100 / 3)
    assert found.loc[["74.02", "74.03"], "approved_per_head"].isna().all()
    assert found.loc["74.03", ["proposed_per_head", "approved_pct"]].isna().all()


BOTH = proposals(
    ("A", 2025, "74.01", "rpb", "Rumah Produksi", "TP", "diajukan", "RPB Kakao", "Dinas", "Satu", 9.0, 10.0, True),
    ("B", 2025, "74.01", "rpb", "Rumah Produksi", "TP", "ditolak", "RPB Kopi", "Dinas", "Dua", NAN, NAN, False),
    ("C", 2024, "74.02", "plut", "PLUT-KUMKM", "DAK", "selesai", "PLUT Konawe", "Dinas", None, 5.0, 4.0, None),
)  # fmt: skip


def stages(*rows):
    columns = ["proposal_id", "stage", "stage_words", "entered_on", "days", "limit_days", "overdue_days", "current"]
    found = pd.DataFrame(rows, columns=columns).assign(document="", reason="", amount_idr=NAN)
    return found.astype({"entered_on": "datetime64[ns]"})


WAYS = stages(
    ("A", "draf", "Draf", "2024-02-01", 10.0, NAN, NAN, False),
    ("A", "diajukan", "Diajukan", "2024-02-11", 40.0, 30.0, 10.0, True),
    ("B", "draf", "Draf", "2024-02-01", 20.0, NAN, NAN, False),
    ("B", "diajukan", "Diajukan", "2024-02-21", 9.0, 30.0, 0.0, False),
    ("B", "ditolak", "Ditolak", "2024-03-01", NAN, NAN, NAN, True),
)


def test_filters_are_all_to_be_met():
    assert pipeline.chosen(BOTH, year=2025)["proposal_id"].tolist() == ["A", "B"]
    assert pipeline.chosen(BOTH, year=2025, stage="ditolak")["proposal_id"].tolist() == ["B"]
    assert pipeline.chosen(BOTH, menu="plut", fund="TP").empty
    assert pipeline.chosen(BOTH, regions=["74.02"])["proposal_id"].tolist() == ["C"]
    assert len(pipeline.chosen(BOTH)) == 3


@pytest.mark.parametrize(
    ("text", "found"),
    [("kakao", ["A"]), ("RPB", ["A", "B"]), ("dua kopi", ["B"]), ("plut", ["C"]), ("(", []), ("b", ["A", "B"])],
)
def test_every_word_is_looked_for_in_any_order_and_as_it_is(text, found):
    assert pipeline.chosen(BOTH, text=text)["proposal_id"].tolist() == found


def test_an_amount_nobody_knows_is_not_zero():
    found = pipeline.by_region_and_menu(BOTH).set_index(["region_code", "menu_id"])
    assert found.loc[("74.01", "rpb")].tolist() == [2, 10.0]
    alone = pipeline.by_region_and_menu(BOTH[BOTH["proposal_id"] == "B"])
    assert alone["amount_idr"].isna().all()


def test_groups_count_what_is_ready_and_the_largest_comes_first():
    found = pipeline.by_group(BOTH, "fund")
    assert found["fund"].tolist() == ["TP", "DAK"]
    assert found["proposals"].tolist() == [2, 1]
    assert found["ready"].tolist() == [1, 0]  # what is not known is not ready


def test_the_funnel_counts_who_ever_came_and_who_stands_there():
    found = pipeline.funnel(BOTH[:2], WAYS, ORDER).set_index("stage")
    assert found.index.tolist() == ["draf", "diajukan", "ditolak"]  # nobody reached selesai
    assert found["reached"].tolist() == [2, 2, 1]
    assert found["here"].tolist() == [0, 1, 1]
    assert found.loc["diajukan", "amount_idr"] == 10.0  # as submitted, like everywhere: not the 9 it has come down to
    assert pd.isna(found.loc["ditolak", "amount_idr"])


def test_a_filter_keeps_what_is_submitted_at_whatever_stage_and_neither_drafts_nor_what_was_sent_back():
    rows = BOTH.assign(stage=["diterima", "draf", "dikembalikan"], submitted=[True, False, False])
    assert pipeline.chosen(rows, stage="sudah_diajukan")["proposal_id"].tolist() == ["A"]
    assert pipeline.chosen(rows, stage="draf")["proposal_id"].tolist() == ["B"]


def test_days_are_a_median_and_only_who_still_stands_there_is_overdue():
    found = pipeline.ageing(BOTH, WAYS, ORDER).set_index("stage")
    assert found.loc["draf", "days_median"] == 15
    assert found.loc["diajukan", ["days_median", "days_limit", "overdue"]].tolist() == [24.5, 30.0, 1]
    assert "ditolak" not in found.index  # no day is known


def test_the_longest_overdue_comes_first():
    found = pipeline.overdue(BOTH, WAYS)
    assert found[["proposal_id", "overdue_days"]].to_numpy().tolist() == [["A", 10.0]]


def test_what_changed_is_what_happened_after_the_day():
    found = pipeline.changed_since(BOTH, WAYS, date(2024, 2, 11))
    assert found[["proposal_id", "stage_words"]].to_numpy().tolist() == [["B", "Ditolak"], ["B", "Diajukan"]]


def test_the_order_of_rows_does_not_matter():
    turned, ways = BOTH.iloc[::-1], WAYS.iloc[::-1]
    assert pipeline.funnel(turned, ways, ORDER).equals(pipeline.funnel(BOTH, WAYS, ORDER))
    assert pipeline.by_region_and_menu(turned).equals(pipeline.by_region_and_menu(BOTH))
    assert pipeline.by_group(turned, "fund").equals(pipeline.by_group(BOTH, "fund"))


def test_documents_and_findings_filter_by_yes_and_no_and_an_unknown_list_is_not_complete():
    told = BOTH.assign(findings=[0, 2, 1], ministry=["Koperasi", "UMKM", None])
    assert pipeline.chosen(told, documents=True)["proposal_id"].tolist() == ["A"]
    assert pipeline.chosen(told, documents=False)["proposal_id"].tolist() == ["B", "C"]
    assert pipeline.chosen(told, findings=True)["proposal_id"].tolist() == ["B", "C"]
    assert pipeline.chosen(told, findings=False)["proposal_id"].tolist() == ["A"]
    assert pipeline.chosen(told, ministry="UMKM")["proposal_id"].tolist() == ["B"]


def test_the_share_of_ready_proposals_leaves_out_those_whose_list_is_unknown():
    found = pipeline.ready_share(BOTH).set_index("region_code")["ready"]
    assert found["74.01"] == 0.5
    assert pd.isna(found["74.02"])


def test_moves_between_stages_are_counted_with_the_days_in_the_first():
    found = pipeline.transitions(BOTH, WAYS, ORDER)
    assert found.to_dict("list") == {
        "from_stage": ["draf", "diajukan"],
        "from_words": ["Draf", "Diajukan"],
        "to_words": ["Diajukan", "Ditolak"],
        "proposals": [2, 1],
        "days_median": [15.0, 9.0],
    }
    assert pipeline.transitions(BOTH.iloc[:0], WAYS, ORDER).empty
