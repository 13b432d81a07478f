"""Map classes: natural breaks over all years at once, edges rounded, so that the legend stands still.

Natural breaks are Fisher-Jenks (jenkspy). With a diverging scale zero is always an edge.
"""

from __future__ import annotations

import itertools
import math
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

    Inner edges are rounded, the outer ones rounded outwards; equal edges are merged, so that few distinct
    values give fewer classes. Empty input gives no edges.
    """
    if not values:
        return Classes((), None)
    edges = _rounded(_breaks(values, classes), decimals)
    return Classes(edges, _fit(values, edges))


def diverging(values: Sequence[float], decimals: int, classes: int = CLASSES) -> Classes:
    """Classes for growth: zero is an edge, each side has natural breaks of its own.

    A side gets classes in proportion to its values, at least one where it has any.
    """
    if not values:
        return Classes((), None)
    below = [value for value in values if value < 0]
    above = [value for value in values if value >= 0]
    share = len(below) / len(values)
    lower = 0 if not below else min(classes - 1 if above else classes, max(1, round(classes * share)))
    edges = [0.0]
    if below:
        edges = [*_rounded(_breaks([*below, 0.0], lower), decimals)[:-1], 0.0]
    if above:
        edges = [*edges, *_rounded(_breaks([0.0, *above], classes - lower), decimals)[1:]]
    return Classes(tuple(edges), _fit(values, tuple(edges)))


def class_of(value: float, edges: Sequence[float]) -> int:
    """Index of the class that holds `value`; a class includes its lower edge, the last both."""
    inner = edges[1:-1]
    return sum(value >= edge for edge in inner)


def _breaks(values: Sequence[float], classes: int) -> list[float]:
    distinct = sorted(set(values))
    wanted = min(classes, len(distinct) - 1)
    if wanted < 2:
        return [distinct[0], distinct[-1]]
    return [float(edge) for edge in jenkspy.jenks_breaks(list(values), n_classes=wanted)]


def _rounded(edges: Sequence[float], decimals: int) -> tuple[float, ...]:
    """Round edges to a step that keeps them apart: coarse first, never finer than the display."""
    if edges[0] == edges[-1]:
        return (edges[0], edges[-1])
    gap = (edges[-1] - edges[0]) / max(1, len(edges) - 1)
    coarse = -math.floor(math.log10(gap))
    for digits in range(coarse, max(coarse, decimals) + 1):
        factor = 10.0**digits
        low = math.floor(edges[0] * factor + 1e-9) / factor
        high = math.ceil(edges[-1] * factor - 1e-9) / factor
        inner = [round(edge * factor) / factor for edge in edges[1:-1]]
        candidate = [low, *inner, high]
        if all(left < right for left, right in itertools.pairwise(candidate)):
            return tuple(candidate)
    return tuple(sorted(set(candidate)))


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
