"""Growth of the register of cooperatives, told apart."""

from __future__ import annotations

import pandas as pd

from kumkm.analysis import register
from kumkm.analysis.catalogue.entry import Analysis
from kumkm.analysis.catalogue.panels import refuse_backwards, refuse_no_data
from kumkm.analysis.catalogue.parameters import SPAN, Param
from kumkm.analysis.examples import register as examples
from kumkm.analysis.ingredients import Read
from kumkm.domain.view.growth import REGISTER_FIELDS


def decomposition(read: Read, *, field: str, from_year: int, to_year: int) -> pd.DataFrame:
    """Real change against coverage in the register of cooperatives; see `register.decompose`. 74 is the whole."""
    refuse_backwards(from_year, to_year)
    parts = read("register_parts", field=field, from_year=from_year, to_year=to_year)
    present = set(parts["part"])
    if not present & {"matched_before"}:
        return refuse_no_data(f"Daftar koperasi {from_year} dan {to_year}")
    return register.decompose(parts)


ENTRIES = (
    Analysis(
        "decomposition",
        "pertumbuhan nyata dan perubahan cakupan",
        decomposition,
        {"field": Param(str, default="turnover_idr", required=False, choices=tuple(REGISTER_FIELDS)), **SPAN},
        example=examples.DECOMPOSITION,
    ),
)
