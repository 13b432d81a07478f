"""Archives (PPTX, DOCX) with nothing in them of the day they were written."""

from __future__ import annotations

import io
import zipfile
from typing import Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first day a zip knows: the same bytes on every day


def repacked(written: io.BytesIO) -> bytes:
    """The same archive with the same day on every member."""
    again = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()
