"""The three blocks of Daerah: twelve figures with change, place among all, and how they came to be."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from kumkm.domain.indicators import BLOCKS, IN_BLOCKS, INDICATORS, Indicator
from kumkm.figures import marks
from kumkm.figures.theme import Style
from kumkm.narrative import clauses, reporting, sentences
from kumkm.ui.parts import asking, simulation
from kumkm.ui.parts.html import NOTHING, join
from kumkm.ui.state import cache

Row = Mapping[Hashable, Any]


def blocks_html(region_code: str, highlighted: tuple[str, ...], style: Style) -> Markup:
    """The blocks of an area."""
    return _blocks(region_code, highlighted, style)


@cache.per_build(200)
def _blocks(region_code: str, highlighted: tuple[str, ...], style: Style) -> Markup:
    area = cache.read("area_values", region_code=region_code)
    mine: dict[str, dict[int, Row]] = {indicator_id: {} for indicator_id in IN_BLOCKS}
    for row in area[area["indicator_id"].isin(IN_BLOCKS)].to_dict("records"):
        mine[str(row["indicator_id"])][int(row["year"])] = row
    body = join(
        Markup('<tr class="k-topic"><th colspan="7">{}</th></tr>{}').format(
            title, join(_row(mine[key], INDICATORS[key], region_code, highlighted, style) for key in ids)
        )
        for title, ids in BLOCKS.items()
    )
    return Markup('<table class="k-table k-blocks"><tbody>{}</tbody></table>').format(body)


def _row(
    mine: Mapping[int, Row], indicator: Indicator, region_code: str, highlighted: tuple[str, ...], style: Style
) -> Markup:
    year = cache.told_years(region_code).get(indicator.id)
    of_whom = reporting.reported(indicator, mine[year]) if year is not None and year in mine else ""
    name = Markup('<th scope="row" title="{}"><a href="/indikator?{}" data-page="indikator">{}</a>{}</th>').format(
        indicator.definition,
        urlencode({"indikator": indicator.id}),
        indicator.short_label,
        Markup("<small>{}</small>").format(of_whom) if of_whom else NOTHING,
    )
    if year is None or year not in mine:
        return Markup('<tr>{}<td class="k-num k-none" colspan="6"><span>belum ada data</span></td></tr>').format(name)
    row, among = mine[year], cache.standings(indicator.id).get(year)
    series = [float(mine[at]["value"]) if at in mine else math.nan for at in range(min(mine), max(mine) + 1)]
    strip = NOTHING if among is None else marks.strip(among, indicator, style, highlighted=highlighted, with_text=False)
    placed = among is not None and region_code in among.names
    return Markup(
        '<tr>{name}<td class="k-num"><b{real}{why}>{value}</b></td><td><small>{when}</small></td>'
        '<td class="k-num">{moved}</td><td>{strip}</td><td><small title="{told}">{place}</small></td>'
        "<td>{spark}</td></tr>"
    ).format(
        name=name,
        real=simulation.underlined(row["simulated"]),
        why=asking.why(indicator.id, region_code, year),
        value=clauses.value_text(indicator, row["value"], row["status"]),
        when=sentences.when(row, year),
        moved=indicator.moved_text(row["value"], row["change"]),
        strip=strip,
        told=clauses.rank(among, region_code) if among and placed else "",
        place=clauses.placed(among, region_code) if among and placed else "",
        spark=marks.sparkline(series, style, width=66, height=22) if len(series) > 1 else NOTHING,
    )
