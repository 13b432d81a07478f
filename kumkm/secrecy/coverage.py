"""What the province's growths leave between each other: each is of the regions that sent a list in both of its years,
so that two of one year may differ by a region or two.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kumkm.secrecy.attack import System, Unknown, exposed
from kumkm.secrecy.protecting import PROVINCE, Totals
from kumkm.secrecy.rules import Protection

Growth = tuple[int, int]  # from year, to year


def system_of(totals: Totals, covered: Sequence[Collection[str]], rule: Protection) -> System:
    """The totals of one year that are withheld; each set of regions of `covered`, and all where the province's total is
    told, add up to what is told.
    """
    system = System()
    regions = [code for code in totals.hidden if code != PROVINCE]
    for code in regions:
        system.add(Unknown(code, totals.hidden[code].value, code, totals.need(code, rule), signed=True))
    whole = [regions] if totals.adds_up and PROVINCE not in totals.hidden else []
    for group in {frozenset(group).intersection(regions) for group in (*covered, *whole)}:
        system.balance(dict.fromkeys(sorted(group), 1.0))
    return system


def withheld(totals: Totals, covered: Mapping[Growth, Collection[str]], rule: Protection) -> Growth | None:
    """The growth of which the province must be told no longer, so that nobody comes too near: that of the fewest
    regions, of these the longest and earliest; None where nobody does.
    """
    if not covered or not exposed(system_of(totals, list(covered.values()), rule), rule):
        return None
    return min(covered, key=lambda growth: (len(covered[growth]), growth[0] - growth[1], growth[0]))
