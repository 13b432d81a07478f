"""Sentences without the amounts in them: what a message may say of money that is protected."""

from __future__ import annotations

import re

WITHHELD = "r"
# What is no amount: where something stands, when, and how many others there are like it.
_PLACE = (
    r"[Bb]aris \d+|\b[A-Z]{1,3}\d+\b|\b(?:19|20)\d\d\b(?![.,]\d)|\b\d+ (?:sel|baris|lembar|bulan|kolom|temuan)\b"
    r"|(?:±|≤|lebih dari|kurang dari|paling banyak) \d+(?:,\d+)?%|'(?!Rp)[^']*[A-Za-z][^']*'"
)
_AMOUNT = r"-?(?:Rp\s?)?-?\d+(?:[.,]\d+)*(?:\s?(?:kali|rb|ribu|jt|juta|mlr|miliar|milyar|triliun)\b)?%?"
_EITHER = re.compile(rf"({_PLACE})|{_AMOUNT}")
_QUOTED = re.compile(r"-?\d(?:[.,]?\d){3,}")
_QUOTE = re.compile(r"'[^']*'")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Seven digits and more, or a number of rupiah, thousands or millions: in a list of cooperatives that is money, or
# somebody's number. So in headings (queries/secrecy/withheld_words.sql, by the same pattern in tables/macros.sql).
_UNIT = r"(?:rb|ribu|ribuan|jt|juta|jutaan|m|mlr|miliar|milyar|triliun|trilyun)"
_GROUPED = r"\b\d{1,3}(?:[ \xa0\u202f]\d{3}){2,}\b"
_LARGE = re.compile(
    rf"(?i)\b(?:rp|idr)\.?\s?\d(?:[., ]?\d)*(?:\s?{_UNIT}\b)?|{_GROUPED}(?:\s?{_UNIT}\b)?"
    rf"|\d(?:[.,]?\d)*\s?{_UNIT}\b|\d(?:[.,]?\d){{6,}}"
)


def without_amounts(text: str) -> str:
    """A message with every amount, share and multiple of it replaced by `r`; of what it quotes, every longer number
    but a year: a cell of money may hold a word as well.
    """
    return _EITHER.sub(lambda match: WITHHELD if match[1] is None else _without_quoted(match[1]), text)


def _without_quoted(text: str) -> str:
    if not text.startswith("'"):
        return text
    return _QUOTED.sub(lambda match: match[0] if _YEAR.fullmatch(match[0]) else WITHHELD, text)


def without_quotes(text: str) -> str:
    """A message with all that it quotes replaced by `r`: in a cell of money any word may be an amount."""
    return _QUOTE.sub(f"'{WITHHELD}'", text)


def without_large(text: str) -> str:
    """A message with every number of seven digits or more, and every amount by its unit, replaced by `r`."""
    return _LARGE.sub(WITHHELD, text)
