"""Pertumbuhan: who grows, why, whether it is real, and who is left behind; one view at a time."""

from kumkm.ui.pages.growth import page
from kumkm.ui.state import address

selection = address.current()

page.menu(selection)
page.headline(selection)
page.view(selection)
page.downloads(selection)
page.sources(selection)
