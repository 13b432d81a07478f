"""What a meeting agreed on is in any plan, with the amount agreed; the best of the rest fills what is left."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kumkm.analysis.allocation import Status, allocate, allocate_beside
from kumkm.domain.rules import Rules, Settled
from kumkm.errors import UsageError

NAMES = {"74.01": "Kolaka", "74.02": "Konawe"}
ROWS = pd.DataFrame(
    [
        ("A", "74.01", "plut", 40, 0.9),
        ("B", "74.01", "rpb", 30, 0.8),
        ("C", "74.02", "rpb", 30, 0.7),
        ("D", "74.02", "plut", 20, 0.2),
    ],
    columns=["proposal_id", "region_code", "menu_id", "amount_idr", "score"],
)


def ids(plan):
    return set(plan.selected["proposal_id"])


def test_the_one_that_is_agreed_is_in_though_its_score_is_lowest():
    # Of 70 the best two are A and B; with D agreed at 15 there are 55 left: A, or B and no more; A scores more than B.
    assert ids(allocate(ROWS, Rules(70), NAMES)) == {"A", "B"}
    plan = allocate_beside(ROWS, Rules(70), NAMES, Settled({"D": 15}), ROWS)
    assert ids(plan) == {"A", "D"}
    assert (plan.total_idr, plan.leftover_idr, plan.rules.ceiling) == (55, 15, 70)
    assert plan.selected.set_index("proposal_id")["amount_idr"].to_dict() == {"A": 40, "D": 15}
    assert plan.served.set_index("region_code")["selected"].to_dict() == {"74.01": 1, "74.02": 1}


def test_what_is_refused_is_no_candidate():
    plan = allocate_beside(ROWS, Rules(70), NAMES, Settled(refused=frozenset({"A"})), ROWS)
    assert ids(plan) == {"B", "C"}
    assert "A" not in set(plan.left_out["proposal_id"])


def test_floors_and_caps_count_what_is_agreed():
    rules = Rules(200, floor=1, menu_counts={"rpb": 1}, menu_caps={"plut": 55})
    plan = allocate_beside(ROWS, rules, NAMES, Settled({"C": 30}), ROWS)
    assert ids(plan) == {"A", "C"}  # one rpb is there; of plut 55 both A and D were 60
    both = allocate_beside(ROWS, Rules(30, floor=1), NAMES, Settled({"C": 0}), ROWS)
    assert ids(both) == {"B", "C"}  # Konawe has its one; Kolaka needs one that fits


def test_more_agreed_than_the_ceiling_is_said():
    with pytest.raises(UsageError, match="melebihi pagu"):
        allocate_beside(ROWS, Rules(20), NAMES, Settled({"A": 40}), ROWS)


def test_what_is_agreed_may_be_no_candidate_by_the_rules():
    every = pd.concat([ROWS, pd.DataFrame([("E", "74.02", None, 9, 0.0)], columns=ROWS.columns)], ignore_index=True)
    plan = allocate_beside(ROWS, Rules(50), NAMES, Settled({"E": 10}), every)
    assert ids(plan) == {"A", "E"}
    assert plan.total_idr == 50


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.sampled_from("ABCD"), st.integers(0, 40)),
    st.integers(0, 140),
    st.sets(st.sampled_from("ABCD")),
)
def test_no_other_choice_of_the_rest_scores_more(agreed, ceiling, refused):
    settled = Settled(agreed, frozenset(refused - agreed.keys()))
    if sum(agreed.values()) > ceiling:
        return
    plan = allocate_beside(ROWS, Rules(ceiling), NAMES, settled, ROWS)
    assert plan.status is Status.OPTIMAL
    free = [row for row in ROWS.itertuples() if row.proposal_id not in settled]
    left = ceiling - sum(agreed.values())
    best = max(
        sum(row.score for place, row in enumerate(free) if bits >> place & 1)
        for bits in range(1 << len(free))
        if sum(row.amount_idr for place, row in enumerate(free) if bits >> place & 1) <= left
    )
    assert ids(plan) >= set(agreed)
    assert plan.objective == pytest.approx(best)
    assert plan.total_idr <= ceiling
