"""The meeting in real browsers: steps and keys on the wall, presenter and followers, decisions, a build that stays."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from meetings import begin
from playwright.sync_api import Browser, Page, TimeoutError, expect
from rounds import some
from serving import ROOT, served

from kumkm.domain.meeting import Verdict
from kumkm.settings import Settings
from kumkm.store import engine
from kumkm.store.meetings import Office
from kumkm.warehouse import build
from kumkm.warehouse.connection import Published

SIZES = [(1366, 768), (1280, 720), (1920, 1080), (3840, 2160)]
MEASURE = """() => {
  const stage = document.querySelector(".k-stage"), frame = stage.querySelector(".k-frame");
  const shown = [...frame.querySelectorAll("*")].filter((node) => !node.closest(".k-controls, svg, .k-map")
    && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()) && node.checkVisibility());
  const unit = frame.getBoundingClientRect().width / 100;
  const told = (node) => node.outerHTML.slice(0, 90);
  const outside = shown.filter((node) => {
    const box = node.getBoundingClientRect();
    return box.bottom > innerHeight + 1 || box.right > innerWidth + 1 || box.left < -1 || box.top < -1;
  });
  return {
    small: shown.filter((node) => parseFloat(getComputedStyle(node).fontSize) / unit < 1.39).map(told),
    outside: outside.map(told),
    covered: shown.filter((node) => {
      const [box, over] = [node.getBoundingClientRect(), frame.querySelector(".k-controls").getBoundingClientRect()];
      return box.right > over.left && box.left < over.right && box.bottom > over.top + 1 && box.top < over.bottom - 1
        && !node.classList.contains("k-kicker");
    }).map(told),
    kicker: (() => { const range = document.createRange(), kicker = frame.querySelector(".k-kicker");
      range.selectNodeContents(kicker);
      const controls = frame.querySelector(".k-controls").getBoundingClientRect();
      return kicker.textContent && range.getBoundingClientRect().right > controls.left;
    })(),
    scrolls: stage.scrollHeight > stage.clientHeight + 1 || frame.scrollHeight > frame.clientHeight + 1,
  };
}"""


@dataclass
class Hall:
    """A dashboard with a warehouse of its own, and the store beside it."""

    address: str
    settings: Settings
    browser: Browser

    def screen(self, size: tuple[int, int] = (1366, 768), path: str = "rapat") -> Page:
        """Somebody's own browser, at the meeting."""
        page = self.browser.new_context(viewport={"width": size[0], "height": size[1]}).new_page()
        page.goto(f"{self.address}/{path}")
        try:
            page.wait_for_selector(".k-frame, .k-presenting h1, .k-sources", timeout=120_000)
        except TimeoutError as error:  # what stands there instead says why
            raise AssertionError(page.locator("body").inner_text()) from error
        return page

    @property
    def office(self) -> Office:
        return Office(engine.opened(self.settings))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, warehouse: Published) -> Path:
    found = tmp_path_factory.mktemp("rapat") / "gudang"
    shutil.copytree(warehouse.path.parent, found)
    return found


@pytest.fixture
def hall(browser: Browser, project: Settings, folder: Path) -> Iterator[Hall]:
    """Served anew, without a meeting of before."""
    settings = Settings(project.root, folder, project.raw, project.sample, kept_builds=1)
    for path in folder.glob("kantor.sqlite*"):
        path.unlink()
    with served(ROOT / "app.py", {"KUMKM_WAREHOUSE": str(folder), "KUMKM_RAW": str(project.raw)}) as address:
        yield Hall(address, settings, browser)
    for context in browser.contexts:
        if any(page.url.startswith(address) for page in context.pages):
            context.close()


def step(page: Page) -> str:
    return page.locator(".k-frame").get_attribute("data-step-id") or ""


def at(page: Page, step_id: str) -> None:
    expect(page.locator(f'.k-frame[data-step-id="{step_id}"]')).to_be_visible()


def call(page: Page, typed: str) -> None:
    """Type where to go, a number or the beginning of a name, and go there."""
    page.keyboard.type(typed)
    page.keyboard.press("Enter")


def begun(hall: Hall) -> Page:
    """Whoever leads, at the first step of a meeting just begun."""
    page = hall.screen()
    begin(page, "Rakorda Uji")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    return page


@pytest.mark.parametrize("size", some([pytest.param(size) for size in SIZES], {0}))
def test_every_step_is_read_from_the_back_row_and_nothing_scrolls(hall: Hall, size: tuple[int, int]) -> None:
    page = hall.screen(size)
    count = int(page.locator(".k-imprint span").first.inner_text().partition("/")[2])
    assert count == 15 + 17
    found = {}
    for _ in range(count):
        page.wait_for_timeout(150)
        measured = page.evaluate(MEASURE)
        if any(measured.values()):
            found[step(page)] = measured
        page.keyboard.press("PageDown")
    assert found == {}


def test_keys_turn_call_and_darken(hall: Hall) -> None:
    page = hall.screen()
    at(page, "judul")
    for key, wanted in (("ArrowRight", "angka"), ("PageDown", "pdrb"), (" ", "koperasi-tumbuh"), ("PageUp", "pdrb")):
        page.keyboard.press(key)
        at(page, wanted)
    page.keyboard.type("kon")
    expect(page.locator(".k-called")).to_contain_text("Konawe")
    page.keyboard.press("Enter")
    at(page, "daerah-74.02")
    page.keyboard.press("Escape")
    at(page, "pdrb")
    call(page, "12")
    at(page, "kebutuhan")
    expect(page).to_have_url(re.compile(r"[?&]langkah=12\b"))  # of quick turns the last stands in the address
    page.keyboard.press("b")
    expect(page.locator(".k-black")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".k-black")).to_have_count(0)
    page.keyboard.type("bu")  # not black: a name that begins so
    expect(page.locator(".k-called")).to_contain_text("Buton")


def test_followers_come_along_may_leave_and_come_back_and_cannot_decide(hall: Hall) -> None:
    leader, follower = begun(hall), None
    follower = hall.screen((390, 844))
    at(follower, "judul")
    call(leader, "14")
    at(leader, "daerah-74.01")
    at(follower, "daerah-74.01")
    assert follower.locator(".k-row").count() == leader.locator(".k-row").count() > 0
    follower.locator(".k-row").first.click()
    expect(follower.locator(".k-row button")).to_have_count(0)
    follower.get_by_role("button", name="Langkah berikutnya").click()
    at(follower, "daerah-74.02")
    call(leader, "3")
    at(leader, "pdrb")
    follower.wait_for_timeout(2500)
    assert step(follower) == "daerah-74.02"  # it browses alone
    follower.get_by_role("button", name="Ikuti rapat").click()
    at(follower, "pdrb")


def test_two_keys_decide_and_every_screen_says_so(hall: Hall) -> None:
    leader = begun(hall)
    follower = hall.screen()
    call(leader, "14")
    at(leader, "daerah-74.01")
    proposal = leader.locator(".k-row").first.get_attribute("data-usulan") or ""
    leader.keyboard.press("ArrowDown")
    leader.keyboard.press("s")
    leader.keyboard.press("Enter")
    expect(leader.locator(".k-row .k-word").first).to_contain_text("disepakati")
    follower.wait_for_selector('.k-row .k-word:has-text("disepakati")')
    office = hall.office
    meeting = office.current()
    assert meeting is not None
    assert office.decisions(meeting.id)[proposal].verdict is Verdict.AGREED
    leader.locator(".k-row").nth(1).click()
    leader.locator(".k-row").nth(1).get_by_role("button", name="ditunda").click()
    leader.locator(".k-entry").get_by_role("button", name="Simpan").click()
    expect(leader.locator(".k-failed")).to_contain_text("Sebutkan alasannya")
    assert len(office.every_decision(meeting.id)) == 1
    leader.locator(".k-row").nth(1).click()
    leader.locator(".k-row").nth(1).get_by_role("button", name="ditunda").click()
    leader.get_by_label("Alasan").fill("menunggu sertifikat lahan")
    leader.get_by_label("Alasan").press("Enter")
    expect(leader.locator(".k-row").nth(1)).to_contain_text("menunggu sertifikat lahan")


def test_a_build_published_meanwhile_moves_nothing_and_a_killed_server_goes_on(hall: Hall, folder: Path) -> None:
    leader = begun(hall)
    meeting = hall.office.current()
    assert meeting is not None
    call(leader, "5")
    at(leader, "peta")
    nothing_delivered = replace(hall.settings, sample=folder / "kosong")
    for _ in range(2):
        build.build(nothing_delivered)
    assert (folder / f"kumkm-{meeting.build_id}.duckdb").is_file()  # never cleared away while it is pinned
    late = hall.screen(path="indikator")
    expect(late.locator(".k-sources").first).to_contain_text(meeting.build_id)
    with served(ROOT / "app.py", {"KUMKM_WAREHOUSE": str(folder), "KUMKM_RAW": str(hall.settings.raw)}) as other:
        page = hall.browser.new_page()
        page.goto(f"{other}/rapat")
        page.wait_for_selector('.k-frame[data-step-id="peta"]', timeout=120_000)  # a server that has made nothing yet
        expect(page.locator(".k-imprint")).to_contain_text(meeting.build_id[-8:])
        page.close()


def test_the_code_leads_from_another_screen_and_the_presenter_has_a_window(hall: Hall) -> None:
    leader = begun(hall)
    leader.mouse.move(200, 200)
    leader.get_by_role("button", name="Rapat", exact=True).click()
    code = leader.get_by_role("dialog").locator("strong").first.inner_text()
    leader.keyboard.press("Escape")
    window = hall.screen(path="rapat?jendela=pemimpin")
    window.get_by_role("button", name="Rapat", exact=True).click()
    window.get_by_label("Kode pemimpin").fill("SALAH234")
    window.get_by_label("Kode pemimpin").press("Tab")
    window.get_by_role("button", name="Pimpin dari layar ini").click()
    expect(window.get_by_role("dialog")).to_contain_text("tidak cocok")
    window.get_by_label("Kode pemimpin").fill(code)
    window.get_by_label("Kode pemimpin").press("Tab")
    window.get_by_role("button", name="Pimpin dari layar ini").click()
    expect(window.get_by_role("dialog")).to_have_count(0)
    window.get_by_role("button", name="3  Siapa tumbuh: PDRB").click()
    at(leader, "pdrb")
    expect(window.locator(".k-read li").first).not_to_be_empty()
