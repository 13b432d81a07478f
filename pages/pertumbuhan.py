"""Pertumbuhan: who grows, why, whether it is real, and who is left behind; one view at a time."""

from kumkm.ui import filters, growth_room

selection = filters.current()

growth_room.menu(selection)
growth_room.headline(selection)
growth_room.view(selection)
growth_room.controls_below(selection)
growth_room.downloads(selection)
growth_room.sources(selection)
