"""Indikator: one indicator, all regions."""

from kumkm.ui.pages import indicator
from kumkm.ui.parts import downloads, layout, maps
from kumkm.ui.shell import filters
from kumkm.ui.state import address

selection = address.current()

with filters.own():
    filters.compare()
with layout.grid("indikator"):
    indicator.texts(selection)
    maps.map_of_regions(selection, key="peta")
    indicator.ranking(selection)
    indicator.trend(selection)
    indicator.details(selection)
    downloads.menu(selection)
