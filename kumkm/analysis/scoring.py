"""Which proposals a ceiling may be spent on, and how much speaks for each: a score from 0 to 1."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from enum import StrEnum

import numpy as np
import pandas as pd

from kumkm.errors import UsageError

COMPONENTS = ("readiness", "need", "past", "population")
DECIMALS = 6  # of a score; sums of scores are compared in whole millionths


class Barrier(StrEnum):
    """Why a proposal is out of the question; the first that applies. The value is the id."""

    OTHER_YEAR = "tahun_lain"
    OTHER_PLACE = "bukan_kabupaten_kota"
    NOT_SUBMITTED = "belum_diajukan"
    DECIDED = "sudah_diputuskan"
    INCOMPLETE = "dokumen_belum_lengkap"
    NO_AMOUNT = "nilai_belum_ada"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Barrier.OTHER_YEAR: "Diusulkan untuk tahun anggaran lain.",
    Barrier.OTHER_PLACE: "Bukan usulan kabupaten/kota.",
    Barrier.NOT_SUBMITTED: "Belum diajukan, atau dikembalikan.",
    Barrier.DECIDED: "Sudah diputuskan.",
    Barrier.INCOMPLETE: "Dokumen wajib belum lengkap.",
    Barrier.NO_AMOUNT: "Nilai usulan belum ada.",
}


@dataclass(frozen=True)
class Weights:
    """What counts how much; only the proportions matter. Raises UsageError for a negative one, or all 0."""

    readiness: float = 1.0
    need: float = 1.0
    past: float = 1.0
    population: float = 1.0

    def __post_init__(self) -> None:
        given = list(asdict(self).values())
        if not all(np.isfinite(given)) or min(given) < 0 or max(given) == 0:
            shown = ", ".join(f"{name}={value:g}" for name, value in asdict(self).items())
            raise UsageError(f"Bobot: ditemukan {shown}; yang diharapkan angka 0 atau lebih, paling sedikit satu > 0.")


def weights_of(given: Sequence[Decimal]) -> Weights:
    """Weights as a scenario holds them, in the order of COMPONENTS; all at 0 count as equal."""
    return Weights(*map(float, given)) if any(given) else Weights()


def eligibility(proposals: pd.DataFrame, year: int, codes: Collection[str]) -> pd.DataFrame:
    """Whether each proposal may be chosen for a budget year: proposal_id, eligible, barrier_id, barrier, by id.

    Eligible: of that year, from one of `codes`, submitted or later, not decided, every mandatory document there, an
    amount above 0. What is not known (missing) does not count as there. The barrier is empty where eligible.
    """
    barriers = {
        Barrier.OTHER_YEAR: proposals["budget_year"] != year,
        Barrier.OTHER_PLACE: ~proposals["region_code"].isin(list(codes)),
        Barrier.NOT_SUBMITTED: ~_yes(proposals["submitted"]),
        Barrier.DECIDED: _yes(proposals["decided"]),
        Barrier.INCOMPLETE: ~_yes(proposals["documents_complete"]),
        Barrier.NO_AMOUNT: ~(_whole(proposals["amount_idr"]) > 0),
    }
    applies = [series.to_numpy(dtype=bool) for series in barriers.values()]
    ids = np.select(applies, [item.value for item in barriers], default="")
    table = pd.DataFrame(
        {
            "proposal_id": proposals["proposal_id"].to_numpy(),
            "eligible": ids == "",
            "barrier_id": ids,
            "barrier": ["" if not item else Barrier(item).words for item in ids],
        }
    )
    return table.sort_values("proposal_id", ignore_index=True)


def eligible(proposals: pd.DataFrame, year: int, codes: Collection[str]) -> pd.DataFrame:
    """The rows of `proposals` that `eligibility` lets through, by id; `amount_idr` in whole rupiah."""
    verdict = eligibility(proposals, year, codes)
    ids = set(verdict.loc[verdict["eligible"], "proposal_id"])
    kept = proposals[proposals["proposal_id"].isin(ids)].sort_values("proposal_id", ignore_index=True)
    return kept.assign(amount_idr=_whole(kept["amount_idr"]).astype("int64"))


def _yes(flags: pd.Series[bool]) -> pd.Series[bool]:
    return flags.eq(True).fillna(False).astype(bool)


def _whole(amounts: pd.Series[float]) -> pd.Series[float]:
    return pd.to_numeric(amounts).astype(float).round()


def allocated(proposals: pd.DataFrame, year: int, codes: Collection[str]) -> dict[str, float]:
    """Rupiah decided so far per region: Σ approved_idr of decided proposals up to and including the budget year.

    0 for a region that got nothing; NaN for all where no amount of any decision is known.
    """
    decided = proposals[_yes(proposals["decided"]) & (proposals["budget_year"] <= year)]
    known = decided.dropna(subset=["approved_idr"])
    sums = known.sort_values("proposal_id").groupby("region_code")["approved_idr"].sum()
    return {code: float(sums.get(code, 0.0)) if len(known) else float("nan") for code in sorted(codes)}


def scored(
    candidates: pd.DataFrame,
    weights: Weights,
    *,
    need: Mapping[str, float],
    past: Mapping[str, float],
    population: Mapping[str, float],
) -> pd.DataFrame:
    """The score of eligible proposals: s_i = Σ w_k · c_ik ÷ Σ w_k over what is known of i, rounded to a millionth.

    Components, each from 0 to 1 on a scale that does not depend on who else is a candidate: readiness of the proposal;
    need of its region; past (rupiah, less is more) and population as a part of the largest region's, from maps by code.
    None is stretched: where regions hardly differ, neither do scores. Returns
    proposal_id, region_code, menu_id, amount_idr, the four components (NaN where unknown) and score, by id; a score is
    NaN where nothing with a weight is known.
    """
    ordered = candidates.sort_values("proposal_id", ignore_index=True)
    region = ordered["region_code"]
    parts = pd.DataFrame(
        {
            "readiness": pd.to_numeric(ordered["readiness"]).astype(float),
            "need": region.map(need).astype(float),
            "past": 1 - region.map(_of_largest(past)).astype(float),
            "population": region.map(_of_largest(population)).astype(float),
        }
    )
    weight = pd.Series(asdict(weights))[list(COMPONENTS)]
    known = parts.notna().mul(weight).sum(axis="columns")
    score = parts.mul(weight).sum(axis="columns").div(known.where(known > 0)).round(DECIMALS)
    named = ordered[["proposal_id", "region_code", "menu_id", "amount_idr"]]
    return pd.concat([named, parts, score.rename("score")], axis="columns")


def _of_largest(values: Mapping[str, float]) -> dict[str, float]:
    """Each as a part of the largest; 0 where all are 0, NaN where unknown."""
    largest = max((value for value in values.values() if not np.isnan(value)), default=0.0)
    return {key: value / largest if largest > 0 else value for key, value in values.items()}
