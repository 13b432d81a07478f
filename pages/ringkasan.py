"""Ringkasan: the province on one screen."""

import streamlit as st

from kumkm.ui.pages import overview
from kumkm.ui.parts import key_figures, maps, sources, statements
from kumkm.ui.state import address

selection = address.current()

key_figures.key_figures(selection)
map_column, text_column = st.columns([1.35, 1], gap="medium")
with map_column:
    maps.map_of_regions(selection, key="peta")
    sources.sources(selection)
with text_column:
    overview.standing_out(selection)
    statements.public_statements(selection)
