"""One-line caches over the reads, keyed by build, so that a new build is seen at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import pandas as pd
import streamlit as st

from kumkm import settings as project
from kumkm.analysis import catalogue, growth, proposals
from kumkm.analysis.comparable import Comparable, by_year, reference_years
from kumkm.analysis.scoring import Weights
from kumkm.domain import regions as domain_regions
from kumkm.domain.access import Permission
from kumkm.domain.breaks import Breaks
from kumkm.domain.coverage import Coverage
from kumkm.domain.events import Event
from kumkm.domain.indicators import INDICATORS
from kumkm.domain.regions import Level, Regions
from kumkm.domain.rules import Rules, Settled
from kumkm.domain.view.selection import PROVINCE
from kumkm.ui.state import access, office
from kumkm.ui.state.kept import Kept
from kumkm.warehouse import connection, reads
from kumkm.warehouse.build import mark_in_use, renew, serving
from kumkm.warehouse.connection import Published
from kumkm.warehouse.intake import waiting as files_waiting

P = ParamSpec("P")
T = TypeVar("T")
_NOTHING_SETTLED = Settled()
_PIN = "_build"  # where a session keeps the build of its run
_SERVED = 3  # builds one process holds open at a time
_LOOKED_AT: ContextVar[Published | None] = ContextVar("looked_at", default=None)


@contextmanager
def looking_at(candidate: Published) -> Iterator[None]:
    """Serve a build that is not published for a while, so that pages show what it would look like."""
    token = _LOOKED_AT.set(candidate)
    try:
        yield
    finally:
        _LOOKED_AT.reset(token)


def begin() -> None:
    """Settle which build this run shows, once; fragments that run later by themselves go on showing it."""
    st.session_state.pop(_PIN, None)
    st.session_state[_PIN] = _resolved()


def published() -> Published:
    """The build this run shows. Raises UsageError where whoever looks may not see figures: every read passes here,
    those of fragments too, which run without the frame.
    """
    access.hold()
    return _LOOKED_AT.get() or st.session_state.get(_PIN) or _resolved()


def _resolved() -> Published:
    """The build of the meeting under way, else the published one; the first call of a process builds where nothing is
    published, or that is out of date.
    """
    if (frozen := office.frozen()) is not None:
        return frozen
    warehouse = project.load().warehouse
    first = _first(str(warehouse))
    return connection.published(warehouse) or first


@st.cache_resource(show_spinner="Menyiapkan gudang data…")
def _first(warehouse: str) -> Published:
    return serving(project.load(warehouse))


@st.cache_data(show_spinner=False, ttl=30)
def waiting() -> int:
    """How many files lie in the folder of deliveries that nobody has looked at; looked up twice a minute."""
    return len(files_waiting(project.load()))


def may_build() -> bool:
    """Whether whoever looks may build anew."""
    return access.may(Permission.BUILD)


def rebuild() -> None:
    """Build anew from the ledger after damage; the damaged file is left where it is."""
    access.require(Permission.BUILD)
    renew(project.load())
    st.cache_resource.clear()


@st.cache_resource(show_spinner=False, max_entries=_SERVED)
def _serving(build_id: str, path: str) -> Any:
    build = Published(build_id, Path(path), "")
    opened = connection.connect(build)
    mark_in_use(build.path.parent, build_id, at_most=_SERVED)
    return opened


def forget(candidate: Published) -> None:
    """Let go of the file of a candidate that is looked at no more."""
    _serving.clear(candidate.build_id, str(candidate.path))


_KEPT: list[Kept[Any, Any]] = []


def per_build(
    most: int, ahead: Callable[[], Iterable[tuple[Any, ...]]] | None = None
) -> Callable[[Callable[P, T]], Kept[P, T]]:
    """Keep what a function makes of the build this run shows, for all sessions: its last `most` results.

    `ahead` gives arguments for which a server makes it before anybody asks (`kumkm.ui.state.warming`).
    """

    def keeping(function: Callable[P, T]) -> Kept[P, T]:
        kept = Kept(function, most, lambda: (published().build_id, published().path), ahead)
        _KEPT.append(kept)
        return kept

    return keeping


def ahead() -> Iterator[bool]:
    """Make all that is to be made ahead of the build looked at, one by one; False where one cannot be made."""
    for kept in _KEPT:
        yield from kept.make_ahead()


def every_area() -> list[tuple[str]]:
    """The province and every kabupaten/kota, as arguments."""
    return [(PROVINCE,), *((code,) for code in names())]


def every_indicator() -> list[tuple[str]]:
    """Every indicator with data, as arguments."""
    return [(key,) for key in coverage()]


@per_build(2000)
def _read(name: str, params: tuple[tuple[str, str | int], ...]) -> pd.DataFrame:
    build, given = published(), dict(params)
    rows = reads.sliced(_whole, name, given)
    return reads.ask(_serving(build.build_id, str(build.path)), name, **given) if rows is None else rows


@per_build(20, ahead=lambda: [(name,) for name in reads.names() if reads.query(name).every])
def _whole(name: str) -> reads.Whole:
    """A read for every value at once: whoever is the first to ask for one does not wait for it."""
    build = published()
    return reads.whole(_serving(build.build_id, str(build.path)), name)


def read(name: str, **params: str | int) -> pd.DataFrame:
    """A named read of the published build."""
    return _read(name, tuple(sorted(params.items()))).copy(deep=False)


@per_build(1000)
def _analysis(name: str, params: tuple[tuple[str, Any], ...]) -> pd.DataFrame:
    return catalogue.find(name).run(read, **dict(params))


def analysis(name: str, **params: Any) -> pd.DataFrame:
    """A named analysis of the published build, the same that `python -m kumkm analyse` prints."""
    given = {key: str(value) for key, value in params.items()}
    typed = catalogue.find(name).typed(given)
    return _analysis(name, tuple(sorted(typed.items()))).copy(deep=False)


@per_build(200)
def what_if(rules: Rules, year: int, weights: Weights, settled: Settled = _NOTHING_SETTLED) -> proposals.WhatIf:
    """The best use of a ceiling, as `python -m kumkm analyse allocation` prints it; with what a meeting settled."""
    return proposals.what_if(read, rules=rules, year=year, weights=weights, settled=settled)


@per_build(500)
def gaps(indicator_id: str, first: int, last: int) -> pd.DataFrame:
    """Which kabupaten/kota lacks one of two years, or has a break between them; see `catalogue.gaps`."""
    return catalogue.gaps(read, indicator_id=indicator_id, from_year=first, to_year=last)


@per_build(500)
def bases(level_id: str, last: int) -> tuple[int, ...]:
    """The years from which a growth to the last one can be told of most of those that have it, ascending."""
    panel = read("indicator_panel", indicator_id=level_id)
    return growth.bases(panel[panel["region_code"].isin(list(names()))], last, breaks(level_id))


@per_build(4)
def coverage() -> dict[str, Coverage]:
    """Which years each indicator has, and of how many regions; see `catalogue.coverage_of`."""
    return catalogue.coverage_of(read)


@per_build(4)
def budget_years() -> tuple[int, ...]:
    """Budget years with proposals, ascending."""
    return tuple(sorted(int(year) for year in read("proposals")["budget_year"].unique()))


@per_build(500, ahead=lambda: every_indicator())
def standings(indicator_id: str) -> dict[int, Comparable]:
    """Who can be compared in each year of an indicator, and how each region stands among them."""
    return by_year(read("indicator_panel", indicator_id=indicator_id), INDICATORS[indicator_id], names())


@per_build(100, ahead=lambda: every_area())
def told_years(region_code: str) -> dict[str, int]:
    """The one year in which each indicator of an area is told, on every page."""
    latest = {key: known.latest for key, known in coverage().items()}
    return reference_years(read("area_values", region_code=region_code), latest, region_code)


def told_standings(years: Mapping[str, int]) -> dict[str, Comparable]:
    """Who is compared in the year told of each indicator."""
    standings_told = {key: standings(key).get(year) for key, year in years.items()}
    return {key: among for key, among in standings_told.items() if among is not None}


@per_build(4)
def two_growths() -> dict[int, tuple[float, float]]:
    """Growth of the economy by year: the province as published, and the sum of its regions; percent."""
    return catalogue.two_growths(read)


def summed_growth() -> dict[int, float]:
    """Growth of the sum of the regions by year, percent."""
    return {year: summed for year, (_, summed) in two_growths().items()}


@st.cache_resource(show_spinner=False)
def regions() -> Regions:
    """All regions with codes and spellings."""
    return domain_regions.load(project.load().reference)


def names() -> dict[str, str]:
    """Code → short name of every kabupaten/kota in force, by code."""
    return regions().names


def choosable() -> dict[str, str]:
    """The same as people look for them: kabupaten, then kota, each by name."""
    valid = [region for region in regions().local if region.valid_to is None]
    ordered = sorted(valid, key=lambda region: (region.level is Level.CITY, region.short_name))
    return {region.code: region.short_name for region in ordered}


@per_build(200)
def breaks(indicator_id: str) -> Breaks:
    """Years across which the indicator is not compared, everywhere or in one region."""
    return catalogue.breaks_of(read, indicator_id)


@per_build(4)
def events() -> tuple[Event, ...]:
    """What happened when, by time; `kumkm.domain.events.concerning` picks what bears on a figure."""
    return tuple(
        Event(
            year=int(row.year),
            label=row.label,
            note=row.note,
            subjects=tuple(row.subjects.split(";")),
            month=None if pd.isna(row.month) else int(row.month),
            region_code=row.region_code if isinstance(row.region_code, str) else None,
            source=row.source,
        )
        for row in read("events").itertuples()
    )
