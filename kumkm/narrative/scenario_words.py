"""The rules of a what-if in words: ceiling, floors, caps and weights as whoever set them would say them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kumkm.domain import exact, units
from kumkm.domain.view.proposals import WEIGHTS, Scenario


def rules_in_words(scenario: Scenario, names: Mapping[str, str], menus: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A rule and what it says, the ceiling first; whole rupiah to the last digit.

    `names` has code → name of the regions, `menus` id → name; what is in neither is told by its id.
    """
    rules = scenario.rules
    yield "Pagu", f"Rp{units.number(rules.ceiling)}"
    yield "Jatah minimal", _floor(rules.floor)
    if rules.floors:
        floors = [f"{names.get(code, code)} {least}" for code, least in sorted(rules.floors.items())]
        yield "Jatah daerah tertentu", f"{', '.join(floors)} usulan"
    for menu, most in sorted(rules.menu_caps.items()):
        yield f"Batas {menus.get(menu, menu)}", f"paling banyak Rp{units.number(most)}"
    for menu, count in sorted(rules.menu_counts.items()):
        yield f"Batas {menus.get(menu, menu)}", f"paling banyak {units.number(count)} usulan"
    yield "Bobot skor", _weights(scenario)


def _floor(floor: int) -> str:
    if not floor:
        return "tidak ada"
    return f"paling sedikit {units.number(floor)} usulan tiap daerah yang punya calon"


def _weights(scenario: Scenario) -> str:
    if len(set(scenario.weights)) == 1:
        return f"{', '.join(WEIGHTS)}: semuanya sama"
    pairs = zip(WEIGHTS, scenario.weights, strict=True)
    return ", ".join(f"{name} {exact.written(weight).replace('.', ',')}" for name, weight in pairs)
