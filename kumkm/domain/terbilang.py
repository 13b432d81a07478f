"""Terbilang: whole numbers in Indonesian words, as letters write them beside the figures."""

from __future__ import annotations

from typing import Final

MOST: Final = 10**18
_DIGITS: Final = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_GROUPS: Final = (
    (10**18, "kuintiliun"),
    (10**15, "kuadriliun"),
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
)


def in_words(value: int) -> str:
    """`1250` → `seribu dua ratus lima puluh`; from 0 to 10^18. Raises ValueError for what lies beyond."""
    if not 0 <= value <= MOST:
        raise ValueError(f"{value} is not between 0 and 10^18")
    if value == 0:
        return "nol"
    words = []
    for size, name in _GROUPS:
        count, value = divmod(value, size)
        if count:
            words += [*_below_thousand(count), name]
    thousands, rest = divmod(value, 1000)
    if thousands == 1:
        words.append("seribu")
    elif thousands:
        words += [*_below_thousand(thousands), "ribu"]
    return " ".join([*words, *_below_thousand(rest)])


def _below_thousand(value: int) -> list[str]:
    hundreds, rest = divmod(value, 100)
    words = ["seratus"] if hundreds == 1 else [_DIGITS[hundreds], "ratus"] if hundreds else []
    return words + _below_hundred(rest)


def _below_hundred(value: int) -> list[str]:
    tens, ones = divmod(value, 10)
    if value in (10, 11):
        return ["sepuluh" if value == 10 else "sebelas"]
    if tens == 1:
        return [_DIGITS[ones], "belas"]
    words = [_DIGITS[tens], "puluh"] if tens else []
    return words + ([_DIGITS[ones]] if ones else [])
