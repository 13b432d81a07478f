"""Proposals as analyses ask for them: need, equity, the what-if of a ceiling, possible duplicates; made from reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from kumkm.analysis import comparison, duplicates, need, pipeline, scoring, spread
from kumkm.analysis.allocation import Allocation, Relaxation, allocate, allocate_beside
from kumkm.analysis.ingredients import Read, latest_whole, local_codes, local_names, panel_of, threshold
from kumkm.domain import exact
from kumkm.domain.indicators import INDICATORS, Direction
from kumkm.domain.proposals import Stage
from kumkm.domain.rules import Rules, Settled
from kumkm.domain.view.selection import PROVINCE
from kumkm.errors import UsageError

# Dossier §5 names them as examples: poverty, inactive cooperatives, enterprises without NIB, the gap in KUR; and work.
NEED_INDICATORS = (
    "poverty_rate",
    "unemployment_rate",
    "active_cooperative_share",
    "nib_share",
    "kur_achievement",
)
LATEST = 9999
BASES = ("first_come", "agreed")
GIVEN = ("amount", "count")
_MOST = 10**15
_ALIKE = scoring.Weights()
_NOTHING_SETTLED = Settled()


# ---- need ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Needs:
    """`features` has a row per indicator (see `need_features`), `scores` those that count, `table` is `need.need`."""

    features: pd.DataFrame
    scores: pd.DataFrame
    weights: Mapping[str, float]
    population: Mapping[str, float]
    terms: need.Terms
    table: pd.DataFrame


def needs_of(read: Read, *, weights: str = "", year: int | None = None) -> Needs:
    """Need by indicators of the last year, up to `year`, that has all regions; equal weights unless given.

    An indicator that does not tell the regions apart (`spread.alike`) has no weight, whatever is given.
    """
    codes, until = local_codes(read), LATEST if year is None else year
    weight, limits, terms = _weights(weights), spread.limits_of(read), terms_of(read)
    by_indicator = {key: _feature(read, key, codes, until, limits) for key in weight}
    used = {key: feature.values for key, feature in by_indicator.items() if not feature.reason}
    scores = need.standardised(pd.DataFrame(used, index=codes), {key: _needier(key) for key in used})
    features = pd.DataFrame(
        {
            "indicator_id": list(weight),
            "label": [INDICATORS[key].short_label for key in weight],
            "weight": list(weight.values()),
            "year": pd.array([feature.year for feature in by_indicator.values()], dtype="Int64"),
            "needier": ["tinggi" if _needier(key) > 0 else "rendah" for key in weight],
            "used": [not feature.reason for feature in by_indicator.values()],
            "reason": [feature.reason or None for feature in by_indicator.values()],
        }
    )
    _, population = latest_whole(panel_of(read, "population"), codes, until)
    table = need.need(scores, weight, population, terms)
    return Needs(features, scores, weight, population, terms, table)


@dataclass(frozen=True)
class _Feature:
    """An indicator in the year it is taken of, by region; or why it has no weight."""

    year: int | None
    values: pd.Series[float]
    reason: str


def _feature(read: Read, indicator_id: str, codes: list[str], until: int, limits: spread.Limits) -> _Feature:
    panel = panel_of(read, indicator_id)
    year, by_region = latest_whole(panel, codes, until)
    values = pd.Series(by_region, dtype=float).reindex(codes)
    if year is None:
        return _Feature(None, values, "Belum ada tahun yang lengkap untuk semua daerah.")
    past = panel[panel["region_code"].isin(codes) & (panel["year"] <= year)]
    return _Feature(year, values, spread.alike(values, past, INDICATORS[indicator_id], limits))


def terms_of(read: Read) -> need.Terms:
    """The lines of this build (`need_floor`, `need_under`, `need_over`)."""
    return need.Terms(*(threshold(read, f"need_{name}") for name in ("floor", "under", "over")))


def _needier(indicator_id: str) -> int:
    return 1 if INDICATORS[indicator_id].direction is Direction.LOWER else -1


def _weights(text: str) -> dict[str, float]:
    """`poverty_rate=2;nib_share=1` as a mapping by name; all of `NEED_INDICATORS` alike where empty."""
    given = (
        {key: float(value) for key, value in _pairs("weights", text)} if text else dict.fromkeys(NEED_INDICATORS, 1.0)
    )
    fit = [key for key, item in INDICATORS.items() if item.direction is not Direction.NEUTRAL]
    if unknown := sorted(set(given) - set(fit)):
        raise UsageError(
            f"Parameter weights: ditemukan '{unknown[0][:40]}'; yang diharapkan indikator dengan arah baik-buruk: "
            f"{', '.join(fit)}."
        )
    if not sum(given.values()) > 0:
        raise UsageError("Parameter weights: ditemukan bobot 0 semua; yang diharapkan paling sedikit satu di atas 0.")
    return dict(sorted(given.items()))


def _pairs(name: str, text: str) -> Iterable[tuple[str, Decimal]]:
    """`key=number;key=number` with numbers ≥ 0; raises UsageError for anything else."""
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        key, _, number = part.partition("=")
        value = exact.read(number)
        if not key or value is None or not 0 <= value < _MOST:
            raise UsageError(f"Parameter {name}: ditemukan '{part[:40]}'; yang diharapkan nama=angka;nama=angka.")
        yield key.strip(), value


def need_table(read: Read, *, weights: str = "", year: int | None = None) -> pd.DataFrame:
    """Need per region (`need.need`), with the standard score of every indicator that counts, by code."""
    needs = needs_of(read, weights=weights, year=year)
    return needs.table.merge(needs.scores.rename_axis("region_code").reset_index(), on="region_code")


def need_features(read: Read, *, weights: str = "", year: int | None = None) -> pd.DataFrame:
    """What need is made of: indicator_id, label, weight, year, needier (`tinggi`, `rendah`), used, reason (if not)."""
    return needs_of(read, weights=weights, year=year).features


# ---- equity ----------------------------------------------------------------------------------------------------------


def given_of(proposals: pd.DataFrame, codes: Collection[str], by: str = "amount") -> dict[str, float]:
    """Rupiah (amount_idr, what is unknown left out) or number of proposals per region; 0 where there is none."""
    ordered = proposals.sort_values("proposal_id").groupby("region_code")
    sums = ordered["amount_idr"].sum() if by == "amount" else ordered.size()
    return {code: float(sums.get(code, 0.0)) for code in sorted(codes)}


def delivered(read: Read) -> pd.DataFrame:
    """Proposals as delivered: what only the press reported may be delivered as well, and is in no count."""
    every = read("proposals")
    return every[~every["published"]]


def of_year(read: Read, year: int | None, region_code: str = PROVINCE) -> pd.DataFrame:
    """What was delivered for a budget year by a region, or by all: the dearest first, what has no amount last.

    Empty where there is no year.
    """
    mine = delivered(read)
    mine = mine[mine["budget_year"] == year]
    if region_code != PROVINCE:
        mine = mine[mine["region_code"] == region_code]
    return mine.sort_values(["proposed_idr", "title"], ascending=[False, True], kind="stable")


def _requested(read: Read, year: int) -> pd.DataFrame:
    """Delivered proposals of a budget year that are submitted or later, with what was asked for as `amount_idr`."""
    rows = submitted_in(delivered(read), year)
    return rows.assign(amount_idr=rows["proposed_idr"])


def submitted_in(proposals: pd.DataFrame, year: int) -> pd.DataFrame:
    """The proposals of a budget year that are submitted or later."""
    return proposals[(proposals["budget_year"] == year) & proposals["submitted"].eq(True)]


def unvalued(proposals: pd.DataFrame) -> int:
    """How many of those submitted ask for an amount that nobody has told."""
    return int((proposals["submitted"] & proposals["proposed_idr"].isna()).sum())


def equity(read: Read, *, year: int, by: str = "amount", weights: str = "") -> pd.DataFrame:
    """Need against what was submitted for a budget year; see `need.equity`.

    Adds proposals (number submitted), and on every row the same hoover and correlation (Spearman's ρ).
    """
    codes = local_codes(read)
    rows, needs = _requested(read, year), needs_of(read, weights=weights, year=year)
    table = need.equity(needs.table, given_of(rows, codes, by), needs.terms)
    counts = given_of(rows, codes, "count")
    return table.assign(
        proposals=table["region_code"].map(counts).astype("int64"),
        hoover=need.hoover(table),
        correlation=need.correlation(table),
    )


def per_head(read: Read, *, year: int) -> pd.DataFrame:
    """What was asked for and approved of a budget year, per resident; see `pipeline.per_head`.

    The province is the row `74`, its own proposals included. Residents are those of the last year up to the budget year
    that is published for everybody (population_year): a budget year lies ahead of what is counted. UsageError where no
    such year is.
    """
    areas = [*local_codes(read), PROVINCE]
    counted, people = latest_whole(panel_of(read, "population"), areas, year)
    if counted is None:
        raise UsageError(f"Penduduk semua daerah sampai {year} belum ada; nilai per penduduk belum dapat dihitung.")
    amounts = {key: _of_year(panel_of(read, key), areas, year) for key in ("proposed_value", "approved_value")}
    residents = pd.Series(people, dtype=float).reindex(areas)
    table = pipeline.per_head(amounts["proposed_value"], amounts["approved_value"], residents)
    return table.assign(population_year=counted)


def _of_year(panel: pd.DataFrame, areas: Collection[str], year: int) -> pd.Series[float]:
    """The values of one year by area; NaN where there is none."""
    mine = panel[panel["year"] == year].set_index("region_code")["value"]
    return mine.reindex(list(areas)).astype(float)


def need_sensitivity(
    read: Read, *, year: int, samples: int = 2000, by: str = "amount", weights: str = ""
) -> pd.DataFrame:
    """How often a region stays under-served whatever the weights; see `need.sensitivity`. Weights choose indicators."""
    needs = needs_of(read, weights=weights, year=year)
    given = given_of(_requested(read, year), local_codes(read), by)
    return need.sensitivity(needs.scores, needs.population, given, needs.terms, samples=samples)


def need_without_each(read: Read, *, year: int, by: str = "amount", weights: str = "") -> pd.DataFrame:
    """Ratio and verdict without each indicator of the index in turn; see `need.without_each`. Adds label."""
    needs = needs_of(read, weights=weights, year=year)
    given = given_of(_requested(read, year), local_codes(read), by)
    rows = need.without_each(needs.scores, needs.weights, needs.population, given, needs.terms)
    return rows.assign(label=[INDICATORS[str(key)].short_label for key in rows["indicator_id"]])


def possible_duplicates(read: Read) -> pd.DataFrame:
    """Pairs of proposals that may be one; see `duplicates.duplicates`."""
    return duplicates.duplicates(read("proposals"))


# ---- the what-if -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WhatIf:
    """A plan beside its base case.

    `scored` has the candidates with their components, `changes` what enters and leaves (`comparison.compare`),
    `doubles` the pairs of selected proposals that may be one (`duplicates.duplicates`; nothing is left out for that),
    `equity_before` and `equity_after` need against the rupiah of the base and of the plan (`need.equity`).
    """

    year: int
    plan: Allocation
    scored: pd.DataFrame
    base: tuple[str, ...]
    changes: pd.DataFrame
    doubles: pd.DataFrame
    equity_before: pd.DataFrame
    equity_after: pd.DataFrame


def what_if(
    read: Read,
    *,
    rules: Rules,
    year: int,
    weights: scoring.Weights = _ALIKE,
    need_weights: str = "",
    base: str = "first_come",
    settled: Settled = _NOTHING_SETTLED,
) -> WhatIf:
    """The best use of a ceiling for a budget year; see `allocation.allocate` and `scoring.scored`.

    `need_weights` as of `needs_of`. The base case takes by falling score what fits (`first_come`), or what stands
    agreed and is not decided yet (`agreed`). What a meeting has `settled` is fixed. Raises UsageError where rules name
    a region or menu that there is not, or what is settled is above the ceiling.
    """
    names, proposals = local_names(read), delivered(read)
    _refuse_unknown("floors", rules.floors, names)
    for given, name in ((rules.menu_caps, "menu_cap"), (rules.menu_counts, "menu_count")):
        _refuse_unknown(name, given, proposals["menu_id"].dropna())
    needs = needs_of(read, weights=need_weights, year=year)
    scored = scoring.scored(
        scoring.eligible(proposals, year, names),
        weights,
        need=dict(zip(needs.table["region_code"], needs.table["need_index"], strict=True)),
        past=scoring.allocated(proposals, year, names),
        population=needs.population,
    )
    plan = (
        allocate_beside(scored, rules, names, settled, proposals)
        if settled.agreed or settled.refused
        else allocate(scored, rules, names)
    )
    before = comparison.first_come(scored, rules) if base == "first_come" else agreed(proposals, year, names)
    taken = proposals[proposals["proposal_id"].isin(before)]
    selected = proposals[proposals["proposal_id"].isin(plan.selected["proposal_id"])]
    return WhatIf(
        year=year,
        plan=plan,
        scored=scored,
        base=tuple(before),
        changes=comparison.compare(plan, before, _barriers(proposals, year, names)),
        doubles=duplicates.duplicates(selected),
        equity_before=need.equity(needs.table, given_of(taken, names), needs.terms),
        equity_after=need.equity(needs.table, given_of(plan.selected, names), needs.terms),
    )


def agreed(proposals: pd.DataFrame, year: int, codes: Collection[str]) -> list[str]:
    """Ids of the year's proposals of these regions that were agreed in the Rakorda and are not decided, ascending."""
    rows = submitted_in(proposals, year)
    stand = (rows["stage_rank"] >= Stage.AGREED.rank) & ~rows["decided"].eq(True)
    return sorted(rows.loc[stand & rows["region_code"].isin(list(codes)), "proposal_id"])


def _barriers(proposals: pd.DataFrame, year: int, codes: Collection[str]) -> dict[str, str]:
    frame = scoring.eligibility(proposals, year, codes)
    return dict(zip(frame["proposal_id"], frame["barrier"], strict=True))


def rules_of(*, ceiling: Decimal, floor: int, floors: str, menu_cap: str, menu_count: str) -> Rules:
    """The rules as a command gives them; `floors` is `code=number;…`, `menu_cap` `menu_id=rupiah;…`.

    Raises UsageError for anything finer than a rupiah, or than one proposal.
    """
    return Rules(
        ceiling=_whole("ceiling", ceiling, exact.written(ceiling)),
        floor=floor,
        floors=_counts("floors", floors),
        menu_caps=_counts("menu_cap", menu_cap),
        menu_counts=_counts("menu_count", menu_count),
    )


def _counts(name: str, text: str) -> dict[str, int]:
    return {key: _whole(name, value, f"{key}={exact.written(value)}") for key, value in _pairs(name, text)}


def _whole(name: str, value: Decimal, written: str) -> int:
    number = exact.whole(value)
    if number is None:
        raise UsageError(f"Parameter {name}: ditemukan '{written[:40]}'; yang diharapkan bilangan bulat.")
    return number


def _refuse_unknown(name: str, given: Iterable[str], known: Iterable[str]) -> None:
    expected = sorted(set(known))
    if unknown := sorted(set(given) - set(expected)):
        raise UsageError(
            f"Parameter {name}: ditemukan '{unknown[0][:40]}'; yang diharapkan salah satu dari {', '.join(expected)}."
        )


def as_content(outcome: WhatIf) -> dict[str, Any]:
    """The what-if as one object of plain values and frames, as `analyse allocation` prints it."""
    plan = outcome.plan
    return {
        "status": plan.status.value,
        "year": outcome.year,
        "ceiling": plan.rules.ceiling,
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "total_idr": plan.total_idr,
        "leftover_idr": plan.leftover_idr,
        "reason": plan.reason,
        "relaxation": _relaxed(plan.relaxation),
        "hoover_before": need.hoover(outcome.equity_before),
        "hoover_after": need.hoover(outcome.equity_after),
        "selected": plan.selected,
        "unserved": list(plan.unserved),
        "served": plan.served,
        "left_out": plan.left_out,
        "changes": outcome.changes,
        "doubles": outcome.doubles,
    }


def _relaxed(relaxation: Relaxation | None) -> dict[str, Any] | None:
    if relaxation is None:
        return None
    return {
        "ceiling": relaxation.ceiling,
        "floors": dict(relaxation.floors),
        "floors_at_ceiling": dict(relaxation.at_ceiling),
    }
