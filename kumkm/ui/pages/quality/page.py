"""What is written on Kualitas, area by area."""

from __future__ import annotations

from kumkm.domain.view.selection import Selection
from kumkm.ui.pages.quality import grid, headline, panels
from kumkm.ui.parts import layout


def texts(selection: Selection, subject: str, year: int | None) -> None:
    """All text of the page: for the kind of delivery and the book year that were chosen."""
    layout.texts(
        judul=headline.headline_html(),
        legenda=headline.legend_html(),
        kisi=grid.grid_html(selection, subject),
        siap=panels.readiness_html(selection),
        melapor=panels.reporting_heading(),
        laporan=panels.reporting_html(selection, year),
        beda=panels.reconciliation_html(selection),
        sumber=headline.sources_html(),
    )
