"""What stands behind a figure adds up to it: every measure, in every region and every year, of whatever was sent."""

import random
from datetime import UTC, datetime

import pytest

from kumkm.domain.indicators import INDICATORS, Formula
from kumkm.domain.measures import MEASURES
from kumkm.warehouse import connection, reads
from kumkm.warehouse.build import build_and_report

pytestmark = pytest.mark.slow  # every case builds anew

DAY = datetime(2026, 1, 1, tzinfo=UTC)
LIST = "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status;Anggota;Pengurus;Karyawan;Tanggal RAT;Status NIK"
RECAP = "Kabupaten/Kota;Tahun;Jumlah Koperasi;Koperasi Aktif;Koperasi Tidak Aktif;Koperasi Baru;Koperasi Bubar"
EXTRACT = "id_data_badan_usaha;kab_usaha;skala_usaha;jenis_kelamin;omzet_tahunan;tk_dibayar_laki;tahun_pendataan"
# No sum: a median of what nobody may see, and percentages that are shown part by part (quality_parts).
NOT_SUMS = {"enterprise_turnover_median_idr", "quality_agreement_pct", "quality_index"}

UNTRACED = """
    WITH told AS (
        SELECT measure_id, asked_code AS region_code, year, sum(value) AS value
        FROM mart.trail
        GROUP BY ALL
    )
    SELECT found.measure_id, found.region_code, found.year, found.value
    FROM mart.measure_value AS found
    LEFT JOIN told USING (measure_id, region_code, year)
    WHERE found.value IS NOT NULL
        AND coalesce(abs(told.value - found.value) > 1e-6 * greatest(1, abs(found.value)), TRUE)
    ORDER BY ALL
"""


def shown_by(measure_id):
    """An indicator that shows the measure as it is, numerator or denominator; None where it is not on screen alone."""
    return next(
        (
            item.id
            for item in INDICATORS.values()
            if item.formula in (Formula.MEASURE, Formula.RATIO, Formula.CHANGE)
            and measure_id in (item.numerator, item.denominator)
        ),
        None,
    )


def behind(opened, measure_id, region_code, year):
    """What the panel lists behind one figure, summed: rows of lists, and the cells that are used."""
    where = {"indicator_id": shown_by(measure_id), "region_code": region_code, "year": year}
    rows = reads.provenance_rows(opened, **where, most=10**9)
    cells = reads.provenance(opened, **where)
    mine = cells[(cells["measure_id"] == measure_id) & cells["used"]]
    return float(rows.loc[rows["measure_id"] == measure_id, "value"].sum() + mine["value"].sum())


def walk(opened, every=1):
    """Every measure, region and year of a build, or one of so many; what rows alone do not explain, the cells must."""
    untraced = opened.cursor().execute(UNTRACED).fetchall()
    checked = 0
    for measure_id, region_code, year, value in untraced[::every]:
        if measure_id in NOT_SUMS or MEASURES[measure_id].subject == "quality" or shown_by(measure_id) is None:
            continue
        if MEASURES[measure_id].subject == "macro" and region_code != "74":
            continue  # one printed row each: tests/spec/test_provenance.py
        found = behind(opened, measure_id, region_code, year)
        assert found == pytest.approx(value, rel=1e-6), (measure_id, region_code, year)
        checked += 1
    return checked


PARTS = """
    SELECT found.measure_id, found.region_code, found.year, found.value, named.heading, named.good_id
    FROM mart.measure_value AS found
    INNER JOIN mart.quality_heading AS named ON found.measure_id IN (named.good_id, named.every_id)
    WHERE found.measure_id != 'quality_agreement_pct'
"""


def walk_quality(opened):
    """Every figure of quality against the counts the panel shows."""
    panels = [item for item in INDICATORS.values() if MEASURES[item.numerator].subject == "quality"]
    checked = 0
    for indicator in panels:
        values = reads.indicator_panel(opened, indicator_id=indicator.id)
        for row in values[values["year"] == values["year"].max()].itertuples():
            where = {"indicator_id": indicator.id, "region_code": row.region_code, "year": int(row.year)}
            parts = reads.quality_parts(opened, **where)
            assert parts["adds"].sum() == pytest.approx(row.value), where
            assert (parts["good"] <= parts["every"]).all()
            assert parts["files"].notna().all()
            checked += 1
    for measure_id, region_code, year, value, heading, good_id in opened.cursor().execute(PARTS).fetchall():
        column = "good" if measure_id == good_id else "every"
        summed = f"SELECT sum({column}) FROM mart.quality_part WHERE subject = 'cooperatives' AND heading = ?"
        place = " AND year = ? AND (region_code = ? OR ? = '74')"
        told = opened.cursor().execute(summed + place, [heading, year, region_code, region_code]).fetchone()
        assert told == (pytest.approx(value),), (measure_id, region_code, year)
        checked += 1
    return checked


def test_what_stands_behind_figures_of_the_build_adds_up_to_them(serving):
    assert walk(serving, every=5) > 40


@pytest.mark.long
def test_what_stands_behind_every_figure_of_the_build_adds_up_to_it(serving):
    assert walk(serving) > 200


@pytest.mark.long
def test_what_stands_behind_every_figure_of_quality_adds_up_to_it(serving):
    assert walk_quality(serving) > 900


# -- a small example by hand ------------------------------------------------------------------------------------------


@pytest.fixture
def office(copy):
    """Build from files of the office: `office(name=lines)` → a connection to what was published."""
    opened = []

    def deliver(**files):
        for name, lines in files.items():
            (copy.raw / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
        outcome = build_and_report(copy, DAY)
        assert outcome.held_back == ()
        opened.append(connection.connect(outcome.published))
        return opened[-1]

    yield deliver
    for item in opened:
        item.close()


def body(number, region="Kolaka", year=2023, status="Aktif", members="20", managers="3", employees="1"):
    nik = f"7401{number:09d}"
    return f"Koperasi Contoh {number};{nik};{region};{year};Konsumen;{status};{members};{managers};{employees};;"


def test_net_growth_is_what_came_less_what_went(office):
    before = [body(number, year=2022) for number in range(1, 6)]
    now = [body(1, status="Bubar"), body(2, status="Bubar"), *(body(number) for number in range(3, 9))]
    opened = office(daftar=[LIST, *before, *now])
    rows = reads.provenance_rows(
        opened, indicator_id="cooperative_net_growth", region_code="74.01", year=2023, most=100
    )
    net = rows[rows["measure_id"] == "cooperatives_net_new_units"]
    assert sorted(net["value"]) == [-1.0, -1.0, 1.0, 1.0, 1.0]  # 6, 7, 8 came; 1 and 2 went
    assert net["value"].sum() == 3 - 2


def test_a_zero_leads_to_those_who_said_no(office):
    opened = office(daftar=[LIST, *(body(number, status="Tidak Aktif") for number in range(1, 4))])
    rows = reads.provenance_rows(opened, indicator_id="cooperatives_active", region_code="74.01", year=2023, most=100)
    assert list(rows["value"]) == [0.0, 0.0, 0.0]
    assert set(rows["every"]) == {3}


def test_who_said_no_is_not_behind_a_count_of_those_who_said_yes(office):
    opened = office(daftar=[LIST, body(1), body(2, status="Tidak Aktif"), body(3)])
    rows = reads.provenance_rows(opened, indicator_id="cooperatives_active", region_code="74.01", year=2023, most=100)
    assert list(rows["value"]) == [1.0, 1.0]
    assert set(rows["every"]) == {2}


def test_workers_of_an_extract_are_one_sum_beside_rows_that_give_nobody_away(office):
    told = [("C-1", 3), ("C-2", ""), ("C-3", 9), ("C-4", 1)]
    opened = office(sidt=[EXTRACT, *(f"{key};Kolaka;Usaha Mikro;P;1500000;{paid};2023" for key, paid in told)])
    where = {"region_code": "74.01", "year": 2023, "most": 100}
    rows = reads.provenance_rows(opened, indicator_id="enterprise_workers", **where)
    mine = rows[rows["measure_id"] == "enterprise_workers_persons"]
    assert list(mine["value"].dropna()) == [3 + 9 + 1]
    assert mine.loc[mine["value"].notna(), "row_number"].isna().all()
    assert mine["value"].isna().sum() == 3  # C-2 did not say
    assert set(mine["every"]) == {3}


def test_workers_lead_to_the_cells_of_managers_and_of_employees(office):
    heading = LIST.replace("Pengurus", "Manajer")
    opened = office(daftar=[heading, body(1, managers="3", employees="10"), body(2, managers="3", employees="")])
    where = {"region_code": "74.01", "year": 2023, "most": 100}
    rows = reads.provenance_rows(opened, indicator_id="cooperative_workers", **where)
    rows = rows[rows["measure_id"] == "cooperative_workers_persons"]
    assert list(zip(rows["cell"], rows["heading"], rows["value"], strict=True)) == [
        ("H2 + I2", "Manajer + Karyawan", 13.0),
        ("H3 + I3", "Manajer + Karyawan", 3.0),
    ]


def test_a_base_made_of_a_recap_leads_to_its_cells(office):
    rows = [f"{place};{year};{count};{count - 10};10" for place in ("Kolaka", "Muna") for year, count in
            ((2022, 40), (2023, 44))]  # fmt: skip
    opened = office(rekap=["Kabupaten/Kota;Tahun;Jumlah Koperasi;Koperasi Aktif;Koperasi Tidak Aktif", *rows])
    assert behind(opened, "cooperatives_previous_units", "74.01", 2023) == 40


# -- a ragged delivery -------------------------------------------------------------------------------------------------


def ragged(seed, names):
    """Lists with blank cells and bodies that come and go, recaps of the other regions, an extract; by one seed."""
    chance = random.Random(seed)
    listed, others = names[:4], names[4:]
    rows = []
    for place, region in enumerate(listed):
        for number in range(place * 100, place * 100 + chance.randint(1, 30)):
            for year in range(chance.choice((2020, 2021, 2022)), 2024):
                if chance.random() < 0.15:
                    continue
                blank = lambda most: str(chance.randint(0, most)) if chance.random() < 0.7 else ""  # noqa: E731
                status = chance.choice(("Aktif", "Aktif", "Tidak Aktif", "Bubar"))
                met = f"15/03/{year + 1}" if chance.random() < 0.4 else ""
                row = (f"Koperasi Contoh {number}", f"74{place:02d}{number:09d}", region, year, "Konsumen", status,
                       blank(90), blank(5), blank(4), met, chance.choice(("", "Bersertifikat", "Belum")))  # fmt: skip
                rows.append(";".join(map(str, row)))
    recap = []
    for region in others:
        total = chance.randint(30, 60)
        for year in (2022, 2023):
            born, gone = chance.randint(0, 3), chance.randint(0, 3)
            total += born - gone
            active = chance.randint(10, total)
            recap.append(f"{region};{year};{total};{active};{total - active};{born};{gone}")
    extract = [
        f"C-{place}-{number};{region};{chance.choice(('Usaha Mikro', 'Usaha Kecil', ''))};"
        f"{chance.choice(('P', 'L', ''))};{chance.choice(('1500000', '900000', ''))};"
        f"{chance.choice(('1', '0', '7', ''))};2023"
        for place, region in enumerate(names)
        for number in range(chance.randint(1, 9))
    ]
    return {"daftar": [LIST, *rows], "rekap": [RECAP, *recap], "sidt": [EXTRACT, *extract]}


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.long) for seed in (2, 3))])
def test_what_stands_behind_every_figure_of_a_ragged_delivery_adds_up_to_it(office, regions, seed):
    opened = office(**ragged(seed, [region.name for region in regions.local if region.valid_to is None]))
    assert walk(opened) > 50
    assert walk_quality(opened) > 20
    provinces = opened.cursor().execute("SELECT count(*) FROM mart.trail WHERE asked_code = '74'").fetchone()
    assert provinces[0] > 50
