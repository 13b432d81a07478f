"""One figure less the one before it, whichever way the one came to stand instead of the other."""

import pytest
from rounds import some
from test_secrecy import LOCAL, MILLION, built, complete, everywhere, told  # noqa: F401
from test_secrecy_across_figures import BALANCE, lines_of

from kumkm.warehouse import connection, differing, reads, standing

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


@pytest.mark.long
def test_what_a_month_leaves_of_the_whole_less_the_part_is_a_difference_too(built):  # noqa: F811
    built(kur=[CREDIT, *month(1), *month(2)])
    # Twenty borrow 817 million, nineteen of them 380 for production: the twentieth has 437.
    late = [CREDIT, *month(3)[1:], f"Kolaka;2023;3;{817 * MILLION};20;{380 * MILLION};19"]
    assert warned(built(day=2, susulan=late), "susulan.csv") == ["74.01"]


@pytest.mark.long
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


@pytest.mark.long
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


@pytest.mark.long
@pytest.mark.parametrize(("counted", "regions"), some([(5, ["74.01"]), (6, ["74.01"]), (12, [])], {1}))
def test_a_list_that_takes_the_place_of_a_recap_is_the_late_body_less_it(built, counted, regions):  # noqa: F811
    total = sum(turnover for *_, turnover in KOLAKA[:-1])
    others = [f"{name};2023;6;600000000" for name in LOCAL if name != "Kolaka"]
    built(rekap=[RECAP, f"Kolaka;2023;{counted};{total * MILLION}", *others])
    assert warned(built(day=2, daftar=lines_of(KOLAKA, 2023)), "daftar.csv") == regions


@pytest.mark.long
def test_a_list_that_says_what_the_recap_said_differs_by_nobody(built):  # noqa: F811
    total = sum(turnover for *_, turnover in KOLAKA)
    built(rekap=[RECAP, f"Kolaka;2023;6;{total * MILLION}"])
    assert warned(built(day=2, daftar=lines_of(KOLAKA, 2023)), "daftar.csv") == []


# -- taking back, and back again ---------------------------------------------------------------------------


def delivery_of(settings, file):
    return next(item.delivery for item in standing.deliveries(settings) if item.file == file)


@pytest.mark.long
def test_a_withdrawn_month_of_one_debtor_is_told_and_so_is_its_return(built):  # noqa: F811
    heading = "Kabupaten/Kota;Tahun;Bulan;Penyaluran (Rp);Jumlah Debitur"
    months = [f"{name};2023;{number};300000000;15" for name in LOCAL for number in range(1, 9)]
    last = [f"{name};2023;9;{37 if name == 'Kolaka' else 300}000000;{1 if name == 'Kolaka' else 15}" for name in LOCAL]
    built(delapan=[heading, *months])
    built(day=2, sembilan=[heading, *last])
    mine = delivery_of(built.settings, "sembilan.csv")
    assert "Uang Kolaka 2023 berubah" in standing.withdraw(built.settings, mine, "uji")
    assert "Uang" not in standing.readmit(built.settings, mine)  # nothing is published in between
    standing.withdraw(built.settings, mine, "uji")
    built(day=3)
    assert "Uang Kolaka 2023 berubah" in standing.readmit(built.settings, mine)


@pytest.mark.long
def test_withdrawing_goes_by_what_stands_afterwards_not_by_what_the_delivery_names(built):  # noqa: F811
    # Five of six fall back on the older list, which says the same of them: only the sixth changes.
    first = [*KOLAKA, *everywhere(without=["Kolaka"])]
    built(lama=lines_of(first, 2023))
    built(day=2, baru=lines_of([*KOLAKA[:-1], (5, "Kolaka", 160)], 2023))
    assert "Uang Kolaka 2023 berubah" in standing.withdraw(
        built.settings, delivery_of(built.settings, "baru.csv"), "uji"
    )


@pytest.mark.long
def test_withdrawing_what_nobody_stands_on_any_more_changes_nothing(built):  # noqa: F811
    built(lama=lines_of([*KOLAKA, *everywhere(without=["Kolaka"])], 2023))
    built(day=2, baru=lines_of([(0, "Kolaka", 160)], 2023))
    built(day=3, lagi=lines_of([(0, "Kolaka", 170)], 2023))
    assert "Uang" not in standing.withdraw(built.settings, delivery_of(built.settings, "baru.csv"), "uji")


@pytest.mark.long
def test_withdrawing_a_list_that_stands_instead_of_a_recap_leaves_the_late_body(built):  # noqa: F811
    total = sum(turnover for *_, turnover in KOLAKA[:-1])
    built(rekap=[RECAP, f"Kolaka;2023;6;{total * MILLION}"])
    built(day=2, daftar=lines_of(KOLAKA, 2023))
    said = standing.withdraw(built.settings, delivery_of(built.settings, "daftar.csv"), "uji")
    assert "Uang Kolaka 2023 berubah" in said


@pytest.mark.long
def test_two_that_are_withdrawn_together_are_asked_together(built):  # noqa: F811
    built(lama=lines_of([*KOLAKA, *everywhere(without=["Kolaka"])], 2023))
    built(day=2, satu=lines_of([(20, "Kolaka", 120)], 2023))
    built(day=3, lain=lines_of([(21 + n, "Kolaka", 121 + n) for n in range(3)], 2023))
    assert "Uang" not in standing.withdraw(built.settings, delivery_of(built.settings, "lain.csv"), "uji")
    assert "Uang" not in standing.withdraw(built.settings, delivery_of(built.settings, "satu.csv"), "uji")


# -- what two builds are said to differ by -----------------------------------------------------------------


def test_a_difference_of_what_is_withheld_is_said_without_it_and_nothing_of_who_is_largest(built):  # noqa: F811
    files = []
    few = [(1, "Kolaka", 70), (2, "Kolaka", 80), *everywhere(without=["Kolaka"])]
    for day, bodies in ((1, few), (2, [(1, "Kolaka", 70), (2, "Kolaka", 91), *few[2:]])):
        built(day=day, daftar=lines_of(bodies, 2023))
        files.append(connection.published(built.settings.warehouse).path)
    found = differing.differences(*files)
    cells = [item for item in found if item.table == "measure_complete" and "74.01" in item.key]
    assert cells
    assert {str(item).rsplit(": ", 1)[1] for item in cells} == {"berubah, dirahasiakan"}
    assert {item.column for item in cells if "turnover_idr" in item.key} == {"source_ids", "value"}
    assert not {"largest", "second", "size"} & {item.column for item in found}
    assert not any(text in str(item) for item in found for text in ("91000000", "161000000", "tidak ada → tidak ada"))
