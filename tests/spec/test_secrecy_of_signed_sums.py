"""Surpluses and losses that net to nothing are no less of somebody: protection goes by what bodies have, either way."""

import pytest
from test_secrecy import LOCAL, MILLION, built, complete, holds, told  # noqa: F401

from kumkm.secrecy.attack import System, Unknown, exposed
from kumkm.secrecy.protecting import Table, protected
from kumkm.secrecy.rules import Protection, Sum
from kumkm.warehouse import auditing, protecting

RULE = Protection(protection=0.1, prior=0.5, dominance=0.8)
SURPLUS = "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Status;Jumlah Anggota;SHU"


def surpluses(few):
    """Lines of a list: six bodies of 500 to 505 million in every region but those of `few`, which name theirs."""
    of = {region: few.get(region, range(500, 506)) for region in LOCAL}
    bodies = [(region, amount) for region, amounts in of.items() for amount in amounts]
    return [
        SURPLUS,
        *(
            f"Koperasi Contoh {number};7400000{number:06d};{region};2023;Aktif;30;{amount * MILLION}"
            for number, (region, amount) in enumerate(bodies)
        ),
    ]


def hidden_of(opened):
    shown = told(opened, "cooperative_surplus")
    assert "74" in shown
    return {code for code in LOCAL.values() if code not in shown}


def listed(opened, code):
    """Whether the audit names the surplus of a region among what it attacked."""
    return any(
        (item.subject, item.region, item.year) == ("cooperative_surplus_idr", code, 2023)
        for item in holds(opened).amounts
    )


@pytest.mark.slow
def test_two_that_net_to_nothing_are_covered_as_two_that_add_up(built):  # noqa: F811
    # 520 − 520 = 0, and 10 % of 0 is no protection: from the province one of them would know the other.
    opened = built(daftar=surpluses({"Kolaka": [520, -520]}))
    assert complete(opened, "cooperative_surplus_idr")["74.01"] == 0
    # They have 1.040 million: it must stay free by 104, also for one companion, so two others go along. What these come
    # to is nobody's, and needs no cover.
    assert hidden_of(opened) == {"74.01", "74.02", "74.03"}
    assert listed(opened, "74.01")


@pytest.mark.long
@pytest.mark.slow
def test_companions_cover_no_more_than_what_they_net_to(built):  # noqa: F811
    # 520 − 505 = 15: 1,5 would be covered by the 12 and 20 of the regions of fewest bodies. 102,5 is not: whoever knows
    # what they came to last year knows them to within 6 and 10.
    few = {"Kolaka": [520, -505], "Wakatobi": [20, -12, 4], "Muna Barat": [25, -15, -14, 24]}
    opened = built(daftar=surpluses(few))
    nets = {LOCAL[region]: abs(sum(few.get(region, range(500, 506)))) for region in LOCAL}
    others = sorted(nets[code] / 2 for code in hidden_of(opened) - {"74.01"})
    assert sum(others[:-1]) >= 102.5  # the largest knows its own
    assert listed(opened, "74.01")


def of_few(value, size):
    return Sum(value, 2, size / 2, size / 2, size)


def of_many(value, size=None):
    size = abs(value) if size is None else size
    return Sum(value, 6, size / 6, size / 6, size)


def table_of(one, others):
    row = {"74.01": one, **{f"74.{place:02d}": item for place, item in enumerate(others, start=2)}}
    total = sum(item.value for item in row.values())
    size = sum(item.magnitude for item in row.values())
    return Table({"m": row | {"74": Sum(total, 6 * len(row), size / 9, size / 9, size)}}, 3, adds_up=True)


def test_need_goes_by_the_size_of_a_sum_where_it_is_known_and_room_by_what_it_comes_to():
    table = table_of(of_few(15, 1025), [of_many(12, 36), Sum(-20, None, float("nan"), float("nan"), float("nan"))])
    assert table.need("m", "74.01", RULE) == pytest.approx(102.5)
    assert table.room("m", "74.02", RULE) == 6  # what they come to was told last year, whatever they have
    assert table.room("m", "74.03", RULE) == 10  # nobody knows who gave what


def test_a_sum_of_nothing_is_attacked():
    system = System()
    system.add(Unknown("one", 0.0, "one", need=104.0, signed=True))
    system.add(Unknown("other", 3000.0, "other", need=0.0))
    system.relate({"one": 1.0, "other": 1.0}, 3000.0)
    assert [item.key for item in system.wanted] == ["one"]
    assert exposed(system, RULE) == {"one"}  # the other knows its own
    system.add(Unknown("third", 3000.0, "third", need=0.0))
    system.sums[0] = ({"one": 1.0, "other": 1.0, "third": 1.0}, 6000.0)
    assert exposed(system, RULE) == set()


def test_what_cannot_be_less_than_nothing_is_protected_as_by_its_value():
    amounts = [60.0, 70.0, 80.0, 400.0]
    known = table_of(of_few(100, 100), [of_many(amount) for amount in amounts])
    unknown = table_of(of_few(100, 100), [Sum(amount, 6, *[float("nan")] * 3) for amount in amounts])
    # 100 must be free by 10: the 60 and 70 of as many bodies as all others, to within 30 and 35, cover it.
    assert set(protected(known, RULE)) == set(protected(unknown, RULE)) == {"74.01", "74.02", "74.03"}


def test_what_is_withheld_of_what_came_with_the_project_is_counted(serving):
    """All of it is no less than nothing, but surpluses, and of those none is withheld where losses matter."""
    for (family, _), table in protecting.tables(serving).items():
        for item in (item for row in table.sums.values() for item in row.values() if family != "surplus"):
            assert item.magnitude == pytest.approx(abs(item.value), rel=1e-12)
    assert serving.execute("SELECT count(*) FROM mart.protected_cell").fetchall() == [(126,)]


@pytest.mark.long
@pytest.mark.slow
def test_all_of_it_holds_when_it_is_attacked(serving):
    found = auditing.audit(serving)
    assert (len(found.amounts), found.holds) == (562, True)


BALANCE = "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Status;Modal Sendiri (Rp);Modal Luar (Rp);Aset (Rp)"


@pytest.mark.slow
def test_who_writes_nothing_where_it_owes_is_not_told_by_what_its_balance_leaves(built):  # noqa: F811
    """Six of each region; of Kolaka one writes 0 for a debt of 3.123.456.789, which assets less equity would tell."""
    lines = [BALANCE]
    for place, region in enumerate(LOCAL):
        for number in range(6):
            owned, owed = (700 + 10 * number) * MILLION, (650 + 10 * place) * MILLION
            stated = owed
            if (region, number) == ("Kolaka", 0):
                owed, stated = 3_123_456_789, 0
            lines.append(
                f"Koperasi Contoh {place}-{number};7400000{place:03d}{number:03d};{region};2023;Aktif;"
                f"{owned};{stated};{owned + owed}"
            )
    opened = built(daftar=lines)
    sums = {name: told(opened, f"cooperative_{name}").get("74.01") for name in ("assets", "equity", "outside_capital")}
    assert None in sums.values(), sums
    assert holds(opened).holds
