"""What a second insider found: messages to a sender, a province beside its regions, two lists of the same, quotes."""

import random
import re
from datetime import UTC, datetime

import pytest
from rounds import some
from test_secrecy import LOCAL, MILLION, built, complete, everywhere, holds, register, told  # noqa: F401

from kumkm.secrecy.words import without_amounts, without_large
from kumkm.warehouse import connection, reads
from kumkm.warehouse.build import build_and_report
from kumkm.warehouse.rehearsal import check

pytestmark = pytest.mark.slow  # every case builds and attacks a register

RECAP = "Kabupaten/Kota;Tahun;Jumlah Koperasi;Volume Usaha (Rp)"
TRUE = 543_909_285  # of the one cooperative of Kolaka


@pytest.mark.parametrize(
    "guess",
    some(
        [
            [RECAP, "Kolaka;2023;1;777000000", "Konawe;2023;9;888000000"],
            [RECAP, f"Kolaka;2023;1;{TRUE * 1000}"],
            register([(1, "Kolaka", 9000)], 2024),
        ],
        {1},
    ),
)
def test_a_made_up_file_is_told_nothing_of_what_others_delivered(built, tmp_path, guess):  # noqa: F811
    built(daftar=register([(1, "Kolaka", TRUE / MILLION), *everywhere(without=["Kolaka"])]))
    path = tmp_path / "tebakan.csv"
    path.write_text("\n".join(guess), encoding="utf-8")
    said = check([path], built.settings).findings
    compared = [item for item in said if item.rule in ("V38", "V39", "V47") and "Jumlah" not in item.message]
    assert [item for item in compared if item.region_code == "74.01"] == []
    text = " ".join(str(part) for item in said for part in (item.found, item.expected, item.message))
    near = [
        number
        for number in (float(re.sub(r"\D", "", found)) for found in re.findall(r"\d[\d.]{5,}", text))
        if abs(number - TRUE) <= 0.1 * TRUE
    ]
    assert near == []
    assert not re.search(r"\d %|[+−-]\d+(,\d+)?%", text)  # nor an exact change to divide by


def test_a_province_row_less_its_regions_is_whoever_did_not_report(built):  # noqa: F811
    rows = [f"{region};2023;40;{900 * MILLION + place}" for place, region in enumerate(LOCAL) if region != "Kolaka"]
    missing = 40_741_377
    total = sum(int(row.rsplit(";", 1)[1]) for row in rows) + missing
    opened = built(rekap=[RECAP, *rows, f"Sulawesi Tenggara;2023;{16 * 40 + 1};{total}"])
    shown = told(opened, "cooperative_turnover")
    withheld = set(LOCAL.values()) - set(shown) - {"74.01"}
    assert "74" not in shown or len(withheld) >= 2  # others stand between the total and the one
    holds(opened)


def test_a_province_row_of_just_its_regions_closes_nothing(built):  # noqa: F811
    rows = [f"{region};2023;40;{900 * MILLION + place}" for place, region in enumerate(LOCAL)]
    total = sum(int(row.rsplit(";", 1)[1]) for row in rows)
    opened = built(rekap=[RECAP, *rows, f"Sulawesi Tenggara;2023;{17 * 40};{total}"])
    assert len(told(opened, "cooperative_turnover")) == 18


def test_months_of_the_province_do_not_leave_the_months_of_one_region(built):  # noqa: F811
    lines = ["Kabupaten/Kota;Tahun;Bulan;Penyaluran (Rp);Jumlah Debitur"]
    sums = dict.fromkeys(range(1, 13), 0)
    for place, region in enumerate(LOCAL):
        for month in sums:
            amount, debtors = (
                50 * MILLION + 1000 * place + month * 7 % 5,
                1 if region == "Kolaka" and month == 3 else 12,
            )
            lines.append(f"{region};2023;{month};{amount};{debtors}")
            sums[month] += amount
    lines += [
        f"Sulawesi Tenggara;2023;{month};{amount};{16 * 12 + (1 if month == 3 else 12)}"
        for month, amount in sums.items()
    ]
    opened = built(kur=lines)
    cells = reads.provenance(opened, indicator_id="kur_disbursed", region_code="74", year=2023)
    mine = cells[(cells["region_name"] == "Sulawesi Tenggara") & (cells["measure_id"] == "kur_disbursed_idr")]
    assert set(mine["printed_value"]) <= {"r"}


def test_two_lists_of_the_same_are_not_both_told(built):  # noqa: F811
    bodies = [(number, "Kolaka", 100 + number) for number in range(12)]
    listed = sum(turnover for _, _, turnover in bodies) * MILLION
    recap = [f"{region};2023;13;{listed + 152_870_773}" for region in LOCAL]
    opened = built(daftar=register(bodies), rekap=[RECAP, *recap])
    assert told(opened, "cooperative_turnover")["74.01"] == listed
    cells = reads.provenance(opened, indicator_id="cooperative_turnover", region_code="74.01", year=2023)
    unused = cells[~cells["used"] & (cells["measure_id"] == "cooperative_turnover_idr")]
    assert len(unused) == 1
    assert set(unused["printed_value"]) == {"r"}
    assert unused["value"].isna().all()
    said = reads.findings(opened)
    assert (said["rule"] == "V47").any()
    assert not said[["found", "expected", "message"]].astype(str).apply(" ".join, axis=1).str.contains("1.2|1.4").any()


@pytest.mark.long
def test_that_somebody_repeats_its_year_is_not_published(built):  # noqa: F811
    bodies = [(number, "Kolaka", 100 + number) for number in range(2)]
    lines = {str(year): register([*bodies, *everywhere(without=["Kolaka"])], year) for year in (2022, 2023)}
    opened = built(lama=lines["2022"], baru=lines["2023"])
    assert "74.01" not in told(opened, "cooperative_turnover")
    assert not (reads.findings(opened)["rule"] == "V40").any()


def test_who_left_does_not_learn_what_the_newcomer_has(built):  # noqa: F811
    # Eleven stay, one goes, one comes: growth and both totals would give the goer the comer's turnover.
    stay = [(number, "Kolaka", 100 + number) for number in range(11)]
    rest = everywhere(without=["Kolaka"])
    opened = built(
        lama=register([*stay, (50, "Kolaka", 121), *rest], 2022),
        baru=register([*((n, region, value * 1.1) for n, region, value in stay), (60, "Kolaka", 133), *rest], 2023),
    )
    shown = told(opened, "cooperative_turnover", 2022), told(opened, "cooperative_turnover", 2023)
    assert {"74.01"} <= set(shown[0]) & set(shown[1])
    assert "74.01" not in told(opened, "turnover_growth")
    assert complete(opened, "cooperative_turnover_matched_idr")["74.01"] > 0  # there is one to be told
    holds(opened)


def test_amounts_in_quotes_and_in_headings_are_not_printed(built):  # noqa: F811
    lines = ["Kabupaten/Kota;Tahun;Jumlah Koperasi;Volume Usaha (Rp);Volume Usaha KSP Mekar Rp 333.444.555"]
    lines += [f"{region};2023;40;{900 * MILLION};1" for region in LOCAL if region != "Kolaka"]
    lines += ["Kolaka;2023;40;89064870 (audit);1"]
    (built.settings.raw / "rekap.csv").write_text("\n".join(lines), encoding="utf-8")
    opened = connection.connect(build_and_report(built.settings, datetime(2026, 1, 1, tzinfo=UTC)).published)
    frames = [reads.findings(opened), reads.understood(opened)]
    opened.close()
    for frame in frames:
        text = " ".join(str(value) for row in frame.astype(str).to_numpy() for value in row)
        assert not re.search(r"89[.,]?064[.,]?870|333[.,]?444[.,]?555", text)
    assert (frames[0]["rule"] == "V06").any()


@pytest.mark.parametrize(
    ("said", "told_of_it"),
    [
        ("Nilai '89064870 (audit)' bukan angka", "Nilai 'r (audit)' bukan angka"),
        ("Naik lebih dari 50% dari tahun lalu", "Naik lebih dari 50% dari tahun lalu"),
        ("Kolom 'Aset 2023' baris 12: Rp1.000 dari Rp2.000", "Kolom 'Aset 2023' baris 12: r dari r"),
        ("selisih 12,5%", "selisih r"),
    ],
)
def test_a_message_without_amounts_still_says_where_and_what_the_rule_is(said, told_of_it):
    assert without_amounts(said) == told_of_it


def test_small_numbers_stay_where_nothing_is_said_of_money():
    chance = random.Random(1)
    small = chance.randint(1, 999_999)
    assert without_large(f"{small} usaha dan 12.345.678 lagi") == f"{small} usaha dan r lagi"


@pytest.mark.parametrize(
    ("said", "told_of_it"),
    [
        ("Volume Usaha 543,9 juta Koperasi Samaturu", "Volume Usaha r Koperasi Samaturu"),
        ("tidak termasuk KUD Mepokoaso (777,4 JT).", "tidak termasuk KUD Mepokoaso (r)."),
        ("Rp. 12.000. Lalu Rp7 miliar", "r. Lalu r"),
        ("Volume Usaha 724 470 264", "Volume Usaha r"),
        ("Kolaka 724\xa0470\xa0264 dan 0,724 M", "Kolaka r dan r"),
        ("SHU IDR 724.470", "SHU r"),
        ("Tahun 2022 2023 2024, kode 74 01", "Tahun 2022 2023 2024, kode 74 01"),
        ("Volume 2023 (Rp juta), 12 koperasi", "Volume 2023 (Rp juta), 12 koperasi"),
    ],
)
def test_an_amount_in_a_heading_is_known_by_its_unit_here_and_in_the_database(serving, said, told_of_it):
    assert without_large(said) == told_of_it
    assert serving.execute("SELECT without_large(?)", [said]).fetchone() == (told_of_it,)
