"""How a file is refused: its name, what was found, what was expected, what to do."""

from __future__ import annotations

from pathlib import Path

from kumkm.errors import RefusedFile


def refuse(path: Path, rule: str, found: str, expected: str, advice: str) -> RefusedFile:
    """The error to raise; control characters in the name stay out of the message."""
    name = "".join(letter if letter.isprintable() else "?" for letter in path.name)
    message = f"{name} ditolak: {found}. Yang diharapkan: {expected}. {advice}"
    return RefusedFile(message, rule=rule, found=found, expected=expected)
