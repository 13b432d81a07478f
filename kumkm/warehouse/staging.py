"""Uploads on their way into the folder of deliveries: harmless names, never over another content."""

from __future__ import annotations

import glob
import hashlib
import os
import re
import shutil
import unicodedata
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kumkm.errors import UsageError
from kumkm.ingest import personal

Upload = tuple[str, bytes]  # the name it came with, its content

_LONGEST_STEM = 80
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")


@dataclass(frozen=True)
class Placed:
    """A file put into a folder: the name it came with, where it lies now, and the hash of its content.

    It is `new` unless the same content lay there already.
    """

    name: str
    path: Path
    sha256: str
    new: bool = True


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
    safe = []
    for name in map(safe_name, names):
        path, number, free = Path(name), 1, name
        while free.casefold() in taken:
            number += 1
            free = f"{path.stem} ({number}){path.suffix}"
        taken.add(free.casefold())
        safe.append(free)
    return safe


def stage(files: Sequence[Upload], folder: Path) -> list[Path]:
    """Write uploads into a folder nobody else can read, under safe names; returns their paths in the same order."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    paths = [folder / name for name in safe_names([name for name, _ in files])]
    for path, (_, content) in zip(paths, files, strict=True):
        _write_new(path, content, 0o600)
    return paths


def place(files: Sequence[Upload], folder: Path, today: date) -> list[Placed]:
    """Put files into a folder of deliveries, each in one step; all of them or none.

    Of a content that lies there already, that file is meant. A name that is taken by another content gets today's date.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = _sizes(folder)
    placed: list[Placed] = []
    try:
        for name, (_, content) in zip(safe_names([name for name, _ in files]), files, strict=True):
            sha256 = hashlib.sha256(content).hexdigest()
            twin = next((path for path in known.get(len(content), []) if hash_of(path) == sha256), None)
            if any(item.sha256 == sha256 for item in placed):
                continue
            placed.append(Placed(name, twin or _put(content, folder, name, today), sha256, twin is None))
    except BaseException:
        remove(placed)
        raise
    return placed


def remove(placed: Sequence[Placed]) -> None:
    """Take files away again, but only while they hold what was put there."""
    for item in placed:
        if item.new:
            remove_if(item.path, item.sha256)


def remove_if(path: Path, sha256: str) -> None:
    """Take a file away, but only while it holds this content."""
    with suppress(OSError):
        if path.is_file() and hash_of(path) == sha256:
            path.unlink()


def remove_content(folder: Path, name: str, sha256: str) -> None:
    """Take a file away that was put down under a name, or under the same with a date behind it."""
    path = folder / Path(name).name
    for candidate in (path, *folder.glob(f"{glob.escape(path.stem)}-*{glob.escape(path.suffix)}")):
        remove_if(candidate, sha256)


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
    by_size: dict[int, list[Path]] = {}
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            by_size.setdefault(path.stat().st_size, []).append(path)
    return by_size
