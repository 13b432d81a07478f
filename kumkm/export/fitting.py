"""How much room text takes on a slide, so that it is laid out before anybody opens it.

Widths are those of Arial (and of its metric twins), in thousandths of the type size.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_GROUPS: Final = {
    222: "ijl'|",
    278: " \u00a0.,:;/\\!tfI[]",
    333: "r()-\u2011·“”",
    500: "ckvsxyzJ",
    584: "+−=<>≥≤÷×",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "wCDHNRU",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
    1000: "—…",
}
_WIDTHS: Final = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_USUAL: Final = 556  # digits, and most small letters
_BOLD: Final = 1.07
_SAFE: Final = 1.03  # programs differ by a hair in where they break a line
LEADING: Final = 1.17  # a line's height, of the type size
_POINTS: Final = 72


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Inches that text takes on one line."""
    units = sum(_WIDTHS.get(letter, _USUAL) for letter in text)
    return units / 1000 * size / _POINTS * (_BOLD if bold else 1)


def lines(text: str, size: float, room: float, *, bold: bool = False) -> int:
    """How many lines text takes in a column `room` inches wide, broken between words."""
    count, used, room = 1, 0.0, room / _SAFE
    space = width(" ", size, bold=bold)
    for word in text.split(" "):
        taken = width(word, size, bold=bold)
        if used and used + space + taken > room:
            count, used = count + 1, taken
        else:
            used += taken + (space if used else 0)
    return count


def height(count: int, size: float) -> float:
    """Inches that so many lines take."""
    return count * size * LEADING / _POINTS


def cut(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, or as many whole words as go on one line, with an ellipsis that says so."""
    return cut_to(text, size, room, 1, bold=bold)


def cut_to(text: str, size: float, room: float, most: int, *, bold: bool = False) -> str:
    """The text, or as many whole words as go on so many lines, with an ellipsis that says so."""
    if lines(text, size, room, bold=bold) <= most:
        return text
    words = text.split(" ")
    while len(words) > 1 and lines(" ".join(words) + " …", size, room, bold=bold) > most:
        words.pop()
    return f"{' '.join(words).rstrip(',;:')} …"


def listed(opening: str, items: Sequence[str], size: float, room: float) -> str:
    """Items parted by semicolons, as many as go on one line; the others are counted."""
    for count in range(len(items), 0, -1):
        rest = f"; dan {len(items) - count} lain" if count < len(items) else ""
        text = f"{opening}{'; '.join(items[:count])}{rest}"
        if width(text, size) <= room:
            return text
    return cut(opening + "; ".join(items), size, room)


def parted(text: str, size: float, room: float, most: int, *, bold: bool = False) -> tuple[str, str]:
    """A sentence as what goes on `most` lines, and the rest; parted where it pauses, at a semicolon before a colon.

    Both are whole sentences as written: a full stop ends each, and none opens small. A sentence that pauses nowhere in
    time stays whole, and takes the lines it takes.
    """
    if lines(text, size, room, bold=bold) <= most:
        return text, ""
    for pause in ("; ", ": ", ", "):
        at = [place for place in range(len(text)) if text.startswith(pause, place)]
        fits = [place for place in at if lines(f"{text[:place]}.", size, room, bold=bold) <= most]
        if fits:
            rest = text[fits[-1] + len(pause) :]
            return f"{text[: fits[-1]]}.", rest[:1].upper() + rest[1:]
    return text, ""
