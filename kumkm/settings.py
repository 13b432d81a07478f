"""Every path and environment variable in one frozen place."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Where things are. `warehouse` and `raw` follow the environment, the rest the project."""

    root: Path
    warehouse: Path
    raw: Path

    @property
    def reference(self) -> Path:
        return self.root / "data" / "reference"

    @property
    def queries(self) -> Path:
        return self.root / "queries"

    @property
    def geo(self) -> Path:
        return self.root / "geo"

    @property
    def static(self) -> Path:
        return self.root / "static"


def load(warehouse: str | Path | None = None, raw: str | Path | None = None) -> Settings:
    """Return the settings; an argument wins over KUMKM_WAREHOUSE / KUMKM_RAW, those over the default."""
    data = PROJECT_ROOT / "data"
    return Settings(
        root=PROJECT_ROOT,
        warehouse=Path(warehouse or os.environ.get("KUMKM_WAREHOUSE") or data / "warehouse"),
        raw=Path(raw or os.environ.get("KUMKM_RAW") or data / "raw"),
    )
