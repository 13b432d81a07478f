"""Which operator sent what and when: a register by region, system and book year, blank where nothing came."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from kumkm.simulate import wording
from kumkm.simulate.calibration import YEARS, Calibration
from kumkm.simulate.layouts import Facts

FILE = "log-operator-ods.csv"
COLUMNS = (
    "Kabupaten/Kota", "Sistem", "Jenis Data", "Tahun Buku", "Tanggal Kirim", "Batas Waktu", "Jumlah Baris", "Status",
    "keterangan_data",
)  # fmt: skip
# System, kind of data, month and day of the deadline in the year after.
EXPECTED = (("ODS", "Daftar Koperasi", 4, 30), ("Rekap", "Rekap Koperasi", 1, 31), ("ODS", "Laporan RAT", 6, 30))


def write(path: Path, calibration: Calibration, facts: Facts, *, seed: int) -> Path:
    """Write the log, semicolons and a byte order mark as Excel saves it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for index, place in enumerate(calibration.local):
            random = np.random.default_rng([seed, 5, index])
            diligence = random.uniform(0.35, 0.98)
            for year in YEARS:
                for system, kind, month, day in EXPECTED:
                    rows = facts.by_region[place.code, year]["cooperatives_registered"]
                    deadline = date(year + 1, month, day)
                    sent, status = _sent(deadline, diligence, random)
                    count = int(rows) if sent else ""
                    name = place.region.name
                    shown = wording.day_text(sent) if sent else ""
                    limit = wording.day_text(deadline)
                    writer.writerow([name, system, kind, year, shown, limit, count, status, wording.MARK])
    return path


def _sent(deadline: date, diligence: float, random: np.random.Generator) -> tuple[date | None, str]:
    """The day it came: mostly in time where people are diligent, else late or never."""
    draw, days = random.random(), int(random.integers(1, 45))
    if draw < diligence:
        return deadline - timedelta(days=days), "Tepat waktu"
    if draw < diligence + 0.7 * (1 - diligence):
        return deadline + timedelta(days=days), "Terlambat"
    return None, "Belum lapor"
