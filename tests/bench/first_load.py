"""The first visit over a slow line: seconds until the page is drawn, cold and with what the browser kept, and bytes.

The line is Chromium's own throttle: 5 Mbit/s down, 1 up, 40 ms. Beside ours stands an empty page of Streamlit with one
Plotly chart, in the same browser in the same run. Times are to the moment the page is whole (its map or chart drawn,
its sources or caption below it); bytes are those on the wire, by kind.

    python tests/bench/first_load.py [PATH …]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from serving import FLAGS, ROOT, chromium, served

ROUNDS = 3
LINE = {"offline": False, "latency": 40, "downloadThroughput": 5_000_000 / 8, "uploadThroughput": 1_000_000 / 8}
WHOLE = """() => { const app = document.querySelector('[data-testid="stApp"]');
  return app && app.dataset.testScriptState === 'notRunning'
    && document.querySelector('.k-sources, .k-frame, .js-plotly-plot .main-svg')
    && (!document.querySelector('.k-map') || document.querySelector('.k-map [data-region]')); }"""
PLOTLY = """
import plotly.graph_objects as go
import streamlit as st
st.plotly_chart(go.Figure(go.Bar(x=[1, 2, 3], y=[3, 1, 2])))
"""


def visit(page: Page, address: str) -> tuple[float, Counter[str]]:
    """Seconds until it is whole, and the bytes that came, by kind."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    kinds: dict[str, str] = {}
    came: Counter[str] = Counter()
    session.on(
        "Network.responseReceived", lambda event: kinds.update({event["requestId"]: _kind(event["response"]["url"])})
    )
    session.on(
        "Network.loadingFinished",
        lambda event: came.update({kinds.get(event["requestId"], "?"): int(event["encodedDataLength"])}),
    )
    session.on("Network.webSocketFrameReceived", lambda event: came.update({"websocket": _length(event)}))
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(WHOLE, timeout=120_000)
    seconds = time.perf_counter() - began
    page.wait_for_timeout(300)
    session.detach()
    return seconds, came


def _length(event: dict[str, Any]) -> int:
    return len(event["response"]["payloadData"]) * 3 // 4  # base64


def _kind(url: str) -> str:
    path = url.split("://", 1)[-1].partition("/")[2].partition("?")[0]
    if path.startswith("app/static/"):
        return "ours"
    return "Streamlit's" if path.startswith("static/") else "other"


def measured(browser: Browser, address: str) -> tuple[float, float, Counter[str]]:
    """Cold and warm seconds (medians), and the bytes of the first cold visit."""
    cold, warm, first = [], [], Counter[str]()
    for _ in range(ROUNDS):
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        page = context.new_page()
        seconds, came = visit(page, address)
        cold.append(seconds)
        first = first or came
        page.goto("about:blank")
        warm.append(visit(page, address)[0])
        context.close()
    return statistics.median(cold), statistics.median(warm), first


def main() -> None:
    paths = sys.argv[1:] or ["", "indikator", "rapat"]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        script = Path(folder) / "plotly_only.py"
        script.write_text(PLOTLY, encoding="utf-8")
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        print(f"{'page':<26}{'cold s':>8}{'warm s':>8}{'kB':>8}  by kind")
        with served(script) as empty:
            yardstick = _print("one Plotly chart", *measured(browser, empty), None)
        with served(ROOT / "app.py") as address:
            browser.new_page().goto(f"{address}/indikator")  # who starts the server makes what it needs
            time.sleep(15)
            for path in paths:
                _print(f"/{path}", *measured(browser, f"{address}/{path}"), yardstick)
        browser.close()


def _print(name: str, cold: float, warm: float, came: Counter[str], yardstick: int | None) -> int:
    every = sum(came.values())
    share = "" if yardstick is None else f"  {every / yardstick:.2f} of one Plotly chart"
    kinds = ", ".join(f"{kind} {size / 1000:.0f}" for kind, size in came.most_common())
    print(f"{name:<26}{cold:>8.1f}{warm:>8.1f}{every / 1000:>8.0f}  {kinds}{share}", flush=True)
    return every


if __name__ == "__main__":
    main()
