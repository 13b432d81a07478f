"""Indicators of poverty and welfare."""

from __future__ import annotations

from kumkm.domain import units
from kumkm.domain.indicators.base import Direction, Indicator, MapKind
from kumkm.domain.indicators.topics import WELFARE

_NO_2022 = "Tahun 2022 hanya terbit untuk provinsi dan Kota Kendari; kabupaten lain belum ada data, bukan nol."

SOCIAL = (
    Indicator(
        id="poverty_rate",
        label="Persentase penduduk miskin",
        short_label="Penduduk miskin",
        sought="tingkat kemiskinan",
        definition="Penduduk dengan pengeluaran per kapita sebulan di bawah garis kemiskinan, "
        "dibandingkan seluruh penduduk.",
        formula_text="Angka terbitan BPS (Susenas Maret)",
        topic=WELFARE,
        unit=units.PERCENT,
        numerator="poverty_pct",
        decimals=2,
        direction=Direction.LOWER,
        caveat=_NO_2022,
    ),
    Indicator(
        id="poor_population",
        label="Jumlah penduduk miskin",
        short_label="Jumlah penduduk miskin",
        definition="Banyaknya penduduk dengan pengeluaran per kapita sebulan di bawah garis kemiskinan.",
        formula_text="Angka terbitan BPS (Susenas Maret), dari ribu orang",
        topic=WELFARE,
        unit=units.PERSONS,
        numerator="poor_persons",
        direction=Direction.LOWER,
        map_kind=MapKind.COUNT,
        caveat="Kabupaten/kota hanya 2023. Jumlah kabupaten/kota tidak persis sama dengan angka provinsi.",
    ),
    Indicator(
        id="poverty_line",
        label="Garis kemiskinan",
        short_label="Garis kemiskinan",
        definition="Nilai pengeluaran minimum per orang sebulan untuk kebutuhan makanan dan bukan makanan.",
        formula_text="Angka terbitan BPS (Susenas Maret)",
        topic=WELFARE,
        unit=units.RUPIAH_PER_PERSON_MONTH,
        numerator="poverty_line_idr",
        caveat="Hanya 2023; angka provinsi tidak ada dalam sumber yang dipakai.",
    ),
    Indicator(
        id="poverty_gap",
        label="Indeks Kedalaman Kemiskinan (P1)",
        short_label="Kedalaman kemiskinan",
        definition="Rata-rata jarak pengeluaran penduduk miskin terhadap garis kemiskinan.",
        formula_text="Angka terbitan BPS (Susenas Maret)",
        topic=WELFARE,
        unit=units.INDEX,
        numerator="poverty_gap_index",
        decimals=2,
        direction=Direction.LOWER,
    ),
    Indicator(
        id="poverty_severity",
        label="Indeks Keparahan Kemiskinan (P2)",
        short_label="Keparahan kemiskinan",
        definition="Sebaran pengeluaran di antara penduduk miskin; makin tinggi makin timpang.",
        formula_text="Angka terbitan BPS (Susenas Maret)",
        topic=WELFARE,
        unit=units.INDEX,
        numerator="poverty_severity_index",
        decimals=2,
        direction=Direction.LOWER,
    ),
    Indicator(
        id="gini",
        label="Rasio Gini",
        short_label="Rasio Gini",
        definition="Ketimpangan pengeluaran rumah tangga dalam suatu wilayah, dari 0 (merata) sampai 1.",
        formula_text="Angka terbitan BPS melalui Bappeda Sultra",
        topic=WELFARE,
        unit=units.INDEX,
        numerator="gini_ratio",
        decimals=3,
        direction=Direction.LOWER,
        caveat="Angka provinsi sebagian tahun memakai September; angka kabupaten/kota terbit dua desimal.",
    ),
    Indicator(
        id="expenditure_per_capita",
        label="Pengeluaran per kapita disesuaikan",
        short_label="Pengeluaran per kapita",
        definition="Pengeluaran per orang setahun yang disesuaikan dengan paritas daya beli, komponen IPM.",
        formula_text="Angka terbitan BPS",
        topic=WELFARE,
        unit=units.RUPIAH_PER_PERSON,
        numerator="expenditure_per_capita_idr",
        decimals=2,
        scale=units.MILLIONS,
        direction=Direction.HIGHER,
    ),
)
