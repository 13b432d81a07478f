"""Indikator: one indicator, all regions."""

import streamlit as st

from kumkm.ui.pages import indicator
from kumkm.ui.parts import beside, downloads, maps, prose, sources
from kumkm.ui.shell import filters
from kumkm.ui.state import address

selection = address.current()

indicator.headline(selection)
prose.missing_year(selection)
map_column, ranking_column = st.columns([1.3, 1], gap="medium")
with map_column:
    maps.map_of_regions(selection, key="peta", height=720 if selection.screen else 560)
with ranking_column:
    indicator.ranking(selection)
words_column, position_column = st.columns([1.3, 1], gap="medium")
with words_column:
    indicator.in_words(selection)
with position_column:
    indicator.position(selection)
trend_column, compare_column = st.columns([2.4, 1], gap="medium")
with compare_column:
    filters.compare()
    indicator.definition(selection)
with trend_column:
    indicator.trend(selection)
indicator.details(selection)
beside.discrepancy(selection)
sources.sources(selection, province_basis=indicator.province_basis(selection))
downloads.menu(selection)
