"""Kualitas: how firm what was delivered is, who has reported, what the rules found, how it was read."""

from kumkm.ui.pages.quality import findings, headline, page, panels
from kumkm.ui.parts import layout
from kumkm.ui.shell import filters
from kumkm.ui.state import address

selection = address.current()

with filters.own():
    subject, book_year = headline.choose_subject(selection), panels.choose_year(selection)
with layout.grid("kualitas"):
    page.texts(selection, subject, book_year)
    headline.weights()
    findings.findings(selection)
    findings.understanding()
