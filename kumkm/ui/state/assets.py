"""Addresses of files under `static/`, versioned by content."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path

import streamlit as st

from kumkm import settings


def url(name: str, *parts: str) -> str:
    """Return the address of a static file that changes when it, or one of its `parts`, changes.

    A script with a folder of its own imports from there with the version of this address, so that all files of the
    folder are parts of it.
    """
    base = st.get_option("server.baseUrlPath").strip("/")
    static = settings.load().static
    files = [(str(static / part), (static / part).stat().st_mtime_ns) for part in (name, *parts)]
    if name.endswith(".js") and "/" in name:
        with os.scandir((static / name).parent) as folder:
            files += sorted((file.path, file.stat().st_mtime_ns) for file in folder if file.is_file())
    version = _version(tuple(files))
    return f"{'/' + base if base else ''}/app/static/{name}?v={version}"


@lru_cache(maxsize=32)
def _version(files: tuple[tuple[str, int], ...]) -> str:
    digest = hashlib.sha256()
    for file, _changed in files:
        digest.update(Path(file).name.encode())
        digest.update(Path(file).read_bytes())
    return digest.hexdigest()[:12]
