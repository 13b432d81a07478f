"""One at a time: whoever builds, publishes, undoes or withdraws keeps the others out of a warehouse meanwhile.

The lock is the operating system's: it ends with the process that holds it, however that ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kumkm.errors import UsageError, WarehouseError

LOCK = ".kunci"
PATIENCE_SECONDS = 10 * 60  # how long a command waits for another one


@contextmanager
def locked(warehouse: Path, *, patience: float = 0) -> Iterator[None]:
    """Keep others out of a warehouse, after waiting for `patience` seconds.

    Raises UsageError where somebody is still at it then, WarehouseError where the folder cannot be written.
    """
    lock = FileLock(warehouse / LOCK, timeout=patience, poll_interval=0.05)
    try:
        warehouse.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise UsageError(
            "Orang lain sedang menerbitkan atau membatalkan penerbitan. Tunggu sampai selesai, lalu coba lagi; "
            "tidak ada yang berubah."
        ) from None
    except OSError as error:
        raise cannot_write(warehouse, error) from error
    try:
        yield
    finally:
        lock.release()


def cannot_write(warehouse: Path, error: Exception) -> WarehouseError:
    """What is said where the disk is full or the folder may not be written."""
    reason = getattr(error, "strerror", None) or (str(error).splitlines() or [type(error).__name__])[0]
    return WarehouseError(
        f"Gudang data tidak dapat ditulis di {warehouse}: {reason}. "
        "Periksa folder, izin, dan ruang cakram; yang terbit tidak berubah."
    )
