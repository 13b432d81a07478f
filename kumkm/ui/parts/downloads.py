"""Downloads of exactly what is shown: tables (`offer`), and forms to fill in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from kumkm import settings as project
from kumkm.analysis.comparable import comparable
from kumkm.domain.access import Permission
from kumkm.domain.view.selection import Selection
from kumkm.export import form_book, forms
from kumkm.export.downloads import Download
from kumkm.narrative import reporting
from kumkm.ui.parts import prose, simulation, sources
from kumkm.ui.parts.html import place
from kumkm.ui.state import access, cache
from kumkm.warehouse import menus

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def menu(selection: Selection) -> None:
    """The table of the page Indikator."""
    name = f"{name_of(selection.indicator.short_label)}-{selection.year}"
    offer(name, partial(_regions_table, selection, name), key="indikator")


def offer(
    name: str,
    make: Callable[[], Download],
    *,
    key: str,
    label: str = "Unduh",
) -> None:
    """One button for one table: CSV for Excel, a workbook, plain CSV.

    What it offers is drawn once it is opened, and a file made when it is asked for.
    """
    if not access.may(Permission.EXPORT):
        return
    shown = st.popover(label, key=f"unduh_{key}", type="tertiary", on_change="rerun")
    if not shown.open:
        return
    with shown:
        place(Markup('<span class="k-label">Unduh data</span>'), width="content")
        for label, ending, kind, help_text in (
            ("CSV", ".csv", "csv", "Titik koma dan koma desimal; terbuka langsung di Excel."),
            ("XLSX", ".xlsx", "xlsx", "Buku kerja dengan sumber dan catatan."),
            ("CSV polos", "-polos.csv", "polos", "Koma, titik desimal, semua angka di belakang koma; untuk program."),
        ):
            st.download_button(
                label,
                partial(_made, make, kind),
                f"{name}{ending}",
                _XLSX if kind == "xlsx" else "text/csv",
                on_click="ignore",
                key=f"unduh_{key}_{kind}",
                help=help_text,
            )


def _made(make: Callable[[], Download], kind: str) -> bytes | str:
    access.require(Permission.EXPORT)
    download = make()
    if kind == "polos":
        return download.plain_csv()
    return download.xlsx() if kind == "xlsx" else download.excel_csv()


def table(
    name: str,
    title: str,
    frame: pd.DataFrame,
    *,
    rests_on: Sequence[str] = (),
    source: str = "",
    simulated: bool = False,
    year: int | None = None,
    **more: Any,
) -> Download:
    """A frame as a download of this build. `rests_on` are the indicators it is made from: they give source and mark.

    `more` goes to `Download`: headings, decimals, own, notes.
    """
    build = cache.published().build_id
    source_names = dict.fromkeys(sources.source_of(key, year) for key in rests_on)
    return Download(
        name,
        title,
        frame,
        cache.regions(),
        source or "; ".join(source_names),
        build,
        simulated or any(simulation.is_simulated(key) for key in rests_on),
        **more,
    )


def _regions_table(selection: Selection, name: str) -> Download:
    """The regions as shown, in base units."""
    indicator = selection.indicator
    frame = cache.read("indicator_by_region", indicator_id=indicator.id, year=selection.year)
    frame = frame.assign(rank=_ranks(frame, selection))
    columns = ["region_code", "value", "change", "change_pct", "rank", "status_words", "period", "simulated"]
    columns_shown = frame[columns].assign(indicator=indicator.label, year=selection.year, unit=indicator.unit.name)
    ordered = columns_shown[["region_code", "indicator", "year", "value", "unit", *columns[2:]]]
    if reporting.is_of_money(indicator):
        ordered = ordered.assign(answered=frame["answered"], asked=frame["asked"])
    if not indicator.change_is_percent:
        ordered = ordered.drop(columns="change_pct")
    return table(
        name,
        prose.words(selection),
        ordered,
        rests_on=(indicator.id,),
        year=selection.year,
        decimals={"value": indicator.base_decimals, "change": indicator.base_decimals},
        notes=[f"Catatan: {indicator.caveat}"] if indicator.caveat else [],
    )


def _ranks(frame: pd.DataFrame, selection: Selection) -> pd.Series[int]:
    """The ranks as on screen; empty for who is not compared, or stands too near the median to be ranked."""
    among = comparable(frame, selection.indicator)
    places = [among.place(code) for code in frame["region_code"]]
    return pd.Series([None if place is None else place.rank for place in places], index=frame.index, dtype="Int64")


def name_of(text: str) -> str:
    """A label as part of a file name: `PDRB per kapita` → `pdrb-per-kapita`."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def form() -> None:
    """An empty form of the kind chosen, for those who send."""
    prose.heading("Formulir kiriman", "isi, kirim kembali: setiap judul, satuan, dan daftarnya sudah dikenal")
    with st.container(horizontal=True, key="formulir", vertical_alignment="bottom"):
        kind = st.selectbox("Jenis kiriman", list(forms.FORMS), format_func=_label_of, key="formulir_jenis", width=420)
        ending = forms.suffix(forms.find(kind))
        st.download_button(
            "Unduh formulir",
            partial(_form, kind),
            f"formulir-{kind.replace('_', '-')}{ending}",
            "text/csv" if ending == ".csv" else _XLSX,
            on_click="ignore",
            key="formulir_unduh",
        )


def _label_of(kind: str) -> str:
    return forms.find(kind).label


def _form(kind: str) -> bytes:
    """Made when asked for, for the year that is usual on that day."""
    reference = project.load().reference
    year = forms.usual_year(forms.find(kind), date.today())
    return form_book.make(kind, cache.regions(), menus.read(reference / menus.FILE).menus, year)
