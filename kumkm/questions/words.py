"""Words of a question, and how near a typed word is to a known one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

MOST_LETTERS = 120
MOST_WORDS = 12
# One wrong, missing, doubled or swapped letter in five; a word of four letters must be right.
NEAR = 0.8
_SHORTEST_WITH_A_SLIP = 4
_SHORTEST_START = 4
_SLIP, _START, _SHORT_START = 0.92, 0.9, 0.8

_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"199\d|20\d\d")


def split(text: str) -> tuple[str, ...]:
    """Words of a text in small letters without accents, at most `MOST_WORDS`; digits are words too."""
    plain = unicodedata.normalize("NFKD", text[:MOST_LETTERS])
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(_WORD.findall(bare.casefold())[:MOST_WORDS])


def is_year(word: str) -> bool:
    """1990 to 2099."""
    return word.isascii() and _YEAR.fullmatch(word) is not None


def near(word: str, known: Sequence[str], *, typing: bool) -> dict[str, float]:
    """Known words that `word` may be, with how well it fits: 1 exactly, less with a slip or as a beginning.

    A word that is known is nothing else, unless it is still being typed (`typing`); then two letters are
    enough for a beginning.
    """
    exact = word in known
    found: dict[str, float] = {}
    if len(word) >= _SHORTEST_WITH_A_SLIP and not exact and not word.isdigit():
        slips = process.extract(word, known, scorer=OSA.normalized_similarity, score_cutoff=NEAR, limit=None)
        found = {other: fit * _SLIP for other, fit, _ in slips}
    if (typing and len(word) > 1) or (not exact and len(word) >= _SHORTEST_START):
        fit = _START if len(word) > 2 else _SHORT_START
        found |= {other: max(fit, found.get(other, 0.0)) for other in known if other.startswith(word)}
    return found | {word: 1.0} if exact else found


def likeness(one: str, other: str) -> float:
    """1 for the same spelling, less for each wrong, missing, additional or swapped letter."""
    return float(OSA.normalized_similarity(one, other))
