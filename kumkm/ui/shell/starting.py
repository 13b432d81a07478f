"""What a server does once, before its first visitor."""

from __future__ import annotations

import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st


def index() -> str:
    """The HTML of the page that loads the browser's half of Streamlit."""
    return (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Open the browser where there is one: Streamlit does so for plain scripts only."""
    if not st.get_option("server.headless"):
        webbrowser.open_new_tab(f"http://localhost:{st.get_option('server.port')}")
    yield
