"""A worked example of two indicators beside each other."""

from __future__ import annotations

from kumkm.analysis.examples.base import Example, kabupaten, panel, table

ASSOCIATION = Example(
    says=(
        "Dua indikator berdampingan menurut daerah dan tahun, dengan korelasi peringkat Spearman tiap tahun. "
        "Berkaitan belum berarti menyebabkan; di bawah tiga daerah korelasinya kosong."
    ),
    params={"indicator_id": "poverty_rate", "with_indicator_id": "hdi"},
    given=(
        kabupaten("A", "B", "C"),
        panel(
            "poverty_rate",
            """
            region_code | year | value
            A           | 2021 | 10
            A           | 2022 | 9.5
            B           | 2021 | 12
            B           | 2022 | 11
            C           | 2021 | 15
            """,
        ),
        panel(
            "hdi",
            """
            region_code | year | value
            A           | 2021 | 72
            A           | 2022 | 72.5
            B           | 2021 | 70
            B           | 2022 | 70.5
            C           | 2021 | 71
            """,
        ),
    ),
    result=table(
        """
        region_code | year | x   | y    | rank_correlation
        A           | 2021 | 10  | 72   | -0.5
        A           | 2022 | 9.5 | 72.5 | –
        B           | 2021 | 12  | 70   | -0.5
        B           | 2022 | 11  | 70.5 | –
        C           | 2021 | 15  | 71   | -0.5
        """
    ),
    arithmetic=(
        "2021: urutan dari yang terendah A, B, C adalah 1, 2, 3 pada x dan 3, 1, 2 pada y; selisihnya −2, 1, "
        "1. 1 − 6 × (4 + 1 + 1) ÷ (3 × (9 − 1)) = 1 − 36 ÷ 24 = −0,5. 2022 hanya dua daerah."
    ),
)
