"""Native maps: every region a shape of its own, named by code and name, to be recoloured by whoever needs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from kumkm.domain.outlines import Outlines, Ring
from kumkm.export import fitting
from kumkm.export.slide_text import (
    ACCENT,
    INK,
    LINE,
    MUTED,
    PAPER,
    SMALL,
    Box,
    Run,
    Words,
    corners,
    draw_words,
    fill,
    plain,
    rgb,
    tell,
)
from kumkm.figures.theme import LIGHT

Point = tuple[float, float]
Span = tuple[float, float]
_LEVELS = 24  # level lines tried for a label
_FINEST = 0.02  # inches between points of a locator
_EMU = 914_400  # of the file's units in an inch
_DOT = 0.08  # inches across
_LINE_GAP = 0.12  # inches between a label and the map
_LEFT = 0.8  # of the middle: what lies west of there is named on the left


@dataclass(frozen=True)
class Area:
    """How a region looks on a map: without `colour` it is hatched (no data); `alt_text` is read out.

    Of `labels` the first that goes into the region stands on it; if none does, the last stands at the side.
    """

    name: str
    alt_text: str
    colour: str | None
    labels: Sequence[str] = ()


@dataclass(frozen=True)
class Map:
    """Every region as a shape of its own, named by code and name; one group."""

    outlines: Outlines
    areas: Mapping[str, Area]
    line: str = PAPER


@dataclass(frozen=True)
class Locator:
    """Where a region lies: the province in one shape, the region in another; outlines as `coarser` makes them."""

    outlines: Outlines
    code: str
    name: str


@dataclass(frozen=True)
class Frame:
    """From the units of outlines to a box: as large as fits, in the middle."""

    left: float
    top: float
    scale: float  # inches per unit

    def inches(self, point: Point) -> Point:
        x, y = point
        return self.left + x * self.scale, self.top + y * self.scale

    def point(self, x: float, y: float) -> tuple[int, int]:
        across, down = self.inches((x, y))
        return round(across * _EMU), round(down * _EMU)


def framed(outlines: Outlines, box: Box) -> Frame:
    """Where outlines stand in a box."""
    points = [point for rings in outlines.rings.values() for ring in rings for point in ring]
    left, right = (end(x for x, _ in points) for end in (min, max))
    top, bottom = (end(y for _, y in points) for end in (min, max))
    scale = min(box.width / (right - left), box.height / (bottom - top))
    across, down = (box.width - (right - left) * scale) / 2, (box.height - (bottom - top) * scale) / 2
    return Frame(box.left + across - left * scale, box.top + down - top * scale, scale)


def draw_map(shapes: Any, box: Box, spec: Map) -> None:
    """The regions in one group; their labels in them, or where they have no room, at the sides with a line to them."""
    here = {code: area for code, area in sorted(spec.areas.items()) if spec.outlines.rings.get(code)}
    largest = {code: max(spec.outlines.rings[code], key=_size) for code in here}
    centres = {code: _centre(largest[code]) for code, area in here.items() if area.labels}
    sides = _sided(here, centres)
    frame = framed(spec.outlines, _between(box, [_widest(here, codes) for codes in sides]))
    group = shapes.add_group_shape()
    group.name = "Peta kabupaten/kota"
    for code, area in here.items():
        shape = _outline(group.shapes, frame, spec.outlines.rings[code])
        shape.name = f"{code} {area.name}"
        tell(shape, area.alt_text)
        _paint(shape, area.colour)
        shape.line.color.rgb, shape.line.width = rgb(spec.line), Pt(0.75)
    outside = {code for code, area in here.items() if not _label_inside(shapes, frame, largest[code], area)}
    for codes, right in zip(sides, (False, True), strict=True):
        beside = [(frame.inches(centres[code]), here[code]) for code in codes if code in outside]
        _labels_beside(shapes, box, beside, right=right)


def _centre(ring: Ring) -> Point:
    """A point well inside a ring."""
    return _inside(ring, 0, 0) or ring[0]


def _sided(here: Mapping[str, Area], centres: Mapping[str, Point]) -> tuple[list[str], list[str]]:
    """The regions with a label on the left of the map and on its right, from north to south."""
    labelled = sorted((code for code, area in here.items() if area.labels), key=lambda code: centres[code][1])
    across = [x for x, _ in centres.values()]
    middle = (min(across) + max(across)) / 2 if across else 0.0
    left = [code for code in labelled if centres[code][0] < middle * _LEFT]
    return left, [code for code in labelled if code not in left]


def _widest(here: Mapping[str, Area], codes: Sequence[str]) -> float:
    """Room that labels of a side take, their lines included; 0 without labels."""
    widths = [fitting.width(here[code].labels[-1], SMALL) for code in codes]
    return max(widths) + 2 * _LINE_GAP if widths else 0.0


def _between(box: Box, taken: Sequence[float]) -> Box:
    left, right = taken
    return Box(box.left + left, box.top, box.width - left - right, box.height)


def _label_inside(shapes: Any, frame: Frame, ring: Ring, area: Area) -> bool:
    """Put the first label that goes between the sides of a ring; whether there is one, or none to put."""
    height = fitting.height(1, SMALL)
    for label in area.labels:
        width = fitting.width(label, SMALL, bold=True) + 0.02
        if point := _inside(ring, width / frame.scale, height / frame.scale):
            x, y = frame.inches(point)
            ink = PAPER if area.colour in LIGHT.sequential[3:] else INK
            words = Words([[Run(label, SMALL, True, ink)]], name=f"Label {area.name}")
            shape = draw_words(shapes, Box(x - width / 2 - 0.1, y - height / 2, width + 0.2, height), words)
            shape.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
            return True
    return not area.labels


def _labels_beside(shapes: Any, box: Box, beside: Sequence[tuple[Point, Area]], *, right: bool) -> None:
    """Labels one below the other at a side of the map, each as near to the height of its region as there is room."""
    height = fitting.height(1, SMALL)
    tops = _spread([y - height / 2 for (_, y), _ in beside], height * 1.08, box.top, box.top + box.height - height)
    for top, ((x, y), area) in zip(tops, beside, strict=True):
        width = fitting.width(area.labels[-1], SMALL) + 0.06
        left = box.left + box.width - width if right else box.left
        edge = left - 0.04 if right else left + width + 0.04
        line = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(Inches(at) for at in (edge, top + height / 2, x, y)))
        plain(line)
        line.name = f"Garis {area.name}"
        line.line.color.rgb, line.line.width = rgb(MUTED), Pt(0.75)
        _dot(shapes, (x, y), area)
        words = Words([[Run(area.labels[-1], SMALL, False, INK)]], name=f"Label {area.name}", right=right)
        draw_words(shapes, Box(left, top, width, height), words)


def _dot(shapes: Any, at: Point, area: Area) -> None:
    """Where a line ends, to be seen on every colour."""
    x, y = at
    dot = shapes.add_shape(MSO_SHAPE.OVAL, *corners(Box(x - _DOT / 2, y - _DOT / 2, _DOT, _DOT)))
    fill(dot, PAPER)
    dot.line.color.rgb, dot.line.width = rgb(MUTED), Pt(0.75)
    dot.name = f"Titik {area.name}"


def _spread(wanted: Sequence[float], step: float, low: float, high: float) -> list[float]:
    """Places from low to high, at least a step apart, as near as can be to those wanted, which ascend."""
    places: list[float] = []
    for at in wanted:
        places.append(max(at, low, places[-1] + step if places else low))
    for at in range(len(places) - 1, -1, -1):
        limit = high if at == len(places) - 1 else places[at + 1] - step
        places[at] = min(places[at], limit)
    return places


def _paint(shape: Any, colour: str | None) -> None:
    if colour is None:  # no data: hatched, as on the screens
        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        shape.fill.fore_color.rgb, shape.fill.back_color.rgb = rgb(LIGHT.faint), rgb(PAPER)
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(colour)


def _outline(shapes: Any, frame: Frame, rings: Sequence[Ring]) -> Any:
    """One freeform of several rings. The library's builder makes one of two points; its path is written anew."""
    drawn = [[frame.point(x, y) for x, y in ring] for ring in rings]
    left, right = (end(x for ring in drawn for x, _ in ring) for end in (min, max))
    top, bottom = (end(y for ring in drawn for _, y in ring) for end in (min, max))
    builder = shapes.build_freeform(left, top, 1.0)
    builder.add_line_segments([(right, bottom)], close=True)
    shape = builder.convert_to_shape()
    plain(shape)
    steps = "".join(_path(ring, left, top) for ring in drawn)
    size = f"w='{right - left}' h='{bottom - top}'"
    path = parse_xml(f"<a:pathLst {nsdecls('a')}><a:path {size}>{steps}</a:path></a:pathLst>")
    old = shape.element.xpath(".//a:pathLst")[0]
    old.getparent().replace(old, path)
    return shape


def _path(ring: Sequence[tuple[int, int]], left: int, top: int) -> str:
    points = [f"<a:pt x='{x - left}' y='{y - top}'/>" for x, y in ring]
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
    return f"<a:moveTo>{points[0]}</a:moveTo>{lines}<a:close/>"


def _size(ring: Ring) -> float:
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in _sides(ring)))


def _sides(ring: Ring) -> Iterator[tuple[Point, Point]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def _inside(ring: Ring, width: float, height: float) -> Point | None:
    """The centre of a rectangle within a ring, with most room at its sides; None where none lies within."""
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    best: tuple[float, Point] | None = None
    for step in range(1, _LEVELS):
        y = low + (high - low) * step / _LEVELS
        common = _spans(ring, y)
        for at in (y - height / 2, y + height / 2):
            common = _overlaps(common, _spans(ring, at))
        for left, right in common:
            if right - left >= width and (best is None or right - left > best[0]):
                best = right - left, ((left + right) / 2, y)
    return None if best is None else best[1]


def _overlaps(first: Sequence[Span], second: Sequence[Span]) -> list[Span]:
    pairs = ((max(a[0], b[0]), min(a[1], b[1])) for a in first for b in second)
    return [(left, right) for left, right in pairs if left < right]


def _spans(ring: Ring, y: float) -> list[Span]:
    """Where a level line runs within a ring: from and to."""
    crossed = sorted(
        x + (y - at) * (next_x - x) / (next_at - at)
        for (x, at), (next_x, next_at) in _sides(ring)
        if (at <= y) != (next_at <= y)
    )
    return list(zip(crossed[::2], crossed[1::2], strict=True))


def draw_locator(shapes: Any, box: Box, locator: Locator) -> None:
    """The province quiet, the region not."""
    frame, rings = framed(locator.outlines, box), dict(sorted(locator.outlines.rings.items()))
    rest = _outline(shapes, frame, [ring for code, mine in rings.items() if code != locator.code for ring in mine])
    rest.name = "Sulawesi Tenggara"
    fill(rest, LINE)
    rest.line.color.rgb, rest.line.width = rgb(PAPER), Pt(0.5)
    here = _outline(shapes, frame, rings[locator.code])
    here.name = f"{locator.code} {locator.name}"
    tell(here, f"Letak {locator.name} di Sulawesi Tenggara")
    fill(here, ACCENT)


def coarser(outlines: Outlines, box: Box) -> Outlines:
    """Outlines without what cannot be seen in a box so small."""
    step = _FINEST / framed(outlines, box).scale
    return replace(outlines, rings={code: _coarse(rings, step) for code, rings in outlines.rings.items() if rings})


def _coarse(rings: Sequence[Ring], step: float) -> list[Ring]:
    """Rings without points nearer than a step to the one kept before, and without rings too small to be seen."""
    largest = max(rings, key=_size)
    seen = [ring for ring in rings if ring is largest or _size(ring) > (2 * step) ** 2]
    return [_thinned(ring, step) for ring in seen]


def _thinned(ring: Ring, step: float) -> Ring:
    kept = [ring[0]]
    for x, y in ring[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= step:
            kept.append((x, y))
    return kept if len(kept) > 3 else ring
