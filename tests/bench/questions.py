"""Milliseconds from a typed text to its answers, letter by letter as it is typed, and for texts made to be slow.

Counted is the time of the thread, so that a busy machine does not look like a slow program.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from kumkm import settings
from kumkm.domain import regions
from kumkm.domain.coverage import Coverage
from kumkm.domain.indicators import INDICATORS
from kumkm.questions import vocabulary
from kumkm.questions.resolving import resolve

TEXTS = (
    "",
    "siapa tertinggal",
    "apa yang berubah sejak 2019",
    "bandingkan Kolaka dan Konawe",
    "kemiskinan Muna",
    "koperasi aktif kendari 2022",
    "pengaguran wakatoby",
)
SLOW = (
    "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj kkkk llll",
    "koperasi aktif umkm kur pdrb kemiskinan kolaka konawe muna siapa tertinggal ko",
    "per " * 30,
)
CONTEXT = {"indikator": "grdp_growth", "tahun": "2023"}
ROUNDS = 20


def main() -> None:
    """Measure and print."""
    project = settings.load()
    covered = dict.fromkeys(INDICATORS, Coverage(dict.fromkeys(range(2010, 2024), 17)))
    words = vocabulary.load(project.questions, regions.load(project.reference), covered)

    def took(text: str) -> float:
        start = time.thread_time()
        resolve(text, words, CONTEXT)
        return (time.thread_time() - start) * 1000

    took("satu")
    print(f"vocabulary: {len(words.known)} words, {len(words.names)} names, {len(words.forms)} forms")
    typed = [took(text[:end]) for text in TEXTS for end in range(len(text) + 1) for _ in range(ROUNDS)]
    print(f"letter by letter: median {statistics.median(typed):.1f} ms, slowest {max(typed):.1f} ms (goal under 50)")
    for text in (*TEXTS, *SLOW):
        print(f"{statistics.median(took(text) for _ in range(ROUNDS)):5.1f} ms  {text[:70]!r}")


if __name__ == "__main__":
    main()
