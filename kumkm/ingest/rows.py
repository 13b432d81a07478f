"""Which rows of a table are data, which are totals, and which nobody can say: every filled row is one of them.

A blank name is filled down only where the workbook merged the cells, or where another key in the row (a year, a
sector) tells it apart from the one above; a filled row without a name that is the sum of those above is a total.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from kumkm.ingest import cells, headings, numbers
from kumkm.ingest.blocks import Row
from kumkm.ingest.recognise import Recognised
from kumkm.ingest.tables import Table

_TOTAL = re.compile(
    r"^(GRAND\s+|SUB[\s-]*)?(JUMLAH|TOTAL|JML|JLH|J U M L A H|T O T A L|SELURUH|SELURUHNYA|SEMUA|KESELURUHAN)\b",
    re.IGNORECASE,
)
# Groups of kecamatan, which are none themselves.
_AREA = re.compile(r"^(WILAYAH|ZONA|KORWIL|DAPIL|RAYON|KLASTER|CLUSTER)\b", re.IGNORECASE)
_OF_A_REGION = frozenset({"KABUPATEN", "KOTA", "REGENCY", "MUNICIPALITY", "CITY"})
_DERIVED = re.compile(r"^(RATA\s*-?\s*RATA|RATA2|RERATA|PERSENTASE|PERSEN|PANGSA|PROPORSI)\b|^%", re.IGNORECASE)
_EMPTY = ("", None)
_PLACES = (("region", "region_code"), ("subdistrict",))
_OTHER_KEYS = ("year", "month", "subdistrict", "sector", "cooperative_type", "item")


@dataclass(frozen=True)
class Sorted:
    """The rows of a table by what they are, each in order. `filled_down` are the numbers of rows that take their
    name from the row above; `unnamed` rows are no data and no totals. `wholes` are totals that name their region: the
    number of all its parts, printed.
    """

    details: list[Row]
    totals: list[Row]
    unnamed: list[Row]
    filled_down: frozenset[int]
    wholes: list[Row]


def sort(
    recognised: Recognised,
    is_bucket: Callable[[str], bool],
    is_region: Callable[[str], bool],
    own: Callable[[str, str], bool],
) -> Sorted:
    """Tell the rows of a recap apart. Rows of averages and shares are left out.

    `is_bucket` tells the names of the province's own bodies: "Provinsi" may be them, or the sum of all. Among
    kecamatan a name that `is_region` is one of them, or the sum of all; one that is the `own` of a region is that sum.
    """
    rows = [row for row in recognised.table.rows if not is_derived(row, recognised)]
    of_parts = recognised.use("region") is None and recognised.use("subdistrict") is not None
    sorting = _Sorting(recognised, own, of_parts=of_parts)
    for row in rows:
        sorting.take(row)
    return sorting.result(is_region if of_parts else is_bucket)


class _Sorting:
    def __init__(self, recognised: Recognised, own: Callable[[str, str], bool], *, of_parts: bool) -> None:
        self._recognised = recognised
        self._of_parts = of_parts
        self._own = own
        self._wholes: list[Row] = []
        self._names = _name_columns(recognised)
        self._others = [use.column.index for name in _OTHER_KEYS if (use := recognised.use(name)) is not None]
        self._numbers = _number_columns(recognised)
        self._merged = merged_below(recognised.table)
        self._width = 1 + max((column.index for column in recognised.table.columns), default=0)
        self._seen: set[tuple[str, ...]] = set()
        self._last: tuple[str, ...] = ()
        self._details: list[Row] = []
        self._totals: list[Row] = []
        self._unnamed: list[Row] = []
        self._down: set[int] = set()

    def take(self, row: Row) -> None:
        if self._is_loose(row) or self._is_of_a_time(row) or self._is_of_an_area(row):
            self._unnamed.append(row)
        elif self._is_whole(row):
            self._wholes.append(row)
            self._totals.append(row)
        elif is_total(row, self._recognised):
            self._totals.append(row)
        elif not any(row.at(index) not in _EMPTY for index in self._numbers):
            self._keep_name(row)
        elif self._is_named(row):
            self._keep_name(row)
            self._details.append(row)
        elif self._may_be_filled_down(row):
            self._down.add(row.number)
            self._details.append(row)
        elif is_sum_of(row, self._details, self._numbers, self._since()):
            self._totals.append(row)
        else:
            self._unnamed.append(row)

    def _is_of_a_time(self, row: Row) -> bool:
        """Whether a row among kecamatan is called after a year: "Muna 2022" is the whole of another time."""
        names = " ".join(cells.shown(row.at(index)) for index in self._names)
        return self._of_parts and bool(headings.read(names).years)

    def _is_of_an_area(self, row: Row) -> bool:
        """Whether a row among kecamatan is of several of them."""
        return self._of_parts and any(_AREA.match(cells.shown(row.at(index))) for index in self._names)

    def _is_whole(self, row: Row) -> bool:
        """Whether a total says of which region it is: by the name in front of it, or by being called so itself."""
        if self._of_parts:
            return any(self._own(cells.shown(row.at(index)), "") for index in self._names)
        named = [text for index in self._names if (text := cells.shown(row.at(index)))]
        if not named or any(_TOTAL.match(text) for text in named):
            return False
        part = self._recognised.use("subdistrict")
        called = part is not None and self._own(cells.shown(row.at(part.column.index)), named[0])
        return called or _is_total_of_parts(row, self._recognised)

    def _is_loose(self, row: Row) -> bool:
        """Whether a line of text holds more numbers than there are headings: its cells stand under wrong ones."""
        return not self._recognised.table.sheet.name and any(
            _value(cell) is not None for cell in row.cells[self._width :] if cell not in _EMPTY
        )

    def result(self, is_bucket: Callable[[str], bool]) -> Sorted:
        sums = [row for row in self._details if self._is_sum_of_all(row, is_bucket)]
        details = [row for row in self._details if row not in sums]
        totals = sorted([*self._totals, *sums], key=lambda row: row.number)
        return Sorted(details, totals, self._unnamed, frozenset(self._down), self._wholes)

    def _is_sum_of_all(self, row: Row, is_bucket: Callable[[str], bool]) -> bool:
        name = next((text for index in self._names if (text := cells.shown(row.at(index)))), "")
        if not is_bucket(name):
            return False
        key = self._other_keys(row)
        others = [detail for detail in self._details if detail is not row and self._other_keys(detail) == key]
        return is_sum_of(row, others, self._numbers, 0)

    def _is_named(self, row: Row) -> bool:
        return not self._names or any(row.at(index) not in _EMPTY for index in self._names)

    def _keep_name(self, row: Row) -> None:
        """The name a row below may take over; a heading of a group has one and no numbers."""
        if self._is_named(row):
            self._last = tuple(cells.shown(row.at(index)) for index in self._names)
            self._seen.add((*self._last, *self._other_keys(row)))

    def _other_keys(self, row: Row) -> tuple[str, ...]:
        return tuple(cells.shown(row.at(index)) for index in self._others if index not in self._names)

    def _may_be_filled_down(self, row: Row) -> bool:
        if any((row.number - 1, index) in self._merged for index in self._names):
            return bool(self._last)
        others = self._other_keys(row)
        key = (*self._last, *others)
        if not self._last or not any(others) or key in self._seen:
            return False
        if is_sum_of(row, self._details, self._numbers, self._since()):
            return False
        self._seen.add(key)
        return True

    def _since(self) -> int:
        return self._totals[-1].number if self._totals else 0


def _name_columns(recognised: Recognised) -> list[int]:
    """The columns that say what a row is of: the regions, else the first of kecamatan, year, month."""
    for fields in (*_PLACES, ("year",), ("month",)):
        if named := [use.column.index for use in recognised.uses if use.field is not None and use.field.id in fields]:
            return named
    return []


def _number_columns(recognised: Recognised) -> list[int]:
    return [
        use.column.index
        for use in recognised.uses
        if (field := use.field or use.meaning.field) is not None and field.quantity.is_number
    ]


def merged_below(table: Table) -> frozenset[tuple[int, int]]:
    """The (row, column), from 0, of cells that the workbook merged with one above them."""
    return frozenset(
        (row, column)
        for (top, left), (bottom, right) in table.sheet.merged
        for row in range(top + 1, bottom + 1)
        for column in range(left, right + 1)
    )


def is_sum_of(row: Row, details: Sequence[Row], columns: Sequence[int], since: int) -> bool:
    """Whether a row is the sum of all rows above it, or of those since the last total, in every column it fills."""
    filled = [index for index in columns if _value(row.at(index)) is not None]
    recent = [detail for detail in details if detail.number > since]
    if not filled or not details:
        return False
    return any(
        len(part) > 1 and all(_adds_up(row.at(index), (detail.at(index) for detail in part)) for index in filled)
        for part in (recent, details)
    )


def _adds_up(total: object, parts: Iterable[object]) -> bool:
    printed = _value(total)
    summed = sum(_value(part) or 0.0 for part in parts)
    return printed is not None and abs(printed - summed) <= max(0.5, 1e-6 * abs(summed))


def _value(cell: object) -> float | None:
    if isinstance(cell, bool) or cell in _EMPTY:
        return None
    if isinstance(cell, int | float):
        return float(cell)
    return numbers.read_column([cell], numbers.Quantity.COUNT).numbers[0].value


def is_total(row: Row, recognised: Recognised) -> bool:
    """Whether a row is a total: one of its first texts, but for what the row measures, begins with JUMLAH or TOTAL."""
    return any(_TOTAL.match(text) for text in first_texts(row, recognised)) or _is_total_of_parts(row, recognised)


def _is_total_of_parts(row: Row, recognised: Recognised) -> bool:
    """Whether a row says "Jumlah" where the others name a kecamatan, a sector or a type."""
    parts = (use for name in ("subdistrict", "sector", "cooperative_type") if (use := recognised.use(name)) is not None)
    return any(_TOTAL.match(cells.shown(row.at(use.column.index))) for use in parts)


def is_name_of(text: str, without_names: Callable[[str], str]) -> bool:
    """Whether a text is the name of a region and nothing else, in one language or two; "Kabupaten" alone is, too."""
    return bool(text) and headings.words_of(without_names(text)) <= _OF_A_REGION and not re.search(r"\d", text)


def is_derived(row: Row, recognised: Recognised) -> bool:
    """Whether a row holds averages or shares of the rows above it."""
    return any(_DERIVED.match(text) for text in first_texts(row, recognised))


def first_texts(row: Row, recognised: Recognised) -> list[str]:
    """The first two texts of a row, but for what it measures."""
    item = recognised.use("item") if "item" in recognised.kind.fields else None
    measured = item.column.index if item is not None else -1
    texts = (
        cell.strip()
        for index, cell in enumerate(row.cells)
        if isinstance(cell, str) and index != measured and cell.strip()
    )
    return list(islice(texts, 2))
