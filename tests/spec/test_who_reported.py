"""Beside money stands how many bodies it is told of, of how many there are; who is silent is not zero."""

from datetime import UTC, datetime

import pandas as pd
import pytest

from kumkm.domain.indicators import INDICATORS
from kumkm.narrative.reporting import reported
from kumkm.warehouse import connection, reads
from kumkm.warehouse.build import build_and_report

DAY = datetime(2026, 1, 1, tzinfo=UTC)
LIST = "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status;Volume Usaha"
RECAP = "Kabupaten/Kota;Tahun;Jumlah Koperasi;Koperasi Aktif;Koperasi Tidak Aktif;Volume Usaha (Rp juta)"


def body(number, status, turnover):
    return f"Koperasi Contoh {number};7401{number:09d};Kolaka;2023;Konsumen;{status};{turnover}"


@pytest.fixture
def office(copy):
    opened = []

    def deliver(lines):
        (copy.raw / "kiriman.csv").write_text("\n".join(lines), encoding="utf-8")
        outcome = build_and_report(copy, DAY)
        assert outcome.held_back == ()
        opened.append(connection.connect(outcome.published))
        return opened[-1]

    yield deliver
    for item in opened:
        item.close()


def told(opened, indicator_id, region_code="74.01"):
    """What each place that writes a figure says of it; all of them say the same."""
    where = {"indicator_id": indicator_id, "region_code": region_code, "year": 2023}
    area = reads.area_values(opened, region_code=region_code)
    panel = reads.indicator_panel(opened, indicator_id=indicator_id)
    rows = [
        area[(area["indicator_id"] == indicator_id) & (area["year"] == 2023)].iloc[0],
        panel[(panel["region_code"] == region_code) & (panel["year"] == 2023)].iloc[0],
        reads.value_facts(opened, **where).iloc[0],
    ]
    if region_code != "74":
        found = reads.indicator_by_region(opened, indicator_id=indicator_id, year=2023)
        rows.append(found[found["region_code"] == region_code].iloc[0])
    (said,) = {reported(INDICATORS[indicator_id], row) for row in rows}
    return said


@pytest.mark.slow
def test_of_a_list_it_is_who_told_an_amount_of_all_who_are_registered(office):
    # 7 registered, one dissolved; 4 tell an amount, one of them a zero; 2 say nothing.
    bodies = [
        *(body(number, "Aktif", 100_000_000 + number) for number in range(1, 4)),
        body(4, "Aktif", "0"), body(5, "Aktif", ""), body(6, "Tidak Aktif", ""), body(7, "Tidak Aktif", ""),
        body(8, "Bubar", ""),
    ]  # fmt: skip
    opened = office([LIST, *bodies])
    assert told(opened, "cooperative_turnover") == "4 dari 7 koperasi melapor"


@pytest.mark.slow
def test_a_recap_does_not_say_who_reported(office):
    opened = office([RECAP, "Kolaka;2023;40;30;10;5000"])
    assert told(opened, "cooperative_turnover") == "paling banyak 30 koperasi; rekap tidak menyebut yang melapor"


def test_the_province_adds_up_its_regions(serving):
    panel = reads.indicator_panel(serving, indicator_id="cooperative_turnover")
    year = panel[panel["year"] == 2023].set_index("region_code")
    asked, answered = year["asked"], year["answered"]
    assert asked["74"] == asked.drop("74").sum()
    assert answered["74"] == answered.drop("74").sum()
    assert 0 < answered["74"] < asked["74"]


def test_every_figure_of_money_from_deliveries_says_of_whom_it_is(serving):
    for item in INDICATORS.values():
        panel = reads.indicator_panel(serving, indicator_id=item.id)
        of_office = panel[panel["region_code"].str.startswith("74.")].dropna(subset=["value"])
        if item.unit.is_money and item.topic in ("Keuangan koperasi", "UMKM", "Pembiayaan", "Usulan program"):
            assert not of_office.empty
            assert all(reported(item, row) for _, row in of_office.iterrows()), item.id


def test_what_is_no_money_of_bodies_says_nothing():
    row = {"answered": 3, "asked": 5, "contributors": 3}
    assert reported(INDICATORS["grdp_current"], row) == ""
    assert reported(INDICATORS["cooperatives_active"], row) == ""
    unknown = {"answered": pd.NA, "asked": pd.NA, "contributors": pd.NA}
    assert reported(INDICATORS["cooperative_assets"], unknown) == ""


def test_of_credit_it_is_who_borrowed():
    row = {"answered": pd.NA, "asked": pd.NA, "contributors": 9951}
    assert reported(INDICATORS["kur_disbursed"], row) == "9.951 debitur"


def test_of_proposals_it_is_what_was_handed_in():
    row = {"answered": 71, "asked": 78, "contributors": pd.NA}
    assert reported(INDICATORS["proposed_value"], row) == "71 dari 78 usulan sudah diajukan"
