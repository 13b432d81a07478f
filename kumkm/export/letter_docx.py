"""A letter as DOCX: the same value that the PDF shows, in paragraphs and tables that the office can go on editing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from docx.document import Document as Opened
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_UNDERLINE
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from kumkm.export.docx_base import ROOM, begin, counted, element, finished, row_property, ruled, shaded
from kumkm.export.downloads import OFFICE
from kumkm.export.letter import NAME_LINE, NUMBER_LINE, OF_PAGES, PAGE, Cell, Letter, Part, Row, RowKind, Table
from kumkm.export.text import visible

_IN_TABLE, _BELOW, _NOTE = Pt(9), Pt(8), Pt(9.5)
_INDENT: Final = Mm(7)
_SHADE, _GROUP = "EDEDED", "F7F7F7"
_LONG: Final = 1200  # letters of a row that may go on on the next page
_LEFT, _CENTRE = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
_FLUSH, _BOTH = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY


def letter_docx(letter: Letter) -> bytes:
    """The letter; the same letter is the same bytes."""
    opened = begin()
    _head(opened, letter)
    if letter.opening:
        _spaced(_paragraph(opened, letter.opening, _BOTH), after=8)
    _facts(opened, letter.facts)
    for number, part in enumerate(letter.parts, start=1):
        _part(opened, number, part)
    if letter.closing:
        _spaced(_paragraph(opened, letter.closing, _BOTH), before=8, stays=True)
    _signatures(opened, letter)
    _margins(opened, letter)
    return finished(opened, visible(letter.frame.name), OFFICE, letter.frame.made_at)


# ---- paragraphs ------------------------------------------------------------------------------------------------------


def _paragraph(holder: Any, text: str, align: WD_ALIGN_PARAGRAPH = _LEFT, **look: Any) -> Paragraph:
    """A paragraph of one run at the end of the document, or of a cell."""
    made: Paragraph = holder.add_paragraph()
    made.alignment = align
    _run(made, text, **look)
    return made


def _run(paragraph: Paragraph, text: str, *, bold: bool = False, size: Any = None, simulated: bool = False) -> Any:
    made = paragraph.add_run(visible(text))
    made.bold = bold or None
    made.font.size = size
    if simulated:  # a number that is not real has a dotted line under it, as on screen
        made.font.underline = WD_UNDERLINE.DOTTED
    return made


def _spaced(paragraph: Paragraph, *, before: float = 0, after: float = 0, stays: bool = False) -> Paragraph:
    """Points above and below; `stays` keeps it on the page of what follows."""
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(before), Pt(after), stays or None
    return paragraph


# ---- head, facts, foot -----------------------------------------------------------------------------------------------


def _head(opened: Opened, letter: Letter) -> None:
    frame = letter.frame
    first, *rest = frame.letterhead
    last = _paragraph(opened, first, _CENTRE, size=Pt(12))
    for words in rest:
        last = _paragraph(opened, words, _CENTRE, size=Pt(13), bold=True)
    ruled(_spaced(last, after=16), "bottom", "thickThinSmallGap", 24)
    title = opened.add_heading(visible(letter.title), level=1)
    title.alignment = _CENTRE
    for words in letter.about:
        last = _paragraph(opened, words, _CENTRE, bold=True)
    if letter.number:
        last = _spaced(_paragraph(opened, letter.number, _CENTRE), before=3)
    if frame.state:
        last = _paragraph(opened, frame.state, _CENTRE, size=_NOTE)
        last.runs[0].italic = True
    _spaced(last, before=3 if letter.number else 0, after=16)


def _facts(opened: Opened, facts: Sequence[tuple[str, str]]) -> None:
    """Pairs of words, the second in one line of its own column."""
    for name, text in facts:
        made = opened.add_paragraph()
        form = made.paragraph_format
        form.left_indent, form.first_line_indent = Mm(37), Mm(-37)
        form.tab_stops.add_tab_stop(Mm(33))
        form.tab_stops.add_tab_stop(Mm(37))
        _run(made, name)
        made.add_run("\t:\t")
        _run(made, text)
        _spaced(made, after=2)


def _margins(opened: Opened, letter: Letter) -> None:
    """On every page: the mark above, below what it is of and the page's number."""
    section, frame = opened.sections[0], letter.frame
    if frame.mark:
        above = section.header.paragraphs[0]
        above.alignment = _FLUSH
        mark = _run(above, f"\u00a0{frame.mark}\u00a0", bold=True)
        mark.font.color.rgb = RGBColor(255, 255, 255)
        element(mark._r.get_or_add_rPr(), "shd", val="clear", color="auto", fill="000000")
    ruled(section.footer.paragraphs[0], "top", "single", 4)
    _run(section.footer.paragraphs[0], frame.foot)
    below = _paragraph(section.footer, f"{PAGE} ", _FLUSH)
    below.style = opened.styles["Footer"]
    counted(below, "PAGE")
    below.add_run(f" {OF_PAGES} ")
    counted(below, "NUMPAGES")


# ---- points and tables -----------------------------------------------------------------------------------------------


def _part(opened: Opened, number: int, part: Part) -> None:
    leads = part.table is not None
    if part.heading:
        heading = opened.add_heading(level=2)
        _hung(heading, number, part.heading)
        _spaced(heading, before=8, after=2, stays=True)
        if part.said:
            paragraph = _spaced(_paragraph(opened, part.said, _BOTH), after=4, stays=leads)
            paragraph.paragraph_format.left_indent = _INDENT
    else:
        paragraph = opened.add_paragraph()
        paragraph.alignment = _BOTH
        _hung(paragraph, number, part.said)
        _spaced(paragraph, before=4, after=4, stays=leads)
    if part.table is not None:
        _table(opened, part.table)
    for note in part.notes:
        _spaced(_paragraph(opened, note, size=_NOTE), before=3)


def _hung(paragraph: Paragraph, number: int, text: str) -> None:
    """The number of a point, its text beside it."""
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent = _INDENT, -_INDENT
    form.tab_stops.add_tab_stop(_INDENT)
    paragraph.add_run(f"{number}.\t")
    _run(paragraph, text)


def _table(opened: Opened, table: Table) -> None:
    made = opened.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    made.autofit, made.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    widths = [Emu(round(ROOM * column.share)) for column in table.columns]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    heading = _line(made, widths)
    for box, column in zip(heading.cells, table.columns, strict=True):
        _fill(box, Cell(column.heading), _CENTRE, bold=True)
        shaded(box, _SHADE)
    row_property(heading, "tblHeader")
    for row, following in pairwise((*table.rows, None)):
        if row is not None:
            _row(made, row, table, widths, following)


def _line(made: Any, widths: Sequence[Emu]) -> Any:
    row = made.add_row()
    for box, width in zip(row.cells, widths, strict=True):
        box.width = width
    return row


def _row(made: Any, row: Row, table: Table, widths: Sequence[Emu], following: Row | None) -> None:
    """A row; the heading of a group stays with its first line, a sum with the last one."""
    drawn = _line(made, widths)
    boxes = list(drawn.cells)
    stays = row.kind is RowKind.GROUP or (following is not None and following.kind is RowKind.SUM)
    if sum(len(cell.text) + len(cell.below) for cell in row.cells) < _LONG:
        row_property(drawn, "cantSplit")
    if row.kind is RowKind.LINE:
        for box, cell, column in zip(boxes, row.cells, table.columns, strict=True):
            _fill(box, cell, _FLUSH if column.right else _LEFT, stays=stays)
        return
    first = boxes[0].merge(boxes[-1] if row.kind is RowKind.GROUP else boxes[-2])
    _fill(first, row.cells[0], bold=True, stays=stays)
    if row.kind is RowKind.GROUP:
        shaded(first, _GROUP)
    if row.kind is RowKind.SUM:
        _fill(boxes[-1], row.cells[1], _FLUSH, bold=True, stays=stays)


def _fill(box: Any, cell: Cell, align: WD_ALIGN_PARAGRAPH = _LEFT, *, bold: bool = False, stays: bool = False) -> None:
    """A text into the empty paragraph of a cell, and what stands smaller below it into another."""
    first = box.paragraphs[0]
    first.alignment = align
    _run(first, cell.text, bold=bold, size=_IN_TABLE, simulated=cell.simulated)
    _spaced(first, before=1.5, after=0 if cell.below else 1.5, stays=stays)
    if cell.below:
        _spaced(_paragraph(box, cell.below, align, size=_BELOW), after=1.5, stays=stays)


# ---- signatures ------------------------------------------------------------------------------------------------------


def _signatures(opened: Opened, letter: Letter) -> None:
    """Two beside each other: the office, room for a signature, lines for name and number."""
    _spaced(_paragraph(opened, letter.frame.signed_at, _FLUSH), before=12, after=8, stays=True)
    made = opened.add_table(rows=0, cols=2)
    made.autofit, made.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for place in range(0, len(letter.signers), 2):
        offices, lines = made.add_row(), made.add_row()
        for row in (offices, lines):
            row_property(row, "cantSplit")
        for column, signer in enumerate(letter.signers[place : place + 2]):
            above = offices.cells[column].paragraphs[0]
            above.alignment = _CENTRE
            _run(_spaced(above, before=8, stays=True), signer.office)
            if signer.place:
                _spaced(_paragraph(offices.cells[column], signer.place, _CENTRE), stays=True)
            name = lines.cells[column].paragraphs[0]
            name.alignment = _CENTRE
            _run(_spaced(name, before=54, stays=True), NAME_LINE)
            _spaced(_paragraph(lines.cells[column], NUMBER_LINE, _CENTRE), after=10)
