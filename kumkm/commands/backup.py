"""`backup`: ledger, journal, published build, builds of meetings, decisions, in one file that proves itself whole."""

from __future__ import annotations

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from kumkm import settings as project
from kumkm.commands import archive
from kumkm.commands.archive import Manifest
from kumkm.errors import UsageError, WarehouseError
from kumkm.settings import Settings
from kumkm.store import snapshot as store
from kumkm.warehouse import connection, durable
from kumkm.warehouse import snapshot as warehouse
from kumkm.warehouse.ledger.store import Ledger
from kumkm.warehouse.locking import PATIENCE_SECONDS, locked

ENDING = ".zip"


def run(options: argparse.Namespace) -> int:
    """Write a backup and say what it holds."""
    out = Path(options.out)
    made = back_up(project.load(options.warehouse, options.raw), out, force=options.force)
    print(
        f"Cadangan ditulis ke {out}: {len(made.files)} berkas, {out.stat().st_size / 2**20:.0f} MiB, "
        f"versi terbit {made.build_id or 'tidak ada'}, {made.journal_entries} catatan buku kiriman, "
        f"simpanan kantor {'ikut' if made.store else 'belum ada'}. Kiriman asli di data/raw tidak ikut."
    )
    return 0


def back_up(settings: Settings, out: Path, *, force: bool = False) -> Manifest:
    """Write a backup of one moment; it has its name only when it is whole, on the disk, and was read again.

    Raises UsageError for a name that will not do or nothing to back up, WarehouseError where something is damaged or
    the disk is full.
    """
    _must_do(settings, out, force=force)
    with locked(settings.warehouse, patience=PATIENCE_SECONDS), tempfile.TemporaryDirectory(prefix="kumkm-") as folder:
        heads = settings.audit_heads.read_bytes() if settings.audit_heads.is_file() else b""
        kept = store.take(settings, Path(folder))  # after the heads: the store may hold more, never less
        paths = warehouse.members(settings)
        members = [(path.relative_to(settings.warehouse).as_posix(), path) for path in paths]
        if kept is not None:
            members.append((kept.name, kept))
        if heads:
            (Path(folder) / settings.audit_heads.name).write_bytes(heads)
            members.append((settings.audit_heads.name, Path(folder) / settings.audit_heads.name))
        if not members:
            raise UsageError(f"Tidak ada yang dicadangkan: {settings.warehouse} masih kosong.")
        current = connection.whole(settings.warehouse)
        described = Manifest(
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            build_id=None if current is None else current.build_id,
            schema_version=connection.SCHEMA_VERSION,
            journal_entries=len(Ledger(settings.warehouse).journal.entries()),
            store=None if kept is None else kept.name,
            files={},
        )
        try:
            with durable.drafted(out) as draft:
                archive.write(draft, members, described)
                made = archive.examine(draft)
        except OSError as error:
            raise WarehouseError(
                f"Cadangan tidak dapat ditulis ke {out}: {error.strerror or error}. Periksa folder, izin, dan ruang "
                "cakram; tidak ada berkas setengah jadi yang tertinggal."
            ) from error
    return made


def _must_do(settings: Settings, out: Path, *, force: bool) -> None:
    if out.suffix.lower() != ENDING:
        raise UsageError(f"{out.name}: cadangan berupa {ENDING}. Ganti akhiran nama berkasnya.")
    if not out.parent.is_dir():
        raise UsageError(f"Folder {out.parent} tidak ada. Buat foldernya, atau pasang cakramnya.")
    if out.resolve().is_relative_to(settings.warehouse.resolve()):
        raise UsageError("Simpan cadangan di luar folder gudang data, paling baik di cakram lain.")
    if out.exists() and not force:
        raise UsageError(f"{out} sudah ada dan tidak diubah. Pilih nama lain, atau tambahkan --force.")
    if not settings.warehouse.is_dir():
        raise UsageError(f"Tidak ada yang dicadangkan: {settings.warehouse} belum ada.")
    for left in out.parent.glob(f".{out.name}.*{durable.DRAFT}"):  # of a backup that was killed
        left.unlink(missing_ok=True)
