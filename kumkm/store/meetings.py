"""Meetings and what was decided in them: begun and ended once, led by whoever holds the code, only ever added to."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, RowMapping, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from kumkm.domain import meeting as agendas
from kumkm.domain.acts import Act, Actor
from kumkm.domain.meeting import Decision, Meeting, Proceedings, Standing, Step, Task, Verdict
from kumkm.errors import StoreError, UsageError
from kumkm.store import audit, tables
from kumkm.store import engine as opening

_LETTERS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is read as another
_CODE_LENGTH: Final = 8
LEADER: Final = "pemimpin rapat"
_LEADING: Final = Actor(LEADER)
NONE_YET: Final = "Belum ada rapat yang tercatat. Mulai rapat pada halaman Rapat dahulu."


class Office:
    """The office's store, open. Every method raises StoreError where the store cannot be read or written.

    What changes something is told in the audit log in the same transaction; `by` is who does it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    # -- one meeting at a time ---------------------------------------------------------------------

    def current(self) -> Meeting | None:
        """The meeting under way; None where there is none."""
        with opening.read(self._engine) as connection:
            query = select(tables.meeting).join(tables.current)
            row = connection.execute(query).mappings().first()
        return None if row is None else _meeting(row)

    def meetings(self) -> list[Meeting]:
        """All there were, the latest first."""
        with opening.read(self._engine) as connection:
            rows = connection.execute(select(tables.meeting).order_by(tables.meeting.c.begun_at.desc())).mappings()
            return [_meeting(row) for row in rows]

    def begin(
        self,
        name: str,
        place: str,
        build_id: str,
        steps: Sequence[Step],
        now: datetime | None = None,
        *,
        by: Actor = _LEADING,
    ) -> tuple[Meeting, str]:
        """Begin a meeting on a build; with it the code that leads it, which is kept nowhere.

        Raises UsageError where another one is under way, or there is nothing to show.
        """
        if not agendas.shown(steps):
            raise UsageError("Agenda tidak memuat langkah yang ditampilkan. Tampilkan paling sedikit satu.")
        code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH))
        moment = _written(now or datetime.now(UTC))
        row: dict[str, Any] = {
            "meeting_id": secrets.token_hex(16),
            "name": name.strip() or "Rapat",
            "place": place.strip(),
            "build_id": build_id,
            "code_hash": _hashed(code, secrets.token_hex(8)),
            "agenda": _packed(steps),
            "step_id": agendas.shown(steps)[0].id,
            "step_since": moment,
            "black": False,
            "begun_at": moment,
            "ended_at": None,
        }
        try:
            with opening.written(self._engine) as connection:
                connection.execute(insert(tables.meeting), row)
                connection.execute(insert(tables.current), {"place": 1, "meeting_id": row["meeting_id"]})
                audit.record(connection, Act("rapat dimulai", build_id, _about(row["meeting_id"])), str(by))
        except StoreError as error:
            if isinstance(error.__cause__, IntegrityError):
                raise UsageError("Rapat lain sedang berlangsung. Akhiri dahulu dengan “Selesai”.") from error
            raise
        return _meeting(row), code

    def leads(self, meeting_id: str, code: str, *, by: Actor = _LEADING) -> bool:
        """Whether a code is that of the meeting under way; that somebody leads from now on is told."""
        with opening.read(self._engine) as connection:
            query = select(tables.meeting.c.code_hash, tables.meeting.c.build_id).join(tables.current)
            kept = connection.execute(query.where(tables.meeting.c.meeting_id == meeting_id)).mappings().first()
        if kept is None:
            return False
        salt = str(kept["code_hash"]).partition("$")[0]
        if not hmac.compare_digest(str(kept["code_hash"]), _hashed(code.strip().upper(), salt)):
            return False
        with opening.written(self._engine) as connection:
            audit.record(connection, Act("pimpinan rapat diambil", kept["build_id"], _about(meeting_id)), str(by))
        return True

    def go(self, meeting_id: str, step_id: str, now: datetime | None = None) -> None:
        """Go to a step; the timer of its slot begins anew."""
        self._set(meeting_id, step_id=step_id, step_since=_written(now or datetime.now(UTC)), black=False)

    def darken(self, meeting_id: str, black: bool) -> None:
        """Turn the screens black, or on again."""
        self._set(meeting_id, black=black)

    def arrange(self, meeting_id: str, steps: Sequence[Step], *, by: Actor = _LEADING) -> None:
        """Another agenda for the meeting under way; the step it stands at stays, if it is still there."""
        if not agendas.shown(steps):
            raise UsageError("Agenda tidak memuat langkah yang ditampilkan. Tampilkan paling sedikit satu.")
        act = Act("agenda rapat diubah", selection=_about(meeting_id, f"{len(steps)} langkah"))
        self._set(meeting_id, act, str(by), agenda=_packed(steps))

    def _set(self, meeting_id: str, act: Act | None = None, who: str = "", **values: object) -> None:
        with opening.written(self._engine) as connection:
            build_id = _must_be_current(connection, meeting_id)
            connection.execute(update(tables.meeting).where(tables.meeting.c.meeting_id == meeting_id).values(**values))
            if act is not None:
                audit.record(connection, replace(act, build=build_id), who)

    def finish(self, meeting_id: str, now: datetime | None = None, *, by: Actor = _LEADING) -> None:
        """End the meeting; what was decided stays."""
        with opening.written(self._engine) as connection:
            build_id = _must_be_current(connection, meeting_id)
            ended = {"ended_at": _written(now or datetime.now(UTC)), "black": False}
            connection.execute(update(tables.meeting).where(tables.meeting.c.meeting_id == meeting_id).values(**ended))
            connection.execute(delete(tables.current))
            audit.record(connection, Act("rapat selesai", build_id, _about(meeting_id)), str(by))

    # -- what is decided ---------------------------------------------------------------------------

    def decide(
        self,
        meeting_id: str,
        proposal_id: str,
        verdict: Verdict | None,
        amount_idr: int | None = None,
        reason: str = "",
        now: datetime | None = None,
        *,
        by: Actor = _LEADING,
    ) -> None:
        """Add what the meeting says of a proposal; None takes an earlier verdict back.

        Raises UsageError for a verdict without the reason it needs, and an amount that is none.
        """
        if verdict is not None and verdict.needs_reason and not reason.strip():
            raise UsageError(f"Sebutkan alasannya: usulan yang {verdict.words} harus dapat ditindaklanjuti.")
        if amount_idr is not None and amount_idr < 0:
            raise UsageError("Nilai yang disepakati tidak boleh kurang dari nol.")
        row = {
            "meeting_id": meeting_id,
            "proposal_id": proposal_id,
            "verdict": verdict,
            "amount_idr": amount_idr if verdict is Verdict.AGREED else None,
            "reason": reason.strip(),
            "said_at": _written(now or datetime.now(UTC)),
            "role": LEADER,
        }
        with opening.written(self._engine) as connection:
            build_id = _must_be_current(connection, meeting_id)
            connection.execute(insert(tables.verdict), row)
            amount = "" if row["amount_idr"] is None else f" Rp{row['amount_idr']}"
            detail = f"usulan {proposal_id}: {'ditarik' if verdict is None else verdict.value}{amount}"
            audit.record(connection, Act("keputusan", build_id, _about(meeting_id, detail)), str(by))

    def decisions(self, meeting_id: str) -> dict[str, Decision]:
        """What the meeting says of each proposal, the last word of each; what was taken back is left out."""
        last = {item.proposal_id: item for item in self.every_decision(meeting_id)}
        return {key: item for key, item in last.items() if item.verdict is not None}

    def every_decision(self, meeting_id: str) -> list[Decision]:
        """All that was entered, in order."""
        query = select(tables.verdict).where(tables.verdict.c.meeting_id == meeting_id)
        with opening.read(self._engine) as connection:
            rows = connection.execute(query.order_by(tables.verdict.c.entry)).mappings().all()
        return [_decision(row) for row in rows]

    def note(
        self,
        meeting_id: str,
        what: str,
        who: str,
        due_on: str,
        *,
        step_id: str = "",
        task_id: str | None = None,
        now: datetime | None = None,
        by: Actor = _LEADING,
    ) -> None:
        """Add a task, or reword one; an empty `what` takes it back. Raises UsageError where nobody does it."""
        if what.strip() and not who.strip():
            raise UsageError("Sebutkan siapa yang mengerjakan.")
        row = {
            "meeting_id": meeting_id,
            "task_id": task_id or secrets.token_hex(8),
            "step_id": step_id,
            "what": what.strip() or None,
            "who": who.strip(),
            "due_on": due_on.strip(),
            "said_at": _written(now or datetime.now(UTC)),
            "role": LEADER,
        }
        with opening.written(self._engine) as connection:
            build_id = _must_be_current(connection, meeting_id)
            connection.execute(insert(tables.task), row)
            detail = f"tindak lanjut {row['task_id']}{' ditarik' if row['what'] is None else ''}"
            audit.record(connection, Act("tindak lanjut", build_id, _about(meeting_id, detail)), str(by))

    def tasks(self, meeting_id: str) -> list[Task]:
        """The tasks that stand, in the order they were first said, each as it was worded last."""
        query = select(tables.task).where(tables.task.c.meeting_id == meeting_id).order_by(tables.task.c.entry)
        latest: dict[str, Task | None] = {}
        with opening.read(self._engine) as connection:
            for row in connection.execute(query).mappings():
                latest[row["task_id"]] = _task(row)
        return [item for item in latest.values() if item is not None]

    def proceedings(self, meeting_id: str | None = None) -> Proceedings:
        """A meeting with what came of it: the one named, else the one under way, else the last one.

        Raises UsageError where there is none.
        """
        every = self.meetings()
        if not every:
            raise UsageError(NONE_YET)
        meeting = self.current() or every[0]
        if meeting_id is not None:
            by_id = {item.id: item for item in every}
            if meeting_id not in by_id:
                known = "; ".join(f"{item.id} ({item.name})" for item in every)
                raise UsageError(f"Rapat '{meeting_id[:40]}' tidak ada. Yang tercatat: {known}.")
            meeting = by_id[meeting_id]
        return Proceedings(meeting, self.decisions(meeting.id), tuple(self.tasks(meeting.id)))

    def revision(self, meeting: Meeting) -> str:
        """Differs whenever something that screens show of a meeting does, but where it stands."""
        with opening.read(self._engine) as connection:
            last = [
                connection.execute(select(func.max(table.c.entry)).where(table.c.meeting_id == meeting.id)).scalar()
                for table in (tables.verdict, tables.task)
            ]
        shown = (meeting.id, meeting.name, meeting.build_id, meeting.steps, last)
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]

    def standing(self) -> Standing | None:
        """Where the meeting under way stands; None where there is none."""
        meeting = self.current()
        if meeting is None:
            return None
        return Standing(meeting.step_id, meeting.step_since, meeting.black, self.revision(meeting))

    # -- agendas that are kept ---------------------------------------------------------------------

    def agendas(self) -> dict[str, list[Step]]:
        """Every agenda that is kept, by name."""
        with opening.read(self._engine) as connection:
            rows = connection.execute(select(tables.agenda).order_by(tables.agenda.c.name)).mappings().all()
        return {row["name"]: agendas.from_json(json.loads(row["steps"])) for row in rows}

    def keep_agenda(self, name: str, steps: Sequence[Step], *, by: Actor = _LEADING) -> None:
        """Keep an agenda under a name, in place of what had it."""
        if not name.strip():
            raise UsageError("Beri nama agendanya.")
        row = {"name": name.strip()[:80], "steps": _packed(steps), "changed_at": _written(datetime.now(UTC))}
        with opening.written(self._engine) as connection:
            connection.execute(delete(tables.agenda).where(tables.agenda.c.name == row["name"]))
            connection.execute(insert(tables.agenda), row)
            audit.record(connection, Act("agenda disimpan", selection=f"{len(steps)} langkah"), str(by))

    def forget_agenda(self, name: str, *, by: Actor = _LEADING) -> None:
        """Keep it no longer."""
        with opening.written(self._engine) as connection:
            connection.execute(delete(tables.agenda).where(tables.agenda.c.name == name))
            audit.record(connection, Act("agenda dihapus"), str(by))


def _must_be_current(connection: Connection, meeting_id: str) -> str:
    """Nothing is added to a meeting that has ended; returns the build it is pinned to."""
    query = select(tables.meeting.c.meeting_id, tables.meeting.c.build_id).join(tables.current)
    row = connection.execute(query).mappings().first()
    if row is None or row["meeting_id"] != meeting_id:
        raise UsageError("Rapat ini sudah selesai; yang dicatat tidak dapat ditambah lagi.")
    return str(row["build_id"])


def _about(meeting_id: str, detail: str = "") -> str:
    """What an entry of the audit log is about: ids and figures, no words that somebody typed."""
    return f"rapat {meeting_id[:8]}{', ' if detail else ''}{detail}"


def _hashed(code: str, salt: str) -> str:
    return f"{salt}${hashlib.scrypt(code.encode(), salt=salt.encode(), n=2**12, r=8, p=1).hex()}"


def _packed(steps: Sequence[Step]) -> str:
    return json.dumps(agendas.as_json(steps), ensure_ascii=False)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _meeting(row: RowMapping | Mapping[str, Any]) -> Meeting:
    return Meeting(
        row["meeting_id"],
        row["name"],
        row["place"],
        row["build_id"],
        tuple(agendas.from_json(json.loads(row["agenda"]))),
        row["step_id"],
        datetime.fromisoformat(row["step_since"]),
        bool(row["black"]),
        datetime.fromisoformat(row["begun_at"]),
        None if row["ended_at"] is None else datetime.fromisoformat(row["ended_at"]),
    )


def _decision(row: RowMapping) -> Decision:
    return Decision(
        row["proposal_id"],
        None if row["verdict"] is None else Verdict(row["verdict"]),
        row["amount_idr"],
        row["reason"],
        datetime.fromisoformat(row["said_at"]),
        row["role"],
    )


def _task(row: RowMapping) -> Task | None:
    if row["what"] is None:
        return None
    said_at = datetime.fromisoformat(row["said_at"])
    return Task(row["task_id"], row["step_id"], row["what"], row["who"], row["due_on"], said_at)
