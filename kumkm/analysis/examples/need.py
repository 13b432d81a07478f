"""Worked examples of need, alone and against what is proposed.

Poverty counts twice and human development once: A is poorest, B least developed, C least needy in both.
"""

from __future__ import annotations

from kumkm.analysis.examples.base import Example, Given, kabupaten, panel, parameters, table

POVERTY = panel(
    "poverty_rate",
    """
    region_code | year | value | change
    A           | 2021 | 20    | –
    B           | 2021 | 15    | –
    C           | 2021 | 10    | –
    """,
)
DEVELOPMENT = panel(
    "hdi",
    """
    region_code | year | value | change
    A           | 2021 | 70    | –
    B           | 2021 | 66    | –
    C           | 2021 | 74    | –
    """,
)
PEOPLE = panel(
    "population",
    """
    region_code | year | value
    A           | 2021 | 100
    B           | 2021 | 200
    C           | 2021 | 520
    """,
)
TERMS = parameters(need_floor=0.25, need_over=1.25, need_under=0.75, same_noise=1, same_steps=1)
REGIONS = kabupaten("A", "B", "C")
_GIVEN = (REGIONS, TERMS, DEVELOPMENT, POVERTY, PEOPLE)
_PROPOSALS = Given(
    "proposals",
    {},
    table(
        """
        proposal_id | budget_year | region_code | submitted | proposed_idr | published
        U1          | 2025        | A           | ya        | 100          | tidak
        U2          | 2025        | A           | tidak     | 500          | tidak
        U3          | 2025        | B           | ya        | 400          | tidak
        U4          | 2025        | B           | ya        | 200          | tidak
        U5          | 2025        | C           | ya        | 300          | tidak
        U6          | 2025        | C           | ya        | 900          | ya
        """
    ),
)
_WEIGHTS = "poverty_rate=2;hdi=1"
_SHARES = "Yang diajukan (tanpa draf U2 dan tanpa U6 yang hanya diberitakan pers): A 100, B 600, C 300 dari 1.000. "

NEED = Example(
    says=(
        "Indeks kebutuhan dari `need_floor` (paling ringan) sampai 1 (paling berat) menurut indikator berbobot dalam "
        "skor baku, dan bagian kebutuhan: indeks × penduduk, dibagi jumlahnya. Kolom terakhir adalah skor "
        "baku tiap indikator, tinggi berarti lebih membutuhkan."
    ),
    params={"weights": _WEIGHTS},
    given=_GIVEN,
    result=table(
        """
        region_code | need_index | population_persons | share_need | hdi     | poverty_rate
        A           | 1          | 100                | 0.25       | 0       | 1.2247
        B           | 0.85       | 200                | 0.425      | 1.2247  | 0
        C           | 0.25       | 520                | 0.325      | -1.2247 | -1.2247
        """
    ),
    arithmetic=(
        "Simpangan baku kemiskinan √((5² + 0² + 5²) ÷ 3) = 4,0825, jadi A 5 ÷ 4,0825 = 1,2247; IPM dibalik, "
        "simpangannya √((0² + 4² + 4²) ÷ 3) = 3,2660, jadi B 4 ÷ 3,2660 = 1,2247. Skor berbobot: A (2 × "
        "1,2247 + 0) ÷ 3 = 0,8165; B (0 + 1,2247) ÷ 3 = 0,4082; C −1,2247. B berada pada (0,4082 + 1,2247) ÷ "
        "(0,8165 + 1,2247) = 0,8 dari rentang, maka 0,25 + 0,75 × 0,8 = 0,85. Indeks × penduduk: 100, 170, "
        "130 dari 400; bagian A 100 ÷ 400 = 0,25."
    ),
)

NEED_FEATURES = Example(
    says=(
        "Indikator penyusun indeks kebutuhan: bobot, tahun terakhir yang lengkap untuk semua daerah, arah "
        "yang berarti lebih membutuhkan, dan bila tidak dipakai sebabnya."
    ),
    params={"weights": f"{_WEIGHTS};unemployment_rate=1"},
    given=(
        *_GIVEN,
        panel(
            "unemployment_rate",
            """
            region_code | year | value | change
            A           | 2021 | 4.00  | –
            B           | 2021 | 4.01  | –
            C           | 2021 | 4.00  | –
            """,
        ),
    ),
    result=table(
        """
        indicator_id      | label                | weight | year | needier | used  | reason
        hdi               | Pembangunan manusia  | 1      | 2021 | rendah  | ya    | –
        poverty_rate      | Penduduk miskin      | 2      | 2021 | tinggi  | ya    | –
        unemployment_rate | Pengangguran terbuka | 1      | 2021 | tinggi  | tidak | Praktis sama di semua daerah (4,00% dan 4,01%).
        """  # noqa: E501
    ),
    arithmetic=(
        "Kemiskinan tinggi dan IPM rendah berarti lebih membutuhkan. Pengangguran terendah 4,00 dan "
        "tertinggi 4,01 berselisih satu angka terakhir, tidak lebih dari `same_steps` = 1, jadi tidak "
        "membedakan daerah dan tidak dipakai."
    ),
)

EQUITY = Example(
    says=(
        "Bagian usulan yang diajukan terhadap bagian kebutuhan: di bawah `need_under` kali disebut kurang "
        "terlayani, di atas `need_over` kali lebih terlayani. `hoover` adalah bagian yang harus berpindah "
        "agar semua setara."
    ),
    params={"year": "2025", "weights": _WEIGHTS},
    given=(*_GIVEN, _PROPOSALS),
    result=table(
        """
        region_code | share_need | given | share_given | ratio  | difference | service_id | service          | proposals | hoover | correlation
        A           | 0.25       | 100   | 0.1         | 0.4    | -0.15      | kurang     | kurang terlayani | 1         | 0.175  | 1
        B           | 0.425      | 600   | 0.6         | 1.4118 | 0.175      | lebih      | lebih terlayani  | 2         | 0.175  | 1
        C           | 0.325      | 300   | 0.3         | 0.9231 | -0.025     | sebanding  | setara           | 1         | 0.175  | 1
        """  # noqa: E501
    ),
    more=("need_index", "population_persons"),
    arithmetic=(
        "Bagian kebutuhan seperti pada `need`. "
        + _SHARES
        + "A 0,1 ÷ 0,25 = 0,4; B 0,6 ÷ 0,425 = 1,4118; C 0,3 ÷ 0,325 = 0,9231. Hoover ½ × (0,15 + 0,175 + "
        "0,025) = 0,175. Urutan kebutuhan A, C, B sama dengan urutan usulan, jadi korelasinya 1."
    ),
)

NEED_SENSITIVITY = Example(
    says=(
        "Bobot diundi merata berkali-kali, selalu undian yang sama: dalam berapa bagian dari undian itu "
        "daerah kurang atau lebih terlayani, dan rentang rasio serta indeksnya (persentil 5, 50, 95)."
    ),
    params={"year": "2025", "samples": "100", "weights": "poverty_rate=1;unemployment_rate=1"},
    given=(
        REGIONS,
        TERMS,
        POVERTY,
        panel(
            "unemployment_rate",
            """
            region_code | year | value | change
            A           | 2021 | 6     | –
            B           | 2021 | 5     | –
            C           | 2021 | 4     | –
            """,
        ),
        panel(
            "population",
            """
            region_code | year | value
            A           | 2021 | 100
            B           | 2021 | 160
            C           | 2021 | 400
            """,
        ),
        _PROPOSALS,
    ),
    result=table(
        """
        region_code | under_share | over_share | ratio_low | ratio_median | ratio_high | need_low | need_high | samples
        A           | 1           | 0          | 0.3       | 0.3          | 0.3        | 1        | 1         | 100
        B           | 0           | 1          | 1.8       | 1.8          | 1.8        | 0.625    | 0.625     | 100
        C           | 0           | 0          | 0.9       | 0.9          | 0.9        | 0.25     | 0.25      | 100
        """
    ),
    arithmetic=(
        "Kedua indikator memberi skor baku yang sama (1,2247; 0; −1,2247), jadi bobot apa pun memberi indeks "
        "yang sama: 1; 0,25 + 0,75 × ½ = 0,625; 0,25. Indeks × penduduk 100, 100, 100, bagian kebutuhan "
        "masing-masing ⅓. "
        + _SHARES
        + "Rasio 0,1 ÷ ⅓ = 0,3; 0,6 ÷ ⅓ = 1,8; 0,3 ÷ ⅓ = 0,9: dalam semua undian A kurang dan B lebih "
        "terlayani."
    ),
)

NEED_WITHOUT_EACH = Example(
    says=(
        "Rasio dan kedudukan setiap daerah bila satu indikator indeks kebutuhan dihilangkan, bergantian; "
        "`changed` menandai kedudukan yang berubah dari hitungan dengan semua indikator."
    ),
    params={"year": "2025", "weights": _WEIGHTS},
    given=(*_GIVEN, _PROPOSALS),
    result=table(
        """
        indicator_id | region_code | need_index | share_need | ratio  | service_id | changed | label
        hdi          | A           | 1          | 0.2817     | 0.355  | kurang     | tidak   | Pembangunan manusia
        hdi          | B           | 0.625      | 0.3521     | 1.704  | lebih      | tidak   | Pembangunan manusia
        hdi          | C           | 0.25       | 0.3662     | 0.8192 | sebanding  | tidak   | Pembangunan manusia
        poverty_rate | A           | 0.625      | 0.1592     | 0.628  | kurang     | tidak   | Penduduk miskin
        poverty_rate | B           | 1          | 0.5096     | 1.1775 | sebanding  | ya      | Penduduk miskin
        poverty_rate | C           | 0.25       | 0.3312     | 0.9058 | sebanding  | tidak   | Penduduk miskin
        """
    ),
    more=("service",),
    arithmetic=(
        "Tanpa IPM tersisa kemiskinan: indeks 1; 0,625; 0,25, kali penduduk 100, 125, 130 dari 355; A 0,1 × "
        "355 ÷ 100 = 0,355. Tanpa kemiskinan tersisa IPM: indeks 0,625; 1; 0,25, kali penduduk 62,5, 200, "
        "130 dari 392,5; B 0,6 × 392,5 ÷ 200 = 1,1775, tidak lagi di atas 1,25 seperti pada `equity`."
    ),
)
