"""The line of filters: a sentence of chips, holding only what acts on the page.

"Koperasi aktif di seluruh Sultra, 2023": the shared filters come first, a page adds its own. Every chip is a box one
can type into.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any, Final

import streamlit as st

from kumkm.domain.indicators import INDICATORS
from kumkm.domain.view.acting import INDICATOR, REGION, YEAR, acting, answering
from kumkm.domain.view.selection import MAX_COMPARED, PROVINCE, Selection
from kumkm.ui.state import cache, choices

_LINE: Final = "_saringan"


def line(page: str, selection: Selection) -> None:
    """Draw the shared filters that act on a page; their state outlives pages that do not draw them.

    Where a view answers for some indicators only, those can be chosen, and the first of them is where another was.
    """
    place = st.container(key="saringan")
    choices.put(_LINE, place)
    acts, answered = acting(page, selection), answering(page, selection)
    with place:
        if INDICATOR in acts:
            known = [key for key in answered or INDICATORS if key in cache.coverage()]
            if known and choices.of(INDICATOR) not in known:
                choices.put(INDICATOR, known[0])
            chip("Indikator", known, INDICATOR, {key: INDICATORS[key].choice for key in known})
        if REGION in acts:
            chip("Kabupaten/Kota", list(_places()), REGION, _places())
        if YEAR in acts:
            _year(selection, choices.of(INDICATOR) if INDICATOR in acts else selection.indicator_id)


def own() -> AbstractContextManager[Any]:
    """The line of this run, for the chips of the page itself."""
    place: AbstractContextManager[Any] = choices.of(_LINE)
    return place


def chip(
    label: str, options: list[Any], key: str, words: Mapping[Any, str] | None = None, *, disabled: bool = False
) -> Any:
    """A box to choose one of some; one can type into it."""
    shown = words.__getitem__ if words else str
    return st.selectbox(label, options, format_func=shown, key=key, label_visibility="collapsed", disabled=disabled)


def compare(without: str = "bandingkan") -> None:
    """The choice of regions to compare; on the pages that compare. `without` says what is shown where none is."""
    names = cache.choosable()
    st.multiselect(
        "Bandingkan dengan",
        list(names),
        format_func=names.__getitem__,
        key="banding",
        max_selections=MAX_COMPARED,
        placeholder=without,
        label_visibility="collapsed",
    )


def _places() -> dict[str, str]:
    """The province, then kabupaten and kota as they are looked for."""
    return {PROVINCE: "seluruh Sultra", **cache.choosable()}


def _year(selection: Selection, indicator_id: str) -> None:
    """The year, with the one before and the one after beside it; where there is one only, nothing to choose."""
    years = list(cache.coverage()[indicator_id].years)
    if len(years) < 2:
        chip("Tahun", years, YEAR, disabled=True)
        return
    at = years.index(selection.year) if selection.year in years else len(years) - 1
    _step("sebelumnya", years[at - 1] if at else None)
    chip("Tahun", years, YEAR)
    _step("sesudahnya", years[at + 1] if at + 1 < len(years) else None)


def _step(where: str, year: int | None) -> None:
    st.button(
        f"Tahun {where}",
        key=f"tahun_{where}",
        disabled=year is None,
        on_click=lambda: choices.put(YEAR, year),
    )
