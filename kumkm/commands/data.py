"""What the doctor asks of the data: pointer, builds, ledger, deliveries, the office's store, the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from kumkm.commands.verdict import Verdict, care, counted, fault, ok
from kumkm.settings import Settings

_BUILD = "Jalankan `python -m kumkm build`."
_RESTORE = "Kembalikan dari cadangan: `python -m kumkm restore BERKAS`."
_TOLERATED = timedelta(minutes=5)


def pointer(settings: Settings) -> Verdict:
    """Which build is published."""
    from kumkm.errors import WarehouseError
    from kumkm.warehouse import connection

    try:
        current = connection.published(settings.warehouse)
    except WarehouseError as error:
        return fault(str(error), _BUILD)
    if current is not None:
        return ok(f"terbit {current.build_id}{', hasil rollback' if current.pinned else ''}")
    if (settings.warehouse / connection.POINTER).exists():
        return care("yang terbit dari versi program lain", _BUILD)
    return care("belum ada yang terbit", _BUILD)


def published(settings: Settings) -> Verdict:
    """The file of the published build: read to its end, of this program and its reference data."""
    from kumkm.errors import WarehouseError
    from kumkm.warehouse import build, connection
    from kumkm.warehouse import care as whole

    try:
        current = connection.published(settings.warehouse)
        if current is None:
            return care("belum ada yang terbit", _BUILD)
        whole.read_whole(current)
    except WarehouseError as error:
        return fault(str(error), _BUILD)
    if newer := build.stale(settings, current):
        return care(f"{current.path.name} utuh, tetapi berubah sejak itu: {', '.join(newer)}", _BUILD)
    return ok(f"{current.path.name} utuh, skema {connection.SCHEMA_VERSION}")


def kept(settings: Settings) -> Verdict:
    """The other builds that are kept, to return to."""
    from kumkm.warehouse import care as whole
    from kumkm.warehouse import connection

    damaged = whole.damaged_builds(settings, connection.whole(settings.warehouse))
    if damaged:
        return care(f"tidak dapat dibuka: {counted(damaged)}", "Hapus berkas itu; buku kiriman tidak terpengaruh.")
    return ok(f"{len(list(settings.warehouse.glob('kumkm-*.duckdb')))} versi tersimpan")


def leftovers(settings: Settings) -> Verdict:
    """Files of builds that were killed."""
    from kumkm.warehouse import care as whole

    paths = whole.leftovers(settings.warehouse)
    if not paths:
        return ok("tidak ada sisa build yang terputus")
    size = sum(path.stat().st_size for path in paths if path.exists()) // 2**20
    return care(f"{len(paths)} berkas sisa build yang terputus, {size} MiB", f"Hilang pada build berikutnya. {_BUILD}")


def ledger(settings: Settings) -> Verdict:
    """The journal read line by line, and the cells of every file it names."""
    from kumkm.errors import WarehouseError
    from kumkm.warehouse import care as whole
    from kumkm.warehouse.ledger.store import Ledger

    try:
        lost = whole.lost_cells(settings.warehouse)
        state = Ledger(settings.warehouse).state()
    except WarehouseError as error:
        return fault(str(error), _RESTORE)
    except (KeyError, TypeError, ValueError, AttributeError):
        return fault("Buku kiriman rusak: ada baris jurnal yang tidak lengkap.", _RESTORE)
    if lost:
        return fault(f"isi {len(lost)} berkas hilang dari buku kiriman: {counted(lost)}", _RESTORE)
    if not state.length and any(settings.warehouse.glob("kumkm-*.duckdb")):
        return fault("jurnal buku kiriman hilang atau kosong", _RESTORE)
    return ok(f"{state.length} catatan, {len(state.received)} berkas kiriman")


def deliveries(settings: Settings) -> Verdict:
    """The folder of deliveries: every file can be read, and what was not taken in yet."""
    from kumkm.ingest import personal
    from kumkm.warehouse import care as whole
    from kumkm.warehouse import intake

    if settings.raw.exists() and not settings.raw.is_dir():
        return fault(f"{settings.raw} bukan folder", "Pindahkan berkas itu, atau periksa KUMKM_RAW.")
    if not settings.raw.is_dir():
        return ok(f"{settings.raw} belum ada: belum ada kiriman")
    count, closed = whole.unreadable(settings)
    if closed:
        names = [personal.clean_name(name) for name in closed]
        return care(f"tidak dapat dibaca: {counted(names)}", "Periksa izin berkasnya, atau minta dikirim lagi.")
    if new := intake.waiting(settings):
        return care(f"{len(new)} dari {count} kiriman belum diperiksa", _BUILD)
    return ok(f"{count} kiriman dapat dibaca")


def store(settings: Settings) -> Verdict:
    """The office's store: opens, whole, guarded."""
    from kumkm.errors import StoreError, UsageError
    from kumkm.store import care as whole
    from kumkm.store import engine

    if not engine.exists(settings):
        if settings.store_file.exists():
            return fault(f"{settings.store_file} bukan berkas", _RESTORE)
        return ok("belum ada rapat")
    try:
        faults = whole.faults(settings)
    except UsageError as error:
        return fault(str(error), "Perbaiki KUMKM_STORE.")
    except StoreError as error:
        return fault(str(error), _RESTORE)
    if faults:
        return fault(f"simpanan kantor: {'; '.join(faults)}", _RESTORE)
    return ok("simpanan kantor utuh dan terjaga")


def audit_log(settings: Settings) -> Verdict:
    """The chain of the audit log."""
    from kumkm.errors import KumkmError
    from kumkm.store import audit, heads

    try:
        entries = audit.entries(settings)
    except KumkmError:
        return care("simpanan kantor tidak terbaca, buku audit tidak dapat diuji", "Perbaiki simpanan kantor dahulu.")
    if (broken := audit.broken_at(entries, heads.read(settings.audit_heads))) is not None:
        return fault(f"putus pada catatan {broken[0]}: {broken[1]}", f"Bandingkan dengan cadangan. {_RESTORE}")
    return ok(f"{len(entries)} catatan, rantainya utuh")


def clock(settings: Settings) -> Verdict:
    """Whether the clock can be right: not before what was last written down."""
    from kumkm.errors import WarehouseError
    from kumkm.settings import EMBEDDED_ON
    from kumkm.warehouse import care as whole

    now = datetime.now(UTC)
    remedy = "Setel jam komputer ini; urutan catatan tetap terjaga, tetapi tanggalnya keliru."
    if now.date() < EMBEDDED_ON:
        return care(f"jam menunjuk {now:%d-%m-%Y}, sebelum program ini dibuat", remedy)
    try:
        late = whole.ahead(settings, now)
    except WarehouseError:
        return care("jurnal tidak terbaca, jam tidak dapat dibandingkan", "Perbaiki buku kiriman dahulu.")
    if late > _TOLERATED:
        return care(f"jam {now:%d-%m-%Y %H.%M} UTC, tetapi catatan terakhir {now + late:%d-%m-%Y %H.%M} UTC", remedy)
    return ok(f"{now:%d-%m-%Y %H.%M} UTC, sesudah catatan terakhir")
