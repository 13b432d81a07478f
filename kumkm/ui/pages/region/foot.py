"""The foot of Daerah: sources, that some of it is simulated, and a code that opens the page on a phone."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import streamlit as st
from markupsafe import Markup

from kumkm.domain.indicators import IN_BLOCKS
from kumkm.domain.view.selection import PROVINCE
from kumkm.ui.parts import qr, sources
from kumkm.ui.parts.html import NOTHING
from kumkm.ui.parts.simulation import is_simulated
from kumkm.ui.state import cache


def foot_html(region_code: str) -> Markup:
    """One line of sources, and the address as a code to be photographed."""
    return Markup('<div class="k-foot">{}{}</div>').format(_sources(), _code(region_code))


@cache.per_build(4)
def _sources() -> Markup:
    shown = [key for key in IN_BLOCKS if key in cache.coverage()]
    names = dict.fromkeys(sources.source_of(key) for key in shown)
    real = "" if not any(map(is_simulated, shown)) else "Angka bergaris titik: DATA SIMULASI, bukan data nyata. "
    return sources.footer_html(f"{real}Sumber: {'; '.join(names)}. Versi data {cache.published().build_id}.")


def _code(region_code: str) -> Markup:
    """The address of the page, as the visitor reached it; nothing where no browser asks."""
    if not st.context.url:
        return NOTHING
    here = urlsplit(st.context.url)
    query = "" if region_code == PROVINCE else f"?{urlencode({'kab': region_code})}"
    return qr.code_html(f"{here.scheme}://{here.netloc}{here.path}{query}")
