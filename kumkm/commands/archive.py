"""The form of a backup: a ZIP that says of every file how long it is and its hash, and ends with a hash of itself.

Nothing in it is believed: names, kinds, lengths and hashes are compared before a byte is written anywhere that counts.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Final

from kumkm.errors import InputError

_FORMAT: Final = 1
_MANIFEST: Final = "daftar.json"
_SEAL: Final = 64  # bytes: SHA-256 in hex digits, the comment of the ZIP
_CHUNK: Final = 2**20
_LONGEST_MANIFEST: Final = 64 * 2**20
# Every name that a backup may hold; no other is ever written.
_ALLOWED: Final = re.compile(
    r"current\.json|kumkm-[\w-]+\.(?:duckdb|json)|\.rapat-[\w-]+|kantor\.(?:sqlite|json)|kepala-audit\.txt"
    r"|ledger/jurnal\.jsonl|ledger/berkas/[0-9a-f]{64}\.parquet|ledger/tanpa-sel/\w[\w.-]*/\w+\.parquet",
    re.ASCII,
)
_BROKEN: Final = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, KeyError,
    ValueError, TypeError, IndexError, AttributeError,
)  # fmt: skip


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `made_at` is UTC; `files` maps names to length in bytes and SHA-256."""

    made_at: str
    build_id: str | None
    schema_version: int
    journal_entries: int
    store: str | None
    files: Mapping[str, tuple[int, str]]
    format: int = _FORMAT

    @property
    def size_bytes(self) -> int:
        return sum(size for size, _ in self.files.values())


def write(draft: Path, members: Sequence[tuple[str, Path]], described: Manifest) -> Manifest:
    """Write files under their names, what they are, and the seal; returns the manifest with their hashes."""
    hashes: dict[str, tuple[int, str]] = {}
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for name, path in members:
            if not _ALLOWED.fullmatch(name):
                raise InputError(f"{name} tidak dikenal sebagai bagian gudang data, jadi tidak dicadangkan.")
            entry = zipfile.ZipInfo(name)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, (stat.S_IFREG | 0o600) << 16
            with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
                hashes[name] = _copied(source, target)
        made = Manifest(**asdict(described) | {"files": hashes})
        archive.writestr(_MANIFEST, json.dumps(asdict(made), indent=1))
        archive.comment = b"0" * _SEAL
    with draft.open("r+b") as file:
        seal = _sealed(file)
        file.seek(-_SEAL, os.SEEK_END)
        file.write(seal)
    return made


def _copied(source: BinaryIO, target: object) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    while part := source.read(_CHUNK):
        target.write(part)  # type: ignore[attr-defined]
        digest.update(part)
        size += len(part)
    return size, digest.hexdigest()


def _sealed(file: BinaryIO) -> bytes:
    """The hash of all but the last bytes of a file, as they are to read."""
    rest = file.seek(0, os.SEEK_END) - _SEAL
    file.seek(0)
    digest = hashlib.sha256()
    while rest > 0 and (part := file.read(min(_CHUNK, rest))):
        digest.update(part)
        rest -= len(part)
    return digest.hexdigest().encode()


def examine(path: Path) -> Manifest:
    """What a backup says it holds; raises InputError where a byte of it changed, or it holds what no backup does."""
    try:
        with path.open("rb") as file:
            whole = _sealed(file)
            seal = file.read()
    except OSError as error:
        raise InputError(
            f"{path.name} tidak dapat dibaca: {error.strerror or error}. Tidak ada yang diubah."
        ) from error
    if seal != whole:
        raise _refused(path, "isinya tidak seperti ketika ditulis, atau bukan cadangan")
    try:
        with zipfile.ZipFile(path) as archive:
            return _compared(archive)
    except _BROKEN as error:
        raise _refused(path, str(error).partition("\n")[0] or type(error).__name__) from error


def _compared(archive: zipfile.ZipFile) -> Manifest:
    """The manifest, where it is of exactly the files that are there; raises ValueError where not."""
    entries = {item.filename: item for item in archive.infolist()}
    if len(entries) != len(archive.infolist()):
        raise ValueError("satu nama dua kali")
    for name, item in entries.items():
        kind = stat.S_IFMT(item.external_attr >> 16)
        if (name != _MANIFEST and not _ALLOWED.fullmatch(name)) or kind not in (0, stat.S_IFREG) or item.is_dir():
            raise ValueError(f"memuat {name[:60]!r}, yang tidak pernah ada di cadangan")
    if entries[_MANIFEST].file_size > _LONGEST_MANIFEST:
        raise ValueError("daftar isinya terlalu panjang")
    content = json.loads(archive.read(_MANIFEST))
    if content["format"] != _FORMAT:
        raise ValueError("dari versi program lain")
    files = {str(name): (int(size), str(sha256)) for name, (size, sha256) in content["files"].items()}
    if set(files) != set(entries) - {_MANIFEST}:
        raise ValueError("daftar isinya tidak sama dengan isinya")
    if any(size != entries[name].file_size for name, (size, _) in files.items()):
        raise ValueError("panjang berkas tidak seperti daftarnya")
    return Manifest(**content | {"files": files})


def unpack(path: Path, manifest: Manifest, folder: Path) -> None:
    """Write the files of a backup into an empty folder, on the disk when this returns.

    Raises InputError where one is not what the manifest says, OSError where the disk is full.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            for name, (size, sha256) in manifest.files.items():
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as source, target.open("xb") as file:
                    copied = _copied(source, file)  # type: ignore[arg-type]
                    file.flush()
                    os.fsync(file.fileno())
                if copied != (size, sha256):
                    raise ValueError(f"{name} rusak")
    except _BROKEN as error:
        raise _refused(path, str(error).partition("\n")[0] or type(error).__name__) from error


def _refused(path: Path, reason: str) -> InputError:
    return InputError(
        f"Cadangan {path.name} tidak dapat dipakai: {reason}. Pakai cadangan lain; tidak ada yang diubah."
    )
