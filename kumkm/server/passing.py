"""What every request passes, whichever command started the server: `app.py` hands it to Streamlit.

Nothing here knows Streamlit or a page: these are plain ASGI middleware and routes.
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.middleware import Middleware
from starlette.routing import Route

from kumkm import settings as project
from kumkm.server import readiness, standing
from kumkm.server.admitted import Admitted, Grants
from kumkm.server.closed import Closed
from kumkm.server.compressed import Compressed
from kumkm.server.headers import SafeHeaders, policy
from kumkm.server.hosts import KnownHosts
from kumkm.server.logs import Requests, as_lines
from kumkm.server.quota import Quota


def middleware(index: str, grants: Grants, pages: Iterable[str]) -> list[Middleware]:
    """What every request passes, the outermost first. `index` is the HTML of the page that loads the browser's half,
    `pages` are its addresses, and `grants` says what whoever sends a request may do.
    """
    settings = project.load()
    logged = [Middleware(Requests)] if settings.logs_lines else []
    if settings.logs_lines:
        as_lines()
    return [
        *logged,
        Middleware(SafeHeaders, policy=policy(index)),
        Middleware(KnownHosts, names=settings.hosts),
        Middleware(Closed, uploads=settings.uploads),
        Middleware(Admitted, grants=grants, pages=frozenset(pages)),
        Middleware(Quota),
        Middleware(Compressed),
    ]


def routes() -> list[Route]:
    """Addresses of our own beside Streamlit's."""
    return [
        Route(readiness.PATH, readiness.answer, methods=["GET", "HEAD"]),
        Route(standing.PATH, standing.Standings().answer, methods=["GET"]),
    ]
