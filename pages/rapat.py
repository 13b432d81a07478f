"""Rapat: the meeting on the wall, one picture a step; the same steps in the presenter's window and on phones."""

from kumkm.ui.pages.meeting import page
from kumkm.ui.state import address

page.page(address.current())
