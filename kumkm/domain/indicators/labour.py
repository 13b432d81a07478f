"""Indicators of labour, entrepreneurs among them."""

from __future__ import annotations

from kumkm.domain import units
from kumkm.domain.indicators.base import Direction, Indicator
from kumkm.domain.indicators.topics import LABOUR

EMPLOYMENT = (
    Indicator(
        id="unemployment_rate",
        label="Tingkat Pengangguran Terbuka (TPT)",
        short_label="Pengangguran terbuka",
        definition="Penganggur terbuka dibandingkan seluruh angkatan kerja.",
        formula_text="Angka terbitan BPS (Sakernas Agustus)",
        topic=LABOUR,
        unit=units.PERCENT,
        numerator="unemployment_pct",
        decimals=2,
        direction=Direction.LOWER,
        caveat="2015–2017 dihitung ulang dari Sakernas oleh QuaRCS-lab; 2018–2021 sebagaimana dipublikasikan. "
        "Tahun 2022 hanya terbit untuk provinsi dan Kota Kendari.",
    ),
    Indicator(
        id="participation_rate",
        label="Tingkat Partisipasi Angkatan Kerja (TPAK)",
        short_label="Partisipasi angkatan kerja",
        definition="Angkatan kerja dibandingkan seluruh penduduk berumur 15 tahun ke atas.",
        formula_text="Angka terbitan BPS (Sakernas Agustus)",
        topic=LABOUR,
        unit=units.PERCENT,
        numerator="participation_pct",
        decimals=2,
        direction=Direction.HIGHER,
        caveat="Kabupaten/kota hanya 2021.",
    ),
)

ENTREPRENEURS = tuple(
    Indicator(
        id=id,
        label=label,
        short_label=short,
        definition=definition,
        formula_text=formula,
        topic=LABOUR,
        unit=units.PERCENT,
        numerator=measure,
        decimals=2,
        direction=direction,
        caveat=caveat.strip(),
        cadence="Semesteran",
    )
    for id, measure, label, short, definition, formula, direction, caveat in (
        (
            "established_entrepreneur_ratio",
            "established_entrepreneurs_pct",
            "Rasio wirausaha mapan",
            "Wirausaha mapan",
            "Penduduk yang berusaha dibantu buruh tetap dibandingkan angkatan kerja.",
            "W01: berusaha dibantu buruh tetap ÷ angkatan kerja × 100 (Perpres 2/2022)",
            Direction.HIGHER,
            "Penyebut angkatan kerja, bukan penduduk. Angka kabupaten/kota belum terbit dalam sumber yang dipakai.",
        ),
        (
            "early_entrepreneur_ratio",
            "early_entrepreneurs_pct",
            "Rasio wirausaha pemula",
            "Wirausaha pemula",
            "Penduduk yang berusaha sendiri atau dibantu buruh tidak tetap dibandingkan angkatan kerja.",
            "W02: (berusaha sendiri + dibantu buruh tidak tetap) ÷ angkatan kerja × 100",
            Direction.NEUTRAL,
            "Penyebut angkatan kerja, bukan penduduk. Angka kabupaten/kota belum terbit dalam sumber yang dipakai.",
        ),
        (
            "informal_worker_share",
            "informal_workers_pct",
            "Persentase pekerja informal",
            "Pekerja informal",
            "Pekerja informal dibandingkan seluruh penduduk yang bekerja.",
            "T05: pekerja informal ÷ penduduk bekerja × 100",
            Direction.LOWER,
            "Angka kabupaten/kota belum terbit dalam sumber yang dipakai.",
        ),
    )
)
