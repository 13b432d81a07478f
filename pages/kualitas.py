"""Kualitas: how firm what was delivered is, who has reported, what the rules found, how it was read."""

from kumkm.ui.pages.quality import findings, grid, headline, panels
from kumkm.ui.state import address

selection = address.current()

headline.headline()
grid.grid(selection, headline.choose_subject())
headline.weights()
panels.readiness(selection)
panels.reporting(selection)
findings.findings(selection)
findings.understanding()
panels.reconciliation(selection)
headline.sources()
