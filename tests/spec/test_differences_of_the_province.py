"""What two builds leave between them where a region is withheld: the province, and builds further back."""

import pytest
from rounds import some
from test_differences_of_states import KOLAKA, delivery_of, warned
from test_secrecy import LOCAL, MILLION, built, complete, everywhere, told  # noqa: F401
from test_secrecy_across_figures import lines_of

from kumkm.warehouse import connection, publishing, standing, trials
from kumkm.warehouse.rehearsal import check

pytestmark = pytest.mark.slow  # every case builds

REST = everywhere(without=["Kolaka", "Wakatobi"])
STATE = {"authority": "Provinsi"}


def said_by(settings, before, after):
    return trials.thin(settings, before, after)


def published(settings):
    return connection.published(settings.warehouse)


# -- the province is a figure, too -------------------------------------------------------------------------


def test_withdrawing_one_body_of_a_withheld_region_is_the_difference_of_the_province(built):  # noqa: F811
    before = built(
        daftar=lines_of([*KOLAKA, (900, "Wakatobi", 500), *REST], 2023),
        kiriman=lines_of([(901, "Wakatobi", 623)], 2023),
    )
    assert "74.07" not in told(before, "cooperative_turnover")
    was = told(before, "cooperative_turnover")["74"]
    said = standing.withdraw(built.settings, delivery_of(built.settings, "kiriman.csv"), "uji")
    # Kolaka and all others tell the same in both, so the province is less by what that one has.
    assert "Uang Sulawesi Tenggara 2023 berubah" in said
    after = built(day=2)
    assert was - told(after, "cooperative_turnover")["74"] == 623 * MILLION


@pytest.mark.long
def test_many_that_change_in_regions_withheld_are_no_difference_of_the_province(built):  # noqa: F811
    built(daftar=lines_of([*KOLAKA, (900, "Wakatobi", 500), (901, "Wakatobi", 480), *REST], 2023))
    before = published(built.settings)
    # Two of Wakatobi are too few; three are not: two of Wakatobi, and one of a region that goes along.
    hidden = built(day=2, susulan=lines_of([(900, "Wakatobi", 520), (901, "Wakatobi", 505)], 2023))
    assert "74.07" not in told(hidden, "cooperative_turnover")
    assert said_by(built.settings, before, published(built.settings)) == ["Sulawesi Tenggara 2023"]
    before = published(built.settings)
    companions = [code for code in LOCAL.values() if code not in told(hidden, "cooperative_turnover")]
    name = next(name for name, code in LOCAL.items() if code in companions and name != "Wakatobi")
    number, _, amount = next(body for body in [*KOLAKA, *REST] if body[1] == name)
    late = [(900, "Wakatobi", 540), (901, "Wakatobi", 526)]
    built(day=3, lagi=lines_of(late, 2023), lain=lines_of([(number, name, amount + 22)], 2023))
    # By 20, 21 and 22, and nobody sees of whom: of the companion it is one alone, but that is told nowhere.
    assert said_by(built.settings, before, published(built.settings)) == []


@pytest.mark.long
def test_the_first_under_the_province_is_its_difference(built, tmp_path):  # noqa: F811
    opened = built(daftar=lines_of([*KOLAKA, *everywhere(without=["Kolaka"])], 2023))
    was = told(opened, "cooperative_turnover")
    before = published(built.settings)
    late = lines_of([(950, "Kota Kendari", 612, STATE)], 2023)
    path = tmp_path / "provinsi.csv"
    path.write_text("\n".join(late), encoding="utf-8")
    assert [item.region_code for item in check([path], built.settings).findings if item.rule == "V77"] == ["74.00"]
    opened = built(day=2, provinsi=late)
    assert warned(opened, "provinsi.csv") == ["74.00"]
    now = told(opened, "cooperative_turnover")
    assert "74.00" not in now
    assert said_by(built.settings, before, published(built.settings)) == ["Sulawesi Tenggara 2023"]
    # Whoever goes along had told before, and has not changed: (new province − old) is the one.
    assert now["74"] - was["74"] == 612 * MILLION


@pytest.mark.long
def test_many_under_the_province_from_the_first_are_no_difference(built):  # noqa: F811
    built(daftar=lines_of([*KOLAKA, *everywhere(without=["Kolaka"])], 2023))
    before = published(built.settings)
    late = lines_of([(950 + n, "Kota Kendari", 612 + n, STATE) for n in range(5)], 2023)
    assert warned(built(day=2, provinsi=late), "provinsi.csv") == []
    assert said_by(built.settings, before, published(built.settings)) == []


RECAP = "Kabupaten/Kota;Tahun;Jumlah Koperasi;Volume Usaha (Rp)"


@pytest.mark.long
@pytest.mark.parametrize(("more", "named"), some([(0, True), (1, True), (4, False)], {1}))
def test_of_recaps_that_are_withheld_the_province_goes_by_how_many_each_counts(built, more, named):  # noqa: F811
    others = [f"{name};2023;9;900000000" for name in LOCAL if name != "Wakatobi"]
    built(rekap=[RECAP, "Wakatobi;2023;2;210000000", *others])
    before = published(built.settings)
    opened = built(day=2, rekap=[RECAP, f"Wakatobi;2023;{2 + more};{(210 + 50 * more + 1) * MILLION}", *others])
    assert ("74.07" in told(opened, "cooperative_turnover")) is (more > 0)  # two are withheld
    found = said_by(built.settings, before, published(built.settings))
    assert ("Sulawesi Tenggara 2023" in found) is named


# -- builds further back -----------------------------------------------------------------------------------


@pytest.mark.long
def test_what_three_that_came_and_two_that_went_leave_is_told_since_when(built):  # noqa: F811
    first = built(daftar=lines_of([*KOLAKA, *everywhere(without=["Kolaka"])], 2023))
    late = [(20, "Kolaka", 645), (21, "Kolaka", 401), (22, "Kolaka", 444)]
    built(day=2, tiga=lines_of(late, 2023))
    second = published(built.settings)
    gone = {"status": "Bubar"}
    mend = [(20, "Kolaka", 555), (21, "Kolaka", 401, gone), (22, "Kolaka", 444, gone)]
    third = built(day=3, betul=lines_of(mend, 2023))
    # −90, −401, −444 from the second; but from the first it is 555 of one.
    was, now = (complete(opened, "cooperative_turnover_idr")["74.01"] for opened in (first, third))
    assert now - was == 555 * MILLION
    found = said_by(built.settings, second, published(built.settings))
    assert found == ["Kolaka 2023 (sejak terbitan 1 Januari 2026, 08.00 WITA)"]
    # It is said once: the next build tells nothing new of Kolaka.
    before = published(built.settings)
    more = [(30 + number, "Muna", 90 + number) for number in range(4)]
    built(day=4, lain=lines_of(more, 2023))
    assert said_by(built.settings, before, published(built.settings)) == []


# -- a sender is answered by counts ------------------------------------------------------------------------


@pytest.mark.parametrize("guess", some([60, 96, 104, 200], {1}))
def test_no_guess_is_weighed_against_yardsticks(built, tmp_path, guess):  # noqa: F811
    # A guess at the 100 of Kolaka's first, and two yardsticks that move by 50 each. Were it asked whether what is left
    # of the two largest is less than 10 % of the largest, the answer would say that the guess is within 5 of the 100.
    built(daftar=lines_of([*KOLAKA, *everywhere(without=["Kolaka"])], 2023))
    late = lines_of([(0, "Kolaka", guess), (1, "Kolaka", 151), (2, "Kolaka", 152)], 2023)
    path = tmp_path / "tebakan.csv"
    path.write_text("\n".join(late), encoding="utf-8")
    assert "V77" not in {item.rule for item in check([path], built.settings).findings}
    seen = publishing.preview([("tebakan.csv", path.read_bytes())], built.settings)
    seen.close()
    assert seen.thin == ()
    # The office is told, who builds: 4 is less than 10 % of 50.
    before = published(built.settings)
    built(day=2, tebakan=late)
    assert (said_by(built.settings, before, published(built.settings)) != []) is (guess in (96, 104))
