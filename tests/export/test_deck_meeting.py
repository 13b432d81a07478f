"""The deck carries what a meeting decided: every verdict, sums to the rupiah, and nothing where nothing was decided."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from decks import in_notes, named, on, opened, texts, topic

from kumkm import __main__ as command
from kumkm import settings as project_settings
from kumkm.domain.meeting import Decision, Meeting, Proceedings, Step, Verdict
from kumkm.errors import InputError
from kumkm.export.contents import Contents
from kumkm.export.deck import deck
from kumkm.narrative import letters
from kumkm.store import engine
from kumkm.store.meetings import Office
from kumkm.warehouse.connection import Published

MORNING = datetime(2026, 11, 30, 1, 5, tzinfo=UTC)
EVENING = datetime(2026, 11, 30, 8, 30, tzinfo=UTC)
STEPS = (Step("judul", "judul", "judul"),)
KOLAKA, MUNA = "74.01", "74.03"
Make = Callable[..., bytes]


@pytest.fixture(scope="module")
def make(ask: Any, regions: Any) -> Make:
    def made(held: Proceedings | None, region: str = "74", read: Any = ask) -> bytes:
        return deck(Contents(read, regions, 2023, region), proceedings=held)

    return made


@pytest.fixture(scope="module")
def rows(ask: Any) -> pd.DataFrame:
    """The proposals of the latest budget year, by id."""
    found = ask("proposals")
    return found[~found["published"] & (found["budget_year"] == 2025)].set_index("proposal_id").sort_index()


def ids(rows: pd.DataFrame, region: str) -> list[str]:
    return [str(key) for key in rows.index[rows["region_code"] == region]]


def said(key: str, verdict: Verdict, amount: int | None = None, reason: str = "") -> Decision:
    return Decision(key, verdict, amount, reason, MORNING, "pemimpin rapat")


def held(decided: Sequence[Decision] = (), **facts: Any) -> Proceedings:
    meeting = Meeting("m1", "Rakorda 2026", "Kendari", "b1", STEPS, "judul", MORNING, False, MORNING, EVENING)
    return Proceedings(replace(meeting, **facts), {item.proposal_id: item for item in decided})


@pytest.fixture(scope="module")
def decided(rows: pd.DataFrame) -> list[Decision]:
    """Amounts that no double sum would keep: fifteen digits beside single rupiah."""
    kolaka, muna = ids(rows, KOLAKA), ids(rows, MUNA)
    return [
        said(kolaka[0], Verdict.AGREED, 999_999_999_999_999),
        said(kolaka[1], Verdict.AGREED, 1),
        said(muna[0], Verdict.AGREED, 123_456_789_012_345),
        said(muna[1], Verdict.AGREED, None),
        said(kolaka[2], Verdict.REVISED, reason="RAB belum memuat harga satuan."),
        said(muna[2], Verdict.POSTPONED, reason="Sertifikat lahan belum terbit."),
        said(muna[3], Verdict.REJECTED, reason="Lokasi sudah dibantu 2023."),
    ]


@pytest.fixture(scope="module")
def slides(make: Make, decided: list[Decision]) -> list[Any]:
    return list(opened(make(held(decided))).slides)


def cells(slide: Any, name: str) -> list[list[str]]:
    (shape,) = named(slide, name)
    return [[cell.text for cell in row.cells] for row in shape.table.rows]


# ---- what it holds


def test_counts_and_sums_stand_per_verdict_to_the_rupiah(
    slides: list[Any], rows: pd.DataFrame, decided: list[Decision]
) -> None:
    told = {row[0]: row[1:] for row in cells(on(slides, "KEPUTUSAN RAPAT"), "Keputusan rapat")[1:]}
    assert {name: row[0] for name, row in told.items() if name != "Belum diputuskan"} == {
        "Disepakati": "4", "Diperbaiki": "1", "Ditunda": "1", "Ditolak": "1", "Jumlah yang diputuskan": "7",
    }  # fmt: skip
    assert told["Disepakati"][2] == "1.123.456.789.012.345; 1 belum disebut"
    asked = rows.loc[[item.proposal_id for item in decided], "proposed_idr"]
    digits = told["Jumlah yang diputuskan"][1].partition(";")[0].replace(".", "")
    assert int(digits) == sum(round(value) for value in asked.dropna())
    assert int(told["Belum diputuskan"][0]) == len(rows) - 7
    assert "Rp1.123.456.789.012.345 (satu kuadriliun" in in_notes(on(slides, "KEPUTUSAN RAPAT"))


def test_what_was_agreed_stands_by_region_with_sums(slides: list[Any], rows: pd.DataFrame) -> None:
    table = cells(on(slides, "KEPUTUSAN RAPAT: DISEPAKATI"), "Disepakati")[1:]
    assert [row[1] for row in table] == ["Kolaka", "Kolaka", "Jumlah Kolaka", "Muna", "Muna", "Jumlah Muna",
                                         "Jumlah seluruhnya"]  # fmt: skip
    assert [row[4] for row in table] == [
        "999.999.999.999.999", "1", "1.000.000.000.000.000", "123.456.789.012.345", "belum disebut",
        "123.456.789.012.345", "1.123.456.789.012.345",
    ]  # fmt: skip
    assert table[0][2] == rows.loc[ids(rows, KOLAKA)[0], "title"]
    assert table[-1][2] == "4 usulan, nilai 1 belum disebut"


def test_what_was_not_agreed_stands_with_its_reason(slides: list[Any]) -> None:
    table = cells(on(slides, "KEPUTUSAN RAPAT: BELUM ATAU TIDAK DISEPAKATI"), "Belum atau tidak disepakati")[1:]
    assert [(row[0], row[1], row[3]) for row in table] == [
        ("diperbaiki", "Kolaka", "RAB belum memuat harga satuan."),
        ("ditunda", "Muna", "Sertifikat lahan belum terbit."),
        ("ditolak", "Muna", "Lokasi sudah dibantu 2023."),
    ]


@pytest.mark.slow
def test_a_region_shows_the_verdict_on_each_of_its_proposals(
    make: Make, slides: list[Any], rows: pd.DataFrame, decided: list[Decision]
) -> None:
    own = [row for slide in opened(make(held(decided), MUNA)).slides for row in _proposals(slide)]
    verdicts = {row[0].removeprefix("(diduga ganda) "): (row[3], row[4]) for row in own}
    muna = ids(rows, MUNA)
    wanted = [("disepakati", "123.456.789.012.345"), ("disepakati", "belum disebut"), ("ditunda", ""), ("ditolak", "")]
    assert [verdicts[rows.loc[key, "title"]] for key in muna[:4]] == wanted
    assert {verdicts[rows.loc[key, "title"]] for key in muna[4:]} <= {("–", "")}
    summary = on(slides, "KABUPATEN MUNA")
    assert [row[3] for row in _proposals(summary)]
    assert "Rakorda 2026: 2 disepakati, 1 ditunda, 1 ditolak" in in_notes(summary)


def _proposals(slide: Any) -> Iterator[list[str]]:
    for shape in named(slide, "Usulan"):
        if getattr(shape, "has_table", False) and shape.has_table:
            yield from ([cell.text for cell in row.cells] for row in list(shape.table.rows)[1:])


def test_the_deck_of_a_region_tells_its_own_decisions_only(make: Make, decided: list[Decision]) -> None:
    own = list(opened(make(held(decided), KOLAKA)).slides)
    told = [text for slide in own for text in (*texts(slide), in_notes(slide))]
    assert any("Disepakati 2 dari 3 usulan Kabupaten Kolaka" in text.replace("\u00a0", " ") for text in told)
    assert not any("Lokasi sudah dibantu" in text or "123.456.789" in text for text in told)


# ---- marks, and what is not told


@pytest.mark.slow
def test_simulated_proposals_are_marked_and_real_ones_are_not(make: Make, ask: Any, decided: list[Decision]) -> None:
    def real(name: str, **params: Any) -> pd.DataFrame:
        found = ask(name, **params)
        return found.assign(simulated=False) if name == "proposals" else found

    for read, marked in ((ask, True), (real, False)):
        found = [slide for slide in opened(make(held(decided), read=read)).slides if "KEPUTUSAN" in topic(slide)]
        assert len(found) == 3
        for slide in found:
            (strip,) = named(slide, "Strip")
            assert bool(named(slide, "Tanda simulasi")) == ("DATA SIMULASI" in strip.text_frame.text) == marked


@pytest.mark.slow
def test_a_meeting_under_way_is_no_final_word(make: Make, decided: list[Decision], slides: list[Any]) -> None:
    open_ones = opened(make(held(decided, ended_at=None), KOLAKA)).slides
    assert letters.OPEN in list(texts(on(list(open_ones), "KEPUTUSAN RAPAT")))
    assert letters.OPEN not in list(texts(on(slides, "KEPUTUSAN RAPAT")))


@pytest.mark.slow
def test_without_decisions_the_deck_is_the_one_without_a_meeting(make: Make, decided: list[Decision]) -> None:
    plain = make(None, KOLAKA)
    assert make(held(decided[2:4]), KOLAKA) == plain  # what was decided is Muna's
    assert make(held(decided), KOLAKA) != plain


def test_a_decision_on_what_the_build_does_not_hold_is_refused(make: Make) -> None:
    with pytest.raises(InputError, match="tidak ada usulannya"):
        make(held([said("tidak-ada", Verdict.AGREED, 5)]))


@pytest.mark.slow
@pytest.mark.parametrize("text", ["=1+1 <w:p> &amp; \x00\x1b\u202eBALIK", "panjang " * 400, "B" * 300])
def test_whatever_is_entered_stays_text_within_the_slide(make: Make, rows: pd.DataFrame, text: str) -> None:
    first, second = ids(rows, KOLAKA)[:2]
    found = held([said(first, Verdict.AGREED, 5, text), said(second, Verdict.REJECTED, reason=text)], name=text[:400])
    mine = [slide for slide in opened(make(found, KOLAKA)).slides if "KEPUTUSAN" in topic(slide)]
    assert len(mine) == 3
    for slide in mine:
        assert not any("\u202e" in said_there or "\x00" in said_there for said_there in texts(slide))
        for shape in slide.shapes:
            assert shape.top + shape.height <= 7.5 * 914400, shape.name


# ---- the command


@pytest.fixture
def hall(warehouse: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., bytes]]:
    """Writes a deck by the command, of a warehouse with a store of its own."""
    monkeypatch.delenv("KUMKM_STORE", raising=False)
    folder = tmp_path / "gudang"
    shutil.copytree(warehouse.path.parent, folder, ignore=shutil.ignore_patterns("ledger", "kantor*", "*.lock"))

    def write(*more: str, code: int = 0) -> bytes:
        out = tmp_path / "salindia.pptx"
        call = ["export", "deck", "--region", KOLAKA, "--warehouse", str(folder), "--out", str(out), "--force", *more]
        assert command.main(call) == code
        return out.read_bytes() if out.exists() else b""

    yield write


@pytest.mark.slow
def test_the_command_takes_the_last_meeting_and_only_on_its_own_build(
    hall: Callable[..., bytes], warehouse: Published, tmp_path: Path, rows: pd.DataFrame,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    plain = hall()
    opened_store = engine.opened(project_settings.load(tmp_path / "gudang"))
    office = Office(opened_store)
    first, _ = office.begin("Rapat pertama", "Kendari", warehouse.build_id, STEPS, MORNING)
    office.decide(first.id, ids(rows, KOLAKA)[0], Verdict.AGREED, 7)
    office.finish(first.id, EVENING)
    decided = hall()
    assert decided != plain
    assert "dengan keputusan Rapat pertama," in capsys.readouterr().out
    gone, _ = office.begin("Rapat kedua", "Kendari", "20200101T000000-hilang", STEPS)
    assert hall() == plain
    assert "tidak tersimpan lagi" in capsys.readouterr().err
    assert hall("--build", warehouse.build_id) == plain
    assert hall("--meeting", first.id) == decided
    hall("--meeting", gone.id, code=2)
    assert "tidak tersimpan lagi" in capsys.readouterr().err
    hall("--meeting", "tidak-ada", code=2)
    assert "Rapat 'tidak-ada' tidak ada" in capsys.readouterr().err
    opened_store.dispose()
