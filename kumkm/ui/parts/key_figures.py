"""Headline indicators of an area against a chosen baseline."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup, escape

from kumkm.domain import units
from kumkm.domain.indicators import HEADLINES, INDICATORS, Direction, Indicator
from kumkm.domain.view.selection import PROVINCE, Selection
from kumkm.figures import marks
from kumkm.figures.theme import Style
from kumkm.narrative import reporting, sentences
from kumkm.narrative.grammar import counted
from kumkm.ui.parts import asking, beside, look, prose, simulation
from kumkm.ui.parts.html import NOTHING, join
from kumkm.ui.state import cache

_PLAIN = ("tetap", "dilaporkan")
# What the six are called here, where unit and date stand beside them.
_CALLED = {
    "active_cooperative_share": "Koperasi aktif",
    "rat_share": "Koperasi yang RAT",
    "kur_disbursed": "KUR",
    "proposals": "Usulan",  # its year is that of the budget
}
# What stands in small print with a figure: the rupiah of the proposals counted.
_WITH = {"proposals": "proposed_value"}


@dataclass(frozen=True)
class _Change:
    """How a figure moved against a baseline, in words, and whether that is good; None where it is neither.

    `whole` names the year compared, too: on screen the line of filters does.
    """

    text: str
    good: bool | None = None
    whole: str = ""


def key_figures_html(selection: Selection) -> Markup:
    """The six figures of the area: value, change since a year of the viewer's choice, sparkline, what is beside."""
    return _key_figures(selection.region_code, selection.since, look.style(selection))


@cache.per_build(300, ahead=lambda: [(code, 1, look.usual_style()) for (code,) in cache.every_area()])
def _key_figures(region_code: str, since: int, style: Style) -> Markup:
    area = cache.read("area_values", region_code=region_code)
    years = cache.told_years(region_code)
    cells = [_key_figure(area, INDICATORS[key], region_code, years.get(key), since, style) for key in HEADLINES]
    name = cache.regions().by_code[region_code].short_name
    return Markup('<section class="k-figures" aria-label="Angka utama {}">{}</section>').format(name, join(cells))


def _key_figure(
    area: pd.DataFrame, indicator: Indicator, region_code: str, year: int | None, since: int, style: Style
) -> Markup:
    rows = area[area["indicator_id"] == indicator.id].set_index("year")
    called = _CALLED.get(indicator.id, indicator.short_label)
    if year is None:
        value, words = _absent(indicator, region_code)
        told = Markup('<div><h3 title="{}">{}</h3><b>{}</b><p><small title="{}">{}</small></p></div>')
        return told.format(indicator.label, called, value, words, words)
    last = rows.loc[year]
    series = rows["value"].reindex(range(int(rows.index.min()), year + 1)).tolist()
    change = _change(rows, indicator, region_code, year, since)
    return Markup(
        "<div><h3 title='{whole_label}'>{label} <small>{when}</small></h3><b{simulated}{why}>{value}</b>{spark}"
        '<p><span{tone} title="{whole}">{change}</span>{below}</p></div>'
    ).format(
        label=called,
        whole_label=indicator.label,
        when=sentences.when(last, year),
        simulated=simulation.underlined(last["simulated"]),
        why=asking.why(indicator.id, region_code, year),
        value=_split_unit(prose.value_text(indicator, last["value"], last["status"])),
        spark=marks.sparkline(series, style, width=110, height=26, label=f"{indicator.short_label} sampai {year}"),
        tone=NOTHING if change.good is None else Markup(' class="k-{}"').format("better" if change.good else "worse"),
        change=change.text,
        whole=change.whole or change.text,
        below=_below(area, indicator, last, region_code, year),
    )


def _below(area: pd.DataFrame, indicator: Indicator, last: pd.Series[object], region_code: str, year: int) -> Markup:
    """What kind of figure it is, what it is of, and what it is held against; in one line, whole at the pointer."""
    told = [
        "" if last["status_words"] in _PLAIN else str(last["status_words"]),
        "jumlah kab/kota" if last["basis"] == "sum_of_regions" and last["status_words"] != "dilaporkan" else "",
        _amount(area, indicator, year),
        reporting.reported(indicator, last),
        beside.target_words(indicator, region_code, year, marked=True).partition(" (")[0],
        _benchmark(indicator, region_code, year),
        f"mutu {last['grade']}" if isinstance(last["grade"], str) else "",
        beside.beside(indicator, region_code, year),
    ]
    words = " · ".join(filter(None, told))
    return Markup('<small title="{}">{}</small>').format(words, words) if words else NOTHING


def _amount(area: pd.DataFrame, indicator: Indicator, year: int) -> str:
    """The rupiah of what is counted; empty where it is not counted in rupiah too."""
    other = _WITH.get(indicator.id)
    found = sentences.row_of(area, other, year) if other else None
    if found is None:
        return ""
    amount = INDICATORS[str(other)].text(float(found["value"]))
    return amount if pd.isna(found["answered"]) else f"{units.number(float(found['answered']))} diajukan, {amount}"


def _benchmark(indicator: Indicator, region_code: str, year: int) -> str:
    """The province beside a region's share or index; sums of a region are not held against the whole."""
    if region_code == PROVINCE or indicator.change_is_percent:
        return ""
    found = sentences.row_of(cache.read("area_values", region_code=PROVINCE), indicator.id, year)
    return "" if found is None else f"Sultra {indicator.text(float(found['value']))}"


def _absent(indicator: Indicator, region_code: str) -> tuple[Markup | str, str]:
    """What there is instead, and of whom: where the province is not whole, still some of its regions reported."""
    found = cache.coverage().get(indicator.id)
    if region_code != PROVINCE or found is None or not found.regions:
        return units.MISSING, "belum ada data"
    year = found.latest
    panel = cache.read("indicator_panel", indicator_id=indicator.id).dropna(subset=["value"])
    local = panel[panel["region_code"].isin(list(cache.names()))]
    now = local[local["year"] == year]
    if cache.standings(indicator.id)[year].having != "terdata" or not indicator.change_is_percent:
        return units.MISSING, f"baru {found.regions[year]} dari {len(cache.names())} daerah melapor, {year}"
    # A survey comes in waves: who was asked in another year has not failed to report.
    others = local[~local["region_code"].isin(set(now["region_code"]))]
    waves = "–".join(dict.fromkeys(str(end(others["year"])) for end in (min, max))) if len(others) else ""
    words = f"{counted(len(now))} didata {year}"
    words += f", {counted(others['region_code'].nunique(), noun='lainnya')} {waves}" if waves else ""
    value = _split_unit(indicator.text(float(now["value"].sum())))
    return Markup("<span{}>{}</span>").format(simulation.underlined(now["simulated"].any()), value), words


def _split_unit(text: str) -> Markup:
    """The number strong, its unit light."""
    digits, space, unit = text.partition(" ")
    return Markup("{}<small>{}{}</small>").format(digits, space, unit) if unit else escape(digits)


def _change(rows: pd.DataFrame, indicator: Indicator, region_code: str, year: int, since: int) -> _Change:
    """The change against `since` years ago, and what to think of it; says why there is none."""
    before = year - since
    if before not in rows.index:
        return _Change(f"{before} belum ada data")
    if cache.breaks(indicator.id).lie_between(region_code, before, year):
        return _Change(f"tidak sebanding dengan {before}")
    now, then = rows.loc[year], rows.loc[before]
    if now["basis"] != then["basis"]:
        return _Change(f"tidak sebanding dengan {before}")
    if (part := sentences.part_of_year(then)) != sentences.part_of_year(now):
        return _Change(f"tidak sebanding dengan {before} ({part or 'setahun penuh'})")
    if pd.isna(now["value"]) or pd.isna(then["value"]):
        return _Change(f"{before} dirahasiakan" if pd.isna(then["value"]) else "dirahasiakan")
    if indicator.change_is_percent:
        change = units.percent((now["value"] / then["value"] - 1) * 100, 1, signed=True)
    else:
        change = indicator.apart_text(float(now["value"]), float(then["value"]))
    good = _is_good(indicator, change)
    verdict = "" if good is None else ", membaik" if good else ", memburuk"
    return _Change(f"{change}{verdict}", good, f"{change} dari {before}{verdict}")


def _is_good(indicator: Indicator, change: str) -> bool | None:
    """Whether a change as it is written is one for the better; None where nothing moved, or no side is better."""
    if indicator.direction is Direction.NEUTRAL or not any(digit in change for digit in "123456789"):
        return None
    return change.startswith("+") == (indicator.direction is Direction.HIGHER)
