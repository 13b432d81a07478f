"""Daerah: one region, all indicators."""

from kumkm.ui import components, filters, profile

selection = filters.current()

profile.lede(selection)
profile.rows(selection)
profile.peers(selection)
profile.public_record(selection)
components.sources(selection)
