"""The audit log: who did what, when, on which build, each entry chained to the one before by its hash.

An entry is written in the transaction of what it tells, so that neither is without the other. The hash of every entry
stands once more in a file beside the store: who takes entries away at the end would have to shorten both.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, func, insert, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from kumkm.domain.acts import Act
from kumkm.settings import Settings
from kumkm.store import care
from kumkm.store import engine as opening
from kumkm.store import heads as witness
from kumkm.store.tables import audit

GENESIS: Final = "buku audit dimulai"
_NOTHING: Final = "0" * 64
_HASHED: Final = ("entry", "at", "who", "what", "build", "selection", "journal", "before")
Entry = Mapping[str, Any]


def record(connection: Connection, act: Act, who: str = "") -> None:
    """Add an entry in the transaction of what it tells; the last thing done in it, for others wait from here on."""
    if connection.dialect.name != "sqlite":  # there the transaction holds the lock already
        connection.exec_driver_sql("LOCK TABLE audit IN EXCLUSIVE MODE")
    latest = connection.execute(select(audit).order_by(audit.c.entry.desc()).limit(1)).mappings().first()
    last: Entry = _add(connection, None, Act(GENESIS), "sistem") if latest is None else dict(latest)
    _add(connection, last, act, act.who or who)


def _add(connection: Connection, last: Entry | None, act: Act, who: str) -> Entry:
    row = {
        "entry": 1 if last is None else last["entry"] + 1,
        "at": act.at or datetime.now(UTC).isoformat(timespec="microseconds"),
        "who": who,
        "what": act.what,
        "build": act.build,
        "selection": act.selection,
        "journal": act.journal,
        "before": _NOTHING if last is None else last["hash"],
    }
    row["hash"] = hashed(row)
    connection.execute(insert(audit), row)
    connection.info.setdefault(witness.PENDING, []).append(f"{row['entry']} {row['hash']}")
    return row


def hashed(row: Entry) -> str:
    """The hash of an entry: of all it says, and of the hash before."""
    content = json.dumps([row[name] for name in _HASHED], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


def record_alone(settings: Settings, act: Act, who: str) -> None:
    """Add an entry of what is kept nowhere else in the store. Raises StoreError where it cannot be written."""
    engine = opening.opened(settings)
    try:
        with opening.written(engine) as connection:
            record(connection, act, who)
    finally:
        engine.dispose()


def catch_up(settings: Settings, acts: Sequence[Act]) -> None:
    """Add what the ledger's journal tells and the log does not yet: a kill between the two loses nothing.

    `acts` are all of the journal, in order. Raises StoreError where the store cannot be written.
    """
    if not acts:
        return
    if opening.exists(settings):
        known = max((row["journal"] or 0 for row in entries(settings)), default=0)
        if (acts[-1].journal or 0) <= known:
            return
    engine = opening.opened(settings)
    try:
        with opening.written(engine) as connection:
            if connection.dialect.name != "sqlite":
                connection.exec_driver_sql("LOCK TABLE audit IN EXCLUSIVE MODE")
            known = connection.execute(select(func.max(audit.c.journal))).scalar() or 0
            for act in acts:
                if (act.journal or 0) > known:
                    record(connection, act)
    finally:
        engine.dispose()


def entries(settings: Settings) -> list[Entry]:
    """Every entry, in order; [] where there is no log. Raises StoreError where the store cannot be read."""
    if not opening.exists(settings):
        return []
    engine = care.looking(settings)
    try:
        return list(_entries(engine))
    except SQLAlchemyError as error:
        raise opening.failed(error) from error
    finally:
        engine.dispose()


def _entries(engine: Engine) -> Iterator[Entry]:
    with engine.connect() as connection:
        if inspect(connection).has_table(audit.name):
            yield from [dict(row) for row in connection.execute(select(audit).order_by(audit.c.entry)).mappings()]


def broken_at(rows: Sequence[Entry], heads: Mapping[int, str]) -> tuple[int, str] | None:
    """The first entry at which the chain breaks, and how, in words; None where it is whole."""
    before = _NOTHING
    for place, row in enumerate(rows, start=1):
        if row["entry"] != place:
            return place, "catatan hilang"
        if row["before"] != before or row["hash"] != hashed(row) or (place == 1 and row["what"] != GENESIS):
            return place, "isinya diubah, atau catatan sebelumnya diganti"
        if heads.get(place, row["hash"]) != row["hash"]:
            return place, "tidak sama dengan kepala yang tersimpan di luar simpanan"
        before = row["hash"]
    if (last := max(heads, default=0)) > len(rows):
        return len(rows) + 1, f"catatan hilang di akhir, sampai nomor {last}"
    return None
