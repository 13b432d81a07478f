"""What heads of office ask for: credit per resident, village cooperatives, targets beside what was achieved."""

from datetime import UTC, datetime

import pytest

from kumkm.warehouse import connection, reads
from kumkm.warehouse.build import build_and_report

pytestmark = pytest.mark.slow  # every case builds anew

DAY = datetime(2026, 1, 1, tzinfo=UTC)
RECAP = "Kabupaten/Kota;Tahun;KDKMP Terbentuk;KDKMP RAT;Anggota KDKMP;Jumlah Koperasi;Koperasi RAT;Anggota"
LIST = "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status;Tanggal RAT;Anggota;KDKMP"


@pytest.fixture
def office(copy):
    opened = []

    def deliver(lines, held=()):
        (copy.raw / "kiriman.csv").write_text("\n".join(lines), encoding="utf-8")
        outcome = build_and_report(copy, DAY)
        assert outcome.held_back == held
        opened.append(connection.connect(outcome.published))
        return opened[-1]

    yield deliver
    for item in opened:
        item.close()


def value(opened, indicator_id, year=2025):
    frame = reads.indicator_by_region(opened, indicator_id=indicator_id, year=year).set_index("region_code")
    return frame.loc["74.01", "value"]


# -- village cooperatives ----------------------------------------------------------------------------------


def test_meetings_and_members_of_village_cooperatives_are_read_from_a_recap_and_stay_apart(office):
    opened = office([RECAP, "Kolaka;2025;100;8;2500;40;10;900"])
    assert value(opened, "kdkmp_rat") == 8
    assert value(opened, "kdkmp_rat_share") == pytest.approx(8.0)  # 8 of 100
    assert value(opened, "kdkmp_members") == 2500
    assert value(opened, "cooperatives_rat") == 10
    assert value(opened, "cooperative_members") == 900


def test_they_are_counted_from_a_list_and_stay_apart(office):
    rows = [
        "Koperasi Desa Merah Putih A;7401000000001;Kolaka;2025;Konsumen;Aktif;20-02-2026;30;Ya",
        "Koperasi Desa Merah Putih B;7401000000002;Kolaka;2025;Konsumen;Aktif;;25;Ya",
        "Koperasi Contoh C;7401000000003;Kolaka;2025;Konsumen;Aktif;20-02-2026;60;Tidak",
    ]
    opened = office([LIST, *rows])
    assert (value(opened, "kdkmp_formed"), value(opened, "kdkmp_members")) == (2, 30 + 25)
    assert value(opened, "kdkmp_rat") == 1
    assert (value(opened, "cooperatives_registered"), value(opened, "cooperative_members")) == (1, 60)
    facts = reads.value_facts(opened, indicator_id="kdkmp_rat", region_code="74.01", year=2025).iloc[0]
    assert (facts["answered"], facts["asked"]) == (1, 2)  # B did not say whether it met


def test_more_meetings_than_village_cooperatives_hold_a_recap_back(office):
    opened = office([RECAP, "Kolaka;2025;100;101;2500;40;10;900"], held=("kiriman.csv",))
    found = reads.findings(opened)
    (message,) = found.loc[found["rule"] == "V20", "message"]
    assert message.startswith("KDKMP yang RAT (101) melebihi KDKMP terbentuk (100)")


def test_the_simulated_ones_are_as_many_as_published(serving):
    panel = reads.indicator_panel(serving, indicator_id="kdkmp_rat").set_index("region_code")
    assert panel.loc["74", "value"] == 8  # Satgas, December 2025
    assert panel["simulated"].all()


# -- credit per resident -------------------------------------------------------------------------------------


def test_credit_per_resident_sums_before_it_divides(serving):
    def of(indicator_id):
        panel = reads.indicator_panel(serving, indicator_id=indicator_id)
        return panel[panel["year"] == 2023].set_index("region_code")["value"]

    people, money, borrowers = of("population"), of("kur_disbursed"), of("kur_borrowers")
    rate, amount = of("kur_borrowers_per_thousand"), of("kur_per_resident")
    assert rate["74.01"] == pytest.approx(1000 * borrowers["74.01"] / people["74.01"])
    assert amount["74.01"] == pytest.approx(money["74.01"] / people["74.01"])
    regions = [code for code in borrowers.index if code.startswith("74.")]
    assert rate["74"] == pytest.approx(1000 * sum(borrowers[code] for code in regions) / people["74"])


def test_credit_per_resident_is_told_only_of_years_whose_population_is_known(serving):
    years = reads.indicator_panel(serving, indicator_id="kur_per_resident")["year"]
    known = reads.indicator_panel(serving, indicator_id="population")["year"]
    assert set(years) <= set(known)


def test_credit_per_resident_is_secret_where_the_credit_is(office):
    lines = ["Kabupaten/Kota;Tahun;Debitur KUR;Penyaluran KUR (Rp juta)", "Kolaka;2023;2;90", "Muna;2023;400;9000"]
    opened = office(lines)
    found = reads.indicator_by_region(opened, indicator_id="kur_disbursed", year=2023).set_index("region_code")
    assert found.loc["74.01", "status"] == "suppressed"
    found = reads.indicator_by_region(opened, indicator_id="kur_per_resident", year=2023).set_index("region_code")
    assert found.loc["74.01", "status"] == "suppressed"
    assert found["value"].isna()["74.01"]
    rate = reads.indicator_by_region(opened, indicator_id="kur_borrowers_per_thousand", year=2023)
    assert rate.set_index("region_code").loc["74.01", "value"] > 0  # a count is no secret


# -- growth of the province ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "growth"), [(2024, 5.40), (2025, 5.79)])
def test_the_growth_of_the_province_that_is_published_is_told(serving, year, growth):
    panel = reads.indicator_panel(serving, indicator_id="grdp_growth")
    row = panel[(panel["region_code"] == "74") & (panel["year"] == year)].iloc[0]
    assert (row["value"], row["basis"]) == (growth, "published")
