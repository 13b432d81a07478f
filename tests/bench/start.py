"""Seconds of a first start, which builds the warehouse, and of a second one; and the size of the boundaries.

What a first visit brings over a slow line: first_load.py.
"""

from __future__ import annotations

import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from serving import FLAGS, ROOT, SETTLED, chromium, served

QUIET_SECONDS = 0.8  # what SETTLED waits for when nothing moves any more


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        warehouse = {"KUMKM_WAREHOUSE": str(Path(folder) / "warehouse")}
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        for name in ("first start, warehouse to build", "second start"):
            begun = time.perf_counter()
            with served(ROOT / "app.py", warehouse) as ours:
                urllib.request.urlopen(ours).read()
                answered = time.perf_counter() - begun
                page = browser.new_page(viewport={"width": 1366, "height": 768})
                page.goto(ours)
                page.evaluate(SETTLED)
                quiet = time.perf_counter() - begun - answered - QUIET_SECONDS
                print(f"{name}: served after {answered:.1f} s, first page quiet after {quiet:.1f} s more")
                page.close()
        browser.close()
    print(f"boundaries {(ROOT / 'geo' / 'regions.geojson').stat().st_size / 1000:.0f} kB (goal under 150)")


if __name__ == "__main__":
    main()
