"""The sheets of a file as Parquet: one row per filled cell, as the reader saw it, free of personal data.

What is of a sheet as a whole (name, merged ranges, hidden rows, calendar, how long its rows are) stands in the
metadata of the file, as JSON. A cell that held personal data keeps its place and the kind of it, never its content.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kumkm.ingest.masking import MaskedSheet
from kumkm.ingest.vouching import Cell

if TYPE_CHECKING:
    import pyarrow as pa

_META = b"kumkm"
_EMPTY = ("", None)
_NAMES = ("sheet", "row", "column", "type", "text", "number", "format", "formula", "vouched", "note", "personal")


def _schema() -> pa.Schema:
    import pyarrow as pa

    word = pa.dictionary(pa.int32(), pa.string())
    kinds = (pa.int16(), pa.int32(), pa.int16(), word, pa.string(), pa.float64(), word, pa.string(), pa.bool_(), word)
    return pa.schema(list(zip(_NAMES, (*kinds, word), strict=True)))


def write(path: Path, sheets: Sequence[MaskedSheet]) -> None:
    """Write sheets; raises OSError where the disk is full."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns: dict[str, list[Any]] = {name: [] for name in _NAMES}
    for place, sheet in enumerate(sheets):
        _add(columns, place, sheet)
    described = [_described(sheet) for sheet in sheets]
    schema = _schema().with_metadata({_META: json.dumps(described, ensure_ascii=False).encode()})
    pq.write_table(pa.table(columns, schema=schema), path, compression="zstd")


def read(path: Path) -> list[MaskedSheet]:
    """The sheets of a file, as they were written."""
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    described = json.loads(table.schema.metadata[_META])
    columns = [table.column(name).to_pylist() for name in _NAMES]
    cells: dict[int, list[tuple[Any, ...]]] = {}
    for cell in zip(*columns, strict=True):
        cells.setdefault(cell[0], []).append(cell)
    return [_sheet(sheet, cells.get(place, ())) for place, sheet in enumerate(described)]


def _add(columns: dict[str, list[Any]], place: int, sheet: MaskedSheet) -> None:
    beside = {*sheet.unvouched, *sheet.notes, *sheet.formulas}
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            at = (row, column)
            if cell in _EMPTY and at not in beside:
                continue
            kind, text, number = _stored(cell)
            values = (
                place, row, column, kind, text, number, sheet.formats.get(at), sheet.formulas.get(at),
                at not in sheet.unvouched, sheet.notes.get(at), sheet.personal.get(at),
            )  # fmt: skip
            for name, value in zip(_NAMES, values, strict=True):
                columns[name].append(value)


def _stored(cell: object) -> tuple[str, str | None, float | None]:
    """Type, text and number of a cell. The text is exact; the number is what a float holds of it."""
    match cell:
        case None | "":
            return "empty", None, None
        case str():
            return "text", cell, None
        case bool():
            return "bool", str(int(cell)), float(cell)
        case float():
            return "float", None, cell
        case int():
            return "int", str(cell), float(cell)
        case datetime():
            return "datetime", cell.isoformat(), None
        case date():
            return "date", cell.isoformat(), None
        case time():
            return "time", cell.isoformat(), None
        case timedelta():
            return "duration", None, cell.total_seconds()
        case Decimal():
            return "decimal", str(cell), float(cell)
        case _:
            return "text", str(cell), None


def _restored(kind: str, text: str | None, number: float | None) -> object:
    if kind == "float":
        return number
    if kind == "duration":
        return timedelta(seconds=number or 0)
    return _FROM_TEXT[kind](text) if text is not None else ""


_FROM_TEXT: Mapping[str, Any] = {
    "empty": lambda _text: "",
    "text": str,
    "bool": lambda text: text == "1",
    "int": int,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "decimal": Decimal,
}


def _described(sheet: MaskedSheet) -> dict[str, object]:
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "merged": sheet.merged,
        "hidden_rows": sorted(sheet.hidden_rows),
        "percent": sorted(sheet.percent),
        "date1904": sheet.date1904,
        "in_name": sheet.in_name,
        # How many rows in turn are how long: [[3, 12], [1, 4]].
        "lengths": [[len(list(same)), length] for length, same in groupby(len(row) for row in sheet.rows)],
    }


def _sheet(described: Mapping[str, Any], cells: Iterable[tuple[Any, ...]]) -> MaskedSheet:
    rows: list[list[object]] = [[""] * length for count, length in described["lengths"] for _ in range(count)]
    formats: dict[Cell, str] = {}
    formulas: dict[Cell, str] = {}
    notes: dict[Cell, str] = {}
    personal: dict[Cell, str] = {}
    unvouched: set[Cell] = set()
    for _, row, column, kind, text, number, shown, formula, vouched, note, taken in cells:
        at = (row, column)
        rows[row][column] = _restored(kind, text, number)
        formats |= {at: shown} if shown is not None else {}
        formulas |= {at: formula} if formula is not None else {}
        notes |= {at: note} if note is not None else {}
        personal |= {at: taken} if taken is not None else {}
        if not vouched:
            unvouched.add(at)
    return MaskedSheet(
        name=described["name"],
        rows=rows,
        hidden=described["hidden"],
        merged=tuple(((a, b), (c, d)) for (a, b), (c, d) in described["merged"]),
        hidden_rows=frozenset(described["hidden_rows"]),
        percent=frozenset((row, column) for row, column in described["percent"]),
        unvouched=frozenset(unvouched),
        notes=notes,
        date1904=described["date1904"],
        formats=formats,
        formulas=formulas,
        personal=personal,
        in_name=described["in_name"],
    )
