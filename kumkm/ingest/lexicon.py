"""The words beside the names of fields: `[words]` of `data/sources.toml`.

Each list holds canonical words (kumkm/ingest/headings.py). What stands in none of them, and is no field's name, is a
word that is not understood.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kumkm.ingest import headings

ALL = "semua"
REALISED = "realisasi"
TARGET = "target"
SHARE = "persen"


@dataclass(frozen=True, eq=False)
class Lexicon:
    """`natures`, `populations` and `subjects` lead from a word to what it says; the rest are plain sets."""

    harmless: frozenset[str]
    groups: frozenset[str]
    categories: frozenset[str]
    titles: frozenset[str]
    offices: frozenset[str]
    office_words: frozenset[str]
    documents: tuple[str, ...]
    natures: Mapping[str, str]
    populations: Mapping[str, str]
    subjects: Mapping[str, str]

    @cached_property
    def narrowing(self) -> frozenset[str]:
        """The words that change what a number is, wherever they stand."""
        return frozenset(self.natures) | frozenset(self.populations)


def parse(table: Mapping[str, object]) -> Lexicon:
    """Read the table `[words]`; raises KeyError or ValueError where a list is missing or empty."""
    return Lexicon(
        harmless=_words(table["harmless"]),
        groups=_words(table["groups"]),
        categories=_words(table["categories"]),
        titles=_words(table["titles"]),
        offices=_words(table["offices"]),
        office_words=_words(table["office_words"]),
        documents=tuple(str(table["documents"]).upper().split()),
        natures=_meanings(table["natures"]),
        populations=_meanings(table["populations"]),
        subjects=_meanings(table["subjects"]),
    )


def _words(listed: object) -> frozenset[str]:
    words = frozenset(word for text in str(listed).split() for word in headings.words_of(text))
    if not words:
        raise ValueError(f"daftar kata kosong: {listed!r}")
    return words


def _meanings(table: object) -> dict[str, str]:
    if not isinstance(table, Mapping):
        raise ValueError("words")
    return {word: str(meaning) for meaning, listed in table.items() for word in _words(listed)}
