"""Measures: what is published or counted, one value per region and year.

An additive measure may be summed over regions; a rate, an index or a median may not.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One ingredient of the indicators. `static` means one value serves every year (area)."""

    id: str
    unit_id: str
    additive: bool
    static: bool = False


_MEASURES = (
    Measure("population_persons", "persons", additive=True),
    Measure("population_kemendagri_persons", "persons", additive=True),
    Measure("area_km2", "km2", additive=True, static=True),
    Measure("rural_villages", "villages", additive=True),
    Measure("urban_villages", "villages", additive=True),
    Measure("villages", "villages", additive=True),
    Measure("grdp_current_idr", "idr", additive=True),
    Measure("grdp_constant_idr", "idr", additive=True),
    Measure("grdp_primary_idr", "idr", additive=True),
    Measure("grdp_secondary_idr", "idr", additive=True),
    Measure("grdp_tertiary_idr", "idr", additive=True),
    Measure("grdp_per_capita_constant_idr", "idr_per_person", additive=False),
    Measure("grdp_growth_published_pct", "percent", additive=False),
    Measure("poverty_pct", "percent", additive=False),
    Measure("poor_persons", "persons", additive=True),
    Measure("poverty_line_idr", "idr_per_person_month", additive=False),
    Measure("poverty_gap_index", "index", additive=False),
    Measure("poverty_severity_index", "index", additive=False),
    Measure("unemployment_pct", "percent", additive=False),
    Measure("participation_pct", "percent", additive=False),
    Measure("hdi_index", "index", additive=False),
    Measure("gini_ratio", "index", additive=False),
    Measure("life_expectancy_years", "years", additive=False),
    Measure("mean_schooling_years", "years", additive=False),
    Measure("expenditure_per_capita_idr", "idr_per_person", additive=False),
    Measure("improved_sanitation_pct", "percent", additive=False),
    Measure("improved_water_pct", "percent", additive=False),
)

MEASURES = {measure.id: measure for measure in _MEASURES}
