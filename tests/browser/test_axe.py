"""axe-core finds no serious fault on any page and view, light and dark."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest
from rounds import some
from views import PATHS
from watched import Watched

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
EVERY = [*PATHS, "data"]
SERIOUS = {"serious", "critical"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", some(EVERY, {0, 1, 2, 3, 4, len(EVERY) - 1, len(EVERY) - 2, len(EVERY) - 4}))
def test_no_serious_fault(watched: Watched, path: str, scheme: str) -> None:
    watched.page.emulate_media(color_scheme=scheme)
    page = watched.open(path)
    page.evaluate(AXE)
    result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert result["passes"]  # it looked
    faults = [
        (fault["id"], node["target"], node["failureSummary"])
        for fault in result["violations"]
        if fault["impact"] in SERIOUS
        for node in fault["nodes"]
    ]
    assert faults == []
