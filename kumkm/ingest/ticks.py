"""One question answered over several columns: `Status › Aktif | Tidak Aktif`, of which each row ticks one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from kumkm.ingest import headings
from kumkm.ingest.blocks import Column, Row
from kumkm.ingest.sources import Kind, Quantity
from kumkm.ingest.tables import Table

_TICK = re.compile(r"[√✓✔☑vVxX●•*1]|ya", re.IGNORECASE)
_NONE = re.compile(r"[-–—0☐]?")
_STATUS = "Status"
_TWICE = "dua kolom dicentang"
_FEW = 4  # at most one row in so many
_ANSWERED = frozenset({Quantity.TEXT, Quantity.YES_NO})


def gathered(table: Table, kind: Kind) -> Table:
    """The table with such columns as one, the first of them, whose cells are what was ticked; "" where nothing was.

    A row that ticks two says so, which is no answer. A group stays as it is where its heading names nothing that is
    answered in words, where its cells say more than a tick, or where many rows tick two.
    """
    columns: list[Column] = []
    answers: list[Sequence[Column]] = []
    for group in _groups(table.columns):
        question = _question(group, kind)
        if question is not None and _is_ticked(group, table.rows):
            answers.append(group)
            columns.append(Column(group[0].index, question, last=group[-1].index))
        else:
            columns += group
    if not answers:
        return table
    return replace(table, columns=tuple(columns), rows=tuple(_answered(row, answers) for row in table.rows))


def _groups(columns: Sequence[Column]) -> list[list[Column]]:
    """Columns side by side under one heading; those under none go by pairs of "aktif" and "tidak aktif"."""
    groups: list[list[Column]] = []
    for above, members in groupby(columns, key=lambda column: column.path[:-1]):
        group = list(members)
        if above:
            groups.append(group)
            continue
        while group:
            size = 2 if _is_status(group[:2]) else 1
            groups.append(group[:size])
            del group[:size]
    return groups


def _is_status(pair: Sequence[Column]) -> bool:
    words = {headings.words_of(column.path[-1]) for column in pair}
    return words == {frozenset({"AKTIF"}), frozenset({"AKTIF", "TIDAK"})}


def _question(group: Sequence[Column], kind: Kind) -> tuple[str, ...] | None:
    """What the columns of a group answer, as a heading; None where they answer nothing together."""
    above = group[0].path[:-1]
    if len(group) < 2 or any(headings.read(column.path[-1]).years for column in group):
        return None
    if not above:
        return (_STATUS,) if kind.field_of((_STATUS,)) is not None else None
    field = kind.field_of(above) or kind.field_of(above[-1:])
    return above if field is not None and field.quantity in _ANSWERED else None


def _is_ticked(group: Sequence[Column], rows: Sequence[Row]) -> bool:
    counts = [
        sum(1 for column in group if _TICK.fullmatch(_text(row, column)))
        for row in rows
        if all(_TICK.fullmatch(text) or _NONE.fullmatch(text) for text in (_text(row, column) for column in group))
    ]
    # A row or two may be a total, or a slip of the hand; more of them, and the columns are no one question.
    ticked, twice = sum(count == 1 for count in counts), sum(count > 1 for count in counts)
    return ticked > 0 and _FEW * twice <= len(rows) and _FEW * (len(rows) - len(counts)) <= max(len(rows), _FEW)


def _text(row: Row, column: Column) -> str:
    cell = row.at(column.index)
    return "1" if isinstance(cell, int | float) and cell == 1 else str(cell or "").strip()


def _answered(row: Row, answers: Sequence[Sequence[Column]]) -> Row:
    cells = list(row.cells)
    for group in answers:
        ticked = [column.path[-1] for column in group if _TICK.fullmatch(_text(row, column))]
        cells += [""] * (group[0].index + 1 - len(cells))
        for column in group:
            if column.index < len(cells):
                cells[column.index] = ""
        cells[group[0].index] = _TWICE if len(ticked) > 1 else ticked[0] if ticked else ""
    return Row(row.number, cells)
