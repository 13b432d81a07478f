"""Which regions are alike in structure."""

from __future__ import annotations

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


def similar(read: Read, *, region_code: str, count: int) -> pd.DataFrame:
    """The kabupaten/kota whose structure of PDRB by sector is nearest; see `position.peers`.

    The one answer to which regions are alike. Nothing but structure selects, so that whatever else is told of them
    (poverty, growth) is not told of what they were chosen by. Adds `features`, in words, on every row; a share in which
    regions do not differ (`spread.alike`) is none of them.
    """
    codes = local_codes(read)
    if region_code not in codes:
        raise UsageError(f"Kode wilayah '{region_code}' tidak dikenal. Yang ada: {', '.join(codes)}.")
    table, limits = structure(read), spread.limits_of(read)
    shares = table.pivot(index="region_code", columns="sector", values="share_pct")
    telling = [
        sector
        for key, sector in SECTORS.items()
        if not spread.alike(shares[sector], _NO_CHANGES, INDICATORS[key], limits)
    ]
    words = f"bagian sektor dalam PDRB {int(table['year'].iloc[0])} ({', '.join(telling)})"
    return position.peers(shares[telling], region_code, count).assign(features=words)


ENTRIES = (
    Analysis(
        "similar",
        "daerah berstruktur mirip",
        similar,
        {"region_code": Param(str), "count": Param(int, default=3, required=False, lowest=1, highest=100)},
        example=examples.SIMILAR,
    ),
)
