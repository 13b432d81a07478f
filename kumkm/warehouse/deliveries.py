"""Puts deliveries into the raw tables of a build."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import duckdb

from kumkm.domain import regions as domain_regions
from kumkm.errors import InputError, RefusedFile
from kumkm.ingest import corrections as known_corrections
from kumkm.ingest import masking, opening, personal, sheets, sources
from kumkm.ingest.delivery import Delivery, Understood
from kumkm.ingest.opening import FileKind
from kumkm.ingest.reading import EVERY_FILE, NothingRecognised, Reader
from kumkm.ingest.refusals import refuse
from kumkm.ingest.sheets import Sheet
from kumkm.settings import Settings
from kumkm.warehouse import enterprises, sql
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
_TICK = timedelta(microseconds=1)
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
    """What was read of single files: deliveries in the order of their files, and the files refused."""

    deliveries: tuple[Delivery, ...]
    refusals: tuple[Refusal, ...]


def reader(
    settings: Settings, today: date, accepted: Sequence[str] = (), words: Mapping[str, Sequence[str]] | None = None
) -> Reader:
    """The reader of this project's kinds, regions and corrections, for files received on a day.

    `accepted` are words let pass in every file, `words` those let pass in one, by its hash.
    """
    spoken = {file: tuple(texts) for file, texts in (words or {}).items()}
    return Reader(
        kinds=sources.load(settings.sources),
        regions=domain_regions.load(settings.reference),
        today=today,
        corrections=known_corrections.load(settings.corrections, today),
        accepted={**spoken, EVERY_FILE: tuple(accepted)} if accepted else spoken,
    )


def files_in(folder: Path) -> list[Path]:
    """The files of a folder that may be deliveries, by name; hidden ones and notes are left alone."""
    if not folder.is_dir():
        return []
    return sorted(
        path for path in folder.rglob("*") if not path.is_symlink() and path.is_file() and _may_be_a_delivery(path)
    )


def links_in(folder: Path) -> list[Path]:
    """Links to files and folders elsewhere, which are not followed, for what lies there was not delivered; and what is
    no file at all under the name of one.
    """
    return sorted(
        path
        for path in folder.rglob("*")
        if (path.is_symlink() and (path.is_dir() or _may_be_a_delivery(path)))
        or (not path.is_symlink() and not path.is_file() and _may_be_a_delivery(path))
    )


def _may_be_a_delivery(path: Path) -> bool:
    return not path.name.startswith((".", "~$")) and path.suffix.lower() in _EXTENSIONS


def load_files(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    files: Sequence[Path],
    today: date,
    accepted: Sequence[str] = (),
) -> Loaded:
    """Read single files, as the rehearsal does; a content that comes twice counts once."""
    reading = reader(settings, today, accepted)
    moment = datetime.combine(today, time(), UTC)
    loaded: list[Delivery] = []
    refused: list[Refusal] = []
    seen: set[str] = set()
    for path in files:
        name = personal.clean_name(path.name)
        if not path.is_file():
            refused.append(_absent(path, name))
            continue
        try:
            opened = opening.inspect(path)
            if opened.sha256 in seen:
                continue
            read = read_file(connection, reading, opened, name, simulated=False)
        except Exception as error:  # whatever one file does, the others are read
            refused.append(refusal(name, error))
            continue
        seen.add(opened.sha256)
        read[0].notes += masking.note_on_file_name(name)
        for delivery in read:
            store(connection, delivery, moment + len(loaded) * _TICK)
            loaded.append(delivery)
    return Loaded(tuple(loaded), tuple(refused))


def refusal(name: str, error: Exception) -> Refusal:
    """Why a file could not be read; of a fault of ours, without its text, which may hold what the file holds."""
    if isinstance(error, RefusedFile):
        seen = error.understood if isinstance(error, NothingRecognised) else ()
        return Refusal(name, error.rule, error.found, error.expected, str(error), seen)
    if isinstance(error, InputError):
        return Refusal(name, "B05", "berkas tidak terbaca", "berkas yang utuh", str(error))
    if isinstance(error, PermissionError):
        found, expected = "berkas tidak boleh dibuka", "berkas yang boleh dibaca program ini"
        return Refusal(name, "B05", found, expected, f"{name} tidak dibaca: {found}. Perbaiki izin berkasnya.")
    return _unexpected(name, error)


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


def _absent(path: Path, name: str) -> Refusal:
    if path.exists():
        return link_refusal(path)
    found, expected = "tidak ditemukan", "berkas yang ada"
    return Refusal(name, "B05", found, expected, f"{name}: berkas tidak ditemukan. Periksa nama dan foldernya.")


def link_refusal(path: Path) -> Refusal:
    """Why a link is not read."""
    name, expected = personal.clean_name(path.name), "berkas itu sendiri"
    if not path.is_symlink():
        found = "bukan berkas (folder atau perangkat)"
        return Refusal(name, "B05", found, expected, f"{name} tidak dibaca: {found}. Yang diharapkan: {expected}.")
    found = "tautan ke tempat lain"
    message = f"{name} tidak dibaca: {found}. Yang diharapkan: {expected}. Salin berkasnya ke sini, hapus tautannya."
    return Refusal(name, "B05", found, expected, message)


def read_file(
    connection: duckdb.DuckDBPyConnection, reading: Reader, opened: opening.Opened, name: str, *, simulated: bool
) -> list[Delivery]:
    """The deliveries of a file; the rows of an extract go straight into the raw tables. Raises RefusedFile."""
    if enterprises.is_extract(connection, reading, opened):
        return [enterprises.load(connection, reading, opened, name, simulated=simulated)]
    return reading.read_sheets(opened, name, sheets_of(connection, opened), simulated=simulated)


def sheets_of(
    connection: duckdb.DuckDBPyConnection, opened: opening.Opened, *, written: bool = False
) -> Iterable[Sheet]:
    """The sheets of a file that is no extract; raises RefusedFile where it is too long. See `sheets.read`."""
    if opened.kind is FileKind.CSV and opened.size_bytes > _MOST_TEXT:
        raise refuse(
            opened.path, "B02", f"CSV {opened.size_bytes // 1_000_000} MB", "rekap atau daftar sampai 60 MB",
            "Hanya tarikan SIDT-KUMKM boleh lebih besar; periksa judul kolomnya.",
        )  # fmt: skip
    if opened.kind is FileKind.PARQUET:
        return [enterprises.as_sheet(connection, opened)]
    return sheets.read(opened, written=written)


def subject_of(connection: duckdb.DuckDBPyConnection, reading: Reader, path: Path) -> str | None:
    """The subject of a file's first recognised table, without reading the whole; None where it has none."""
    try:
        opened = opening.inspect(path)
        if enterprises.is_extract(connection, reading, opened):
            return "enterprises"
        return reading.subject(opened)
    except InputError:
        return None


def delivered_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Every table of `raw` that holds deliveries, `delivery` itself included."""
    return [row[0] for row in connection.execute(sql.text("intake", "delivered_table")).fetchall()]


def store(connection: duckdb.DuckDBPyConnection, delivery: Delivery, received_at: datetime) -> None:
    """Write one delivery into the raw tables, and which known errors were corrected in it."""
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
            "complete",
        )
    }
    insert(connection, "raw.delivery", [{**header, "received_at": received_at}])
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
    corrected = [
        {**own, "correction_id": name, "sheet": sheet, "row_number": row} for name, sheet, row in delivery.corrected
    ]
    insert(connection, "raw.corrected", corrected)


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert mappings by column name; keys the table lacks are left out, columns without a key are NULL."""
    if not rows:
        return
    if len(rows) <= _FEW_ROWS and "pyarrow" not in sys.modules:
        _insert_few(connection, table, rows)
        return
    import pyarrow as pa  # a second to load (with pandas), which a few rows are not worth

    schema = connection.sql(f"FROM {sql.table(table)} LIMIT 0").to_arrow_table().schema
    incoming = pa.Table.from_pylist([dict(row) for row in rows], schema=schema)
    connection.register("incoming_rows", incoming)
    connection.execute(f"INSERT INTO {sql.table(table)} BY NAME FROM incoming_rows")
    connection.unregister("incoming_rows")


def _insert_few(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, object]]) -> None:
    known = connection.sql(f"FROM {sql.table(table)} LIMIT 0").columns
    names = [name for name in known if any(name in row for row in rows)]
    cells = [[row.get(name) for name in names] for row in rows]
    insert_rows(connection, table, cells, columns=names)
