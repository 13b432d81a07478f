"""How slides are drawn: a title that is the answer, its picture, and a strip with source, period and build.

Everything is native: charts keep their data, tables are tables, every region of a map is a shape with its name.
Places are inches on a sheet of 13.333 × 7.5. No type is smaller than 14 points.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Inches

from kumkm.export import fitting, slide_base
from kumkm.export.downloads import SIMULATED
from kumkm.export.slide_base import WIDTH
from kumkm.export.slide_charts import Chart, draw_chart
from kumkm.export.slide_maps import Locator, Map, draw_locator, draw_map
from kumkm.export.slide_tables import Table, draw_table
from kumkm.export.slide_text import (
    DEEP,
    INK,
    LINE,
    MUTED,
    PALE,
    PAPER,
    SMALL,
    STRONG,
    TEXT,
    TITLE,
    Box,
    Run,
    Words,
    draw_words,
    fill,
    rgb,
    write,
)

MARGIN: Final = 0.6
ROOM: Final = WIDTH - 2 * MARGIN
TOP, BOTTOM = 2.0, 6.55  # of what a slide shows
_TITLE_TOP, _TITLE_LINES = 0.72, 2
_COVER_TOP, _COVER_TITLE, _COVER_LINES = 2.3, 32, 4
_LEAD_LINES: Final = 2
_STRIP: Final = 6.72
_NUMBER_WIDTH: Final = 1.2

Part = Words | Chart | Table | Map | Locator


@dataclass(frozen=True)
class Slide:
    """One slide. `title` is the answer; what does not fit on two lines goes on below it, then `lead`.

    `notes` are what the speaker reads; source and period stand in the strip.
    """

    topic: str
    title: str
    parts: Sequence[tuple[Box, Part]]
    source: str
    period: str
    simulated: bool = False
    lead: str = ""
    notes: Sequence[str] = ()
    title_room: float = ROOM
    cover: bool = False


@dataclass(frozen=True)
class About:
    """What every slide of a deck says: its name, the build, who made it and when."""

    title: str
    author: str
    build_id: str
    made_at: datetime


def presentation(about: About, slides: Sequence[Slide], template: bytes | None = None) -> bytes:
    """The deck as a file; the same slides are the same bytes. Raises InputError for a template that cannot serve."""
    opened = slide_base.begin(template)
    layout = slide_base.layout(opened)
    for number, slide in enumerate(slides, start=1):
        page = opened.slides.add_slide(layout)
        _without_empty(page)
        if slide.cover:
            page.background.fill.solid()
            page.background.fill.fore_color.rgb = rgb(DEEP)
        _head(page, slide)
        for box, part in slide.parts:
            _DRAWN[type(part)](page.shapes, box, part)
        _strip(page, slide, about, f"{number}/{len(slides)}")
        page.notes_slide.notes_text_frame.text = "\n".join(_spoken(slide, about))
    return slide_base.finished(opened, about.title, about.author, about.made_at)


def _without_empty(page: Any) -> None:
    """A layout may hold more than a title; nothing is left to click on."""
    for placeholder in list(page.placeholders):
        if placeholder.placeholder_format.idx != 0:
            placeholder.element.getparent().remove(placeholder.element)


def _spoken(slide: Slide, about: About) -> Iterator[str]:
    if slide.simulated:
        yield f"{SIMULATED}: sebagian atau seluruh angka di salindia ini bukan data nyata."
    yield slide.title
    yield from (slide.lead, *slide.notes)
    yield f"Sumber: {slide.source}."
    yield f"Periode: {slide.period}. Versi data {about.build_id}."


# ---- head and strip


def _head(page: Any, slide: Slide) -> None:
    """Topic, mark, title, and what of the title's sentence found no room in it."""
    ink, quiet = (PAPER, PALE) if slide.cover else (INK, STRONG)
    top, left = (_COVER_TOP, MARGIN) if slide.cover else (_TITLE_TOP, MARGIN)
    draw_words(
        page.shapes,
        Box(left, top - 0.36, slide.title_room, 0.28),
        Words([[Run(slide.topic.upper(), SMALL, True, quiet)]], name="Topik"),
    )
    if slide.simulated:
        right = WIDTH - MARGIN if slide.cover else MARGIN + slide.title_room
        _mark(page.shapes, Box(right - 1.75, 0.3, 1.75, 0.34), dark=not slide.cover)
    size, most = (_COVER_TITLE, _COVER_LINES) if slide.cover else (TITLE, _TITLE_LINES)
    shown, rest = fitting.parted(_bound(slide.title), size, slide.title_room, most, bold=True)
    count = fitting.lines(shown, size, slide.title_room, bold=True)
    title = page.shapes.title
    title.left, title.top = Inches(left), Inches(top)
    title.width, title.height = Inches(slide.title_room), Inches(fitting.height(count, size) + 0.04)
    write(title.text_frame, Words([[Run(shown, size, True, ink)]]))
    lead = " ".join(part for part in (rest, slide.lead) if part)
    if lead:
        below = top + fitting.height(count, size) + (0.25 if slide.cover else 0.06)
        allowed = _LEAD_LINES if slide.cover else max(1, int((TOP + 0.02 - below) / fitting.height(1, TEXT)))
        lead = fitting.cut_to(lead, TEXT, slide.title_room, allowed)
        lines = fitting.lines(lead, TEXT, slide.title_room)
        quiet = PALE if slide.cover else MUTED
        box = Box(left, below, slide.title_room, fitting.height(lines, TEXT) + 0.02)
        draw_words(page.shapes, box, Words([[Run(lead, TEXT, False, quiet)]], name="Penjelasan"))


def _bound(text: str) -> str:
    """A number and what it counts stay on one line, and so does a rank."""
    return re.sub(r"(?<=\d) (?=\w)", "\u00a0", text).replace("ke-", "ke\u2011")


def _mark(shapes: Any, box: Box, *, dark: bool) -> None:
    fill, ink = (INK, PAPER) if dark else (PAPER, INK)
    words = Words([[Run(SIMULATED, SMALL, True, ink)]], fill=fill, middle=True, name="Tanda simulasi")
    shape = draw_words(shapes, box, words)
    shape.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def _strip(page: Any, slide: Slide, about: About, number: str) -> None:
    """Source, period, build and the slide's number, in two lines."""
    ink = PALE if slide.cover else MUTED
    _rule(page.shapes, _STRIP - 0.06, STRONG if slide.cover else LINE)
    room = ROOM - _NUMBER_WIDTH - 0.1
    mark = [Run(f"{SIMULATED} · ", SMALL, True, PAPER if slide.cover else INK)] if slide.simulated else []
    words = Words(
        [
            [Run(fitting.listed("Sumber: ", slide.source.split("; "), SMALL, room), SMALL, False, ink)],
            [*mark, Run(f"Periode {slide.period} · Versi data {about.build_id}", SMALL, False, ink)],
        ],
        name="Strip",
    )
    draw_words(page.shapes, Box(MARGIN, _STRIP, room, 0.52), words)
    place = Box(WIDTH - MARGIN - _NUMBER_WIDTH, _STRIP + 0.24, _NUMBER_WIDTH, 0.28)
    draw_words(page.shapes, place, Words([[Run(number, SMALL, True, ink)]], right=True, name="Nomor"))


def _rule(shapes: Any, top: float, colour: str) -> None:
    line = shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(MARGIN), Inches(top), Inches(ROOM), Emu(9525))
    line.name = "Garis"
    fill(line, colour)


_DRAWN: Final[Mapping[type, Callable[[Any, Box, Any], Any]]] = {
    Words: draw_words,
    Chart: draw_chart,
    Table: draw_table,
    Map: draw_map,
    Locator: draw_locator,
}
