"""Klassen typology: each region by income and by growth against the regions together.

Source: Klassen (1965); names instead of numbers of quadrants. Ties count as above (≥).
"""

from __future__ import annotations

import math
from enum import StrEnum

import pandas as pd

from kumkm.analysis.growth import NONE, cagr
from kumkm.domain.breaks import Breaks

_ALL = "all"


class KlassenClass(StrEnum):
    """The four classes; the value is the id, `words` the official Indonesian name."""

    DEVELOPED_FAST = "maju_tumbuh_cepat"
    DEVELOPED_SLOW = "maju_tertekan"
    DEVELOPING_FAST = "berkembang_cepat"
    LAGGING = "relatif_tertinggal"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    KlassenClass.DEVELOPED_FAST: "Daerah maju dan tumbuh cepat",
    KlassenClass.DEVELOPED_SLOW: "Daerah maju tapi tertekan",
    KlassenClass.DEVELOPING_FAST: "Daerah berkembang cepat",
    KlassenClass.LAGGING: "Daerah relatif tertinggal",
}


def klassen_class(income: float, growth: float, income_line: float, growth_line: float) -> KlassenClass | None:
    """The class of one region; on a line counts as above it. None where a number is missing."""
    if any(pd.isna(value) for value in (income, growth, income_line, growth_line)):
        return None
    fast = _reaches(growth, growth_line)
    if _reaches(income, income_line):
        return KlassenClass.DEVELOPED_FAST if fast else KlassenClass.DEVELOPED_SLOW
    return KlassenClass.DEVELOPING_FAST if fast else KlassenClass.LAGGING


def _reaches(value: float, line: float) -> bool:
    """On or above; a line that is a quotient of sums may miss equal values by the last binary digit."""
    return value >= line or math.isclose(value, line, rel_tol=1e-9, abs_tol=1e-9)


def klassen(panel: pd.DataFrame, first: int, last: int, breaks: Breaks = NONE) -> pd.DataFrame:
    """Classify regions by income of `last` and average growth over the span.

    `panel` has region_code, year, output (PDRB ADHK), population. Income is output ÷ population of `last`; growth the
    CAGR of output from `first` to `last`, percent a year. The lines are those of the regions together: Σoutput ÷
    Σpopulation, and the CAGR of Σoutput. Returns region_code, income, growth_pct, income_line, growth_line, class_id,
    class_name, by code; NaN where a region cannot be placed, everywhere if a line cannot be drawn.
    """
    panel = panel.sort_values(["region_code", "year"])
    values = panel.rename(columns={"output": "value"})[["region_code", "year", "value"]]
    growth = cagr(values, first, last, breaks)
    at_last = panel[panel["year"] == last].set_index("region_code")
    people = at_last["population"].where(at_last["population"] > 0)
    income = (at_last["output"] / people).reindex(growth["region_code"])
    together = panel[panel["year"].isin([first, last])].groupby("year")[["output", "population"]].sum(min_count=1)
    complete = growth["growth_pct"].notna().all()
    total = together["output"].reset_index().rename(columns={"output": "value"}).assign(region_code=_ALL)
    growth_line = float(cagr(total, first, last)["growth_pct"].iloc[0]) if complete and len(total) else float("nan")
    return classified(
        growth.assign(income=income.to_numpy()),
        income_line=_line(together, last) if income.notna().all() else float("nan"),
        growth_line=growth_line,
    )


def classified(points: pd.DataFrame, *, income_line: float, growth_line: float) -> pd.DataFrame:
    """Add lines and classes to points (region_code, income, growth_pct); also used for the adaptation to cooperatives.

    Columns as of `klassen`, by code.
    """
    classes = [
        klassen_class(income, growth, income_line, growth_line)
        for income, growth in zip(points["income"], points["growth_pct"], strict=True)
    ]
    table = points[["region_code", "income", "growth_pct"]].assign(
        income_line=income_line,
        growth_line=growth_line,
        class_id=[None if item is None else item.value for item in classes],
        class_name=[None if item is None else item.words for item in classes],
    )
    return table.sort_values("region_code", ignore_index=True)


def _line(together: pd.DataFrame, year: int) -> float:
    if year not in together.index or not together.loc[year, "population"] > 0:
        return float("nan")
    return float(together.loc[year, "output"] / together.loc[year, "population"])
