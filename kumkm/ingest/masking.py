"""Takes personal data out of what was read, before anything else looks at it; only the place is noted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from kumkm.ingest import personal
from kumkm.ingest.blocks import Column, Row
from kumkm.ingest.delivery import Note
from kumkm.ingest.recognise import Recognised
from kumkm.ingest.sheets import letter
from kumkm.ingest.sources import Field, Quantity
from kumkm.ingest.tables import Table

_SHOWN = 500  # cells named per column; beyond that one line counts the rest


def without_personal_data(recognised: Recognised, notes: list[Note]) -> Recognised:
    """Empty what is personal, whole columns and single cells; note the cells, not their values."""
    table = recognised.table
    fields = {use.column.index: use.field for use in recognised.uses}
    columns = {
        column.index: kind
        for column in table.columns
        if _may_be_dropped(fields.get(column.index))
        and (kind := personal.personal_content(column.heading, [row.at(column.index) for row in table.rows]))
    }
    named = {column.index: column for column in table.columns}
    counted: Counter[int] = Counter()
    rows = []
    for row in table.rows:
        cells = list(row.cells)
        for index, cell in enumerate(row.cells):
            kind = None if cell in ("", None) else columns.get(index) or _personal_cell(cell)
            if kind is None:
                continue
            cells[index] = ""
            counted[index] += 1
            if counted[index] <= _SHOWN:
                notes.append(_personal_note(table, row.number, named.get(index), index, fields.get(index), kind))
        rows.append(Row(row.number, cells))
    for index, count in counted.items():
        if count > _SHOWN:
            more = f"{columns.get(index, 'data pribadi')}: {count - _SHOWN} sel lain di kolom ini"
            notes.append(_personal_note(table, None, named.get(index), index, fields.get(index), more))
    return replace(recognised, table=replace(table, rows=tuple(rows)))


def _may_be_dropped(field: Field | None) -> bool:
    """A column of no known field, or of one that is not read, may go as a whole."""
    return field is None or field.quantity is Quantity.IGNORE


_MAYBE_PERSONAL = re.compile(r"@|\d[\d\s.\-]{8,}")


def _personal_cell(cell: object) -> str | None:
    if isinstance(cell, str):
        return personal.personal_in(cell) if _MAYBE_PERSONAL.search(cell) else None
    if isinstance(cell, float) and cell.is_integer() and 1e15 <= cell < 1e16:
        return personal.personal_in(str(int(cell)))
    return None


def _personal_note(
    table: Table, row: int | None, column: Column | None, index: int, field: Field | None, kind: str
) -> Note:
    return Note(
        table.sheet.name,
        row,
        letter(index),
        column.heading if column else None,
        field.id if field else None,
        "personal",
        kind,
        "tanpa data pribadi",
        None,
    )
