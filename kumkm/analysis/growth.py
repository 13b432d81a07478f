"""Growth told from levels: year on year, average per year (CAGR), index, contribution.

All functions take a panel with columns region_code, year, value (one row per pair) and never look across a
declared break; they are computed in full precision. Formulas: BPS, PDRB Provinsi menurut Pengeluaran.
"""

from __future__ import annotations

import pandas as pd

from kumkm.domain.breaks import Breaks

NONE = Breaks()


def wide(panel: pd.DataFrame) -> pd.DataFrame:
    """Return regions × years, NaN where a value is missing; both axes ascending."""
    return panel.pivot(index="region_code", columns="year", values="value").sort_index()


def cagr(panel: pd.DataFrame, first: int, last: int, breaks: Breaks = NONE) -> pd.DataFrame:
    """Average growth per year between two years: (x_last / x_first)^(1/n) − 1.

    Returns region_code, growth_pct (percent a year), by code; NaN where either value is missing or not
    positive, where the span crosses a break of that region, and everywhere if the span is empty.
    """
    table = _ends(panel, first, last, breaks)
    positive = table.where(table > 0)
    rate = ((positive[last] / positive[first]) ** (1 / max(1, last - first)) - 1) * 100
    return rate.rename("growth_pct").rename_axis("region_code").reset_index()


def index_to(panel: pd.DataFrame, base: int, breaks: Breaks = NONE) -> pd.DataFrame:
    """Index with `base` = 100: x_t / x_base × 100.

    Returns region_code, year, value, by code and year; years beyond a break from the base are left out.
    """
    base_values = panel.loc[panel["year"] == base].set_index("region_code")["value"]
    comparable = panel[
        [
            not breaks.lie_between(code, min(base, year), max(base, year))
            for code, year in zip(panel["region_code"], panel["year"], strict=True)
        ]
    ].copy()
    reference = comparable["region_code"].map(base_values)
    comparable["value"] = comparable["value"] / reference.where(reference > 0) * 100
    return comparable[["region_code", "year", "value"]].dropna().reset_index(drop=True)


def contribution(panel: pd.DataFrame, first: int, last: int, breaks: Breaks = NONE) -> pd.DataFrame:
    """Contribution of each region to the growth of their sum, in poin persen.

    c_i = (x_i,last − x_i,first) / Σx_first × 100, so that Σc is the growth of the sum. `panel` holds the
    regions only. Returns region_code, contribution_pp, growth_pct, largest contribution first (ties by
    code); all NaN if any region lacks either year or the span crosses a break anywhere.
    """
    table = _ends(panel, first, last, breaks)
    if table.isna().to_numpy().any():
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


def _ends(panel: pd.DataFrame, first: int, last: int, breaks: Breaks) -> pd.DataFrame:
    """First and last year per region; NaN where they may not be compared. An empty span is all NaN."""
    table = wide(panel).reindex(columns=[first, last] if first != last else [first])
    apart = [first >= last or breaks.lie_between(str(code), first, last) for code in table.index]
    return table.mask(pd.Series(apart, index=table.index), float("nan"))
