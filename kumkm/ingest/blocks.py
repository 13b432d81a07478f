"""Rows and columns of a table, and tables that stand side by side under one heading row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kumkm.ingest import headings
from kumkm.ingest.sheets import letter

_EMPTY = ("", None)
_KAB_AND_KOTA = {"KABUPATEN", "KOTA"}


@dataclass(frozen=True)
class Column:
    """One column: its place from 0 and the levels of its heading, top first; `last` is its end where it spans some."""

    index: int
    path: tuple[str, ...]
    last: int | None = None

    @property
    def heading(self) -> str:
        return " › ".join(self.path)

    @property
    def letter(self) -> str:
        return letter(self.index)

    @property
    def letters(self) -> str:
        """The letters of all it spans: `D–E`."""
        return self.letter if self.last is None else f"{self.letter}–{letter(self.last)}"


@dataclass(frozen=True)
class Row:
    """One row; `number` is what Excel shows, `cells` start at column A."""

    number: int
    cells: list[object]

    def at(self, index: int) -> object:
        return self.cells[index] if index < len(self.cells) else ""


@dataclass(frozen=True)
class Block:
    """Columns from `start` up to and without `stop` (None: to the end) that make a table of their own."""

    start: int
    stop: int | None
    columns: tuple[Column, ...]

    def holds(self, index: int) -> bool:
        return index >= self.start and (self.stop is None or index < self.stop)

    def only(self, row: Row) -> Row:
        """The row without what is not of this block."""
        if self.start == 0 and self.stop is None:
            return row
        return Row(row.number, [cell if self.holds(index) else "" for index, cell in enumerate(row.cells)])

    def of(self, title: Row, blocks: Sequence[Block]) -> Row:
        """What a title line says of this block: all of it, unless several blocks have a part of their own."""
        filled = [index for index, cell in enumerate(title.cells) if cell not in _EMPTY]
        spoken = [block for block in blocks if any(block.holds(index) for index in filled)]
        return self.only(title) if len(spoken) > 1 else title


class Splitter:
    """Tells tables side by side apart: the key column comes again, over other keys."""

    def __init__(self, is_key: Callable[[str], bool]) -> None:
        self._is_key = is_key

    def split(self, columns: tuple[Column, ...], rows: Sequence[Row]) -> list[Block]:
        """One block per table, from left to right; one block of everything where there is one table."""
        starts = [0, *self._starts(columns, rows)]
        return [
            Block(start, stop, tuple(column for column in columns if _between(column.index, start, stop)))
            for start, stop in zip(starts, (*starts[1:], None), strict=True)
        ]

    def _starts(self, columns: tuple[Column, ...], rows: Sequence[Row]) -> list[int]:
        keys = [column for column in columns if self._is_key(column.path[-1])]
        if len(keys) < 2:
            return []
        first, lead = keys[0], keys[0].index - columns[0].index
        by_index = {column.index: column for column in columns}
        starts = []
        for key in keys[1:]:
            leading = by_index.get(key.index - lead) if lead else None
            led = leading is not None and _words(leading) == _words(columns[0])
            apart = led or key.index - 1 not in by_index or key.path == first.path
            alike = _words(key) == _words(first) or _words(key) | _words(first) == _KAB_AND_KOTA
            if apart and alike and _differ(first.index, key.index, rows):
                starts.append(key.index - lead if led else key.index)
        return starts


def _words(column: Column) -> frozenset[str]:
    return headings.words_of(column.path[-1])


def _between(index: int, start: int, stop: int | None) -> bool:
    return index >= start and (stop is None or index < stop)


def _differ(first: int, second: int, rows: Sequence[Row]) -> bool:
    """Whether two columns both hold texts, and not the same ones."""
    texts = [
        [row.at(index) for row in rows if isinstance(row.at(index), str) and row.at(index)] for index in (first, second)
    ]
    return min(map(len, texts)) > 0 and texts[0] != texts[1]
