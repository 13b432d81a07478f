"""A page as a grid of named areas: text of all areas in one message, charts and controls beside it.

Every element and every column is a message of its own in each rerun, so text is gathered. Where an area stands on the
screen is said by `static/kumkm.css`: `.st-key-tata_NAME` has `grid-template-areas`; a chart or control is placed by its
own key. On a narrow screen and in print the areas follow each other.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

import streamlit as st
from markupsafe import Markup

from kumkm.ui.parts.html import join, place

GRID = "tata"  # the keys of page grids begin with it


def grid(name: str) -> AbstractContextManager[object]:
    """The grid of a page or view, by its name in the stylesheet."""
    return st.container(key=f"{GRID}_{name}")


def texts(**areas: Markup) -> None:
    """HTML for areas of the grid round it, in one message; an empty one is left out."""
    area = Markup('<div class="k-area" style="grid-area:{}">{}</div>')
    if body := join([area.format(name, html) for name, html in areas.items() if html]):
        place(body)
