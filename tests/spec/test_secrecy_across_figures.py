"""What a third insider found: figures that are each harmless, and beside each other leave one body."""

import duckdb
import pytest
from test_secrecy import LOCAL, MILLION, built, complete, everywhere, holds, register, told  # noqa: F401

from kumkm.warehouse import auditing, connection, reads

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


# -- what the three sums of a balance leave ----------------------------------------------------------------

BALANCE = "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Status;Modal Sendiri;Modal Luar;Aset"
NOT_SAID = None


def balances(partly):
    """Six bodies in every region answer all three (60 + 40 = 100 million and up); those of `partly` answer as given."""
    whole = [(number, region, 60 + number, 40, 100 + number) for region in LOCAL for number in range(6)]
    lines = [BALANCE]
    for place, (_, region, *said) in enumerate([*whole, *((0, *row) for row in partly)], start=1):
        amounts = ("" if amount is NOT_SAID else round(amount * MILLION) for amount in said)
        lines.append(f"Koperasi Contoh {place};7400000{place:06d};{region};2023;Aktif;{';'.join(map(str, amounts))}")
    return lines


def left(opened, code):
    """Assets less equity less outside capital, of what everybody may read; None where one is not told."""
    sums = [
        told(opened, name).get(code)
        for name in ("cooperative_assets", "cooperative_equity", "cooperative_outside_capital")
    ]
    return None if None in sums else sums[0] - sums[1] - sums[2]


@pytest.mark.parametrize(
    "said", [(NOT_SAID, NOT_SAID, 987), (350, NOT_SAID, 987), (350, NOT_SAID, NOT_SAID)], ids=["A", "AE", "E"]
)
def test_one_body_that_answers_part_of_the_balance_does_not_stay_over(built, said):  # noqa: F811
    opened = built(daftar=balances([("Kolaka", *said)]))
    # 987 − 0 − 0, 987 − 350, or −350 million: in its region, and in the province, where nobody else leaves anything.
    assert left(opened, "74.01") is None
    assert left(opened, "74") is None
    assert left(opened, "74.02") == 0
    holds(opened)


def test_three_that_answer_part_of_it_leave_what_is_of_nobody(built):  # noqa: F811
    opened = built(daftar=balances([("Kolaka", NOT_SAID, NOT_SAID, amount) for amount in (300, 310, 320)]))
    assert left(opened, "74.01") == (300 + 310 + 320) * MILLION
    holds(opened)


def test_single_bodies_of_three_regions_cover_each_other_in_the_province(built):  # noqa: F811
    rows = [(region, NOT_SAID, NOT_SAID, 300) for region in ("Kolaka", "Muna", "Bombana")]
    opened = built(daftar=balances(rows))
    assert [left(opened, code) for code in ("74.01", "74.03", "74.06")] == [None] * 3
    assert left(opened, "74") == 900 * MILLION
    holds(opened)


def test_what_the_sums_leave_is_attacked_even_where_protection_forgets_it(built):  # noqa: F811
    opened = built(daftar=balances([("Kolaka", NOT_SAID, NOT_SAID, 987)]))
    opened.close()
    writable = duckdb.connect(str(connection.published(built.settings.warehouse).path))
    writable.execute("DELETE FROM mart.protected_cell WHERE measure_id LIKE 'cooperative_%'")
    writable.execute(
        "UPDATE mart.indicator_value SET value = complete.value, status = 'dilaporkan' "
        "FROM mart.measure_complete AS complete "
        "INNER JOIN core.indicator ON indicator.numerator = complete.measure_id AND indicator.formula = 'measure' "
        "WHERE indicator_value.indicator_id = indicator.indicator_id AND indicator_value.year = complete.year "
        "AND indicator_value.region_code = complete.region_code"
    )
    failing, _ = auditing.attack(writable)
    writable.close()
    assert ("cooperative_assets_idr", 2023) in failing.tables


# -- as many is not the same -------------------------------------------------------------------------------

RECAP = "Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif;Jumlah Koperasi;Volume Usaha (Rp{unit})"


def recapped(province, kolaka, unit="", many=6):
    rows = [f"{region};2023;{many};0;{many};{kolaka if region == 'Kolaka' else 2000}" for region in LOCAL]
    return [RECAP.format(unit=unit), *rows, f"Sulawesi Tenggara;2023;{17 * many};0;{17 * many};{province}"]


def test_a_late_body_is_left_of_the_province_though_both_count_six(built):  # noqa: F811
    # The recap of the province was made of five of Kolaka's six, the list holds all: 6 × 400 against 2.000 million.
    opened = built(
        daftar=register([(number, "Kolaka", 400) for number in range(6)]),
        rekap=recapped(17 * 2000, 2000, " juta"),
    )
    shown = told(opened, "cooperative_turnover")
    assert complete(opened, "cooperative_turnover_idr")["74.01"] == 2400 * MILLION
    withheld = set(LOCAL.values()) - set(shown)
    assert "74" not in shown or len(withheld) >= 2
    holds(opened)


def test_what_rounding_can_leave_of_a_province_is_nobodys(built):  # noqa: F811
    # Seventeen regions and the province in million: each half a million off, nine million at most.
    assert len(told(built(rekap=recapped(17 * 2000 + 8, 2000, " juta")), "cooperative_turnover")) == 18


# -- parts have contributors of their own ------------------------------------------------------------------

KUR = (
    "Kabupaten/Kota;Tahun;Penyaluran (Rp);Jumlah Debitur;Sektor Produksi (Rp);Debitur Sektor Produksi;Outstanding (Rp);"
    "Debitur Outstanding;NPL (Rp);Debitur NPL"
)


def loans(**of_kolaka):
    usual = {"all": 30, "production": 12, "outstanding": 50, "bad": 6}
    lines = [KUR]
    for region in LOCAL:
        many = usual | (of_kolaka if region == "Kolaka" else {})
        lines.append(
            f"{region};2023;900000000;{many['all']};400000000;{many['production']};800000000;{many['outstanding']};"
            f"37654321;{many['bad']}"
        )
    return lines


def test_parts_of_kur_are_told_by_their_own_debtors(built):  # noqa: F811
    opened = built(kur=loans())
    assert told(opened, "kur_production_share")["74.01"] == pytest.approx(400 / 9)
    assert len(told(opened, "kur_nonperforming")) == 18


@pytest.mark.parametrize(
    ("of_kolaka", "indicator"),
    [
        ({"production": 1}, "kur_production_share"),
        ({"production": 28}, "kur_production_share"),  # the other two are the whole less the part
        ({"production": ""}, "kur_production_share"),
        ({"bad": 1}, "kur_nonperforming"),
        ({"bad": ""}, "kur_nonperforming"),
        ({"outstanding": ""}, "kur_nonperforming"),
    ],
)
def test_a_part_of_too_few_or_of_nobody_knows_how_many_is_not_told_and_the_whole_is(built, of_kolaka, indicator):  # noqa: F811
    opened = built(kur=loans(**of_kolaka))
    assert "74.01" not in told(opened, indicator)
    assert told(opened, "kur_disbursed")["74.01"] == 900 * MILLION
    warned = reads.findings(opened)
    warned = warned[warned["rule"] == "V76"]
    assert len(warned) == ("" in of_kolaka.values())
    assert warned["message"].str.contains("Debitur Sektor Produksi|Debitur Bermasalah|Debitur Outstanding").all()
    holds(opened)


def test_months_of_a_part_go_by_its_own_debtors(built):  # noqa: F811
    lines = ["Kabupaten/Kota;Tahun;Bulan;Penyaluran (Rp);Jumlah Debitur;Sektor Produksi (Rp);Debitur Sektor Produksi"]
    for region in LOCAL:
        for month in range(1, 13):
            few = region == "Kolaka" and month == 5
            lines.append(
                f"{region};2023;{month};{70 + month * 7 % 5}000000;20;30{month * 3 % 7}00000;{1 if few else 9}"
            )
    opened = built(kur=lines)
    cells = reads.provenance(opened, indicator_id="kur_production_share", region_code="74.01", year=2023)
    printed = cells.groupby("measure_id")["printed_value"].apply(set)
    assert printed["kur_production_idr"] == {"r"}
    assert "r" not in printed["kur_disbursed_idr"]


def test_outside_capital_of_a_recap_is_told_where_its_cooperatives_are_counted(built):  # noqa: F811
    heading = "Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif;Modal Sendiri (Rp);Modal Luar (Rp);Aset (Rp)"
    rows = [f"{region};2023;6;1;500000000;412345678;912345678" for region in LOCAL]
    opened = built(rekap=[heading, *rows])
    for indicator in ("cooperative_outside_capital", "cooperative_assets", "cooperative_equity"):
        assert told(opened, indicator) == {}  # assets less equity would tell it
    said = reads.findings(opened)
    assert said.loc[said["rule"] == "V76", "message"].str.contains("Koperasi Bermodal Luar").tolist() == [True]
    counted = [heading + ";Koperasi Bermodal Luar", *(f"{row};{1 if 'Kolaka;' in row else 4}" for row in rows)]
    shown = told(built(day=2, rekap=counted), "cooperative_outside_capital")
    assert "74.01" not in shown
    assert shown["74.71"] == 412_345_678


def test_active_and_inactive_ones_count_who_is_registered(built):  # noqa: F811
    heading = "Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif;Volume Usaha (Rp)"
    opened = built(rekap=[heading, *(f"{region};2023;6;4;900000000" for region in LOCAL)])
    assert len(told(opened, "cooperative_turnover")) == 18
    assert not (reads.findings(opened)["rule"] == "V76").any()
    one_of_them = "Kabupaten/Kota;Tahun;Koperasi Tidak Aktif;Volume Usaha (Rp)"
    opened = built(day=2, rekap=[one_of_them, *(f"{region};2024;4;900000000" for region in LOCAL)])
    assert told(opened, "cooperative_turnover", 2024) == {}
    assert (reads.findings(opened)["rule"] == "V76").sum() == 1
