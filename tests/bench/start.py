"""Start-up time on a warm warehouse, bytes of a first visit, and the size of the boundaries.

The first visit is compared with an empty Streamlit page that holds one Plotly chart.
"""

from __future__ import annotations

import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from serving import FLAGS, ROOT, SETTLED, chromium, served

EMPTY = """
import plotly.graph_objects as go
import streamlit as st
st.plotly_chart(go.Figure(go.Scatter(x=[1, 2], y=[1, 2])))
"""


def first_visit(browser: Browser, address: str) -> tuple[int, float]:
    """Bytes over the network, websocket included, and seconds until the page is quiet."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    total = [0]
    session.on("Network.loadingFinished", lambda event: total.__setitem__(0, total[0] + event["encodedDataLength"]))
    page.on(
        "websocket", lambda socket: socket.on("framereceived", lambda data: total.__setitem__(0, total[0] + len(data)))
    )
    start = time.perf_counter()
    page.goto(address)
    page.evaluate(SETTLED)
    took = time.perf_counter() - start - 0.8
    page.context.close()
    return int(total[0]), took


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        warehouse = {"KUMKM_WAREHOUSE": str(Path(folder) / "warehouse")}
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
            with served(script) as plain:
                empty, _ = first_visit(browser, plain)
            for name in ("first start, warehouse to build", "second start"):
                start = time.perf_counter()
                with served(ROOT / "app.py", warehouse) as ours:
                    urllib.request.urlopen(ours).read()
                    served_after = time.perf_counter() - start
                    ours_bytes, took = first_visit(browser, ours)
                    print(f"{name}: served after {served_after:.1f} s, first page quiet after {took:.1f} s more")
            browser.close()
    print(f"first visit {ours_bytes / 1e6:.2f} MB, empty page with one chart {empty / 1e6:.2f} MB")
    print(f"ratio {ours_bytes / empty:.3f} (goal at most 0.6)")
    print(f"boundaries {(ROOT / 'geo' / 'regions.geojson').stat().st_size / 1000:.0f} kB (goal under 150)")


if __name__ == "__main__":
    main()
