"""The documentation holds: commands run, paths and links exist, generated pages are fresh."""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from rounds import some

from kumkm import __main__ as cli
from kumkm import settings as project
from kumkm.export.analyses import analyses_markdown
from kumkm.export.dictionary import indicator_dictionary_markdown
from kumkm.export.rules import UNWRITTEN, rules_markdown
from kumkm.settings import PROJECT_ROOT
from kumkm.ui.state.navigation import PAGES
from kumkm.warehouse import checks

README = PROJECT_ROOT / "README.md"
DOCUMENTS = sorted(
    [
        README,
        PROJECT_ROOT / "CONTRIBUTING.md",
        PROJECT_ROOT / "CHANGELOG.md",
        PROJECT_ROOT / "data" / "README.md",
        PROJECT_ROOT / "data" / "reference" / "README.md",
        *(PROJECT_ROOT / "docs").rglob("*.md"),
    ]
)
MADE_LATER = ("data/warehouse", "data/raw", "current.json", ".streamlit/secrets.toml", ".streamlit/peran.toml")
SUFFIXES = ("py", "md", "toml", "csv", "sql", "txt", "json", "js", "css", "geojson", "in", "yaml", "woff2")
COMMAND = re.compile(r"^(?:\S*/)?python -m kumkm\b(.*)$", re.MULTILINE)

RULE = re.compile(r'"([BC]\d\d)"')


def text(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def name(document: Path) -> str:
    return document.relative_to(PROJECT_ROOT).as_posix()


def fenced(document: Path) -> str:
    return "\n".join(re.findall(r"^```\w*\n(.*?)^```", text(document), re.MULTILINE | re.DOTALL))


def commands() -> list[str]:
    found = {match[1].strip() for document in DOCUMENTS for match in COMMAND.finditer(fenced(document))}
    return sorted(found)


def subcommands(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Every command of the command line, `geo import` as one."""
    nested = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for action in nested:
        for word, child in action.choices.items():
            below = list(subcommands(child))
            yield from (f"{word} {rest}" for rest in below) if below else (word,)


def test_the_indicator_dictionary_is_fresh():
    assert text(PROJECT_ROOT / "docs" / "indikator.md") == indicator_dictionary_markdown()


def test_the_list_of_analyses_is_fresh():
    assert text(PROJECT_ROOT / "docs" / "analisis.md") == analyses_markdown()


def test_the_list_of_rules_is_fresh():
    settings = project.load()
    parameters = tomllib.loads(text(settings.parameters))
    assert text(PROJECT_ROOT / "docs" / "pemeriksaan.md") == rules_markdown(checks.rules(settings), parameters)


def test_every_rule_that_is_no_sql_is_listed():
    folders = [PROJECT_ROOT / "kumkm" / name for name in ("ingest", "warehouse")]
    named = {rule for folder in folders for path in folder.glob("*.py") for rule in RULE.findall(text(path))}
    written = {rule.name for rule in checks.rules(project.load())}
    assert named <= written | {rule.name for rule in UNWRITTEN}


def test_there_are_commands_to_check():
    assert len(commands()) >= 4


@pytest.mark.parametrize("command", commands())
def test_a_documented_command_parses(command):
    options = cli._parser().parse_args(shlex.split(command))
    assert callable(options.run)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    return str(tmp_path_factory.mktemp("warehouse"))


@pytest.mark.slow  # a build of its own
@pytest.mark.parametrize(
    "command", some([command for command in commands() if command.split()[0] in ("build", "query")], {2})
)
def test_a_documented_command_that_only_reads_runs(command, fresh):
    assert cli.main([*shlex.split(command), "--warehouse", fresh]) == 0


@pytest.mark.parametrize("command", list(subcommands(cli._parser())))
def test_the_readme_tells_every_command(command):
    assert f"`python -m kumkm {command}`" in text(README)


def test_the_readme_tells_every_environment_variable():
    variables = set(re.findall(r"KUMKM_[A-Z]+", text(PROJECT_ROOT / "kumkm" / "settings.py")))
    assert variables <= set(re.findall(r"KUMKM_[A-Z]+", text(README)))


def test_the_readme_tells_every_page():
    rows = dict(re.findall(r"^\| (\w+) \| `(/\w*)` \|", text(README), re.MULTILINE))
    assert rows == {title: f"/{path}" for _script, title, path in PAGES}


def test_the_guide_has_a_section_for_every_page():
    sections = re.findall(r"^## (.+)$", text(PROJECT_ROOT / "docs" / "panduan.md"), re.MULTILINE)
    assert {title for _script, title, _path in PAGES} <= set(sections)


def test_the_walkthrough_names_the_figures_and_rows_that_the_query_prints(warehouse, capsys):
    asked = ["--param", "indicator_id=grdp_growth", "--param", "region_code=74.01", "--param", "year=2023"]
    folder = str(warehouse.path.parent)
    assert cli.main(["query", "provenance", *asked, "--format", "json", "--warehouse", folder]) == 0
    used = [row for row in json.loads(capsys.readouterr().out) if row["used"]]
    last, before = sorted(used, key=lambda row: -row["year"])
    story = " ".join(text(README).split())
    assert f"baris {last['row_number']} dan {before['row_number']}" in story
    assert last["printed_value"] in story and before["printed_value"] in story
    growth = (float(last["printed_value"]) / float(before["printed_value"]) - 1) * 100
    assert f"{growth:.2f}".replace(".", ",") + "%" in story


def paths(document: Path) -> list[str]:
    """What stands in backticks and looks like a path of this project."""
    found = re.findall(r"`([\w.\-]+(?:/[\w.\-]+)*/?)`", text(document))
    return [path for path in found if "/" in path or path.rpartition(".")[2] in SUFFIXES]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_path_in_backticks_exists(document):
    missing = [
        path
        for path in paths(document)
        if not path.startswith(MADE_LATER)
        and not (PROJECT_ROOT / path).exists()
        and not (document.parent / path).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_leads_somewhere(document):
    links = re.findall(r"\]\(([^)#]+)\)", text(document))
    broken = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert broken == []


def test_every_decision_is_listed_in_the_architecture_and_numbered_on():
    files = sorted((PROJECT_ROOT / "docs" / "adr").glob("*.md"))
    assert [file.name[:4] for file in files] == [f"{number:04}" for number in range(1, len(files) + 1)]
    listed = re.findall(r"\(adr/([\w-]+\.md)\)", text(PROJECT_ROOT / "docs" / "architecture.md"))
    assert listed == [file.name for file in files]


def test_ci_runs_the_one_test_command_of_the_readme():
    script = PROJECT_ROOT / ".ci" / "run"
    pattern = re.search(r"grep -E '(.+)' README\.md", text(script))
    assert pattern is not None
    assert len(re.findall(pattern[1], text(README), re.MULTILINE)) == 1
    assert os.name == "nt" or os.access(script, os.X_OK)


def test_every_reference_file_is_described():
    folder = PROJECT_ROOT / "data" / "reference"
    described = text(folder / "README.md")
    for file in sorted(folder.glob("*.csv")):
        heading = file.read_text(encoding="utf-8").splitlines()[0].split(",")
        section = described.partition(f"**`{file.name}`**")[2].partition("\n\n")[0]
        assert [column for column in heading if f"`{column}`" not in section] == [], file.name
