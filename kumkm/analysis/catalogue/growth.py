"""Growth of an indicator: year on year, average, difference, index, contribution, places gained and lost."""

from __future__ import annotations

import pandas as pd

from kumkm.analysis import growth, position
from kumkm.analysis.catalogue.entry import Analysis
from kumkm.analysis.catalogue.panels import OUTPUT, breaks_of, level_meant, refuse_backwards
from kumkm.analysis.catalogue.parameters import INDICATOR, SPAN, YEAR
from kumkm.analysis.comparable import over_span
from kumkm.analysis.examples import growth as examples
from kumkm.analysis.ingredients import Read, local_codes, panel_of
from kumkm.domain.indicators import INDICATORS, Formula
from kumkm.domain.measures import MEASURES
from kumkm.domain.view.selection import PROVINCE
from kumkm.errors import UsageError

_BOTH = ("published", "sum_of_regions")


def _year_on_year(read: Read, *, indicator_id: str) -> pd.DataFrame:
    level = level_meant(indicator_id)
    return growth.year_on_year(panel_of(read, level), breaks_of(read, level))


def _cagr(read: Read, *, indicator_id: str, from_year: int, to_year: int) -> pd.DataFrame:
    refuse_backwards(from_year, to_year)
    level = level_meant(indicator_id)
    panel = panel_of(read, level)
    rates = growth.cagr(panel, from_year, to_year, breaks_of(read, level))
    return over_span(rates, panel, INDICATORS[level], from_year, to_year)


def _difference(read: Read, *, indicator_id: str, from_year: int, to_year: int) -> pd.DataFrame:
    refuse_backwards(from_year, to_year)
    panel = panel_of(read, indicator_id)
    differences = growth.difference(panel, from_year, to_year, breaks_of(read, indicator_id))
    return over_span(differences, panel, INDICATORS[indicator_id], from_year, to_year)


def _index(read: Read, *, indicator_id: str, base_year: int) -> pd.DataFrame:
    level = level_meant(indicator_id)
    return growth.index_to(panel_of(read, level), base_year, breaks_of(read, level))


def contribution(read: Read, *, indicator_id: str, from_year: int, to_year: int) -> pd.DataFrame:
    """Contribution per region, then the province (74) as the sum of the regions, with the published one beside it.

    Columns region_code, contribution_pp, growth_pct, share_pct, shown_pp, shown_share_pct, published_growth_pct,
    discrepancy_pp (published minus sum; both only on the row 74, NaN where the province is not published in both
    years). The regions are the kabupaten/kota: cooperatives guided by the province (74.00) are in no row.
    """
    refuse_backwards(from_year, to_year)
    level = level_meant(indicator_id)
    refuse_what_cannot_be_summed(level)
    panel = panel_of(read, level)
    local = panel[panel["region_code"].isin(local_codes(read))]
    breaks = breaks_of(read, level)
    contributions = growth.contribution(local, from_year, to_year, breaks)
    total = contributions["contribution_pp"].sum(min_count=len(contributions)) if len(contributions) else float("nan")
    province = panel[(panel["region_code"] == PROVINCE) & (panel["basis"] == "published")]
    published = growth.contribution(province, from_year, to_year, breaks)["growth_pct"]
    of_province = float(published.iloc[0]) if len(published) else float("nan")
    row = {
        "region_code": PROVINCE,
        "contribution_pp": total,
        "growth_pct": total,
        "share_pct": contributions["share_pct"].sum(min_count=1),
        "shown_pp": contributions["shown_pp"].sum(min_count=1),
        "shown_share_pct": contributions["shown_share_pct"].sum(min_count=1),
        "published_growth_pct": of_province,
        "discrepancy_pp": of_province - total,
    }
    return pd.concat([contributions, pd.DataFrame([row])], ignore_index=True)[list(row)]


def two_growths(read: Read) -> dict[int, tuple[float, float]]:
    """Growth of the economy by year where both are known: the published province's, and that of the sum of its regions.

    Percent; the two differ by the statistical discrepancy of the levels.
    """
    both = read("province_discrepancy", indicator_id=OUTPUT)
    levels = both[both["basis"] == "published"].set_index("year")
    return {
        int(year): tuple((levels.loc[year, name] / levels.loc[year - 1, name] - 1) * 100 for name in _BOTH)
        for year in levels.index
        if year - 1 in levels.index
    }


def can_be_summed(indicator_id: str) -> bool:
    """True for a level of which a sum over regions means something."""
    indicator = INDICATORS[indicator_id]
    return indicator.formula is Formula.MEASURE and MEASURES[indicator.numerator].additive


def refuse_what_cannot_be_summed(indicator_id: str) -> None:
    """Raise UsageError for shares, rates and indices: their contributions do not exist."""
    if indicator_id in INDICATORS and not can_be_summed(indicator_id):
        known = ", ".join(key for key in INDICATORS if can_be_summed(key))
        raise UsageError(
            f"Andil tidak dapat dihitung untuk '{indicator_id}': nilainya tidak boleh dijumlahkan antar daerah. "
            f"Yang dapat: {known}."
        )


def _rank_movement(read: Read, *, indicator_id: str, from_year: int, to_year: int) -> pd.DataFrame:
    refuse_backwards(from_year, to_year)
    panel, breaks = panel_of(read, indicator_id), breaks_of(read, indicator_id)
    together = [code for code in local_codes(read) if not breaks.lie_between(code, from_year, to_year)]
    mine = panel[panel["region_code"].isin(together)]
    return position.rank_movement(mine, INDICATORS[indicator_id], from_year, to_year)


ENTRIES = (
    Analysis(
        "year_on_year",
        "pertumbuhan terhadap tahun sebelumnya",
        _year_on_year,
        {"indicator_id": INDICATOR},
        example=examples.YEAR_ON_YEAR,
    ),
    Analysis(
        "cagr", "pertumbuhan rata-rata setahun", _cagr, {"indicator_id": INDICATOR, **SPAN}, example=examples.CAGR
    ),
    Analysis(
        "difference", "selisih dua tahun", _difference, {"indicator_id": INDICATOR, **SPAN}, example=examples.DIFFERENCE
    ),
    Analysis(
        "index",
        "indeks, tahun dasar = 100",
        _index,
        {"indicator_id": INDICATOR, "base_year": YEAR},
        example=examples.INDEX,
    ),
    Analysis(
        "contribution",
        "andil pertumbuhan",
        contribution,
        {"indicator_id": INDICATOR, **SPAN},
        example=examples.CONTRIBUTION,
    ),
    Analysis(
        "rank_movement",
        "perpindahan peringkat",
        _rank_movement,
        {"indicator_id": INDICATOR, **SPAN},
        example=examples.RANK_MOVEMENT,
    ),
)
