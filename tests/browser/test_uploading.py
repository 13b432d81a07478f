"""Unggah in a real browser: hidden by default, and from a file to a published build and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from serving import ROOT, served
from watched import Watched

from kumkm.warehouse.deliveries import files_in

KOLAKA = b"Kabupaten/Kota;Tahun;Jumlah Koperasi;Koperasi Aktif\nKolaka;2024;500;300\n"
ENGLISH = ("Drag and drop", "Upload", "per file", "not allowed", "Browse", "Limit")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A dashboard on which uploading is switched on, and its folder of deliveries."""
    folder = tmp_path_factory.mktemp("unggah")
    environment = {
        "KUMKM_UPLOADS": "1",
        "KUMKM_WAREHOUSE": str(folder / "warehouse"),
        "KUMKM_RAW": str(folder / "raw"),
        "KUMKM_SAMPLE": str(folder / "none"),
    }
    with served(ROOT / "app.py", environment) as address:
        yield address, folder / "raw"


def test_by_default_the_menu_has_no_such_page_and_its_address_says_why(watched: Watched) -> None:
    page = watched.open("unggah")
    expect(page.locator(".k-headline h1")).to_have_text("Unggah belum dinyalakan.")
    expect(page.get_by_role("link", name="Data", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Unggah")).to_have_count(0)


def test_from_a_file_to_a_published_build_and_back(visitor: BrowserContext, office: tuple[str, Path]) -> None:
    address, raw = office
    page = visitor.new_page()
    watched = Watched(page, address)
    watched.open("unggah")
    expect(page.get_by_role("link", name="Unggah")).to_be_visible()
    uploader = page.get_by_test_id("stFileUploader")
    for word in ENGLISH:  # the widget speaks English until its words are replaced
        expect(uploader).not_to_contain_text(word, use_inner_text=True, timeout=30_000)
    page.locator("input[type=file]").set_input_files([{"name": "kolaka.csv", "mimeType": "text/csv", "buffer": KOLAKA}])
    expect(page.locator(".k-headline h1")).to_have_text("Berkas ini siap terbit.")
    assert not [word for word in ENGLISH if word in uploader.inner_text()]
    page.get_by_role("button", name="Lihat dampaknya").click()
    expect(page.locator(".k-headline h1")).to_contain_text("Bila terbit,")
    expect(page.locator(".k-ubah").first).to_contain_text("→")
    assert files_in(raw) == []
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.locator(".k-headline h1")).to_contain_text("Terbit: 1 berkas")
    assert [path.name for path in files_in(raw)] == ["kolaka.csv"]
    page.get_by_role("button", name="Batalkan penerbitan").click()
    expect(page.locator(".k-headline h1")).to_contain_text("Dibatalkan: 1 berkas ditarik")
    assert files_in(raw) == []
    page.close()
    assert watched.troubles == []
