"""What stands beside a figure: its target, the other series of its concept, the sum of the regions."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import Any

import pandas as pd
from markupsafe import Markup

from kumkm.domain import units
from kumkm.domain.indicators import Indicator, both_series, companion_of
from kumkm.domain.view.selection import Selection
from kumkm.narrative import clauses
from kumkm.narrative import sentences as narrative
from kumkm.narrative.grammar import Sentence, sentence
from kumkm.ui.parts.html import NOTHING
from kumkm.ui.parts.prose import notices_html
from kumkm.ui.state import cache


def rule_in_force(indicator: Indicator) -> str:
    """What a setting of the office decides in this indicator, as it is set now; empty where nothing is set."""
    if indicator.id not in ("cooperatives_active_by_rule", "active_by_rule_share"):
        return ""
    values = cache.read("parameters").set_index("parameter")["value"]
    times = units.number(float(values["active_missed_rat"]))
    return f"Tidak aktif setelah {times} kali berturut-turut tanpa RAT."


def target_words(indicator: Indicator, region_code: str, year: int, *, marked: bool = False) -> str:
    """The area's target for the year of a figure, else the next, else the last, with its document; empty if none.

    `marked` where DATA SIMULASI stands beside it already.
    """
    mine = _targets(indicator.id).get(region_code, ())
    if not mine:
        return ""
    aim = next((row for row in mine if row["year"] >= year), mine[-1])
    mark = ", DATA SIMULASI" if aim["simulated"] and not marked else ""
    months = f" {aim['period']}" if isinstance(aim["period"], str) else ""
    return f"target {int(aim['year'])}{months}: {indicator.text(float(aim['value']))} ({aim['document']}{mark})"


@cache.per_build(500)
def _targets(indicator_id: str) -> dict[str, list[dict[Hashable, Any]]]:
    """Every area's targets, by year."""
    targets = cache.read("targets", indicator_id=indicator_id)
    return {str(code): rows.to_dict("records") for code, rows in targets.groupby("region_code")}


def beside(indicator: Indicator, region_code: str, year: int) -> str:
    """The other series of the same concept in the same year, in a few words; empty where there is none."""
    other = companion_of(indicator.id)
    if other is None:
        return ""
    series = _series(other[0].id, region_code)
    return f"{other[0].short_label} {other[0].text(float(series[year]))}" if year in series.index else ""


def discrepancy_html(selection: Selection) -> Markup:
    """Where the regions do not add up to the province as told: both numbers, side by side, of growth both rates."""
    if selection.indicator_id == "grdp_growth":
        why = clauses.two_growths(*cache.two_growths().get(selection.year, (math.nan, math.nan)))
        return notices_html([sentence(f"pertumbuhan {selection.year}:", why).text] if why else [])
    frame = cache.read("province_discrepancy", indicator_id=selection.indicator_id)
    row = frame[frame["year"] == selection.year]
    indicator = selection.indicator
    if row.empty or not indicator.apart(row["sum_of_regions"].iloc[0], row["published"].iloc[0]):
        return NOTHING
    sums = row.iloc[0]
    return Markup(
        '<p class="k-notice">Provinsi {} menurut {}: {}. Jumlah kabupaten/kota: {}. Selisih {}, ditampilkan apa '
        "adanya.</p>"
    ).format(
        selection.year,
        "terbitan" if sums["basis"] == "published" else "kiriman",
        indicator.text(sums["published"]),
        indicator.text(sums["sum_of_regions"]),
        indicator.apart_text(sums["sum_of_regions"], sums["published"]),
    )


def companion(indicator: Indicator, region_code: str, year: int) -> tuple[Sentence, ...]:
    """The other series of the same concept beside this one, and why they differ; nothing where there is none."""
    return _companion(indicator.id, region_code, year)


@cache.per_build(1000)
def _companion(indicator_id: str, region_code: str, year: int) -> tuple[Sentence, ...]:
    both_and_why = both_series(indicator_id)
    if both_and_why is None:
        return ()
    (first, second), why = both_and_why
    years: dict[str, int] = {}
    values: dict[str, float] = {}
    for item in (first, second):
        series = _series(item.id, region_code)
        if series.empty or (item.id == indicator_id and year not in series.index):
            return ()
        years[item.id] = year if year in series.index else int(series.index[abs(series.index - year).argmin()])
        values[item.id] = float(series[years[item.id]])
    place = cache.regions().by_code[region_code].short_name
    both = (first.id, second.id)
    figures = ((values[both[0]], values[both[1]]), (years[both[0]], years[both[1]]))
    return tuple(narrative.side_by_side((first, second), *figures, why, region_code, place))


def _series(indicator_id: str, region_code: str) -> pd.Series[float]:
    """The known values of one area by year."""
    panel = cache.read("indicator_panel", indicator_id=indicator_id)
    mine = panel[panel["region_code"] == region_code].dropna(subset=["value"])
    return mine.set_index("year")["value"]
