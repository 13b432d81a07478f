"""Pieces of Kualitas: the headline, what is measured, and the weights behind the grades."""

from __future__ import annotations

from typing import Final

import streamlit as st
from markupsafe import Markup

from kumkm.domain import exact, units
from kumkm.domain.view.quality import SUBJECTS as WORDS
from kumkm.domain.view.selection import Selection
from kumkm.narrative.quality import SUBJECTS
from kumkm.ui.parts import prose, simulation, sources
from kumkm.ui.parts.html import NOTHING, join, place
from kumkm.ui.parts.quality import (
    HEADINGS,
    TRIED,
    _periods,
    agreed_weights,
    is_changed,
    lines,
    measured,
    parameters,
    spoken,
)
from kumkm.ui.shell import filters
from kumkm.ui.state import cache, choices

_STEPS: Final = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
_GRADE_WORDS: Final = {"A": "siap dipakai", "B": "catatan kecil", "C": "dengan catatan", "D": "perlu pendampingan"}


def headline_html() -> Markup:
    """How many regions have A or B for cooperatives, who has not reported, and which data are meant."""
    headline, simulated = spoken()
    return prose.waiting_html() + prose.headline_html(
        headline,
        f"Kiriman yang dinilai: {', '.join(_periods(measured()))}.{' Bobot sedang diubah.' if is_changed() else ''}",
        mark=simulation.SIMULATED if simulated else NOTHING,
    )


def choose_subject(selection: Selection) -> str:
    """Let the viewer choose what deliveries the grid shows; the chosen kind, as the reads call it."""
    filters.chip("Kiriman", list(WORDS), "kiriman", WORDS)
    return list(SUBJECTS)[list(WORDS).index(selection.quality.subject)]


def legend_html() -> Markup:
    """What letters and colours mean."""
    limits = lines()
    bounds = [f"mulai {units.number(line)}" for line in (limits.a, limits.b, limits.c)]
    bounds.append(f"di bawah {units.number(limits.c)}")
    items = join(
        Markup('<span><b class="k-g{}">{}</b>{}: {}</span>').format(letter, letter, bound, words)
        for (letter, words), bound in zip(_GRADE_WORDS.items(), bounds, strict=True)
    )
    legend = Markup('<div class="k-legend">{}<span><b class="k-none">\u2002</b>belum ada data</span></div>')
    return legend.format(items)


def weights() -> None:
    """The weights, to look at and to try; nothing but this screen changes."""
    agreed, reasons = agreed_weights(), parameters()["reason"]
    shown = st.expander("Bobot indeks data presisi", key="buka_bobot", on_change="rerun")
    if not shown.open:
        return
    with shown:
        note = Markup(
            '<p class="k-text">Belum ada rumus resmi; bobot perlu disepakati bersama. Geser untuk mencoba: nilai di '
            "atas langsung dihitung ulang, angka yang terbit tidak berubah. Ukuran berbobot 0 tidak dihitung.</p>"
        )
        place(note)
        columns = st.columns(3, gap="medium")
        for position, (heading, value) in enumerate(agreed.items()):
            with columns[position % 3]:
                _slider(heading, value, str(reasons[f"weight_{heading}"]))
        st.button("Kembali ke bobot baku", on_click=_reset, disabled=not is_changed(), key="bobot_baku")


def _slider(heading: str, agreed: float, reason: str) -> None:
    """One weight. Options are words of a choice, so that they are written the Indonesian way."""
    key = f"bobot_{heading}"
    stands = float(choices.of(TRIED, {}).get(heading, agreed))
    choices.put(key, stands)
    st.select_slider(
        HEADINGS[heading].plain,
        sorted({*_STEPS, agreed, stands}),
        format_func=_weight,
        key=key,
        on_change=_try,
        args=(heading, agreed),
        help=f"{reason} Bobot baku {_weight(agreed)}.",
    )


def _weight(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _try(heading: str, agreed: float) -> None:
    """What is tried stands in the address; the agreed weight is none that is tried."""
    tried = dict(choices.of(TRIED, {}))
    tried.pop(heading, None)
    stands = float(choices.of(f"bobot_{heading}"))
    choices.put(TRIED, tried if stands == agreed else tried | {heading: exact.decimal(stands)})


def _reset() -> None:
    choices.put(TRIED, {})


def sources_html() -> Markup:
    """What the page rests on, small and last."""
    simulated = "DATA SIMULASI: kiriman yang dinilai bukan data nyata. " if measured()["simulated"].any() else ""
    return sources.footer_html(
        f"{simulated}Sumber: kiriman dinas kabupaten/kota dan log operator, dinilai saat gudang data dibangun menurut "
        "Perpres 39/2019 tentang Satu Data Indonesia dan aturan V01–V69. Nilai menilai kiriman data, bukan kinerja "
        f"daerah. Versi data {cache.published().build_id}."
    )
