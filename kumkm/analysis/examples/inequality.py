"""Worked examples of inequality: three regions with the incomes 1.2, 0.6 and 1.6 around a mean of 1."""

from __future__ import annotations

from kumkm.analysis.examples.base import Example, breaks, kabupaten, panel, regions, table

_OUTPUT = panel(
    "grdp_constant",
    """
    region_code | year | value
    A           | 2021 | 30
    B           | 2021 | 30
    C           | 2021 | 40
    """,
)
_PEOPLE = panel(
    "population",
    """
    region_code | year | value
    A           | 2021 | 25
    B           | 2021 | 50
    C           | 2021 | 25
    """,
)
_GIVEN = (kabupaten("A", "B", "C"), _OUTPUT, _PEOPLE)
_INCOMES = "Per penduduk: A 30 ÷ 25 = 1,2; B 30 ÷ 50 = 0,6; C 40 ÷ 25 = 1,6; bersama 100 ÷ 100 = 1. "

WILLIAMSON = Example(
    says=(
        "Seberapa jauh PDRB ADHK per penduduk daerah tersebar di sekitar rata-rata bersama, tertimbang "
        "penduduk; 0 berarti merata. Tahun yang kurang satu daerah pun tidak dihitung, dan `reason` menyebut "
        "sebabnya."
    ),
    given=(
        kabupaten("A", "B", "C"),
        panel(
            "grdp_constant",
            """
            region_code | year | value
            A           | 2021 | 30
            A           | 2022 | 33
            B           | 2021 | 30
            B           | 2022 | 31
            C           | 2021 | 40
            """,
        ),
        panel(
            "population",
            """
            region_code | year | value
            A           | 2021 | 25
            A           | 2022 | 25
            B           | 2021 | 50
            B           | 2022 | 50
            C           | 2021 | 25
            C           | 2022 | 25
            """,
        ),
    ),
    result=table(
        """
        year | value  | regions | reason
        2021 | 0.4243 | 3       | –
        2022 | –      | 2       | PDRB atau penduduk 1 daerah belum ada.
        """
    ),
    arithmetic=_INCOMES + "√((1,2 − 1)² × 0,25 + (0,6 − 1)² × 0,5 + (1,6 − 1)² × 0,25) ÷ 1 = √(0,01 + 0,08 + 0,09) = "
    "√0,18 = 0,4243.",
)

THEIL = Example(
    says=(
        "Ketimpangan dari bagian PDRB dan bagian penduduk, yang terurai tepat menjadi bagian di dalam "
        "kelompok (`within`) dan antarkelompok (`between`)."
    ),
    params={"by": "landmass"},
    given=(
        regions(
            """
            region_code | region_name | level     | valid_to | landmass
            A           | Contoh A    | kabupaten | –        | daratan
            B           | Contoh B    | kabupaten | –        | daratan
            C           | Contoh C    | kabupaten | –        | kepulauan
            """
        ),
        _OUTPUT,
        _PEOPLE,
    ),
    result=table(
        """
        year | value  | within | between | regions | reason
        2021 | 0.0895 | 0.0353 | 0.0541  | 3       | –
        """
    ),
    arithmetic=(
        "Daratan punya 0,6 dari PDRB dan 0,75 dari penduduk, kepulauan 0,4 dan 0,25. Antarkelompok: 0,6 × "
        "ln(0,6 ÷ 0,75) + 0,4 × ln(0,4 ÷ 0,25) = −0,13389 + 0,18800 = 0,05412. Di dalam daratan A dan B "
        "masing-masing ½ dari PDRB, ⅓ dan ⅔ dari penduduk: 0,6 × (½ × ln 1,5 + ½ × ln 0,75) = 0,6 × 0,05889 "
        "= 0,03533; kepulauan hanya C, jadi 0. Bersama 0,08945."
    ),
)

GINI_REGIONS = Example(
    says=(
        "Ketimpangan antar kabupaten/kota menurut kurva Lorenz, tertimbang penduduk; bukan Rasio Gini "
        "pengeluaran rumah tangga yang diterbitkan BPS."
    ),
    given=_GIVEN,
    result=table(
        """
        year | value | regions | reason
        2021 | 0.225 | 3       | –
        """
    ),
    arithmetic=_INCOMES
    + "Dari yang terendah: B, A, C dengan bagian penduduk 0,5; 0,25; 0,25 dan bagian PDRB terkumpul "
    "0,3; 0,6; 1. 1 − (0,5 × (0 + 0,3) + 0,25 × (0,3 + 0,6) + 0,25 × (0,6 + 1)) = 1 − (0,15 + 0,225 + 0,4) = 0,225.",
)

SIGMA = Example(
    says=(
        "Simpangan baku dari logaritma PDRB ADHK per penduduk, setiap daerah dihitung sekali. Bila menurun "
        "dari tahun ke tahun, daerah saling mendekat."
    ),
    given=_GIVEN,
    result=table(
        """
        year | value  | regions | reason
        2021 | 0.4117 | 3       | –
        """
    ),
    arithmetic=_INCOMES
    + "Logaritmanya 0,18232; −0,51083; 0,47000, rata-ratanya 0,14150 ÷ 3 = 0,04717. Kuadrat simpangannya "
    "0,01827 + 0,31136 + 0,17879 = 0,50841; √(0,50841 ÷ 3) = √0,16947 = 0,4117.",
)

BETA = Example(
    says=(
        "Apakah daerah yang semula lebih rendah tumbuh lebih cepat: garis lurus pertumbuhan setahun terhadap "
        "logaritma PDRB ADHK per penduduk tahun awal. `slope` negatif berarti ya."
    ),
    params={"from_year": "2020", "to_year": "2022"},
    given=(
        kabupaten("A", "B", "C"),
        panel(
            "grdp_constant",
            """
            region_code | year | value
            A           | 2020 | 100
            A           | 2022 | 169
            B           | 2020 | 200
            B           | 2022 | 288
            C           | 2020 | 400
            C           | 2022 | 484
            """,
        ),
        panel(
            "population",
            """
            region_code | year | value
            A           | 2020 | 1
            A           | 2022 | 1
            B           | 2020 | 1
            B           | 2022 | 1
            C           | 2020 | 1
            C           | 2022 | 1
            """,
        ),
        breaks("grdp_constant"),
    ),
    result=table(
        """
        region_code | initial_income | ln_income | growth_pct | slope   | intercept | correlation
        A           | 100            | 4.6052    | 30         | -14.427 | 96.4386   | -1
        B           | 200            | 5.2983    | 20         | -14.427 | 96.4386   | -1
        C           | 400            | 5.9915    | 10         | -14.427 | 96.4386   | -1
        """
    ),
    arithmetic=(
        "Pertumbuhan setahun: √1,69 − 1 = 30%, √1,44 − 1 = 20%, √1,21 − 1 = 10%. Setiap kali pendapatan awal "
        "berlipat dua (ln 2 = 0,69315 lebih tinggi), pertumbuhan 10 poin lebih rendah: −10 ÷ 0,69315 = "
        "−14,427. Titik potong: 20 + 14,42695 × 5,29832 = 96,4386. Ketiga titik tepat pada garis, jadi "
        "korelasinya −1."
    ),
)
