"""Pieces become sentences the same way every time: spacing, counting, naming, direction, variation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm.domain import units
from kumkm.narrative.grammar import (
    Clause,
    Sentence,
    capital,
    counted,
    direction,
    joined,
    names,
    noted,
    ordinal,
    pick,
    sentence,
    series,
    size,
)

WORDS = st.text(alphabet="abcdefghij", min_size=1, max_size=8)
CLAUSES = st.builds(Clause, WORDS, st.sampled_from(["", "poverty_rate|74|2023"]))
PIECES = st.one_of(
    st.none(), st.just(""), WORDS, CLAUSES, st.lists(WORDS, max_size=3), st.sampled_from([",", ";", "("])
)


def test_pieces_are_joined_with_one_space_and_none_before_punctuation():
    said = sentence(
        "penduduk miskin", Clause("11,43%", "q"), "pada 2023", ",", "tertinggi Konawe (", Clause("17%"), ")"
    )
    assert said.text == "Penduduk miskin 11,43% pada 2023, tertinggi Konawe (17%)."


def test_what_is_none_or_empty_is_dropped_and_a_list_is_pieces_in_a_row():
    assert sentence("a", None, "", ["b", None, "c"], []).text == "A b c."


def test_a_clause_with_a_question_keeps_its_own_text():
    said = sentence("kini", Clause("4,6%", "q"), "dan", Clause("5,0%", "r"))
    assert said.clauses == (
        Clause("Kini "), Clause("4,6%", "q"), Clause(" dan "), Clause("5,0%", "r"), Clause("."),
    )  # fmt: skip


@pytest.mark.parametrize("parts", [(), (None,), ("", [None, ""])])
def test_nothing_makes_a_sentence_that_is_not_there(parts):
    assert not sentence(*parts)
    assert sentence(*parts).text == ""


@given(st.lists(PIECES, max_size=8))
def test_every_sentence_begins_with_a_capital_and_ends_with_one_full_stop(parts):
    said = sentence("kata", *parts)
    assert said.text[0].isupper()
    assert said.text.endswith(".") and not said.text.endswith("..")
    assert "  " not in said.text and " ," not in said.text and "( " not in said.text
    assert said == sentence("kata", *parts)


@given(st.lists(CLAUSES, min_size=1, max_size=6))
def test_no_clause_with_a_question_is_lost(clauses):
    asked = [clause for clause in clauses if clause.question]
    assert [clause for clause in sentence("kata", *clauses).clauses if clause.question] == asked


def test_a_figure_does_not_open_a_sentence():
    assert sentence("2 dari 3 laporan masuk").text == "Sebanyak 2 dari 3 laporan masuk."


def test_a_full_stop_that_is_there_is_not_doubled():
    assert sentence("sudah selesai.").text == "Sudah selesai."


def test_only_the_first_letter_is_raised():
    assert [capital(word) for word in ("pDRB", "PDRB", "kota Kendari", "")] == ["PDRB", "PDRB", "Kota Kendari", ""]


def test_a_note_stands_before_the_full_stop():
    assert noted(sentence("keaktifan", Clause("49,2%", "q")), "data simulasi").text == "Keaktifan 49,2%; data simulasi."
    assert noted(Sentence(), "data simulasi") == Sentence()
    assert noted(sentence("a"), "") == sentence("a")


@given(st.floats(-1e6, 1e6, allow_nan=False), st.integers(0, 3))
def test_the_direction_is_that_of_the_number_as_it_is_written(change, decimals):
    shown = units.number(change, decimals, signed=True)
    word = direction(shown)
    assert (word == "tetap") == (set(shown) <= set("0,"))
    assert word == {"+": "naik", units.MINUS: "turun"}.get(shown[0], "tetap")
    assert size(shown) == units.number(abs(change), decimals)


def test_a_change_that_is_written_as_zero_stays_level():
    assert direction(units.change(0.004, units.PERCENT, 2)) == "tetap"
    assert direction(units.change(-0.004, units.PERCENT, 2)) == "tetap"
    assert direction(units.change(-0.006, units.PERCENT, 2), falling="menyusut") == "menyusut"


def test_items_stand_in_a_row():
    assert [joined(series(list("ABC")[:count])) for count in range(4)] == ["", "A", "A dan B", "A, B, dan C"]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (["Muna"], "Muna"),
        (["Muna", "Buton"], "Muna dan Buton"),
        (["Muna", "Buton", "Konawe"], "Muna, Buton, dan Konawe"),
        (["Muna", "Buton", "Konawe", "Bombana"], "Muna, Buton, dan 2 daerah lain"),
    ],
)
def test_names_beyond_three_are_counted(found, words):
    assert names(found) == words


@given(st.lists(WORDS, min_size=1, max_size=20), st.integers(2, 6))
def test_a_rest_is_never_a_single_one(found, most):
    assert " 1 daerah lain" not in f" {names(found, most=most)}"


@pytest.mark.parametrize(
    ("count", "every", "words"),
    [
        (0, None, "belum ada daerah"),
        (0, 17, "belum ada daerah"),
        (1, None, "satu daerah"),
        (1, 1, "satu daerah"),
        (1, 17, "satu dari 17 daerah"),
        (3, 17, "3 dari 17 daerah"),
        (2, 2, "kedua daerah"),
        (17, 17, "seluruh 17 daerah"),
        (3, None, "3 daerah"),
    ],
)
def test_so_many_of_so_many(count, every, words):
    assert counted(count, every) == words


@given(st.integers(1, 40).flatmap(lambda every: st.tuples(st.integers(0, every), st.just(every))))
def test_one_is_never_written_as_a_figure(pair):
    assert "1" not in counted(*pair).split()


@pytest.mark.parametrize(
    ("rank", "words"),
    [
        (1, "tertinggi"),
        (2, "tertinggi ke-2"),
        (9, "tertinggi ke-9"),
        (10, "terendah ke-8"),
        (16, "terendah ke-2"),
        (17, "terendah"),
    ],
)
def test_a_rank_is_counted_from_the_nearer_end(rank, words):
    assert ordinal(rank, 18 - rank) == words


def test_who_shares_a_rank_is_counted():
    assert ordinal(1, 16, tied=2) == "tertinggi bersama satu daerah lain"
    assert ordinal(15, 1, tied=3) == "terendah bersama 2 daerah lain"


def test_where_an_extreme_may_be_hidden_no_end_is_named():
    assert ordinal(1, 15, extremes=False) == "urutan ke-1 dari atas"
    assert ordinal(14, 2, extremes=False) == "urutan ke-2 dari bawah"


@given(st.integers(2, 17).flatmap(lambda ranked: st.tuples(st.integers(1, ranked), st.just(ranked))))
def test_a_rank_and_its_mirror_image_are_told_from_opposite_ends(pair):
    rank, ranked = pair
    mirror = ranked - rank + 1
    if rank < mirror:
        assert ordinal(rank, mirror).replace("tertinggi", "terendah") == ordinal(mirror, rank)


def test_variation_is_the_same_every_time():
    # crc32 of "poverty_rate|74.01|2023" is 1590652018, an even number; hash() would differ from run to run
    assert pick(("naik", "bertambah"), "poverty_rate", "74.01", 2023) == "naik"
    assert {pick(("naik", "bertambah"), code) for code in range(20)} == {"naik", "bertambah"}
