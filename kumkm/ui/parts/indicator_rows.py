"""Every indicator of one area, a row each."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup, escape

from kumkm.analysis.comparable import Comparable, Verdict
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS, Indicator, companion_of
from kumkm.domain.view.selection import Selection
from kumkm.figures import marks
from kumkm.figures.theme import Style
from kumkm.narrative import clauses, reporting, sentences
from kumkm.ui.parts import asking, beside, look, prose, simulation
from kumkm.ui.parts.html import NOTHING, join, place
from kumkm.ui.state import cache

Row = Mapping[Hashable, Any]


def rows(selection: Selection, wanted: str = "") -> None:
    """One row per indicator whose name holds what is wanted: value, change, rank, verdict, strip, trend."""
    place(_table(selection.region_code, selection.highlighted[:1], look.style(selection), wanted.strip().casefold()))


@cache.per_build(200)
def _table(region_code: str, highlighted: tuple[str, ...], style: Style, wanted: str = "") -> Markup:
    by_year: dict[str, dict[int, Row]] = {indicator_id: {} for indicator_id in INDICATORS}
    for row in cache.read("area_values", region_code=region_code).to_dict("records"):
        by_year[row["indicator_id"]][int(row["year"])] = row
    topics: dict[str, list[Markup]] = {}
    for indicator in INDICATORS.values():
        if wanted not in f"{indicator.label} {indicator.short_label} {indicator.topic}".casefold():
            continue
        line = _row(by_year[indicator.id], indicator, region_code, highlighted, style)
        topics.setdefault(indicator.topic, []).append(line)
    body = [
        Markup('<tr class="k-topic"><th colspan="6">{}</th></tr>{}').format(topic, join(lines))
        for topic, lines in topics.items()
    ]
    return Markup(
        '<div class="k-scroll"><table class="k-table k-profile"><thead>'
        "<tr><th>Indikator</th><th class='k-num'>Nilai</th><th class='k-num'>Perubahan setahun</th>"
        "<th>Kedudukan</th><th>Sebaran seluruh daerah</th><th>Tren</th></tr></thead><tbody>{}</tbody></table></div>"
    ).format(join(body))


def _row(
    mine: Mapping[int, Row], indicator: Indicator, region_code: str, highlighted: tuple[str, ...], style: Style
) -> Markup:
    name = Markup('<th title="{}"><a href="/indikator?{}" data-page="indikator">{}</a></th>').format(
        indicator.definition, urlencode({"indikator": indicator.id}), indicator.label
    )
    if not mine:
        aim = beside.target_words(indicator, region_code, 0)
        below = Markup("<small>{}</small>").format(aim) if aim else NOTHING
        return Markup(
            '<tr>{}<td class="k-num k-none">belum ada data{}</td><td></td><td></td><td></td><td></td></tr>'
        ).format(name, below)
    year = cache.told_years(region_code)[indicator.id]
    row, among = mine[year], cache.standings(indicator.id).get(year)
    strip = NOTHING if among is None else marks.strip(among, indicator, style, highlighted=highlighted, with_text=False)
    series = [float(mine[at]["value"]) if at in mine else math.nan for at in range(min(mine), max(mine) + 1)]
    spark = marks.sparkline(series, style, width=110, height=26) if len(series) > 1 else NOTHING
    period = sentences.when(row, year)
    status = "" if row["status_words"] in ("tetap", "dilaporkan") else f", {row['status_words']}"
    grade = f", mutu {row['grade']}" if isinstance(row["grade"], str) else ""
    mark = simulation.SIMULATED if row["simulated"] else NOTHING
    aim = beside.target_words(indicator, region_code, year, marked=bool(row["simulated"]))
    more = (reporting.reported(indicator, row), aim)
    below = join([Markup('<small class="k-more">{}</small>').format(words) for words in more if words])
    value = clauses.value_text(indicator, row["value"], row["status"])
    other = beside.companion(indicator, region_code, year) if companion_follows(indicator) else ()
    also = Markup('<tr class="k-also"><td colspan="6">{}</td></tr>')
    return Markup(
        "<tr>{name}<td class='k-num'><b{why}>{value}</b><small>{mark}{about}</small>{below}</td>"
        "<td class='k-num'>{moved}</td><td>{standing}</td><td>{strip}</td><td>{spark}</td></tr>{also}"
    ).format(
        name=name,
        why=asking.why(indicator.id, region_code, year),
        value=value,
        mark=mark,
        about=period + status + grade,
        below=below,
        moved=indicator.moved_text(row["value"], row["change"]),
        standing=_standing(among, region_code),
        strip=strip,
        spark=spark,
        also=also.format(prose.paragraph_html(other)) if other else NOTHING,
    )


def _standing(among: Comparable | None, region_code: str) -> Markup:
    """Rank and verdict; the rank says it alone where the region is alike to the median."""
    rank = clauses.rank(among, region_code) if among and region_code in among.names else ""
    if among is None or not rank:
        return escape(units.MISSING)
    verdict = among.verdict(region_code)
    if verdict in (None, Verdict.SIMILAR) or among.is_even:
        return escape(rank)
    return Markup("{}<small>{} nilai tengah</small>").format(rank, verdict.value)


def companion_follows(indicator: Indicator) -> bool:
    """True for the later of two series of one concept: below it stands once what holds for both."""
    companion = companion_of(indicator.id)
    order = list(INDICATORS)
    return companion is not None and order.index(companion[0].id) < order.index(indicator.id)
