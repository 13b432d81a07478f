"""Headline indicators of an area against a chosen baseline."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from markupsafe import Markup, escape

from kumkm.domain import units
from kumkm.domain.indicators import HEADLINES, INDICATORS, Indicator
from kumkm.domain.view.selection import PROVINCE, Selection
from kumkm.figures import marks
from kumkm.figures.theme import Style
from kumkm.narrative import reporting, sentences
from kumkm.ui.parts import asking, beside, look, prose, simulation
from kumkm.ui.parts.html import NOTHING, join, place
from kumkm.ui.state import cache

_BASELINES = {1: "tahun lalu", 3: "3 tahun lalu", 5: "5 tahun lalu"}
_PLAIN = ("tetap", "dilaporkan")


def key_figures(selection: Selection) -> None:
    """Headline indicators of the area against a baseline the viewer chooses."""
    with st.container(key="utama"):
        back = st.radio("Dibanding", list(_BASELINES), format_func=_BASELINES.__getitem__, key="pembanding")
        _key_figures(selection, int(back))


def _key_figures(selection: Selection, back: int) -> None:
    """Value, change, sparkline, period, status, source."""
    area = cache.read("area_values", region_code=selection.region_code)
    style = look.style(selection)
    years = cache.told_years(selection.region_code)
    cells = [
        _key_figure(area, INDICATORS[key], selection.region_code, years.get(key), back, style) for key in HEADLINES
    ]
    name = "Sulawesi Tenggara" if selection.is_province else cache.names()[selection.region_code]
    shown = Markup('<section class="k-figures" aria-label="Angka utama {}">{}</section>')
    place(shown.format(name, join(cells)))


def _key_figure(
    area: pd.DataFrame, indicator: Indicator, region_code: str, year: int | None, back: int, style: Style
) -> Markup:
    rows = area[area["indicator_id"] == indicator.id].set_index("year")
    if year is None:
        absent = _absent(indicator, region_code)
        return Markup("<div><h3>{}</h3><b>–</b><p>{}</p></div>").format(indicator.short_label, absent)
    last = rows.loc[year]
    series = rows["value"].reindex(range(int(rows.index.min()), year + 1)).tolist()
    spark = marks.sparkline(series, style, width=150, height=20, label=f"{indicator.short_label} sampai {year}")
    period = sentences.when(last, year)
    status = "" if last["status_words"] in _PLAIN else f", {last['status_words']}"
    origin = simulation.SIMULATED if last["simulated"] else _publisher(indicator)
    value = prose.value_text(indicator, last["value"], last["status"])
    summed = last["basis"] == "sum_of_regions" and last["status_words"] != "dilaporkan"
    basis = ", jumlah kab/kota" if summed else ""
    below = (
        _below(reporting.reported(indicator, last)),
        _below(beside.beside(indicator, region_code, year)),
        _aim(indicator, region_code, year),
    )
    return Markup(
        "<div><h3>{label}</h3><b{why}>{value}</b>{spark}<p><span>{change}</span>{about} · {origin}{below}</p></div>"
    ).format(
        label=indicator.short_label,
        why=asking.why(indicator.id, region_code, year),
        value=_split_unit(value),
        spark=spark,
        change=_change(rows, indicator, region_code, year, back),
        about=period + status + basis,
        origin=origin,
        below=join(below),
    )


def _absent(indicator: Indicator, region_code: str) -> str:
    """What there is instead: a province nobody reports, and that is not whole, still has regions that did."""
    found = cache.coverage().get(indicator.id)
    if region_code != PROVINCE or found is None or not found.regions:
        return "belum ada data"
    year = found.latest
    return f"baru {found.regions[year]} dari {len(cache.names())} daerah melapor, {year}"


def _aim(indicator: Indicator, region_code: str, year: int) -> Markup:
    """The target under a tile, its document at the pointer: written out, it would push the page off the screen."""
    words, _, document = beside.target_words(indicator, region_code, year).partition(" (")
    aim = Markup('<br><span class="k-aim" title="{}">{}</span>')
    return aim.format(document.removesuffix(")"), words) if words else NOTHING


def _below(words: str) -> Markup:
    return Markup("<br>{}").format(words) if words else NOTHING


def _split_unit(text: str) -> Markup:
    """The number strong, its unit light."""
    digits, space, unit = text.partition(" ")
    return Markup("{}<small>{}{}</small>").format(digits, space, unit) if unit else escape(digits)


def _change(rows: pd.DataFrame, indicator: Indicator, region_code: str, year: int, back: int) -> str:
    """The change against `back` years ago; says why there is none."""
    before = year - back
    if before not in rows.index:
        return f"{before} belum ada data"
    if cache.breaks(indicator.id).lie_between(region_code, before, year):
        return f"tidak sebanding dengan {before}"
    now, then = rows.loc[year], rows.loc[before]
    if now["basis"] != then["basis"]:
        return f"tidak sebanding dengan {before}"
    if (part := sentences.part_of_year(then)) != sentences.part_of_year(now):
        return f"tidak sebanding dengan {before} ({part or 'setahun penuh'})"
    if pd.isna(now["value"]) or pd.isna(then["value"]):
        return f"{before} dirahasiakan" if pd.isna(then["value"]) else "dirahasiakan"
    if indicator.change_is_percent:
        change = units.percent((now["value"] / then["value"] - 1) * 100, 1, signed=True)
    else:
        change = indicator.apart_text(float(now["value"]), float(then["value"]))
    return f"{change} dari {before}"


def _publisher(indicator: Indicator) -> str:
    found = cache.read("indicator_sources", indicator_id=indicator.id)
    return str(found["publisher"].iloc[0]).split(" (")[0].replace("Ditjen Dukcapil Kemendagri", "Dukcapil")
