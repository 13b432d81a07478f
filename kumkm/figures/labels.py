"""Where the names of points go in a scatter plot: beside each point, clear of one another and of other points.

Greedy and deterministic: the chosen come first, then the most crowded; a few rounds let each label move once more when
all others stand. The result does not depend on the order of the points. Everything is reckoned in px from the lower
left corner of the plot, y upwards, for a plot of the size given: on a wider one labels only stand further apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kumkm.figures.theme import Style, text_width

_ROUNDS = 3
_BESIDE = 3  # px from the edge of a point to its label
_RINGS = (0, 16, 34, 56)  # px further out; from the second on a thin line leads back to the point
_DIAGONAL = 0.72
# Eight positions, those read first at the least cost.
_POSITIONS = (
    (1, 0, 0.0),
    (-1, 0, 0.4),
    (0, 1, 0.5),
    (0, -1, 0.6),
    (1, 1, 0.6),
    (1, -1, 0.7),
    (-1, 1, 0.8),
    (-1, -1, 0.9),
)
_X_ANCHORS = {1: "left", 0: "center", -1: "right"}
_Y_ANCHORS = {1: "bottom", 0: "middle", -1: "top"}
# costs
_FURTHER, _MOVED, _ON_LINE, _CROSSED, _ON_POINT, _ON_LABEL, _OUTSIDE = 6.0, 3.0, 4.0, 12.0, 20.0, 40.0, 60.0

Point = tuple[float, float]
Segment = tuple[Point, Point]


@dataclass(frozen=True)
class Box:
    """A rectangle in px."""

    left: float
    bottom: float
    right: float
    top: float

    def shared(self, other: Box) -> float:
        """The area both cover, as a share of this one; 0 where they only touch."""
        across = min(self.right, other.right) - max(self.left, other.left)
        if across <= 0:
            return 0.0
        up = min(self.top, other.top) - max(self.bottom, other.bottom)
        return across * up / ((self.right - self.left) * (self.top - self.bottom)) if up > 0 else 0.0

    def within(self, outer: Box) -> bool:
        return (
            self.left >= outer.left
            and self.right <= outer.right
            and self.bottom >= outer.bottom
            and self.top <= outer.top
        )

    def holds(self, point: Point) -> bool:
        return self.left < point[0] < self.right and self.bottom < point[1] < self.top

    def crossed(self, segment: Segment) -> bool:
        """True if any of a straight line lies inside (the part of it within is found by clipping: Liang-Barsky)."""
        (x0, y0), (x1, y1) = segment
        if (
            max(x0, x1) <= self.left
            or min(x0, x1) >= self.right
            or max(y0, y1) <= self.bottom
            or min(y0, y1) >= self.top
        ):
            return False
        enter, leave = 0.0, 1.0
        for start, step, low, high in ((x0, x1 - x0, self.left, self.right), (y0, y1 - y0, self.bottom, self.top)):
            if step == 0:
                continue
            near, far = sorted(((low - start) / step, (high - start) / step))
            enter, leave = max(enter, near), min(leave, far)
        return enter < leave


@dataclass(frozen=True)
class Label:
    """Where one label stands: its shift from the point in px, how it is anchored there, and the box it fills."""

    xshift: float
    yshift: float
    xanchor: str
    yanchor: str
    leader: bool
    box: Box

    @property
    def textposition(self) -> str:
        """The same for a text of a Plotly trace that stands at the shifted place."""
        across = {"left": "right", "right": "left", "center": "center"}[self.xanchor]
        up = {"bottom": "top", "top": "bottom", "middle": "middle"}[self.yanchor]
        return f"{up} {across}"

    def end(self, point: Point) -> Point:
        """Where it is anchored, in px, for its point in px."""
        return point[0] + self.xshift, point[1] + self.yshift

    def annotation(self, *, line: str, **more: Any) -> dict[str, Any]:
        """A Plotly annotation; `more` brings x, y, text and font. A label far from its point gets a thin `line`."""
        spec = {"showarrow": False, "xanchor": self.xanchor, "yanchor": self.yanchor, "borderpad": 0, **more}
        if not self.leader:
            return spec | {"xshift": round(self.xshift), "yshift": round(self.yshift)}
        pull = {"ax": round(self.xshift), "ay": -round(self.yshift), "axref": "pixel", "ayref": "pixel"}
        return spec | pull | {"showarrow": True, "arrowhead": 0, "arrowwidth": 0.8, "standoff": 4, "arrowcolor": line}


@dataclass(frozen=True)
class _Room:
    """What is in the plot beside the labels, in px."""

    points: Sequence[Point]
    lines: Sequence[Sequence[Segment]]
    taken: Sequence[Box]
    frame: Box
    radius: float

    def cost(self, box: Box, item: int) -> float:
        """What it costs to stand on points, on lines, on kept room or outside the plot."""
        cost = 0.0 if box.within(self.frame) else _OUTSIDE
        reach = self.radius
        near = Box(box.left - reach, box.bottom - reach, box.right + reach, box.top + reach)
        cost += _ON_POINT * sum(near.holds(point) for number, point in enumerate(self.points) if number != item)
        cost += _ON_LINE * sum(any(map(box.crossed, line)) for line in self.lines)
        return cost + sum(_ON_LABEL * (0.3 + box.shared(kept)) for kept in self.taken if box.shared(kept) > 0)

    def crossed(self, leader: Segment, item: int) -> float:
        """What it costs that a thin line runs over other points; those under its own cannot be helped."""
        reach, (left, bottom) = self.radius, self.points[item]
        others = (at for at in self.points if abs(at[0] - left) > 2 * reach or abs(at[1] - bottom) > 2 * reach)
        return _CROSSED * sum(Box(x - reach, y - reach, x + reach, y + reach).crossed(leader) for x, y in others)


@dataclass(frozen=True)
class _Candidate:
    """One place a label could take; `cost` is what it costs whatever the other labels do."""

    label: Label
    cost: float
    leader: Segment | None

    def hits(self, other: _Candidate) -> float:
        """What it costs beside another label: where both overlap, or the thin line of one runs through the other."""
        shared = self.label.box.shared(other.label.box)
        cost = _ON_LABEL * (0.3 + shared) if shared > 0 else 0.0
        crossed = (self.leader is not None and other.label.box.crossed(self.leader)) or (
            other.leader is not None and self.label.box.crossed(other.leader)
        )
        return cost + _CROSSED * crossed


@dataclass(frozen=True)
class Sheet:
    """What labels are placed on: ends of both axes in data, width and height in px, size of text, radius of a dot."""

    x_range: Point
    y_range: Point
    plot: Point
    size: int
    radius: float = 5.0

    def px(self, point: Point) -> Point:
        """Where a point in data stands, in px from the lower left."""
        across = (point[0] - self.x_range[0]) / ((self.x_range[1] - self.x_range[0]) or 1.0)
        up = (point[1] - self.y_range[0]) / ((self.y_range[1] - self.y_range[0]) or 1.0)
        return across * self.plot[0], up * self.plot[1]


def place(
    points: Sequence[Point],
    texts: Sequence[str],
    sheet: Sheet,
    *,
    first: Sequence[bool] = (),
    taken: Iterable[Box] = (),
    lines: Iterable[Sequence[Point]] = (),
    before: Sequence[Label] = (),
) -> list[Label]:
    """A place for the text of every point, in the order of the points.

    `points` are in data. `first` marks the points whose labels matter most, `taken` is room where no label should
    stand, `lines` (in data) should rather not run through one. `before` are the labels of the picture shown before this
    one, point by point: a label stays on its side where that is as good.
    """
    pixels = [sheet.px(point) for point in points]
    drawn = [list(pairwise(sheet.px(point) for point in line)) for line in lines]
    room = _Room(pixels, drawn, list(taken), Box(0, 0, *sheet.plot), sheet.radius)
    options = [
        _candidates(position, text, sheet.size, room, before[position] if position < len(before) else None)
        for position, text in enumerate(texts)
    ]
    order = sorted(
        range(len(points)),
        key=lambda item: (
            not (item < len(first) and first[item]),
            -_crowd(pixels, item, 6.0 * sheet.size),
            texts[item],
            pixels[item],
        ),
    )
    chosen: dict[int, _Candidate] = {}
    for _ in range(_ROUNDS):
        for item in order:
            others = [candidate for other, candidate in chosen.items() if other != item]
            chosen[item] = _cheapest(options[item], others)
    return [chosen[item].label for item in range(len(points))]


def _crowd(pixels: Sequence[Point], item: int, reach: float) -> int:
    """How many points lie near; labels are wide, so that near means further across than up."""
    x, y = pixels[item]
    return sum(abs(other[0] - x) < 2 * reach and abs(other[1] - y) < reach / 2 for other in pixels) - 1


def _candidates(item: int, text: str, size: int, room: _Room, before: Label | None) -> list[_Candidate]:
    """Every place a label could take, cheapest first."""
    width, height = text_width([text], size) + 4, round(1.16 * size)
    candidates = []
    for ring, further in enumerate(_RINGS):
        for across, up, preference in _POSITIONS:
            distance = room.radius + _BESIDE + further
            label = _label(room.points[item], (across, up), distance, (width, height), ring > 0)
            cost = _FURTHER * ring + preference + room.cost(label.box, item)
            if before is not None and (label.textposition, label.leader) != (before.textposition, before.leader):
                cost += _MOVED
            leader = (room.points[item], label.end(room.points[item])) if ring else None
            candidates.append(_Candidate(label, cost + (room.crossed(leader, item) if leader else 0.0), leader))
    return sorted(candidates, key=lambda candidate: candidate.cost)


def _label(point: Point, side: tuple[int, int], distance: float, extent: Point, leader: bool) -> Label:
    across, up = side
    reach = distance * (_DIAGONAL if across and up else 1.0)
    xshift, yshift = across * reach, up * reach
    x, y = point[0] + xshift, point[1] + yshift
    left = x - extent[0] * (1 - across) / 2
    bottom = y - extent[1] * (1 - up) / 2
    box = Box(left, bottom, left + extent[0], bottom + extent[1])
    return Label(xshift, yshift, _X_ANCHORS[across], _Y_ANCHORS[up], leader, box)


def _cheapest(options: Sequence[_Candidate], others: Sequence[_Candidate]) -> _Candidate:
    """The place that costs least among other labels; `options` come cheapest first."""
    best, least = options[0], float("inf")
    for option in options:
        if option.cost >= least:
            break
        cost = option.cost + sum(option.hits(other) for other in others)
        if cost < least:
            best, least = option, cost
    return best


def halo(colour: str) -> str:
    """A text shadow that keeps lines away from letters: the paper's colour all round."""
    return ", ".join(f"{x}px {y}px 2px {colour}" for x in (-1, 1) for y in (-1, 1))


def missing_note(names: Sequence[str], style: Style, *, per_line: int = 6, **more: Any) -> list[dict[str, Any]]:
    """A quiet note below a figure that names who has no value; none where nobody is missing."""
    if not names:
        return []
    rows = [", ".join(names[start : start + per_line]) for start in range(0, len(names), per_line)]
    note = {
        "text": "belum ada data: " + ",<br>".join(rows),
        "x": 0,
        "y": 0,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"color": style.palette.muted, "size": style.small_px},
    }
    return [note | more]


def coloured(text: str, colour: str) -> str:
    """A tick's text in bold and in a colour of its own, for a chosen region."""
    return f'<b><span style="color:{colour}">{text}</span></b>'


def region_axis(
    codes: Sequence[str], names: Mapping[str, str], highlighted: Sequence[str], style: Style, room: int | None = None
) -> dict[str, Any]:
    """Regions up the y axis, the first at the bottom; the chosen in bold and their colours.

    With `room` they stand that many px left of the axis, and a dotted line leads from each to its marks.
    """
    words = [
        coloured(names[code], style.mark(highlighted.index(code))[0]) if code in highlighted else names[code]
        for code in codes
    ]
    return {
        "range": [-0.6, max(0, len(codes) - 1) + 0.6],
        "tickvals": list(range(len(codes))),
        "ticktext": words,
        "ticklabelstandoff": room or 0,
        "showgrid": room is not None,
        "griddash": "dot",
        "showline": False,
        "tickfont": {"color": style.palette.ink, "size": style.text_px},
    }
