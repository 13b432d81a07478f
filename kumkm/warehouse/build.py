"""Builds a new warehouse file from the reference data and publishes it by rewriting a pointer."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from kumkm.domain import regions, units
from kumkm.domain.indicators import INDICATORS
from kumkm.domain.measures import MEASURES
from kumkm.errors import InputError, WarehouseError
from kumkm.settings import Settings
from kumkm.warehouse import sql
from kumkm.warehouse.connection import POINTER, SCHEMA_VERSION, Published, published

_RAW_FILES = {
    "sources": "source_id publisher title reference code_system licence retrieved_on priority priority_reason",
    "figures": "source_id region_code_printed region_name_printed measure_id series year period value unit status note",
    "level_breaks": "measure_id first_year series_before series_from reason",
    "targets": "indicator_id region_code year value document",
    "statement_subjects": "subject_id label unit topic",
    "statements": "region_code subject_id year value unit qualifier note speaker title said_on reference",
    "programmes": "year region_code programme amount_idr qualifier status speaker title said_on reference",
}
_LOADS = ("source", "figure", "level_break", "target", "statement", "programme")
_MARTS = ("measure_value", "measure_break", "indicator_break", "indicator_value", "indicator_change")
_KEPT_BUILDS = 5


@dataclass(frozen=True)
class Finding:
    """A row that breaks a rule: where it stands, what was found, what is wrong."""

    file: str
    row_number: int
    found: str
    message: str


def build(settings: Settings, now: datetime | None = None) -> Published:
    """Build a new version from `data/reference` and publish it; returns the published build.

    Raises InputError if the reference data break a rule, WarehouseError if the folder cannot be written;
    either way what is published stays.
    """
    moment = now or datetime.now(UTC)
    input_hash = _input_hash(settings)
    build_id = f"{moment:%Y%m%dT%H%M%S%f}-{input_hash[:8]}"
    result = Published(build_id, settings.warehouse / f"kumkm-{build_id}.duckdb", input_hash)
    try:
        settings.warehouse.mkdir(parents=True, exist_ok=True)
        _write(settings, result, moment)
        _publish(settings.warehouse, result)
    except OSError as error:
        raise WarehouseError(
            f"Gudang data tidak dapat ditulis di {settings.warehouse}: {error.strerror or error}. "
            "Periksa folder, izin, dan ruang cakram; yang terbit tidak berubah."
        ) from error
    _forget_old(settings.warehouse, result)
    return result


def _write(settings: Settings, result: Published, moment: datetime) -> None:
    """Fill a file under another name and give it its own only when it is complete."""
    unfinished = result.path.with_suffix(".part")
    try:
        with duckdb.connect(str(unfinished)) as connection:
            connection.begin()
            _fill(connection, settings)
            connection.execute(
                "INSERT INTO core.build VALUES (?, ?, ?, ?)",
                [result.build_id, moment, SCHEMA_VERSION, result.input_hash],
            )
            connection.commit()
        unfinished.replace(result.path)
    finally:
        unfinished.unlink(missing_ok=True)
        Path(f"{unfinished}.wal").unlink(missing_ok=True)


def fresh(settings: Settings) -> Published:
    """The published build if it was made from today's inputs, else a new one.

    Raises WarehouseError where something is published but damaged: that is for a person to see.
    """
    found = published(settings.warehouse)
    if found is not None and found.input_hash == _input_hash(settings):
        return found
    return build(settings)


def _fill(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    connection.execute(sql.load(settings.queries / "tables" / "core.sql").text)
    _insert_vocabulary(connection, settings)
    for name in _RAW_FILES:
        _read_raw(connection, settings.reference / f"{name}.csv", name)
    _check(connection, settings, "raw_*.sql")
    for name in _LOADS:
        _run_load(connection, settings, name)
    _check(connection, settings, "core_*.sql")
    for name in _MARTS:
        connection.execute(sql.load(settings.queries / "marts" / f"{name}.sql").text)


def _run_load(connection: duckdb.DuckDBPyConnection, settings: Settings, name: str) -> None:
    try:
        connection.execute(sql.load(settings.queries / "loads" / f"{name}.sql").text)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise InputError(
            f"data/reference: isi untuk '{name}' tidak sesuai kontraknya. Ditemukan: {reason} "
            "Perbaiki berkasnya lalu jalankan `python -m kumkm build` lagi; yang terbit tidak berubah."
        ) from error


def _read_raw(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    """Read a CSV as text; `row_number` counts as a spreadsheet does, the heading being row 1."""
    columns = _RAW_FILES[name].split()
    if not path.is_file():
        raise InputError(f"Berkas data/reference/{path.name} tidak ditemukan. Kembalikan berkas itu dari repositori.")
    _expect_shape(path, columns)
    types = ", ".join(f"'{column}': 'VARCHAR'" for column in columns)
    connection.execute(
        f"CREATE TABLE raw.{name} AS "
        "SELECT *, ? AS file, CAST(row_number() OVER () AS INTEGER) + 1 AS row_number "
        f"FROM read_csv(?, auto_detect = false, header = true, columns = {{{types}}}, nullstr = '', "
        "delim = ',', quote = '\"', escape = '\"', parallel = false)",
        [path.name, str(path)],
    )


def _expect_shape(path: Path, columns: list[str]) -> None:
    """Refuse a file whose heading or whose row lengths differ from the contract, naming the row."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"Berkas data/reference/{path.name} tidak terbaca sebagai CSV UTF-8: {error}.") from error
    if not rows or rows[0] != columns:
        found = ",".join(rows[0]) if rows else "berkas kosong"
        raise InputError(
            f"data/reference/{path.name} baris 1: ditemukan judul kolom '{found}'; "
            f"yang diharapkan '{','.join(columns)}'."
        )
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(columns):
            raise InputError(
                f"data/reference/{path.name} baris {number}: ditemukan {len(row)} kolom; "
                f"yang diharapkan {len(columns)}. Periksa tanda koma dan kutip pada baris itu."
            )


def _insert_vocabulary(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    known = regions.load(settings.reference)
    _insert(
        connection,
        "core.region",
        (
            (
                region.code,
                region.level.value,
                region.is_local,
                region.short_name,
                region.name,
                region.abbreviation,
                region.capital,
                region.area_km2,
                region.parent_code,
                region.split_year,
                region.valid_from,
                region.valid_to,
            )
            for region in known.all
        ),
    )
    _insert(
        connection,
        "core.region_key",
        [(f"kemendagri:{region.code}", region.code) for region in known.all]
        + [(f"bps:{region.bps_code}", region.code) for region in known.all if region.bps_code],
    )
    _insert(connection, "core.region_spelling", _spellings(settings.reference))
    _insert(connection, "core.printed_unit", ((name, *rest) for name, rest in units.PRINTED.items()))
    _insert(
        connection,
        "core.measure",
        ((measure.id, measure.unit_id, measure.additive, measure.static) for measure in MEASURES.values()),
    )
    _insert(
        connection,
        "core.indicator",
        (
            (
                position,
                indicator.id,
                indicator.label,
                indicator.topic,
                indicator.unit.id,
                indicator.unit.name,
                indicator.definition,
                indicator.formula_text,
                indicator.formula.value,
                indicator.numerator,
                indicator.denominator,
                indicator.factor,
                indicator.direction.value,
                indicator.cadence,
                indicator.derived,
                indicator.caveat,
            )
            for position, indicator in enumerate(INDICATORS.values())
        ),
    )


def _spellings(reference: Path) -> list[tuple[str, str]]:
    with (reference / "region_aliases.csv").open(encoding="utf-8", newline="") as file:
        rows = [(re.sub(r"[\s.\-]", "", row["alias"]).upper(), row["region_code"]) for row in csv.DictReader(file)]
    return sorted(dict(rows).items())


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    data = list(rows)
    connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(data[0]))})", data)


def _check(connection: duckdb.DuckDBPyConnection, settings: Settings, pattern: str) -> None:
    """Run the checks of one stage; the first that finds something stops the build."""
    for query in sql.folder(settings.queries / "checks", pattern):
        found = [Finding(*row) for row in connection.execute(query.text).fetchall()]
        if found:
            first = found[0]
            raise InputError(
                f"data/reference/{first.file} baris {first.row_number}: {first.message} "
                f"Ditemukan: {first.found}. Jumlah baris bermasalah: {len(found)}. "
                "Yang terbit tidak berubah; perbaiki berkas lalu bangun lagi."
            )


def _input_hash(settings: Settings) -> str:
    """What a build depends on: reference data, SQL and the registry."""
    digest = hashlib.sha256(repr((INDICATORS, MEASURES, units.PRINTED)).encode())
    for path in sorted([*settings.reference.glob("*.csv"), *settings.queries.rglob("*.sql")]):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _publish(warehouse: Path, result: Published) -> None:
    """Rewrite the pointer in one step, so that a reader sees the old build or the new one."""
    pointer = warehouse / POINTER
    draft = warehouse / f"{POINTER}.{result.build_id}"
    content = {"build_id": result.build_id, "file": result.path.name, "schema_version": SCHEMA_VERSION}
    content["input_hash"] = result.input_hash
    draft.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    draft.replace(pointer)


def _forget_old(warehouse: Path, current: Published) -> None:
    """Keep the newest builds; one that a reader still holds open is left where that is not allowed."""
    builds = sorted(warehouse.glob("kumkm-*.duckdb"), reverse=True)
    for old in [path for path in builds if path != current.path][_KEPT_BUILDS - 1 :]:
        try:
            old.unlink()
        except PermissionError:
            continue
