"""Sheets of paper: a typst template of `static/paper` and the values it lays out, compiled to a PDF.

Values travel as JSON and are text wherever the template places them: nothing in them is ever read as typst. Fonts are
those that typst brings along, the same on every machine, and nothing is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import typst

from kumkm.errors import KumkmError
from kumkm.export.tables import plain
from kumkm.export.text import visible
from kumkm.settings import Settings


def pdf(settings: Settings, template: str, content: Mapping[str, Any], made_at: datetime) -> bytes:
    """The document; the same template, content and time (UTC where it names no zone) are the same bytes.

    `content` holds scalars, lists and mappings, which the template reads from `sys.inputs`; NaN and NaT are `none`
    there. Raises KumkmError where the template does not compile.
    """
    folder = settings.static / "paper"
    try:
        made = typst.compile(
            folder / template,
            root=folder,
            format="pdf",
            sys_inputs={"content": json.dumps(_written(content), ensure_ascii=False, allow_nan=False)},
            ignore_system_fonts=True,
            timestamp=int((made_at if made_at.tzinfo else made_at.replace(tzinfo=UTC)).timestamp()),
        )
    except RuntimeError as error:  # a TypstError is one; so is a template that is not there
        raise KumkmError(
            f"Lembar {template} tidak dapat disusun: {error}. Kembalikan static/paper dari rilis program."
        ) from error
    return bytes(made)


def _written(value: Any) -> Any:
    """A value as JSON has it, its text without what cannot be seen."""
    if isinstance(value, Mapping):
        return {str(key): _written(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_written(item) for item in value]
    text = plain(value)
    return visible(text) if isinstance(text, str) else text
