"""Names that no real body bears: every one says Contoh, so that no row can be taken for a real cooperative."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

MARK = "DATA SIMULASI"
REGION_OF_BUCKET = "Binaan Provinsi"
CERTIFIED, EXPIRED, UNCERTIFIED = "Sertifikat - Aktif", "Sertifikat - Expired", "Belum Bersertifikat"
HEALTH = {"Sehat": 0.35, "Cukup Sehat": 0.45, "Dalam Pengawasan": 0.15, "Dalam Pengawasan Khusus": 0.05}
HEALTHY = ("Sehat", "Cukup Sehat")
GRADES = {"A": 0.1, "B": 0.3, "C1": 0.35, "C2": 0.25}
GROUPS = {
    "Konsumen": ("KPRI", "Kopkar", "Wanita", "Pasar", "Siswa/Sekolah", "Pensiunan", "Lainnya"),
    "Simpan Pinjam": ("KSP", "KSPPS/BMT", "Kopdit"),
    "Produsen": ("Koptan/Pertanian", "Nelayan/Mina", "Perkebunan", "Peternakan", "KUD"),
    "Jasa": ("Angkutan", "Wisata", "Pemuda", "Lainnya"),
    "Pemasaran": ("Pasar", "PKL", "Lainnya"),
}
PREFIXES = {
    "KPRI": "KPRI", "Kopkar": "Kopkar", "Wanita": "Kopwan", "KSP": "KSP", "KSPPS/BMT": "KSPPS", "Kopdit": "Kopdit",
    "Koptan/Pertanian": "Koptan", "Nelayan/Mina": "Kopmina", "KUD": "KUD", "Perkebunan": "Kopbun",
}  # fmt: skip
FIRST = (
    "Mekar", "Maju", "Karya", "Sinar", "Tunas", "Bina", "Usaha", "Sumber", "Cahaya", "Harapan", "Citra", "Surya",
    "Fajar", "Bahtera", "Mitra", "Setia", "Teguh", "Griya", "Wahana", "Puspa", "Lentera", "Samudra", "Pelita",
    "Anugerah", "Bukit", "Padi", "Mutiara", "Kasih", "Bintang", "Rimba", "Teladan", "Satria", "Pusaka", "Bunga",
    "Mega", "Delima", "Kencana", "Permata", "Tirta", "Cempaka",
)  # fmt: skip
SECOND = (
    "Sejahtera", "Jaya", "Mandiri", "Bersama", "Lestari", "Makmur", "Abadi", "Sentosa", "Utama", "Bahari", "Tani",
    "Rakyat", "Sehati", "Perdana", "Nusantara", "Gemilang", "Barokah", "Amanah", "Sakti", "Raya", "Persada",
    "Indah", "Subur", "Pertiwi", "Harmoni", "Selaras", "Unggul", "Kreatif", "Berdikari", "Rukun", "Swadaya", "Guna",
    "Cipta", "Murni", "Terpadu", "Bestari", "Mulya", "Asri", "Damai", "Waluya",
)  # fmt: skip
ROMAN = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
)  # fmt: skip
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


def group(kind: str, draw: float) -> str:
    """The group within a type; `draw` is in [0, 1)."""
    groups = GROUPS[kind]
    return groups[int(draw * len(groups))]


def names(groups: Iterable[str], random: np.random.Generator) -> list[str]:
    """One name per group member, each pair of words once."""
    wanted = list(groups)
    pairs = random.permutation(len(FIRST) * len(SECOND))[: len(wanted)]
    return [
        f"{PREFIXES.get(kind, 'Koperasi')} Contoh {FIRST[pair // len(SECOND)]} {SECOND[pair % len(SECOND)]}"
        for kind, pair in zip(wanted, pairs, strict=True)
    ]


def district(short: str, number: int) -> str:
    return f"Contoh {short} {number}"


def village(short: str, district_number: int, number: int) -> str:
    return f"Contoh {short} {district_number}-{number:02d}"


def legal_number(code: str, number: int, day: date) -> str:
    """The local form up to 2019, the ministry's after."""
    if day.year < 2020:
        return f"{number:04d}/BH/SIM.{code[3:]}/{ROMAN[day.month - 1]}/{day.year}"
    return f"AHU-SIM{code[3:]}{number:05d}.AH.01.26.TAHUN {day.year}"


def day_text(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def thousands(value: float) -> str:
    """1234567 → 1.234.567, as typed by hand."""
    return f"{round(value):,}".replace(",", ".")


def decimal_comma(value: float, places: int) -> str:
    return f"{value:.{places}f}".replace(".", ",")


_DIGITS = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip


def number_words(value: int) -> str:
    """A whole number below 1.000 in words."""
    if value < 12:
        return _DIGITS[value]
    if value < 20:
        return f"{_DIGITS[value - 10]} belas"
    if value < 100:
        return f"{_DIGITS[value // 10]} puluh" + (f" {_DIGITS[value % 10]}" if value % 10 else "")
    hundreds = "seratus" if value < 200 else f"{_DIGITS[value // 100]} ratus"
    return hundreds + (f" {number_words(value % 100)}" if value % 100 else "")
