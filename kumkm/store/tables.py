"""Tables of the office's store, in SQLAlchemy's words: the same on SQLite and PostgreSQL.

Moments are ISO texts in UTC. What was said in a meeting is only ever added to: triggers refuse to change or delete it.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    event,
)

metadata: Final = MetaData()

_REFUSED: Final = "hanya dapat ditambah"
_SQLITE: Final = (
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{table} {refused}'); END",
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table} {refused}'); END",
)
_POSTGRESQL: Final = (
    "CREATE OR REPLACE FUNCTION {table}_added_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '{table} {refused}'; END $$",
    "CREATE TRIGGER {table}_added_only BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION {table}_added_only()",
)


def _guard(table: Table, connection: Connection, **_: Any) -> None:
    """Refuse to change or delete rows of a table that has just been made."""
    for text in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(text.format(table=table.name, refused=_REFUSED))


def guards(table: Table, connection: Connection) -> set[str]:
    """The names of the triggers that keep a table from being changed."""
    endings = ("no_update", "no_delete") if connection.dialect.name == "sqlite" else ("added_only",)
    return {f"{table.name}_{ending}" for ending in endings}


meeting: Final = Table(
    "meeting",
    metadata,
    Column("meeting_id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("build_id", Text, nullable=False),
    Column("code_hash", Text, nullable=False),
    Column("agenda", Text, nullable=False),
    Column("step_id", Text, nullable=False),
    Column("step_since", Text, nullable=False),
    Column("black", Boolean, nullable=False),
    Column("begun_at", Text, nullable=False),
    Column("ended_at", Text),
)
# At most one meeting is under way: of those that have not ended there can be one.
current: Final = Table(
    "current_meeting",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("meeting_id", String(32), ForeignKey("meeting.meeting_id"), nullable=False),
)


def _minuted(name: str, *columns: Column[Any]) -> Table:
    """What was said in a meeting: numbered in order, with when and by whom; only ever added to."""
    table = Table(
        name,
        metadata,
        Column("entry", Integer, primary_key=True, autoincrement=True),
        Column("meeting_id", String(32), ForeignKey("meeting.meeting_id"), nullable=False, index=True),
        *columns,
        Column("said_at", Text, nullable=False),
        Column("role", Text, nullable=False),
        sqlite_autoincrement=True,
    )
    event.listen(table, "after_create", _guard)
    return table


verdict: Final = _minuted(
    "verdict",
    Column("proposal_id", Text, nullable=False),
    Column("verdict", Text),  # NULL takes an earlier one back
    Column("amount_idr", BigInteger),
    Column("reason", Text, nullable=False),
)
task: Final = _minuted(
    "task",
    Column("task_id", String(32), nullable=False),
    Column("step_id", Text, nullable=False),
    Column("what", Text),  # NULL takes it back
    Column("who", Text, nullable=False),
    Column("due_on", Text, nullable=False),
)
agenda: Final = Table(
    "agenda",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("steps", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
)
# Who did what, each entry chained to the one before by its hash; see `kumkm/store/audit.py`.
audit: Final = Table(
    "audit",
    metadata,
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("build", Text, nullable=False),
    Column("selection", Text, nullable=False),
    Column("journal", Integer),  # the entry of the ledger's journal that says the same; NULL where there is none
    Column("before", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
event.listen(audit, "after_create", _guard)
# What is only ever added to.
ADDED_ONLY: Final = (verdict, task, audit)
