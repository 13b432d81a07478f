"""Unduh: what can be taken away from any page, with what is chosen there; written in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from kumkm import settings as project
from kumkm.domain import units
from kumkm.domain.access import Permission
from kumkm.domain.meeting import Meeting
from kumkm.domain.view.proposals import SIMULATION
from kumkm.domain.view.selection import PROPOSALS_PAGE, Selection
from kumkm.errors import KumkmError
from kumkm.ui.parts import prose
from kumkm.ui.parts.downloads import name_of
from kumkm.ui.state import access, cache, choices, office
from kumkm.ui.state.making import Making

REQUESTED: Final = "_unduh"
_MAKING: Final = "_berkas_dibuat"
_MADE: Final = "_berkas_jadi"
_LOOK_SECONDS: Final = 0.5


@dataclass(frozen=True)
class _Kind:
    """A file to take away: command, words, ending; `of` says whether it goes by year and build or by a meeting."""

    command: str
    label: str
    about: str
    ending: str
    of_meeting: bool = False


_KINDS: Final = (
    _Kind("deck", "Paparan (PPTX)", "grafik dan tabel yang dapat diubah, catatan pembicara", ".pptx"),
    _Kind("workbook", "Buku kerja (XLSX)", "semua indikator, deret, usulan, kamus, sumber", ".xlsx"),
    _Kind("profile", "Lembar profil (PDF)", "satu halaman A4 tiap daerah", ".pdf"),
    _Kind("leave-behind", "Untuk telepon (HTML)", "terbuka tanpa internet: peta, tabel, usulan", ".html"),
    _Kind("berita-acara", "Berita Acara (DOCX)", "daftar yang disepakati, untuk ditandatangani", ".docx", True),
    _Kind("minutes", "Notulen (PDF)", "semua keputusan, alasan, dan tindak lanjut", ".pdf", True),
    _Kind("proposals", "Daftar untuk kementerian (XLSX)", "yang disepakati, menurut sumber dana", ".xlsx", True),
)


def ask() -> None:
    """Open the dialog in the next run; only in a callback."""
    choices.put(REQUESTED, True)


def offer(page: str, selection: Selection) -> None:
    """Open the dialog where somebody asked for it; `page` is the path of what is behind it."""
    if choices.take(REQUESTED) and access.may(Permission.EXPORT):
        tried = page == PROPOSALS_PAGE and selection.proposals.part == SIMULATION
        _dialog(selection, urlencode(selection.to_url(PROPOSALS_PAGE)) if tried else "")


@st.dialog("Unduh", width="medium")
def _dialog(selection: Selection, scenario: str) -> None:
    """`scenario` is the address of the one on screen, empty elsewhere."""
    where = "Sulawesi Tenggara" if selection.is_province else cache.names()[selection.region_code]
    st.write(f"{where}, {selection.year}; versi data {cache.published().build_id}.")
    _progress()
    meeting = office.last()
    for kind in _KINDS:
        if kind.of_meeting and meeting is None:
            continue
        button, words = st.columns([2, 3], vertical_alignment="center")
        words.caption(kind.about)
        if button.button(kind.label, key=f"unduh_{kind.command}", width="stretch"):
            _begin(_name(kind, selection, meeting), _arguments(kind, selection, meeting, scenario))


def _begin(name: str, arguments: tuple[str, ...]) -> None:
    try:
        access.require(Permission.EXPORT)
        choices.put(_MAKING, Making(name, arguments))
        choices.take(_MADE)
    except (KumkmError, OSError) as error:
        prose.notices([str(error)])
        return
    st.rerun(scope="fragment")


def _arguments(kind: _Kind, selection: Selection, meeting: Meeting | None, scenario: str) -> tuple[str, ...]:
    own = ("--warehouse", str(project.load().warehouse))
    area = () if selection.is_province else ("--region", selection.region_code)
    if kind.of_meeting and meeting is not None:
        return (kind.command, *own, "--meeting", meeting.id, *(area if kind.command != "proposals" else ()))
    years = () if kind.command in ("profile", "leave-behind") else ("--year", str(selection.year))
    build_id = cache.published().build_id
    more = _of_deck(meeting, build_id, scenario) if kind.command == "deck" else ()
    return (kind.command, *own, "--build", build_id, *area, *years, *more)


def _of_deck(meeting: Meeting | None, build_id: str, scenario: str) -> tuple[str, ...]:
    """What the meeting on this build decided, and the scenario."""
    decided = ("--meeting", meeting.id) if meeting is not None and meeting.build_id == build_id else ()
    return (*decided, *(("--scenario", scenario) if scenario else ()))


def _name(kind: _Kind, selection: Selection, meeting: Meeting | None) -> str:
    """`paparan-kumkm-kolaka-2023.pptx`."""
    area = "sulawesi-tenggara" if selection.is_province else cache.names()[selection.region_code]
    when = meeting.day.isoformat() if kind.of_meeting and meeting else str(selection.year)
    words = f"{kind.label.partition(' (')[0]} kumkm {area} {when}"
    return name_of(words) + kind.ending


@st.fragment(run_every=_LOOK_SECONDS)
def _progress() -> None:
    """What is under way, or the file that is ready."""
    if not access.may(Permission.EXPORT):
        return
    making: Making | None = choices.of(_MAKING)
    if making is not None and not making.is_running:
        choices.take(_MAKING)
        try:
            choices.put(_MADE, (making.name, making.content()))
        except (KumkmError, OSError) as error:
            prose.notices([str(error)])
        making = None
    if making is not None:
        st.progress(min(95, 10 + 15 * making.seconds), f"Menyusun {making.name} …")
    made: tuple[str, bytes] | None = choices.of(_MADE)
    if made is not None:
        name, content = made
        size = units.number(len(content) / 1e6, 1)
        st.download_button(
            f"Simpan {name} ({size} MB)", content, name, type="primary", key="unduh_simpan", on_click="ignore"
        )
