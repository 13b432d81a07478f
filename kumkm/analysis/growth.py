"""Growth told from levels: year on year, average per year (CAGR), index, contribution.

All functions take a panel with columns region_code, year, value (one row per pair) and never look across a
declared break; they are computed in full precision. Formulas: BPS, PDRB Provinsi menurut Pengeluaran.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd


def crosses_break(first: int, last: int, breaks: Collection[int]) -> bool:
    """True if a new series begins after `first` and no later than `last`."""
    return any(first < year <= last for year in breaks)


def wide(panel: pd.DataFrame) -> pd.DataFrame:
    """Return regions × years, NaN where a value is missing; both axes ascending."""
    return panel.pivot(index="region_code", columns="year", values="value").sort_index()


def cagr(panel: pd.DataFrame, first: int, last: int, breaks: Collection[int] = ()) -> pd.DataFrame:
    """Average growth per year between two years: (x_last / x_first)^(1/n) − 1.

    Returns region_code, growth_pct (percent a year), by code; NaN where either value is missing or not
    positive, and everywhere if the span is empty or crosses a break.
    """
    table = wide(panel).reindex(columns=[first, last])
    if last <= first or crosses_break(first, last, breaks):
        rate = pd.Series(float("nan"), index=table.index)
    else:
        positive = table.where(table > 0)
        rate = ((positive[last] / positive[first]) ** (1 / (last - first)) - 1) * 100
    return rate.rename("growth_pct").rename_axis("region_code").reset_index()


def index_to(panel: pd.DataFrame, base: int, breaks: Collection[int] = ()) -> pd.DataFrame:
    """Index with `base` = 100: x_t / x_base × 100.

    Returns region_code, year, value, by code and year; years beyond a break from the base are left out.
    """
    base_values = panel.loc[panel["year"] == base].set_index("region_code")["value"]
    comparable = panel[
        [not crosses_break(min(base, year), max(base, year), breaks) for year in panel["year"]]
    ].copy()
    reference = comparable["region_code"].map(base_values)
    comparable["value"] = comparable["value"] / reference.where(reference > 0) * 100
    return comparable[["region_code", "year", "value"]].dropna().reset_index(drop=True)


def contribution(panel: pd.DataFrame, first: int, last: int, breaks: Collection[int] = ()) -> pd.DataFrame:
    """Contribution of each region to the growth of their sum, in poin persen.

    c_i = (x_i,last − x_i,first) / Σx_first × 100, so that Σc is the growth of the sum. `panel` holds the
    regions only. Returns region_code, contribution_pp, growth_pct, largest contribution first (ties by
    code); all NaN if any region lacks either year or the span crosses a break.
    """
    table = wide(panel).reindex(columns=[first, last])
    if last <= first or crosses_break(first, last, breaks) or table.isna().to_numpy().any():
        table = table * float("nan")
    gain = table[last] - table[first]
    result = pd.DataFrame(
        {
            "contribution_pp": gain / table[first].sum(min_count=1) * 100,
            "growth_pct": gain / table[first].where(table[first] > 0) * 100,
        }
    ).rename_axis("region_code")
    return result.reset_index().sort_values(
        ["contribution_pp", "region_code"], ascending=[False, True], ignore_index=True
    )
