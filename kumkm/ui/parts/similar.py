"""Daerah berstruktur mirip: the same regions and the same words on every page that shows them."""

from __future__ import annotations

from typing import Final

import pandas as pd
from markupsafe import Markup

from kumkm.analysis.catalogue import likeness
from kumkm.domain import units
from kumkm.narrative.grammar import names as listed
from kumkm.ui.parts import prose
from kumkm.ui.parts.html import place
from kumkm.ui.state import cache

HEADING: Final = prose.heading_html("Daerah berstruktur mirip")


@cache.per_build(100, ahead=lambda: [(code,) for code in cache.names()])
def nearest(region_code: str) -> pd.DataFrame:
    """The regions of nearest structure, the same that `python -m kumkm analyse similar` prints."""
    return likeness.nearest(_shares(), region_code)


@cache.per_build(1)
def _shares() -> tuple[pd.DataFrame, str]:
    """Made once for all regions."""
    return likeness.telling_shares(cache.read)


def similar(region_code: str) -> None:
    """Who is alike and how near, and what the likeness rests on."""
    place(HEADING, similar_html(region_code))


def similar_html(region_code: str) -> Markup:
    """The same as HTML, below its heading."""
    regions, names = nearest(region_code), cache.names()
    if regions.empty:
        return prose.quiet_html("Belum dapat dihitung: datanya belum lengkap.")
    who = [f"{names[str(row.region_code)]} (jarak {units.number(row.distance, 2)})" for row in regions.itertuples()]
    text = Markup(
        '<p class="k-text"><b>{}</b><br>Jarak dihitung dari {}; masing-masing dibakukan, makin kecil makin mirip. '
        "Kemiskinan, pertumbuhan, dan angka lain tidak ikut memilih.</p>"
    )
    return text.format(listed(who, most=len(who)), regions["features"].iloc[0])
