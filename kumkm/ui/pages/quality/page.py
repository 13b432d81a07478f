"""What is written on Kualitas, area by area."""

from __future__ import annotations

from kumkm.domain.view.selection import Selection
from kumkm.ui.pages.quality import grid, headline, panels
from kumkm.ui.parts import layout, quality


def texts(selection: Selection, subject: str, year: int | None) -> None:
    """All text of the page: for the kind of delivery and the book year that were chosen."""
    layout.texts(  # the same for every region
        judul=headline.headline_html(),
        legenda=headline.legend_html(),
        kisi=grid.grid_html(subject, quality.weights()),
        siap=panels.readiness_html(),
        melapor=panels.reporting_heading(),
        laporan=panels.reporting_html(year),
    )
    layout.texts(
        beda=panels.reconciliation_html(selection.region_code),
        sumber=headline.sources_html(),
    )
