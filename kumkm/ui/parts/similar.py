"""Daerah berstruktur mirip: the same regions and the same words on every page that shows them."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from kumkm.domain import units
from kumkm.narrative.grammar import names as listed
from kumkm.ui.parts import prose
from kumkm.ui.state import cache


def nearest(region_code: str) -> pd.DataFrame:
    """The regions of nearest structure, as of the analysis `similar`."""
    return cache.analysis("similar", region_code=region_code)


def similar(region_code: str) -> None:
    """Who is alike and how near, and what the likeness rests on."""
    found, names = nearest(region_code), cache.names()
    prose.heading("Daerah berstruktur mirip")
    if found.empty:
        st.html('<p class="k-text k-quiet">Belum dapat dihitung: datanya belum lengkap.</p>')
        return
    who = [f"{names[str(row.region_code)]} (jarak {units.number(row.distance, 2)})" for row in found.itertuples()]
    st.html(
        f'<p class="k-text"><b>{escape(listed(who, most=len(who)))}</b><br>Jarak dihitung dari '
        f"{escape(found['features'].iloc[0])}; masing-masing dibakukan, makin kecil makin mirip. Kemiskinan, "
        "pertumbuhan, dan angka lain tidak ikut memilih.</p>"
    )
