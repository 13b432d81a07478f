"""Which regions are alike in structure."""

from __future__ import annotations

from typing import Final

import pandas as pd

from kumkm.analysis import position, spread
from kumkm.analysis.catalogue.entry import Analysis
from kumkm.analysis.catalogue.parameters import Param
from kumkm.analysis.catalogue.structure import SECTORS, structure
from kumkm.analysis.examples import structure as examples
from kumkm.analysis.ingredients import Read, local_codes
from kumkm.domain.indicators import INDICATORS
from kumkm.errors import UsageError

_NO_CHANGES = pd.DataFrame({"year": [], "change": []})  # the structure is published for one year only


MOST: Final = 3  # how many are named unless somebody asks for more


def similar(read: Read, *, region_code: str, count: int) -> pd.DataFrame:
    """The kabupaten/kota whose structure of PDRB by sector is nearest; see `nearest`."""
    codes = local_codes(read)
    if region_code not in codes:
        raise UsageError(f"Kode wilayah '{region_code}' tidak dikenal. Yang ada: {', '.join(codes)}.")
    return nearest(telling_shares(read), region_code, count)


def nearest(shares_and_words: tuple[pd.DataFrame, str], region_code: str, count: int = MOST) -> pd.DataFrame:
    """Who is nearest by `telling_shares`, as `position.peers` says, and the words on every row as `features`.

    The one answer to which regions are alike. Nothing but structure selects, so that whatever else is told of them
    (poverty, growth) is not told of what they were chosen by.
    """
    shares, words = shares_and_words
    return position.peers(shares, region_code, count).assign(features=words)


def telling_shares(read: Read) -> tuple[pd.DataFrame, str]:
    """Shares of sectors (percent, a column each) by region_code, and what they are in words.

    A share in which regions do not differ (`spread.alike`) tells nothing and is left out.
    """
    table, limits = structure(read), spread.limits_of(read)
    shares = table.pivot(index="region_code", columns="sector", values="share_pct")
    telling = [
        sector
        for key, sector in SECTORS.items()
        if not spread.alike(shares[sector], _NO_CHANGES, INDICATORS[key], limits)
    ]
    words = f"bagian sektor dalam PDRB {int(table['year'].iloc[0])} ({', '.join(telling)})"
    return shares[telling], words


ENTRIES = (
    Analysis(
        "similar",
        "daerah berstruktur mirip",
        similar,
        {"region_code": Param(str), "count": Param(int, default=MOST, required=False, lowest=1, highest=100)},
        example=examples.SIMILAR,
    ),
)
