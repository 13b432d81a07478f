"""Worked examples of growth."""

from __future__ import annotations

from kumkm.analysis.examples.base import Example, breaks, kabupaten, panel, table

YEAR_ON_YEAR = Example(
    says="Perubahan terhadap tahun tepat sebelumnya, dalam satuannya dan dalam persen. Tahun yang kosong tidak "
    "dilompati, dan putus deret tidak dilewati. Laju (`grdp_growth`) dihitung dari nilainya (`grdp_constant`).",
    params={"indicator_id": "grdp_growth"},
    given=(
        panel(
            "grdp_constant",
            """
            region_code | year | value
            A           | 2020 | 200
            A           | 2021 | 210
            A           | 2023 | 252
            B           | 2020 | 400
            B           | 2021 | 380
            B           | 2022 | 399
            """,
        ),
        breaks(
            "grdp_constant",
            """
            region_code | first_year | reason
            B           | 2022       | contoh putus deret
            """,
        ),
    ),
    result=table(
        """
        region_code | year | change | growth_pct
        A           | 2020 | –      | –
        A           | 2021 | 10     | 5
        A           | 2023 | –      | –
        B           | 2020 | –      | –
        B           | 2021 | -20    | -5
        B           | 2022 | –      | –
        """
    ),
    arithmetic="A 2021: 210 − 200 = 10, dan 10 ÷ 200 × 100 = 5. B 2021: 380 − 400 = −20, dan −20 ÷ 400 × 100 = −5. "
    "A 2023 kosong karena 2022 tidak ada; B 2022 kosong karena deretnya putus pada 2022.",
)

CAGR = Example(
    says=(
        "Akar pangkat n dari nilai akhir ÷ nilai awal, dikurangi satu; n banyaknya tahun yang benar-benar "
        "berlalu antara keduanya."
    ),
    params={"indicator_id": "cooperative_turnover", "from_year": "2020", "to_year": "2022"},
    given=(
        panel(
            "cooperative_turnover",
            """
            region_code | year | value | status
            A           | 2020 | 100   | reported
            A           | 2022 | 121   | reported
            B           | 2020 | 400   | reported
            B           | 2022 | 324   | reported
            C           | 2020 | 50    | reported
            C           | 2022 | –     | suppressed
            """,
        ),
        breaks("cooperative_turnover"),
    ),
    result=table(
        """
        region_code | growth_pct | status     | base
        A           | 10         | reported   | 100
        B           | -10        | reported   | 400
        C           | –          | suppressed | 50
        """
    ),
    more=("least_base", "similar_pct"),
    arithmetic="A: √(121 ÷ 100) − 1 = 1,1 − 1 = 10%, karena 2 tahun berlalu. B: √(324 ÷ 400) − 1 = 0,9 − 1 = −10%. "
    "C kosong karena nilai 2022 dirahasiakan.",
)

DIFFERENCE = Example(
    says=(
        "Nilai tahun akhir dikurangi nilai tahun awal, dalam satuannya sendiri: untuk persentase dan indeks, yang "
        "perubahannya tidak ditulis dalam persen."
    ),
    params={"indicator_id": "poverty_rate", "from_year": "2020", "to_year": "2023"},
    given=(
        panel(
            "poverty_rate",
            """
            region_code | year | value | status
            A           | 2020 | 15    | final
            A           | 2023 | 13.2  | final
            B           | 2020 | 10    | final
            B           | 2023 | 10.5  | final
            C           | 2023 | 12    | final
            """,
        ),
        breaks("poverty_rate"),
    ),
    result=table(
        """
        region_code | change
        A           | -1.8
        B           | 0.5
        C           | –
        """
    ),
    more=("status", "base", "least_base", "similar_pct"),
    arithmetic="A: 13,2 − 15 = −1,8 poin persen. B: 10,5 − 10 = 0,5 poin persen. C kosong karena 2020 tidak ada.",
)

INDEX = Example(
    says="Setiap tahun dibandingkan dengan tahun dasar, yang ditulis 100. Tahun di seberang putus deret tidak ikut.",
    params={"indicator_id": "grdp_constant", "base_year": "2020"},
    given=(
        panel(
            "grdp_constant",
            """
            region_code | year | value
            A           | 2019 | 180
            A           | 2020 | 200
            A           | 2021 | 210
            B           | 2020 | 400
            B           | 2021 | 380
            """,
        ),
        breaks(
            "grdp_constant",
            """
            region_code | first_year | reason
            B           | 2021       | contoh putus deret
            """,
        ),
    ),
    result=table(
        """
        region_code | year | value
        A           | 2019 | 90
        A           | 2020 | 100
        A           | 2021 | 105
        B           | 2020 | 100
        """
    ),
    arithmetic="A 2019: 180 ÷ 200 × 100 = 90. A 2021: 210 ÷ 200 × 100 = 105. B 2021 tidak ada karena deretnya putus "
    "pada tahun itu.",
)

CONTRIBUTION = Example(
    says="Berapa poin persen dari pertumbuhan semua daerah disumbang oleh tiap daerah. Andil berjumlah tepat sebesar "
    "pertumbuhan jumlah daerah (baris 74); pertumbuhan provinsi yang terbit berdiri di sampingnya dengan selisihnya.",
    params={"indicator_id": "grdp_constant", "from_year": "2020", "to_year": "2021"},
    given=(
        kabupaten("A", "B"),
        panel(
            "grdp_constant",
            """
            region_code | year | value | basis
            A           | 2020 | 100   | published
            A           | 2021 | 130   | published
            B           | 2020 | 300   | published
            B           | 2021 | 310   | published
            74          | 2020 | 400   | published
            74          | 2021 | 436   | published
            """,
        ),
        breaks("grdp_constant"),
    ),
    result=table(
        """
        region_code | contribution_pp | growth_pct | share_pct | shown_pp | shown_share_pct | published_growth_pct | discrepancy_pp
        A           | 7.5             | 30         | 75        | 7.5      | 75              | –                    | –
        B           | 2.5             | 3.3333     | 25        | 2.5      | 25              | –                    | –
        74          | 10              | 10         | 100       | 10       | 100             | 9                    | -1
        """  # noqa: E501
    ),
    arithmetic="Jumlah awal 100 + 300 = 400. A: (130 − 100) ÷ 400 × 100 = 7,5; B: (310 − 300) ÷ 400 × 100 = 2,5; "
    "bersama 10, dan bagian A 7,5 ÷ 10 = 75%. Provinsi yang terbit tumbuh 436 ÷ 400 − 1 = 9%, jadi selisihnya "
    "9 − 10 = −1 poin persen.",
)

RANK_MOVEMENT = Example(
    says="Peringkat dalam dua tahun di antara daerah yang dapat dibandingkan pada keduanya, 1 yang tertinggi; `moved` "
    "positif bila naik.",
    params={"indicator_id": "mean_schooling", "from_year": "2020", "to_year": "2023"},
    given=(
        kabupaten("A", "B", "C"),
        panel(
            "mean_schooling",
            """
            region_code | year | value
            A           | 2020 | 8.0
            A           | 2023 | 9.1
            B           | 2020 | 9.0
            B           | 2023 | 9.0
            C           | 2020 | 8.5
            C           | 2023 | 9.4
            """,
        ),
        breaks("mean_schooling"),
    ),
    result=table(
        """
        region_code | value_before | value_after | rank_before | rank_after | moved | ranked | left_out | protected
        C           | 8.5          | 9.4         | 2           | 1          | 1     | 3      | 0        | 0
        A           | 8.0          | 9.1         | 3           | 2          | 1     | 3      | 0        | 0
        B           | 9.0          | 9.0         | 1           | 3          | -2    | 3      | 0        | 0
        """
    ),
    arithmetic="2020: 9,0 (B), 8,5 (C), 8,0 (A). 2023: 9,4 (C), 9,1 (A), 9,0 (B). C naik 2 − 1 = 1, A naik 3 − 2 = 1, "
    "B turun 1 − 3 = −2.",
)
