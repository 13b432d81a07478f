"""Growth of a partial register, told apart: what the same bodies gained, and what only came or went with reporting.

A register grows on paper when more bodies report. The identity, exact per region and in sum:

    change = matched_change + entrants − exits + coverage_change

matched: reported in both years. entrants: were not on the register before, report now. exits: reported before, are on
the register no more. coverage_change: on the register in both years but reporting in one only, gained minus lost. The
headline is the growth of the matched. Survivors, births and deaths are told apart as in business demography; that
reporting is told apart from both is this project's own.
"""

from __future__ import annotations

import pandas as pd

PARTS = ("matched_before", "matched_after", "entered", "left", "coverage_gained", "coverage_lost", "came", "went")


def decompose(parts: pd.DataFrame) -> pd.DataFrame:
    """Turn sums per region and part into the decomposition.

    `parts` has region_code, part (one of PARTS), value, bodies; a part that is absent is nothing, a value that is NaN
    is withheld (secret). `came` and `went` stand for entered + coverage_gained and left + coverage_lost where those
    may not be told apart. Returns region_code, before, after, change, matched_change, entrants, exits, coverage_change,
    unmatched_change (entrants − exits + coverage_change), growth_pct (what the register seems to say),
    matched_growth_pct (the headline, to two decimals), matched_bodies, bodies_before, bodies_after, by code. Entrants,
    exits and coverage_change are NaN where they are merged, everything but bodies where the region is withheld; a
    growth is NaN where what it is measured by is not positive.
    """
    codes = sorted(parts["region_code"].unique())
    value = _wide(parts, "value", codes)
    bodies = _wide(parts, "bodies", codes)
    merged = value[["came", "went"]].ne(0).any(axis="columns")
    came = value["entered"] + value["coverage_gained"] + value["came"]
    went = value["left"] + value["coverage_lost"] + value["went"]
    table = pd.DataFrame(index=pd.Index(codes, name="region_code"))
    table["before"] = value["matched_before"] + went
    table["after"] = value["matched_after"] + came
    table["change"] = table["after"] - table["before"]
    table["matched_change"] = value["matched_after"] - value["matched_before"]
    table["entrants"] = value["entered"].mask(merged)
    table["exits"] = value["left"].mask(merged)
    table["coverage_change"] = (value["coverage_gained"] - value["coverage_lost"]).mask(merged)
    table["unmatched_change"] = came - went
    table["growth_pct"] = table["change"] / table["before"].where(table["before"] > 0) * 100
    table["matched_growth_pct"] = ((_matched_ratio(value) - 1) * 100).round(2)  # as the indicator, indicator_value.sql
    table["matched_bodies"] = bodies["matched_before"].astype(int)
    gone = bodies["left"] + bodies["coverage_lost"] + bodies["went"]
    new = bodies["entered"] + bodies["coverage_gained"] + bodies["came"]
    table["bodies_before"] = (bodies["matched_before"] + gone).astype(int)
    table["bodies_after"] = (bodies["matched_before"] + new).astype(int)
    return table.reset_index()


def matched_ratio(parts: pd.DataFrame) -> pd.Series:
    """After ÷ before of those that reported in both years, by region_code; NaN where withheld or nothing to divide by.

    `parts` as for `decompose`.
    """
    return _matched_ratio(_wide(parts, "value", sorted(parts["region_code"].unique())))


def _matched_ratio(value: pd.DataFrame) -> pd.Series:
    before = value["matched_before"]
    return value["matched_after"] / before.where(before > 0)


def _wide(parts: pd.DataFrame, column: str, codes: list[str]) -> pd.DataFrame:
    """Regions × parts; nothing there is 0, withheld stays NaN."""
    keyed = parts.set_index(["region_code", "part"])
    every = pd.MultiIndex.from_product([codes, PARTS], names=["region_code", "part"])
    table = keyed[column].astype(float).reindex(every)
    table[~every.isin(keyed.index)] = 0.0
    return table.unstack("part")
