"""The row above every page: brand, question, shared filters."""

from __future__ import annotations

import streamlit as st

from kumkm.domain.view.selection import Selection
from kumkm.ui.shell import ask, filters


def masthead(selection: Selection) -> None:
    """Brand and shared filters in one row; they stay on every page. A grid of ours: columns cost a message each."""
    with st.container(key="kepala"):
        ask.place(selection)
        filters.render(selection)
