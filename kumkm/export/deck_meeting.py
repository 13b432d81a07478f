"""Slides of what a meeting decided: counts and sums, what was agreed on by region, and the rest with its reason.

Amounts are whole rupiah, added up as such: those of the letters of the same meeting (`kumkm/export/minutes.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kumkm.domain import units
from kumkm.domain.meeting import Verdict
from kumkm.domain.units import MISSING
from kumkm.domain.view.selection import PROVINCE
from kumkm.export import fitting
from kumkm.export.outcome import Item, Outcome, total
from kumkm.export.slide_tables import Cell, Table, pages, tightened
from kumkm.export.slide_text import ACCENT, MUTED, SMALL, SURFACE, Box
from kumkm.export.slides import BOTTOM, MARGIN, ROOM, TOP, Slide
from kumkm.export.text import breakable, visible
from kumkm.narrative import letters
from kumkm.narrative.grammar import capital
from kumkm.narrative.proposal_sentences import money

_TOPIC: Final = "Keputusan rapat"
_AGREED, _OTHERS = "Disepakati", "Belum atau tidak disepakati"
_MOST_LINES: Final = 3
_TONES: Final[Mapping[Verdict, str]] = {Verdict.POSTPONED: MUTED, Verdict.REJECTED: ACCENT}


def meeting_slides(outcome: Outcome) -> Iterator[Slide]:
    """What was decided in the area; nothing where nothing was.

    Raises InputError where the build does not hold what was decided on.
    """
    if not outcome.items:
        return
    yield _summary(outcome)
    yield from _paged(outcome, _agreed_title(outcome), _agreed(outcome), outcome.of(Verdict.AGREED))
    yield from _paged(outcome, _others_title(outcome), _others(outcome), _not_agreed(outcome))


def verdict_cells(outcome: Outcome, proposal_id: str) -> tuple[Cell, Cell]:
    """What the meeting said of a proposal, and the rupiah agreed on; a dash where it said nothing."""
    item = outcome.by_id.get(proposal_id)
    if item is None:
        return Cell(MISSING, colour=MUTED), Cell("")
    agreed = item.verdict is Verdict.AGREED
    word = Cell(item.verdict.words, bold=True, **({} if agreed else {"colour": _TONES.get(item.verdict, MUTED)}))
    return word, Cell(_rupiah(item.amount_idr) if agreed else "")


def verdict_note(outcome: Outcome, ids: Sequence[str]) -> str:
    """How many of these proposals were decided, and how; empty where none was."""
    items = [item for key in ids if (item := outcome.by_id.get(key)) is not None]
    if not items:
        return ""
    counts = [(verdict, sum(item.verdict is verdict for item in items)) for verdict in Verdict]
    counted = [f"{count} {verdict.words}" for verdict, count in counts if count]
    left = len(ids) - len(items)
    return (
        f"{outcome.proceedings.meeting.name}: {', '.join([*counted, *([f'{left} belum diputuskan'] if left else [])])}."
    )


def _rupiah(amount: int | None) -> str:
    return letters.UNSAID if amount is None else units.number(amount)


def _slide(outcome: Outcome, topic: str, title: str, table: Table, notes: Sequence[str], *, simulated: bool) -> Slide:
    meeting = outcome.proceedings.meeting
    return Slide(
        topic,
        title,
        [(Box(MARGIN, TOP, ROOM, 1.0), table)],
        "register usulan; keputusan rapat",
        f"{visible(meeting.name)}, {letters.date_in_full(meeting.day)}",
        simulated=simulated,
        lead=letters.OPEN if meeting.ended_at is None else "",
        notes=notes,
    )


# ---- counts and sums


def _summary(outcome: Outcome) -> Slide:
    """A verdict per line with its proposals, what was asked for in them, and what was agreed on."""
    rows: list[Sequence[Cell]] = []
    for verdict in Verdict:
        if items := outcome.of(verdict):
            agreed = _sum(items) if verdict is Verdict.AGREED else ""
            rows.append([Cell(capital(verdict.words), bold=True), *_counted(items), Cell(agreed, bold=True)])
    every = (Cell("Jumlah yang diputuskan"), *_counted(outcome.items), Cell(""))
    rows.append([replace(cell, bold=True, fill=SURFACE) for cell in every])
    left = outcome.undecided["proposed_idr"]
    if len(left):
        requested = _whole([round(amount) for amount in left.dropna()], int(left.isna().sum()))
        rows.append([Cell("Belum diputuskan", colour=MUTED), Cell(units.number(len(left))), Cell(requested), Cell("")])
    head = ("Keputusan", "Usulan", "Nilai diajukan (Rp)", "Nilai disepakati (Rp)")
    table = Table(head, rows, (ROOM - 8.4, 1.4, 3.5, 3.5), frozenset({1, 2, 3}), row=0.5, name=_TOPIC)
    notes = [letters.result(outcome.counts, len(left), "usulan"), _agreed_notes(outcome)]
    if outcome.tasks:
        notes.append("Tindak lanjut: " + "; ".join(f"{task.what} ({task.who})" for task in outcome.tasks) + ".")
    notes_given = [note for note in notes if note]
    return _slide(outcome, _TOPIC, _summary_title(outcome), table, notes_given, simulated=outcome.is_simulated)


def _counted(items: Sequence[Item]) -> tuple[Cell, Cell]:
    known = [item.proposed_idr for item in items if item.proposed_idr is not None]
    return Cell(units.number(len(items))), Cell(_whole(known, len(items) - len(known)))


def _sum(items: Sequence[Item]) -> str:
    summed = total(items)
    return _whole([summed.amount_idr] * (summed.unknown < summed.count), summed.unknown)


def _whole(known: Sequence[int], unknown: int) -> str:
    """Rupiah added up; of how many nobody has said any stands beside."""
    if not known:
        return letters.UNSAID if unknown else MISSING
    return units.number(sum(known)) + (f"; {unknown} {letters.UNSAID}" if unknown else "")


def _summary_title(outcome: Outcome) -> str:
    where = "" if outcome.contents.region_code == PROVINCE else f" {outcome.place}"
    summed = total(outcome.of(Verdict.AGREED))
    amount = f", senilai {money(summed.amount_idr)}" if summed.unknown < summed.count else ""
    rest = [f"{outcome.counts[item]} {item.words}" for item in Verdict if item is not Verdict.AGREED]
    others = ", ".join(text for text in rest if not text.startswith("0 "))
    return f"Disepakati {summed.count} dari {len(outcome.items)} usulan{where} yang diputuskan{amount}" + (
        f"; {others}." if others else "."
    )


def _agreed_notes(outcome: Outcome) -> str:
    """The sum as a letter says it, in figures and in words."""
    summed, places = total(outcome.of(Verdict.AGREED)), [group[0].place for group in outcome.agreed.values()]
    whose = places if outcome.contents.region_code == PROVINCE else []
    return letters.agreed(summed.count, summed.amount_idr, summed.unknown, whose)


# ---- proposal by proposal


def _paged(outcome: Outcome, title: str, table: Table, items: Sequence[Item]) -> Iterator[Slide]:
    """A table on as many slides as it takes; nothing where it is empty. What was cut in it is whole in the notes."""
    runs = list(pages(table, BOTTOM - TOP))
    simulated = any(item.simulated for item in items)
    doubled = letters.doubled(outcome.doubles) if table.name == _AGREED else ""
    cut = [f"{visible(item.title)}: {visible(item.reason)}" for item in items if item.reason]
    for number, run in enumerate(runs, start=1):
        of = f" ({number} dari {len(runs)})" if len(runs) > 1 else ""
        notes = [note for note in (doubled, *cut) if note] if number == 1 else []
        topic = f"{_TOPIC}: {table.name.lower()}{of}"
        yield _slide(outcome, topic, title, replace(table, rows=run), notes, simulated=simulated)


def _not_agreed(outcome: Outcome) -> list[Item]:
    """By verdict, then by region."""
    return [item for verdict in Verdict if verdict is not Verdict.AGREED for item in outcome.of(verdict)]


def _agreed_title(outcome: Outcome) -> str:
    summed = total(outcome.of(Verdict.AGREED))
    if not summed.count:
        return letters.NOTHING_AGREED
    own, regions = PROVINCE in outcome.agreed, len(outcome.agreed) - (PROVINCE in outcome.agreed)
    among = f"{'provinsi dan ' if own else ''}{regions} daerah"
    whose = f" dari {among if len(outcome.agreed) > 1 else next(iter(outcome.agreed.values()))[0].place}"
    amount = f" senilai {money(summed.amount_idr)}" if summed.unknown < summed.count else ""
    doubt = f"; {len(outcome.doubles)} pasang diduga ganda" if outcome.doubles else ""
    return f"Yang disepakati: {summed.count} usulan{whose}{amount}{doubt}."


def _agreed(outcome: Outcome) -> Table:
    """What was agreed on, numbered as in the letter; a sum below each region, and one of all."""
    widths = (0.55, 2.45, ROOM - 7.2, 1.9, 2.3)
    rows: list[Sequence[Cell]] = []
    number = 0
    for group in outcome.agreed.values():
        for item in group:
            number += 1
            fund, amount = Cell(_cut(item.fund, widths[3]) or letters.UNSAID), Cell(_rupiah(item.amount_idr))
            what = Cell(_cut(item.title, widths[2]))
            rows.append([Cell(str(number)), Cell(_short(outcome, item)), what, fund, amount])
        if len(outcome.agreed) > 1:
            rows.append(_sum_row(f"Jumlah {_short(outcome, group[0])}", group))
    if rows:
        rows.append(_sum_row("Jumlah seluruhnya", outcome.of(Verdict.AGREED)))
    head = ("No.", "Daerah", "Usulan", "Sumber dana", "Nilai disepakati (Rp)")
    return tightened(Table(head, rows, widths, frozenset({4}), row=0.36, name=_AGREED), BOTTOM - TOP)


def _sum_row(of: str, items: Sequence[Item]) -> Sequence[Cell]:
    summed = total(items)
    amount = letters.UNSAID if summed.unknown == summed.count else units.number(summed.amount_idr)
    unknown = f", nilai {summed.unknown} {letters.UNSAID}" if summed.unknown else ""
    texts = ("", of, f"{units.number(summed.count)} usulan{unknown}", "", amount)
    return [Cell(text, bold=True, fill=SURFACE) for text in texts]


def _others_title(outcome: Outcome) -> str:
    counts = [(item, outcome.counts[item]) for item in Verdict if item is not Verdict.AGREED and outcome.counts[item]]
    return f"Belum atau tidak disepakati: {', '.join(f'{count} {item.words}' for item, count in counts)}."


def _others(outcome: Outcome) -> Table:
    """What was sent back, put off or refused, verdict by verdict, with the reason."""
    widths = (1.3, 1.9, (ROOM - 5.4) / 2, (ROOM - 5.4) / 2, 2.2)
    rows = [
        [
            Cell(item.verdict.words, bold=True, colour=_TONES.get(item.verdict, MUTED)),
            Cell(_short(outcome, item)),
            Cell(_cut(item.title, widths[2])),
            Cell(_cut(item.reason, widths[3]) or letters.UNSAID),
            Cell(_rupiah(item.proposed_idr)),
        ]
        for item in _not_agreed(outcome)
    ]
    head = ("Keputusan", "Daerah", "Usulan", "Alasan", "Nilai diajukan (Rp)")
    return tightened(Table(head, rows, widths, frozenset({4}), row=0.36, name=_OTHERS), BOTTOM - TOP)


def _cut(text: str, width: float) -> str:
    """A text in a cell, on as many lines as leave room for others; what is cut stands in the notes."""
    return fitting.cut_to(breakable(visible(text)), SMALL, width - 0.14, _MOST_LINES)


def _short(outcome: Outcome, item: Item) -> str:
    return "Provinsi" if item.region_code == PROVINCE else outcome.contents.local[item.region_code]
