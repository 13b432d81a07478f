"""What two builds give away that neither does: figures withheld in the one and told in the other."""

import pytest
from test_secrecy import LOCAL, MILLION, built, everywhere, told  # noqa: F401
from test_secrecy_across_figures import lines_of

from kumkm.warehouse import connection, standing, trials

pytestmark = pytest.mark.slow  # every case builds

LIST = lines_of([(900, "Wakatobi", 500), *everywhere(without=["Wakatobi"])], 2023)


def dissolved(region, count):
    """Lines of a later list, in which so many bodies of a region are dissolved."""
    of_region = [body for body in everywhere(without=["Wakatobi"]) if body[1] == region][:count]
    head, *lines = lines_of(of_region, 2023)
    return [head, *(line.replace(";Aktif;", ";Bubar;") for line in lines)]


def withheld(opened):
    shown = told(opened, "cooperative_turnover")
    return {name for name, code in LOCAL.items() if code not in shown}


def province(opened):
    return told(opened, "cooperative_turnover")["74"]


def both(built, later):  # noqa: F811
    """The two builds, and of whom the later one warns."""
    first = built(daftar=LIST)
    before = connection.published(built.settings.warehouse)
    second = built(day=2, susulan=later)
    after = connection.published(built.settings.warehouse)
    return first, second, trials.uncovered(built.settings, before, after)


def test_a_companion_that_is_told_in_the_next_build_uncovers_who_it_covered(built):  # noqa: F811
    # Six everywhere: with the single body of Wakatobi go the first two. Once Baubau has three, it goes in place of one.
    first, second, warned = both(built, dissolved("Kota Baubau", 3))
    assert withheld(first) == {"Wakatobi", "Kolaka", "Konawe"}
    assert withheld(second) == {"Wakatobi", "Kolaka", "Kota Baubau"}
    # What the first withheld, less Konawe as the second tells it, is Wakatobi and Kolaka, which knows its own.
    rest = province(first) - sum(value for code, value in told(first, "cooperative_turnover").items() if code != "74")
    kolaka = sum(amount for _, region, amount in everywhere() if region == "Kolaka") * MILLION
    assert rest - told(second, "cooperative_turnover")["74.02"] - kolaka == 500 * MILLION
    assert warned == ["Wakatobi 2023"]


@pytest.mark.long
def test_companions_that_stay_the_same_uncover_nobody(built):  # noqa: F811
    first, second, warned = both(built, dissolved("Kolaka", 3))
    assert withheld(first) == withheld(second) == {"Wakatobi", "Kolaka", "Konawe"}
    assert warned == []


def test_who_withdraws_is_warned_before_it_counts(built):  # noqa: F811
    built(daftar=LIST)
    built(day=2, susulan=dissolved("Kota Baubau", 3))
    file = next(item for item in standing.deliveries(built.settings) if item.file == "susulan.csv")
    assert "Uang Wakatobi 2023 dirahasiakan, tetapi daerah" in standing.withdraw(built.settings, file.delivery, "uji")
