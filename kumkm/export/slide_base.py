"""What a presentation begins and ends with: the office's template or a plain base of its own, and the same bytes."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import Any, Final

from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Emu, Inches, Pt

from kumkm.errors import InputError
from kumkm.export.archive import repacked
from kumkm.figures.theme import LIGHT

WIDTH, HEIGHT = 13.333, 7.5  # inches: 16:9
_SIZE: Final = (Inches(WIDTH), Inches(HEIGHT))
_TYPEFACE: Final = "Arial"  # on every machine, or a twin of the same widths
_KEPT: Final = ("Title Only", "Title and Content", "Blank")
_STANDARD_WIDTH: Final = Inches(10)  # of the base that comes with the library
# Slots of a theme → the colours of the screens: whoever adds a slide of his own finds them in the palette.
_SLOTS: Final = {
    "dk1": LIGHT.ink,
    "lt1": LIGHT.paper,
    "dk2": LIGHT.muted,
    "lt2": LIGHT.surface,
    "accent1": LIGHT.sequential[3],
    "accent2": LIGHT.accent,
    "accent3": LIGHT.bar,
    "accent4": LIGHT.compared[1],
    "accent5": LIGHT.below,
    "accent6": LIGHT.compared[0],
    "hlink": LIGHT.sequential[3],
    "folHlink": LIGHT.compared[0],
}
_ASIDE: Final = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_TITLES: Final = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)


def begin(template: bytes | None) -> Any:
    """An empty presentation of 13.333 × 7.5 inches, on the office's template where there is one.

    Raises InputError for a template that is none, that has another size, or no layout with a title.
    """
    if template is None:
        return _plain()
    try:
        opened = Presentation(io.BytesIO(template))
    except Exception as error:  # whatever a broken file makes the reader raise
        raise InputError(f"data/reference/template.pptx tidak dapat dibaca sebagai presentasi: {error}.") from error
    if max(abs(size - wanted) for size, wanted in zip(_size(opened), _SIZE, strict=True)) > Inches(0.02):
        size = " × ".join(f"{Emu(side).inches:.3f}" for side in _size(opened))
        raise InputError(
            f"data/reference/template.pptx berukuran {size} inci; yang diperlukan 13,333 × 7,5 inci (16:9)."
        )
    _without_slides(opened)
    layout(opened)
    return opened


def _size(opened: Any) -> tuple[int, int]:
    return int(opened.slide_width or 0), int(opened.slide_height or 0)


def _without_slides(opened: Any) -> None:
    """A template may show how its slides look; those are not of this deck."""
    for entry in list(opened.slides._sldIdLst):
        opened.part.drop_rel(entry.rId)
        opened.slides._sldIdLst.remove(entry)


def layout(opened: Any) -> Any:
    """The layout with a title and least besides; raises InputError where none has a title."""
    titled = [each for each in opened.slide_layouts if any(_kind(item) in _TITLES for item in each.placeholders)]
    if not titled:
        raise InputError("data/reference/template.pptx tidak punya tata letak dengan judul. Tambahkan satu.")
    return min(titled, key=lambda each: sum(_kind(item) not in _ASIDE for item in each.placeholders))


def _kind(placeholder: Any) -> Any:
    return placeholder.placeholder_format.type


def _plain() -> Any:
    """The library's own base, made wide, in the colours and the type of the screens."""
    opened: Any = Presentation()
    opened.slide_width, opened.slide_height = _SIZE
    for each in list(opened.slide_layouts):
        if each.name not in _KEPT:
            opened.slide_layouts.remove(each)
    for sheet in (opened.slide_master, *opened.slide_layouts):
        for shape in sheet.placeholders:
            if shape.element.xpath(".//a:xfrm"):
                _widen(shape)
    _style_theme(opened)
    return opened


def _widen(shape: Any) -> None:
    wider = _SIZE[0] / _STANDARD_WIDTH
    shape.left, shape.width = Emu(round(shape.left * wider)), Emu(round(shape.width * wider))


def _style_theme(opened: Any) -> None:
    """Theme and master: whoever adds a slide writes in the same type and colours."""
    master = opened.slide_master
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _themed(theme.blob)
    master.background.fill.solid()
    master.background.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    for title in (item for item in master.placeholders if _kind(item) in _TITLES):
        title.left, title.top, title.width, title.height = Inches(0.6), Inches(0.66), Inches(12.13), Inches(1.0)
    style = master.element.find(".//{*}titleStyle/{*}lvl1pPr")
    style.set("algn", "l")
    run = style.find("{*}defRPr")
    run.set("sz", str(int(Pt(28).pt * 100)))
    run.set("b", "1")


def _themed(theme: bytes) -> bytes:
    """A theme with the colours of `_SLOTS` and one typeface."""
    text = theme.decode("utf-8")
    for slot, colour in _SLOTS.items():
        text = re.sub(
            rf"<a:{slot}>.*?</a:{slot}>", f'<a:{slot}><a:srgbClr val="{colour[1:]}"/></a:{slot}>', text, flags=re.DOTALL
        )
    text = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{_TYPEFACE}", text)
    return text.encode("utf-8")


def finished(opened: Any, title: str, author: str, made_at: datetime) -> bytes:
    """The file, with nothing in it of the day it was written; the same slides are the same bytes."""
    about, moment = opened.core_properties, made_at.replace(tzinfo=None, microsecond=0)
    about.title, about.author, about.last_modified_by, about.revision = title, author, author, 1
    about.created = about.modified = moment
    about.keywords, about.language = "", "id-ID"
    _without_thumbnail(opened.part.package)
    buffer = io.BytesIO()
    opened.save(buffer)
    return repacked(buffer)


def _without_thumbnail(package: Any) -> None:
    """The base comes with a picture of its own first slide."""
    for key, relation in list(package._rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.drop_rel(key)
