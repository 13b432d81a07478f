"""What a meeting leaves on paper: the Berita Acara with what was agreed on, and minutes with every decision.

Both are `Letter`s made of the same `Outcome`: plain values of the meeting and the reads of the build it was pinned to.
Their day is the meeting's own, so that the same meeting is the same letter on every day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Final

from kumkm.domain import units
from kumkm.domain.meeting import Proceedings, Verdict
from kumkm.domain.view.selection import PROVINCE
from kumkm.export.contents import Contents
from kumkm.export.downloads import SIMULATED
from kumkm.export.letter import NUMBER, Cell, Column, Frame, Letter, Part, Row, RowKind, Signer, Table
from kumkm.export.outcome import PROVINCE_PLACE, Item, Outcome, offices, total
from kumkm.narrative import letters
from kumkm.narrative.grammar import capital

_LEADERS: Final = (Signer("Pemimpin Rapat"), Signer("Notulis"))
_AGREED_COLUMNS: Final = (
    Column("No.", 0.06),
    Column("Usulan", 0.39),
    Column("Sumber dana", 0.16),
    Column("Volume", 0.16),
    Column("Nilai disepakati (Rp)", 0.23, right=True),
)
_OTHER_COLUMNS: Final = (
    Column("No.", 0.06),
    Column("Usulan", 0.37),
    Column("Alasan", 0.35),
    Column("Nilai diajukan (Rp)", 0.22, right=True),
)
_TASK_COLUMNS: Final = (
    Column("No.", 0.06),
    Column("Tindak lanjut", 0.49),
    Column("Oleh", 0.25),
    Column("Batas waktu", 0.20),
)


def berita_acara(contents: Contents, proceedings: Proceedings) -> Letter:
    """The Berita Acara: what was agreed on by region, its sums, and who signs; of the province or of one region.

    Raises UsageError for a region there is none of, InputError where the build does not hold what was decided on.
    """
    contents.refuse_unknown_region()
    outcome, meeting = Outcome(contents, proceedings), proceedings.meeting
    agreed = outcome.of(Verdict.AGREED)
    rest = letters.others(outcome.counts, len(outcome.undecided))
    return Letter(
        title="BERITA ACARA",
        about=(_subject(outcome).upper(), outcome.place.upper()),
        number=NUMBER,
        opening=letters.opening(meeting, _about(outcome), bool(agreed)),
        facts=(),
        parts=(_agreed(outcome), *([Part(said=rest)] if rest else [])),
        closing=letters.CLOSING,
        signers=tuple(_signers(outcome)),
        frame=_frame(outcome, "Berita Acara"),
    )


def minutes(contents: Contents, proceedings: Proceedings) -> Letter:
    """The minutes (notulen): begun and ended, every decision with its reason, and who does what by when.

    Raises as `berita_acara` does.
    """
    contents.refuse_unknown_region()
    outcome, meeting = Outcome(contents, proceedings), proceedings.meeting
    others = [_others(outcome, item) for item in Verdict if item is not Verdict.AGREED and outcome.of(item)]
    came_to = letters.result(outcome.counts, len(outcome.undecided), _about(outcome))
    return Letter(
        title="NOTULEN RAPAT",
        about=(meeting.name.upper(), outcome.place.upper()),
        number="",
        opening="",
        facts=tuple(_facts(outcome)),
        parts=(Part("Hasil", came_to), _agreed(outcome, "Disepakati", reasons=True), *others, _tasks(outcome)),
        closing="",
        signers=_LEADERS,
        frame=_frame(outcome, "Notulen"),
    )


def _frame(outcome: Outcome, kind: str) -> Frame:
    meeting = outcome.proceedings.meeting
    not_real = (letters.NOT_REAL,) if any(item.simulated for item in outcome.items) else ()
    return Frame(
        name=f"{kind} {meeting.name}, {outcome.place}",
        state=letters.OPEN if meeting.ended_at is None else "",
        signed_at=f"{meeting.place or letters.BLANK}, {letters.date_in_full(letters.day(meeting.begun_at))}",
        foot=" · ".join((kind, meeting.name, f"versi data {meeting.build_id}", *not_real)),
        mark=SIMULATED if outcome.is_simulated else "",
        made_at=meeting.begun_at,
    )


def _subject(outcome: Outcome) -> str:
    return f"Kesepakatan usulan program {letters.budget(outcome.years)}".strip()


def _about(outcome: Outcome) -> str:
    """`usulan program tahun anggaran 2025`; of a region also whose."""
    whose = "" if outcome.contents.region_code == PROVINCE else outcome.place
    return " ".join(filter(None, ("usulan program", whose, letters.budget(outcome.years))))


def _facts(outcome: Outcome) -> Iterator[tuple[str, str]]:
    meeting = outcome.proceedings.meeting
    yield "Rapat", meeting.name
    yield "Tempat", meeting.place or letters.BLANK
    yield "Dimulai", letters.moment(meeting.begun_at)
    yield "Selesai", "belum ditutup" if meeting.ended_at is None else letters.moment(meeting.ended_at)
    yield "Yang dibahas", capital(_about(outcome))
    yield "Data", f"Dibekukan pada versi {meeting.build_id}"


# ---- tables ----------------------------------------------------------------------------------------------------------


def _agreed(outcome: Outcome, heading: str = "", *, reasons: bool = False) -> Part:
    """What was agreed on, by region with sums, numbered through."""
    items = outcome.of(Verdict.AGREED)
    summed, places = total(items), [group[0].place for group in outcome.agreed.values()]
    whose = places if outcome.contents.region_code == PROVINCE else []
    words = letters.agreed(summed.count, summed.amount_idr, summed.unknown, whose)
    if not items:
        return Part(heading, words)
    numbers = count(1)
    rows = [row for group in outcome.agreed.values() for row in _group(group, numbers, reasons, len(places) > 1)]
    rows.append(_sum("Jumlah seluruhnya", items, letters.spelled(summed.amount_idr)))
    notes = tuple(filter(None, (letters.doubled(outcome.doubles),)))
    return Part(heading, f"{words} {letters.FORWARDED}", Table(_AGREED_COLUMNS, tuple(rows)), notes)


def _group(items: Sequence[Item], numbers: count[int], reasons: bool, several: bool) -> Iterator[Row]:
    """The items of one region under its name, their sum below; where there is no other, that is the sum of all."""
    yield Row(RowKind.GROUP, (Cell(items[0].place),))
    for item in items:
        note = f"Catatan: {item.reason}" if reasons and item.reason else ""
        cells = (
            Cell(str(next(numbers))),
            Cell(item.title, _below(item, note)),
            Cell(item.fund or letters.UNSAID),
            Cell(item.volume or letters.UNSAID, simulated=item.simulated and bool(item.volume)),
            _amount(item.amount_idr, item.simulated),
        )
        yield Row(RowKind.LINE, cells)
    if several:
        yield _sum(f"Jumlah {items[0].place}", items)


def _below(item: Item, *notes: str) -> str:
    """Menu and place where the title does not name them, then notes."""
    besides = [text for text in (item.menu, item.location) if text.casefold() not in item.title.casefold()]
    return " · ".join(filter(None, (*besides, *notes)))


def _amount(amount: int | None, simulated: bool) -> Cell:
    return Cell(letters.UNSAID) if amount is None else Cell(units.number(amount), simulated=simulated)


def _sum(of: str, items: Sequence[Item], spelled: str = "") -> Row:
    """What is known of the amounts added up; not real where one of them is not."""
    summed = total(items)
    amount = None if summed.unknown == summed.count else summed.amount_idr
    simulated = any(item.simulated for item in items if item.amount_idr is not None)
    words = Cell(letters.subtotal(of, summed.count, summed.unknown), "" if amount is None else spelled)
    return Row(RowKind.SUM, (words, _amount(amount, simulated)))


def _others(outcome: Outcome, verdict: Verdict) -> Part:
    """What was revised, postponed or rejected, by region, each with its reason."""
    rows: list[Row] = []
    for place, item in enumerate(items := outcome.of(verdict), start=1):
        if place == 1 or items[place - 2].region_code != item.region_code:
            rows.append(Row(RowKind.GROUP, (Cell(item.place),)))
        cells = (
            Cell(str(place)),
            Cell(item.title, _below(item)),
            Cell(item.reason or letters.UNSAID),
            _amount(item.proposed_idr, item.simulated),
        )
        rows.append(Row(RowKind.LINE, cells))
    words = f"{capital(verdict.words)} {letters.count_in_words(len(items))}:"
    return Part(capital(verdict.words), words, Table(_OTHER_COLUMNS, tuple(rows)))


def _tasks(outcome: Outcome) -> Part:
    rows = tuple(
        Row(RowKind.LINE, (Cell(str(place)), Cell(task.what), Cell(task.who), Cell(letters.due(task.due_on))))
        for place, task in enumerate(outcome.tasks, start=1)
    )
    if not rows:
        return Part("Tindak lanjut", letters.NO_TASKS)
    return Part("Tindak lanjut", table=Table(_TASK_COLUMNS, rows))


# ---- who signs -------------------------------------------------------------------------------------------------------


def _signers(outcome: Outcome) -> Iterator[Signer]:
    """The province, then every region that has something in the letter; a region's own letter it signs anyway."""
    yield Signer(letters.PROVINCE_HEAD, PROVINCE_PLACE)
    regions = dict.fromkeys((outcome.contents.region_code, *outcome.agreed))
    for code in regions:
        if code != PROVINCE:
            called = offices(outcome.agreed.get(code, ()))
            head = letters.head_of(called.pop() if len(called) == 1 else "")
            named = outcome.contents.local[code].casefold() in head.casefold()
            yield Signer(head, "" if named else outcome.contents.regions.by_code[code].name)
