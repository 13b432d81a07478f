"""Who may do what: roles, what each grants, and what a sign-in must prove. Decided here and nowhere else; what is not
granted is denied.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from kumkm.domain.acts import Actor


class Permission(StrEnum):
    """What one may be allowed to do."""

    FIGURES = "melihat angka"  # every page of figures, and following a meeting
    RECORDS = "melihat baris daftar dan temuan"  # what single bodies and rows say
    EXPORT = "mengunduh"
    LEAD = "memimpin rapat"  # begin, decide, keep agendas
    UPLOAD = "mengunggah dan menerbitkan"
    BUILD = "membangun ulang"


class Role(StrEnum):
    """A role as the file of roles names it; an operator's is followed by a colon and the code of the region."""

    GUEST = "tamu"
    OPERATOR = "operator"
    PLANNER = "perencana"
    HEAD = "pimpinan"
    ADMIN = "admin"


class Refusal(StrEnum):
    """Why a visitor may do nothing at all, as the page says it."""

    NOT_SIGNED_IN = "belum masuk"
    EXPIRED = "masa masuk berakhir"
    WRONG_AUDIENCE = "tanda masuk milik aplikasi lain"
    NO_ACCOUNT = "akun tanpa alamat surel yang dipastikan"
    NO_ROLE = "akun belum diberi peran"


_GRANTS: Final[Mapping[Role, frozenset[Permission]]] = {
    Role.GUEST: frozenset({Permission.FIGURES}),
    Role.OPERATOR: frozenset({Permission.FIGURES, Permission.RECORDS, Permission.EXPORT, Permission.UPLOAD}),
    Role.PLANNER: frozenset({Permission.FIGURES, Permission.RECORDS, Permission.EXPORT, Permission.LEAD}),
    Role.HEAD: frozenset({Permission.FIGURES, Permission.RECORDS, Permission.EXPORT, Permission.LEAD}),
    Role.ADMIN: frozenset(Permission),
}
_OF_REGION: Final = frozenset({Permission.RECORDS, Permission.UPLOAD})  # an operator's, of its region only
_REGION: Final = re.compile(r"\d\d\.\d\d")
_LATE_SECONDS: Final = 60  # how far clocks may differ
_ID_LETTERS: Final = 8


@dataclass(frozen=True)
class Grant:
    """A role; `region` is the code of an operator's region, "" for every region."""

    role: Role
    region: str = ""

    @classmethod
    def of(cls, text: str) -> Grant:
        """`perencana`, `operator:74.01`. Raises ValueError with words where it is no role."""
        name, colon, region = text.strip().partition(":")
        try:
            role = Role(name)
        except ValueError:
            known = ", ".join(Role)
            raise ValueError(f"ditemukan peran '{name[:40]}'; yang dikenal: {known}") from None
        if (role is Role.OPERATOR) != bool(colon) or (colon and not _REGION.fullmatch(region)):
            raise ValueError(f"ditemukan '{text[:40]}'; peran operator ditulis bersama daerahnya: operator:74.01")
        return cls(role, region)

    def __str__(self) -> str:
        return f"{self.role}:{self.region}" if self.region else str(self.role)


@dataclass(frozen=True)
class Visitor:
    """Whoever looks. `account` is "" without sign-in; `refusal` is None for who may do anything."""

    account: str = ""
    grants: tuple[Grant, ...] = ()
    refusal: Refusal | None = None
    local: frozenset[Permission] = frozenset()  # what is granted without sign-in

    def may(self, permission: Permission, region: str | None = None) -> bool:
        """Whether it is granted; of what is an operator's for its region only, for that `region`: None asks whether for
        any at all.
        """
        if self.refusal is not None:
            return False
        return permission in self.local or any(_grants(each, permission, region) for each in self.grants)

    def regions(self, permission: Permission) -> frozenset[str] | None:
        """The regions it is granted for; None where for every one, empty where for none."""
        if self.may(permission, "*"):
            return None
        return frozenset(each.region for each in self.grants if self.may(permission, each.region))

    def actor(self, unnamed: str) -> Actor:
        """As the audit log names them: the roles, and a short id of the account, never its address; `unnamed` is what
        whoever has not signed in is called.
        """
        roles = "+".join(sorted(map(str, self.grants)))
        return Actor(roles, identity(self.account)) if self.account else Actor(unnamed)


def _grants(grant: Grant, permission: Permission, region: str | None) -> bool:
    if permission not in _GRANTS[grant.role]:
        return False
    bound = grant.region and permission in _OF_REGION
    return not bound or region is None or region == grant.region


def without_sign_in(*, uploads: bool) -> Visitor:
    """Whoever sits at a dashboard without sign-in: it is open to who reaches it, but for what is switched off."""
    granted = frozenset(Permission) if uploads else frozenset(Permission) - {Permission.UPLOAD, Permission.BUILD}
    return Visitor(local=granted)


def signed_in(
    claims: Mapping[str, Any],
    roles: Mapping[str, Sequence[Grant]],
    *,
    clients: Collection[str],
    now: float,
    hours: float,
) -> Visitor:
    """Whoever shows these claims of an ID token.

    `roles` are by account, an e-mail address in small letters; `clients` the ids this dashboard has with its providers;
    `now` Unix seconds; `hours` how long a sign-in holds, from when the token was issued.
    """
    if claims.get("is_logged_in") is not True:
        return Visitor(refusal=Refusal.NOT_SIGNED_IN)
    audience = claims.get("aud")
    named = {audience} if isinstance(audience, str) else set(audience or ())
    if not named & set(clients) or (len(named) > 1 and claims.get("azp") not in clients):
        return Visitor(refusal=Refusal.WRONG_AUDIENCE)
    issued = claims.get("iat")
    if not isinstance(issued, int | float) or not -_LATE_SECONDS <= now - issued < hours * 3600:
        return Visitor(refusal=Refusal.EXPIRED)
    email = claims.get("email")
    if not isinstance(email, str) or not email.strip() or claims.get("email_verified") is False:
        return Visitor(refusal=Refusal.NO_ACCOUNT)
    account = email.strip().lower()
    grants = tuple(roles.get(account, ()))
    return Visitor(account, grants, None if grants else Refusal.NO_ROLE)


def identity(account: str) -> str:
    """A short id of an account for the audit log: the same for the same account, and no address."""
    return hashlib.sha256(account.encode()).hexdigest()[:_ID_LETTERS]
