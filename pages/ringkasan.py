"""Ringkasan: the province on one screen, the map its hero."""

from kumkm.ui.pages import overview
from kumkm.ui.parts import layout, maps
from kumkm.ui.shell import filters
from kumkm.ui.state import address

selection = address.current()

with filters.own():
    overview.choose_since()
with layout.grid("ringkasan"):
    overview.texts(selection)
    maps.map_of_regions(selection, key="peta")
