"""Outlook of PDRB as arithmetic on rates that are given."""

from __future__ import annotations

import pandas as pd

from kumkm.analysis import outlook
from kumkm.analysis.catalogue.entry import Analysis
from kumkm.analysis.catalogue.parameters import Param
from kumkm.analysis.catalogue.structure import structure
from kumkm.analysis.examples import structure as examples
from kumkm.analysis.ingredients import Read
from kumkm.domain.view.selection import PROVINCE
from kumkm.errors import UsageError

_RATE = Param(float, default=0.0, required=False, lowest=-50, highest=100)


def scenario(
    read: Read, *, region_code: str, primary: float, secondary: float, tertiary: float, horizon: int
) -> pd.DataFrame:
    """Outlook of PDRB at the prices of the latest year with sectors; rates in percent a year, of volume.

    See `outlook.outlook`.
    """
    table = structure(read)
    known = sorted(set(table["region_code"]))
    if region_code not in (*known, PROVINCE):
        raise UsageError(f"Kode wilayah '{region_code}' tidak dikenal. Yang ada: {PROVINCE}, {', '.join(known)}.")
    mine = table if region_code == PROVINCE else table[table["region_code"] == region_code]
    levels = {str(sector): float(value) for sector, value in mine.groupby("sector")["value"].sum().items()}
    rates = {"primer": primary, "sekunder": secondary, "tersier": tertiary}
    return outlook.outlook(levels, rates, int(table["year"].iloc[0]), horizon)


ENTRIES = (
    Analysis(
        "outlook",
        "skenario sampai 2029",
        scenario,
        {
            "region_code": Param(str, default=PROVINCE, required=False),
            "primary": _RATE,
            "secondary": _RATE,
            "tertiary": _RATE,
            "horizon": Param(int, default=outlook.HORIZON, required=False, lowest=2026, highest=2045),
        },
        example=examples.OUTLOOK,
    ),
)
