"""The agenda of a meeting put in order in a real browser: by pointer, by keys, under several names, as one file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from meetings import begin_in_dialog
from playwright.sync_api import Browser, Page, expect
from serving import ROOT, SETTLED, served

from kumkm.settings import Settings
from kumkm.store import engine
from kumkm.store.meetings import Office
from kumkm.warehouse.connection import Published


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, warehouse: Published) -> Path:
    found = tmp_path_factory.mktemp("agenda") / "gudang"
    shutil.copytree(warehouse.path.parent, found)
    return found


@pytest.fixture(scope="module")
def address(folder: Path, project: Settings) -> Iterator[str]:
    with served(ROOT / "app.py", {"KUMKM_WAREHOUSE": str(folder), "KUMKM_RAW": str(project.raw)}) as found:
        yield found


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A session of its own at Rapat, with the list of the agenda open."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    found = context.new_page()
    found.goto(f"{address}/rapat")
    found.wait_for_selector(".k-frame", timeout=120_000)
    opened(found)
    yield found
    context.close()


def opened(page: Page) -> None:
    page.mouse.move(300, 300)
    page.get_by_role("button", name="Mulai rapat").click()
    page.get_by_role("dialog").get_by_text("Agenda", exact=True).click()
    expect(page.locator(".k-agenda li").first).to_be_visible()


def closed(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.evaluate(SETTLED)


def order(page: Page) -> list[str]:
    return [row.get_attribute("data-langkah") or "" for row in page.locator(".k-agenda li").all()]


def grip(page: Page, title: str) -> str:
    return f".k-agenda li:has(input[value='{title}']) [data-act=pegang]"


def said(page: Page, words: str) -> None:
    expect(page.locator(".k-agenda-said")).to_contain_text(words)


def test_keys_lift_move_drop_and_let_go_back(page: Page) -> None:
    assert order(page)[:4] == ["judul", "angka", "pdrb", "koperasi-tumbuh"]
    page.locator(grip(page, "Enam angka")).focus()
    page.keyboard.press("Space")
    said(page, "Enam angka diangkat dari tempat 2 dari 32.")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    said(page, "Enam angka: tempat 4 dari 32.")
    page.keyboard.press("Escape")
    said(page, "kembali ke tempat 2 dari 32")
    expect(page.get_by_role("dialog")).to_be_visible()  # Escape let the step go back, and closed nothing
    assert order(page)[:2] == ["judul", "angka"]
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    said(page, "Enam angka ditaruh di tempat 3 dari 32.")
    assert order(page)[:3] == ["judul", "pdrb", "angka"]
    expect(page.locator(grip(page, "Enam angka"))).to_be_focused()
    expect(page.get_by_role("button", name="Pindahkan Enam angka, tempat 3 dari 32")).to_be_visible()
    closed(page)
    page.keyboard.press("ArrowRight")
    expect(page.locator('.k-frame[data-step-id="pdrb"]')).to_be_visible()  # the meeting goes by the new order


def test_a_pointer_drags_a_step_and_the_order_is_sent_once(page: Page) -> None:
    page.evaluate("""() => {
      const { component } = document.querySelector(".k-agenda").parentElement.agenda, told = component.setTriggerValue;
      window.kumkmSent = [];
      component.setTriggerValue = (name, value) => { kumkmSent.push(value.map((step) => step.id)); told(name, value); };
    }""")
    start = page.locator(grip(page, "Pembukaan")).bounding_box()
    end = page.locator(".k-agenda li").nth(3).bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 12, start["y"] + 40, steps=4)
    page.mouse.move(start["x"] + 12, end["y"] + end["height"] - 4, steps=8)
    said(page, "Pembukaan: tempat 4 dari 32.")
    page.mouse.up()
    said(page, "Pembukaan ditaruh di tempat 4 dari 32.")
    assert order(page)[:4] == ["angka", "pdrb", "koperasi-tumbuh", "judul"]
    assert page.evaluate("kumkmSent") == [order(page)]
    closed(page)
    expect(page.locator(".k-frame[data-step-id=angka]")).to_be_visible()


def test_a_finger_drags_too_and_finds_targets_of_44_px(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}/rapat")
    page.wait_for_selector(".k-frame", timeout=120_000)
    page.get_by_role("button", name="Mulai rapat").tap()
    page.get_by_role("dialog").get_by_text("Agenda", exact=True).tap()
    expect(page.locator(".k-agenda li").first).to_be_visible()
    sizes = page.eval_on_selector_all(
        ".k-agenda button",
        "nodes => nodes.map(n => { const b = n.getBoundingClientRect(); return [b.width, b.height]; })",
    )
    assert min(min(size) for size in sizes) >= 44
    page.locator(".k-agenda-list").scroll_into_view_if_needed()
    touch = context.new_cdp_session(page)
    start = page.locator(grip(page, "Pembukaan")).bounding_box()
    assert start
    x, y = start["x"] + 20, start["y"] + 20

    def finger(kind: str, *points: tuple[float, float]) -> None:
        told = [{"x": point[0], "y": point[1]} for point in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": told})

    finger("touchStart", (x, y))
    for step in range(1, 7):
        finger("touchMove", (x, y + step * 17))
        page.wait_for_timeout(30)
    finger("touchEnd")
    said(page, "Pembukaan ditaruh di tempat 3 dari 32.")
    context.close()


def test_rename_hide_and_remove_stand_in_the_meeting_and_the_dialog_stays_open(page: Page, folder: Path) -> None:
    begin_in_dialog(page, "Rakorda Uji")
    page.mouse.move(310, 310)
    page.get_by_role("button", name="Rapat", exact=True).click()
    page.get_by_role("dialog").get_by_text("Agenda", exact=True).click()
    page.get_by_label("Judul langkah Enam angka").fill("Angka utama")
    page.get_by_label("Judul langkah Enam angka").press("Enter")
    said(page, "Judul menjadi Angka utama.")
    page.get_by_role("button", name="Sembunyikan RAT").click()
    said(page, "RAT disembunyikan.")
    page.get_by_role("button", name="Hapus KUR dari agenda").click()
    said(page, "KUR dihapus dari agenda; tersisa 31 langkah.")
    page.wait_for_timeout(2500)  # the followers' clock has looked meanwhile
    expect(page.locator(".k-agenda li")).to_have_count(31)
    office = Office(engine.opened(Settings(ROOT, folder, folder, folder)))
    meeting = office.current()
    assert meeting is not None
    steps = {step.id: step for step in meeting.steps}
    assert "kur" not in steps
    assert steps["angka"].title == "Angka utama"
    assert steps["rat"].hidden
    office.finish(meeting.id)


def test_another_agenda_by_name_and_one_as_a_file(page: Page, tmp_path: Path) -> None:
    page.get_by_role("button", name="Hapus Enam angka dari agenda").click()
    said(page, "Enam angka dihapus")
    page.get_by_label("Simpan agenda ini sebagai").fill("Hari kedua")
    page.get_by_label("Simpan agenda ini sebagai").press("Tab")
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.evaluate(SETTLED)
    with page.expect_download() as waited:
        page.get_by_role("button", name="Ekspor agenda").click()
    file = tmp_path / "agenda-rapat.json"
    waited.value.save_as(file)
    written = json.loads(file.read_text(encoding="utf-8"))
    assert (written["nama"], len(written["langkah"])) == ("Hari kedua", 31)
    page.get_by_role("button", name="Pakai", exact=True).click()  # the usual one again
    expect(page.locator(".k-agenda li")).to_have_count(32)
    page.get_by_label("Agenda yang tersimpan").click()
    page.get_by_role("option", name="Hari kedua").click()
    page.get_by_role("button", name="Pakai", exact=True).click()
    expect(page.locator(".k-agenda li")).to_have_count(31)
    written["langkah"] = written["langkah"][:3]
    file.write_text(json.dumps(written), encoding="utf-8")
    page.get_by_label("Impor agenda").set_input_files(file)
    expect(page.locator(".k-agenda li")).to_have_count(3)
