"""Break an installation again and again: `python tests/chaos/run.py --rounds 500 --seed 74`.

Every round draws a fault, lets it happen, and asks what must hold before and after recovery. Prints a table per fault.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support"), str(Path(__file__).parent)]

import faults  # noqa: E402
from installation import Installed  # noqa: E402
from yard import Yard  # noqa: E402


def rounds(number: int, seed: int, kinds: tuple = faults.FAULTS, *, say=print) -> tuple[Counter, list[str]]:
    """Run so many rounds; returns how each ended, by fault, and what did not hold."""
    folder = faults.place()
    os.environ["KUMKM_SAMPLE"] = str(folder / "none")
    yard = Yard(Installed(folder / "kantor"), random.Random(seed))
    yard.begin()
    ended: Counter = Counter()
    failed = []
    for turn in range(number):
        kind = kinds[turn % len(kinds)] if turn < len(kinds) else yard.draw.choice(kinds)
        begun = time.monotonic()
        try:
            word = kind(yard)
            yard.must_hold()
            yard.must_recover()
        except Exception:
            word = "FAILED"
            failed.append(f"round {turn}, {kind.__name__}:\n{traceback.format_exc()}")
            say(failed[-1])
        ended[kind.__name__, word] += 1
        say(f"{turn:>4} {kind.__name__:<28} {word:<26} {time.monotonic() - begun:5.1f} s", flush=True)
        if word == "FAILED":  # go on with an installation of which nothing is known to be wrong
            shutil.rmtree(yard.installed.folder, ignore_errors=True)
            yard = Yard(Installed(folder / f"kantor{turn}"), yard.draw)
            yard.begin()
    shutil.rmtree(folder, ignore_errors=True)
    return ended, failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=74)
    asked = parser.parse_args()
    ended, failed = rounds(asked.rounds, asked.seed)
    print(f"\n{'fault':<28} {'ended':<26} rounds")
    for (kind, word), count in sorted(ended.items()):
        print(f"{kind:<28} {word:<26} {count:>6}")
    print(f"{sum(ended.values())} rounds, {len(failed)} failed.")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
