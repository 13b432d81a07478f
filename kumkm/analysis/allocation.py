"""What fits under a ceiling: the set of proposals with the highest sum of scores, and why the others are not in it.

max Σ s_i·x_i with x_i 0 or 1, Σ a_i·x_i ≤ ceiling, in each region with a proposal at least its floor, in each menu at
most its cap. Solved to the optimum (`knapsack.cheapest`). Of sets with the same sum of scores the one that costs less
is taken (to a millionth of the ceiling), of proposals alike in region, menu, score and amount the lowest ids. Scores
are whole millionths, rupiah whole rupiah, so that equal is equal; the order of rows never matters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

import numpy as np
import pandas as pd

from kumkm.analysis.reasons import Reason, money, why_in, why_out
from kumkm.analysis.scoring import DECIMALS
from kumkm.domain.rules import Rules, Settled
from kumkm.errors import UsageError
from kumkm.solver.knapsack import SECONDS, Choice, Flags, Least, Limit, Whole, cheapest

_COLUMNS = ["proposal_id", "region_code", "menu_id", "amount_idr", "score"]
_MILLION = 10**DECIMALS


class Status(StrEnum):
    """`feasible` has a gap between objective and bound: the time ran out before the proof."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True)
class Relaxation:
    """The least that has to give way for a plan to exist.

    `ceiling` is the lowest that suffices for the floors, after those in `floors` (code → what can be reached) were
    lowered: no ceiling helps them, for the region has too few proposals or a cap stands against it. With the ceiling
    as it is, `at_ceiling` says which floors to lower to what instead, as few steps in all as possible.
    """

    ceiling: int
    floors: Mapping[str, int]
    at_ceiling: Mapping[str, int]


@dataclass(frozen=True)
class Allocation:
    """A plan. Infeasible: no objective and nothing selected, but `reason` in words and `relaxation`.

    `selected` and `left_out` have proposal_id, region_code, menu_id, amount_idr, score, reason_id, reason, by region
    and id; together they are all candidates. `objective` is Σ score of the selected, `bound` what no plan exceeds,
    `gap` (bound − objective) ÷ bound. `unserved` are the regions without a candidate. `served` has a row per region
    with candidates: region_code, candidates, selected, amount_idr, floor, by code.
    """

    status: Status
    rules: Rules
    objective: float | None
    bound: float | None
    gap: float | None
    selected: pd.DataFrame
    left_out: pd.DataFrame
    unserved: tuple[str, ...]
    served: pd.DataFrame
    total_idr: int
    leftover_idr: int
    reason: str = ""
    relaxation: Relaxation | None = None


def allocate(
    candidates: pd.DataFrame,
    rules: Rules,
    names: Mapping[str, str],
    *,
    seconds: float = SECONDS,
) -> Allocation:
    """The best plan for candidates (proposal_id, region_code, menu_id, amount_idr in whole rupiah, score 0–1).

    `names` has code → name of every region that counts. A candidate without a score cannot be chosen.
    """
    problem = _Problem.of(candidates, rules, names)
    points = problem.points
    # Within the ceiling Σ a ÷ 2·ceiling ≤ ½, and two sums of points differ by 1 at least: money decides between equals
    # only (and between those to a millionth of the ceiling).
    spent = problem.amounts / (2 * max(min(rules.ceiling, int(problem.amounts.sum())), 1))
    choice = cheapest(spent - points, problem.limits, problem.leasts(problem.floors), seconds=seconds)
    if choice.chosen is not None:
        return problem.plan(choice.chosen, _bound(choice, points))
    relaxation, least = problem.relaxation()
    if not relaxation.floors and relaxation.ceiling <= rules.ceiling:  # there are plans; the time was too short
        return problem.plan(least, _bound(choice, points))
    return problem.refused(relaxation)


def allocate_beside(
    candidates: pd.DataFrame,
    rules: Rules,
    names: Mapping[str, str],
    settled: Settled,
    proposals: pd.DataFrame,
    *,
    seconds: float = SECONDS,
) -> Allocation:
    """The same where a meeting has agreed on some already: these are in with what was agreed, the best of the others
    fills what is left of ceiling, floors and caps. What was refused is no candidate any more. `proposals` has those of
    the year: proposal_id, region_code, menu_id. Raises UsageError where what was agreed is above the ceiling.
    """
    held = proposals[proposals["proposal_id"].isin(list(settled.agreed))][["proposal_id", "region_code", "menu_id"]]
    held = held.fillna({"menu_id": ""}).assign(
        amount_idr=[settled.agreed[str(key)] for key in held["proposal_id"]],
        score=float("nan"),
        reason_id=Reason.SETTLED.value,
        reason="Disepakati rapat; tetap masuk.",
    )
    total = int(held["amount_idr"].sum())
    if total > rules.ceiling:
        raise UsageError(f"Yang disepakati rapat, {money(total)}, melebihi pagu {money(rules.ceiling)}. Naikkan pagu.")
    free = candidates[[key not in settled for key in candidates["proposal_id"]]]
    plan = allocate(free, _rest(rules, held, names), names, seconds=seconds)
    if plan.status is Status.INFEASIBLE or held.empty:
        return replace(plan, rules=rules)
    counts = held.groupby("region_code")["amount_idr"].agg(["size", "sum"])
    served = plan.served.set_index("region_code").reindex(sorted({*plan.served["region_code"], *counts.index}))
    served = served.fillna(0).astype(dict.fromkeys(("candidates", "selected", "amount_idr"), "int64"))
    for column, more in (("candidates", "size"), ("selected", "size"), ("amount_idr", "sum")):
        served[column] = served[column].add(counts[more], fill_value=0).astype("int64")
    served = served.assign(floor=[rules.floor_of(str(code)) for code in served.index]).reset_index()
    return replace(
        plan,
        rules=rules,
        selected=_arranged(pd.concat([plan.selected, held], ignore_index=True)),
        served=served[["region_code", "candidates", "selected", "amount_idr", "floor"]],
        unserved=tuple(code for code in plan.unserved if code not in counts.index),
        total_idr=plan.total_idr + total,
    )


def _rest(rules: Rules, held: pd.DataFrame, names: Mapping[str, str]) -> Rules:
    """What is left of the rules beside what is held; nothing is below 0."""
    in_region, in_menu = held["region_code"].value_counts(), held["menu_id"].value_counts()
    spent = held.groupby("menu_id")["amount_idr"].sum()
    return Rules(
        ceiling=rules.ceiling - int(held["amount_idr"].sum()),
        floor=rules.floor,
        floors=dict(rules.floors)
        | {code: max(0, rules.floor_of(code) - int(in_region[code])) for code in in_region.index if code in names},
        menu_caps={menu: max(0, cap - int(spent.get(menu, 0))) for menu, cap in rules.menu_caps.items()},
        menu_counts={menu: max(0, most - int(in_menu.get(menu, 0))) for menu, most in rules.menu_counts.items()},
    )


def _bound(choice: Choice, points: Whole) -> int:
    """What no plan's points exceed, from the bound on points less a fraction below 1."""
    if choice.chosen is not None and choice.proven:
        return int(points[choice.chosen].sum())
    return int(min(np.ceil(-choice.bound - 1e-4), points.sum()))


@dataclass(frozen=True)
class _Problem:
    """Candidates in order of their ids, with the rules as limits over them."""

    rows: pd.DataFrame
    unscored: pd.DataFrame
    rules: Rules
    names: Mapping[str, str]

    @classmethod
    def of(cls, candidates: pd.DataFrame, rules: Rules, names: Mapping[str, str]) -> _Problem:
        ordered = candidates[_COLUMNS].sort_values("proposal_id", ignore_index=True)
        ordered = ordered[ordered["region_code"].isin(list(names))].fillna({"menu_id": ""})
        has = ordered["score"].notna()
        return cls(ordered[has].reset_index(drop=True), ordered[~has].reset_index(drop=True), rules, names)

    @cached_property
    def amounts(self) -> Whole:
        return np.asarray(self.rows["amount_idr"], dtype=np.int64)

    @cached_property
    def points(self) -> Whole:
        return np.asarray((self.rows["score"] * _MILLION).round(), dtype=np.int64)

    @cached_property
    def regions(self) -> list[str]:
        """Regions that have a candidate, by code."""
        return sorted(self.rows["region_code"].unique())

    @cached_property
    def caps(self) -> list[Limit]:
        menus = self.rows["menu_id"].to_numpy()
        rupiah = [Limit(self.amounts * (menus == menu), cap) for menu, cap in sorted(self.rules.menu_caps.items())]
        return rupiah + [
            Limit((menus == menu).astype(np.int64), cap) for menu, cap in sorted(self.rules.menu_counts.items())
        ]

    @property
    def limits(self) -> list[Limit]:
        return [Limit(self.amounts, self.rules.ceiling), *self.caps]

    @cached_property
    def floors(self) -> dict[str, int]:
        """Floors above 0 of the regions that have a candidate, by code."""
        return {code: floor for code in self.regions if (floor := self.rules.floor_of(code)) > 0}

    def leasts(self, floors: Mapping[str, int]) -> list[Least]:
        where = self.rows["region_code"].to_numpy()
        return [Least(where == code, floor) for code, floor in floors.items()]

    # ---- a plan ----------------------------------------------------------------------------------------------------

    def plan(self, chosen: Flags, bound: int) -> Allocation:
        """The plan of a set, with reasons."""
        chosen = self._lowest_ids(chosen)
        points, total = int(self.points[chosen].sum()), int(self.amounts[chosen].sum())
        bound = max(bound, points)
        return Allocation(
            status=Status.OPTIMAL if points == bound else Status.FEASIBLE,
            rules=self.rules,
            objective=points / _MILLION,
            bound=bound / _MILLION,
            gap=(bound - points) / bound if bound else 0.0,
            selected=_arranged(why_in(self.rows[chosen], self.rules, self.names)),
            left_out=self._left_out(chosen),
            unserved=self._unserved(),
            served=self._served(chosen),
            total_idr=total,
            leftover_idr=self.rules.ceiling - total,
        )

    def _lowest_ids(self, chosen: Flags) -> Flags:
        """Exchange proposals that no rule and no score tells apart, so that the lowest ids are in."""
        alike = [self.rows["region_code"], self.rows["menu_id"], self.points, self.amounts]
        flags = pd.Series(chosen).groupby(alike)
        return np.asarray(flags.cumcount() < flags.transform("sum"), dtype=bool)

    def _left_out(self, chosen: Flags) -> pd.DataFrame:
        words = "Skor belum dapat dihitung: tidak satu pun unsurnya diketahui."
        unscored = self.unscored.assign(reason_id=Reason.NO_SCORE.value, reason=words)
        others = why_out(self.rows[~chosen], self.rows[chosen], self.rules)
        return _arranged(pd.concat([others, unscored], ignore_index=True) if len(unscored) else others)

    def _unserved(self) -> tuple[str, ...]:
        return tuple(code for code in sorted(self.names) if code not in self.regions)

    def _served(self, chosen: Flags) -> pd.DataFrame:
        per_region = self.rows.assign(selected=chosen, amount_idr=self.amounts * chosen).groupby("region_code")
        served = per_region.agg(
            candidates=("proposal_id", "size"), selected=("selected", "sum"), amount_idr=("amount_idr", "sum")
        )
        served = served.reset_index().astype({"selected": "int64", "amount_idr": "int64"})
        return served.assign(floor=[self.rules.floor_of(code) for code in served["region_code"]])

    # ---- no plan ---------------------------------------------------------------------------------------------------

    def _reachable(self, limits: Sequence[Limit]) -> dict[str, int]:
        """Floors that cannot be kept within limits: code → what can; the fewest steps down in all, then the cheapest.

        Stand-ins without an amount, as many as each floor, count towards it; as few as possible are taken.
        """
        owners = np.repeat(np.arange(len(self.floors)), list(self.floors.values()))
        nothing = np.zeros(len(owners), dtype=np.int64)
        extended = [Limit(np.concatenate([limit.sizes, nothing]), limit.most) for limit in limits]
        leasts = [
            Least(np.concatenate([least.among, owners == place]), least.count)
            for place, least in enumerate(self.leasts(self.floors))
        ]
        spent = self.amounts / (2 * max(int(self.amounts.sum()), 1))  # ½ at most: decides between equals only
        costs = np.concatenate([spent, np.ones(len(owners))])
        chosen = cheapest(costs, extended, leasts).chosen
        taken = owners[chosen[len(self.rows) :]] if chosen is not None else nothing[:0]
        missed = np.bincount(taken, minlength=len(self.floors)).tolist()
        return {code: floor - miss for (code, floor), miss in zip(self.floors.items(), missed, strict=True) if miss}

    def relaxation(self) -> tuple[Relaxation, Flags]:
        """What has to give way, and the set that keeps caps and the floors that can be kept for the least money."""
        lowered = self._reachable(self.caps)
        kept = {code: lowered.get(code, floor) for code, floor in self.floors.items()}
        cheapest_set = cheapest(self.amounts.astype(float), self.caps, self.leasts(kept)).chosen
        least = np.zeros(len(self.rows), dtype=bool) if cheapest_set is None else cheapest_set
        ceiling = int(self.amounts[least].sum())
        instead = self._reachable(self.limits) if ceiling > self.rules.ceiling else {}
        return Relaxation(ceiling, lowered, instead), least

    def refused(self, relaxation: Relaxation) -> Allocation:
        """No plan: everything is left out, with the reason in words."""
        nothing = np.zeros(len(self.rows), dtype=bool)
        everything = pd.concat([self.rows, self.unscored], ignore_index=True)
        return Allocation(
            status=Status.INFEASIBLE,
            rules=self.rules,
            objective=None,
            bound=None,
            gap=None,
            selected=self.rows[nothing].assign(reason_id="", reason=""),
            left_out=_arranged(
                everything.assign(reason_id=Reason.FLOOR.value, reason="Tidak ada rencana yang memenuhi.")
            ),
            unserved=self._unserved(),
            served=self._served(nothing),
            total_idr=0,
            leftover_idr=self.rules.ceiling,
            reason=self._words(relaxation),
            relaxation=relaxation,
        )

    def _words(self, relaxation: Relaxation) -> str:
        parts = []
        if relaxation.floors:
            where = self._floors(relaxation.floors)
            parts.append(f"Jatah minimal tidak dapat dipenuhi pada pagu berapa pun di {where}.")
        if relaxation.ceiling > self.rules.ceiling:
            rest = " yang lain" if relaxation.floors else ""
            parts.append(
                f"Jatah minimal{rest} memerlukan paling sedikit {money(relaxation.ceiling)}, pagunya "
                f"{money(self.rules.ceiling)}. Naikkan pagu menjadi {money(relaxation.ceiling)}, atau turunkan jatah "
                f"minimal di {self._floors(relaxation.at_ceiling)}."
            )
        else:
            parts.append("Turunkan jatah minimal di daerah itu, tambah usulannya, atau naikkan batas menu.")
        return " ".join(parts)

    def _floors(self, reached: Mapping[str, int]) -> str:
        """`A (dari 1 menjadi 0)`, regions with the same change together, in order of their codes."""
        together: dict[tuple[int, int], list[str]] = {}
        for code, floor in reached.items():
            together.setdefault((self.rules.floor_of(code), floor), []).append(self.names[code])
        return "; ".join(f"{', '.join(names)} (dari {old} menjadi {new})" for (old, new), names in together.items())


def _arranged(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values(["region_code", "proposal_id"], ignore_index=True)
