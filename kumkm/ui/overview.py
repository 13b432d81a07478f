"""Pieces of Ringkasan: key figures against a chosen baseline, what stands out, what has been said."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from kumkm.domain import units
from kumkm.domain.indicators import HEADLINES, INDICATORS, Indicator
from kumkm.domain.selection import PROVINCE, Selection
from kumkm.figures import marks
from kumkm.figures.theme import Style
from kumkm.narrative import reporting, sentences
from kumkm.narrative.grammar import Sentence, noted
from kumkm.ui import cache, components, frame

_BASELINES = {1: "tahun lalu", 3: "3 tahun lalu", 5: "5 tahun lalu"}
_SHOWN_SUBJECTS = ("koperasi_total", "koperasi_aktif", "koperasi_rat", "umkm_total", "kur_penyaluran")


_PLAIN = ("tetap", "dilaporkan")


def key_figures(selection: Selection) -> None:
    """Headline indicators of the area against a baseline the viewer chooses."""
    with st.container(key="utama"):
        back = st.radio("Dibanding", list(_BASELINES), format_func=_BASELINES.__getitem__, key="pembanding")
        _key_figures(selection, int(back))


def map_height(selection: Selection) -> int:
    """Height of the map in px, so that the page fits one screen."""
    return 600 if selection.screen else 374


def _key_figures(selection: Selection, back: int) -> None:
    """Value, change, sparkline, period, status, source."""
    area = cache.read("area_values", region_code=selection.region_code)
    style = frame.style(selection)
    years = cache.told_years(selection.region_code)
    cells = "".join(
        _key_figure(area, INDICATORS[key], selection.region_code, years.get(key), back, style) for key in HEADLINES
    )
    place = "Sulawesi Tenggara" if selection.is_province else cache.names()[selection.region_code]
    st.html(f'<section class="k-figures" aria-label="Angka utama {escape(place)}">{cells}</section>')


def _key_figure(
    area: pd.DataFrame, indicator: Indicator, region_code: str, year: int | None, back: int, style: Style
) -> str:
    rows = area[area["indicator_id"] == indicator.id].set_index("year")
    if year is None:
        return f"<div><h3>{escape(indicator.short_label)}</h3><b>–</b><p>belum ada data</p></div>"
    last = rows.loc[year]
    series = rows["value"].reindex(range(int(rows.index.min()), year + 1)).tolist()
    spark = marks.sparkline(series, style, width=150, height=20, label=f"{indicator.short_label} sampai {year}")
    period = sentences.when(last, year)
    status = "" if last["status_words"] in _PLAIN else f", {last['status_words']}"
    origin = components.SIMULATED if last["simulated"] else _publisher(indicator)
    value = components.value_text(indicator, last["value"], last["status"])
    summed = last["basis"] == "sum_of_regions" and last["status_words"] != "dilaporkan"
    basis = ", jumlah kab/kota" if summed else ""
    return (
        f"<div><h3>{escape(indicator.short_label)}</h3>"
        f"<b{components.why(indicator.id, region_code, year)}>{_split_unit(value)}</b>{spark}"
        f"<p><span>{escape(_change(rows, indicator, region_code, year, back))}</span>"
        f"{escape(period)}{escape(status)}{basis} · {origin}"
        f"{_below(reporting.reported(indicator, last))}{_below(components.beside(indicator, region_code, year))}"
        f"{_aim(indicator, region_code, year)}</p></div>"
    )


def _aim(indicator: Indicator, region_code: str, year: int) -> str:
    """The target under a tile, its document at the pointer: written out, it would push the page off the screen."""
    words, _, document = components.target_words(indicator, region_code, year).partition(" (")
    return (
        f'<br><span class="k-aim" title="{escape(document.removesuffix(")"))}">{escape(words)}</span>' if words else ""
    )


def _below(words: str) -> str:
    return f"<br>{escape(words)}" if words else ""


def _split_unit(text: str) -> str:
    """The number strong, its unit light."""
    digits, space, unit = text.partition(" ")
    return f"{escape(digits)}<small>{space}{escape(unit)}</small>" if unit else escape(digits)


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
    return escape(str(found["publisher"].iloc[0]).split(" (")[0].replace("Ditjen Dukcapil Kemendagri", "Dukcapil"))


def standing_out(selection: Selection) -> None:
    """Three computed sentences on the province or the chosen region."""
    st.html(_standing_out(selection.region_code))


@cache.per_build(100)
def _standing_out(region_code: str) -> str:
    years = cache.told_years(region_code)
    area = cache.read("area_values", region_code=region_code)
    if region_code == PROVINCE:
        latest = {key: cache.coverage()[key].latest for key in ("grdp_growth", "grdp_share", "poverty_rate")}
        frames = {
            key: cache.read("indicator_by_region", indicator_id=key, year=year).assign(year=year)
            for key, year in latest.items()
        }
        lines = sentences.standing_out(frames, area, years, summed=cache.summed_growth())
    else:
        told = cache.told_standings(years)
        lines = sentences.region_standing_out(area, region_code, cache.names()[region_code], years, told)
    cooperatives = _on_cooperatives(region_code)
    if cooperatives:
        lines = [*lines[:1], cooperatives, *lines[2:]]
    body = "".join(f"<li>{components.sentence_html(line)}</li>" for line in lines)
    return f'<section class="k-standing"><h2>Yang menonjol</h2><ol>{body}</ol></section>'


def _on_cooperatives(region_code: str) -> Sentence:
    """One sentence on active cooperatives; empty where nothing was delivered."""
    indicator = INDICATORS["active_cooperative_share"]
    coverage = cache.coverage().get(indicator.id)
    if coverage is None:
        return Sentence()
    year = cache.told_years(region_code).get(indicator.id, coverage.latest)
    found = cache.read("indicator_by_region", indicator_id=indicator.id, year=year)
    panel = cache.read("indicator_panel", indicator_id=indicator.id)
    province = panel.loc[(panel["region_code"] == PROVINCE) & (panel["year"] == year), "value"]
    value = None if province.empty else float(province.iloc[0])
    said = sentences.headline(found, indicator, year, region_code, value)
    return noted(said, "data simulasi") if found["simulated"].any() else said


def public_statements(selection: Selection) -> None:
    """What has been said in public about cooperatives and enterprises, contradictions side by side."""
    st.html(_statements(selection.region_code))


@cache.per_build(100)
def _statements(region_code: str) -> str:
    place = "Sulawesi Tenggara" if region_code == PROVINCE else cache.names()[region_code]
    said = cache.read("statements", region_code=region_code)
    said = said[said["subject_id"].isin(_SHOWN_SUBJECTS) & (said["qualifier"] != "target")]
    head = '<section class="k-said"><h2>Pernyataan publik tentang koperasi dan UMKM<span>bukan data dinas</span></h2>'
    if said.empty:
        return f"{head}<p>Belum ada pernyataan publik tentang {escape(place)} dalam himpunan ini.</p></section>"
    nation = cache.read("statements", region_code="00")
    rows = [_said_row(said, nation, subject) for subject in _SHOWN_SUBJECTS if (said["subject_id"] == subject).any()]
    return f"{head}<table>{''.join(rows)}</table></section>"


def _said_row(said: pd.DataFrame, nation: pd.DataFrame, subject: str) -> str:
    """One subject: the year with the most versions, newest first; every version with speaker and date."""
    mine = said[said["subject_id"] == subject]
    year = int(mine.sort_values(["versions", "year"], ascending=False)["year"].iloc[0])
    shown = mine[mine["year"] == year]
    versions = "".join(
        f'<li title="{escape(_full(row))}"><b>{escape(_value(row))}</b> {escape(str(row.speaker))}'
        f"{_when(row.said_on)}</li>"
        for row in shown.itertuples()
    )
    compared = nation[(nation["subject_id"] == subject) & (nation["year"] == year)].head(1)
    versions += "".join(f"<li>Indonesia {escape(_value(row))}</li>" for row in compared.itertuples())
    label = str(shown["label"].iloc[0])
    clash = '<i title="Sumber saling bertentangan">berbeda</i>' if shown["versions"].iloc[0] > 1 else ""
    return f"<tr><th>{escape(label)} {year}{clash}</th><td><ul>{versions}</ul></td></tr>"


def _value(row: Any) -> str:
    value, unit = float(row.value), str(row.unit)
    about = "±" if row.qualifier == "perkiraan" else ""
    if unit == "rupiah":
        scale = units.scale_for(value)
        return about + units.quantity(value, units.RUPIAH, 2 if scale is units.TRILLIONS else 0, scale)
    return about + units.number(value)


def _when(said_on: object) -> str:
    return f" <time>{escape(date_words(said_on))}</time>" if isinstance(said_on, str) else ""


def _full(row: Any) -> str:
    parts = [row.title, row.note, row.reference]
    return " · ".join(str(part) for part in parts if isinstance(part, str))


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


def date_words(said_on: object) -> str:
    """`2023-10-16` → `16 Okt 2023`, `2023-10` → `Okt 2023`; anything else is `tanpa tanggal`."""
    if not isinstance(said_on, str):
        return "tanpa tanggal"
    year, month, *day = said_on.split("-")
    return " ".join([*(str(int(part)) for part in day), _MONTHS[int(month) - 1], year])
