"""Native tables: as high as what stands in them, with a rule under the heading and under each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from kumkm.export import fitting
from kumkm.export.slide_text import INK, LINE, MUTED, SMALL, Box, Run, corners, write_run

_NO_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # a table without a style of its own
_SIDES, _ENDS = 0.06, 0.012  # inches around a cell's text
_LINE = SMALL * 1.2 / 72  # inches a line in a cell takes
_HEAD_RULE, _RULE = (MUTED, 12700), (LINE, 6350)


@dataclass(frozen=True)
class Cell:
    """One cell of a table."""

    text: str
    bold: bool = False
    colour: str = INK
    fill: str | None = None


@dataclass(frozen=True)
class Table:
    """A native table. `widths` are inches, `right` the columns of numbers, `row` the least height of a row.

    A row of one cell is a heading across all columns.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[float]
    right: frozenset[int] = frozenset()
    row: float = 0.36
    name: str = "Tabel"


def row_lines(table: Table, row: Sequence[Cell]) -> int:
    """How many lines the highest cell of a row takes."""
    widths = table.widths if len(row) > 1 else [sum(table.widths)]
    return max(
        fitting.lines(cell.text, SMALL, width - 2 * _SIDES, bold=cell.bold)
        for cell, width in zip(row, widths, strict=True)
    )


def row_height(table: Table, row: Sequence[Cell]) -> float:
    """Inches a row takes."""
    return max(table.row, row_lines(table, row) * _LINE + 2 * _ENDS)


def head_height(table: Table) -> float:
    """Inches the heading row takes."""
    return row_height(table, [Cell(text, bold=True) for text in table.head])


def table_height(table: Table) -> float:
    """Inches the whole takes."""
    return head_height(table) + sum(row_height(table, row) for row in table.rows)


def tightened(table: Table, room: float) -> Table:
    """The table with rows as low as it takes to stay within `room` inches, or as they can be."""
    least = _LINE + 2 * _ENDS
    while table.row > least and table_height(table) > room:
        table = replace(table, row=max(least, table.row - 0.01))
    return table


def pages(table: Table, room: float) -> Iterator[list[Sequence[Cell]]]:
    """The rows of a table in runs that each fit into `room` inches with their heading."""
    run: list[Sequence[Cell]] = []
    used = head_height(table)
    for row in table.rows:
        taken = row_height(table, row)
        if run and used + taken > room:
            yield run
            run, used = [], head_height(table)
        run.append(row)
        used += taken
    if run:
        yield run


def draw_table(shapes: Any, box: Box, spec: Table) -> None:
    """A table, as high as its rows."""
    heights = [head_height(spec), *(row_height(spec, row) for row in spec.rows)]
    area = Box(box.left, box.top, sum(spec.widths), sum(heights))
    frame = shapes.add_table(len(heights), len(spec.widths), *corners(area))
    frame.name = spec.name
    table = frame.table
    style = frame.element.xpath(".//a:tblPr")[0]
    style.xpath("a:tableStyleId")[0].text = _NO_STYLE
    table.horz_banding = False
    for column, width in zip(table.columns, spec.widths, strict=True):
        column.width = Inches(width)
    for row, height in zip(table.rows, heights, strict=True):
        row.height = Inches(height)
    head = [Cell(text, True, MUTED) for text in spec.head]
    for place, cells in enumerate((head, *spec.rows)):
        drawn = list(table.rows[place].cells)
        if len(cells) == 1:
            cells = [cells[0], *([Cell("", fill=cells[0].fill)] * (len(drawn) - 1))]
            drawn[0].merge(drawn[-1])
        for column, (target, cell) in enumerate(zip(drawn, cells, strict=True)):
            _cell(target, cell, right=column in spec.right, heading=place == 0)


def _cell(drawn: Any, cell: Cell, *, right: bool, heading: bool) -> None:
    paragraph = drawn.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    write_run(paragraph, Run(cell.text, SMALL, cell.bold, cell.colour))
    old = drawn._tc.get_or_add_tcPr()
    old.getparent().replace(old, deepcopy(_frame(heading, cell.fill)))


@cache
def _frame(heading: bool, fill: str | None) -> Any:
    """The properties of a cell: its margins, the rule below it, its colour."""
    sides, ends = (round(Inches(margin)) for margin in (_SIDES, _ENDS))
    colour, width = _HEAD_RULE if heading else _RULE
    inner = "<a:noFill/>" if fill is None else f"<a:solidFill><a:srgbClr val='{fill[1:]}'/></a:solidFill>"
    return parse_xml(
        f"<a:tcPr {nsdecls('a')} marL='{sides}' marR='{sides}' marT='{ends}' marB='{ends}' "
        f"anchor='{'b' if heading else 'ctr'}'><a:lnB w='{width}'><a:solidFill><a:srgbClr val='{colour[1:]}'/>"
        f"</a:solidFill><a:prstDash val='solid'/></a:lnB>{inner}</a:tcPr>"
    )
