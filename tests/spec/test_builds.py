"""A build is published whole or not at all, and never under the feet of a reader."""

import json
import shutil
from datetime import UTC, datetime

import pytest

from kumkm.errors import WarehouseError
from kumkm.warehouse import connection, reads
from kumkm.warehouse.build import build, serving

pytestmark = pytest.mark.slow  # every case builds anew

LATER = datetime(2100, 1, 1, tzinfo=UTC)


def files(settings):
    """The pointer and the builds, without what stands beside them."""
    return sorted(
        path.name for path in settings.warehouse.iterdir() if path.suffix == ".duckdb" or path.stem == "current"
    )


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


@pytest.fixture(scope="module")
def altered(copied, tmp_path_factory, edit):
    """A build with a break and a target declared, and without Kendari's population of 2023."""
    own = copied(tmp_path_factory.mktemp("altered"))
    edit(own, "level_breaks.csv", "reason\n", "reason\ngini_ratio,2020,lama,baru,contoh\n")
    edit(own, "targets.csv", "document\n", "document\npoverty_rate,74,2030,9.5,RPJMD\n")
    figures = own.reference / "figures.csv"
    lines = figures.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("dukcapil_dkb,74.71,Kota Kendari,population_persons,,2023")]
    assert len(kept) == len(lines) - 1
    figures.write_text("".join(kept), encoding="utf-8")
    with connection.connect(build(own)) as opened:
        yield opened


def test_a_declared_break_takes_effect(altered):
    panel = reads.indicator_panel(altered, indicator_id="gini")
    assert panel.loc[panel["year"] == 2020, "change"].isna().all()
    assert panel.loc[panel["year"] == 2019, "change"].notna().any()


def test_a_target_filled_in_can_be_read(altered):
    frame = reads.targets(altered, indicator_id="poverty_rate")
    target = {"region_code": "74", "year": 2030, "value": 9.5, "document": "RPJMD", "period": None, "simulated": False}
    assert frame.drop(columns="indicator_id").to_dict("records") == [target]


def test_the_province_is_not_summed_over_less_than_every_region_that_existed(altered):
    panel = reads.indicator_panel(altered, indicator_id="population")
    assert panel.loc[panel["region_code"] == "74", "year"].tolist() == [2018, 2019, 2020, 2021, 2022]


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '"x"', '{"build_id": "x"}', "\x00\x01"])
def test_a_damaged_pointer_says_what_to_do(tmp_path, content):
    (tmp_path / "current.json").write_text(content, encoding="utf-8")
    with pytest.raises(WarehouseError, match=r"current\.json rusak.*python -m kumkm build"):
        connection.published(tmp_path)


def pointer(folder, **content):
    described = {
        "build_id": "x",
        "file": "kumkm-x.duckdb",
        "schema_version": connection.SCHEMA_VERSION,
        "input_hash": "x",
    }
    (folder / "current.json").write_text(json.dumps(described | content), encoding="utf-8")


def test_a_missing_warehouse_file_says_what_to_do(tmp_path):
    pointer(tmp_path)
    with pytest.raises(WarehouseError, match=r"kumkm-x\.duckdb tidak ditemukan.*python -m kumkm build"):
        connection.published(tmp_path)


def test_a_warehouse_of_another_version_counts_as_none_and_is_built_anew_at_the_start(copy, good):
    old = json.loads((copy.warehouse / "current.json").read_text(encoding="utf-8"))
    pointer(copy.warehouse, **old | {"schema_version": connection.SCHEMA_VERSION - 1})
    assert connection.published(copy.warehouse) is None
    new = serving(copy)
    assert new.build_id != good.build_id
    assert connection.published(copy.warehouse) == new


def test_what_was_built_from_todays_inputs_is_not_built_again(copy, good):
    assert serving(copy) == good


def test_a_changed_input_is_built_on_the_next_start(copy, good, edit):
    edit(copy, "figures.csv", "2958.87", "2958.88")
    new = serving(copy)
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
