"""Indikator: one indicator, all regions."""

import streamlit as st

from kumkm.ui import cache, components, downloads, filters, indicator_views

selection = filters.current()
frame = cache.read("indicator_by_region", indicator_id=selection.indicator_id, year=selection.year)
panel = cache.read("indicator_panel", indicator_id=selection.indicator_id)

indicator_views.headline(frame, panel, selection)
components.missing_year(selection)
map_column, ranking_column = st.columns([1.3, 1], gap="medium")
with map_column:
    components.map_of_regions(selection, key="peta", height=720 if selection.screen else 560)
with ranking_column:
    indicator_views.ranking(frame, panel, selection)
indicator_views.position(frame, selection)
trend_column, compare_column = st.columns([2.4, 1], gap="medium")
with compare_column:
    filters.compare()
    indicator_views.definition(selection)
with trend_column:
    indicator_views.trend(panel, selection)
indicator_views.details(frame, panel, selection)
components.discrepancy(selection)
components.sources(selection, province_basis=indicator_views.province_basis(panel, selection))
downloads.menu(frame, selection)
