"""The row above every page: brand, question, shared filters."""

from __future__ import annotations

from typing import Final

import streamlit as st

from kumkm.domain.view.selection import Selection
from kumkm.ui.shell import ask, filters

THEME: Final = "Akselerasi Pertumbuhan Ekonomi melalui Kebijakan Koperasi dan Kewirausahaan"


def masthead(selection: Selection) -> None:
    """Brand and shared filters in one row; they stay on every page. A grid of ours: columns cost a message each."""
    with st.container(key="kepala"):
        with st.container(key="merek"):
            st.html(f'<header class="k-brand"><strong>Sulawesi Tenggara</strong><span>{THEME}</span></header>')
            ask.place(selection)
        filters.render(selection)
