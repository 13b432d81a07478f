"""The shared filters and their deliberate synchronisation with the URL.

The URL carries codes and ids. Whoever changed last wins: a changed URL sets the widgets, a changed widget
sets the URL. Widget keys are the parameter names.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import streamlit as st

from kumkm.domain import exact, growth_view
from kumkm.domain.growth_view import GrowthView, Span
from kumkm.domain.indicators import level_of
from kumkm.domain.proposal_view import WEIGHTS, ProposalView, Scenario
from kumkm.domain.rules import BILLION, Rules, in_billions
from kumkm.domain.selection import (
    GROWTH_PAGE,
    MAX_COMPARED,
    PROPOSALS_PAGE,
    PROVINCE,
    Selection,
    from_url,
    switch_indicator,
)
from kumkm.ui.state import cache, navigation

_SELECTION = "_selection"
_NOTICES = "_notices"
_URL = "_url"
_PAGE = "_page"
_FRAMED = "_framed"
DRIVERS = ("primer", "sekunder", "tersier")


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
    found: list[str] = st.session_state.get(_NOTICES, [])
    return found


def synchronise(page: str) -> Selection:
    """Settle this run's selection before any widget is drawn. `page` is the page's URL path."""
    params = dict(st.query_params.items())
    state = st.session_state
    moved = state.get(_PAGE, page) != page
    from_outside = _SELECTION not in state or (params != state.get(_URL) and not (moved and not params))
    if from_outside:
        selection, said = from_url(params, cache.coverage(), cache.regions())
        if page != GROWTH_PAGE and _SELECTION in state:
            selection = replace(selection, growth=state[_SELECTION].growth)
        if page != PROPOSALS_PAGE and _SELECTION in state:
            selection = replace(selection, proposals=state[_SELECTION].proposals)
    else:
        selection, said = _from_widgets(state[_SELECTION])
    state[_SELECTION], state[_NOTICES], state[_PAGE] = selection, said, page
    _set_widgets(selection)
    _write_url(selection.to_url(page), params, first=_URL not in state)
    return selection


def _from_widgets(previous: Selection) -> tuple[Selection, list[str]]:
    state = st.session_state
    selection = replace(
        previous,
        year=state.get("tahun", previous.year),
        region_code=state.get("kab") or PROVINCE,
        compared=tuple(state.get("banding", previous.compared))[:MAX_COMPARED],
        screen=state.get("layar", previous.screen),
        growth=_growth(previous.growth),
        proposals=_proposals(previous.proposals),
    )
    chosen = state.get("indikator") or previous.indicator_id
    if chosen not in cache.coverage():
        return from_url({"indikator": chosen}, cache.coverage(), cache.regions())
    if chosen == previous.indicator_id:
        return selection, []
    return switch_indicator(selection, chosen, cache.coverage()[chosen])


def _growth(previous: GrowthView) -> GrowthView:
    """The view of Pertumbuhan from its widgets; on other pages they are not drawn and it stays as it was."""
    state = st.session_state
    chosen = state.get("dasar")
    shown = span(state[_SELECTION])
    if chosen is None or (shown is not None and chosen == shown.first):
        chosen = previous.base
    rates = tuple(float(state.get(f"laju_{name}", rate)) for name, rate in zip(DRIVERS, previous.rates, strict=True))
    return GrowthView(
        view=state.get("lihat") or previous.view,
        base=chosen,
        beside=state.get("dengan") or previous.beside,
        rates=(rates[0], rates[1], rates[2]),
        target=float(state.get("sasaran", previous.target)),
        variant=bool(state.get("bentuk", previous.variant)),
    )


def _set_widgets(selection: Selection) -> None:
    state = st.session_state
    state["kab"] = selection.region_code
    state["indikator"] = selection.indicator_id
    state["tahun"] = selection.year
    state["banding"] = list(selection.compared)
    state["layar"] = selection.screen
    _set_growth_widgets(selection.growth)
    _set_proposal_widgets(selection.proposals)


def _proposals(previous: ProposalView) -> ProposalView:
    """The view of Usulan from its widgets; on other pages they are not drawn and it stays as it was."""
    state = st.session_state
    return ProposalView(
        part=state.get("bagian") or previous.part,
        year=state.get("ta", previous.year),
        menu=state.get("menu", previous.menu) or "",
        fund=state.get("dana", previous.fund) or "",
        stage=state.get("tahap", previous.stage) or "",
        text=state.get("cari", previous.text) or "",
        opened=state.get("usulan", previous.opened) or "",
        scenario=_scenario(previous.scenario),
        kept=tuple(state.get("skenario", previous.kept)),
        ministry=state.get("kementerian", previous.ministry) or "",
        documents=state.get("syarat", previous.documents) or "",
        findings=state.get("temuan", previous.findings) or "",
        need=tuple(sorted((name, part) for name, part in state.get("butuh", dict(previous.need)).items() if part != 1)),
    )


def _scenario(previous: Scenario) -> Scenario:
    """The what-if from its widgets: the ceiling arrives in miliar, caps and floors as `rules` holds them."""
    state, rules = st.session_state, previous.rules
    weights = [state.get(f"bobot_{name}", old) for name, old in zip(WEIGHTS, previous.weights, strict=True)]
    found = Rules(
        ceiling=exact.nearest(state.get("pagu", in_billions(rules.ceiling)), BILLION),
        floor=int(state.get("minimal", rules.floor)),
        floors=state.get("lantai", rules.floors),
        menu_caps={menu: most for menu, most in state.get("batas", rules.menu_caps).items() if most},
    )
    return Scenario(found, (weights[0], weights[1], weights[2], weights[3]), state.get("nama", previous.name) or "")


def span(selection: Selection) -> Span | None:
    """The years compared on Pertumbuhan; None where the indicator has fewer than two well covered years."""
    found = cache.coverage().get(level_of(selection.indicator_id))
    years = [] if found is None else [year for year in found.years if found.is_well_covered(year)]
    return growth_view.span(years, selection.year, selection.growth.base)


def _set_growth_widgets(growth: GrowthView) -> None:
    state = st.session_state
    state["lihat"] = growth.view
    state["dasar"] = growth.base
    state["dengan"] = growth.beside
    state["sasaran"] = growth.target
    state["bentuk"] = growth.variant
    for name, rate in zip(DRIVERS, growth.rates, strict=True):
        state[f"laju_{name}"] = rate


def _set_proposal_widgets(view: ProposalView) -> None:
    state = st.session_state
    state["bagian"], state["ta"] = view.part, view.year
    state["menu"], state["dana"], state["tahap"] = view.menu, view.fund, view.stage
    state["kementerian"], state["syarat"], state["temuan"] = view.ministry, view.documents, view.findings
    state["cari"], state["usulan"], state["nama"] = view.text, view.opened, view.scenario.name
    rules = view.scenario.rules
    state["pagu"], state["minimal"] = float(in_billions(rules.ceiling)), rules.floor
    state["butuh"] = dict(view.need)
    state["batas"], state["lantai"], state["skenario"] = dict(rules.menu_caps), dict(rules.floors), view.kept
    for name, weight in zip(WEIGHTS, view.scenario.weights, strict=True):
        state[f"bobot_{name}"] = weight


def _write_url(wanted: dict[str, str], params: dict[str, str], *, first: bool) -> None:
    """Write only what changed; a first visit without parameters keeps its clean address."""
    if first and not params:
        wanted = {}
    if wanted != params:
        st.query_params.from_dict(wanted)
    st.session_state[_URL] = wanted


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
