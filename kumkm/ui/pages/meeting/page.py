"""The page of the meeting: all its steps go to the browser at once, which turns them and asks where the meeting is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import streamlit as st
from markupsafe import Markup

from kumkm.domain.meeting import OWN, Decision, Meeting, Step, Verdict, shown
from kumkm.domain.view.selection import MEETING_PAGE, Selection
from kumkm.errors import KumkmError
from kumkm.narrative.grammar import date_words
from kumkm.narrative.proposal_sentences import money
from kumkm.ui.pages.meeting import back_row, deciding, pictures, preparing
from kumkm.ui.pages.meeting.pictures import Picture
from kumkm.ui.parts import qr
from kumkm.ui.parts.component import Component
from kumkm.ui.shell import taking
from kumkm.ui.state import cache, choices, office

KEY: Final = "rapat"
_ALONE: Final = "_sendiri"  # this screen browses by itself
_FAILED: Final = "_galat_rapat"
_SEQUENCE: Final = "_urutan_langkah"
_stage = Component("rapat", "meeting/meeting.js", "meeting/meeting.css", "meeting/deciding.js", "meeting/presenter.js")
_pictures = Component("rapat_gambar", "meeting/pictures.js")
_WORDS: Final = {
    "of": "dari",
    "simulated": "DATA SIMULASI",
    "back": "Langkah sebelumnya",
    "next": "Langkah berikutnya",
    "black": "Gelap (B)",
    "full": "Layar penuh (F)",
    "prepare": "Mulai rapat",
    "manage": "Rapat",
    "take": "Unduh",
    "home": "Keluar",
    "follow": "Ikuti rapat",
    "alone": "Melihat sendiri",
    "agenda": "Agenda",
    "none": "tidak ada",
    "presenter": "Jendela pemimpin",
    "question": "Pertanyaan",
    "aloud": "Untuk dibacakan",
    "coming": "Berikutnya",
    "timer": "Waktu langkah ini",
    "save": "Simpan",
    "cancel": "Batal",
    "takeBack": "Tarik keputusan",
    "amount": "Nilai disepakati (rupiah)",
    "reason": "Alasan",
    "noProposals": "Belum ada usulan.",
    "more": "usulan lain",
}


def page(selection: Selection) -> None:
    """The stage; it asks by itself where the meeting stands, and for a rerun where more than that changed."""
    meeting = office.current()
    revision = office.revision(meeting)  # before what it is of: what is added meanwhile makes it old, and not unseen
    steps = shown(meeting.steps if meeting else preparing.draft())
    following = meeting is not None and (office.leads(meeting) or not choices.of(_ALONE))
    at = _place(steps, meeting.step_id) if meeting is not None and following else min(selection.step, len(steps)) - 1
    _pictures(_pictured(steps), key=f"{KEY}_gambar", height=1)
    _stage(
        _stage_data(selection, meeting, steps, at) | {"revision": revision},
        key=KEY,
        height=1,
        on_langkah_change=_went,
        on_gelap_change=_darkened,
        on_ikut_change=lambda: choices.put(_ALONE, False),
        on_putuskan_change=_decided,
        on_unduh_change=taking.ask,
        on_siapkan_change=preparing.ask,
        on_berubah_change=lambda: None,  # the rerun is all it asks for
    )
    preparing.offer(meeting)


def _place(steps: list[Step], step_id: str) -> int:
    return next((place for place, step in enumerate(steps) if step.id == step_id), 0)


def _stage_data(selection: Selection, meeting: Meeting | None, steps: list[Step], at: int) -> dict[str, Any]:
    """All the browser shows, and what it may send."""
    leads = office.leads(meeting)
    decisions = office.decisions(meeting)
    step_data = [_step(step, meeting, decisions) for step in steps]
    regions = {
        code: place for place, step in enumerate(steps) if (code := step.query.get("kab")) and step.page == "daerah"
    }
    return {
        "steps": step_data,
        "at": at,
        "sequence": choices.of(_SEQUENCE, 0),
        "leads": leads,
        "follows": meeting is not None and not leads and not choices.of(_ALONE),
        "window": selection.window,
        "meeting": None if meeting is None else _meeting(meeting),
        "regions": [[cache.names()[code], place] for code, place in regions.items() if code in cache.names()],
        "decided": {key: _decision_data(item) for key, item in decisions.items() if item.verdict is not None},
        "verdicts": [[item.value, item.key, item.needs_reason] for item in Verdict],
        "failed": choices.take(_FAILED) or "",
        "trouble": office.trouble(),
        "home": "/",
        "backRow": back_row.words() if selection.window else "",
        "words": _WORDS,
    }


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "name": meeting.name,
        "code": office.code(meeting),
        "since": round(meeting.step_since.timestamp() * 1000),
        "black": meeting.black,
        "frozen": f"Data dibekukan {date_words(meeting.day.isoformat())} · {meeting.build_id[-8:]}",
        "build": f"Versi data {meeting.build_id}",
    }


def _step(step: Step, meeting: Meeting | None, decisions: Mapping[str, Decision]) -> dict[str, Any]:
    """What of a step is no figure of the build."""
    data: dict[str, Any] = {"id": step.id, "title": step.title, "question": step.question}
    if step.page in _OF_MEETING:
        data |= _drawn(_OF_MEETING[step.page](meeting, decisions))
    elif meeting is not None and pictures.is_of_ceiling(step):
        data |= _of_ceiling()
    if step.sentence:
        data["sentence"] = str(Markup("{}").format(step.sentence))
    return data


def _of_ceiling() -> dict[str, Any]:
    """The what-if beside what is settled, in place of the build's own picture; nothing as long as nothing is."""
    settled = office.settled()
    try:
        return _drawn(pictures.ceiling(settled)) if settled.agreed or settled.refused else {}
    except KumkmError:
        return {}


def _pictured(steps: list[Step]) -> dict[str, Any]:
    """The pictures of the build, and what is asked for: the same for everybody, and until another build is shown."""
    try:
        every = pictures.listed_proposals()
    except KumkmError:
        every = {}
    return {
        "pictures": {step.id: _drawn(pictures.picture(step)) for step in steps if step.page not in _OF_MEETING},
        "asked": {key: _one(item) for key, item in every.items()},
    }


def _drawn(picture: Picture) -> dict[str, Any]:
    data: dict[str, Any] = {
        "kind": picture.kind,
        "sentence": str(picture.sentence),
        "body": str(picture.body),
        "source": picture.source,
        "aloud": list(picture.aloud),
    }
    others = (("simulated", picture.simulated), ("map", picture.map), ("proposals", list(picture.proposals)))
    return data | {name: value for name, value in others if value}


def _one(item: pictures.ListedProposal) -> dict[str, Any]:
    data = {"title": item.title, "stage": item.stage, "amount": item.amount, "idr": item.amount_idr}
    return data | ({"simulated": True} if item.simulated else {})


def _decision_data(decision: Decision) -> dict[str, Any]:
    data = {"verdict": decision.verdict, "reason": decision.reason}
    if decision.amount_idr is not None:
        data["agreed"] = money(decision.amount_idr)
    return data


def _went() -> None:
    """Whoever leads takes all screens along; everybody else turns their own, and follows no longer."""
    sent = choices.of(KEY).langkah
    if not isinstance(sent, Mapping):
        return
    meeting = office.current()
    steps = shown(meeting.steps if meeting else preparing.draft())
    place = _place(steps, str(sent.get("to")))
    choices.put("langkah", place + 1)
    choices.put(_SEQUENCE, int(sent.get("sequence", 0)))
    if meeting is not None and office.leads(meeting):
        _tried(lambda: office.go(meeting, steps[place].id))
    elif meeting is not None:
        choices.put(_ALONE, True)


def _darkened() -> None:
    meeting = office.current()
    if meeting is not None and office.leads(meeting):
        _tried(lambda: office.darken(meeting, choices.of(KEY).gelap is True))


def _decided() -> None:
    meeting = office.current()
    if meeting is not None:
        _tried(lambda: deciding.decide(meeting, choices.of(KEY).putuskan, pictures.listed_proposals()))


def _tried(act: Any) -> None:
    """What cannot be done is said on the stage."""
    try:
        act()
    except KumkmError as error:
        choices.put(_FAILED, str(error))


# -- pictures that are made of what the meeting decides --------------------------------------------


def _title(meeting: Meeting | None, _decisions: Mapping[str, Decision]) -> Picture:
    """Theme, name and place of the meeting, and the way to it as a code to be photographed."""
    picture = pictures.picture(Step("judul", "", "judul"))
    facts = " · ".join(filter(None, (meeting.name, meeting.place))) if meeting else "Rapat belum dimulai"
    day = date_words(meeting.day.isoformat()) if meeting else ""
    body = Markup('<p class="k-who">Dinas Koperasi dan UMKM Provinsi Sulawesi Tenggara</p><p class="k-where">{}</p>{}')
    return Picture(picture.sentence, body.format(" · ".join(filter(None, (facts, day))), _qr()), kind="title")


def _qr() -> Markup:
    """The address of the meeting as this browser reached it; nothing where no browser asks."""
    if not st.context.url:
        return Markup()
    here = urlsplit(st.context.url)
    return qr.code_html(f"{here.scheme}://{here.netloc}{here.path.removesuffix(MEETING_PAGE)}{MEETING_PAGE}", size=220)


_OF_MEETING: Final = {
    "judul": _title,
    "sejak": deciding.since,
    "keputusan": deciding.decided,
    "berita-acara": deciding.minutes,
}
assert set(_OF_MEETING) <= set(OWN)
