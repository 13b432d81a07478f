"""Every analysis by name, in the order in which they are listed."""

from __future__ import annotations

from kumkm.analysis.catalogue import (
    association,
    growth,
    inequality,
    likeness,
    outlook,
    proposals,
    register,
    structure,
    typology,
)
from kumkm.analysis.catalogue.entry import Analysis
from kumkm.errors import UsageError

_SUBJECTS = (growth, typology, inequality, structure, register, likeness, outlook, association, proposals)
_VERBS = {"allocate": "allocation"}

ANALYSES: dict[str, Analysis] = {item.name: item for subject in _SUBJECTS for item in subject.ENTRIES}


def find(name: str) -> Analysis:
    """The analysis of that name, or of the verb for it; raises UsageError listing the known ones."""
    known = ANALYSES.get(_VERBS.get(name, name))
    if known is None:
        raise UsageError(f"Analisis '{name}' tidak dikenal. Yang ada: {', '.join(ANALYSES)}.")
    return known
