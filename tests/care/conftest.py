"""A small warehouse of the reference data and two deliveries, made once, and copied for each test to break."""

import shutil

import pytest
from installation import STEPS, Installed, recap

from kumkm.domain.meeting import Verdict
from kumkm.store import engine
from kumkm.store.meetings import Office
from kumkm.warehouse import build


@pytest.fixture(scope="session")
def original(tmp_path_factory):
    """Built from two deliveries, one of them withdrawn, with a meeting under way and an earlier one that ended."""
    folder = tmp_path_factory.mktemp("care")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KUMKM_SAMPLE", str(folder / "none"))
        made = Installed(folder)
        made.raw.mkdir()
        (made.raw / "kolaka.csv").write_text(recap(20))
        (made.raw / "muna.csv").write_text(recap(30, "Muna"))
        found = build.build(made.settings)
        build.hold(made.warehouse, found.build_id)
        opened = engine.opened(made.settings)
        office = Office(opened)
        first, _ = office.begin("Rakorda", "Kendari", found.build_id, STEPS)
        office.decide(first.id, "U1", Verdict.AGREED, 4_000_000)
        office.decide(first.id, "U2", Verdict.REJECTED, reason="di luar kewenangan")
        office.note(first.id, "kirim KAK", "Dinas Kolaka", "2026-12-15")
        office.finish(first.id)
        second, _ = office.begin("Rakor kedua", "Kolaka", found.build_id, STEPS)
        office.decide(second.id, "U3", Verdict.AGREED, 7)
        office.keep_agenda("Hari 1", STEPS)
        opened.dispose()
    return made


@pytest.fixture
def installed(original, tmp_path, monkeypatch):
    """A copy of it, to break."""
    monkeypatch.setenv("KUMKM_SAMPLE", str(tmp_path / "none"))
    shutil.copytree(original.folder, tmp_path / "kantor")
    return Installed(tmp_path / "kantor")
