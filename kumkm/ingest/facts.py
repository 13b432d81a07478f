"""Recaps: every number with its region, year and cell, whether fields stand across or down."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from kumkm.domain.regions import CodeSystem
from kumkm.ingest import cells, dates, headings
from kumkm.ingest.blocks import Column, Row
from kumkm.ingest.delivery import Delivery, Fact, Total
from kumkm.ingest.keys import Place, code_text, month_in, system_of, year_in
from kumkm.ingest.recognise import Recognised, Use, labelled, spread_of
from kumkm.ingest.sources import Field, Quantity

if TYPE_CHECKING:
    from kumkm.ingest.reading import Around, Reader

_TOTAL = re.compile(r"^(GRAND\s+|SUB[\s-]*)?(JUMLAH|TOTAL|JML|JLH|J U M L A H|T O T A L)\b", re.IGNORECASE)
_DERIVED = re.compile(r"^(RATA\s*-?\s*RATA|RATA2|RERATA|PERSENTASE|PERSEN)\b|^%", re.IGNORECASE)
_EMPTY = ("", None)
_TYPES = {
    "PRODUSEN": "produsen",
    "PEMASARAN": "pemasaran",
    "KONSUMEN": "konsumen",
    "JASA": "jasa",
    "SIMPAN": "simpan pinjam",
    "KSP": "simpan pinjam",
}
_TYPE_FIELDS = {
    "cooperatives_type_producer": "produsen",
    "cooperatives_type_marketing": "pemasaran",
    "cooperatives_type_consumer": "konsumen",
    "cooperatives_type_services": "jasa",
    "cooperatives_type_savings": "simpan pinjam",
}


@dataclass(frozen=True)
class _Key:
    """What and when one row is of."""

    place: Place
    year: int | None
    month: int | None = None
    subdistrict: str | None = None
    sector: str | None = None
    cooperative_type: str | None = None


def read_facts(reader: Reader, found: Recognised, around: Around, delivery: Delivery) -> None:
    """Add the facts, totals and notes of one table to the delivery."""
    if found.by_row:
        _read_down(reader, found, around, delivery)
    else:
        _read_across(reader, found, around, delivery)


def is_total(row: Row, found: Recognised) -> bool:
    """Whether a row is a total: one of its first texts, but for what the row measures, begins with JUMLAH or TOTAL."""
    return any(_TOTAL.match(text) for text in _first_texts(row, found))


def is_derived(row: Row, found: Recognised) -> bool:
    """Whether a row holds averages or shares of the rows above it."""
    return any(_DERIVED.match(text) for text in _first_texts(row, found))


def _first_texts(row: Row, found: Recognised) -> list[str]:
    item = found.use("item") if "item" in found.kind.fields else None
    measured = item.column.index if item is not None else -1
    texts = (
        cell.strip()
        for index, cell in enumerate(row.cells)
        if isinstance(cell, str) and index != measured and cell.strip()
    )
    return list(islice(texts, 2))


# -- fields across ----------------------------------------------------------------------------------------


def _read_across(reader: Reader, found: Recognised, around: Around, delivery: Delivery) -> None:
    rows = [row for row in found.table.rows if not is_derived(row, found)]
    details = [row for row in rows if not is_total(row, found) and _has_value(row, found)]
    keys = _keys(reader, found, around, details, delivery)
    totals = [row for row in rows if is_total(row, found) and not _of_other_year(row, found, around)]
    value = found.use("value")
    for use in found.uses:
        if use.field is None or not use.field.quantity.is_number or use is value:
            continue
        _read_column(found, use, details, keys, totals, around, delivery)
    if value is not None:
        _read_values(found, value, details, keys, around, delivery)
    _note_unknown_numbers(found, details, delivery)


def _of_other_year(row: Row, found: Recognised, around: Around) -> bool:
    """`JUMLAH TAHUN 2021` below the rows of 2022: last year's total, of which nothing here is a part."""
    years = {year for text in _first_texts(row, found) for year in dates.years_in(text)}
    return around.year is not None and bool(years) and around.year not in years


def _note_unknown_numbers(found: Recognised, rows: Sequence[Row], delivery: Delivery) -> None:
    """A column of numbers under a heading that is of no known field is not read, and said not to be."""
    for use in found.uses:
        read = headings.read(" ".join(use.column.path))
        if use.field is not None or read.percent or headings.words_of(use.column.path[-1]) <= {"JUMLAH"}:
            continue
        if any(isinstance(row.at(use.column.index), int | float) for row in rows):
            row_number = found.table.heading_row + len(use.column.path) - 1
            _note_unknown(found, row_number, use.column, use.column.heading, delivery)


def _note_unknown(
    found: Recognised, row: int, column: Column | None, text: str, delivery: Delivery, region_code: str | None = None
) -> None:
    expected = "nama data yang dikenal (data/sources.toml)"
    shown = cells.shown(text)
    delivery.notes.append(cells.note(found.table, row, column, None, "unknown_item", shown, expected, region_code))


def _has_value(row: Row, found: Recognised) -> bool:
    """A row in which no number field has anything is a group's heading, not data."""
    return any(
        row.at(use.column.index) not in ("", None)
        for use in found.uses
        if use.field is not None and use.field.quantity.is_number
    )


def _keys(reader: Reader, found: Recognised, around: Around, rows: Sequence[Row], delivery: Delivery) -> list[_Key]:
    places = places_of(reader, found, around, rows, delivery)
    parts = {name: found.use(name) for name in ("subdistrict", "sector", "cooperative_type")}
    keys = []
    for row, place, (year, month) in zip(rows, places, _times(reader, found, around, rows, delivery), strict=True):
        keys.append(
            _Key(
                place=place,
                year=year,
                month=month,
                subdistrict=_part(parts["subdistrict"], row),
                sector=_part(parts["sector"], row),
                cooperative_type=_type_of(_part(parts["cooperative_type"], row)),
            )
        )
    return keys


def _times(
    reader: Reader, found: Recognised, around: Around, rows: Sequence[Row], delivery: Delivery
) -> list[tuple[int | None, int | None]]:
    """Year and month of each row; a cell merged over several rows is filled down."""
    year, month = found.use("year"), found.use("month")
    of_all = around.month if "month" in found.kind.fields else None
    times: list[tuple[int | None, int | None]] = []
    last_year, last_month = None, of_all
    for row in rows:
        when, last_year = _year_of(reader, found, year, row, around, delivery, last_year)
        if month is not None and (cell := row.at(month.column.index)) not in _EMPTY:
            last_month, own_year = month_in(cell)
            when = own_year or when
            if last_month is None and own_year is None:
                _note_month(found, row, month, cell, delivery)
        times.append((when, last_month))
    return times


def _note_month(found: Recognised, row: Row, use: Use, cell: object, delivery: Delivery) -> None:
    shown = cells.shown(cell)
    delivery.notes.append(
        cells.note(found.table, row.number, use.column, "month", "not_a_date", shown, "nama bulan, atau 1 sampai 12")
    )


def _year_of(
    reader: Reader, found: Recognised, use: Use | None, row: Row, around: Around, delivery: Delivery, last: int | None
) -> tuple[int | None, int | None]:
    """The row's year, and what a merged year cell below it would inherit."""
    if use is None:
        return around.year, None
    cell = row.at(use.column.index)
    year, in_order = year_in(cell, reader.today.year)
    if not in_order:
        expected = f"tahun 1990 sampai {reader.today.year}"
        delivery.notes.append(
            cells.note(found.table, row.number, use.column, "year", "bad_year", cells.shown(cell), expected)
        )
        return None, None
    year = year or last or around.year
    return year, year


def _part(use: Use | None, row: Row) -> str | None:
    text = "" if use is None else str(row.at(use.column.index)).strip()
    return text or None


def _type_of(text: str | None) -> str | None:
    if text is None:
        return None
    return next((name for word, name in _TYPES.items() if word in text.upper()), text)


def places_of(
    reader: Reader, found: Recognised, around: Around, rows: Sequence[Row], delivery: Delivery
) -> list[Place]:
    """The region of each row; a name merged over several rows is filled down. Notes say which are not understood."""
    name, code = found.use("region"), found.use("region_code")
    elsewhere = Place(None, around.region_code)
    places, last = [], elsewhere
    for row in rows:
        name_text = "" if name is None else cells.shown(row.at(name.column.index))
        code_cell = "" if code is None else code_text(row.at(code.column.index))
        if not name_text and not code_cell:
            places.append(last)
            continue
        system = _system(found, code, row)
        last = reader.places.both(name_text, code_cell, system) if code_cell else reader.places.named(name_text)
        if last.note is not None:
            at = code if last.note != "unknown_region" and code is not None else (name or code)
            shown = code_cell if at is code else name_text
            delivery.notes.append(
                cells.note(
                    found.table,
                    row.number,
                    at.column if at else None,
                    "region",
                    last.note,
                    shown,
                    last.expected or "",
                    last.code,
                )
            )
        places.append(last)
    across = any(use.region_code for use in found.uses)
    if rows and not across and all(place.code is None and place.note is None for place in places):
        delivery.notes.append(
            cells.note(
                found.table,
                found.table.heading_row,
                None,
                "region",
                "region_absent",
                "tidak ada",
                "kolom kabupaten/kota, atau namanya di judul atau nama lembar",
            )
        )
    return places


def _system(found: Recognised, code: Use | None, row: Row) -> CodeSystem | None:
    declared = found.use("code_system")
    if declared is not None and (system := system_of(str(row.at(declared.column.index)))) is not None:
        return system
    if code is not None and (system := system_of(code.column.heading)) is not None:
        return system
    return None if found.kind.code_system != "bps" else system_of("BPS")


def _read_column(
    found: Recognised,
    use: Use,
    rows: Sequence[Row],
    keys: Sequence[_Key],
    totals: Sequence[Row],
    around: Around,
    delivery: Delivery,
) -> None:
    """One column of numbers: facts, notes, and its printed totals against their sum."""
    field = use.field
    assert field is not None
    raw = [row.at(use.column.index) for row in (*rows, *totals)]
    unit = _unit(found, use, field, raw, around, delivery)
    flags = cells.percent_flags(found.table, [row.number for row in (*rows, *totals)], use.column.index)
    measured = cells.measure(raw, field.quantity, unit, flags)
    for row, key, cell in zip(rows, keys, measured, strict=False):
        when = replace(key, year=use.year or key.year, month=use.month or key.month)
        _add_fact(found, use, field, row, when, cell, delivery)
    _add_totals(found, use, field, rows, keys, totals, measured, unit, delivery)


def _unit(
    found: Recognised, use: Use, field: Field, raw: Sequence[object], around: Around, delivery: Delivery
) -> float | None:
    """The factor to rupiah; a money column that declares none, nowhere, is noted."""
    if field.quantity is not Quantity.MONEY:
        return None
    unit = use.unit or around.unit or found.kind.money_unit
    if unit is None and not cells.declares_unit(raw):
        delivery.notes.append(
            cells.note(
                found.table,
                found.table.heading_row,
                use.column,
                field.id,
                "unit_missing",
                use.column.heading,
                "satuan di judul kolom, misalnya (Rp), (Rp ribu), atau (Rp juta)",
            )
        )
    return unit


def _add_fact(
    found: Recognised, use: Use, field: Field, row: Row, key: _Key, cell: cells.Measured, delivery: Delivery
) -> None:
    if (words := cells.said(cell.note)) is not None:
        delivery.notes.append(
            cells.note(found.table, row.number, use.column, field.id, words[0], cell.text, words[1], key.place.code)
        )
    by_type = _TYPE_FIELDS.get(field.id)
    delivery.facts.append(
        Fact(
            sheet=found.table.sheet.name,
            row_number=row.number,
            column_letter=use.column.letter,
            heading=use.column.heading,
            field="cooperatives_registered" if by_type else field.id,
            quantity=field.quantity.value,
            region_text=key.place.text,
            region_code=use.region_code or key.place.code,
            year=key.year,
            month=key.month,
            subdistrict=key.subdistrict,
            sector=key.sector,
            cooperative_type=by_type or key.cooperative_type,
            text=cell.text,
            value=cell.value,
        )
    )


def _add_totals(
    found: Recognised,
    use: Use,
    field: Field,
    rows: Sequence[Row],
    keys: Sequence[_Key],
    totals: Sequence[Row],
    measured: Sequence[cells.Measured],
    unit: float | None,
    delivery: Delivery,
) -> None:
    """A printed total may be of the whole table, or of the rows since the total before it."""
    if field.quantity is Quantity.RATE:
        return
    since = 0
    for row, printed in zip(totals, measured[len(rows) :], strict=True):
        above = [index for index, detail in enumerate(rows) if detail.number < row.number and _is_part(keys[index])]
        last = [index for index in above if rows[index].number > since]
        since = row.number
        if printed.value is None or not above:
            continue
        named = [index for index in above if keys[index].place.code is not None]
        sums = [sum(measured[index].value or 0.0 for index in part) for part in (last, above, named) if part]
        nearest = _nearest(printed.value, sums)
        delivery.totals.append(
            Total(
                found.table.sheet.name,
                row.number,
                use.column.letter,
                use.column.heading,
                field.id,
                printed.value,
                nearest,
                _tolerance(field, unit, len(above)),
                _one_region(keys, above),
            )
        )


def _nearest(value: float, sums: Sequence[float]) -> float:
    return sorted(sums, key=lambda total: abs(total - value))[0]


def _is_part(key: _Key) -> bool:
    """Rows that are themselves the whole province are not part of its sum."""
    return key.place.code not in ("74", "00")


def _tolerance(field: Field, unit: float | None, count: int) -> float:
    """Counts add up exactly; money printed in thousands or millions may be off by its roundings."""
    if field.quantity is Quantity.COUNT or unit is None or unit == 1.0:
        return 0.5
    return unit * max(1.0, math.sqrt(count))


def _one_region(keys: Sequence[_Key], rows: Sequence[int]) -> str | None:
    codes = {keys[index].place.code for index in rows}
    return codes.pop() if len(codes) == 1 else None


def _read_values(
    found: Recognised, value: Use, rows: Sequence[Row], keys: Sequence[_Key], around: Around, delivery: Delivery
) -> None:
    """One column of numbers whose meaning stands in another column, or in the title."""
    label, unit_column = found.use("item"), found.use("item_unit")
    groups: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        text = str(row.at(label.column.index)) if label is not None else " ".join(found.table.titles)
        field = found.kind.field_of((text,))
        if field is None or not field.quantity.is_number:
            column = label.column if label else value.column
            _note_unknown(found, row.number, column, text, delivery, keys[index].place.code)
            continue
        groups.setdefault(field.id, []).append(index)
    for field_id, indices in groups.items():
        field = found.kind.fields[field_id]
        first = rows[indices[0]]
        written = str(first.at(unit_column.column.index)) if unit_column else ""
        use = replace(value, field=field, unit=headings.money_unit(written) or value.unit)
        chosen = [rows[index] for index in indices]
        _read_column(found, use, chosen, [keys[index] for index in indices], [], around, delivery)


# -- fields down ------------------------------------------------------------------------------------------


def _read_down(reader: Reader, found: Recognised, around: Around, delivery: Delivery) -> None:
    assert found.label is not None
    spread = spread_of(found.uses)
    total = next((use for use in found.uses if use.total), None)
    _note_unknown_columns(reader, found, spread, delivery)
    unit_column = found.use("item_unit")
    for row, path in labelled(found.table.rows, found.label):
        field = found.kind.field_of(path)
        if field is None or not field.quantity.is_number:
            if spread and any(row.at(use.column.index) not in ("", None) for use in spread):
                _note_unknown(found, row.number, found.label, " › ".join(path), delivery)
            continue
        written = str(row.at(unit_column.column.index)) if unit_column else ""
        unit = _first(headings.money_unit(text) for text in (*reversed(path), written))
        _read_row(found, field, row, path, unit, spread, total, around, delivery)


def _note_unknown_columns(reader: Reader, found: Recognised, spread: Sequence[Use], delivery: Delivery) -> None:
    """Between columns that are regions, one with numbers under another name is a region not understood."""
    if sum(use.region_code is not None for use in spread) < 3:
        return
    first = min(use.column.index for use in spread)
    for use in found.uses:
        if use in spread or use.total or use.field is not None or use.column.index < first:
            continue
        if any(isinstance(row.at(use.column.index), int | float) for row in found.table.rows):
            place = reader.places.named(use.column.path[-1])
            delivery.notes.append(
                cells.note(
                    found.table,
                    found.table.heading_row + len(use.column.path) - 1,
                    use.column,
                    "region",
                    "unknown_region",
                    use.column.path[-1],
                    place.expected or "",
                )
            )


def _first(units: Iterable[float | None]) -> float | None:
    return next((unit for unit in units if unit is not None), None)


def _read_row(
    found: Recognised,
    field: Field,
    row: Row,
    path: tuple[str, ...],
    unit: float | None,
    spread: Sequence[Use],
    total: Use | None,
    around: Around,
    delivery: Delivery,
) -> None:
    """One row of numbers, one per region, year or month."""
    raw = [row.at(use.column.index) for use in (*spread, *([total] if total else []))]
    label = replace(spread[0], field=field, unit=unit)
    factor = _unit(found, label, field, raw, around, delivery) if field.quantity is Quantity.MONEY else None
    flags = [
        (row.number - 1, use.column.index) in found.table.sheet.percent
        for use in (*spread, *([total] if total else []))
    ]
    measured = cells.measure(raw, field.quantity, factor, flags)
    for use, cell in zip(spread, measured, strict=False):
        text = use.column.path[-1] if use.region_code else None
        place = Place(text, use.region_code or around.region_code)
        key = _Key(place, use.year or around.year, use.month)
        heading = f"{' › '.join(path)} | {use.column.heading}"
        _add_fact(found, replace(use, column=replace(use.column, path=(heading,))), field, row, key, cell, delivery)
    if total is not None and measured[-1].value is not None and field.quantity is not Quantity.RATE:
        parts = [
            cell.value or 0.0
            for use, cell in zip(spread, measured, strict=False)
            if use.region_code not in ("74", "00")
        ]
        delivery.totals.append(
            Total(
                found.table.sheet.name,
                row.number,
                total.column.letter,
                " › ".join(path),
                field.id,
                measured[-1].value,
                sum(parts),
                _tolerance(field, factor, len(parts)),
                None,
            )
        )
