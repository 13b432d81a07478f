"""The page on proposals: menu of parts, controls, and which part answers. Every part is an address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from kumkm.domain.proposal_view import PARTS
from kumkm.domain.selection import Selection
from kumkm.errors import UsageError
from kumkm.ui import cache, components, proposal_flow, proposal_list, proposal_need, proposal_spread, proposal_what_if
from kumkm.ui.downloads import name_of, offer
from kumkm.ui.proposal_base import Board, board_of, proposal_table, years

_Part = Callable[[Board], None]
_Data = Callable[[Board], pd.DataFrame]
# Part → its headline, what follows it, and the data to take away (None: offered beside its lists).
_SHOWN: Final[Mapping[str, tuple[_Part, _Part, _Data | None]]] = {
    "sebaran": (proposal_spread.headline, proposal_spread.spread, proposal_spread.spread_data),
    "alur": (proposal_flow.headline, proposal_flow.flow, proposal_flow.flow_data),
    "daftar": (proposal_list.headline, proposal_list.listing, proposal_list.listing_data),
    "kebutuhan": (proposal_need.headline, proposal_need.need, proposal_need.need_data),
    "simulasi": (proposal_what_if.headline, proposal_what_if.what_if, None),
    "berita": (proposal_what_if.minutes_headline, proposal_what_if.minutes, proposal_what_if.minutes_data),
}


def menu(selection: Selection) -> None:
    """The parts in one row, and the budget year beside them."""
    parts, year = st.columns([3.2, 1], gap="small", vertical_alignment="bottom")
    with parts:
        st.segmented_control(
            "Yang dilihat",
            list(PARTS),
            format_func=PARTS.__getitem__,
            key="bagian",
            required=True,
            label_visibility="collapsed",
        )
    with year:
        known = years()
        if known:
            st.session_state["ta"] = selection.proposals.year if selection.proposals.year in known else known[-1]
            st.selectbox("Tahun anggaran", known, key="ta")


def answer(selection: Selection) -> None:
    """The answer in words, then the picture and what can be done with it, from one board.

    What cannot be computed is said where it would stand.
    """
    try:
        board = board_of(selection)
    except UsageError as error:
        components.notices([str(error)])
        return
    headline, body, data = _SHOWN[selection.proposals.part]
    for shown in (headline, body):
        try:
            shown(board)
        except UsageError as error:
            components.notices([str(error)])
    if data is not None:
        _offered(board, data)


def _offered(board: Board, data: _Data) -> None:
    """The data of the part; nothing where it shows none."""
    try:
        frame = data(board)
    except UsageError:  # said where the picture would stand
        return
    title = f"Usulan {PARTS[board.view.part]} {board.year}"
    if not frame.empty:
        offer(name_of(title), partial(proposal_table, board, frame, title), key="usulan")


def sources(selection: Selection) -> None:
    """Where proposals come from; last, small, always."""
    found = cache.read("proposals")
    files = ", ".join(sorted({str(file) for file in found["file"].dropna()}))
    mark = "DATA SIMULASI: sebagian usulan di halaman ini bukan data nyata. " if found["simulated"].any() else ""
    text = f"{mark}Sumber: register usulan ({files}); usulan yang diberitakan bertanda “diberitakan”. "
    components.footer(f"{text}Versi data {cache.published().build_id}.")
