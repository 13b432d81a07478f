"""A filter change on our pages, key press to last repaint, against a page with one selectbox.

Beside them stand the view of Indikator as one would write it in an afternoon with Streamlit and px, and in Dash (where
`tests/bench/requirements.txt` is installed). All are measured in the same browser in one run, each alone and by turns;
printed are medians, their ratio, and the bytes that websocket or callback carried per change.
"""

from __future__ import annotations

import importlib.util
import os
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from playwright.sync_api import Browser, Page, Response, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from serving import FLAGS, ROOT, SETTLED, chromium, served, wait_for_page

ROUNDS = 2
CHANGES = 6
OPTIONS = ("Wakatobi", "Bombana")
PEERS = Path(__file__).resolve().parent / "peers"
PAGES = {
    "ringkasan": "?indikator=grdp_growth&tahun=2023",
    "indikator": "indikator?indikator=grdp_growth&tahun=2023",
    "pertumbuhan, siapa tumbuh": "pertumbuhan?indikator=grdp_growth",
    "usulan": "usulan",
    "daerah": "daerah?kab=74.01",
    "pertumbuhan, andil": "pertumbuhan?lihat=andil&indikator=grdp_growth",
    "pertumbuhan, tipologi": "pertumbuhan?lihat=tipologi",
    "pertumbuhan, struktur": "pertumbuhan?lihat=struktur",
    "pertumbuhan, cakupan": "pertumbuhan?lihat=cakupan",
}
BASELINE = """
import streamlit as st
chosen = st.selectbox("Kabupaten/Kota", ["Seluruh provinsi", "Wakatobi", "Bombana", *map(str, range(15))], key="kab")
st.metric("Nilai", chosen)
"""
# Time from the key press to the last change of the page that is followed by 700 ms of quiet.
ARM = """() => { window.__last = 0; window.__start = 0;
  const press = e => { if (e.key === 'Enter') window.__start = window.__last = performance.now(); };
  window.addEventListener('keydown', press, {capture: true});
  new MutationObserver(() => requestAnimationFrame(() => { window.__last = performance.now(); }))
    .observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true}); }"""
QUIET = """async () => { for (;;) { await new Promise(r => setTimeout(r, 50));
  const app = document.querySelector('[data-testid="stApp"]');
  if (performance.now() - window.__last > 700 && app?.getAttribute('data-test-script-state') !== 'running') break; }
  return window.__last - window.__start; }"""


class Meter:
    """Counts what the websocket brings to one page."""

    def __init__(self, page: Page) -> None:
        self.received = 0
        page.on("websocket", lambda found: found.on("framereceived", self._count))
        page.on("response", self._called_back)

    def _called_back(self, response: Response) -> None:
        if "_dash-update" in response.url:
            self.received += int(response.headers.get("content-length", 0))

    def _count(self, payload: bytes | str) -> None:
        self.received += len(payload)


def change(page: Page, option: str) -> float:
    """Choose an option by its name with the keyboard; returns milliseconds from Enter to the last repaint."""
    box = page.locator(".st-key-kab input, input#kab").first
    box.click()
    box.fill(option)
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    took = float(page.evaluate(QUIET))
    if box.input_value() != option:
        raise AssertionError(f"{option} was not chosen but {box.input_value()}")
    return took


def measure(browser: Browser, address: str, times: list[float], sizes: list[int]) -> None:
    """Open a page alone, change it a few times and add what was measured; the first two changes warm it up."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    meter = Meter(page)
    page.goto(address)
    page.locator(".st-key-kab input, input#kab").first.wait_for(timeout=60_000)
    page.evaluate(SETTLED)
    page.evaluate(ARM)
    for turn in range(CHANGES + 2):
        before = meter.received
        took = change(page, OPTIONS[turn % 2])
        if turn >= 2:
            times.append(took)
            sizes.append(meter.received - before)
    page.close()


@contextmanager
def dashed() -> Iterator[str]:
    """Serve the view in Dash and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, str(PEERS / "dashed.py"), str(port)],
        env=os.environ | {"KUMKM_ROOT": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for_page(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(10)


def main() -> None:
    """Measure and print."""
    has_dash = importlib.util.find_spec("dash") is not None
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "baseline.py"
        script.write_text(BASELINE, encoding="utf-8")
        with (
            served(script) as plain,
            served(ROOT / "app.py") as ours,
            served(PEERS / "ordinary.py", {"KUMKM_ROOT": str(ROOT)}) as ordinary,
            dashed() if has_dash else nullcontext() as dash,
            sync_playwright() as play,
        ):
            browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
            addresses = {"baseline": plain} | {name: f"{ours}/{path}" for name, path in PAGES.items()}
            addresses |= {"Streamlit and px": ordinary} | ({"Dash": dash} if dash else {})
            times: dict[str, list[float]] = {name: [] for name in addresses}
            sizes: dict[str, list[int]] = {name: [] for name in addresses}
            for _ in range(ROUNDS):
                for name, address in addresses.items():
                    measure(browser, address, times[name], sizes[name])
            browser.close()
    baseline = statistics.median(times["baseline"])
    for name, found in times.items():
        median = statistics.median(found)
        print(
            f"{name}: {median:.0f} ms ({min(found):.0f}-{max(found):.0f}), ratio {median / baseline:.2f}, "
            f"{statistics.median(sizes[name]) / 1000:.1f} kB per change"
        )
    if not has_dash:
        print("Dash: not measured, tests/bench/requirements.txt is not installed")
    print("goals: 2.0 for ringkasan, indikator, siapa tumbuh, usulan; 2.5 for the others; at most 20 kB a change")


if __name__ == "__main__":
    main()
