"""Every page works under the content security policy, and the policy does what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser
from watched import Watched

from kumkm.ui.state.navigation import PAGES, UPLOADS

# Streamlit's number format tries WebAssembly and goes on without: that is its one refusal, and nothing is lost by it.
VIOLATIONS = """addEventListener("securitypolicyviolation", (event) => {
  if (event.blockedURI === "wasm-eval") return;
  (window.refused ??= []).push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});"""
SMUGGLED = """() => {
  const script = document.createElement("script");
  script.textContent = "window.smuggled = true";
  document.body.append(script);
  document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.smuggled = true'>");
  return new Promise((done) => setTimeout(() => done([window.smuggled ?? false, (window.refused ?? []).length]), 500));
}"""


@pytest.fixture(params=["light", "dark"])
def watching(request: pytest.FixtureRequest, browser: Browser, dashboard: str) -> Iterator[Watched]:
    scheme: Literal["light", "dark"] = request.param
    page = browser.new_page(viewport={"width": 1366, "height": 768}, color_scheme=scheme)
    page.add_init_script(VIOLATIONS)
    yield Watched(page, dashboard)
    page.close()


def test_every_page_opens_and_nothing_of_it_is_refused(watching: Watched) -> None:
    for _script, title, path in (*PAGES, UPLOADS):
        page = watching.open(path) if path != "rapat" else watching.page
        if path == "rapat":
            page.goto(f"{watching.address}/rapat")
            page.wait_for_selector(".k-frame", timeout=60_000)
        assert page.evaluate("() => window.refused ?? []") == [], title
    assert watching.troubles == []


def test_a_script_that_was_smuggled_in_does_not_run(browser: Browser, dashboard: str) -> None:
    page = browser.new_page()
    page.add_init_script(VIOLATIONS)
    page.goto(f"{dashboard}/data")
    page.wait_for_selector("h1")
    assert page.evaluate(SMUGGLED) == [False, 2]
    page.close()
