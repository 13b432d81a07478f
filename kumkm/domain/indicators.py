"""The indicator registry: each indicator is a measure, a quotient of measures, or a measure's growth.

Declared once and used by menu, map, ranking, profile, axes, captions, exports, dictionary and tests.
"""

from __future__ import annotations

from dataclasses import replace

from kumkm.domain import units
from kumkm.domain.indicators_base import Also, Direction, Formula, Indicator, MapKind
from kumkm.domain.office_indicators import OFFICE_INDICATORS

__all__ = [
    "DEFAULT",
    "HEADLINES",
    "INDICATORS",
    "Also",
    "Direction",
    "Formula",
    "Indicator",
    "MapKind",
    "both_series",
    "companion_of",
    "level_of",
    "rate_of",
]

ECONOMY = "Ekonomi"
PEOPLE = "Penduduk dan wilayah"
WELFARE = "Kemiskinan dan kesejahteraan"
LABOUR = "Ketenagakerjaan"
HUMAN = "Pembangunan manusia"

_LOWER, _HIGHER = Direction.LOWER, Direction.HIGHER
_NO_2022 = "Tahun 2022 hanya terbit untuk provinsi dan Kota Kendari; kabupaten lain belum ada data, bukan nol."
_DISCREPANCY = (
    "Jumlah kabupaten/kota tidak persis sama dengan angka provinsi; selisih statistik BPS ini ditampilkan apa adanya."
)

_INDICATORS = (
    Indicator(
        id="grdp_growth",
        label="Laju pertumbuhan PDRB atas dasar harga konstan",
        short_label="Pertumbuhan PDRB",
        definition="Perubahan PDRB atas dasar harga konstan 2010 dibandingkan tahun sebelumnya.",
        formula_text="(PDRB ADHK tahun ini ÷ PDRB ADHK tahun lalu − 1) × 100",
        topic=ECONOMY,
        unit=units.PERCENT,
        numerator="grdp_constant_idr",
        formula=Formula.GROWTH,
        decimals=2,
        direction=_HIGHER,
        map_kind=MapKind.DIVERGING,
        derived=True,
        published="grdp_growth_published_pct",
        caveat="Dihitung dari nilai PDRB ADHK terkini; angka laju yang pernah dicetak sebelum 2021 telah direvisi BPS. "
        "Setelah 2023 nilai itu belum ada dalam sumber; laju provinsi adalah terbitan BPS, kabupaten/kota belum ada.",
    ),
    Indicator(
        id="grdp_constant",
        label="Produk Domestik Regional Bruto atas dasar harga konstan 2010 (PDRB ADHK)",
        short_label="PDRB harga konstan",
        definition="Nilai tambah bruto seluruh kegiatan ekonomi di suatu wilayah, dinilai dengan harga tahun 2010.",
        formula_text="Angka terbitan BPS",
        topic=ECONOMY,
        unit=units.RUPIAH,
        numerator="grdp_constant_idr",
        decimals=2,
        scale=units.TRILLIONS,
        direction=_HIGHER,
        map_kind=MapKind.COUNT,
        caveat=_DISCREPANCY,
    ),
    Indicator(
        id="grdp_current",
        label="Produk Domestik Regional Bruto atas dasar harga berlaku (PDRB ADHB)",
        short_label="PDRB harga berlaku",
        definition="Nilai tambah bruto seluruh kegiatan ekonomi di suatu wilayah, dinilai dengan harga tahun berjalan.",
        formula_text="Angka terbitan BPS; tahun 2025 jumlah empat triwulan",
        topic=ECONOMY,
        unit=units.RUPIAH,
        numerator="grdp_current_idr",
        decimals=2,
        scale=units.TRILLIONS,
        direction=_HIGHER,
        map_kind=MapKind.COUNT,
        caveat=_DISCREPANCY + " Tahun 2024 belum ada data.",
    ),
    Indicator(
        id="grdp_per_capita",
        label="PDRB per kapita atas dasar harga berlaku (turunan)",
        short_label="PDRB per kapita",
        definition="PDRB atas dasar harga berlaku dibagi jumlah penduduk Dukcapil tahun yang sama.",
        formula_text="PDRB ADHB ÷ jumlah penduduk Dukcapil",
        topic=ECONOMY,
        unit=units.RUPIAH_PER_PERSON,
        numerator="grdp_current_idr",
        denominator="population_persons",
        formula=Formula.RATIO,
        decimals=1,
        scale=units.MILLIONS,
        direction=_HIGHER,
        derived=True,
        also=Also(
            "grdp_per_capita_constant",
            "Yang satu menurut harga berlaku dan penduduk Dukcapil, yang lain menurut harga konstan 2010 dan penduduk "
            "pertengahan tahun BPS.",
        ),
        caveat="Angka turunan, bukan terbitan BPS: BPS membagi dengan penduduk pertengahan tahun. "
        "Penduduk 2022 dan 2023 adalah semester 1, tahun lain semester 2.",
    ),
    Indicator(
        id="grdp_per_capita_constant",
        label="PDRB per kapita atas dasar harga konstan 2010",
        short_label="PDRB per kapita konstan",
        definition="PDRB atas dasar harga konstan 2010 dibagi jumlah penduduk pertengahan tahun.",
        formula_text="Angka himpunan QuaRCS-lab dari tabel BPS; provinsi dari Statistik Indonesia",
        topic=ECONOMY,
        unit=units.RUPIAH_PER_PERSON,
        numerator="grdp_per_capita_constant_idr",
        decimals=1,
        scale=units.MILLIONS,
        direction=_HIGHER,
        caveat="Basis penduduk berganti antara 2019 dan 2020: perubahan 2019–2020 tidak dihitung.",
    ),
    Indicator(
        id="grdp_share",
        label="Andil terhadap PDRB provinsi atas dasar harga berlaku",
        short_label="Andil PDRB",
        definition="Bagian PDRB atas dasar harga berlaku suatu wilayah dalam PDRB provinsi.",
        formula_text="PDRB ADHB wilayah ÷ PDRB ADHB provinsi × 100",
        topic=ECONOMY,
        unit=units.PERCENT,
        numerator="grdp_current_idr",
        formula=Formula.SHARE,
        factor=100.0,
        decimals=2,
        derived=True,
        caveat="Penyebut adalah PDRB provinsi terbitan BPS, sehingga jumlah andil tidak persis 100%; "
        "tahun 2025 jumlah kabupaten/kota, karena angka provinsi tidak ada dalam sumber.",
    ),
    *(
        Indicator(
            id=f"grdp_{sector}_share",
            label=f"Andil lapangan usaha {name} dalam PDRB",
            short_label=f"Sektor {name}",
            definition=f"Bagian lapangan usaha {name} ({content}) dalam PDRB atas dasar harga berlaku.",
            formula_text=f"PDRB ADHB {name} ÷ PDRB ADHB × 100",
            topic=ECONOMY,
            unit=units.PERCENT,
            numerator=f"grdp_{sector}_idr",
            denominator="grdp_current_idr",
            formula=Formula.RATIO,
            factor=100.0,
            decimals=1,
            derived=True,
            caveat="Hanya tersedia untuk 2025 (jumlah empat triwulan, belum final).",
        )
        for sector, name, content in (
            ("primary", "primer", "pertanian dan pertambangan"),
            ("secondary", "sekunder", "industri, listrik, air, dan konstruksi"),
            ("tertiary", "tersier", "perdagangan dan jasa"),
        )
    ),
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
    Indicator(
        id="poverty_rate",
        label="Persentase penduduk miskin",
        short_label="Penduduk miskin",
        definition="Penduduk dengan pengeluaran per kapita sebulan di bawah garis kemiskinan, "
        "dibandingkan seluruh penduduk.",
        formula_text="Angka terbitan BPS (Susenas Maret)",
        topic=WELFARE,
        unit=units.PERCENT,
        numerator="poverty_pct",
        decimals=2,
        direction=_LOWER,
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
        direction=_LOWER,
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
        direction=_LOWER,
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
        direction=_LOWER,
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
        direction=_LOWER,
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
        direction=_HIGHER,
    ),
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
        direction=_LOWER,
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
        direction=_HIGHER,
        caveat="Kabupaten/kota hanya 2021.",
    ),
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
        direction=_HIGHER,
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
        direction=_HIGHER,
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
        direction=_HIGHER,
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
        direction=_HIGHER,
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
        direction=_HIGHER,
    ),
)

INDICATORS = {indicator.id: indicator for indicator in (*_INDICATORS, *OFFICE_INDICATORS)}
DEFAULT = "grdp_growth"


def rate_of(level: Indicator) -> Indicator:
    """How the growth of a level is written, percent a year; of a share or an index its difference, in points."""
    if level.change_is_percent:
        return replace(
            INDICATORS["grdp_growth"], id=level.id, short_label="Rata-rata setahun", direction=Direction.NEUTRAL
        )
    unit = units.PERCENT_POINTS if level.unit.is_percent else units.INDEX_POINTS
    return replace(level, short_label="Perubahan", unit=unit, map_kind=MapKind.DIVERGING)


def both_series(indicator_id: str) -> tuple[tuple[Indicator, Indicator], str] | None:
    """The two series of one concept, in the order their difference is told in, and why they differ.

    Declared on the first of the two, it holds for both; None where there is no other series.
    """
    for indicator in INDICATORS.values():
        if indicator.also is not None and indicator_id in (indicator.id, indicator.also.id):
            return (indicator, INDICATORS[indicator.also.id]), indicator.also.why
    return None


def companion_of(indicator_id: str) -> tuple[Indicator, str] | None:
    """The other series of the same concept, and why the two differ."""
    found = both_series(indicator_id)
    if found is None:
        return None
    (first, second), why = found
    return (second if first.id == indicator_id else first), why


def level_of(indicator_id: str) -> str:
    """The level whose growth is meant: a growth rate stands for the measure it is made from, others for themselves."""
    rate = INDICATORS[indicator_id]
    if rate.formula is not Formula.GROWTH:
        return indicator_id
    return next(
        level.id
        for level in INDICATORS.values()
        if level.formula is Formula.MEASURE and level.numerator == rate.numerator
    )


HEADLINES = (
    "cooperatives_registered",
    "active_cooperative_share",
    "rat_share",
    "kur_disbursed",
    "grdp_growth",
    "poverty_rate",
)
