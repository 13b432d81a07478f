"""Proposals counted: by region and menu, by stage, by how long they have stood there, and what changed since a day.

Frames are those of the reads `proposals` and `proposal_stages`. Amounts are at the stage named; a missing amount is
missing, never 0.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

import pandas as pd

from kumkm.domain.proposals import SUBMITTED_ONLY, Stage

_ASIDE: Final = (Stage.RETURNED, Stage.UNDER_DISCUSSION, Stage.REJECTED, Stage.NOT_ACCOMMODATED)
# The stages in their official order, as `funnel` and its neighbours take them: id, words, off the straight way.
ORDER: Final = tuple((stage.value, stage.words, stage in _ASIDE) for stage in Stage)


def chosen(
    proposals: pd.DataFrame,
    *,
    year: int | None = None,
    regions: Collection[str] = (),
    menu: str = "",
    fund: str = "",
    stage: str = "",
    ministry: str = "",
    documents: bool | None = None,
    findings: bool | None = None,
    text: str = "",
) -> pd.DataFrame:
    """The proposals that fit every filter given; order and index as before.

    `stage` is one, or `SUBMITTED_ONLY`. `documents` False also keeps those whose list of documents is unknown. `text`
    is looked for word by word, in any order and case, in title, office, location, menu and id.
    """
    wanted_values = {"budget_year": year, "menu_id": menu, "fund": fund, "ministry": ministry}
    kept = pd.Series(True, index=proposals.index)
    if stage:
        kept &= proposals["submitted"].eq(True) if stage == SUBMITTED_ONLY else proposals["stage"] == stage
    for column, wanted in wanted_values.items():
        if wanted:
            kept &= proposals[column] == wanted
    if documents is not None:
        kept &= (proposals["documents_complete"].astype("boolean").fillna(False)) == documents
    if findings is not None:
        kept &= (proposals["findings"] > 0) == findings
    if regions:
        kept &= proposals["region_code"].isin(list(regions))
    if words := text.lower().split():
        columns = ("title", "office", "location", "menu", "proposal_id")
        whole = proposals[columns[0]].fillna("")
        for column in columns[1:]:
            whole = whole + " " + proposals[column].fillna("")
        lowered = whole.str.lower()
        for word in words:
            kept &= lowered.str.contains(word, regex=False)
    return proposals[kept]


def by_region_and_menu(proposals: pd.DataFrame) -> pd.DataFrame:
    """Count and amount: region_code, menu_id, proposals, amount_idr (as proposed; NaN where none is known), sorted."""
    grouped = proposals.groupby(["region_code", "menu_id"], dropna=False)
    totals = grouped.agg(proposals=("proposal_id", "size"), amount_idr=("proposed_idr", _total))
    return totals.reset_index().sort_values(["region_code", "menu_id"], ignore_index=True)


def ready_share(proposals: pd.DataFrame) -> pd.DataFrame:
    """Share of each region's proposals with all mandatory documents, per budget year.

    Returns region_code, budget_year, ready (0-1, of the proposals whose list of documents is known; NaN: of none).
    """
    known = proposals["documents_complete"].astype("boolean")
    counted = proposals.assign(complete=known.fillna(False).astype(int), known=known.notna().astype(int))
    counts = counted.groupby(["region_code", "budget_year"])[["complete", "known"]].sum().reset_index()
    share = counts["complete"] / counts["known"].where(counts["known"] > 0)
    return counts[["region_code", "budget_year"]].assign(ready=share)


def by_group(proposals: pd.DataFrame, column: str) -> pd.DataFrame:
    """Count, amount as proposed, and how many are ready, of each value of a column; largest amount first.

    Returns the column, proposals, amount_idr (NaN where none is known), unknown (how many have no amount yet), ready
    (all mandatory documents there).
    """
    grouped = proposals.groupby(column, dropna=False)
    totals = grouped.agg(
        proposals=("proposal_id", "size"),
        amount_idr=("proposed_idr", _total),
        unknown=("proposed_idr", lambda amounts: int(amounts.isna().sum())),
        ready=("documents_complete", lambda flags: int((flags == True).sum())),  # noqa: E712
    ).reset_index()
    return totals.sort_values(["amount_idr", column], ascending=[False, True], ignore_index=True)


def per_head(proposed: pd.Series[float], approved: pd.Series[float], residents: pd.Series[float]) -> pd.DataFrame:
    """Rupiah asked for and approved per resident, by area: sums first, then divided.

    Returns region_code, proposed_idr, approved_idr, population_persons, proposed_per_head, approved_per_head,
    approved_pct (approved of proposed), in the order of `residents`. NaN where an amount is not known: who has
    asked for nothing, or a year on which nothing is decided.
    """
    table = pd.DataFrame(
        {"proposed_idr": proposed, "approved_idr": approved, "population_persons": residents}, index=residents.index
    )
    people, requested = table["population_persons"], table["proposed_idr"]
    return table.assign(
        proposed_per_head=requested / people.where(people > 0),
        approved_per_head=table["approved_idr"] / people.where(people > 0),
        approved_pct=100 * table["approved_idr"] / requested.where(requested > 0),
    ).rename_axis("region_code").reset_index()  # fmt: skip


def funnel(proposals: pd.DataFrame, stages: pd.DataFrame, order: Sequence[tuple[str, str, bool]]) -> pd.DataFrame:
    """How many of the proposals ever reached each stage, and how many stand there now.

    `order` has stage, its words, and whether it lies aside of the way, in official order. Returns stage, stage_words,
    reached, here, amount_idr (of those here, as they were last submitted; NaN where none was), aside, in that order;
    stages nobody reached are left out.
    """
    ways = stages[stages["proposal_id"].isin(proposals["proposal_id"])]
    reached = ways.groupby("stage")["proposal_id"].nunique()
    here = proposals.groupby("stage").agg(here=("proposal_id", "size"), amount_idr=("proposed_idr", _total))
    rows = [
        (
            stage,
            words,
            int(reached.get(stage, 0)),
            int(here["here"].get(stage, 0)),
            here["amount_idr"].get(stage),
            aside,
        )
        for stage, words, aside in order
    ]
    columns = ["stage", "stage_words", "reached", "here", "amount_idr", "aside"]
    table = pd.DataFrame(rows, columns=columns).astype({"amount_idr": float})
    return table[(table["reached"] > 0) | (table["here"] > 0)].reset_index(drop=True)


def ageing(proposals: pd.DataFrame, stages: pd.DataFrame, order: Sequence[tuple[str, str, bool]]) -> pd.DataFrame:
    """Days that proposals stay in each stage: median, the limit, and how many of those there now are overdue.

    Returns stage, stage_words, days_median, days_limit (NaN: none set), overdue, in the order given; stages in which no
    day is known are left out.
    """
    ways = stages[stages["proposal_id"].isin(proposals["proposal_id"])]
    grouped = ways.groupby("stage")
    days, limits = grouped["days"].median(), grouped["limit_days"].max()
    overdue = ways[ways["current"] & (ways["overdue_days"] > 0)].groupby("stage")["proposal_id"].nunique()
    rows = [
        (stage, words, float(days[stage]), float(limits[stage]), int(overdue.get(stage, 0)))
        for stage, words, _ in order
        if stage in days.index and pd.notna(days[stage])
    ]
    return pd.DataFrame(rows, columns=["stage", "stage_words", "days_median", "days_limit", "overdue"])


def transitions(proposals: pd.DataFrame, stages: pd.DataFrame, order: Sequence[tuple[str, str, bool]]) -> pd.DataFrame:
    """How often proposals went from one stage to another, and how many days they stood in the first.

    `stages` are in the order the proposals took them. Returns from_stage, from_words, to_words, proposals, days_median
    (NaN where no day is known), in official order of the first, then of the second.
    """
    ways = stages[stages["proposal_id"].isin(proposals["proposal_id"])]
    following = ways.groupby("proposal_id", sort=False)["stage"].shift(-1)
    moves = ways.assign(to_stage=following).dropna(subset=["to_stage"])
    grouped = moves.groupby(["stage", "to_stage"])
    table = grouped.agg(proposals=("proposal_id", "nunique"), days_median=("days", "median")).reset_index()
    places = {stage: place for place, (stage, _, _) in enumerate(order)}
    words = {stage: text for stage, text, _ in order}
    table = table.assign(
        first=table["stage"].map(places),
        second=table["to_stage"].map(places),
        from_words=table["stage"].map(words),
        to_words=table["to_stage"].map(words),
    )
    table = table.sort_values(["first", "second"], ignore_index=True).rename(columns={"stage": "from_stage"})
    return table[["from_stage", "from_words", "to_words", "proposals", "days_median"]]


def overdue(proposals: pd.DataFrame, stages: pd.DataFrame) -> pd.DataFrame:
    """Proposals that stand longer in their stage than its limit, longest first.

    Returns proposal_id, region_code, title, stage_words, days, limit_days, overdue_days.
    """
    late = stages[stages["current"] & (stages["overdue_days"] > 0)]
    columns = ["proposal_id", "region_code", "title"]
    rows = proposals[columns].merge(late, on="proposal_id")
    wanted = [*columns, "stage_words", "days", "limit_days", "overdue_days"]
    return rows[wanted].sort_values(["overdue_days", "proposal_id"], ascending=[False, True], ignore_index=True)


def changed_since(proposals: pd.DataFrame, stages: pd.DataFrame, day: date) -> pd.DataFrame:
    """Steps that the proposals took after a day, newest first.

    Returns proposal_id, region_code, title, stage_words, entered_on, document, reason, amount_idr.
    """
    steps = stages[stages["entered_on"] > pd.Timestamp(day)]
    columns = ["proposal_id", "region_code", "title"]
    rows = proposals[columns].merge(steps, on="proposal_id")
    wanted = [*columns, "stage_words", "entered_on", "document", "reason", "amount_idr"]
    return rows[wanted].sort_values(["entered_on", "proposal_id"], ascending=[False, True], ignore_index=True)


def _total(amounts: pd.Series[float]) -> float:
    return float(amounts.sum(min_count=1))
