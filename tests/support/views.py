"""Every page and view of the dashboard that anybody can open, as addresses."""

from __future__ import annotations

from kumkm.domain.view.growth import VIEWS
from kumkm.domain.view.proposals import PARTS

PATHS = [
    "?tahun=2022",
    "indikator?banding=74.03,74.71",
    "daerah?kab=74.05",
    "kualitas",
    *(f"pertumbuhan?lihat={view}" for view in VIEWS),
    *(f"usulan?bagian={part}" for part in PARTS),
]
