"""Puts the project's own reference data and vocabulary into a build, strictly."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from kumkm.domain import events, proposals, regions, units
from kumkm.domain.indicators import INDICATORS
from kumkm.domain.measures import DELIVERED_FIELDS, MEASURES
from kumkm.errors import InputError
from kumkm.settings import Settings
from kumkm.warehouse import menus, sql
from kumkm.warehouse.bulk import insert_rows
from kumkm.warehouse.durable import is_of_disk

_RAW_FILES = {
    "sources": "source_id publisher title reference code_system licence retrieved_on priority priority_reason",
    "figures": "source_id region_code_printed region_name_printed measure_id series year period value unit status note",
    "level_breaks": "measure_id first_year series_before series_from reason",
    "survey_waves": "survey region_code year note reference",
    "targets": "indicator_id region_code year value document",
    "statement_subjects": "subject_id label unit topic",
    "statements": "region_code subject_id year value unit qualifier note speaker title said_on reference",
    "programmes": "year region_code programme amount_idr qualifier status speaker title said_on reference",
    "peristiwa": "event_id year month region_code label note subjects source reference retrieved_on",
    "assets": (
        "asset_id menu_id region_code name owner year status amount_idr qualifier note source reference retrieved_on"
    ),
    "public_proposals": (
        "proposal_id budget_year region_code office title menu fund ministry location stage stage_date amount_idr "
        "qualifier note source reference retrieved_on"
    ),
}
_LOADS = (
    *("source", "figure", "level_break", "target", "statement", "programme", "survey_wave", "event"),
    *("asset", "public_proposal"),
)


@dataclass(frozen=True)
class Offence:
    """A row that breaks a rule: where it stands, what was found, what is wrong."""

    file: str
    row_number: int
    found: str
    message: str


def load(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Fill the vocabulary and the reference tables; raises InputError at the first row that breaks a rule."""
    _insert_vocabulary(connection, settings)
    _insert_stages(connection)
    menus.load(connection, settings.reference / menus.FILE)
    for name in _RAW_FILES:
        _read_raw(connection, settings, name)
    _check(connection, settings, "raw_*.sql")
    for name in _LOADS:
        _run_load(connection, settings, name)
    _check(connection, settings, "core_*.sql")


def _run_load(connection: duckdb.DuckDBPyConnection, settings: Settings, name: str) -> None:
    try:
        connection.execute(sql.load(settings.queries / "loads" / f"{name}.sql").text)
    except duckdb.Error as error:
        if is_of_disk(error):
            raise
        reason = str(error).splitlines()[0]
        raise InputError(
            f"data/reference: isi untuk '{name}' tidak sesuai kontraknya. Ditemukan: {reason} "
            "Perbaiki berkasnya lalu jalankan `python -m kumkm build` lagi; yang terbit tidak berubah."
        ) from error


def _read_raw(connection: duckdb.DuckDBPyConnection, settings: Settings, name: str) -> None:
    """Read a CSV as text into the raw table of its name."""
    path, columns = settings.reference / f"{name}.csv", _RAW_FILES[name].split()
    if not path.is_file():
        raise InputError(f"Berkas data/reference/{path.name} tidak ditemukan. Kembalikan berkas itu dari repositori.")
    _expect_shape(path, columns)
    query = sql.load(settings.queries / "loads" / "reference_row.sql")
    connection.execute(
        f"CREATE TABLE {sql.table(f'raw.{name}')} AS {sql.body(query)}",
        {"file": path.name, "path": str(path), "columns": dict.fromkeys(columns, "VARCHAR")},
    )


def _expect_shape(path: Path, columns: list[str]) -> None:
    """Refuse a file whose heading or whose row lengths differ from the contract, naming the row."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"Berkas data/reference/{path.name} tidak terbaca sebagai CSV UTF-8: {error}.") from error
    if not rows or rows[0] != columns:
        heading = ",".join(rows[0]) if rows else "berkas kosong"
        raise InputError(
            f"data/reference/{path.name} baris 1: ditemukan judul kolom '{heading}'; "
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
                region.landmass.value if region.landmass else None,
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
        (
            (
                measure.id,
                measure.unit_id,
                measure.additive,
                measure.static,
                measure.subject,
                measure.secret_below,
                measure.secret_with,
                measure.counted_by,
                measure.part_of,
                measure.flow,
            )
            for measure in MEASURES.values()
        ),
    )
    _insert(connection, "core.delivered_field", DELIVERED_FIELDS)
    _insert(connection, "core.event_subject", enumerate(events.SUBJECTS))
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
                indicator.published,
                indicator.factor,
                indicator.direction.value,
                indicator.cadence,
                indicator.derived,
                indicator.change_is_percent,
                indicator.is_part_of_whole,
                indicator.caveat,
            )
            for position, indicator in enumerate(INDICATORS.values())
        ),
    )


def _insert_stages(connection: duckdb.DuckDBPyConnection) -> None:
    _insert(connection, "core.stage", proposals.stage_rows())
    _insert(connection, "core.stage_move", proposals.move_rows())
    _insert(connection, "core.stage_spelling", proposals.spelling_rows())


def _spellings(reference: Path) -> list[tuple[str, str]]:
    with (reference / "region_aliases.csv").open(encoding="utf-8", newline="") as file:
        rows = [(re.sub(r"[\s.\-]", "", row["alias"]).upper(), row["region_code"]) for row in csv.DictReader(file)]
    return sorted(dict(rows).items())


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    insert_rows(connection, table, list(rows))


def _check(connection: duckdb.DuckDBPyConnection, settings: Settings, pattern: str) -> None:
    """Run the contracts of one stage; the first that finds something stops the build."""
    for query in sql.folder(settings.queries / "contracts", pattern):
        offences = [Offence(*row) for row in connection.execute(query.text).fetchall()]
        if offences:
            first = offences[0]
            raise InputError(
                f"data/reference/{first.file} baris {first.row_number}: {first.message} "
                f"Ditemukan: {first.found}. Jumlah baris bermasalah: {len(offences)}. "
                "Yang terbit tidak berubah; perbaiki berkas lalu bangun lagi."
            )
