"""Indicators of human development."""

from __future__ import annotations

from kumkm.domain import units
from kumkm.domain.indicators.base import Direction, Indicator
from kumkm.domain.indicators.topics import HUMAN

DEVELOPMENT = (
    Indicator(
        id="hdi",
        label="Indeks Pembangunan Manusia (IPM)",
        short_label="Pembangunan manusia",
        definition="Ukuran gabungan umur panjang dan hidup sehat, pengetahuan, dan standar hidup layak.",
        formula_text="Angka terbitan BPS",
        topic=HUMAN,
        unit=units.INDEX,
        numerator="hdi_index",
        decimals=2,
        direction=Direction.HIGHER,
        caveat="Dua deret: sampai 2021 umur harapan hidup lama, sejak 2022 hasil Long Form SP2020. "
        "Perubahan 2021–2022 tidak dihitung. Kabupaten/kota lengkap hanya 2018–2021.",
    ),
    Indicator(
        id="life_expectancy",
        label="Umur Harapan Hidup saat lahir (UHH)",
        short_label="Umur harapan hidup",
        definition="Rata-rata perkiraan umur yang dapat ditempuh bayi yang baru lahir.",
        formula_text="Angka terbitan BPS (seri lama)",
        topic=HUMAN,
        unit=units.YEARS,
        numerator="life_expectancy_years",
        decimals=2,
        direction=Direction.HIGHER,
    ),
    Indicator(
        id="mean_schooling",
        label="Rata-rata Lama Sekolah penduduk 15 tahun ke atas",
        short_label="Rata-rata lama sekolah",
        definition="Rata-rata jumlah tahun pendidikan formal yang ditempuh penduduk berumur 15 tahun ke atas.",
        formula_text="Angka terbitan BPS",
        topic=HUMAN,
        unit=units.YEARS,
        numerator="mean_schooling_years",
        decimals=2,
        direction=Direction.HIGHER,
    ),
    Indicator(
        id="improved_sanitation",
        label="Persentase rumah tangga dengan sanitasi layak",
        short_label="Sanitasi layak",
        definition="Rumah tangga yang memiliki akses sanitasi layak dibandingkan seluruh rumah tangga.",
        formula_text="Angka terbitan BPS",
        topic=HUMAN,
        unit=units.PERCENT,
        numerator="improved_sanitation_pct",
        decimals=2,
        direction=Direction.HIGHER,
    ),
    Indicator(
        id="improved_water",
        label="Persentase rumah tangga dengan air minum layak",
        short_label="Air minum layak",
        definition="Rumah tangga yang memiliki akses air minum layak dibandingkan seluruh rumah tangga.",
        formula_text="Angka terbitan BPS",
        topic=HUMAN,
        unit=units.PERCENT,
        numerator="improved_water_pct",
        decimals=2,
        direction=Direction.HIGHER,
    ),
)
