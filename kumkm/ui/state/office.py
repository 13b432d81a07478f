"""The meeting this run belongs to, and whether this session leads it: the only way from pages to the office's store."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from typing import Final

import streamlit as st

from kumkm import settings as project
from kumkm.domain.access import Permission
from kumkm.domain.acts import Actor
from kumkm.domain.meeting import Decision, Meeting, Step, Task, Verdict
from kumkm.domain.rules import Settled
from kumkm.errors import StoreError, UsageError
from kumkm.settings import Settings
from kumkm.store import engine
from kumkm.store.meetings import LEADER, Office
from kumkm.ui.state import access
from kumkm.warehouse import build, history
from kumkm.warehouse.connection import Published

_MEETINGS_KEPT: Final = 3
_RETRY_SECONDS: Final = 10.0
_FAILED: Final[dict[tuple[str, str | None], float]] = {}  # stores that could not be read, and when that was found
_LED: Final = "_memimpin"  # the id of the meeting whose code this session has shown
_CODE: Final = "_kode_rapat"  # the code itself, for whoever began it to write down


@st.cache_resource(show_spinner=False)
def _opened(warehouse: str, store: str | None) -> Office:  # the arguments are what it is kept by
    return Office(engine.opened(project.load()))


def _office() -> Office:
    settings = project.load()
    return _opened(str(settings.warehouse), settings.store)


def current() -> Meeting | None:
    """The meeting under way; None where there is none, or the store cannot be read: figures are shown all the same, and
    `trouble` says so.
    """
    settings = project.load()
    if not engine.exists(settings) or _failed_just_now(settings):
        return None
    try:
        meeting = _office().current()
    except (StoreError, OSError):
        _FAILED[_place(settings)] = time.monotonic()
        return None
    _FAILED.pop(_place(settings), None)
    return meeting


def trouble() -> str:
    """That the store cannot be read, what that means for what is shown, and what to do; empty where it can."""
    settings = project.load()
    current()
    if _place(settings) not in _FAILED:
        return ""
    file = f"berkas {settings.store_file.name} di folder gudang data"
    where = "server basis data di KUMKM_STORE" if settings.store else file
    return (
        "Data rapat tidak dapat dibaca: yang tampil data terbitan terakhir, tidak dibekukan, tanpa keputusan rapat. "
        f"Periksa {where} (rusak, terkunci, atau tanpa izin), pulihkan dari cadangan, lalu muat ulang."
    )


def _failed_just_now(settings: Settings) -> bool:
    """A store that is locked makes whoever asks wait: it is not asked again at once."""
    return time.monotonic() - _FAILED.get(_place(settings), -math.inf) < _RETRY_SECONDS


def _place(settings: Settings) -> tuple[str, str | None]:
    return str(settings.warehouse), settings.store


def frozen() -> Published | None:
    """The build the meeting under way is pinned to; None without a meeting, or where its file is gone."""
    meeting = current()
    if meeting is None:
        return None
    path = history.path_of(project.load(), meeting.build_id)
    return replace(history.at(path), pinned=True) if path.is_file() else None


def leads(meeting: Meeting | None) -> bool:
    """Whether this session leads the meeting: it has shown the code, and may lead still."""
    shown = meeting is not None and st.session_state.get(_LED) == meeting.id
    return shown and access.may(Permission.LEAD)


def code(meeting: Meeting) -> str:
    """The code of the meeting, in the session that began it; elsewhere empty."""
    held: tuple[str, str] = st.session_state.get(_CODE, ("", ""))
    return held[1] if held[0] == meeting.id else ""


def begin(name: str, place: str, build_id: str, steps: list[Step]) -> None:
    """Begin a meeting on a build, led by this session. The build is kept from being cleared away first."""
    who = access.require(Permission.LEAD).actor(LEADER)
    warehouse = project.load().warehouse
    build.hold(warehouse, build_id)
    meeting, new_code = _office().begin(name, place, build_id, steps, by=who)
    _release_old()
    st.session_state[_LED] = meeting.id
    st.session_state[_CODE] = (meeting.id, new_code)


def lead(meeting: Meeting, given: str) -> None:
    """Lead the meeting from this session too. Raises UsageError for a wrong code."""
    if not _office().leads(meeting.id, given, by=access.require(Permission.LEAD).actor(LEADER)):
        raise UsageError("Kode pemimpin rapat tidak cocok. Kode tertulis pada layar yang memulai rapat.")
    st.session_state[_LED] = meeting.id


def finish(meeting: Meeting) -> None:
    """End it; only who leads may."""
    _office().finish(meeting.id, by=_must_lead(meeting))
    _release_old()


def _release_old() -> None:
    """Builds of the last meetings stay: their letters can be written again, and the next is compared with them."""
    kept = [item.build_id for item in _office().meetings()[:_MEETINGS_KEPT]]
    build.release(project.load().warehouse, besides=kept)


def go(meeting: Meeting, step_id: str) -> None:
    """Go to a step, on all screens; only who leads may."""
    _must_lead(meeting)
    _office().go(meeting.id, step_id)


def darken(meeting: Meeting, black: bool) -> None:
    """Turn all screens black, or on again; only who leads may."""
    _must_lead(meeting)
    _office().darken(meeting.id, black)


def arrange(meeting: Meeting, steps: list[Step]) -> None:
    """Another agenda; only who leads may."""
    _office().arrange(meeting.id, steps, by=_must_lead(meeting))


def decide(meeting: Meeting, proposal_id: str, verdict: Verdict | None, amount_idr: int | None, reason: str) -> None:
    """Add what the meeting says of a proposal; only who leads may."""
    _office().decide(meeting.id, proposal_id, verdict, amount_idr, reason, by=_must_lead(meeting))


def note(meeting: Meeting, what: str, who: str, due_on: str, step_id: str, task_id: str | None = None) -> None:
    """Add a task, or reword one; only who leads may."""
    by = _must_lead(meeting)
    _office().note(meeting.id, what, who, due_on, step_id=step_id, task_id=task_id, by=by)


def _must_lead(meeting: Meeting) -> Actor:
    """Asked here, and not only where buttons are drawn: what a browser sends may be forged. Gives who leads."""
    if not leads(meeting):
        raise UsageError("Hanya pemimpin rapat yang dapat mengubah rapat. Masukkan kode pemimpin pada halaman Rapat.")
    return access.visitor().actor(LEADER)


def decisions(meeting: Meeting | None) -> dict[str, Decision]:
    """Proposal → the last word of the meeting."""
    return {} if meeting is None else _office().decisions(meeting.id)


def settled() -> Settled:
    """What the meeting under way has agreed on with an amount, and what it has refused or put off."""
    return Settled.of(decisions(current()))


def tasks(meeting: Meeting | None) -> list[Task]:
    """What was agreed to do."""
    return [] if meeting is None else _office().tasks(meeting.id)


def revision(meeting: Meeting | None) -> str:
    """Differs whenever something that screens show of the meeting does, but where it stands; empty without one."""
    if meeting is None:
        return ""
    try:
        return _office().revision(meeting)
    except (StoreError, OSError):
        return ""


def before(meeting: Meeting | None) -> Meeting | None:
    """The meeting before this one, or the last one; None where there was none, or the store cannot be read."""
    settings = project.load()
    if not engine.exists(settings) or _failed_just_now(settings):
        return None
    try:
        others = [item for item in _office().meetings() if item.ended_at is not None]
    except (StoreError, OSError):
        return None
    return next((item for item in others if meeting is None or item.id != meeting.id), None)


def last() -> Meeting | None:
    """The meeting under way, or the last one that ended."""
    return current() or before(None)


def agendas() -> dict[str, list[Step]]:
    """Every agenda that is kept, by name."""
    return _office().agendas() if engine.exists(project.load()) else {}


def keep_agenda(name: str, steps: list[Step]) -> None:
    """Keep an agenda under a name; only who may lead a meeting may."""
    _office().keep_agenda(name, steps, by=access.require(Permission.LEAD).actor(LEADER))
