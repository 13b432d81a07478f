"""Kualitas: how firm what was delivered is, who has reported, what the rules found, how it was read."""

from kumkm.ui import filters, quality_findings, quality_grid, quality_panels, quality_views

selection = filters.current()

quality_views.headline()
quality_grid.grid(selection, quality_views.choose_subject())
quality_views.weights()
quality_panels.readiness(selection)
quality_panels.reporting(selection)
quality_findings.findings(selection)
quality_findings.understanding()
quality_panels.reconciliation(selection)
quality_views.sources()
