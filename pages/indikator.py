"""Indikator: one indicator, all regions."""

import streamlit as st

from kumkm.ui import components, downloads, filters, indicator_views

selection = filters.current()

indicator_views.headline(selection)
components.missing_year(selection)
map_column, ranking_column = st.columns([1.3, 1], gap="medium")
with map_column:
    components.map_of_regions(selection, key="peta", height=720 if selection.screen else 560)
with ranking_column:
    indicator_views.ranking(selection)
words_column, position_column = st.columns([1.3, 1], gap="medium")
with words_column:
    indicator_views.in_words(selection)
with position_column:
    indicator_views.position(selection)
trend_column, compare_column = st.columns([2.4, 1], gap="medium")
with compare_column:
    filters.compare()
    indicator_views.definition(selection)
with trend_column:
    indicator_views.trend(selection)
indicator_views.details(selection)
components.discrepancy(selection)
components.sources(selection, province_basis=indicator_views.province_basis(selection))
downloads.menu(selection)
