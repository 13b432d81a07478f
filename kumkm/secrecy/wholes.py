"""All that is published of a whole and of its parts, as one system: a part is never more than its whole.

What a whole has beyond a part is an unknown of its own, no less than nothing, of contributors of its own. So a part
that is withheld lies between nothing and its whole, and what covers it can cover no more than the rest beside it.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from kumkm.secrecy.attack import NOBODY, System, Unknown
from kumkm.secrecy.protecting import PROVINCE, REST, Table
from kumkm.secrecy.rules import Protection, is_own

BEYOND = "sisa "  # before the name of a part: what its whole has beyond it


@dataclass(frozen=True)
class Published:
    """What is told of measures that are parts and wholes of each other: the table of each, and the codes that are
    withheld of it with why, "" where nobody minds. All amounts that are not withheld are told.
    """

    tables: Mapping[str, Table]
    hidden: Mapping[str, Mapping[str, str]]

    def is_hidden(self, measure: str, code: str) -> bool:
        return code in self.hidden.get(measure, {})


def linked(tables: Mapping[str, Table], root: str) -> list[str]:
    """A measure and all that are parts of it, and parts of those, by measure."""
    parts = sorted(part for part, table in tables.items() if table.wholes.get(part) == root)
    return [root, *(name for part in parts for name in linked(tables, part))]


def roots(tables: Mapping[str, Table]) -> list[str]:
    """The measures that are part of none of these."""
    return [measure for measure, table in tables.items() if table.wholes.get(measure) not in tables]


def system_of(published: Published, rule: Protection) -> System:
    """Regions add up to the province, part and rest to their whole."""
    system = System()
    for measure, table in published.tables.items():
        _add_sums(system, published, measure, rule)
        if measure in table.rests and table.wholes[measure] in published.tables:
            _add_rests(system, published, measure, rule)
    for measure, table in published.tables.items():
        if table.adds_up and PROVINCE in table.sums[measure]:
            regions: dict[Hashable, float] = {(code, measure): 1.0 for code in table.sums[measure] if code != PROVINCE}
            system.balance(regions | {(PROVINCE, measure): -1.0})
        for code in table.rests.get(measure, {}):
            sides: dict[Hashable, float] = {(code, measure): 1.0, (code, BEYOND + measure): 1.0}
            system.balance(sides | {(code, table.wholes[measure]): -1.0})
    return system


def _add_sums(system: System, published: Published, measure: str, rule: Protection) -> None:
    table = published.tables[measure]
    for code, why in published.hidden.get(measure, {}).items():
        item, owner = table.sums[measure][code], NOBODY if code == PROVINCE else code
        pinned = _is_pinned(published, measure, code)
        need = table.need(measure, code, rule, pinned=pinned) if is_own(why) else 0.0
        system.add(Unknown((code, measure), item.value, owner, need, item.value < 0 or code == REST))


def _add_rests(system: System, published: Published, measure: str, rule: Protection) -> None:
    """What is left of a whole: unknown where part or whole is; and where both are told, to be found out exactly."""
    table = published.tables[measure]
    whole = table.wholes[measure]
    for code, rest in table.rests[measure].items():
        need = table.rest_need(measure, code, rule)
        if need > 0 or published.is_hidden(measure, code) or published.is_hidden(whole, code):
            owner, pinned = NOBODY if code == PROVINCE else code, _is_pinned(published, measure, code)
            key = (code, BEYOND + measure)
            system.add(Unknown(key, rest.value, owner, need, rest.value < 0, pinned))


def _is_pinned(published: Published, measure: str, code: str) -> bool:
    whole = published.tables[measure].wholes.get(measure)
    return whole in published.tables and not published.is_hidden(str(whole), code)
