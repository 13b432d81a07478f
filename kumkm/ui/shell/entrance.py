"""The way in: who may open which page, and what stands there for who may not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

import streamlit as st

from kumkm.domain.access import Permission, Refusal, Visitor
from kumkm.ui.parts import prose
from kumkm.ui.state import access

_NEEDED: Final[Mapping[str, Permission]] = {"unggah": Permission.UPLOAD}  # every other page shows figures
_REASONS: Final[Mapping[Refusal, tuple[str, str]]] = {
    Refusal.NOT_SIGNED_IN: ("Masuk dahulu.", "Dashboard ini terbuka bagi akun yang diberi peran oleh pengelolanya."),
    Refusal.EXPIRED: ("Masa masuk Anda berakhir.", "Masuk lagi; pilihan pada alamat tetap berlaku."),
    Refusal.WRONG_AUDIENCE: (
        "Tanda masuk ini milik aplikasi lain.",
        "Keluar, lalu masuk lagi lewat dashboard ini. Bila terulang, pengelola perlu memeriksa client_id.",
    ),
    Refusal.NO_ACCOUNT: (
        "Akun ini tidak menyebut alamat surel yang sudah dipastikan.",
        "Mintalah penyelenggara akun memastikan alamat surel Anda, lalu masuk lagi.",
    ),
    Refusal.NO_ROLE: (
        "Akun Anda belum diberi peran.",
        "Mintalah peran kepada pengelola dashboard: tamu, perencana, pimpinan, atau operator daerah.",
    ),
}


def admit(page: str) -> None:
    """Go on where whoever looks may open the page; else say why not, offer what they can do, and end the run."""
    who = access.visitor()
    if who.refusal is not None:
        _refuse(who)
    elif not who.may(needed := _NEEDED.get(page, Permission.FIGURES)) and access.is_configured():
        prose.headline("Halaman ini bukan untuk akun Anda.", f"Yang diperlukan: wewenang {needed}.")
    else:
        return
    st.stop()


def _refuse(who: Visitor) -> None:
    assert who.refusal is not None
    prose.headline(*_REASONS[who.refusal])
    with st.container(horizontal=True, key="masuk"):
        if who.refusal is not Refusal.NO_ROLE:
            for name in access.providers():
                label = f"Masuk lewat {name}" if name else "Masuk"
                st.button(label, type="primary", key=f"masuk_{name}", on_click=partial(st.login, name or None))
        if who.refusal is not Refusal.NOT_SIGNED_IN:
            st.button("Keluar", key="keluar", on_click=st.logout)
