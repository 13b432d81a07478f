"""Pieces of Daerah: who the region is, its rows of indicators, its peers, what is on public record."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from kumkm.analysis import growth
from kumkm.analysis.comparable import Comparable, Verdict
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS, Indicator, companion_of
from kumkm.domain.regions import Region
from kumkm.domain.selection import PROVINCE, Selection
from kumkm.figures import marks
from kumkm.figures.theme import Style
from kumkm.narrative import clauses, reporting, sentences
from kumkm.narrative.about_region import about_region
from kumkm.narrative.grammar import Sentence
from kumkm.ui import cache, components, frame, overview, similar

Row = Mapping[Hashable, Any]


def lede(selection: Selection) -> None:
    """The region's name, what it is, its place in the family of splits, and the region in a few sentences."""
    region = cache.regions().by_code[selection.region_code]
    said = _told(region.code)
    if selection.is_province:
        components.headline(
            "Sulawesi Tenggara: 17 kabupaten/kota".replace("17", str(len(cache.names()))),
            "Pilih satu kabupaten/kota untuk melihat profilnya. Di bawah ini angka provinsi.",
        )
    else:
        components.headline(said.headline or region.name, " · ".join(_facts(region)))
    components.sentences(said.paragraph)


@dataclass(frozen=True)
class _Told:
    headline: Sentence
    paragraph: tuple[Sentence, ...]


@cache.per_build(100)
def _told(region_code: str) -> _Told:
    """What is said of an area at the top of its page."""
    area = cache.read("area_values", region_code=region_code)
    years = cache.told_years(region_code)
    told = cache.told_standings(years)
    year = cache.coverage()["grdp_growth"].latest
    name = cache.regions().by_code[region_code].short_name
    levels = cache.read("indicator_panel", indicator_id="grdp_constant")
    local = levels[levels["region_code"].isin(list(cache.names()))]
    alike = cache.coverage()["poverty_rate"].latest
    poverty = cache.read("indicator_by_region", indicator_id="poverty_rate", year=alike).assign(year=alike)
    paragraph = about_region(
        area,
        region_code,
        name,
        years,
        standings=told,
        parts=growth.contribution(local, year - 1, year, cache.breaks("grdp_constant")).assign(year=year),
        published=cache.two_growths().get(year, (float("nan"),))[0],
        alike=None if region_code == PROVINCE else similar.nearest(region_code).merge(poverty, how="left"),
    )
    first = sentences.region_standing_out(area, region_code, name, years, told)
    return _Told(first[0] if first else Sentence(), tuple(paragraph))


def _facts(region: Region) -> list[str]:
    by_code = cache.regions().by_code
    facts = [
        region.name,
        f"kode {region.code} (Kemendagri), {region.bps_code} (BPS)",
        f"ibu kota {region.capital}",
    ]
    if region.area_km2:
        facts.append(f"{units.number(region.area_km2, 0)} km²")
    if region.parent_code:
        facts.append(f"mekar dari {by_code[region.parent_code].short_name} pada {region.split_year}")
    children = [f"{child.short_name} ({child.split_year})" for child in cache.regions().children(region.code)]
    if children:
        facts.append(f"daerah mekarannya {', '.join(children)}")
    return facts


def rows(selection: Selection) -> None:
    """One row per indicator: value, change, rank, verdict, strip of all regions, trend."""
    st.html(_table(selection.region_code, selection.highlighted[:1], frame.style(selection)))


@cache.per_build(200)
def _table(region_code: str, lit: tuple[str, ...], style: Style) -> str:
    by_year: dict[str, dict[int, Row]] = {indicator_id: {} for indicator_id in INDICATORS}
    for row in cache.read("area_values", region_code=region_code).to_dict("records"):
        by_year[row["indicator_id"]][int(row["year"])] = row
    topics: dict[str, list[str]] = {}
    for indicator in INDICATORS.values():
        line = _row(by_year[indicator.id], indicator, region_code, lit, style)
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


def _row(mine: Mapping[int, Row], indicator: Indicator, region_code: str, lit: tuple[str, ...], style: Style) -> str:
    name = f'<th title="{escape(indicator.definition)}">{escape(indicator.label)}</th>'
    if not mine:
        aim = components.target_words(indicator, region_code, 0)
        below = f"<small>{escape(aim)}</small>" if aim else ""
        return f'<tr>{name}<td class="k-num k-none">belum ada data{below}</td><td></td><td></td><td></td><td></td></tr>'
    year = cache.told_years(region_code)[indicator.id]
    found, among = mine[year], cache.standings(indicator.id).get(year)
    strip = "" if among is None else marks.strip(among, indicator, style, highlighted=lit, with_text=False)
    series = [float(mine[at]["value"]) if at in mine else math.nan for at in range(min(mine), max(mine) + 1)]
    spark = marks.sparkline(series, style, width=110, height=26) if len(series) > 1 else ""
    period = sentences.when(found, year)
    status = "" if found["status_words"] in ("tetap", "dilaporkan") else f", {found['status_words']}"
    grade = f", mutu {found['grade']}" if isinstance(found["grade"], str) else ""
    mark = components.SIMULATED if found["simulated"] else ""
    aim = components.target_words(indicator, region_code, year, marked=bool(found["simulated"]))
    more = (reporting.reported(indicator, found), aim)
    below = "".join(f'<small class="k-more">{escape(words)}</small>' for words in more if words)
    value = components.value_text(indicator, found["value"], found["status"])
    other = components.companion(indicator, region_code, year) if companion_follows(indicator) else ()
    beside = f'<tr class="k-also"><td colspan="6">{components.paragraph_html(other)}</td></tr>' if other else ""
    return (
        f"<tr>{name}<td class='k-num'><b{components.why(indicator.id, region_code, year)}>"
        f"{escape(value)}</b><small>{mark}{escape(period + status + grade)}</small>{below}</td>"
        f"<td class='k-num'>{escape(indicator.moved_text(found['value'], found['change']))}</td>"
        f"<td>{_standing(among, region_code)}</td><td>{strip}</td><td>{spark}</td></tr>{beside}"
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


def peers(selection: Selection) -> None:
    """Regions of similar structure; the province has none."""
    if not selection.is_province:
        similar.similar(selection.region_code)


def public_record(selection: Selection) -> None:
    """Statements and programmes reported in public about the region."""
    programmes = cache.read("programmes", region_code=selection.region_code)
    overview.public_statements(selection)
    if programmes.empty:
        return
    components.heading("Program yang diberitakan", "laporan publik, bukan data dinas")
    table = pd.DataFrame(
        {
            "Tahun": programmes["year"].astype(str),
            "Program": programmes["programme"],
            "Nilai": [_amount(value) for value in programmes["amount_idr"]],
            "Status": programmes["status"],
            "Sumber": [f"{row.speaker}, {overview.date_words(row.said_on)}" for row in programmes.itertuples()],
        }
    )
    components.html_table(table, right=["Nilai"])


def _amount(value: float) -> str:
    return units.quantity(value, units.RUPIAH, 1, units.scale_for(value)) if pd.notna(value) else "tidak disebut"
