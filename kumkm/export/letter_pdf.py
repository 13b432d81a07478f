"""A letter as PDF, laid out by `static/paper/letter.typ`."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Final

import pypdf

from kumkm.export import paper
from kumkm.export.downloads import OFFICE
from kumkm.export.letter import NAME_LINE, NUMBER_LINE, OF_PAGES, PAGE, Cell, Letter, Part, Row, RowKind
from kumkm.export.text import breakable
from kumkm.settings import Settings

TEMPLATE: Final = "letter.typ"
_WORDS: Final = {"page": PAGE, "of": OF_PAGES, "name-line": NAME_LINE, "number-line": NUMBER_LINE}
_LETTERS: Final = 66  # capitals that a line of a table holds


def letter_pdf(letter: Letter, settings: Settings) -> bytes:
    """The letter, with less room between its lines where that saves a sheet; the same letter is the same bytes."""
    parted = replace(letter, parts=tuple(_part(part) for part in letter.parts))
    content = {**_wide(asdict(parted)), "author": OFFICE, "words": _WORDS}
    del content["frame"]["made_at"]

    def made(tight: bool) -> bytes:
        return paper.pdf(settings, TEMPLATE, content | {"tight": tight}, letter.frame.made_at)

    usual = made(False)
    sheets = _sheets(usual)
    if sheets == 1:
        return usual
    tight = made(True)
    return tight if _sheets(tight) < sheets else usual


def _sheets(document: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(document)).pages)


def _part(part: Part) -> Part:
    """The same with places to break in words that their column cannot hold; amounts stay whole."""
    if part.table is None:
        return part
    words = [0 if column.right else int(column.share * _LETTERS) for column in part.table.columns]
    rows = tuple(_row(row, words) if row.kind is RowKind.LINE else row for row in part.table.rows)
    return replace(part, table=replace(part.table, rows=rows))


def _row(row: Row, words: Sequence[int]) -> Row:
    return replace(row, cells=tuple(_cell(cell, word) for cell, word in zip(row.cells, words, strict=True)))


def _cell(cell: Cell, word: int) -> Cell:
    return replace(cell, text=breakable(cell.text, word), below=breakable(cell.below, word)) if word else cell


def _wide(value: Any) -> Any:
    """The same with places to break in words no line can hold, wherever they stand."""
    if isinstance(value, Mapping):
        return {key: _wide(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_wide(item) for item in value]
    return breakable(value) if isinstance(value, str) else value
