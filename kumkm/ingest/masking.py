"""Takes personal data out of what was read, before anything else looks at it; only the place is noted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal

from kumkm.ingest import personal
from kumkm.ingest.blocks import Column, Row
from kumkm.ingest.delivery import Note
from kumkm.ingest.recognise import Recognised
from kumkm.ingest.sheets import Sheet, letter
from kumkm.ingest.sources import Field, Quantity
from kumkm.ingest.tables import Table

NOTE = "personal"
IN_FILE_NAME, IN_SHEET_NAME = "file_name", "sheet_name"  # what a note names as its field where it is of no cell
_NUMBERS = frozenset({int, float, Decimal})
_SIXTEEN_DIGITS = 1e15
# Every letterhead and every signature has them: taken out, and nobody is told.
_UNTOLD = frozenset({personal.OFFICE_EMAIL, personal.NAME_BESIDE})
_SHOWN = 500  # cells named per column; beyond that one line counts the rest
_PREVIEWED = 40  # rows of which an unrecognised sheet shows something
_EXPECTED = "tanpa data pribadi"
_NO_AMOUNTS = frozenset({Quantity.COUNT, Quantity.TEXT, Quantity.YEAR, Quantity.DATE})
_KEYS = frozenset({Quantity.REGION, Quantity.REGION_CODE, Quantity.LABEL})
# Fields that tell one body from another: with a part taken out they would tell it from none.
_IDENTIFIERS = frozenset({"nik", "manager_nik", "nib", "legal_number", "proposal_id"})
_OF_BODIES = frozenset({"nik", "manager_nik"})
# Fields that are read by people, who should see that something was taken out; of the others only the words stay.
_FREE_TEXTS = frozenset({"title", "location", "note", "reason", "document", "authority", "office", "actor"})


@dataclass(frozen=True)
class MaskedSheet(Sheet):
    """A sheet free of personal data. `personal`: the kinds taken out by (row, column) from 0; `in_name`: its name's."""

    personal: Mapping[tuple[int, int], str] = field(default_factory=dict)
    in_name: str | None = None


def masked_sheets(sheets: Iterable[Sheet]) -> Iterator[MaskedSheet]:
    """The sheets with `[data pribadi]` in place of it, in cells and names; names that become equal are numbered."""
    seen: Counter[str] = Counter()
    for sheet in sheets:
        if isinstance(sheet, MaskedSheet):  # from the ledger; what is known as personal only now goes too
            yield _remasked(sheet)
            continue
        name = personal.clean(sheet.name)
        seen[name] += 1
        numbered = f"{name} ({seen[name]})" if seen[name] > 1 else name
        yield _masked(sheet, numbered)


def _remasked(sheet: MaskedSheet) -> MaskedSheet:
    again = _masked(sheet, personal.clean(sheet.name))
    return replace(again, personal={**again.personal, **sheet.personal}, in_name=sheet.in_name or again.in_name)


def _masked(sheet: Sheet, name: str) -> MaskedSheet:
    rows, kinds = list(sheet.rows), dict[tuple[int, int], str]()
    for position, row in enumerate(rows):
        if not _may_hold(row):
            continue
        cells = list(row)
        for column, cell in enumerate(cells):
            if (masked := _masked_cell(cell)) is not None:
                cells[column], kind = masked
                if kind is not None:
                    kinds[position, column] = kind
        rows[position] = cells
    own = {item.name: getattr(sheet, item.name) for item in fields(Sheet)}
    formulas = {at: personal.clean(text) for at, text in sheet.formulas.items()}
    formats = {at: personal.clean(text) for at, text in sheet.formats.items()}
    kept = {**own, "name": name, "rows": rows, "formulas": formulas, "formats": formats}
    return MaskedSheet(**kept, personal=kinds, in_name=personal.personal_in(sheet.name))


def _may_hold(row: Sequence[object]) -> bool:
    """Whether to look at the cells one by one: one search for all texts, for most rows hold nothing."""
    if [cell for cell in row if type(cell) in _NUMBERS and cell >= _SIXTEEN_DIGITS]:  # type: ignore[operator]
        return True
    # A character that is part of nothing searched for keeps neighbours apart.
    return personal.may_hold("\n\n".join([cell for cell in row if type(cell) is str and cell]))


def _masked_cell(cell: object) -> tuple[object, str | None] | None:
    """The cell without personal data and its kind (None where nobody need be told); None where there is none."""
    if isinstance(cell, str):
        cleaned = personal.clean(cell) if personal.may_hold(cell) else cell
        return (cleaned, personal.personal_in(cell)) if cleaned != cell else None
    if isinstance(cell, int | float | Decimal) and cell >= _SIXTEEN_DIGITS:
        kind = personal.personal_number(float(cell))
        return None if kind is None else (personal.REMOVED, kind)
    return None


def note_on_file_name(name: str) -> list[Note]:
    """The note on the name of a file, cleaned by `personal.clean_name`, that held personal data."""
    return [_note("", None, None, None, IN_FILE_NAME, "data pribadi")] if personal.REMOVED_FROM_NAME in name else []


def notes_outside(sheet: Sheet, tables: Sequence[Table]) -> list[Note]:
    """Notes on the sheet's name and on cells that are no data of a table: titles, headings, footers.

    What is data is noted with its column by `without_personal_data`. The address of an office stands in its letterhead.
    """
    if not isinstance(sheet, MaskedSheet):
        return []
    notes = [_note(sheet.name, None, None, None, IN_SHEET_NAME, sheet.in_name)] if sheet.in_name else []
    data = {row.number - 1 for table in tables for row in table.rows}
    return notes + [
        _note(sheet.name, row + 1, letter(column), None, None, kind)
        for (row, column), kind in sheet.personal.items()
        if row not in data and kind not in _UNTOLD
    ]


def previewed(sheet: Sheet) -> list[str]:
    """The first lines of a sheet nothing was recognised in, without what stands under a heading of personal data."""
    dropped: set[int] = set()
    lines = []
    for row in sheet.rows[:_PREVIEWED]:
        kept = [str(cell).strip() for place, cell in enumerate(row) if cell not in ("", None) and place not in dropped]
        dropped |= {place for place, cell in enumerate(row) if isinstance(cell, str) and _announces(cell)}
        if line := " ".join(" ".join(kept).split()):
            lines.append(personal.clean(line))
    return lines


def _announces(heading: str) -> bool:
    return personal.announces_person(heading) and len(heading) < 60


def struck(sheet: MaskedSheet, kinds: Mapping[tuple[int, int], str]) -> MaskedSheet:
    """The sheet with nothing left of the cells found to be personal but their place and the kind of it."""
    if not kinds:
        return sheet
    rows = list(sheet.rows)
    for row, column in kinds:
        cells = list(rows[row])
        cells[column] = personal.REMOVED
        rows[row] = cells
    formulas = {at: text for at, text in sheet.formulas.items() if at not in kinds}
    return replace(sheet, rows=rows, personal={**sheet.personal, **kinds}, formulas=formulas)


def personal_cells(table: Table) -> dict[tuple[int, int], str]:
    """The cells of columns of personal data in a table of no known kind."""
    taken = table.sheet.personal if isinstance(table.sheet, MaskedSheet) else {}
    kinds = {column.index: _kind_of_column(table, column, taken) for column in table.columns}
    return {
        (row.number - 1, index): kind
        for row in table.rows
        for index, kind in kinds.items()
        if kind is not None and row.at(index) not in ("", None)
    }


_BELOW = 8  # rows below "Kepala Dinas" in which the name of whoever signs may stand


def cells_beside(sheet: Sheet, tables: Sequence[Table], knows: Callable[[str], bool]) -> dict[tuple[int, int], str]:
    """What stands beside or below a label of personal data, outside of tables: `Ketua | : | LA ODE X`, a signature.

    `knows` tells whether a text is a heading, and so no value; the labels themselves stay.
    """
    inside = {number for table in tables for number in _rows_of(table)}
    kinds: dict[tuple[int, int], str] = {}
    below: dict[int, tuple[str, int]] = {}
    for place, row in enumerate(sheet.rows):
        if place in inside and not _is_form_row(row):
            continue
        announced: str | None = None
        for at, cell in enumerate(row):
            if not isinstance(cell, str) or not cell.strip():
                if announced is not None and cell not in ("", None):
                    kinds[place, at] = announced
                continue
            under = below.get(at)
            if _announces(cell):
                announced = personal.personal_heading(cell) or personal.NAME_BESIDE
                below[at] = (announced, place + (_BELOW if tables else len(sheet.rows)))
            elif announced is not None and cell.strip(" .:=-") and not knows(cell):
                kinds[place, at] = announced
            elif (
                under is not None and place <= under[1] and (not tables or (personal.is_name(cell) and not knows(cell)))
            ):
                kinds[place, at] = personal.NAME_BESIDE if tables else under[0]
            if personal.announces_signature(cell):
                below[at] = (personal.NAME_BESIDE, place + _BELOW)
    return kinds


def _rows_of(table: Table) -> range:
    """The rows of a table from its heading to its last one, from 0."""
    last = table.rows[-1].number if table.rows else table.heading_row
    return range(table.heading_row - 1, last)


def _is_form_row(row: Sequence[object]) -> bool:
    """A row inside a table that is none of it: a label of a person and little else, and no number."""
    filled = [cell for cell in row if cell not in ("", None)]
    return (
        1 < len(filled) <= 3
        and all(isinstance(cell, str) and not any(letter.isdigit() for letter in cell) for cell in filled)
        and _announces(str(filled[0]))
    )


def without_personal_data(
    recognised: Recognised, notes: list[Note], emptied: dict[tuple[int, int], str] | None = None
) -> Recognised:
    """Empty what is personal, whole columns and single cells; note the cells, not their values.

    A text that says more than the personal data in it stays, with that masked; so do a region and a label. Cells of
    which nothing may stay are also told in `emptied`, by (row, column) from 0, with the kind.
    """
    table = recognised.table
    known = {use.column.index: use.field for use in recognised.uses}
    taken = table.sheet.personal if isinstance(table.sheet, MaskedSheet) else {}
    columns = {
        column.index: kind
        for column in table.columns
        if _may_be_dropped(known.get(column.index)) and (kind := _kind_of_column(table, column, taken))
    }
    named = {column.index: column for column in table.columns}
    counted: Counter[int] = Counter()
    rows = []
    for row in table.rows:
        cells = list(row.cells)
        for index, cell in enumerate(row.cells):
            if cell in ("", None):
                continue
            of = known.get(index)
            kind = columns.get(index) or taken.get((row.number - 1, index)) or _kind_by_field(cell, of)
            if kind is None:
                continue
            is_label = recognised.label is not None and recognised.label.index == index
            at = (row.number - 1, index)
            if emptied is not None and (index in columns or at not in taken):
                emptied[at] = kind
            cells[index] = "" if index in columns else _left(cell, of, is_label=is_label)
            counted[index] += 1
            if counted[index] <= _SHOWN:
                notes.append(_cell_note(table, row.number, named.get(index), index, of, kind))
        rows.append(Row(row.number, cells))
    for index, count in counted.items():
        if count > _SHOWN:
            more = f"{columns.get(index, 'data pribadi')}: {count - _SHOWN} sel lain di kolom ini"
            notes.append(_cell_note(table, None, named.get(index), index, known.get(index), more))
    return replace(recognised, table=replace(table, rows=tuple(rows)))


def _may_be_dropped(of: Field | None) -> bool:
    """A column of no known field, or of one that is not read, may go as a whole."""
    return of is None or of.quantity is Quantity.IGNORE


def _kind_of_column(table: Table, column: Column, taken: Mapping[tuple[int, int], str]) -> str | None:
    cells = [row.at(column.index) for row in table.rows]
    kinds = [kind for row in table.rows if (kind := taken.get((row.number - 1, column.index)))] if taken else []
    return personal.personal_content(column.heading, cells, kinds)


def _kind_by_field(cell: object, of: Field | None) -> str | None:
    """What only the column's field tells: a number to call where an amount is expected, or digits where a text is."""
    if of is None or of.quantity is Quantity.IGNORE:
        return None
    if isinstance(cell, str):
        # The reader of money takes `081298760079` for 81 milliards.
        dialled = of.quantity.is_number and cell[:1] in "0+('" and personal.is_dialled(cell)
        announced = of.id in _OF_BODIES and personal.is_long_identifier(cell)
        dialled = dialled or (_shows_phones(of) and personal.is_bare_phone(cell.strip(" '")))
        return personal.ID_NUMBER if announced else personal.PHONE if dialled else None
    if not isinstance(cell, int | float | Decimal) or cell < 1e9:
        return None
    if of.id in _OF_BODIES:
        return personal.ID_NUMBER if personal.is_long_identifier(_digits(cell)) else None
    return personal.PHONE if _shows_phones(of) and personal.is_bare_phone(_digits(cell)) else None


def _shows_phones(of: Field) -> bool:
    """Whether digits that may be a phone are one here: where no amount stands, and no number of that many digits."""
    return of.quantity in _NO_AMOUNTS | _KEYS and of.id not in _IDENTIFIERS - {"nik", "legal_number", "manager_nik"}


def _digits(number: float | Decimal) -> str:
    return str(int(number)) if number == int(number) else str(number)


def _left(cell: object, of: Field | None, *, is_label: bool) -> str:
    """What of a cell may stay, "" for nothing: its words where its column holds words or says where it is."""
    if not isinstance(cell, str) or personal.REMOVED not in cell:
        return ""
    words = personal.without(cell)
    if is_label or (of is not None and of.quantity in _KEYS):
        return words
    if of is None or of.quantity is not Quantity.TEXT or of.id in _IDENTIFIERS or not re.search(r"\w{4}", words):
        return ""
    return cell if of.id in _FREE_TEXTS else words


def _cell_note(table: Table, row: int | None, column: Column | None, index: int, of: Field | None, kind: str) -> Note:
    heading = column.heading if column else None
    return _note(table.sheet.name, row, letter(index), heading, of.id if of else None, kind)


def _note(sheet: str, row: int | None, column: str | None, heading: str | None, of: str | None, kind: str) -> Note:
    return Note(sheet, row, column, heading, of, NOTE, kind, _EXPECTED, None)
