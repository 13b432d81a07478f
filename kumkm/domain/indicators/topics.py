"""What indicators are about, in the order of the menu, and what several topics say alike."""

from __future__ import annotations

from dataclasses import dataclass

ECONOMY = "Ekonomi"
PEOPLE = "Penduduk dan wilayah"
WELFARE = "Kemiskinan dan kesejahteraan"
LABOUR = "Ketenagakerjaan"
HUMAN = "Pembangunan manusia"
INSTITUTIONS = "Kelembagaan koperasi"
FINANCE = "Keuangan koperasi"
ENTERPRISES = "UMKM"
FINANCING = "Pembiayaan"
QUALITY = "Kualitas data"
PROPOSALS = "Usulan program"

WAVES = (
    "SIDT-KUMKM adalah pendataan sekali per gelombang: lima daerah 2022, dua belas daerah 2023 (nonpertanian). "
    "Antargelombang tidak dibandingkan. Data ini tidak dapat dipakai menghitung pertumbuhan. "
)


@dataclass(frozen=True)
class Topic:
    """What the indicators of one topic share."""

    name: str
    cadence: str


COOPERATIVES = Topic(INSTITUTIONS, "Tahunan (tahun buku)")
