"""The data precision index: headings under which deliveries are measured, their weights, and the grades they give."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from kumkm.domain import units

# Asked in waves, each of its own regions: a region's latest wave speaks for it.
_IN_WAVES = frozenset({"enterprises"})
_EXPECTED = "ketepatan_waktu"  # measured of everybody of whom a report is expected
_WEIGHT = "weight_"  # how the parameter of a heading begins
_KEY = ["subject", "region_code", "year"]


@dataclass(frozen=True)
class GradeLines:
    """The lowest score (percent, as shown with one decimal) of A, B and C; below them is D."""

    a: float
    b: float
    c: float

    def grade(self, score: float) -> str | None:
        """The letter of a score, None for NaN: what was not measured has no grade."""
        if math.isnan(score):
            return None
        shown = float(units.rounded(score, 1))
        return "A" if shown >= self.a else "B" if shown >= self.b else "C" if shown >= self.c else "D"


def lines_of(parameters: pd.Series[float]) -> GradeLines:
    """The lines between grades of a build; `parameters` is the value of each, by name."""
    return GradeLines(*(float(parameters[f"grade_{letter}"]) for letter in "abc"))


def weights_of(parameters: pd.Series[float]) -> dict[str, float]:
    """Heading → the weight agreed on, of such parameters."""
    return {
        str(name).removeprefix(_WEIGHT): float(value)
        for name, value in parameters.items()
        if str(name).startswith(_WEIGHT)
    }


def latest(quality: pd.DataFrame) -> pd.DataFrame:
    """The rows of each subject's latest full year; of a subject in waves those of each region's latest one.

    `quality` has subject, region_code, year and heading. A year is full where at least half as many headings were
    measured as in the best one. Keeps columns, order and index.
    """
    measured = quality.groupby(["subject", "year"])["heading"].nunique()
    best = measured.groupby("subject").transform("max")
    full = measured[2 * measured >= best].reset_index()[["subject", "year"]]
    keys = pd.MultiIndex.from_frame(quality[["subject", "year"]])
    kept = quality[keys.isin(pd.MultiIndex.from_frame(full))]
    in_waves = kept["subject"].isin(_IN_WAVES)
    last_of_subject = kept.groupby("subject")["year"].transform("max")
    last_of_region = kept.groupby(["subject", "region_code"])["year"].transform("max")
    return kept[kept["year"] == last_of_region.where(in_waves, last_of_subject)]


def scores(quality: pd.DataFrame, weights: Mapping[str, float]) -> pd.DataFrame:
    """The weighted mean of the headings there are, in percent.

    `quality` has subject, region_code, year, heading, good, every. Returns subject, region_code, year, score, one row
    per region as in `quality` that delivered anything: who was merely expected to report has no score. NaN where every
    heading measured weighs nothing. A heading without a weight counts not.
    """
    delivered = quality.loc[quality["heading"] != _EXPECTED, _KEY].drop_duplicates()
    quality = quality.merge(delivered, on=_KEY)
    weight = quality["heading"].map(dict(weights)).fillna(0.0).astype(float)
    parts = quality[["subject", "region_code", "year"]].assign(
        weight=weight, part=weight * 100 * quality["good"] / quality["every"]
    )
    summed = parts.groupby(["subject", "region_code", "year"], as_index=False).sum()
    score = summed["part"] / summed["weight"].where(summed["weight"] > 0)
    return summed[["subject", "region_code", "year"]].assign(score=score)


def report_states(log: pd.DataFrame, today: date) -> pd.Series:
    """Per report: `on_time`, `late`, `due` (not there, its deadline past or unknown) or `open` (not there yet).

    `log` has submitted_on, deadline_on (NaT = none) and days_late (NaN where either is missing). A report without a
    deadline is never late.
    """
    state = pd.Series("on_time", index=log.index)
    state = state.mask(log["days_late"].fillna(0) > 0, "late")
    state = state.mask(log["submitted_on"].isna(), "due")
    return state.mask(log["submitted_on"].isna() & (log["deadline_on"] >= pd.Timestamp(today)), "open")


def state_counts(states: pd.Series[str]) -> dict[str, int]:
    """How many reports are in each state of `report_states`: on_time, late, due, not_yet (`open`)."""
    names = {"on_time": "on_time", "late": "late", "due": "due", "not_yet": "open"}
    return {name: int((states == state).sum()) for name, state in names.items()}
