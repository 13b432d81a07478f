"""Inequality between the kabupaten/kota, and whether they draw together."""

from __future__ import annotations

import pandas as pd

from kumkm.analysis import convergence, inequality
from kumkm.analysis.catalogue.entry import Analysis
from kumkm.analysis.catalogue.panels import (
    OUTPUT,
    breaks_of,
    output_and_population,
    refuse_backwards,
    without_regions,
)
from kumkm.analysis.catalogue.parameters import SPAN, WITHOUT, Param
from kumkm.analysis.examples import inequality as examples
from kumkm.analysis.ingredients import Read, local_codes

GROUPINGS = ("landmass", "level")


def groups_of(read: Read, grouping: str) -> dict[str, str]:
    """Kabupaten/kota → group: `landmass` (daratan, kepulauan) or `level` (kabupaten, kota)."""
    regions = read("regions").set_index("region_code")
    return {code: str(regions.loc[code, grouping]) for code in local_codes(read)}


def _williamson(read: Read, *, without: str) -> pd.DataFrame:
    return inequality.williamson(without_regions(output_and_population(read), without, read))


def theil(read: Read, *, by: str, without: str = "") -> pd.DataFrame:
    """Theil with its parts within and between groups; see `inequality.theil`."""
    return inequality.theil(without_regions(output_and_population(read), without, read), groups_of(read, by))


def _gini(read: Read, *, without: str) -> pd.DataFrame:
    return inequality.gini_regions(without_regions(output_and_population(read), without, read))


def _sigma(read: Read, *, without: str) -> pd.DataFrame:
    return inequality.sigma(without_regions(output_and_population(read), without, read))


def beta_points(read: Read, *, from_year: int, to_year: int) -> pd.DataFrame:
    """Initial income and later growth per head, with the fitted line's numbers repeated on each row."""
    refuse_backwards(from_year, to_year)
    income = inequality.incomes(output_and_population(read))
    points = convergence.beta_points(income, from_year, to_year, breaks_of(read, OUTPUT))
    line = convergence.beta(points)
    return points.assign(slope=line.slope, intercept=line.intercept, correlation=line.correlation)


ENTRIES = (
    Analysis("williamson", "Indeks Williamson", _williamson, {"without": WITHOUT}, example=examples.WILLIAMSON),
    Analysis(
        "theil",
        "Indeks Theil, dalam dan antar kelompok",
        theil,
        {"by": Param(str, default="landmass", required=False, choices=GROUPINGS), "without": WITHOUT},
        example=examples.THEIL,
    ),
    Analysis("gini_regions", "Gini antar kabupaten/kota", _gini, {"without": WITHOUT}, example=examples.GINI_REGIONS),
    Analysis("sigma", "konvergensi sigma", _sigma, {"without": WITHOUT}, example=examples.SIGMA),
    Analysis("beta", "konvergensi beta", beta_points, SPAN, example=examples.BETA),
)
