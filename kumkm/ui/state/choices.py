"""What one session has chosen, under the keys of its widgets: the one place that reads and writes it.

Streamlit forgets a widget's value on pages that do not draw it, and refuses a value for one that is drawn already: put
before the widget is drawn, or in a callback.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import streamlit as st


def of(key: str, default: Any = None) -> Any:
    """What is chosen under a key; `default` where nothing is."""
    return st.session_state.get(key, default)


def put(key: str, value: Any) -> None:
    """Choose a value for a widget that is yet to be drawn in this run."""
    st.session_state[key] = value


def offer(key: str, value: Any) -> None:
    """Choose a value where nothing is chosen yet."""
    st.session_state.setdefault(key, value)


def settle(key: str, known: Collection[str]) -> None:
    """Let go of what is chosen, by an address that somebody made or of another build, and is not among the options."""
    chosen = of(key, "")
    if isinstance(chosen, list):
        put(key, [word for word in chosen if word in known])
    elif chosen not in known:
        put(key, "")


def take(key: str) -> Any:
    """What is chosen under a key, which is forgotten with it; None where nothing is."""
    return st.session_state.pop(key, None)
