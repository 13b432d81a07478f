"""Who is looking in this run, and what they may do: asked at every page, action and file, on the server."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from kumkm import settings as project
from kumkm.domain import access
from kumkm.domain.access import Permission, Visitor
from kumkm.errors import UsageError
from kumkm.store import roles

_CLIENT: Final = "client_id"
_HELD: Final = "_boleh_melihat"  # when this session was last found to see figures
_HELD_SECONDS: Final = 1.0


def is_configured() -> bool:
    """Whether visitors sign in here: `[auth]` stands in Streamlit's secrets."""
    return _section() is not None


def visitor() -> Visitor:
    """Whoever looks. Raises UsageError where the file of roles cannot be read: then nobody has a role."""
    return _visitor(st.user.to_dict)


def grants(cookies: Mapping[str, str], permission: Permission) -> bool:
    """Whether whoever sends these cookies may do it, of requests outside of runs; False where that is not known."""
    try:
        return _visitor(lambda: _claims(cookies)).may(permission)
    except UsageError:
        return False


def _claims(cookies: Mapping[str, str]) -> Mapping[str, Any]:
    """What the cookie of a sign-in says, {} where there is none of ours."""
    signed = get_cookie_with_chunks(lambda name: _decoded(name, cookies.get(name)), USER_COOKIE_NAME)
    try:
        said = json.loads(signed) if signed else {}
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _decoded(name: str, value: str | None) -> bytes | None:
    return None if value is None else decode_signed_value(get_cookie_secret(), name, value.encode("latin-1", "replace"))


def _visitor(claims_of: Callable[[], Mapping[str, Any]]) -> Visitor:
    """Whoever makes these claims; where nobody signs in they are not looked at."""
    settings, section = project.load(), _section()
    if section is None:
        return access.without_sign_in(uploads=settings.uploads)
    claims = claims_of()
    known = roles.read(settings.roles) if claims.get("is_logged_in") is True else {}
    return access.signed_in(claims, known, clients=_clients(section), now=time.time(), hours=settings.sign_in_hours)


def providers() -> list[str]:
    """Names of the providers to choose from, as `st.login` takes them; [""] where there is one without a name."""
    section = _section() or {}
    named = [name for name, item in section.items() if isinstance(item, Mapping) and _CLIENT in item]
    return [""] if _CLIENT in section else sorted(named)


def may(permission: Permission, region: str | None = None) -> bool:
    """Whether whoever looks may do it, for a region where it goes by regions."""
    return visitor().may(permission, region)


def require(permission: Permission, region: str | None = None) -> Visitor:
    """The same before an act: what a browser sends may be forged. Raises UsageError where it is not granted."""
    who = visitor()
    if not who.may(permission, region):
        raise UsageError(f"Akun Anda tidak diberi wewenang {permission}. Mintalah kepada pengelola dashboard.")
    return who


def hold() -> None:
    """Raise UsageError where whoever looks may not see figures. Asked at every read, looked up once a second; where
    nobody looks (a server that makes things ahead) there is nothing to ask.
    """
    if get_script_run_ctx(suppress_warning=True) is None:
        return
    now = time.monotonic()
    if now - st.session_state.get(_HELD, -_HELD_SECONDS) < _HELD_SECONDS:
        return
    require(Permission.FIGURES)
    st.session_state[_HELD] = now


def _section() -> Mapping[str, Any] | None:
    """`[auth]` as it stands; {} where it says nothing that can be used, None where it is not there. Raises UsageError
    where a file of secrets cannot be read: a dashboard that was closed must not open because of a slip in it.
    """
    if st.secrets.load_if_toml_exists():
        found = st.secrets.to_dict().get("auth")
        return found if found is None or isinstance(found, Mapping) else {}
    if any(Path(file).exists() for file in st.get_option("secrets.files")):
        raise UsageError("Berkas secrets.toml tidak dapat dibaca. Perbaiki isinya, atau hapus bila tanpa masuk.")
    return None


def _clients(section: Mapping[str, Any]) -> Collection[str]:
    """The ids this dashboard has: of `[auth]` itself, and of every provider named in it."""
    named = [section, *(item for item in section.values() if isinstance(item, Mapping))]
    return {str(item[_CLIENT]) for item in named if _CLIENT in item}
