"""In words why a proposal is in a plan or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from kumkm.domain.rules import Rules
from kumkm.domain.units import RUPIAH, quantity


class Reason(StrEnum):
    """Why a proposal is in a plan, or not. The value is the id."""

    SCORE = "skor"
    FLOOR = "lantai"
    TOO_LARGE = "terlalu_besar"
    MENU_COUNT = "jumlah_menu"
    MENU_CAP = "pagu_menu"
    CEILING = "pagu"
    NO_GAIN = "tanpa_nilai_tambah"
    NO_SCORE = "tanpa_skor"
    NOT_ELIGIBLE = "tidak_memenuhi_syarat"
    SETTLED = "disepakati_rapat"


def why_in(taken: pd.DataFrame, rules: Rules, names: Mapping[str, str]) -> pd.DataFrame:
    """Add reason_id and reason to what a plan takes: in for the floor where the region has no more than that."""
    counts = taken["region_code"].map(taken["region_code"].value_counts())
    held = [count <= rules.floor_of(code) for code, count in zip(taken["region_code"], counts, strict=True)]
    words = [
        f"Tanpa usulan ini {names[code]} tidak mencapai jatah minimal {rules.floor_of(code)} usulan."
        if by_floor
        else "Terpilih karena masuk susunan dengan skor tertinggi."
        for code, by_floor in zip(taken["region_code"], held, strict=True)
    ]
    return taken.assign(
        reason_id=[(Reason.FLOOR if by_floor else Reason.SCORE).value for by_floor in held], reason=words
    )


def why_out(others: pd.DataFrame, taken: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Add reason_id and reason to what a plan leaves out: the limits that adding it would break, each tried."""
    amounts = taken.groupby("menu_id")["amount_idr"]
    used = {str(menu): (int(rows.sum()), len(rows)) for menu, rows in amounts}
    room = _Room(rules, int(taken["amount_idr"].sum()), used)
    refusals = [
        room.refuses(str(menu), int(amount))
        for menu, amount in zip(others["menu_id"], others["amount_idr"], strict=True)
    ]
    return others.assign(reason_id=[item.value for item, _ in refusals], reason=[words for _, words in refusals])


@dataclass(frozen=True)
class _Room:
    """What a plan leaves: of the ceiling, and of each cap. `used` has rupiah and number of proposals per menu."""

    rules: Rules
    spent: int
    used: Mapping[str, tuple[int, int]]

    def refuses(self, menu: str, amount: int) -> tuple[Reason, str]:
        """The first limit that one more proposal would break, and the words for every one of them."""
        broken = [(reason, words) for reason, breaks, words in self._tried(menu, amount) if breaks]
        if not broken:
            return Reason.NO_GAIN, "Masih muat, tetapi tidak menambah jumlah skor."
        return broken[0][0], " ".join(words for _, words in broken)

    def _tried(self, menu: str, amount: int) -> Iterable[tuple[Reason, bool, str]]:
        rupiah, count = self.used.get(menu, (0, 0))
        cap, most = self.rules.menu_caps.get(menu), self.rules.menu_counts.get(menu)
        single = min(self.rules.ceiling, self.rules.ceiling if cap is None else cap)
        if amount > single:
            yield Reason.TOO_LARGE, True, f"Sendirian pun nilainya {money(amount)} melebihi batas {money(single)}."
            return
        if most is not None:
            yield Reason.MENU_COUNT, count >= most, f"Menu ini dibatasi {most} usulan; sudah terisi."
        if cap is not None:
            left = cap - rupiah
            yield Reason.MENU_CAP, amount > left, f"Batas menu tersisa {money(left)}, usulan ini {money(amount)}."
        left = self.rules.ceiling - self.spent
        words = f"Pagu tersisa {money(left)}, usulan ini {money(amount)}; yang terpilih berskor lebih tinggi bersama."
        yield Reason.CEILING, amount > left, words


def money(rupiah: int) -> str:
    """Every rupiah, so that it can be typed in again: `Rp12.412.500.000`."""
    return quantity(rupiah, RUPIAH)
