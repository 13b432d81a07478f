"""Zip archives (xlsx, ods) of strangers: what they declare is checked first, then whether it is true.

Nothing is ever extracted to disk.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from kumkm.errors import RefusedFile
from kumkm.ingest.refusals import refuse

# A workbook of 17 districts has some fifty parts; 2,000 leaves room for one with a picture in every row.
MAX_PARTS = 2_000
# About five million cells, which fit in 1 GiB once read; beyond that it is a list, and lists come as CSV or Parquet.
MAX_UNPACKED_BYTES = 400_000_000
# Sheets of like rows shrink to a fiftieth, seldom to a hundredth; only padding shrinks more. Small parts may.
MAX_RATIO = 200
RATIO_COUNTS_FROM = 10_000_000
# The directory of 2,000 parts with the longest names in use; read before the directory itself is.
_MAX_DIRECTORY_BYTES = 1_000_000
_CHUNK = 1 << 18
_ENCRYPTED = 0x1
_STORED, _DEFLATED = 0, 8
_VALID = "buku kerja Excel (.xlsx) atau OpenDocument (.ods) yang utuh"
_SAVE_AGAIN = "Buka di Excel, simpan ulang sebagai .xlsx, lalu kirim lagi."


class Archive:
    """An open archive whose directory is harmless; use as a context manager. Raises RefusedFile."""

    def __init__(self, path: Path) -> None:
        self.path = path
        _check_directory(path)
        try:
            with zipfile.ZipFile(path) as opened:
                self._parts = {info.filename: info for info in opened.infolist()}
                self._listed = len(opened.infolist())
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
            raise damaged(path, "arsip zip rusak atau terpotong") from error
        self._check()
        self._file = path.open("rb")

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def chunks(self, name: str) -> Iterator[bytes]:
        """The unpacked part piece by piece; raises RefusedFile where it is not what the directory said."""
        info = self._parts[name]
        size = checksum = 0
        for chunk in self._unpacked(info):
            size += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
            if size > info.file_size:
                raise damaged(self.path, f"bagian {name} lebih besar daripada yang dinyatakannya")
            yield chunk
        if size != info.file_size or checksum != info.CRC:
            raise damaged(self.path, f"bagian {name} rusak")

    def _unpacked(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        packed = self._packed(info)
        if info.compress_type == _STORED:
            yield from packed
            return
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for piece in packed:
                while piece and not unpacker.eof:
                    yield unpacker.decompress(piece, _CHUNK)
                    piece = unpacker.unconsumed_tail
            while not unpacker.eof and (rest := unpacker.decompress(b"", _CHUNK)):
                yield rest
        except zlib.error as error:
            raise damaged(self.path, f"bagian {info.filename} rusak") from error

    def _packed(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        self._file.seek(info.header_offset)
        header = self._file.read(30)
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            raise damaged(self.path, f"bagian {info.filename} rusak")
        start = info.header_offset + 30 + sum(struct.unpack("<HH", header[26:30]))
        for position in range(start, start + info.compress_size, _CHUNK):
            self._file.seek(position)
            yield self._file.read(min(_CHUNK, start + info.compress_size - position))

    def _check(self) -> None:
        parts = self._parts.values()
        if self._listed > MAX_PARTS:
            raise _too_many_parts(self.path)
        if len(self._parts) < self._listed:
            raise damaged(self.path, "dua bagian bernama sama")
        if any(info.flag_bits & _ENCRYPTED for info in parts):
            raise refuse(
                self.path, "B04", "arsip dikunci kata sandi", "berkas tanpa kata sandi",
                "Hapus kata sandinya di Excel (Berkas > Info), lalu kirim lagi.",
            )  # fmt: skip
        for info in parts:
            if _leads_outside(info.filename) or info.compress_type not in (_STORED, _DEFLATED):
                raise damaged(self.path, f"bagian bernama atau berkemasan tak wajar ({info.filename[:60]!r})")
            if info.file_size > RATIO_COUNTS_FROM and info.file_size > MAX_RATIO * info.compress_size:
                raise _bomb(self.path, f"bagian {info.filename} mengembang lebih dari {MAX_RATIO} kali")
        if sum(info.file_size for info in parts) > MAX_UNPACKED_BYTES:
            raise _bomb(self.path, f"isi mengembang melebihi {MAX_UNPACKED_BYTES // 1_000_000} MB")


def _check_directory(path: Path) -> None:
    """Look at the counts at the end of the file, so that no giant directory is ever read."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 66_000))
        tail = file.read()
    end = tail.rfind(b"PK\x05\x06", 0, max(len(tail) - 18, 0))
    if end < 0:
        raise damaged(path, "arsip zip rusak atau terpotong")
    listed, size = struct.unpack("<HL", tail[end + 10 : end + 16])
    large = tail.rfind(b"PK\x06\x06", 0, end)
    if large >= 0 and len(tail) >= large + 48:
        listed, size = struct.unpack("<QQ", tail[large + 32 : large + 48])
    if listed > MAX_PARTS or size > _MAX_DIRECTORY_BYTES:
        raise _too_many_parts(path)


def _leads_outside(name: str) -> bool:
    steps = name.replace("\\", "/").split("/")
    return ".." in steps or not steps[0] or ":" in steps[0] or "\0" in name


def damaged(path: Path, found: str) -> RefusedFile:
    """`B05`: the file cannot be what it says it is."""
    return refuse(path, "B05", found, _VALID, _SAVE_AGAIN)


def _bomb(path: Path, found: str) -> RefusedFile:
    return refuse(
        path, "B02", found, f"isi paling banyak {MAX_UNPACKED_BYTES // 1_000_000} MB",
        "Salin tabelnya saja ke buku kerja baru, atau kirim daftar besar sebagai CSV atau Parquet.",
    )  # fmt: skip


def _too_many_parts(path: Path) -> RefusedFile:
    return refuse(
        path, "B02", f"arsip berisi lebih dari {MAX_PARTS} bagian", f"paling banyak {MAX_PARTS} bagian",
        "Salin tabelnya saja ke buku kerja baru, lalu kirim lagi.",
    )  # fmt: skip
