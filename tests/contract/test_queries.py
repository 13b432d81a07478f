"""Every SQL file keeps the promise of its header."""

import ast
import inspect
import re

import pandas as pd
import pytest

from kumkm.analysis.catalogue import ANALYSES
from kumkm.settings import PROJECT_ROOT
from kumkm.warehouse import checks, ingredients, reads, sql

FILES = sorted((PROJECT_ROOT / "queries").rglob("*.sql"))
READS = {name: reads.query(name) for name in reads.names()}
CONTRACTS = {query.name: query for query in sql.folder(PROJECT_ROOT / "queries" / "contracts")}
# Folders that are read whole, or by the name that somebody asks for.
BY_FOLDER = {"contracts", "rules", "reads"}
# One statement a file, by what asks it; `loads`, `marts`, `tables` and `simulate` are parts of a build.
STATEMENTS = [
    path
    for path in FILES
    if path.parent.name in ("builds", "checking", "comparing", "intake", "prior", "publishing", "secrecy", "takeover")
]
# Those that ask a build, and need nothing beside it: no other build, nothing that only stands while one is made.
ASKED = [
    path
    for path in STATEMENTS
    if sql.load(path).returns
    and not re.search(
        r"\b(?:prior|old|candidate|taken|untold_change)\b", re.sub(r"(?m)^--.*$", "", sql.load(path).text)
    )
]
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
SLUG = re.compile(r"[a-z0-9]+(_[a-z0-9]+){1,3}")  # two to four words that say what a rule is about


def body_of(query):
    return "\n".join(line for line in query.text.splitlines() if not line.lstrip().startswith("--"))


def arguments(query):
    return {name: EXAMPLE[name] for name in query.params}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_named_as_its_header_says_and_says_what_it_is_for(path):
    query = sql.load(path)
    name, slug = query.name, path.stem.removeprefix(f"{query.name}_")
    if path.parent.name == "rules":
        assert path.stem == f"{name}_{slug}"
        assert SLUG.fullmatch(slug)
    else:
        assert path.stem == name
    assert query.purpose.endswith(".")


@pytest.mark.parametrize("query", [*READS.values(), *CONTRACTS.values()], ids=lambda query: query.name)
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
    assert set(re.findall(r"\$(\w+)", body_of(query))) == set(query.params)
    assert set(query.params.values()) <= {"VARCHAR", "INTEGER", "DOUBLE"}


@pytest.mark.parametrize("name", READS)
def test_a_read_says_in_which_order_its_rows_come(name):
    assert "ORDER BY" in READS[name].text or READS[name].grain == "one row"


def told(frame):
    """What a frame says: a column without any value has another type, and says the same."""
    return {name: [None if pd.isna(value) else value for value in frame[name]] for name in frame}


@pytest.mark.parametrize("name", [name for name in READS if READS[name].every])
def test_a_read_of_every_value_at_once_holds_what_it_gives_for_each(serving, name):
    every = READS[name].every
    assert set(every) <= set(READS[name].params) & {column for column, _ in READS[name].returns}
    whole = reads.whole(serving, name)
    assert len(whole.places) > 0
    for values in [*list(whole.places)[:: max(1, len(whole.places) // 40)], ("tidak ada",) * len(every)]:
        found = whole.of(*values)
        if found is None:
            assert len(every) > 1
            continue
        alone = reads.ask(serving, name, **dict(zip(every, values, strict=True)))
        assert told(found) == told(alone)


@pytest.mark.parametrize("name", READS)
def test_a_read_answers_the_same_twice(read, name):
    params = arguments(READS[name])
    assert read(name, **params).equals(read(name, **params))


@pytest.mark.parametrize("name", sorted(READS))
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


def test_a_contract_returns_what_a_finding_needs():
    wanted = (("file", "VARCHAR"), ("row_number", "INTEGER"), ("found", "VARCHAR"), ("message", "VARCHAR"))
    assert CONTRACTS
    assert all(query.returns == wanted and query.params == {} for query in CONTRACTS.values())


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_statement_says_its_parameters_columns_and_grain(path):
    query = sql.load(path)
    for field in ("params", "returns", "grain"):
        assert re.search(rf"^-- {field}: +\S", query.text, re.MULTILINE), field
    assert set(re.findall(r"\$(\w+)", body_of(query))) == set(query.params)


@pytest.mark.parametrize("path", ASKED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_statement_returns_exactly_the_columns_and_types_it_promises(serving, path):
    query = sql.load(path)
    described = serving.cursor().execute(query.text, dict.fromkeys(query.params, "") or None).description
    assert [(column[0], str(column[1])) for column in described] == list(query.returns)


def test_statements_that_only_a_build_can_run_are_few():
    assert len(ASKED) > 20
    assert {path.parent.name for path in STATEMENTS} - {path.parent.name for path in ASKED} <= {"prior", "takeover"}


# What makes a list out of rows in whatever order they come, and what asks nothing of that order.
GATHERS = {"list", "array_agg", "list_distinct", "string_agg"}
UNORDERED = {"list_sort", "list_has_all", "list_contains", "len"}


def gathered_anyhow(text):
    """Where a list is made of rows whose order nobody gave: two builds of the same files would differ in it."""
    text = re.sub(r"'(?:[^']|'')*'", "''", re.sub(r"--.*", "", text))
    open_calls, anyhow = [], []
    for match in re.finditer(r"(\w*)\s*\(|\)|\bORDER\s+BY\b", text):
        if match[0] == ")":
            name, ordered = open_calls.pop()
            around = {call for call, _ in open_calls}
            if name in GATHERS and not ordered and not around & (UNORDERED | {"list_distinct"}):
                anyhow.append(name)
        elif match[0].endswith("("):
            open_calls.append((match[1].lower(), False))
        elif open_calls:
            open_calls[-1] = (open_calls[-1][0], True)
    return anyhow


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_list_of_rows_says_in_which_order(path):
    assert not gathered_anyhow(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "anyhow"),
    [
        ("SELECT list(a)", ["list"]),
        ("SELECT list(a ORDER BY (b))", []),
        ("SELECT list_sort(list_distinct(list(a)))", []),
        ("SELECT list_distinct(flatten(list(a))), list_sort(list(b))", ["list_distinct"]),
        ("SELECT (SELECT string_agg(DISTINCT a, ')') FROM t ORDER BY 1)", ["string_agg"]),
        ("SELECT b -- list(a)", []),
    ],
)
def test_a_list_of_rows_in_whatever_order_is_seen(text, anyhow):
    assert gathered_anyhow(text) == anyhow


# Rows that have a number but no sheet: those of the one file of an extract, or of a reference table.
WITHOUT_SHEETS = {"enterprise_measure", "measure_complete", "proposal_row", "V53"}
# What is picked there is a body with all its amounts together, or of one measure by itself.
WHOLE = {"V77"}
# They number the rows of a file as it lies there.
AS_THEY_LIE = {"reference_row", "scanned_csv"}
PICKS = re.compile(r"(\w+)\s*\(\s*\)\s+OVER\s*\(|\b(arg_min|arg_max|min_by|max_by)\s*\(|\b\w+\s+AS\s*\(\s*PARTITION\b")


def within(text, opened):
    """What stands between a parenthesis at `opened` and the one that closes it."""
    depth = 0
    for place in range(opened, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0:
            return text[opened + 1 : place]
    raise AssertionError(text[opened:])


def is_closed(text):
    return text.count("(") == text.count(")")


def order_of(picking, inside):
    """By what one row of several is picked: the key of an aggregate, the order of a window; empty if by nothing."""
    if picking:
        value = next(end for end, letter in enumerate(inside) if letter == "," and is_closed(inside[:end]))
        return inside[value:]
    return re.split(r"\bORDER\s+BY\b", inside, maxsplit=1)[1] if re.search(r"\bORDER\s+BY\b", inside) else ""


def picked_anyhow(text, *, sheets=True, measures=True):
    """Where one row of several is picked by chance: in no order, by a row without its sheet, for one of two measures.

    A row of a delivery is known by its sheet and number. A field of a delivery may be of several measures: who joins
    `core.delivered_field` and picks does so for each of them.
    """
    text = re.sub(r"'(?:[^']|'')*'", "''", re.sub(r"--.*", "", text))
    anyhow = []
    for match in PICKS.finditer(text):
        inside = (
            within(text, match.end() - 1) if match[0].endswith("(") else within(text, text.index("(", match.start()))
        )
        order = order_of(match[2], inside)
        numbers = (match[1] or "").lower() == "row_number"
        if numbers and not order:
            anyhow.append("no order")
        among = inside if not match[2] else order + text[match.end() :].partition("GROUP BY")[2].partition("\n")[0]
        if sheets and re.search(r"\brow_number\b", order) and not re.search(r"\bsheet\b", among):
            anyhow.append("no sheet")
        if (
            measures
            and numbers
            and "core.delivered_field" in text
            and not re.search(r"\b(measure|indicator)_id\b", inside)
        ):
            anyhow.append("no measure")
    return anyhow


@pytest.mark.parametrize("path", [path for path in FILES if path.stem not in AS_THEY_LIE], ids=lambda path: path.stem)
def test_one_row_of_several_is_not_picked_by_chance(path):
    name = sql.load(path).name
    found = picked_anyhow(
        path.read_text(encoding="utf-8"), sheets=name not in WITHOUT_SHEETS, measures=name not in WHOLE
    )
    assert found == []


@pytest.mark.parametrize(
    ("text", "anyhow"),
    [
        ("SELECT row_number() OVER (PARTITION BY a)", ["no order"]),
        ("SELECT row_number() OVER (PARTITION BY a ORDER BY row_number)", ["no sheet"]),
        ("SELECT row_number() OVER (PARTITION BY a ORDER BY sheet, row_number)", []),
        ("SELECT arg_min(heading, row_number)", ["no sheet"]),
        ("SELECT arg_min(concat(heading, row_number), place)", []),
        ("SELECT arg_min(heading, (sheet, row_number))", []),
        ("SELECT arg_min(heading, row_number) FROM t GROUP BY delivery_id, sheet", []),
        ("SELECT first(a) OVER same FROM t WINDOW same AS (PARTITION BY b ORDER BY row_number)", ["no sheet"]),
        ("FROM core.delivered_field QUALIFY row_number() OVER (PARTITION BY field ORDER BY place) = 1", ["no measure"]),
        ("FROM core.delivered_field QUALIFY row_number() OVER (PARTITION BY measure_id ORDER BY place) = 1", []),
    ],
)
def test_a_row_picked_by_chance_is_seen(text, anyhow):
    assert picked_anyhow(text) == anyhow


def test_every_file_is_used():
    words = {
        node.value
        for path in (PROJECT_ROOT / "kumkm").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    named = {word.removesuffix(".sql") for word in words}
    assert [path for path in FILES if path.parent.name not in BY_FOLDER and path.stem not in named] == []


def test_what_python_and_a_statement_both_list_is_the_same_list():
    merged = sql.text("checking", "told_by_cause")
    assert {"file", *re.findall(r"list_contains\(\$cause, '(\w+)'\)", merged)} == set(checks.CAUSES)
    [ranked] = re.findall(r"list_position\(\[(.+)\], severity\)", sql.text("checking", "told_finding"))
    assert tuple(re.findall(r"'(\w+)'", ranked)) == checks.SEVERITIES


def test_every_folder_bears_on_what_is_built_or_only_asks():
    folders = {path.parent.name for path in FILES}
    only_ask = {"comparing", "publishing", "reads", "simulate", "takeover"}
    assert folders == {*ingredients.QUERIES, "contracts", "rules", *only_ask}


REGION_COLUMNS = """
    SELECT table_schema, table_name, column_name
    FROM information_schema.columns
    WHERE table_schema IN ('core', 'mart') AND data_type = 'VARCHAR'
"""


def test_no_column_holds_a_bare_four_digit_region_code(serving):
    columns = serving.cursor().execute(REGION_COLUMNS).fetchall()
    assert len(columns) > 20
    printed = {"delivered_fact.text", "stated_fact.text"}  # what a cell says, be it 7404 cooperatives
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


# What an aggregate keeps of every record stays in memory, and 65 million do not fit (ADR 0040).
OVER_RECORDS = re.compile(r"\b(?:raw|core|checking)\.enterprises?\b")
KEEPS_THEM = re.compile(
    r"\b(?:median|quantile\w*|mode)\("
    r"|\b(?:count\(DISTINCT|list\((?:DISTINCT)?) *(?:\w+\.)?(?:body|id_hash|nib_hash|turnover)"
)
OF_FEW = {"V57_shared_nib.sql"}  # of those alone whose number stands twice


def keeps_records(text: str) -> bool:
    """Whether a statement over records of enterprises keeps something of each in memory."""
    bare = re.sub(r"--.*", "", text)
    return bool(OVER_RECORDS.search(bare) and KEEPS_THEM.search(bare))


def test_no_statement_over_records_keeps_them_all():
    paths = [path for path in (PROJECT_ROOT / "queries").rglob("*.sql") if path.name != "macros.sql"]
    assert {path.name for path in paths if keeps_records(path.read_text(encoding="utf-8"))} == OF_FEW


@pytest.mark.parametrize(
    "text",
    ["SELECT median(turnover_idr) FROM raw.enterprise", "SELECT count(DISTINCT e.id_hash) FROM core.enterprise AS e"],
)
def test_one_that_does_is_seen(text):
    assert keeps_records(text)
