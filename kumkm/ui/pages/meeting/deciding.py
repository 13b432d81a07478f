"""What the meeting decides: what is entered, what came of it, what is open, and what changed since the last one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import pandas as pd
from markupsafe import Markup

from kumkm import settings as project
from kumkm.analysis import quality
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS
from kumkm.domain.meeting import Decision, Meeting, Verdict
from kumkm.errors import KumkmError, UsageError
from kumkm.narrative.grammar import date_words
from kumkm.narrative.proposal_sentences import money
from kumkm.ui.pages.meeting import pictures
from kumkm.ui.pages.meeting.pictures import ListedProposal, Picture
from kumkm.ui.parts.html import NOTHING, join
from kumkm.ui.state import cache, office
from kumkm.warehouse import history

_NOT_BEGUN: Final = "Rapat belum dimulai: keputusan dicatat setelah “Mulai rapat”."
_OF_MEETING: Final = "Keputusan rapat ini"
_NAMED: Final = 6


def decide(meeting: Meeting, sent: Any, proposals: Mapping[str, ListedProposal]) -> None:
    """Enter what the browser sent: a proposal of the year, a verdict (empty: taken back), rupiah as digits, a reason.

    Raises UsageError for what is none of these; nothing is entered then.
    """
    given = sent if isinstance(sent, Mapping) else {}
    proposal, word = str(given.get("proposal", "")), str(given.get("verdict", ""))
    if proposal not in proposals:
        raise UsageError("Usulan itu tidak ada pada tahun anggaran yang dibahas. Muat ulang halaman.")
    if word and word not in set(Verdict):
        raise UsageError(f"Keputusan “{word[:20]}” tidak dikenal. Yang ada: {', '.join(Verdict)}.")
    digits = str(given.get("amount", "")).replace(".", "").replace(" ", "").removeprefix("Rp")
    if digits and not (digits.isascii() and digits.isdigit() and len(digits) <= 15):
        raise UsageError(f"Nilai “{str(given.get('amount'))[:30]}” bukan rupiah bulat. Contoh: 4.000.000.000.")
    verdict = Verdict(word) if word else None
    amount = int(digits) if digits else None
    reason = str(given.get("reason", ""))[:500]
    office.decide(meeting, proposal, verdict, amount, reason)


Decided = Mapping[str, Decision]  # proposal → the last word on it


def of_a_meeting(made: Callable[[Meeting, Mapping[str, ListedProposal], Decided], Picture]) -> Callable[..., Picture]:
    """A picture of what a meeting decided; where none is under way, or nothing was asked for, that is said."""

    def picture(meeting: Meeting | None, decisions: Decided) -> Picture:
        try:
            proposals = pictures.listed_proposals()
        except KumkmError as error:
            return Picture(Markup("{}").format(str(error)))
        return Picture(Markup("{}").format(_NOT_BEGUN)) if meeting is None else made(meeting, proposals, decisions)

    return picture


@of_a_meeting
def decided(meeting: Meeting, proposals: Mapping[str, ListedProposal], decisions: Decided) -> Picture:
    """How many proposals were agreed and what they come to, region by region; what is open."""
    counted = Counter(item.verdict for key, item in decisions.items() if key in proposals and item.verdict)
    agreed = counted.get(Verdict.AGREED, 0)
    amounts = [
        item.amount_idr for key, item in decisions.items() if key in proposals and item.verdict is Verdict.AGREED
    ]
    left = len(proposals) - sum(counted.values())
    sentence = f"{units.number(agreed)} dari {units.number(len(proposals))} usulan disepakati"
    sentence += f", {_worth(amounts)}" if amounts else ""
    sentence += f"; {units.number(left)} belum diputuskan." if left else "; semuanya sudah diputuskan."
    tiles = join(
        Markup("<div><b>{}</b><p>{}</p></div>").format(units.number(counted.get(item, 0)), item.words)
        for item in Verdict
    )
    body = Markup('<section class="k-three">{}</section>{}{}').format(
        tiles, _doubles(proposals, decisions), _tasks(meeting)
    )
    return Picture(
        Markup("{}").format(sentence),
        body,
        _OF_MEETING,
        any(item.simulated for item in proposals.values()),
        [sentence],
        kind="decided",
    )


def open_doubles(proposals: Mapping[str, ListedProposal], decisions: Mapping[str, Decision]) -> list[tuple[str, str]]:
    """Pairs that may be one proposal twice, both of which are agreed on or still open."""
    pairs_found = cache.analysis("duplicates")
    alive = {key for key in proposals if key not in decisions or decisions[key].verdict is Verdict.AGREED}
    pairs = zip(pairs_found["proposal_id"].astype(str), pairs_found["other_id"].astype(str), strict=True)
    return [(one, other) for one, other in pairs if one in alive and other in alive]


def _doubles(proposals: Mapping[str, ListedProposal], decisions: Mapping[str, Decision]) -> Markup:
    pairs = open_doubles(proposals, decisions)
    if not pairs:
        return NOTHING
    lines = join(
        Markup("<li>{}: {} dan {}</li>").format(proposals[one].region, proposals[one].title, proposals[other].title)
        for one, other in pairs[:_NAMED]
    )
    more = Markup("<li>dan {} pasang lagi</li>").format(len(pairs) - _NAMED) if len(pairs) > _NAMED else NOTHING
    return Markup('<section class="k-doubles"><h3>Diduga ganda, belum diputuskan</h3><ul>{}{}</ul></section>').format(
        lines, more
    )


def _tasks(meeting: Meeting) -> Markup:
    tasks = office.tasks(meeting)
    if not tasks:
        return NOTHING
    lines = join(
        Markup("<li>{} · {}{}</li>").format(item.what, item.who, f" · {date_words(item.due_on)}" if item.due_on else "")
        for item in tasks[-_NAMED:]
    )
    return Markup('<section class="k-tasks"><h3>Tindak lanjut</h3><ul>{}</ul></section>').format(lines)


@of_a_meeting
def minutes(_meeting: Meeting, proposals: Mapping[str, ListedProposal], decisions: Decided) -> Picture:
    """What the Berita Acara will say: how many, how much, from whom; and what keeps it from being closed."""
    agreed = {key: item for key, item in decisions.items() if key in proposals and item.verdict is Verdict.AGREED}
    regions: dict[str, list[int | None]] = {}
    for key, item in agreed.items():
        regions.setdefault(proposals[key].region, []).append(item.amount_idr)
    bars = [
        pictures.Bar(name, float(_sum(amounts)), f"{len(amounts)} usulan · {_worth(amounts)}")
        for name, amounts in sorted(regions.items(), key=lambda pair: -_sum(pair[1]))
    ]
    every = [item.amount_idr for item in agreed.values()]
    sentence = (
        f"Rapat menyepakati {units.number(len(agreed))} usulan dari {len(regions)} daerah, {_worth(every)}."
        if agreed
        else "Belum ada usulan yang disepakati."
    )
    pairs = open_doubles(proposals, decisions)
    body = pictures.bars_html(bars, of="Nilai yang disepakati menurut daerah") if bars else NOTHING
    if pairs:
        note = Markup(
            '<p class="k-act"><b>Belum dapat ditutup</b> {} pasang usulan diduga ganda dan belum diputuskan.</p>'
        )
        body += note.format(len(pairs))
    return Picture(
        Markup("{}").format(sentence),
        body,
        _OF_MEETING,
        any(proposals[key].simulated for key in agreed),
        [sentence],
        kind="bars",
    )


def _sum(amounts: Sequence[int | None]) -> int:
    return sum(amount for amount in amounts if amount is not None)


def _worth(amounts: Sequence[int | None]) -> str:
    """What amounts come to; those nobody has said are in no sum, and counted."""
    total, unknown = _sum(amounts), amounts.count(None)
    if unknown == len(amounts):
        return "nilainya belum disebut"
    words = money(total)
    return f"{words} dan {units.number(unknown)} belum disebut nilainya" if unknown else words


# -- since the meeting before ----------------------------------------------------------------------


def since(meeting: Meeting | None, _decisions: Mapping[str, Decision]) -> Picture:
    """What changed since the build of the meeting before: proposals, figures, reports."""
    earlier = office.before(meeting)
    if earlier is None:
        return Picture(Markup("{}").format("Belum ada rapat sebelumnya yang tercatat."), source="Simpanan rapat")
    path = history.path_of(project.load(), earlier.build_id)
    if not path.is_file():
        message = f"Versi {earlier.build_id} dari {earlier.name} tidak tersimpan lagi; perubahan tidak dapat dihitung."
        return Picture(Markup("{}").format(message), source="Simpanan rapat")
    lines, simulated = _changes(path, date.today())
    body = Markup('<ul class="k-since">{}</ul>').format(join(Markup("<li>{}</li>").format(line) for line in lines))
    when = date_words(earlier.day.isoformat())
    return Picture(
        Markup("{}").format(f"Sejak {earlier.name}, {when}."),
        body,
        f"Dibandingkan dengan versi {earlier.build_id}",
        simulated,
        lines[:3],
    )


@cache.per_build(4)
def _changes(path: Path, today: date) -> tuple[list[str], bool]:
    now = cache.read("proposals")
    reports = cache.read("submissions")
    with cache.looking_at(history.at(path)):
        was, reports_then, panels_then = cache.read("proposals"), cache.read("submissions"), _values()
    panels = _values()
    new = now[~now["proposal_id"].isin(was["proposal_id"])]
    both = now.merge(was[["proposal_id", "stage"]], on="proposal_id", suffixes=("", "_then"))
    moved = both[both["stage"] != both["stage_then"]]
    revised = [
        key for key in panels.index.intersection(panels_then.index) if abs(panels[key] - panels_then[key]) > 1e-9
    ]
    lines = [
        f"{units.number(len(new))} usulan baru{_from(new)}." if len(new) else "Tidak ada usulan baru.",
        f"{units.number(len(moved))} usulan berpindah tahap{_from(moved)}."
        if len(moved)
        else "Tidak ada yang berpindah tahap.",
        f"{units.number(len(revised))} angka terbit direvisi{_revised(revised, panels, panels_then)}."
        if revised
        else "Tidak ada angka terbit yang direvisi.",
        _reported(reports, reports_then, today),
    ]
    return lines, bool(now["simulated"].any())


def _values() -> pd.Series[float]:
    """All told values of a build: indicator, region and year → value."""
    frames = [
        cache.read("indicator_panel", indicator_id=key)[["region_code", "year", "value"]].assign(indicator_id=key)
        for key in cache.coverage()
    ]
    if not frames:
        return pd.Series(dtype=float)
    return pd.concat(frames).dropna(subset=["value"]).set_index(["indicator_id", "region_code", "year"])["value"]


def _from(rows: pd.DataFrame) -> str:
    names = [cache.names().get(str(code), "Provinsi") for code in dict.fromkeys(rows["region_code"])]
    return (
        f" dari {units.number(len(names))} daerah" if len(names) > 3 else f" dari {', '.join(names)}" if names else ""
    )


def _revised(keys: list[Any], now: pd.Series[float], then: pd.Series[float]) -> str:
    """The revised figure that moved furthest for its size, with both values."""
    moved = {key: abs(now[key] - then[key]) / (abs(then[key]) or 1.0) for key in keys}
    indicator_id, code, year = max(moved, key=lambda key: (moved[key], key))
    indicator = INDICATORS[str(indicator_id)]
    name = cache.names().get(str(code), "Sulawesi Tenggara")
    old, new = (indicator.text(float(values[indicator_id, code, year])) for values in (then, now))
    return f", terjauh {indicator.short_label} {name} {year}: {old} menjadi {new}"


def _reported(now: pd.DataFrame, then: pd.DataFrame, today: date) -> str:
    """Which regions have reported since."""
    done = [_done(log, today) for log in (now, then)]
    codes = sorted({str(code) for code, *_ in done[0] - done[1]})
    names = [cache.names()[code] for code in codes if code in cache.names()]
    return f"Melapor sejak itu: {', '.join(names)}." if names else "Tidak ada laporan yang masuk sejak itu."


def _done(log: pd.DataFrame, today: date) -> set[tuple[object, ...]]:
    """Region, system and book year of every report that is there."""
    if log.empty:
        return set()
    there = log[quality.report_states(log, today).isin(["on_time", "late"])]
    return set(there[["region_code", "system", "book_year"]].itertuples(index=False, name=None))
