"""Recaps: every number with its region, year and cell, whether fields stand across or down."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kumkm.domain.regions import CodeSystem
from kumkm.ingest import cells, dates, footnotes, headings, rows
from kumkm.ingest.around import Around, Known
from kumkm.ingest.blocks import Column, Row
from kumkm.ingest.delivery import Delivery, Fact, Total
from kumkm.ingest.keys import Place, code_text, month_in, system_of, year_in
from kumkm.ingest.lexicon import TARGET
from kumkm.ingest.recognise import Item, Recognised, Use, spread_of
from kumkm.ingest.sources import Field, Quantity
from kumkm.ingest.understanding import Meaning
from kumkm.ingest.units import Unit

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
    "cooperatives_type_other": "lainnya",
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


@dataclass(frozen=True)
class _Measured:
    """One column of numbers as it is to be read: its field, its unit, and where the years of its cells come from."""

    use: Use
    field: Field
    meaning: Meaning


def read_facts(known: Known, recognised: Recognised, around: Around, delivery: Delivery) -> None:
    """Add the facts, totals and notes of one table to the delivery."""
    before, totals = len(delivery.facts), len(delivery.totals)
    if recognised.by_row:
        _read_down(known, recognised, around, delivery)
    else:
        _read_across(known, recognised, around, delivery)
    _drop_future(recognised, before, known.today.year, delivery)
    if len(delivery.totals) == totals:
        _note_parts_alone(recognised, before, delivery)


def _note_parts_alone(recognised: Recognised, before: int, delivery: Delivery) -> None:
    """Kecamatan without a total or a number of the whole: nobody says that they are all. A single one is never all."""
    parts: dict[str, set[str]] = {}
    whole = {fact.region_code for fact in delivery.facts[before:] if fact.subdistrict is None}
    for fact in delivery.facts[before:]:
        if fact.subdistrict is not None and fact.region_code is not None and fact.region_code not in whole:
            parts.setdefault(fact.region_code, set()).add(fact.subdistrict.upper())
    single = {code for code, names in parts.items() if len(names) == 1}
    delivery.facts[before:] = [
        fact for fact in delivery.facts[before:] if fact.subdistrict is None or fact.region_code not in single
    ]
    for code, names in parts.items():
        shown = f"{len(names)} kecamatan" if code not in single else "hanya satu kecamatan, tidak dibaca"
        row, expected = recognised.table.heading_row, "baris JUMLAH, atau angka kabupaten/kota"
        delivery.notes.append(cells.note(recognised.table, row, None, None, "parts_alone", shown, expected, code))


def _drop_future(recognised: Recognised, before: int, latest: int, delivery: Delivery) -> None:
    """Nothing later than the year of receipt has happened: it is no realisation, whatever its heading says."""
    read = delivery.facts[before:]
    years = sorted({fact.year for fact in read if fact.year is not None and fact.year > latest})
    if not years:
        return
    delivery.facts[before:] = [fact for fact in read if fact.year is None or fact.year <= latest]
    listed, expected = ", ".join(map(str, years)), f"realisasi sampai tahun {latest}, atau judul Target"
    row = recognised.table.heading_row
    delivery.notes.append(cells.note(recognised.table, row, None, "year", "bad_year", listed, expected))


def factor_of(unit: Unit | None) -> float | None:
    """What a number is multiplied by; None where no unit is declared."""
    return None if unit is None else unit.factor


# -- fields across ----------------------------------------------------------------------------------------


def _read_across(known: Known, recognised: Recognised, around: Around, delivery: Delivery) -> None:
    sorted_rows = rows.sort(
        recognised, known.places.is_of_province, known.places.is_region,
        lambda text, region: _is_own(known, text, known.places.named(region).code if region else around.region_code),
    )  # fmt: skip
    details = sorted_rows.details
    keys = _keys(known, recognised, around, details, sorted_rows.filled_down, delivery)
    wholes = sorted_rows.wholes
    whole_keys = [
        replace(key, subdistrict=None, sector=None, cooperative_type=None)
        for key in _keys(known, recognised, around, wholes, frozenset(), delivery)
    ]
    totals = [row for row in sorted_rows.totals if not _of_other_year(row, recognised, around)]
    _note_unnamed(recognised, sorted_rows.unnamed, delivery)
    by_rows = {index for item in recognised.items for index in item.meanings}
    dated = _some_are_dated(recognised)
    for use in recognised.uses:
        field = use.field or (use.meaning.field if use.meaning.is_target else None)
        if field is None or not field.quantity.is_number or field.id == "value" or use.column.index in by_rows:
            continue
        if dated and use.meaning.year is None and around.year is None:
            continue  # among columns of years, one that names none is of no year
        _read_column(recognised, _Measured(use, field, use.meaning), details, keys, totals, delivery)
        if wholes:
            _read_column(recognised, _Measured(use, field, use.meaning), wholes, whole_keys, [], delivery)
    _read_values(recognised, details, keys, delivery)


def _is_own(known: Known, text: str, region_code: str | None) -> bool:
    """Whether a row among kecamatan bears the name of its region: that is the whole. A kecamatan may be called so."""
    if not rows.is_name_of(text, known.places.without_names):
        return False
    code = known.places.named(text).code
    return (code is None or code == region_code) and re.match(
        r"(?:KAB(?:UPATEN)?|KOTA)\b", text, re.IGNORECASE
    ) is not None


def _some_are_dated(recognised: Recognised) -> bool:
    """Whether headings name the years of a table: then a column without one says nothing of when."""
    keyed = any(use.field is not None and use.field.id == "year" for use in recognised.uses)
    numbers = [use for use in recognised.uses if use.field is not None and use.field.quantity.is_number]
    return not keyed and any(use.meaning.year is not None for use in numbers)


def _of_other_year(row: Row, recognised: Recognised, around: Around) -> bool:
    """`JUMLAH TAHUN 2021` below the rows of 2022: last year's total, of which nothing here is a part."""
    years = {year for text in rows.first_texts(row, recognised) for year in dates.years_in(text)}
    return around.year is not None and bool(years) and around.year not in years


def _note_unnamed(recognised: Recognised, unnamed: Sequence[Row], delivery: Delivery) -> None:
    """Rows with numbers and no name, which are no sum of those above: of what they are, nobody can say."""
    for row in unnamed:
        shown = ", ".join(text for cell in row.cells if (text := cells.shown(cell)))[:80]
        expected = "nama kabupaten/kota, kecamatan, atau JUMLAH"
        delivery.notes.append(cells.note(recognised.table, row.number, None, None, "unnamed_row", shown, expected))


def _keys(
    known: Known,
    recognised: Recognised,
    around: Around,
    details: Sequence[Row],
    filled_down: frozenset[int],
    delivery: Delivery,
) -> list[_Key]:
    places = places_of(known, recognised, around, details, delivery, filled_down)
    parts = {name: recognised.use(name) for name in ("subdistrict", "sector", "cooperative_type")}
    keys = []
    times = _times(known, recognised, around, details, delivery)
    for row, place, (year, month) in zip(details, places, times, strict=True):
        subdistrict = _part(parts["subdistrict"], row)
        if subdistrict is not None and known.places.is_of_province(subdistrict):
            place, subdistrict = known.places.named(subdistrict), None
        keys.append(
            _Key(
                place=place,
                year=year,
                month=month,
                subdistrict=subdistrict,
                sector=_part(parts["sector"], row),
                cooperative_type=_type_of(_part(parts["cooperative_type"], row)),
            )
        )
    return keys


def _times(
    known: Known, recognised: Recognised, around: Around, details: Sequence[Row], delivery: Delivery
) -> list[tuple[int | None, int | None]]:
    """Year and month of each row; what is blank takes that of the row above where it may (see `_Above`)."""
    year, month = recognised.use("year"), recognised.use("month")
    of_all = around.month if "month" in recognised.kind.fields else None
    above_year, above_month = (None if use is None else _Above(recognised, use, details) for use in (year, month))
    times: list[tuple[int | None, int | None]] = []
    last_year, last_month = None, of_all
    for row in details:
        before = last_year if above_year is None or above_year.may_give(row) else None
        when, last_year = _year_of(known, recognised, year, row, around, delivery, before)
        if month is not None and above_month is not None:
            cell = row.at(month.column.index)
            if cell not in _EMPTY:
                last_month, own_year = month_in(cell)
                when = own_year or when
                if last_month is None and own_year is None:
                    _note_month(recognised, row, month, cell, delivery)
            elif not above_month.may_give(row):
                last_month = None
                _note_month(recognised, row, month, cell, delivery)
        times.append((when, last_month))
    return times


class _Above:
    """Whether a blank cell of a column is that of the row above: merged with it, or written once for what follows. Not
    where the row names its region in front of it while other rows have various entries: there it was left out.
    """

    def __init__(self, recognised: Recognised, use: Use, details: Sequence[Row]) -> None:
        self._index = use.column.index
        self._merged = rows.merged_below(recognised.table)
        own = [of.column.index for of in (recognised.use("region"), recognised.use("region_code")) if of is not None]
        self._names = [index for index in own if index < self._index]
        self._vary = len({cells.shown(row.at(self._index)) for row in details} - {""}) > 1

    def may_give(self, row: Row) -> bool:
        if not self._vary or row.at(self._index) not in _EMPTY or (row.number - 1, self._index) in self._merged:
            return True
        return all(row.at(index) in _EMPTY for index in self._names)


def _note_month(recognised: Recognised, row: Row, use: Use, cell: object, delivery: Delivery) -> None:
    shown = cells.shown(cell)
    delivery.notes.append(
        cells.note(
            recognised.table, row.number, use.column, "month", "not_a_date", shown, "nama bulan, atau 1 sampai 12"
        )
    )


def _year_of(
    known: Known,
    recognised: Recognised,
    use: Use | None,
    row: Row,
    around: Around,
    delivery: Delivery,
    last: int | None,
) -> tuple[int | None, int | None]:
    """The row's year, and what a merged year cell below it would inherit."""
    if use is None:
        return around.year, None
    cell = row.at(use.column.index)
    year, in_order = year_in(cell, known.today.year)
    if not in_order:
        expected = f"tahun 1990 sampai {known.today.year}"
        delivery.notes.append(
            cells.note(recognised.table, row.number, use.column, "year", "bad_year", cells.shown(cell), expected)
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
    known: Known,
    recognised: Recognised,
    around: Around,
    details: Sequence[Row],
    delivery: Delivery,
    filled_down: frozenset[int] | None = None,
) -> list[Place]:
    """The region of each row; notes say which are not understood.

    A blank name takes that of the row above in `filled_down` rows (None: in all); else the table's own region.
    """
    name, code = recognised.use("region"), recognised.use("region_code")
    elsewhere = Place(None, around.region_code)
    places, last = [], elsewhere
    for row in details:
        name_text = "" if name is None else cells.shown(row.at(name.column.index))
        code_cell = "" if code is None else code_text(row.at(code.column.index))
        if not name_text and not code_cell:
            places.append(last if filled_down is None or row.number in filled_down else elsewhere)
            continue
        system = _system(recognised, code, row)
        last = known.places.both(name_text, code_cell, system) if code_cell else known.places.named(name_text)
        if last.note is not None:
            at = code if last.note != "unknown_region" and code is not None else (name or code)
            shown = code_cell if at is code else name_text
            column, expected = at.column if at else None, last.expected or ""
            delivery.notes.append(
                cells.note(recognised.table, row.number, column, "region", last.note, shown, expected, last.code)
            )
        places.append(last)
    across = any(use.region_code for use in recognised.uses)
    if details and not across and all(place.code is None and place.note is None for place in places):
        expected = "kolom kabupaten/kota, atau namanya di judul atau nama lembar"
        row_number = recognised.table.heading_row
        delivery.notes.append(
            cells.note(recognised.table, row_number, None, "region", "region_absent", "tidak ada", expected)
        )
    return places


def _system(recognised: Recognised, code: Use | None, row: Row) -> CodeSystem | None:
    declared = recognised.use("code_system")
    if declared is not None and (system := system_of(str(row.at(declared.column.index)))) is not None:
        return system
    if code is not None and (system := system_of(code.column.heading)) is not None:
        return system
    return None if recognised.kind.code_system != "bps" else system_of("BPS")


def _read_column(
    recognised: Recognised,
    column: _Measured,
    details: Sequence[Row],
    keys: Sequence[_Key],
    totals: Sequence[Row],
    delivery: Delivery,
) -> None:
    """One column of numbers: facts, notes, and its printed totals against their sum."""
    use, field = column.use, column.field
    raw = [row.at(use.column.index) for row in (*details, *totals)]
    unit = _factor(recognised, use.column, field, column.meaning, raw, delivery)
    flags = cells.percent_flags(recognised.table, [row.number for row in (*details, *totals)], use.column.index)
    measured = cells.measure(raw, field.quantity, unit, flags)
    if _is_share(field, flags[: len(details)], raw):
        _note_share(recognised, use.column, field, delivery)
        return
    for row, key, cell in zip(details, keys, measured, strict=False):
        when = replace(key, year=column.meaning.year or key.year, month=column.meaning.month or key.month)
        _add_fact(recognised, column, use.column.heading, row, when, cell, delivery)
    if not column.meaning.is_target:
        _add_totals(recognised, column, details, keys, totals, measured, unit, delivery)


def _is_share(field: Field, flags: Sequence[bool], raw: Sequence[object]) -> bool:
    """Counts or money shown as a percentage are shares, whatever their heading says."""
    shown = [flag for flag, cell in zip(flags, raw, strict=False) if isinstance(cell, int | float)]
    return field.quantity is not Quantity.RATE and bool(shown) and all(shown)


def _note_share(recognised: Recognised, column: Column, field: Field, delivery: Delivery) -> None:
    row = recognised.table.heading_row
    expected = "jumlah; kolom ini berformat persen"
    delivery.notes.append(cells.note(recognised.table, row, column, field.id, "unknown_item", column.heading, expected))


def _factor(
    recognised: Recognised,
    column: Column,
    field: Field,
    meaning: Meaning,
    raw: Sequence[object],
    delivery: Delivery,
) -> float | None:
    """The factor to base units; a money column that declares none, nowhere, is noted."""
    unit = factor_of(meaning.unit)
    if unit is None and field.quantity is Quantity.MONEY and not cells.declares_unit(raw):
        expected = "satuan di judul kolom, misalnya (Rp), (Rp ribu), atau (Rp juta)"
        row = recognised.table.heading_row
        delivery.notes.append(
            cells.note(recognised.table, row, column, field.id, "unit_missing", column.heading, expected)
        )
    return unit


def _mark_of_row(recognised: Recognised, row: Row) -> str | None:
    """What the mark at the name of a row stands for: `Kolaka*` with `*) s.d. Oktober` below."""
    name = recognised.use("region") or recognised.use("subdistrict")
    return None if name is None else recognised.notes.nature_of(cells.shown(row.at(name.column.index)))


def _add_fact(
    recognised: Recognised,
    column: _Measured,
    heading: str,
    row: Row,
    key: _Key,
    cell: cells.Measured,
    delivery: Delivery,
) -> None:
    use, field, meaning = column.use, column.field, column.meaning
    footnote = recognised.notes.nature_of(cell.text) or _mark_of_row(recognised, row) or ""
    nature = recognised.kind.words.natures.get(footnote, meaning.nature)
    if (part := headings.read(footnote).part) is not None:
        delivery.notes.append(
            cells.note(recognised.table, row.number, use.column, field.id, "part_year", part, "angka setahun penuh")
        )
        return
    if nature not in (meaning.nature, TARGET):
        return  # its mark says that it is a projection, an increase, a share
    if (words := cells.reported(cell.note)) is not None and not meaning.is_target:
        at = replace(use.column, path=(heading,))
        delivery.notes.append(
            cells.note(recognised.table, row.number, at, field.id, words[0], cell.text, words[1], key.place.code)
        )
    by_type = _TYPE_FIELDS.get(field.id)
    year = footnotes.year_of(footnote) or key.year  # `Kolaka*` with `*) Data tahun 2021` below
    fact = Fact(
        sheet=recognised.table.sheet.name,
        row_number=row.number,
        column_letter=use.column.letter,
        heading=heading,
        field="cooperatives_registered" if by_type else field.id,
        quantity=field.quantity.value,
        region_text=key.place.text,
        region_code=use.region_code or key.place.code,
        year=year,
        month=key.month,
        subdistrict=key.subdistrict,
        sector=key.sector,
        cooperative_type=by_type or key.cooperative_type,
        text=cell.text,
        value=cell.value,
        population=meaning.population,
        nature=nature,
    )
    (delivery.targets if nature == TARGET else delivery.facts).append(fact)


def _add_totals(
    recognised: Recognised,
    column: _Measured,
    details: Sequence[Row],
    keys: Sequence[_Key],
    totals: Sequence[Row],
    measured: Sequence[cells.Measured],
    unit: float | None,
    delivery: Delivery,
) -> None:
    """A printed total may be of the whole table, or of the rows since the total before it.

    It is compared only where all its parts are numbers: a formula nobody calculated is none.
    """
    field, use = column.field, column.use
    if field.quantity is Quantity.RATE:
        return
    since = 0
    for row, printed in zip(totals, measured[len(details) :], strict=True):
        above = [index for index, detail in enumerate(details) if detail.number < row.number and _is_part(keys[index])]
        last = [index for index in above if details[index].number > since]
        since = row.number
        if printed.value is None or not above or _any_unvouched(recognised, details, above, use.column.index):
            continue
        named = [index for index in above if keys[index].place.code is not None]
        sums = [sum(measured[index].value or 0.0 for index in part) for part in (last, above, named) if part]
        delivery.totals.append(
            Total(
                recognised.table.sheet.name,
                row.number,
                use.column.letter,
                use.column.heading,
                field.id,
                printed.value,
                _nearest(printed.value, sums),
                _tolerance(field, unit, len(above)),
                _one_region(keys, above),
            )
        )


def _any_unvouched(recognised: Recognised, details: Sequence[Row], above: Sequence[int], column: int) -> bool:
    unvouched = recognised.table.sheet.unvouched
    return bool(unvouched) and any((details[index].number - 1, column) in unvouched for index in above)


def _nearest(value: float, sums: Sequence[float]) -> float:
    return sorted(sums, key=lambda total: abs(total - value))[0]


def _is_part(key: _Key) -> bool:
    """Rows that are themselves the whole province are not part of its sum."""
    return key.place.code not in ("74", "00")


def _tolerance(field: Field, unit: float | None, count: int) -> float:
    """Counts add up exactly; money printed in thousands or millions may be off by its roundings."""
    if unit is None or unit == 1.0:
        return 0.5
    return unit * max(1.0, math.sqrt(count))


def _one_region(keys: Sequence[_Key], details: Sequence[int]) -> str | None:
    codes = {keys[index].place.code for index in details}
    return codes.pop() if len(codes) == 1 else None


def _read_values(recognised: Recognised, details: Sequence[Row], keys: Sequence[_Key], delivery: Delivery) -> None:
    """Columns of numbers whose meaning stands in another column: rows of one item and unit are read together."""
    items = {item.number: item for item in recognised.items}
    by_rows = {index for item in recognised.items for index in item.meanings}
    for value in [use for use in recognised.uses if use.column.index in by_rows]:
        groups: dict[Meaning, list[int]] = {}
        for index, row in enumerate(details):
            item = items.get(row.number)
            if item is not None and (meaning := item.meanings.get(value.column.index)) is not None:
                groups.setdefault(meaning, []).append(index)
        for meaning, indices in groups.items():
            if meaning.field is None or not (meaning.is_read or meaning.is_target):
                continue
            chosen = [details[index] for index in indices]
            column = _Measured(value, meaning.field, meaning)
            _read_column(recognised, column, chosen, [keys[index] for index in indices], [], delivery)


# -- fields down ------------------------------------------------------------------------------------------


def _read_down(known: Known, recognised: Recognised, around: Around, delivery: Delivery) -> None:
    assert recognised.label is not None
    spread = spread_of(recognised.uses)
    total = next((use for use in recognised.uses if use.total), None)
    _note_unknown_columns(known, recognised, spread, delivery)
    by_number = {row.number: row for row in recognised.table.rows}
    named = {item.number for item in recognised.items}
    spoken = [use.column.index for use in spread]
    _note_unnamed(
        recognised,
        [
            row
            for row in recognised.table.rows
            if row.number not in named and _is_unnamed(row, recognised.label, spoken)
        ],
        delivery,
    )
    for item in recognised.items:
        row = by_number.get(item.number)
        if row is not None:
            _read_row(known, recognised, item, row, spread, total, around, delivery)


def _is_unnamed(row: Row, label: Column, spread: Sequence[int]) -> bool:
    return row.at(label.index) in _EMPTY and any(row.at(index) not in _EMPTY for index in spread)


def _note_unknown_columns(known: Known, recognised: Recognised, spread: Sequence[Use], delivery: Delivery) -> None:
    """Between columns that are regions, one with numbers under another name is a region not understood."""
    if sum(use.region_code is not None for use in spread) < 3:
        return
    first = min(use.column.index for use in spread)
    for use in recognised.uses:
        if use in spread or use.total or use.field is not None or use.column.index < first:
            continue
        if any(isinstance(row.at(use.column.index), int | float) for row in recognised.table.rows):
            name, row = use.column.path[-1], recognised.table.heading_row + len(use.column.path) - 1
            expected = known.places.named(name).expected or ""
            delivery.notes.append(
                cells.note(recognised.table, row, use.column, "region", "unknown_region", name, expected)
            )


def _read_row(
    known: Known,
    recognised: Recognised,
    item: Item,
    row: Row,
    spread: Sequence[Use],
    total: Use | None,
    around: Around,
    delivery: Delivery,
) -> None:
    """One row of numbers, one per region, year or month. Cells of one meaning but for their time are read together."""
    groups: dict[tuple[str, str, str, Unit | None], list[tuple[Use, Meaning]]] = {}
    for use in spread:
        meaning = item.meanings.get(use.column.index)
        if meaning is None or meaning.field is None or not (meaning.is_read or meaning.is_target):
            continue
        if meaning.field.quantity.is_number:
            key = (meaning.field.id, meaning.population, meaning.nature, meaning.unit)
            groups.setdefault(key, []).append((use, meaning))
    for uses in groups.values():
        _read_group(known, recognised, item, row, uses, total, around, delivery)


def _read_group(
    known: Known,
    recognised: Recognised,
    item: Item,
    row: Row,
    uses: Sequence[tuple[Use, Meaning]],
    total: Use | None,
    around: Around,
    delivery: Delivery,
) -> None:
    first, meaning = uses[0]
    field = meaning.field
    assert field is not None
    columns = [use.column.index for use, _ in uses] + ([total.column.index] if total is not None else [])
    raw = [row.at(index) for index in columns]
    label = replace(first.column, path=(" › ".join(item.path),))
    factor = _factor(recognised, label, field, meaning, raw, delivery)
    flags = [(row.number - 1, index) in recognised.table.sheet.percent for index in columns]
    measured = cells.measure(raw, field.quantity, factor, flags)
    for (use, own), cell in zip(uses, measured, strict=False):
        key = _Key(_place_down(known, use, item, around), own.year or around.year, own.month)
        heading = f"{' › '.join(item.path)} | {use.column.heading}"
        _add_fact(recognised, _Measured(use, field, own), heading, row, key, cell, delivery)
    if total is not None and meaning.is_read:
        _add_total_across(recognised, item, row, field, uses, total, measured, factor, delivery)


def _place_down(known: Known, use: Use, item: Item, around: Around) -> Place:
    if item.region is not None:
        return known.places.named(item.region)
    return Place(use.column.path[-1] if use.region_code else None, use.region_code or around.region_code)


def _add_total_across(
    recognised: Recognised,
    item: Item,
    row: Row,
    field: Field,
    uses: Sequence[tuple[Use, Meaning]],
    total: Use,
    measured: Sequence[cells.Measured],
    factor: float | None,
    delivery: Delivery,
) -> None:
    """The printed sum of a row over its regions."""
    printed = measured[-1].value
    over_regions = [(use, cell) for (use, _), cell in zip(uses, measured, strict=False) if use.region_code]
    if printed is None or field.quantity is Quantity.RATE or not over_regions:
        return
    parts = [cell.value or 0.0 for use, cell in over_regions if use.region_code not in ("74", "00")]
    place = (recognised.table.sheet.name, row.number, total.column.letter, " › ".join(item.path))
    tolerance = _tolerance(field, factor, len(parts))
    delivery.totals.append(Total(*place, field.id, printed, sum(parts), tolerance, None))
