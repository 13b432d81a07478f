"""Axes of values and of shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from kumkm.domain import units
from kumkm.figures.theme import Style

HALF = 50.0
QUARTERS = (0, 25, 50, 75, 100)


def value_axis(values: Sequence[float], style: Style) -> dict[str, Any]:
    """From zero to the largest; NaN does not count. Numbers beside marks stand in the margins."""
    high = max((float(value) for value in values if pd.notna(value)), default=0.0) or 1.0
    return {
        "range": [0, 1.005 * high],  # a mark at the very end would not be drawn
        "nticks": 6,
        "showgrid": False,
        "showline": False,
        "zeroline": True,
        "zerolinecolor": style.palette.muted,
        "zerolinewidth": 1,
    }


def share_axis() -> dict[str, Any]:
    return {
        "range": [0, 100],
        "tickvals": QUARTERS,
        "ticktext": [units.percent(tick, 0) for tick in QUARTERS],
        "showline": True,
        "showgrid": False,
    }
