"""Who did what, as it is kept in the audit log: no free text, no name of a person, nothing that is personal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """Whoever acts: a role, and a short id of the session, never its address."""

    role: str
    session: str = ""

    def __str__(self) -> str:
        return f"{self.role} {self.session}".strip()


@dataclass(frozen=True)
class Act:
    """What was done, on which build, to what. `at` is an ISO text in UTC, "" for now; `journal` is the place in the
    ledger's journal where the same stands, None where it stands nowhere else.
    """

    what: str
    build: str = ""
    selection: str = ""
    who: str = ""
    at: str = ""
    journal: int | None = None
