"""Usulan: who asks for what, how far it came, who needs it, and what fits under a ceiling; one part at a time."""

from kumkm.ui import filters, proposal_room

selection = filters.current()

proposal_room.menu(selection)
proposal_room.answer(selection)
proposal_room.sources(selection)
