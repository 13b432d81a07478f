"""What everything on a slide is made of: boxes in inches, text in a few looks, colours of the palette."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Inches

from kumkm.figures.theme import LIGHT

_Colour: Final[Any] = RGBColor
INK, MUTED, PAPER, SURFACE, LINE = LIGHT.ink, LIGHT.muted, LIGHT.paper, LIGHT.surface, LIGHT.line
ACCENT, GOOD = LIGHT.accent, LIGHT.compared[1]
PALE, STRONG, SOFT, DEEP = LIGHT.sequential[0], LIGHT.sequential[3], LIGHT.bar, LIGHT.sequential[4]
SMALL, TEXT, TITLE = 14, 16, 28  # points; nothing is smaller


@dataclass(frozen=True)
class Box:
    """Where something stands, in inches from the upper left corner of the slide."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Run:
    """Text of one look."""

    text: str
    size: float = SMALL
    bold: bool = False
    colour: str = INK


Paragraph = Sequence[Run]


@dataclass(frozen=True)
class Words:
    """Paragraphs in a box, on a colour where `fill` is one."""

    paragraphs: Sequence[Paragraph]
    fill: str | None = None
    right: bool = False
    middle: bool = False
    name: str = "Teks"
    inset: float = 0.0


def draw_words(shapes: Any, box: Box, words: Words) -> Any:
    """Text in a box; the shape it became."""
    if words.fill is None:
        shape = shapes.add_textbox(*corners(box))
    else:
        shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *corners(box))
        fill(shape, words.fill)
    shape.name = words.name
    write(shape.text_frame, words)
    return shape


def write(frame: Any, words: Words) -> None:
    """Paragraphs into the text of a shape."""
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = Inches(words.inset)
    frame.margin_top = frame.margin_bottom = Inches(words.inset * 0.7)
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if words.middle else MSO_ANCHOR.TOP
    for place, runs in enumerate(words.paragraphs):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.RIGHT if words.right else PP_ALIGN.LEFT
        for run in runs:
            write_run(paragraph, run)


def write_run(paragraph: Any, run: Run) -> None:
    """One run at the end of a paragraph, in Indonesian for whoever checks the spelling."""
    added = paragraph._p.add_r()
    added.insert(0, deepcopy(_look(run.size, run.bold, run.colour)))
    added.text = run.text


@cache
def _look(size: float, bold: bool, colour: str) -> Any:
    """The properties of a run; a deck has a thousand runs of a dozen looks."""
    return parse_xml(
        f"<a:rPr {nsdecls('a')} lang='id-ID' sz='{round(size * 100)}' b='{int(bold)}'>"
        f"<a:solidFill><a:srgbClr val='{colour[1:]}'/></a:solidFill></a:rPr>"
    )


def rgb(colour: str) -> Any:
    """A colour of the palette."""
    red, green, blue = bytes.fromhex(colour[1:])
    return _Colour(red, green, blue)


def corners(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    """Left, top, width, height as the library takes them."""
    left, top, width, height = (Emu(Inches(side)) for side in (box.left, box.top, box.width, box.height))
    return left, top, width, height


def fill(shape: Any, colour: str) -> None:
    """One colour, no line, no shadow."""
    plain(shape)
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)
    shape.line.fill.background()


def plain(shape: Any) -> None:
    """Without the style of the theme, which casts a shadow."""
    for style in shape.element.xpath("p:style"):
        shape.element.remove(style)


def tell(shape: Any, text: str) -> None:
    """What is read out to whoever does not see it."""
    shape.element.xpath(".//p:cNvPr")[0].set("descr", text)
