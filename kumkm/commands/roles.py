"""`roles`: who has which role, under which short id the audit log knows them, and whether anybody is asked at all."""

from __future__ import annotations

import argparse
import json
import os
import tomllib
from pathlib import Path
from typing import Final

from kumkm import settings as project
from kumkm.commands.verdict import Verdict, fault, ok
from kumkm.domain.access import identity
from kumkm.errors import KumkmError
from kumkm.settings import PROJECT_ROOT, Settings
from kumkm.store import roles

_FILES: Final = "STREAMLIT_SECRETS_FILES"  # Streamlit's own variable for other places than the usual


def run(options: argparse.Namespace) -> int:
    """Print every account with its roles."""
    settings = project.load(options.warehouse, options.raw)
    found = roles.read(settings.roles)
    for account, grants in sorted(found.items()):
        print(f"{identity(account)}  {account}  {', '.join(map(str, grants)) or 'tanpa peran'}")
    asked = (
        "Pengunjung diminta masuk." if asks() else "Pengunjung tidak diminta masuk: [auth] belum ada di secrets.toml."
    )
    print(f"{len(found)} akun di {settings.roles.name}. {asked}")
    return 0


def asks() -> bool:
    """Whether visitors have to sign in: `[auth]` stands in a file of Streamlit's secrets. One that cannot be read
    counts: the dashboard opens to nobody then.
    """
    return any(path.is_file() and _has_auth(path) for path in _places())


def verdict(settings: Settings) -> Verdict:
    """For `doctor`: whether who signs in would get anywhere."""
    if not asks():
        return ok("tanpa masuk: siapa pun yang mencapai alamatnya melihat semua angka")
    try:
        found = roles.read(settings.roles)
    except KumkmError as error:
        return fault(str(error), "Sampai itu dibetulkan tidak seorang pun dapat melihat angka.")
    return ok(f"pengunjung diminta masuk; {len(found)} akun diberi peran")


def _places() -> list[Path]:
    if said := os.environ.get(_FILES, "").strip():
        return [Path(each) for each in (json.loads(said) if said.startswith("[") else said.split(","))]
    return [folder / ".streamlit" / "secrets.toml" for folder in (PROJECT_ROOT, Path.home())]


def _has_auth(path: Path) -> bool:
    try:
        return "auth" in tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return True
