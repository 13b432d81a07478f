"""Worked examples of proposals: per head, possible duplicates, and the best use of a ceiling."""

from __future__ import annotations

from kumkm.analysis.examples.base import Example, Given, kabupaten, panel, table
from kumkm.analysis.examples.need import PEOPLE, POVERTY, REGIONS, TERMS

PER_HEAD = Example(
    says=(
        "Nilai usulan yang diajukan dan yang ditetapkan per penduduk, dan berapa persen yang ditetapkan. "
        "Penduduk dari tahun terakhir sampai tahun anggaran yang terbit untuk semua; 74 adalah seluruh "
        "provinsi."
    ),
    params={"year": "2025"},
    given=(
        kabupaten("A", "B"),
        panel(
            "population",
            """
            region_code | year | value
            A           | 2023 | 100
            B           | 2023 | 300
            74          | 2023 | 400
            A           | 2024 | 110
            """,
        ),
        panel(
            "proposed_value",
            """
            region_code | year | value
            A           | 2025 | 1000
            74          | 2025 | 1600
            """,
        ),
        panel(
            "approved_value",
            """
            region_code | year | value
            A           | 2025 | 250
            74          | 2025 | 400
            """,
        ),
    ),
    result=table(
        """
        region_code | proposed_per_head | approved_per_head | approved_pct | population_persons | population_year
        A           | 10                | 2.5               | 25           | 100                | 2023
        B           | –                 | –                 | –            | 300                | 2023
        74          | 4                 | 1                 | 25           | 400                | 2023
        """
    ),
    more=("proposed_idr", "approved_idr"),
    arithmetic=(
        "2024 belum terbit untuk semua, jadi dipakai 2023. A: 1.000 ÷ 100 = 10 diajukan, 250 ÷ 100 = 2,5 "
        "ditetapkan, 250 ÷ 1.000 = 25%. Provinsi: 1.600 ÷ 400 = 4 dan 400 ÷ 400 = 1. B tidak mengusulkan, "
        "jadi kosong, bukan nol."
    ),
)

DUPLICATES = Example(
    says=(
        "Pasangan usulan dari satu daerah yang mungkin satu usulan: judulnya serupa, atau menunya sama pada "
        "tahun atau dana lain. Untuk dilihat orang; tidak ada yang dibuang."
    ),
    given=(
        Given(
            "proposals",
            {},
            table(
                """
                proposal_id | budget_year | region_code | menu_id   | fund | title
                U1          | 2024        | A           | pasar     | DAK  | Revitalisasi Pasar Contoh
                U2          | 2025        | A           | pasar     | DAK  | Pasar Contoh, revitalisasi
                U3          | 2025        | B           | pasar     | DAK  | Revitalisasi Pasar Contoh
                U4          | 2025        | A           | pelatihan | DAK  | Pelatihan kemasan
                """
            ),
        ),
    ),
    result=table(
        """
        proposal_id | other_id | region_code | reasons                 | similarity
        U1          | U2       | A           | tahun_lain;judul_serupa | 100
        """
    ),
    arithmetic=(
        "Kata-kata judul U1 dan U2 sama semua dalam urutan lain: kemiripan 3 dari 3 kata, yaitu 100. Menunya "
        "sama dan tahunnya lain. U3 judulnya sama tetapi daerahnya lain; U4 lain menu dan lain kata."
    ),
)

ALLOCATION = Example(
    says=(
        "Himpunan usulan dengan jumlah skor tertinggi yang muat dalam pagu dan memenuhi lantai serta batas "
        "menu, dihitung sampai pasti. Dibandingkan dengan kebiasaan: menurut skor, selama masih muat."
    ),
    params={
        "ceiling": "100",
        "year": "2025",
        "weight_need": "0",
        "weight_past": "0",
        "weight_population": "0",
        "need_weights": "poverty_rate=1",
    },
    given=(
        REGIONS,
        Given(
            "proposals",
            {},
            table(
                """
                proposal_id | budget_year | region_code | menu_id | fund | title              | submitted | decided | documents_complete | amount_idr | approved_idr | readiness | published
                U1          | 2025        | A           | pasar   | DAK  | Pasar Contoh Satu  | ya        | tidak   | ya                 | 60         | –            | 0.9       | tidak
                U2          | 2025        | A           | sentra  | DAK  | Sentra Contoh Dua  | ya        | tidak   | ya                 | 50         | –            | 0.6       | tidak
                U3          | 2025        | B           | pasar   | DAK  | Pasar Contoh Tiga  | ya        | tidak   | ya                 | 50         | –            | 0.5       | tidak
                U4          | 2025        | C           | pasar   | DAK  | Pasar Contoh Empat | ya        | tidak   | tidak              | 10         | –            | 1         | tidak
                """  # noqa: E501
            ),
        ),
        TERMS,
        POVERTY,
        PEOPLE,
    ),
    result=table(
        """
        proposal_id | region_code | menu_id | amount_idr | score | reason_id | reason
        U2          | A           | sentra  | 50         | 0.6   | skor      | Terpilih karena masuk susunan dengan skor tertinggi.
        U3          | B           | pasar   | 50         | 0.5   | skor      | Terpilih karena masuk susunan dengan skor tertinggi.
        """  # noqa: E501
    ),
    facts={"status": "optimal", "objective": 1.1, "total_idr": 100, "leftover_idr": 0},
    arithmetic=(
        "Hanya kesiapan yang berbobot, jadi skor = kesiapan; dokumen U4 belum lengkap, jadi tidak ikut. U1 "
        "(60) dengan U2 atau U3 (50) berjumlah 110, di atas pagu 100. U1 sendiri bernilai 0,9; U2 + U3 "
        "menghabiskan 50 + 50 = 100 dan bernilai 0,6 + 0,5 = 1,1. Kebiasaan mengambil U1 lebih dahulu dan "
        "lalu tidak memuat apa pun lagi."
    ),
)
