"""What is shown instead of a page that cannot be shown."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from kumkm.ui.parts.html import place
from kumkm.ui.state import cache


def failure(message: str, *, can_rebuild: bool) -> None:
    """Something the user can act on went wrong: what, and the way out."""
    notice = Markup('<section class="k-failure" role="alert"><h1>Data belum dapat ditampilkan</h1><p>{}</p></section>')
    place(notice.format(message))
    if can_rebuild and cache.may_build():
        st.button("Bangun ulang gudang data", type="primary", on_click=cache.rebuild)
