"""Structure of regions by sector: shares, location quotient, and shift-share of a change between two years.

Sources: Isard (1960) for the location quotient; Dunn (1960) for shift-share; Esteban-Marquillas (1972) for the
allocation effect. The province is the sum of the regions given, region i included.
"""

from __future__ import annotations

import pandas as pd

_KEYS = ["region_code", "sector"]


def location_quotient(table: pd.DataFrame) -> pd.DataFrame:
    """LQ = (x_ij / x_i) / (x_Pj / x_P) for a table region_code, sector, value (one row per pair; absent counts as 0).

    Returns region_code, sector, value, share_pct (of the region), province_share_pct, lq, basis (lq > 1), by code and
    sector, every region with every sector. NaN where the region has nothing or the province nothing in the sector, and
    no share of a region or of the province where a part of it is missing (a value of NaN; not 0).
    """
    wide = table.pivot(index="region_code", columns="sector", values="value").sort_index()
    wide = wide.reindex(columns=sorted(wide.columns))
    given = table.assign(value=1.0).pivot(index="region_code", columns="sector", values="value").reindex_like(wide)
    wide = wide.mask(given.isna(), 0.0)
    of_region = wide.sum(axis="columns", skipna=False)
    of_sector = wide.sum(skipna=False)
    province = of_sector / of_sector.sum(skipna=False)
    share = wide.div(of_region.where(of_region > 0), axis="index")
    quotients = wide.stack(future_stack=True).rename("value").reset_index()
    quotients["share_pct"] = (share * 100).stack(future_stack=True).to_numpy()
    quotients["province_share_pct"] = quotients["sector"].map(province * 100)
    quotients["lq"] = share.div(province.where(province > 0), axis="columns").stack(future_stack=True).to_numpy()
    quotients["basis"] = quotients["lq"] > 1
    return quotients


def shift_share(table: pd.DataFrame) -> pd.DataFrame:
    """Classic shift-share and the allocation effect, per region and sector; exact by construction.

    `table` has region_code, sector, before, after. With r_P the growth of all, r_Pj of the sector in all, r_ij of the
    region's own: provincial_growth N = E·r_P, industry_mix M = E·(r_Pj − r_P), competitive C = E·(r_ij − r_Pj), and
    N + M + C = change. Esteban-Marquillas splits C: homothetic E′ = E_i · E_Pj / E_P, competitive_homothetic
    C′ = E′·(r_ij − r_Pj), allocation A = C − C′. A region that had nothing in a sector has no r_ij: its whole gain
    is C and A. A sector that nobody had is taken to have grown like all, so that its M is 0. Returns these with
    change, region_code and sector, by code and sector; NaN if nothing was there at all or a value is missing.
    """
    ordered = table[[*_KEYS, "before", "after"]].sort_values(_KEYS, ignore_index=True)
    before, after = ordered["before"], ordered["after"]
    all_before, all_after = before.sum(skipna=False), after.sum(skipna=False)
    if not all_before > 0 or pd.isna(all_after):
        empty = dict.fromkeys(
            ["provincial_growth", "industry_mix", "competitive", "competitive_homothetic", "allocation"], float("nan")
        )
        return ordered.assign(change=after - before, **empty)
    sector_before = ordered.groupby("sector")["before"].transform("sum")
    sector_after = ordered.groupby("sector")["after"].transform("sum")
    of_all = all_after / all_before - 1
    of_sector = (sector_after / sector_before.where(sector_before > 0) - 1).fillna(of_all)
    change = after - before
    grown = before * of_all
    mix = before * (of_sector - of_all)
    competitive = change - grown - mix
    homothetic = ordered.groupby("region_code")["before"].transform("sum") * sector_before / all_before
    own = change / before.where(before > 0)
    competitive_homothetic = (homothetic * (own - of_sector)).fillna(0.0)
    return ordered.assign(
        change=change,
        provincial_growth=grown,
        industry_mix=mix,
        competitive=competitive,
        competitive_homothetic=competitive_homothetic,
        allocation=competitive - competitive_homothetic,
    )


def shift_share_by_region(parts: pd.DataFrame) -> pd.DataFrame:
    """Add the parts of `shift_share` up over sectors: one row per region, by code; NaN where any sector is NaN."""
    columns = list(parts.select_dtypes("number"))
    return parts.groupby("region_code")[columns].sum(skipna=False).reset_index()
