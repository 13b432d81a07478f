"""Of which kind a table is, and what each of its columns was understood as."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kumkm.domain.regions import Regions
from kumkm.ingest import footnotes, headings, ticks, units
from kumkm.ingest.blocks import Column, Row
from kumkm.ingest.cells import as_text
from kumkm.ingest.context import NOWHERE, Context, Surroundings, as_list, sets_apart
from kumkm.ingest.footnotes import NO_NOTES, Footnotes
from kumkm.ingest.keys import says_more
from kumkm.ingest.names import region_named
from kumkm.ingest.sources import Field, Kind, Quantity, vocabulary
from kumkm.ingest.tables import Table
from kumkm.ingest.understanding import Meaning, understand
from kumkm.ingest.units import Sort, Unit

_KEYS = frozenset({Quantity.REGION, Quantity.REGION_CODE, Quantity.YEAR, Quantity.MONTH})
_WHOLES = (
    ("cooperatives_registered", {"cooperatives_active", "cooperatives_inactive", "cooperatives_dissolved"}),
    (
        "cooperatives_registered",
        {f"cooperatives_type_{name}" for name in ("producer", "consumer", "services", "marketing", "savings", "other")},
    ),
    ("members", {"members_male", "members_female"}),
    ("employees", {"employees_male", "employees_female"}),
    ("enterprises", {"enterprises_micro", "enterprises_small", "enterprises_medium"}),
)
# Beside a column of cooperatives without the KDKMP, one of all cooperatives holds them too.
_NAMED_PLACES = frozenset({"subdistrict", "village"})
_REMARKS = frozenset({"KETERANGAN", "KET", "CATATAN"})
_MOVED = frozenset(
    {"NAIK", "TURUN", "TETAP", "STABIL", "MENINGKAT", "MENURUN", "BERTAMBAH", "BERKURANG", "SAMA", "OK", "BAIK"}
)
_WITHOUT_KDKMP = frozenset({"EXISTING", "EKSISTING", "REGULER"})
_WORDS = re.compile(r"\s*[^\W\d_]{2}")
# Words that stand where a number would: "Rp 5.000", "nihil", "belum ada data".
_AMOUNT = re.compile(r"\s*(?:rp|idr|nihil|n/?a|tad|x+|null|none|nan|tidak ada|belum|kosong)\b", re.IGNORECASE)
_PART = re.compile(r"\s*(?:[A-Za-z][.)]|[-•–])")
_NUMERAL = re.compile(r"\s*(?:[IVX]+|[A-Z]|\d+)\s*[.)]?\s*")
_NUMBERED = re.compile(r"^\s*(?:[IVX]+|[A-Z]|\d+)\s*[.)]\s*")
_MOST_CELLS_OF_A_GROUP = 2  # its numeral and its words
_LOOKED_AT = 200  # rows that decide what a column holds


@dataclass(frozen=True)
class Use:
    """What one column is taken for. `field` is what is read from it: None where nothing is, or its rows decide.

    `meaning` is all that was understood of its heading, read or not.
    """

    column: Column
    field: Field | None
    meaning: Meaning
    region_code: str | None = None
    total: bool = False
    titled: bool = False  # whether the title says what it measures
    path: tuple[str, ...] = ()  # the sentence its meaning was read from

    @property
    def year(self) -> int | None:
        return self.meaning.year

    @property
    def month(self) -> int | None:
        return self.meaning.month

    @property
    def unit(self) -> Unit | None:
        return self.meaning.unit


@dataclass(frozen=True)
class Item:
    """One row that names a field itself: its number, its label, what that says in each column of numbers, by index.

    `region` is the name in a row that stands under the heading of what is measured; None where the columns say where.
    """

    number: int
    path: tuple[str, ...]
    meanings: Mapping[int, Meaning]
    region: str | None = None


@dataclass(frozen=True)
class Recognised:
    """A table with its kind. `by_row`: the fields stand in the rows of `label`, the columns say where or when.

    `accepted` are the canonical words that were let pass.
    """

    table: Table
    kind: Kind
    uses: tuple[Use, ...]
    context: Context = NOWHERE
    by_row: bool = False
    label: Column | None = None
    items: tuple[Item, ...] = ()
    accepted: frozenset[str] = frozenset()
    groups: Mapping[int, str] = field(default_factory=dict)  # rows of a list that say who those below are

    @property
    def notes(self) -> Footnotes:
        """What the lines below the table say."""
        return self.context.notes

    def use(self, field_id: str) -> Use | None:
        """The first column of a field."""
        return next((use for use in self.uses if use.field is not None and use.field.id == field_id), None)


class Recogniser:
    """Tells kinds of tables apart by what their headings say. `accepted` are words a person let pass."""

    def __init__(self, kinds: Sequence[Kind], regions: Regions, without_places: Callable[[str], str]) -> None:
        self._kinds = kinds
        self._regions = regions
        self._known = vocabulary(tuple(kinds))
        self._without_places = without_places

    def recognise(self, table: Table, accepted: frozenset[str] = frozenset()) -> Recognised | None:
        """The kind that explains most columns; None where none fits."""
        best: tuple[tuple[int, ...], Recognised] | None = None
        spoken = _spoken(table)
        of_bodies = any(_names_bodies(table, kind) for kind in self._kinds)
        for kind in self._kinds:
            if (kind.spoken and not kind.spoken & spoken) or (of_bodies and kind.grain == "facts"):
                continue
            for candidate in self._candidates(table, kind, accepted):
                if best is None or _score(candidate) > best[0]:
                    best = (_score(candidate), candidate)
        if best is None:
            return None
        candidate = best[1]
        groups = self._headings_inside(candidate, accepted) if candidate.kind.grain == "list" else {}
        return replace(candidate, accepted=accepted, items=self._all_items(candidate, accepted), groups=groups)

    def _headings_inside(self, recognised: Recognised, accepted: frozenset[str]) -> dict[int, str]:
        """Rows of a list that head those below them and say who these are: row → what it says."""
        recap = next((kind for kind in self._kinds if kind.id == recognised.kind.recap), None)
        groups: dict[int, str] = {}
        for row in recognised.table.rows if recap is not None else ():
            filled = [str(cell) for cell in row.cells if cell not in ("", None)]
            words = [text for text in filled if not _NUMERAL.fullmatch(text)]
            if len(words) != 1 or len(filled) > _MOST_CELLS_OF_A_GROUP:
                continue
            around = Surroundings((_NUMBERED.sub("", words[0]), ""))
            context = around.of(recap, self._known, self._without_places, accepted) if recap is not None else NOWHERE
            if sets_apart(context):
                groups[row.number] = words[0]
        return groups

    def _all_items(self, recognised: Recognised, accepted: frozenset[str]) -> tuple[Item, ...]:
        """The items of every row, where the first rows were enough to tell the kind."""
        if recognised.by_row or not recognised.items or len(recognised.table.rows) <= _LOOKED_AT:
            return recognised.items
        rows, kind = recognised.table.rows, recognised.kind
        items = self._items_of_values(recognised.table, rows, kind, recognised.uses, recognised.context, accepted)
        return tuple(
            items or self._items_of_rows(recognised.table, rows, kind, recognised.uses, recognised.context, accepted)
        )

    def beside(self, recognised: Recognised, accepted: frozenset[str] = frozenset()) -> list[Recognised]:
        """Columns of the same table that are of other kinds, and say so: "Koperasi › Aktif | UMKM › Mikro"."""
        if recognised.kind.grain != "facts" or recognised.by_row:
            return []
        table, taken = recognised.table, {use.column.index for use in recognised.uses if _reads_number(use)}
        others = []
        for kind in self._kinds:
            if kind.grain != "facts" or kind.subject == recognised.kind.subject:
                continue
            context = self._context(table, kind, accepted)
            uses = [self._use(column, kind, table, context, accepted) for column in table.columns]
            own = [use for use in uses if _reads_number(use) and use.column.index not in taken and _names(use, kind)]
            keys = [use for use in uses if use.field is not None and not use.field.quantity.is_number]
            if own and kind.fits(_understood(own)):
                taken |= {use.column.index for use in own}
                uses = sorted([*own, *keys], key=lambda use: use.column.index)
                others.append(Recognised(table, kind, tuple(uses), context, accepted=accepted))
        return others

    def meaning(
        self,
        kind: Kind,
        path: Sequence[str],
        context: Context,
        accepted: frozenset[str],
        *,
        item: bool = False,
        unit: Unit | None = None,
    ) -> Meaning:
        """What a heading of a kind says, in its context."""
        return understand(kind, path, context, known=self._known, accepted=accepted, item=item, unit=unit)

    def _candidates(self, table: Table, kind: Kind, accepted: frozenset[str]) -> Iterable[Recognised]:
        if kind.grain == "list":
            table = ticks.gathered(table, kind)
        context = self._context(table, kind, accepted)
        held = {field.id: field for field in self._held(table, kind, accepted)}
        money = any(field.quantity is Quantity.MONEY for field in held.values())
        context = replace(context, held=frozenset(held), holds_money=money)
        uses = [self._use(column, kind, table, context, accepted) for column in table.columns]
        yield from filter(None, (self._by_column(table, kind, uses, context, accepted),))
        yield from filter(None, (self._by_row(table, kind, uses, context, accepted),))

    def _context(self, table: Table, kind: Kind, accepted: frozenset[str]) -> Context:
        """What the titles of a table and the name of its sheet say, for one kind."""
        surroundings = Surroundings((*(table.titles or table.first_titles), table.sheet.name))
        has_regions = any(_is_region_key(kind, column.path) for column in table.columns)
        has_months = any(_is_of_month(level) for column in table.columns for level in column.path)
        lines = footnotes.lines_of(table)
        notes = footnotes.read(lines, kind.words) if lines else NO_NOTES

        def context_of(of: Kind) -> Context:
            return surroundings.of(
                of,
                self._known,
                self._without_places,
                accepted,
                has_regions=has_regions,
                has_months=has_months,
                notes=notes,
            )

        context = context_of(kind)
        if kind.free_titles:
            return Context(unit=context.unit, notes=notes)
        recap = next((other for other in self._kinds if other.id == kind.recap), None)
        if recap is None:
            return context
        return as_list(context, context_of(recap))

    def _held(self, table: Table, kind: Kind, accepted: frozenset[str]) -> Iterable[Field]:
        """The fields that the headings of a table name by themselves."""
        for column in table.columns:
            field = self.meaning(kind, column.path, NOWHERE, accepted).field
            if field is not None:
                yield field

    def _use(self, column: Column, kind: Kind, table: Table, context: Context, accepted: frozenset[str]) -> Use:
        region_code = _region_across(column, self._regions, table)
        path = tuple(level for level in column.path if _region_of(level, self._regions) is None or not region_code)
        nature = context.notes.nature_of(column.heading)  # `2023*)` with `*) Angka target` below
        path = path if nature is None else (nature, *path)
        meaning = self.meaning(kind, path, context, accepted)
        field = meaning.field
        if field is not None and not _content_agrees(field, column, table, kind):
            field, meaning = None, replace(meaning, field=None, reason="isinya angka, bukan teks", silent=True)
        if field is not None and _says_itself(field, meaning, region_code):
            field, meaning = None, replace(meaning, field=None)
        if field is not None and (field.quantity.is_number or meaning.reason is not None) and not meaning.is_read:
            field = None
        meaning = _of_year(kind, meaning)
        field = field if meaning.reason is None else None
        if _is_bare(meaning) and field is not None and (meaning.year or meaning.month or region_code):
            field = None
        if field is not None and field.quantity.is_number and _is_of_words(column, table):
            field, meaning = None, replace(meaning, field=None, reason=_CATEGORY, silent=True)
        return Use(column, field, meaning, region_code, path=path)

    # -- fields across ------------------------------------------------------------------------------------

    def _by_column(
        self, table: Table, kind: Kind, uses: Sequence[Use], context: Context, accepted: frozenset[str]
    ) -> Recognised | None:
        uses = _without_kdkmp(_with_wholes(_once(self._with_values(uses, kind)), kind))
        uses = self._named_by_titles(uses, kind, context, accepted)
        first = table.rows[:_LOOKED_AT]
        items = self._items_of_values(table, first, kind, uses, context, accepted)
        items = items or self._items_of_rows(table, first, kind, uses, context, accepted)
        field_ids = _understood(uses) | _item_fields(items)
        if context.measure is not None and any(_is_spread(use) or use.titled for use in uses):
            field_ids |= {context.measure.id}
        fits = kind.fits(field_ids) or (
            _names_bodies(table, kind) and kind.needs <= field_ids and bool(kind.any_of & field_ids)
        )
        if not fits or _lacks_measure(uses, kind, items):
            return None
        return Recognised(table, kind, tuple(uses), context, items=tuple(items))

    def _named_by_titles(
        self, uses: Sequence[Use], kind: Kind, context: Context, accepted: frozenset[str]
    ) -> Sequence[Use]:
        """Columns that say only when or where are of the number that the title names, unless rows say what they are."""
        if context.measure is None or kind.grain != "facts" or _column_of(uses, Quantity.LABEL) is not None:
            return uses
        named = context.measure.headings[0]
        alone = _only_value(uses)
        return [
            self._named_by_title(use, named, kind, context, accepted)
            if use is alone or (_is_spread(use) and not _is_total_heading(use.column))
            else use
            for use in uses
        ]

    def _with_values(self, uses: Sequence[Use], kind: Kind) -> Sequence[Use]:
        """Beside a column of items, a column that only says "Target" or "Realisasi" holds values."""
        value = kind.fields.get("value")
        if value is None or _column_of(uses, Quantity.LABEL) is None:
            return uses
        return [
            replace(use, field=value)
            if use.meaning.field is None and use.meaning.reason is None and _says_nature(use, kind)
            else use
            for use in uses
        ]

    def _named_by_title(self, use: Use, named: str, kind: Kind, context: Context, accepted: frozenset[str]) -> Use:
        """A column that says only when or where, of the number that the title names."""
        path = tuple(level for level in use.path if _region_of(level, self._regions) is None)
        meaning = self.meaning(kind, (named, *path), context, accepted)
        meaning = _of_year(kind, meaning)
        path = (named, *path)
        return replace(use, field=meaning.field if meaning.is_read else None, meaning=meaning, titled=True, path=path)

    def _items_of_values(
        self,
        table: Table,
        rows: Sequence[Row],
        kind: Kind,
        uses: Sequence[Use],
        context: Context,
        accepted: frozenset[str],
    ) -> list[Item]:
        """What the rows of a column of items say, in each column of values beside it; other columns may say more."""
        label = _column_of(uses, Quantity.LABEL)
        values = [use for use in uses if use.field is not None and use.field.id == "value"]
        if label is None or not values or spread_of(uses):
            return []
        satuan = _satuan(uses)
        categories = [use.column for use in uses if self._is_category(use, table, kind, valued=True)]
        read: dict[tuple[str, ...], Mapping[int, Meaning]] = {}
        items = []
        for row in rows:
            text = str(row.at(label.index)).strip()
            written = str(row.at(satuan.index)) if satuan is not None else ""
            if not text:
                continue
            more = tuple(self._words_of(row.at(column.index), column, kind) for column in categories)
            if (text, written, *more) not in read:
                path = (*filter(None, more), text)
                read[text, written, *more] = {
                    use.column.index: self.meaning(
                        kind, (*_natures_of(use), *path), context, accepted, item=True, unit=unit_written(written)
                    )
                    for use in values
                }
            items.append(Item(row.number, (text,), read[text, written, *more]))
        return items

    def _items_of_rows(
        self,
        table: Table,
        rows: Sequence[Row],
        kind: Kind,
        uses: Sequence[Use],
        context: Context,
        accepted: frozenset[str],
    ) -> list[Item]:
        """What the numbers of each row are, where columns of words say which part it counts, or in what unit."""
        if kind.grain != "facts":
            return []
        valued = any(use.field is not None and use.field.id == "value" for use in uses)
        categories = [use.column for use in uses if self._is_category(use, table, kind, valued=valued)]
        satuan = _satuan(uses)
        counted = [use for use in uses if (field := use.meaning.field) is not None and field.quantity.is_number]
        counted = [use for use in counted if not _is_bare(use.meaning) and not _is_of_words(use.column, table)]
        groups = self._groups(rows, kind)
        if not counted or not (categories or groups or satuan is not None):
            return []
        read: dict[tuple[str, ...], Mapping[int, Meaning]] = {}
        items = []
        for row in rows:
            texts = tuple(self._words_of(row.at(column.index), column, kind) for column in categories)
            texts = (groups.get(row.number, ""), *texts)
            written = str(row.at(satuan.index)).strip() if satuan is not None else ""
            if (*texts, written) not in read:
                unit, stated = unit_written(written), tuple(filter(None, texts))
                read[*texts, written] = {
                    use.column.index: _of_year(
                        kind, self.meaning(kind, (*use.path, *stated), context, accepted, item=True, unit=unit)
                    )
                    for use in counted
                }
            items.append(Item(row.number, tuple(filter(None, texts)), read[*texts, written]))
        return items

    def _groups(self, rows: Sequence[Row], kind: Kind) -> Mapping[int, str]:
        """What a line of one text between rows says of those below, where it tells: "B. TARGET", "Tahun 2023"."""
        groups: dict[int, str] = {}
        group = ""
        for row in rows:
            filled = [cell for cell in row.cells if cell not in ("", None)]
            if len(filled) == 1 and isinstance(filled[0], str) and not self._is_region(filled[0]):
                text = self._without_places(filled[0])
                read = headings.read(text)
                group = text if read.words & kind.telling or read.years or read.part else ""
            elif group:
                groups[row.number] = group
        return groups

    def _is_category(self, use: Use, table: Table, kind: Kind, *, valued: bool) -> bool:
        """Whether the texts of a column say which part a row counts: by its heading, or because they tell.

        Labels do where no column of bare values is `valued` by them.
        """
        field = use.field or (use.meaning.field if use.meaning.reason is None else None)
        if field is not None and field.quantity is Quantity.LABEL:
            return not valued
        if field is not None and field.quantity is Quantity.YEAR:
            return any(
                says_more(cell) for row in table.rows[:_LOOKED_AT] if isinstance(cell := row.at(use.column.index), str)
            )
        if field is not None and field.quantity is not Quantity.IGNORE and not field.quantity.is_number:
            return False
        if field is not None and field.quantity.is_number and not _is_of_words(use.column, table):
            return False
        texts = {text for row in table.rows[:_LOOKED_AT] if (text := _text_of(row.at(use.column.index)))}
        grouped = field is None and _is_grouped(use, kind)
        if not texts:
            return grouped and _is_of_parts(use)
        if grouped:
            return True
        remarks = headings.words_of(use.column.path[-1]) <= _REMARKS
        return any(
            read.words & kind.telling or read.part or (remarks and (read.years or footnotes.limits(text)))
            for text in texts
            if not (remarks and _is_remark(text, kind)) and (read := headings.read(self._without_places(text)))
        )

    def _words_of(self, cell: object, column: Column, kind: Kind) -> str:
        """What a cell adds to the sentence: its words without names of regions; figures alone are a word too."""
        text = "" if cell is None else as_text(cell)
        if headings.words_of(column.path[-1]) <= _REMARKS and _is_remark(text, kind):
            return ""
        words = headings.words_of(self._without_places(text))
        if text and not words and not re.search(r"[^\W\d_]{3}", text) and text not in ("-", "–"):
            part = f"{column.path[-1]} {text}"
            return part if headings.read(part).part else f"{column.path[-1]}{re.sub(r'[^0-9A-Za-z]', '', text)}"
        return self._without_places(text).strip()

    # -- fields down --------------------------------------------------------------------------------------

    def _by_row(
        self, table: Table, kind: Kind, uses: Sequence[Use], context: Context, accepted: frozenset[str]
    ) -> Recognised | None:
        """Fields down the first text column, regions or years across."""
        if kind.grain != "facts":
            return None
        uses = self._with_values(uses, kind)
        spread = spread_of(uses)
        label = _column_of(uses, Quantity.LABEL) or _fullest_text(
            table, [use.column for use in uses if use not in spread]
        )
        if not spread or label is None:
            return None
        items = self._items_down(table, kind, uses, spread, label, context, accepted)
        field_ids = _item_fields(items)
        declared = _column_of(uses, Quantity.LABEL) is not None
        if len(field_ids) < (1 if declared else 2) or not kind.fits(field_ids | kind.needs):
            return None
        keep = tuple(replace(use, total=use not in spread and _is_total_heading(use.column)) for use in uses)
        return Recognised(table, kind, keep, context, by_row=True, label=label, items=tuple(items))

    def _items_down(
        self,
        table: Table,
        kind: Kind,
        uses: Sequence[Use],
        spread: Sequence[Use],
        label: Column,
        context: Context,
        accepted: frozenset[str],
    ) -> list[Item]:
        satuan = _satuan(uses)
        paths = [(use, self._column_says(use)) for use in spread]
        items = []
        for row, path in labelled(table.rows, label, [use.column.index for use in spread], self._is_region):
            region = path[-1] if len(path) > 1 and self._is_region(path[-1]) else None
            path = path[:-1] if region is not None else path
            unit = unit_written(str(row.at(satuan.index))) if satuan is not None else None
            meanings = {
                use.column.index: self._in_column(kind, path, column_path, use, context, accepted, unit)
                for use, column_path in paths
            }
            items.append(Item(row.number, path, meanings, region))
        return items

    def _is_region(self, text: str) -> bool:
        return _region_of(text, self._regions) is not None

    def _column_says(self, use: Use) -> tuple[str, ...]:
        return tuple(level for level in use.path if _region_of(level, self._regions) is None)

    def _in_column(
        self,
        kind: Kind,
        path: tuple[str, ...],
        column_path: tuple[str, ...],
        use: Use,
        context: Context,
        accepted: frozenset[str],
        unit: Unit | None,
    ) -> Meaning:
        """A label under one column; where groups above it say another thing, the label speaks for itself."""
        upper = _natures_of(use) if use.field is not None and use.field.id == "value" else column_path
        meaning = self.meaning(kind, (*upper, *path), context, accepted, item=True, unit=unit)
        if meaning.field is None and len(path) > 1 and not meaning.unknown:
            own = self.meaning(kind, (*upper, path[-1]), context, accepted, item=True, unit=unit)
            meaning = own if own.field is not None and own.field.of is None else meaning
        return _of_year(kind, meaning)


def _names_bodies(table: Table, kind: Kind) -> bool:
    """Whether a column "Nama Koperasi" holds names, of which hardly any comes twice: then each row is a body."""
    if kind.grain != "list" or "name" not in kind.needs:
        return False
    for column in table.columns:
        field = kind.field_of(column.path[-1:])
        if field is None or field.id != "name" or not headings.words_of(column.path[-1]) >= {"NAMA", "KOPERASI"}:
            continue
        names = [
            str(cell).strip().upper()
            for row in table.rows[:_LOOKED_AT]
            if (cell := row.at(column.index)) not in ("", None)
        ]
        worded = [name for name in names if _WORDS.match(name)]
        return 2 * len(worded) > len(names) and 5 * len(set(worded)) >= 4 * len(worded)
    return False


def _column_of(uses: Sequence[Use], quantity: Quantity) -> Column | None:
    """The first column that is read as a quantity: the labels of rows."""
    return next((use.column for use in uses if use.field is not None and use.field.quantity is quantity), None)


def _satuan(uses: Sequence[Use]) -> Column | None:
    return next((use.column for use in uses if use.field is not None and use.field.id == "item_unit"), None)


def _is_of_month(level: str) -> bool:
    read = headings.read(level)
    return read.month is not None or "BULAN" in read.words


def _is_region_key(kind: Kind, path: Sequence[str]) -> bool:
    key_field = kind.named(headings.words_of(path[-1]))
    return key_field is not None and key_field.quantity is Quantity.REGION


def unit_written(text: str) -> Unit | None:
    """What a cell of a column "Satuan" says; a unit nobody knows is one too."""
    text = text.strip().strip("()[] ")
    if not text or text in ("-", "–"):
        return None
    return units.parse(text) or headings.read(f"({text})").unit or Unit(Sort.UNKNOWN, 1.0, text)


def _of_year(kind: Kind, meaning: Meaning) -> Meaning:
    """Where a kind knows only years, a number of December is the state at its end; of another month it is no year's."""
    if meaning.month is None or "month" in kind.fields:
        return meaning
    if meaning.month == 12 or meaning.reason is not None or meaning.field is None:
        return replace(meaning, month=None)
    return replace(meaning, month=None, reason="angka satu bulan, bukan setahun", silent=False)


_CATEGORY = "teks yang menyebut bagian"


def _spoken(table: Table) -> frozenset[str]:
    """Every word of a table's titles, headings and first rows, and of its sheet's name."""
    texts = [*table.titles, *table.first_titles, table.sheet.name, *(column.heading for column in table.columns)]
    texts += [cell for row in table.rows[:_LOOKED_AT] for cell in row.cells if isinstance(cell, str) and len(cell) < 80]
    return frozenset().union(*(headings.words_of(text) for text in dict.fromkeys(texts)))


def _is_of_words(column: Column, table: Table) -> bool:
    """Whether the cells of a column are words and no numbers, written or not."""
    cells = [cell for row in table.rows[:_LOOKED_AT] if (cell := row.at(column.index)) not in ("", None)]
    words = sum(isinstance(cell, str) and bool(_WORDS.match(cell)) and not _AMOUNT.match(cell) for cell in cells)
    return 2 * words > len(cells) > 0


def _text_of(cell: object) -> str:
    """A cell that is no number: words, or figures that count nothing ("0-4")."""
    text = cell.strip() if isinstance(cell, str) else ""
    return "" if re.fullmatch(r"[\d.,\s]*", text) or _AMOUNT.match(text) else text


def _is_of_parts(use: Use) -> bool:
    """Whether a heading announces parts of a year, which may be numbered."""
    return headings.read(f"{use.column.path[-1]} 1").part is not None


def _is_grouped(use: Use, kind: Kind) -> bool:
    """Whether a heading announces parts: "Kelompok", "skala_usaha", "Bank"."""
    return bool(headings.words_of(" ".join(use.column.path)) & kind.words.categories)


def _reads_number(use: Use) -> bool:
    return use.field is not None and use.field.quantity.is_number and use.field.id != "value"


def _names(use: Use, kind: Kind) -> bool:
    """Whether a heading itself says whose number it is."""
    words = headings.words_of(" ".join(use.column.path))
    return any(kind.words.subjects.get(word) == kind.subject for word in words)


def _only_value(uses: Sequence[Use]) -> Use | None:
    """The one column of a table that only says "Jumlah" or "Nilai", where no other holds numbers."""
    bare = [use for use in uses if use.field is not None and use.field.id == "value" and use.meaning.year is None]
    others = [use for use in uses if use.field is not None and use.field.quantity.is_number and use not in bare]
    keyed = any(use.field is not None and use.field.quantity in _KEYS for use in uses)
    return bare[0] if len(bare) == 1 and not others and keyed else None


def _is_bare(meaning: Meaning) -> bool:
    return meaning.field is None or meaning.field.id == "value"


def _natures_of(use: Use) -> tuple[str, ...]:
    """What the heading of a column of values adds: "Target 2024", but not "Jumlah"."""
    return tuple(level for level in use.column.path if headings.read(level).words - {"JUMLAH"} or use.year)


def _says_nature(use: Use, kind: Kind) -> bool:
    words = headings.words_of(" ".join(use.column.path))
    return (
        bool(words)
        and words <= kind.words.harmless | frozenset(kind.words.natures) | {"JUMLAH"}
        and bool(words & frozenset(kind.words.natures))
    )


def _understood(uses: Sequence[Use]) -> frozenset[str]:
    """The fields that headings speak of, read or not."""
    return frozenset(field.id for use in uses if (field := use.field or use.meaning.field) is not None)


def _lacks_measure(uses: Sequence[Use], kind: Kind, items: Sequence[Item]) -> bool:
    """A recap that only has a bare column of values, of which neither rows nor headings say what they measure."""
    if kind.grain != "facts" or items:
        return False
    fields = [use.field or use.meaning.field for use in uses]
    named = [field for field in fields if field is not None and field.quantity.is_number]
    return bool(named) and all(field.id == "value" for field in named)


def _item_fields(items: Sequence[Item]) -> frozenset[str]:
    """The fields of numbers that rows name."""
    return frozenset(
        meaning.field.id
        for item in items[:_LOOKED_AT]
        for meaning in item.meanings.values()
        if meaning.field is not None and meaning.field.quantity.is_number and meaning.field.id != "value"
    )


def _score(recognised: Recognised) -> tuple[int, ...]:
    """How many fields are read, how many are known, whether titles speak of the kind, whether the title names it."""
    if recognised.by_row:
        read = {
            meaning.field.id
            for item in recognised.items[:_LOOKED_AT]
            for meaning in item.meanings.values()
            if meaning.is_read and meaning.field is not None and meaning.field.quantity.is_number
        }
        return (
            len(read) + 1,
            len(_item_fields(recognised.items)),
            int(recognised.kind.subject in recognised.context.subjects),
            0,
        )
    decided = {index for item in recognised.items[:_LOOKED_AT] for index in item.meanings}  # by what each row says
    known = {
        use.field.id
        for use in recognised.uses
        if use.field and use.field.quantity is not Quantity.IGNORE and use.column.index not in decided
    }
    by_items = {
        meaning.field.id for item in recognised.items[:_LOOKED_AT] for meaning in item.meanings.values()
        if meaning.is_read and meaning.field is not None
    }  # fmt: skip
    words = (
        len(headings.words_of(recognised.context.measure.headings[0])) if recognised.context.measure is not None else 0
    )
    about = int(recognised.kind.subject in recognised.context.subjects)
    return len(known | by_items), len(_understood(recognised.uses) | _item_fields(recognised.items)), about, words


def _once(uses: Sequence[Use]) -> list[Use]:
    """Of several columns for one text, the one with the fuller heading: "Nama Koperasi" before "Lembaga"."""

    def fullness(use: Use) -> int:
        return len(headings.words_of(use.column.path[-1]))

    best: dict[str, Use] = {}
    for use in uses:
        if use.field is not None and (use.field.id not in best or fullness(use) > fullness(best[use.field.id])):
            best[use.field.id] = use
    return [
        use if use.field is None or use.field.quantity is not Quantity.TEXT or use is best[use.field.id]
        else replace(use, field=None, meaning=replace(use.meaning, reason="kolom lain lebih lengkap judulnya"))
        for use in uses
    ]  # fmt: skip


def _with_wholes(uses: Sequence[Use], kind: Kind) -> tuple[Use, ...]:
    """A bare "Jumlah" right of the parts of a whole is that whole: "Aktif | Tidak Aktif | Jumlah"."""
    known = [use.field.id if use.field is not None else "" for use in uses]
    completed = list(uses)
    for place, use in enumerate(uses):
        if known[place] not in ("", "value") or not _is_total_heading(use.column) or "item" in known:
            continue
        parts, alike = _parts_left_of(known, place)
        whole = next((whole for whole, of in _WHOLES if parts and of.issuperset(parts)), None)
        field = kind.fields.get(whole or "") if alike else None
        if field is None or field.id in known:
            continue
        completed[place] = replace(use, field=field, meaning=replace(use.meaning, field=field, reason=None))
    return tuple(completed)


def _is_remark(text: str, kind: Kind) -> bool:
    """Whether a remark beside a number says nothing of what it is, but at most how it moved, or that it is final."""
    read = headings.read(text)
    silent = bool(read.words) and read.words <= _MOVED | kind.words.harmless | kind.words.titles
    return silent and not (read.years or read.part or footnotes.limits(text))


def _leaves_kdkmp_out(words: frozenset[str]) -> bool:
    return bool(words & _WITHOUT_KDKMP) or ({"TIDAK", "KDKMP"} <= words and "AKTIF" not in words)


def _without_kdkmp(uses: Sequence[Use]) -> Sequence[Use]:
    """Of "Koperasi Non KDKMP | KDKMP | Jumlah Koperasi" the first is what counts as cooperatives."""
    registered = [use for use in uses if use.field is not None and use.field.id == "cooperatives_registered"]
    without = [use for use in registered if _leaves_kdkmp_out(headings.words_of(use.column.path[-1]))]
    if not without or len(without) == len(registered):
        return uses
    reason = "termasuk KDKMP, yang dihitung sendiri"
    return [
        replace(use, field=None, meaning=replace(use.meaning, reason=reason))
        if use in registered and use not in without
        else use
        for use in uses
    ]


def _parts_left_of(known: Sequence[str], place: int) -> tuple[list[str], bool]:
    """The run of fields directly left of a place that are parts of one whole, and whether there are two or more."""
    run: list[str] = []
    for before in reversed(known[:place]):
        if not before or not any(before in of for _, of in _WHOLES):
            break
        run.append(before)
    return run, len(run) >= 2


def _region_across(column: Column, regions: Regions, table: Table) -> str | None:
    """The region some level of a heading names, lowest first; none where words stand below ("Provinsi")."""
    code = next((code for level in reversed(column.path) if (code := _region_of(level, regions))), None)
    if code is None:
        return None
    cells = [cell for row in table.rows[:_LOOKED_AT] if (cell := row.at(column.index)) not in ("", None)]
    words = sum(isinstance(cell, str) and bool(re.search(r"[A-Za-z]{3}", cell)) for cell in cells)
    return None if 2 * words > len(cells) else code


def _says_itself(field: Field, meaning: Meaning, region_code: str | None) -> bool:
    """A key whose heading already holds the year, month or region: the cells below hold numbers, not keys."""
    return bool(
        (field.quantity is Quantity.YEAR and meaning.year)
        or (field.quantity is Quantity.MONTH and meaning.month)
        or (field.quantity is Quantity.REGION and region_code)
    )


def _content_agrees(field: Field, column: Column, table: Table, kind: Kind) -> bool:
    """A needed name, or that of a kecamatan, cannot be a column of numbers: that is a count under the same heading."""
    if field.quantity is not Quantity.TEXT or (field.id not in kind.needs and field.id not in _NAMED_PLACES):
        return True
    cells = [cell for row in table.rows[:_LOOKED_AT] if (cell := row.at(column.index)) not in ("", None)]
    texts = sum(isinstance(cell, str) and bool(re.search(r"[A-Za-z]", cell)) for cell in cells)
    return not cells or texts * 2 > len(cells) or field.id.startswith("id_") or field.id == "proposal_id"


def _region_of(text: str, regions: Regions) -> str | None:
    region = region_named(regions, text)
    return None if region is None else region.code


def spread_of(uses: Sequence[Use]) -> list[Use]:
    """The columns that hold a table's numbers where its fields stand in rows: one per region, year or month.

    A single column of values does where no column says of where or when each row is.
    """
    spread = [use for use in uses if _is_spread(use)]
    if spread or any(use.field is not None and use.field.quantity in _KEYS for use in uses):
        return spread
    return [use for use in uses if use.field is not None and use.field.id == "value"]


def _is_spread(use: Use) -> bool:
    """A heading that says where or when, and beside it nothing but what kind of number it is."""
    if use.meaning.unknown or use.field is not None:
        return False
    place_or_time = use.region_code or use.meaning.year or use.meaning.month or use.meaning.part
    return bool(place_or_time) and _is_bare(use.meaning)


def _is_total_heading(column: Column) -> bool:
    read = headings.read(column.path[-1])
    return read.words == {"JUMLAH"} and read.year is None


def _fullest_text(table: Table, columns: Sequence[Column]) -> Column | None:
    def texts(column: Column) -> int:
        cells = [row.at(column.index) for row in table.rows[:_LOOKED_AT]]
        return len({cell for cell in cells if isinstance(cell, str) and re.search(r"[^\W\d_]{2}", cell)})

    return max(columns, key=texts, default=None)


def labelled(
    rows: Sequence[Row], label: Column, spread: Sequence[int], is_region: Callable[[str], bool]
) -> list[tuple[Row, tuple[str, ...]]]:
    """Rows with the path of their label; a row with a label and no number heads those below it.

    A lettered or dashed row also belongs to the last row above it that is neither. A row with a unit but no number
    heads only such rows, and regions: it may be an item that has no number yet.
    """
    paths: list[tuple[Row, tuple[str, ...]]] = []
    parent = above = ""
    for row in rows:
        written = str(row.at(label.index))
        if not (text := _unnumbered(written)):
            continue
        others = [cell for index, cell in enumerate(row.cells) if index > label.index and cell not in ("", None)]
        part = _PART.match(written) is not None
        if not others:
            parent, above = text, ""
            continue
        of_region = is_region(text)
        if not part and not of_region and all(row.at(index) in ("", None) for index in spread):
            above = text
            continue
        paths.append((row, tuple(filter(None, (parent, above if part or of_region else "", text)))))
        above = above if part or of_region else text
    return paths


def _unnumbered(text: str) -> str:
    """`a. Aktif`, `1) Aktif`, `- Aktif` → `Aktif`."""
    return re.sub(r"^\s*(?:(?:\d{1,2}|[a-zA-Z]|[IVX]{1,4})[.)]\s*|[-•–]\s*)+", "", text).strip()
