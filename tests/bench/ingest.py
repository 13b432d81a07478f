"""How long it takes to build, to check one workbook, and to take in an extract; and how much memory that needs.

Every figure is of a process of its own; the extract is set against DuckDB reading and grouping the same file by
the same columns, in turns. Run: python tests/bench/ingest.py [--scale 26]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "sample"

# The columns the load reads, grouped as its marts are.
BASELINE = """
import duckdb, sys
duckdb.execute('''
    SELECT kab_usaha, tahun_pendataan, skala_usaha, count(*), count(DISTINCT id_data_badan_usaha), sum(omzet_tahunan),
        sum(asset), sum(modal_pendirian), sum(tk_dibayar_laki), sum(tk_dibayar_perempuan), sum(tk_not_dibayar_laki),
        sum(tk_not_dibayar_perempuan), count(nib), count(kode_kbli), count(kategori_kbli), count(jenis_kelamin)
    FROM read_parquet(?) GROUP BY ALL''', [sys.argv[1]]).fetchall()
"""
LOAD = """
import resource, sys, time
from datetime import date
from pathlib import Path
import duckdb
from kumkm import settings
from kumkm.warehouse import build, deliveries, reference
own = settings.load(sys.argv[2], sys.argv[2])
connection = duckdb.connect(str(Path(sys.argv[2]) / 'x.duckdb'), config={'memory_limit': build.MEMORY})
build.create_tables(connection, own)
reference.load(connection, own)
begun = time.perf_counter()
deliveries.load_files(connection, own, [Path(sys.argv[1])], date(2026, 1, 1))
print(time.perf_counter() - begun)
"""
BUILD = """
import resource, sys, time
from kumkm import settings
from kumkm.warehouse.build import build
begun = time.perf_counter()
build(settings.load())
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def run(program: str, *arguments: str, **environment: str) -> tuple[list[float], float]:
    """What a program printed, as numbers, and the seconds it took from start to end."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return [float(word) for word in done.stdout.split()], time.perf_counter() - begun


def build(folder: Path, raw: Path, sample: Path) -> tuple[float, float]:
    """Seconds and peak MiB of a whole build."""
    with tempfile.TemporaryDirectory(dir=folder) as warehouse:
        printed, _ = run(BUILD, KUMKM_WAREHOUSE=warehouse, KUMKM_RAW=str(raw), KUMKM_SAMPLE=str(sample))
    return printed[0], printed[1]


def check(folder: Path) -> float:
    """Seconds of `check` on one district workbook, start of Python included."""
    workbook = str(SAMPLE / "rekap-koperasi-kolaka.xlsx")
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "kumkm", "check", workbook, "--warehouse", str(folder / "none"), "--json", "-"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    return time.perf_counter() - begun


def extract(folder: Path, path: Path, rows: int, rounds: int) -> dict[str, float]:
    """The load of an extract against the baseline, in turns, and a whole build of it."""
    loads, baselines = [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(dir=folder) as place:
            loads.append(run(LOAD, str(path), place)[0][0])
        empty = run("import duckdb")[1]
        baselines.append(run(BASELINE, str(path))[1] - empty)
    raw = folder / f"raw{rows}"
    raw.mkdir()
    (raw / path.name).hardlink_to(path) if path.stat().st_dev == raw.stat().st_dev else (raw / path.name).write_bytes(
        path.read_bytes()
    )
    whole, peak = build(folder, raw, folder / "none")
    return {
        "rows": rows,
        "load_s": round(median(loads), 2),
        "baseline_s": round(median(baselines), 2),
        "load_to_baseline": round(median(loads) / median(baselines), 2),
        "build_s": round(whole, 2),
        "rows_per_s_end_to_end": round(rows / whole),
        "peak_mib": round(peak),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=26.0, help="times 250,000 enterprises")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seconds, peak = build(folder, folder / "none", SAMPLE)
        found: dict[str, object] = {"build_of_sample_s": round(seconds, 2), "peak_mib": round(peak)}
        found["check_one_workbook_s"] = round(median(check(folder) for _ in range(options.rounds)), 2)
        found["extract_of_sample"] = extract(folder, SAMPLE / "sidt-kumkm.parquet", 249_700, options.rounds)
        subprocess.run(
            [sys.executable, "-m", "kumkm", "simulate", "--out", str(folder / "big"), "--scale", str(options.scale)],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        big = folder / "big" / "sidt-kumkm.parquet"
        found["large_extract"] = extract(folder, big, round(249_700 * options.scale), options.rounds)
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
