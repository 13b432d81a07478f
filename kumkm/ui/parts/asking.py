"""How a number on screen asks where it comes from."""

from __future__ import annotations

from markupsafe import Markup

from kumkm.domain.question import question


def why(indicator_id: str, region_code: str, year: int) -> Markup:
    """The attribute that makes a number answer where it comes from; `static/frame/` listens and makes it a button."""
    return attribute(question(indicator_id, region_code, year))


def attribute(text: str) -> Markup:
    return Markup(' data-asal="{}"').format(text)
