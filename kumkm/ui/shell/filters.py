"""The shared filters of the masthead, and the choice of whom to compare with."""

from __future__ import annotations

import streamlit as st

from kumkm.domain.indicators import INDICATORS
from kumkm.domain.view.selection import MAX_COMPARED, PROVINCE, Selection
from kumkm.ui.state import cache


def render(selection: Selection) -> None:
    """Draw the filters; they live in the frame and keep their state across pages."""
    labels = {PROVINCE: "Seluruh provinsi", **cache.choosable()}
    st.selectbox("Kabupaten/Kota", list(labels), format_func=labels.__getitem__, key="kab")
    known = [key for key in INDICATORS if key in cache.coverage()]
    st.selectbox("Indikator", known, format_func=lambda key: INDICATORS[key].choice, key="indikator")
    _year(selection)
    st.toggle("Layar", key="layar")


def _year(selection: Selection) -> None:
    years = cache.coverage()[selection.indicator_id].years
    if len(years) > 1:
        st.select_slider("Tahun", years, key="tahun")
    else:
        st.selectbox("Tahun", years, key="tahun", disabled=True)


def compare() -> None:
    """Draw the choice of regions to compare; on the pages that compare."""
    names = cache.choosable()
    st.multiselect(
        "Bandingkan dengan",
        list(names),
        format_func=names.__getitem__,
        key="banding",
        max_selections=MAX_COMPARED,
        placeholder="Pilih paling banyak tiga daerah",
    )
