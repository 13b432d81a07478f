"""A query's header says its name, parameters and columns; text parameters are typed by it."""

import pytest

from kumkm.errors import UsageError
from kumkm.warehouse import sql

TEXT = """-- name:    example
-- purpose: Says one thing
--          on two lines.
-- params:  $indicator_id VARCHAR, $year INTEGER, $share DOUBLE
-- returns: region_code VARCHAR, built_at TIMESTAMP WITH TIME ZONE
-- grain:   one row
SELECT 1; -- name: not_a_header
"""
QUERY = sql.parse(TEXT)


def test_every_field_of_the_header_is_read():
    assert (QUERY.name, QUERY.purpose, QUERY.grain) == ("example", "Says one thing on two lines.", "one row")
    assert QUERY.params == {"indicator_id": "VARCHAR", "year": "INTEGER", "share": "DOUBLE"}
    assert QUERY.returns == (("region_code", "VARCHAR"), ("built_at", "TIMESTAMP WITH TIME ZONE"))
    assert QUERY.text == TEXT


def test_none_means_no_parameters():
    query = sql.parse("-- name:    x\n-- params:  none\n-- returns: a INTEGER\nSELECT 1 AS a;")
    assert query.params == {}
    assert query.typed({}) == {}


def test_a_comment_below_the_first_statement_is_no_header():
    assert sql.parse("-- name:    a\nSELECT 1;\n-- name:    b\n").name == "a"


def test_text_becomes_the_declared_type():
    typed = QUERY.typed({"indicator_id": "2020", "year": "2020", "share": "0.5"})
    assert typed == {"indicator_id": "2020", "year": 2020, "share": 0.5}
    assert [type(value) for value in typed.values()] == [str, int, float]


@pytest.mark.parametrize(
    ("year", "wanted"), [("dua ribu", "bilangan bulat"), ("2020.5", "bilangan bulat"), ("", "bilangan bulat")]
)
def test_a_wrong_number_says_what_was_found_and_what_is_expected(year, wanted):
    with pytest.raises(UsageError, match=rf"year: ditemukan '{year}'; yang diharapkan {wanted}"):
        QUERY.typed({"indicator_id": "hdi", "year": year, "share": "1"})


@pytest.mark.parametrize("given", [{}, {"indicator_id": "hdi", "year": "1", "share": "1", "x": "1"}, {"year": "1"}])
def test_missing_and_unknown_parameters_are_refused_with_the_expected_ones_named(given):
    with pytest.raises(UsageError, match=r"indicator_id \(VARCHAR\), year \(INTEGER\), share \(DOUBLE\)"):
        QUERY.typed(given)


def test_a_folder_is_read_in_the_order_of_its_file_names(tmp_path):
    for name in ("b", "a"):
        (tmp_path / f"{name}.sql").write_text(f"-- name:    {name}\nSELECT 1;", encoding="utf-8")
    assert [query.name for query in sql.folder(tmp_path)] == ["a", "b"]
