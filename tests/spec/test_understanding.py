"""What a person sees of the reading: how each column was understood, words let pass, targets beside what happened."""

import json
from datetime import UTC, datetime

import pytest

from kumkm.__main__ import main
from kumkm.warehouse import connection, reads
from kumkm.warehouse.build import build_and_report
from kumkm.warehouse.ledger.store import Ledger

NOW = datetime(2026, 11, 29, tzinfo=UTC)
TITLED = "JUMLAH KOPERASI BERPRESTASI;;\nKabupaten/Kota;2022;2023\nKolaka;1;2\nMuna;3;4"
KEYS = {
    "file", "sheet", "column", "row", "heading", "measure", "population", "unit", "nature", "period", "read", "reason",
}  # fmt: skip


@pytest.fixture
def understood(tmp_path):
    """Check a CSV with `--understood`; returns its lines by column."""

    def run(text, *options):
        path, out = tmp_path / "kiriman.csv", tmp_path / "dimengerti.json"
        path.write_text(text, encoding="utf-8")
        main(["check", str(path), "--understood", str(out), "--warehouse", str(tmp_path / "kosong"), *options])
        lines = json.loads(out.read_text(encoding="utf-8"))
        assert all(set(line) == KEYS and line["file"] == "kiriman.csv" for line in lines)
        return {line["column"]: line for line in lines}

    return run


def test_every_column_is_told_with_its_slots(understood):
    lines = understood(
        "DATA KOPERASI 2023;;;;\nKabupaten/Kota;Koperasi Aktif;Target Koperasi Aktif;Aset (Rp juta);Foo\nKolaka;4;9;5;1"
    )
    assert lines["A"]["measure"] == "region" and lines["A"]["read"]
    slots = ("measure", "population", "unit", "nature", "read")
    assert [lines["B"][slot] for slot in slots] == ["cooperatives_active", "semua", None, "realisasi", True]
    assert [lines["C"][slot] for slot in slots] == ["cooperatives_active", "semua", None, "target", False]
    assert [lines["D"][slot] for slot in slots] == ["assets_idr", "semua", "Rp juta", "realisasi", True]
    assert lines["E"]["read"] is False and "Foo".upper() in lines["E"]["reason"]


def test_the_period_and_the_population_are_told(understood):
    lines = understood("REKAP KDKMP;;\nKabupaten/Kota;Jumlah Koperasi 2025;Koperasi Aktif TW I 2025\nKolaka;4;9")
    assert (lines["B"]["measure"], lines["B"]["population"], lines["B"]["period"]) == ("kdkmp_formed", "KDKMP", "2025")
    assert (lines["C"]["period"], lines["C"]["read"]) == ("Triwulan I 2025", False)


def test_a_table_that_is_not_known_is_told_column_by_column_too(understood):
    lines = understood("apa;tahun;isinya\n1;2;3\n2;3;4")
    assert not any(line["read"] for line in lines.values())
    lines = understood("DINAS KOPERASI - JUMLAH WIRAUSAHA\nKabupaten/Kota;2022;2023\nKolaka;1;2\nMuna;3;4")
    assert [line["read"] for line in lines.values()] == [False, False, False]
    assert all(line["reason"] for line in lines.values())


# -- words let pass ---------------------------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.slow
def test_a_word_let_pass_once_is_read_once(understood):
    assert not understood(TITLED)["B"]["read"]
    assert understood(TITLED, "--accept", "Berprestasi")["B"]["read"]
    assert not understood(TITLED)["B"]["read"]


@pytest.mark.slow
def test_a_word_let_pass_in_a_build_stays_with_its_delivery_and_is_seen_at_its_figures(copy):
    path = copy.raw / "rekap.csv"
    path.write_text(TITLED, encoding="utf-8")
    (copy.raw / "lain.csv").write_text(TITLED.replace("Kolaka", "Konawe"), encoding="utf-8")
    build_and_report(copy, NOW)
    outcome = build_and_report(copy, NOW, accepted=["BERPRESTASI"])
    assert len(Ledger(copy.warehouse).state().words) == 2
    path.write_text(TITLED.replace("Kolaka", "Buton"), encoding="utf-8")
    again = build_and_report(copy, NOW)
    for published, code, value in ((outcome.published, "74.01", 2), (again.published, "74.02", 2)):
        with connection.connect(published) as opened:
            asked = {"indicator_id": "cooperatives_registered", "region_code": code, "year": 2023}
            facts = reads.value_facts(opened, **asked).iloc[0]
        assert (facts["value"], facts["accepted_words"]) == (value, "BERPRESTASI")
    with connection.connect(again.published) as opened:
        changed = reads.indicator_by_region(opened, indicator_id="cooperatives_registered", year=2023)
        rules = {row[0] for row in opened.execute("SELECT rule FROM core.finding WHERE file = 'rekap.csv'").fetchall()}
    assert changed.set_index("region_code").loc["74.04", "status"] == "missing"
    assert "B17" in rules


# -- targets ----------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_targets_in_deliveries_are_targets_with_their_cell_and_the_office_s_own_go_before(copy):
    (copy.raw / "kinerja.csv").write_text(
        "Kabupaten/Kota;Tahun;Koperasi Aktif;Target Koperasi Aktif;Persentase Koperasi Aktif (Target)\n"
        "Kolaka;2023;42;50;60\nMuna;2023;12;20;70",
        encoding="utf-8",
    )
    with (copy.reference / "targets.csv").open("a", encoding="utf-8") as file:
        file.write("cooperatives_active,74.03,2023,33,RPJMD\n")
    with connection.connect(build_and_report(copy, NOW).published) as opened:
        counted = reads.targets(opened, indicator_id="cooperatives_active")
        shares = reads.targets(opened, indicator_id="active_cooperative_share")
        value = reads.indicator_by_region(opened, indicator_id="cooperatives_active", year=2023)
    assert counted["period"].isna().all()  # of whole years
    assert counted.drop(columns=["period", "indicator_id"]).to_dict("records") == [
        {"region_code": "74.01", "year": 2023, "value": 50.0, "document": "kinerja.csv › D2", "simulated": False},
        {"region_code": "74.03", "year": 2023, "value": 33.0, "document": "RPJMD", "simulated": False},
    ]
    assert shares["value"].tolist() == [60.0, 70.0]
    assert value.set_index("region_code").loc["74.01", "value"] == 42
