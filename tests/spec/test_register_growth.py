"""Lists of cooperatives of two book years whose growth can be told apart by hand, and what of it is secret."""

import math
from datetime import UTC, datetime

import pytest

from kumkm.analysis import catalogue
from kumkm.errors import UsageError
from kumkm.warehouse import connection, reads
from kumkm.warehouse.build import build_and_report

pytestmark = pytest.mark.slow  # every case builds anew

HEADING = "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status;Jumlah Anggota;Volume Usaha"
BEFORE, AFTER = 2022, 2023
MATCHED, ENTERED, LEFT, GAINED, LOST = range(5)
MILLION = 1_000_000


@pytest.fixture
def listed(copy):
    """Build lists of the two years, bodies as (region, members or turnover, …) per year; returns a function that reads.

    `bodies` has (region, before, after): a number is what was reported, an empty text listed and silent, None not
    listed. `Kolaka > Muna` moved.
    """
    opened = []

    def run(bodies, field):
        lines = {BEFORE: [HEADING], AFTER: [HEADING]}
        for number, (region, *ends) in enumerate(bodies, start=1):
            first, _, last = region.partition(" > ")
            for year, where, value in zip(lines, (first, last or first), ends, strict=True):
                if value is not None:
                    told = f"{value};" if field == "members_persons" else f";{value}"
                    name = f"Koperasi Contoh {number}"
                    lines[year].append(f"{name};7400000{number:06d};{where};{year};Konsumen;Aktif;{told}")
        for year, rows in lines.items():
            if len(rows) == 1:
                continue
            (copy.raw / f"daftar-{year}.csv").write_text("\n".join(rows), encoding="utf-8")
        outcome = build_and_report(copy, datetime(2026, 1, 1, tzinfo=UTC))
        assert outcome.held_back == ()
        opened.append(connection.connect(outcome.published))
        return lambda name, **params: reads.run(opened[0], name, **params)

    yield run
    for connected in opened:
        connected.close()


@pytest.fixture
def decompose(listed):
    """Build such lists and take the growth apart. Returns the decomposition by code."""

    def run(bodies, field):
        read = listed(bodies, field)
        return catalogue.decomposition(read, field=field, from_year=BEFORE, to_year=AFTER).set_index("region_code")

    return run


def money(region, matched=0, entered=0, left=0, gained=0, lost=0):
    """So many bodies of each kind: the matched grow from ten to eleven million, the others have ten."""
    ten = 10 * MILLION
    return [
        *[(region, ten, 11 * MILLION)] * matched,
        *[(region, None, ten)] * entered,
        *[(region, ten, None)] * left,
        *[(region, "", ten)] * gained,
        *[(region, ten, "")] * lost,
    ]


# -- the worked example ------------------------------------------------------------------------------------


def test_one_matched_one_new_one_gone_and_two_that_were_silent_once(decompose):
    found = decompose(
        [
            ("Kolaka", 100, 120),  # the same body: +20
            ("Kolaka", None, 25),  # new on the register
            ("Kolaka", 40, None),  # gone from it
            ("Kolaka", "", 50),  # listed in both years, silent in the first
            ("Kolaka", 30, ""),  # listed in both years, silent in the second
            ("Kolaka", "", ""),  # listed and silent throughout: in no number
            ("Muna", 200, 190),
        ],
        "members_persons",
    )
    kolaka = found.loc["74.01"]
    assert (kolaka["before"], kolaka["after"], kolaka["change"]) == (170, 195, 25)
    assert kolaka["matched_change"] == 20
    assert (kolaka["entrants"], kolaka["exits"]) == (25, 40)
    assert kolaka["coverage_change"] == 50 - 30
    assert 25 == 20 + 25 - 40 + (50 - 30)
    assert kolaka["matched_growth_pct"] == pytest.approx(20)  # the headline
    assert kolaka["growth_pct"] == pytest.approx(100 * 25 / 170)  # 14,7% on paper
    assert (kolaka["bodies_before"], kolaka["matched_bodies"], kolaka["bodies_after"]) == (3, 1, 3)
    province = found.loc["74"]
    assert (province["before"], province["after"]) == (370, 385)
    assert province["matched_growth_pct"] == pytest.approx(100 * 10 / 300, abs=0.005)  # told to two decimals


@pytest.mark.long
def test_one_that_moved_is_gone_there_and_new_here(decompose, copy):
    bodies = [("Kolaka", 100, None), ("Kolaka", 10, 10), ("Muna", 10, 10)]
    decompose(bodies, "members_persons")
    path = copy.raw / f"daftar-{AFTER}.csv"
    moved = f"Koperasi Contoh 1;7400000000001;Muna;{AFTER};Konsumen;Aktif;110;"
    path.write_text(path.read_text(encoding="utf-8") + "\n" + moved, encoding="utf-8")
    outcome = build_and_report(copy, datetime(2026, 1, 2, tzinfo=UTC))
    with connection.connect(outcome.published) as opened:
        found = catalogue.decomposition(
            lambda name, **params: reads.run(opened, name, **params),
            field="members_persons",
            from_year=BEFORE,
            to_year=AFTER,
        ).set_index("region_code")
    assert found.loc["74.01", "exits"] == 100
    assert found.loc["74.03", "entrants"] == 110
    assert found.loc["74", ["matched_change", "entrants", "exits", "change"]].tolist() == [0, 110, 100, 10]


@pytest.mark.long
def test_dissolved_ones_are_off_the_register(decompose, copy):
    decompose([("Kolaka", 100, 100), ("Kolaka", 40, 40)], "members_persons")
    path = copy.raw / f"daftar-{AFTER}.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Konsumen;Aktif;40", "Konsumen;Bubar;40"), encoding="utf-8")
    outcome = build_and_report(copy, datetime(2026, 1, 2, tzinfo=UTC))
    with connection.connect(outcome.published) as opened:
        parts = reads.register_parts(opened, field="members_persons", from_year=BEFORE, to_year=AFTER)
    assert parts.set_index(["region_code", "part"]).loc[("74.01", "left"), "value"] == 40


# -- money of few is secret --------------------------------------------------------------------------------


@pytest.mark.long
def test_money_of_three_or_more_in_every_part_is_told(decompose):
    found = decompose(money("Kolaka", matched=3, entered=3, left=4, gained=5, lost=3), "turnover_idr")
    for code in ("74.01", "74"):
        row = found.loc[code] / MILLION
        assert (row["before"], row["after"]) == (100, 113)  # 30 + 40 + 30, 33 + 30 + 50
        assert (row["matched_change"], row["entrants"], row["exits"], row["coverage_change"]) == (3, 30, 40, 20)


@pytest.mark.long
def test_two_new_among_several_that_came_is_told_together_with_them_only(decompose):
    found = decompose(
        [*money("Kolaka", matched=5, entered=2, gained=3), *money("Muna", matched=5, entered=4, gained=3)],
        "turnover_idr",
    )
    kolaka = found.loc["74.01"]
    assert kolaka[["entrants", "exits", "coverage_change"]].isna().all()
    assert kolaka["unmatched_change"] == 50 * MILLION
    assert kolaka["matched_growth_pct"] == pytest.approx(10)
    assert found.loc["74.03", "entrants"] == 40 * MILLION
    assert math.isnan(found.loc["74", "entrants"])  # less Muna's it would be the two in Kolaka
    assert found.loc["74", "unmatched_change"] == 120 * MILLION


@pytest.mark.long
def test_one_of_three_new_that_has_nearly_all_is_not_told_apart_either(decompose):
    bodies = [*money("Kolaka", matched=5, gained=9), *[("Kolaka", None, MILLION)] * 2, ("Kolaka", None, 98 * MILLION)]
    found = decompose(bodies, "turnover_idr")
    assert math.isnan(found.loc["74.01", "entrants"])  # 98 of 100
    assert found.loc["74.01", "unmatched_change"] == 190 * MILLION


def test_a_region_whose_newcomer_is_alone_is_withheld_whole_but_not_its_counts(decompose):
    found = decompose(
        [
            *money("Kolaka", matched=9, entered=1),
            *money("Muna", matched=4, entered=3),
            *money("Bombana", matched=5, entered=3),
            *money("Buton", matched=9),
        ],
        "turnover_idr",
    )
    kolaka = found.loc["74.01"]
    assert kolaka[["before", "after", "change", "matched_change", "matched_growth_pct"]].isna().all()
    assert (kolaka["bodies_before"], kolaka["matched_bodies"], kolaka["bodies_after"]) == (9, 9, 10)
    # The province is told, so two others are withheld as well: Muna knows its own three, and would else find the one.
    assert found.loc[["74.03", "74.06"], "change"].isna().all()
    assert found.loc["74.04", "change"] == 9 * MILLION
    assert found.loc["74", "change"] == (9 + 10 + 4 + 30 + 5 + 30 + 9) * MILLION


@pytest.mark.long
def test_where_only_one_other_could_hide_it_and_knows_its_own_the_province_is_withheld(decompose):
    found = decompose(
        [*money("Kolaka", matched=9, entered=1), *money("Muna", matched=4, entered=3), *money("Buton", matched=9)],
        "turnover_idr",
    )
    assert found.loc[["74", "74.01"], "change"].isna().all()
    assert found.loc["74.03", "change"] == (4 + 30) * MILLION


def test_a_companion_to_whom_nobody_came_does_not_hide_those_who_came_elsewhere(decompose):
    found = decompose(
        [
            *money("Kolaka", matched=9, entered=2),
            *money("Muna", matched=4),  # fewest, but nobody came
            *money("Buton", matched=6, entered=6),
            *money("Bombana", matched=7, entered=7),
        ],
        "turnover_idr",
    )
    withheld = found["change"].isna()
    assert set(withheld.index[withheld]) == {"74.01", "74.04", "74.06"}
    assert found.loc["74.03", "change"] == 4 * MILLION
    assert found.loc["74", "change"] == (9 + 20 + 4 + 6 + 60 + 7 + 70) * MILLION


@pytest.mark.long
def test_two_withheld_for_different_reasons_do_not_hide_each_other(decompose):
    found = decompose(
        [
            *money("Kolaka", matched=9, entered=2),
            *money("Muna", matched=9, left=2),
            *money("Buton", matched=9, entered=5, left=5),
            *money("Bombana", matched=9, entered=6, left=6),
        ],
        "turnover_idr",
    )
    withheld = found["change"].isna()
    assert set(withheld.index[withheld]) == {"74.01", "74.03", "74.04", "74.06"}
    assert found.loc["74", "change"] == (4 * 9 + 20 - 20 + 50 - 50 + 60 - 60) * MILLION


@pytest.mark.long
def test_where_no_region_can_hide_another_the_province_is_withheld(decompose):
    found = decompose([*money("Kolaka", matched=9, entered=1), *money("Muna", matched=9)], "turnover_idr")
    assert found.loc[["74", "74.01"], "change"].isna().all()
    assert found.loc["74.03", "change"] == 9 * MILLION
    assert found.loc["74", "bodies_after"] == 19


def test_one_that_dominates_the_matched_withholds_its_region(decompose):
    giant = [("Kolaka", 900 * MILLION, 990 * MILLION)]
    found = decompose(
        [*giant, *money("Kolaka", matched=5), *money("Muna", matched=30), *money("Buton", matched=40)], "turnover_idr"
    )
    # 900 of 950; all the others together, known to within half, could not hide it in the province's sum.
    assert found.loc[["74", "74.01"], "matched_growth_pct"].isna().all()
    assert found.loc["74.04", "matched_growth_pct"] == pytest.approx(10)


def test_a_region_that_sent_one_list_only_did_not_lose_its_cooperatives(decompose):
    found = decompose(
        [("Kolaka", 100, 120), ("Kolaka", 10, 10), ("Muna", 50, None), ("Buton", None, 70)], "members_persons"
    )
    assert set(found.index) == {"74", "74.01"}
    assert found.loc["74", ["before", "after", "entrants", "exits"]].tolist() == [110, 130, 0, 0]


def test_shift_share_names_the_region_that_sent_one_list_only(decompose, copy):
    decompose([("Kolaka", 100, 120), ("Muna", 50, None)], "members_persons")
    with connection.connect(connection.published(copy.warehouse)) as opened, pytest.raises(UsageError) as refused:
        catalogue.shift_share(
            lambda name, **params: reads.run(opened, name, **params),
            data="cooperatives",
            from_year=BEFORE,
            to_year=AFTER,
            without="",
        )
    assert "Daftar koperasi untuk salah satu tahunnya di Muna belum ada data" in str(refused.value)


@pytest.mark.long
def test_a_list_of_one_year_only_is_no_growth(decompose):
    with pytest.raises(UsageError, match="Daftar koperasi 2022 dan 2023 belum ada data; kirim berkasnya"):
        decompose([("Kolaka", None, 20), ("Muna", None, 30)], "members_persons")


# -- the growth of the same bodies beside two published totals ---------------------------------------------


def grown(read):
    """Status of the growth of the same cooperatives in the second year, by code."""
    panel = read("indicator_panel", indicator_id="turnover_growth")
    return panel[panel["year"] == AFTER].set_index("region_code")["status"]


def test_growth_of_the_same_is_secret_where_it_would_give_a_single_newcomer_away(listed):
    # Kolaka: 50 → 65 million in all, the five of before grew by a tenth to 55: the sixth has 10.
    bodies = money("Kolaka", matched=5, entered=1) + money("Muna", matched=6) + money("Bombana", matched=9)
    found = grown(listed(bodies, "turnover_idr"))
    assert found["74.01"] == "suppressed"
    assert (found["74.03"], found["74.06"]) == ("reported", "reported")
    assert found.get("74") in (None, "suppressed")  # the province's less theirs would be Kolaka's


def test_growth_of_the_same_is_shown_where_many_came_and_secret_where_one_came_and_one_went(listed):
    # Kolaka: who went knows what it had, and would learn from growth and both totals what the newcomer has.
    bodies = money("Kolaka", matched=5, entered=1, left=1) + money("Muna", matched=6, entered=3)
    found = grown(listed(bodies, "turnover_idr"))
    assert found[["74.01", "74.03"]].to_dict() == {"74.01": "suppressed", "74.03": "reported"}


# -- what a growth must not tell -------------------------------------------------------------------------------


def test_a_growth_whose_parts_are_withheld_has_two_decimals(listed):
    """Of whole millions all digits of a growth are those of one fraction, and that one's terms the withheld levels."""
    bodies = [("Konawe", (150 + 7 * n) * MILLION, (191 + 11 * n) * MILLION) for n in range(9)]
    bodies += [("Konawe", None, 145 * MILLION), *[("Konawe", (129 + n) * MILLION, None) for n in (0, 4, 19, 26)]]
    read = listed([*bodies, *money("Kolaka", matched=9, entered=5, left=5)], "turnover_idr")
    parts = read("register_parts", field="turnover_idr", from_year=BEFORE, to_year=AFTER).set_index("region_code")
    growths = read("indicator_panel", indicator_id="turnover_growth").dropna(subset=["value"])
    told = growths[growths["year"] == AFTER].set_index("region_code")["value"]
    assert len(told) >= 2
    exact = sum(191 + 11 * n for n in range(9)) / sum(150 + 7 * n for n in range(9)) * 100 - 100
    assert exact != round(exact, 2)
    for code, value in told.items():
        assert value == round(value, 2), (code, parts.loc[[code], ["part", "value"]])
    assert told.get("74.02", round(exact, 2)) == round(exact, 2)


def test_one_that_moved_to_the_province_s_own_list_is_not_what_its_parts_have_more_than_the_regions(listed):
    bodies = [*money("Kolaka", matched=9, entered=5, left=5), *money("Konawe", matched=9, entered=5, left=5)]
    lines = [*bodies, ("Kolaka > Binaan Provinsi", 40 * MILLION, 43 * MILLION)]
    read = listed([*lines, *[("Binaan Provinsi", None, 10 * MILLION)] * 6], "turnover_idr")
    parts = read("register_parts", field="turnover_idr", from_year=BEFORE, to_year=AFTER)
    assert "74.00" not in set(parts["region_code"])
    levels = read("indicator_panel", indicator_id="cooperative_turnover")
    after = levels[(levels["year"] == AFTER) & levels["region_code"].isin(["74.01", "74.02"])]["value"].sum()
    province = parts[
        (parts["region_code"] == "74") & parts["part"].isin(["matched_after", "entered", "came", "coverage_gained"])
    ]
    assert province["value"].sum() == after
