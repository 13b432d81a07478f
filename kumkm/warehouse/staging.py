"""Uploads on their way into the folder of deliveries: harmless names, never over another content, one at a time."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import socket
import time
import unicodedata
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kumkm.errors import UsageError, WarehouseError
from kumkm.ingest import personal

Upload = tuple[str, bytes]  # the name it came with, its content

LOCK = ".unggah.kunci"
STALE_SECONDS = 15 * 60  # far longer than any build; a lock older than that belongs to a process that was killed
_LONGEST_STEM = 80
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")


@dataclass(frozen=True)
class Placed:
    """A file put into a folder: the name it came with, where it lies now, and the hash of its content."""

    name: str
    path: Path
    sha256: str


def safe_name(name: str) -> str:
    """A name that is only a name: no folders, no control characters, nothing a sheet or a page would run, nobody's."""
    last = personal.clean_name(re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1])
    kept = "".join(letter if letter.isalnum() or letter in " ._-()" else "_" for letter in last if letter.isprintable())
    match = _SUFFIX.search(kept.rstrip(". "))
    suffix = match[0] if match else ""
    stem = kept.rstrip(". ").removesuffix(suffix).lstrip(". _-").rstrip(". ")[:_LONGEST_STEM]
    if not stem or _RESERVED.match(stem):
        stem = f"kiriman-{stem}".rstrip("-")
    return stem + suffix


def safe_names(names: Sequence[str]) -> list[str]:
    """Safe names in the same order; equal ones are numbered, however their letters are cased."""
    taken: set[str] = set()
    found = []
    for name in map(safe_name, names):
        path, number, free = Path(name), 1, name
        while free.casefold() in taken:
            number += 1
            free = f"{path.stem} ({number}){path.suffix}"
        taken.add(free.casefold())
        found.append(free)
    return found


def stage(files: Sequence[Upload], folder: Path) -> list[Path]:
    """Write uploads into a folder nobody else can read, under safe names; returns their paths in the same order."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    paths = [folder / name for name in safe_names([name for name, _ in files])]
    for path, (_, content) in zip(paths, files, strict=True):
        _write_new(path, content, 0o600)
    return paths


def place(files: Sequence[Upload], folder: Path, today: date) -> list[Placed]:
    """Put files into a folder of deliveries, each in one step; all of them or none.

    A content that lies there already is left out. A name that is taken by another content gets today's date.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = _sizes(folder)
    placed: list[Placed] = []
    try:
        for name, (_, content) in zip(safe_names([name for name, _ in files]), files, strict=True):
            sha256 = hashlib.sha256(content).hexdigest()
            twins = known.get(len(content), [])
            if any(hash_of(path) == sha256 for path in twins) or any(item.sha256 == sha256 for item in placed):
                continue
            placed.append(Placed(name, _put(content, folder, name, today), sha256))
    except BaseException:
        remove(placed)
        raise
    return placed


def remove(placed: Sequence[Placed]) -> None:
    """Take files away again, but only while they hold what was put there."""
    for item in placed:
        if item.path.is_file() and hash_of(item.path) == item.sha256:
            item.path.unlink()


def lend(source: Path, target: Path) -> None:
    """Let a file be read at a second place, without a copy where the system allows, keeping its time.

    By no symbolic link: those among deliveries are not followed.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source.resolve(), target)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target)


def hash_of(path: Path) -> str:
    """SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep others from publishing meanwhile.

    Raises UsageError where somebody is at it, WarehouseError where the folder cannot be written.
    """
    lock, token = folder / LOCK, uuid.uuid4().hex
    _take(lock, token)
    try:
        yield
    finally:
        if _holder(lock).get("token") == token:
            lock.unlink(missing_ok=True)


def _take(lock: Path, token: str) -> None:
    mine = {"token": token, "host": socket.gethostname(), "pid": os.getpid()}
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        if _is_stale(lock):
            lock.unlink(missing_ok=True)
        _write_new(lock, json.dumps(mine).encode(), 0o600)
    except OSError as error:
        if isinstance(error, FileExistsError) and lock.exists():
            raise UsageError(
                "Orang lain sedang menerbitkan atau membatalkan penerbitan. Tunggu sampai selesai, lalu coba lagi; "
                "tidak ada yang berubah."
            ) from None
        raise WarehouseError(
            f"Folder kiriman {lock.parent} tidak dapat ditulis: {error.strerror or error}. "
            "Periksa folder dan izinnya; tidak ada yang berubah."
        ) from error


def _is_stale(lock: Path) -> bool:
    """Whether the process that made the lock was killed: it is gone from this machine, or the lock is too old."""
    try:
        age = time.time() - lock.stat().st_mtime
    except FileNotFoundError:
        return False
    holder = _holder(lock)
    if os.name == "posix" and holder.get("host") == socket.gethostname() and isinstance(holder.get("pid"), int):
        try:
            os.kill(int(str(holder["pid"])), 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            pass
    return age > STALE_SECONDS


def _holder(lock: Path) -> dict[str, object]:
    """What the lock says of its holder; empty where it is gone or half written."""
    try:
        content = json.loads(lock.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _put(content: bytes, folder: Path, name: str, today: date) -> Path:
    """Write beside, reserve a free name, and take its place in one step."""
    draft = folder / f".{uuid.uuid4().hex}.part"
    try:
        _write_new(draft, content, 0o640)
        target = _reserve(folder, name, today)
        try:
            draft.replace(target)
        except OSError:
            target.unlink(missing_ok=True)
            raise
    finally:
        draft.unlink(missing_ok=True)
    return target


def _reserve(folder: Path, name: str, today: date) -> Path:
    path = Path(name)
    candidates = [name, f"{path.stem}-{today:%Y%m%d}{path.suffix}"]
    candidates += [f"{path.stem}-{today:%Y%m%d}-{number}{path.suffix}" for number in range(2, 1000)]
    for candidate in candidates:
        with suppress(FileExistsError):
            _write_new(folder / candidate, b"", 0o640)
            return folder / candidate
    raise UsageError(f"Nama {name} sudah dipakai berkali-kali hari ini. Ganti nama berkasnya, lalu coba lagi.")


def _write_new(path: Path, content: bytes, mode: int) -> None:
    """Write a file that must not exist yet."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)


def _sizes(folder: Path) -> dict[int, list[Path]]:
    """The files of a folder by size, hidden ones left out."""
    found: dict[int, list[Path]] = {}
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            found.setdefault(path.stat().st_size, []).append(path)
    return found
