"""Simulated enterprises: the SIDT extract, a few rows in its full form, and a recap of both."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from kumkm.simulate import pages, wording
from kumkm.simulate.calibration import (
    ENTERPRISES,
    FIRST_WAVE,
    INSIDE,
    WAVES,
    Calibration,
    Place,
    apportion,
    relative_size,
)
from kumkm.simulate.errors import ENTERPRISE_ERRORS
from kumkm.simulate.layouts import NUMBER, SIGNATURE, summed
from kumkm.simulate.ledger import PERINGATAN, Ledger, Spot
from kumkm.simulate.pages import Cell, Column, Page
from kumkm.warehouse.simulation import SLOTS, EnterpriseDraw, Planted, Slot

EXTRACT_FILE = "sidt-kumkm.parquet"
FULL_FORM_FILE = "sidt-contoh-lengkap.csv"
RECAP_FILE = "rekap-umkm.xlsx"
FULL_FORM_ROWS = 300
# The rows in full form stand in this region, within so many degrees of a point inside it.
FULL_FORM_REGION = "74.08"
AROUND = 0.08
COLUMNS = (
    "id_data_badan_usaha", "nik_pengusaha", "nama_pengusaha", "nib", "jenis_kelamin", "is_disabilitas",
    "tanggal_lahir", "pendidikan_formal", "kontak_hp", "prov_pengusaha", "kab_pengusaha", "kec_pengusaha",
    "kel_pengusaha", "alamat_pengusaha", "rt_pengusaha", "rw_pengusaha", "nama_usaha", "kegiatan_utama",
    "produk_utama", "kategori_kbli", "kode_kbli", "status_badan_usaha", "skala_usaha", "modal_pendirian",
    "bulan_mulai_operasi", "tahun_mulai_operasi", "omzet_tahunan", "asset", "prov_usaha", "kab_usaha", "kec_usaha",
    "kel_usaha", "alamat_usaha", "rt_usaha", "rw_usaha", "foto_usaha", "alamat_latitude", "alamat_longitude",
    "tk_dibayar_laki", "tk_dibayar_perempuan", "tk_dibayar_disabil_laki", "tk_dibayar_disabil_perempuan",
    "tk_not_dibayar_laki", "tk_not_dibayar_perempuan", "tk_not_dibayar_disabil_laki",
    "tk_not_dibayar_disabil_perempua", "pulled_at", "updated_at", "source_page", "tahun_pendataan",
    "keterangan_data",
)  # fmt: skip
PERSONAL = (
    *(name for name in COLUMNS if name.endswith("_pengusaha")), "tanggal_lahir", "kontak_hp", "nama_usaha",
    "alamat_usaha", "rt_usaha", "rw_usaha", "foto_usaha",
)  # fmt: skip
LOCATION = ("alamat_latitude", "alamat_longitude")
EXTRACT_COLUMNS = tuple(name for name in COLUMNS if name not in (*PERSONAL, *LOCATION))


def write(out: Path, calibration: Calibration, ledger: Ledger, *, seed: int, scale: float, clean: bool) -> list[Path]:
    """Write extract, full form and recap; the extract streams."""
    total = max(1000, round(ENTERPRISES * scale))
    in_full = min(FULL_FORM_ROWS, total // 10)
    slots = _slots(calibration)
    with EnterpriseDraw(seed=seed) as draw:
        draw.place(slots)
        if not clean:
            draw.plant(_plant(slots, total - in_full, ledger, seed))
        extract = draw.write(out / EXTRACT_FILE, rows=total - in_full)
        only = next(slot for slot in slots if slot[1] == FULL_FORM_REGION)
        draw.place([(number, *only[1:]) for number in range(SLOTS)])
        rows = draw.rows(total - in_full, total)
        full = _write_full_form(out / FULL_FORM_FILE, rows, ledger, clean=clean)
        draw.place(slots)
        counts = draw.recap(extract)
    return [extract, full, pages.write(out / RECAP_FILE, _recap(calibration, counts))]


def wave(code: str) -> int:
    """The year in which a region was enumerated."""
    return WAVES[0] if code in FIRST_WAVE else WAVES[1]


def spellings(place: Place) -> tuple[str, ...]:
    """Valid ways in which an extract writes a region's name."""
    name, kind = place.region.name, place.region.name.split()[0].upper()
    bare = name.split(maxsplit=1)[1]
    short = f"KAB. {bare.upper()}" if kind == "KABUPATEN" else f"KOTA {bare.upper()}"
    return (name.upper(), short, name, bare.upper())


def _slots(calibration: Calibration) -> list[Slot]:
    """Shares of the rows by region, in proportion to the enterprises the census of 2016 counted."""
    places = calibration.local
    stated = calibration.newest("usaha_nonpertanian_total", "usaha_nonpertanian_total_sementara")
    silent = [place for place in places if place.code not in stated]
    left = max(1.0, stated["74"] - sum(stated.get(place.code, 0.0) for place in places))
    size = relative_size(silent)
    weights = [stated.get(place.code, left * size.get(place.code, 0.0)) for place in places]
    mean = sum(place.economy_idr for place in places) / sum(place.population for place in places)
    slots: list[Slot] = []
    for place, count in zip(places, apportion(SLOTS, weights), strict=True):
        level = min(1.3, max(0.8, (place.economy_idr / place.population / mean) ** 0.25))
        per_district = max(1, round(place.villages / place.districts))
        ways = spellings(place)
        for number in range(count):
            row = (
                place.code,
                place.short,
                ways[number % len(ways)],
                place.districts,
                per_district,
                level,
                wave(place.code),
            )
            slots.append((len(slots), *row))
    return slots


def _plant(slots: Sequence[Slot], total: int, ledger: Ledger, seed: int) -> list[Planted]:
    """Choose rows for the errors of the extract and note them; twins stand side by side."""
    random = np.random.default_rng([seed, 3])
    wanted = sum(error.count for error in ENTERPRISE_ERRORS)
    pairs = np.unique(random.integers(0, total // 2 - 1, size=3 * wanted))
    chosen = iter(2 * random.permutation(pairs)[:wanted])
    planted: list[Planted] = []
    for error in ENTERPRISE_ERRORS:
        for _ in range(error.count):
            first = int(next(chosen))
            for row in range(first, first + 1 + error.twin):
                planted.append((row, error.rule, first))
                region = slots[row * SLOTS // total][1]
                spot = Spot("", row + 1, _letter(EXTRACT_COLUMNS, error.column), error.column)
                ledger.note(error.rule, PERINGATAN, EXTRACT_FILE, spot, error.what, region)
    return planted


def _letter(columns: Sequence[str], name: str) -> str:
    return str(xl_col_to_name(list(columns).index(name)))


def _write_full_form(path: Path, rows: Sequence[dict[str, Any]], ledger: Ledger, *, clean: bool) -> Path:
    """The full form; every identifier is plainly invented. Without persons and places if clean: those are findings."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for number, row in enumerate(rows, start=1):
            writer.writerow(row if clean else {**row, **_person(number, row), **_position(number)})
            if not clean and _is_swapped(number):
                _note(ledger, path, "V16", number + 1, "alamat_latitude", "lintang dan bujur tertukar")
    if not clean:
        for column in PERSONAL:
            _note(ledger, path, "PII", 2, column, "kolom data pribadi, isinya karangan")
    return path


def _note(ledger: Ledger, path: Path, rule: str, row: int, column: str, what: str) -> None:
    spot = Spot("", row, _letter(COLUMNS, column), column)
    ledger.note(rule, PERINGATAN, path.name, spot, what, FULL_FORM_REGION)


def _person(number: int, row: dict[str, Any]) -> dict[str, str]:
    """An invented owner: no kecamatan has the code 00, and 0800 is no mobile number."""
    day = 41 if row["jenis_kelamin"] == "PEREMPUAN" else 1
    home = {f"{key}_pengusaha": row[f"{key}_usaha"] for key in ("prov", "kab", "kec", "kel")}
    return {
        **home,
        "nik_pengusaha": f"740800{day:02d}0100{number:04d}",
        "nama_pengusaha": f"CONTOH {wording.number_words(number).upper()}",
        "tanggal_lahir": "2000-01-01",
        "kontak_hp": f"0800-0000-{number:04d}",
        "nama_usaha": f"USAHA CONTOH {wording.number_words(number).upper()}",
        "alamat_pengusaha": f"JALAN CONTOH NO. {number}",
        "alamat_usaha": f"JALAN CONTOH NO. {number}",
        **dict.fromkeys(("rt_pengusaha", "rw_pengusaha", "rt_usaha", "rw_usaha"), "000"),
        "foto_usaha": f"https://contoh.invalid/foto/{number}.jpg",
    }


def _is_swapped(number: int) -> bool:
    return number % 100 == 50


def _position(number: int) -> dict[str, float]:
    """A point of a square around one inside the region, another for every number."""
    east, north = (number * 37 % 100) / 100 - 0.5, (number * 61 % 100) / 100 - 0.5
    latitude = round(INSIDE[FULL_FORM_REGION][0] + AROUND * north, 6)
    longitude = round(INSIDE[FULL_FORM_REGION][1] + AROUND * east, 6)
    if _is_swapped(number):
        latitude, longitude = longitude, latitude
    return {"alamat_latitude": latitude, "alamat_longitude": longitude}


def _recap(calibration: Calibration, counts: pd.DataFrame) -> list[Page]:
    return [_by_scale(calibration, counts), _by_sector(calibration, counts)]


def _titles(what: str) -> tuple[str, ...]:
    return (
        f"REKAPITULASI UMKM MENURUT {what}",
        "PROVINSI SULAWESI TENGGARA",
        "HASIL PENDATAAN SIDT-KUMKM",
        wording.MARK,
    )


def _by_scale(calibration: Calibration, counts: pd.DataFrame) -> Page:
    columns = (
        NUMBER,
        Column("region", ("Kabupaten/Kota",), "text", 26),
        Column("wave", ("Tahun",), "plain", 8),
        Column("enterprises_micro", ("Skala Usaha (Unit)", "Mikro")),
        Column("enterprises_small", ("Skala Usaha (Unit)", "Kecil")),
        Column("enterprises_medium", ("Skala Usaha (Unit)", "Menengah")),
        Column("enterprises", ("Jumlah UMKM (Unit)",)),
        Column("enterprises_nib", ("Ber-NIB (Unit)",)),
        Column("enterprise_workers", ("Tenaga Kerja (Orang)",)),
    )
    sums = counts.groupby("region_code")[[column.key for column in columns[3:]]].sum()
    rows: list[list[Cell]] = [
        [number, place.region.name, wave(place.code), *(int(value) for value in sums.loc[place.code])]
        for number, place in enumerate(_present(calibration, counts), start=1)
    ]
    rows.append(summed(columns, rows, "region"))
    labels = [*(place.code for place in _present(calibration, counts)), "JUMLAH"]
    return Page("Skala", _titles("SKALA USAHA"), columns, rows, labels, footer=SIGNATURE[2:])


def _by_sector(calibration: Calibration, counts: pd.DataFrame) -> Page:
    columns = (
        Column("region", ("Kabupaten/Kota",), "text", 26),
        Column("wave", ("Tahun",), "plain", 8),
        Column("sector", ("Kategori KBLI",), "text", 20),
        Column("enterprises", ("Jumlah UMKM (Unit)",)),
    )
    rows: list[list[Cell]] = []
    for place in _present(calibration, counts):
        local = counts[counts["region_code"] == place.code]
        letters = [str(letter) if isinstance(letter, str) else "Tidak terpetakan" for letter in local["sector"]]
        rows += [
            [place.region.name, wave(place.code), letter, int(count)]
            for letter, count in zip(letters, local["enterprises"], strict=True)
        ]
    rows.append(summed(columns, rows, "region"))
    labels = [f"{row[0]} {row[2]}" for row in rows]
    return Page("Sektor", _titles("KATEGORI LAPANGAN USAHA"), columns, rows, labels, merged=("region",))


def _present(calibration: Calibration, counts: pd.DataFrame) -> list[Place]:
    with_rows = set(counts["region_code"])
    return [place for place in calibration.local if place.code in with_rows]
