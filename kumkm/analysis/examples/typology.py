"""Worked examples of typology."""

from __future__ import annotations

from kumkm.analysis.examples.base import Example, Given, breaks, kabupaten, panel, table

KLASSEN = Example(
    says=(
        "Setiap daerah menurut PDRB ADHK per penduduk pada tahun akhir dan pertumbuhan rata-rata setahunnya, "
        "terhadap garis semua daerah bersama. Tepat pada garis dihitung di atas."
    ),
    params={"from_year": "2020", "to_year": "2022"},
    given=(
        kabupaten("A", "B", "C"),
        panel(
            "grdp_constant",
            """
            region_code | year | value
            A           | 2020 | 100
            A           | 2022 | 144
            B           | 2020 | 200
            B           | 2022 | 242
            C           | 2020 | 100
            C           | 2022 | 98
            """,
        ),
        panel(
            "population",
            """
            region_code | year | value
            A           | 2022 | 4
            B           | 2022 | 2
            C           | 2022 | 2
            """,
        ),
        breaks("grdp_constant"),
    ),
    result=table(
        """
        region_code | income | growth_pct | income_line | growth_line | class_id           | class_name
        A           | 36     | 20         | 60.5        | 10          | berkembang_cepat   | Daerah berkembang cepat
        B           | 121    | 10         | 60.5        | 10          | maju_tumbuh_cepat  | Daerah maju dan tumbuh cepat
        C           | 49     | -1.0051    | 60.5        | 10          | relatif_tertinggal | Daerah relatif tertinggal
        """  # noqa: E501
    ),
    arithmetic=(
        "Garis: (144 + 242 + 98) ÷ (4 + 2 + 2) = 484 ÷ 8 = 60,5 per penduduk, dan √(484 ÷ 400) − 1 = 10% "
        "setahun. A: 144 ÷ 4 = 36 di bawah garis, √1,44 − 1 = 20% di atasnya. B: 242 ÷ 2 = 121 di atas, "
        "√1,21 − 1 = 10% tepat pada garis. C: 98 ÷ 2 = 49 dan √0,98 − 1 = −1,0051%, keduanya di bawah."
    ),
)

KLASSEN_COOPERATIVES = Example(
    says="Adaptasi tipologi untuk koperasi: volume usaha per anggota pada tahun akhir, dan pertumbuhan setahun volume "
    "usaha koperasi yang melapor pada kedua tahun. Garisnya seluruh provinsi (74).",
    params={"from_year": "2021", "to_year": "2023"},
    given=(
        kabupaten("A", "B"),
        panel(
            "turnover_per_member",
            """
            region_code | year | value
            A           | 2023 | 5
            B           | 2023 | 8
            74          | 2023 | 7
            """,
        ),
        Given(
            "register_parts",
            {"field": "turnover_idr", "from_year": 2021, "to_year": 2023},
            table(
                """
                region_code | part           | value | bodies
                A           | matched_before | 100   | 3
                A           | matched_after  | 144   | 3
                B           | matched_before | 300   | 6
                B           | matched_after  | 340   | 6
                74          | matched_before | 400   | 9
                74          | matched_after  | 484   | 9
                """
            ),
        ),
    ),
    result=table(
        """
        region_code | income | growth_pct | income_line | growth_line | class_id         | class_name
        A           | 5      | 20         | 7           | 10          | berkembang_cepat | Daerah berkembang cepat
        B           | 8      | 6.4581     | 7           | 10          | maju_tertekan    | Daerah maju tapi tertekan
        """
    ),
    arithmetic=(
        "Dua tahun berlalu. Provinsi: √(484 ÷ 400) − 1 = 10% setahun. A: √(144 ÷ 100) − 1 = 20%, di atas "
        "garis, tetapi 5 per anggota di bawah 7. B: √(340 ÷ 300) − 1 = 6,4581%, di bawah garis, dan 8 per "
        "anggota di atas 7."
    ),
)
