"""Where one region stands among all: rank, verdict against the median, peers of similar structure."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd


class Verdict(StrEnum):
    """A region against the median of all regions."""

    HIGHER = "lebih tinggi dari"
    SIMILAR = "setara dengan"
    LOWER = "lebih rendah dari"


def median_absolute_deviation(values: pd.Series[float]) -> float:
    """Median of the distances from the median; NaN are left out, NaN for an empty series."""
    known = values.dropna()
    return float((known - known.median()).abs().median())


def verdict(value: float, median: float, mad: float) -> Verdict:
    """Higher, similar or lower; similar means within one median absolute deviation, bounds included."""
    if abs(value - median) <= mad:
        return Verdict.SIMILAR
    return Verdict.HIGHER if value > median else Verdict.LOWER


def peers(features: pd.DataFrame, region_code: str, count: int = 3) -> pd.DataFrame:
    """The regions most alike: smallest Euclidean distance over standardised features.

    `features` is regions × features, index region_code. A feature with a gap anywhere is left out, and so
    is one without spread. Returns columns region_code, distance (standard deviations), nearest first; ties
    by code. Empty if the region is unknown or no feature remains.
    """
    usable = features.dropna(axis="columns")
    spread = usable.std(ddof=0)
    usable = usable.loc[:, spread > 0]
    if region_code not in usable.index or usable.empty:
        return pd.DataFrame({"region_code": [], "distance": []})
    scaled = (usable - usable.mean()) / usable.std(ddof=0)
    distance = ((scaled - scaled.loc[region_code]) ** 2).mean(axis="columns") ** 0.5
    nearest = distance.drop(region_code).rename("distance").rename_axis("region_code").reset_index()
    return nearest.sort_values(["distance", "region_code"]).head(count).reset_index(drop=True)


def rank_movement(panel: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Ranks in two years among the regions that have both; 1 is the highest, ties share the better rank.

    `panel` is region_code, year, value. Returns region_code, value_before, value_after, rank_before, rank_after, moved
    (places up, negative down), ranked, by rank after and code.
    """
    table = panel.pivot(index="region_code", columns="year", values="value").reindex(columns=[first, last]).dropna()
    ranks = table.rank(ascending=False, method="min").astype(int)
    found = pd.DataFrame(
        {
            "region_code": table.index,
            "value_before": table[first].to_numpy(),
            "value_after": table[last].to_numpy(),
            "rank_before": ranks[first].to_numpy(),
            "rank_after": ranks[last].to_numpy(),
        }
    )
    found["moved"] = found["rank_before"] - found["rank_after"]
    found["ranked"] = len(found)
    return found.sort_values(["rank_after", "region_code"], ignore_index=True)
