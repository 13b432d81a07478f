"""The file of roles: which account has which. Read again whenever it changes, so that a role taken away is gone at the
next click.

    [akun]
    "kepala@contoh.go.id" = ["pimpinan"]
    "operator.kolaka@contoh.go.id" = ["operator:74.01"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from kumkm.domain.access import Grant
from kumkm.errors import UsageError

_TABLE: Final = "akun"
Roles = Mapping[str, tuple[Grant, ...]]


def read(path: Path) -> Roles:
    """Account (an e-mail address in small letters) → its roles. Raises UsageError where the file is missing or says
    something else: then nobody has a role.
    """
    try:
        found = path.stat()
    except OSError as error:
        raise UsageError(
            f"Berkas peran {path.name} tidak dapat dibaca ({error.strerror}). Buat berkas itu (docs/menjalankan.md), "
            "atau sebut tempatnya pada KUMKM_ROLES."
        ) from error
    return _read(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _size: int) -> Roles:  # what it is kept by
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"Berkas peran {path.name} tidak dapat dibaca: {error}.") from error
    accounts = content.get(_TABLE)
    if not isinstance(accounts, dict):
        raise UsageError(f"Berkas peran {path.name}: yang diharapkan tabel [{_TABLE}] dengan satu baris tiap akun.")
    return {account.strip().lower(): _grants(path, account, said) for account, said in accounts.items()}


def _grants(path: Path, account: str, said: Any) -> tuple[Grant, ...]:
    if not isinstance(said, list) or not all(isinstance(each, str) for each in said):
        raise UsageError(f'Berkas peran {path.name}, akun {account}: yang diharapkan daftar, misalnya ["perencana"].')
    try:
        return tuple(Grant.of(each) for each in said)
    except ValueError as error:
        raise UsageError(f"Berkas peran {path.name}, akun {account}: {error}.") from error
