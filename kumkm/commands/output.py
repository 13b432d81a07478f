"""What commands write for other programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from kumkm.errors import UsageError


def write_json(target: str, rows: Sequence[dict[str, object]] | dict[str, object]) -> None:
    """To a file, or to the screen where the target is `-`."""
    text = json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    if target == "-":
        sys.stdout.write(text)
        return
    try:
        Path(target).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"JSON tidak dapat ditulis ke {target}: {error.strerror or error}.") from error
