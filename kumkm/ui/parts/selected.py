"""The chosen indicator in one sentence, and the numbers it is made from; on every page that is about it."""

from __future__ import annotations

import pandas as pd

from kumkm.domain.view.selection import PROVINCE, Selection
from kumkm.narrative import sentences
from kumkm.narrative.grammar import Sentence
from kumkm.ui.state import cache


def latest() -> list[tuple[str, int]]:
    """Every indicator with the year it opens on."""
    return [(key, coverage.latest) for key, coverage in cache.coverage().items()]


def frame(selection: Selection) -> pd.DataFrame:
    """The regions in the chosen year: the read `indicator_by_region`."""
    return cache.read("indicator_by_region", indicator_id=selection.indicator_id, year=selection.year)


def province_value(selection: Selection) -> float | None:
    """The province's value on screen, None where it has none."""
    return _province(selection.indicator_id, selection.year)[0]


def province_basis(selection: Selection) -> str | None:
    """Whether the province's value is published, summed or derived."""
    return _province(selection.indicator_id, selection.year)[1]


def headline(selection: Selection, *, brief: bool = False) -> Sentence:
    """The page's first sentence on indicator, year and area; `brief` where it has one line."""
    return _headline(selection.indicator_id, selection.year, selection.region_code, brief)


def ranked(selection: Selection) -> Sentence:
    """The same of the province for somebody who asked who is at the top."""
    value, _, period = _province(selection.indicator_id, selection.year)
    subject = (frame(selection), selection.indicator, selection.year, PROVINCE)
    return sentences.headline(*subject, value, period, ends_first=True)


@cache.per_build(
    2500, ahead=lambda: [(key, year, PROVINCE, brief) for key, year in latest() for brief in (False, True)]
)
def _headline(indicator_id: str, year: int, region_code: str, brief: bool) -> Sentence:
    chosen = Selection(indicator_id, year, region_code)
    value, _, period = _province(indicator_id, year)
    return sentences.headline(frame(chosen), chosen.indicator, year, region_code, value, period, brief=brief)


@cache.per_build(1000)
def _province(indicator_id: str, year: int) -> tuple[float | None, str | None, str]:
    """The province's value, its basis and the part of the year it is of; None and empty where it has none."""
    panel = cache.read("indicator_panel", indicator_id=indicator_id)
    row = panel[(panel["region_code"] == PROVINCE) & (panel["year"] == year)]
    if row.empty:
        return None, None, ""
    return float(row["value"].iloc[0]), str(row["basis"].iloc[0]), sentences.part_of_year(row.iloc[0])
