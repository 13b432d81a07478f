"""What one session has chosen, under the keys of its widgets: the one place that reads and writes it.

Streamlit forgets a widget's value on pages that do not draw it, and refuses a value for one that is drawn already: put
before the widget is drawn, or in a callback.
"""

from __future__ import annotations

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


def take(key: str) -> Any:
    """What is chosen under a key, which is forgotten with it; None where nothing is."""
    return st.session_state.pop(key, None)
