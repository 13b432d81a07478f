"""Seconds of the what-if over 2.000 proposals with 17 floors and caps on every menu, with the gap that is left.

Also of the explanation where no plan fits, of 5.000 weightings of need, and of duplicates among 50.000 proposals.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from kumkm.analysis import duplicates, need
from kumkm.analysis.allocation import allocate
from kumkm.domain.rules import Rules

REGIONS = {f"74.{number:02}": f"Daerah {number}" for number in range(1, 18)}
MENUS = tuple("abcdefg")
WORDS = (
    "pembangunan", "pelatihan", "pengolahan", "rumah", "produksi", "kakao", "mete", "rumput", "laut", "ikan", "kelapa",
    "tenun", "kemasan", "usaha", "koperasi", "desa", "pasar", "rakyat", "pendampingan", "digital", "pemasaran",
    "wirausaha", "muda", "perempuan", "nelayan", "petani", "sentra", "industri",
)  # fmt: skip


def candidates(count: int, seed: int, step: int) -> pd.DataFrame:
    """Proposals with amounts around Rp800 juta in multiples of `step`; most of a score is the region's."""
    random = np.random.default_rng(seed)
    region, amounts = random.integers(0, 17, count), np.exp(random.normal(np.log(8e8), 1.1, count))
    of_region = random.random((3, 17))
    scores = (random.integers(0, 11, count) / 10 + of_region[:, region].sum(axis=0)) / 4
    return pd.DataFrame(
        {
            "proposal_id": [f"U{place:05}" for place in range(count)],
            "region_code": [list(REGIONS)[place] for place in region],
            "menu_id": [MENUS[place] for place in random.integers(0, len(MENUS), count)],
            "amount_idr": np.maximum(np.round(amounts / step) * step, step).astype("int64"),
            "score": scores.round(6),
        }
    )


def what_if() -> None:
    for step in (1_000_000, 1):
        for ceiling in (40_000_000_000, 400_000_000_000):
            caps = dict.fromkeys(MENUS, ceiling // 5)
            for seed in range(3):
                rows = candidates(2000, seed, step)
                started = time.perf_counter()
                plan = allocate(rows, Rules(ceiling, floor=1, menu_caps=caps), REGIONS)
                took = time.perf_counter() - started
                print(
                    f"{took:5.2f} s  {plan.status}, gap {plan.gap:.4%}, {len(plan.selected)} of {len(rows)}, "
                    f"ceiling {ceiling / 1e9:.0f} miliar, amounts in steps of Rp{step:,}"
                )


def too_little() -> None:
    rows = candidates(2000, 0, 1)
    started = time.perf_counter()
    plan = allocate(rows, Rules(100_000_000, floor=3, menu_caps=dict.fromkeys(MENUS, 50_000_000)), REGIONS)
    print(f"{time.perf_counter() - started:5.2f} s  {plan.status}: {plan.reason[:90]}…")


def weightings() -> None:
    random = np.random.default_rng(0)
    features = pd.DataFrame(random.random((17, 6)), index=list(REGIONS), columns=list("abcdef"))
    scores = need.standardised(features, dict.fromkeys("abcdef", 1))
    same = dict.fromkeys(REGIONS, 1.0)
    started = time.perf_counter()
    need.sensitivity(scores, same, same, need.Terms(0.25, 0.75, 1.25), samples=5000)
    print(f"{time.perf_counter() - started:5.2f} s  5.000 weightings of six indicators (goal under 0,5)")


def alike() -> None:
    random, count = np.random.default_rng(1), 50_000
    rows = pd.DataFrame(
        {
            "proposal_id": [f"U{place:05}" for place in range(count)],
            "budget_year": random.integers(2021, 2026, count),
            "region_code": [list(REGIONS)[place] for place in random.integers(0, 17, count)],
            "menu_id": [MENUS[place] for place in random.integers(0, len(MENUS), count)],
            "fund": random.choice(["DAK", "APBN", "APBD"], count),
            "title": [" ".join(random.choice(WORDS, random.integers(4, 9))) for _ in range(count)],
        }
    )
    started = time.perf_counter()
    found = duplicates.duplicates(rows)
    print(f"{time.perf_counter() - started:5.2f} s  {len(found)} pairs among {count} proposals")


def main() -> None:
    """Measure and print; the first line of a what-if includes importing SciPy."""
    print("what-if (goal under 1 s)")
    what_if()
    print("no plan fits")
    too_little()
    weightings()
    alike()


if __name__ == "__main__":
    main()
