"""Puts deliveries into the raw tables of a build."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from kumkm.domain import regions as domain_regions
from kumkm.errors import InputError, RefusedFile
from kumkm.ingest import corrections as known_corrections
from kumkm.ingest import masking, opening, personal, sources
from kumkm.ingest.corrections import Corrections
from kumkm.ingest.delivery import Delivery, Understood
from kumkm.ingest.opening import FileKind
from kumkm.ingest.reading import NothingRecognised, Reader
from kumkm.ingest.refusals import refuse
from kumkm.settings import Settings
from kumkm.warehouse import acceptance, enterprises
from kumkm.warehouse.bulk import insert_rows

_LISTS = {"cooperative_list": "cooperative", "proposals": "proposal", "operator_log": "submission"}
_EXTENSIONS = frozenset(
    {".xlsx", ".xlsm", ".xlsb", ".xls", ".html", ".htm", ".ods", ".csv", ".tsv", ".txt", ".parquet", ".pdf", ".zip"}
)

_LOG = logging.getLogger(__name__)

Step = Callable[[str], None]  # is told, in words, what is being done


def quietly(_words: str) -> None:
    """Tell nobody."""


_FEW_ROWS = 400
_MOST_TEXT = 60_000_000  # bytes of a CSV that is read row by row, as for workbooks; an extract streams


@dataclass(frozen=True)
class Refusal:
    """A file that could not be read at all, and why; `understood` where its columns were seen all the same."""

    file: str
    rule: str
    found: str
    expected: str
    message: str
    understood: tuple[Understood, ...] = ()


@dataclass(frozen=True)
class Loaded:
    """What was read: deliveries in the order of their files, and the files refused.

    `own` are the ids of those the office sent; the rest came with the project.
    """

    deliveries: tuple[Delivery, ...]
    refusals: tuple[Refusal, ...]
    corrections: Corrections
    own: frozenset[str] = frozenset()


def reader(settings: Settings, today: date, accepted: Sequence[str] = ()) -> Reader:
    """The reader of this project's kinds, regions and corrections; `accepted` are words let pass in every file."""
    return Reader(
        kinds=sources.load(settings.sources),
        regions=domain_regions.load(settings.reference),
        today=today,
        corrections=known_corrections.load(settings.corrections, today),
        accepted=acceptance.load(settings, accepted),
    )


def files_in(folder: Path) -> list[Path]:
    """The files of a folder that may be deliveries, by name; hidden ones and notes are left alone."""
    if not folder.is_dir():
        return []
    return sorted(
        path for path in folder.rglob("*") if not path.is_symlink() and path.is_file() and _may_be_a_delivery(path)
    )


def _links_in(folder: Path) -> list[Path]:
    """Links to files and folders elsewhere, which are not followed: what lies there was not delivered."""
    return sorted(
        path for path in folder.rglob("*") if path.is_symlink() and (path.is_dir() or _may_be_a_delivery(path))
    )


def _may_be_a_delivery(path: Path) -> bool:
    return not path.name.startswith((".", "~$")) and path.suffix.lower() in _EXTENSIONS


def load_folder(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    today: date,
    on_step: Step = quietly,
    accepted: Sequence[str] = (),
) -> Loaded:
    """Read the office's deliveries, and simulated ones on subjects of which it has sent none.

    Words `accepted` in the office's files are kept with them.
    """
    reading = reader(settings, today, accepted)
    real = _load(
        connection, reading, [(path, False) for path in files_in(settings.raw)], _relative(settings.raw), on_step
    )
    acceptance.keep(settings, {delivery.file_hash: delivery.accepted for delivery in real.deliveries})
    spoken = {delivery.subject for delivery in real.deliveries}
    sample = [
        (path, True)
        for path in files_in(settings.sample)
        if (subject := subject_of(connection, reading, path)) is not None and subject not in spoken
    ]
    simulated = _load(connection, reading, sample, _relative(settings.sample), on_step)
    _drop_simulated_beside_real(connection, real.deliveries)
    return Loaded(
        (*real.deliveries, *simulated.deliveries),
        (*real.refusals, *map(_link, _links_in(settings.raw)), *simulated.refusals),
        reading.corrections,
        own=frozenset(delivery.delivery_id for delivery in real.deliveries),
    )


def load_files(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    files: Sequence[Path],
    today: date,
    accepted: Sequence[str] = (),
) -> Loaded:
    """Read single files, as the rehearsal does."""
    return _load(
        connection, reader(settings, today, accepted), [(path, False) for path in files], lambda path: path.name
    )


def _relative(folder: Path) -> Callable[[Path], str]:
    return lambda path: path.relative_to(folder).as_posix()


def _load(
    connection: duckdb.DuckDBPyConnection,
    reading: Reader,
    files: Iterable[tuple[Path, bool]],
    label: Callable[[Path], str],
    on_step: Step = quietly,
) -> Loaded:
    found: list[Delivery] = []
    refused: list[Refusal] = []
    seen: set[str] = set()
    for path, simulated in files:
        name = personal.clean_name(label(path))
        on_step(f"Membaca {name}")
        try:
            opened = opening.inspect(path)
            if opened.sha256 in seen:  # sent twice, counted once
                continue
            read = _read(connection, reading, opened, name, simulated)
        except RefusedFile as error:
            seen_columns = error.understood if isinstance(error, NothingRecognised) else ()
            refused.append(Refusal(name, error.rule, error.found, error.expected, str(error), seen_columns))
            continue
        except InputError as error:
            refused.append(Refusal(name, "B05", "berkas tidak terbaca", "berkas yang utuh", str(error)))
            continue
        except Exception as error:  # whatever one file does, the others are read
            refused.append(_unexpected(name, error))
            continue
        seen.add(opened.sha256)
        read[0].notes += masking.note_on_file_name(name)
        for delivery in read:
            store(connection, delivery, opened.path)
            found.append(delivery)
    return Loaded(tuple(found), tuple(refused), reading.corrections)


def _unexpected(name: str, error: Exception) -> Refusal:
    """A fault of ours, or a file broken in a way we did not foresee; its text may hold what the file holds."""
    kind = type(error).__name__
    _LOG.error("%s while reading a delivery", kind)
    found, expected = f"berkas tidak terbaca ({kind})", "berkas yang utuh"
    message = (
        f"{name} ditolak: {found}. Yang diharapkan: {expected}. Buka dan simpan ulang di Excel, lalu kirim lagi; bila "
        "tetap ditolak, sampaikan pesan ini kepada pengelola."
    )
    return Refusal(name, "B05", found, expected, message)


def _link(path: Path) -> Refusal:
    name, found, expected = personal.clean_name(path.name), "tautan ke tempat lain", "berkas itu sendiri"
    message = f"{name} tidak dibaca: {found}. Yang diharapkan: {expected}. Salin berkasnya ke sini, hapus tautannya."
    return Refusal(name, "B05", found, expected, message)


def _read(
    connection: duckdb.DuckDBPyConnection, reading: Reader, opened: opening.Opened, name: str, simulated: bool
) -> list[Delivery]:
    if enterprises.is_extract(connection, reading, opened):
        return [enterprises.load(connection, reading, opened, name, simulated=simulated)]
    if opened.kind is FileKind.CSV and opened.size_bytes > _MOST_TEXT:
        raise refuse(
            opened.path, "B02", f"CSV {opened.size_bytes // 1_000_000} MB", "rekap atau daftar sampai 60 MB",
            "Hanya tarikan SIDT-KUMKM boleh lebih besar; periksa judul kolomnya.",
        )  # fmt: skip
    if opened.kind is FileKind.PARQUET:
        return reading.read_sheets(opened, name, [enterprises.as_sheet(connection, opened)], simulated=simulated)
    return reading.read(opened, name, simulated=simulated)


def subject_of(connection: duckdb.DuckDBPyConnection, reading: Reader, path: Path) -> str | None:
    """The subject of a file's first recognised table, without reading the whole; None where it has none."""
    try:
        opened = opening.inspect(path)
        if enterprises.is_extract(connection, reading, opened):
            return "enterprises"
        return reading.subject(opened)
    except InputError:
        return None


def _drop_simulated_beside_real(connection: duckdb.DuckDBPyConnection, deliveries: Sequence[Delivery]) -> None:
    """A simulated file put among the real ones gives way to a real one on the same subject."""
    real = {delivery.subject for delivery in deliveries if not delivery.simulated}
    doomed = [item.delivery_id for item in deliveries if item.simulated and item.subject in real]
    for table in delivered_tables(connection):
        connection.execute(f"DELETE FROM raw.{table} WHERE list_contains(?, delivery_id)", [doomed])


def delivered_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Every table of `raw` that holds deliveries, `delivery` itself included."""
    rows = connection.execute(
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'raw' AND column_name = 'delivery_id'"
        " AND table_catalog = current_database()"
    ).fetchall()
    return [row[0] for row in rows]


def store(connection: duckdb.DuckDBPyConnection, delivery: Delivery, path: Path) -> None:
    """Write one delivery into the raw tables."""
    received = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    own = {"delivery_id": delivery.delivery_id}
    header = {
        name: getattr(delivery, name)
        for name in (
            "delivery_id",
            "file",
            "file_hash",
            "size_bytes",
            "kind",
            "subject",
            "provider",
            "simulated",
            "as_of",
        )
    }
    insert(connection, "raw.delivery", [{**header, "received_at": received, "carried": False}])
    insert(connection, "raw.delivery_column", [{**own, **item._asdict()} for item in delivery.columns])
    insert(connection, "raw.note", [{**own, **item._asdict()} for item in delivery.notes])
    insert(connection, "raw.fact", [{**own, **item._asdict()} for item in delivery.facts])
    insert(connection, "raw.target", [{**own, **item._asdict()} for item in delivery.targets])
    insert(connection, "raw.understood", [{**own, **item._asdict()} for item in delivery.understood])
    insert(connection, "raw.accepted_word", [{**own, "word": word} for word in delivery.accepted])
    insert(connection, "raw.total", [{**own, **item._asdict()} for item in delivery.totals])
    if delivery.kind in _LISTS:
        insert(connection, f"raw.{_LISTS[delivery.kind]}", [{**own, **row} for row in delivery.rows])
    insert(connection, "raw.proposal_stage", [{**own, **row} for row in delivery.history])


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert mappings by column name; keys the table lacks are left out, columns without a key are NULL."""
    if not rows:
        return
    if len(rows) <= _FEW_ROWS and "pyarrow" not in sys.modules:
        _insert_few(connection, table, rows)
        return
    import pyarrow as pa  # a second to load (with pandas), which a few rows are not worth

    schema = connection.sql(f"FROM {table} LIMIT 0").to_arrow_table().schema
    incoming = pa.Table.from_pylist([dict(row) for row in rows], schema=schema)
    connection.register("incoming_rows", incoming)
    connection.execute(f"INSERT INTO {table} BY NAME FROM incoming_rows")
    connection.unregister("incoming_rows")


def _insert_few(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, object]]) -> None:
    known = connection.sql(f"FROM {table} LIMIT 0").columns
    names = [name for name in known if any(name in row for row in rows)]
    cells = [[row.get(name) for name in names] for row in rows]
    insert_rows(connection, table, cells, columns=[f'"{name}"' for name in names])


def record_corrections(connection: duckdb.DuckDBPyConnection, loaded: Loaded) -> None:
    """Keep which known errors were corrected where."""
    listed = {item.id: item for item in loaded.corrections.listed}
    rows = [
        {
            "correction_id": name,
            "delivery_id": delivery.delivery_id,
            "sheet": sheet,
            "row_number": row,
            "field": listed[name].field,
            "found": listed[name].found,
            "value": listed[name].value,
            "reason": listed[name].reason,
            "expires": listed[name].expires,
        }
        for delivery in loaded.deliveries
        for name, sheet, row in delivery.corrected
    ]
    insert(connection, "core.correction", rows)
