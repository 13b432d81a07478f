"""Indicators of population and area."""

from __future__ import annotations

from kumkm.domain import units
from kumkm.domain.indicators.base import Formula, Indicator, MapKind
from kumkm.domain.indicators.topics import PEOPLE

DEMOGRAPHIC = (
    Indicator(
        id="population",
        label="Jumlah penduduk menurut Dukcapil",
        short_label="Jumlah penduduk",
        definition="Penduduk terdaftar menurut Data Kependudukan Bersih Ditjen Dukcapil Kementerian Dalam Negeri.",
        formula_text="Semester 2 bila kedua semester terbit",
        topic=PEOPLE,
        unit=units.PERSONS,
        numerator="population_persons",
        map_kind=MapKind.COUNT,
        caveat="2018–2021 semester 2; 2022 dan 2023 semester 1, sehingga perubahan 2021–2022 hanya setengah tahun. "
        "Berbeda dari penduduk pertengahan tahun BPS.",
        cadence="Semesteran",
    ),
    Indicator(
        id="population_kemendagri",
        label="Jumlah penduduk menurut Kemendagri (edisi 2024/2025)",
        short_label="Penduduk Kemendagri",
        definition="Jumlah penduduk dalam lampiran kode dan data wilayah administrasi pemerintahan Kemendagri.",
        formula_text="Angka terbitan Kemendagri",
        topic=PEOPLE,
        unit=units.PERSONS,
        numerator="population_kemendagri_persons",
        map_kind=MapKind.COUNT,
        caveat="Semester tidak disebut dalam sumber; tidak disambung dengan deret Dukcapil.",
    ),
    Indicator(
        id="population_density",
        label="Kepadatan penduduk",
        short_label="Kepadatan penduduk",
        definition="Jumlah penduduk Dukcapil per kilometer persegi luas wilayah resmi.",
        formula_text="Jumlah penduduk Dukcapil ÷ luas wilayah (km²)",
        topic=PEOPLE,
        unit=units.PERSONS_PER_KM2,
        numerator="population_persons",
        denominator="area_km2",
        formula=Formula.RATIO,
        decimals=1,
        derived=True,
        caveat="Luas wilayah Kemendagri edisi 2024/2025 dipakai untuk semua tahun.",
        cadence="Semesteran",
    ),
    Indicator(
        id="villages",
        label="Jumlah desa dan kelurahan",
        short_label="Desa dan kelurahan",
        definition="Banyaknya desa dan kelurahan yang memiliki kode wilayah Kemendagri.",
        formula_text="Desa + kelurahan",
        topic=PEOPLE,
        unit=units.VILLAGES,
        numerator="villages",
        map_kind=MapKind.COUNT,
    ),
    Indicator(
        id="area",
        label="Luas wilayah",
        short_label="Luas wilayah",
        definition="Luas daratan menurut lampiran kode dan data wilayah Kemendagri.",
        formula_text="Angka terbitan Kemendagri",
        topic=PEOPLE,
        unit=units.SQUARE_KM,
        numerator="area_km2",
        map_kind=MapKind.COUNT,
    ),
)
