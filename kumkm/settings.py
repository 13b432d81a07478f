"""Every path and environment variable in one frozen place."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kumkm.errors import UsageError

PROJECT_ROOT = Path(__file__).resolve().parent.parent
VARIABLES = (
    "KUMKM_WAREHOUSE",
    "KUMKM_RAW",
    "KUMKM_SAMPLE",
    "KUMKM_KEPT_BUILDS",
    "KUMKM_UPLOADS",
    "KUMKM_STORE",
    "KUMKM_WARM",
    "KUMKM_HOSTS",
    "KUMKM_LOG",
    "KUMKM_ROLES",
    "KUMKM_SIGN_IN_HOURS",
)
EMBEDDED_ON = date(2026, 11, 29)  # the day of the simulated set that comes with the project


@dataclass(frozen=True)
class Settings:
    """Where things are. `warehouse`, `raw` and `sample` follow the environment, the rest the project.

    `kept_builds` is how many builds stay to roll back to; `uploads` switches the page that publishes on; `store` is the
    address of the office's store of meetings where it is not the file beside the builds; `hosts` are names under which
    the server answers beside IP addresses and its own; `logs_lines` whether it logs as JSON, one object a line; `roles`
    is the file that says who has which role, and `sign_in_hours` how long a sign-in holds.
    """

    root: Path
    warehouse: Path
    raw: Path
    sample: Path
    kept_builds: int = 5
    uploads: bool = False
    store: str | None = None
    warms: bool = True  # whether a server makes what will be asked before it is
    hosts: tuple[str, ...] = ()
    logs_lines: bool = False
    roles: Path = PROJECT_ROOT / ".streamlit" / "peran.toml"
    sign_in_hours: int = 12

    @property
    def store_file(self) -> Path:
        """The office's store where no other is named."""
        return self.warehouse / "kantor.sqlite"

    @property
    def audit_heads(self) -> Path:
        """Where the hash of every entry of the audit log stands once more, outside the store."""
        return self.warehouse / "kepala-audit.txt"

    @property
    def reference(self) -> Path:
        return self.root / "data" / "reference"

    @property
    def sources(self) -> Path:
        return self.root / "data" / "sources.toml"

    @property
    def corrections(self) -> Path:
        return self.root / "data" / "corrections.toml"

    @property
    def parameters(self) -> Path:
        return self.root / "data" / "parameters.toml"

    @property
    def questions(self) -> Path:
        return self.root / "data" / "questions.toml"

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
    """Return the settings; an argument wins over the environment (KUMKM_…), that over the default.

    Raises UsageError where a number in the environment is none.
    """
    return replace(
        usual(warehouse, raw),
        kept_builds=_whole("KUMKM_KEPT_BUILDS", 5),
        sign_in_hours=_whole("KUMKM_SIGN_IN_HOURS", 12),
    )


def usual(warehouse: str | Path | None = None, raw: str | Path | None = None) -> Settings:
    """The same without what may be wrong with numbers: for whoever explains that."""
    data = PROJECT_ROOT / "data"
    return Settings(
        root=PROJECT_ROOT,
        warehouse=Path(warehouse or os.environ.get("KUMKM_WAREHOUSE") or data / "warehouse"),
        raw=Path(raw or os.environ.get("KUMKM_RAW") or data / "raw"),
        sample=Path(os.environ.get("KUMKM_SAMPLE") or data / "sample"),
        uploads=os.environ.get("KUMKM_UPLOADS", "").strip().lower() in ("1", "ya", "true"),
        store=os.environ.get("KUMKM_STORE", "").strip() or None,
        warms=os.environ.get("KUMKM_WARM", "1").strip() != "0",
        hosts=tuple(name.strip() for name in os.environ.get("KUMKM_HOSTS", "").split(",") if name.strip()),
        logs_lines=os.environ.get("KUMKM_LOG", "").strip().lower() == "json",
        roles=Path(os.environ.get("KUMKM_ROLES") or PROJECT_ROOT / ".streamlit" / "peran.toml"),
    )


def _whole(name: str, default: int) -> int:
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if not text.isdigit() or int(text) < 1:
        raise UsageError(f"{name}: ditemukan '{text[:20]}'; yang diharapkan bilangan bulat mulai 1.")
    return int(text)
