"""One browser and one served dashboard for all browser tests of a worker; nothing foreign is reachable."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from serving import FLAGS, ROOT, chromium, served
from watched import Watched

from kumkm.settings import Settings
from kumkm.warehouse.connection import Published

expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong


_ALWAYS = "test_dashboard.py"  # what the plain test command opens in a browser; CI opens all


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All other browser tests are slow cases."""
    for item in items:
        if item.path.parent.name == "browser" and item.path.name != _ALWAYS:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without one the tests are skipped, in CI they fail."""
    path = chromium()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing")
        pytest.skip("Chromium is missing")
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=path, args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def dashboard(project: Settings, warehouse: Published) -> Iterator[str]:
    """Address of the real dashboard on the session's warehouse."""
    environment = {"KUMKM_WAREHOUSE": str(warehouse.path.parent), "KUMKM_RAW": str(project.raw)}
    with served(ROOT / "app.py", environment) as address:
        yield address


@pytest.fixture(scope="session")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """One visitor's browser at a projector's size: pages share its cache, each has a session of its own."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    yield context
    context.close()


@pytest.fixture
def watched(visitor: BrowserContext, dashboard: str) -> Iterator[Watched]:
    """A fresh page of the dashboard; the test fails if anything foreign or broken was seen."""
    page = visitor.new_page()
    found = Watched(page, dashboard)
    yield found
    page.close()
    assert found.troubles == []
