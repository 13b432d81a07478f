"""The registry: every indicator by its id, in the order of the menu, and how indicators belong together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kumkm.domain import units
from kumkm.domain.indicators.base import Direction, Formula, Indicator, MapKind
from kumkm.domain.indicators.cooperatives import REGISTERED, SAME_BODIES_AND_WORKERS
from kumkm.domain.indicators.economy import ECONOMIC
from kumkm.domain.indicators.enterprises import MSMES
from kumkm.domain.indicators.finance import FINANCES
from kumkm.domain.indicators.human import DEVELOPMENT
from kumkm.domain.indicators.kdkmp import KDKMP
from kumkm.domain.indicators.kur import CREDIT
from kumkm.domain.indicators.labour import EMPLOYMENT, ENTREPRENEURS
from kumkm.domain.indicators.people import DEMOGRAPHIC
from kumkm.domain.indicators.proposals import PLANS
from kumkm.domain.indicators.quality import QUALITIES
from kumkm.domain.indicators.welfare import SOCIAL

_ORDERED = (
    *ECONOMIC,
    *DEMOGRAPHIC,
    *SOCIAL,
    *EMPLOYMENT,
    *DEVELOPMENT,
    *REGISTERED,
    *KDKMP,
    *SAME_BODIES_AND_WORKERS,
    *FINANCES,
    *MSMES,
    *CREDIT,
    *ENTREPRENEURS,
    *PLANS,
    *QUALITIES,
)
INDICATORS = {indicator.id: indicator for indicator in _ORDERED}
DEFAULT = "active_cooperative_share"
GROWING = "cooperatives_active"  # whose growth is shown first: of a share no region has a part


def rate_of(level: Indicator) -> Indicator:
    """How the growth of a level is written, percent a year; of a share or an index its difference, in points."""
    if level.change_is_percent:
        return replace(
            INDICATORS["grdp_growth"], id=level.id, short_label="Rata-rata setahun", direction=Direction.NEUTRAL
        )
    unit = units.PERCENT_POINTS if level.unit.is_percent else units.INDEX_POINTS
    return replace(level, short_label="Perubahan", unit=unit, map_kind=MapKind.DIVERGING)


def both_series(indicator_id: str) -> tuple[tuple[Indicator, Indicator], str] | None:
    """The two series of one concept, in the order their difference is told in, and why they differ.

    Declared on the first of the two, it holds for both; None where there is no other series.
    """
    for indicator in INDICATORS.values():
        if indicator.also is not None and indicator_id in (indicator.id, indicator.also.id):
            return (indicator, INDICATORS[indicator.also.id]), indicator.also.why
    return None


def companion_of(indicator_id: str) -> tuple[Indicator, str] | None:
    """The other series of the same concept, and why the two differ."""
    both = both_series(indicator_id)
    if both is None:
        return None
    (first, second), why = both
    return (second if first.id == indicator_id else first), why


def level_of(indicator_id: str) -> str:
    """The level whose growth is meant: a growth rate stands for the measure it is made from, others for themselves."""
    rate = INDICATORS[indicator_id]
    if rate.formula is not Formula.GROWTH:
        return indicator_id
    return next(
        level.id
        for level in INDICATORS.values()
        if level.formula is Formula.MEASURE and level.numerator == rate.numerator
    )


HEADLINES = (
    "active_cooperative_share",
    "rat_share",
    "enterprises",
    "kur_disbursed",
    "grdp_growth",
    "proposals",
)
# What one region is told by, on Daerah and on its sheet of paper: heading → indicators.
BLOCKS: Final[Mapping[str, tuple[str, ...]]] = {
    "Koperasi": ("active_cooperative_share", "rat_share", "cooperative_members", "cooperative_turnover"),
    "UMKM dan KUR": ("enterprises", "nib_share", "kur_disbursed", "kur_borrowers"),
    "Ekonomi dan kesejahteraan": ("grdp_growth", "grdp_per_capita", "poverty_rate", "unemployment_rate"),
}
IN_BLOCKS: Final = tuple(indicator_id for ids in BLOCKS.values() for indicator_id in ids)
