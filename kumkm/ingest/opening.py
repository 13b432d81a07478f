"""What a file really is, whatever it is called, and refusal of the hostile ones before anything parses them.

Rules: `B01` not the kind it claims, `B02` too large or a zip bomb, `B03` macro, `B04` password, `B05` damaged,
`B06` broken encoding, `B07` links to other files (a warning: values are read as stored, no formula is ever computed),
`B08` empty, `B09` too many empty rows or too wide a grid.
"""

from __future__ import annotations

import hashlib
import mmap
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kumkm.errors import InputError, RefusedFile
from kumkm.ingest import delimited, html, workbooks
from kumkm.ingest.archives import Archive
from kumkm.ingest.delimited import CsvDialect, csv_dialect
from kumkm.ingest.refusals import refuse
from kumkm.ingest.workbooks import hidden_rows, percent_cells

__all__ = [
    "CsvDialect",
    "FileKind",
    "Opened",
    "Warning",
    "csv_dialect",
    "hidden_rows",
    "inspect",
    "percent_cells",
]

# The largest real recap has under 5 MB, a list of 60,000 rows some 20 MB.
MAX_WORKBOOK_BYTES = 60_000_000
# The extract of the whole nation, 65 million enterprises, takes some 25 GB as CSV. These are streamed.
MAX_TABLE_BYTES = 40_000_000_000


class FileKind(StrEnum):
    """What a file is by its content. XLSX includes xlsm; xlsb is refused: its percentages cannot be told."""

    XLSX = "xlsx"
    XLS = "xls"
    HTML = "html"
    ODS = "ods"
    CSV = "csv"
    PARQUET = "parquet"


@dataclass(frozen=True)
class Warning:
    """Something worth a finding that does not keep a file from being read."""

    rule: str
    found: str
    expected: str


@dataclass(frozen=True)
class Opened:
    """A file that may be parsed. `dialect` is that of a CSV, None for the rest."""

    path: Path
    kind: FileKind
    sha256: str
    size_bytes: int
    warnings: tuple[Warning, ...] = ()
    dialect: CsvDialect | None = None


_OF_SUFFIX = {
    ".xlsx": FileKind.XLSX,
    ".xlsm": FileKind.XLSX,
    ".xlsb": FileKind.XLSX,
    ".xls": FileKind.XLS,
    ".html": FileKind.HTML,
    ".htm": FileKind.HTML,
    ".ods": FileKind.ODS,
    ".csv": FileKind.CSV,
    ".tsv": FileKind.CSV,
    ".txt": FileKind.CSV,
    ".parquet": FileKind.PARQUET,
}
_WORKBOOKS = (FileKind.XLSX, FileKind.XLS, FileKind.ODS, FileKind.HTML)
_LABEL = {
    FileKind.XLSX: "buku kerja Excel (.xlsx)",
    FileKind.XLS: "buku kerja Excel lama (.xls)",
    FileKind.HTML: "tabel HTML",
    FileKind.ODS: "buku kerja OpenDocument (.ods)",
    FileKind.CSV: "teks CSV",
    FileKind.PARQUET: "berkas Parquet",
}
_ANY = "buku kerja Excel (.xlsx, .xls), OpenDocument (.ods), CSV, atau Parquet"
_HEAD = 8192
_ZIP, _OLE, _PARQUET, _PDF = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1", b"%PDF"
_SAVE_AS = "Buka di Excel, pilih Simpan Sebagai > Buku Kerja Excel (.xlsx), lalu kirim lagi."
_PICTURE = "Foto tidak dapat dibaca; kirim berkas Excel aslinya."
_OTHERS = (
    (_PDF, "berkas PDF", "Pindaian PDF tidak dapat dibaca, kirim berkas Excel aslinya."),
    (b"MZ", "program Windows", "Jangan dibuka. Kirim berkas Excel aslinya."),
    (b"\x7fELF", "program Linux", "Jangan dibuka. Kirim berkas Excel aslinya."),
    (b"#!", "naskah program", "Jangan dibuka. Kirim berkas Excel aslinya."),
    (b"\x89PNG", "gambar PNG", _PICTURE),
    (b"\xff\xd8\xff", "gambar JPEG", _PICTURE),
    (b"GIF8", "gambar GIF", _PICTURE),
    (b"Rar!", "arsip RAR", "Keluarkan isinya dahulu, lalu kirim berkas Excelnya."),
    (b"7z\xbc\xaf", "arsip 7z", "Keluarkan isinya dahulu, lalu kirim berkas Excelnya."),
    (b"\x1f\x8b", "arsip gzip", "Keluarkan isinya dahulu, lalu kirim berkasnya."),
    (b"{\\rtf", "dokumen RTF", "Salin tabelnya ke Excel, lalu kirim lagi."),
    (b"MIME-Version:", "halaman web tersimpan (MHTML)", _SAVE_AS),
)
_OTHER_OFFICE = (
    ("xl/workbook.bin", "buku kerja biner (.xlsb), yang format persennya tidak dapat dibaca", _SAVE_AS),
    ("word/document.xml", "dokumen Word", "Salin tabelnya ke Excel, lalu kirim lagi."),
    ("ppt/presentation.xml", "presentasi PowerPoint", "Salin tabelnya ke Excel, lalu kirim lagi."),
)
_PAGE = re.compile(
    r"<(?:!doctype\s+html|html|head|meta|title|style|script|body|table|caption|thead|tr|div|span|font|center|form|p|br|hr|b|"
    r"h[1-6])\b",
    re.IGNORECASE,
)
_BEFORE_MARKUP = re.compile(r"\s*(?:<!--.*?-->\s*|<\?xml\b[^>]*>\s*)*", re.DOTALL)


def inspect(path: Path) -> Opened:
    """Say what a file is, or raise RefusedFile; nothing is parsed, and nothing hashed that will be refused."""
    if not path.is_file():
        raise InputError(f"{path.name}: berkas tidak ditemukan. Periksa letak dan namanya.")
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise delimited.empty_file(path)
    kind, warnings = _workbook_or_table(path, head, size)
    warnings = (*_check_suffix(path, kind), *warnings)
    dialect = csv_dialect(path) if kind is FileKind.CSV else None
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Opened(path, kind, sha256, size, warnings, dialect)


def _workbook_or_table(path: Path, head: bytes, size: int) -> tuple[FileKind, tuple[Warning, ...]]:
    if head.startswith(_ZIP) and head[2:4] in (b"\x03\x04", b"\x05\x06"):
        _check_size(path, size, MAX_WORKBOOK_BYTES)
        return _of_zip(path)
    if head.startswith(_OLE):
        _check_size(path, size, MAX_WORKBOOK_BYTES)
        return _of_ole(path), ()
    if head.startswith(_PARQUET):
        _check_size(path, size, MAX_TABLE_BYTES)
        _check_parquet(path)
        return FileKind.PARQUET, ()
    _check_others(path, head)
    if _is_page(path, head):
        _check_size(path, size, html.MAX_BYTES)
        if not html.has_table(path.read_bytes()):
            raise _not_that(path, "halaman HTML tanpa tabel", _SAVE_AS)
        return FileKind.HTML, ()
    _check_text(path, head)
    _check_size(path, size, MAX_TABLE_BYTES)
    return FileKind.CSV, ()


def _check_size(path: Path, size: int, limit: int) -> None:
    if size > limit:
        raise refuse(
            path, "B02", f"ukuran {size / 1e6:.0f} MB", f"paling besar {limit // 1_000_000} MB",
            "Pisahkan per tahun atau per kabupaten/kota, atau kirim sebagai CSV atau Parquet.",
        )  # fmt: skip


def _of_zip(path: Path) -> tuple[FileKind, tuple[Warning, ...]]:
    with Archive(path) as archive:
        names = archive.names
        main = workbooks.main_part(names)
        if main is None and not workbooks.is_ods(names):
            raise _no_workbook(path, names)
        if main is None and b"".join(archive.chunks("mimetype")).find(b"spreadsheet") < 0:
            raise _not_that(path, "dokumen OpenDocument yang bukan lembar kerja", _SAVE_AS)
        contents = workbooks.check(archive)
    warnings = []
    if contents.external_links or contents.dde:
        what = "tautan DDE ke program lain" if contents.dde else "tautan ke berkas lain"
        warnings.append(Warning("B07", what, "nilai tanpa tautan; yang dibaca ialah nilai tersimpan"))
    if path.suffix.lower() == ".xlsm":
        warnings.append(Warning("B03", "buku kerja .xlsm, tanpa makro di dalamnya", "buku kerja .xlsx"))
    return FileKind.ODS if main is None else FileKind.XLSX, tuple(warnings)


def _no_workbook(path: Path, names: tuple[str, ...]) -> RefusedFile:
    if not names:
        return delimited.empty_file(path)
    for part, what, advice in _OTHER_OFFICE:
        if part in names:
            return _not_that(path, what, advice)
    return _not_that(path, "arsip zip", "Keluarkan isinya dahulu, lalu kirim berkas Excelnya satu per satu.")


def _of_ole(path: Path) -> FileKind:
    """Old Excel, or what else lives in the same container; told by the names of its streams."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:

        def has(stream: str) -> bool:
            return content.find(f"{stream}\0".encode("utf-16-le")) >= 0

        if has("EncryptedPackage"):
            raise workbooks.locked(path)
        if not (has("Workbook") or has("Book")):
            what = "dokumen Word lama" if has("WordDocument") else "berkas Office lama yang bukan buku kerja"
            raise _not_that(path, what, _SAVE_AS)
        if has("_VBA_PROJECT_CUR") or has("_VBA_PROJECT"):
            raise workbooks.with_macro(path)
        # The stream begins with BOF; a FILEPASS record right behind it, or behind WRITEPROT, means a password.
        if re.search(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", content, re.DOTALL):
            raise workbooks.locked(path)
    return FileKind.XLS


def _check_parquet(path: Path) -> None:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 4))
        end = file.read()
    if end == b"PARE":
        raise workbooks.locked(path)
    if end != _PARQUET or path.stat().st_size < 12:
        raise refuse(path, "B05", "berkas Parquet terpotong", "berkas Parquet utuh", "Salin ulang, lalu kirim lagi.")


def _check_others(path: Path, head: bytes) -> None:
    """Refuse what is known to be something else."""
    for magic, what, advice in _OTHERS:
        if head.startswith(magic):
            raise _not_that(path, what, advice)


def _is_page(path: Path, head: bytes) -> bool:
    """Whether a text begins as a page does, or has a table in it under the name of a workbook; XML is refused."""
    text = html.text_of_head(head)
    start = _BEFORE_MARKUP.match(text)
    begin = start.end() if start else 0
    if _PAGE.match(text, begin) or text.lstrip().startswith("<!--"):
        return True
    if text.lstrip().startswith("<?xml"):
        raise _not_that(path, "berkas XML", _SAVE_AS)
    claimed = _OF_SUFFIX.get(path.suffix.lower())
    return claimed in (FileKind.XLS, FileKind.XLSX, FileKind.HTML) and re.search(r"<table\b", text, re.I) is not None


def _check_text(path: Path, head: bytes) -> None:
    """Refuse text under the name of a workbook."""
    suffix = path.suffix.lower()
    if _OF_SUFFIX.get(suffix) is not FileKind.CSV:
        text = b"\0" not in head or head[:2] in (b"\xff\xfe", b"\xfe\xff")
        content = f"isi {'teks biasa' if text else 'biner yang tidak dikenal'}"
        advice = "Bila ini CSV, beri akhiran .csv; bila bukan, kirim berkas Excel aslinya."
        raise refuse(path, "B01", content, _LABEL[_OF_SUFFIX[suffix]] if suffix in _OF_SUFFIX else _ANY, advice)


def _check_suffix(path: Path, kind: FileKind) -> tuple[Warning, ...]:
    """A workbook under the name of another kind of workbook, or of none, gives a warning; the rest is refused."""
    suffix = path.suffix.lower()
    claimed = _OF_SUFFIX.get(suffix)
    if claimed is kind or (kind is FileKind.HTML and claimed is FileKind.XLS):  # as portals export
        return ()
    if claimed is None or (claimed in _WORKBOOKS and kind in _WORKBOOKS):
        return (Warning("B01", f"{_LABEL[kind]} dengan akhiran '{suffix[:12]}'", f"akhiran .{kind}"),)
    raise refuse(path, "B01", _LABEL[kind], _LABEL[claimed], f"Ganti akhiran namanya menjadi .{kind}, lalu kirim lagi.")


def _not_that(path: Path, found: str, advice: str) -> RefusedFile:
    return refuse(path, "B01", found, _ANY, advice)
