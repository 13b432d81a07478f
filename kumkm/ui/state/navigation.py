"""The list of pages, and the way into it for a visitor who is first after a start and comes by a deep link.

Until `st.navigation` has run once in a process, Streamlit takes the folder `pages/` for its older kind of
app and runs a page without the frame. `enter` notices and starts over.
"""

from __future__ import annotations

from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from kumkm import settings

PAGES = (
    ("pages/ringkasan.py", "Ringkasan", ""),
    ("pages/indikator.py", "Indikator", "indikator"),
    ("pages/daerah.py", "Daerah", "daerah"),
    ("pages/pertumbuhan.py", "Pertumbuhan", "pertumbuhan"),
    ("pages/usulan.py", "Usulan", "usulan"),
    ("pages/kualitas.py", "Kualitas", "kualitas"),
    ("pages/data.py", "Data", "data"),
)
# In the menu only where uploading is switched on; its address always leads to a page that says so.
UPLOADS = ("pages/unggah.py", "Unggah", "unggah")


def choose() -> StreamlitPage:
    """Draw the menu and return the page asked for."""
    pages = [st.Page(script, title=title, url_path=path or None, default=not path) for script, title, path in PAGES]
    script, title, path = UPLOADS
    visibility: Literal["visible", "hidden"] = "visible" if settings.load().uploads else "hidden"
    pages.append(st.Page(script, title=title, url_path=path, visibility=visibility))
    return st.navigation(pages, position="top")


def start_over() -> None:
    """Leave the frameless run of a page; the next run has the frame."""
    choose()
    st.rerun()
