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
from kumkm.settings import PROJECT_ROOT
from kumkm.warehouse import sql
from kumkm.warehouse.bulk import insert_rows

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
    """A file as DuckDB reads it: the table function, its column names and types in order, the first data row.

    `ranges` are the least and greatest value of columns of whole numbers, where the file keeps them.
    """

    scan: str
    columns: Mapping[str, str]
    first_row: int
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
    found: dict[str, Field] = {}
    for name in names:
        field = None if _says_more(name) else kind.field_of((name,))
        if field is not None and field.id not in {known.id for known in found.values()}:
            found[name] = field
    return found


def _parquet(connection: duckdb.DuckDBPyConnection, opened: opening.Opened) -> _Source:
    path = opened.path
    scan = f"read_parquet({_literal(path)}, file_row_number = true)"
    source = _described(connection, scan, path, first_row=1)
    try:
        return replace(source, ranges=_ranges(connection, source, path))
    except duckdb.Error as error:
        raise _unreadable(path, error) from error


def _ranges(connection: duckdb.DuckDBPyConnection, source: _Source, path: Path) -> dict[str, tuple[int, int]]:
    rows = connection.execute(
        "SELECT path_in_schema, min(TRY_CAST(stats_min_value AS HUGEINT)), max(TRY_CAST(stats_max_value AS HUGEINT)) "
        f"FROM parquet_metadata({_literal(path)}) WHERE type IN ('INT32', 'INT64') GROUP BY ALL "
        "HAVING bool_and(TRY_CAST(stats_min_value AS HUGEINT) IS NOT NULL)"
    ).fetchall()
    return {name: (least, most) for name, least, most in rows if _WHOLE.fullmatch(source.columns.get(name, ""))}


def _csv(connection: duckdb.DuckDBPyConnection, opened: opening.Opened) -> _Source:
    path, dialect = opened.path, opened.dialect or opening.csv_dialect(opened.path)
    encoding = _ENCODINGS[dialect.encoding]
    scan = (
        f"read_csv({_literal(path)}, all_varchar = true, header = true, delim = {_quoted(dialect.delimiter)}, "
        f"quote = '\"', escape = '\"', encoding = '{encoding}', auto_detect = false, nullstr = '', "
        f"columns = {{{_csv_columns(path, dialect)}}})"
    )
    return _described(connection, scan, path, first_row=2)


def _csv_columns(path: Path, dialect: opening.CsvDialect) -> str:
    [names] = delimited.records(path, dialect, limit=1)
    return ", ".join(f"{_quoted(name or f'kolom {position}')}: 'VARCHAR'" for position, name in enumerate(names, 1))


def _described(connection: duckdb.DuckDBPyConnection, scan: str, path: Path, first_row: int) -> _Source:
    try:
        rows = connection.execute(f"DESCRIBE SELECT * FROM {scan}").fetchall()
    except duckdb.Error as error:
        raise _unreadable(path, error) from error
    columns = {str(name): str(kind) for name, kind, *_ in rows if name != "file_row_number"}
    return _Source(scan, columns, first_row, {})


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
    told = connection.execute(f"SELECT value FROM parquet_kv_metadata({_literal(kept)}) WHERE key = 'kumkm'").fetchone()
    described = json.loads(bytes(told[0]).decode()) if told is not None else {}
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
    connection.execute(f"CREATE OR REPLACE TEMP VIEW extracted AS FROM read_parquet({_literal(kept)})")


def _keep(connection: duckdb.DuckDBPyConnection, delivery: Delivery, path: Path) -> None:
    """Write `extracted` to Parquet, with what was noticed as its metadata."""
    described = {
        "simulated": delivery.simulated,
        "columns": delivery.columns,
        "understood": delivery.understood,
        "notes": delivery.notes,
    }
    text = _quoted(json.dumps(described, ensure_ascii=False))
    connection.execute(
        f"COPY (FROM extracted) TO {_literal(path)} (FORMAT parquet, COMPRESSION snappy, KV_METADATA {{kumkm: {text}}})"
    )


def _insert(connection: duckdb.DuckDBPyConnection, reader: Reader, delivery: Delivery) -> None:
    """Code what was `extracted` into raw.enterprise."""
    rows = connection.execute("SELECT DISTINCT region_text FROM extracted WHERE region_text IS NOT NULL").fetchall()
    places = [(text, reader.places.named(personal.without(text)).code) for (text,) in rows]
    connection.execute("CREATE OR REPLACE TEMP TABLE extracted_place (spelling VARCHAR, region_code VARCHAR)")
    insert_rows(connection, "extracted_place", [place for place in places if place[1] is not None])
    text = sql.load(PROJECT_ROOT / "queries" / "loads" / "enterprise.sql").text
    connection.execute(text, {"delivery_id": delivery.delivery_id})
    connection.execute("DROP TABLE extracted_place")
    delivery.notes += _note_if_empty(connection, delivery.delivery_id)


def _note_if_empty(connection: duckdb.DuckDBPyConnection, delivery_id: str) -> list[Note]:
    query = "SELECT count(*) FROM (SELECT 1 FROM raw.enterprise WHERE delivery_id = ? LIMIT 1)"
    row = connection.execute(query, [delivery_id]).fetchone()
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
    parts = [_row_number(source)]
    for field in kind.fields.values():
        column = by_id.get(field.id)
        parts.append(f"{_typed(field, column, source, styles)} AS {field.id}")
    tests = {column: _is_lost(field, column, source, styles) for column, field in fields.items()}
    connection.execute(f"CREATE TEMP VIEW delivered AS SELECT {', '.join(parts)} FROM {source.scan}")
    texts, lost = _seen(
        connection, source, by_id["kab_usaha"], {column: test for column, test in tests.items() if test}
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE delivered_place (spelling VARCHAR, shown VARCHAR)")
    changed = [(text, shown) for text in texts if (shown := _kept_place(reader, text)) != text]
    insert_rows(connection, "delivered_place", changed)
    connection.execute(sql.load(PROJECT_ROOT / "queries" / "loads" / "extracted.sql").text)
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
    connection: duckdb.DuckDBPyConnection, source: _Source, region: str, tests: Mapping[str, str]
) -> tuple[list[str], dict[str, int]]:
    """In one pass: the spellings of regions, and how many cells of each column are lost, where any are."""
    counts = "".join(f", count(*) FILTER (WHERE {test})" for test in tests.values())
    rows = connection.execute(
        f"SELECT CAST({_name(region)} AS VARCHAR){counts} FROM {source.scan} GROUP BY ALL"
    ).fetchall()
    sums = {column: sum(row[place] for row in rows) for place, column in enumerate(tests, start=1)}
    return [row[0] for row in rows if row[0] is not None], {column: count for column, count in sums.items() if count}


def _lost_notes(
    connection: duckdb.DuckDBPyConnection, source: _Source, column: str, field: Field, test: str, count: int
) -> list[Note]:
    """The first cells of a column that are read as empty, and a line that counts the rest."""
    place, expected = letter(list(source.columns).index(column)), _expected(field)
    rows = connection.execute(
        f"SELECT row_number, shown FROM (SELECT {_row_number(source)}, CAST({_name(column)} AS VARCHAR) AS shown, "
        f"{test} AS lost FROM {source.scan}) WHERE lost ORDER BY row_number LIMIT {_CELLS_SHOWN}"
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


def _row_number(source: _Source) -> str:
    if "file_row_number" in source.scan:
        return f"file_row_number + {source.first_row} AS row_number"
    return f"row_number() OVER () + {source.first_row - 1} AS row_number"


def _typed(field: Field, column: str | None, source: _Source, styles: Mapping[str, str]) -> str:
    """The SQL that reads a column as its field; text of numbers by the column's way of writing them."""
    numeric = field.quantity in _BOUNDS
    if column is None:
        return f"CAST(NULL AS {'DOUBLE' if numeric else 'VARCHAR'})"
    if not numeric:
        return f"CAST({_name(column)} AS VARCHAR)"
    number = _number(column, source, styles)
    if _is_known_within(field, column, source):
        return number
    return f"CASE WHEN {_is_within(field, number)} THEN {number} END"


def _is_within(field: Field, number: str) -> str:
    low, high = _BOUNDS[field.quantity]
    within = f"{number} BETWEEN {low} AND {high}"
    return f"{within} AND {number} = floor({number})" if field.quantity is Quantity.YEAR else within


def _is_known_within(field: Field, column: str, source: _Source) -> bool:
    """Whether the file itself says so, which spares a look at every value."""
    low, high = _BOUNDS[field.quantity]
    least, most = source.ranges.get(column, (low - 1, high + 1))
    return low <= least and most <= high


def _is_lost(field: Field, column: str, source: _Source, styles: Mapping[str, str]) -> str:
    """The SQL that tells whether a filled cell holds nothing that can be read; '' where a column is taken as text."""
    if field.quantity in _BOUNDS:
        if _is_known_within(field, column, source):
            return ""
        within = _is_within(field, _number(column, source, styles))
        if _NUMERIC.fullmatch(source.columns[column]):
            return f"NOT ({within})"
        return f"trim(CAST({_name(column)} AS VARCHAR), ' ''\u00a0') != '' AND ({within}) IS NOT TRUE"
    if field.quantity is Quantity.DATE and source.columns[column] == "VARCHAR":
        name = _name(column)
        return f"TRY_CAST({name} AS TIMESTAMP) IS NULL AND regexp_matches({name}, '^\\s*\\d{{4}}-\\d{{2}}-\\d{{2}}')"
    return ""


def _number(column: str, source: _Source, styles: Mapping[str, str]) -> str:
    if _NUMERIC.fullmatch(source.columns[column]):
        return f"CAST({_name(column)} AS DOUBLE)"
    text = f"trim(CAST({_name(column)} AS VARCHAR), ' ''\u00a0')"
    if styles.get(column) == "dot_thousands":
        text = f"replace(replace({text}, '.', ''), ',', '.')"
    # What begins so and goes on so long is a number to call, which would be taken for milliards.
    dialled = f"{text} LIKE '08%' AND strlen({text}) >= 10 OR {text} LIKE '+62%'"
    return f"TRY_CAST(CASE WHEN {dialled} THEN NULL ELSE {text} END AS DOUBLE)"


def _number_styles(
    connection: duckdb.DuckDBPyConnection, source: _Source, fields: Mapping[str, Field]
) -> dict[str, str]:
    """How each text column of numbers is written: plain, or with dots for thousands where every dot stands so."""
    columns = [
        column
        for column, field in fields.items()
        if field.quantity in (Quantity.COUNT, Quantity.MONEY) and source.columns[column] == "VARCHAR"
    ]
    if not columns:
        return {}
    tests = ", ".join(
        f"bool_or({_name(column)} LIKE '%.%') AND bool_and(regexp_full_match({_name(column)}, "
        f"'\\s*-?\\d{{1,3}}(\\.\\d{{3}})+(,\\d+)?\\s*|[^.]*'))"
        for column in columns
    )
    row = connection.execute(f"SELECT {tests} FROM {source.scan}").fetchone() or ()
    return {column: "dot_thousands" for column, dotted in zip(columns, row, strict=True) if dotted}


def _is_marked(connection: duckdb.DuckDBPyConnection, fields: Mapping[str, Field]) -> bool:
    if not any(field.id == "keterangan_data" for field in fields.values()):
        return False
    row = connection.execute("SELECT keterangan_data FROM delivered LIMIT 1").fetchone()
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
        row = connection.execute(
            f"SELECT count({_name(column)}), min(row_number) FROM (SELECT {_name(column)}, {_row_number(source)} "
            f"FROM {source.scan}) WHERE {_name(column)} IS NOT NULL AND CAST({_name(column)} AS VARCHAR) != ''"
        ).fetchone()
        if row is not None and row[0]:
            notes.append(_personal_note(source, column, row[1], f"{kind}, {row[0]} sel"))
    return notes


def _personal_note(source: _Source, column: str, row: int | None, found: str) -> Note:
    place = letter(list(source.columns).index(column))
    return Note("", row, place, personal.clean(column), None, masking.NOTE, found, "tanpa data pribadi", None)


def as_sheet(connection: duckdb.DuckDBPyConnection, opened: opening.Opened) -> Sheet:
    """A Parquet file of another kind as a sheet; raises RefusedFile where it is too long for one."""
    source = _parquet(connection, opened)
    names = ", ".join(_name(column) for column in source.columns)
    try:
        [(count,)] = connection.execute(f"SELECT count(*) FROM {source.scan}").fetchall()
        check_extent(opened.path, count, count * len(source.columns), len(source.columns))
        letters = " + ".join(f"coalesce(sum(strlen(CAST({_name(column)} AS VARCHAR))), 0)" for column in source.columns)
        [(total,)] = connection.execute(f"SELECT {letters} FROM {source.scan}").fetchall()
        if total > MAX_LETTERS:
            raise too_long(opened.path, "teks lebih dari seratus juta huruf")
        rows = connection.execute(f"SELECT {names} FROM {source.scan}").fetchall()
    except duckdb.Error as error:
        raise _unreadable(opened.path, error) from error
    return Sheet("", [list(source.columns), *(["" if cell is None else cell for cell in row] for row in rows)])


def _unreadable(path: Path, error: Exception) -> RefusedFile:
    line = re.search(r"[Ll]ine:? (\d+)", str(error))
    if line and re.search(r"quote", str(error), re.IGNORECASE):
        return delimited.lone_quote(path, int(line[1]))
    found = f"berkas rusak pada baris {line[1]}" if line else "berkas rusak"
    return refuse(path, "B05", found, "CSV atau Parquet yang utuh", "Tarik ulang datanya, lalu kirim lagi.")


def _literal(path: Path) -> str:
    return _quoted(str(path))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
