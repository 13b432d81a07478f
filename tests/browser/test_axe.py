"""axe-core finds no serious fault on any page and view, light and dark."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page
from rounds import some
from views import PATHS
from watched import Watched

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
EVERY = [*PATHS, "data"]
SERIOUS = {"serious", "critical"}


def faults(page: Page) -> list[tuple[str, object, str]]:
    """What axe finds that is serious, with where it stands."""
    page.evaluate(AXE)
    result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert result["passes"]  # it looked
    return [
        (fault["id"], node["target"], node["failureSummary"])
        for fault in result["violations"]
        if fault["impact"] in SERIOUS
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", some(EVERY, {0, 1, 2, 3, 4, len(EVERY) - 1, len(EVERY) - 2, len(EVERY) - 4}))
def test_no_serious_fault(watched: Watched, path: str, scheme: str) -> None:
    watched.page.emulate_media(color_scheme=scheme)
    assert faults(watched.open(path)) == []


def test_no_serious_fault_in_the_room(watched: Watched) -> None:
    """On steps of every kind, in the presenter's window, and with the dialog that begins a meeting."""
    page = watched.page
    for path in ("rapat", "rapat?langkah=3", "rapat?langkah=8", "rapat?langkah=18", "rapat?jendela=pemimpin"):
        page.goto(f"{watched.address}/{path}")
        page.wait_for_selector(".k-frame, .k-presenting h1")
        assert faults(page) == [], path
    page.goto(f"{watched.address}/rapat")
    page.wait_for_selector(".k-frame")
    page.mouse.move(300, 300)
    page.get_by_role("button", name="Mulai rapat").click()
    page.get_by_role("dialog").wait_for()
    assert faults(page) == []
