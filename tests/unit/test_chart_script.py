"""The chart's script: its entry loads every part after those it imports, its colours are those of the theme."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kumkm.figures.theme import LIGHT, PALETTES, ROLES, roles
from kumkm.settings import PROJECT_ROOT

FOLDER = PROJECT_ROOT / "static" / "chart"
TESTS = PROJECT_ROOT / "tests" / "chart"
SOURCES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.js"))}
IMPORT = re.compile(r"await import\(`\./(\w+)\.js\$\{VERSION\}`\)")
MOST_LINES = 320


def test_the_pure_parts_do_what_their_tests_say() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed; with Node 20 or newer the chart's script is tested without a browser, too")
    tests = [str(path) for path in sorted(TESTS.glob("*.test.mjs"))]
    done = subprocess.run([node, "--test", *tests], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-6000:]


def test_the_entry_loads_every_part_after_those_it_imports() -> None:
    listed = re.search(r"const PARTS = \[(.*?)\];", SOURCES["chart"], re.DOTALL)
    assert listed
    parts = re.findall(r'"(\w+)"', listed[1])
    assert sorted(parts) == sorted(SOURCES.keys() - {"chart"})
    for place, part in enumerate(parts):
        assert set(IMPORT.findall(SOURCES[part])) <= set(parts[:place])


def test_no_part_is_long() -> None:
    assert all(len(text.splitlines()) <= MOST_LINES for text in SOURCES.values())


def test_text_enters_the_page_as_text() -> None:
    assert not any(word in text for text in SOURCES.values() for word in ("innerHTML", "insertAdjacentHTML"))


def declared(sheet: Path, selector: str) -> dict[str, str]:
    """Custom properties of the first rule of a selector."""
    rule = re.search(re.escape(selector) + r"\s*\{(.*?)\}", sheet.read_text(encoding="utf-8"), re.DOTALL)
    assert rule
    return {name: value.strip() for name, value in re.findall(r"--([\w-]+):\s*([^;!]+)", rule[1])}


@pytest.mark.parametrize(("selector", "theme"), [(":root", "light"), (':root[data-k-theme="dark"]', "dark")])
def test_the_stylesheet_knows_every_role_that_the_frame_does_not_set(selector: str, theme: str) -> None:
    wanted = {
        name: value for name, value in roles(PALETTES[theme]).items() if name.startswith(("k-tone", "k-compared"))
    }
    assert declared(FOLDER / "chart.css", selector) == wanted


def test_on_paper_every_role_is_that_of_the_light_theme_on_white() -> None:
    found = declared(PROJECT_ROOT / "static" / "print.css", ":root")
    assert {name: found[name] for name in roles(LIGHT)} == roles(LIGHT) | {"k-paper": "#FFFFFF"}


def test_a_colour_has_one_role() -> None:
    told = [(colour.upper(), role) for palette in PALETTES.values() for role, colour in roles(palette).items()]
    assert all(ROLES[colour] == f"var(--{role})" for colour, role in told)
