"""A real OpenID provider on this machine, and a dashboard that asks it who is there."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from serving import free_port, wait_for_page

_PACKAGE: Final = Path(__file__).resolve().parents[1] / "browser" / "provider"
COOKIE_SECRET: Final = "rahasia kuki untuk uji, tiga puluh dua huruf"


def installed(folder: Path) -> Path:
    """The provider with what it needs, in a folder of its own; where npm or its registry is missing the test is
    skipped, in CI it fails where they could be had.
    """
    place = folder / "penyelenggara"
    if not place.exists():
        shutil.copytree(_PACKAGE, place, ignore=shutil.ignore_patterns("node_modules"))
        npm = shutil.which("npm")
        done = npm and subprocess.run(
            [npm, "ci", "--no-audit", "--no-fund"], cwd=place, capture_output=True, check=False
        )
        if not done or done.returncode:
            shutil.rmtree(place)
            wanted = os.environ.get("CI") and not os.environ.get("WITHOUT_NPM")
            (pytest.fail if wanted else pytest.skip)(
                "oidc-provider cannot be installed: npm or its registry is missing"
            )
    return place


@contextmanager
def provided(place: Path, redirect: str) -> Iterator[str]:
    """The provider, running; yields its issuer. `redirect` is where it sends whoever has signed in."""
    port = free_port()
    node = shutil.which("node")
    assert node is not None
    running = subprocess.Popen(
        [node, "provider.mjs", str(port), redirect], cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    issuer = f"http://localhost:{port}"
    try:
        wait_for_page(f"{issuer}/.well-known/openid-configuration")
        yield issuer
    finally:
        running.terminate()
        running.wait(20)


def secrets(issuer: str, redirect: str, client: str = "dasbor") -> str:
    """`secrets.toml` of a dashboard that is this client of the provider."""
    return f"""[auth]
redirect_uri = "{redirect}"
cookie_secret = "{COOKIE_SECRET}"
client_id = "{client}"
client_secret = "rahasia-uji"
server_metadata_url = "{issuer}/.well-known/openid-configuration"
client_kwargs = {{ prompt = "login" }}
"""
