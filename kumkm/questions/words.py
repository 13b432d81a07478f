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
_SCALES = {
    **dict.fromkeys(("juta", "jt"), 10**6),
    **dict.fromkeys(("miliar", "milyar", "miliyar", "m"), 10**9),
    **dict.fromkeys(("triliun", "trilyun", "t"), 10**12),
}
_FIGURE = re.compile(rf"(?:rp)?(\d{{1,12}})({'|'.join(_SCALES)})?")


def split(text: str) -> tuple[str, ...]:
    """Words of a text in small letters without accents, at most `MOST_WORDS`; digits are words too."""
    plain = unicodedata.normalize("NFKD", text[:MOST_LETTERS])
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(_WORD.findall(bare.casefold())[:MOST_WORDS])


def is_year(word: str) -> bool:
    """1990 to 2099."""
    return word.isascii() and _YEAR.fullmatch(word) is not None


def amount(words: Sequence[str]) -> tuple[int, frozenset[int]] | None:
    """The first amount of money in words, in rupiah, and the positions it takes: `50 miliar`, `Rp 1,5 T`, `50m`.

    Groups of three digits are thousands, anything else after a comma decimals. A figure without `juta`, `miliar` or
    `triliun` is no amount.
    """
    for at, word in enumerate(words):
        if (first := _FIGURE.fullmatch(word)) is None:
            continue
        whole, scale, end = first[1], first[2], at + 1
        decimals = ""
        while (
            scale is None and end < len(words) and (more := _FIGURE.fullmatch(words[end])) is not None and not decimals
        ):
            whole, decimals = (whole + more[1], "") if len(more[1]) == 3 else (whole, more[1])
            scale, end = more[2], end + 1
        if scale is None and end < len(words) and words[end] in _SCALES:
            scale, end = words[end], end + 1
        if scale is not None:
            start = at - 1 if at and words[at - 1] == "rp" else at
            return int(whole + decimals) * _SCALES[scale] // 10 ** len(decimals), frozenset(range(start, end))
    return None


def near(word: str, known: Sequence[str], *, typing: bool) -> dict[str, float]:
    """Known words that `word` may be, with how well it fits: 1 exactly, less with a slip or as a beginning.

    A word that is known is nothing else, unless it is still being typed (`typing`); then two letters are
    enough for a beginning.
    """
    exact = word in known
    fits: dict[str, float] = {}
    if len(word) >= _SHORTEST_WITH_A_SLIP and not exact and not word.isdigit():
        slips = process.extract(word, known, scorer=OSA.normalized_similarity, score_cutoff=NEAR, limit=None)
        fits = {other: fit * _SLIP for other, fit, _ in slips}
    if (typing and len(word) > 1) or (not exact and len(word) >= _SHORTEST_START):
        fit = _START if len(word) > 2 else _SHORT_START
        fits |= {other: max(fit, fits.get(other, 0.0)) for other in known if other.startswith(word)}
    return fits | {word: 1.0} if exact else fits


def likeness(one: str, other: str) -> float:
    """1 for the same spelling, less for each wrong, missing, additional or swapped letter."""
    return float(OSA.normalized_similarity(one, other))
