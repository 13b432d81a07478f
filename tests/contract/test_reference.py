"""The committed files: readable, of known regions, free of machine paths, small, pinned."""

import csv
import re
import subprocess

import pytest

from kumkm import settings
from kumkm.domain import events
from kumkm.domain import regions as region_list
from kumkm.domain.indicators import INDICATORS
from kumkm.domain.measures import MEASURES
from kumkm.domain.proposals import Stage
from kumkm.domain.regions import CodeSystem
from kumkm.simulate import proposals as simulated
from kumkm.warehouse import menus

SETTINGS = settings.load()
REGIONS = region_list.load(SETTINGS.reference)
MENUS = menus.read(SETTINGS.reference / menus.FILE)
FILES = sorted(SETTINGS.reference.glob("*.csv"))
MACHINE = re.compile(
    r"/(?:root|home|Users|mnt|work|tmp)/[\w.-]+|[A-Z]:\\\\|"
    r"https?://(?:10\.|172\.|192\.168\.|[\w.-]*(?:artifactory|nexus|registry|mirror)[\w.-]*)"
)


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="module")
def tracked():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=SETTINGS.root, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    found = [SETTINGS.root / name for name in listed if name]
    return [path for path in found if path.is_file()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_row_has_exactly_the_columns_of_its_heading(path):
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file, strict=True))
    assert len(set(table[0])) == len(table[0])
    assert {len(row) for row in table} == {len(table[0])}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_region_code_is_known(path):
    codes = {row["region_code"] for row in rows(path) if "region_code" in row}
    everywhere = {""} if path.name == "peristiwa.csv" else set()
    assert codes <= set(REGIONS.by_code) | everywhere


def test_every_printed_code_is_known_to_the_system_its_source_declares():
    systems = {row["source_id"]: CodeSystem(row["code_system"]) for row in rows(SETTINGS.reference / "sources.csv")}
    for row in rows(SETTINGS.reference / "figures.csv"):
        found = REGIONS.resolve_code(row["region_code_printed"], system=systems[row["source_id"]])
        assert REGIONS.resolve_name(row["region_name_printed"]) is found


def test_figures_and_targets_use_known_measures_and_indicators():
    figures, targets = (rows(SETTINGS.reference / f"{name}.csv") for name in ("figures", "targets"))
    assert {row["measure_id"] for row in figures} <= set(MEASURES)
    assert {row["indicator_id"] for row in targets} <= set(INDICATORS)


def test_every_source_is_used_and_says_under_what_licence():
    sources = rows(SETTINGS.reference / "sources.csv")
    used = {row["source_id"] for row in rows(SETTINGS.reference / "figures.csv")}
    assert {row["source_id"] for row in sources} == used
    assert all(row["licence"] and row["reference"] and row["priority_reason"] for row in sources)


def test_every_statement_has_a_subject_a_speaker_and_a_reference():
    subjects = {row["subject_id"] for row in rows(SETTINGS.reference / "statement_subjects.csv")}
    for row in rows(SETTINGS.reference / "statements.csv"):
        assert row["subject_id"] in subjects
        assert row["speaker"]
        assert row["reference"]


def test_every_event_is_one_plausible_sentence_of_known_subjects_with_its_source():
    found = rows(SETTINGS.reference / "peristiwa.csv")
    assert len({row["event_id"] for row in found}) == len(found)
    for row in found:
        assert 2013 <= int(row["year"]) <= int(row["retrieved_on"][:4])
        assert row["month"] in ("", *map(str, range(1, 13)))
        assert 0 < len(row["label"]) <= 22
        assert row["note"].endswith(".")
        assert row["note"].count(". ") == 0
        assert set(row["subjects"].split(";")) <= set(events.SUBJECTS)
        assert row["source"]
        assert row["reference"]


def test_every_region_that_was_split_has_the_event_in_that_year():
    split = {(region.parent_code, str(region.split_year)) for region in REGIONS.local if region.split_year}
    found = rows(SETTINGS.reference / "peristiwa.csv")
    assert {(row["region_code"], row["year"]) for row in found if row["event_id"].startswith("split_")} == split


SURE = ("[V]", "[P]", "[A]")


def test_every_menu_says_where_it_is_from_and_how_sure_that_is():
    assert [item.year for item in MENUS.lists] == [2023, 2024, 2025]
    for menu in MENUS.menus:
        costs = [menu.cost.source] if menu.cost else []
        for source in [menu.source, *costs, *(need.source for need in menu.requirements)]:
            assert any(tag in source for tag in SURE), (menu.id, source)
        assert {"tor", "rab"} <= {need.criterion.value for need in menu.requirements if need.mandatory}


def test_a_name_of_a_menu_leads_to_one_menu_only():
    told = {}
    for menu in MENUS.menus:
        for alias in (menu.name, *menu.aliases):
            assert told.setdefault(alias.upper(), menu.id) == menu.id, alias


def test_every_asset_and_published_proposal_names_known_menus_stages_and_its_source():
    known = {menu.id for menu in MENUS.menus}
    names = {alias for menu in MENUS.menus for alias in menu.aliases}
    for row in rows(SETTINGS.reference / "assets.csv"):
        assert row["menu_id"] in known | {""}
        assert row["source"]
        assert row["reference"].startswith("https://")
    steps = rows(SETTINGS.reference / "public_proposals.csv")
    for row in steps:
        assert row["menu"] in names | {""}
        assert row["stage"] in list(Stage)
        assert row["note"].endswith(".")
        assert row["source"]
        assert row["reference"].startswith("https://")
    told = {row["reference"] for row in rows(SETTINGS.reference / "programmes.csv")}
    assert {row["reference"] for row in steps} <= told


def test_the_steps_of_a_published_proposal_speak_of_one_proposal():
    same = ("budget_year", "region_code", "title", "menu", "location")
    told = {}
    for row in rows(SETTINGS.reference / "public_proposals.csv"):
        assert told.setdefault(row["proposal_id"], [row[key] for key in same]) == [row[key] for key in same]


def test_what_is_simulated_follows_the_menus_of_its_year():
    for menu in (*simulated.MENUS, simulated.CENTRE, simulated.PROVINCIAL):
        (listed,) = [item for item in MENUS.menus if item.name == menu.name and 2025 in item.years]
        assert menu.ministry == listed.ministry
        assert menu.fund in listed.funds
        if listed.cost and listed.unit == menu.unit:
            assert listed.cost.low_idr <= menu.costs[0] <= menu.costs[1] <= listed.cost.high_idr


def test_no_machine_and_no_registry_is_named_in_the_repository(tracked):
    named = []
    for path in tracked:
        relative = path.relative_to(SETTINGS.root)
        if path.suffix in (".woff2", ".png", ".jpg", ".xlsx", ".parquet") or relative.parts[0] == "tests":
            continue
        named += [f"{relative}: {match[0]}" for match in MACHINE.finditer(path.read_text(encoding="utf-8"))]
    assert named == []


def test_no_committed_file_exceeds_a_megabyte_and_the_sample_fifteen(tracked):
    sample = [path for path in tracked if path.parent.name == "sample"]
    assert [path.name for path in tracked if path.stat().st_size > 1_000_000 and path not in sample] == []
    assert sum(path.stat().st_size for path in sample) < 15_000_000


def test_nothing_that_is_built_or_delivered_is_committed(tracked):
    built = re.compile(
        r"data/(raw|warehouse)/|\.duckdb$|__pycache__|\.pyc$|\.hypothesis/|coverage\.xml$|secrets\.toml$"
    )
    relative = [path.relative_to(SETTINGS.root).as_posix() for path in tracked]
    assert [name for name in relative if built.search(name)] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_exactly(name):
    lines = (SETTINGS.root / name).read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line.strip() and not line.startswith("#")]
    assert wanted
    assert [line for line in wanted if not re.fullmatch(r"[\w.\[\]-]+==[\w.!+]+( ; .+)?", line)] == []


def test_what_runs_and_what_tests_pin_the_same_versions():
    pins = [
        {line for line in (SETTINGS.root / name).read_text(encoding="utf-8").splitlines() if "==" in line}
        for name in ("requirements.txt", "requirements-dev.txt")
    ]
    shared = {line.split("==")[0] for line in pins[0]} & {line.split("==")[0] for line in pins[1]}
    assert {line for line in pins[0] if line.split("==")[0] in shared} <= pins[1]


def test_every_library_the_dashboard_asks_for_is_pinned():
    asked = {
        line.strip().lower()
        for line in (SETTINGS.root / "requirements.in").read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    }
    pinned = (SETTINGS.root / "requirements.txt").read_text(encoding="utf-8")
    assert {name for name in asked if f"\n{name}==" in pinned} == asked
