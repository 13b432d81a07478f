"""Who may do what, with a real OpenID provider: what each role reaches, and what nobody reaches by another way."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
from identity import COOKIE_SECRET, installed, provided, secrets
from meetings import begin
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serving import ROOT, free_port, served
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, decode_signed_value
from test_axe import faults
from visiting import visiting

from kumkm.domain.access import identity
from kumkm.settings import Settings
from kumkm.store import audit, engine
from kumkm.store.meetings import Office
from kumkm.warehouse import connection
from kumkm.warehouse.connection import Published

pytestmark = pytest.mark.slow  # a provider, a dashboard, and browsers that sign in

PATHS = ("", "indikator", "daerah", "pertumbuhan", "usulan", "kualitas", "data", "rapat", "unggah")
USER = "_streamlit_user"
ROLES = """[akun]
"tamu@contoh.go.id" = ["tamu"]
"Perencana@contoh.go.id" = ["perencana"]
"kolaka@contoh.go.id" = ["operator:74.01"]
"belum.pasti@contoh.go.id" = ["admin"]
"hilang@contoh.go.id" = ["perencana"]
"admin@contoh.go.id" = ["admin"]
"""


@dataclass
class Closed:
    """A dashboard that asks who is there."""

    address: str
    browser: Browser
    roles: Path
    settings: Settings

    def sign_in(self, account: str) -> Page:
        """A browser of its own, signed in; whether that helps is another matter."""
        page = self.browser.new_context(base_url=self.address).new_page()
        page.goto("/indikator")
        page.get_by_role("button", name="Masuk").click()
        page.locator("input[name=login]").fill(account)
        page.locator("input[name=password]").fill("apa saja")
        page.get_by_role("button").first.click()
        page.get_by_role("button", name="Continue").click()
        page.wait_for_url(f"{self.address}/**")
        return page


@pytest.fixture(scope="module")
def closed(
    browser: Browser,
    project: Settings,
    warehouse: Published,
    tmp_path_factory: pytest.TempPathFactory,
    run_folder: Path,
) -> Iterator[Closed]:
    folder = tmp_path_factory.mktemp("masuk")
    place, port = installed(run_folder), free_port()
    address = f"http://localhost:{port}"
    roles, kept = folder / "peran.toml", folder / "secrets.toml"
    roles.write_text(ROLES, encoding="utf-8")
    environment = {
        "KUMKM_WAREHOUSE": str(warehouse.path.parent), "KUMKM_ROLES": str(roles), "KUMKM_UPLOADS": "1",
        "KUMKM_STORE": f"sqlite:///{folder}/kantor.sqlite",
    }  # fmt: skip
    with provided(place, f"{address}/oauth2callback") as issuer:
        kept.write_text(secrets(issuer, f"{address}/oauth2callback"), encoding="utf-8")
        more: dict[str, object] = {"secrets.files": str(kept), "server.maxUploadSize": 200}
        with served(ROOT / "app.py", environment, more, port):
            yield Closed(address, browser, roles, replace(project, store=environment["KUMKM_STORE"]))


def cookies_of(context: BrowserContext) -> dict[str, str]:
    return {cookie["name"]: cookie["value"] for cookie in context.cookies()}


def status(address: str, path: str, cookies: Mapping[str, str] = {}) -> int:
    return httpx.get(f"{address}/{path}", cookies=dict(cookies)).status_code


def test_without_signing_in_nothing_is_seen_by_any_way(closed: Closed, browser: Browser) -> None:
    page = browser.new_context(base_url=closed.address).new_page()
    for path in PATHS:
        page.goto(f"/{path}?kab=74.01&indikator=poverty_rate")
        expect(page.get_by_role("heading", name="Masuk dahulu.")).to_be_visible()
        expect(page.locator(".k-sources, .k-table, .k-map")).to_have_count(0)
    assert faults(page) == []
    with visiting(closed.address, "indikator") as session:
        session.ask("indikator=poverty_rate")
        assert "Masuk dahulu." in session.said
        assert "kemiskinan" not in session.said.lower()
    assert status(closed.address, "rapat-kini") == 403
    assert status(closed.address, "media/0000.csv") == 403
    assert status(closed.address, "anything/else") == 403
    assert httpx.put(f"{closed.address}/_stcore/upload_file/a/b", content=b"x").status_code == 403
    assert status(closed.address, "siap") == 200


def test_a_guest_sees_figures_and_takes_uploads_and_leads_nothing(closed: Closed) -> None:
    page = closed.sign_in("tamu@contoh.go.id")
    page.goto("/indikator?indikator=poverty_rate&tahun=2023")
    expect(page.locator(".k-headline h1")).to_contain_text("%")
    expect(page.get_by_role("link", name="Unggah")).to_have_count(0)
    expect(page.locator('[class*="st-key-unduh_"]')).to_have_count(0)
    page.goto("/unggah")
    expect(page.get_by_role("heading", name="Halaman ini bukan untuk akun Anda.")).to_be_visible()
    expect(page.locator('[data-testid="stFileUploader"]')).to_have_count(0)
    held = cookies_of(page.context)
    assert status(closed.address, "rapat-kini", held) == 200
    assert httpx.put(f"{closed.address}/_stcore/upload_file/a/b", content=b"x", cookies=held).status_code == 403


def test_forged_widgets_do_nothing(closed: Closed) -> None:
    held = cookies_of(closed.sign_in("tamu@contoh.go.id").context)
    allowed = cookies_of(closed.sign_in("admin@contoh.go.id").context)
    before = connection.published(closed.settings.warehouse)
    for page in ("rapat", "unggah", "kualitas"):
        with visiting(closed.address, page, allowed) as session:
            session.ask("")
            known = set(re.findall(r"\$\$ID-[0-9a-f]+-[\w-]+", session.said))
        assert known  # what an accomplice with a role can tell
        with visiting(closed.address, page, held) as session:
            session.ask("")
            assert "Masuk dahulu." not in session.said  # signed in as the guest
            for widget in known:
                states = WidgetStates()
                state = states.widgets.add()
                state.id, state.trigger_value = widget, True
                session.ask("", states)
    assert connection.published(closed.settings.warehouse) == before
    assert Office(engine.opened(closed.settings)).current() is None


def test_a_planner_leads_and_the_log_names_the_role_and_no_address(closed: Closed) -> None:
    page = closed.sign_in("perencana@contoh.go.id")
    page.goto("/rapat")
    begin(page, "Rapat uji")
    said = audit.entries(closed.settings)
    assert said[-1]["who"] == f"perencana {identity('perencana@contoh.go.id')}"
    assert "contoh.go.id" not in json.dumps([dict(row) for row in said])


def test_an_operator_publishes_its_own_region_only(closed: Closed) -> None:
    page = closed.sign_in("kolaka@contoh.go.id")
    page.goto("/unggah")
    lines = "Kabupaten/Kota;Tahun;Koperasi Terdaftar (unit)\n{};2023;19\n"
    files = [
        {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": lines.format(name).encode()}
        for name in ("Kolaka", "Muna")
    ]
    page.locator('[data-testid="stFileUploader"] input').set_input_files(files)
    expect(page.locator(".k-kiriman", has_text="Kolaka.csv")).to_contain_text("siap terbit")
    expect(page.locator(".k-kiriman", has_text="Muna.csv")).to_contain_text("bukan daerah Anda")


def test_a_role_taken_away_is_gone_at_the_next_click(closed: Closed) -> None:
    page = closed.sign_in("hilang@contoh.go.id")
    page.goto("/indikator")
    expect(page.locator(".k-headline h1")).not_to_be_empty()
    held = cookies_of(page.context)
    assert status(closed.address, "rapat-kini", held) == 200
    closed.roles.write_text(ROLES.replace('"hilang@contoh.go.id" = ["perencana"]', ""), encoding="utf-8")
    try:
        page.get_by_role("link", name="Kualitas").click()
        expect(page.get_by_role("heading", name="Akun Anda belum diberi peran.")).to_be_visible()
        expect(page.locator(".k-sources, .k-table, .k-map")).to_have_count(0)
        assert status(closed.address, "rapat-kini", held) == 403
    finally:
        closed.roles.write_text(ROLES, encoding="utf-8")


def test_an_address_that_is_not_verified_is_nobody(closed: Closed) -> None:
    page = closed.sign_in("belum.pasti@contoh.go.id")
    expect(page.get_by_role("heading", name="Akun ini tidak menyebut alamat surel")).to_be_visible()


def reworded(context: BrowserContext, **claims: object) -> None:
    """What the provider said, as the dashboard would have kept it with other claims."""
    held = cookies_of(context)
    said = decode_signed_value(COOKIE_SECRET, USER, held[USER].strip('"').encode())
    assert said is not None
    value = create_signed_value(COOKIE_SECRET, USER, json.dumps(json.loads(said) | claims)).decode()
    kept = next(cookie for cookie in context.cookies() if cookie["name"] == USER)
    context.add_cookies([{"name": USER, "value": value, "domain": kept["domain"], "path": "/"}])


def test_a_sign_in_of_yesterday_or_for_another_application_is_none(closed: Closed) -> None:
    page = closed.sign_in("perencana@contoh.go.id")
    for claims, words in (
        ({"iat": int(time.time()) - 13 * 3600}, "Masa masuk Anda berakhir."),
        ({"aud": "lain"}, "Tanda masuk ini milik aplikasi lain."),
        ({"aud": ["dasbor", "lain"]}, "Tanda masuk ini milik aplikasi lain."),
    ):
        reworded(page.context, **{"iat": int(time.time()), "aud": "dasbor"} | claims)
        page.goto("/indikator")
        expect(page.get_by_role("heading", name=words)).to_be_visible()
        assert status(closed.address, "rapat-kini", cookies_of(page.context)) == 403


def test_a_cookie_signed_by_somebody_else_is_none(closed: Closed) -> None:
    value = create_signed_value("kunci orang lain", USER, json.dumps({"is_logged_in": True, "aud": "dasbor"})).decode()
    assert status(closed.address, "rapat-kini", {USER: value}) == 403


def test_a_slip_in_the_file_of_roles_opens_nothing(closed: Closed) -> None:
    page = closed.sign_in("perencana@contoh.go.id")
    closed.roles.write_text('[akun]\n"perencana@contoh.go.id" = "perencana"\n', encoding="utf-8")
    try:
        page.goto("/indikator")
        expect(page.locator(".k-failure")).to_contain_text("Berkas peran peran.toml")
        expect(page.locator(".k-sources, .k-table, .k-map")).to_have_count(0)
        assert status(closed.address, "rapat-kini", cookies_of(page.context)) == 403
    finally:
        closed.roles.write_text(ROLES, encoding="utf-8")
