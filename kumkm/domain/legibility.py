"""Whether a screen is read from the back row: the angle of its smallest text there, and the contrast of colours."""

from __future__ import annotations

from math import atan, degrees, radians, tan
from typing import Final

LEAST_MINUTES: Final = 10.0  # of arc, height of type that people with common eyesight read without effort
SMALLEST: Final = 0.014  # of the picture's width: the smallest type of the meeting
USUAL_WIDTH, USUAL_DISTANCE = 2.0, 8.0  # metres: a projector's picture in a hall, its last row


def minutes(width: float, distance: float, size: float = SMALLEST) -> float:
    """The angle in minutes of arc of type that is `size` of a picture's width high, seen from a distance; both in
    metres. Raises ValueError for what is no length.
    """
    if width <= 0 or distance <= 0:
        raise ValueError("width and distance are lengths")
    return degrees(atan(width * size / distance)) * 60


def furthest(width: float, size: float = SMALLEST) -> float:
    """The distance in metres up to which such type is read."""
    return width * size / tan(radians(LEAST_MINUTES / 60))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours `#rrggbb`, 1 to 21, as WCAG 2 defines it."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    text = colour.lstrip("#")
    text = "".join(2 * letter for letter in text) if len(text) == 3 else text
    red, green, blue = (int(text[place : place + 2], 16) / 255 for place in (0, 2, 4))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
