"""Daerah: one region, all indicators."""

from kumkm.ui.pages import region
from kumkm.ui.parts import indicator_rows, sources
from kumkm.ui.state import address

selection = address.current()

region.lede(selection)
indicator_rows.rows(selection)
region.peers(selection)
region.public_record(selection)
sources.sources(selection)
