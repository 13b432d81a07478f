"""Daerah: one region on one screen; everything else folded below."""

from kumkm.ui.pages.region import more, page
from kumkm.ui.parts import layout
from kumkm.ui.state import address

selection = address.current()

with layout.grid("daerah"):
    page.texts(selection)
more.in_words(selection)
more.every_indicator(selection)
