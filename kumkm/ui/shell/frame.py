"""Stylesheet, language, theme colours, projector size and bar of the page in the browser."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

import streamlit as st

from kumkm import settings
from kumkm.domain.view.selection import Selection
from kumkm.ui.parts.component import Component
from kumkm.ui.parts.look import style
from kumkm.ui.shell import bar, taking
from kumkm.ui.state import assets, cache, choices, inquiry

_STYLED: Final = "_styled"
_frame = Component("frame", "frame/frame.js")


def apply_theme(page: str, selection: Selection) -> None:
    """Load the stylesheet once and tell the browser theme, language, size, and what the bar shows.

    A session's first run carries the rules themselves, so that nothing is ever seen unstyled; by the
    next run the browser has them from the address.
    """
    if not choices.of(_STYLED):
        st.html(settings.load().static / "kumkm.css")
        choices.put(_STYLED, True)
    _frame(
        {
            "stylesheet": assets.url("kumkm.css"),
            "print": assets.url("print.css"),
            "screen": selection.screen,
            "picture": {
                "module": assets.url("picture/picture.js"),
                "font": assets.url("fonts/public-sans.woff2"),
                "build": cache.published().build_id,
            },
            "bar": bar.data(page, selection),
            "palette": {
                key: value for key, value in asdict(style(selection).palette).items() if isinstance(value, str)
            },
        },
        key="frame",
        height=1,
        on_asal_change=lambda: inquiry.ask_text(choices.of("frame").asal or ""),
        on_buka_change=lambda: bar.keep_wanted(choices.of("frame").buka),
        on_unduh_change=taking.ask,
        on_layar_change=lambda: choices.put("layar", not choices.of("layar")),
    )
