"""Two indicators beside each other over the years: association, which is not cause."""

from __future__ import annotations

import pandas as pd


def paths(x: pd.DataFrame, y: pd.DataFrame) -> pd.DataFrame:
    """Join two panels (region_code, year, value) on region and year.

    Returns region_code, year, x, y, by code and year; pairs in which either is missing are left out.
    """
    joined = x[["region_code", "year", "value"]].merge(
        y[["region_code", "year", "value"]], on=["region_code", "year"], suffixes=("_x", "_y")
    )
    renamed = joined.rename(columns={"value_x": "x", "value_y": "y"}).dropna(subset=["x", "y"])
    return renamed.sort_values(["region_code", "year"], ignore_index=True)


def rank_correlation(points: pd.DataFrame) -> float:
    """Spearman's ρ of columns x and y, ties at their mean rank; NaN below three points or without spread."""
    if len(points) < 3 or points["x"].nunique() < 2 or points["y"].nunique() < 2:
        return float("nan")
    ordered = points.sort_values(["x", "y"])
    return float(ordered["x"].rank().corr(ordered["y"].rank()))
