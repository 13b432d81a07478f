"""Sentences without the amounts in them: what a message may say of money that is protected."""

from __future__ import annotations

import re

WITHHELD = "r"
# What is no amount: where something stands, when, and how many others there are like it.
_PLACE = (
    r"[Bb]aris \d+|\b[A-Z]{1,3}\d+\b|\b(?:19|20)\d\d\b(?![.,]\d)|\b\d+ (?:sel|baris|lembar|bulan|kolom|temuan)\b"
    r"|'(?!Rp)[^']*[A-Za-z][^']*'"
)
_AMOUNT = r"-?(?:Rp\s?)?-?\d+(?:[.,]\d+)*(?:\s?(?:kali|ribu|juta|miliar|triliun)\b)?%?"
_EITHER = re.compile(rf"({_PLACE})|{_AMOUNT}")


def without_amounts(text: str) -> str:
    """A message with every amount, share and multiple of it replaced by `r`."""
    return _EITHER.sub(lambda found: found[1] or WITHHELD, text)
