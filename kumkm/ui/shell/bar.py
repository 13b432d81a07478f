"""The bar above every page: brand, menu, and the way to a page and view that was clicked in it.

`static/frame/bar.js` draws it from what is said here; a click comes back as a trigger, and the next run opens the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from kumkm.domain.access import Permission, Visitor
from kumkm.domain.meeting import THEME
from kumkm.domain.view import growth, proposals
from kumkm.domain.view.selection import GROWTH_PAGE, PROPOSALS_PAGE, Selection
from kumkm.narrative.grammar import date_words
from kumkm.ui.state import access, address, choices, navigation, office

_WANTED: Final = "_menu"
_SIGN_OUT: Final = "/auth/logout"  # Streamlit's own: the cookie goes, and the provider is told
_AFRESH: Final = "ulang"  # the query of the link that lets go of every choice
_WORDS: Final = {
    "place": "Sultra",
    "office": "KUMKM",
    "theme": THEME,
    "menu": "Menu",
    "parts": "Bagian",
    "afresh": "Atur ulang",
    "take": "Unduh",
    "takeHint": "Paparan, buku kerja, profil, Berita Acara",
    "screen": "Layar",
    "screenHint": "Huruf besar untuk layar ruang rapat",
}
# Page with views → the parameter that names one, and its views as the menu parts them.
_VIEWS: Final[Mapping[str, tuple[str, tuple[tuple[str, tuple[str, ...]], ...], Mapping[str, str]]]] = {
    GROWTH_PAGE: ("lihat", growth.GROUPS, growth.VIEWS),
    PROPOSALS_PAGE: ("bagian", (("", tuple(proposals.PARTS)),), proposals.PARTS),
}


def follow() -> None:
    """Open what was clicked, in the menu or in a text, if anything was; before anything is drawn."""
    wanted = choices.take(_WANTED)
    if not isinstance(wanted, Mapping):
        return
    page, query = str(wanted.get("page")), str(wanted.get("query", "")).removeprefix("?")
    if (script := navigation.script_of(page)) is not None:
        afresh = query == _AFRESH
        to = address.begun_afresh() if afresh else address.leading_to(page, dict(parse_qsl(query)))
        st.switch_page(script, query_params=to)


def keep_wanted(wanted: Any) -> None:
    """The page that was clicked, and the query of its link; only in a callback."""
    choices.put(_WANTED, wanted)


def data(page: str, selection: Selection) -> dict[str, Any]:
    """What the bar shows, for the browser."""
    who = access.visitor()
    own = {GROWTH_PAGE: selection.growth.view, PROPOSALS_PAGE: selection.proposals.part}
    return {
        "home": "/",
        "afresh": f"/{page}?{_AFRESH}" if address.is_chosen(page) else None,
        "page": page,
        "view": own.get(page, ""),
        "screen": selection.screen,
        "frozen": _frozen(),
        "takes": who.may(Permission.EXPORT),
        "account": _account(who),
        "pages": [_page(path, title) for path, title in navigation.menu()],
        "words": _WORDS,
    }


def _account(who: Visitor) -> dict[str, str] | None:
    """Who has signed in, and the way out; None where nobody does."""
    if not who.account:
        return None
    return {"text": "Keluar", "title": f"{who.account}: {', '.join(map(str, who.grants))}", "href": _SIGN_OUT}


def _frozen() -> dict[str, str] | None:
    """That a meeting holds the data, on every page; None without one."""
    meeting = office.current()
    if meeting is None:
        return None
    when = date_words(meeting.day.isoformat())
    return {"text": "Data dibekukan", "title": f"{meeting.name}: semua layar memakai data {when} sampai rapat selesai."}


def _page(path: str, title: str) -> dict[str, Any]:
    parameter, groups, labels = _VIEWS.get(path, ("", (), {}))
    listed = [
        (heading, [(view, labels[view], f"/{path}?{urlencode({parameter: view})}") for view in views])
        for heading, views in groups
    ]
    return {"path": path, "title": title, "href": f"/{path}", "groups": listed}
