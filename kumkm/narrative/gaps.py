"""Why something is not told: which region lacks which year, and where a series breaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from kumkm.domain.breaks import Breaks
from kumkm.domain.view.growth import Span
from kumkm.narrative import grammar

_NAMED = 4
_PARTIAL = "Belum setahun penuh"

_OPENINGS = {
    "missing": "Belum ada data",
    "secret": "Dirahasiakan (r)",
    "break": "Putus deret",
    "partial": _PARTIAL,
    "base": "Pertumbuhan tidak dihitung dari nol atau minus",
    "unlike": "Periodenya lain dari tahun awal, jadi tidak dibandingkan,",
    "period": "Bagian tahun yang lain dari tahun awal, jadi hanya rata-rata setahunnya dibandingkan,",
}


def gap_words(gaps: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Say the gaps of `growth.gaps`, year by year; empty where there are none. `names` are those of all kabupaten/kota.

    `Belum ada data 2013: Muna Barat, Buton Tengah, dan Buton Selatan. Putus deret 2014: Muna dan Buton.`
    """
    sentences = []
    for (reason, year), rows in sorted(
        gaps.groupby(["reason", "year"]), key=lambda item: (list(_OPENINGS).index(str(item[0][0])), item[0][1])
    ):
        places = [names[code] for code in rows["region_code"]]
        opening = _OPENINGS[str(reason)]
        who = "semua daerah" if len(places) >= len(names) else grammar.names(places, most=_NAMED)
        sentences.append(f"{opening} {year}: {who}.")
    return " ".join(sentences)


def break_words(breaks: Breaks, codes: Iterable[str], span: Span) -> str:
    """Why the series of these areas break between two years, each reason once; empty where none does."""
    reasons = [item.reason.rstrip(".") for code in codes for item in breaks.between(code, span.first, span.last)]
    return " ".join(f"{grammar.capital(reason)}." for reason in dict.fromkeys(reasons))


def breaks_by_heading(breaks: Breaks, first: int, last: int) -> dict[str, str]:
    """What keeps years between two apart, by what it is, `Putus deret 2022` or `Belum setahun penuh 2024`.

    Each with all its reasons, once.
    """
    headings: dict[str, dict[str, None]] = {}
    for item in breaks.all:
        kind, year = ("Putus deret", item.first_year) if item.partial_year is None else (_PARTIAL, item.partial_year)
        if first < item.first_year <= last:
            headings.setdefault(f"{kind} {year}", {})[item.reason.rstrip(".")] = None
    return {heading: f"{grammar.capital('; '.join(reasons))}." for heading, reasons in headings.items()}
