"""Notes below a table that change what its numbers are: a unit, what a mark stands for, whom it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kumkm.ingest import headings
from kumkm.ingest.dates import as_of_date
from kumkm.ingest.lexicon import REALISED, Lexicon
from kumkm.ingest.tables import Table
from kumkm.ingest.units import Sort

_NOTE = re.compile(
    r"^\s*(?:KETERANGAN|KET\b|CATATAN|NOTE|DATA\b|ANGKA\b|HANYA\b|KHUSUS\b|TERMASUK\b|POSISI\b|KEADAAN\b|PER\b|\(?\*|\(?\d{1,2}\))",
    re.IGNORECASE,
)
_REMARK = re.compile(r"^\s*(?:KETERANGAN|KET|CATATAN|NOTE|NB)\b\s*[.:]\s*\S", re.IGNORECASE)
_RAISED = str.maketrans({mark: f"{digit})" for digit, mark in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")})
# "Data tahun 2021" of a number that stands under 2023.
_OF_YEAR = re.compile(r"^\s*(?:DATA|ANGKA|POSISI|KEADAAN|KONDISI)\b.*\b(?:19|20)\d\d\b", re.IGNORECASE)
_MARKED = re.compile(r"(?P<mark>\*+|(?<![\d.,])\d{1,2})\s*\)?\s*[:=]?\s*(?P<text>[^*;]*)")
_UNITS = re.compile(r"\b(?:ANGKA|NILAI|DALAM|SATUAN|DATA)\b.*", re.IGNORECASE)
# What takes bodies out of a number, or leaves only some in it.
_LIMITS = re.compile(r"\b(?:HANYA|KHUSUS|KECUALI|TANPA|TERMASUK|DI\s*LUAR|SELAIN)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Footnotes:
    """`natures` leads from a mark to what its number is, where that is no realisation or of a part of a year; `units`
    are lines with a scale of money; `limits` are notes that leave somebody out.
    """

    natures: Mapping[str, str] = field(default_factory=dict)
    units: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    states: tuple[str, ...] = ()  # notes that say up to which day the numbers reach

    def nature_of(self, text: str) -> str | None:
        """The word of nature that the mark of a heading or a cell stands for; None where it has none."""
        marks = re.findall(
            r"\*+|(?<=\s)\d{1,2}(?=\))|(?<=[^\W\d_])\d{1,2}(?=\))|(?<=\d{4})\d(?=\))", text.translate(_RAISED)
        )
        return next((self.natures[mark] for mark in marks if mark in self.natures), None)


NO_NOTES = Footnotes()


def lines_of(table: Table) -> tuple[str, ...]:
    """The notes around a table: below it, among its titles, and beside its headings."""
    around = (*(table.titles or table.first_titles), *(column.path[-1] for column in table.columns))
    return (*table.footers, *(line for line in around if _REMARK.match(line)))


def year_of(text: str) -> int | None:
    """The year that a note says a number is of: `Data tahun 2021`; None where it says none."""
    return headings.read(text).year if _OF_YEAR.match(text) else None


def limits(text: str) -> bool:
    """Whether a text says that somebody is left out, or in."""
    return _LIMITS.search(text) is not None


def read(lines: Iterable[str], words: Lexicon) -> Footnotes:
    """What the lines below a table say; signatures and sources say nothing."""
    notes = [line for line in (line.translate(_RAISED) for line in lines) if _NOTE.match(line)]
    natures: dict[str, str] = {}
    for line in notes:
        for match in _MARKED.finditer(line):
            nature_words = [
                word for word in headings.words_of(match["text"]) if words.natures.get(word, REALISED) != REALISED
            ]
            if nature_words:
                natures.setdefault(match["mark"], nature_words[0])
            elif headings.read(match["text"]).part is not None or _OF_YEAR.match(match["text"]):
                natures.setdefault(match["mark"], match["text"].strip())
    return Footnotes(
        natures,
        tuple(unit[0] for line in notes if (unit := _UNITS.search(line)) and _has_scale(unit[0])),
        tuple(line for line in notes if _LIMITS.search(line)),
        tuple(line for line in notes if as_of_date(line) is not None),
    )


def _has_scale(text: str) -> bool:
    unit = headings.read(text).unit
    return unit is not None and unit.sort in (Sort.MONEY, Sort.SCALE, Sort.UNKNOWN)
