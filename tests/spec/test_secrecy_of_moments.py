"""What stands at a moment is not added up, and who contributes to a recap's money is said by that recap."""

import pytest
from test_secrecy import LOCAL, MILLION, built, complete, holds, told  # noqa: F401

from kumkm.domain.measures import MEASURES
from kumkm.warehouse import reads

pytestmark = pytest.mark.slow  # every case builds and attacks

CREDIT = (
    "Kabupaten/Kota;Tahun;Bulan;Penyaluran (Rp);Debitur (Orang);Outstanding (Rp);Debitur Outstanding (Orang);NPL (Rp);"
    "Debitur NPL (Orang)"
)


def credit(months=range(1, 13), kolaka=(20, 8)):
    """Months of all regions: outstanding 100 million a debtor and one more each month, of them so many bad.

    In Kolaka `kolaka` are the debtors of what is outstanding and of what is bad, every month.
    """
    lines = [CREDIT]
    for region in LOCAL:
        many, bad = kolaka if region == "Kolaka" else (20, 8)
        lines += [
            f"{region};2023;{month};{(200 + month * 7 % 5)}000000;15;{many * 100 + month}000000;{many};"
            f"{bad * 10 + month}000000;{bad}"
            for month in months
        ]
    return lines


def one_of(opened, measure, code="74.01", year=2023):
    """value, contributors and period of a measure before secrecy."""
    return opened.execute(
        "SELECT value, contributors, period FROM mart.measure_complete "
        "WHERE measure_id = ? AND region_code = ? AND year = ?",
        [measure, code, year],
    ).fetchone()


def test_what_is_outstanding_by_month_is_that_of_december_and_of_its_debtors(built):  # noqa: F811
    opened = built(kur=credit())
    assert one_of(opened, "kur_outstanding_idr") == (2012 * MILLION, 20, None)
    assert one_of(opened, "kur_nonperforming_idr")[:2] == (92 * MILLION, 8)
    assert one_of(opened, "kur_outstanding_borrowers_persons")[0] == 20
    assert one_of(opened, "kur_disbursed_idr")[1] == 12 * 15  # what is disbursed is added up as ever
    assert told(opened, "kur_nonperforming")["74.01"] == pytest.approx(92 / 2012 * 100)


def test_one_debtor_in_each_of_twelve_months_is_one_debtor(built):  # noqa: F811
    opened = built(kur=credit(kolaka=(1, 1)))
    assert one_of(opened, "kur_outstanding_idr")[1] == 1
    assert "74.01" not in told(opened, "kur_nonperforming")
    facts = reads.value_facts(opened, indicator_id="kur_nonperforming", region_code="74.01", year=2023)
    assert facts[["numerator_value", "denominator_value"]].isna().all(axis=None)
    holds(opened)


def test_a_position_before_december_says_of_which_month_it_is(built):  # noqa: F811
    opened = built(kur=credit(range(1, 9)))
    assert one_of(opened, "kur_outstanding_idr") == (2008 * MILLION, 20, "akhir bulan 8")
    assert one_of(opened, "kur_disbursed_idr")[2] == "bulan 1 sampai 8"
    panel = reads.indicator_panel(opened, indicator_id="kur_nonperforming").set_index("region_code")
    assert panel.loc["74.01", ["period", "moment"]].tolist() == ["akhir bulan 8", pytest.approx(2023 + 8 / 12)]
    assert panel.loc["74", "period"] == "akhir bulan 8"
    breaks = reads.indicator_breaks(opened, indicator_id="kur_nonperforming")
    assert set(breaks["partial_year"]) == {2023}


@pytest.mark.long
def test_a_month_missing_before_the_last_leaves_a_position_whole(built):  # noqa: F811
    opened = built(kur=credit([month for month in range(1, 13) if month != 6]))
    assert one_of(opened, "kur_outstanding_idr")[2] is None
    assert one_of(opened, "kur_disbursed_idr")[2] == "bulan 1 sampai 12 tanpa bulan 6"


def position(month, *, owed="", owing="", bad="", doubtful=""):
    """A row of every region that lends 200 million to fifteen, and says of a month's end what is given."""
    return [f"{region};2023;{month};200000000;15;{owed};{owing};{bad};{doubtful}" for region in LOCAL]


@pytest.mark.long
def test_positions_of_two_moments_are_no_share(built):  # noqa: F811
    opened = built(
        kur=[
            CREDIT,
            *position(10, owed=1200 * MILLION, owing=12, bad=90 * MILLION, doubtful=8),
            *position(11, bad=80 * MILLION, doubtful=8),
            *position(12, owed=1100 * MILLION, owing=12),
        ]
    )
    assert one_of(opened, "kur_outstanding_idr")[0] == 1100 * MILLION
    assert one_of(opened, "kur_nonperforming_idr")[0] == 80 * MILLION
    assert told(opened, "kur_nonperforming") == {}


@pytest.mark.long
def test_debtors_of_another_moment_do_not_count_who_owes_now(built):  # noqa: F811
    opened = built(
        kur=[
            CREDIT,
            *position(10, owed=1200 * MILLION, owing=12, bad=90 * MILLION, doubtful=8),
            *position(12, owed=1100 * MILLION, bad=80 * MILLION, doubtful=8),
        ]
    )
    assert one_of(opened, "kur_outstanding_idr")[:2] == (1100 * MILLION, None)
    assert told(opened, "kur_nonperforming") == {}


@pytest.mark.long
def test_only_a_position_may_rise_every_month(built):  # noqa: F811
    built(kur=credit())  # outstanding rises for twelve months; nothing is held back
    flows = {name for name, measure in MEASURES.items() if measure.subject == "kur" and measure.flow}
    assert flows == {
        "kur_disbursed_idr", "kur_target_idr", "kur_production_idr", "kur_borrowers_persons",
        "kur_production_borrowers_persons",
    }  # fmt: skip


# -- the count that goes with the money --------------------------------------------------------------------

LIST = "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Status Keaktifan;Jumlah Anggota"
TURNOVER = "Kabupaten/Kota;Tahun;Jumlah Koperasi;Volume Usaha (Rp)"


def recap_of(kolaka, heading=TURNOVER):
    others = [f"{name};2023;9;4500000000" for name in LOCAL if name != "Kolaka"]
    return [heading, f"Kolaka;2023;{kolaka};512345678", *others]


def listed(many, region="Kolaka"):
    return [LIST, *(f"Koperasi Contoh {n};7401{n:09d};{region};2023;Aktif;40" for n in range(1, many + 1))]


@pytest.mark.long
def test_a_list_without_money_does_not_count_who_has_the_money_of_a_recap(built):  # noqa: F811
    opened = built(rekap=recap_of(1), daftar=listed(12))
    assert one_of(opened, "cooperative_turnover_idr")[1] == 1
    assert "74.01" not in told(opened, "cooperative_turnover")
    assert told(opened, "cooperatives_registered")["74.01"] == 12
    holds(opened)


@pytest.mark.long
def test_a_later_recap_of_the_count_alone_does_not_either(built):  # noqa: F811
    counts = ["Kabupaten/Kota;Tahun;Jumlah Koperasi", "Kolaka;2023;12"]
    built(rekap=recap_of(1))
    opened = built(day=2, jumlah=counts)
    assert told(opened, "cooperatives_registered")["74.01"] == 12
    assert one_of(opened, "cooperative_turnover_idr")[1] == 1
    assert "74.01" not in told(opened, "cooperative_turnover")


@pytest.mark.long
def test_where_the_recap_counts_nobody_the_least_of_the_others_holds(built):  # noqa: F811
    heading = "Kabupaten/Kota;Tahun;Volume Usaha (Rp)"
    money = [heading, *(f"{name};2023;900000000" for name in LOCAL)]
    counts = ["Kabupaten/Kota;Tahun;Jumlah Koperasi", *(f"{name};2023;9" for name in LOCAL)]
    opened = built(uang=money, jumlah=counts, daftar=listed(7))
    assert one_of(opened, "cooperative_turnover_idr")[1] == 7
    assert one_of(opened, "cooperative_turnover_idr", "74.02")[1] == 9
