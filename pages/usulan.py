"""Usulan: who asks for what, how far it came, who needs it, and what fits under a ceiling; one part at a time."""

from kumkm.ui.pages.proposals import page
from kumkm.ui.state import address

selection = address.current()

page.menu(selection)
page.answer(selection)
page.sources(selection)
