"""Pertumbuhan: how the chosen indicator grows, and who carries it."""

from kumkm.ui import cache, components, filters, growth_views

selection = filters.current()
panel = cache.read("indicator_panel", indicator_id=growth_views.level_indicator(selection).id)

span = growth_views.choose_span(selection, panel)
growth_views.headline(selection, panel, span)
growth_views.year_on_year_and_average(selection, panel, span)
growth_views.index(selection, panel, span)
growth_views.contribution(selection, panel, span)
components.sources(growth_views.level_selection(selection))
