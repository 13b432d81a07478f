"""What takes maps and charts away as pictures: its pure part, and that text enters the page as text."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from kumkm.settings import PROJECT_ROOT

FOLDER = PROJECT_ROOT / "static" / "picture"


def test_the_pure_part_does_what_its_tests_say() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed; with Node 20 or newer the sheet is tested without a browser, too")
    tests = [str(path) for path in sorted((PROJECT_ROOT / "tests" / "picture").glob("*.test.mjs"))]
    done = subprocess.run([node, "--test", *tests], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-6000:]


def test_text_enters_the_page_as_text() -> None:
    sources = [path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js")]
    assert sources
    assert not any(word in text for text in sources for word in ("innerHTML", "insertAdjacentHTML"))
