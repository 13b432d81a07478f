"""Whole numbers in Indonesian words: known forms, and every number can be read back from its words."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kumkm.domain.terbilang import MOST, in_words

ONES = {"satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9}
SIZES = {
    "ribu": 10**3,
    "juta": 10**6,
    "miliar": 10**9,
    "triliun": 10**12,
    "kuadriliun": 10**15,
    "kuintiliun": 10**18,
}


def read_back(words: str) -> int:
    """The number of such words, by the grammar of Indonesian numerals alone."""
    total = group = one = 0
    for word in words.split():
        if word in ONES:
            one = ONES[word]
        elif word in ("sepuluh", "sebelas"):
            group += 10 if word == "sepuluh" else 11
        elif word in ("belas", "puluh", "ratus"):
            group += {"belas": 10 + one, "puluh": 10 * one, "ratus": 100 * one}[word]
            one = 0
        elif word == "seratus":
            group += 100
        elif word == "seribu":
            total += 1000
        elif word != "nol":
            total += (group + one) * SIZES[word]
            group = one = 0
    return total + group + one


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (1_000, "seribu"),
        (1_001, "seribu satu"),
        (1_100, "seribu seratus"),
        (2_000, "dua ribu"),
        (2_026, "dua ribu dua puluh enam"),
        (11_000, "sebelas ribu"),
        (21_000, "dua puluh satu ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (1_000_000_000, "satu miliar"),
        (4_000_000_000, "empat miliar"),
        (1_000_000_000_000, "satu triliun"),
        (10**15, "satu kuadriliun"),
        (10**18, "satu kuintiliun"),
        (
            123_456_789_012,
            "seratus dua puluh tiga miliar empat ratus lima puluh enam juta tujuh ratus delapan puluh sembilan ribu "
            "dua belas",
        ),
    ],
)
def test_known_forms(value: int, words: str) -> None:
    assert in_words(value) == words
    assert read_back(words) == value


@given(st.integers(0, MOST) | st.integers(0, 2_000) | st.integers(0, 18).map(lambda power: 10**power))
@example(999_999_999_999_999_999)
def test_every_number_is_read_back_from_its_words(value: int) -> None:
    words = in_words(value)
    assert read_back(words) == value
    assert words == " ".join(words.split())


def test_the_first_thousands_are_all_different_and_read_back() -> None:
    said = [in_words(value) for value in range(12_000)]
    assert len(set(said)) == len(said)
    assert [read_back(words) for words in said] == list(range(12_000))


@pytest.mark.parametrize("value", [-1, MOST + 1])
def test_what_has_no_words_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="10"):
        in_words(value)
