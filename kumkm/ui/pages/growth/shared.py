"""What every view on growth is given, and the few things they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from kumkm.analysis import growth
from kumkm.domain import units
from kumkm.domain.breaks import Breaks
from kumkm.domain.events import Event, concerning
from kumkm.domain.indicators import INDICATORS, Direction, Indicator, level_of, rate_of
from kumkm.domain.view.growth import Span
from kumkm.domain.view.selection import PROVINCE, Selection
from kumkm.figures.theme import Style
from kumkm.narrative import gaps
from kumkm.narrative.grammar import Sentence
from kumkm.ui.parts import look, prose, simulation
from kumkm.ui.parts.html import NOTHING, place
from kumkm.ui.state import address, cache

INDEX: Final = Indicator(
    id="index",
    label="Indeks",
    short_label="Indeks",
    definition="Nilai dibagi nilai tahun dasar, dikali 100.",
    formula_text="nilai ÷ nilai tahun dasar × 100",
    topic="",
    unit=units.INDEX,
    numerator="",
    decimals=1,
    direction=Direction.NEUTRAL,
)
INCOME_NOTE: Final = "Pendapatan per orang adalah PDRB ADHK dibagi penduduk Dukcapil tahun itu."


@dataclass(frozen=True)
class GrowthScope:
    """The selection, the level whose growth is discussed, the years compared (None: too few), colours.

    Two scopes that are equal show the same of a build: what is drawn from a scope may be kept by it (`per_build`).
    """

    selection: Selection
    level: Indicator
    span: Span | None
    years: tuple[int, ...]
    style: Style

    @property
    def names(self) -> dict[str, str]:
        """Code → short name of every kabupaten/kota in force, by code."""
        return cache.names()

    @property
    def level_selection(self) -> Selection:
        """The selection with the level in place of a growth rate."""
        return replace(self.selection, indicator_id=self.level.id)

    @property
    def everywhere(self) -> GrowthScope:
        """The same of no region in particular."""
        return replace(self, selection=replace(self.selection.everywhere, growth=self.selection.growth))

    @cached_property
    def panel(self) -> pd.DataFrame:
        return cache.read("indicator_panel", indicator_id=self.level.id)

    @property
    def breaks(self) -> Breaks:
        return cache.breaks(self.level.id)

    @property
    def highlighted(self) -> tuple[str, ...]:
        return self.selection.highlighted

    @property
    def place(self) -> str:
        """The area discussed, in words."""
        return "Sulawesi Tenggara" if self.selection.is_province else self.names[self.selection.region_code]

    @property
    def relative(self) -> bool:
        """True where growth is a percentage; shares and indices only have a difference."""
        return self.level.change_is_percent

    @property
    def rate(self) -> Indicator:
        """How a growth, or a difference of shares and indices, is written and drawn."""
        return rate_of(self.level)

    def height(self, normal: int, screen: int) -> int:
        return screen if self.selection.screen else normal

    def events(self, years: tuple[int, ...] | None = None, topic: str = "") -> tuple[Event, ...]:
        """Events that bear on the level, or on a topic, among the regions on screen."""
        codes = () if self.selection.is_province else self.highlighted
        return concerning(cache.events(), topic or self.level.topic, codes, years or self.years)


@dataclass(frozen=True)
class Taken:
    """What a view shows, to take away: columns as `kumkm.export.downloads.COLUMNS` knows them, in base units."""

    title: str
    frame: pd.DataFrame
    headings: Mapping[str, str] = field(default_factory=dict)
    decimals: Mapping[str, int | Sequence[int]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def values_of(scope: GrowthScope, codes: Sequence[str] | None = None) -> pd.DataFrame:
    """The level's panel as it is taken away: region_code, year, value, status_words, period, simulated."""
    panel = scope.panel if codes is None else scope.panel[scope.panel["region_code"].isin(list(codes))]
    return panel[["region_code", "year", "value", "status_words", "period", "simulated"]].reset_index(drop=True)


def scope_of(selection: Selection) -> GrowthScope:
    """What the views need of a selection."""
    level = level_of(selection.indicator_id)
    coverage = cache.coverage()[level]
    years = tuple(year for year in coverage.years if coverage.is_well_covered(year))
    return GrowthScope(selection, INDICATORS[level], address.span(selection), years, look.style(selection))


def say(sentence: Sentence, detail: str = "", *, mark: Markup = NOTHING, otherwise: str = "") -> None:
    """A view's headline; where there is nothing to say, what stands in its place."""
    place(said_html(sentence, detail, mark=mark, otherwise=otherwise))


def said_html(sentence: Sentence, detail: str = "", *, mark: Markup = NOTHING, otherwise: str = "") -> Markup:
    """The same as HTML."""
    return prose.headline_html(sentence if sentence else otherwise, detail, mark=mark)


def nothing_to_compare(scope: GrowthScope) -> bool:
    """Say that too few years have data; True if so."""
    if scope.span is not None:
        return False
    why = cache.coverage()[scope.level.id].why_no_series
    text = f"{scope.level.short_label} {why}; pertumbuhan belum dapat dihitung."
    prose.headline(text)
    return True


def gap_notice(scope: GrowthScope) -> None:
    """Which region lacks which year and where the series breaks; nothing where all can be compared."""
    if body := gap_html(scope):
        place(body)


def gap_html(scope: GrowthScope) -> Markup:
    """The same as HTML; empty where all can be compared."""
    assert scope.span is not None
    span = scope.span
    gap_rows = cache.gaps(scope.level.id, span.first, span.last)
    if scope.relative:
        gap_rows = pd.concat([gap_rows, growth.baseless(scope.panel, list(scope.names), span.first, span.last)])
    lines = [gaps.gap_words(gap_rows, scope.names), gaps.break_words(scope.breaks, [*scope.names, PROVINCE], span)]
    return prose.notices_html([line for line in lines if line])


def simulated_mark(scope: GrowthScope) -> Markup:
    """`DATA SIMULASI` where the level rests on simulated deliveries."""
    return simulation.simulated_mark(scope.level.id)


def note(text: str) -> None:
    """A quiet line under a picture."""
    place(prose.quiet_html(text))


def second_form(label: str) -> None:
    """The switch to a view's second form."""
    st.toggle(label, key="bentuk")


def province_or(scope: GrowthScope) -> str:
    """The code discussed: the chosen region, else the province."""
    return PROVINCE if scope.selection.is_province else scope.selection.region_code
