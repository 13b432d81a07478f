"""Every indicator of one area, a row each."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from html import escape
from typing import Any

import streamlit as st

from kumkm.analysis.comparable import Comparable, Verdict
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS, Indicator, companion_of
from kumkm.domain.view.selection import PROVINCE, Selection
from kumkm.figures import marks
from kumkm.figures.theme import Style
from kumkm.narrative import clauses, reporting, sentences
from kumkm.ui.parts import asking, beside, look, prose, simulation
from kumkm.ui.state import cache

Row = Mapping[Hashable, Any]


def rows(selection: Selection) -> None:
    """One row per indicator: value, change, rank, verdict, strip of all regions, trend."""
    st.html(_table(selection.region_code, selection.highlighted[:1], look.style(selection)))


def _usual() -> list[tuple[str, tuple[str, ...], Style]]:
    """The tables that most viewers ask for."""
    return [(code, () if code == PROVINCE else (code,), look.usual_style()) for (code,) in cache.every_area()]


@cache.per_build(200, ahead=_usual)
def _table(region_code: str, highlighted: tuple[str, ...], style: Style) -> str:
    by_year: dict[str, dict[int, Row]] = {indicator_id: {} for indicator_id in INDICATORS}
    for row in cache.read("area_values", region_code=region_code).to_dict("records"):
        by_year[row["indicator_id"]][int(row["year"])] = row
    topics: dict[str, list[str]] = {}
    for indicator in INDICATORS.values():
        line = _row(by_year[indicator.id], indicator, region_code, highlighted, style)
        topics.setdefault(indicator.topic, []).append(line)
    body = "".join(
        f'<tr class="k-topic"><th colspan="6">{escape(topic)}</th></tr>{"".join(lines)}'
        for topic, lines in topics.items()
    )
    head = (
        "<tr><th>Indikator</th><th class='k-num'>Nilai</th><th class='k-num'>Perubahan setahun</th>"
        "<th>Kedudukan</th><th>Sebaran seluruh daerah</th><th>Tren</th></tr>"
    )
    return (
        f'<div class="k-scroll"><table class="k-table k-profile"><thead>{head}</thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _row(
    mine: Mapping[int, Row], indicator: Indicator, region_code: str, highlighted: tuple[str, ...], style: Style
) -> str:
    name = f'<th title="{escape(indicator.definition)}">{escape(indicator.label)}</th>'
    if not mine:
        aim = beside.target_words(indicator, region_code, 0)
        below = f"<small>{escape(aim)}</small>" if aim else ""
        return f'<tr>{name}<td class="k-num k-none">belum ada data{below}</td><td></td><td></td><td></td><td></td></tr>'
    year = cache.told_years(region_code)[indicator.id]
    found, among = mine[year], cache.standings(indicator.id).get(year)
    strip = "" if among is None else marks.strip(among, indicator, style, highlighted=highlighted, with_text=False)
    series = [float(mine[at]["value"]) if at in mine else math.nan for at in range(min(mine), max(mine) + 1)]
    spark = marks.sparkline(series, style, width=110, height=26) if len(series) > 1 else ""
    period = sentences.when(found, year)
    status = "" if found["status_words"] in ("tetap", "dilaporkan") else f", {found['status_words']}"
    grade = f", mutu {found['grade']}" if isinstance(found["grade"], str) else ""
    mark = simulation.SIMULATED if found["simulated"] else ""
    aim = beside.target_words(indicator, region_code, year, marked=bool(found["simulated"]))
    more = (reporting.reported(indicator, found), aim)
    below = "".join(f'<small class="k-more">{escape(words)}</small>' for words in more if words)
    value = prose.value_text(indicator, found["value"], found["status"])
    other = beside.companion(indicator, region_code, year) if companion_follows(indicator) else ()
    also = f'<tr class="k-also"><td colspan="6">{prose.paragraph_html(other)}</td></tr>' if other else ""
    return (
        f"<tr>{name}<td class='k-num'><b{asking.why(indicator.id, region_code, year)}>"
        f"{escape(value)}</b><small>{mark}{escape(period + status + grade)}</small>{below}</td>"
        f"<td class='k-num'>{escape(indicator.moved_text(found['value'], found['change']))}</td>"
        f"<td>{_standing(among, region_code)}</td><td>{strip}</td><td>{spark}</td></tr>{also}"
    )


def _standing(among: Comparable | None, region_code: str) -> str:
    """Rank and verdict; the rank says it alone where the region is alike to the median."""
    place = clauses.rank(among, region_code) if among and region_code in among.names else ""
    if among is None or not place:
        return units.MISSING
    verdict = among.verdict(region_code)
    if verdict in (None, Verdict.SIMILAR) or among.is_even:
        return escape(place)
    return f"{escape(place)}<small>{escape(verdict.value)} median</small>"


def companion_follows(indicator: Indicator) -> bool:
    """True for the later of two series of one concept: below it stands once what holds for both."""
    found = companion_of(indicator.id)
    order = list(INDICATORS)
    return found is not None and order.index(found[0].id) < order.index(indicator.id)
