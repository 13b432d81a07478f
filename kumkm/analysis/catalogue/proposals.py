"""Need and proposals: equity, sensitivity, possible duplicates, and the what-if of a ceiling."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd

from kumkm.analysis import proposals, scoring
from kumkm.analysis.catalogue.entry import Analysis, Document
from kumkm.analysis.catalogue.parameters import TEXT, YEAR, Param
from kumkm.analysis.examples import need as need_examples
from kumkm.analysis.examples import proposals as examples
from kumkm.analysis.ingredients import Read

_ANY_YEAR = Param(int, default=None, required=False, lowest=1900, highest=2100)
_WEIGHT = Param(float, default=1.0, required=False, lowest=0, highest=1000)
_BY = Param(str, default="amount", required=False, choices=proposals.GIVEN)
_NEED = {"weights": TEXT, "year": _ANY_YEAR}
_WHAT_IF = {
    "ceiling": Param(Decimal, lowest=0, highest=1e15),
    "year": YEAR,
    "floor": Param(int, default=0, required=False, lowest=0, highest=1000),
    "floors": TEXT,
    "weight_readiness": _WEIGHT,
    "weight_need": _WEIGHT,
    "weight_past": _WEIGHT,
    "weight_population": _WEIGHT,
    "menu_cap": TEXT,
    "menu_count": TEXT,
    "need_weights": TEXT,
    "base": Param(str, default="first_come", required=False, choices=proposals.BASES),
}


def what_if(
    read: Read,
    *,
    year: int,
    need_weights: str,
    base: str,
    weight_readiness: float,
    weight_need: float,
    weight_past: float,
    weight_population: float,
    **rules: Any,
) -> Document:
    """The best use of a ceiling; see `proposals.rules_of` and `proposals.what_if`. Its table is what is selected."""
    outcome = proposals.what_if(
        read,
        rules=proposals.rules_of(**rules),
        year=year,
        weights=scoring.Weights(weight_readiness, weight_need, weight_past, weight_population),
        need_weights=need_weights,
        base=base,
    )
    return Document(outcome.plan.selected, proposals.as_content(outcome), outcome.plan.reason)


def _selected(read: Read, **params: Any) -> pd.DataFrame:
    return what_if(read, **params).table


ENTRIES = (
    Analysis("need", "indeks kebutuhan dan bagian kebutuhan", proposals.need_table, _NEED, example=need_examples.NEED),
    Analysis(
        "need_features",
        "indikator penyusun indeks kebutuhan",
        proposals.need_features,
        _NEED,
        example=need_examples.NEED_FEATURES,
    ),
    Analysis(
        "equity",
        "usulan terhadap kebutuhan",
        proposals.equity,
        {"year": YEAR, "by": _BY, "weights": TEXT},
        example=need_examples.EQUITY,
    ),
    Analysis(
        "per_head",
        "nilai usulan diajukan dan ditetapkan per penduduk",
        proposals.per_head,
        {"year": YEAR},
        example=examples.PER_HEAD,
    ),
    Analysis(
        "need_sensitivity",
        "seberapa sering daerah kurang terlayani bila bobot berubah",
        proposals.need_sensitivity,
        {
            "year": YEAR,
            "samples": Param(int, default=2000, required=False, lowest=1, highest=20000),
            "by": _BY,
            "weights": TEXT,
        },
        example=need_examples.NEED_SENSITIVITY,
    ),
    Analysis(
        "need_without_each",
        "kedudukan bila satu indikator kebutuhan dihilangkan",
        proposals.need_without_each,
        {"year": YEAR, "by": _BY, "weights": TEXT},
        example=need_examples.NEED_WITHOUT_EACH,
    ),
    Analysis("duplicates", "usulan yang mungkin ganda", proposals.possible_duplicates, example=examples.DUPLICATES),
    Analysis("allocation", "simulasi pagu", _selected, _WHAT_IF, what_if, example=examples.ALLOCATION),
)
