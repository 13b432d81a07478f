"""Two indicators beside each other."""

from __future__ import annotations

import pandas as pd

from kumkm.analysis import association
from kumkm.analysis.catalogue.entry import Analysis
from kumkm.analysis.catalogue.panels import local
from kumkm.analysis.catalogue.parameters import INDICATOR
from kumkm.analysis.examples import association as examples
from kumkm.analysis.ingredients import Read, local_codes, panel_of


def associate(read: Read, *, indicator_id: str, with_indicator_id: str) -> pd.DataFrame:
    """Two indicators beside each other: region_code, year, x, y, rank_correlation (Spearman of that year)."""
    codes = local_codes(read)
    points = association.paths(
        local(panel_of(read, indicator_id), codes), local(panel_of(read, with_indicator_id), codes)
    )
    by_year = {year: association.rank_correlation(rows) for year, rows in points.groupby("year")}
    return points.assign(rank_correlation=points["year"].map(by_year).astype(float))


ENTRIES = (
    Analysis(
        "association",
        "dua indikator berdampingan",
        associate,
        {"indicator_id": INDICATOR, "with_indicator_id": INDICATOR},
        example=examples.ASSOCIATION,
    ),
)
