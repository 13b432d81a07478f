"""A letter as PDF, laid out by `static/paper/letter.typ`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from kumkm.export import paper
from kumkm.export.annotated import AUTHOR
from kumkm.export.letter import NAME_LINE, NUMBER_LINE, OF_PAGES, PAGE, Letter
from kumkm.export.text import breakable
from kumkm.settings import Settings

TEMPLATE: Final = "letter.typ"
_WORDS: Final = {"page": PAGE, "of": OF_PAGES, "name-line": NAME_LINE, "number-line": NUMBER_LINE}


def letter_pdf(letter: Letter, settings: Settings) -> bytes:
    """The letter; the same letter is the same bytes."""
    content = {**_parted(asdict(letter)), "name": letter.name, "author": AUTHOR, "words": _WORDS}
    del content["frame"]["made_at"]
    return paper.pdf(settings, TEMPLATE, content, letter.frame.made_at)


def _parted(value: Any) -> Any:
    """The same with places to break in long words, wherever they stand."""
    if isinstance(value, Mapping):
        return {key: _parted(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_parted(item) for item in value]
    return breakable(value, 18) if isinstance(value, str) else value
