"""Which shared filters act on a page: what stands in its filter line, and nothing else.

A filter that a page does not go by would state what its picture does not show.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kumkm.domain.view.growth import REGISTER_FIELDS
from kumkm.domain.view.selection import GROWTH_PAGE, OVERVIEW_PAGE, PROPOSALS_PAGE, Selection

INDICATOR, REGION, YEAR = "indikator", "kab", "tahun"
_EVERY: Final = (INDICATOR, REGION, YEAR)
# Path of a page → the shared filters that act on it, in the order of the sentence they make.
_OF_PAGE: Final[Mapping[str, tuple[str, ...]]] = {
    OVERVIEW_PAGE: _EVERY,
    "indikator": _EVERY,
    "daerah": (REGION,),
    PROPOSALS_PAGE: (REGION,),
    "kualitas": (REGION,),
}
# View of Pertumbuhan → the same. What a view compares besides are controls of its own.
_OF_GROWTH: Final[Mapping[str, tuple[str, ...]]] = {
    "peta": _EVERY,
    "lintasan": _EVERY,
    "andil": _EVERY,
    "bandingkan": _EVERY,
    "tipologi": (REGION, YEAR),
    "ketimpangan": (),
    "struktur": (REGION,),
    "pergeseran": (REGION,),
    "cakupan": (INDICATOR, REGION, YEAR),
    "kaitan": (REGION,),
    "skenario": (REGION,),
}
# View of Pertumbuhan → the indicators it answers for, where those are few.
_ANSWERED: Final[Mapping[str, tuple[str, ...]]] = {"cakupan": tuple(REGISTER_FIELDS.values())}


def acting(page: str, selection: Selection) -> tuple[str, ...]:
    """Names of the shared filters that act on a page as it is shown; none on a page that is not known."""
    if page == GROWTH_PAGE:
        return _OF_GROWTH[selection.growth.view]
    return _OF_PAGE.get(page, ())


def answering(page: str, selection: Selection) -> tuple[str, ...] | None:
    """The indicators for which a page as it is shown has an answer, the usual one first; None where it has for all."""
    return _ANSWERED.get(selection.growth.view) if page == GROWTH_PAGE else None
