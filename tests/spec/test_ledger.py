"""What was delivered stays delivered: the folder may change, the disk fill, the clock turn back, processes die."""

import json
import os
import random
import shlex
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import duckdb
import pytest
from rounds import some

from kumkm.__main__ import main
from kumkm.errors import UsageError, WarehouseError
from kumkm.settings import PROJECT_ROOT
from kumkm.warehouse import build, connection, differing, intake, publishing, reads, standing
from kumkm.warehouse.ledger.journal import Journal
from kumkm.warehouse.ledger.store import Ledger

pytestmark = pytest.mark.slow  # every case builds anew

START = datetime(2026, 12, 1, tzinfo=UTC)
RECAP = "Kabupaten/Kota;Tahun;Jumlah Koperasi;Koperasi Aktif;Koperasi Tidak Aktif"
LIST = "Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status;Jumlah Anggota"


@pytest.fixture
def office(copy):
    """Put files into the folder of deliveries and build: `office(day, kolaka=[...])` → outcome."""

    def deliver(day, **files):
        for name, lines in files.items():
            (copy.raw / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
        return build.build_and_report(copy, START + timedelta(days=day))

    deliver.settings = copy
    return deliver


def recap(registered, active, region="Kolaka", year=2023):
    return [RECAP, f"{region};{year};{registered};{active};{registered - active}"]


def bodies(numbers, *, status="Aktif", members=25, region="Kolaka", year=2023):
    rows = [f"Koperasi Uji {number};74010000{number:05};{region};{year};Jasa;{status};{members}" for number in numbers]
    return [LIST, *rows]


def value(published, indicator_id="cooperatives_registered", code="74.01", year=2023):
    with connection.connect(published) as opened:
        row = reads.indicator_by_region(opened, indicator_id=indicator_id, year=year).set_index("region_code").loc[code]
    return None if row["value"] != row["value"] else row["value"]


def states(settings):
    return [item.state for item in standing.deliveries(settings)]


# -- the folder ---------------------------------------------------------------------------------------------


@pytest.mark.long
def test_a_file_that_is_removed_renamed_or_spoilt_takes_nothing_away(office):
    before = office(0, kolaka=recap(20, 10), muna=recap(30, 20, "Muna"))
    path = office.settings.raw / "kolaka.csv"
    path.rename(path.with_name("lain.csv"))
    assert value(office(1).published) == 20
    path.with_name("lain.csv").write_bytes(b"%PDF-1.7 salinan yang belum selesai")
    spoilt = office(2)
    assert (value(spoilt.published), spoilt.held_back) == (20, ("lain.csv",))
    path.with_name("lain.csv").write_bytes(b"")
    assert value(office(3).published) == 20
    shutil.rmtree(office.settings.raw)
    after = office(4)
    assert (value(after.published), value(after.published, code="74.03")) == (20, 30)
    assert after.held_back == ()
    assert differing.differences(before.published.path, after.published.path) == []


@pytest.mark.long
def test_an_older_copy_put_back_changes_nothing(office):
    office(0, kolaka=recap(20, 10))
    assert value(office(1, kolaka=recap(25, 15)).published) == 25
    assert value(office(2, kolaka=recap(20, 10)).published) == 25


@pytest.mark.long
def test_real_figures_do_not_become_simulated_ones_again(office, tmp_path):
    sample = tmp_path / "sample"
    sample.mkdir()
    (sample / "rekap.csv").write_text("\n".join([f"{RECAP};Keterangan Data", "Kolaka;2023;99;9;90;DATA SIMULASI"]))
    own = replace(office.settings, sample=sample)
    assert value(build.build(own, START)) == 99
    (own.raw / "kolaka.csv").write_text("\n".join(recap(20, 10)))
    assert value(build.build(own, START + timedelta(days=1))) == 20
    (own.raw / "kolaka.csv").write_bytes(b"\x00rusak")
    assert value(build.build(own, START + timedelta(days=2))) == 20


def test_one_more_workbook_opens_one_file(office):
    first = office(0, kolaka=recap(20, 10), konawe=recap(30, 10, "Konawe"))
    assert sorted(first.opened) == ["kolaka.csv", "konawe.csv"]
    assert office(1, muna=recap(40, 20, "Muna")).opened == ("muna.csv",)
    assert office(2).opened == ()


@pytest.mark.long
@pytest.mark.parametrize("first", some([True, False], {0}))
def test_a_simulated_file_sent_as_a_delivery_is_there_once(office, first):
    settings = office.settings
    settings.sample.mkdir(parents=True)
    for name in ("kolaka-utara", "buton"):
        shutil.copy(PROJECT_ROOT / "data" / "sample" / f"rekap-koperasi-{name}.xlsx", settings.sample)
    if first:
        office(0)
    shutil.copy(settings.sample / "rekap-koperasi-buton.xlsx", settings.raw / "terima.xlsx")
    with connection.connect(office(1).published) as opened:
        rows = opened.execute("SELECT file, simulated FROM raw.delivery WHERE file = 'terima.xlsx'").fetchall()
        every = opened.execute("SELECT count(*), count(DISTINCT delivery_id) FROM raw.delivery").fetchone()
    assert rows == [("terima.xlsx", True)]  # it is marked as what it is
    assert every == (2, 2)


@pytest.mark.long
def test_what_the_ledger_keeps_is_enough_to_read_a_file_again(office, edit):
    before = office(0, kolaka=recap(20, 10), daftar=bodies(range(4)))
    shutil.rmtree(office.settings.raw)
    (office.settings.raw).mkdir()
    edit(office.settings, "regions.csv", "Kolaka", "Kolaka")  # the text stays, the file is written anew
    (office.settings.root / "data" / "corrections.toml").write_text("# lain\n", encoding="utf-8")
    after = office(1)
    assert sorted(after.opened) == ["daftar.csv", "kolaka.csv"]
    assert differing.differences(before.published.path, after.published.path) == []


# -- reading never publishes ----------------------------------------------------------------------------------


@pytest.mark.long
def test_a_read_with_another_folder_of_deliveries_publishes_nothing(office, tmp_path, capsys, monkeypatch):
    published = office(0, kolaka=recap(20, 10)).published
    other = tmp_path / "other"
    other.mkdir()
    (other / "kolaka.csv").write_text("\n".join(recap(77, 10)), encoding="utf-8")
    places = ["--warehouse", str(office.settings.warehouse), "--raw", str(other)]
    for command in (
        ["query", "indicator_by_region", "--param", "indicator_id=cooperatives_registered", "--param", "year=2023"],
        ["findings"],
        ["builds"],
        ["deliveries"],
    ):
        assert main([*command, *places]) == 0
    said = capsys.readouterr()
    assert "1 berkas baru belum diperiksa" in said.err
    assert ",20.0," in said.out and ",77.0," not in said.out
    assert connection.published(office.settings.warehouse) == published
    assert [path.name for path in intake.waiting(replace(office.settings, raw=other))] == ["kolaka.csv"]


def test_the_start_of_the_app_takes_nothing_in_and_loses_nothing(office):
    published = office(0, kolaka=recap(20, 10)).published
    (office.settings.raw / "muna.csv").write_text("\n".join(recap(30, 10, "Muna")), encoding="utf-8")
    assert build.serving(office.settings) == published
    (office.settings.root / "data" / "corrections.toml").write_text("# lain\n", encoding="utf-8")
    anew = build.serving(office.settings)
    assert anew.build_id != published.build_id
    assert (value(anew), value(anew, code="74.03")) == (20, None)
    assert build.stale(office.settings, anew) == ()


def test_a_first_start_builds_what_came_with_the_project(copy):
    (copy.raw / "kolaka.csv").write_text("\n".join(recap(20, 10)), encoding="utf-8")
    said = []
    assert value(build.to_read(copy, said.append)) is None
    assert said[0].startswith("Belum ada yang terbit")
    assert said[1].startswith("1 berkas baru belum diperiksa")


# -- withdrawing --------------------------------------------------------------------------------------------


@pytest.mark.long
def test_a_delivery_is_withdrawn_at_the_next_build_and_stays_so(office, capsys):
    office(0, kolaka=recap(20, 10))
    office(1, baru=recap(25, 15))
    old, new = standing.deliveries(office.settings)
    assert (old.state, new.state) == ("superseded", "published")
    places = ["--warehouse", str(office.settings.warehouse), "--raw", str(office.settings.raw)]
    assert main(["withdraw", new.delivery, "--why", "salah kirim", *places]) == 0
    assert "build" in capsys.readouterr().out
    assert value(connection.published(office.settings.warehouse)) == 25
    assert value(office(2).published) == 20
    assert value(office(3).published) == 20  # it still lies in the folder
    assert main(["deliveries", "--json", "-", *places]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [item["state"] for item in told] == ["published", "withdrawn"]
    assert {"delivery", "file", "received", "state", "subject", "regions", "years", "simulated"} <= told[0].keys()
    assert (told[1]["regions"], told[1]["years"], told[1]["why"]) == (["74.01"], [2023], "salah kirim")
    standing.readmit(office.settings, new.delivery)
    assert value(office(4).published) == 25
    with pytest.raises(UsageError, match="tidak ada"):
        standing.withdraw(office.settings, "abc", "x")
    with pytest.raises(UsageError, match="tidak sedang ditarik"):
        standing.readmit(office.settings, new.delivery)


@pytest.mark.long
def test_withdrawing_the_last_one_says_that_simulated_data_return(office):
    office(0, kolaka=recap(20, 10))
    (only,) = standing.deliveries(office.settings)
    assert "simulasi" in standing.withdraw(office.settings, only.delivery, "uji")


# -- precedence by body --------------------------------------------------------------------------------------


@pytest.mark.long
def test_a_list_adds_the_bodies_it_brings_and_renews_those_it_repeats(office):
    office(0, daftar=bodies(range(1, 11)))
    outcome = office(1, tambahan=bodies(range(20, 23)))
    assert outcome.held_back == ()
    assert value(outcome.published) == 13
    outcome = office(2, baru=bodies(range(1, 9), status="Tidak Aktif", members=40))
    assert (value(outcome.published), value(outcome.published, "cooperatives_active")) == (13, 5)
    assert value(outcome.published, "cooperative_members") == 8 * 40 + 5 * 25


def test_a_cut_copy_is_held_back_and_a_complete_list_is_not(office):
    office(0, daftar=bodies(range(1, 11)))
    outcome = office(1, potong=bodies(range(1, 4)))
    assert outcome.held_back == ("potong.csv",)
    assert value(outcome.published) == 10
    assert states(office.settings) == ["published", "held"]
    whole = ["DAFTAR LENGKAP KOPERASI KABUPATEN KOLAKA TAHUN 2023;;;;;;", *bodies(range(1, 8))]
    outcome = office(2, lengkap=whole)
    assert value(outcome.published) == 7
    assert "published" in states(office.settings)[2]


@pytest.mark.long
def test_another_region_or_year_adds(office):
    office(0, kolaka=bodies(range(1, 11)))
    outcome = office(1, muna=bodies(range(30, 33), region="Muna"), lalu=bodies(range(1, 4), year=2022))
    assert outcome.held_back == ()
    assert [value(outcome.published), value(outcome.published, code="74.03"), value(outcome.published, year=2022)] == [
        10, 3, 3,
    ]  # fmt: skip


@pytest.mark.long
def test_a_body_without_its_nik_in_a_later_list_is_the_same_body(office):
    office(0, daftar=bodies(range(1, 6)))
    without = [
        line.replace(line.split(";")[1], "", 1) if number else line for number, line in enumerate(bodies(range(1, 6)))
    ]
    assert value(office(1, baru=without).published) == 5


@pytest.mark.long
def test_enterprises_of_a_narrow_extract_do_not_replace_the_register(office):
    head = "id_data_badan_usaha;kab_usaha;skala_usaha;omzet_tahunan;tahun_pendataan"
    rows = [f"u{number};Muna;Usaha Mikro;1000000;2023" for number in range(40)]
    office(0, sidt=[head, *rows])
    outcome = office(1, kecil=[head, "u100;Muna;Usaha Mikro;1000000;2023", "u101;Muna;Usaha Mikro;1000000;2023"])
    assert value(outcome.published, "enterprises", "74.03") == 42
    outcome = office(2, potong=[head, *rows[:3]])
    assert outcome.held_back == ("potong.csv",)
    assert value(outcome.published, "enterprises", "74.03") == 42


@pytest.mark.long
def test_months_of_kur_come_together_from_several_deliveries(office):
    head = "Kabupaten/Kota;Tahun;Bulan;Penyaluran KUR (Rp juta);Debitur"
    office(0, awal=[head, *(f"Kolaka;2023;{month};100;10" for month in range(1, 7))])
    outcome = office(1, akhir=[head, *(f"Kolaka;2023;{month};200;20" for month in range(7, 13))])
    assert value(outcome.published, "kur_disbursed") == 1_800_000_000


# -- a function of the ledger --------------------------------------------------------------------------------


@pytest.mark.long
def test_an_earlier_state_is_built_again_and_published_only_where_told(office, capsys):
    first = office(0, kolaka=recap(20, 10)).published
    second = office(1, kolaka=recap(25, 15)).published
    places = ["--warehouse", str(office.settings.warehouse), "--raw", str(office.settings.raw)]
    again = build.again(office.settings, first.build_id, now=START + timedelta(days=2))
    assert (value(again.published), again.differs) == (20, ())
    assert again.published.input_hash == first.input_hash
    assert connection.published(office.settings.warehouse) == second
    assert main(["diff", first.build_id, str(again.published.path), *places]) == 0
    assert main(["diff", first.build_id, second.build_id, *places]) == 1
    capsys.readouterr()
    assert differing.differences(first.path, again.published.path) == []
    found = differing.differences(first.path, second.path)
    assert [
        (item.first, item.second)
        for item in found
        if "cooperatives_registered |" in item.key and item.column == "value"
    ]
    (office.settings.root / "data" / "corrections.toml").write_text("# lain\n", encoding="utf-8")
    assert build.again(office.settings, first.build_id, publish=True, now=START + timedelta(days=3)).differs == (
        "koreksi",
    )
    assert value(connection.published(office.settings.warehouse)) == 20


@pytest.mark.long
def test_a_clock_set_back_changes_no_order_and_no_year(office):
    office(300, kolaka=recap(20, 10, year=2026))
    outcome = build.build_and_report(office.settings, datetime(2019, 1, 1, tzinfo=UTC))
    assert value(outcome.published, year=2026) == 20
    (office.settings.raw / "kolaka.csv").write_text("\n".join(recap(25, 15, year=2026)), encoding="utf-8")
    outcome = build.build_and_report(office.settings, datetime(2019, 1, 2, tzinfo=UTC))
    assert (value(outcome.published, year=2026), outcome.held_back) == (25, ())
    assert build.manifest(office.settings.warehouse, outcome.published.build_id).as_of >= "2027-09-27"


@pytest.mark.parametrize(
    "damage", some(["emptied pointer", "no pointer", "truncated build", "rolled back", "no builds"], {0})
)
def test_nothing_is_lost_with_the_pointer_or_the_builds(office, damage):
    first = office(0, kolaka=recap(20, 10)).published
    last = office(1, muna=recap(30, 20, "Muna")).published
    shutil.rmtree(office.settings.raw)
    warehouse = office.settings.warehouse
    match damage:
        case "emptied pointer":
            (warehouse / "current.json").write_bytes(b"")
        case "no pointer":
            (warehouse / "current.json").unlink()
        case "truncated build":
            last.path.write_bytes(last.path.read_bytes()[:5000])
        case "rolled back":
            build.publish(warehouse, replace(first, pinned=True))
        case "no builds":
            for path in (*warehouse.glob("kumkm-*"), warehouse / "current.json"):
                path.unlink()
    after = office(2).published
    assert (value(after), value(after, code="74.03")) == (20, 30)


def test_the_command_that_every_message_names_mends_what_it_is_named_for(office):
    """A build whose file is cut off, or gone, is made anew by `build` and does not stop it."""
    last = office(0, kolaka=recap(20, 10)).published
    places = ["--warehouse", str(office.settings.warehouse), "--raw", str(office.settings.raw)]
    last.path.write_bytes(last.path.read_bytes()[:5000])
    assert connection.whole(office.settings.warehouse) is None
    last.path.unlink()
    assert connection.whole(office.settings.warehouse) is None
    assert main(["build", *places]) == 0
    after = connection.published(office.settings.warehouse)
    assert after is not None
    assert value(after) == 20


@pytest.mark.parametrize("lost", some(["journal", "cells"], {0}))
def test_a_ledger_that_is_not_whole_is_said_and_nothing_is_published(office, lost):
    published = office(0, kolaka=recap(20, 10)).published
    ledger = Ledger(office.settings.warehouse)
    if lost == "journal":
        ledger.journal.path.unlink()
    else:
        for path in (ledger.folder / "berkas").iterdir():
            path.unlink()
        (office.settings.root / "data" / "corrections.toml").write_text("# lain\n", encoding="utf-8")
    with pytest.raises(WarehouseError, match="cadangan"):
        office(1)
    assert connection.published(office.settings.warehouse) == published


def test_a_line_cut_off_by_a_crash_counts_for_nothing(tmp_path):
    journal = Journal(tmp_path)
    journal.add([{"event": "begun"}], START)
    with journal.path.open("ab") as file:
        file.write(b'{"at": "2026-12-02T00:00')
    assert [entry["event"] for entry in journal.entries()] == ["begun"]
    journal.add([{"event": "next"}], START - timedelta(days=900))
    first, second = journal.entries()
    assert second["event"] == "next" and first["at"] < second["at"]


def test_the_warehouse_of_the_version_before_is_taken_over(office):
    published = office(0, kolaka=recap(20, 10), daftar=bodies(range(3), region="Muna")).published
    with duckdb.connect(str(published.path)) as opened:
        opened.execute("ALTER TABLE raw.delivery DROP complete")
        opened.execute("ALTER TABLE raw.delivery ADD COLUMN carried BOOLEAN DEFAULT FALSE")
        opened.execute("UPDATE core.build SET schema_version = 7")
    pointer = office.settings.warehouse / "current.json"
    pointer.write_text(
        pointer.read_text().replace(f'"schema_version": {connection.SCHEMA_VERSION}', '"schema_version": 7')
    )
    shutil.rmtree(office.settings.warehouse / "ledger")
    published.path.with_suffix(".json").unlink()
    (office.settings.warehouse / "kata-diterima.json").write_text(json.dumps({"0" * 64: ["ZAMRUD"]}))
    shutil.rmtree(office.settings.raw)
    after = office(1).published
    assert (value(after), value(after, code="74.03")) == (20, 3)
    assert [item.cells for item in standing.deliveries(office.settings)] == [False, False]
    assert Ledger(office.settings.warehouse).state().words == {"0" * 64: ("ZAMRUD",)}


# -- publishing ------------------------------------------------------------------------------------------------


@pytest.mark.long
def test_with_one_build_kept_undoing_makes_the_one_of_before_anew(office):
    own = replace(office.settings, kept_builds=1)
    build.build(own, START)
    receipt = publishing.publish([("kolaka.csv", "\n".join(recap(20, 10)).encode())], own)
    assert value(connection.published(own.warehouse)) == 20
    assert value(publishing.undo(receipt, own)) is None
    assert states(own) == ["withdrawn"]
    again = publishing.publish([("kolaka.csv", "\n".join(recap(20, 10)).encode())], own)
    assert value(connection.published(own.warehouse)) == 20
    assert publishing.last(own) == again


DYING = """
import os, sys
from pathlib import Path
from kumkm import settings
from kumkm.warehouse import build, publishing, staging
from kumkm.warehouse.ledger.store import Ledger
own = settings.load(sys.argv[1], sys.argv[2])
where, whole = sys.argv[3], dict(place=staging.place, publish=build.publish, record=Ledger.record)
def die(*_arguments, **_options): os._exit(9)
def record(self, events, *rest):
    if any(event["event"] == "publication done" for event in events): os._exit(9)
    return whole["record"](self, events, *rest)
if where == "before placing": staging.place = die
if where == "after placing": build.make = die
if where == "before the pointer": build.publish = die
if where == "after the pointer": Ledger.record = record
publishing.put([("kolaka.csv", Path(sys.argv[4]).read_bytes())], own, None, {}, "uji")  # what the process apart does
"""


@pytest.mark.parametrize(
    "where", some(["before placing", "after placing", "before the pointer", "after the pointer"], {2})
)
def test_a_publication_killed_anywhere_is_published_with_undo_or_not_at_all(tmp_path, monkeypatch, where):
    monkeypatch.setenv("KUMKM_SAMPLE", str(tmp_path / "none"))
    from kumkm import settings

    own = settings.load(tmp_path / "warehouse", tmp_path / "raw")
    before = build.build(own)
    sent = tmp_path / "kolaka.csv"
    sent.write_text("\n".join(recap(20, 10)))
    command = [sys.executable, "-c", DYING, str(own.warehouse), str(own.raw), where, str(sent)]
    assert subprocess.run(command, cwd=PROJECT_ROOT, check=False).returncode == 9
    after = build.build(own)
    if where == "after the pointer":
        assert value(after) == 20
        (item,) = Ledger(own.warehouse).state().publications.values()
        assert item.state == "done"
    else:
        assert value(after) is None
        assert [path for path in own.raw.rglob("*") if path.is_file()] == []
        assert connection.published(own.warehouse).input_hash == before.input_hash
        publishing.publish([("kolaka.csv", sent.read_bytes())], own)
        assert value(connection.published(own.warehouse)) == 20


@pytest.mark.long
def test_a_build_that_a_process_serves_is_not_cleared_away(office):
    own = replace(office.settings, kept_builds=1)
    served, other = build.build(own, START), None
    build.mark_in_use(own.warehouse, served.build_id, at_most=1)
    for day in (1, 2):
        (own.raw / "kolaka.csv").write_text("\n".join(recap(20 + day, 10)), encoding="utf-8")
        other = build.build(own, START + timedelta(days=day))
    assert sorted(path.name for path in own.warehouse.glob("*.duckdb")) == sorted([served.path.name, other.path.name])
    build.mark_in_use(own.warehouse, other.build_id, at_most=1)  # the process has gone on to another one
    build.build(own, START + timedelta(days=3))
    assert not served.path.exists() and other.path.exists()


@pytest.mark.long
def test_marks_of_processes_that_are_gone_keep_nothing(office):
    own = replace(office.settings, kept_builds=1)
    first = build.build(own, START)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (own.warehouse / f".dipakai-{first.build_id}-{gone.pid}").touch()
    build.build(own, START + timedelta(days=1))
    assert not first.path.exists()


# -- real processes that die, or find the disk full ------------------------------------------------------------


@pytest.fixture
def command(tmp_path):
    """Run a command on a warehouse of its own, as a process that may be limited or killed."""
    warehouse, raw = tmp_path / "warehouse", tmp_path / "raw"
    raw.mkdir()
    environment = os.environ | {
        "KUMKM_WAREHOUSE": str(warehouse), "KUMKM_RAW": str(raw), "KUMKM_SAMPLE": str(tmp_path / "none"),
    }  # fmt: skip

    def start(*words, prefix=""):
        line = f"{prefix} exec {shlex.join([sys.executable, '-m', 'kumkm', *words])}"
        return subprocess.Popen(
            ["bash", "-c", line], cwd=PROJECT_ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True,
        )  # fmt: skip

    start.warehouse, start.raw = warehouse, raw
    return start


def holds(warehouse, told):
    """The published build opens, and holds every region of `told` with one of its values."""
    with connection.connect(connection.published(warehouse)) as opened:
        frame = reads.indicator_by_region(opened, indicator_id="cooperatives_registered", year=2023)
    read = frame.set_index("region_code")["value"]
    return all(read[code] in values for code, values in told.items())


@pytest.mark.parametrize("blocks", some([4, 40, 200, 800], {2}))
def test_a_full_disk_leaves_the_old_build_and_every_delivery(command, blocks):
    _full(command, [blocks])


@pytest.mark.long
def test_disks_of_twenty_sizes(command):
    _full(command, [2 ** (place / 2) for place in range(4, 24)][:: 3 if os.environ.get("CI") else 1])


def _full(command, sizes):
    (command.raw / "kolaka.csv").write_text("\n".join(recap(20, 10)))
    assert command("build").wait() == 0
    before = connection.published(command.warehouse)
    (command.raw / "muna.csv").write_text("\n".join(recap(30, 10, "Muna")))
    for blocks in sizes:
        full = command("build", prefix=f"ulimit -f {int(blocks)};")
        _, said = full.communicate()
        if full.returncode == 2:
            assert "ruang cakram" in said and "Traceback" not in said
            assert connection.published(command.warehouse) == before
        assert holds(command.warehouse, {"74.01": {20}})
    assert command("build").wait() == 0
    assert holds(command.warehouse, {"74.01": {20}, "74.03": {30}})
    assert not [path for path in command.warehouse.rglob("*") if path.suffix in (".part", ".wal")]


def test_a_few_kills_at_random_moments(command):
    _killed(command, 6)


@pytest.mark.long
def test_two_hundred_kills_at_random_moments(command):
    _killed(command, 15 if os.environ.get("CI") else 200)  # what CI has time for


def _killed(command, times):
    """Build, withdraw and readmit, killed at random moments: always old or new, and nothing acknowledged is lost."""
    draw = random.Random(74)
    (command.raw / "kolaka.csv").write_text("\n".join(recap(20, 10)))
    assert command("build").wait() == 0
    settings = _settings(command)
    (first,) = standing.deliveries(settings)
    for number in range(times):
        (command.raw / f"muna{number}.csv").write_text("\n".join(recap(30 + number, 10, "Muna")))
        words = draw.choice(
            [["build"], ["build"], ["withdraw", first.delivery, "--why", "uji"], ["readmit", first.delivery]]
        )
        process = command(*words)
        time.sleep(draw.uniform(0.2, 2.2))
        process.kill()
        process.wait()
        holds(command.warehouse, {})
        Ledger(command.warehouse).state()
    command("readmit", first.delivery).wait()
    assert command("build").wait() == 0
    assert holds(command.warehouse, {"74.01": {20}, "74.03": {30 + times - 1}})
    assert not [path for path in command.warehouse.rglob("*") if path.suffix in (".part", ".wal")]


def _settings(command):
    from kumkm import settings

    return settings.load(command.warehouse, command.raw)


@pytest.mark.long
def test_a_folder_that_may_only_be_read_is_served(command):
    (command.raw / "kolaka.csv").write_text("\n".join(recap(20, 10)))
    assert command("build").wait() == 0
    settings = _settings(command)
    found = connection.published(command.warehouse)
    found.path.with_suffix(".json").unlink()  # out of date, as far as anybody can tell
    for path in (command.warehouse, command.warehouse / "ledger"):
        path.chmod(0o555)
    try:
        assert value(build.serving(settings)) == 20
    finally:
        for path in (command.warehouse, command.warehouse / "ledger"):
            path.chmod(0o755)
