"""What is shown instead of a page that cannot be shown."""

from __future__ import annotations

from html import escape

import streamlit as st

from kumkm.ui.state import cache


def failure(message: str, *, can_rebuild: bool) -> None:
    """Something the user can act on went wrong: what, and the way out."""
    st.html(
        '<section class="k-failure" role="alert"><h1>Data belum dapat ditampilkan</h1>'
        f"<p>{escape(message)}</p></section>"
    )
    if can_rebuild and cache.may_publish():
        st.button("Bangun ulang gudang data", type="primary", on_click=cache.rebuild)
