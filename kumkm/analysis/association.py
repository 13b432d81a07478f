"""Two indicators beside each other over the years: association, which is not cause."""

from __future__ import annotations

import pandas as pd


def paths(x: pd.DataFrame, y: pd.DataFrame) -> pd.DataFrame:
    """Join two panels (region_code, year, value, perhaps period) on region and year.

    Returns region_code, year, x, y, by code and year; pairs in which either is missing, or of another part of its year
    than most, are left out.
    """
    joined = _alike(x).merge(_alike(y), on=["region_code", "year"], suffixes=("_x", "_y"))
    renamed = joined.rename(columns={"value_x": "x", "value_y": "y"}).dropna(subset=["x", "y"])
    return renamed.sort_values(["region_code", "year"], ignore_index=True)


def _alike(panel: pd.DataFrame) -> pd.DataFrame:
    """Values of the part of the year that most regions report that year."""
    values = panel[["region_code", "year", "value"]]
    if "period" not in panel:
        return values
    part = panel["period"].fillna("")
    known = panel.assign(part=part).dropna(subset=["value"])
    usual = known.groupby("year")["part"].agg(lambda parts: parts.mode().iloc[0])
    return values[part == panel["year"].map(usual)]


def rank_correlation(points: pd.DataFrame) -> float:
    """Spearman's ρ of columns x and y, ties at their mean rank; NaN below three points or without spread."""
    if len(points) < 3 or points["x"].nunique() < 2 or points["y"].nunique() < 2:
        return float("nan")
    ordered = points.sort_values(["x", "y"])
    return float(ordered["x"].rank().corr(ordered["y"].rank()))
