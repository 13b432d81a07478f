"""How many bodies stand behind a figure of money, of how many there are: the one place where that is put into words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from kumkm.domain import units
from kumkm.domain.indicators import Indicator
from kumkm.domain.measures import MEASURES

_REPORTED: Final = {
    "cooperatives": "koperasi melapor",
    "enterprises": "usaha melapor",
    "proposals": "usulan sudah diajukan",
}
_UNSAID: Final = "koperasi; rekap tidak menyebut yang melapor"


def is_of_money(indicator: Indicator) -> bool:
    """True where what is added up, or divided, is money that bodies report."""
    measure = MEASURES[indicator.numerator]
    return measure.unit_id == "idr" and measure.subject in (*_REPORTED, "kur")


def reported(indicator: Indicator, row: Mapping[str, Any] | pd.Series[Any]) -> str:
    """`412 dari 867 koperasi melapor`; empty where it is no money, or nobody knows.

    `row` has answered, asked and contributors as the reads give them. All KUR is reported by the banks: there it is who
    borrowed. A recap of cooperatives tells a sum and not of how many; there it is how many there are at most, and that
    this is not said.
    """
    if not is_of_money(indicator):
        return ""
    subject = MEASURES[indicator.numerator].subject
    if subject in _REPORTED and pd.notna(row["answered"]) and pd.notna(row["asked"]):
        return f"{units.number(float(row['answered']))} dari {units.number(float(row['asked']))} {_REPORTED[subject]}"
    if pd.isna(row["contributors"]) or subject not in ("kur", "cooperatives"):
        return ""
    count = units.number(float(row["contributors"]))
    return f"{count} debitur" if subject == "kur" else f"paling banyak {count} {_UNSAID}"
