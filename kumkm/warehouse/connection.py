"""Which build is published, and a locked, read-only connection to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import duckdb

from kumkm.errors import WarehouseError
from kumkm.warehouse import sql

POINTER = "current.json"
SCHEMA_VERSION = 14
_REMEDY = "Jalankan `python -m kumkm build` untuk membangunnya kembali dari berkas sumber."


@dataclass(frozen=True)
class Published:
    """The build the pointer names; `pinned` is one rolled back to, which stays until the next build is asked for."""

    build_id: str
    path: Path
    input_hash: str
    pinned: bool = False


def published(warehouse: Path) -> Published | None:
    """Return the published build, or None where none of this program's schema was published.

    Raises WarehouseError if the pointer is unreadable or names a missing file.
    """
    pointer = warehouse / POINTER
    if not pointer.exists():
        return None
    try:
        content = json.loads(pointer.read_text(encoding="utf-8"))
        if content["schema_version"] != SCHEMA_VERSION:
            return None
        build_id, file, input_hash = content["build_id"], content["file"], content["input_hash"]
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise WarehouseError(f"Penunjuk gudang data {POINTER} rusak. {_REMEDY}") from error
    path = warehouse / Path(str(file)).name
    if not path.is_file():
        raise WarehouseError(f"Berkas gudang data {path.name} tidak ditemukan. {_REMEDY}")
    return Published(str(build_id), path, str(input_hash), bool(content.get("pinned", False)))


def whole(warehouse: Path) -> Published | None:
    """The published build where it is there and can be opened, else None: for whoever is about to make it anew."""
    try:
        build = published(warehouse)
        if build is not None:
            connect(build).close()
    except (WarehouseError, duckdb.Error):
        return None
    return build


def connect(build: Published) -> duckdb.DuckDBPyConnection:
    """Open a build read-only, without access to other files, its configuration locked.

    Use `.cursor()` for every call: one connection must not be shared between threads.
    """
    try:
        connection = duckdb.connect(
            str(build.path),
            read_only=True,
            config={"enable_external_access": "false", "lock_configuration": "true"},
        )
        row = connection.execute(sql.text("builds", "build_id")).fetchone()
    except duckdb.Error as error:
        raise WarehouseError(f"Berkas gudang data {build.path.name} rusak atau tidak terbaca. {_REMEDY}") from error
    if row is None or row[0] != build.build_id:
        connection.close()
        raise WarehouseError(f"Isi {build.path.name} tidak sesuai dengan penunjuk {POINTER}. {_REMEDY}")
    return connection


def attach(opened: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    """Put a build beside what is open, to be read by a name."""
    opened.execute(f"ATTACH ? AS {sql.name(name)} (READ_ONLY)", [str(path)])
