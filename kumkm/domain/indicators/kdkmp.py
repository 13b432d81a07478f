"""Indicators of Koperasi Desa/Kelurahan Merah Putih, which stay apart from all other cooperatives."""

from __future__ import annotations

from kumkm.domain import units
from kumkm.domain.indicators.base import Direction
from kumkm.domain.indicators.making import count, ratio
from kumkm.domain.indicators.topics import COOPERATIVES

_KDKMP_ALONE = "Hanya Koperasi Desa/Kelurahan Merah Putih; tidak ikut dalam angka koperasi lain. "

KDKMP = (
    count(
        COOPERATIVES,
        "kdkmp_formed",
        "kdkmp_formed_units",
        "Jumlah Koperasi Desa/Kelurahan Merah Putih terbentuk",
        "KDKMP terbentuk",
        "Koperasi Desa/Kelurahan Merah Putih yang berbadan hukum.",
        units.COOPERATIVES,
        "Banyaknya KDKMP",
        Direction.HIGHER,
        "Program sejak 2025; selalu dipisah dari koperasi lain karena memutus deret.",
    ),
    ratio(
        COOPERATIVES,
        "kdkmp_operating_share",
        "kdkmp_operating_units",
        "kdkmp_formed_units",
        "Persentase KDKMP beroperasi",
        "Persentase KDKMP beroperasi",
        "KDKMP yang unit usahanya berjalan.",
        "K15: KDKMP beroperasi ÷ KDKMP terbentuk × 100",
    ),
    count(
        COOPERATIVES,
        "kdkmp_rat",
        "kdkmp_rat_units",
        "Jumlah KDKMP yang melaksanakan RAT",
        "KDKMP yang RAT",
        "Koperasi Desa/Kelurahan Merah Putih yang melaksanakan RAT untuk tahun buku itu.",
        units.COOPERATIVES,
        "Banyaknya KDKMP dengan RAT tahun buku itu",
        Direction.HIGHER,
        _KDKMP_ALONE,
    ),
    ratio(
        COOPERATIVES,
        "kdkmp_rat_share",
        "kdkmp_rat_units",
        "kdkmp_formed_units",
        "Persentase KDKMP yang melaksanakan RAT",
        "Persentase KDKMP yang RAT",
        "Persentase KDKMP terbentuk yang melaksanakan RAT untuk tahun buku itu.",
        "KDKMP yang RAT ÷ KDKMP terbentuk × 100",
        caveat=_KDKMP_ALONE,
    ),
    count(
        COOPERATIVES,
        "kdkmp_members",
        "kdkmp_members_persons",
        "Jumlah anggota KDKMP",
        "Anggota KDKMP",
        "Orang yang menjadi anggota Koperasi Desa/Kelurahan Merah Putih.",
        units.PEOPLE,
        "Σ anggota KDKMP",
        Direction.HIGHER,
        _KDKMP_ALONE + "Seseorang dapat pula menjadi anggota koperasi lain.",
    ),
)
