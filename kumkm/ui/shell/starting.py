"""What a server does once, before its first visitor."""

from __future__ import annotations

import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st


def index() -> str:
    """The HTML of the page that loads the browser's half of Streamlit."""
    return (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


def lifespan(load: Callable[[], None]) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """What a server does from its start on: `load`, then open the browser where there is one.

    Streamlit opens it for plain scripts only.
    """

    @asynccontextmanager
    async def living(_app: Any) -> AsyncIterator[None]:
        load()
        if not st.get_option("server.headless"):
            webbrowser.open_new_tab(f"http://localhost:{st.get_option('server.port')}")
        yield

    return living
