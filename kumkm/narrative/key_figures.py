"""The six key figures in words: how each is called, how it moved and whether that is good, what there is instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from kumkm.domain import units
from kumkm.domain.breaks import Breaks
from kumkm.domain.coverage import Coverage
from kumkm.domain.indicators import INDICATORS, Direction, Indicator
from kumkm.narrative.grammar import counted
from kumkm.narrative.sentences import part_of_year, row_of

# What the six are called where unit and date stand beside them.
_CALLED: Final = {
    "active_cooperative_share": "Koperasi aktif",
    "rat_share": "Koperasi yang RAT",
    "kur_disbursed": "KUR",
    "proposals": "Usulan",  # its year is that of the budget
}
# What stands in small print with a figure: the rupiah of the proposals counted.
_WITH: Final = {"proposals": "proposed_value"}


def called(indicator: Indicator) -> str:
    """The name of a key figure where unit and date stand beside it."""
    return _CALLED.get(indicator.id, indicator.short_label)


@dataclass(frozen=True)
class Change:
    """How a figure moved against a baseline, in words, and whether that is good; None where it is neither.

    `whole` names the year compared, too: on screen the line of filters does.
    """

    text: str
    good: bool | None = None
    whole: str = ""


def change(rows: pd.DataFrame, indicator: Indicator, region_code: str, year: int, since: int, breaks: Breaks) -> Change:
    """The change against `since` years ago, and what to think of it; says why there is none.

    `rows` are those of `area_values` of the indicator, by year.
    """
    before = year - since
    if before not in rows.index:
        return Change(f"{before} belum ada data")
    if breaks.lie_between(region_code, before, year):
        return Change(f"tidak sebanding dengan {before}")
    now, then = rows.loc[year], rows.loc[before]
    if now["basis"] != then["basis"]:
        return Change(f"tidak sebanding dengan {before}")
    if (part := part_of_year(then)) != part_of_year(now):
        return Change(f"tidak sebanding dengan {before} ({part or 'setahun penuh'})")
    if pd.isna(now["value"]) or pd.isna(then["value"]):
        return Change(f"{before} dirahasiakan" if pd.isna(then["value"]) else "dirahasiakan")
    if indicator.change_is_percent:
        moved = units.percent((now["value"] / then["value"] - 1) * 100, 1, signed=True)
    else:
        moved = indicator.apart_text(float(now["value"]), float(then["value"]))
    good = _is_good(indicator, moved)
    verdict = "" if good is None else ", membaik" if good else ", memburuk"
    return Change(f"{moved}{verdict}", good, f"{moved} dari {before}{verdict}")


def _is_good(indicator: Indicator, moved: str) -> bool | None:
    """Whether a change as it is written is one for the better; None where nothing moved, or no side is better."""
    if indicator.direction is Direction.NEUTRAL or not any(digit in moved for digit in "123456789"):
        return None
    return moved.startswith("+") == (indicator.direction is Direction.HIGHER)


def amount(area: pd.DataFrame, indicator: Indicator, year: int) -> str:
    """The rupiah of what is counted; empty where it is not counted in rupiah too. `area` is `area_values`."""
    other = _WITH.get(indicator.id)
    row = row_of(area, other, year) if other else None
    if row is None:
        return ""
    text = INDICATORS[str(other)].text(float(row["value"]))
    return text if pd.isna(row["answered"]) else f"{units.number(float(row['answered']))} diajukan, {text}"


@dataclass(frozen=True)
class Instead:
    """What stands where the province has no value of its own: how much is known of its regions, and of whom."""

    value: str
    words: str
    simulated: bool = False


def instead(
    indicator: Indicator, coverage: Coverage, panel: pd.DataFrame, names: Mapping[str, str], having: str
) -> Instead:
    """What there is of the regions where the province is not whole, in their latest year well covered.

    `panel` is `indicator_panel`, `names` the kabupaten/kota, `having` what those with a value have done
    (`Comparable.having`). Only of a survey in waves is anything added up: there those asked are known.
    """
    year = coverage.latest
    known = panel.dropna(subset=["value"])
    local = known[known["region_code"].isin(list(names))]
    now = local[local["year"] == year]
    if having != "terdata" or not indicator.change_is_percent:
        return Instead(units.MISSING, f"baru {coverage.regions[year]} dari {len(names)} daerah melapor, {year}")
    # A survey comes in waves: who was asked in another year has not failed to report.
    others = local[~local["region_code"].isin(set(now["region_code"]))]
    waves = "–".join(dict.fromkeys(str(end(others["year"])) for end in (min, max))) if len(others) else ""
    words = f"{counted(len(now))} didata {year}"
    words += f", {counted(others['region_code'].nunique(), noun='lainnya')} {waves}" if waves else ""
    return Instead(indicator.text(float(now["value"].sum())), words, bool(now["simulated"].any()))
