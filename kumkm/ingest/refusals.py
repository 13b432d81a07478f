"""How a file is refused: its name, what was found, what was expected, what to do."""

from __future__ import annotations

from pathlib import Path

from kumkm.errors import RefusedFile
from kumkm.ingest import personal


def refuse(path: Path, rule: str, found: str, expected: str, advice: str) -> RefusedFile:
    """The error to raise; control characters and personal data stay out of the message."""
    name = "".join(letter if letter.isprintable() else "?" for letter in personal.clean_name(path.name))
    found = personal.clean(found)
    message = f"{name} ditolak: {found}. Yang diharapkan: {expected}. {advice}"
    return RefusedFile(message, rule=rule, found=found, expected=expected)
