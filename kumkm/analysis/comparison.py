"""A plan beside the usual way: what would have been taken otherwise, what enters, what leaves, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from kumkm.analysis.allocation import Allocation
from kumkm.analysis.reasons import Reason
from kumkm.domain.rules import Rules


def first_come(candidates: pd.DataFrame, rules: Rules) -> list[str]:
    """The usual way, to compare with: by falling score, whatever still fits, floors ignored. Ids in that order.

    Of equal scores the cheaper first, then the lower id.
    """
    ranked = candidates.dropna(subset=["score"]).sort_values(
        ["score", "amount_idr", "proposal_id"], ascending=[False, True, True]
    )
    left, caps, counts = rules.ceiling, dict(rules.menu_caps), dict(rules.menu_counts)
    taken: list[str] = []
    for proposal_id, menu, amount in zip(ranked["proposal_id"], ranked["menu_id"], ranked["amount_idr"], strict=True):
        if amount <= left and amount <= caps.get(menu, amount) and counts.get(menu, 1) > 0:
            taken.append(str(proposal_id))
            left -= int(amount)
            if menu in caps:
                caps[menu] -= int(amount)
            if menu in counts:
                counts[menu] -= 1
    return taken


def compare(plan: Allocation, base: Iterable[str], barriers: Mapping[str, str] | None = None) -> pd.DataFrame:
    """What enters and what leaves against a base case, and why.

    `barriers` has the words why a proposal of the base is no candidate at all. Returns change (`masuk`, `keluar`),
    proposal_id, region_code, amount_idr, score, reason_id, reason; what enters first, then by region and id; region,
    amount and score are missing for what is no candidate.
    """
    before = set(base)
    entering = plan.selected[~plan.selected["proposal_id"].isin(before)].assign(change="masuk")
    leaving = plan.left_out[plan.left_out["proposal_id"].isin(before)].assign(change="keluar")
    strangers = sorted(before - set(plan.selected["proposal_id"]) - set(plan.left_out["proposal_id"]))
    words = barriers or {}
    others = pd.DataFrame(
        {
            "change": "keluar",
            "proposal_id": strangers,
            "reason_id": Reason.NOT_ELIGIBLE.value,
            "reason": [words.get(item) or "Tidak memenuhi syarat simulasi." for item in strangers],
        }
    )
    columns = ["change", "proposal_id", "region_code", "amount_idr", "score", "reason_id", "reason"]
    rows = [frame.reindex(columns=columns) for frame in (entering, leaving, others) if len(frame)]
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=columns)
