"""One real warehouse for every test that asks for it; nothing here stands in for a real part."""

import csv
import gc
import os
import shutil
from collections import Counter

import pandas as pd
import pytest
from filelock import FileLock
from hypothesis import settings as hypothesis_settings

from kumkm import settings
from kumkm.domain import regions as region_list
from kumkm.warehouse import connection, reads
from kumkm.warehouse.build import build

# The same examples every time: a red build is a change in the code, never luck. CI looks at three times as many.
_EXAMPLES = 60 if os.environ.get("CI") else 20
hypothesis_settings.register_profile("house", deadline=None, max_examples=_EXAMPLES, derandomize=True, database=None)
hypothesis_settings.load_profile("house")


# A file goes to one process as a whole: what takes minutes must not begin when the others are done.
_LONGEST_FIRST = (
    "test_secrecy_across_figures.py", "test_ledger.py", "test_trails.py", "test_secrecy.py", "test_publishing.py",
    "test_differences_of_states.py", "test_frame.py", "test_fits.py", "test_sentences_of_every_number.py",
    # One process builds the warehouse; the other has work meanwhile that needs none.
    "test_queries.py", "test_allocation.py", "test_layers.py", "test_registry.py",
)  # fmt: skip


# Coverage makes a test half as long again: it looks at so many cases of one test, and not at the many of a property.
# Cases of a screen are other pages and views, and other code.
_TRACED = 3


def pytest_collection_modifyitems(items):
    """Files that take longest first, then those of most cases; the order within a file stays."""
    cases = Counter()
    for item in items:
        cases[item.parent.nodeid, item.originalname] += 1
        is_one_of_many = cases[item.parent.nodeid, item.originalname] > _TRACED and item.path.parent.name != "app"
        if is_one_of_many or getattr(item.obj, "is_hypothesis_test", False):
            item.add_marker(pytest.mark.no_cover)
    many = Counter(item.path for item in items)
    ranks = {name: rank for rank, name in enumerate(_LONGEST_FIRST)}
    items.sort(key=lambda item: (ranks.get(item.path.name, len(ranks)), -many[item.path], str(item.path)))


def pytest_collection_finish(session):
    """What was collected stays to the end: the garbage collector need not go through it again for every test."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish(session, exitstatus):
    """Nothing is left behind for the end of the process."""
    gc.unfreeze()


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory):
    """A folder that all processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def built_once(settings, folder):
    """The build of these settings, made by the process of this run that comes first; the others wait for it."""
    with FileLock(folder / "build.lock"):
        return connection.published(settings.warehouse) or build(settings)


@pytest.fixture(scope="session")
def project(run_folder):
    """The project's settings with a warehouse folder of the run's own; nothing is built in it yet."""
    folder = run_folder / "kumkm"
    return settings.load(warehouse=folder / "warehouse", raw=folder / "raw")


@pytest.fixture(scope="session")
def warehouse(project, run_folder):
    """The published build of the committed reference data, to read; its folder is `warehouse.path.parent`."""
    return built_once(project, run_folder)


@pytest.fixture(scope="session")
def serving(warehouse):
    """A serving connection: read-only and locked, as the dashboard opens it."""
    with connection.connect(warehouse) as opened:
        yield opened


@pytest.fixture(scope="session")
def read(serving):
    """Run a named read: `read("indicator_panel", indicator_id="hdi")`."""
    return lambda name, **params: reads.run(serving, name, **params)


@pytest.fixture(scope="session")
def value_of(read):
    """One row of an indicator: `value_of("poverty_rate", "74.71", 2020).value`; None where no row exists."""

    def find(indicator_id, region_code, year):
        panel = read("indicator_panel", indicator_id=indicator_id)
        rows = panel[(panel["region_code"] == region_code) & (panel["year"] == year)]
        return None if rows.empty else rows.iloc[0]

    return find


@pytest.fixture(scope="session")
def regions(project):
    return region_list.load(project.reference)


@pytest.fixture(scope="session")
def names(regions):
    """Code → short name of the kabupaten/kota, by code."""
    return {region.code: region.short_name for region in regions.local}


@pytest.fixture(scope="session")
def printed(project):
    """`data/reference/figures.csv` as it stands on disk: spreadsheet row → the row's cells, all text."""
    with (project.reference / "figures.csv").open(encoding="utf-8", newline="") as file:
        return dict(enumerate(csv.DictReader(file), start=2))


@pytest.fixture(scope="session")
def copied(project):
    """Copy reference data, declarations and queries into a folder; there are no deliveries, simulated or real."""

    def make(root):
        shutil.copytree(project.reference, root / "data" / "reference")
        shutil.copytree(project.queries, root / "queries")
        for path in (project.root / "data").glob("*.toml"):
            shutil.copy(path, root / "data")
        (root / "raw").mkdir()
        return settings.Settings(
            root=root, warehouse=root / "warehouse", raw=root / "raw", sample=root / "data" / "sample"
        )

    return make


@pytest.fixture
def copy(copied, tmp_path):
    """Settings of a private copy of the reference data and queries, to break without harm."""
    return copied(tmp_path / "copy")


@pytest.fixture
def without_deliveries(monkeypatch, tmp_path):
    """Builds of this test read no simulated deliveries: what it asks is not about them, and they take long."""
    monkeypatch.setenv("KUMKM_SAMPLE", str(tmp_path / "none"))


@pytest.fixture(scope="session")
def plain(copied, tmp_path_factory):
    """A build of the reference data alone."""
    return build(copied(tmp_path_factory.mktemp("plain")))


@pytest.fixture
def good(copy, plain):
    """That build, published in the copy's own folder."""
    shutil.copytree(plain.path.parent, copy.warehouse)
    return connection.published(copy.warehouse)


@pytest.fixture(scope="session")
def edit():
    """Replace a text in a reference file of a copy: `edit(copy, "figures.csv", old, new)`."""

    def replace(settings, file, old, new):
        path = settings.reference / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


@pytest.fixture(scope="session")
def one_year():
    """Build an `indicator_by_region` frame from code → value: the columns figures and sentences use."""

    def frame(values, names=None):
        known = pd.Series(values, dtype=float)
        return pd.DataFrame(
            {
                "region_code": list(values),
                "region_name": [(names or {}).get(code, code) for code in values],
                "value": list(known),
            }
        )

    return frame


@pytest.fixture(scope="session")
def panel_of():
    """Build a panel from code → {year: value}."""

    def panel(series):
        rows = [(code, year, float(value)) for code, years in series.items() for year, value in years.items()]
        return pd.DataFrame(rows, columns=["region_code", "year", "value"])

    return panel
