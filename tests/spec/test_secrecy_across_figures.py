"""What a third insider found: figures that are each harmless, and beside each other leave one body."""

import pytest
from test_secrecy import LOCAL, MILLION, built, complete, everywhere, holds, told  # noqa: F401

from kumkm.warehouse import reads

pytestmark = pytest.mark.slow  # every case builds and attacks a register

LIST = "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Status;Jumlah Anggota;Volume Usaha;KDKMP;Kewenangan"


def lines_of(bodies, year):
    """Lines of a list: bodies are (number, region, turnover in million, and what else the row says)."""
    lines = [LIST]
    for number, region, turnover, *said in bodies:
        more = {"status": "Aktif", "kdkmp": "Tidak", "authority": "Kabupaten/Kota"} | (said[0] if said else {})
        amount = "" if turnover is None else round(turnover * MILLION)
        lines.append(
            f"Koperasi Contoh {number};7400000{number:06d};{region};{year};{more['status']};30;{amount};"
            f"{more['kdkmp']};{more['authority']}"
        )
    return lines


# -- one definition of the same body -----------------------------------------------------------------------

STAY = [(number, "Konawe", 100) for number in range(1, 7)]
GROWN = [(number, "Konawe", 110) for number in range(1, 7)]
NEW = [(number, "Konawe", 90) for number in range(20, 26)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param((9, "Kolaka", 900), (9, "Konawe", 400), id="moved"),
        pytest.param((9, "Konawe", 900, {"status": "Bubar"}), (9, "Konawe", 400), id="dissolved and back"),
        pytest.param((9, "Konawe", 900, {"kdkmp": "Ya"}), (9, "Konawe", 400), id="KDKMP before"),
        pytest.param((9, "Konawe", 900, {"authority": "Provinsi"}), (9, "Konawe", 400), id="of the province before"),
    ],
)
def test_who_came_from_elsewhere_is_not_among_the_same_bodies(built, before, after):  # noqa: F811
    rest = everywhere(without=["Konawe"])
    lost = [(number, "Konawe", 95) for number in range(30, 36)]
    opened = built(
        lama=lines_of([*STAY, *lost, before, *rest], 2022), baru=lines_of([*GROWN, *NEW, after, *rest], 2023)
    )
    # Six had 100 and have 110 each: a tenth more. With the seventh it would be (660 + 400) ÷ (600 + 900) = −29,3 %.
    assert told(opened, "turnover_growth")["74.02"] == pytest.approx(10)
    parts = reads.register_parts(opened, field="turnover_idr", from_year=2022, to_year=2023)
    mine = parts[parts["region_code"] == "74.02"].set_index("part")
    assert mine.loc[["matched_before", "matched_after"], "bodies"].tolist() == [6, 6]
    levels = (
        complete(opened, "cooperative_turnover_matched_idr"),
        complete(opened, "cooperative_turnover_matched_previous_idr"),
    )
    assert [level["74.02"] for level in levels] == [660 * MILLION, 600 * MILLION]
    rows = reads.provenance_rows(opened, indicator_id="turnover_growth", region_code="74.02", year=2023, most=1000)
    sums = rows[rows["row_number"].isna()].set_index("measure_id")["value"]
    printed = mine.loc["matched_after", "value"]
    assert sums.get("cooperative_turnover_matched_idr", printed) == pytest.approx(printed, nan_ok=True)
    people = reads.register_parts(opened, field="members_persons", from_year=2022, to_year=2023)
    people = people[people["region_code"] == "74.02"].set_index("part")
    assert people.loc["matched_after", "bodies"] == 6
    holds(opened)
