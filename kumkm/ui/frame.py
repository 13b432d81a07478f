"""The frame round every page: stylesheet, language, theme colours, projector size, brand."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

import streamlit as st

from kumkm import settings
from kumkm.domain.selection import Selection
from kumkm.figures.theme import PALETTES, Style
from kumkm.ui import assets, filters, palette, provenance

THEME: Final = "Akselerasi Pertumbuhan Ekonomi melalui Kebijakan Koperasi dan Kewirausahaan"

_DRESSED: Final = "_dressed"

_frame = st.components.v2.component("kumkm.frame", js=assets.STUB, isolate_styles=False)


def style(selection: Selection) -> Style:
    """Colours of the theme the viewer sees and the type size of the screen."""
    colours = PALETTES["dark" if st.context.theme.type == "dark" else "light"]
    return Style(colours, text_px=18 if selection.screen else 13)


def dress(selection: Selection) -> None:
    """Load the stylesheet once and tell the browser theme, language and size.

    A session's first run carries the rules themselves, so that nothing is ever seen undressed; by the
    next run the browser has them from the address.
    """
    if not st.session_state.get(_DRESSED):
        st.html(settings.load().static / "kumkm.css")
        st.session_state[_DRESSED] = True
    _frame(
        key="frame",
        height=1,
        on_asal_change=lambda: provenance.ask(st.session_state["frame"].asal or ""),
        data={
            "moduleUrl": assets.url("frame.js"),
            "stylesheet": assets.url("kumkm.css"),
            "screen": selection.screen,
            "palette": {
                key: value for key, value in asdict(style(selection).palette).items() if isinstance(value, str)
            },
        },
    )


def masthead(selection: Selection) -> None:
    """Brand and shared filters in one row; they stay on every page. A grid of ours: columns cost a message each."""
    with st.container(key="kepala"):
        with st.container(key="merek"):
            st.html(f'<header class="k-brand"><strong>Sulawesi Tenggara</strong><span>{THEME}</span></header>')
            palette.place(selection)
        filters.render(selection)
