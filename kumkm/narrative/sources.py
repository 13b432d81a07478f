"""Who published what a figure rests on."""

from __future__ import annotations

import pandas as pd


def behind(sources: pd.DataFrame, year: int) -> str:
    """Publishers and titles behind an indicator in a year: `BPS, PDRB …; Ditjen Dukcapil, …`.

    `sources` is `indicator_sources`. Of each publisher the title behind most regions; where nobody has that year, of
    those there are.
    """
    here = sources[(sources["first_year"] <= year) & (sources["last_year"] >= year)]
    used = (here if len(here) else sources).sort_values("regions", ascending=False, kind="stable")
    return "; ".join(f"{row.publisher}, {row.title}" for row in used.drop_duplicates("publisher").itertuples())
