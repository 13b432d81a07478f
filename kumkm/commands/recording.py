"""Tells the audit log of what commands do: the one place they pass through for that."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import suppress

from kumkm import settings as project
from kumkm.errors import KumkmError
from kumkm.settings import Settings

Run = Callable[[argparse.Namespace], int]


def of_journal(run: Run) -> Run:
    """A command whose acts stand in the ledger's journal: the log follows, also after one that failed half way."""

    def recorded(options: argparse.Namespace) -> int:
        try:
            return run(options)
        finally:
            from kumkm.commands import audit_log

            with suppress(KumkmError):
                audit_log.catch_up_where_kept(project.load(options.warehouse, options.raw))

    return recorded


def of_export(name: str, run: Run) -> Run:
    """A command that writes a file to take away."""

    def recorded(options: argparse.Namespace) -> int:
        code = run(options)
        _tell(name, options)
        return code

    return recorded


def _tell(name: str, options: argparse.Namespace) -> None:
    """That a file was written: it is there, whether or not the log can be written now."""
    from kumkm.domain.acts import Act
    from kumkm.store import audit
    from kumkm.warehouse.ledger.store import somebody

    settings = project.load(options.warehouse, options.raw)
    selection = {key: getattr(options, key, None) for key in ("region", "year")}
    about = ", ".join(f"{key} {value}" for key, value in selection.items() if value is not None)
    try:
        audit.record_alone(settings, Act(f"ekspor {name}", _build_of(settings, options), about), somebody())
    except (KumkmError, OSError) as error:
        print(f"Buku audit belum ditambah: {error}", file=sys.stderr)


def _build_of(settings: Settings, options: argparse.Namespace) -> str:
    """The build an export was of: the one asked for, that of its meeting, or the published one."""
    from kumkm.store import engine
    from kumkm.store.meetings import Office
    from kumkm.warehouse import connection

    if hasattr(options, "meeting"):
        opened = engine.opened(settings)
        try:
            return Office(opened).proceedings(options.meeting).meeting.build_id
        finally:
            opened.dispose()
    if options.build:
        return str(options.build)
    current = connection.published(settings.warehouse)
    return "" if current is None else current.build_id
