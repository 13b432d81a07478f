"""The stages of a proposal: their order, what may follow what, and where a way ends."""

import re

import pytest

from kumkm.domain.menus import Criterion
from kumkm.domain.proposals import MOVES, SPELLINGS, Stage, allowed, move_rows, spelling_rows, stage_rows


def test_the_order_is_that_of_the_office():
    assert [stage.official for stage in Stage] == [
        "DRAF", "DIAJUKAN", "DIKEMBALIKAN", "TERVERIFIKASI PROVINSI", "DISEPAKATI RAKORDA", "DIINPUT KRISNA/SIPD",
        "DIBAHAS RAKORTEK", "DITERIMA", "DIDISKUSIKAN", "DITOLAK", "SIMONI", "DITETAPKAN", "TIDAK DIAKOMODASI",
        "KONTRAK", "REALISASI", "SELESAI/HIBAH",
    ]  # fmt: skip
    assert [stage.rank for stage in Stage] == list(range(1, 17))


@pytest.mark.parametrize(
    ("before", "after", "may"),
    [
        (Stage.DRAFT, Stage.SUBMITTED, True),
        (Stage.DRAFT, Stage.VERIFIED, False),
        (Stage.SUBMITTED, Stage.RETURNED, True),
        (Stage.RETURNED, Stage.SUBMITTED, True),
        (Stage.SUBMITTED, Stage.APPROVED, False),
        (Stage.HARMONISED, Stage.NOT_ACCOMMODATED, True),
        (Stage.REJECTED, Stage.HARMONISED, False),
        (Stage.APPROVED, Stage.APPROVED, False),
    ],
)
def test_a_proposal_moves_along_the_machine_only(before, after, may):
    assert allowed(before, after) is may


def test_the_way_ends_where_nothing_follows():
    assert {stage for stage in Stage if stage.terminal} == {Stage.REJECTED, Stage.NOT_ACCOMMODATED, Stage.COMPLETED}


def test_every_stage_but_the_draft_can_be_reached_from_it():
    reached, before = {Stage.DRAFT}, set()
    while reached != before:
        before = set(reached)
        reached |= {after for start, after in MOVES if start in reached}
    assert reached == set(Stage)


def test_a_draft_and_what_was_given_back_are_not_submitted():
    assert {stage for stage in Stage if not stage.submitted} == {Stage.DRAFT, Stage.RETURNED}


def test_decided_is_approved_or_turned_down():
    decided = {stage for stage in Stage if stage.decided}
    assert decided - {stage for stage in Stage if stage.approved} == {Stage.REJECTED, Stage.NOT_ACCOMMODATED}
    assert {stage for stage in Stage if stage.needs_document} >= {Stage.AGREED, Stage.APPROVED, Stage.REJECTED}


@pytest.mark.parametrize("stage", Stage)
def test_the_official_words_of_a_stage_are_recognised_as_it(stage):
    plain = re.sub(r"[^A-Z0-9]+", " ", stage.official).strip()
    assert next(found for pattern, found in SPELLINGS if re.search(pattern, plain)) is stage


def test_what_the_tables_are_filled_with_is_all_there_is():
    assert len(list(stage_rows())) == len(Stage)
    assert len(list(move_rows())) == len(MOVES)
    assert [row[0] for row in spelling_rows()] == list(range(len(SPELLINGS)))


def test_only_papers_are_documents():
    assert [one.words for one in Criterion if one.document] == [
        "TOR", "RAB", "DED", "sertifikat lahan", "pernyataan tidak sengketa", "komitmen APBD",
    ]  # fmt: skip
