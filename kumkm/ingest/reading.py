"""From a file to deliveries: open, find tables, recognise, read every cell where it stands.

Nothing personal leaves this module: `masking` empties such cells first and notes only their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kumkm.domain.regions import Regions
from kumkm.errors import RefusedFile
from kumkm.ingest import dates, headings, masking, opening, personal, reporting, sheets
from kumkm.ingest.around import Around, Known
from kumkm.ingest.context import SIMULATED_MARK, is_document
from kumkm.ingest.corrections import Corrections
from kumkm.ingest.delivery import ColumnUse, Delivery, Note, Understood
from kumkm.ingest.facts import read_facts
from kumkm.ingest.keys import Places
from kumkm.ingest.masking import MaskedSheet
from kumkm.ingest.recognise import Recognised, Recogniser, Use
from kumkm.ingest.records import read_records
from kumkm.ingest.sheets import Sheet
from kumkm.ingest.sources import Kind
from kumkm.ingest.tables import Finder, Table

EVERY_FILE = "*"  # stands for the hash of any file where words are accepted

# The first sheet of a workbook handed back: what was understood of the others (kumkm/export/annotated.py).
_HANDED_BACK = "cara dibaca"
# Sheets that show how to fill in the others: their examples are no data.
_HELP = re.compile(r"\s*(PETUNJUK|PANDUAN|CONTOH|TEMPLATE|CARA|KAMUS|REFERENSI|INSTRUKSI)\b", re.IGNORECASE)


class NothingRecognised(RefusedFile):
    """A file without a table that is known; `understood` says of each column that it is not read."""

    def __init__(self, refused: RefusedFile, understood: Sequence[Understood]) -> None:
        super().__init__(str(refused), rule=refused.rule, found=refused.found, expected=refused.expected)
        self.understood = tuple(understood)


@dataclass
class Reader:
    """Reads files. `today` bounds years and dates; it is given so that a build can be repeated.

    `accepted` are words a person let pass, by the hash of the file they stand in.
    """

    kinds: tuple[Kind, ...]
    regions: Regions
    today: date
    corrections: Corrections = field(default_factory=Corrections)
    accepted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = Places(self.regions)
        self._known = Known(self.places, self.today)
        self._finder = Finder(self.kinds, self.regions)
        self._recogniser = Recogniser(self.kinds, self.regions, self.places.without_names)

    def read(self, opened: opening.Opened, name: str, *, simulated: bool = False) -> list[Delivery]:
        """Every delivery in a file, one per subject and kind; raises RefusedFile where none is recognised."""
        return self.read_sheets(opened, name, sheets.read(opened), simulated=simulated)

    def take(self, opened: opening.Opened, name: str, of: Iterable[Sheet]) -> tuple[list[Delivery], list[MaskedSheet]]:
        """Every delivery in the sheets of a file, and the sheets as they may be kept: nothing personal is left."""
        kept: list[MaskedSheet] = []
        return self.read_sheets(opened, name, of, kept=kept), kept

    def subject(self, opened: opening.Opened) -> str | None:
        """The subject of the first table recognised; None where there is none."""
        for sheet in sheets.read(opened, limit=100):
            for table in self._finder.tables(sheet):
                if (recognised := self._recogniser.recognise(table, self._words_for(opened))) is not None:
                    return recognised.kind.subject
        return None

    def read_sheets(
        self,
        opened: opening.Opened,
        name: str,
        of: Iterable[Sheet],
        *,
        simulated: bool = False,
        kept: list[MaskedSheet] | None = None,
    ) -> list[Delivery]:
        """Every delivery in the sheets of a file; `kept` is given the sheets as they may be kept."""
        deliveries: dict[str, Delivery] = {}
        unread: list[Understood] = []
        loose: list[Note] = [_warning(warning) for warning in opened.warnings]
        seen: list[str] = []
        for sheet in masking.masked_sheets(of):
            if sheet.name.strip().casefold() == _HANDED_BACK:
                continue
            tables = self._finder.tables(sheet)
            emptied = masking.cells_beside(sheet, tables, self._finder.knows)
            if emptied:
                sheet = masking.struck(sheet, emptied)
                tables = self._finder.tables(sheet)
            loose += masking.notes_outside(sheet, tables)
            seen += [] if tables else masking.previewed(sheet)
            marked = simulated or _is_marked(sheet)
            for table in tables:
                helps = _HELP.match(sheet.name) is not None
                recognised = None if helps else self._recogniser.recognise(table, self._words_for(opened))
                if recognised is None:
                    loose.append(_unknown_table(table))
                    unread += [] if helps else reporting.of_unknown(table)
                    emptied |= masking.personal_cells(table)
                    continue
                for part in (recognised, *self._recogniser.beside(recognised, self._words_for(opened))):
                    self._read_table(part, self._delivery(deliveries, part.kind, opened, name, marked), emptied)
            _note_hidden(sheet, tables, loose)
            if kept is not None:
                kept.append(masking.struck(sheet, emptied))
        if not deliveries:
            unknown = [_place_of(note) for note in loose if note.note == "unknown_table"]
            raise NothingRecognised(_nothing_recognised(name, self.kinds, [*unknown, *seen]), unread)
        first = next(iter(deliveries.values()))
        first.notes[:0] = loose
        first.understood += unread
        for delivery in deliveries.values():
            _forgive_empty(delivery)
        return list(deliveries.values())

    def _words_for(self, opened: opening.Opened) -> frozenset[str]:
        """The canonical words that a person accepted for this file."""
        texts = (*self.accepted.get(opened.sha256, ()), *self.accepted.get(EVERY_FILE, ()))
        return frozenset(word for text in texts for word in headings.words_of(text))

    def _delivery(
        self, deliveries: dict[str, Delivery], kind: Kind, opened: opening.Opened, name: str, simulated: bool
    ) -> Delivery:
        base = "proposals" if kind.id == "proposal_history" else kind.id
        if base not in deliveries:
            deliveries[base] = Delivery(
                delivery_id=f"{opened.sha256[:12]}-{base}",
                file=name,
                file_hash=opened.sha256,
                size_bytes=opened.size_bytes,
                kind=base,
                subject=kind.subject,
                provider=kind.provider,
                simulated=simulated,
            )
        deliveries[base].simulated |= simulated
        return deliveries[base]

    def _read_table(
        self, recognised: Recognised, delivery: Delivery, emptied: dict[tuple[int, int], str] | None = None
    ) -> None:
        table = recognised.table
        around = self._around(table)
        self._note_two_places(table, delivery)
        delivery.as_of = max((day for day in (delivery.as_of, around.as_of) if day), default=None)
        delivery.complete |= any(_COMPLETE.search(line) for line in (*table.titles, table.sheet.name))
        for use in recognised.uses:
            known = use.field.id if use.field is not None else _spread(use)
            unit = reporting.money_factor(use)
            delivery.columns.append(ColumnUse(table.sheet.name, use.column.letter, use.column.heading, known, unit))
        recognised = masking.without_personal_data(recognised, delivery.notes, emptied)
        self.corrections.apply(recognised, delivery)
        reported = reporting.Reporting(recognised, delivery)
        read = read_facts if recognised.kind.grain == "facts" else read_records
        read(self._known, recognised, around, delivery)
        reported.finish()

    def _note_two_places(self, table: Table, delivery: Delivery) -> None:
        """A title that speaks of another region than the name of its sheet: a copy not changed throughout."""
        sheet, title = self.places.of_sheet(table.sheet.name), self.places.in_titles(table.titles)
        if sheet is None or title is None or sheet == title:
            return
        names = [self.regions.by_code[code].name for code in (title, sheet)]
        shown, expected = f"{names[0]} (judul), {names[1]} (nama lembar)", "wilayah yang sama di judul dan nama lembar"
        row = max(1, table.heading_row - 1)
        note = Note(table.sheet.name, row, None, None, "region", "region_conflict", shown, expected, None)
        delivery.notes.append(note)

    def _year_of(self, table: Table) -> int | None:
        """The year of a table from the name of its sheet or its titles; None where the two say different ones.

        Lines of the letterhead, the decree and the signature have dates of their own.
        """
        documents = self.kinds[0].words.documents
        titles, first = (
            _one_year([line for line in lines if not is_document(line, documents)])
            for lines in (table.titles, table.first_titles)
        )
        named = dates.years_in(table.sheet.name.replace(".", " "))
        sheet = named[0] if len(named) == 1 else None
        if sheet is not None and titles is not None and sheet != titles:
            return None
        return sheet or titles or first

    def _around(self, table: Table) -> Around:
        lines = (*table.titles, table.sheet.name)
        as_of = max((day for line in table.titles if (day := dates.as_of_date(line)) is not None), default=None)
        places = self.places
        return Around(
            region_code=places.of_sheet(table.sheet.name)
            or places.in_titles(table.titles)
            or places.in_titles(table.first_titles),
            year=self._year_of(table),
            month=next((month for line in reversed(lines) if (month := _month_of(line))), None),
            as_of=as_of,
        )


# Of a list that says so, whoever it does not name is gone.
_COMPLETE = re.compile(r"\b(?:DAFTAR|DATA|REGISTER|KEADAAN)\s+LENGKAP\b", re.IGNORECASE)
_BOOK_YEAR = re.compile(r"\bTAHUN\s+BUKU\b|\bT\.?\s?B\.?\b", re.IGNORECASE)


def _forgive_empty(delivery: Delivery) -> None:
    """A table not filled in is no matter beside one that is."""
    if delivery.facts or delivery.rows or delivery.targets:
        delivery.notes = [
            note for note in delivery.notes if (note.note, note.found) != ("nothing_read", reporting.EMPTY)
        ]


def _one_year(lines: Sequence[str]) -> int | None:
    """The year that lines speak of: of book years if they name one; None where they name none, or several."""
    year_by_line = {line: year for line in lines if (year := dates.year_of_title(line)) is not None}
    of_books = {year for line, year in year_by_line.items() if _BOOK_YEAR.search(line)}
    years = of_books or set(year_by_line.values())
    return years.pop() if len(years) == 1 else None


def _month_of(line: str) -> int | None:
    """The month of "BULAN MARET 2023", or of a line that is a month and nothing else; none for a state at a day."""
    read = headings.read(line)
    return read.month if read.words <= {"BULAN"} or re.search(r"\bBULAN\b", line, re.IGNORECASE) else None


def _spread(use: Use) -> str | None:
    """What a column without a field holds where its heading is a region, a year or a month."""
    return "value" if use.region_code or use.year or use.month or use.total else None


def _is_marked(sheet: Sheet) -> bool:
    return any(isinstance(cell, str) and SIMULATED_MARK in cell.upper() for row in sheet.rows[:12] for cell in row)


def _warning(warning: opening.Warning) -> Note:
    return Note("", None, None, None, None, warning.rule, warning.found, warning.expected, None)


def _unknown_table(table: Table) -> Note:
    shown = ", ".join(column.heading for column in table.columns[:8])
    return Note(
        table.sheet.name,
        table.heading_row,
        None,
        None,
        None,
        "unknown_table",
        shown[:200],
        "judul kolom yang dikenal (data/sources.toml)",
        None,
    )


def _place_of(note: Note) -> str:
    where = f"lembar '{note.sheet}' " if note.sheet else ""
    return f"{where}baris {note.row_number}: {note.found}"


def _nothing_recognised(name: str, kinds: Sequence[Kind], lines: Sequence[str]) -> RefusedFile:
    known = "; ".join(dict.fromkeys(kind.label for kind in kinds))
    shown = personal.clean(" | ".join(lines))[:160] or "tidak ada judul kolom"
    return RefusedFile(
        f"{name}: tidak ada tabel yang dikenali. Ditemukan: {shown}. Yang dikenali: {known}. "
        "Periksa judul kolom; ejaan baru ditambahkan satu baris di data/sources.toml.",
        rule="B10",
        found=shown,
        expected=known,
    )


def _note_hidden(sheet: Sheet, tables: Sequence[Table], notes: list[Note]) -> None:
    """Hidden sheets and rows are read like any other, and said to have been."""
    if sheet.hidden and tables:
        notes.append(Note(sheet.name, None, None, None, None, "hidden_sheet", sheet.name, "lembar yang terlihat", None))
    read = {row.number for table in tables for row in table.rows}
    notes += [
        Note(sheet.name, number, None, None, None, "hidden_row", f"baris {number}", "baris terlihat", None)
        for number in sorted(sheet.hidden_rows & read)
    ]
