"""Indicators of the economy: PDRB, per head, by sector."""

from __future__ import annotations

from kumkm.domain import units
from kumkm.domain.indicators.base import Also, Direction, Formula, Indicator, MapKind
from kumkm.domain.indicators.topics import ECONOMY

_DISCREPANCY = (
    "Jumlah kabupaten/kota tidak persis sama dengan angka provinsi; selisih statistik BPS ini ditampilkan apa adanya."
)

ECONOMIC = (
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
        direction=Direction.HIGHER,
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
        direction=Direction.HIGHER,
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
        direction=Direction.HIGHER,
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
        direction=Direction.HIGHER,
        derived=True,
        also=Also(
            "grdp_per_capita_constant",
            "Yang satu menurut harga berlaku dan penduduk Dukcapil, yang lain menurut harga konstan 2010 dan penduduk "
            "pertengahan tahun BPS.",
        ),
        caveat="Dihitung dari angka terbitan, bukan angka BPS sendiri: BPS membagi dengan penduduk pertengahan tahun. "
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
        direction=Direction.HIGHER,
        caveat="Basis penduduk berganti antara 2019 dan 2020: perubahan 2019–2020 tidak dihitung.",
    ),
    Indicator(
        id="grdp_share",
        label="Persentase dari PDRB provinsi atas dasar harga berlaku",
        short_label="Persentase PDRB",
        definition="Persentase PDRB atas dasar harga berlaku suatu wilayah dalam PDRB provinsi.",
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
            label=f"Persentase lapangan usaha {name} dalam PDRB",
            short_label=f"Sektor {name}",
            definition=f"Persentase lapangan usaha {name} ({content}) dalam PDRB atas dasar harga berlaku.",
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
)
