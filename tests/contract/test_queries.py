"""Every SQL file keeps the promise of its header."""

import inspect
import re

import pytest

from kumkm.analysis.catalogue import ANALYSES
from kumkm.settings import PROJECT_ROOT
from kumkm.warehouse import reads, sql

FILES = sorted((PROJECT_ROOT / "queries").rglob("*.sql"))
READS = {name: reads.query(name) for name in reads.names()}
CHECKS = {
    query.name: query
    for query in sql.folder(PROJECT_ROOT / "queries" / "checks")
    if query.name.startswith(("raw_", "core_"))
}
EXAMPLE = {
    "indicator_id": "grdp_growth",
    "region_code": "74.01",
    "year": 2023,
    "most": 3,
    "field": "turnover_idr",
    "from_year": 2019,
    "to_year": 2022,
    "proposal_id": "SIM-7401-2025-01",
}
# Asked by name from the command line and the interface only.
WITHOUT_FUNCTION = {"build_info", "indicator_series"}


def arguments(query):
    return {name: EXAMPLE[name] for name in query.params}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_named_as_its_header_says_and_says_what_it_is_for(path):
    query = sql.load(path)
    assert query.name == path.stem
    assert query.purpose.endswith(".")


@pytest.mark.parametrize("query", [*READS.values(), *CHECKS.values()], ids=lambda query: query.name)
def test_a_read_says_its_parameters_columns_and_grain(query):
    for field in ("params", "returns", "grain"):
        assert re.search(rf"^-- {field}: +\S", query.text, re.MULTILINE), field
    assert query.returns
    assert len({name for name, _ in query.returns}) == len(query.returns)


@pytest.mark.parametrize("name", READS)
def test_a_read_returns_exactly_the_columns_and_types_it_promises(serving, name):
    query = READS[name]
    cursor = serving.cursor()
    described = cursor.execute(query.text, arguments(query) or None).description
    assert [(column[0], str(column[1])) for column in described] == list(query.returns)


@pytest.mark.parametrize("name", READS)
def test_a_read_uses_exactly_the_parameters_it_declares(name):
    query = READS[name]
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("--"))
    assert set(re.findall(r"\$(\w+)", body)) == set(query.params)
    assert set(query.params.values()) <= {"VARCHAR", "INTEGER", "DOUBLE"}


@pytest.mark.parametrize("name", READS)
def test_a_read_says_in_which_order_its_rows_come(name):
    assert "ORDER BY" in READS[name].text or READS[name].grain == "one row"


@pytest.mark.parametrize("name", READS)
def test_a_read_answers_the_same_twice(read, name):
    params = arguments(READS[name])
    assert read(name, **params).equals(read(name, **params))


@pytest.mark.parametrize("name", sorted(set(READS) - WITHOUT_FUNCTION))
def test_every_read_has_a_function_that_takes_its_parameters_and_returns_its_columns(serving, name):
    function = getattr(reads, name)
    wanted = [key for key, kind in inspect.signature(function).parameters.items() if kind.kind == kind.KEYWORD_ONLY]
    assert wanted == list(READS[name].params)
    frame = function(serving, **arguments(READS[name]))
    assert list(frame.columns) == [column for column, _ in READS[name].returns]
    assert inspect.getdoc(function)


# What they tell holds of real and simulated deliveries alike: when a series breaks.
NOTHING_TO_MARK = {"indicator_breaks"}


@pytest.mark.parametrize("name", sorted(set(READS) - NOTHING_TO_MARK))
def test_a_read_of_what_was_delivered_says_whether_it_is_simulated(name):
    if re.search(r"\b(mart|checking)\.|\braw\.|core\.(cooperative|enterprise|finding|target)\b", READS[name].text):
        assert ("simulated", "BOOLEAN") in READS[name].returns


def test_a_check_returns_what_a_finding_needs():
    wanted = (("file", "VARCHAR"), ("row_number", "INTEGER"), ("found", "VARCHAR"), ("message", "VARCHAR"))
    assert CHECKS
    assert all(query.returns == wanted and query.params == {} for query in CHECKS.values())


def test_no_sql_is_pasted_together_from_what_a_user_says():
    for path in FILES:
        assert "%s" not in path.read_text(encoding="utf-8")


REGION_COLUMNS = """
    SELECT table_schema, table_name, column_name
    FROM information_schema.columns
    WHERE table_schema IN ('core', 'mart') AND data_type = 'VARCHAR'
"""


def test_no_column_holds_a_bare_four_digit_region_code(serving):
    columns = serving.cursor().execute(REGION_COLUMNS).fetchall()
    assert len(columns) > 20
    printed = {"delivered_fact.text"}  # what a cell says, be it 7404 cooperatives
    for schema, table, column in columns:
        if f"{table}.{column}" in printed:
            continue
        bare = serving.cursor().execute(
            f"""SELECT count(*) FROM {schema}.{table} WHERE regexp_full_match("{column}", '74[0-9][0-9]')"""
        )
        assert bare.fetchone() == (0,), f"{schema}.{table}.{column}"


@pytest.mark.parametrize("code", ["7401", "7404", "7471"])
def test_a_bare_bps_code_joins_to_nothing(serving, read, code):
    for table in ("core.region", "core.figure", "core.region_key", "mart.indicator_value", "mart.measure_value"):
        column = "region_key" if table.endswith("key") else "region_code"
        found = serving.cursor().execute(f"SELECT count(*) FROM {table} WHERE {column} = ?", [code])
        assert found.fetchone() == (0,)
    assert read("area_values", region_code=code).empty


def test_the_same_digits_of_two_systems_lead_to_two_regions(serving):
    keys = serving.cursor().execute("SELECT region_key, region_code FROM core.region_key").fetchall()
    assert dict(keys)["bps:7401"] == "74.04"
    assert dict(keys)["kemendagri:74.01"] == "74.01"


def test_marts_hold_one_row_per_region_and_year(serving):
    for table, key in (
        ("measure_value", "measure_id, region_code, year"),
        ("indicator_value", "indicator_id, region_code, year"),
        ("indicator_change", "indicator_id, region_code, year"),
        ("proposal", "proposal_id"),
        ("proposal_stage", "proposal_id, position"),
        ("proposal_criterion", "proposal_id, criterion"),
    ):
        repeated = serving.cursor().execute(f"SELECT {key} FROM mart.{table} GROUP BY ALL HAVING count(*) > 1")
        assert repeated.fetchall() == [], table


def test_marts_hold_finite_numbers_only(serving):
    for table in ("measure_value", "indicator_value"):
        odd = serving.cursor().execute(f"""SELECT count(*) FROM mart.{table}
            WHERE (value IS NULL) != (status = 'rahasia') OR NOT isfinite(value)""")
        assert odd.fetchone() == (0,)


@pytest.mark.parametrize("name", ANALYSES)
def test_an_example_is_given_what_a_read_returns(name):
    for given in ANALYSES[name].example.given:
        read = READS[given.read]
        assert set(given.table.columns) <= {column for column, _ in read.returns}, given.read
        assert set(given.params) == set(read.params), given.read
