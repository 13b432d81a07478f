"""Klassen's typology of the economy, and its adaptation to cooperatives."""

from __future__ import annotations

import pandas as pd

from kumkm.analysis import register, typology
from kumkm.analysis.catalogue.entry import Analysis
from kumkm.analysis.catalogue.panels import OUTPUT, POPULATION, breaks_of, local, refuse_backwards, without_regions
from kumkm.analysis.catalogue.parameters import SPAN, WITHOUT
from kumkm.analysis.examples import typology as examples
from kumkm.analysis.ingredients import Read, local_codes, panel_of
from kumkm.domain.view.selection import PROVINCE


def klassen(read: Read, *, from_year: int, to_year: int, without: str = "") -> pd.DataFrame:
    """Klassen on PDRB ADHK and Dukcapil population; see `typology.klassen`. What is left out draws no line either."""
    refuse_backwards(from_year, to_year)
    codes = local_codes(read)
    output = local(panel_of(read, OUTPUT), codes).rename(columns={"value": "output"})
    population = local(panel_of(read, POPULATION), codes).rename(columns={"value": "population"})
    panel = without_regions(output.merge(population, on=["region_code", "year"], how="left"), without, read)
    return typology.klassen(panel, from_year, to_year, breaks_of(read, OUTPUT))


def _klassen_cooperatives(read: Read, *, from_year: int, to_year: int) -> pd.DataFrame:
    """The adaptation: turnover per member, and yearly growth of the turnover of those that reported in both years.

    The lines are those of the whole province, cooperatives guided by it (74.00) included.
    """
    refuse_backwards(from_year, to_year)
    codes = local_codes(read)
    per_member = panel_of(read, "turnover_per_member")
    at_last = per_member[per_member["year"] == to_year].set_index("region_code")["value"]
    parts = read("register_parts", field="turnover_idr", from_year=from_year, to_year=to_year)
    yearly = (register.matched_ratio(parts) ** (1 / (to_year - from_year)) - 1) * 100
    points = pd.DataFrame({"region_code": codes}).assign(
        income=at_last.reindex(codes).to_numpy(), growth_pct=yearly.reindex(codes).to_numpy()
    )
    return typology.classified(
        points,
        income_line=float(at_last.get(PROVINCE, float("nan"))),
        growth_line=float(yearly.get(PROVINCE, float("nan"))),
    )


ENTRIES = (
    Analysis("klassen", "tipologi Klassen", klassen, {**SPAN, "without": WITHOUT}, example=examples.KLASSEN),
    Analysis(
        "klassen_cooperatives",
        "adaptasi tipologi untuk koperasi",
        _klassen_cooperatives,
        SPAN,
        example=examples.KLASSEN_COOPERATIVES,
    ),
)
