"""An argument wins over the environment, the environment over the default."""

from pathlib import Path

import pytest

from kumkm import settings


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    monkeypatch.delenv("KUMKM_WAREHOUSE", raising=False)
    monkeypatch.delenv("KUMKM_RAW", raising=False)


def test_without_a_word_everything_lies_under_the_project():
    found = settings.load()
    assert found.warehouse == settings.PROJECT_ROOT / "data" / "warehouse"
    assert found.raw == settings.PROJECT_ROOT / "data" / "raw"
    assert (found.root / "pyproject.toml").is_file()


def test_the_environment_moves_the_warehouse_and_the_deliveries(monkeypatch):
    monkeypatch.setenv("KUMKM_WAREHOUSE", "/srv/gudang")
    monkeypatch.setenv("KUMKM_RAW", "/srv/kiriman")
    assert settings.load().warehouse == Path("/srv/gudang")
    assert settings.load().raw == Path("/srv/kiriman")


def test_an_argument_wins_over_the_environment(monkeypatch):
    monkeypatch.setenv("KUMKM_WAREHOUSE", "/srv/gudang")
    assert settings.load(warehouse="/tmp/lain").warehouse == Path("/tmp/lain")


def test_an_empty_variable_counts_as_none(monkeypatch):
    monkeypatch.setenv("KUMKM_WAREHOUSE", "")
    assert settings.load().warehouse == settings.PROJECT_ROOT / "data" / "warehouse"


def test_committed_data_and_queries_follow_the_project_not_the_environment(monkeypatch):
    monkeypatch.setenv("KUMKM_WAREHOUSE", "/srv/gudang")
    found = settings.load()
    for folder in (found.reference, found.queries, found.geo, found.static):
        assert folder.is_relative_to(settings.PROJECT_ROOT)
        assert folder.is_dir()


def test_settings_cannot_be_changed_once_made():
    with pytest.raises(AttributeError):
        settings.load().warehouse = Path("/tmp")
