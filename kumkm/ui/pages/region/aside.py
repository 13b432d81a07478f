"""Beside the figures of Daerah: this year's proposals, the quality of what was delivered, three things to discuss."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pandas as pd
from markupsafe import Markup

from kumkm.analysis import proposals, quality
from kumkm.analysis.duplicates import duplicates
from kumkm.domain.indicators import IN_BLOCKS
from kumkm.domain.proposals import Stage
from kumkm.domain.view.selection import PROVINCE
from kumkm.narrative import region_lead
from kumkm.narrative.proposal_sentences import money_or_missing, worth
from kumkm.narrative.quality import SUBJECTS
from kumkm.narrative.region_lead import Late
from kumkm.ui.parts import prose, simulation
from kumkm.ui.parts.html import NOTHING, join
from kumkm.ui.parts.quality import Weights, lines, scores, weights
from kumkm.ui.state import cache

_LISTED: Final = 5
_RULE: Final = "Menurut aturan: peringkat di paruh bawah, laporan terlambat, usulan dikembalikan."
_QUIET: Final = Markup('<p class="k-text k-quiet">{}</p>')


@cache.per_build(200, ahead=lambda: [(code, True) for (code,) in cache.every_area()])
def proposals_html(region_code: str, named: bool) -> Markup:
    """The proposals of the last budget year: title, stage, amount as submitted; the dearest first, the rest counted.

    Unless they may be `named`, how many stand at each stage.
    """
    year = max(cache.budget_years(), default=None)
    mine = _proposals(region_code, year)
    title = f"Usulan {year}" if year else "Usulan"
    if mine.empty:
        return prose.heading_html(title) + _QUIET.format("Belum ada usulan.")
    rows, left = (_named(mine, region_code), len(mine) - _LISTED) if named else (_counted(mine), 0)
    more = Markup('<p class="k-go"><a href="/usulan?bagian=daftar" data-page="usulan">{}</a></p>')
    amount = worth(mine.loc[mine["submitted"], "proposed_idr"])
    detail = f"{len(mine)} usulan" + (f", {amount} diajukan" if amount else "")
    return (
        prose.heading_html(title, detail)
        + Markup('<table class="k-table k-asked"><tbody>{}</tbody></table>').format(rows)
        + (more.format(f"{left} usulan lain →") if left > 0 else NOTHING)
    )


def _named(mine: pd.DataFrame, region_code: str) -> Markup:
    pairs = duplicates(mine)
    again = {*pairs["proposal_id"], *pairs["other_id"]}
    return join(_proposal(row, region_code, row.proposal_id in again) for row in mine.head(_LISTED).itertuples())


def _counted(mine: pd.DataFrame) -> Markup:
    """A row for each stage somebody stands at, in official order."""
    counts, row = mine["stage"].value_counts(), Markup('<tr><td>{}</td><td class="k-num"><span{}>{}</span></td></tr>')
    real = simulation.underlined(bool(mine["simulated"].any()))
    return join(row.format(stage.words, real, int(counts[stage])) for stage in Stage if stage in counts)


def _proposals(region_code: str, year: int | None) -> pd.DataFrame:
    """What was delivered for a budget year of a region, or of all; the dearest first."""
    return proposals.of_year(cache.read, year, region_code)


def _proposal(row: Any, region_code: str, doubtful: bool) -> Markup:
    """The whole title, for its end tells it from others; of the province's list also the region it is from."""
    real = simulation.underlined(row.simulated)
    beside = [_whose(row) if region_code == PROVINCE else "", "diduga ganda" if doubtful else ""]
    notes = join(Markup(" <small>{}</small>").format(note) for note in beside if note)
    return Markup('<tr><td>{}{}</td><td>{}</td><td class="k-num"><span{}>{}</span></td></tr>').format(
        row.title, notes, row.stage_words, real, money_or_missing(row.proposed_idr)
    )


def _whose(row: Any) -> str:
    """The region, where the title does not name it already."""
    code = str(row.region_code)
    if code not in cache.names():
        return ""
    called = (cache.names()[code], cache.regions().by_code[code].abbreviation)
    return "" if any(name in str(row.title) for name in called) else called[0]


def quality_html(region_code: str) -> Markup:
    """A grade for each kind of delivery, and what is late."""
    return _quality(region_code, weights(), date.today())


@cache.per_build(100)
def _quality(region_code: str, weighing: Weights, _today: date) -> Markup:
    rows, names = scores(weighing), cache.names()
    codes = [region_code] if region_code in names else list(names)
    grades = rows[rows["region_code"].isin(codes)].groupby("subject")["score"].mean()
    cells = join(_grade(label, grades.get(subject)) for subject, label in SUBJECTS.items())
    late = _late(region_code)
    count, reports_html = region_lead.not_in(late)
    if late:
        reports_html = Markup("<span{}>{}</span> {}").format(
            simulation.underlined(late[0].simulated), count, reports_html
        )
    if coming := _next(region_code):
        reports_html = Markup("{} {}").format(reports_html, coming)
    return (
        prose.heading_html("Mutu data", "rata-rata daerah" if region_code == PROVINCE else "")
        + Markup('<p class="k-grades">{}</p>').format(cells)
        + _QUIET.format(reports_html)
    )


def _grade(label: str, score: float | None) -> Markup:
    if score is None or pd.isna(score):
        return Markup('<span><b class="k-none">–</b>{}</span>').format(label)
    letter = lines().grade(float(score))
    return Markup('<span><b class="k-g{}">{}</b>{}</span>').format(letter, letter, label)


def _late(region_code: str) -> list[Late]:
    """Reports that are due and not there, by the log of operators."""
    return region_lead.late(_reports(region_code, "due", date.today()))


def _next(region_code: str) -> str:
    """Which report is expected next, and when; empty where none is."""
    return region_lead.next_report(_reports(region_code, "open", date.today()))


@cache.per_build(200)
def _reports(region_code: str, state: str, today: date) -> pd.DataFrame:
    """Reports of a region, or of all, that are in a state on a day; see `quality.report_states`."""
    log = cache.read("submissions")
    if log.empty:
        return log
    reports = log[quality.report_states(log, today) == state]
    return reports if region_code == PROVINCE else reports[reports["region_code"] == region_code]


def discuss_html(region_code: str, named: bool) -> Markup:
    """Three things to talk about, none of the province; proposals are counted unless they may be `named`."""
    return NOTHING if region_code == PROVINCE else _discuss(region_code, named, date.today())


@cache.per_build(200, ahead=lambda: [(code, True, date.today()) for (code,) in cache.every_area() if code != PROVINCE])
def _discuss(region_code: str, named: bool, _today: date) -> Markup:
    """The same, on a day: what is late depends on it."""
    years = cache.told_years(region_code)
    year = max(cache.budget_years(), default=None)
    mine = _proposals(region_code, year)
    returned = mine[mine["stage"] == Stage.RETURNED.value]
    titles = returned["title"].astype(str).tolist()
    topics = region_lead.to_discuss(
        cache.read("area_values", region_code=region_code),
        region_code,
        years,
        cache.told_standings(years),
        among=IN_BLOCKS,
        late=_late(region_code),
        returned=titles if named or not titles else [f"{len(titles)} judul"],
        returned_simulated=bool(returned["simulated"].any()),
    )
    heading = Markup('<h2 class="k-heading" title="{}">Tiga hal untuk dibahas</h2>').format(_RULE)
    if not topics:
        return heading + _QUIET.format("Tidak ada yang menonjol menurut aturan itu.")
    items = join(Markup("<li>{}</li>").format(prose.sentence_html(item)) for item in topics)
    return heading + Markup('<ol class="k-discuss">{}</ol>').format(items)
