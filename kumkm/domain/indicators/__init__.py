"""The indicator registry: each indicator is a measure, a quotient of measures, or a measure's growth.

Declared once, a file per topic, and used by menu, map, ranking, profile, axes, captions, exports, dictionary and tests.
Codes such as K01 are those of the office's list of standard indicators; sums come first, divisions last.
"""

from kumkm.domain.indicators.base import Also, Direction, Formula, Indicator, MapKind
from kumkm.domain.indicators.registry import (
    BLOCKS,
    DEFAULT,
    GROWING,
    HEADLINES,
    IN_BLOCKS,
    INDICATORS,
    both_series,
    companion_of,
    level_of,
    rate_of,
)

__all__ = [
    "BLOCKS",
    "DEFAULT",
    "GROWING",
    "HEADLINES",
    "INDICATORS",
    "IN_BLOCKS",
    "Also",
    "Direction",
    "Formula",
    "Indicator",
    "MapKind",
    "both_series",
    "companion_of",
    "level_of",
    "rate_of",
]
