"""What fits under a ceiling: against every subset, rules that hold, reasons, infeasibility, ties and order of rows."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.analysis import comparison, scoring
from kumkm.analysis.allocation import Status, allocate
from kumkm.analysis.reasons import Reason
from kumkm.domain.rules import Rules
from kumkm.errors import UsageError
from kumkm.solver import knapsack

NAMES = {"R1": "Satu", "R2": "Dua", "R3": "Tiga"}
MENUS = ("plut", "rpb")
# Round amounts tie and fill a ceiling to the rupiah; odd ones miss it by one.
AMOUNTS = st.one_of(st.integers(1, 4), st.integers(1, 40).map(lambda x: x * 250_000_000), st.integers(1, 5 * 10**10))
SCORES = st.one_of(st.sampled_from((0.0, 0.25, 0.5, 1.0)), st.integers(0, 10**6).map(lambda x: x / 10**6))
ROW = st.tuples(st.sampled_from(tuple(NAMES)), st.sampled_from(MENUS), AMOUNTS, SCORES)
TABLES = st.lists(ROW, min_size=0, max_size=9)


@st.composite
def problems(draw):
    """Candidates and rules; the ceiling is often what some set costs, or a rupiah less."""
    rows = draw(TABLES)
    some = sum(amount for _, _, amount, _ in rows if draw(st.booleans()))
    ceiling = max(0, some - draw(st.integers(0, 1)))
    rules = Rules(
        ceiling=ceiling,
        floor=draw(st.integers(0, 2)),
        floors=draw(st.dictionaries(st.sampled_from(tuple(NAMES)), st.integers(0, 3), max_size=2)),
        menu_caps=draw(st.dictionaries(st.sampled_from(MENUS), st.integers(0, max(some, 1)), max_size=2)),
        menu_counts=draw(st.dictionaries(st.sampled_from(MENUS), st.integers(0, 4), max_size=1)),
    )
    return table(rows), rules


def table(rows):
    """Candidates U00, U01, … from tuples of region, menu, amount and score."""
    columns = ["proposal_id", "region_code", "menu_id", "amount_idr", "score"]
    return pd.DataFrame([(f"U{place:02}", *row) for place, row in enumerate(rows)], columns=columns)


def subsets(frame):
    """Every subset as a frame."""
    for flags in product((False, True), repeat=len(frame)):
        yield frame.loc[np.array(flags, dtype=bool)]


def holds(rows, frame, rules, *, ceiling=None, floors=None):
    """Whether a set keeps to the rules; `floors` replaces those of the rules."""
    most = rules.ceiling if ceiling is None else ceiling
    wanted = floors or {code: rules.floor_of(code) for code in frame["region_code"].unique()}
    return (
        rows["amount_idr"].sum() <= most
        and all((rows["region_code"] == code).sum() >= floor for code, floor in wanted.items())
        and all(rows.loc[rows["menu_id"] == menu, "amount_idr"].sum() <= cap for menu, cap in rules.menu_caps.items())
        and all((rows["menu_id"] == menu).sum() <= most for menu, most in rules.menu_counts.items())
    )


def worth(rows):
    return round(rows["score"].sum() * 10**6)


@pytest.mark.slow
@given(problems())
def test_no_allowed_subset_is_better_or_as_good_and_cheaper(problem):
    frame, rules = problem
    plan = allocate(frame, rules, NAMES)
    allowed = [rows for rows in subsets(frame) if holds(rows, frame, rules)]
    if not allowed:
        assert plan.status is Status.INFEASIBLE
        return
    best = max(worth(rows) for rows in allowed)
    assert plan.status is Status.OPTIMAL
    assert holds(plan.selected, frame, rules)
    assert round(plan.objective * 10**6) == worth(plan.selected) == best
    assert (plan.bound, plan.gap) == (plan.objective, 0)
    least = min(rows["amount_idr"].sum() for rows in allowed if worth(rows) == best)
    # Between sets of one worth costs are told apart to a millionth of the ceiling, twice.
    assert plan.total_idr - least <= 2 * rules.ceiling / 10**6


@pytest.mark.slow
@given(problems())
def test_the_least_ceiling_suffices_and_a_rupiah_less_does_not(problem):
    frame, rules = problem
    plan = allocate(frame, rules, NAMES)
    if plan.status is not Status.INFEASIBLE:
        return
    relaxed = plan.relaxation
    wanted = {code: rules.floor_of(code) for code in frame["region_code"].unique()} | dict(relaxed.floors)
    sets = list(subsets(frame))
    whatever = 10**15
    assert any(holds(rows, frame, rules, ceiling=relaxed.ceiling, floors=wanted) for rows in sets)
    assert not any(holds(rows, frame, rules, ceiling=relaxed.ceiling - 1, floors=wanted) for rows in sets)
    if relaxed.floors:
        assert not any(holds(rows, frame, rules, ceiling=whatever) for rows in sets)
    assert plan.reason
    assert (plan.objective, plan.bound, len(plan.selected)) == (None, None, 0)


@pytest.mark.slow
@given(problems())
def test_lowering_the_named_floors_is_enough_and_no_fewer_steps_are(problem):
    frame, rules = problem
    plan = allocate(frame, rules, NAMES)
    if plan.status is not Status.INFEASIBLE:
        return
    floors = {code: rules.floor_of(code) for code in sorted(frame["region_code"].unique())}
    lowered = dict(plan.relaxation.at_ceiling or plan.relaxation.floors)
    assert any(holds(rows, frame, rules, floors=floors | lowered) for rows in subsets(frame))
    within = [rows for rows in subsets(frame) if holds(rows, frame, rules, floors=dict.fromkeys(floors, 0))]

    def missed(rows):
        return sum(max(0, floor - (rows["region_code"] == code).sum()) for code, floor in floors.items())

    assert sum(floors[code] - floor for code, floor in lowered.items()) == min(map(missed, within))


@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(problem, random):
    frame, rules = problem
    order = list(range(len(frame)))
    random.shuffle(order)
    one, other = allocate(frame, rules, NAMES), allocate(frame.iloc[order], rules, NAMES)
    pd.testing.assert_frame_equal(one.selected, other.selected)
    pd.testing.assert_frame_equal(one.left_out, other.left_out)
    assert (one.objective, one.bound, one.reason, one.relaxation) == (
        other.objective,
        other.bound,
        other.reason,
        other.relaxation,
    )


@given(problems())
def test_every_candidate_is_in_or_out_with_a_reason(problem):
    frame, rules = problem
    plan = allocate(frame, rules, NAMES)
    assert sorted([*plan.selected["proposal_id"], *plan.left_out["proposal_id"]]) == list(frame["proposal_id"])
    assert all(plan.left_out["reason"])
    assert plan.total_idr + plan.leftover_idr == rules.ceiling
    assert plan.total_idr == plan.selected["amount_idr"].sum() == plan.served["amount_idr"].sum()


# Ceiling 10: the first (6, 0,9) with the second (4, 0,5) makes 1,4; the others (5 each, 0,6 and 0,4) less.
FOUR = table([("R1", "plut", 6, 0.9), ("R2", "plut", 4, 0.5), ("R3", "rpb", 5, 0.6), ("R3", "rpb", 5, 0.4)])


def chosen(frame, **rules):
    return list(allocate(frame, Rules(**rules), NAMES).selected["proposal_id"])


def test_the_best_sum_of_scores_within_the_ceiling():
    assert chosen(FOUR, ceiling=10) == ["U00", "U01"]
    assert chosen(FOUR, ceiling=11) == ["U00", "U02"]  # 1,5
    assert chosen(FOUR, ceiling=0) == []
    assert chosen(FOUR, ceiling=20) == ["U00", "U01", "U02", "U03"]


def test_a_floor_holds_where_there_is_a_candidate_and_the_others_are_named():
    plan = allocate(FOUR, Rules(ceiling=15, floor=1), NAMES | {"R4": "Empat"})
    assert list(plan.selected["proposal_id"]) == ["U00", "U01", "U02"]
    assert plan.unserved == ("R4",)
    assert chosen(FOUR, ceiling=10, floors={"R3": 1}) == ["U01", "U02"]
    assert chosen(FOUR, ceiling=13, floor=1, floors={"R1": 0, "R2": 0, "R3": 2}) == ["U02", "U03"]


def test_a_cap_in_rupiah_and_one_in_number_hold():
    assert chosen(FOUR, ceiling=20, menu_caps={"plut": 9}) == ["U00", "U02", "U03"]
    assert chosen(FOUR, ceiling=20, menu_counts={"rpb": 1}) == ["U00", "U01", "U02"]
    assert chosen(FOUR, ceiling=20, menu_caps={"plut": 0}, menu_counts={"rpb": 0}) == []


def test_of_equal_sums_the_cheaper_is_taken_and_of_equals_the_lowest_ids():
    dear = table([("R1", "plut", 9, 0.5), ("R2", "rpb", 7, 0.25), ("R3", "rpb", 1, 0.25)])
    assert chosen(dear, ceiling=9) == ["U01", "U02"]
    alike = table([("R1", "plut", 2, 0.5)] * 5)
    assert chosen(alike, ceiling=5) == ["U00", "U01"]
    assert chosen(alike.iloc[::-1], ceiling=5) == ["U00", "U01"]


def test_what_exceeds_the_ceiling_by_one_rupiah_does_not_fit():
    billions = 40_000_000_000
    frame = table([("R1", "plut", billions // 2 + 1, 1.0), ("R2", "plut", billions // 2, 0.9), ("R3", "rpb", 1, 0.1)])
    assert chosen(frame, ceiling=billions) == ["U00", "U02"]  # not 1,9 for a rupiah too many
    assert chosen(frame, ceiling=billions + 1) == ["U00", "U01"]
    assert chosen(frame, ceiling=billions + 2) == ["U00", "U01", "U02"]


def test_one_that_fills_the_ceiling_to_the_rupiah_fits_beside_small_change_that_does_not():
    rows = [("R2", "plut", 500_000_000, 0.0), ("R1", "plut", 251, 0.25), ("R1", "plut", 250_000_000, 0.0)]
    plan = allocate(table(rows), Rules(ceiling=500_000_000, floors={"R2": 1}), NAMES)
    assert (plan.status, plan.leftover_idr) == (Status.OPTIMAL, 0)
    assert list(plan.selected["proposal_id"]) == ["U00"]


def reasons(plan):
    return dict(zip(plan.left_out["proposal_id"], plan.left_out["reason_id"], strict=True))


def test_each_one_left_out_says_which_limit_it_would_break():
    rows = [
        ("R1", "plut", 60, 0.9),
        ("R2", "plut", 30, 0.2),  # 70 of the menu's 80 would remain: 60 + 30 > 80
        ("R2", "rpb", 45, 0.3),  # 60 + 45 > 100
        ("R3", "rpb", 101, 1.0),  # alone above the ceiling
        ("R3", "lain", 1, 0.0),  # fits, adds nothing
    ]
    plan = allocate(table(rows), Rules(ceiling=100, menu_caps={"plut": 80}), NAMES)
    assert list(plan.selected["proposal_id"]) == ["U00"]
    assert reasons(plan) == {
        "U01": Reason.MENU_CAP,
        "U02": Reason.CEILING,
        "U03": Reason.TOO_LARGE,
        "U04": Reason.NO_GAIN,
    }
    words = dict(zip(plan.left_out["proposal_id"], plan.left_out["reason"], strict=True))
    assert words["U01"] == "Batas menu tersisa Rp20, usulan ini Rp30."
    assert words["U02"].startswith("Pagu tersisa Rp40, usulan ini Rp45;")
    assert words["U03"] == "Sendirian pun nilainya Rp101 melebihi batas Rp100."
    counted = allocate(table(rows), Rules(ceiling=100, menu_counts={"plut": 1}), NAMES)
    assert reasons(counted)["U01"] == "jumlah_menu"


def test_one_that_is_in_for_the_floor_says_so():
    plan = allocate(FOUR, Rules(ceiling=10, floors={"R3": 1}), NAMES)
    why = dict(zip(plan.selected["proposal_id"], plan.selected["reason"], strict=True))
    assert why["U02"] == "Tanpa usulan ini Tiga tidak mencapai jatah minimal 1 usulan."
    assert why["U01"] == "Terpilih karena masuk susunan dengan skor tertinggi."


def test_a_candidate_without_a_score_is_never_chosen_and_says_so():
    plan = allocate(table([("R1", "plut", 1, float("nan")), ("R2", None, 1, 0.5)]), Rules(ceiling=9, floor=1), NAMES)
    assert list(plan.selected["proposal_id"]) == ["U01"]
    assert reasons(plan) == {"U00": "tanpa_skor"}
    assert plan.unserved == ("R1", "R3")


def test_without_candidates_there_is_a_plan_with_nothing_in_it():
    plan = allocate(table([]), Rules(ceiling=10, floor=1), NAMES)
    assert (plan.status, plan.objective, plan.leftover_idr) == (Status.OPTIMAL, 0, 10)
    assert plan.unserved == ("R1", "R2", "R3")


def test_a_floor_that_is_too_dear_says_the_least_ceiling_and_the_least_to_give_up():
    # The cheapest of each region: 6 + 4 + 5 = 15.
    plan = allocate(FOUR, Rules(ceiling=12, floor=1), NAMES)
    assert plan.status is Status.INFEASIBLE
    assert plan.relaxation.ceiling == 15
    assert plan.relaxation.floors == {}
    assert plan.relaxation.at_ceiling == {"R1": 0}  # 4 + 5 = 9 leaves the dearest region out
    assert plan.reason == (
        "Jatah minimal memerlukan paling sedikit Rp15, pagunya Rp12. Naikkan pagu menjadi Rp15, atau turunkan "
        "jatah minimal di Satu (dari 1 menjadi 0)."
    )


def test_a_floor_that_no_ceiling_helps_is_named():
    plan = allocate(FOUR, Rules(ceiling=100, floor=1, floors={"R3": 3}), NAMES)
    assert plan.relaxation.floors == {"R3": 2}
    assert plan.relaxation.ceiling == 20
    assert plan.reason == (
        "Jatah minimal tidak dapat dipenuhi pada pagu berapa pun di Tiga (dari 3 menjadi 2). "
        "Turunkan jatah minimal di daerah itu, tambah usulannya, atau naikkan batas menu."
    )
    capped = allocate(FOUR, Rules(ceiling=100, floor=1, menu_caps={"plut": 9}), NAMES)
    assert capped.relaxation.floors == {"R1": 0}  # 6 + 4 > 9, and 4 is cheaper than 6


def test_nothing_below_zero_is_a_rule():
    for wrong in ({"ceiling": -1}, {"ceiling": 1, "floor": -1}, {"ceiling": 1, "menu_caps": {"plut": -1}}):
        with pytest.raises(UsageError, match="ditemukan angka negatif"):
            Rules(**wrong)


def test_without_time_for_a_proof_there_is_a_plan_and_an_honest_gap(monkeypatch):
    tries = iter([knapsack.Choice(None, -2_400_000.0, proven=False)])

    def late(*args, **options):
        return next(tries, None) or knapsack.cheapest(*args, **options)

    monkeypatch.setattr("kumkm.analysis.allocation.cheapest", late)
    plan = allocate(FOUR, Rules(ceiling=15, floor=1), NAMES)
    assert (plan.status, plan.bound) == (Status.FEASIBLE, 2.4)
    assert plan.gap == pytest.approx((2.4 - plan.objective) / 2.4)
    assert holds(plan.selected, FOUR, plan.rules)


# ---- the usual way, and the difference -----------------------------------------------------------------------------


def test_first_come_takes_by_score_whatever_fits_and_knows_no_floor():
    assert comparison.first_come(FOUR, Rules(ceiling=10)) == ["U00", "U01"]
    assert comparison.first_come(FOUR, Rules(ceiling=11, floor=1)) == ["U00", "U02"]
    assert comparison.first_come(FOUR, Rules(ceiling=20, menu_caps={"rpb": 5})) == ["U00", "U02", "U01"]
    assert comparison.first_come(FOUR, Rules(ceiling=20, menu_counts={"plut": 1})) == ["U00", "U02", "U03"]


def test_what_enters_and_what_leaves_have_their_reasons():
    rules = Rules(ceiling=10, floors={"R3": 1})
    plan = allocate(FOUR, rules, NAMES)
    found = comparison.compare(
        plan, [*comparison.first_come(FOUR, Rules(ceiling=10)), "X9"], {"X9": "Sudah diputuskan."}
    )
    assert list(zip(found["change"], found["proposal_id"], found["reason_id"], strict=True)) == [
        ("masuk", "U02", "lantai"),
        ("keluar", "U00", "pagu"),
        ("keluar", "X9", "tidak_memenuhi_syarat"),
    ]
    assert found["reason"].iloc[2] == "Sudah diputuskan."
    assert comparison.compare(plan, plan.selected["proposal_id"]).empty


# ---- eligibility and scores ----------------------------------------------------------------------------------------


def proposal(proposal_id, **changed):
    plain = {
        "proposal_id": proposal_id,
        "budget_year": 2025,
        "region_code": "R1",
        "menu_id": "plut",
        "amount_idr": 100.0,
        "approved_idr": float("nan"),
        "submitted": True,
        "decided": False,
        "documents_complete": True,
        "readiness": 1.0,
    }
    return plain | changed


def test_only_complete_undecided_submitted_proposals_of_the_year_and_place_are_eligible():
    rows = [
        proposal("A"),
        proposal("B", budget_year=2024),
        proposal("C", region_code="74.00"),
        proposal("D", submitted=False),
        proposal("E", decided=True),
        proposal("F", documents_complete=False),
        proposal("G", documents_complete=None),
        proposal("H", amount_idr=0.0),
        proposal("I", amount_idr=float("nan")),
    ]
    verdict = scoring.eligibility(pd.DataFrame(rows), 2025, NAMES)
    assert list(verdict["barrier_id"]) == [
        "",
        "tahun_lain",
        "bukan_kabupaten_kota",
        "belum_diajukan",
        "sudah_diputuskan",
        "dokumen_belum_lengkap",
        "dokumen_belum_lengkap",
        "nilai_belum_ada",
        "nilai_belum_ada",
    ]
    kept = scoring.eligible(pd.DataFrame(rows[::-1]), 2025, NAMES)
    assert list(kept["proposal_id"]) == ["A"]
    assert kept["amount_idr"].dtype == "int64"


def test_scores_are_weighted_means_of_what_is_known_each_on_its_own_scale():
    rows = [
        proposal("A", readiness=0.5),
        proposal("B", readiness=1.0, region_code="R2"),
        proposal("C", readiness=None, region_code="R3"),
    ]
    nothing = dict.fromkeys(NAMES, float("nan"))
    found = scoring.scored(
        scoring.eligible(pd.DataFrame(rows), 2025, NAMES),
        scoring.Weights(readiness=1, need=2, past=1, population=5),
        need={"R1": 0.2, "R2": 0.8, "R3": 0.5},
        past={"R1": 0.0, "R2": 30.0, "R3": 10.0},
        population=nothing,
    )
    assert list(found["readiness"])[:2] == [0.5, 1]
    assert list(found["need"]) == pytest.approx([0.2, 0.8, 0.5])
    assert list(found["past"]) == pytest.approx([1, 0, 2 / 3])
    # Population is unknown: A (0,5 + 2·0,2 + 1)/4, B (1 + 2·0,8 + 0)/4, C without readiness (2·0,5 + 2/3)/3.
    assert list(found["score"]) == pytest.approx([1.9 / 4, 2.6 / 4, 5 / 9], abs=1e-6)


def test_a_difference_in_the_fourth_decimal_stays_one_in_the_score():
    rows = scoring.eligible(pd.DataFrame([proposal("A"), proposal("B", region_code="R2")]), 2025, NAMES)
    only = scoring.Weights(readiness=0, need=0, past=0, population=1)
    found = scoring.scored(
        rows, only, need={}, past={}, population={"R1": 99_990.0, "R2": 100_000.0, "R3": float("nan")}
    )
    assert list(found["score"]) == [0.9999, 1.0]


def test_a_score_does_not_depend_on_who_else_is_a_candidate():
    rows = pd.DataFrame([proposal("A"), proposal("B", region_code="R2"), proposal("C", region_code="R3")])
    maps = {
        "need": {"R1": 0.25, "R2": 0.5, "R3": 1.0},
        "past": {"R1": 1.0, "R2": 2.0, "R3": 8.0},
        "population": {"R1": 10.0, "R2": 30.0, "R3": 40.0},
    }
    every = scoring.scored(scoring.eligible(rows, 2025, NAMES), scoring.Weights(), **maps)
    fewer = scoring.scored(scoring.eligible(rows.head(2), 2025, NAMES), scoring.Weights(), **maps)
    pd.testing.assert_frame_equal(every.head(2), fewer)


def test_where_nothing_was_given_yet_nobody_had_more_and_nothing_known_is_no_score():
    rows = scoring.eligible(pd.DataFrame([proposal("A"), proposal("B")]), 2025, NAMES)
    nothing, none_yet = dict.fromkeys(NAMES, float("nan")), dict.fromkeys(NAMES, 0.0)
    past = scoring.Weights(readiness=0, need=0, past=1, population=0)
    assert list(scoring.scored(rows, past, need=nothing, past=none_yet, population=nothing)["score"]) == [1, 1]
    other = scoring.Weights(readiness=0, need=1, past=0, population=0)
    assert scoring.scored(rows, other, need=nothing, past=nothing, population=nothing)["score"].isna().all()


def test_weights_are_not_negative_and_not_all_nothing():
    for wrong in ({"need": -1}, {"readiness": 0, "need": 0, "past": 0, "population": 0}, {"past": float("nan")}):
        with pytest.raises(UsageError, match="yang diharapkan angka 0 atau lebih"):
            scoring.Weights(**wrong)


def test_what_was_decided_before_is_summed_per_region_and_nothing_is_a_zero_only_where_something_is_known():
    rows = [
        proposal("A", decided=True, approved_idr=10.0, budget_year=2024),
        proposal("B", decided=True, approved_idr=5.0, budget_year=2025),
        proposal("C", decided=True, approved_idr=7.0, budget_year=2026),
        proposal("D", decided=True),
        proposal("E", approved_idr=3.0),
    ]
    assert scoring.allocated(pd.DataFrame(rows), 2025, NAMES) == {"R1": 15, "R2": 0, "R3": 0}
    unknown = scoring.allocated(pd.DataFrame(rows[3:]), 2025, NAMES)
    assert all(value != value for value in unknown.values())
