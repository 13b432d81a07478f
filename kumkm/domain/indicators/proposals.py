"""Indicators of proposals for programmes."""

from __future__ import annotations

from kumkm.domain import units
from kumkm.domain.indicators.base import Indicator, MapKind
from kumkm.domain.indicators.making import count, ratio
from kumkm.domain.indicators.topics import PROPOSALS, Topic

_PLANS = Topic(PROPOSALS, "Musim perencanaan (tahun anggaran)")
_PLANNED = "Tahun di sini adalah tahun anggaran. Usulan yang hanya diberitakan pers tidak dihitung. "
_UNDECIDED = "Kosong selama belum ada usulan tahun itu yang ditetapkan atau tidak diakomodasi. "

PLANS = (
    count(
        _PLANS,
        "proposals",
        "proposals_units",
        "Jumlah usulan program",
        "Usulan",
        "Usulan program koperasi dan UMKM daerah untuk tahun anggaran itu, draf termasuk.",
        units.PROPOSALS,
        "A01: Σ usulan",
        caveat=_PLANNED.strip(),
    ),
    Indicator(
        id="proposed_value",
        label="Nilai usulan program saat diajukan",
        short_label="Nilai diajukan",
        topic=PROPOSALS,
        definition="Nilai usulan pada saat terakhir diajukan; draf dan yang dikembalikan tidak dihitung.",
        formula_text="A02: Σ nilai pada tahap Diajukan",
        unit=units.RUPIAH,
        numerator="proposals_proposed_idr",
        decimals=1,
        scale=units.BILLIONS,
        map_kind=MapKind.COUNT,
        caveat=_PLANNED.strip(),
        cadence=_PLANS.cadence,
    ),
    Indicator(
        id="approved_value",
        label="Nilai usulan program yang ditetapkan",
        short_label="Nilai ditetapkan",
        topic=PROPOSALS,
        definition="Nilai yang ditetapkan untuk usulan tahun anggaran itu; yang tidak diakomodasi bernilai nol.",
        formula_text="Σ nilai yang ditetapkan",
        unit=units.RUPIAH,
        numerator="proposals_approved_idr",
        decimals=1,
        scale=units.BILLIONS,
        map_kind=MapKind.COUNT,
        caveat=(_PLANNED + _UNDECIDED).strip(),
        cadence=_PLANS.cadence,
    ),
    ratio(
        _PLANS,
        "proposal_readiness",
        "proposals_ready_units",
        "proposals_judged_units",
        "Persentase usulan siap",
        "Usulan siap",
        "Usulan dengan semua dokumen wajib menunya, di antara usulan yang menunya dikenal.",
        "A03: usulan berdokumen wajib lengkap ÷ usulan yang menunya dikenal × 100",
        caveat=_PLANNED,
    ),
    ratio(
        _PLANS,
        "proposal_approval_rate",
        "proposals_approved_units",
        "proposals_submitted_units",
        "Tingkat persetujuan usulan menurut jumlah",
        "Persetujuan (jumlah)",
        "Usulan yang ditetapkan di antara usulan yang diajukan.",
        "A04: usulan ditetapkan ÷ usulan diajukan × 100",
        caveat=_PLANNED + _UNDECIDED,
    ),
    ratio(
        _PLANS,
        "proposal_approval_value_rate",
        "proposals_approved_idr",
        "proposals_asked_idr",
        "Tingkat persetujuan usulan menurut nilai",
        "Persetujuan (nilai)",
        "Nilai yang ditetapkan dibandingkan nilai yang diajukan.",
        "A05: Rp ditetapkan ÷ Rp diajukan × 100",
        may_exceed=True,
        caveat=_PLANNED + _UNDECIDED,
    ),
)
