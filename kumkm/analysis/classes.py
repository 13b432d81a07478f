"""Map classes: natural breaks with rounded edges, an open class for what lies far out, one class where all is alike.

Natural breaks are Fisher-Jenks (jenkspy). With a diverging scale zero is always an edge.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import jenkspy
import numpy as np

from kumkm.domain import units
from kumkm.domain.indicators import Indicator, MapKind

CLASSES = 5
ALIKE_SHARE: Final = 0.05  # of the mean size: a range below it says nothing a colour could show
ALIKE_STEPS: Final = 2  # of the last decimal shown: rounding alone makes as much; whole numbers are counts
FAR_OUT: Final = 3.0  # quartile ranges beyond the quartiles (Tukey): a value there would take the classes of the others
MOST_FAR_OUT: Final = 2  # on each side; more are no exception but a group


@dataclass(frozen=True)
class Classes:
    """Class edges, ascending, one more than there are classes; `fit` is the goodness of variance fit 0-1.

    `low` and `high` say that the outer class there is open: it holds values far away from all others. `alike` says
    that there is one class because the values hardly differ.
    """

    edges: tuple[float, ...]
    fit: float | None
    low: bool = False
    high: bool = False
    alike: bool = False


def natural(values: Sequence[float], decimals: int, classes: int = CLASSES) -> Classes:
    """Classes for a rate. `values` without NaN; `decimals` those of the display.

    Each inner edge is the roundest number between two classes, never finer than the display; the outer
    ones are rounded outwards. Few distinct values give fewer classes; empty input gives no edges.
    """
    if not values:
        return Classes((), None)
    if are_alike(values, decimals):
        return Classes(_edges(values, 1, decimals), None, alike=True)
    below, core, above = _apart(values)
    inner = _edges(core, classes - bool(below) - bool(above), decimals)
    edges = _opened(inner, below, core, above, decimals)
    return Classes(edges, _fit(values, edges), low=bool(below), high=bool(above))


def diverging(values: Sequence[float], decimals: int, classes: int = CLASSES) -> Classes:
    """Classes for growth: zero is an edge, each side has natural breaks of its own.

    A side gets classes in proportion to its values, at least one where it has any.
    """
    if not values:
        return Classes((), None)
    if are_alike(values, decimals):
        return Classes(_edges(values, 1, decimals), None, alike=True)
    below, core, above = _apart(values, splits_zero=False)
    inner = _sided(core, classes - bool(below) - bool(above), decimals)
    edges = _opened(inner, below, core, above, decimals)
    return Classes(edges, _fit(values, edges), low=bool(below), high=bool(above))


def are_alike(values: Sequence[float], decimals: int) -> bool:
    """Whether values differ by so little that classes would make differences of nothing.

    The range is under 5 % of their mean size (92,6 and 96,1), or under two of the last decimal shown (0,10 and 0,11).
    """
    spread = max(values) - min(values)
    size = math.fsum(abs(value) for value in values) / len(values)
    return spread < ALIKE_SHARE * size or (decimals > 0 and spread < ALIKE_STEPS * 10.0**-decimals * (1 - 1e-9))


def _sided(values: Sequence[float], classes: int, decimals: int) -> tuple[float, ...]:
    """Edges with zero among them, each side divided by itself."""
    below = [value for value in values if value < 0]
    above = [value for value in values if value > 0]
    share = len(below) / len(values)
    lower = 0 if not below else min(classes - 1 if above else classes, max(1, round(classes * share)))
    edges = {0.0}
    if below:
        edges |= {edge for edge in _edges([*below, 0.0], lower, decimals) if edge < 0}
    if above:
        edges |= {edge for edge in _edges([0.0, *above], classes - lower, decimals) if edge > 0}
    return tuple(sorted(edges))


def _apart(values: Sequence[float], *, splits_zero: bool = True) -> tuple[list[float], list[float], list[float]]:
    """What lies far below all others, the others, and what lies far above; nothing where it is not the exception.

    Without `splits_zero`, what is on both sides of zero is not put into one class.
    """
    first, third = (float(edge) for edge in np.quantile(values, [0.25, 0.75]))
    reach = FAR_OUT * (third - first)
    below = _exception([value for value in values if value < first - reach], splits_zero)
    above = _exception([value for value in values if value > third + reach], splits_zero)
    core = [value for value in values if value not in below and value not in above]
    return (below, core, above) if len(set(core)) > 1 else ([], list(values), [])


def _exception(values: list[float], splits_zero: bool) -> list[float]:
    is_mixed = not splits_zero and bool(values) and min(values) < 0 <= max(values)
    return [] if len(values) > MOST_FAR_OUT or is_mixed else values


def _opened(
    edges: tuple[float, ...], below: list[float], core: list[float], above: list[float], decimals: int
) -> tuple[float, ...]:
    """The edges of the others, and beyond them an edge before what lies far out and one after it."""
    first, *inner, last = edges
    outer = [first], [last]
    if below:
        outer[0][:] = [_outwards(min(below), decimals, up=False), _parting(max(below), min(core), edges, decimals)]
    if above:
        outer[1][:] = [_parting(max(core), min(above), edges, decimals), _outwards(max(above), decimals, up=True)]
    return (*outer[0], *inner, *outer[1])


def _parting(low: float, high: float, edges: tuple[float, ...], decimals: int) -> float:
    """The edge between the others and what lies far out: zero where growth and shrinking part there."""
    return 0.0 if low < 0 <= high and 0.0 in edges else _roundest(low, high, decimals)


def _outwards(value: float, decimals: int, *, up: bool) -> float:
    factor = 10.0**decimals
    return (math.ceil(value * factor - 1e-9) if up else math.floor(value * factor + 1e-9)) / factor


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


def of_indicator(values: Sequence[float], indicator: Indicator) -> Classes:
    """Classes of values as they are written, by the kind of the indicator's map; no NaN, the edges as shown."""
    known = [float(indicator.shown(value)) for value in values]
    make = diverging if indicator.map_kind is MapKind.DIVERGING else natural
    return make(known, indicator.decimals)


def edge_text(edge: float, indicator: Indicator) -> str:
    """A class edge with as few decimals as it needs."""
    scaled = edge / indicator.scale.divisor
    decimals = next((digits for digits in range(4) if abs(scaled - round(scaled, digits)) < 1e-9), 3)
    return units.number(scaled, decimals)
