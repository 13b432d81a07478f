"""The page of analyses tells each one whole: what may be asked, what it was given, what it answered."""

import re

import pytest

from kumkm.analysis.catalogue import ANALYSES
from kumkm.export.analyses import analyses_markdown


@pytest.fixture(scope="module")
def sections():
    """Name of an analysis → what stands under its heading."""
    _, *parts = re.split(r"^## ", analyses_markdown(), flags=re.MULTILINE)
    return {part.partition("\n")[0]: part for part in parts}


def test_every_analysis_has_its_section_in_the_order_of_the_catalogue(sections):
    assert list(sections) == list(ANALYSES)


@pytest.mark.parametrize("name", ANALYSES)
def test_a_section_tells_parameters_input_answer_and_arithmetic(sections, name):
    told, analysis = sections[name], ANALYSES[name]
    assert all(f"| `{param}` |" in told for param in analysis.params)
    assert all(f"`{given.read}`" in told for given in analysis.example.given)
    assert all(f"`{column}`" in told for column in (*analysis.example.result.columns, *analysis.example.more))
    assert analysis.example.says in told and told.rstrip().endswith(analysis.example.arithmetic)


def test_numbers_are_indonesian_years_are_not_parted_and_missing_is_a_dash(sections):
    assert "| A | 2023 | 13,2 |" in sections["difference"]
    assert "| B | 2021 | −20 | −5 |" in sections["year_on_year"]
    assert "| A | 2023 | – | – |" in sections["year_on_year"]
    assert "| 74 | 2025 | 1.600 |" in sections["per_head"]
    assert "| `from_year` | bilangan bulat, 1900 sampai 2100 | wajib |" in sections["cagr"]


def test_what_may_be_chosen_is_listed_without_breaking_the_table(sections):
    assert r"| `by` | teks: landmass \| level | landmass |" in sections["theil"]
