"""The frame: menu, shared filters, theme, and one place where errors become words."""

import logging

import streamlit as st

from kumkm.errors import KumkmError, WarehouseError
from kumkm.ui import cache, components, filters, frame, navigation, provenance

st.set_page_config(page_title="KUMKM Sulawesi Tenggara", page_icon="static/icon.svg", layout="wide")

page = navigation.choose()
try:
    cache.begin()
    selection = filters.synchronise(page.url_path)
    frame.dress(selection)
    frame.masthead(selection)
    components.notices(filters.notices())
    with filters.framed():
        page.run()
    provenance.answer(selection)
except KumkmError as error:
    components.failure(str(error), can_rebuild=isinstance(error, WarehouseError))
except Exception:
    logging.getLogger("kumkm").exception("page %s failed", page.url_path)
    components.failure(
        "Terjadi kesalahan di dalam aplikasi; halaman lain tetap dapat dibuka. "
        "Muat ulang halaman ini; bila terulang, kirim catatan server kepada pengelola.",
        can_rebuild=False,
    )
