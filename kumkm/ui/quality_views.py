"""Pieces of Kualitas: the headline, what is measured, and the weights behind the grades."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from kumkm.analysis import quality
from kumkm.analysis.quality import GradeLines
from kumkm.domain import units
from kumkm.narrative import quality as narrative
from kumkm.ui import cache, components

COOPERATIVES: Final = "cooperatives"
SUBJECTS: Final = {COOPERATIVES: "Koperasi", "enterprises": "UMKM", "kur": "KUR", "proposals": "Usulan"}
_STEPS: Final = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)


@dataclass(frozen=True)
class Heading:
    """A heading deliveries are measured under; `indicator_id` shows the same for cooperatives, if any."""

    label: str
    group: str
    counted: str
    indicator_id: str | None = None

    @property
    def plain(self) -> str:
        """The label without its place to break."""
        return self.label.replace("\u00ad", "")


_SATU_DATA, _OURS = "Satu Data Indonesia", "Mutu kiriman"
HEADINGS: Final = {
    "standar": Heading("Standar", _SATU_DATA, "baris tanpa catatan", "quality_validity"),
    "metadata": Heading("Metadata", _SATU_DATA, "angka rekap tanpa catatan"),
    "interoperabilitas": Heading("Interope\u00adrabilitas", _SATU_DATA, "baris terpetakan", "quality_mappability"),
    "kode_referensi": Heading("Kode referensi", _SATU_DATA, "kode baku"),
    "kelengkapan": Heading("Keleng\u00adkapan", _OURS, "sel wajib terisi", "quality_completeness"),
    "rekap": Heading("Rekap terisi", _OURS, "sel rekap terisi"),
    "ketepatan_waktu": Heading("Tepat waktu", _OURS, "laporan sebelum batas", "quality_timeliness"),
    "keunikan": Heading("Keunikan", _OURS, "baris tidak ganda", "quality_uniqueness"),
    "kesesuaian": Heading("Kese\u00adsuaian", _OURS, "kecocokan daftar dan rekap", "quality_agreement"),
}
_GRADE_WORDS: Final = {"A": "siap dipakai", "B": "catatan kecil", "C": "dengan catatan", "D": "perlu pendampingan"}


def parameters() -> pd.DataFrame:
    """Thresholds and weights of this build by name: value, reason."""
    return cache.read("parameters").set_index("parameter")


def lines() -> GradeLines:
    """The lines between grades of this build."""
    values = parameters()["value"]
    return GradeLines(*(float(values[f"grade_{letter}"]) for letter in "abc"))


def agreed_weights() -> dict[str, float]:
    """The weights of data/parameters.toml, in the order of the headings."""
    values = parameters()["value"]
    return {heading: float(values[f"weight_{heading}"]) for heading in HEADINGS}


def _weights() -> dict[str, float]:
    """The weights as the sliders stand; the agreed ones until they are moved."""
    return {name: float(st.session_state.get(f"bobot_{name}", value)) for name, value in agreed_weights().items()}


@cache.per_build(8)
def _latest() -> pd.DataFrame:
    return quality.latest(cache.read("quality"))


def measured() -> pd.DataFrame:
    """What the grades rest on: the read `quality` in each subject's latest full year."""
    return _latest()


def scores() -> pd.DataFrame:
    """The index per region and subject with the weights as they stand: subject, region_code, year, score."""
    return quality.scores(measured(), _weights())


def headline() -> None:
    """How many regions have A or B for cooperatives, who has not reported, and which data are meant."""
    components.waiting_files()
    rows, names, found = measured(), cache.names(), scores()
    mine = found[(found["subject"] == COOPERATIVES) & found["region_code"].isin(list(names))]
    grades = mine["score"].map(lines().grade)
    log = cache.read("submissions")
    book_year = None if log.empty else int(log["book_year"].max())
    waiting = set(
        log[(log["book_year"] == book_year) & (quality.report_states(log, date.today()) == "due")]["region_code"]
    )
    components.headline(
        narrative.headline(
            year=0 if mine.empty else int(mine["year"].max()),
            good=int(grades.isin(["A", "B"]).sum()),
            graded=int(grades.notna().sum()),
            total=len(names),
            book_year=book_year,
            waiting=[name for code, name in names.items() if code in waiting],
        ),
        f"Kiriman yang dinilai: {', '.join(_periods(rows))}.{' Bobot sedang diubah.' if is_changed() else ''}",
        mark=components.SIMULATED if rows["simulated"].any() or log["simulated"].any() else "",
    )


def _periods(rows: pd.DataFrame) -> list[str]:
    return [
        f"{label} {period(rows, subject)}" for subject, label in SUBJECTS.items() if (rows["subject"] == subject).any()
    ]


def period(rows: pd.DataFrame, subject: str) -> str:
    """The year the grades of a subject speak of; two where it was asked in waves."""
    years = rows[rows["subject"] == subject]["year"]
    return f"{years.min()}" if years.min() == years.max() else f"{years.min()}–{years.max()}"


def choose_subject() -> str:
    """Let the viewer choose what deliveries the grid shows; beside it what letters and colours mean."""
    with st.container(horizontal=True, key="kualitas_pilihan", vertical_alignment="center", gap="medium"):
        chosen = st.segmented_control(
            "Kiriman",
            list(SUBJECTS),
            format_func=SUBJECTS.__getitem__,
            default=COOPERATIVES,
            required=True,
            key="kiriman",
            label_visibility="collapsed",
        )
        st.html(_legend())
    return chosen or COOPERATIVES


def _legend() -> str:
    found = lines()
    bounds = [f"mulai {units.number(line)}" for line in (found.a, found.b, found.c)]
    bounds.append(f"di bawah {units.number(found.c)}")
    items = "".join(
        f'<span><b class="k-g{letter}">{letter}</b>{bound}: {words}</span>'
        for (letter, words), bound in zip(_GRADE_WORDS.items(), bounds, strict=True)
    )
    return f'<div class="k-legend">{items}<span><b class="k-none">\u2002</b>belum ada data</span></div>'


def is_changed() -> bool:
    """Whether the weights are others than the agreed ones."""
    return _weights() != agreed_weights()


def weights() -> None:
    """The weights, to look at and to try; nothing but this screen changes."""
    agreed, reasons = agreed_weights(), parameters()["reason"]
    with st.expander("Bobot indeks data presisi", expanded=False):
        st.html(
            '<p class="k-text">Belum ada rumus resmi; bobot perlu disepakati bersama. Geser untuk mencoba: nilai di '
            "atas langsung dihitung ulang, angka yang terbit tidak berubah. Ukuran berbobot 0 tidak dihitung.</p>"
        )
        columns = st.columns(3, gap="medium")
        for position, (heading, value) in enumerate(agreed.items()):
            with columns[position % 3]:
                _slider(heading, value, str(reasons[f"weight_{heading}"]))
        st.button("Kembali ke bobot baku", on_click=_reset, disabled=not is_changed(), key="bobot_baku")


def _slider(heading: str, agreed: float, reason: str) -> None:
    """One weight. Options are words of a choice, so that they are written the Indonesian way."""
    key = f"bobot_{heading}"
    st.session_state.setdefault(key, agreed)
    st.select_slider(
        HEADINGS[heading].plain,
        sorted({*_STEPS, agreed, float(st.session_state[key])}),
        format_func=_weight,
        key=key,
        help=f"{reason} Bobot baku {_weight(agreed)}.",
    )


def _weight(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _reset() -> None:
    for heading, value in agreed_weights().items():
        st.session_state[f"bobot_{heading}"] = value


def sources() -> None:
    """What the page rests on, small and last."""
    simulated = "DATA SIMULASI: kiriman yang dinilai bukan data nyata. " if measured()["simulated"].any() else ""
    st.html(
        f'<footer class="k-sources">{simulated}Sumber: kiriman dinas kabupaten/kota dan log operator, dinilai saat '
        "gudang data dibangun menurut Perpres 39/2019 tentang Satu Data Indonesia dan aturan V01–V69. Nilai menilai "
        f"kiriman data, bukan kinerja daerah. Versi data {escape(cache.published().build_id)}.</footer>"
    )
