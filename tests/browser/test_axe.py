"""axe-core finds no serious fault on any page and view, light and dark."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest
from rounds import some
from watched import Watched

from kumkm.domain.view.growth import VIEWS
from kumkm.domain.view.proposals import PARTS

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
PATHS = [
    "?tahun=2022",
    "indikator?banding=74.03,74.71",
    "daerah?kab=74.05",
    "kualitas",
    "data",
    *(f"pertumbuhan?lihat={view}" for view in VIEWS),
    *(f"usulan?bagian={part}" for part in PARTS),
]
SERIOUS = {"serious", "critical"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", some(PATHS, {0, 1, 2, 3, 4, 5, len(PATHS) - 1, len(PATHS) - 3}))
def test_no_serious_fault(watched: Watched, path: str, scheme: str) -> None:
    watched.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
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
