"""An installation in a folder of its own, to be damaged, killed and mended by real processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kumkm import settings as project
from kumkm.domain.meeting import Step
from kumkm.settings import PROJECT_ROOT, Settings

STEPS = [Step("a", "Pembukaan", "judul"), Step("b", "RAT", "indikator?indikator=rat_share")]


def recap(bodies: int, region: str = "Kolaka") -> str:
    """A recap of one region, as CSV."""
    return f"Kabupaten/Kota,Tahun,Jumlah Koperasi,Jumlah Koperasi Aktif\n{region},2023,{bodies},10\n"


@dataclass(frozen=True)
class Installed:
    """Warehouse and deliveries in a folder, and how to run a command on them as a process."""

    folder: Path

    @property
    def warehouse(self) -> Path:
        return self.folder / "warehouse"

    @property
    def raw(self) -> Path:
        return self.folder / "raw"

    @property
    def settings(self) -> Settings:
        return project.load(self.warehouse, self.raw)

    def environment(self, **more: str) -> dict[str, str]:
        ours = {"KUMKM_WAREHOUSE": str(self.warehouse), "KUMKM_RAW": str(self.raw)}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KUMKM_")}
        return kept | ours | {"KUMKM_SAMPLE": str(self.folder / "none"), "PYTHONPATH": str(PROJECT_ROOT)} | more

    def run(self, *words: object, prefix: Sequence[str] = (), **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        command = [*prefix, sys.executable, "-m", "kumkm", *map(str, words)]
        return subprocess.run(
            command, cwd=PROJECT_ROOT, capture_output=True, text=True, env=self.environment(**more), check=False
        )

    def start(self, *words: object, prefix: str = "", **more: str) -> subprocess.Popen[str]:
        """Start a command, behind what a shell does before, such as `ulimit -f 300;`."""
        return subprocess.Popen(
            ["bash", "-c", f'{prefix} exec "$0" -m kumkm "$@"', sys.executable, *map(str, words)],
            cwd=PROJECT_ROOT, env=self.environment(**more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
