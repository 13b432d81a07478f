"""Kualitas: how firm what was delivered is, who has reported, what the rules found, how it was read."""

from kumkm.ui.pages.quality import findings, headline, page, panels
from kumkm.ui.parts import layout
from kumkm.ui.state import address

selection = address.current()

with layout.grid("kualitas"):
    page.texts(selection, headline.choose_subject(), panels.choose_year())
    headline.weights()
    findings.findings(selection)
    findings.understanding()
