"""Colours and sizes of what is drawn."""

from __future__ import annotations

import streamlit as st

from kumkm.domain.view.selection import Selection
from kumkm.figures.theme import PALETTES, Style


def usual_style() -> Style:
    """What most viewers see: the light theme on a desk."""
    return Style(PALETTES["light"], text_px=13)


def style(selection: Selection) -> Style:
    """Colours of the theme the viewer sees and the type size of the screen."""
    colours = PALETTES["dark" if st.context.theme.type == "dark" else "light"]
    return Style(colours, text_px=18 if selection.screen else 13)
