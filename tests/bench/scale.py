"""From records to published measures: 0.25, 2.5, 25 and 65 million simulated enterprises, each in a process of its own.

Writes docs/scale.md, which says what was measured and what it means. The largest needs 4 GB of disk.

    python tests/bench/scale.py [--scales 1 10 100 260] [--out docs/scale.md]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCALES = (1.0, 10.0, 100.0, 260.0)
BUILD = """
import json, resource, sys, time
from kumkm import settings
from kumkm.warehouse import connection
from kumkm.warehouse.build import build
begun = time.perf_counter()
published = build(settings.load())
seconds = time.perf_counter() - begun
with connection.connect(published) as opened:
    rows = opened.execute("SELECT count(*) FROM raw.enterprise").fetchone()[0]
    told = opened.execute("SELECT count(*) FROM mart.measure_value WHERE value IS NOT NULL").fetchone()[0]
print(json.dumps({"rows": rows, "seconds": seconds, "told": told, "bytes": published.path.stat().st_size,
                  "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))
"""


@dataclass(frozen=True)
class Measured:
    """One build: rows of the extract, seconds, measures told, bytes of the build and of memory at most."""

    rows: int
    seconds: float
    told: int
    bytes: int
    memory: int

    def line(self) -> str:
        return (
            f"| {self.rows / 1e6:,.2f} | {self.seconds:,.0f} | {self.rows / self.seconds / 1e6:.2f} | "
            f"{self.memory / 2**30:.1f} | {self.bytes / 1e9:.2f} | {self.told:,} |"
        )


def measured(scale: float) -> Measured:
    """Simulate deliveries of this scale and build from them."""
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "contoh"
        command = [sys.executable, "-m", "kumkm", "simulate", "--out", str(sample), "--scale", str(scale)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        own = {
            "KUMKM_SAMPLE": sample,
            "KUMKM_WAREHOUSE": Path(folder) / "gudang",
            "KUMKM_RAW": Path(folder) / "kiriman",
        }
        environment = os.environ | {name: str(path) for name, path in own.items()}
        done = subprocess.run(
            [sys.executable, "-c", BUILD], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        )
        return Measured(**json.loads(done.stdout.splitlines()[-1]))


def page(lines: list[Measured]) -> str:
    """What docs/scale.md says."""
    first, last = lines[0], lines[-1]
    rest = (last.seconds - first.seconds) / (last.rows - first.rows) * 1e6
    return "\n".join(
        [
            "# Scale",
            "",
            f"Written by `python tests/bench/scale.py` on {date.today().isoformat()} ({os.cpu_count()} cores, "
            f"Python {platform.python_version()}). Enterprises are simulated; everything else in the build is the "
            "province's own set.",
            "",
            "| million enterprises | s | million a second | GiB at most | GB of build | measures told |",
            "|--:|--:|--:|--:|--:|--:|",
            *[line.line() for line in lines],
            "",
            f"Beyond what a build costs without them, a million enterprises cost {rest:.2f} s: sorting, coding and "
            "checking are done by DuckDB within 900 MB of its own, on disk where that is not enough (ADR 0040). The "
            "nation's 65 million fit one laptop; pages read measures and do not see of how many records they are.",
            "",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scales", type=float, nargs="+", default=SCALES)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "scale.md")
    options = parser.parse_args()
    lines = []
    for scale in options.scales:
        lines.append(measured(scale))
        print(lines[-1].line(), flush=True)
    options.out.write_text(page(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
