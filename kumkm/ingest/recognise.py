"""Of which kind a table is, and what each of its columns holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kumkm.domain.regions import Regions
from kumkm.ingest import headings
from kumkm.ingest.names import region_named
from kumkm.ingest.sources import Field, Kind, Quantity
from kumkm.ingest.tables import Column, Row, Table

_LOOKED_AT = 200  # rows that decide what a column holds


@dataclass(frozen=True)
class Use:
    """What one column is taken for: a field, and what its heading says of year, month, region and unit."""

    column: Column
    field: Field | None
    year: int | None = None
    month: int | None = None
    region_code: str | None = None
    unit: float | None = None
    total: bool = False


@dataclass(frozen=True)
class Recognised:
    """A table with its kind. `by_row`: the fields stand in the rows of `label`, the columns say where or when."""

    table: Table
    kind: Kind
    uses: tuple[Use, ...]
    by_row: bool = False
    label: Column | None = None

    def use(self, field_id: str) -> Use | None:
        """The first column of a field."""
        return next((use for use in self.uses if use.field is not None and use.field.id == field_id), None)


def recognise(table: Table, kinds: Sequence[Kind], regions: Regions) -> Recognised | None:
    """The kind that explains most columns; None where none fits."""
    best: tuple[int, Recognised] | None = None
    for kind in kinds:
        for found in (_by_column(table, kind, regions), _by_row(table, kind, regions)):
            if found is not None and (best is None or _score(found) > best[0]):
                best = (_score(found), found)
    return best[1] if best else None


def _score(found: Recognised) -> int:
    if found.by_row:
        return len(set(_row_fields(found.table.rows[:_LOOKED_AT], found.label, found.kind))) + 1
    known = {use.field.id for use in found.uses if use.field and use.field.quantity is not Quantity.IGNORE}
    return len(known)


def _by_column(table: Table, kind: Kind, regions: Regions) -> Recognised | None:
    uses = tuple(_use(column, kind, regions, table) for column in table.columns)
    found = frozenset(use.field.id for use in uses if use.field is not None)
    if kind.fits(found):
        return Recognised(table, kind, uses)
    spread = [use for use in uses if use.field is None and (use.year or use.month) and not use.region_code]
    named = _field_of_titles(table, kind) if spread and kind.grain == "facts" else None
    if named is None or not kind.fits(found | {named.id}):
        return None
    filled = tuple(
        Use(use.column, named, use.year, use.month, None, use.unit or _unit_of_titles(table)) if use in spread else use
        for use in uses
    )
    return Recognised(table, kind, filled)


def _use(column: Column, kind: Kind, regions: Regions, table: Table) -> Use:
    read = headings.read(" ".join(column.path))
    field = kind.field_of(column.path)
    if field is not None and not _content_agrees(field, column, table, kind):
        field = None
    region_code = _region_of(column.path[-1], regions)
    if field is not None and _says_itself(field, read, region_code):
        field = None
    unit = next((found for level in reversed(column.path) if (found := headings.money_unit(level)) is not None), None)
    return Use(column, field, read.year, read.month, region_code, unit)


def _says_itself(field: Field, read: headings.Heading, region_code: str | None) -> bool:
    """A key whose heading already holds the year, month or region: the cells below hold numbers, not keys."""
    return bool(
        (field.quantity is Quantity.YEAR and read.year)
        or (field.quantity is Quantity.MONTH and read.month)
        or (field.quantity is Quantity.REGION and region_code)
    )


def _content_agrees(field: Field, column: Column, table: Table, kind: Kind) -> bool:
    """A needed name cannot be a column of numbers: that is a count under the same heading."""
    if field.id not in kind.needs or field.quantity is not Quantity.TEXT:
        return True
    cells = [cell for row in table.rows[:_LOOKED_AT] if (cell := row.at(column.index)) not in ("", None)]
    texts = sum(isinstance(cell, str) and bool(re.search(r"[A-Za-z]", cell)) for cell in cells)
    return texts * 2 > len(cells) or field.id.startswith("id_") or field.id == "proposal_id"


def _region_of(text: str, regions: Regions) -> str | None:
    region = region_named(regions, text)
    return None if region is None else region.code


def _field_of_titles(table: Table, kind: Kind) -> Field | None:
    """The number a title names: "PENYALURAN KUR MENURUT KABUPATEN/KOTA"; the longest declared heading wins."""
    words = headings.words_of(" ".join((*table.titles, table.sheet.name)))
    fitting = [
        (len(variant - {"JUMLAH"}), field)
        for variant, field in kind.by_words.items()
        if variant <= words and field.quantity.is_number and field.id != "value"
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _unit_of_titles(table: Table) -> float | None:
    return next((unit for line in table.titles if (unit := headings.money_unit(line)) is not None), None)


def _by_row(table: Table, kind: Kind, regions: Regions) -> Recognised | None:
    """Fields down the first text column, regions or years across."""
    if kind.grain != "facts":
        return None
    uses = [_use(column, kind, regions, table) for column in table.columns]
    spread = [use for use in uses if _is_spread(use)]
    label = next((use.column for use in uses if use.field and use.field.quantity is Quantity.LABEL), None)
    label = label or _fullest_text(table, [use.column for use in uses if use not in spread])
    if not spread or label is None:
        return None
    found = frozenset(_row_fields(table.rows[:_LOOKED_AT], label, kind))
    if len(found) < 2 or not kind.fits(found | kind.needs):
        return None
    keep = tuple(
        Use(use.column, use.field, use.year, use.month, use.region_code, use.unit, total=_is_total_heading(use.column))
        for use in uses
    )
    return Recognised(table, kind, keep, by_row=True, label=label)


def _is_spread(use: Use) -> bool:
    return bool(use.region_code or ((use.year or use.month) and (use.field is None)))


def _is_total_heading(column: Column) -> bool:
    return headings.words_of(column.path[-1]) == {"JUMLAH"}


def _fullest_text(table: Table, columns: Sequence[Column]) -> Column | None:
    def texts(column: Column) -> int:
        cells = [row.at(column.index) for row in table.rows[:_LOOKED_AT]]
        return sum(isinstance(cell, str) and len(cell) > 2 for cell in cells)

    return max(columns, key=texts, default=None)


def _row_fields(rows: Sequence[Row], label: Column | None, kind: Kind) -> list[str]:
    if label is None:
        return []
    return [
        field.id
        for _row, path in labelled(rows, label)
        if (field := kind.field_of(path)) is not None and field.quantity.is_number
    ]


def labelled(rows: Sequence[Row], label: Column) -> list[tuple[Row, tuple[str, ...]]]:
    """Rows with the path of their label; a row with a label and nothing else heads those below it."""
    found: list[tuple[Row, tuple[str, ...]]] = []
    parent = ""
    for row in rows:
        text = _unnumbered(str(row.at(label.index)))
        if not text:
            continue
        others = [cell for index, cell in enumerate(row.cells) if index > label.index and cell not in ("", None)]
        if not others:
            parent = text
            continue
        found.append((row, (parent, text) if parent else (text,)))
    return found


def _unnumbered(text: str) -> str:
    """`a. Aktif`, `1) Aktif`, `- Aktif` → `Aktif`."""
    return re.sub(r"^\s*(?:(?:\d{1,2}|[a-zA-Z]|[IVX]{1,4})[.)]\s*|[-•–]\s*)+", "", text).strip()
