"""Who may do what: by hand, and for everything that is not granted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.domain import access
from kumkm.domain.access import Grant, Permission, Refusal, Role, Visitor
from kumkm.errors import UsageError
from kumkm.store import roles

NOW = 1_800_000_000.0
CLAIMS: dict[str, Any] = {
    "is_logged_in": True, "aud": "dasbor", "iat": NOW - 3600, "email": "Kepala@Contoh.go.id", "email_verified": True,
}  # fmt: skip
KNOWN = {"kepala@contoh.go.id": (Grant(Role.HEAD),)}


def signed_in(**changes: Any) -> Visitor:
    claims = {name: value for name, value in (CLAIMS | changes).items() if value is not None}
    return access.signed_in(claims, KNOWN, clients={"dasbor"}, now=NOW, hours=12)


def visitor(*texts: str) -> Visitor:
    return Visitor("a@b", tuple(map(Grant.of, texts)))


@pytest.mark.parametrize(
    ("role", "granted"),
    [
        ("tamu", {"FIGURES"}),
        ("perencana", {"FIGURES", "RECORDS", "EXPORT", "LEAD"}),
        ("pimpinan", {"FIGURES", "RECORDS", "EXPORT", "LEAD"}),
        ("operator:74.01", {"FIGURES", "RECORDS", "EXPORT", "UPLOAD"}),
        ("admin", {"FIGURES", "RECORDS", "EXPORT", "LEAD", "UPLOAD", "BUILD"}),
    ],
)
def test_a_role_grants_what_the_table_in_the_handbook_says(role: str, granted: set[str]) -> None:
    assert {permission.name for permission in Permission if visitor(role).may(permission)} == granted


def test_an_operator_is_one_of_its_region_only() -> None:
    operator = visitor("operator:74.01", "operator:74.71")
    for permission in (Permission.RECORDS, Permission.UPLOAD):
        assert operator.may(permission, "74.01") and operator.may(permission, "74.71")
        assert not operator.may(permission, "74.02") and not operator.may(permission, "74")
        assert operator.regions(permission) == {"74.01", "74.71"}
    assert operator.may(Permission.EXPORT, "74.02")  # of figures, which all see
    assert visitor("operator:74.01", "perencana").regions(Permission.RECORDS) is None
    assert visitor("tamu").regions(Permission.RECORDS) == frozenset()


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, None),
        ({"is_logged_in": False}, Refusal.NOT_SIGNED_IN),
        ({"is_logged_in": "true"}, Refusal.NOT_SIGNED_IN),
        ({"is_logged_in": None}, Refusal.NOT_SIGNED_IN),
        ({"aud": "lain"}, Refusal.WRONG_AUDIENCE),
        ({"aud": None}, Refusal.WRONG_AUDIENCE),
        ({"aud": ["dasbor"]}, None),
        ({"aud": ["dasbor", "lain"]}, Refusal.WRONG_AUDIENCE),
        ({"aud": ["dasbor", "lain"], "azp": "lain"}, Refusal.WRONG_AUDIENCE),
        ({"aud": ["dasbor", "lain"], "azp": "dasbor"}, None),
        ({"iat": NOW - 12 * 3600 + 1}, None),
        ({"iat": NOW - 12 * 3600}, Refusal.EXPIRED),
        ({"iat": NOW + 59}, None),
        ({"iat": NOW + 3600}, Refusal.EXPIRED),
        ({"iat": "kemarin"}, Refusal.EXPIRED),
        ({"iat": None}, Refusal.EXPIRED),
        ({"email": None}, Refusal.NO_ACCOUNT),
        ({"email": " "}, Refusal.NO_ACCOUNT),
        ({"email_verified": False}, Refusal.NO_ACCOUNT),
        ({"email_verified": None}, None),  # a provider that does not say so vouches for all it has
        ({"email": "lain@contoh.go.id"}, Refusal.NO_ROLE),
    ],
)
def test_a_sign_in_must_prove_all_of_it(changes: dict[str, Any], refusal: Refusal | None) -> None:
    found = signed_in(**changes)
    assert found.refusal == refusal
    assert found.may(Permission.FIGURES) == (refusal is None)


@given(st.sampled_from(list(Refusal)), st.sampled_from(list(Permission)), st.sampled_from(["admin", "perencana"]))
def test_who_is_refused_may_do_nothing_whatever_the_role(refusal: Refusal, permission: Permission, role: str) -> None:
    assert not replace(visitor(role), refusal=refusal).may(permission)


def test_without_sign_in_all_is_open_but_what_is_switched_off() -> None:
    open_, shut = access.without_sign_in(uploads=True), access.without_sign_in(uploads=False)
    assert all(open_.may(permission, "74.01") for permission in Permission)
    assert {each for each in Permission if not shut.may(each)} == {Permission.UPLOAD, Permission.BUILD}


def test_the_log_names_roles_and_no_address() -> None:
    said = str(Visitor("kolaka@contoh.go.id", (Grant.of("operator:74.01"),)).actor("x"))
    assert said == f"operator:74.01 {access.identity('kolaka@contoh.go.id')}"
    assert str(access.without_sign_in(uploads=False).actor("pemimpin rapat")) == "pemimpin rapat"


@pytest.mark.parametrize(
    "text", ["", "raja", "operator", "operator:", "operator:7401", "admin:74.01", "tamu:", "ADMIN"]
)
def test_what_is_no_role_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="ditemukan"):
        Grant.of(text)


def test_the_file_is_read_again_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "peran.toml"
    path.write_text('[akun]\n"A@b.id" = ["tamu", "operator:74.01"]\n', encoding="utf-8")
    assert roles.read(path) == {"a@b.id": (Grant(Role.GUEST), Grant(Role.OPERATOR, "74.01"))}
    path.write_text("[akun]\n", encoding="utf-8")
    assert roles.read(path) == {}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "tidak dapat dibaca"),
        ("[akun", "tidak dapat dibaca"),
        ("\xff", "tidak dapat dibaca"),
        ("a = 1", "yang diharapkan tabel"),
        ("akun = 3", "yang diharapkan tabel"),
        ('[akun]\n"a@b" = "admin"', "yang diharapkan daftar"),
        ('[akun]\n"a@b" = [1]', "yang diharapkan daftar"),
        ('[akun]\n"a@b" = ["raja"]', "ditemukan peran 'raja'"),
    ],
)
def test_a_file_that_says_something_else_gives_nobody_a_role(tmp_path: Path, content: str | None, words: str) -> None:
    path = tmp_path / "peran.toml"
    if content is not None:
        path.write_bytes(content.encode("latin-1"))
    with pytest.raises(UsageError, match=words):
        roles.read(path)
