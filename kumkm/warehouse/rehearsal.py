"""Rehearses deliveries: reads and checks them against what was published before, and publishes nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from kumkm.errors import InputError
from kumkm.ingest import personal
from kumkm.ingest.delivery import Understood
from kumkm.settings import Settings
from kumkm.warehouse import build, checks, deliveries, prior, reference
from kumkm.warehouse.checks import Finding

_SMALL = 20_000_000  # bytes; beyond it is an extract, which two cores read faster


@dataclass(frozen=True)
class Report:
    """What a rehearsal found. `held_back` are files with a galat, `refused` those that could not be read.

    `understood` are lines of how each column was understood, each with its file.
    """

    findings: tuple[Finding, ...]
    held_back: tuple[str, ...]
    refused: tuple[str, ...]
    understood: tuple[tuple[str, Understood], ...] = ()


def check(
    files: Sequence[Path], settings: Settings, accepted: Sequence[str] = (), rules: Collection[str] | None = None
) -> Report:
    """Read and check files against real deliveries published before; raises InputError where none is there.

    `accepted` are words to let pass this once; of `rules` only these are asked.
    """
    if not any(path.exists() for path in files):
        raise InputError(f"Berkas {personal.clean_name(files[0].name)} tidak ditemukan. Periksa nama dan foldernya.")
    with duckdb.connect(":memory:", config={"memory_limit": build.MEMORY}) as connection:
        if sum(path.stat().st_size for path in files if path.is_file()) < _SMALL:
            connection.execute("SET threads = 1")  # many small questions are answered faster by one
        build.create_tables(connection, settings)
        reference.load(connection, settings)
        loaded = deliveries.load_files(connection, settings, files, datetime.now(UTC).date(), accepted)
        checks.record_refusals(connection, loaded.refusals)
        with prior.attached(connection, settings.warehouse) as lent:
            lent.fill_earlier(connection)
            checks.run(connection, settings, rules)
            lent.forget_untold(connection)
        held = set(checks.held_back(connection))
        return Report(
            findings=tuple(checks.findings(connection)),
            held_back=tuple(item.file for item in loaded.deliveries if item.delivery_id in held),
            refused=tuple(item.file for item in loaded.refusals),
            understood=(
                *((item.file, line) for item in loaded.deliveries for line in item.understood),
                *((item.file, line) for item in loaded.refusals for line in item.understood),
            ),
        )
