"""HTML as a type: `Markup` is what was written as HTML or escaped, and the only thing that reaches the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

import streamlit as st
from markupsafe import Markup

NOTHING: Final = Markup("")


def place(*pieces: Markup, width: Literal["stretch", "content"] = "stretch") -> None:
    """HTML on the page, in one message; the only way there, and closed to text that may hold tags of its own."""
    st.html(join(pieces), width=width)


def join(pieces: Iterable[Markup]) -> Markup:
    """Pieces one after the other."""
    return NOTHING.join(pieces)
