"""What a meeting came to, in an area: every proposal it gave a verdict on, with what the build says of it, and sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

import pandas as pd

from kumkm.analysis.duplicates import duplicates
from kumkm.analysis.proposals import delivered
from kumkm.domain import units
from kumkm.domain.meeting import Decision, Proceedings, Task, Verdict
from kumkm.domain.view.selection import PROVINCE
from kumkm.errors import InputError
from kumkm.export.contents import Contents
from kumkm.export.text import known
from kumkm.narrative.clauses import PROVINCE_NAME

PROVINCE_PLACE: Final = f"Provinsi {PROVINCE_NAME}"


@dataclass(frozen=True)
class Item:
    """A proposal and what the meeting said of it; an empty text, or None for rupiah, is not known."""

    proposal_id: str
    region_code: str
    place: str
    office: str
    title: str
    menu: str
    fund: str
    location: str
    volume: str
    proposed_idr: int | None
    verdict: Verdict
    amount_idr: int | None
    reason: str
    simulated: bool


@dataclass(frozen=True)
class Sum:
    """Whole rupiah of so many items; the amount of `unknown` of them nobody has said, and is in no sum."""

    count: int
    amount_idr: int
    unknown: int


def total(items: Sequence[Item]) -> Sum:
    """What was agreed on comes to."""
    amounts = [item.amount_idr for item in items if item.amount_idr is not None]
    return Sum(len(items), sum(amounts), len(items) - len(amounts))


@dataclass(frozen=True)
class Outcome:
    """A meeting on the build it was pinned to. Of a region: its proposals, and tasks of no other region.

    The proposals of an area raise InputError where a decision is on one that the build does not hold.
    """

    contents: Contents
    proceedings: Proceedings

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Proposals of the build that a verdict was given on, by id; of all regions."""
        every = delivered(self.contents.read).set_index("proposal_id")
        decided = [key for key, item in self.proceedings.decisions.items() if item.verdict is not None]
        if unknown := sorted(set(decided) - set(every.index)):
            raise InputError(
                f"Keputusan atas {len(unknown)} usulan, di antaranya {unknown[0][:60]}, tidak ada usulannya pada versi "
                f"data {self.contents.build['build_id']}. Pakai versi data yang dibekukan untuk rapat itu."
            )
        return every.loc[sorted(decided)]

    @cached_property
    def years(self) -> list[int]:
        """Budget years the meeting was about: of what it decided, else the latest one with proposals."""
        if len(self.rows):
            return sorted({int(year) for year in self.rows["budget_year"]})
        every = delivered(self.contents.read)["budget_year"]
        return [] if every.empty else [int(every.max())]

    @cached_property
    def items(self) -> list[Item]:
        """All that was decided in the area: by region, the dearest first."""
        items = [self._item(row) for row in self._mine(self.rows).reset_index().to_dict("records")]
        return sorted(items, key=_order)

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """What was decided in the area, by the id of the proposal."""
        return {item.proposal_id: item for item in self.items}

    def of(self, verdict: Verdict) -> list[Item]:
        """What was given this verdict."""
        return [item for item in self.items if item.verdict is verdict]

    @cached_property
    def agreed(self) -> dict[str, list[Item]]:
        """Region code → what was agreed on there, by code; regions with nothing are left out."""
        by_region: dict[str, list[Item]] = {}
        for item in self.of(Verdict.AGREED):
            by_region.setdefault(item.region_code, []).append(item)
        return by_region

    @cached_property
    def counts(self) -> Counter[Verdict]:
        return Counter(item.verdict for item in self.items)

    @cached_property
    def undecided(self) -> pd.DataFrame:
        """Proposals of those years that the meeting said nothing of."""
        every = delivered(self.contents.read)
        open_ones = every["budget_year"].isin(self.years) & ~every["proposal_id"].isin(self.rows.index)
        return self._mine(every[open_ones])

    @cached_property
    def doubles(self) -> list[tuple[int, int]]:
        """Places (from 1) in the list of what was agreed of pairs that may be one proposal twice."""
        order = {item.proposal_id: place for place, item in enumerate(self.of(Verdict.AGREED), start=1)}
        pairs = duplicates(self.rows.loc[sorted(order)].reset_index())
        ids = zip(pairs["proposal_id"].astype(str), pairs["other_id"].astype(str), strict=True)
        return sorted((min(order[one], order[other]), max(order[one], order[other])) for one, other in ids)

    @cached_property
    def tasks(self) -> list[Task]:
        """Tasks that stand; for a region without those said at the step of another."""
        mine, every = self.contents.region_code, self.proceedings.tasks
        if mine == PROVINCE:
            return list(every)
        regions = {step.id: step.query.get("kab", "") for step in self.proceedings.meeting.steps}
        return [item for item in every if regions.get(item.step_id, "") in ("", mine)]

    @property
    def place(self) -> str:
        """The area: `Provinsi Sulawesi Tenggara`, `Kabupaten Kolaka`."""
        return self._place(self.contents.region_code)

    @property
    def is_simulated(self) -> bool:
        """Whether anything shown or counted is not real."""
        return any(item.simulated for item in self.items) or bool(self.undecided["simulated"].any())

    def _mine(self, rows: pd.DataFrame) -> pd.DataFrame:
        code = self.contents.region_code
        return rows if code == PROVINCE else rows[rows["region_code"] == code]

    def _place(self, code: str) -> str:
        return self.contents.regions.by_code[code].name if code in self.contents.local else PROVINCE_PLACE

    def _item(self, row: dict[Any, Any]) -> Item:
        decision: Decision = self.proceedings.decisions[row["proposal_id"]]
        assert decision.verdict is not None
        code = str(row["region_code"])
        code = code if code in self.contents.local else PROVINCE  # what its own office proposes is in a bucket
        return Item(
            proposal_id=str(row["proposal_id"]),
            region_code=code,
            place=self._place(code),
            **{name: known(row[name]) for name in ("office", "menu", "fund", "location")},
            title=known(row["title"]) or f"usulan {row['proposal_id']}, tanpa judul",
            volume=_volume(row["volume"], known(row["unit"])),
            proposed_idr=None if pd.isna(row["proposed_idr"]) else round(row["proposed_idr"]),
            verdict=decision.verdict,
            amount_idr=decision.amount_idr,
            reason=decision.reason,
            simulated=bool(row["simulated"]),
        )


def _order(item: Item) -> tuple[Any, ...]:
    """By region, the dearest first, what has no amount last; ids keep apart what is alike."""
    amount = item.amount_idr if item.verdict is Verdict.AGREED else item.proposed_idr
    return item.region_code, amount is None, -(amount or 0), item.title, item.proposal_id


def _volume(value: float, unit: str) -> str:
    """`36 Orang`, `12,5 Unit`: as many decimals as there are."""
    if pd.isna(value):
        return ""
    exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return f"{units.number(value, decimals)} {unit}".strip()


def offices(items: Iterable[Item]) -> set[str]:
    """What a region's proposals call its office."""
    return {item.office for item in items if item.office}
