"""Extracts of enterprises: CSV or Parquet straight through DuckDB, however long they are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from kumkm.errors import RefusedFile
from kumkm.ingest import delimited, headings, masking, opening, personal, sheets
from kumkm.ingest.context import SIMULATED_MARK
from kumkm.ingest.delivery import ColumnUse, Delivery, Note, Understood
from kumkm.ingest.limits import MAX_LETTERS, check_extent, too_long
from kumkm.ingest.opening import FileKind
from kumkm.ingest.reading import Reader
from kumkm.ingest.refusals import refuse
from kumkm.ingest.reporting import EMPTY
from kumkm.ingest.sheets import Sheet, letter
from kumkm.ingest.sources import Field, Kind, Quantity
from kumkm.warehouse import sql
from kumkm.warehouse.bulk import insert_rows
from kumkm.warehouse.sql import Sql

_KIND = "enterprise_list"
_ENCODINGS = {"utf-8": "utf-8", "utf-8-sig": "utf-8", "utf-16": "utf-16", "cp1252": "latin-1"}
# What no enterprise has; a value beyond is a slip of the hand. NaN and infinity lie outside of all.
_BOUNDS = {
    Quantity.YEAR: (1900, 2100),
    Quantity.COUNT: (-1_000_000, 1_000_000),  # a negative one is for the rule on counts to judge
    Quantity.MONEY: (-1_000_000_000_000_000, 1_000_000_000_000_000),
    Quantity.RATE: (-1_000_000, 1_000_000),
}
_WHOLE = re.compile(r"U?(?:TINY|SMALL|BIG)?INT(?:EGER)?")
_NUMERIC = re.compile(r"U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|FLOAT|DOUBLE|DECIMAL.*")
_CELLS_SHOWN = 500  # cells named per column; beyond that one line counts the rest


@dataclass(frozen=True)
class _Source:
    """A file as DuckDB reads it, `scanned` in the connection: its column names and types in order.

    `ranges` are the least and greatest value of columns of whole numbers, where the file keeps them.
    """

    columns: Mapping[str, str]
    ranges: Mapping[str, tuple[int, int]]


def is_extract(connection: duckdb.DuckDBPyConnection, reader: Reader, opened: opening.Opened) -> bool:
    """Whether a CSV or Parquet file is an extract of enterprises, by its headings."""
    if opened.kind not in (FileKind.CSV, FileKind.PARQUET):
        return False
    kind = _kind(reader)
    return kind.fits(frozenset(field.id for field in _fields(kind, _names(connection, opened)).values()))


def _kind(reader: Reader) -> Kind:
    return next(kind for kind in reader.kinds if kind.id == _KIND)


def _names(connection: duckdb.DuckDBPyConnection, opened: opening.Opened) -> list[str]:
    if opened.kind is FileKind.PARQUET:
        return list(_parquet(connection, opened).columns)
    first = next(iter(sheets.read(opened, limit=1))).rows
    return [str(cell) for cell in first[0]] if first else []


def _says_more(name: str) -> bool:
    """A heading with a unit or a time of its own: the columns of an extract are in plain rupiah and have none."""
    read = headings.read(name)
    return read.unit is not None or bool(read.years) or read.part is not None


def _fields(kind: Kind, names: Sequence[str]) -> dict[str, Field]:
    """Column name → field, for the columns that are known."""
    fields: dict[str, Field] = {}
    for name in names:
        field = None if _says_more(name) else kind.field_of((name,))
        if field is not None and field.id not in {known.id for known in fields.values()}:
            fields[name] = field
    return fields


def _parquet(connection: duckdb.DuckDBPyConnection, opened: opening.Opened) -> _Source:
    path = opened.path
    source = _scanned(connection, path, "scanned_parquet", {"delivered_file": str(path)})
    try:
        return replace(source, ranges=_ranges(connection, source, path))
    except duckdb.Error as error:
        raise _unreadable(path, error) from error


def _ranges(connection: duckdb.DuckDBPyConnection, source: _Source, path: Path) -> dict[str, tuple[int, int]]:
    rows = connection.execute(sql.text("loads", "parquet_range"), {"path": str(path)}).fetchall()
    return {name: (least, most) for name, least, most in rows if _WHOLE.fullmatch(source.columns.get(name, ""))}


def _csv(connection: duckdb.DuckDBPyConnection, opened: opening.Opened) -> _Source:
    path, dialect = opened.path, opened.dialect or opening.csv_dialect(opened.path)
    [written] = delimited.records(path, dialect, limit=1)
    names = [name or f"kolom {position}" for position, name in enumerate(written, 1)]
    if len({name.lower() for name in names}) < len(names):
        raise _unreadable(path, ValueError("a heading twice"))
    variables = {
        "delivered_file": str(path),
        "delivered_columns": dict.fromkeys(names, "VARCHAR"),
        "delimiter": dialect.delimiter,
        "encoding": _ENCODINGS[dialect.encoding],
    }
    return _scanned(connection, path, "scanned_csv", variables)


def _scanned(
    connection: duckdb.DuckDBPyConnection, path: Path, statement: str, variables: Mapping[str, object]
) -> _Source:
    """Make the view `scanned` of a file."""
    try:
        _set(connection, variables)
        connection.execute(sql.text("loads", statement))
        rows = connection.execute("DESCRIBE scanned").fetchall()
    except duckdb.Error as error:
        raise _unreadable(path, error) from error
    return _Source({str(name): str(kind) for name, kind, *_ in rows if name != "file_row_number"}, {})


def _set(connection: duckdb.DuckDBPyConnection, variables: Mapping[str, object]) -> None:
    """What a view reads: it can have no parameters."""
    for name, value in variables.items():
        connection.execute(f"SET VARIABLE {sql.name(name)} = ?", [value])


def load(
    connection: duckdb.DuckDBPyConnection,
    reader: Reader,
    opened: opening.Opened,
    name: str,
    *,
    simulated: bool,
    keep: Path | None = None,
) -> Delivery:
    """Load an extract into raw.enterprise; returns the delivery with its columns and what was noticed.

    What may be kept of it is written to the Parquet file `keep`, from which `load_kept` loads it again. Raises
    RefusedFile where a row cannot be read.
    """
    kind = _kind(reader)
    source = (_parquet if opened.kind is FileKind.PARQUET else _csv)(connection, opened)
    fields = _fields(kind, list(source.columns))
    delivery = _delivery(kind, opened, name, simulated)
    delivery.columns = [
        ColumnUse("", letter(place), personal.clean(column), known.id if known else None, kind.money_unit)
        for place, column in enumerate(source.columns)
        for known in [fields.get(column)]
    ]
    delivery.understood = [
        _understood(kind, letter(place), column, fields.get(column)) for place, column in enumerate(source.columns)
    ]
    try:
        delivery.notes += _create_views(connection, reader, kind, source, fields)
        delivery.notes += _personal_notes(connection, source)
        delivery.simulated |= _is_marked(connection, fields)
        if keep is not None:
            _keep(connection, delivery, keep)
            _read_kept(connection, keep)  # rather than to read, hash and look through the file a second time
        _insert(connection, reader, delivery)
    except duckdb.IOException:  # the disk, and not the file
        raise
    except duckdb.Error as error:
        raise _unreadable(opened.path, error) from error
    finally:
        connection.execute("DROP VIEW IF EXISTS extracted; DROP VIEW IF EXISTS delivered")
        connection.execute("DROP TABLE IF EXISTS delivered_place")
    return delivery


def load_kept(
    connection: duckdb.DuckDBPyConnection,
    reader: Reader,
    opened: opening.Opened,
    name: str,
    *,
    simulated: bool,
    kept: Path,
) -> Delivery:
    """Load an extract from what `load` kept of it; raises duckdb.Error where that cannot be read."""
    row = connection.execute(sql.text("loads", "kept_description"), {"path": str(kept)}).fetchone()
    described = json.loads(bytes(row[0]).decode()) if row is not None else {}
    delivery = _delivery(_kind(reader), opened, name, simulated or described.get("simulated", False))
    delivery.columns = [ColumnUse(*item) for item in described.get("columns", ())]
    delivery.understood = [Understood(*item) for item in described.get("understood", ())]
    delivery.notes = [Note(*item) for item in described.get("notes", ())]
    _read_kept(connection, kept)
    try:
        _insert(connection, reader, delivery)
    finally:
        connection.execute("DROP VIEW IF EXISTS extracted")
    return delivery


def _delivery(kind: Kind, opened: opening.Opened, name: str, simulated: bool) -> Delivery:
    return Delivery(
        delivery_id=f"{opened.sha256[:12]}-{_KIND}",
        file=name,
        file_hash=opened.sha256,
        size_bytes=opened.size_bytes,
        kind=_KIND,
        subject=kind.subject,
        provider=kind.provider,
        simulated=simulated,
    )


def _read_kept(connection: duckdb.DuckDBPyConnection, kept: Path) -> None:
    _set(connection, {"kept_file": str(kept)})
    connection.execute(sql.text("loads", "kept_extract"))


def _keep(connection: duckdb.DuckDBPyConnection, delivery: Delivery, path: Path) -> None:
    """Write `extracted` to Parquet, with what was noticed as its metadata."""
    described = {
        "simulated": delivery.simulated,
        "columns": delivery.columns,
        "understood": delivery.understood,
        "notes": delivery.notes,
    }
    connection.execute(
        "COPY (FROM extracted) TO $path (FORMAT parquet, COMPRESSION snappy, KV_METADATA {kumkm: $noticed})",
        {"path": str(path), "noticed": json.dumps(described, ensure_ascii=False)},
    )


def _insert(connection: duckdb.DuckDBPyConnection, reader: Reader, delivery: Delivery) -> None:
    """Code what was `extracted` into raw.enterprise."""
    rows = connection.execute(sql.text("loads", "extracted_region")).fetchall()
    places = [(text, reader.places.named(personal.without(text)).code) for (text,) in rows]
    connection.execute("CREATE OR REPLACE TEMP TABLE extracted_place (spelling VARCHAR, region_code VARCHAR)")
    insert_rows(connection, "extracted_place", [place for place in places if place[1] is not None])
    connection.execute(sql.text("loads", "enterprise"), {"delivery_id": delivery.delivery_id})
    connection.execute("DROP TABLE extracted_place")
    delivery.notes += _note_if_empty(connection, delivery.delivery_id)


def _note_if_empty(connection: duckdb.DuckDBPyConnection, delivery_id: str) -> list[Note]:
    row = connection.execute(sql.text("loads", "any_enterprise"), {"delivery_id": delivery_id}).fetchone()
    if row is not None and row[0]:
        return []
    return [Note("", 1, None, None, None, "nothing_read", EMPTY, "satu baris per usaha", None)]


def _understood(kind: Kind, at: str, column: str, field: Field | None) -> Understood:
    money = field is not None and field.quantity is Quantity.MONEY
    return Understood(
        sheet="",
        row_number=None,
        column_letter=at,
        heading=personal.clean(column),
        measure=None if field is None else field.id,
        population=None,
        unit="Rp" if money else None,
        nature=None,
        period=None,
        read=field is not None,
        reason=None if field is not None else _why_unread(column),
    )


def _why_unread(column: str) -> str:
    kind = (
        personal.personal_heading(column) or personal.business_name_heading(column) or personal.location_heading(column)
    )
    return f"{kind}: dibuang sebelum disimpan" if kind else "tidak dipakai"


def _create_views(
    connection: duckdb.DuckDBPyConnection, reader: Reader, kind: Kind, source: _Source, fields: Mapping[str, Field]
) -> list[Note]:
    """Make `delivered` and `delivered_place`; returns notes on the cells that are read as empty."""
    by_id = {field.id: column for column, field in fields.items()}
    styles = _number_styles(connection, source, fields)
    _set(connection, {"bounds": {quantity.value: list(bounds) for quantity, bounds in _BOUNDS.items()}})
    parts = [sql.called(sql.name("file_row_number"), "row_number")]
    parts += [
        sql.called(_typed(field, by_id.get(field.id), source, styles), field.id) for field in kind.fields.values()
    ]
    tests = {
        column: test
        for column, field in fields.items()
        if (test := _is_lost(field, column, source, styles)) is not None
    }
    connection.execute(f"CREATE TEMP VIEW delivered AS SELECT {sql.listed(parts)} FROM scanned")
    texts, lost = _seen(connection, by_id["kab_usaha"], tests)
    connection.execute("CREATE OR REPLACE TEMP TABLE delivered_place (spelling VARCHAR, shown VARCHAR)")
    changed = [(text, shown) for text in texts if (shown := _kept_place(reader, text)) != text]
    insert_rows(connection, "delivered_place", changed)
    connection.execute(sql.text("loads", "extracted"))
    spoilt = sum(personal.clean(text) != text for text, _ in changed)
    notes = [_personal_note(source, by_id["kab_usaha"], None, f"data pribadi, {spoilt} ejaan")] if spoilt else []
    return notes + [
        note
        for column, count in lost.items()
        for note in _lost_notes(connection, source, column, fields[column], tests[column], count)
    ]


def _kept_place(reader: Reader, text: str) -> str | None:
    """What may be kept of the name of a region: nothing of one that is none and holds digits that may be somebody's."""
    shown = personal.clean(text)
    if reader.places.named(personal.without(text)).code is not None or not re.search(r"\d{6}|@", text):
        return shown
    return None


def _seen(
    connection: duckdb.DuckDBPyConnection, region: str, tests: Mapping[str, Sql]
) -> tuple[list[str], dict[str, int]]:
    """In one pass: the spellings of regions, and how many cells of each column are lost, where any are."""
    columns = [sql.call("cell_text", sql.name(region)), *(sql.call("how_many", test) for test in tests.values())]
    rows = connection.execute(f"SELECT {sql.listed(columns)} FROM scanned GROUP BY ALL").fetchall()
    sums = {column: sum(row[place] for row in rows) for place, column in enumerate(tests, start=1)}
    return [row[0] for row in rows if row[0] is not None], {column: count for column, count in sums.items() if count}


def _lost_notes(
    connection: duckdb.DuckDBPyConnection, source: _Source, column: str, field: Field, test: Sql, count: int
) -> list[Note]:
    """The first cells of a column that are read as empty, and a line that counts the rest."""
    place, expected = letter(list(source.columns).index(column)), _expected(field)
    cell = sql.call("cell_text", sql.name(column))
    rows = connection.execute(
        f"SELECT file_row_number, {cell} FROM scanned WHERE {test} ORDER BY file_row_number LIMIT ?", [_CELLS_SHOWN]
    ).fetchall()
    notes = [
        _personal_note(source, column, row, kind)
        if (kind := personal.in_amount(shown))
        else Note("", row, place, personal.clean(column), field.id, "not_available", shown.strip()[:80], expected, None)
        for row, shown in rows
    ]
    if count > len(rows):
        more = f"{count - len(rows)} sel lain"
        notes.append(Note("", None, place, personal.clean(column), field.id, "not_available", more, expected, None))
    return notes


def _expected(field: Field) -> str:
    if field.quantity is Quantity.DATE:
        return "tanggal yang ada"
    if field.quantity is Quantity.YEAR:
        return "tahun {} sampai {}".format(*_BOUNDS[Quantity.YEAR])
    return f"angka, paling besar {_BOUNDS[field.quantity][1]:,}".replace(",", ".").replace("angka.", "angka,")


def _typed(field: Field, column: str | None, source: _Source, styles: Mapping[str, str]) -> Sql:
    """A column read as its field; text of numbers by the column's way of writing them."""
    if column is None:
        return sql.call("no_number" if field.quantity in _BOUNDS else "no_text")
    if field.quantity not in _BOUNDS:
        return sql.call("cell_text", sql.name(column))
    number = _number(column, source, styles)
    if _is_known_within(field, column, source):
        return number
    return sql.call("number_where", number, _is_within(field, number))


def _is_within(field: Field, number: Sql) -> Sql:
    return sql.call(f"is_{field.quantity.value}", number)


def _is_known_within(field: Field, column: str, source: _Source) -> bool:
    """Whether the file itself says so, which spares a look at every value."""
    low, high = _BOUNDS[field.quantity]
    least, most = source.ranges.get(column, (low - 1, high + 1))
    return low <= least and most <= high


def _is_lost(field: Field, column: str, source: _Source, styles: Mapping[str, str]) -> Sql | None:
    """Whether a filled cell holds nothing that can be read; None where a column is taken as text."""
    if field.quantity in _BOUNDS:
        if _is_known_within(field, column, source):
            return None
        within = _is_within(field, _number(column, source, styles))
        if _NUMERIC.fullmatch(source.columns[column]):
            return sql.call("is_beyond", within)
        return sql.call("is_unread_number", sql.name(column), within)
    if field.quantity is Quantity.DATE and source.columns[column] == "VARCHAR":
        return sql.call("is_unread_day", sql.name(column))
    return None


def _number(column: str, source: _Source, styles: Mapping[str, str]) -> Sql:
    style = "stored_number" if _NUMERIC.fullmatch(source.columns[column]) else styles.get(column, "plain_number")
    return sql.call(style, sql.name(column))


def _number_styles(
    connection: duckdb.DuckDBPyConnection, source: _Source, fields: Mapping[str, Field]
) -> dict[str, str]:
    """The text columns of numbers in which every dot stands for thousands; others are written plainly."""
    columns = [
        column
        for column, field in fields.items()
        if field.quantity in (Quantity.COUNT, Quantity.MONEY) and source.columns[column] == "VARCHAR"
    ]
    if not columns:
        return {}
    tests = sql.listed(sql.call("parts_thousands", sql.name(column)) for column in columns)
    row = connection.execute(f"SELECT {tests} FROM scanned").fetchone() or ()
    return {column: "dotted_number" for column, dotted in zip(columns, row, strict=True) if dotted}


def _is_marked(connection: duckdb.DuckDBPyConnection, fields: Mapping[str, Field]) -> bool:
    if not any(field.id == "keterangan_data" for field in fields.values()):
        return False
    row = connection.execute(sql.text("loads", "delivered_mark")).fetchone()
    return row is not None and SIMULATED_MARK in str(row[0]).upper()


def _personal_notes(connection: duckdb.DuckDBPyConnection, source: _Source) -> list[Note]:
    """One note per personal column with anything in it: its first filled cell, and how many there are."""
    notes = []
    for column in source.columns:
        kind = (
            personal.personal_heading(column)
            or personal.business_name_heading(column)
            or personal.location_heading(column)
        )
        if kind is None:
            continue
        is_filled = sql.call("is_filled_cell", sql.name(column))
        row = connection.execute(f"SELECT count(*), min(file_row_number) FROM scanned WHERE {is_filled}").fetchone()
        if row is not None and row[0]:
            notes.append(_personal_note(source, column, row[1], f"{kind}, {row[0]} sel"))
    return notes


def _personal_note(source: _Source, column: str, row: int | None, found: str) -> Note:
    place = letter(list(source.columns).index(column))
    return Note("", row, place, personal.clean(column), None, masking.NOTE, found, "tanpa data pribadi", None)


def as_sheet(connection: duckdb.DuckDBPyConnection, opened: opening.Opened) -> Sheet:
    """A Parquet file of another kind as a sheet; raises RefusedFile where it is too long for one."""
    source = _parquet(connection, opened)
    try:
        count = sql.count(connection, "scanned")
        check_extent(opened.path, count, count * len(source.columns), len(source.columns))
        [letters] = connection.execute(sql.text("loads", "scanned_letters")).fetchall()
        if sum(filter(None, letters)) > MAX_LETTERS:
            raise too_long(opened.path, "teks lebih dari seratus juta huruf")
        rows = connection.execute(sql.text("loads", "scanned_rows")).fetchall()
    except duckdb.Error as error:
        raise _unreadable(opened.path, error) from error
    return Sheet("", [list(source.columns), *(["" if cell is None else cell for cell in row] for row in rows)])


def _unreadable(path: Path, error: Exception) -> RefusedFile:
    line = re.search(r"[Ll]ine:? (\d+)", str(error))
    if line and re.search(r"quote", str(error), re.IGNORECASE):
        return delimited.lone_quote(path, int(line[1]))
    fault = f"berkas rusak pada baris {line[1]}" if line else "berkas rusak"
    return refuse(path, "B05", fault, "CSV atau Parquet yang utuh", "Tarik ulang datanya, lalu kirim lagi.")
