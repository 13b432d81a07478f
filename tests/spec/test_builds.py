"""A build is published whole or not at all, and never under the feet of a reader."""

import json
import shutil
from datetime import UTC, datetime

import pytest

from kumkm.errors import InputError, WarehouseError
from kumkm.settings import Settings
from kumkm.warehouse import connection, reads
from kumkm.warehouse.build import build, fresh

LATER = datetime(2100, 1, 1, tzinfo=UTC)
FIRST_ROW = "kemendagri_regencies,74.01,Kolaka,area_km2,,2024,,2958.87,km2,tetap,\n"


@pytest.fixture
def good(copy, warehouse):
    """The session's build, published in the copy's own folder."""
    shutil.copytree(warehouse.path.parent, copy.warehouse)
    return connection.published(copy.warehouse)


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


def test_the_pointer_moves_to_the_new_build_and_the_old_file_stays(copy, good):
    new = build(copy, LATER)
    assert connection.published(copy.warehouse) == new
    assert files(copy) == ["current.json", good.path.name, new.path.name]


def test_the_same_input_gives_the_same_values_under_another_build_id(copy, good):
    with connection.connect(good) as first, connection.connect(build(copy, LATER)) as second:
        one, other = (reads.run(opened, "build_info").iloc[0] for opened in (first, second))
        assert one.input_hash == other.input_hash
        assert one.build_id != other.build_id
        for indicator_id in ("grdp_growth", "population", "grdp_share"):
            values = [reads.indicator_panel(opened, indicator_id=indicator_id) for opened in (first, second)]
            assert values[0].equals(values[1])


def test_five_builds_are_kept_and_a_reader_of_a_forgotten_one_goes_on_reading(copy, good):
    between = [copy.warehouse / f"kumkm-2099010{day}T000000-x.duckdb" for day in range(1, 5)]
    for path in between:
        shutil.copy(good.path, path)
    with connection.connect(good) as reader:
        before = reads.indicator_panel(reader, indicator_id="hdi")
        new = build(copy, LATER)
        assert files(copy) == ["current.json", *(path.name for path in between), new.path.name]
        assert reads.indicator_panel(reader, indicator_id="hdi").equals(before)
        assert len(reads.indicator_panel(reader, indicator_id="gini")) > 0


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
def test_a_broken_row_is_named_with_file_and_row_and_what_was_published_stays(copy, good, broken, row, said):
    edit(copy, "figures.csv", FIRST_ROW, broken)
    with pytest.raises(InputError, match=rf"figures\.csv baris {row}: .*tidak berubah") as refused:
        build(copy, LATER)
    assert said in str(refused.value)
    assert connection.published(copy.warehouse) == good
    assert files(copy) == ["current.json", good.path.name]


@pytest.mark.parametrize("bad", ["abc", "", "2.958,87"])
def test_a_value_that_is_no_number_is_refused_and_what_was_published_stays(copy, good, bad):
    edit(copy, "figures.csv", FIRST_ROW, FIRST_ROW.replace("2958.87", bad if "," not in bad else f'"{bad}"'))
    with pytest.raises(InputError, match=r"figure.*tidak berubah"):
        build(copy, LATER)
    assert connection.published(copy.warehouse) == good
    assert files(copy) == ["current.json", good.path.name]


@pytest.mark.xfail(strict=True, reason="_run_load() passes DuckDB's words on: the load's name, neither file nor row")
@pytest.mark.parametrize("broken", [("2958.87", "abc"), ("tetap", "pasti")])
def test_a_cell_of_the_wrong_type_is_named_with_file_and_row(copy, broken):
    edit(copy, "figures.csv", FIRST_ROW, FIRST_ROW.replace(*broken))
    with pytest.raises(InputError, match=r"figures\.csv baris 2"):
        build(copy, LATER)


@pytest.mark.xfail(
    strict=True, reason="CAST('nan' AS DOUBLE) is a number to DuckDB: not-a-number is published as a value"
)
def test_a_value_that_is_not_a_number_by_name_is_refused(copy):
    edit(copy, "figures.csv", FIRST_ROW, FIRST_ROW.replace("2958.87", "nan"))
    with pytest.raises(InputError):
        build(copy, LATER)


@pytest.mark.xfail(strict=True, raises=ValueError, reason="regions.load() lets ValueError and KeyError through")
@pytest.mark.parametrize("broken", [(",1959,", ",abc,"), (",kabupaten,", ",kab,")])
def test_a_broken_region_is_an_input_error_too(copy, broken):
    edit(copy, "regions.csv", *broken)
    with pytest.raises(InputError, match=r"regions\.csv"):
        build(copy, LATER)


@pytest.mark.parametrize("target", ["tidak_ada,74,2030,1,RPJMD", "hdi,74.99,2030,1,RPJMD"])
def test_a_target_for_an_unknown_indicator_or_region_is_refused(copy, target):
    edit(copy, "targets.csv", "document\n", f"document\n{target}\n")
    with pytest.raises(InputError, match=r"targets\.csv baris 2: .*tidak dikenal"):
        build(copy, LATER)


def test_a_missing_file_is_named(copy):
    (copy.reference / "level_breaks.csv").unlink()
    with pytest.raises(InputError, match=r"data/reference/level_breaks\.csv tidak ditemukan"):
        build(copy, LATER)
    assert connection.published(copy.warehouse) is None
    assert files(copy) == []


@pytest.fixture(scope="module")
def altered(project, tmp_path_factory):
    """A build with a break and a target declared, and without Kendari's population of 2023."""
    root = tmp_path_factory.mktemp("altered")
    shutil.copytree(project.reference, root / "data" / "reference")
    shutil.copytree(project.queries, root / "queries")
    copied = Settings(root=root, warehouse=root / "warehouse", raw=root / "raw")
    edit(copied, "level_breaks.csv", "reason\n", "reason\ngini_ratio,2020,lama,baru,contoh\n")
    edit(copied, "targets.csv", "document\n", "document\npoverty_rate,74,2030,9.5,RPJMD\n")
    figures = copied.reference / "figures.csv"
    lines = figures.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("dukcapil_dkb,74.71,Kota Kendari,population_persons,,2023")]
    assert len(kept) == len(lines) - 1
    figures.write_text("".join(kept), encoding="utf-8")
    with connection.connect(build(copied)) as opened:
        yield opened


def test_a_declared_break_takes_effect(altered):
    panel = reads.indicator_panel(altered, indicator_id="gini")
    assert panel.loc[panel["year"] == 2020, "change"].isna().all()
    assert panel.loc[panel["year"] == 2019, "change"].notna().any()


def test_a_target_filled_in_can_be_read(altered):
    frame = reads.targets(altered, indicator_id="poverty_rate")
    assert frame.to_dict("records") == [{"region_code": "74", "year": 2030, "value": 9.5, "document": "RPJMD"}]


def test_the_province_is_not_summed_over_less_than_every_region_that_existed(altered):
    panel = reads.indicator_panel(altered, indicator_id="population")
    assert panel.loc[panel["region_code"] == "74", "year"].tolist() == [2018, 2019, 2020, 2021, 2022]


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '"x"', '{"build_id": "x"}', "\x00\x01"])
def test_a_damaged_pointer_says_what_to_do(tmp_path, content):
    (tmp_path / "current.json").write_text(content, encoding="utf-8")
    with pytest.raises(WarehouseError, match=r"current\.json rusak.*python -m kumkm build"):
        connection.published(tmp_path)


def pointer(folder, **content):
    described = {"build_id": "x", "file": "kumkm-x.duckdb", "schema_version": connection.SCHEMA_VERSION, "input_hash": "x"}
    (folder / "current.json").write_text(json.dumps(described | content), encoding="utf-8")


def test_a_missing_warehouse_file_says_what_to_do(tmp_path):
    pointer(tmp_path)
    with pytest.raises(WarehouseError, match=r"kumkm-x\.duckdb tidak ditemukan.*python -m kumkm build"):
        connection.published(tmp_path)


def test_a_warehouse_of_another_version_counts_as_none_and_is_built_anew(copy, good):
    old = json.loads((copy.warehouse / "current.json").read_text(encoding="utf-8"))
    pointer(copy.warehouse, **old | {"schema_version": connection.SCHEMA_VERSION - 1})
    assert connection.published(copy.warehouse) is None
    new = fresh(copy)
    assert new.build_id != good.build_id
    assert connection.published(copy.warehouse) == new


def test_what_was_built_from_todays_inputs_is_not_built_again(copy, good):
    assert fresh(copy) == good


def test_a_changed_input_is_built_on_the_next_start(copy, good):
    edit(copy, "figures.csv", "2958.87", "2958.88")
    new = fresh(copy)
    assert new.input_hash != good.input_hash
    assert connection.published(copy.warehouse) == new


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


def test_after_damage_a_new_build_is_enough(copy, good):
    (copy.warehouse / "current.json").write_text("{", encoding="utf-8")
    repaired = build(copy, LATER)
    assert connection.published(copy.warehouse) == repaired
