"""`audit log`: who did what, and whether anything of that was changed or taken away."""

from __future__ import annotations

import argparse
import sys

from kumkm import settings as project
from kumkm.commands.output import write_json
from kumkm.errors import KumkmError
from kumkm.settings import Settings
from kumkm.store import audit, engine, heads
from kumkm.warehouse.acts import acts

_WHOLE, _BROKEN = 0, 1


def run(options: argparse.Namespace) -> int:
    """Print the log, or verify it: 0 where the chain is whole, 1 where it breaks."""
    settings = project.load(options.warehouse, options.raw)
    if options.verify:
        return _verify(settings)
    catch_up(settings)
    entries = audit.entries(settings)
    if options.json:
        write_json(options.json, [dict(row) for row in entries])
    if options.json != "-":
        for row in entries:
            line = "  ".join(filter(None, (row["who"], row["what"], row["build"], row["selection"])))
            print(f"{row['entry']:>6}  {row['at'][:19].replace('T', ' ')} UTC  {line}")
        print(f"{len(entries)} catatan.")
    return _WHOLE


def _verify(settings: Settings) -> int:
    entries, kept = audit.entries(settings), heads.read(settings.audit_heads)
    broken = audit.broken_at(entries, kept)
    if broken is not None:
        print(f"Buku audit putus pada catatan {broken[0]}: {broken[1]}.")
        return _BROKEN
    beside = f"{len(kept)} di antaranya tersimpan juga di luar simpanan" if kept else "tanpa saksi di luar simpanan"
    print(f"Buku audit utuh: {len(entries)} catatan, {beside}.")
    return _WHOLE


def catch_up(settings: Settings) -> None:
    """Add what the ledger's journal tells; where that cannot be done now, it is said and done the next time."""
    try:
        audit.catch_up(settings, acts(settings.warehouse))
    except (KumkmError, OSError) as error:
        print(f"Buku audit belum ditambah: {error}", file=sys.stderr)


def catch_up_where_kept(settings: Settings) -> None:
    """The same where there is a store: nobody makes one by building."""
    if engine.exists(settings):
        catch_up(settings)
