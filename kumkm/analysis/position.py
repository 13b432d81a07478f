"""Regions beside each other: peers of similar structure, and places gained and lost between two years."""

from __future__ import annotations

import pandas as pd

from kumkm.analysis.comparable import Comparable, by_year
from kumkm.domain.indicators import Indicator


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


def rank_movement(panel: pd.DataFrame, indicator: Indicator, first: int, last: int) -> pd.DataFrame:
    """Places in two years among the regions that can be compared in both; 1 is the highest, as written.

    `panel` is `indicator_panel` (region_code, year, value, and what `comparable` decides by). What is written alike
    shares the better place. Returns region_code, value_before, value_after, rank_before, rank_after, moved (places up,
    negative down; NaN where nobody can say: near the median in both years a place is noise, and among those written
    alike the other place may be one of theirs), ranked, left_out (how many are protected, rest on too few or are of
    another period), protected (how many of those), by rank after and code.
    """
    names = {str(code): str(code) for code in sorted(panel["region_code"].unique())}
    years = by_year(panel[panel["year"].isin((first, last))], indicator, names)
    nobody = Comparable({}, {})
    before, after = years.get(first, nobody), years.get(last, nobody)
    codes = sorted(set(before.shown) & set(after.shown))
    values = panel.set_index(["region_code", "year"])["value"]
    table = pd.DataFrame(
        {
            "region_code": codes,
            "value_before": [float(values[code, first]) for code in codes],
            "value_after": [float(values[code, last]) for code in codes],
            "rank_before": [_rank(before, codes, code) for code in codes],
            "rank_after": [_rank(after, codes, code) for code in codes],
        }
    )
    noise = pd.Series([before.is_similar(code) and after.is_similar(code) for code in codes], dtype=bool)
    alike = pd.Series([_shares_a_place(before, after, codes, code) for code in codes], dtype=bool)
    moved = (table["rank_before"] - table["rank_after"]).astype(float)
    table["moved"] = moved.mask((moved != 0) & (noise | alike))
    table["ranked"] = len(table)
    protected = {*before.protected, *after.protected}
    table["left_out"] = len({*protected, *before.unranked, *after.unranked})
    table["protected"] = len(protected)
    return table.sort_values(["rank_after", "region_code"], ignore_index=True)


def _shares_a_place(before: Comparable, after: Comparable, codes: list[str], code: str) -> bool:
    """Whether the places of those written alike with a region overlap in both years."""
    (first, last), (then, until) = (_places(among, codes, code) for among in (before, after))
    return first <= until and then <= last


def _places(among: Comparable, codes: list[str], code: str) -> tuple[int, int]:
    """The places of all that are written alike with a region, from the best to the last."""
    best = _rank(among, codes, code)
    return best, best - 1 + sum(among.shown[other] == among.shown[code] for other in codes)


def _rank(among: Comparable, codes: list[str], code: str) -> int:
    return 1 + sum(among.shown[other] > among.shown[code] for other in codes)
