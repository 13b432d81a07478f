"""How a meeting is prepared, begun, led from another screen, and ended; and its agenda."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from kumkm.domain import legibility
from kumkm.domain import meeting as agendas
from kumkm.domain.meeting import Meeting, Step
from kumkm.errors import KumkmError
from kumkm.ui.pages.meeting import back_row, deciding, pictures
from kumkm.ui.parts import prose
from kumkm.ui.parts.component import Component
from kumkm.ui.state import cache, choices, office

_OPENED: Final = "_siapkan_rapat"
_DRAFT: Final = "_agenda"
_USUAL: Final = "Agenda baku"
_LIST: Final = "agenda_susunan"
_FAILED: Final = "_galat_agenda"
_list = Component("agenda", "meeting/agenda.js", "meeting/agenda.css", "meeting/order.js")
_WORDS: Final = {
    "agenda": "Langkah agenda",
    "help": "Seret ⠿ untuk memindahkan langkah. Dengan papan ketik: Spasi mengangkat, panah memindahkan, "
    "Spasi menaruh, Esc membatalkan.",
    "place": "Pindahkan {title}, tempat {place} dari {count}",
    "rename": "Judul langkah {title}",
    "hide": "Sembunyikan",
    "hideOne": "Sembunyikan {title}",
    "show": "Tampilkan",
    "showOne": "Tampilkan {title}",
    "remove": "Hapus",
    "removeOne": "Hapus {title} dari agenda",
    "lifted": "{title} diangkat dari tempat {place} dari {count}.",
    "moved": "{title}: tempat {place} dari {count}.",
    "dropped": "{title} ditaruh di tempat {place} dari {count}.",
    "back": "Batal: {title} kembali ke tempat {place} dari {count}.",
    "renamed": "Judul menjadi {title}.",
    "hidden": "{title} disembunyikan.",
    "shown": "{title} ditampilkan.",
    "removed": "{title} dihapus dari agenda; tersisa {count} langkah.",
    "import": "Impor agenda",
    "oneShown": "{title} tetap tampil: paling sedikit satu langkah ditampilkan.",
}


def draft() -> list[Step]:
    """The agenda of this session: the usual one until another is chosen or arranged."""
    held: list[Step] | None = choices.of(_DRAFT)
    return held if held is not None else agendas.usual_steps(cache.names())


def offer(meeting: Meeting | None) -> None:
    """Open the dialog where somebody asked for it; it stays until it is closed."""
    if choices.of(_OPENED) is True:
        _dialog(meeting)


def ask() -> None:
    """Open the dialog in the next run; only in a callback."""
    choices.put(_OPENED, True)


def _close() -> None:
    choices.put(_OPENED, False)


@st.dialog("Rapat", width="large", on_dismiss=_close)
def _dialog(meeting: Meeting | None) -> None:
    """Begin, lead or end, and arrange the agenda."""
    try:
        if meeting is None:
            _begin()
        elif office.leads(meeting):
            _lead(meeting)
        else:
            _join(meeting)
    except KumkmError as error:
        prose.notices([str(error)])
    if meeting is None or office.leads(meeting):
        try:
            _agenda(meeting)
        except KumkmError as error:
            prose.notices([str(error)])


def _begin() -> None:
    st.write("Rapat membekukan data yang terbit sekarang untuk semua layar, sampai selesai.")
    with st.form("rapat_baru", border=False):
        name = st.text_input("Nama rapat", f"Rakorda Koperasi dan UMKM {date.today().year}", key="nama_rapat")
        where = st.text_input("Tempat", "Kendari", key="tempat_rapat")
        wanted = st.form_submit_button("Mulai rapat", type="primary", key="mulai_rapat")
    if wanted:
        office.begin(name, where, cache.published().build_id, draft())
        _close()
        st.rerun()


def _lead(meeting: Meeting) -> None:
    code = office.code(meeting)
    if code:
        st.write(f"Kode pemimpin: **{code}**. Catat: dengan kode ini layar lain memimpin, juga setelah laptop mati.")
    st.write(f"{meeting.name}; data dibekukan pada versi {meeting.build_id}.")
    with st.form("rapat_tugas", border=False, clear_on_submit=True):
        what, who, due = st.columns([3, 2, 1])
        task = what.text_input("Tindak lanjut", key="tugas_apa")
        owner = who.text_input("Oleh", key="tugas_siapa")
        day = due.date_input("Batas", value=None, key="tugas_kapan", format="DD/MM/YYYY")
        noted = st.form_submit_button("Catat tindak lanjut", key="tugas_simpan")
    if noted and task.strip():
        office.note(meeting, task, owner, day.isoformat() if isinstance(day, date) else "", meeting.step_id)
        st.rerun()
    _room()
    named = _open_doubles(meeting)
    if named:
        prose.notices([f"Diduga ganda dan belum diputuskan: {named}. Putuskan salah satunya sebelum rapat diakhiri."])
    if st.button("Akhiri juga" if named else "Selesai: akhiri rapat", key="akhiri_rapat"):
        office.finish(meeting)
        _close()
        st.rerun()


def _open_doubles(meeting: Meeting) -> str:
    """Pairs that may be one proposal twice and are still open, each by its titles; empty where there is none."""
    try:
        proposals = pictures.listed_proposals()
    except KumkmError:
        return ""
    pairs = deciding.open_doubles(proposals, office.decisions(meeting))
    return "; ".join(f"{proposals[one].title} dan {proposals[other].title}" for one, other in pairs)


def _room() -> None:
    """How large the picture is and how far the last row: said is whether it is read there."""
    with st.form("rapat_ruang", border=False):
        wide, far, keep = st.columns([2, 2, 1], vertical_alignment="bottom")
        width = wide.number_input("Lebar layar (m)", 0.3, 20.0, legibility.USUAL_WIDTH, 0.1, key="ruang_lebar")
        distance = far.number_input(
            "Jarak baris belakang (m)", 0.5, 60.0, legibility.USUAL_DISTANCE, 0.5, key="ruang_jarak"
        )
        if keep.form_submit_button("Hitung", key="ruang_hitung"):
            choices.put(back_row.WIDTH, width)
            choices.put(back_row.DISTANCE, distance)
    st.write(back_row.words())


def _join(meeting: Meeting) -> None:
    st.write(f"{meeting.name} sedang berlangsung. Layar ini mengikuti pemimpin rapat.")
    with st.form("rapat_pimpin", border=False):
        given = st.text_input("Kode pemimpin", key="kode_pemimpin")
        wanted = st.form_submit_button("Pimpin dari layar ini", key="pimpin_rapat")
    if wanted:
        office.lead(meeting, given)
        _close()
        st.rerun()


def _agenda(meeting: Meeting | None) -> None:
    """Several agendas by name; steps put in order, hidden, renamed, removed, added; as a file."""
    steps = list(meeting.steps) if meeting is not None else draft()
    with st.expander("Agenda", expanded=False):
        if failed := choices.take(_FAILED):
            prose.notices([failed])
        try:
            kept = office.agendas()
        except KumkmError as error:
            prose.notices([str(error)])
            kept = {}
        _choose(kept, meeting)
        listed = [{"id": step.id, "title": step.title, "hidden": step.hidden} for step in steps]
        _list(
            {"steps": listed, "words": _WORDS},
            key=_LIST,
            on_susun_change=partial(_arranged, meeting),
            on_impor_change=partial(_imported, meeting),
        )
        _add(steps, meeting)
        _keep(steps, meeting)


def _arranged(meeting: Meeting | None) -> None:
    """What the list sent takes the place of the agenda."""
    steps = list(meeting.steps) if meeting is not None else draft()
    try:
        _put(agendas.arranged(steps, choices.of(_LIST).susun), meeting)
    except KumkmError as error:
        choices.put(_FAILED, str(error))


def _imported(meeting: Meeting | None) -> None:
    """A file the browser has read takes the place of the agenda: the address for uploads is shut on most servers."""
    try:
        _, steps = agendas.from_file(str(choices.of(_LIST).impor))
        _put(steps, meeting)
    except KumkmError as error:
        choices.put(_FAILED, str(error))


def _put(steps: list[Step], meeting: Meeting | None) -> None:
    if meeting is None:
        choices.put(_DRAFT, steps)
    else:
        office.arrange(meeting, steps)


def _changed(steps: list[Step], meeting: Meeting | None) -> None:
    _put(steps, meeting)
    st.rerun(scope="fragment")


def _choose(kept: dict[str, list[Step]], meeting: Meeting | None) -> None:
    names = [_USUAL, *kept]
    pick, use = st.columns([4, 1], vertical_alignment="bottom")
    name = pick.selectbox("Agenda yang tersimpan", names, key="agenda_nama")
    if use.button("Pakai", key="agenda_pakai"):
        _changed(agendas.usual_steps(cache.names()) if name == _USUAL else kept[str(name)], meeting)


def _add(steps: list[Step], meeting: Meeting | None) -> None:
    title, link, add = st.columns([2, 4, 1], vertical_alignment="bottom")
    name = title.text_input("Langkah baru", key="agenda_baru")
    where = link.text_input("Alamat halamannya", placeholder="indikator?indikator=rat_share", key="agenda_alamat")
    if add.button("Tambah", key="agenda_tambah") and name.strip():
        path = where.strip().split("/")[-1]
        _changed(agendas.from_json(agendas.as_json(agendas.added(steps, name.strip(), path))), meeting)


def _keep(steps: list[Step], meeting: Meeting | None) -> None:
    name, save = st.columns([4, 1], vertical_alignment="bottom")
    called = name.text_input("Simpan agenda ini sebagai", key="agenda_simpan_nama")
    if save.button("Simpan", key="agenda_simpan") and called.strip():
        office.keep_agenda(called, steps)
        st.rerun(scope="fragment")
    st.download_button(
        "Ekspor agenda", agendas.as_file(called or "Agenda", steps), "agenda-rapat.json", key="agenda_ekspor"
    )
