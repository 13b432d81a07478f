"""What two builds give away in what a growth of the register is made of: a list of an earlier year that comes late."""

import pytest
from test_secrecy import MILLION, built  # noqa: F401
from test_secrecy_across_figures import lines_of

from kumkm.warehouse import connection, reads, trials

pytestmark = pytest.mark.slow  # every case builds

HALL = ["Konawe", "Muna", "Konawe Selatan", "Bombana", "Kolaka Utara", "Kota Kendari", "Kota Baubau"]


# Regions of two bodies that sent both lists: among them a third is withheld in the province.
SMALL = [
    body
    for place, region in enumerate(["Kolaka", "Kolaka Timur", "Muna Barat"])
    for body in [(100 + 10 * place, region, 210 + 7 * place), (101 + 10 * place, region, 190 + 9 * place)]
]


def bodies(region, amounts, first):
    return [(first + place, region, amount) for place, amount in enumerate(amounts)]


def hall(year):
    """Regions of nine bodies in both years, growing by a tenth."""
    return [
        body
        for place, region in enumerate(HALL, start=1)
        for body in bodies(
            region, [round((100 + number) * (1.1 if year == 2023 else 1)) for number in range(9)], 1000 * place
        )
    ]


def all_of(opened, year):
    """What the parts of the province told between 2022 and 2023 hold of one year, in whole rupiah."""
    wanted = (
        ("matched_before", "left", "coverage_lost", "went")
        if year == 2022
        else ("matched_after", "entered", "coverage_gained", "came")
    )
    parts = reads.register_parts(opened, field="turnover_idr", from_year=2022, to_year=2023)
    told = parts[(parts["region_code"] == "74") & parts["part"].isin(wanted)]
    assert told["value"].notna().all()
    return round(told["value"].sum())


def compared(built, second):  # noqa: F811
    """The two builds, and what is said of money that changes by too few, to the office and to a sender."""
    first = built.settings and connection.published(built.settings.warehouse)
    opened = built(day=2, susulan=second)
    after = connection.published(built.settings.warehouse)
    return opened, trials.thin(built.settings, first, after), trials.thin_to_sender(built.settings, first, after)


def test_a_late_list_of_an_earlier_year_tells_the_later_year_of_one_body(built):  # noqa: F811
    # Buton has one cooperative, and sends its list of 2022 when that of 2023 counts already.
    now = [*hall(2023), *SMALL, *bodies("Buton", [220], 500), *bodies("Wakatobi", [200, 210], 600)]
    before = built(d2022=lines_of([*hall(2022), *SMALL], 2022), d2023=lines_of(now, 2023))
    after, told, asked = compared(built, lines_of(bodies("Buton", [205], 500), 2022))
    assert all_of(after, 2023) - all_of(before, 2023) == 220 * MILLION  # what the warning is of
    assert "Sulawesi Tenggara 2023" in told
    assert "Sulawesi Tenggara 2023" in asked


def test_a_late_list_of_many_tells_nobody(built):  # noqa: F811
    many = [200 + place for place in range(8)]
    now = [*hall(2023), *bodies("Buton", many, 500)]
    before = built(d2022=lines_of(hall(2022), 2022), d2023=lines_of(now, 2023))
    after, told, asked = compared(built, lines_of(bodies("Buton", many, 500), 2022))
    assert all_of(after, 2023) - all_of(before, 2023) == sum(many) * MILLION
    assert told == [] and asked == []


def test_one_body_more_in_a_late_list_tells_what_it_has_a_year_later(built):  # noqa: F811
    # Of the region's nine, five were not listed in 2022 and are entered; listed late, one is one of the same bodies.
    first = [body for body in hall(2022) if body[0] not in range(1000, 1005)]
    before = built(d2022=lines_of(first, 2022), d2023=lines_of(hall(2023), 2023))
    after, told, _ = compared(built, lines_of([(1000, "Konawe", 95)], 2022))
    matched = [
        round(
            reads.register_parts(opened, field="turnover_idr", from_year=2022, to_year=2023)
            .set_index(["region_code", "part"])
            .loc[("74", "matched_after"), "value"]
        )
        for opened in (before, after)
    ]
    assert matched[1] - matched[0] == 110 * MILLION
    assert "Konawe 2023" in told or "Sulawesi Tenggara 2023" in told
