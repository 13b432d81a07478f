"""What is said of how a table was understood: a line for every column, and a note for each cause of not reading."""

from __future__ import annotations

from collections.abc import Iterable

from kumkm.ingest import cells, headings
from kumkm.ingest.blocks import Column
from kumkm.ingest.delivery import Delivery, Understood
from kumkm.ingest.headings import UNTIL
from kumkm.ingest.recognise import Item, Recognised, Use
from kumkm.ingest.sheets import letter
from kumkm.ingest.sources import Quantity
from kumkm.ingest.tables import Table
from kumkm.ingest.understanding import Meaning
from kumkm.ingest.units import Sort

# Notes that say by themselves why a table gave no number.
_TELLING = frozenset(
    {"unknown_word", "unknown_unit", "unit_missing", "part_year", "unknown_region", "region_absent",
     "uncalculated", "unknown_item", "bad_year", "parts_alone"}
)  # fmt: skip
EMPTY = "belum diisi"  # why a table without rows gave nothing
_UNITS = "Rp, Rp ribu, Rp juta, Rp miliar"
_MOST = 8  # headings or words named in one note


class Reporting:
    """Watches one table being read: made before, finished after."""

    def __init__(self, recognised: Recognised, delivery: Delivery) -> None:
        self._recognised = recognised
        self._delivery = delivery
        self._before = self._amount()
        self._noted = len(delivery.notes)

    def finish(self) -> None:
        """Add the lines of understanding and the notes."""
        recognised, delivery = self._recognised, self._delivery
        delivery.understood += [*_by_row(recognised)] if recognised.by_row or recognised.items else []
        delivery.understood += _by_column(recognised)
        if recognised.context.unknown:
            self._note_title()
        else:
            self._note_columns()
        self._note_accepted()
        self._note_parts()
        self._note_limits()
        self._note_uncalculated()
        self._note_merged()
        self._note_state()
        if self._amount() == self._before and not self._explained():
            notes = delivery.notes[self._noted :]  # the reasons are told once, with the louder note
            delivery.notes[self._noted :] = [note for note in notes if note.note != "unread_columns"]
            reasons = _reasons(recognised) if recognised.table.rows else EMPTY
            self._note("nothing_read", None, None, reasons, "angka yang dapat dibaca")

    def _amount(self) -> int:
        delivery = self._delivery
        return len(delivery.facts) + len(delivery.targets) + len(delivery.rows) + len(delivery.history)

    def _explained(self) -> bool:
        return any(note.note in _TELLING for note in self._delivery.notes[self._noted :])

    def _note(self, name: str, row: int | None, column: object, shown: str, expected: str) -> None:
        row = self._recognised.table.heading_row if row is None else row
        self._delivery.notes.append(cells.note(self._recognised.table, row, column, None, name, shown, expected))

    def _note_title(self) -> None:
        """One note for the titles: nothing of the table is read, whatever its columns say."""
        words = ", ".join(dict.fromkeys(word for word, _ in self._recognised.context.unknown))
        line = self._recognised.context.unknown[0][1]
        note = cells.note(
            self._recognised.table, max(1, self._recognised.table.heading_row - 1), None, None, "unknown_word", words,
            "judul dan nama lembar yang seluruh katanya dikenal",
        )  # fmt: skip
        self._delivery.notes.append(note._replace(heading=line[:120]))

    def _note_columns(self) -> None:
        unread: list[str] = []
        for use in self._recognised.uses:
            if self._recognised.by_row or not _holds_numbers(self._recognised, use):
                continue
            self._note_column(use, unread)
        for item in self._recognised.items:
            self._note_item(item, unread)
        if unread:
            listed = "; ".join(dict.fromkeys(unread[:_MOST])) + (
                f"; dan {len(unread) - _MOST} lagi" if unread[_MOST:] else ""
            )
            self._note("unread_columns", None, None, listed, "nama data yang ditampung")

    def _note_column(self, use: Use, unread: list[str]) -> None:
        meaning = use.meaning
        if meaning.unknown and self._recognised.kind.grain == "facts":
            words = ", ".join(meaning.unknown)
            self._note("unknown_word", self._row_of(use), use.column, words, "judul kolom yang seluruh katanya dikenal")
        elif _has_unknown_unit(meaning) and meaning.unit is not None:
            self._note("unknown_unit", self._row_of(use), use.column, meaning.unit.text, _UNITS)
        elif meaning.reason is not None and not meaning.silent:
            unread.append(f"{use.column.heading} ({use.column.letter}): {meaning.reason}")

    def _row_of(self, use: Use) -> int:
        return self._recognised.table.heading_row + len(use.column.path) - 1

    def _note_item(self, item: Item, unread: list[str]) -> None:
        """A row whose label is not understood, once; its columns do not change that."""
        meanings = list(item.meanings.values())
        if not meanings or not self._has_numbers(item):
            return
        label = " › ".join(item.path)
        first = meanings[0]
        if (unknown := next((meaning.unknown for meaning in meanings if meaning.unknown), None)) is not None:
            self._note(
                "unknown_word", item.number, self._recognised.label, ", ".join(unknown), "nama data yang dikenal"
            )
        elif (unit := next((m.unit for m in meanings if _has_unknown_unit(m)), None)) is not None:
            self._note("unknown_unit", item.number, self._recognised.label, unit.text, _UNITS)
        elif all(meaning.field is None or meaning.field.id == "value" for meaning in meanings):
            self._note(
                "unknown_item", item.number, self._recognised.label, label, "nama data yang dikenal (data/sources.toml)"
            )
        elif first.reason is not None and all(m.reason is not None and not m.silent for m in meanings):
            unread.append(f"{label} (baris {item.number}): {first.reason}")

    def _has_numbers(self, item: Item) -> bool:
        row = next((row for row in self._recognised.table.rows if row.number == item.number), None)
        return row is not None and any(row.at(index) not in ("", None) for index in item.meanings)

    def _note_accepted(self) -> None:
        """The words that a person let pass, where each first stands; they stay with the delivery."""
        if not self._recognised.accepted:
            return
        table = self._recognised.table
        spoken: list[tuple[Column | None, str]] = [
            (None, line) for line in (*(table.titles or table.first_titles), table.sheet.name)
        ]
        spoken += [(column, column.heading) for column in table.columns]
        spoken += [(self._recognised.label, " › ".join(item.path)) for item in self._recognised.items]
        noted: set[str] = set()
        for column, text in spoken:
            read = headings.read(text)
            for word in sorted(read.words & self._recognised.accepted - noted):
                noted.add(word)
                note = cells.note(table, table.heading_row, column, None, "accepted_word", read.written[word], "")
                self._delivery.notes.append(note._replace(heading=text[:120], expected=None))
                if read.written[word] not in self._delivery.accepted:
                    self._delivery.accepted.append(read.written[word])

    def _note_parts(self) -> None:
        """One note that names every part of a year, wherever it stands."""
        parts = list(dict.fromkeys(_parts(self._recognised)))
        if parts:
            listed = ", ".join(parts[:_MOST])
            self._note("part_year", None, None, listed, "angka setahun, atau keadaan pada 31 Desember")

    def _note_limits(self) -> None:
        """Notes below the table that leave somebody out: whether they change a number, a person must say."""
        for line in self._recognised.notes.limits:
            self._note("limiting_note", None, None, line[:120], "catatan kaki yang tidak membatasi angkanya")

    def _note_uncalculated(self) -> None:
        table = self._recognised.table
        rows = {row.number - 1 for row in table.rows}
        blank = sorted(cell for cell in table.sheet.unvouched if cell[0] in rows)
        if blank:
            row, column = blank[0]
            at = next((item for item in table.columns if item.index == column), None)
            self._note("uncalculated", row + 1, at, f"{len(blank)} sel", "nilai, atau rumus yang sudah dihitung")

    def _note_state(self) -> None:
        """A state at a day that does not end the year, where it counts for the year."""
        until = self._recognised.context.until
        if until is not None and not self._recognised.kind.flows and self._amount() > self._before:
            self._note("early_state", None, None, f"pada {until.removeprefix(UNTIL).strip()}", "keadaan 31 Desember")

    def _note_merged(self) -> None:
        """Numbers that the workbook merged over several rows or columns that are read: nobody's in particular."""
        table = self._recognised.table
        rows = {row.number: row for row in table.rows}
        read = {use.column.index: use.column for use in self._recognised.uses if _is_number(use)}
        for (top, left), (bottom, right) in table.sheet.merged:
            below = [number for number in range(top + 1, bottom + 2) if number in rows]
            beside = [index for index in range(left, right + 1) if index in read]
            value = rows[below[0]].at(left) if below else None
            if len(below) * len(beside) > 1 and isinstance(value, int | float):
                shown, expected = cells.shown(value), "satu angka untuk setiap baris dan kolom"
                self._note("merged_value", below[0], read[beside[0]], shown, expected)


def _is_number(use: Use) -> bool:
    return use.field is not None and use.field.quantity.is_number


def of_unknown(table: Table) -> list[Understood]:
    """Lines for a table of no known kind: none of its columns is read."""
    why = "tabel ini tidak dikenali: judulnya tidak menyebut data yang ditampung"
    return [
        Understood(table.sheet.name, None, item.letter, item.heading, None, None, None, None, None, False, why)
        for item in table.columns
    ]


def money_factor(use: Use) -> float | None:
    """The factor to rupiah that a column of money declares."""
    field = use.field or use.meaning.field
    is_money = field is not None and (field.quantity is Quantity.MONEY or field.id == "value")
    unit = use.unit
    declares_money = unit is not None and unit.sort in (Sort.MONEY, Sort.SCALE)
    return unit.factor if unit is not None and declares_money and (is_money or field is None) else None


def _has_unknown_unit(meaning: Meaning) -> bool:
    field, unit = meaning.field, meaning.unit
    return (
        field is not None and field.quantity in (Quantity.MONEY, Quantity.COUNT)
        and unit is not None and unit.sort is Sort.UNKNOWN and meaning.reason is not None
    )  # fmt: skip


def _holds_numbers(recognised: Recognised, use: Use) -> bool:
    if use.meaning.reason is None:
        return False
    return any(
        isinstance(cell, int | float) or (isinstance(cell, str) and any(letter.isdigit() for letter in cell))
        for row in recognised.table.rows[:200]
        if (cell := row.at(use.column.index)) not in ("", None)
    )


def _parts(recognised: Recognised) -> Iterable[str]:
    if recognised.context.refused is not None and recognised.context.part is not None:
        yield recognised.context.part
    meanings = [use.meaning for use in recognised.uses]
    meanings += [meaning for item in recognised.items for meaning in item.meanings.values()]
    for meaning in meanings:
        if meaning.part is not None:
            yield f"{meaning.part} {meaning.year}" if meaning.year else meaning.part


def _reasons(recognised: Recognised) -> str:
    meanings = [(use.column.heading, use.meaning) for use in recognised.uses]
    meanings += [(" › ".join(item.path), meaning) for item in recognised.items for meaning in item.meanings.values()]
    reasons = dict.fromkeys(
        f"{heading}: {meaning.reason}" for heading, meaning in meanings
        if meaning.reason is not None and (meaning.field is None or meaning.field.quantity is not Quantity.IGNORE)
    )  # fmt: skip
    return "; ".join(list(reasons)[:_MOST])[:400] or "tidak ada angka"


def _by_column(recognised: Recognised) -> list[Understood]:
    return [
        _line(recognised, None, use.column.letters, use.column.heading, use.meaning, is_read=_is_read(use))
        for use in recognised.uses
        if use.column.index not in _spoken(recognised)
    ]


def _is_read(use: Use) -> bool:
    """A column of values is read by its rows, which have lines of their own."""
    return use.field is not None and use.field.quantity is not Quantity.IGNORE and use.field.id != "value"


def _spoken(recognised: Recognised) -> frozenset[int]:
    return frozenset(index for item in recognised.items for index in item.meanings)


def _by_row(recognised: Recognised) -> Iterable[Understood]:
    """A line for every row that names a field, and each kind of column beside it."""
    headings = {use.column.index: use.column.heading for use in recognised.uses}
    for item in recognised.items:
        groups: dict[Meaning, list[int]] = {}
        for index, meaning in item.meanings.items():
            groups.setdefault(meaning, []).append(index)
        for meaning, indices in groups.items():
            letters = letter(indices[0]) + (f"–{letter(indices[-1])}" if len(indices) > 1 else "")
            heading = f"{' › '.join(item.path)} | {headings.get(indices[0], '')}"
            is_read = meaning.is_read and meaning.field is not None and meaning.field.id != "value"
            yield _line(recognised, item.number, letters, heading, meaning, is_read=is_read)


def _line(
    recognised: Recognised, row: int | None, letters: str, heading: str, meaning: Meaning, *, is_read: bool
) -> Understood:
    field = meaning.field
    number = field is not None and field.quantity.is_number
    ignored = field is not None and field.quantity is Quantity.IGNORE
    reason = meaning.reason or (None if is_read else "tidak dipakai" if ignored else "judul tidak menyebut nama data")
    return Understood(
        sheet=recognised.table.sheet.name,
        row_number=row,
        column_letter=letters,
        heading=heading,
        measure=None if field is None or ignored else field.id,
        population=meaning.population if number else None,
        unit=meaning.unit.label if meaning.unit is not None else None,
        nature=meaning.nature if number else None,
        period=_period(meaning),
        read=is_read,
        reason=None if is_read else reason,
    )


def _period(meaning: Meaning) -> str | None:
    month = f"bulan {meaning.month}" if meaning.month else None
    return " ".join(str(part) for part in (meaning.part, month, meaning.year) if part) or None
