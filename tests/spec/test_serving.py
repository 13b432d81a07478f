"""The serving connection reads one file and nothing else, for any number of readers at once."""

from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from kumkm.domain.indicators import INDICATORS
from kumkm.warehouse import reads


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM read_csv('data/reference/figures.csv')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "COPY (SELECT 1) TO '/tmp/kumkm-must-not-exist.csv'",
        "ATTACH '/tmp/kumkm-must-not-exist.duckdb' AS other",
        "EXPORT DATABASE '/tmp/kumkm-must-not-exist'",
        "INSTALL httpfs",
        "LOAD '/tmp/anything.duckdb_extension'",
    ],
)
def test_no_other_file_can_be_reached(serving, statement):
    with pytest.raises(duckdb.Error):
        serving.cursor().execute(statement).fetchall()


@pytest.mark.parametrize(
    "statement",
    [
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SET memory_limit = '1GB'",
        "RESET enable_external_access",
        "PRAGMA threads = 1",
    ],
)
def test_no_setting_can_be_changed(serving, statement):
    with pytest.raises(duckdb.Error, match="locked"):
        serving.cursor().execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE mart.indicator_value SET value = 0",
        "DELETE FROM core.figure",
        "DROP TABLE core.figure",
        "CREATE TABLE core.mine (x INTEGER)",
        "DELETE FROM core.target",
    ],
)
def test_nothing_can_be_written(serving, statement):
    with pytest.raises(duckdb.Error, match="read-only"):
        serving.cursor().execute(statement)


def test_a_parameter_is_a_value_and_never_sql(read):
    assert read("indicator_panel", indicator_id="hdi'; DROP TABLE core.figure; --").empty
    assert len(read("indicator_panel", indicator_id="hdi' OR '1'='1")) == 0


@pytest.mark.slow
def test_eight_readers_on_one_connection_each_get_their_own_answer(serving, read):
    wanted = [indicator_id for indicator_id in INDICATORS for _ in range(3)]
    expected = {indicator_id: read("indicator_panel", indicator_id=indicator_id) for indicator_id in INDICATORS}
    with ThreadPoolExecutor(max_workers=8) as pool:
        found = list(pool.map(lambda name: reads.indicator_panel(serving, indicator_id=name), wanted))
    assert all(frame.equals(expected[name]) for name, frame in zip(wanted, found, strict=True))
