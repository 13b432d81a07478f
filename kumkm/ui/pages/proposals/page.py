"""The page on proposals: menu of parts, controls, and which part answers. Every part is an address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

import pandas as pd

from kumkm.domain.view.proposals import PARTS
from kumkm.domain.view.selection import Selection
from kumkm.errors import UsageError
from kumkm.ui.pages.proposals import flow, listing, need, spread, what_if
from kumkm.ui.pages.proposals.shared import ProposalScope, proposal_table, scope_of
from kumkm.ui.parts import prose
from kumkm.ui.parts.downloads import name_of, offer
from kumkm.ui.parts.sources import footer
from kumkm.ui.shell import filters
from kumkm.ui.state import cache, choices

_Part = Callable[[ProposalScope], None]
_Data = Callable[[ProposalScope], pd.DataFrame]
# Part → its headline (None: what follows brings it along), what follows it, and the data to take away (None: offered
# beside its lists).
_SHOWN: Final[Mapping[str, tuple[_Part | None, _Part, _Data | None]]] = {
    "sebaran": (spread.headline, spread.spread, spread.spread_data),
    "alur": (None, flow.flow, flow.flow_data),
    "daftar": (None, listing.listing, listing.listing_data),
    "kebutuhan": (None, need.need, need.need_data),
    "simulasi": (None, what_if.what_if, None),
    "berita": (what_if.minutes_headline, what_if.minutes, what_if.minutes_data),
}


def menu(selection: Selection) -> None:
    """The part and the budget year, in the line of filters; the parts stand in the menu, too."""
    with filters.own():
        filters.chip("Yang dilihat", list(PARTS), "bagian", PARTS)
        if known := cache.budget_years():
            choices.put("ta", selection.proposals.year if selection.proposals.year in known else known[-1])
            filters.chip("Tahun anggaran", list(known), "ta", {year: f"tahun anggaran {year}" for year in known})


def answer(selection: Selection) -> None:
    """The answer in words, then the picture and what can be done with it, from one scope.

    What cannot be computed is said where it would stand.
    """
    try:
        scope = scope_of(selection)
    except UsageError as error:
        prose.notices([str(error)])
        return
    headline, body, data = _SHOWN[selection.proposals.part]
    for shown in filter(None, (headline, body)):
        try:
            shown(scope)
        except UsageError as error:
            prose.notices([str(error)])
    if data is not None:
        _offered(scope, data)


def _offered(scope: ProposalScope, data: _Data) -> None:
    """The data of the part; nothing where it shows none."""
    try:
        frame = data(scope)
    except UsageError:  # said where the picture would stand
        return
    title = f"Usulan {PARTS[scope.view.part]} {scope.year}"
    if not frame.empty:
        offer(name_of(title), partial(proposal_table, scope, frame, title), key="usulan")


def sources(selection: Selection) -> None:
    """Where proposals come from; last, small, always."""
    proposals = cache.read("proposals")
    files = ", ".join(sorted({str(file) for file in proposals["file"].dropna()}))
    mark = "DATA SIMULASI: sebagian usulan di halaman ini bukan data nyata. " if proposals["simulated"].any() else ""
    text = f"{mark}Sumber: register usulan ({files}); usulan yang diberitakan bertanda “diberitakan”. "
    footer(f"{text}Versi data {cache.published().build_id}.")
