"""Drawings of our own in the browser: a script under `static/`, and what it is told, which travels packed (ADR 0035).

A rerun sends the same words, names and keys again in every map and chart; deflated they are a fifth of what they are
as JSON inside a message.
"""

from __future__ import annotations

import json
import zlib
from typing import Any, Final

import streamlit as st

from kumkm.ui.state import assets

# The only script text that travels; the module itself is fetched once. A newer rerun may overtake the unpacking of the
# one before: what is overtaken is not shown. The line break tells Streamlit that this is no path.
_STUB: Final = (
    "export default async c=>{\nif(!c.data)return;const h=c.parentElement,n=h.told=(h.told||0)+1;"
    "const s=new Blob([c.data]).stream().pipeThrough(new DecompressionStream('deflate'));"
    "const d=await new Response(s).json(),m=await import(new URL(d.moduleUrl,location.origin).href);"
    "return h.told===n?m.default({...c,data:d}):undefined}"
)


class Component:
    """A script of `static/` as an element: `Component("chart", "chart/chart.js")`.

    `parts` are further files that make a new version of it (see `assets.url`). Call it with what the script is told,
    which JSON can hold, and with what Streamlit's components take: a key, callbacks, a size.
    """

    def __init__(self, name: str, script: str, *parts: str) -> None:
        self._files = (script, *parts)
        self._mount = st.components.v2.component(f"kumkm.{name}", js=_STUB, isolate_styles=False)

    def __call__(self, data: dict[str, Any], *, key: str, **options: Any) -> None:
        self._mount(key=key, data=packed(self.mount_data(data)), **options)

    def mount_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """The data with the address of the script, for a drawing that mounts another one."""
        return {"moduleUrl": assets.url(*self._files), **data}


def packed(data: dict[str, Any]) -> bytes:
    """The data as deflated JSON; the same data are the same bytes. Raises ValueError for a NaN, which JSON lacks."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return zlib.compress(text.encode())


def unpacked(sent: bytes) -> dict[str, Any]:
    """What the browser reads of it."""
    data: dict[str, Any] = json.loads(zlib.decompress(sent))
    return data
