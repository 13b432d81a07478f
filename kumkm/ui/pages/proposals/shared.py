"""What every part of the page on proposals is given, and the few things they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from kumkm.analysis import pipeline
from kumkm.domain import exact, units
from kumkm.domain.indicators import INDICATORS, Direction, Indicator, MapKind
from kumkm.domain.view.proposals import ProposalView, names_single
from kumkm.domain.view.selection import Selection
from kumkm.errors import UsageError
from kumkm.export.downloads import Download
from kumkm.figures.theme import Style
from kumkm.narrative.proposal_sentences import menu_head
from kumkm.ui.parts import look, simulation
from kumkm.ui.parts.downloads import name_of, table
from kumkm.ui.parts.html import NOTHING
from kumkm.ui.state import cache

AMOUNT: Final = Indicator(
    id="proposed_amount",
    label="Nilai usulan saat diajukan",
    short_label="Nilai usulan saat diajukan",
    definition="Jumlah nilai usulan saat terakhir diajukan.",
    formula_text="jumlah nilai usulan",
    topic="",
    unit=units.RUPIAH,
    numerator="",
    decimals=1,
    scale=units.BILLIONS,
    direction=Direction.NEUTRAL,
    map_kind=MapKind.COUNT,
)
ORDER: Final = pipeline.ORDER
_ANY: Final = next(iter(INDICATORS))


@dataclass(frozen=True)
class ProposalScope:
    """The selection, the budget year shown and colours; two scopes that are equal show the same of a build."""

    selection: Selection
    year: int
    style: Style

    @property
    def plain(self) -> ProposalScope:
        """The same year and area and no other choice: what depends on nothing else is made once for all who ask."""
        return ProposalScope(Selection(_ANY, self.year, self.selection.region_code), self.year, look.usual_style())

    @property
    def everywhere(self) -> ProposalScope:
        """The same year, all areas, and no other choice."""
        return ProposalScope(Selection(_ANY, self.year), self.year, look.usual_style())

    @property
    def view(self) -> ProposalView:
        return self.selection.proposals

    @property
    def names_single(self) -> bool:
        """Whether this part may show single proposals to whoever looks on."""
        return names_single(self.view.part, shared=self.selection.screen)

    @property
    def names(self) -> dict[str, str]:
        return cache.names()

    @property
    def highlighted(self) -> tuple[str, ...]:
        return self.selection.highlighted

    @property
    def place(self) -> str:
        """The chosen region's name; empty for the whole province."""
        return "" if self.selection.is_province else self.names[self.selection.region_code]

    @cached_property
    def every(self) -> pd.DataFrame:
        """All proposals of all years, also what only the press reported."""
        return cache.read("proposals")

    @cached_property
    def counted(self) -> pd.DataFrame:
        """Those that were delivered; what the press reported may be delivered as well, and is in no sum."""
        return self.every[~self.every["published"]]

    @cached_property
    def of_year(self) -> pd.DataFrame:
        """The delivered proposals of the budget year."""
        return pipeline.chosen(self.counted, year=self.year)

    @property
    def codes(self) -> tuple[str, ...]:
        """The chosen region as a filter; empty for all."""
        return () if self.selection.is_province else (self.selection.region_code,)

    @cached_property
    def here(self) -> pd.DataFrame:
        """Those of the chosen region, or of all."""
        return pipeline.chosen(self.of_year, regions=self.codes)

    @cached_property
    def submitted(self) -> pd.DataFrame:
        """Those of the year that are submitted and not sent back: the one base of counts and amounts of Usulan."""
        return self.of_year[self.of_year["submitted"].eq(True)]

    @cached_property
    def submitted_here(self) -> pd.DataFrame:
        return pipeline.chosen(self.submitted, regions=self.codes)

    @cached_property
    def stages(self) -> pd.DataFrame:
        return cache.read("proposal_stages")

    @cached_property
    def menus(self) -> dict[str, str]:
        """Menu id → name, of the budget year, by name."""
        menus = cache.read("menus")
        mine = menus[menus["budget_year"] == self.year].sort_values("menu")
        return {str(row.menu_id): str(row.menu) for row in mine.itertuples()}

    @property
    def menu_heads(self) -> dict[str, str]:
        """Menu id → a word for a column's head, of the menus asked for in the year, the most often first."""
        counted = self.of_year["menu_id"].dropna().value_counts().sort_index(kind="stable")
        ordered = counted.sort_values(ascending=False, kind="stable")
        return {str(menu): menu_head(str(menu)) for menu in ordered.index}

    def places(self, codes: Iterable[str]) -> list[str]:
        """The names of regions; what is none of the seventeen is the province's own."""
        return [self.names.get(code, "Provinsi") for code in codes]

    def height(self, normal: int, screen: int) -> int:
        return screen if self.selection.screen else normal

    @property
    def mark(self) -> bool:
        """True where anything shown is simulated."""
        return bool(self.of_year["simulated"].any())

    @property
    def stamp(self) -> Markup:
        """The mark in words for a headline; empty where nothing is simulated."""
        return simulation.SIMULATED if self.mark else NOTHING


def proposal_table(scope: ProposalScope, frame: pd.DataFrame, title: str, own: Sequence[str] = ()) -> Download:
    """A frame of the page as a download; its source is the register of proposals."""
    files = ", ".join(sorted({str(file) for file in scope.of_year["file"].dropna()}))
    source = f"register usulan ({files})" if files else "register usulan"
    return table(name_of(title), title, frame, source=source, simulated=scope.mark, own=own)


def weight_slider(label: str, weight: Decimal, key: str, **more: Any) -> None:
    """A weight from 0 to 1 in quarters, or as it came in the address."""
    steps = sorted({Decimal(part) / 4 for part in range(5)} | {weight})
    st.select_slider(label, steps, format_func=weight_text, key=key, **more)


def weight_text(weight: Decimal) -> str:
    """Every digit, so that two steps never look alike."""
    digits = exact.written(weight).replace(".", ",")
    return digits if len(digits) > 4 else units.number(float(weight), 2)


def scope_of(selection: Selection) -> ProposalScope:
    """What the parts need of a selection; raises UsageError where nothing was proposed yet."""
    known = cache.budget_years()
    if not known:
        raise UsageError("Belum ada usulan. Taruh register usulan di data/raw/ lalu jalankan `python -m kumkm build`.")
    year = selection.proposals.year if selection.proposals.year in known else known[-1]
    return ProposalScope(selection, year, look.style(selection))
