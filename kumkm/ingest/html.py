"""HTML tables as government portals export them, under the name of a workbook: one sheet per table.

Tags are cut apart in one pass over the text, whatever it holds: the parser of the standard library takes ages for
comments that never end. Nothing is fetched and no script is run.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kumkm.ingest.limits import check_extent
from kumkm.ingest.refusals import refuse

MAX_BYTES = 20_000_000
_MAX_DEPTH = 40
_MAX_TABLES = 200
_LINES_ABOVE = 40  # what stands farther up is of something else
# The bounds browsers keep.
_MAX_COLUMNS_SPANNED, _MAX_ROWS_SPANNED = 1_000, 65_534
# A > between quotes does not end a tag. What may repeat is bounded: quotes are missing in broken pages.
_TAG = re.compile(
    r"""<(/?)([a-zA-Z][\w:.-]{0,60}+)((?:[^<>"']++|"[^"]{0,5000}+"|'[^']{0,5000}+'){0,200}+)>""",
)
_NAME = re.compile(r"<(/?)([a-zA-Z][\w:.-]{0,60}+)()")
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_SILENT = frozenset({"script", "style", "title", "xml", "noscript", "template"})
_BLOCKS = frozenset(
    {"p", "div", "br", "hr", "li", "ul", "ol", "center", "caption", *(f"h{level}" for level in range(1, 7))}
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_LINE = "\n"

Corners = tuple[tuple[int, int], tuple[int, int]]


@dataclass
class HtmlTable:
    """One table with the lines above it; what is counted counts as in `Sheet`."""

    rows: list[list[object]] = field(default_factory=list)
    merged: list[Corners] = field(default_factory=list)
    notes: dict[tuple[int, int], str] = field(default_factory=dict)
    percent: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)

    @property
    def is_layout(self) -> bool:
        """No row with two filled cells: lines of text in a frame."""
        return all(sum(cell != "" for cell in row) < 2 for row in self.rows)

    def lines(self) -> list[str]:
        return [str(cell) for row in self.rows for cell in row if cell != ""]

    def moved_down(self, lines: list[str]) -> HtmlTable:
        """With lines above it, a row each."""
        by = len(lines)
        return HtmlTable(
            [*_as_rows(lines), *self.rows],
            [((top + by, left), (bottom + by, right)) for (top, left), (bottom, right) in self.merged],
            {(row + by, column): mark for (row, column), mark in self.notes.items()},
            {(row + by, column) for row, column in self.percent},
            {row + by for row in self.hidden_rows},
        )


def text_of_head(head: bytes) -> str:
    """The beginning of a file as text, wherever it is cut."""
    return head.decode(_encoding(head, cut=True), "replace").lstrip("\ufeff")


def has_table(content: bytes) -> bool:
    return re.search(rb"<\0?t\0?a\0?b\0?l\0?e\b", content, re.IGNORECASE) is not None


def _encoding(content: bytes, *, cut: bool = False) -> str:
    """By its mark, by its first letters, UTF-8 where it is that, else that of Windows, whatever is declared."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if content[:2] in (b"<\0", b"\0<"):
        return "utf-16-le" if content[:1] == b"<" else "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content, final=not cut)
        return "utf-8"
    except UnicodeDecodeError:
        return "cp1252"


def _text(path: Path, content: bytes) -> str:
    text = content.decode(_encoding(content), "replace").lstrip("\ufeff")
    if "\0" in text:
        raise refuse(
            path, "B06", "karakter NUL di dalam halaman HTML", "halaman HTML berkode UTF-8",
            "Buka di Excel, pilih Simpan Sebagai > Buku Kerja Excel (.xlsx), lalu kirim lagi.",
        )  # fmt: skip
    return text


def tables(path: Path) -> list[HtmlTable]:
    """The tables of a page with what stands above each; what follows the last one stands below it.

    Frames around lines of text are no tables but lines of the next one. Raises RefusedFile beyond the limits.
    """
    page = _Page(path)
    for piece in _pieces(_text(path, path.read_bytes())):
        page.take(piece)
    return page.finished()


@dataclass(frozen=True)
class _Tag:
    name: str
    closes: bool
    attributes: str

    def get(self, name: str) -> str | None:
        """The value of an attribute; None where it has none."""
        for attribute in _ATTRIBUTE.finditer(self.attributes):
            if attribute[1].lower() == name:
                return html.unescape(attribute[2] or attribute[3] or attribute[4] or "")
        return None


def _pieces(text: str) -> Iterator[str | _Tag]:
    """Text and tags in their order, without comments, declarations, scripts and styles."""
    at = 0
    while (start := text.find("<", at)) >= 0:
        if start > at:
            yield html.unescape(text[at:start])
        if text.startswith("<!--", start):
            at = _after(text, "-->", start + 4)
            continue
        tag = _TAG.match(text, start)
        end = tag.end() if tag else _after(text, ">", start)
        tag = tag or _NAME.match(text, start)
        if tag is None and text[start + 1 : start + 2] not in ("!", "?", "/"):
            yield "<"
            end = start + 1
        at = end
        if tag is None:
            continue
        piece = _Tag(tag[2].lower(), bool(tag[1]), tag[3])
        if piece.name in _SILENT and not piece.closes and not piece.attributes.endswith("/"):
            at = _after_closing(text, piece.name, at)
            continue
        yield piece
    yield html.unescape(text[at:])


def _after(text: str, mark: str, start: int) -> int:
    end = text.find(mark, start)
    return len(text) if end < 0 else end + len(mark)


def _after_closing(text: str, name: str, start: int) -> int:
    closing = re.compile(rf"</{name}\b", re.IGNORECASE).search(text, start)
    return len(text) if closing is None else _after(text, ">", closing.start())


@dataclass
class _Open:
    """A table being read. `taken` are the columns a cell above still reaches into, with the rows it does so for."""

    table: HtmlTable = field(default_factory=HtmlTable)
    above: list[str] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)
    cell: _Cell | None = None
    column: int = 0

    @property
    def frames(self) -> bool:
        """Whether it only holds what it frames, with lines of text above."""
        rows = self.table.rows
        return self.table.is_layout and not (rows and any(cell != "" for cell in rows[-1]))

    def lines(self) -> list[str]:
        return [*self.above, *self.table.lines(), *_lines_of(self.cell)]

    def forget(self) -> None:
        """Its lines stand above the table it frames, and nowhere else."""
        self.above = []
        self.table.rows = [[""] * len(row) for row in self.table.rows]
        if self.cell is not None:
            self.cell.parts.clear()


@dataclass
class _Cell:
    row: int
    column: int
    number: str | None
    parts: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)


class _Page:
    """What has been read of a page: its tables, the lines since the last one, and the tables still open."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._done: list[HtmlTable] = []
        self._open: list[_Open] = []
        self._lines: list[str] = []
        self._line: list[str] = []
        self._raised = False
        self._count = self._rows = self._cells = 0

    def finished(self) -> list[HtmlTable]:
        while self._open:
            self._end_table()
        self._end_line()
        if self._done:
            self._done[-1].rows += _as_rows(self._lines)
        return self._done

    def take(self, piece: str | _Tag) -> None:
        if isinstance(piece, str):
            self._take_text(piece)
        elif piece.name == "table":
            self._end_table() if piece.closes else self._start_table()
        elif piece.name in ("sup", "s:sup"):
            self._raised = not piece.closes
        elif self._open and piece.name in ("tr", "td", "th"):
            self._take_part(self._open[-1], piece)
        elif piece.name in _BLOCKS:
            self._take_text(_LINE)

    def _take_text(self, text: str) -> None:
        cell = self._open[-1].cell if self._open else None
        if cell is not None:
            (cell.marks if self._raised else cell.parts).append(text if text == _LINE else _plain(text))
        elif text == _LINE:
            self._end_line()
        elif not self._raised:
            self._line.append(_plain(text))

    def _end_line(self) -> None:
        line = "".join(self._line).strip()
        self._line = []
        if line:
            self._lines.append(line)

    def _start_table(self) -> None:
        self._end_line()
        self._count += 1
        if len(self._open) == _MAX_DEPTH or self._count > _MAX_TABLES:
            raise refuse(
                self._path, "B05", f"lebih dari {_MAX_DEPTH} tabel bersarang, atau {_MAX_TABLES} tabel", "tabel biasa",
                "Salin tabelnya ke Excel, simpan sebagai .xlsx, lalu kirim lagi.",
            )  # fmt: skip
        above = self._lines
        if self._open and self._open[-1].frames:
            above = [*self._open[-1].lines(), *above]
        self._lines = []
        self._open.append(_Open(above=above[-_LINES_ABOVE:]))

    def _end_table(self) -> None:
        if not self._open:
            return
        self._end_line()
        current = self._open.pop()
        _end_cell(current)
        above, self._lines = [*current.above, *self._lines], []
        table = _within(current.table)
        if not any(cell != "" for row in table.rows for cell in row):
            return
        if not table.is_layout:
            self._done.append(table.moved_down(above[-_LINES_ABOVE:]))
            if self._open and self._open[-1].frames:
                self._open[-1].forget()
            return
        for line in table.lines() if self._open else [*above, *table.lines()]:
            self._take_text(line)
            self._take_text(_LINE)

    def _take_part(self, current: _Open, tag: _Tag) -> None:
        self._end_line()
        _end_cell(current)
        self._raised = False
        if tag.closes:
            return
        if tag.name == "tr" or not current.table.rows:
            self._start_row(current, tag)
        if tag.name != "tr":
            self._start_cell(current, tag)

    def _start_row(self, current: _Open, tag: _Tag) -> None:
        current.taken = {column: left - 1 for column, left in current.taken.items() if left > 1}
        current.table.rows.append([])
        current.column = 0
        if tag.name == "tr" and _HIDDEN.search(tag.get("style") or ""):
            current.table.hidden_rows.add(len(current.table.rows))
        self._rows += 1
        self._cells += len(current.taken)
        check_extent(self._path, self._rows, self._cells)

    def _start_cell(self, current: _Open, tag: _Tag) -> None:
        while current.column in current.taken:
            current.column += 1
        row, column = len(current.table.rows) - 1, current.column
        width = _span(tag.get("colspan"), _MAX_COLUMNS_SPANNED)
        height = _span(tag.get("rowspan"), _MAX_ROWS_SPANNED)
        cells = current.table.rows[row]
        cells += [""] * (column + width - len(cells))
        if height > 1:
            current.taken |= dict.fromkeys(range(column, column + width), height)
        if width > 1 or height > 1:
            current.table.merged.append(((row, column), (row + height - 1, column + width - 1)))
        current.column += width
        current.cell = _Cell(row, column, tag.get("x:num") or tag.get("sdval"))
        self._cells += width
        check_extent(self._path, self._rows, self._cells)


def _as_rows(lines: list[str]) -> list[list[object]]:
    return [[line] for line in lines]


def _plain(text: str) -> str:
    """Line ends of the source are blanks."""
    return re.sub(r"\s+", " ", text)


def _lines_of(cell: _Cell | None) -> list[str]:
    return [line.strip() for line in "".join(cell.parts).split(_LINE) if line.strip()] if cell is not None else []


def _end_cell(current: _Open) -> None:
    cell, table = current.cell, current.table
    if cell is None:
        return
    current.cell = None
    place = (cell.row, cell.column)
    text = _LINE.join(_lines_of(cell))
    typed = cell.number is not None and _NUMBER.fullmatch(cell.number.strip()) is not None
    table.rows[cell.row][cell.column] = float(cell.number or "") if typed else text
    if typed and text.endswith("%"):
        table.percent.add(place)
    if mark := "".join(cell.marks).strip():
        table.notes[place] = mark


def _span(text: str | None, most: int) -> int:
    return min(max(int(text), 1), most) if text is not None and text.isascii() and text.isdigit() else 1


def _within(table: HtmlTable) -> HtmlTable:
    """No cell reaches below the last row."""
    last = len(table.rows) - 1
    table.merged = [((top, left), (min(bottom, last), right)) for (top, left), (bottom, right) in table.merged]
    return table
