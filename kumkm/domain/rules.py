"""The rules of a plan under a ceiling, in whole rupiah: one value from address or command to calculation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from kumkm.domain import exact
from kumkm.domain.meeting import Decision, Verdict
from kumkm.errors import UsageError

BILLION: Final = 10**9


@dataclass(frozen=True)
class Rules:
    """What a plan has to keep to: whole rupiah, and numbers of proposals. Raises UsageError for anything below 0.

    `floor` is for every region, `floors` replaces it for some; both bind only regions that have a candidate.
    `menu_caps` has the most rupiah per menu, `menu_counts` the most proposals.
    """

    ceiling: int
    floor: int = 0
    floors: Mapping[str, int] = field(default_factory=dict)
    menu_caps: Mapping[str, int] = field(default_factory=dict)
    menu_counts: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        several = (*self.floors.values(), *self.menu_caps.values(), *self.menu_counts.values())
        if min(self.ceiling, self.floor, *several) < 0:
            what = "Pagu, jatah minimal, dan batas menu"
            raise UsageError(f"{what}: ditemukan angka negatif; yang diharapkan 0 atau lebih.")

    def __hash__(self) -> int:
        maps = (self.floors, self.menu_caps, self.menu_counts)
        return hash((self.ceiling, self.floor, *(frozenset(each.items()) for each in maps)))

    def floor_of(self, region_code: str) -> int:
        return self.floors.get(region_code, self.floor)


@dataclass(frozen=True)
class Settled:
    """What a meeting has said already: proposal → whole rupiah agreed on, and proposals that are out of question."""

    agreed: Mapping[str, int] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()

    def __hash__(self) -> int:
        return hash((frozenset(self.agreed.items()), self.refused))

    @classmethod
    def of(cls, decisions: Mapping[str, Decision]) -> Settled:
        """What was agreed on with an amount is fixed; what was refused or put off is no candidate."""
        agreed = {key: item.amount_idr for key, item in decisions.items() if item.amount_idr is not None}
        out = (Verdict.REJECTED, Verdict.POSTPONED)
        return cls(agreed, frozenset(key for key, item in decisions.items() if item.verdict in out))

    def __contains__(self, proposal_id: object) -> bool:
        return proposal_id in self.agreed or proposal_id in self.refused


def in_billions(rupiah: int) -> Decimal:
    """Rupiah as the miliar that controls and addresses show: 12345678900 is 12.3456789, to the last rupiah."""
    return Decimal(rupiah).scaleb(-9)


def of_billions(text: str) -> int | None:
    """Whole rupiah from miliar in an address; None for what is no number, or finer than a rupiah."""
    number = exact.read(text)
    return None if number is None else exact.whole(number, BILLION)
