"""SQL lies in `queries/`. What stands in Python works on any table, and no value is ever pasted into it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kumkm.settings import PROJECT_ROOT

# The office's store is no warehouse: SQLAlchemy writes its SQL for two databases, but for pragmas and triggers.
STORE = PROJECT_ROOT / "kumkm" / "store"
PAGES = [PROJECT_ROOT / "app.py", *(PROJECT_ROOT / "pages").glob("*.py")]
PROGRAM = sorted(path for path in [*PAGES, *(PROJECT_ROOT / "kumkm").rglob("*.py")] if STORE not in path.parents)
PIECES = PROJECT_ROOT / "kumkm" / "warehouse" / "sql.py"
# What makes pieces of a statement, of identifiers, macros and whole files: all of it in PIECES.
MAKERS = frozenset({"any_of", "body", "call", "called", "column", "listed", "name", "names", "table", "unnested"})

STATEMENT = re.compile(
    r"\s*(?:SELECT|WITH|INSERT|UPDATE|DELETE|MERGE|CREATE|DROP|ALTER|TRUNCATE|FROM|COPY|ATTACH|DETACH|DESCRIBE|SET|PRAGMA"
    r"|BEGIN|COMMIT|ROLLBACK|CHECKPOINT|CALL|PIVOT|UNPIVOT|SUMMARIZE|EXPLAIN)(?:\s|\Z)"
)
# Where a piece stands in the words of a statement.
PIECE = "§"
# Ours are the tables of these; `prior`, `old` and the like are databases that hold such schemas.
OUR_TABLE = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE|VIEW)\s+(?:\w+\.)?(?:raw|core|mart|checking|earlier)\.\w")

_NAME = rf"(?:\w+|{PIECE})"
PLUMBING = re.compile(
    "|".join(
        (
            rf"ATTACH (?:\?|':memory:') AS {_NAME}(?: \(READ_ONLY\))?",
            r"DETACH \w+",
            r"CHECKPOINT|BEGIN|COMMIT|ROLLBACK",
            rf"SET (?:VARIABLE )?{_NAME} = (?:\?|\w+)",
            r"PRAGMA \w+",
            rf"DESCRIBE {_NAME}",
            r"CREATE SCHEMA [\w.]+",
            r"CREATE OR REPLACE TEMP TABLE \w+ \(\w+ [A-Z]+(?:, \w+ [A-Z]+)*\)",
            rf"DROP (?:TABLE|VIEW)(?: IF EXISTS)? {_NAME}(?:; DROP (?:TABLE|VIEW)(?: IF EXISTS)? {_NAME})*",
            rf"COPY \(FROM {_NAME}(?: WHERE \w+ = \?)?\) TO (?:\?|\$\w+) \(FORMAT parquet[\w,: {{}}$]*\)",
            r"INSERT INTO \w+\.\w+ VALUES \(\?(?:, \?)*\)",
        )
    )
)
# What gives a statement a meaning of its own: a table of a schema, a literal, a join of two tables, a case, a subquery.
MEANING = re.compile(r"'|\w\.\w|(?<!SEMI )\bJOIN\b|\bCASE\b|\bUNION\b|\bHAVING\b|\bWITH\b|\(SELECT\b|\n|%")


def is_allowed(words: str) -> bool:
    """Whether a statement may stand in Python: plumbing, or one line on tables and columns that are parameters."""
    return bool(PLUMBING.fullmatch(words)) or (PIECE in words and MEANING.search(words) is None)


def offences(source: str, *, makes_pieces: bool = False) -> Iterator[str]:
    """What is wrong with the SQL in a module, each with its line; `makes_pieces` for the one module that may."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) == "Sql" and not makes_pieces:
            yield f"{node.lineno}: a piece that was not made by {PIECES.name}"
        if isinstance(node, ast.JoinedStr):
            words = "".join(str(part.value) if isinstance(part, ast.Constant) else PIECE for part in node.values)
            yield from _pasted_in(node, words, parents, makes_pieces=makes_pieces)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not _is_part(node, parents):
            words = node.value
        else:
            continue
        if not _is_docstring(node, parents):
            yield from _out_of_place(node, words, parents)


def _pasted_in(
    node: ast.JoinedStr, words: str, parents: dict[ast.AST, ast.AST], *, makes_pieces: bool
) -> Iterator[str]:
    """What is put into a statement without having been made a piece of it."""
    if STATEMENT.match(words):
        for part in node.values:
            if isinstance(part, ast.FormattedValue) and not _is_piece(part, parents, makes_pieces=makes_pieces):
                yield f"{node.lineno}: pasted into SQL: {ast.unparse(part.value)}"


def _out_of_place(node: ast.expr, words: str, parents: dict[ast.AST, ast.AST]) -> Iterator[str]:
    """A statement that has a meaning, or is added to, or a part of one."""
    if STATEMENT.match(words):
        if not is_allowed(words):
            yield f"{node.lineno}: SQL with a meaning belongs into queries/: {words.strip()[:80]}"
        if _is_pasted(parents[node]):
            yield f"{node.lineno}: SQL pasted together: {words.strip()[:80]}"
    elif OUR_TABLE.search(words):
        yield f"{node.lineno}: a part of a statement belongs into queries/: {words.strip()[:80]}"


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _is_part(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    return isinstance(parents.get(node), (ast.JoinedStr, ast.FormattedValue))


def _is_docstring(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    return isinstance(parents.get(node), ast.Expr)


def _is_pasted(parent: ast.AST) -> bool:
    """Whether something is added to a text, or put into it by `%`, `format`, `join` or `replace`."""
    if isinstance(parent, ast.Attribute):
        return parent.attr in ("format", "format_map", "join", "replace")
    return isinstance(parent, (ast.BinOp, ast.AugAssign))


def _is_piece(part: ast.FormattedValue, parents: dict[ast.AST, ast.AST], *, makes_pieces: bool) -> bool:
    """Whether what is put into SQL was made by a maker: here, or in every place where its name is bound."""
    if part.conversion != -1 or part.format_spec is not None:
        return False
    if isinstance(part.value, ast.Name):
        bound = list(_bindings(part.value, parents))
        return bool(bound) and all(_is_made(value, makes_pieces=makes_pieces) for value in bound)
    return _is_made(part.value, makes_pieces=makes_pieces)


def _is_made(value: ast.AST | None, *, makes_pieces: bool) -> bool:
    """A call of a maker; or the type of an argument that only a maker makes, which mypy holds its callers to."""
    if isinstance(value, ast.Call):
        of_module = isinstance(value.func, ast.Attribute) and ast.unparse(value.func.value) == "sql"
        return _called(value) in MAKERS and (of_module or makes_pieces)
    return isinstance(value, (ast.Name, ast.Attribute)) and ast.unparse(value) in ("Sql", "sql.Sql")


def _bindings(name: ast.Name, parents: dict[ast.AST, ast.AST]) -> Iterator[ast.AST | None]:
    """What a name stands for in its function: the values assigned to it, or the type of the argument."""
    scope = parents[name]
    while not isinstance(scope, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Module)):
        scope = parents[scope]
    if not isinstance(scope, ast.Module):
        arguments = scope.args
        for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            if argument.arg == name.id:
                yield argument.annotation
    for node in ast.walk(scope):
        if isinstance(node, ast.Name) and node.id == name.id and isinstance(node.ctx, ast.Store):
            yield _assigned(node, parents)


def _assigned(target: ast.Name, parents: dict[ast.AST, ast.AST]) -> ast.AST | None:
    """The value of a plain assignment, also of one of several names at once; None of anything else, such as a loop."""
    parent = parents[target]
    if isinstance(parent, (ast.Assign, ast.AnnAssign)):
        return parent.value
    above = parents[parent]
    if isinstance(parent, ast.Tuple) and isinstance(above, ast.Assign) and isinstance(above.value, ast.Tuple):
        return above.value.elts[parent.elts.index(target)]
    return None


@pytest.mark.parametrize("path", PROGRAM, ids=lambda path: path.relative_to(PROJECT_ROOT).as_posix())
def test_sql_with_a_meaning_lies_in_queries_and_no_value_is_pasted_into_any(path: Path) -> None:
    assert list(offences(path.read_text(encoding="utf-8"), makes_pieces=path == PIECES)) == []


def test_the_program_has_sql_to_look_at() -> None:
    found = [
        node
        for path in PROGRAM
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and STATEMENT.match(node.value)
    ]
    assert len(found) > 20


ALLOWED = (
    'run("CHECKPOINT")',
    'run("SET threads = 1")',
    'run("ATTACH ? AS prior (READ_ONLY)", [path])',
    'run("INSERT INTO core.build VALUES (?, ?, ?)", row)',
    'run("COPY (FROM extracted) TO $path (FORMAT parquet)", {})',
    'run("CREATE OR REPLACE TEMP TABLE asked (file_hash VARCHAR, reading VARCHAR)")',
    'run(f"SELECT count(*) FROM {sql.table(path)}")',
    'run(f"FROM {sql.table(path)} LIMIT 0")',
    'run(f"INSERT INTO {sql.table(path)} ({sql.names(columns)}) SELECT {sql.unnested(3)}")',
    'run(f"CREATE OR REPLACE TEMP TABLE found AS {sql.body(query)}")',
    "def f():\n    a, b = sql.table(x), sql.name(y)\n    run(f'DELETE FROM {a} WHERE delivery_id IN (FROM {b})')",
    "def f(test: Sql):\n    run(f'SELECT count(*) FROM scanned WHERE {test}')",
    '"""FROM core.region and others: a docstring."""',
    'say("Daftar FROM siapa pun")',
)
FORBIDDEN = (
    # A meaning of its own, in whatever words.
    'run("SELECT region_code FROM core.region")',
    'run("SELECT count(*) FROM core.finding")',
    'run("FROM mart.protected_cell")',
    'run("WITH a AS (SELECT 1) SELECT * FROM a")',
    'run("INSERT INTO core.accepted SELECT delivery_id FROM raw.delivery")',
    'run("UPDATE raw.delivery SET received_at = ?", [at])',
    'run("DELETE FROM mart.register_told WHERE field = ?", [field])',
    'run("CREATE TABLE core.x AS FROM core.y")',
    'run("CREATE TABLE core.x (a INTEGER)")',
    'run("COPY (SELECT * FROM core.finding) TO ? (FORMAT parquet)", [path])',
    'run("""\n    SELECT 1\n""")',
    'run(f"SELECT a FROM {sql.table(one)} JOIN {sql.table(two)} USING (a)")',
    "run(f\"SELECT a FROM {sql.table(one)} WHERE a = 'galat'\")",
    'run(f"SELECT CASE WHEN a THEN 1 END FROM {sql.table(one)}")',
    'run(f"SELECT * FROM core.finding WHERE {sql.name(a)}")',
    'more = "LEFT JOIN raw.delivery USING (delivery_id)"',
    # A value in it.
    'run(f"SELECT count(*) FROM {path}")',
    'run(f"SELECT count(*) FROM {sql.table(path)} WHERE year = {year}")',
    'run(f"SELECT count(*) FROM {quoted(path)}")',
    'run(f"SELECT count(*) FROM {sql.text(path)}")',
    'run(f"SELECT count(*) FROM {sql.table(path)!r}")',
    'run(f"SELECT count(*) FROM {sql.table(path):>9}")',
    'run(f"SET threads = {count}")',
    "run(f\"ATTACH '{path}' AS prior (READ_ONLY)\")",
    "def f():\n    into = sql.table(a)\n    into = a\n    run(f'DELETE FROM {into}')",
    "def f(into: str):\n    run(f'DELETE FROM {into}')",
    "def f():\n    for into in names:\n        run(f'DELETE FROM {into}')",
    "def g():\n    into = sql.table(a)\ndef f():\n    run(f'DELETE FROM {into}')",
    'run("SELECT count(*) FROM " + path)',
    'run("SELECT count(*) FROM %s" % path)',
    'run("SELECT count(*) FROM {}".format(path))',
    'run("CHECKPOINT" + path)',
    "def f():\n    into = sql.Sql(a)\n    run(f'DELETE FROM {into}')",
    "into = Sql(a)",
)


@pytest.mark.parametrize("source", ALLOWED)
def test_what_works_on_any_table_may_stand_in_python(source: str) -> None:
    assert list(offences(source)) == []


@pytest.mark.parametrize("source", FORBIDDEN)
def test_a_meaning_or_a_value_in_python_is_found(source: str) -> None:
    assert list(offences(source)) != []
