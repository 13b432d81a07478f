"""Lists: one record per row, each field typed, each record with its row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kumkm.ingest import cells, dates, headings
from kumkm.ingest.around import Around, Known
from kumkm.ingest.blocks import Row
from kumkm.ingest.delivery import Delivery, Total
from kumkm.ingest.facts import factor_of, places_of
from kumkm.ingest.keys import year_in
from kumkm.ingest.recognise import Recognised, Use
from kumkm.ingest.rows import is_derived, is_total, merged_below
from kumkm.ingest.sources import Quantity

_NOT_A_DATE = frozenset({"not_a_date", "ambiguous_date"})
# A row that heads those below it: a kecamatan, or a numbered part of the list.
_GROUP = re.compile(r"^(KECAMATAN|KEC\b|DESA|KELURAHAN|KABUPATEN|KAB\b|KOTA|WILAYAH|[IVX]+\.|[A-Z]\.)", re.IGNORECASE)
_NO_NAME = re.compile(r"[\W_]*|None")  # "-" and "....." where a name is wanted
_MANY_YEARS = 3  # no list runs over more years and leaves out that of its title
_SUMS = {"members": ("members_male", "members_female"), "employees": ("employees_male", "employees_female")}


def read_records(known: Known, recognised: Recognised, around: Around, delivery: Delivery) -> None:
    """Add one record per data row of the table to the delivery; none of a list that its title narrows."""
    if recognised.context.refused is not None:
        return
    rows = [row for row in recognised.table.rows if _is_record(row, recognised)]
    _note_no_records(recognised, {row.number for row in rows}, delivery)
    _note_groups(recognised, delivery)
    columns: dict[str, Sequence[object]] = {}
    for use in _of_one_year(recognised, around.year):
        if use.field is not None and use.field.id not in columns:
            columns[use.field.id] = _column(known, recognised, use, rows, delivery)
    columns |= _summed(columns)
    _settle_year(recognised, around.year, columns, delivery)
    _note_remarks(recognised, rows, delivery)
    _note_other_years(recognised, around.year, delivery)
    places = places_of(known, recognised, around, rows, delivery, _merged_rows(recognised))
    year = "budget_year" if recognised.kind.id == "proposals" else "book_year"
    dated = {use.year for use in recognised.uses if use.year is not None}
    heading_year = dated.pop() if len(dated) == 1 else None
    records = delivery.history if recognised.kind.id == "proposal_history" else delivery.rows
    for position, (row, place) in enumerate(zip(rows, places, strict=True)):
        record: dict[str, object] = {name: column[position] for name, column in columns.items()}
        record |= {
            "sheet": recognised.table.sheet.name,
            "row_number": row.number,
            "region_text": place.text,
            "region_code": place.code,
            year: record.get(year) or around.year or heading_year,
        }
        if recognised.context.of_kdkmp:
            record["kdkmp"] = True
        if (met := _year_of_meeting(recognised, row)) is not None and isinstance(of_year := record.get(year), int):
            record["rat_held"] = met >= of_year  # the meeting on a year is held in it, or in the next
        records.append(record)
    _totals(recognised, rows, columns, delivery)


# What a remark says that no other column does: such a body may not count, or elsewhere.
_LEAVING = re.compile(
    r"\b(BUBAR|DIBUBARKAN|PEMBUBARAN|PINDAH|TUTUP|MERGER|DIGABUNG|(BELUM|TIDAK) TERMASUK|KDKMP|KDMP|MERAH PUTIH)\b",
    re.IGNORECASE,
)


def _note_remarks(recognised: Recognised, rows: Sequence[Row], delivery: Delivery) -> None:
    """Remarks that would change who counts are not read: a person must say it in the column of its own."""
    for use in recognised.uses:
        if use.field is not None and use.field.quantity is not Quantity.IGNORE:
            continue
        if not headings.words_of(use.column.path[-1]) <= {"KETERANGAN", "KET", "CATATAN"}:
            continue
        remarks = [(row.number, text) for row in rows if _LEAVING.search(text := cells.shown(row.at(use.column.index)))]
        if remarks:
            row, text = remarks[0]
            shown, expected = (
                f"{text} ({len(remarks)} baris)",
                "kolom Status, Kelompok, atau Kabupaten/Kota yang mengatakannya",
            )
            delivery.notes.append(cells.note(recognised.table, row, use.column, None, "limiting_note", shown, expected))


def _note_other_years(recognised: Recognised, year: int | None, delivery: Delivery) -> None:
    """Columns of a year that is not the list's are left out, and said to be."""
    kept = {use.column.index for use in _of_one_year(recognised, year)}
    left = [use for use in recognised.uses if use.field is not None and use.column.index not in kept]
    if left:
        shown = ", ".join(use.column.heading for use in left)[:120]
        expected = "kolom tanpa tahun, atau satu daftar per tahun"
        row = recognised.table.heading_row
        delivery.notes.append(
            cells.note(recognised.table, row, left[0].column, None, "unread_columns", shown, expected)
        )


def _year_of_meeting(recognised: Recognised, row: Row) -> int | None:
    """The year that stands where others write whether a cooperative has met."""
    use = recognised.use("rat_held")
    text = "" if use is None else cells.as_text(row.at(use.column.index))
    return int(text) if re.fullmatch(r"(?:19|20)\d\d", text) else None


def _settle_year(
    recognised: Recognised, year: int | None, columns: dict[str, Sequence[object]], delivery: Delivery
) -> None:
    """A bare "Tahun" that hardly ever is the year of the title is another year: of founding, of the permit."""
    use, read = recognised.use("book_year"), columns.get("book_year")
    if use is None or read is None or year is None or headings.words_of(use.column.path[-1]) != {"TAHUN"}:
        return
    filled = [item for item in read if item is not None]
    if 2 * sum(item == year for item in filled) < len(filled) and len(set(filled)) > _MANY_YEARS:
        columns["book_year"] = [None] * len(read)
        shown, expected = f"{min(map(str, filled))}–{max(map(str, filled))}", f"tahun buku {year} seperti di judul"
        row = recognised.table.heading_row
        delivery.notes.append(
            cells.note(recognised.table, row, use.column, "book_year", "not_available", shown, expected)
        )


def _of_one_year(recognised: Recognised, year: int | None) -> list[Use]:
    """The columns of a list that are of its year: of "Anggota 2022" and "Anggota 2023" one, or none at all."""
    dated: dict[str, set[int | None]] = {}
    for use in recognised.uses:
        if use.field is not None:
            dated.setdefault(use.field.id, set()).add(use.year)
    return [
        use
        for use in recognised.uses
        if use.field is None or use.year == year or (use.year is None and year not in dated[use.field.id])
        or (year is None and len(dated[use.field.id]) == 1)
    ]  # fmt: skip


def _summed(columns: dict[str, Sequence[object]]) -> dict[str, Sequence[object]]:
    """Men and women together, where a list has no column for both; None where either is not known."""
    return {
        whole: [
            None if one is None or other is None else one + other  # type: ignore[operator]
            for one, other in zip(columns[parts[0]], columns[parts[1]], strict=True)
        ]
        for whole, parts in _SUMS.items()
        if whole not in columns and all(part in columns for part in parts)
    }


def _merged_rows(recognised: Recognised) -> frozenset[int]:
    """The rows whose name of a region is merged with the one above."""
    columns = {use.column.index for use in recognised.uses if use.field is not None and use.field.id == "region"}
    return frozenset(row + 1 for row, column in merged_below(recognised.table) if column in columns)


def _note_no_records(recognised: Recognised, records: set[int], delivery: Delivery) -> None:
    """Filled rows that are no record, no total and no heading of a group: nobody can say of whom they are."""
    expected = f"isian kolom {', '.join(_needed_headings(recognised))}"
    for row in recognised.table.rows:
        if (
            row.number in records
            or row.number in recognised.groups
            or _is_sum(row, recognised)
            or is_derived(row, recognised)
        ):
            continue
        filled = [text for cell in row.cells if (text := cells.shown(cell))]
        known = [use for use in recognised.uses if use.field is not None and row.at(use.column.index) not in ("", None)]
        if not known or (len(filled) == 1 and _GROUP.match(filled[0])) or all(text.isdigit() for text in filled):
            continue
        shown = ", ".join(filled)[:80]
        delivery.notes.append(cells.note(recognised.table, row.number, None, None, "unnamed_row", shown, expected))


def _note_groups(recognised: Recognised, delivery: Delivery) -> None:
    """Rows that head a part of the list and say of it what belongs into a column; one note for all of them."""
    for row, text in list(recognised.groups.items())[:1]:
        shown = "; ".join(dict.fromkeys(recognised.groups.values()))[:120]
        expected = "kolom Status atau Kelompok yang mengatakannya di setiap baris"
        delivery.notes.append(cells.note(recognised.table, row, None, None, "group_row", shown or text, expected))


def _needed_headings(recognised: Recognised) -> list[str]:
    return [
        use.column.heading for use in recognised.uses if use.field is not None and use.field.id in recognised.kind.needs
    ]


def _is_record(row: Row, recognised: Recognised) -> bool:
    """Totals, averages and group headings are not records: a record has its needed fields or several cells."""
    if _is_sum(row, recognised) or is_derived(row, recognised):
        return False
    known = [use for use in recognised.uses if use.field is not None and use.field.quantity is not Quantity.IGNORE]
    filled = [use for use in known if _NO_NAME.fullmatch(str(row.at(use.column.index))) is None]
    needed = [use for use in filled if use.field is not None and use.field.id in recognised.kind.needs]
    return len(filled) >= 2 and bool(needed)


def _is_sum(row: Row, recognised: Recognised) -> bool:
    """A total, which says little else in words: "Total Jaya" with its village and type is a cooperative."""
    return is_total(row, recognised) and sum(isinstance(cell, str) and bool(cell.strip()) for cell in row.cells) <= 2


def _column(
    known: Known, recognised: Recognised, use: Use, rows: Sequence[Row], delivery: Delivery
) -> Sequence[object]:
    field = use.field
    assert field is not None
    raw = [row.at(use.column.index) for row in rows]
    match field.quantity:
        case Quantity.COUNT | Quantity.MONEY | Quantity.RATE:
            return _numbers(recognised, use, rows, raw, delivery)
        case Quantity.DATE:
            return _dates(recognised, use, rows, raw, delivery)
        case Quantity.YEAR:
            return _years(known, recognised, use, rows, raw, delivery)
        case Quantity.YES_NO:
            return [cells.yes_no(cell) for cell in raw]
        case _:
            return [cells.shown(cell) or None for cell in raw]


def _numbers(
    recognised: Recognised, use: Use, rows: Sequence[Row], raw: Sequence[object], delivery: Delivery
) -> list[float | None]:
    field = use.field
    assert field is not None
    unit = factor_of(use.unit)
    if field.quantity is Quantity.MONEY and unit is None and not cells.declares_unit(raw):
        delivery.notes.append(
            cells.note(
                recognised.table,
                recognised.table.heading_row,
                use.column,
                field.id,
                "unit_missing",
                use.column.heading,
                "satuan di judul kolom, misalnya (Rp), (Rp ribu), atau (Rp juta)",
            )
        )
    flags = cells.percent_flags(recognised.table, [row.number for row in rows], use.column.index)
    measured = cells.measure(raw, field.quantity, unit, flags)
    for row, cell in zip(rows, measured, strict=True):
        if (words := cells.reported(cell.note)) is not None:
            delivery.notes.append(
                cells.note(recognised.table, row.number, use.column, field.id, words[0], cell.text, words[1])
            )
    return [cell.value for cell in measured]


def _dates(
    recognised: Recognised, use: Use, rows: Sequence[Row], raw: Sequence[object], delivery: Delivery
) -> list[date | None]:
    read = dates.read_dates(raw, recognised.table.sheet.date1904)
    for row, cell, day in zip(rows, raw, read, strict=True):
        if day.note in _NOT_A_DATE and not re.fullmatch(r"\s*[-–—]+\s*|nihil|belum.*", str(cell), re.IGNORECASE):
            delivery.notes.append(
                cells.note(
                    recognised.table,
                    row.number,
                    use.column,
                    use.field.id if use.field else None,
                    str(day.note),
                    cells.shown(cell),
                    "tanggal yang ada, misalnya 31-12-2023 atau 31 Desember 2023",
                )
            )
    return [day.value for day in read]


def _years(
    known: Known, recognised: Recognised, use: Use, rows: Sequence[Row], raw: Sequence[object], delivery: Delivery
) -> list[int | None]:
    found_years = []
    for row, cell in zip(rows, raw, strict=True):
        limit = known.today.year + (5 if recognised.kind.id == "proposals" else 0)
        year, in_order = year_in(cell, limit, closed=True)
        if not in_order:
            delivery.notes.append(
                cells.note(
                    recognised.table,
                    row.number,
                    use.column,
                    use.field.id if use.field else None,
                    "bad_year",
                    cells.shown(cell),
                    f"tahun 1990 sampai {limit}",
                )
            )
        found_years.append(year)
    return found_years


def _totals(
    recognised: Recognised, rows: Sequence[Row], columns: dict[str, Sequence[object]], delivery: Delivery
) -> None:
    """Each total row against the sum of the records above it, or of those since the total before."""
    totals = [row for row in recognised.table.rows if _is_sum(row, recognised)]
    since = 0
    for total in totals:
        above = [position for position, row in enumerate(rows) if row.number < total.number]
        recent = [position for position in above if rows[position].number > since]
        since = total.number
        for use in recognised.uses:
            if above and use.field is not None and use.field.quantity in (Quantity.COUNT, Quantity.MONEY):
                _add_total(recognised, use, total, columns[use.field.id], (recent, above), delivery)


def _add_total(
    recognised: Recognised,
    use: Use,
    total: Row,
    read: Sequence[object],
    parts: Sequence[Sequence[int]],
    delivery: Delivery,
) -> None:
    field = use.field
    assert field is not None
    flags = cells.percent_flags(recognised.table, [total.number], use.column.index)
    printed = cells.measure([total.at(use.column.index)], field.quantity, factor_of(use.unit), flags)[0].value
    if printed is None:
        return
    sums = [
        sum(value for value in (read[position] for position in part) if isinstance(value, int | float))
        for part in parts
        if part
    ]
    place = (recognised.table.sheet.name, total.number, use.column.letter, use.column.heading)
    nearest = min(sums, key=lambda summed: abs(summed - printed))
    delivery.totals.append(Total(*place, field.id, printed, nearest, 0.5, None))
