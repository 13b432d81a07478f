"""Of which kind a table is, and what each of its columns holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kumkm.domain.regions import Regions
from kumkm.ingest import headings
from kumkm.ingest.blocks import Column, Row
from kumkm.ingest.names import region_named
from kumkm.ingest.sources import Field, Kind, Quantity
from kumkm.ingest.tables import Table

_KEYS = frozenset({Quantity.REGION, Quantity.REGION_CODE, Quantity.YEAR, Quantity.MONTH})
# The name of an office in a title names no number.
_OFFICE = re.compile(r"\b(?:DINAS|BIDANG|PEMERINTAH|KEMENTERIAN|BADAN)\b.*", re.IGNORECASE)
_SAID_IN_TITLES = headings.words_of(
    "Data Rekap Rekapitulasi Perkembangan Jumlah Tabel Laporan Kondisi Statistik Sebaran Profil Hasil Lampiran Nilai "
    "Kabupaten Kota Provinsi Prov Sulawesi Tenggara Sultra Daerah Wilayah Se Seluruh Tahun Buku Bulan Bulanan Tahunan "
    "Periode Triwulan TW Semester Angka Nomor Sementara Final Sheet Capaian Sampai Hingga Akhir I II III IV A B C D E"
)
_WHOLES = {
    "cooperatives_registered": {"cooperatives_active", "cooperatives_inactive", "cooperatives_dissolved"},
    "members": {"members_male", "members_female"},
    "employees": {"employees_male", "employees_female"},
    "enterprises": {"enterprises_micro", "enterprises_small", "enterprises_medium"},
}
_PART = re.compile(r"\s*(?:[a-z][.)]|[-•–])")
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
    title_words: int = 0

    def use(self, field_id: str) -> Use | None:
        """The first column of a field."""
        return next((use for use in self.uses if use.field is not None and use.field.id == field_id), None)


def recognise(table: Table, kinds: Sequence[Kind], regions: Regions) -> Recognised | None:
    """The kind that explains most columns; None where none fits."""
    best: tuple[tuple[int, int], Recognised] | None = None
    for kind in kinds:
        for found in (_by_column(table, kind, regions), _by_row(table, kind, regions)):
            if found is not None and (best is None or _score(found) > best[0]):
                best = (_score(found), found)
    return best[1] if best else None


def _score(found: Recognised) -> tuple[int, int]:
    """How many fields are known; on a draw, how many words of a title name one."""
    if found.by_row:
        return len(set(_row_fields(found.table.rows[:_LOOKED_AT], found.label, found.kind))) + 1, 0
    known = {use.field.id for use in found.uses if use.field and use.field.quantity is not Quantity.IGNORE}
    return len(known | _item_fields(found.table, found.uses, found.kind)), found.title_words


def _by_column(table: Table, kind: Kind, regions: Regions) -> Recognised | None:
    uses = _with_wholes(_once([_use(column, kind, regions, table) for column in table.columns]), kind)
    found = frozenset(use.field.id for use in uses if use.field is not None) | _item_fields(table, uses, kind)
    if kind.fits(found):
        return Recognised(table, kind, uses)
    spread = [use for use in uses if _is_spread(use) and not _is_total_heading(use.column)]
    named, words = _field_of_titles(table, kind) if spread and kind.grain == "facts" else (None, 0)
    if named is None or not kind.fits(found | {named.id}):
        return None
    unit = _unit_of_titles(table)
    filled = tuple(replace(use, field=named, unit=use.unit or unit) if use in spread else use for use in uses)
    return Recognised(table, kind, filled, title_words=words)


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
        else replace(use, field=None)
        for use in uses
    ]  # fmt: skip


def _with_wholes(uses: Sequence[Use], kind: Kind) -> tuple[Use, ...]:
    """A bare "Jumlah" right of the parts of a whole is that whole: "Aktif | Tidak Aktif | Jumlah"."""
    known = [use.field.id if use.field is not None else "" for use in uses]
    found = list(uses)
    for place, use in enumerate(uses):
        if known[place] not in ("", "value") or not _is_total_heading(use.column) or "item" in known:
            continue
        left = known[max(0, place - 2) : place]
        whole = next((whole for whole, parts in _WHOLES.items() if len(left) == 2 and parts.issuperset(left)), None)
        field = kind.fields.get(whole or "")
        found[place] = replace(use, field=field if whole not in known else None)
    return tuple(found)


def _item_fields(table: Table, uses: Sequence[Use], kind: Kind) -> frozenset[str]:
    """The fields that the cells of an item column name, where another column holds their values."""
    ids = {use.field.id: use.column.index for use in uses if use.field is not None}
    if "item" not in ids or "value" not in ids or spread_of(uses):
        return frozenset()
    texts = {str(row.at(ids["item"])) for row in table.rows[:_LOOKED_AT]}
    fields = (kind.field_of((text,)) for text in texts)
    return frozenset(field.id for field in fields if field is not None and field.quantity.is_number)


def _use(column: Column, kind: Kind, regions: Regions, table: Table) -> Use:
    read = headings.read(" ".join(column.path))
    field = kind.field_of(column.path)
    if field is not None and not _content_agrees(field, column, table, kind):
        field = None
    region_code = _region_across(column, regions, table)
    if field is not None and _says_itself(field, read, region_code):
        field = None
    unit = next((found for level in reversed(column.path) if (found := headings.money_unit(level)) is not None), None)
    month = read.month if "month" in kind.fields else None
    return Use(column, field, read.year, month, region_code, unit)


def _region_across(column: Column, regions: Regions, table: Table) -> str | None:
    """The region some level of a heading names, lowest first; none where words stand below ("Provinsi")."""
    code = next((code for level in reversed(column.path) if (code := _region_of(level, regions))), None)
    if code is None:
        return None
    cells = [cell for row in table.rows[:_LOOKED_AT] if (cell := row.at(column.index)) not in ("", None)]
    words = sum(isinstance(cell, str) and bool(re.search(r"[A-Za-z]{3}", cell)) for cell in cells)
    return None if 2 * words > len(cells) else code


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


def _field_of_titles(table: Table, kind: Kind) -> tuple[Field | None, int]:
    """The number a title names, and in how many words: "PENYALURAN KUR MENURUT KABUPATEN/KOTA".

    The longest declared heading wins, and explains its line: "KOPERASI BERPRESTASI" is not the number of all.
    """
    best: tuple[Field | None, int] = (None, 0)
    for line in (*table.titles, table.sheet.name):
        words = headings.words_of(_OFFICE.sub(" ", line)) - _SAID_IN_TITLES
        for variant, field in kind.by_words.items():
            own = variant - {"JUMLAH"}
            fits = own <= words and field.quantity.is_number and field.id != "value" and len(own) > best[1]
            if fits and _explains(own, words, kind, field):
                best = field, len(own)
    return best


def _explains(own: frozenset[str], words: frozenset[str], kind: Kind, field: Field) -> bool:
    """Whether what a title says beside a heading is only that heading in other words."""
    alike = {word for variant, other in kind.by_words.items() if other is field for word in variant}
    return words - own <= alike


def _unit_of_titles(table: Table) -> float | None:
    return next((unit for line in table.titles if (unit := headings.money_unit(line)) is not None), None)


def _by_row(table: Table, kind: Kind, regions: Regions) -> Recognised | None:
    """Fields down the first text column, regions or years across."""
    if kind.grain != "facts":
        return None
    uses = [_use(column, kind, regions, table) for column in table.columns]
    spread = spread_of(uses)
    label = next((use.column for use in uses if use.field and use.field.quantity is Quantity.LABEL), None)
    label = label or _fullest_text(table, [use.column for use in uses if use not in spread])
    if not spread or label is None:
        return None
    found = frozenset(_row_fields(table.rows[:_LOOKED_AT], label, kind))
    if len(found) < 2 or not kind.fits(found | kind.needs):
        return None
    keep = tuple(replace(use, total=use not in spread and _is_total_heading(use.column)) for use in uses)
    return Recognised(table, kind, keep, by_row=True, label=label)


def spread_of(uses: Sequence[Use]) -> list[Use]:
    """The columns that hold a table's numbers where its fields stand in rows: one per region, year or month.

    A single column of values does where no column says of where or when each row is.
    """
    spread = [use for use in uses if _is_spread(use)]
    if spread or any(use.field is not None and use.field.quantity in _KEYS for use in uses):
        return spread
    return [use for use in uses if use.field is not None and use.field.id == "value"]


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
    """Rows with the path of their label; a row with a label and nothing else heads those below it.

    A lettered or dashed row also belongs to the last row above it that is neither.
    """
    found: list[tuple[Row, tuple[str, ...]]] = []
    parent = above = ""
    for row in rows:
        written = str(row.at(label.index))
        if not (text := _unnumbered(written)):
            continue
        others = [cell for index, cell in enumerate(row.cells) if index > label.index and cell not in ("", None)]
        if not others:
            parent, above = text, ""
            continue
        part = _PART.match(written) is not None
        found.append((row, tuple(filter(None, (parent, above if part else "", text)))))
        above = above if part else text
    return found


def _unnumbered(text: str) -> str:
    """`a. Aktif`, `1) Aktif`, `- Aktif` → `Aktif`."""
    return re.sub(r"^\s*(?:(?:\d{1,2}|[a-zA-Z]|[IVX]{1,4})[.)]\s*|[-•–]\s*)+", "", text).strip()
