"""What the office sends becomes what the dashboard shows: held back, replaced, kept secret, undone."""

import os
import shlex
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from rounds import some

from kumkm.settings import PROJECT_ROOT
from kumkm.warehouse import connection, history, reads, standing
from kumkm.warehouse.build import build_and_report, serving

pytestmark = pytest.mark.slow  # every case builds anew

START = datetime(2026, 1, 1, tzinfo=UTC)
HEADING = "Kabupaten/Kota;Tahun;Jumlah Koperasi;Koperasi Aktif;Koperasi Tidak Aktif"
LOCAL = [
    "Kolaka", "Konawe", "Muna", "Buton", "Konawe Selatan", "Bombana", "Wakatobi", "Kolaka Utara", "Konawe Utara",
    "Buton Utara", "Kolaka Timur", "Konawe Kepulauan", "Muna Barat", "Buton Tengah", "Buton Selatan", "Kota Kendari",
    "Kota Baubau",
]  # fmt: skip


@pytest.fixture
def office(copy):
    """Put deliveries into the office's folder and build: `office(day, "name.csv", lines)` → outcome."""

    def deliver(day, **files):
        for name, lines in files.items():
            (copy.raw / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
        return build_and_report(copy, START + timedelta(days=day))

    deliver.settings = copy
    return deliver


def values(outcome, indicator_id, year):
    with connection.connect(outcome.published) as opened:
        frame = reads.indicator_by_region(opened, indicator_id=indicator_id, year=year)
    return frame.set_index("region_code")


@pytest.mark.long
def test_a_recap_is_published_and_the_share_is_a_quotient_of_sums(office):
    rows = [f"{name};2023;{20 + place};{10 + place};10" for place, name in enumerate(LOCAL)]
    outcome = office(0, rekap=[HEADING, *rows, "Binaan Provinsi;2023;100;10;90"])
    assert outcome.held_back == ()
    found = values(outcome, "cooperatives_registered", 2023)
    assert found.loc["74.01", "value"] == 20
    assert set(found["status"]) == {"reported"}
    with connection.connect(outcome.published) as opened:
        panel = reads.indicator_panel(opened, indicator_id="active_cooperative_share").set_index("region_code")
    registered, active = sum(range(20, 37)) + 100, sum(range(10, 27)) + 10
    assert panel.loc["74", "value"] == pytest.approx(100 * active / registered)


def test_the_province_has_no_sum_while_one_region_is_missing(office):
    outcome = office(0, rekap=[HEADING, *(f"{name};2023;20;10;10" for name in LOCAL[1:])])
    found = values(outcome, "cooperatives_registered", 2023)
    assert found.loc["74.01", "status"] == "missing"
    with connection.connect(outcome.published) as opened:
        panel = reads.indicator_panel(opened, indicator_id="cooperatives_registered")
    assert "74" not in set(panel["region_code"])


@pytest.mark.long
def test_a_galat_holds_back_its_delivery_and_the_rest_is_published(office):
    outcome = office(
        0,
        baik=[HEADING, "Kolaka;2023;20;10;10", "Konawe;2023;20;10;10"],
        salah=[HEADING, "Muna;2023;20;10;10", "Buton Tenggara;2023;20;10;10"],
    )
    assert outcome.held_back == ("salah.csv",)
    found = values(outcome, "cooperatives_registered", 2023)
    assert found.loc["74.01", "value"] == 20
    assert found.loc["74.03", "status"] == "missing"


@pytest.mark.long
def test_the_last_good_version_stays_where_its_successor_is_held_back(office):
    office(0, kolaka=[HEADING, "Kolaka;2022;20;10;10", "Kolaka;2023;22;12;10"])
    outcome = office(1, kolaka=[HEADING, "Kolaka;2022;20;10;10", "Kolaka;2023;22;12;11"])
    assert outcome.held_back == ("kolaka.csv",)
    assert values(outcome, "cooperatives_active", 2023).loc["74.01", "value"] == 12
    assert [item.state for item in standing.deliveries(office.settings)] == ["published", "held"]
    again = office(2, kolaka=[HEADING, "Kolaka;2022;20;10;10", "Kolaka;2023;22;13;9"])
    assert values(again, "cooperatives_active", 2023).loc["74.01", "value"] == 13
    assert again.held_back == ()
    states = [item.state for item in standing.deliveries(office.settings)]
    assert states == ["superseded", "superseded", "published"]


@pytest.mark.long
def test_a_file_that_became_unreadable_leaves_its_last_good_version(office):
    office(0, kolaka=[HEADING, "Kolaka;2023;22;12;10"])
    (office.settings.raw / "kolaka.csv").write_bytes(b"\x00\x01\x02 rusak")
    outcome = build_and_report(office.settings, START + timedelta(days=1))
    assert outcome.held_back == ("kolaka.csv",)
    assert values(outcome, "cooperatives_active", 2023).loc["74.01", "value"] == 12


@pytest.mark.long
def test_a_district_speaks_for_itself_before_the_province_does(office):
    outcome = office(
        0,
        provinsi=[HEADING, *(f"{name};2023;20;10;10" for name in LOCAL)],
        kolaka=["REKAP KOPERASI KABUPATEN KOLAKA;;;", "Tahun;Jumlah Koperasi;Koperasi Aktif;Koperasi Tidak Aktif",
                "2023;25;15;10"],
    )  # fmt: skip
    found = values(outcome, "cooperatives_registered", 2023)
    assert (found.loc["74.01", "value"], found.loc["74.02", "value"]) == (25, 20)


# -- secrets ----------------------------------------------------------------------------------------------


def test_money_of_fewer_than_three_is_secret_and_so_are_the_two_that_hide_it_at_least_loss(office):
    heading = "Kabupaten/Kota;Tahun;Jumlah Koperasi;Koperasi Aktif;Koperasi Tidak Aktif;Aset (Rp juta)"
    rows = [f"{name};2023;{2 if place == 0 else 30};{2 if place == 0 else 10};{0 if place == 0 else 20};{500 + place}"
            for place, name in enumerate(LOCAL)]  # fmt: skip
    outcome = office(0, rekap=[heading, *rows])
    found = values(outcome, "cooperative_assets", 2023)
    # Kolaka's 500 must stay free by 50. Whoever knows Konawe's 501 to within half leaves 250; but Konawe knows its own.
    hidden = ["74.01", "74.02", "74.03"]
    assert found.loc[hidden, "status"].tolist() == ["suppressed"] * 3
    assert found.loc[hidden, "value"].isna().all()
    assert set(found["status"].drop(hidden)) == {"reported"}
    with connection.connect(outcome.published) as opened:
        province = reads.indicator_panel(opened, indicator_id="cooperative_assets").set_index("region_code")
        rows = reads.provenance(opened, indicator_id="cooperative_assets", region_code="74.01", year=2023)
    assert province.loc["74", "value"] == pytest.approx(sum(500 + place for place in range(17)) * 1e6)
    assert set(rows["printed_value"]) == {"r"}


@pytest.mark.long
def test_one_that_dominates_is_secret(office):
    def body(region, number, assets):
        return f"Koperasi {region} {number};7400000{number:06d};{region};2023;Konsumen;Aktif;{assets}"

    heading = "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status;Volume Usaha"
    rows = [body("Kolaka", 1, 9_000_000_000), *(body("Kolaka", number, 100_000_000) for number in range(2, 6))]
    rows += [body("Muna", number, 100_000_000) for number in range(10, 16)]
    rows += [body("Buton", number, 100_000_000) for number in range(20, 27)]
    found = values(office(0, daftar=[heading, *rows]), "cooperative_turnover", 2023)
    assert found.loc["74.01", "status"] == "suppressed"
    # No province is summed while fourteen regions sent nothing: nobody can subtract, so nobody else is withheld.
    assert found.loc["74.03", "value"] == 600_000_000
    assert found.loc["74.04", "value"] == 700_000_000
    assert values_of_count(office, "cooperatives_registered") == {"74.01": 5, "74.03": 6, "74.04": 7}


def values_of_count(office, indicator_id):
    outcome = build_and_report(office.settings, START + timedelta(days=9))
    return values(outcome, indicator_id, 2023)["value"].dropna().to_dict()


# -- absent is unknown ------------------------------------------------------------------------------------


LIST = "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis"


def bodies(*answers, region="Kolaka", first=1):
    """Rows of a list: one body per text of answers."""
    return [
        f"Koperasi Contoh {number};7401{number:09d};{region};2023;Jasa;{text}"
        for number, text in enumerate(answers, first)
    ]


def measured(outcome, year=2023):
    """What was delivered of Kolaka: measure → (value, answered, asked)."""
    with connection.connect(outcome.published) as opened:
        rows = opened.execute(
            "SELECT measure_id, value, answered, asked FROM mart.measure_value "
            "WHERE region_code = '74.01' AND year = ? AND basis = 'delivered'",
            [year],
        ).fetchall()
    return {row[0]: row[1:] for row in rows}


@pytest.mark.long
@pytest.mark.parametrize(
    ("column", "unknown"),
    some(
        [
            ("Status", "cooperatives_rat_units cooperatives_nik_units cooperatives_reporting_units"),
            ("Tanggal RAT", "cooperatives_active_units cooperatives_nik_units cooperatives_reporting_units"),
            ("Status NIK", "cooperatives_active_units cooperatives_rat_units cooperatives_dissolved_units"),
        ],
        {1},
    ),
)
def test_a_column_that_was_not_delivered_leaves_its_counts_without_a_value(office, column, unknown):
    answer = {"Status": "Aktif", "Tanggal RAT": "11-02-2024", "Status NIK": "Sertifikat - Aktif"}[column]
    found = measured(office(0, daftar=[f"{LIST};{column}", *bodies(*[answer] * 4)]))
    assert found["cooperatives_registered_units"][0] == 4
    assert not found.keys() & set(unknown.split())


@pytest.mark.long
def test_a_count_says_of_how_many_answers_it_is_made(office):
    outcome = office(0, daftar=[f"{LIST};RAT;Status NIK", *bodies("Ya;", "Tidak;Sertifikat - Aktif", ";", "Ya;")])
    found = measured(outcome)
    assert found["cooperatives_rat_units"] == (2, 3, 4)
    assert found["cooperatives_nik_units"] == (1, 1, 4)
    assert found["cooperatives_registered_units"] == (4, None, None)
    with connection.connect(outcome.published) as opened:
        facts = reads.value_facts(opened, indicator_id="cooperatives_rat", region_code="74.01", year=2023).iloc[0]
    assert (facts["answered"], facts["asked"]) == (3, 4)


@pytest.mark.long
def test_a_column_in_which_nobody_answered_gives_no_value_and_a_no_gives_zero(office):
    heading = f"{LIST};Status;Tanggal RAT;Volume Usaha"
    found = measured(office(0, daftar=[heading, *bodies("Aktif;;", "Aktif;;")]))
    assert "cooperatives_rat_units" not in found
    assert found["cooperatives_reporting_units"][0] == 0  # who left the turnover blank has not reported it
    found = measured(office(1, daftar=[f"{LIST};Status;RAT", *bodies("Aktif;Tidak", "Aktif;Belum")]))
    assert found["cooperatives_rat_units"] == (0, 2, 2)


@pytest.mark.long
def test_what_a_carried_list_was_asked_is_still_known(office):
    heading = f"{LIST};Status;Volume Usaha"
    office(0, daftar=[heading, *bodies("Aktif;1000000", "Aktif;")])
    outcome = office(1, daftar=[heading, *bodies("Aktif;1000000", "Entah;")])
    assert outcome.held_back == ("daftar.csv",)
    assert measured(outcome)["cooperatives_reporting_units"][0] == 1


@pytest.mark.long
def test_a_log_without_days_says_nothing_of_being_in_time(office):
    heading, row = "Kabupaten/Kota;Sistem;Jenis Data;Tahun Buku;Batas Waktu;Jumlah Baris", "Kolaka;ODS;Koperasi;2023"
    found = measured(office(0, log=[heading, f"{row};31-03-2024;10"]))
    assert "quality_timely_rows" not in found
    found = measured(office(1, log=[f"{heading};Tanggal Kirim", f"{row};31-03-2024;10;15-04-2024"]))
    assert found["quality_timely_rows"][0] == 0


@pytest.mark.long
def test_nobody_is_new_where_the_list_of_the_year_before_is_not_known(office):
    heading = f"{LIST};Status"
    before = [row.replace(";2023;", ";2022;") for row in bodies("Aktif", "Aktif", region="Konawe", first=50)]
    found = measured(office(0, daftar=[heading, *before, *bodies("Aktif", "Aktif")]))
    assert not found.keys() & {"cooperatives_new_units", "cooperatives_net_new_units"}
    before = [row.replace(";2023;", ";2022;") for row in bodies("Aktif")]
    found = measured(office(1, daftar=[heading, *before, *bodies("Aktif", "Aktif")]))
    assert found["cooperatives_new_units"][0] == 1


@pytest.mark.long
def test_nobody_is_new_two_years_after_the_last_list(office):
    before = [row.replace(";2023;", ";2021;") for row in bodies("Aktif")]
    assert "cooperatives_new_units" not in measured(office(0, daftar=[f"{LIST};Status", *before, *bodies("Aktif")]))


@pytest.mark.long
def test_meetings_nobody_told_of_decide_nothing_on_who_is_active_by_the_rule(office):
    def years(*answers):
        rows = [f"Koperasi Contoh;7401000000001;Kolaka;{2021 + place};Jasa;Aktif;{text}"
                for place, text in enumerate(answers)]  # fmt: skip
        return [f"{LIST};Status;RAT", *rows]

    rule = "cooperatives_active_rule_units"
    assert measured(office(0, daftar=years("Ya", "", "")))[rule] == (1, 1, 1)
    assert measured(office(1, daftar=years("Tidak", "Tidak", "Tidak")))[rule] == (0, 1, 1)
    assert rule not in measured(office(2, daftar=years("Tidak", "", "Tidak")))


@pytest.mark.long
def test_enterprises_without_a_column_of_nib_or_sex_are_not_enterprises_without_either(office):
    heading = "id_data_badan_usaha;kab_usaha;skala_usaha;tahun_pendataan;omzet_tahunan"
    rows = [f"C-{number};Kolaka;Usaha Mikro;2023;1000000" for number in range(5)]
    found = measured(office(0, sidt=[heading, *rows]))
    assert found["enterprises_micro_units"] == (5, 5, 5)
    assert found["enterprises_small_units"] == (0, 5, 5)
    doubtful = {"enterprises_nib_units", "enterprises_female_units", "enterprises_sex_known_units",
                "enterprises_trade_units", "enterprises_workers_known_persons"}  # fmt: skip
    assert not found.keys() & doubtful
    found = measured(office(1, sidt=[f"{heading};nib;jenis_kelamin", "C-1;Kolaka;Usaha Mikro;2023;;0220000000001;L",
                                     "C-2;Kolaka;Usaha Mikro;2023;;;P", "C-3;Kolaka;Usaha Mikro;2023;;;"]))  # fmt: skip
    assert found["enterprises_nib_units"] == (1, 1, 5)
    assert found["enterprises_female_units"] == (1, 2, 5)


@pytest.mark.long
def test_a_document_no_column_asks_for_is_neither_missing_nor_there(office):
    heading = "Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Menu;Status"
    row = "U-1;2025;Kolaka;Pengemasan kopi;Rumah Kemasan;Draf"
    for day, (columns, cells, told) in enumerate([
        (";TOR;RAB;DED", ";Ada;Ada;Tidak", ("", True, 2 / 3)),
        (";TOR;DED", ";Ada;Tidak", (None, None, 1 / 2)),
        (";TOR;DED", ";Tidak;Tidak", ("TOR", False, 0)),
        ("", "", (None, None, None)),
    ]):  # fmt: skip
        outcome = office(day, usulan=[heading + columns, row + cells])
        with connection.connect(outcome.published) as opened:
            proposals = "SELECT missing_documents, documents_complete, readiness FROM mart.proposal WHERE NOT published"
            (found,) = opened.execute(proposals).fetchall()
        assert found[:2] == told[:2]
        assert found[2] == (told[2] if told[2] is None else pytest.approx(told[2]))


# -- simulated and real -----------------------------------------------------------------------------------


def test_simulated_figures_say_so_until_a_real_delivery_on_their_subject_comes(read, office):
    simulated = read("indicator_by_region", indicator_id="cooperatives_registered", year=2023)
    assert simulated["simulated"].all()
    real = values(office(0, rekap=[HEADING, "Kolaka;2023;20;10;10"]), "cooperatives_registered", 2023)
    assert not real["simulated"].any()


def test_a_real_delivery_takes_all_simulated_ones_of_its_subject_away(office, project):
    settings = office.settings
    settings.sample.mkdir(parents=True)
    for name in ("kur-bulanan.xlsx", "rekap-koperasi-muna.xlsx"):
        (settings.sample / name).write_bytes((project.sample / name).read_bytes())
    before = build_and_report(settings, START)
    assert values(before, "cooperatives_registered", 2023)["value"].notna().sum() == 1
    after = office(1, rekap=[HEADING, "Kolaka;2023;20;10;10"])
    assert values(after, "cooperatives_registered", 2023)["value"].dropna().to_dict() == {"74.01": 20}
    kur = values(after, "kur_disbursed", 2022)
    assert kur["simulated"].all() and kur["value"].notna().all()


# -- corrections ------------------------------------------------------------------------------------------


def test_a_known_error_is_corrected_with_its_reason_and_a_useless_correction_is_found(office):
    settings = office.settings
    settings.corrections.write_text(
        """
[[correction]]
id = "kolaka-aktif"
kind = "cooperative_recap"
field = "cooperatives_active"
found = "100"
value = "10"
reason = "Salah ketik, dikonfirmasi operator."
expires = 2030-01-01

[[correction]]
id = "tak-terpakai"
kind = "cooperative_recap"
field = "members"
found = "1"
value = "2"
reason = "Sudah diperbaiki daerah."
expires = 2030-01-01
""",
        encoding="utf-8",
    )
    outcome = office(0, rekap=[HEADING, "Kolaka;2023;20;100;10"])
    assert values(outcome, "cooperatives_active", 2023).loc["74.01", "value"] == 10
    with connection.connect(outcome.published) as opened:
        facts = reads.value_facts(opened, indicator_id="cooperatives_active", region_code="74.01", year=2023)
        rules = [row[0] for row in opened.execute("SELECT rule FROM core.finding").fetchall()]
    assert "Salah ketik" in facts["corrections"].iloc[0]
    assert rules == ["C01"]


# -- builds -----------------------------------------------------------------------------------------------


def test_a_rollback_stays_until_the_next_build_is_asked_for(office):
    first = office(0, rekap=[HEADING, "Kolaka;2023;20;10;10"])
    second = office(1, rekap=[HEADING, "Kolaka;2023;21;11;10"])
    listed = history.builds(office.settings)
    assert [item.build_id for item in listed] == [second.published.build_id, first.published.build_id]
    history.rollback(office.settings, first.published.build_id)
    assert serving(office.settings).build_id == first.published.build_id
    third = office(2)
    assert serving(office.settings).build_id == third.published.build_id


@pytest.fixture
def process(tmp_path):
    """The command line on a warehouse of its own, as a process that may be limited or killed."""
    warehouse = tmp_path / "warehouse"
    environment = os.environ | {
        "KUMKM_WAREHOUSE": str(warehouse),
        "KUMKM_RAW": str(tmp_path / "raw"),
        "KUMKM_SAMPLE": str(tmp_path / "none"),
    }
    (tmp_path / "raw").mkdir()

    def start(prefix=""):
        command = f"{prefix} exec {shlex.quote(sys.executable)} -m kumkm build"
        return subprocess.Popen(
            ["bash", "-c", command], cwd=PROJECT_ROOT, env=environment, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    start.warehouse = warehouse
    return start


def test_a_full_disk_leaves_the_old_build(process):
    assert process().wait() == 0
    before = connection.published(process.warehouse)
    full = process("ulimit -f 300;")
    _out, said = full.communicate()
    assert full.returncode == 2
    assert "ruang cakram" in said
    assert connection.published(process.warehouse) == before
    assert {path.name for path in process.warehouse.iterdir()} == {
        ".kunci", "ledger", "current.json", before.path.name, before.path.with_suffix(".json").name,
    }  # fmt: skip


def test_a_build_killed_at_any_moment_leaves_the_old_build_or_the_new_one(process):
    assert process().wait() == 0
    before = connection.published(process.warehouse)
    for seconds in (0.3, 0.9, 1.5):
        killed = process()
        time.sleep(seconds)
        killed.kill()
        killed.wait()
        with connection.connect(connection.published(process.warehouse)) as opened:
            assert opened.execute("SELECT count(*) FROM mart.indicator_value").fetchone()[0] > 0
    assert connection.published(process.warehouse).input_hash == before.input_hash


def test_two_builds_at_once_both_end_well(process):
    first, second = process(), process()
    assert (first.wait(), second.wait()) == (0, 0)
    connection.connect(connection.published(process.warehouse)).close()


def test_an_extract_sent_twice_under_two_names_counts_once(office):
    lines = ["id_data_badan_usaha,kab_usaha,skala_usaha,omzet_tahunan,tahun_pendataan"]
    lines += [f"u{number},Muna,Mikro,1000000,2023" for number in range(8)]
    outcome = office(0, sidt=lines, salinan=lines)
    assert values(outcome, "enterprises", 2023).loc["74.03", "value"] == 8
