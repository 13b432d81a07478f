"""What a DOCX begins and ends with: an A4 page in one typeface, and the same bytes for the same content."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from docx import Document
from docx.document import Document as Opened
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from kumkm.export.archive import repacked

TYPEFACE: Final = "Arial"  # on every machine, or a twin of the same widths
ROOM: Final = Mm(165)  # between the margins
_PAPER: Final = (Mm(210), Mm(297))
_LANGUAGE: Final = "id-ID"
_AFTER_BORDERS: Final = ("shd", "tabs", "spacing", "ind", "jc", "rPr")  # of a paragraph, as the format orders them
_SIZES: Final = {"Normal": Pt(11), "Heading 1": Pt(14), "Heading 2": Pt(11), "Header": Pt(9), "Footer": Pt(8)}


def begin() -> Opened:
    """An empty document: A4 upright, one typeface in black, in Indonesian."""
    opened = Document()
    section = opened.sections[0]
    section.page_width, section.page_height = _PAPER
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.header_distance = section.footer_distance = Mm(9)
    for name, size in _SIZES.items():
        _set_type(opened.styles[name], size)
    for language in opened.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)
    return opened


def _set_type(style: Any, size: Length) -> None:
    """One typeface, none of the theme's colours and spaces."""
    style.font.size, style.font.color.rgb = size, RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), TYPEFACE)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = 1.08


def finished(opened: Opened, title: str, author: str, made_at: datetime) -> bytes:
    """The file, with nothing in it of the day it was written; the same content is the same bytes."""
    about, moment = opened.core_properties, made_at.astimezone(UTC).replace(microsecond=0)
    about.title, about.author, about.last_modified_by, about.revision = title[:250], author, author, 1
    about.created = about.modified = moment
    about.comments, about.keywords, about.language = "", "", _LANGUAGE
    _without_thumbnail(opened.part.package)
    buffer = io.BytesIO()
    opened.save(buffer)
    return repacked(buffer)


def _without_thumbnail(package: Any) -> None:
    """The base comes with a picture of another page."""
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[key]


# ---- what the library has no words for -------------------------------------------------------------------------------


def element(parent: Any, tag: str, *, before: Sequence[str] = (), **values: object) -> Any:
    """A new child of `parent`, with attributes of the same namespace; ahead of those it must precede, else last."""
    made = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        made.set(qn(f"w:{name}"), str(value))
    later = next((child for child in parent if child.tag in {qn(f"w:{name}") for name in before}), None)
    if later is None:
        parent.append(made)
    else:
        later.addprevious(made)
    return made


def ruled(paragraph: Paragraph, side: str, kind: str, eighths: int, space: int = 4) -> None:
    """A line above or below a paragraph, so many eighths of a point thick."""
    borders = element(paragraph._p.get_or_add_pPr(), "pBdr", before=_AFTER_BORDERS)
    element(borders, side, val=kind, sz=eighths, space=space, color="000000")


def counted(paragraph: Paragraph, field: str) -> None:
    """A number that is counted where the document is opened: PAGE, NUMPAGES."""
    holder = element(paragraph._p, "fldSimple", instr=field)
    element(element(holder, "r"), "t").text = "1"


def shaded(cell: Any, colour: str) -> None:
    """A ground behind a cell."""
    element(cell._tc.get_or_add_tcPr(), "shd", val="clear", color="auto", fill=colour)


def row_property(row: Any, name: str) -> None:
    """`tblHeader`: repeated on every page; `cantSplit`: on one page as a whole."""
    element(row._tr.get_or_add_trPr(), name)
