"""The shared filters and their deliberate synchronisation with the URL.

The URL carries codes and ids. Whoever changed last wins: a changed URL sets the widgets, a changed widget
sets the URL. Widget keys are the parameter names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

import streamlit as st

from kumkm.domain.indicators import level_of
from kumkm.domain.view import growth, params
from kumkm.domain.view.growth import Span
from kumkm.domain.view.selection import EVERY, OF_PAGE, PROVINCE, Selection, from_url, switch_indicator
from kumkm.ui.state import cache, navigation

_SELECTION = "_selection"
_NOTICES = "_notices"
_URL = "_url"
_WRITTEN = "_alamat_terakhir"  # addresses of the last runs, of which the browser may still hold any
_KEPT = 8
_PAGE = "_page"
_FRAMED = "_framed"


def current() -> Selection:
    """What is on screen in this run; every page begins with it, and needs the frame round it."""
    if not st.session_state.get(_FRAMED):
        navigation.start_over()
    selection: Selection = st.session_state[_SELECTION]
    return selection


@contextmanager
def framed() -> Iterator[None]:
    """Mark the part of a run in which a page has its frame."""
    st.session_state[_FRAMED] = True
    try:
        yield
    finally:
        st.session_state[_FRAMED] = False


def notices() -> list[str]:
    """What was ignored or moved in reading the selection; empty in most runs."""
    notices_kept: list[str] = st.session_state.get(_NOTICES, [])
    return notices_kept


def synchronise(page: str) -> Selection:
    """Settle this run's selection before any widget is drawn. `page` is the page's URL path."""
    given = dict(st.query_params.items())
    state = st.session_state
    if _SELECTION not in state or _is_from_outside(given, state[_SELECTION], page):
        selection, ignored = from_url(given, cache.coverage(), cache.regions(), cache.budget_years(), page)
        if _SELECTION in state:
            selection = _with_other_pages(selection, state[_SELECTION], page)
    else:
        selection, ignored = _from_controls(state[_SELECTION])
    state[_SELECTION], state[_NOTICES], state[_PAGE] = selection, ignored, page
    for key, value in params.controls(EVERY, selection).items():
        state[key] = value
    _write_url(selection.to_url(page), given, first=_URL not in state)
    return selection


def _is_from_outside(given: dict[str, str], before: Selection, page: str) -> bool:
    """Whether the address is one that somebody opened, went back to or wrote."""
    state = st.session_state
    if given == state.get(_URL):
        return False
    if state.get(_PAGE, page) != page:
        # A clean address is that of a visitor who has chosen nothing, unless the page is one that speaks of no choice.
        return given != before.to_url(page)
    # Who turns a control again before the address of the turn before has reached the browser sends the older one along.
    return given not in state.get(_WRITTEN, []) or _from_controls(before)[0] == before


def _with_other_pages(selection: Selection, before: Selection, page: str) -> Selection:
    """What an address does not speak of, because it is another page's, stays as it was."""
    for other in OF_PAGE.keys() - {page}:
        for param in OF_PAGE[other]:
            selection = param.into(selection, param.of(before))
    return selection


def _from_controls(previous: Selection) -> tuple[Selection, list[str]]:
    """The selection as the controls hold it; a changed indicator may move the year, and says so."""
    held = {str(key): value for key, value in st.session_state.items()}
    shown = span(previous)
    if shown is not None and held.get("dasar") == shown.first:
        del held["dasar"]  # the year the page took by itself is not one that was chosen
    if held.get("dasar", 0) is None:
        del held["dasar"]
    selection = params.chosen(EVERY, previous, held)
    chosen = selection.indicator_id
    selection = replace(selection, indicator_id=previous.indicator_id)
    if chosen not in cache.coverage():
        return from_url({"indikator": chosen}, cache.coverage(), cache.regions())
    if chosen == previous.indicator_id:
        return selection, []
    return switch_indicator(selection, chosen, cache.coverage()[chosen])


def span(selection: Selection) -> Span | None:
    """The years compared on Pertumbuhan; None where the indicator has fewer than two well covered years."""
    level = level_of(selection.indicator_id)
    coverage = cache.coverage().get(level)
    years = [] if coverage is None else [year for year in coverage.years if coverage.is_well_covered(year)]
    return growth.span(years, selection.year, selection.growth.base, lambda last: cache.bases(level, last))


def is_chosen(page: str) -> bool:
    """Whether anything on a page is other than a visitor finds it."""
    selection: Selection = st.session_state[_SELECTION]
    return replace(selection, screen=False).to_url(page) != _fresh(page)


@cache.per_build(20)
def _fresh(page: str) -> dict[str, str]:
    """The address of a page as a visitor finds it who has chosen nothing."""
    selection, _ = from_url({}, cache.coverage(), cache.regions(), cache.budget_years(), page)
    return selection.to_url(page)


def begun_afresh() -> dict[str, str]:
    """The address that lets go of every choice, on all pages, but for the size of the screen."""
    selection: Selection | None = st.session_state.pop(_SELECTION, None)
    return {"layar": "1"} if selection is not None and selection.screen else {}


def leading_to(page: str, changed: Mapping[str, str]) -> dict[str, str]:
    """The address of a page with what is selected now, but for what a link changes."""
    selection: Selection | None = st.session_state.get(_SELECTION)
    known = {param.name for param in EVERY}
    kept = {} if selection is None else selection.to_url(page)
    return kept | {name: text for name, text in changed.items() if name in known}


def _write_url(wanted: dict[str, str], given: dict[str, str], *, first: bool) -> None:
    """Write only what changed; a first visit without parameters keeps its clean address."""
    if first and not given:
        wanted = {}
    if wanted != given:
        st.query_params.from_dict(wanted)
    st.session_state[_URL] = wanted
    st.session_state[_WRITTEN] = [*st.session_state.get(_WRITTEN, []), given, wanted][-_KEPT:]


def select_region(code: str) -> None:
    """Select a region from outside a widget (the map); the empty string is the whole province.

    Only in a callback: callbacks run before the widgets of the next run are drawn.
    """
    st.session_state["kab"] = code or PROVINCE


def select_year(year: int) -> None:
    """Select a year from outside a widget, only in a callback; a year off the scale is ignored."""
    selection: Selection = st.session_state[_SELECTION]
    if year in cache.coverage()[selection.indicator_id].years:
        st.session_state["tahun"] = year
