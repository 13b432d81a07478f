"""What is taken away opens in LibreOffice without repair: the deck, the Berita Acara and the workbook, page by page."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest
from pptx import Presentation

from kumkm.domain.meeting import Decision, Meeting, Proceedings, Step, Verdict
from kumkm.export import minutes
from kumkm.export.contents import Contents
from kumkm.export.deck import deck
from kumkm.export.letter_docx import letter_docx
from kumkm.export.statistics import statistical_workbook
from kumkm.geo import outlines

MORNING = datetime(2026, 11, 30, 1, 5, tzinfo=UTC)
KOLAKA = "74.01"


NOT_SHOWN = ("Err:", "#REF!", "#NAME?", "#VALUE!")


def plain(kind: str) -> bytes:
    """The simplest file of a kind: where even that is not opened, the program for the kind is not there."""
    buffer = io.BytesIO()
    made: dict[str, Callable[[], Any]] = {".pptx": Presentation, ".docx": docx.Document, ".xlsx": openpyxl.Workbook}
    found = made[kind]()
    if kind == ".xlsx":
        found.active["A1"] = 1
    found.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def office(kind: str, tmp_path: Path) -> str:
    """The program; without it, or its part for the kind, the test is skipped, in CI it fails."""
    path, name = shutil.which("soffice"), f"kosong{kind}"
    if path is not None:
        (tmp_path / name).write_bytes(plain(kind))
        _convert(path, tmp_path, name)
    if not (tmp_path / "kosong.pdf").is_file() and kind != ".pptx":
        path = None  # an empty presentation has no page
    if path is None:
        if os.environ.get("CI"):
            pytest.fail(f"LibreOffice for {kind} is missing")
        pytest.skip(f"LibreOffice for {kind} is missing")
    return path


@pytest.fixture(scope="module")
def contents(ask: Any, regions: Any, project: Any) -> Contents:
    return Contents(ask, regions, 2023, outlines=outlines.load(project, step=0.8, least=4))


@pytest.fixture(scope="module")
def held(ask: Any) -> Proceedings:
    proposals = ask("proposals")
    mine = proposals[~proposals["published"] & (proposals["budget_year"] == 2025)]
    keys = sorted(mine.loc[mine["region_code"] == KOLAKA, "proposal_id"])
    said = {key: Decision(key, Verdict.AGREED, 1_000_000_001, "", MORNING, "pemimpin rapat") for key in keys}
    step = Step("judul", "judul", "judul")
    meeting = Meeting("m", "Rakorda 2026", "Kendari", "b", (step,), "judul", MORNING, False, MORNING, MORNING)
    return Proceedings(meeting, said)


@pytest.mark.long
@pytest.mark.parametrize("kind", [".pptx", ".docx", ".xlsx"])
def test_what_is_taken_away_is_printed_whole(
    kind: str, office: str, contents: Contents, held: Proceedings, tmp_path: Path
) -> None:
    content = _made(kind, contents, held)
    (tmp_path / f"dibawa{kind}").write_bytes(content)
    said = _convert(office, tmp_path, f"dibawa{kind}")
    assert not any(word in said for word in ("repair", "corrupt", "error")), said
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "dibawa.pdf").pages]
    if kind == ".pptx":
        slides = list(Presentation(io.BytesIO(content)).slides)
        assert len(pages) == len(slides)
        for page, slide in zip(pages, slides, strict=True):
            assert slide.shapes.title.text_frame.text.split()[0] in page
    elif kind == ".docx":
        assert f"Halaman {len(pages)} dari {len(pages)}" in " ".join(pages[-1].split())
        assert "1.000.000.001" in "".join(pages)
    else:
        assert len(pages) >= len(openpyxl.load_workbook(io.BytesIO(content)).sheetnames)
        assert not any(broken in page for page in pages for broken in NOT_SHOWN)


def _made(kind: str, contents: Contents, held: Proceedings) -> bytes:
    if kind == ".pptx":
        return deck(contents, proceedings=held)
    if kind == ".docx":
        return letter_docx(minutes.berita_acara(contents, held))
    return statistical_workbook(contents)


def _convert(office: str, folder: Path, name: str) -> str:
    """Print a file as PDF beside it; what the program said. It has a profile of its own: no other one is in the way."""
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    call = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / name)]
    done = subprocess.run(call, capture_output=True, text=True, timeout=120, check=False)
    return f"{done.stdout}\n{done.stderr}".lower()
