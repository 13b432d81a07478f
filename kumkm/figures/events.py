"""Events as quiet notes above a time axis: a hairline and a label for each year, the whole note on hover.

They stand in the margin above the plot, so they never cover data and answer no click. A year's events share one
mark. Labels stand in two rows; a year whose label finds no room keeps a short hairline. Hover tells every note.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from textwrap import wrap
from typing import Any

from markupsafe import Markup, escape

from kumkm.domain.events import Event
from kumkm.figures.theme import Style, text_width

_STEM = 8  # px between plot and the first row, the height of a hairline without a label
_GAP = 5  # px from hairline to label, and between labels
_ROWS = 2
_LINE = 56  # characters per line of a note
_PLOT_PX = 560  # width of the plot to reckon with: that of a chart beside a narrow column on a laptop


@dataclass(frozen=True)
class Notes:
    """Parts for a figure's layout; `top` is the margin above the plot they need, in px, 0 without events."""

    shapes: list[dict[str, Any]]
    annotations: list[dict[str, Any]]
    top: int


@dataclass(frozen=True)
class _Flag:
    """Where a year's label stands, in px from the left end of the plot."""

    stem: float
    row: int
    width: int
    leftwards: bool

    @property
    def left(self) -> float:
        return self.stem - (self.width if self.leftwards else 0)

    @property
    def right(self) -> float:
        return self.stem + (0 if self.leftwards else self.width)

    def collides(self, other: _Flag) -> bool:
        """Labels overlap, or the upper one's hairline would run through the lower one."""
        if self.row == other.row:
            return self.left < other.right + _GAP and other.left < self.right + _GAP
        upper, lower = (self, other) if self.row > other.row else (other, self)
        return lower.left - _GAP < upper.stem < lower.right + _GAP


def notes(
    events: Iterable[Event], years: Sequence[int], style: Style, *, right: int = 0, plot_px: int = _PLOT_PX
) -> Notes:
    """Notes on an axis of whole years that runs 0.3 beyond the least and the greatest of `years`; none outside.

    `events` come in order of importance, as `kumkm.domain.events.concerning` returns them: what comes first gets its
    label first. A label may reach `right` px into the margin right of the plot, which is `plot_px` wide at least; in
    a window too narrow for that the stylesheet hides the labels and leaves the hairlines.
    """
    first, last = min(years), max(years)
    by_year: dict[int, list[Event]] = {}
    for event in events:
        if first <= event.year <= last:
            by_year.setdefault(event.year, []).append(event)
    if not by_year:
        return Notes([], [], 0)
    scale = plot_px / (last - first + 0.6)
    labelled: dict[int, _Flag] = {}
    for year, of_year in by_year.items():
        size = ((year - first + 0.3) * scale, _GAP + text_width([_label(of_year)], style.small_px))
        flags = _fit([*((flag.stem, flag.width) for flag in labelled.values()), size], (), plot_px + right)
        if flags is not None:
            labelled = dict(zip([*labelled, year], flags, strict=True))
    return _drawn(by_year, labelled, style)


def _fit(waiting: Sequence[tuple[float, int]], standing: tuple[_Flag, ...], end: float) -> tuple[_Flag, ...] | None:
    """Places for labels of which stem and width are known, beside those that stand; None where they do not all fit.

    Tried in turn: rightwards in the lower row, in the upper one, then leftwards.
    """
    if not waiting:
        return standing
    (stem, width), *others = waiting
    for leftwards, row in product((False, True), range(_ROWS)):
        flag = _Flag(stem, row, width, leftwards)
        if flag.left < 0 or flag.right > end or any(flag.collides(other) for other in standing):
            continue
        if (placed := _fit(others, (*standing, flag), end)) is not None:
            return placed
    return None


def _drawn(by_year: Mapping[int, Sequence[Event]], labelled: Mapping[int, _Flag], style: Style) -> Notes:
    row_px = style.small_px + 5
    rows = max((flag.row + 1 for flag in labelled.values()), default=0)
    reach = {year: _STEM + (flag.row + 1) * row_px - 3 for year, flag in labelled.items()}
    shapes = [_hairline(year, reach.get(year, _STEM - 2), style) for year in sorted(by_year)]
    annotations = [_mark(year, labelled.get(year), by_year[year], style, row_px) for year in sorted(by_year)]
    return Notes(shapes, annotations, _STEM + rows * row_px + 2)


def _label(events: Sequence[Event]) -> str:
    more = len(events) - 1
    return events[0].label + (f" +{more}" if more else "")


def _hairline(year: int, height: int, style: Style) -> dict[str, Any]:
    """Upwards from the plot's upper edge, `height` px."""
    return {
        "type": "line",
        "x0": year,
        "x1": year,
        "yref": "paper",
        "ysizemode": "pixel",
        "yanchor": 1,
        "y0": 0,
        "y1": height,
        "line": {"color": style.palette.faint, "width": 1},
    }


def _mark(year: int, flag: _Flag | None, events: Sequence[Event], style: Style, row_px: int) -> dict[str, Any]:
    """The label beside its hairline, or an empty place over it; both carry the notes."""
    palette = style.palette
    mark: dict[str, Any] = {
        "x": year,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "borderpad": 0,
        "font": {"color": palette.muted, "size": style.small_px},
        "hovertext": Markup("<br><br>").join(_words(event) for event in events),
    }
    if flag is None:
        return mark | {"text": " ", "width": 12, "height": _STEM}
    return mark | {
        "text": escape(_label(events)),
        "xanchor": "right" if flag.leftwards else "left",
        "xshift": -_GAP if flag.leftwards else _GAP,
        "yshift": _STEM + flag.row * row_px - 2,
    }


def _words(event: Event) -> Markup:
    first = Markup("<b>{}</b> · {}").format(event.label, event.when)
    return Markup("<br>").join([first, *wrap(event.note, _LINE)])
