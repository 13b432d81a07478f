"""Figures as a page places them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from kumkm.figures import marks
from kumkm.figures.theme import Style
from kumkm.ui.parts.html import place


def chart(figure: Any, *, key: str, alt: str, still: bool = False) -> None:
    """A figure, with its own look and without a tool bar; `still` where its labels already say everything."""
    config = {"displayModeBar": False, "staticPlot": still}
    st.plotly_chart(figure, key=key, theme=None, width="stretch", config=config, alt=alt)


def small_multiples(drawn: Markup, highlighted: Sequence[str], style: Style) -> None:
    """Small multiples made by `kumkm.figures.marks`, and apart from them which regions are chosen."""
    place(marks.highlighting(highlighted, style), drawn)
