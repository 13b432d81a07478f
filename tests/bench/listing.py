"""Milliseconds to filter a list of 50,000 proposals by year, menu, stage and words; the register repeated."""

from __future__ import annotations

import statistics
import sys
import time
from functools import partial
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from kumkm import settings
from kumkm.analysis import pipeline
from kumkm.warehouse import build, connection, reads

ROWS, ROUNDS = 50_000, 9


def main() -> None:
    """Measure and print."""
    with connection.connect(build.serving(settings.load())) as serving:
        register = partial(reads.run, serving)("proposals")
    many = pd.concat([register] * (ROWS // len(register) + 1), ignore_index=True).head(ROWS)
    filters = {
        "nothing": {},
        "year and stage": {"year": 2025, "stage": "diterima"},
        "words": {"text": "rumah kakao"},
        "everything": {"year": 2025, "menu": "rpb", "fund": "Tugas Pembantuan", "text": "rumah contoh"},
    }
    for name, chosen in filters.items():
        times = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            found = pipeline.chosen(many, **chosen)
            times.append((time.perf_counter() - start) * 1000)
        print(f"{name}: {len(found)} of {ROWS} rows, median {statistics.median(times):.0f} ms (goal under 300)")


if __name__ == "__main__":
    main()
