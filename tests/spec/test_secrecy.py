"""What somebody who subtracts can learn: the attacks that were found once, registers made to be hard, and the audit."""

import json
import math
import random
import re
from datetime import UTC, datetime

import pytest
from rounds import some

from kumkm import __main__ as command
from kumkm.warehouse import auditing, connection, differing, protecting, reads
from kumkm.warehouse.build import build_and_report

pytestmark = pytest.mark.slow  # every case builds and attacks a register

LIST = (
    "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status;Jumlah Anggota;Modal Sendiri;Modal Luar;Aset;Volume Usaha"
)
KUR = "Kabupaten/Kota;Tahun;Bulan;Penyaluran (Rp Juta);Jumlah Debitur"
LOCAL = {
    "Kolaka": "74.01", "Konawe": "74.02", "Muna": "74.03", "Buton": "74.04", "Konawe Selatan": "74.05",
    "Bombana": "74.06", "Wakatobi": "74.07", "Kolaka Utara": "74.08", "Konawe Utara": "74.09", "Buton Utara": "74.10",
    "Kolaka Timur": "74.11", "Konawe Kepulauan": "74.12", "Muna Barat": "74.13", "Buton Tengah": "74.14",
    "Buton Selatan": "74.15", "Kota Kendari": "74.71", "Kota Baubau": "74.72",
}  # fmt: skip
MILLION = 1_000_000


@pytest.fixture
def built(copy):
    """Build what is given as CSV lines; returns an open build, with the settings it was built under."""
    opened = []

    def run(day=1, **files):
        for name, lines in files.items():
            (copy.raw / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
        outcome = build_and_report(copy, datetime(2026, 1, day, tzinfo=UTC))
        assert outcome.held_back == ()
        opened.append(connection.connect(outcome.published))
        return opened[-1]

    run.settings = copy
    yield run
    for connected in opened:
        connected.close()


def register(bodies, year=2023):
    """Lines of a list: bodies are (number, region, turnover in million)."""
    lines = [LIST]
    for number, region, turnover in bodies:
        own, outside = round(turnover * 0.6 * MILLION), round(turnover * 0.3 * MILLION)
        lines.append(
            f"Koperasi Contoh {number};7400000{number:06d};{region};{year};Konsumen;Aktif;30;{own};{outside};"
            f"{own + outside};{round(turnover * MILLION)}"
        )
    return lines


def everywhere(many=6, turnover=100, without=()):
    """So many bodies of one turnover in every region but some."""
    regions = [region for region in LOCAL if region not in without]
    return [
        (1000 * place + number, region, turnover + number)
        for place, region in enumerate(regions, start=1)
        for number in range(many)
    ]


def told(opened, indicator, year=2023):
    """What everybody may read: code → value, the province included."""
    panel = reads.indicator_panel(opened, indicator_id=indicator)
    panel = panel[(panel["year"] == year) & panel["value"].notna()]
    return dict(zip(panel["region_code"], panel["value"], strict=True))


def complete(opened, measure, year=2023):
    """What nobody may read."""
    return dict(
        opened.execute(
            "SELECT region_code, value FROM mart.measure_complete WHERE measure_id = ? AND year = ?", [measure, year]
        ).fetchall()
    )


def holds(opened):
    found = auditing.audit(opened)
    assert found.leaks == ()
    assert [item for item in found.amounts if not item.holds] == []
    assert found.holds
    return found


# -- which sums are primary --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bodies", "why"),
    some(
        [
            ([100, 100], "few"),
            ([100, 100, 100], None),
            ([1000, 30, 30, 30], "close"),  # the second could tell the first to within 60 of 1.000
            (
                [1000, 60, 60, 60],
                "dominant",
            ),  # 1.000 of 1.180 is 85 %; the second is 120 away, and that is not too near
            ([400, 100, 100, 100], None),
        ],
        {0, 3},
    ),
)
def test_a_sum_is_primary_by_count_by_dominance_and_by_p_percent(built, bodies, why):
    opened = built(daftar=register([(number, "Kolaka", value) for number, value in enumerate(bodies)]))
    rows = opened.execute(
        "SELECT why FROM mart.protected_cell WHERE region_code = '74.01' AND measure_id = 'cooperative_turnover_idr'"
    ).fetchall()
    assert [row[0] for row in rows] == ([why] if why else [])


# -- the attacks that were found ---------------------------------------------------------------------------


def test_the_province_prints_no_single_body_of_a_region_withheld(built):
    opened = built(daftar=register([(1, "Kolaka", 77), (2, "Kolaka", 88), *everywhere(without=["Kolaka"])]))
    rows = reads.provenance_rows(opened, indicator_id="cooperative_turnover", region_code="74", year=2023, most=100_000)
    values = rows["value"].dropna()
    assert not set(values) & {77 * MILLION, 88 * MILLION, 165 * MILLION}
    assert values.sum() == told(opened, "cooperative_turnover")["74"]  # and still they add up


def test_province_less_the_regions_told_leaves_several_of_whom_none_knows_another(built):
    # Kendari has half the province: whoever hides it must be large as well.
    bodies = [(1, "Kota Kendari", 5000), (2, "Kota Kendari", 5000), *everywhere(without=["Kota Kendari"])]
    opened = built(daftar=register(bodies))
    shown, hidden = told(opened, "cooperative_turnover"), complete(opened, "cooperative_turnover_idr")
    withheld = {code: value for code, value in hidden.items() if code not in shown}
    assert "74.71" in withheld
    assert "74" in shown
    others = sorted(value for code, value in withheld.items() if code != "74.71")
    assert sum(others[:-1]) / 2 >= 0.1 * withheld["74.71"]  # without what the largest knows of itself
    holds(opened)


def test_two_exposed_regions_do_not_learn_each_others_figure(built):
    two = [(1, "Kolaka", 70), (2, "Kolaka", 80), (3, "Muna", 90), (4, "Muna", 60)]
    opened = built(daftar=register([*two, *everywhere(without=["Kolaka", "Muna"])]))
    shown, hidden = told(opened, "cooperative_turnover"), complete(opened, "cooperative_turnover_idr")
    withheld = set(hidden) - set(shown)
    assert {"74.01", "74.03"} < withheld  # each knows its own: a third must stand between them


def test_the_growth_of_the_same_is_not_subtracted_from_the_total(built):
    lines = {
        "lama": register([*((n, "Kolaka", 100) for n in range(5)), *everywhere(without=["Kolaka"])], 2022),
        "baru": register([*((n, "Kolaka", 110) for n in range(6)), *everywhere(without=["Kolaka"])], 2023),
    }
    opened = built(**lines)
    totals = told(opened, "cooperative_turnover", 2022), told(opened, "cooperative_turnover")
    growth = told(opened, "turnover_growth")
    assert "74.01" in totals[0]
    assert "74.01" in totals[1]
    assert "74.01" not in growth  # 500 × 1,1 from 660 would leave the sixth
    parts = reads.register_parts(opened, field="turnover_idr", from_year=2022, to_year=2023)
    assert parts.loc[parts["region_code"] == "74.01", "value"].isna().all()
    holds(opened)


def test_findings_about_money_withheld_say_where_and_not_how_much(built):
    balance = LIST.replace("Modal Sendiri;", "Modal Sendiri (Rp);")
    bodies = [
        # assets that are no sum (V22), surplus above half of the turnover (V23)
        "Koperasi Satu;7400000000001;Kolaka;2023;Konsumen;Aktif;30;400123000;500456000;999789000;100321000",
        "Koperasi Dua;7400000000002;Kolaka;2023;Konsumen;Aktif;30;400123000;500456000;900579000;100654000",
    ]
    opened = built(daftar=[balance, *bodies, *register(everywhere(without=["Kolaka"]))[1:]])
    findings = reads.findings(opened)
    told_of = findings[findings["rule"] == "V22"]
    assert len(told_of) == 1
    assert told_of["cell"].notna().all()
    text = " ".join(str(value) for row in findings[["found", "expected", "message"]].to_numpy() for value in row)
    assert not re.search(r"999[.,]?789|900[.,]?579|400[.,]?123|500[.,]?456|100[.,]?321", text)


def test_a_month_of_one_borrower_is_not_told_by_itself(built):
    lines = [KUR]
    for region in LOCAL:
        for month in range(1, 13):
            debtors = 1 + month % 3 if region == "Kolaka" else 10 + month % 3
            lines.append(f"{region};2023;{month};{50 + month * 7 % 5};{debtors}")
    opened = built(kur=lines)
    assert told(opened, "kur_disbursed")["74.01"] > 0  # the year has many
    cells = reads.provenance(opened, indicator_id="kur_disbursed", region_code="74.01", year=2023)
    assert set(cells["printed_value"]) == {"r"}
    province = reads.provenance(opened, indicator_id="kur_disbursed", region_code="74", year=2023)
    of_kolaka = province[province["region_name"] == "Kolaka"]
    assert set(of_kolaka["printed_value"]) <= {"r"}
    holds(opened)


def test_recap_money_nobody_counted_the_contributors_of_is_withheld_and_the_table_is_told_why(built):
    heading = "Kabupaten/Kota;Tahun;Volume Usaha (Rp Juta)"
    opened = built(rekap=[heading, *(f"{region};2023;{900 + place}" for place, region in enumerate(LOCAL))])
    assert told(opened, "cooperative_turnover") == {}
    found = reads.findings(opened)
    warned = found[found["rule"] == "V76"]
    assert len(warned) == 1
    assert "Jumlah Koperasi" in warned["message"].item()


def test_with_their_number_from_another_delivery_it_is_told(built):
    money = ["Kabupaten/Kota;Tahun;Volume Usaha (Rp Juta)", *(f"{region};2023;900" for region in LOCAL)]
    counts = ["Kabupaten/Kota;Tahun;Jumlah Koperasi", *(f"{region};2023;40" for region in LOCAL)]
    opened = built(uang=money, banyaknya=counts)
    assert len(told(opened, "cooperative_turnover")) == 18
    assert not (reads.findings(opened)["rule"] == "V76").any()


def test_cells_of_a_subdistrict_are_not_told_for_nobody_knows_who_reported_there(built):
    heading = "Kabupaten/Kota;Kecamatan;Tahun;Jumlah Koperasi;Volume Usaha (Rp Juta)"
    rows = [f"{region};Kecamatan {part};2023;20;{300 + part}" for region in LOCAL for part in (1, 2, 3)]
    opened = built(rekap=[heading, *rows])
    assert told(opened, "cooperative_turnover")["74.01"] == (301 + 302 + 303) * MILLION
    cells = reads.provenance(opened, indicator_id="cooperative_turnover", region_code="74.01", year=2023)
    assert set(cells.loc[cells["measure_id"] == "cooperative_turnover_idr", "printed_value"]) == {"r"}


@pytest.mark.long
def test_a_month_of_one_borrower_in_a_delivery_of_its_own_closes_the_months_before_as_well(built):
    many = [f"{region};2023;{month};{50 + month};{10 + month % 3}" for region in LOCAL for month in (1, 3, 2)]
    built(kur=[KUR, *many])
    opened = built(day=2, kur4=[KUR, *(f"{region};2023;4;30;{1 if region == 'Kolaka' else 9}" for region in LOCAL)])
    cells = reads.provenance(opened, indicator_id="kur_disbursed", region_code="74.01", year=2023)
    assert len(cells) == 4
    assert set(cells["printed_value"]) == {"r"}
    assert told(opened, "kur_disbursed")["74.01"] == (51 + 52 + 53 + 30) * MILLION


def test_a_recap_of_many_registered_and_one_active_is_that_ones_money(built):
    heading = "Kabupaten/Kota;Tahun;Jumlah Koperasi;Koperasi Aktif;Koperasi Tidak Aktif;Volume Usaha (Rp Juta)"
    rows = [
        f"{region};2023;20;{1 if region == 'Kolaka' else 15};{19 if region == 'Kolaka' else 5};777" for region in LOCAL
    ]
    shown = told(built(rekap=[heading, *rows]), "cooperative_turnover")
    assert "74.01" not in shown
    assert shown["74"] == 17 * 777 * MILLION


def test_a_median_is_nobodys_amount(built):
    amounts = [31_111_111, 35_555_555, 37_123_456, 41_234_567, 48_765_432]
    lines = ["id_data_badan_usaha;kab_usaha;skala_usaha;omzet_tahunan;tk_dibayar_laki;tahun_pendataan;updated_at"]
    lines += [
        f"C-{number};Kolaka Timur;Usaha Mikro;{amount};3;2023;2023-09-18 10:00:00"
        for number, amount in enumerate(amounts, start=1)
    ]
    assert told(built(tarikan=lines), "median_turnover")["74.11"] == 37_000_000


def test_two_growths_that_share_a_year_do_not_leave_one_body_between_them(built):
    # From 2021 four went to 2022 and five to 2023: each may be told, but less each other they leave the fifth.
    reported = {2021: range(11), 2022: [*range(7), *range(20, 24)], 2023: [*range(6), *range(30, 34)]}
    only_2021 = {*range(7, 11)}
    assert {6} == (set(reported[2021]) - set(reported[2023])) - only_2021
    files = {
        f"tahun{year}": register(
            [*((number, "Kolaka", 100 + number) for number in bodies), *everywhere(without=["Kolaka"])], year
        )
        for year, bodies in reported.items()
    }
    opened = built(**files)
    known = []
    for first, last in ((2021, 2022), (2021, 2023)):
        parts = reads.register_parts(opened, field="turnover_idr", from_year=first, to_year=last)
        mine = parts[(parts["region_code"] == "74.01") & (parts["part"] == "matched_before")]
        known.append(mine["value"].notna().any())
    assert known.count(True) == 1
    holds(opened)


def test_what_a_proposal_costs_is_no_leak_of_a_turnover_that_happens_to_be_near(built):
    proposals = [
        "Kode Usulan;Kabupaten/Kota;Tahun Anggaran;Judul;Menu;Nilai Usulan (Rp)",
        "U-1;Kolaka;2024;Pelatihan koperasi;Pelatihan;150000000",
    ]
    opened = built(
        usulan=proposals, daftar=register([(1, "Kolaka", 70), (2, "Kolaka", 80), *everywhere(without=["Kolaka"])])
    )
    shown = told(opened, "cooperative_turnover")
    assert "74.01" not in shown
    assert len(shown) > 10
    assert not (reads.findings(opened)["rule"] == "S01").any()


# -- registers made to be hard -----------------------------------------------------------------------------


def ragged(seed, exposed, dominant):
    """A register of two years: some regions of one or two bodies, some of one giant, many that come and go."""
    chance = random.Random(seed)
    few, giants = chance.sample(sorted(LOCAL), exposed), chance.sample(sorted(LOCAL), dominant)
    years = {2022: [], 2023: []}
    for place, region in enumerate(LOCAL, start=1):
        many = chance.randint(1, 2) if region in few else chance.randint(6, 14)
        for number in range(many):
            size = math.exp(chance.gauss(5, 1)) * (200 if region in giants and number == 0 else 1)
            body = 1000 * place + number
            stays = region in few or chance.random() < 0.8
            if stays or chance.random() < 0.5:
                years[2022].append((body, region, size))
            if stays or chance.random() < 0.5:
                years[2023].append((body, region, size * chance.uniform(0.7, 1.5)))
    return years


@pytest.mark.parametrize(("exposed", "dominant"), some([(1, 0), (2, 0), (3, 0), (0, 1), (2, 2)], {2}))
@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long)])
def test_nothing_is_learnt_from_a_register_made_to_be_hard(built, capsys, seed, exposed, dominant):
    years = ragged(seed, exposed, dominant)
    opened = built(lama=register(years[2022], 2022), baru=register(years[2023], 2023))
    found = holds(opened)
    assert found.amounts  # there was something to attack
    settings = built.settings
    code = command.main(
        ["audit", "secrecy", "--warehouse", str(settings.warehouse), "--raw", str(settings.raw), "--json", "-"]
    )
    printed = json.loads(capsys.readouterr().out)
    assert (code, printed["holds"], len(printed["cells"])) == (0, True, len(found.amounts))
    by_hand(opened)


def companions(opened, measure, year):
    """The regions withheld for others, which may be known as nearly as anybody's."""
    asked = "SELECT region_code FROM mart.protected_cell WHERE measure_id = ? AND year = ? AND why = 'companion'"
    return {code for (code,) in opened.execute(asked, [measure, year]).fetchall()}


def by_hand(opened):
    """The attack of a pencil: the province less all that is told leaves the withheld, and one of them knows its own."""
    for measure, indicator in (
        ("cooperative_turnover_idr", "cooperative_turnover"),
        ("cooperative_assets_idr", "cooperative_assets"),
    ):
        for year in (2022, 2023):
            shown, hidden = told(opened, indicator, year), complete(opened, measure, year)
            withheld = {code: value for code, value in hidden.items() if code not in shown and code != "74"}
            for_others = companions(opened, measure, year)
            if "74" not in shown or not withheld:
                continue
            left = shown["74"] - sum(value for code, value in shown.items() if code != "74")
            assert left == pytest.approx(sum(withheld.values()), rel=1e-9)
            for code, value in withheld.items():
                for insider, own in withheld.items() if code not in for_others else ():
                    if insider != code:
                        assert left - own > 1.1 * value or len(withheld) == 1


@pytest.mark.long
def test_a_delivery_that_adds_one_body_is_warned_of_before_two_builds_can_be_subtracted(built):
    opened = built(daftar=register([(number, "Kolaka", 100 + number) for number in range(5)]))
    assert not (reads.findings(opened)["rule"] == "V77").any()
    opened = built(day=2, susulan=register([(9, "Kolaka", 321)]))
    found = reads.findings(opened)
    warned = found[found["rule"] == "V77"]
    assert list(warned["region_code"]) == ["74.01"]
    assert not warned["message"].str.contains("321").any()
    rows = [
        *((number, "Kolaka", 100 + number) for number in range(5)),
        (9, "Kolaka", 401),
        (10, "Kolaka", 90),
        (11, "Kolaka", 95),
    ]
    opened = built(day=3, kumpulan=register(rows))
    found = reads.findings(opened)
    assert not found.loc[found["rule"] == "V77", "file"].str.contains("kumpulan").any()  # 9 changes, 10 and 11 are new


@pytest.mark.long
@pytest.mark.parametrize("seed", some([1, 2, 3], {1}))
def test_months_of_few_borrowers_give_nobody_away(built, seed):
    chance = random.Random(seed)
    lines = [KUR]
    for region in LOCAL:
        for month in range(1, 13):
            debtors = chance.choice([0, 1, 2, 4, 9, 15])
            lines.append(f"{region};2023;{month};{debtors * chance.randint(10, 40)};{debtors}")
    opened = built(kur=lines)
    holds(opened)
    shown = told(opened, "kur_disbursed")
    for code in shown:
        cells = reads.provenance(opened, indicator_id="kur_disbursed", region_code=code, year=2023)
        of_months = cells[cells["printed_value"].astype(str).str.contains(r"\d")]
        assert of_months.empty  # some month has fewer than five


@pytest.mark.long
def test_what_differs_between_two_builds_tells_no_amount_that_is_withheld(built, tmp_path):
    files = []
    for day, first in ((1, 70), (2, 75)):
        # The first reports in 2021 and 2023 only: it stands between two growths. All others grow.
        mine = {2021: [(1, "Kolaka", 70), (2, "Kolaka", 80)], 2022: [(2, "Kolaka", 80)]}
        mine[2023] = [(1, "Kolaka", first), (2, "Kolaka", 80)]
        years = {
            f"d{day}t{year}": register([*few, *everywhere(turnover=year - 1900, without=["Kolaka"])], year)
            for year, few in mine.items()
        }
        built(day=day, **years)
        files.append(connection.published(built.settings.warehouse).path)
    found = [item for item in differing.differences(*files) if item.first or item.second]
    amounts = {number for item in found for text in (item.first, item.second) for number in [_number(text)] if number}
    assert not amounts & {70e6, 75e6, 80e6, 150e6, 155e6}
    assert {item.table for item in differing.differences(*files)} >= {"measure_complete", "register_pattern"}


def _number(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


# -- growths of the province that are of different regions -------------------------------------------------

SIDES = {
    0: ("matched_before", "went", "left", "coverage_lost"),
    1: ("matched_after", "came", "entered", "coverage_gained"),
}


def sums_of(opened, year):
    """Growth → the total of a year that its parts of the province come to, where they are told."""
    found = {}
    for growth in ((2021, 2022), (2021, 2023), (2022, 2023)):
        if year in growth:
            parts = reads.register_parts(opened, field="turnover_idr", from_year=growth[0], to_year=growth[1])
            of_province = parts[(parts["region_code"] == "74") & parts["part"].isin(SIDES[growth.index(year)])]
            if len(of_province) and of_province["value"].notna().all():
                found[growth] = of_province["value"].sum()
    return found


def test_two_growths_that_differ_by_one_region_do_not_leave_its_only_body(built):
    # Kolaka has one body of 500, and like Konawe (twenty, told) no list of 2023: the province of 2021 by the growth to
    # 2022, less that by the growth to 2023, less Konawe, would be the 500.
    everybody = [(number, name, 90 + number % 40) for name in LOCAL if name not in ("Kolaka", "Konawe") for number in
                 range(100 * list(LOCAL).index(name), 100 * list(LOCAL).index(name) + 12)]  # fmt: skip
    late = [(9000, "Kolaka", 500), *((9100 + number, "Konawe", 100 + number) for number in range(20))]
    opened = built(
        a=register([*everybody, *late], 2021), b=register([*everybody, *late], 2022), c=register(everybody, 2023)
    )
    turnover = told(opened, "cooperative_turnover", 2021)
    assert "74.01" not in turnover
    assert "74.02" in turnover
    for year in (2021, 2022):
        sums = sorted(sums_of(opened, year).values())
        assert sums  # one of them is told
        assert all(
            abs(one - other - turnover["74.02"] - 500 * MILLION) > 50 * MILLION for one in sums for other in sums
        )
    holds(opened)


def test_an_ordinary_register_of_two_years_keeps_all_but_the_few(built):
    # Companions that have five times the few and more: their totals need not be free for the growths' sake.
    few = [(9000, "Kolaka", 80)]
    many = [(100 * place + number, name, 80 + (7 * number) % 60) for place, name in enumerate(LOCAL) if name != "Kolaka"
            for number in range(12)]  # fmt: skip
    opened = built(lama=register([*few, *many], 2022), baru=register([*few, *many], 2023))
    assert not (reads.findings(opened)["rule"] == "S01").any()
    for year in (2022, 2023):
        assert len(told(opened, "cooperative_turnover", year)) == 18 - 3
    holds(opened)


# -- the attack before publication -------------------------------------------------------------------------


def test_a_build_that_fails_the_attack_publishes_without_the_money_concerned_and_says_so(built, monkeypatch):
    decided = protecting.protect

    def forgets_the_companions(opened):
        decided(opened)
        opened.execute("DELETE FROM mart.protected_cell WHERE why = 'companion'")

    monkeypatch.setattr(protecting, "protect", forgets_the_companions)
    opened = built(daftar=register([(1, "Kolaka", 70), (2, "Kolaka", 80), *everywhere(without=["Kolaka"])]))
    assert told(opened, "cooperative_turnover") == {}
    assert len(told(opened, "cooperatives_registered")) == 18  # counts are told
    said = reads.findings(opened)
    said = said[said["rule"] == "S01"]
    assert any("Volume usaha 2023" in text for text in said["message"])
    holds(opened)


@pytest.mark.long
def test_with_a_table_that_fails_go_the_growths_that_add_up_to_it(built, monkeypatch):
    decided = protecting.protect

    def forgets_the_companions(opened):
        decided(opened)
        opened.execute("DELETE FROM mart.protected_cell WHERE why = 'companion'")

    monkeypatch.setattr(protecting, "protect", forgets_the_companions)
    bodies = [(1, "Kolaka", 70), (2, "Kolaka", 80), *everywhere(without=["Kolaka"])]
    opened = built(lama=register(everywhere(), 2022), baru=register(bodies, 2023))
    parts = reads.register_parts(opened, field="turnover_idr", from_year=2022, to_year=2023)
    assert parts["value"].isna().all()
    assert told(opened, "turnover_growth") == {}
    holds(opened)


@pytest.mark.long
def test_what_has_not_changed_since_the_build_before_is_not_attacked_again(built, monkeypatch):
    bodies = [(1, "Kolaka", 70), (2, "Kolaka", 80), *everywhere(without=["Kolaka"])]
    attacked = []
    exposed = auditing.exposed
    monkeypatch.setattr(auditing, "exposed", lambda system, rule: attacked.append(1) or exposed(system, rule))
    built(daftar=register(bodies))
    first = len(attacked)
    assert first > 0
    built(day=2, jumlah=["Kabupaten/Kota;Tahun;Jumlah Koperasi", "Kolaka;2024;40"])
    assert len(attacked) == first
    built(day=3, lama=register(bodies, 2021))
    assert len(attacked) > first
