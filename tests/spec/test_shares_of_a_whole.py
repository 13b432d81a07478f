"""A part is never published as more than its whole, and is counted of those it stands over."""

import math
from datetime import UTC, datetime

import pytest

from kumkm.domain.indicators import INDICATORS
from kumkm.domain.indicators.base import Formula
from kumkm.warehouse import connection, reads
from kumkm.warehouse.build import build_and_report

pytestmark = pytest.mark.slow  # every case builds anew

DAY = datetime(2026, 1, 1, tzinfo=UTC)
LIST = "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status;Tanggal RAT;Status NIK"
EXTRACT = "id_data_badan_usaha;kab_usaha;skala_usaha;jenis_kelamin;omzet_tahunan;tk_dibayar_laki;tahun_pendataan"
TEN = [EXTRACT, *(f"C-{number};Kolaka;Usaha Mikro;P;1500000;3;2023" for number in range(10))]


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


def body(number, status, met=False, certified=False):
    day, mark = ("20-02-2024" if met else ""), ("Bersertifikat" if certified else "Belum")
    return f"Koperasi Contoh {number};7401{number:09d};Kolaka;2023;Konsumen;{status};{day};{mark}"


def value(opened, indicator_id, year=2023):
    frame = reads.indicator_by_region(opened, indicator_id=indicator_id, year=year).set_index("region_code")
    return frame.loc["74.01", "value"]


def findings(opened, rule):
    found = reads.findings(opened)
    return found[(found["rule"] == rule) & ~found["simulated"]]


# 5 registered, 3 of them active; 2 active ones and 2 others met; 1 active one and 2 others are certified.
BODIES = [
    body(1, "Aktif", met=True, certified=True), body(2, "Aktif", met=True), body(3, "Aktif"),
    body(4, "Tidak Aktif", met=True, certified=True), body(5, "Tidak Aktif", met=True, certified=True),
]  # fmt: skip


@pytest.mark.long
def test_meetings_of_inactive_cooperatives_do_not_stand_over_the_active_ones(office):
    opened = office(daftar=[LIST, *BODIES])
    assert value(opened, "cooperatives_rat") == 4
    assert value(opened, "rat_share") == pytest.approx(100 * 2 / 3)  # not 4 ÷ 3
    assert value(opened, "rat_registered_share") == pytest.approx(100 * 4 / 5)
    assert findings(opened, "V75").empty


def test_certificates_of_inactive_cooperatives_do_not_stand_over_the_active_ones(office):
    opened = office(daftar=[LIST, *BODIES])
    assert value(opened, "cooperatives_nik_certified") == 3
    assert value(opened, "nik_certified_share") == pytest.approx(100 * 1 / 3)


@pytest.mark.long
def test_of_meetings_nobody_told_there_is_no_share_and_not_none(office):
    opened = office(daftar=[LIST, body(1, "Aktif"), body(2, "Aktif"), body(4, "Tidak Aktif")])
    for indicator_id in ("rat_share", "rat_registered_share", "cooperatives_rat"):
        assert math.isnan(value(opened, indicator_id)), indicator_id


def test_a_region_whose_cooperatives_are_all_inactive_has_no_share_but_does_not_break_the_sum(office):
    opened = office(daftar=[LIST, body(4, "Tidak Aktif", met=True)])
    rows = reads.provenance_rows(opened, indicator_id="rat_share", region_code="74.01", year=2023, most=9)
    assert set(rows["value"]) == {0.0}


def test_two_deliveries_whose_part_exceeds_the_whole_are_not_published_and_the_finding_says_so(office):
    opened = office(sidt=TEN, rekap=["Kabupaten/Kota;Tahun;UMKM ber-NIB", "Kolaka;2023;12"])
    assert value(opened, "enterprises") == 10
    assert value(opened, "nib_share") != value(opened, "nib_share")  # 12 ÷ 10: no value
    (row,) = findings(opened, "V75").itertuples()
    assert (row.region_code, row.severity, row.found, row.expected) == (
        "74.01", "peringatan", "12", "paling banyak 10"
    )  # fmt: skip
    assert "Persentase UMKM ber-NIB Kolaka 2023 di atas 100%: 12 dari 10" in row.message
    assert "tidak diterbitkan" in row.message
    assert "rekap.csv" in row.message
    assert "sidt.csv" in row.message


def test_as_much_as_the_whole_is_published(office):
    opened = office(sidt=TEN, rekap=["Kabupaten/Kota;Tahun;UMKM ber-NIB", "Kolaka;2023;10"])
    assert value(opened, "nib_share") == 100
    assert findings(opened, "V75").empty


def test_only_what_is_no_part_of_its_base_may_exceed_it():
    percentages = [item for item in INDICATORS.values() if item.formula is Formula.RATIO and item.unit.is_percent]
    assert {item.id for item in percentages if not item.is_part_of_whole} == {
        "kur_achievement", "proposal_approval_value_rate", "return_on_equity", "surplus_margin"
    }  # fmt: skip


def test_no_share_of_a_whole_in_the_build_exceeds_it(serving):
    for item in INDICATORS.values():
        if item.is_part_of_whole:
            panel = reads.indicator_panel(serving, indicator_id=item.id)
            assert not (panel["value"] > 100 + 1e-6).any(), item.id


def test_of_money_the_finding_tells_neither_amount(office):
    recap = "Kabupaten/Kota;Tahun;Jumlah Koperasi;Koperasi Aktif;Koperasi Tidak Aktif;Modal Sendiri (Rp juta);"
    recap += "Koperasi Bermodal Luar"  # assets less equity are the outside capital
    more = "Kabupaten/Kota;Tahun;Aset (Rp juta)"
    opened = office(a=[recap, "Kolaka;2023;40;30;10;7321;20"], b=[more, "Kolaka;2023;5000"])
    assert value(opened, "cooperative_equity") == 7_321e6
    assert value(opened, "equity_ratio") != value(opened, "equity_ratio")
    (row,) = findings(opened, "V75").itertuples()
    assert "7.321" not in f"{row.found} {row.expected} {row.message}"
    assert "5.000" not in f"{row.found} {row.expected} {row.message}"
    assert "Rasio modal sendiri terhadap aset Kolaka 2023 di atas 100%" in row.message
