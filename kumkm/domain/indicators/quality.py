"""Indicators of the quality of what is delivered."""

from __future__ import annotations

from kumkm.domain import units
from kumkm.domain.indicators.base import Direction, Indicator
from kumkm.domain.indicators.making import ratio
from kumkm.domain.indicators.topics import QUALITY, Topic

_DATA = Topic(QUALITY, "Setiap pembangunan gudang data")
_QUALITY_NOTE = "Dihitung dari setiap kiriman saat gudang data dibangun; bukan penilaian atas kinerja daerah. "

QUALITIES = (
    ratio(
        _DATA,
        "quality_completeness",
        "quality_complete_cells",
        "quality_mandatory_cells",
        "Kelengkapan data",
        "Kelengkapan",
        "Sel wajib yang terisi.",
        "Q01: sel wajib terisi ÷ sel wajib × 100",
        caveat=_QUALITY_NOTE.strip(),
    ),
    ratio(
        _DATA,
        "quality_validity",
        "quality_valid_rows",
        "quality_rows",
        "Validitas data",
        "Validitas",
        "Baris tanpa galat dan peringatan.",
        "Q02: baris tanpa temuan ÷ baris × 100",
        caveat=_QUALITY_NOTE.strip(),
    ),
    ratio(
        _DATA,
        "quality_uniqueness",
        "quality_unique_rows",
        "quality_rows",
        "Keunikan data",
        "Keunikan",
        "Baris yang tidak ganda.",
        "Q03: 1 − baris ganda ÷ baris",
        caveat=_QUALITY_NOTE.strip(),
    ),
    ratio(
        _DATA,
        "quality_timeliness",
        "quality_timely_rows",
        "quality_due_rows",
        "Ketepatan waktu lapor",
        "Ketepatan waktu",
        "Laporan yang masuk sebelum batas waktu.",
        "Q04: tepat waktu ÷ yang diharapkan × 100",
        caveat=_QUALITY_NOTE.strip(),
    ),
    Indicator(
        id="quality_agreement",
        label="Kesesuaian antarsumber",
        short_label="Kesesuaian",
        topic=QUALITY,
        definition="Kecocokan jumlah koperasi menurut daftar dan menurut rekap daerah.",
        formula_text="Q05: 1 − selisih ÷ yang terbesar",
        unit=units.PERCENT,
        numerator="quality_agreement_pct",
        decimals=1,
        direction=Direction.HIGHER,
        caveat=_QUALITY_NOTE.strip(),
        cadence=_DATA.cadence,
    ),
    ratio(
        _DATA,
        "quality_mappability",
        "quality_mapped_rows",
        "quality_mappable_rows",
        "Keterpetaan data",
        "Keterpetaan",
        "Baris dengan kabupaten/kota, kecamatan, dan jenis yang dikenal.",
        "Q07: baris terpetakan ÷ baris × 100",
        caveat=_QUALITY_NOTE.strip(),
    ),
    Indicator(
        id="data_precision_index",
        label="Indeks data presisi",
        short_label="Data presisi",
        topic=QUALITY,
        definition="Rata-rata tertimbang ukuran kualitas Q01 sampai Q07 yang tersedia.",
        formula_text="Q08: Σ bobot × ukuran ÷ Σ bobot; bobot di data/parameters.toml",
        unit=units.PERCENT,
        numerator="quality_index",
        decimals=1,
        direction=Direction.HIGHER,
        cadence=_DATA.cadence,
        caveat=_QUALITY_NOTE + "Tidak ada rumus resmi; bobot harus disepakati dan dapat diubah di halaman Kualitas.",
    ),
)
