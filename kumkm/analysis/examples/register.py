"""A worked example of growth in a register that not everybody reports to."""

from __future__ import annotations

from kumkm.analysis.examples.base import Example, Given, table

DECOMPOSITION = Example(
    says=(
        "Pertumbuhan daftar koperasi dipisah: yang benar-benar bertambah pada koperasi yang melapor di kedua "
        "tahun (`matched_change`), dan yang hanya datang atau pergi. Angka utamanya `matched_growth_pct`; 74 "
        "adalah jumlah semua."
    ),
    params={"field": "turnover_idr", "from_year": "2022", "to_year": "2023"},
    given=(
        Given(
            "register_parts",
            {"field": "turnover_idr", "from_year": 2022, "to_year": 2023},
            table(
                """
                region_code | part            | value | bodies
                74          | coverage_gained | 20    | 1
                74          | coverage_lost   | 5     | 1
                74          | entered         | 30    | 1
                74          | left            | 15    | 1
                74          | matched_after   | 210   | 6
                74          | matched_before  | 180   | 6
                A           | coverage_gained | 20    | 1
                A           | coverage_lost   | 5     | 1
                A           | entered         | 30    | 1
                A           | left            | 15    | 1
                A           | matched_after   | 110   | 4
                A           | matched_before  | 100   | 4
                B           | matched_after   | 100   | 2
                B           | matched_before  | 80    | 2
                """
            ),
        ),
    ),
    result=table(
        """
        region_code | before | after | change | matched_change | entrants | exits | coverage_change | unmatched_change | growth_pct | matched_growth_pct
        74          | 200    | 260   | 60     | 30             | 30       | 15    | 15              | 30               | 30         | 16.67
        A           | 120    | 160   | 40     | 10             | 30       | 15    | 15              | 30               | 33.3333    | 10
        B           | 80     | 100   | 20     | 20             | 0        | 0     | 0               | 0                | 25         | 25
        """  # noqa: E501
    ),
    more=("matched_bodies", "bodies_before", "bodies_after"),
    arithmetic=(
        "A: semula 100 + 15 (keluar) + 5 (tidak melapor lagi) = 120, kemudian 110 + 30 (baru) + 20 (mulai "
        "melapor) = 160: seolah tumbuh 40 ÷ 120 = 33,3333%. Yang melapor di kedua tahun hanya naik 110 − 100 "
        "= 10, yaitu 10%; sisanya 30 − 15 + (20 − 5) = 30, dan 10 + 30 = 40."
    ),
)
