"""The list of pages, and the way into it for a visitor who is first after a start and comes by a deep link.

Until `st.navigation` has run once in a process, Streamlit takes the folder `pages/` for its older kind of
app and runs a page without the frame. `enter` notices and starts over.
"""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from kumkm.domain.access import Permission
from kumkm.ui.state import access

PAGES = (
    ("pages/ringkasan.py", "Ringkasan", ""),
    ("pages/indikator.py", "Indikator", "indikator"),
    ("pages/daerah.py", "Daerah", "daerah"),
    ("pages/pertumbuhan.py", "Pertumbuhan", "pertumbuhan"),
    ("pages/usulan.py", "Usulan", "usulan"),
    ("pages/kualitas.py", "Kualitas", "kualitas"),
    ("pages/data.py", "Data", "data"),
    ("pages/rapat.py", "Rapat", "rapat"),
)
# In the menu only for who may upload; its address always leads to a page that says so.
UPLOADS = ("pages/unggah.py", "Unggah", "unggah")


def choose() -> StreamlitPage:
    """The page asked for. The menu is drawn by the frame (`kumkm.ui.shell.bar`)."""
    pages = [
        st.Page(script, title=title, url_path=path or None, default=not path)
        for script, title, path in (*PAGES, UPLOADS)
    ]
    return st.navigation(pages, position="hidden")


def menu() -> list[tuple[str, str]]:
    """Path and title of what stands in the menu."""
    shown = (*PAGES, UPLOADS) if access.may(Permission.UPLOAD) else PAGES
    return [(path, title) for _, title, path in shown]


def addresses() -> list[str]:
    """The paths of all pages."""
    return [path for _, _, path in (*PAGES, UPLOADS)]


def script_of(path: str) -> str | None:
    """The script of a page; None where there is none of that path."""
    return next((script for script, _, known in (*PAGES, UPLOADS) if known == path), None)


def start_over() -> None:
    """Leave the frameless run of a page; the next run has the frame."""
    choose()
    st.rerun()
