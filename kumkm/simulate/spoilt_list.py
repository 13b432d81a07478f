"""How one row of the list of cooperatives is spoilt.

A rule takes the clean panel and returns which rows may bear the error; a change takes the list, whose cells may hold
anything, and the rows to change. Rows stand by cooperative and year, so the row above is the year before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from kumkm.simulate import wording
from kumkm.simulate.calibration import LAST_YEAR
from kumkm.simulate.cooperatives import COUNTS, MONEY

Rule = Callable[[pd.DataFrame], pd.Series]
Change = Callable[[pd.DataFrame, list[int]], None]


def last_year(panel: pd.DataFrame) -> pd.Series:
    return panel["book_year"] == LAST_YEAR


def active(panel: pd.DataFrame) -> pd.Series:
    return last_year(panel) & (panel["status"] == "Aktif")


def inactive_among_many(panel: pd.DataFrame) -> pd.Series:
    """Inactive, in a region where one meeting more or less does not show in the sum."""
    held = panel["rat_date"].notna().groupby([panel["region_code"], panel["book_year"]]).transform("sum")
    return last_year(panel) & (panel["status"] == "Tidak Aktif") & (held >= min(40, held.max() / 2))


def known(panel: pd.DataFrame) -> pd.Series:
    """Active, and in the list the year before as well."""
    return active(panel) & before(panel, "book_year").notna()


def silent(panel: pd.DataFrame) -> pd.Series:
    """Active, without finances."""
    return active(panel) & panel["assets_idr"].isna()


def primary_with_meeting(panel: pd.DataFrame) -> pd.Series:
    return active(panel) & panel["rat_date"].notna() & ~panel["secondary"].astype(bool)


def certified(panel: pd.DataFrame) -> pd.Series:
    return active(panel) & (panel["nik_status"] == wording.CERTIFIED)


def small(panel: pd.DataFrame) -> pd.Series:
    """Reports that cannot move their region's sums: small ones in large company, made the year before as well."""
    groups = panel.groupby(["region_code", "book_year"])["assets_idr"]
    crowd = groups.transform("count")
    modest = (panel["assets_idr"] < 0.6 * groups.transform("mean")) & (crowd >= min(15, crowd.max() / 2))
    return primary_with_meeting(panel) & modest & before(panel, "assets_idr").notna()


def smallest(panel: pd.DataFrame) -> pd.Series:
    """Small reports whose turnover is next to nothing in their region's."""
    share = panel["turnover_idr"] / panel.groupby(["region_code", "book_year"])["turnover_idr"].transform("sum")
    return small(panel) & (share < max(0.002, 1.5 * share[small(panel)].min()))


def of_few_members(panel: pd.DataFrame) -> pd.Series:
    """Small and founded while the law still asked for twenty."""
    older = panel["legal_date"].map(lambda day: day.year) < 2020
    return older & active(panel) & ~panel["secondary"].astype(bool) & panel["members"].between(20, 45)


def swappable(panel: pd.DataFrame) -> pd.Series:
    """Whose members of the year before, last two digits exchanged, are 9 to 54 more."""
    members = before(panel, "members")
    usable = active(panel) & ~panel["secondary"].astype(bool) & members.between(120, 999)
    more = members.where(usable, 100.0).map(lambda value: swapped(value) - value)
    return usable & more.between(9, 54)


def twin(panel: pd.DataFrame) -> pd.Series:
    """It and the cooperative above it in the list stood through all the years, in the same region."""
    years = panel["book_year"].nunique()
    through = panel["nik"].map(panel.groupby("nik").size()) == years
    neighbours = through.shift(years, fill_value=False) & (panel["region_code"].shift(years) == panel["region_code"])
    return last_year(panel) & through & neighbours & (panel["status"] != "Bubar")


def before(panel: pd.DataFrame, key: str) -> pd.Series:
    """The same cooperative's value of the year before; NaN in its first year."""
    return panel.groupby("nik")[key].shift()


def swapped(members: float) -> int:
    text = str(int(members))
    return int(text[:-2] + text[-1] + text[-2])


def put(key: str, value: Callable[[Any], Any]) -> Change:
    """Replace one field by a function of itself."""

    def apply(table: pd.DataFrame, rows: list[int]) -> None:
        for row in rows:
            table.at[row, key] = value(table.at[row, key])

    return apply


def scaled(key: str, factor: float, of: str | None = None) -> Change:
    """Replace one amount by a multiple of itself or of another, in whole thousands."""

    def apply(table: pd.DataFrame, rows: list[int]) -> None:
        for row in rows:
            table.at[row, key] = float(round(table.at[row, of or key] * factor / 1e3) * 1e3)

    return apply


def few_members(table: pd.DataFrame, rows: list[int]) -> None:
    for row in rows:
        for key, value in zip(("members_male", "members_female", "members"), (11, 8, 19), strict=True):
            table.at[row, key] = value


def copied(table: pd.DataFrame, rows: list[int]) -> None:
    for row in rows:
        for key in (*COUNTS, *MONEY):
            table.at[row, key] = table.at[row - 1, key]


def no_finances(table: pd.DataFrame, rows: list[int]) -> None:
    for row in rows:
        for key in MONEY:
            table.at[row, key] = np.nan


def transposed(table: pd.DataFrame, rows: list[int]) -> None:
    for row in rows:
        members = swapped(table.at[row - 1, "members"])
        table.at[row, "members"] = members
        table.at[row, "members_male"] = members - table.at[row, "members_female"]


def same_name(table: pd.DataFrame, rows: list[int]) -> None:
    """Take name and village of the cooperative above it, the name in capitals and with a space too many."""
    for row in rows:
        other = row - len(rows)
        table.at[row, "name"] = table.at[other, "name"].upper().replace(" CONTOH ", "  CONTOH ")
        table.at[row, "district"], table.at[row, "village"] = table.at[other, "district"], table.at[other, "village"]
