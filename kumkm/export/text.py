"""Text as it can be set on paper: nothing unseen in it, and no word wider than its column."""

from __future__ import annotations

import re
from typing import Any, Final

# Control characters have no picture; those that turn the direction of writing would show a text as another.
_UNSEEN: Final = re.compile("[\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
_TURNING: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def known(value: Any) -> str:
    """A text of a read; empty where there is none."""
    return value.strip() if isinstance(value, str) else ""


def visible(text: str) -> str:
    """A text without what cannot be seen, on one line."""
    return _TURNING.sub("", _UNSEEN.sub(" ", text))


def breakable(text: str, word: int = 26) -> str:
    """A text with places to break in words of more letters than `word`, which no column is wide enough for."""
    return re.sub(rf"\S{{{word}}}(?=\S)", "\\g<0>\u200b", text)
