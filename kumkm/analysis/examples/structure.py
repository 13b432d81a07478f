"""Worked examples of structure by sector, and of what is made from it."""

from __future__ import annotations

from kumkm.analysis.examples.base import Example, Given, kabupaten, panel, parameters, table

_CURRENT = panel(
    "grdp_current",
    """
    region_code | year | value
    A           | 2025 | 200
    B           | 2025 | 100
    """,
)
_PRIMARY = panel(
    "grdp_primary_share",
    """
    region_code | year | value
    A           | 2025 | 50
    B           | 2025 | 20
    """,
)
_SECONDARY = panel(
    "grdp_secondary_share",
    """
    region_code | year | value
    A           | 2025 | 25
    B           | 2025 | 40
    """,
)
_TERTIARY = panel(
    "grdp_tertiary_share",
    """
    region_code | year | value
    A           | 2025 | 25
    B           | 2025 | 40
    """,
)
_GIVEN = (kabupaten("A", "B"), _CURRENT, _PRIMARY, _SECONDARY, _TERTIARY)

STRUCTURE = Example(
    says=(
        "PDRB atas dasar harga berlaku menurut sektor primer, sekunder, dan tersier: nilai, bagian, dan "
        "location quotient (bagian di daerah ÷ bagian di semua daerah bersama). Di atas 1 sektor itu basis."
    ),
    given=_GIVEN,
    result=table(
        """
        region_code | sector   | value | share_pct | province_share_pct | lq     | basis | year
        A           | primer   | 100   | 50        | 40                 | 1.25   | ya    | 2025
        A           | sekunder | 50    | 25        | 30                 | 0.8333 | tidak | 2025
        A           | tersier  | 50    | 25        | 30                 | 0.8333 | tidak | 2025
        B           | primer   | 20    | 20        | 40                 | 0.5    | tidak | 2025
        B           | sekunder | 40    | 40        | 30                 | 1.3333 | ya    | 2025
        B           | tersier  | 40    | 40        | 30                 | 1.3333 | ya    | 2025
        """
    ),
    arithmetic=(
        "Primer A: 50% × 200 = 100; B: 20% × 100 = 20; bersama 120 dari 300, yaitu 40%. Location quotient A: "
        "50 ÷ 40 = 1,25; B: 20 ÷ 40 = 0,5. Sekunder: (50 + 40) ÷ 300 = 30%, maka A 25 ÷ 30 = 0,8333 dan B 40 "
        "÷ 30 = 1,3333."
    ),
)

LOCATION_QUOTIENT = Example(
    says=(
        "Location quotient PDRB (`data=grdp`, seperti `structure`) atau banyaknya usaha menurut kategori "
        "KBLI dalam satu gelombang pendataan (`data=enterprises`). `without` meninggalkan kategori, misalnya "
        "B (pertambangan)."
    ),
    params={"data": "enterprises", "without": "B"},
    given=(
        Given(
            "enterprise_sectors",
            {},
            table(
                """
                region_code | year | sector | value
                P           | 2023 | B      | 50
                P           | 2023 | C      | 30
                P           | 2023 | G      | 70
                Q           | 2023 | C      | 10
                Q           | 2023 | G      | 90
                """
            ),
        ),
    ),
    result=table(
        """
        region_code | sector | value | share_pct | province_share_pct | lq    | basis | year
        P           | C      | 30    | 30        | 20                 | 1.5   | ya    | 2023
        P           | G      | 70    | 70        | 80                 | 0.875 | tidak | 2023
        Q           | C      | 10    | 10        | 20                 | 0.5   | tidak | 2023
        Q           | G      | 90    | 90        | 80                 | 1.125 | ya    | 2023
        """
    ),
    arithmetic=(
        "Tanpa B tersisa 100 usaha di P dan 100 di Q. Kategori C: 30% di P, 10% di Q, (30 + 10) ÷ 200 = 20% "
        "bersama; P 30 ÷ 20 = 1,5 dan Q 10 ÷ 20 = 0,5. Kategori G: 80% bersama; P 70 ÷ 80 = 0,875 dan Q 90 ÷ "
        "80 = 1,125."
    ),
)

SHIFT_SHARE = Example(
    says="Perubahan tiap daerah dan sektor diurai tepat: ikut pertumbuhan semua (`provincial_growth`), bauran sektor "
    "(`industry_mix`), dan keunggulan sendiri (`competitive`). Esteban-Marquillas membagi yang terakhir menjadi "
    "`competitive_homothetic` dan `allocation`.",
    params={"data": "enterprises", "from_year": "2018", "to_year": "2021"},
    given=(
        Given(
            "enterprise_starts",
            {"from_year": 2018, "to_year": 2021},
            table(
                """
                region_code | wave | sector | before | after
                P           | 2023 | C      | 40     | 64
                P           | 2023 | G      | 60     | 60
                Q           | 2023 | C      | 10     | 11
                Q           | 2023 | G      | 90     | 105
                """
            ),
        ),
    ),
    result=table(
        """
        region_code | sector | change | provincial_growth | industry_mix | competitive | competitive_homothetic | allocation
        P           | C      | 24     | 8                 | 12           | 4           | 2.5                    | 1.5
        P           | G      | 0      | 12                | -6           | -6          | -7.5                   | 1.5
        Q           | C      | 1      | 2                 | 3            | -4          | -10                    | 6
        Q           | G      | 15     | 18                | -9           | 6           | 5                      | 1
        """  # noqa: E501
    ),
    more=("before", "after", "group"),
    arithmetic=(
        "Semua: 240 ÷ 200 − 1 = 20%; C: 75 ÷ 50 − 1 = 50%; G: 165 ÷ 150 − 1 = 10%. P di C bertambah 64 − 40 "
        "= 24: 40 × 20% = 8, bauran 40 × (50% − 20%) = 12, sisanya 4. Tanpa kekhususan P punya 100 × 50 ÷ "
        "200 = 25 usaha di C, dan 25 × (60% − 50%) = 2,5; alokasi 4 − 2,5 = 1,5. Baris lain dihitung sama."
    ),
)

SIMILAR = Example(
    says="Daerah yang struktur PDRB-nya paling dekat: jarak rata-rata dalam simpangan baku atas bagian sektor yang "
    "membedakan daerah; `features` menyebut yang dipakai.",
    params={"region_code": "A", "count": "2"},
    given=(
        kabupaten("A", "B", "C"),
        panel(
            "grdp_current",
            """
            region_code | year | value
            A           | 2025 | 100
            B           | 2025 | 100
            C           | 2025 | 100
            """,
        ),
        panel(
            "grdp_primary_share",
            """
            region_code | year | value
            A           | 2025 | 50
            B           | 2025 | 40
            C           | 2025 | 30
            """,
        ),
        panel(
            "grdp_secondary_share",
            """
            region_code | year | value
            A           | 2025 | 20
            B           | 2025 | 20
            C           | 2025 | 20
            """,
        ),
        panel(
            "grdp_tertiary_share",
            """
            region_code | year | value
            A           | 2025 | 30
            B           | 2025 | 40
            C           | 2025 | 50
            """,
        ),
        parameters(same_steps=1, same_noise=1),
    ),
    result=table(
        """
        region_code | distance | features
        B           | 1.2247   | bagian sektor dalam PDRB 2025 (primer, tersier)
        C           | 2.4495   | bagian sektor dalam PDRB 2025 (primer, tersier)
        """
    ),
    arithmetic=(
        "Sekunder sama di mana-mana, jadi tidak dipakai. Primer 50, 40, 30 dan tersier 30, 40, 50: simpangan "
        "bakunya √((10² + 0² + 10²) ÷ 3) = 8,1650. A dan B berselisih 10 pada keduanya: 10 ÷ 8,1650 = "
        "1,2247. A dan C berselisih 20: 2,4495."
    ),
)

OUTLOOK = Example(
    says=(
        "Hitungan, bukan ramalan: PDRB tahun terakhir dengan sektor, ditumbuhkan menurut laju setahun yang "
        "diisi sendiri. `all` adalah jumlah semua sektor."
    ),
    params={"region_code": "A", "primary": "10", "horizon": "2026"},
    given=_GIVEN,
    result=table(
        """
        year | driver   | value | share_pct | growth_pct
        2025 | primer   | 100   | 50        | –
        2025 | sekunder | 50    | 25        | –
        2025 | tersier  | 50    | 25        | –
        2025 | all      | 200   | 100       | –
        2026 | primer   | 110   | 52.381    | 10
        2026 | sekunder | 50    | 23.8095   | 0
        2026 | tersier  | 50    | 23.8095   | 0
        2026 | all      | 210   | 100       | 5
        """
    ),
    arithmetic=(
        "Primer 100 × 1,10 = 110, yang lain tetap; jumlahnya 110 + 50 + 50 = 210, tumbuh 210 ÷ 200 − 1 = 5%. "
        "Bagian primer 110 ÷ 210 = 52,381%, yang lain 50 ÷ 210 = 23,8095%."
    ),
)
