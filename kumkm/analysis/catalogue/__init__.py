"""Every analysis by name: what it asks for, what it returns, and how it is made from reads.

Screens and the command line go through the same entries, so that a printed number is the number on the wall. `read`
is any function that answers `read(name, **params)` with the frame of `queries/reads/<name>.sql`.
"""

from kumkm.analysis.catalogue.entry import Analysis, Document
from kumkm.analysis.catalogue.growth import can_be_summed, two_growths
from kumkm.analysis.catalogue.missing import gaps, gaps_behind
from kumkm.analysis.catalogue.panels import breaks_of, coverage_of
from kumkm.analysis.catalogue.parameters import Param
from kumkm.analysis.catalogue.register import decomposition
from kumkm.analysis.catalogue.registry import ANALYSES, find
from kumkm.analysis.catalogue.structure import MINING, NO_MINING_IN_GRDP, shift_share

__all__ = [
    "ANALYSES",
    "MINING",
    "NO_MINING_IN_GRDP",
    "Analysis",
    "Document",
    "Param",
    "breaks_of",
    "can_be_summed",
    "coverage_of",
    "decomposition",
    "find",
    "gaps",
    "gaps_behind",
    "shift_share",
    "two_growths",
]
