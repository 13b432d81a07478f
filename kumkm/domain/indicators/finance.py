"""Indicators of the money of cooperatives that reported it."""

from __future__ import annotations

from kumkm.domain import units
from kumkm.domain.indicators.base import Direction, Formula, Indicator, MapKind
from kumkm.domain.indicators.making import ratio
from kumkm.domain.indicators.topics import FINANCE, Topic

_REPORTING = "Hanya koperasi yang melaporkan tahun buku itu; cakupannya ada pada indikator Koperasi melapor keuangan. "
_MONEY = Topic(FINANCE, "Tahunan (tahun buku)")
_C, _M = "cooperatives", "cooperative"


def _money(
    id: str, label: str, short: str, definition: str, caveat: str = "", direction: Direction = Direction.HIGHER
) -> Indicator:
    return Indicator(
        id=id,
        label=label,
        short_label=short,
        definition=definition,
        formula_text="Σ koperasi yang melapor",
        topic=FINANCE,
        unit=units.RUPIAH,
        numerator=f"{id}_idr",
        decimals=1,
        scale=units.BILLIONS,
        direction=direction,
        map_kind=MapKind.COUNT,
        caveat=(_REPORTING + caveat).strip(),
        cadence=_MONEY.cadence,
    )


FINANCES = (
    _money(
        "cooperative_equity",
        "Modal sendiri koperasi",
        "Modal sendiri",
        "Simpanan pokok, simpanan wajib, cadangan, dan hibah.",
    ),
    _money(
        "cooperative_outside_capital",
        "Modal luar koperasi",
        "Modal luar",
        "Pinjaman dan simpanan yang bukan modal sendiri.",
        direction=Direction.NEUTRAL,
    ),
    _money("cooperative_assets", "Aset koperasi", "Aset koperasi", "Seluruh kekayaan yang dimiliki koperasi."),
    _money(
        "cooperative_turnover",
        "Volume usaha koperasi",
        "Volume usaha",
        "Nilai usaha koperasi dalam setahun.",
        "Untuk KSP, volume usaha adalah pinjaman yang disalurkan; volume usaha bukan nilai tambah.",
    ),
    _money(
        "cooperative_surplus",
        "Sisa hasil usaha koperasi (SHU)",
        "SHU",
        "Sisa hasil usaha; dapat negatif.",
        "Sebelum atau sesudah pajak tidak selalu dinyatakan.",
    ),
    ratio(
        _MONEY,
        "turnover_growth",
        f"{_M}_turnover_matched_idr",
        f"{_M}_turnover_matched_previous_idr",
        "Pertumbuhan volume usaha koperasi yang sama",
        "Pertumbuhan volume usaha",
        "Perubahan volume usaha pada koperasi yang melapor di kedua tahun.",
        "F06: Σ volume usaha tahun ini ÷ tahun lalu, koperasi yang sama, − 1",
        kind=Formula.CHANGE,
        map_kind=MapKind.DIVERGING,
        caveat="Koperasi yang baru atau berhenti melapor tidak ikut dihitung.",
    ),
    ratio(
        _MONEY,
        "equity_ratio",
        f"{_M}_equity_idr",
        f"{_M}_assets_idr",
        "Rasio modal sendiri terhadap aset",
        "Modal sendiri / aset",
        "Persentase aset yang dibiayai modal sendiri.",
        "F07: modal sendiri ÷ aset × 100",
        caveat=_REPORTING,
    ),
    ratio(
        _MONEY,
        "debt_to_equity",
        f"{_M}_outside_capital_idr",
        f"{_M}_equity_idr",
        "Rasio modal luar terhadap modal sendiri (DER)",
        "DER",
        "Modal luar untuk setiap rupiah modal sendiri.",
        "F08: modal luar ÷ modal sendiri",
        unit=units.TIMES,
        factor=1.0,
        decimals=2,
        direction=Direction.LOWER,
        caveat=_REPORTING,
    ),
    ratio(
        _MONEY,
        "return_on_equity",
        f"{_M}_surplus_idr",
        f"{_M}_equity_idr",
        "Rentabilitas modal sendiri",
        "Rentabilitas",
        "SHU dibandingkan modal sendiri.",
        "F09: SHU ÷ modal sendiri × 100",
        may_exceed=True,
        caveat=_REPORTING,
    ),
    ratio(
        _MONEY,
        "surplus_margin",
        f"{_M}_surplus_idr",
        f"{_M}_turnover_idr",
        "Marjin SHU",
        "Marjin SHU",
        "SHU dibandingkan volume usaha.",
        "F10: SHU ÷ volume usaha × 100",
        may_exceed=True,
        caveat=_REPORTING,
    ),
    ratio(
        _MONEY,
        "asset_turnover",
        f"{_M}_turnover_idr",
        f"{_M}_assets_idr",
        "Perputaran aset",
        "Perputaran aset",
        "Volume usaha untuk setiap rupiah aset.",
        "F11: volume usaha ÷ aset",
        unit=units.TIMES,
        factor=1.0,
        decimals=2,
        caveat=_REPORTING,
    ),
    ratio(
        _MONEY,
        "turnover_per_member",
        f"{_M}_turnover_idr",
        f"{_M}_members_reporting_persons",
        "Volume usaha per anggota",
        "Volume per anggota",
        "Volume usaha dibagi anggota koperasi yang melaporkan volume usaha.",
        "F12: volume usaha ÷ anggota koperasi yang melapor",
        unit=units.RUPIAH_PER_PERSON,
        factor=1.0,
        scale=units.MILLIONS,
        caveat=_REPORTING,
    ),
    ratio(
        _MONEY,
        "turnover_per_worker",
        f"{_M}_turnover_idr",
        f"{_M}_workers_reporting_persons",
        "Volume usaha per karyawan",
        "Volume per karyawan",
        "Volume usaha dibagi manajer dan karyawan koperasi yang melaporkan volume usaha.",
        "F13: volume usaha ÷ (manajer + karyawan) koperasi yang melapor",
        unit=units.RUPIAH_PER_PERSON,
        factor=1.0,
        scale=units.MILLIONS,
        caveat=_REPORTING,
    ),
    ratio(
        _MONEY,
        "finance_coverage",
        f"{_C}_reporting_units",
        f"{_C}_listed_units",
        "Koperasi melapor keuangan",
        "Cakupan laporan keuangan",
        "Koperasi yang melaporkan volume usaha tahun buku itu.",
        "Koperasi melapor volume usaha ÷ koperasi dalam daftar × 100",
    ),
)
