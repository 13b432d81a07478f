"""A small grammar: clauses that know their number, joined into sentences; counting, naming, direction in words.

Nothing here knows an indicator. Numbers come in as they are written on screen, so that a sentence and a table agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from kumkm.domain.units import MINUS

_NAMED = 3
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_JOINED_TO_WHAT_PRECEDES = tuple(",;.:)")


@dataclass(frozen=True)
class Clause:
    """A piece of a sentence. `question` is that of the one number in it, empty if it has none."""

    text: str
    question: str = ""


# What a sentence is made of: a piece, pieces in a row, or nothing.
Piece = Clause | str | None
Part = Piece | Sequence[Piece]


@dataclass(frozen=True)
class Sentence:
    """Clauses in reading order, spaces and punctuation included; without clauses there is nothing to say."""

    clauses: tuple[Clause, ...] = ()

    @property
    def text(self) -> str:
        """The sentence as shown: first letter upper-case, one full stop at the end; empty without clauses."""
        return "".join(clause.text for clause in self.clauses)

    def __bool__(self) -> bool:
        return bool(self.clauses)


def sentence(*parts: Part) -> Sentence:
    """Join pieces: one space between them, none before `, ; . : )` or after `(`; a full stop at the end.

    None and empty pieces are dropped. A figure may not open a sentence: it becomes `Sebanyak …`. Pieces without a
    question are merged; one with a question stands alone, so that its text is exactly what it was given.
    """
    pieces = _pieces(parts)
    if not pieces:
        return Sentence()
    if pieces[0].text[0].isdigit():
        pieces.insert(0, Clause("sebanyak"))
    pieces[0] = Clause(capital(pieces[0].text), pieces[0].question)
    if not pieces[-1].text.endswith("."):
        pieces.append(Clause("."))
    return Sentence(tuple(_merged(_spaced(pieces))))


def noted(noted_sentence: Sentence, note: str) -> Sentence:
    """A sentence with a note before its full stop."""
    if not noted_sentence or not note:
        return noted_sentence
    *others, last = noted_sentence.clauses
    return Sentence((*others, Clause(f"{last.text.removesuffix('.')}; {note}.")))


def joined(*parts: Part) -> str:
    """The same pieces as plain text within a sentence: no capital, no full stop."""
    return "".join(clause.text for clause in _spaced(_pieces(parts)))


def _pieces(parts: Iterable[Part]) -> list[Clause]:
    flat: list[Piece] = []
    for part in parts:
        if part is None or isinstance(part, str | Clause):
            flat.append(part)
        else:
            flat.extend(part)
    clauses = (Clause(piece) if isinstance(piece, str) else piece for piece in flat if piece is not None)
    return [clause for clause in clauses if clause.text]


def _spaced(pieces: Iterable[Clause]) -> Iterator[Clause]:
    before = "("
    for piece in pieces:
        if not before.endswith("(") and not piece.text.startswith(_JOINED_TO_WHAT_PRECEDES):
            yield Clause(" ")
        yield piece
        before = piece.text


def _merged(pieces: Iterable[Clause]) -> list[Clause]:
    clauses: list[Clause] = []
    for piece in pieces:
        if clauses and not piece.question and not clauses[-1].question:
            clauses[-1] = Clause(clauses[-1].text + piece.text)
        else:
            clauses.append(piece)
    return clauses


def small(text: str) -> str:
    """A name within a sentence: its first letter small, unless it begins an acronym: `diinput KRISNA/SIPD`, `RAT`."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def capital(text: str) -> str:
    """The first letter upper-case, the rest as it is: `PDRB` stays `PDRB`."""
    return text[:1].upper() + text[1:]


def pick(options: Sequence[str], *keys: object) -> str:
    """One of several ways to say the same, always the same one for the same keys."""
    seed = "|".join(str(key) for key in keys)
    return options[crc32(seed.encode("utf-8")) % len(options)]


def direction(shown: str, *, rising: str = "naik", falling: str = "turun", level: str = "tetap") -> str:
    """The word for a signed number as it is written: `+0,22 poin persen` rises, `0,00` stays level."""
    if shown.startswith("+"):
        return rising
    return falling if shown.startswith(MINUS) else level


def size(shown: str) -> str:
    """A signed number as it is written, without its sign."""
    return shown.lstrip(f"+{MINUS}")


def series(items: Sequence[Part]) -> list[Piece]:
    """Items in a row with commas and `dan`: `A`, `A dan B`, `A, B, dan C`."""
    pieces: list[Piece] = []
    for position, item in enumerate(items):
        if position and len(items) > 2:
            pieces.append(",")
        if position and position == len(items) - 1:
            pieces.append("dan")
        pieces.extend(_pieces([item]))
    return pieces


def names(items: Sequence[str], *, most: int = _NAMED) -> str:
    """`Muna`, `Muna dan Buton`, `Muna, Buton, dan Konawe`; beyond `most` the rest is counted."""
    shown = list(items)
    if len(items) > most:
        shown = [*items[: most - 1], f"{len(items) - most + 1} daerah lain"]
    return joined(series(shown))


def counted(count: int, every: int | None = None, noun: str = "daerah", *, none: str = "belum ada") -> str:
    """So many of so many; one is `satu` and never a plural, all of them are `seluruh`.

    `belum ada daerah`, `satu daerah`, `3 daerah`; of 17: `satu dari 17 daerah`, `3 dari 17 daerah`, `seluruh 17
    daerah`; of two: `kedua daerah`. `none` opens what is said of zero.
    """
    if count == 0:
        return f"{none} {noun}"
    number = "satu" if count == 1 else str(count)
    if every is None or every == 1:
        return f"{number} {noun}"
    if count < every:
        return f"{number} dari {every} {noun}"
    return f"kedua {noun}" if every == 2 else f"seluruh {every} {noun}"


def date_words(day: object) -> str:
    """`2023-10-16` → `16 Okt 2023`, `2023-10` → `Okt 2023`; anything else is `tanpa tanggal`."""
    if not isinstance(day, str):
        return "tanpa tanggal"
    year, month, *days = day.split("-")
    return " ".join([*(str(int(part)) for part in days), _MONTHS[int(month) - 1], year])


def ordinal(rank: int, from_below: int, tied: int = 1, *, extremes: bool = True) -> str:
    """`tertinggi`, `tertinggi ke-3`, `terendah ke-2` or `terendah`, whichever end is nearer; both ranks begin with 1.

    `tied` counts those that share the rank, this one included: `tertinggi bersama satu daerah lain`. Without `extremes`
    no end is named, only how far it is: `urutan ke-1 dari atas`.
    """
    above = rank <= from_below
    place = rank if above else from_below
    if not extremes:
        word = f"urutan ke-{place} dari {'atas' if above else 'bawah'}"
    else:
        end = "tertinggi" if above else "terendah"
        word = end if place == 1 else f"{end} ke-{place}"
    return f"{word} bersama {counted(tied - 1)} lain" if tied > 1 else word
