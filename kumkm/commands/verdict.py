"""What one check of the doctor's says: a state, what was found, and what to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum


class State(StrEnum):
    """How bad it is; only a galat makes the doctor end with 1."""

    OK = "ok"
    CARE = "perhatian"
    FAULT = "galat"


@dataclass(frozen=True)
class Verdict:
    """The outcome of one check; `remedy` is empty where nothing is to be done."""

    state: State
    found: str
    remedy: str = ""

    def as_json(self, check: str) -> dict[str, object]:
        """Under the names others rely on."""
        return {"check": check, **asdict(self)}


def ok(found: str) -> Verdict:
    return Verdict(State.OK, found)


def care(found: str, remedy: str) -> Verdict:
    return Verdict(State.CARE, found, remedy)


def fault(found: str, remedy: str) -> Verdict:
    return Verdict(State.FAULT, found, remedy)


def counted(names: list[str], shown: int = 3) -> str:
    """The first names of a list, and how many more there are."""
    rest = len(names) - shown
    return ", ".join(names[:shown]) + (f", dan {rest} lagi" if rest > 0 else "")
