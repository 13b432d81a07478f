"""Ringkasan: the province on one screen."""

import streamlit as st

from kumkm.ui import components, filters, overview

selection = filters.current()

overview.key_figures(selection)
map_column, text_column = st.columns([1.35, 1], gap="medium")
with map_column:
    components.map_of_regions(selection, key="peta", height=overview.map_height(selection))
    components.sources(selection)
with text_column:
    overview.standing_out(selection)
    overview.public_statements(selection)
