"""Imports point down, and each library has one home."""

import ast
import sys
from functools import cache

import pytest

from kumkm.settings import PROJECT_ROOT
from kumkm.warehouse import ingredients

PACKAGE = PROJECT_ROOT / "kumkm"
# What each layer may import of the house; itself always.
MAY_IMPORT = {
    "errors": set(),
    "settings": {"errors"},
    "domain": {"errors"},
    "ingest": {"errors", "settings", "domain"},
    "solver": set(),
    "store": {"errors", "settings", "domain"},
    "secrecy": {"solver"},
    "warehouse": {"errors", "settings", "domain", "ingest", "secrecy"},
    "analysis": {"errors", "domain", "solver"},
    "questions": {"errors", "domain"},
    "narrative": {"errors", "domain", "analysis"},
    "figures": {"errors", "domain", "analysis"},
    "geo": {"errors", "settings", "domain", "analysis"},
    "export": {"errors", "settings", "domain", "analysis", "narrative", "figures"},
    "commands": {"errors", "settings", "domain", "ingest", "warehouse", "store"},
    "simulate": {"errors", "settings", "domain", "warehouse", "export"},
    "server": {"errors", "settings", "domain", "warehouse", "store"},
    "ui": {
        "errors",
        "settings",
        "domain",
        "ingest",
        "warehouse",
        "analysis",
        "questions",
        "narrative",
        "figures",
        "geo",
        "export",
        "store",
    },
}
HOME = {
    "duckdb": {"warehouse"},
    "streamlit": {"ui"},
    "plotly": {"figures"},
    "geopandas": {"geo"},
    "shapely": {"geo"},
    "pyogrio": {"geo"},
    "xlsxwriter": {"export", "simulate"},
    "openpyxl": {"export"},
    "pptx": {"export"},
    "jenkspy": {"analysis"},
    "python_calamine": {"ingest"},
    "pyarrow": {"warehouse"},
    "filelock": {"warehouse"},
    "rapidfuzz": {"questions", "analysis"},
    "scipy": {"solver"},
    "sqlalchemy": {"store"},
    "typst": {"export"},
    "docx": {"export"},
    "pypdf": {"export"},
    "markupsafe": {"figures", "ui"},
    "starlette": {"server"},
    "packaging": {"commands"},
}
STANDARD_LIBRARY_ONLY = ("errors", "settings", "domain")
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name not in ("__init__.py", "__main__.py"))


@cache
def imported(path):
    """Every module a file imports, in functions and behind TYPE_CHECKING too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def layer_of(path):
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def house_layers(path):
    return {name.split(".")[1] for name in imported(path) if name.startswith("kumkm.")} - {layer_of(path)}


def test_a_build_depends_on_every_layer_a_number_passes_through():
    """A change of secrecy or of its solver must not leave the old numbers published."""
    passed, left = {"warehouse"}, ["warehouse"]
    while left:
        below = MAY_IMPORT[left.pop()] - passed
        passed |= below
        left += below
    assert passed - {"errors", "settings"} == set(ingredients._PROGRAM)  # those two are files, and hashed as such


def test_every_module_belongs_to_a_known_layer():
    assert {layer_of(path) for path in MODULES} <= set(MAY_IMPORT)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path):
    assert house_layers(path) <= MAY_IMPORT[layer_of(path)]


@pytest.mark.parametrize("library", HOME)
def test_each_library_has_one_home(library):
    users = {layer_of(path) for path in MODULES if any(name.split(".")[0] == library for name in imported(path))}
    assert users == HOME[library]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_vocabulary_needs_the_standard_library_only(path):
    if layer_of(path) in STANDARD_LIBRARY_ONLY:
        assert {name.split(".")[0] for name in imported(path)} <= {*sys.stdlib_module_names, "kumkm"}


def test_only_pages_app_and_ui_know_streamlit():
    for path in [PACKAGE / "__main__.py", PACKAGE / "__init__.py"]:
        assert not any(name.split(".")[0] in HOME for name in imported(path)), path.name


@pytest.mark.parametrize("page", sorted((PROJECT_ROOT / "pages").glob("*.py")), ids=lambda path: path.name)
def test_a_page_is_short_flat_and_knows_only_the_frame_of_the_house(page):
    text = page.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) < 60
    assert ast.get_docstring(tree)
    nested = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Try, ast.AsyncFunctionDef, ast.Lambda)
    assert not [node for node in ast.walk(tree) if isinstance(node, nested)]
    house = {name.split(".")[1] for name in imported(page) if name.startswith("kumkm.")}
    others = {name.split(".")[0] for name in imported(page)} - {"kumkm"}
    assert house <= {"ui", "figures", "domain", "analysis"}
    assert others <= {"streamlit"}


def test_every_page_is_in_the_navigation():
    app = "".join(
        path.read_text(encoding="utf-8") for path in [PROJECT_ROOT / "app.py", *PACKAGE.rglob("ui/state/*.py")]
    )
    missing = [page.name for page in (PROJECT_ROOT / "pages").glob("*.py") if f"pages/{page.name}" not in app]
    assert missing == []


def test_folders_of_data_hold_no_python():
    for folder in ("data", "geo", "queries"):
        assert list((PROJECT_ROOT / folder).rglob("*.py")) == []


# -- the storeys of the screens --------------------------------------------------------------------------

UI = PACKAGE / "ui"
STOREYS = ("state", "parts", "shell", "pages")
SCREENS = sorted(path for path in UI.rglob("*.py") if path.name != "__init__.py")


def rooms(path):
    """Where a module of the screens stands, as its parts below `kumkm/ui`: ("pages", "growth", "paths")."""
    return path.relative_to(UI).with_suffix("").parts


def used_rooms(path):
    return {tuple(name.split(".")[2:]) for name in imported(path) if name.startswith("kumkm.ui.")}


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: "/".join(rooms(path)))
def test_storeys_lean_on_those_below_and_pages_not_on_each_other(path):
    storey, room, *_ = rooms(path)
    below = STOREYS[: STOREYS.index(storey) + 1]
    for used in used_rooms(path):
        assert used[0] in below, used
        assert storey != "pages" or used[0] != "pages" or used[1] == room, used


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: "/".join(rooms(path)))
def test_only_the_ground_floor_touches_session_state_address_and_caches(path):
    text = path.read_text(encoding="utf-8")
    touched = [word for word in ("session_state", "query_params.", "st.cache_", "lru_cache") if word in text]
    assert rooms(path)[0] == "state" or touched == []


def modules_used(path):
    """The modules of the house a file speaks of, also where it needs them for types only or inside a function."""
    return imported(path) | {name.rsplit(".", 1)[0] for name in imported(path)}


def test_no_module_needs_itself():
    names = {".".join(("kumkm", *path.relative_to(PACKAGE).with_suffix("").parts)): path for path in MODULES}
    leads = {name: (modules_used(path) & set(names)) - {name} for name, path in names.items()}
    while leaves := [name for name, used in leads.items() if not used]:
        for name in leaves:
            del leads[name]
        leads = {name: used - set(leaves) for name, used in leads.items()}
    assert leads == {}
