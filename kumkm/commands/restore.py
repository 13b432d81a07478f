"""`restore`: a backup back in its place, compared to the last byte beforehand, what was there kept beside it."""

from __future__ import annotations

import argparse
import os
import shutil
import uuid
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from kumkm import settings as project
from kumkm.commands import archive
from kumkm.commands.archive import Manifest
from kumkm.errors import InputError, KumkmError, StoreError, UsageError, WarehouseError
from kumkm.settings import Settings
from kumkm.store import care as store_care
from kumkm.store import snapshot as store
from kumkm.warehouse import build, connection, durable
from kumkm.warehouse import snapshot as warehouse
from kumkm.warehouse.locking import locked

_ASIDE = "lama"


def run(options: argparse.Namespace) -> int:
    """Put a backup back and say what stands now."""
    settings = project.load(options.warehouse, options.raw)
    manifest, aside = restore(settings, Path(options.file), force=options.force)
    print(
        f"Dikembalikan ke {settings.warehouse}: versi terbit {manifest.build_id or 'tidak ada'}, "
        f"{manifest.journal_entries} catatan buku kiriman, simpanan kantor {'ikut' if manifest.store else 'tidak ada'}."
    )
    if aside is not None:
        print(f"Yang ada sebelumnya disimpan di {aside}. Hapus bila sudah tidak diperlukan.")
    print("Jalankan ulang dashboard yang sedang berjalan.")
    return 0


def restore(settings: Settings, file: Path, *, force: bool = False) -> tuple[Manifest, Path | None]:
    """Put a backup in the place of a warehouse; returns what it holds, and where that lies now which was there.

    Raises InputError for a damaged backup, UsageError where the warehouse is in use or newer and not `force`,
    WarehouseError where the disk will not do. Then nothing has changed.
    """
    manifest = archive.examine(file)
    if manifest.schema_version > connection.SCHEMA_VERSION:
        raise InputError(f"Cadangan {file.name} dari versi program yang lebih baru; perbarui program ini dahulu.")
    target = settings.warehouse.absolute()
    _must_fit(settings, manifest, target)
    staged = target.with_name(f".{target.name}.pulih-{uuid.uuid4().hex}")
    try:
        staged.mkdir(parents=True)
        archive.unpack(file, manifest, staged)
        _check(settings, manifest, staged)
        return manifest, _put(settings, manifest, staged, target, force=force)
    except OSError as error:
        raise WarehouseError(
            f"Cadangan tidak dapat dikembalikan ke {target}: {error.strerror or error}. Periksa folder, izin, dan "
            "ruang cakram, dan apakah folder itu titik pasang cakram; yang ada tidak berubah."
        ) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _must_fit(settings: Settings, manifest: Manifest, target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} bukan folder. Pindahkan berkas itu, atau pilih --warehouse lain.")
    kind = store.FILE if settings.store is None else store.ROWS
    if manifest.store is not None and manifest.store != kind:
        what = (
            "berkas SQLite: hapus KUMKM_STORE dahulu"
            if settings.store
            else "baris basis data: pasang KUMKM_STORE dahulu"
        )
        raise UsageError(f"Simpanan kantor di cadangan ini berupa {what}. Tidak ada yang diubah.")
    place = target.parent
    while not place.exists():
        place = place.parent
    if shutil.disk_usage(place).free < manifest.size_bytes * 1.05:
        size = manifest.size_bytes / 2**20
        raise WarehouseError(f"Ruang cakram di {place} kurang: perlu {size:.0f} MiB. Tidak ada yang diubah.")


def _check(settings: Settings, manifest: Manifest, staged: Path) -> None:
    """What was unpacked opens and is whole; raises InputError where not."""
    try:
        if manifest.schema_version == connection.SCHEMA_VERSION:
            warehouse.check(staged)
        if manifest.store == store.FILE and (faults := store_care.faults(replace(settings, warehouse=staged))):
            raise InputError(f"Simpanan kantor di cadangan: {'; '.join(faults)}.")
    except (WarehouseError, StoreError) as error:
        raise InputError(f"Isi cadangan tidak utuh: {error} Tidak ada yang diubah.") from error


def _put(settings: Settings, manifest: Manifest, staged: Path, target: Path, *, force: bool) -> Path | None:
    with ExitStack() as stack:
        if target.is_dir():
            stack.enter_context(locked(target))
        if not force and (reason := _in_the_way(settings, manifest, staged, target)):
            raise UsageError(f"{reason} Tidak ada yang diubah; tambahkan --force bila memang itu yang dikehendaki.")
        if os.name == "nt":
            stack.close()  # there a folder with an open file keeps its name
        if manifest.store == store.ROWS:
            stack.enter_context(store.put_back(settings, staged / store.ROWS))
            (staged / store.ROWS).unlink()
        return _swap(staged, target)


def _in_the_way(settings: Settings, manifest: Manifest, staged: Path, target: Path) -> str:
    """Why a warehouse should not be replaced; "" where nothing stands against it."""
    try:
        if target.is_dir() and build.served(target):
            return "Gudang data ini sedang dipakai dashboard yang berjalan."
        if target.is_dir() and warehouse.is_beyond(target, staged):
            return "Gudang data ini memuat yang tidak ada di cadangan: kiriman atau versi yang lebih baru."
        if store.is_beyond(store.rows(settings), _rows(settings, manifest, staged)):
            return "Simpanan kantor memuat rapat atau keputusan yang tidak ada di cadangan."
    except KumkmError as error:
        return f"Yang ada tidak terbaca, jadi tidak diketahui apakah lebih baru: {error}"
    return ""


def _rows(settings: Settings, manifest: Manifest, staged: Path) -> store.Rows:
    if manifest.store == store.ROWS:
        return store.unpacked(staged / store.ROWS)
    return store.rows(replace(settings, warehouse=staged, store=None))


def _swap(staged: Path, target: Path) -> Path | None:
    """Give the new folder its name; the old one stays beside it under another. Returns where."""
    aside = None
    if target.is_dir() and any(target.iterdir()):
        aside = target.with_name(f"{target.name}.{_ASIDE}-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
        target.rename(aside)
    try:
        staged.rename(target)
    except OSError:
        if aside is not None:
            aside.rename(target)
        raise
    durable.sync_folder(target.parent)
    return aside
