"""A page of the dashboard that refuses foreign requests and remembers what went wrong."""

from __future__ import annotations

from playwright.sync_api import Page, Response, Route

# Streamlit looks for its server under every part of a deep link's path first; these misses are its own.
STREAMLIT_PROBES = ("/_stcore/health", "/_stcore/host-config")


class Watched:
    """A page that refuses foreign requests and remembers what went wrong."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.troubles: list[str] = []
        page.route("**/*", self._guard)
        page.on("pageerror", lambda error: self.troubles.append(f"script error: {error}"))
        page.on("response", self._response)
        page.on("console", lambda message: self._console(message.type, message.text))

    def open(self, path: str) -> Page:
        """Open a path of the dashboard and wait until it is quiet."""
        self.page.goto(f"{self.address}/{path}")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until no script runs, numbers answer, both stylesheets have come, and nothing was drawn for a moment."""
        self.page.wait_for_function(
            """() => { const app = document.querySelector('[data-testid="stApp"]');
            return app && app.dataset.testConnectionState === 'CONNECTED'
              && app.dataset.testScriptState === 'notRunning'
              && document.querySelector('.k-sources, .k-table, .k-failure')
              && document.getElementById('kumkm-css')?.sheet && document.getElementById('kumkm-print')?.sheet
              && !document.querySelector(':is(b, span, td)[data-asal]:not([role])'); }""",
            timeout=30000,
        )
        self.page.wait_for_timeout(250)

    def _guard(self, route: Route) -> None:
        url = route.request.url
        if url.startswith((self.address, "data:", "blob:", self.address.replace("http", "ws"))):
            route.continue_()
        else:
            self.troubles.append(f"foreign request: {url}")
            route.abort()

    def _response(self, response: Response) -> None:
        status, url = response.status, response.url
        if status >= 400 and not url.endswith(STREAMLIT_PROBES):
            self.troubles.append(f"{status}: {url}")

    def _console(self, kind: str, text: str) -> None:
        if kind == "error" and "Failed to load resource" not in text:
            self.troubles.append(f"console: {text}")
