"""A build is published whole or not at all, and never under the feet of a reader."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from kumkm.errors import InputError, WarehouseError
from kumkm.warehouse import connection, reads
from kumkm.warehouse.build import build

MORNING = datetime(2026, 1, 1, tzinfo=UTC)


def edit(settings, file, old, new):
    path = settings.reference / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def files(settings):
    return sorted(path.name for path in settings.warehouse.iterdir())


def test_nothing_is_published_where_nothing_was_built(tmp_path):
    assert connection.published(tmp_path) is None
    assert connection.published(tmp_path / "missing") is None


def test_the_pointer_moves_to_the_new_build_and_the_old_file_stays(copy):
    first = build(copy, MORNING)
    second = build(copy, MORNING + timedelta(hours=1))
    assert connection.published(copy.warehouse) == second
    assert first.path.exists()
    assert files(copy) == ["current.json", first.path.name, second.path.name]


def test_the_same_input_gives_the_same_values_under_another_build_id(copy):
    found = []
    for hour in (0, 1):
        with connection.connect(build(copy, MORNING + timedelta(hours=hour))) as opened:
            info = reads.run(opened, "build_info").iloc[0]
            found.append((info.input_hash, reads.indicator_panel(opened, indicator_id="grdp_growth"), info.build_id))
    assert found[0][0] == found[1][0]
    assert found[0][1].equals(found[1][1])
    assert found[0][2] != found[1][2]


def test_five_builds_are_kept_and_a_reader_of_a_forgotten_one_goes_on_reading(copy):
    first = build(copy, MORNING)
    with connection.connect(first) as reader:
        before = reads.indicator_panel(reader, indicator_id="hdi")
        later = [build(copy, MORNING + timedelta(hours=hour)) for hour in range(1, 6)]
        assert files(copy) == ["current.json", *(result.path.name for result in later)]
        assert reads.indicator_panel(reader, indicator_id="hdi").equals(before)
        assert len(reads.indicator_panel(reader, indicator_id="gini")) > 0


FIRST_ROW = "kemendagri_regencies,74.01,Kolaka,area_km2,,2024,,2958.87,km2,tetap,\n"


@pytest.mark.parametrize(
    ("broken", "row", "said"),
    [
        (FIRST_ROW.replace("74.01", "74.1"), 2, "74.1"),
        (FIRST_ROW.replace("km2,tetap", "hektar,tetap"), 2, "hektar"),
        (FIRST_ROW.replace("area_km2", "luas"), 2, "luas"),
        (FIRST_ROW.replace("kemendagri_regencies", "entah"), 2, "entah"),
        (FIRST_ROW.replace("Kolaka", "Konawe"), 2, "Kode 74.01 adalah Kolaka tetapi nama tertulis Konawe"),
        (FIRST_ROW.replace("kemendagri_regencies,74.01", "bps_514_2021,7401"), 2, "Kode 7401 adalah Buton"),
        (FIRST_ROW + FIRST_ROW.replace("2958.87", "2959.87"), 3, "muncul 2 kali"),
    ],
)
def test_a_broken_row_is_named_with_file_and_row_and_what_was_published_stays(copy, broken, row, said):
    good = build(copy, MORNING)
    edit(copy, "figures.csv", FIRST_ROW, broken)
    with pytest.raises(InputError, match=rf"figures\.csv baris {row}: .*tidak berubah") as refused:
        build(copy, MORNING + timedelta(hours=1))
    assert said in str(refused.value)
    assert connection.published(copy.warehouse) == good
    assert files(copy) == ["current.json", good.path.name]


@pytest.mark.parametrize("bad", ["abc", "", "1.234,5"])
def test_a_value_that_is_no_number_is_refused_and_what_was_published_stays(copy, bad):
    good = build(copy, MORNING)
    edit(copy, "figures.csv", FIRST_ROW, FIRST_ROW.replace("2958.87", bad if "," not in bad else f'"{bad}"'))
    with pytest.raises(InputError, match="figure.*tidak berubah"):
        build(copy, MORNING + timedelta(hours=1))
    assert connection.published(copy.warehouse) == good
    assert files(copy) == ["current.json", good.path.name]


@pytest.mark.xfail(strict=True, reason="_run_load() passes DuckDB's words on: the load's name, neither file nor row")
@pytest.mark.parametrize("broken", [("2958.87", "abc"), ("2958.87", ""), (",2024,", ",dua ribu,"), ("tetap", "pasti")])
def test_a_cell_of_the_wrong_type_is_named_with_file_and_row(copy, broken):
    edit(copy, "figures.csv", FIRST_ROW, FIRST_ROW.replace(*broken))
    with pytest.raises(InputError, match=r"figures\.csv baris 2"):
        build(copy, MORNING)


@pytest.mark.xfail(strict=True, reason="CAST('nan' AS DOUBLE) is a number to DuckDB: not-a-number is published as a value")
@pytest.mark.parametrize("value", ["nan", "inf"])
def test_a_value_that_is_not_finite_is_refused(copy, value):
    edit(copy, "figures.csv", FIRST_ROW, FIRST_ROW.replace("2958.87", value))
    with pytest.raises(InputError):
        build(copy, MORNING)


@pytest.mark.xfail(strict=True, raises=ValueError, reason="regions.load() lets ValueError and KeyError through")
@pytest.mark.parametrize("broken", [(",1959,", ",abc,"), (",kabupaten,", ",kab,")])
def test_a_broken_region_is_an_input_error_too(copy, broken):
    edit(copy, "regions.csv", *broken)
    with pytest.raises(InputError, match=r"regions\.csv"):
        build(copy, MORNING)


@pytest.mark.xfail(strict=True, reason="core.target references neither core.indicator nor core.region")
def test_a_target_for_an_unknown_indicator_or_region_is_refused(copy):
    path = copy.reference / "targets.csv"
    path.write_text(path.read_text(encoding="utf-8") + "tidak_ada,74.99,2030,1,persen,RPJMD\n", encoding="utf-8")
    with pytest.raises(InputError):
        build(copy, MORNING)


def test_a_missing_file_is_named(copy):
    (copy.reference / "level_breaks.csv").unlink()
    with pytest.raises(InputError, match=r"data/reference/level_breaks\.csv tidak ditemukan"):
        build(copy, MORNING)
    assert connection.published(copy.warehouse) is None
    assert files(copy) == []


def test_a_break_that_is_declared_takes_effect(copy):
    path = copy.reference / "level_breaks.csv"
    path.write_text(path.read_text(encoding="utf-8") + "gini_ratio,2020,lama,baru,contoh\n", encoding="utf-8")
    with connection.connect(build(copy, MORNING)) as opened:
        panel = reads.indicator_panel(opened, indicator_id="gini")
    assert panel.loc[panel["year"] == 2020, "change"].isna().all()
    assert panel.loc[panel["year"] == 2019, "change"].notna().any()


def test_a_target_filled_in_can_be_read(copy):
    path = copy.reference / "targets.csv"
    path.write_text(path.read_text(encoding="utf-8") + "poverty_rate,74,2030,9.5,persen,RPJMD\n", encoding="utf-8")
    with connection.connect(build(copy, MORNING)) as opened:
        frame = reads.targets(opened, indicator_id="poverty_rate")
    assert frame.to_dict("records") == [{"region_code": "74", "year": 2030, "value": 9.5, "document": "RPJMD"}]


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '"x"', '{"build_id": "x"}', "\x00\x01"])
def test_a_damaged_pointer_says_what_to_do(tmp_path, content):
    (tmp_path / "current.json").write_text(content, encoding="utf-8")
    with pytest.raises(WarehouseError, match=r"current\.json rusak.*python -m kumkm build"):
        connection.published(tmp_path)


def pointer(folder, **content):
    described = {"build_id": "x", "file": "kumkm-x.duckdb", "schema_version": connection.SCHEMA_VERSION} | content
    (folder / "current.json").write_text(json.dumps(described), encoding="utf-8")


def test_a_missing_warehouse_file_says_what_to_do(tmp_path):
    pointer(tmp_path)
    with pytest.raises(WarehouseError, match=r"kumkm-x\.duckdb tidak ditemukan.*python -m kumkm build"):
        connection.published(tmp_path)


def test_a_warehouse_of_another_version_says_what_to_do(tmp_path):
    pointer(tmp_path, schema_version=999)
    with pytest.raises(WarehouseError, match=r"versi lain \(skema 999\).*python -m kumkm build"):
        connection.published(tmp_path)


@pytest.mark.parametrize("content", [b"", b"this is no database", b"\x00" * 5000])
def test_a_damaged_warehouse_file_says_what_to_do(tmp_path, content):
    pointer(tmp_path)
    (tmp_path / "kumkm-x.duckdb").write_bytes(content)
    with pytest.raises(WarehouseError, match=r"kumkm-x\.duckdb rusak.*python -m kumkm build"):
        connection.connect(connection.published(tmp_path))


def test_a_file_that_is_not_the_build_the_pointer_names_is_refused(tmp_path, warehouse):
    pointer(tmp_path)
    (tmp_path / "kumkm-x.duckdb").write_bytes(warehouse.path.read_bytes())
    with pytest.raises(WarehouseError, match=r"tidak sesuai dengan penunjuk.*python -m kumkm build"):
        connection.connect(connection.published(tmp_path))


def test_a_pointer_cannot_lead_out_of_its_folder(tmp_path):
    pointer(tmp_path, file="../../etc/passwd")
    with pytest.raises(WarehouseError, match="passwd tidak ditemukan"):
        connection.published(tmp_path)


def test_after_damage_a_new_build_is_enough(copy):
    build(copy, MORNING)
    (copy.warehouse / "current.json").write_text("{", encoding="utf-8")
    repaired = build(copy, MORNING + timedelta(hours=1))
    assert connection.published(copy.warehouse) == repaired
