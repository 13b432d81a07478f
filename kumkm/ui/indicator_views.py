"""Pieces of Indikator: headline, ranking, position among all, trend, details, definition."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from kumkm.domain.selection import PROVINCE, Selection
from kumkm.figures import marks
from kumkm.figures.ranking import ranking as ranking_figure
from kumkm.figures.trend import trend as trend_figure
from kumkm.narrative import sentences
from kumkm.ui import cache, components, frame

_MULTIPLES, _TABLE, _PROVENANCE = "Tiap daerah", "Tabel", "Dari mana angka ini?"


def _province_row(panel: pd.DataFrame, year: int) -> pd.Series | None:
    row = panel[(panel["region_code"] == PROVINCE) & (panel["year"] == year)]
    return None if row.empty else row.iloc[0]


def province_value(panel: pd.DataFrame, year: int) -> float | None:
    """The province's value in a year, None where it has none."""
    row = _province_row(panel, year)
    return None if row is None else float(row["value"])


def province_basis(panel: pd.DataFrame, selection: Selection) -> str | None:
    """Whether the province's value is published, summed or derived."""
    row = _province_row(panel, selection.year)
    return None if row is None else str(row["basis"])


def headline(found: pd.DataFrame, panel: pd.DataFrame, selection: Selection) -> None:
    """The page's first sentence and the filters in words."""
    text = sentences.headline(
        found,
        selection.indicator,
        selection.year,
        selection.region_code,
        province_value(panel, selection.year),
    )
    target = components.target_words(selection.indicator, selection.region_code)
    detail = f"{components.words(selection)}{_period(found)}"
    components.headline(text, f"{detail} · {target}" if target else detail)


def _period(found: pd.DataFrame) -> str:
    known = found.dropna(subset=["value"])
    if known.empty:
        return ""
    status = ", ".join(sorted(set(known["status"])))
    periods = sorted({str(period) for period in known["period"].dropna()})
    return "".join([*(f" · {period}" for period in periods), f" · angka {status}"])


def ranking(found: pd.DataFrame, panel: pd.DataFrame, selection: Selection) -> None:
    """All regions from highest to lowest."""
    components.heading("Peringkat", selection.indicator.unit_text)
    figure = ranking_figure(
        found,
        selection.indicator,
        frame.style(selection),
        highlighted=selection.highlighted,
        province=province_value(panel, selection.year),
        height=690 if selection.screen else 524,
    )
    components.chart(figure, key="grafik_peringkat", alt=f"Peringkat {components.words(selection)}")


def position(found: pd.DataFrame, selection: Selection) -> None:
    """The strip of all regions with the chosen one lit, and the worded verdict."""
    svg = marks.strip(found, selection.indicator, frame.style(selection), highlighted=selection.highlighted)
    if not svg:
        return
    sentence = sentences.verdict_sentence(found, selection.indicator, selection.region_code)
    hint = sentence or "Pilih satu daerah di peta untuk melihat kedudukannya terhadap median seluruh daerah."
    st.html(f'<section class="k-position"><h2 class="k-heading">Sebaran<span>{escape(hint)}</span></h2>{svg}</section>')


def trend(panel: pd.DataFrame, selection: Selection) -> None:
    """All regions over the years."""
    components.heading("Tren", selection.indicator.unit_text)
    years = panel["year"].nunique()
    if years < 2:
        st.html(
            f'<p class="k-notice">Hanya satu tahun yang terbit ({int(panel["year"].iloc[0])}); '
            "tren belum dapat digambar.</p>"
        )
        return
    figure = trend_figure(
        panel,
        selection.indicator,
        frame.style(selection),
        names=cache.names(),
        highlighted=selection.highlighted,
        breaks=cache.breaks(selection.indicator_id),
        year=selection.year,
        height=400 if selection.screen else 330,
    )
    components.chart(figure, key="grafik_tren", alt=f"Tren {components.words(selection)}")


def definition(selection: Selection) -> None:
    """What the indicator means and how it is computed."""
    indicator = selection.indicator
    rows = (
        ("Definisi", indicator.definition),
        ("Rumus", indicator.formula_text),
        ("Satuan", indicator.unit_text),
        ("Frekuensi", indicator.cadence),
    )
    body = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in rows)
    body += "".join(
        f"<dt>Putus deret {item.first_year}</dt><dd>{escape(item.reason)}.</dd>"
        for item in cache.breaks(indicator.id).all
    )
    st.html(f'<dl class="k-definition">{body}</dl>')


@st.fragment
def details(found: pd.DataFrame, panel: pd.DataFrame, selection: Selection) -> None:
    """Small multiples, the table twin, or the rows behind the numbers; one at a time."""
    chosen = st.segmented_control(
        "Rincian",
        [_MULTIPLES, _TABLE, _PROVENANCE],
        default=_MULTIPLES,
        key="rincian",
        required=True,
        label_visibility="collapsed",
    )
    if chosen == _TABLE:
        table = components.region_table(found, selection.indicator)
        lit = {position: "k-on" for position, code in enumerate(table["Kode"]) if code in selection.highlighted}
        numbers = [name for name in table.columns if name not in ("Kode", "Kabupaten/Kota", "Status")]
        components.html_table(table, right=numbers, lit=lit)
    elif chosen == _PROVENANCE:
        provenance(selection)
    else:
        local = panel[panel["region_code"].isin(list(cache.names()))]
        components.picture(
            marks.small_multiples(
                local,
                selection.indicator,
                frame.style(selection),
                names=cache.names(),
                highlighted=selection.highlighted,
                breaks=cache.breaks(selection.indicator_id),
            )
        )


def provenance(selection: Selection) -> None:
    """The printed figures behind the chosen value, with file and row."""
    rows = cache.read(
        "provenance",
        indicator_id=selection.indicator_id,
        region_code=selection.region_code,
        year=selection.year,
    )
    if rows.empty:
        st.html('<p class="k-notice">Tidak ada angka tercetak untuk pilihan ini; pilih daerah atau tahun lain.</p>')
        return
    table = pd.DataFrame(
        {
            "Dipakai": ["ya" if used else "tidak" for used in rows["used"]],
            "Daerah": rows["region_name"],
            "Tahun": rows["year"].astype(str),
            "Angka tercetak": rows["printed_value"],
            "Satuan": rows["printed_unit"],
            "Periode": rows["period"].fillna("–"),
            "Status": rows["status"],
            "Sumber": rows["publisher"] + ", " + rows["title"],
            "Rujukan": rows["reference"],
            "Berkas dan baris": [
                f"data/reference/{file} baris {row}" for file, row in zip(rows["file"], rows["row_number"], strict=True)
            ],
        }
    )
    st.html(f'<p class="k-formula"><b>Rumus.</b> {escape(selection.indicator.formula_text)}</p>')
    components.html_table(table, right=["Angka tercetak"])
