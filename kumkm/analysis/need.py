"""Need against proposals: an index of need, the share each region would have by it, and the share it asks for.

Z_i = Σ w_k · z_ik ÷ Σ w_k, z the standard score over the regions turned so that more is needier; NI_i runs with Z from
`floor` for the least needy to 1 for the neediest; share_need_i = NI_i · population_i ÷ Σ; ratio_i = share given ÷ share
of need, 1 is fair. The floor is above 0: no region is without need, and no ratio without bound (ADR 0023). Source:
dossier §5 "Need vs proposal equity" (standard methods, weights a choice and so displayed). Every frame has one row per
region, by code; the order of what is given never matters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kumkm.analysis.association import rank_correlation
from kumkm.errors import UsageError

SEED = 74
_EXACT = 1e-9


@dataclass(frozen=True)
class Terms:
    """What decides between regions. Raises UsageError for a floor not above 0 or above 1, and for lines that cross.

    `floor` is the index of the least needy region (the neediest has 1). Below `under` times its share of need a region
    is under-served, above `over` times over-served.
    """

    floor: float
    under: float
    over: float

    def __post_init__(self) -> None:
        if not (0 < self.floor <= 1 and 0 <= self.under <= self.over):
            raise UsageError(
                f"Ambang kebutuhan: ditemukan need_floor={self.floor:g}, need_under={self.under:g}, "
                f"need_over={self.over:g}; yang diharapkan need_floor di atas 0 sampai 1, need_under tidak di atas "
                "need_over."
            )


class Service(StrEnum):
    """A region's share of proposals against its share of need; the value is the id."""

    UNDER = "kurang"
    FAIR = "sebanding"
    OVER = "lebih"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Service.UNDER: "kurang terlayani",
    Service.FAIR: "setara",
    Service.OVER: "lebih terlayani",
}


def standardised(features: pd.DataFrame, needier: Mapping[str, int]) -> pd.DataFrame:
    """Standard scores (÷ n) of regions × features, index region_code; needier is +1 where more is needier, else −1.

    A feature with a gap anywhere, or without spread, is left out: it is in the columns given, not in those returned.
    Sorted by code and name.
    """
    ordered = features.sort_index().sort_index(axis="columns").astype(float)
    whole = ordered.loc[:, ordered.notna().all() & (ordered.max() > ordered.min())]
    scores = (whole - whole.mean()) / whole.std(ddof=0)
    return scores * pd.Series({name: float(needier[name]) for name in whole.columns}, dtype=float)


def need(
    scores: pd.DataFrame, weights: Mapping[str, float], population: Mapping[str, float], terms: Terms
) -> pd.DataFrame:
    """The index and the share of need: region_code, need_index (floor–1), population_persons, share_need (Σ = 1).

    `scores` as of `standardised`; a weight that is absent is 0. NaN throughout where no feature has a weight above 0;
    shares are NaN throughout where a population is missing. All equally needy are halfway.
    """
    codes = list(scores.index)
    given = np.array([float(weights.get(name, 0.0)) for name in scores.columns])
    people = np.array([population.get(code, np.nan) for code in codes], dtype=float)
    known = given.sum() > 0
    index = _index(scores.to_numpy(), given[np.newaxis], terms.floor)[0] if known else np.full(len(codes), np.nan)
    columns = {
        "region_code": codes,
        "need_index": index,
        "population_persons": people,
        "share_need": _share(index * people),
    }
    return pd.DataFrame(columns)


def _index(scores: NDArray[np.float64], weights: NDArray[np.float64], floor: float) -> NDArray[np.float64]:
    """Weightings × regions from regions × features and weightings × features; each row from the floor to 1."""
    raw = (weights / weights.sum(axis=1, keepdims=True)) @ scores.T
    low, high = raw.min(axis=1, keepdims=True), raw.max(axis=1, keepdims=True)
    spread = high - low
    even = spread <= _EXACT
    return floor + (1 - floor) * np.where(even, 0.5, (raw - low) / np.where(even, 1.0, spread))


def _share(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Along the last axis; NaN throughout where anything is missing or nothing is there."""
    total = values.sum(axis=-1, keepdims=True)
    return np.asarray(values / np.where(total > 0, total, np.nan))


def equity(needs: pd.DataFrame, given: Mapping[str, float], terms: Terms) -> pd.DataFrame:
    """Ratio and verdict per region, of `need` and what each region asks for or gets (absent is 0: it asks for nothing).

    Adds given, share_given, ratio (NaN without need), difference (share_given − share_need), service_id, service. On a
    line is fair. Without need whatever is given is over; a verdict is None where a share is unknown.
    """
    ordered = needs.sort_values("region_code", ignore_index=True)
    amounts = np.array([float(given.get(code, 0.0)) for code in ordered["region_code"]])
    wanted, shares = ordered["share_need"].to_numpy(dtype=float), _share(amounts)
    verdicts = [_service(share, need, terms) for share, need in zip(shares, wanted, strict=True)]
    return ordered.assign(
        given=amounts,
        share_given=shares,
        ratio=shares / np.where(wanted > 0, wanted, np.nan),
        difference=shares - wanted,
        service_id=[None if item is None else item.value for item in verdicts],
        service=[None if item is None else item.words for item in verdicts],
    )


def _service(share: float, need: float, terms: Terms) -> Service | None:
    if np.isnan(share) or np.isnan(need):
        return None
    if share < terms.under * need - _EXACT:
        return Service.UNDER
    return Service.OVER if share > terms.over * need + _EXACT else Service.FAIR


def hoover(table: pd.DataFrame) -> float:
    """H = ½ · Σ |share_given − share_need|: what part would have to move for all to be fair; 0–1, NaN if unknown."""
    ordered = table.sort_values("region_code")
    return float((ordered["share_given"] - ordered["share_need"]).abs().sum(skipna=False) / 2)


def correlation(table: pd.DataFrame) -> float:
    """Spearman's ρ of the shares of need and given, ties at their mean rank. Seventeen points describe, not prove."""
    return rank_correlation(table.rename(columns={"share_need": "x", "share_given": "y"}))


def concentration(table: pd.DataFrame) -> pd.DataFrame:
    """The concentration curve: regions by rising index of need, and what all up to it have.

    Of `equity`. Returns place (0 for the origin), region_code, need_index, regions, need, given (cumulated shares, 0 to
    1); ties by code. Given below the diagonal of regions: the needier get more.
    """
    ordered = table.sort_values(["need_index", "region_code"], ignore_index=True)
    steps = pd.DataFrame(
        {
            "place": ordered.index + 1,
            "region_code": ordered["region_code"],
            "need_index": ordered["need_index"],
            "regions": (ordered.index + 1) / len(ordered),
            "need": ordered["share_need"].cumsum(skipna=False),
            "given": ordered["share_given"].cumsum(skipna=False),
        }
    )
    origin = pd.DataFrame({"place": [0], "region_code": [None], "regions": [0.0], "need": [0.0], "given": [0.0]})
    return pd.concat([origin, steps], ignore_index=True)[list(steps)]


def sensitivity(
    scores: pd.DataFrame,
    population: Mapping[str, float],
    given: Mapping[str, float],
    terms: Terms,
    *,
    samples: int = 2000,
) -> pd.DataFrame:
    """How often each region stays under-served when the weights vary freely.

    The weightings are drawn evenly from all there are (Dirichlet with all parameters 1), always the same ones. Returns
    region_code, under_share and over_share (of the weightings, 0–1), ratio_low, ratio_median, ratio_high (5th, 50th
    and 95th percentile, of those in which it has a need), need_low, need_high (of the index), samples; NaN where a
    share is unknown. What one feature alone decides: `without_each`.
    """
    codes = list(scores.index)
    people = np.array([population.get(code, np.nan) for code in codes], dtype=float)
    shares = _share(np.array([float(given.get(code, 0.0)) for code in codes]))
    weights = np.random.default_rng(SEED).dirichlet(np.ones(max(scores.shape[1], 1)), samples)[:, : scores.shape[1]]
    if not scores.shape[1] or np.isnan(people).any() or np.isnan(shares).any():
        return _unknown(codes, samples)
    index = _index(scores.to_numpy(), weights, terms.floor)
    wanted = _share(index * people)
    ratios = np.divide(shares, wanted, out=np.full_like(wanted, np.inf), where=wanted > 0)
    low, middle, high = np.quantile(ratios, (0.05, 0.5, 0.95), axis=0, method="inverted_cdf")
    ends = np.quantile(index, (0.05, 0.95), axis=0, method="inverted_cdf")
    return pd.DataFrame(
        {
            "region_code": codes,
            "under_share": (shares < terms.under * wanted - _EXACT).mean(axis=0),
            "over_share": (shares > terms.over * wanted + _EXACT).mean(axis=0),
            "ratio_low": _finite(low),
            "ratio_median": _finite(middle),
            "ratio_high": _finite(high),
            "need_low": ends[0],
            "need_high": ends[1],
            "samples": samples,
        }
    )


def without_each(
    scores: pd.DataFrame,
    weights: Mapping[str, float],
    population: Mapping[str, float],
    given: Mapping[str, float],
    terms: Terms,
) -> pd.DataFrame:
    """What each region's ratio and verdict would be without each feature that counts, the others weighing as they do.

    Returns indicator_id (the feature left out), region_code, need_index, share_need, ratio, service_id, service, and
    changed (the verdict is another than with all), by feature and region. Empty where fewer than two features count.
    """
    counted = [name for name in scores.columns if weights.get(name, 0.0) > 0]
    whole = equity(need(scores, weights, population, terms), given, terms)["service_id"]
    columns = ["region_code", "need_index", "share_need", "ratio", "service_id", "service"]
    frames = []
    for name in counted if len(counted) > 1 else []:
        rest = need(scores.drop(columns=[name]), weights, population, terms)
        rows = equity(rest, given, terms)[columns]
        frames.append(rows.assign(indicator_id=name, changed=(rows["service_id"] != whole) & whole.notna()))
    order = ["indicator_id", *columns, "changed"]
    return pd.concat(frames, ignore_index=True)[order] if frames else pd.DataFrame(columns=order)


def _finite(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(np.isfinite(values), values, np.nan)


def _unknown(codes: list[str], samples: int) -> pd.DataFrame:
    names = ["under_share", "over_share", "ratio_low", "ratio_median", "ratio_high", "need_low", "need_high"]
    return pd.DataFrame({"region_code": codes} | dict.fromkeys(names, np.nan) | {"samples": samples})
