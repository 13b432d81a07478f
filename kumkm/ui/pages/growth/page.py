"""The scope on growth: menu of views, controls, and which view answers. Every view is an address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from kumkm.domain.view.growth import VIEWS
from kumkm.domain.view.selection import Selection
from kumkm.errors import UsageError
from kumkm.export.downloads import Download
from kumkm.ui.pages.growth import classes, paths, register, structure, ties
from kumkm.ui.pages.growth.shared import GrowthScope, Taken, scope_of
from kumkm.ui.parts import prose
from kumkm.ui.parts import sources as every_source
from kumkm.ui.parts.downloads import name_of, offer, table
from kumkm.ui.shell import filters
from kumkm.ui.state import choices

_Part = Callable[[GrowthScope], None]
_Data = Callable[[GrowthScope], Taken | None]
# View → its headline (None: the picture brings it along), what follows it, and the data to take away.
_SHOWN: Final[Mapping[str, tuple[_Part | None, _Part, _Data]]] = {
    "peta": (None, paths.who, paths.who_data),
    "lintasan": (None, paths.paths, paths.paths_data),
    "andil": (paths.contribution_headline, paths.contribution, paths.contribution_data),
    "tipologi": (None, classes.typology, classes.typology_data),
    "ketimpangan": (None, classes.inequality, classes.inequality_data),
    "struktur": (None, structure.structure, structure.structure_data),
    "pergeseran": (None, structure.shift, structure.shift_data),
    "cakupan": (None, register.register, register.register_data),
    "bandingkan": (None, ties.pair, ties.pair_data),
    "kaitan": (ties.association_headline, ties.association, ties.association_data),
    "skenario": (None, register.scenario, register.scenario_data),
}
_WITHOUT_BASE: Final = ("ketimpangan", "struktur", "kaitan", "skenario")


def menu(selection: Selection) -> None:
    """The view, and what it compares, in the line of filters; the views stand in the menu, too."""
    with filters.own():
        filters.chip("Yang dilihat", list(VIEWS), "lihat", VIEWS)
        _controls(scope_of(selection))


def _controls(scope: GrowthScope) -> None:
    chosen = scope.selection.growth.view
    if chosen == "kaitan":
        ties.choose_beside()
    elif chosen not in _WITHOUT_BASE:
        _base(scope)
    if chosen == "bandingkan":
        filters.compare(ties.pair_words(scope))
    elif chosen not in ("skenario", "ketimpangan"):
        filters.compare()


def _base(scope: GrowthScope) -> None:
    """Since when: the years of the view's own figures, and the one its picture goes from."""
    years, span = list(scope.years), scope.span
    if scope.selection.growth.view == "pergeseran":
        try:
            years, span = structure.shift_years(scope), structure.shift_span(scope)
        except UsageError:  # said where the picture would stand
            return
    if span is None:
        return
    choices.put("dasar", span.first)
    earlier = [year for year in years if year < span.last]
    if len(earlier) > 1:
        filters.chip("Tahun dasar", earlier, "dasar", {year: f"sejak {year}" for year in earlier})


def headline(selection: Selection) -> None:
    """The answer in words, before its picture."""
    if (part := _SHOWN[selection.growth.view][0]) is not None:
        _answering(part, scope_of(selection))


def view(selection: Selection) -> None:
    """The picture and what can be done with it."""
    _answering(_SHOWN[selection.growth.view][1], scope_of(selection))


def downloads(selection: Selection) -> None:
    """The data of the view; nothing where it shows none."""
    scope = scope_of(selection)
    try:
        taken = _SHOWN[selection.growth.view][2](scope)
    except UsageError:  # said where the picture would stand
        return
    if taken is not None and not taken.frame.empty:
        name = name_of(taken.title)
        offer(name, partial(_download, scope, taken, name), key="pertumbuhan")


def _download(scope: GrowthScope, taken: Taken, name: str) -> Download:
    return table(
        name,
        taken.title,
        taken.frame,
        rests_on=_rests_on(scope),
        headings=taken.headings,
        decimals=taken.decimals,
        notes=taken.notes,
    )


def sources(selection: Selection) -> None:
    """Sources of what the view rests on; last, small, always."""
    scope = scope_of(selection)
    first, *also = _rests_on(scope)
    every_source.sources(replace(selection, indicator_id=first), also=also)


def _rests_on(scope: GrowthScope) -> tuple[str, ...]:
    """The indicators a view is made from."""
    variant = scope.selection.growth.variant
    match scope.selection.growth.view:
        case "tipologi" if variant:
            return ("cooperative_turnover", "cooperative_members")
        case "tipologi" | "ketimpangan":
            return ("grdp_constant", "population")
        case "struktur":
            return ("enterprises",) if variant else ("grdp_primary_share",)
        case "pergeseran":
            return ("cooperatives_registered",) if variant else ("enterprises",)
        case "cakupan":
            return (register.measured(scope).id,)
        case "kaitan":
            return (scope.selection.growth.beside, "grdp_growth")
        case "skenario":
            return ("grdp_primary_share",)
        case _:
            return (scope.level.id,)


def _answering(part: _Part, scope: GrowthScope) -> None:
    """What cannot be computed is said where it would stand."""
    try:
        part(scope)
    except UsageError as error:
        prose.notices([str(error)])
