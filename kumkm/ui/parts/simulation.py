"""What rests on simulated deliveries says so."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from kumkm.ui.parts.html import NOTHING
from kumkm.ui.state import cache

SIMULATED: Final = Markup('<i class="k-simulated">DATA SIMULASI</i>')


_UNDERLINED: Final = Markup(' class="k-not-real"')


def underlined(simulated: object) -> Markup:
    """The attributes of a number in a tile or table: a dotted line under what is simulated."""
    return _UNDERLINED if simulated else NOTHING


def simulated_mark(indicator_id: str, year: int | None = None) -> Markup:
    """`DATA SIMULASI` where the indicator, or its one year, rests on simulated deliveries; else nothing."""
    return SIMULATED if is_simulated(indicator_id, year) else NOTHING


@cache.per_build(2000)
def is_simulated(indicator_id: str, year: int | None = None) -> bool:
    """Whether any value of the indicator (in the year) rests on simulated deliveries."""
    panel = cache.read("indicator_panel", indicator_id=indicator_id)
    rows = panel if year is None else panel[panel["year"] == year]
    return bool(rows["simulated"].any())
