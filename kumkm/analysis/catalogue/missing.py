"""Why an answer leaves something out: years that are missing, breaks between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kumkm.analysis import growth
from kumkm.analysis.catalogue.entry import Analysis
from kumkm.analysis.catalogue.panels import OUTPUT, POPULATION, breaks_of, level_meant
from kumkm.analysis.ingredients import Read, local_codes, panel_of
from kumkm.domain.indicators import INDICATORS

_SPANNING = ("cagr", "difference", "contribution", "rank_movement", "klassen", "beta")
_PER_HEAD = {"klassen": 1, "beta": 2}  # of how many of the two years population is needed, the last first


def gaps(read: Read, *, indicator_id: str, from_year: int, to_year: int) -> pd.DataFrame:
    """Which kabupaten/kota lacks which of the two years, or has a break between; see `growth.gaps`."""
    return _gaps_of(read, level_meant(indicator_id), [from_year, to_year])


def _gaps_of(read: Read, indicator_id: str, years: list[int]) -> pd.DataFrame:
    codes, panel = local_codes(read), panel_of(read, indicator_id)
    mine = panel[panel["region_code"].isin(codes)]
    missing = growth.gaps(mine, codes, years, breaks_of(read, indicator_id))
    if INDICATORS[indicator_id].change_is_percent:
        return missing
    # Of shares there is no average per year.
    return missing.assign(reason=missing["reason"].replace("period", "unlike"))


def gaps_behind(read: Read, analysis: Analysis, params: Mapping[str, Any]) -> pd.DataFrame:
    """Why an analysis over a span of years left something out; empty where it left out nothing or has no span."""
    if not {"from_year", "to_year"} <= params.keys() or analysis.name not in _SPANNING:
        return growth.gaps(pd.DataFrame(columns=["region_code", "year", "value"]), [], [])
    both = [params["from_year"], params["to_year"]]
    if analysis.name in ("rank_movement", "difference"):  # of the rates themselves
        missing = _gaps_of(read, params["indicator_id"], both)
        return missing if analysis.name == "difference" else _whenever(missing)
    parts = [_gaps_of(read, level_meant(params.get("indicator_id", OUTPUT)), both)]
    if analysis.name in _PER_HEAD:
        parts.append(_whenever(_gaps_of(read, POPULATION, both[-_PER_HEAD[analysis.name] :])))
    together = pd.concat(parts).drop_duplicates()
    return together.sort_values(["region_code", "year", "reason"], ignore_index=True)


def _whenever(missing: pd.DataFrame) -> pd.DataFrame:
    """Gaps of what stands among those of its own year, a place or an income: whichever part of the year they are of."""
    return missing[~missing["reason"].isin(["period", "unlike"])]
