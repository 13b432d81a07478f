"""Map classes: natural breaks over all years at once, edges rounded, so that the legend stands still.

Natural breaks are Fisher-Jenks (jenkspy). With a diverging scale zero is always an edge.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import jenkspy

CLASSES = 5


@dataclass(frozen=True)
class Classes:
    """Class edges, ascending, one more than there are classes; `fit` is the goodness of variance fit 0-1."""

    edges: tuple[float, ...]
    fit: float | None


def natural(values: Sequence[float], decimals: int, classes: int = CLASSES) -> Classes:
    """Classes for a rate. `values` without NaN, all years pooled; `decimals` those of the display.

    Each inner edge is the roundest number between two classes, never finer than the display; the outer
    ones are rounded outwards. Few distinct values give fewer classes; empty input gives no edges.
    """
    if not values:
        return Classes((), None)
    edges = _edges(values, classes, decimals)
    return Classes(edges, _fit(values, edges))


def diverging(values: Sequence[float], decimals: int, classes: int = CLASSES) -> Classes:
    """Classes for growth: zero is an edge, each side has natural breaks of its own.

    A side gets classes in proportion to its values, at least one where it has any.
    """
    if not values:
        return Classes((), None)
    below = [value for value in values if value < 0]
    above = [value for value in values if value > 0]
    share = len(below) / len(values)
    lower = 0 if not below else min(classes - 1 if above else classes, max(1, round(classes * share)))
    edges = {0.0}
    if below:
        edges |= {edge for edge in _edges([*below, 0.0], lower, decimals) if edge < 0}
    if above:
        edges |= {edge for edge in _edges([0.0, *above], classes - lower, decimals) if edge > 0}
    ordered = tuple(sorted(edges))
    return Classes(ordered, _fit(values, ordered))


def class_of(value: float, edges: Sequence[float]) -> int:
    """Index of the class that holds `value`; a class includes its lower edge, the last both."""
    inner = edges[1:-1]
    return sum(value >= edge for edge in inner)


def _edges(values: Sequence[float], classes: int, decimals: int) -> tuple[float, ...]:
    """Edges of natural classes; jenkspy names each class by its highest value, an edge lies above it."""
    distinct = sorted(set(values))
    low, high = distinct[0], distinct[-1]
    if low == high:
        return (low, high)
    wanted = min(classes, len(distinct))
    tops = jenkspy.jenks_breaks(list(values), n_classes=wanted)[1:-1] if wanted > 1 else []
    inner = [_roundest(float(top), distinct[bisect_right(distinct, float(top))], decimals) for top in tops]
    digits = min(decimals, -math.floor(math.log10((high - low) / wanted)))
    factor = 10.0**digits
    ends = (math.floor(low * factor + 1e-9) / factor, math.ceil(high * factor - 1e-9) / factor)
    return tuple(sorted({*ends, *inner}))


def _roundest(low: float, high: float, decimals: int) -> float:
    """The roundest number above `low` and not above `high`, nearest their middle."""
    middle = (low + high) / 2
    for digits in range(-15, decimals + 1):
        candidate = round(middle * 10.0**digits) / 10.0**digits
        if low < candidate <= high:
            return candidate
    return round(middle, decimals)


def _fit(values: Sequence[float], edges: Sequence[float]) -> float | None:
    """Goodness of variance fit: 1 − spread within classes ÷ spread around the mean; NaN-free input."""
    mean = math.fsum(values) / len(values)
    total = math.fsum((value - mean) ** 2 for value in values)
    if total == 0 or len(edges) < 2:
        return None
    groups: dict[int, list[float]] = {}
    for value in values:
        groups.setdefault(class_of(value, edges), []).append(value)
    within = 0.0
    for group in groups.values():
        centre = math.fsum(group) / len(group)
        within += math.fsum((value - centre) ** 2 for value in group)
    return 1 - within / total
