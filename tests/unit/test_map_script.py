"""The map's script: small modules with a purpose each, no cycle, no loose ends; its address covers all of them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from kumkm import settings
from kumkm.settings import PROJECT_ROOT
from kumkm.ui.state import assets

FOLDER = PROJECT_ROOT / "static" / "map"
TESTS = PROJECT_ROOT / "tests" / "map"
ENTRY = "region_map"
MODULES = sorted(FOLDER.glob("*.js"))
SOURCES = {path.stem: path.read_text(encoding="utf-8") for path in MODULES}
MOST_LINES = 400

IMPORT = re.compile(r"^const \{ ([^}]+) \} = await import\(`\./(\w+)\.js\$\{VERSION\}`\);$", re.MULTILINE)
TESTED = re.compile(r"^import \{ ([^}]+) \} from \"\.\./\.\./static/map/(\w+)\.js\";$", re.MULTILINE)
EXPORT = re.compile(r"^export (?:default )?(?:async )?(?:function|class|const) (\w+)", re.MULTILINE)


def imported(text: str, pattern: re.Pattern[str] = IMPORT) -> dict[str, list[str]]:
    """Module → the names taken from it."""
    return {module: names.split(", ") for names, module in pattern.findall(text)}


def parts() -> list[str]:
    """The parts in the order in which the entry loads them."""
    found = re.search(r"const PARTS = \[(.*?)\];", SOURCES[ENTRY], re.DOTALL)
    assert found
    return re.findall(r'"(\w+)"', found[1])


def node() -> str:
    """The program that runs the script without a browser."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("Node is not installed; with Node 20 or newer the map's script is tested without a browser, too")
    version = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.strip("v").split(".")[0]) < 20:
        pytest.skip(f"Node {version.strip()} is too old to test the map's script; Node 20 or newer does")
    return found


def run(program: str, *words: str, rounds: int = 0) -> None:
    done = subprocess.run(
        [program, *words],
        cwd=PROJECT_ROOT,
        env={**os.environ, "ROUNDS": str(rounds)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout[-6000:]}\n{done.stderr[-2000:]}"


@pytest.mark.parametrize("rounds", [0, pytest.param(12, marks=pytest.mark.slow)])
def test_the_pure_parts_do_what_their_tests_say(rounds: int) -> None:
    """With so many drawings of values for each size of the map; the plain run tries the places known by hand."""
    run(node(), "--test", *(str(path) for path in sorted(TESTS.glob("*.test.mjs"))), rounds=rounds)


def test_every_module_is_sound_javascript() -> None:
    program = node()
    for path in MODULES:
        run(program, "--check", str(path))


@pytest.mark.parametrize("name", SOURCES)
def test_a_module_says_what_it_is_for_and_is_short(name: str) -> None:
    lines = SOURCES[name].splitlines()
    assert re.match(r"// [A-Z].{20,}", lines[0]), f"{name}.js begins without a comment on its purpose"
    assert len(lines) <= MOST_LINES, f"{name}.js has {len(lines)} lines: it is about more than one thing"


@pytest.mark.parametrize("name", SOURCES)
def test_a_module_takes_only_what_is_there_and_uses_it(name: str) -> None:
    text = SOURCES[name]
    rest = IMPORT.sub("", text)
    for module, names in imported(text).items():
        assert set(names) <= set(EXPORT.findall(SOURCES[module])), f"{name}.js: {module}.js has no such name"
        unused = [word for word in names if not re.search(rf"\b{word}\b", rest)]
        assert unused == [], f"{name}.js does not use what it imports from {module}.js"


def test_a_module_gives_only_what_another_or_a_test_takes() -> None:
    taken = {(ENTRY, "mount"), (ENTRY, "exportSvg"), (parts()[-1], "RegionMap")}
    for pattern, texts in (
        (IMPORT, SOURCES.values()),
        (TESTED, [path.read_text("utf-8") for path in TESTS.glob("*.mjs")]),
    ):
        for text in texts:
            taken |= {(module, name) for module, names in imported(text, pattern).items() for name in names}
    given = {(name, export) for name, text in SOURCES.items() for export in EXPORT.findall(text)}
    assert given - taken == set()
    assert taken - given == set()


@pytest.mark.parametrize("name", SOURCES)
def test_every_import_carries_the_version(name: str) -> None:
    """One that does not would be taken from the browser's cache after an update."""
    text = SOURCES[name]
    assert not re.search(r"^(import|export)\b.*\bfrom\s*[\"'`]|^import\b", text, re.MULTILINE)
    code = re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
    calls = len(re.findall(r"\bimport\(", code))
    assert calls == (1 if name == ENTRY else len(IMPORT.findall(text)))
    if calls:
        assert "const VERSION = new URL(import.meta.url).search;" in text


def test_the_entry_loads_every_part_after_those_it_imports() -> None:
    """So there is no cycle, and no browser ever meets a part that is not finished."""
    order = parts()
    assert sorted([*order, ENTRY]) == sorted(SOURCES)
    for place, name in enumerate(order):
        assert set(imported(SOURCES[name])) <= set(order[:place]), name
    assert not re.search(r"^(?:const .*= )?await\b", SOURCES[ENTRY], re.MULTILINE)


@pytest.mark.parametrize("name", SOURCES)
def test_text_enters_the_page_as_text(name: str) -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser", SOURCES[name])


@pytest.mark.parametrize("changed", ["region_map.js", "numbers.js", "region_map.css"])
def test_the_address_of_the_script_changes_with_any_file_of_its_folder(
    changed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(FOLDER, tmp_path / "static" / "map")
    found = replace(settings.load(), root=tmp_path)
    monkeypatch.setattr(assets.settings, "load", lambda: found)
    before = assets.url("map/region_map.js")
    assert assets.url("map/region_map.js") == before
    path = tmp_path / "static" / "map" / changed
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    os.utime(path, ns=(1, path.stat().st_mtime_ns + 1_000_000))
    assert assets.url("map/region_map.js") != before
