"""How fast an indicator grew between two years, as every screen tells it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from kumkm.analysis import growth
from kumkm.domain.indicators import INDICATORS
from kumkm.narrative import growth_sentences
from kumkm.narrative.grammar import Sentence
from kumkm.ui.state import cache


@cache.per_build(500)
def between(level_id: str, first: int, last: int) -> pd.DataFrame:
    """region_code, growth_pct and the rest of the analysis cagr: the average rate over the span, percent a year.

    Of shares and indices the difference in points, between the values as they are written.
    """
    name = "cagr" if INDICATORS[level_id].change_is_percent else "difference"
    growths = cache.analysis(name, indicator_id=level_id, from_year=first, to_year=last)
    if name == "cagr":
        return growths
    level, panel = INDICATORS[level_id], cache.read("indicator_panel", indicator_id=level_id)
    begun, ended = (growth.of_year(panel, year, panel["value"]) for year in (first, last))
    shown = [
        float("nan") if pd.isna(change) else level.apart(ended[code], begun[code])
        for code, change in zip(growths["region_code"], growths["change"], strict=True)
    ]
    return growths.drop(columns="change").assign(growth_pct=shown)


def unequal(paths: Mapping[str, pd.DataFrame]) -> Sentence:
    """Whether inequality between regions fell by these indices, and whether a few regions made the difference."""
    codes, apart = without_leaders()
    return growth_sentences.inequality(paths, apart, [cache.names()[code] for code in codes])


@cache.per_build(1)
def without_leaders() -> tuple[tuple[str, ...], pd.DataFrame]:
    """The region of the highest income and the one that grew most, by code, and the Williamson index without them.

    PDRB by industry is not published by year, so that mining cannot be left out; the regions it made can.
    """
    last = max(cache.coverage()["population"].years)
    first = max(min(cache.coverage()["grdp_constant"].years), last - 5)
    incomes = cache.analysis("klassen", from_year=first, to_year=last)
    leading = [
        str(incomes.sort_values(column, ascending=False)["region_code"].iloc[0]) for column in ("income", "growth_pct")
    ]
    codes = tuple(sorted(set(leading)))
    return codes, cache.analysis("williamson", without=",".join(codes)).dropna(subset=["value"])
