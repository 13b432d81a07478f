"""Every analysis carries an example that can be done by hand, and its adapter gives just that."""

import pandas as pd
import pytest

from kumkm.analysis import catalogue
from kumkm.analysis.examples.base import MISSING, Example, Given, Table, table

WRITTEN = 0.5e-4  # numbers of an example have at most four decimals
NAMED = catalogue.ANALYSES.items()
IDS = list(catalogue.ANALYSES)


def answer(analysis, example):
    asked = []

    def read(name, **params):
        asked.append((name, params))
        return example.read(name, **params)

    return analysis.answer(read, **analysis.typed(example.params)), asked


def close(found, wanted):
    """Whether a value is the one written; a flag or a word is never a number."""
    if wanted is None or pd.isna(found):
        return wanted is None and pd.isna(found)
    if isinstance(wanted, str | bool):
        return found == wanted and isinstance(found, str) == isinstance(wanted, str)
    return found == pytest.approx(wanted, rel=1e-9, abs=WRITTEN + 1e-9)


def differing(frame, expected):
    """Rows and columns in which a frame is not the table expected."""
    if len(frame) != len(expected.rows):
        return [f"{len(frame)} baris, bukan {len(expected.rows)}"]
    return [
        (place, column, found, wanted)
        for place, (row, cells) in enumerate(
            zip(frame[list(expected.columns)].itertuples(index=False), expected.rows, strict=True)
        )
        for column, found, wanted in zip(expected.columns, row, cells, strict=True)
        if not close(found, wanted)
    ]


@pytest.mark.parametrize("name", IDS)
def test_an_analysis_answers_its_example_as_it_was_worked_by_hand(name):
    analysis = catalogue.find(name)
    found, _ = answer(analysis, analysis.example)
    assert found.refused == ""
    assert differing(found.table, analysis.example.result) == []


@pytest.mark.parametrize("name", IDS)
def test_an_example_tells_of_every_column_of_the_answer(name):
    analysis = catalogue.find(name)
    found, _ = answer(analysis, analysis.example)
    assert {*analysis.example.result.columns, *analysis.example.more} == set(found.table.columns)


@pytest.mark.parametrize("name", IDS)
def test_an_example_gives_nothing_that_is_not_asked_for(name):
    analysis = catalogue.find(name)
    _, asked = answer(analysis, analysis.example)
    assert [item for item in analysis.example.given if (item.read, dict(item.params)) not in asked] == []


@pytest.mark.parametrize("name", [name for name, item in NAMED if item.document])
def test_what_an_answer_says_besides_its_table_is_worked_too(name):
    analysis = catalogue.find(name)
    found, _ = answer(analysis, analysis.example)
    assert analysis.example.facts
    assert [key for key, wanted in analysis.example.facts.items() if not close(found.content[key], wanted)] == []


@pytest.mark.parametrize("name", IDS)
def test_an_example_is_small_enough_to_be_followed(name):
    example = catalogue.find(name).example
    assert sum(len(item.table.rows) for item in example.given) <= 24
    assert example.result.rows
    assert example.says.endswith(".") and example.arithmetic.endswith(".")


def test_a_table_reads_words_numbers_flags_and_what_is_missing():
    found = table(
        """
        region_code | year | value | basis | reason
        74          | 2023 | -1.5  | ya    | –
        """
    )
    assert found == Table(("region_code", "year", "value", "basis", "reason"), (("74", 2023, -1.5, True, None),))
    assert MISSING == "–"


def test_an_example_answers_only_what_it_was_given():
    given = Given("indicator_panel", {"indicator_id": "hdi"}, table("year | value\n2023 | 70"))
    example = Example(says="", given=(given,), result=table("year"), arithmetic="")
    assert example.read("indicator_panel", indicator_id="hdi")["value"].tolist() == [70]
    with pytest.raises(LookupError, match="poverty_rate"):
        example.read("indicator_panel", indicator_id="poverty_rate")
