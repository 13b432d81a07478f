"""HTML is a type. What has tags is a literal inside `Markup(…)`; text comes into it through `format`, `join` or `%`.

mypy proves that only `Markup` is placed on a page (`kumkm/ui/parts/html.py`); here is read that no `Markup` is made of
a text the program did not write.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kumkm.settings import PROJECT_ROOT

UI, FIGURES = PROJECT_ROOT / "kumkm" / "ui", PROJECT_ROOT / "kumkm" / "figures"
PLACES = UI / "parts" / "html.py"
STYLESHEET = UI / "shell" / "frame.py"  # a file of ours, by its path
VOUCHES = FIGURES / "html.py"  # makes Markup of a percent-encoded drawing, with its reason
MODULES = sorted(
    [*UI.rglob("*.py"), *FIGURES.rglob("*.py"), *(PROJECT_ROOT / "pages").glob("*.py"), PROJECT_ROOT / "app.py"]
)
TAG = re.compile(r"<[a-z/!]|<$")
HOLE = "x"  # stands for what is filled in: `<{name}>` is a tag as well


def imported(path: Path) -> set[str]:
    """Every module a file imports, and for `from a import b` both `a` and `a.b`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def _module(path: Path) -> str:
    """The name a file is imported by; a folder's own name for its `__init__`."""
    parts = path.relative_to(PROJECT_ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def written_for_plotly() -> set[Path]:
    """Figures drawn by plotly, and what is imported by such alone.

    Their `<b>` and `<br>` are plotly's own markup: it reads a few tags and shows all else as text; none of it is HTML
    of the page.
    """
    needs = {path: imported(path) for path in MODULES}
    figures = [path for path in MODULES if path.is_relative_to(FIGURES)]
    users = {path: {user for user in MODULES if _module(path) in needs[user]} for path in figures}
    found = {path for path in figures if any(name.split(".")[0] == "plotly" for name in needs[path])}
    while more := {path for path in figures if users[path] and users[path] <= found} - found:
        found |= more
    return found


def offences(source: str, *, for_plotly: bool = False, vouches: bool = False, places: bool = False) -> Iterator[str]:
    """What is wrong with the HTML in a module, each with its line."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names) if any(alias.name == "html" for alias in names):
                yield f"{node.lineno}: escaping by hand"
            case ast.ImportFrom(module="html"):
                yield f"{node.lineno}: escaping by hand"
            case ast.ImportFrom(module="markupsafe", names=names) if any(alias.asname for alias in names):
                yield f"{node.lineno}: Markup by another name"
            case ast.Call() if _called(node) == "Markup" and not vouches and not _is_of_a_literal(node):
                yield f"{node.lineno}: Markup of a text not written here: {ast.unparse(node)}"
            case ast.FunctionDef(name="__html__"):
                yield f"{node.lineno}: another way to be taken for HTML"
            case ast.Attribute(attr="html") if not places:
                yield f"{node.lineno}: placed beside {PLACES.name}"
            case ast.keyword(arg="unsafe_allow_html"):
                yield f"{node.value.lineno}: unsafe_allow_html"
        if not for_plotly:
            yield from _tags_apart(node, parents)


def _tags_apart(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[str]:
    """Tags in texts that are no Markup."""
    match node:
        case ast.JoinedStr() if TAG.search(_words(node)):
            yield f"{node.lineno}: a tag in an f-string: {_words(node)}"
        case ast.Constant(value=str(words)) if TAG.search(words) and not _is_apart(node, parents):
            yield f"{node.lineno}: a tag outside Markup: {words}"


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _is_of_a_literal(node: ast.Call) -> bool:
    return not node.keywords and all(isinstance(given, ast.Constant) for given in node.args)


def _words(node: ast.JoinedStr) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else HOLE for part in node.values)


def _is_apart(node: ast.Constant, parents: dict[ast.AST, ast.AST]) -> bool:
    """Inside `Markup(…)`; or told of already, or read by nobody: part of an f-string, a docstring."""
    parent = parents[node]
    if isinstance(parent, ast.Call):
        return _called(parent) == "Markup"
    return isinstance(parent, ast.JoinedStr | ast.Expr)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PROJECT_ROOT)))
def test_what_has_tags_is_markup_and_all_else_is_escaped(path):
    found = offences(
        path.read_text(encoding="utf-8"),
        for_plotly=path in written_for_plotly(),
        vouches=path == VOUCHES,
        places=path in (PLACES, STYLESHEET),
    )
    assert list(found) == []


def test_one_call_places_html_one_the_stylesheet_and_one_vouches():
    assert PLACES.read_text(encoding="utf-8").count("st.html(") == 1
    assert re.findall(r"st\.html\((.*)\)", STYLESHEET.read_text(encoding="utf-8")) == [
        'settings.load().static / "kumkm.css"'
    ]
    assert VOUCHES.read_text(encoding="utf-8").count("Markup(") == 1


def test_what_plotly_draws_is_told_by_what_it_imports():
    found = {path.name for path in written_for_plotly()}
    assert {"trend.py", "moving.py", "labels.py"} <= found
    assert not {"marks.py", "matrix.py", "proposal_matrix.py", "theme.py", "html.py"} & found


@pytest.mark.parametrize(
    "source",
    [
        'f"<p>{name}</p>"',
        'f"{open}</p>"',
        'f"<{tag}>"',
        '"<p>" + name + "</p>"',
        '"<" + tag + ">"',
        '"<p>%s</p>" % name',
        '"<p>{}</p>".format(name)',
        '"<br>".join(names)',
        'place("<p>halo</p>")',
        'head = "<th>Nilai</th>"',
        'Markup("<p>{}</p>" if name else "<i>{}</i>").format(name)',
        'Markup(f"<p>{name}</p>")',
        'Markup(f"{name}")',
        "Markup(name)",
        "markupsafe.Markup(name)",
        'Markup("<p>" + name)',
        'Markup("&" + name)',
        "Markup(*names)",
        "Markup(object=name)",
        "from markupsafe import Markup as Safe",
        "from html import escape",
        "import html",
        "st.html(body)",
        "left.html(body)",
        "show = st.html",
        "st.components.v1.html(body)",
        "st.markdown(text, unsafe_allow_html=True)",
        "class Safe(str):\n    def __html__(self):\n        return self",
    ],
)
def test_the_reader_finds_what_is_wrong(source):
    assert list(offences(source))


@pytest.mark.parametrize(
    "source",
    [
        '"""Words on <b> and <br>."""',
        'Markup("<p>{}</p>").format(name)',
        'Markup("<tr>%s</tr>") % name',
        'Markup("<br>").join(names)',
        'Markup("<p>" "{}</p>").format(f"{name}: {value}")',
        "Markup()",
        'f"{name} < {value}"',
        '"dokumen lengkap < separuh usulan"',
        "from kumkm.ui.parts.html import place",
        "import kumkm.figures.html",
    ],
)
def test_the_reader_lets_the_rest_pass(source):
    assert list(offences(source)) == []


def test_markup_of_plotly_may_be_text_and_is_still_not_escaped_by_hand():
    assert list(offences('f"<b>{name}</b>"', for_plotly=True)) == []
    assert list(offences("from html import escape", for_plotly=True))
