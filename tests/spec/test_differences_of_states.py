"""One figure less the one before it, whichever way the one came to stand instead of the other."""

import pytest
from test_secrecy import LOCAL, MILLION, built, complete, everywhere, told  # noqa: F401
from test_secrecy_across_figures import BALANCE, LIST, lines_of

from kumkm.warehouse import reads, standing

pytestmark = pytest.mark.slow  # every case builds

KOLAKA = [(number, "Kolaka", 100 + number) for number in range(6)]


def warned(opened, file):
    found = reads.findings(opened)
    return sorted(found.loc[(found["rule"] == "V77") & (found["file"] == file), "region_code"])


# -- between figures ---------------------------------------------------------------------------------------

CREDIT = "Kabupaten/Kota;Tahun;Bulan;Penyaluran (Rp);Jumlah Debitur;Sektor Produksi (Rp);Debitur Sektor Produksi"


def month(number, lent=800, debtors=40, production=400, producers=20):
    amounts = f"{lent * MILLION};{debtors};{production * MILLION};{producers}"
    return [f"{region};2023;{number};{amounts}" for region in LOCAL]


def test_what_a_month_leaves_of_the_whole_less_the_part_is_a_difference_too(built):  # noqa: F811
    built(kur=[CREDIT, *month(1), *month(2)])
    # Twenty borrow 817 million, nineteen of them 380 for production: the twentieth has 437.
    late = [CREDIT, *month(3)[1:], f"Kolaka;2023;3;{817 * MILLION};20;{380 * MILLION};19"]
    assert warned(built(day=2, susulan=late), "susulan.csv") == ["74.01"]


def test_a_month_of_many_in_and_out_of_production_is_no_matter(built):  # noqa: F811
    built(kur=[CREDIT, *month(1), *month(2)])
    assert warned(built(day=2, susulan=[CREDIT, *month(3)]), "susulan.csv") == []


def of_balances(bodies):
    """Lines of a list: bodies are (number, region, equity, outside capital, assets), in million, None is not said."""
    return [
        BALANCE,
        *(
            f"Koperasi Contoh {number};7400000{number:06d};{region};2023;Aktif;"
            + ";".join("" if amount is None else str(amount * MILLION) for amount in said)
            for number, region, *said in bodies
        ),
    ]


def test_one_that_tells_assets_only_among_three_that_tell_all_is_left_over(built):  # noqa: F811
    whole = [(100 * place + n, name, 60 + n, 40, 100 + n) for place, name in enumerate(LOCAL) for n in range(6)]
    partly = [(5000 + n, "Kolaka", None, None, 200 + n) for n in range(5)]
    built(daftar=of_balances([*whole, *partly]))
    three = [(6000 + n, "Kolaka", 61 + n, 39, 100 + n) for n in range(3)]
    late = of_balances([*three, (6100, "Kolaka", None, None, 180)])
    assert warned(built(day=2, susulan=late), "susulan.csv") == ["74.01"]
    # Four that tell all leave nothing of anybody.
    later = of_balances([(7000 + n, "Muna", 61 + n, 39, 100 + n) for n in range(4)])
    assert warned(built(day=3, lagi=later), "lagi.csv") == []


# -- a list where a recap spoke ----------------------------------------------------------------------------

RECAP = "Kabupaten/Kota;Tahun;Jumlah Koperasi;Volume Usaha (Rp)"


@pytest.mark.parametrize(("counted", "regions"), [(5, ["74.01"]), (6, ["74.01"]), (12, [])])
def test_a_list_that_takes_the_place_of_a_recap_is_the_late_body_less_it(built, counted, regions):  # noqa: F811
    total = sum(turnover for *_, turnover in KOLAKA[:-1])
    others = [f"{name};2023;6;600000000" for name in LOCAL if name != "Kolaka"]
    built(rekap=[RECAP, f"Kolaka;2023;{counted};{total * MILLION}", *others])
    assert warned(built(day=2, daftar=lines_of(KOLAKA, 2023)), "daftar.csv") == regions


def test_a_list_that_says_what_the_recap_said_differs_by_nobody(built):  # noqa: F811
    total = sum(turnover for *_, turnover in KOLAKA)
    built(rekap=[RECAP, f"Kolaka;2023;6;{total * MILLION}"])
    assert warned(built(day=2, daftar=lines_of(KOLAKA, 2023)), "daftar.csv") == []
