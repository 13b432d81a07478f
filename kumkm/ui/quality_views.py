"""Pieces of Kualitas: the headline, the grid of grades, and the weights behind them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from kumkm.analysis import quality
from kumkm.analysis.quality import GradeLines
from kumkm.domain import units
from kumkm.domain.selection import Selection
from kumkm.narrative import quality as narrative
from kumkm.ui import cache, components

COOPERATIVES: Final = "cooperatives"
SUBJECTS: Final = {COOPERATIVES: "Koperasi", "enterprises": "UMKM", "kur": "KUR", "proposals": "Usulan"}
BUCKET: Final = "74.00"


@dataclass(frozen=True)
class Heading:
    """A heading deliveries are measured under; `indicator_id` shows the same for cooperatives, if any."""

    label: str
    group: str
    counted: str
    indicator_id: str | None = None


_SATU_DATA, _OURS = "Satu Data Indonesia", "Mutu kiriman"
HEADINGS: Final = {
    "standar": Heading("Standar", _SATU_DATA, "baris tanpa catatan", "quality_validity"),
    "metadata": Heading("Metadata", _SATU_DATA, "angka rekap tanpa catatan"),
    "interoperabilitas": Heading("Interope­rabilitas", _SATU_DATA, "baris terpetakan", "quality_mappability"),
    "kode_referensi": Heading("Kode referensi", _SATU_DATA, "kode baku"),
    "kelengkapan": Heading("Kelengkapan", _OURS, "sel wajib terisi", "quality_completeness"),
    "rekap": Heading("Rekap terisi", _OURS, "sel rekap terisi"),
    "ketepatan_waktu": Heading("Tepat waktu", _OURS, "laporan sebelum batas", "quality_timeliness"),
    "keunikan": Heading("Keunikan", _OURS, "baris tidak ganda", "quality_uniqueness"),
    "kesesuaian": Heading("Kesesuaian", _OURS, "kecocokan daftar dan rekap", "quality_agreement"),
}
_GRADE_WORDS: Final = {"A": "siap dipakai", "B": "catatan kecil", "C": "dengan catatan", "D": "perlu pendampingan"}


def _parameters() -> pd.DataFrame:
    return cache.read("parameters").set_index("parameter")


def _lines() -> GradeLines:
    values = _parameters()["value"]
    return GradeLines(*(float(values[f"grade_{letter}"]) for letter in "abc"))


def agreed_weights() -> dict[str, float]:
    """The weights of data/parameters.toml, in the order of the headings."""
    values = _parameters()["value"]
    return {heading: float(values[f"weight_{heading}"]) for heading in HEADINGS}


def _weights() -> dict[str, float]:
    """The weights as the sliders stand; the agreed ones until they are moved."""
    return {name: float(st.session_state.get(f"bobot_{name}", value)) for name, value in agreed_weights().items()}


@st.cache_data(show_spinner=False, max_entries=8)
def _latest(build_id: str) -> pd.DataFrame:
    return quality.latest(cache.read("quality"))


def _measured() -> pd.DataFrame:
    return _latest(cache.published().build_id)


def _scores() -> pd.DataFrame:
    return quality.scores(_measured(), _weights())


def headline() -> None:
    """How many regions have A or B for cooperatives, who has not reported, and which data are meant."""
    measured, names, lines = _measured(), cache.names(), _lines()
    found = _scores()
    mine = found[(found["subject"] == COOPERATIVES) & found["region_code"].isin(list(names))]
    grades = mine["score"].map(lines.grade)
    log = cache.read("submissions")
    book_year = None if log.empty else int(log["book_year"].max())
    waiting = log[(log["book_year"] == book_year) & log["submitted_on"].isna()]["region_code"].unique()
    components.headline(
        narrative.headline(
            year=0 if mine.empty else int(mine["year"].max()),
            good=int(grades.isin(["A", "B"]).sum()),
            graded=int(grades.notna().sum()),
            total=len(names),
            book_year=book_year,
            waiting=[names[code] for code in sorted(waiting) if code in names],
        ),
        f"Kiriman yang dinilai: {', '.join(_periods(measured))}.",
        mark=components.SIMULATED if measured["simulated"].any() or log["simulated"].any() else "",
    )


def _periods(measured: pd.DataFrame) -> list[str]:
    return [
        f"{label} {period(measured, subject)}"
        for subject, label in SUBJECTS.items()
        if (measured["subject"] == subject).any()
    ]


def period(measured: pd.DataFrame, subject: str) -> str:
    """The year the grades of a subject speak of; two where it was asked in waves."""
    years = measured[measured["subject"] == subject]["year"]
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
    lines = _lines()
    bounds = [f"mulai {units.number(line)}" for line in (lines.a, lines.b, lines.c)] + [
        f"di bawah {units.number(lines.c)}"
    ]
    items = "".join(
        f'<span><b class="k-g{letter}">{letter}</b>{bound}: {words}</span>'
        for (letter, words), bound in zip(_GRADE_WORDS.items(), bounds, strict=True)
    )
    return f'<div class="k-legend">{items}<span><b class="k-none">\u2002</b>belum ada data</span></div>'


def grid(selection: Selection, subject: str) -> None:
    """Region × heading with letter and percent, and at the right the grade of every kind of delivery."""
    measured, found = _measured(), _scores()
    mine = measured[measured["subject"] == subject]
    headings = [heading for heading in HEADINGS if (mine["heading"] == heading).any()]
    if mine.empty:
        st.html(f'<p class="k-notice">Belum ada kiriman {escape(SUBJECTS[subject])} yang dapat dinilai.</p>')
        return
    values = mine.set_index(["region_code", "heading"])
    letters = found.set_index(["region_code", "subject"])
    codes = [*cache.names(), *([BUCKET] if BUCKET in set(measured["region_code"]) else [])]
    body = "".join(_row(code, selection, subject, headings, values, letters) for code in codes)
    st.html(
        f'<div class="k-scroll"><table class="k-grid"><thead>{_head(measured, subject, headings)}</thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
    _remarks(subject, headings)


def _head(measured: pd.DataFrame, subject: str, headings: list[str]) -> str:
    groups: dict[str, int] = {}
    for heading in headings:
        groups[HEADINGS[heading].group] = groups.get(HEADINGS[heading].group, 0) + 1
    title = f"{SUBJECTS[subject]} {period(measured, subject)}"
    spans = "".join(f'<th colspan="{size}">{escape(group)}</th>' for group, size in groups.items())
    reasons = _parameters()["reason"]
    columns = "".join(
        f'<th title="{escape(reasons[f"weight_{heading}"])}">{escape(HEADINGS[heading].label)}</th>'
        for heading in headings
    )
    others = "".join(f"<th>{escape(label)}</th>" for label in SUBJECTS.values())
    return (
        f'<tr class="k-groups"><th>{escape(title)}</th>{spans}<th></th>'
        f'<th class="k-gap"></th><th colspan="{len(SUBJECTS)}">Nilai menurut kiriman</th></tr>'
        f'<tr><th>Kabupaten/Kota</th>{columns}<th>Nilai</th><th class="k-gap"></th>{others}</tr>'
    )


def _row(
    code: str, selection: Selection, subject: str, headings: list[str], values: pd.DataFrame, letters: pd.DataFrame
) -> str:
    name = cache.regions().by_code[code].short_name
    classes = " ".join(
        part for part, on in (("k-on", code in selection.highlighted), ("k-bucket", code == BUCKET)) if on
    )
    year = _year(letters, code, subject)
    wave = f" <small>{year}</small>" if subject == "enterprises" and year else ""
    cells = "".join(_share(values, letters, code, subject, heading) for heading in headings)
    others = "".join(_letter(letters, code, other) for other in SUBJECTS)
    return (
        f'<tr class="{classes}"><th scope="row">{escape(name)}{wave}</th>{cells}'
        f'{_index(letters, code, subject)}<td class="k-gap"></td>{others}</tr>'
    )


def _year(letters: pd.DataFrame, code: str, subject: str) -> int | None:
    return int(letters.loc[(code, subject), "year"]) if (code, subject) in letters.index else None


def _share(values: pd.DataFrame, letters: pd.DataFrame, code: str, subject: str, heading: str) -> str:
    if (code, heading) not in values.index:
        return _NOTHING
    good, every = (float(values.loc[(code, heading), name]) for name in ("good", "every"))
    score = 100 * good / every
    what = HEADINGS[heading]
    asked = ""
    if what.indicator_id and subject == COOPERATIVES:
        asked = components.why(what.indicator_id, code, _year(letters, code, subject) or 0)
    counted = f"{units.number(good)} dari {units.number(every)} {what.counted}"
    return _cell(score, units.percent(score, 0), asked or f' title="{escape(counted)}"')


def _index(letters: pd.DataFrame, code: str, subject: str) -> str:
    if (code, subject) not in letters.index or math.isnan(score := float(letters.loc[(code, subject), "score"])):
        return _NOTHING
    year = _year(letters, code, subject) or 0
    asked = components.why("data_precision_index", code, year) if subject == COOPERATIVES else ""
    return _cell(score, units.number(score, 1), asked, more="k-total")


def _letter(letters: pd.DataFrame, code: str, subject: str) -> str:
    if (code, subject) not in letters.index or math.isnan(score := float(letters.loc[(code, subject), "score"])):
        return '<td class="k-none" title="belum ada data"><span>–</span></td>'
    return _cell(score, "", f' title="{SUBJECTS[subject]}: {units.number(score, 1)}"')


_NOTHING: Final = '<td class="k-none"><span>belum ada data</span></td>'


def _cell(score: float, text: str, attributes: str, *, more: str = "") -> str:
    letter = _lines().grade(score) or ""
    return f'<td class="k-g{letter} {more}"{attributes}><b>{letter}</b>{f" {escape(text)}" if text else ""}</td>'


def _remarks(subject: str, headings: list[str]) -> None:
    unmeasured = [item.label.replace("\u00ad", "").lower() for key, item in HEADINGS.items() if key not in headings]
    lines = []
    if _is_changed():
        lines.append("Nilai dihitung dengan bobot yang diubah di bawah ini, bukan bobot baku.")
    if unmeasured:
        lines.append(f"Tidak diukur pada kiriman {SUBJECTS[subject]}: {', '.join(unmeasured)}.")
    if lines:
        st.html(f'<div class="k-aside"><p>{escape(" ".join(lines))}</p></div>')


def _is_changed() -> bool:
    return _weights() != agreed_weights()


def weights() -> None:
    """The weights, to look at and to try; nothing but this screen changes."""
    agreed, reasons = agreed_weights(), _parameters()["reason"]
    with st.expander("Bobot indeks data presisi", expanded=False):
        st.html(
            '<p class="k-text">Belum ada rumus resmi; bobot perlu disepakati bersama. Geser untuk mencoba: nilai di '
            "atas langsung dihitung ulang, angka yang terbit tidak berubah. Ukuran berbobot 0 tidak dihitung.</p>"
        )
        columns = st.columns(3, gap="medium")
        for position, (heading, value) in enumerate(agreed.items()):
            with columns[position % 3]:
                st.slider(
                    HEADINGS[heading].label.replace("\u00ad", ""),
                    0.0,
                    3.0,
                    value if f"bobot_{heading}" not in st.session_state else None,
                    0.5,
                    format="%g",
                    key=f"bobot_{heading}",
                    help=f"{reasons[f'weight_{heading}']} Bobot baku {units.number(value, 1)}.",
                )
        st.button("Kembali ke bobot baku", on_click=_reset, disabled=not _is_changed(), key="bobot_baku")


def _reset() -> None:
    for heading, value in agreed_weights().items():
        st.session_state[f"bobot_{heading}"] = value


def sources() -> None:
    """What the page rests on, small and last."""
    simulated = "DATA SIMULASI: kiriman yang dinilai bukan data nyata. " if _measured()["simulated"].any() else ""
    st.html(
        f'<footer class="k-sources">{simulated}Sumber: kiriman dinas kabupaten/kota dan log operator, dinilai saat '
        "gudang data dibangun menurut Perpres 39/2019 tentang Satu Data Indonesia dan aturan V01–V69. Nilai menilai "
        f"kiriman data, bukan kinerja daerah. Versi data {escape(cache.published().build_id)}.</footer>"
    )
