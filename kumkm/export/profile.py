"""What the profile sheet holds: one region on one page of A4, made of the reads and sentences of the page Daerah.

Told as on that page: every figure in the one year in which its region is told (`comparable.reference_years`), of those
up to the year of the contents. What is due is due on the day of the build: a build has one sheet, not one a day. Where
it all stands on the page is `static/paper/profile.typ`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Final

import pandas as pd

from kumkm.analysis import proposals, quality
from kumkm.analysis.duplicates import duplicates
from kumkm.domain.breaks import Breaks
from kumkm.domain.indicators import BLOCKS, IN_BLOCKS, INDICATORS, Formula, Indicator, level_of
from kumkm.domain.meeting import THEME
from kumkm.domain.outlines import Outlines
from kumkm.domain.proposals import Stage
from kumkm.domain.question import question_from
from kumkm.domain.secrecy import SECRET, SECRET_WORDS
from kumkm.domain.units import MISSING
from kumkm.domain.view.growth import Span
from kumkm.domain.view.selection import PROVINCE
from kumkm.export import paper
from kumkm.export.contents import SUPPRESSED, Contents
from kumkm.export.downloads import OFFICE, SIMULATED
from kumkm.export.edition import Area, Edition, Row
from kumkm.export.text import breakable
from kumkm.figures.theme import LIGHT
from kumkm.narrative import clauses, region_lead, reporting, sentences
from kumkm.narrative.clauses import PROVINCE_NAME
from kumkm.narrative.gaps import break_words
from kumkm.narrative.grammar import Sentence, date_words
from kumkm.narrative.proposal_sentences import money, worth
from kumkm.narrative.quality import SUBJECTS
from kumkm.settings import Settings

TEMPLATE: Final = "profile.typ"
MOST_PROPOSALS: Final = 10
_GROWTH: Final = "grdp_growth"
_YEARS_DRAWN: Final = 15
# As statistical offices mark them; every other status needs no mark.
_MARKS: Final = dict(zip(clauses.PROVISIONAL, ("*", "**"), strict=True))
_NO_DATA, _NOTHING_ALIKE = "belum ada data", "tidak ada angka sebanding"
# A sheet has room for so many letters; a title that is longer is cut, and seen to be.
_TITLE, _MENU, _SAID_TITLE = 110, 44, 70
_REGISTER: Final = "register usulan"

Part = dict[str, Any]  # of a page, as the template reads it


def profiles(contents: Contents, settings: Settings) -> bytes:
    """The sheets as PDF: of one region, or of the province all regions, by code.

    Without outlines there is no map. Raises UsageError for a region, or a time, that nothing is known of.
    """
    contents.refuse_unknown_region()
    edition, made_at = Edition(contents), contents.build["built_at"].to_pydatetime()
    edition.refuse_unknown_year()
    build = _Build(edition)
    codes = list(contents.local) if contents.region_code == PROVINCE else [contents.region_code]
    content = {
        "title": f"Profil daerah {contents.areas[contents.region_code]}",
        "author": OFFICE,
        "theme": THEME,
        "province": PROVINCE_NAME,
        "until": contents.year,
        "mark": SIMULATED,
        "colours": {key: value for key, value in asdict(LIGHT).items() if isinstance(value, str)},
        "map": _map(contents.outlines),
        "build": f"Versi data {contents.build['build_id']}, keadaan {_moment(made_at)}.",
        "pages": [_page(_Region(build, edition.areas[code])) for code in codes],
    }
    return paper.pdf(settings, TEMPLATE, content, made_at)


def _moment(made_at: Any) -> str:
    return f"{date_words(f'{made_at:%Y-%m-%d}')}, {made_at:%H.%M} UTC"


def _map(outlines: Outlines | None) -> Part | None:
    if outlines is None:
        return None
    notice = "; ".join(text for text in (outlines.note, outlines.attribution) if text)
    size = {"width": outlines.width, "height": outlines.height}
    return {**size, "rings": dict(sorted(outlines.rings.items())), "notice": f"Peta: {notice}."}


@dataclass(frozen=True)
class _Build:
    """What the sheets of all regions share besides, asked once."""

    edition: Edition

    @cached_property
    def growth(self) -> pd.DataFrame:
        return self.edition.read("indicator_panel", indicator_id=_GROWTH)

    @cached_property
    def breaks(self) -> Breaks:
        """Of growth itself, and of the level it is made from: a year across such a break has no growth."""
        return Breaks(item for key in (_GROWTH, level_of(_GROWTH)) for item in self.edition.breaks(key).all)

    @cached_property
    def budget_year(self) -> int | None:
        """The latest budget year with proposals, up to the year after: a year is when the next one is planned."""
        years = proposals.delivered(self.edition.contents.read)["budget_year"]
        known = years[years <= self.edition.contents.year + 1]
        return None if known.empty else int(known.max())

    @cached_property
    def measured(self) -> pd.DataFrame:
        return quality.latest(self.edition.read("quality"))

    @cached_property
    def parameters(self) -> pd.Series[float]:
        return self.edition.read("parameters").set_index("parameter")["value"]

    @cached_property
    def scores(self) -> pd.DataFrame:
        return quality.scores(self.measured, quality.weights_of(self.parameters))


@dataclass(frozen=True)
class _Region:
    """One region of the build, the province beside it, and what it has reported."""

    build: _Build
    area: Area

    @property
    def code(self) -> str:
        return self.area.code

    @cached_property
    def proposals(self) -> pd.DataFrame:
        return proposals.of_year(self.build.edition.contents.read, self.build.budget_year, self.code)

    @cached_property
    def reports(self) -> pd.DataFrame:
        every = self.build.edition.reports
        return every[every["region_code"] == self.code]

    @cached_property
    def late(self) -> list[region_lead.Late]:
        return region_lead.late(self.reports[self.reports["state"] == "due"])

    def beside(self, indicator_id: str) -> Row | None:
        """The province of the same time; None where it has no value then, or only of another part of the year."""
        mine = self.area.row(indicator_id)
        other = None if mine is None else self.build.edition.areas[PROVINCE].row(indicator_id, int(mine["year"]))
        if mine is None or other is None or sentences.when(mine) != sentences.when(other):
            return None
        return other

    def is_simulated(self, text: str) -> bool:
        """Whether the number a clause is about is simulated."""
        question = question_from(text)
        row = None if question is None else self.area.row(question[0], question[2])
        return row is not None and bool(row["simulated"])


def _page(region: _Region) -> Part:
    area = region.area
    place = region.build.edition.contents.regions.by_code[region.code]
    blocks = [_block(region, title, ids) for title, ids in BLOCKS.items()]
    parts = {
        "bars": _bars(region),
        "line": _line(region),
        "proposals": _proposals(region),
        "quality": _quality(region),
        "discuss": _discuss(region),
    }
    opening = region_lead.opening(area.values, area.code, place.short_name, area.years, area.standings)
    return {
        "code": region.code,
        "name": place.name,
        "facts": region_lead.facts(place, area.values, area.years),
        "said": _clauses(region, opening),
        "simulated": any(part["simulated"] for part in (*blocks, *parts.values())),
        "blocks": blocks,
        **parts,
        **_foot(region, blocks),
    }


def _clauses(region: _Region, sentence: Sentence) -> list[Part]:
    """A sentence clause by clause, each with whether its number is simulated."""
    return [{"text": clause.text, "simulated": region.is_simulated(clause.question)} for clause in sentence.clauses]


# ---- the twelve figures ----------------------------------------------------------------------------------------------


def _block(region: _Region, title: str, ids: Sequence[str]) -> Part:
    rows = [_figure(region, INDICATORS[key]) for key in ids]
    return {"title": title, "rows": rows, "simulated": any(row["simulated"] for row in rows)}


def _figure(region: _Region, indicator: Indicator) -> Part:
    """One figure: value and time, how it moved, where it stands, and the province at the same time."""
    row, beside = region.area.row(indicator.id), region.beside(indicator.id)
    label = {"label": indicator.short_label}
    if row is None:
        return label | {"value": None, "nothing": _NO_DATA, "simulated": False}
    among = region.area.standings.get(indicator.id)
    return label | {
        "whom": reporting.reported(indicator, row),
        "value": clauses.value_text(indicator, row["value"], row["status"]),
        "mark": _MARKS.get(str(row["status_words"]), ""),
        "simulated": bool(row["simulated"]),
        "when": sentences.when(row),
        "moved": indicator.moved_text(row["value"], row["change"]),
        "beside": _province(indicator, beside),
        "place": clauses.rank(among, region.code) if among and region.code in among.names else "",
    }


def _province(indicator: Indicator, row: Row | None) -> Part:
    if row is None:
        return {"value": MISSING, "mark": "", "simulated": False}
    value = clauses.value_text(indicator, row["value"], row["status"])
    return {"value": value, "mark": _MARKS.get(str(row["status_words"]), ""), "simulated": bool(row["simulated"])}


# ---- the two pictures ------------------------------------------------------------------------------------------------


def _bars(region: _Region) -> Part:
    """The shares of a hundred among the twelve, the region above the province; `most` is the longest bar."""
    shares = [INDICATORS[key] for key in IN_BLOCKS if _is_share(INDICATORS[key])]
    rows = [_pair(region, indicator) for indicator in shares]
    lengths = [bar["length"] for row in rows for bar in row["bars"] if bar["length"] is not None]
    return {
        "title": "Dibanding provinsi",
        "rows": rows,
        "most": max(lengths, default=0.0),
        "simulated": any(bar["simulated"] for row in rows for bar in row["bars"]),
    }


def _is_share(indicator: Indicator) -> bool:
    return indicator.unit.is_percent and indicator.formula is not Formula.GROWTH


def _pair(region: _Region, indicator: Indicator) -> Part:
    row, bars = region.area.row(indicator.id), [_bar(indicator, region.area.row(indicator.id), _NO_DATA)]
    if row is not None:
        bars.append(_bar(indicator, region.beside(indicator.id), _NOTHING_ALIKE))
    return {"label": indicator.short_label, "when": "" if row is None else sentences.when(row), "bars": bars}


def _bar(indicator: Indicator, row: Row | None, otherwise: str) -> Part:
    if row is None or (pd.isna(row["value"]) and row["status"] != SUPPRESSED):
        return {"length": None, "text": otherwise, "simulated": False}
    text = clauses.value_text(indicator, row["value"], row["status"])
    length = None if text == SECRET else float(row["value"])
    return {"length": length, "text": text, "simulated": bool(row["simulated"])}


def _line(region: _Region) -> Part:
    """Growth over the years of the region and the province; a line ends where a year is missing or a series breaks."""
    indicator, panel = INDICATORS[_GROWTH], region.build.growth
    mine = panel[panel["region_code"].isin([region.code, PROVINCE])].dropna(subset=["value"])
    mine = mine[mine["year"] > mine["year"].max() - _YEARS_DRAWN]
    if mine.empty:
        return {"title": indicator.short_label, "series": [], "simulated": False}
    first, last = int(mine["year"].min()), int(mine["year"].max())
    named = {PROVINCE: PROVINCE_NAME, region.code: region.area.name}
    return {
        "title": f"{indicator.short_label}, {indicator.unit.name}",
        "first": first,
        "last": last,
        "low": float(mine["value"].min()),
        "high": float(mine["value"].max()),
        "series": [
            {"name": name, "own": code == region.code, **_series(region.build, indicator, mine, code)}
            for code, name in named.items()
        ],
        "note": break_words(region.build.breaks, named, Span(first, last)),
        "simulated": bool(mine["simulated"].any()),
    }


def _series(build: _Build, indicator: Indicator, panel: pd.DataFrame, code: str) -> Part:
    mine = panel[panel["region_code"] == code].sort_values("year")
    points = [(int(year), float(value)) for year, value in zip(mine["year"], mine["value"], strict=True)]
    ending = "" if not points else f"{indicator.text(points[-1][1])} ({points[-1][0]})"
    return {"pieces": _pieces(points, build.breaks, code), "ending": ending}


def _pieces(points: Sequence[tuple[int, float]], breaks: Breaks, code: str) -> list[list[tuple[int, float]]]:
    """Points by year in runs that may be joined by a line: no year missing between two, and no break."""
    runs: list[list[tuple[int, float]]] = []
    for year, value in points:
        before = runs[-1][-1][0] if runs else None
        joins = before == year - 1 and not breaks.lie_between(code, year - 1, year)
        runs[-1].append((year, value)) if joins else runs.append([(year, value)])
    return runs


# ---- proposals, quality, what to discuss -----------------------------------------------------------------------------


def _proposals(region: _Region) -> Part:
    """The first of the year's proposals by amount, how many there are, and what was asked for."""
    mine, year = region.proposals, region.build.budget_year
    title = f"Usulan tahun anggaran {year}" if year else "Usulan"
    if mine.empty:
        return {"title": title, "detail": "", "count": 0, "rows": [], "simulated": False}
    pairs = duplicates(mine)
    again = {*pairs["proposal_id"], *pairs["other_id"]}
    amount = worth(mine.loc[mine["submitted"], "proposed_idr"])
    return {
        "title": title,
        "detail": f"{len(mine)} usulan" + (f", {amount} diajukan" if amount else ""),
        "count": len(mine),
        "rows": [_proposal(row, row.proposal_id in again) for row in mine.head(MOST_PROPOSALS).itertuples()],
        "simulated": bool(mine["simulated"].any()),
    }


def _proposal(row: Any, doubtful: bool) -> Part:
    return {
        "title": _cut(_text(row.title, "tanpa judul"), _TITLE),
        "note": "diduga ganda" if doubtful else "",
        "menu": _cut(_text(row.menu, MISSING), _MENU, word=16),
        "amount": MISSING if pd.isna(row.proposed_idr) else money(float(row.proposed_idr)),
        "stage": _text(row.stage_words, MISSING),
        "simulated": bool(row.simulated) and pd.notna(row.proposed_idr),
    }


def _text(value: Any, otherwise: str) -> str:
    return value if isinstance(value, str) and value.strip() else otherwise


def _cut(text: str, most: int, word: int = 26) -> str:
    """A text of at most so many letters, with places to break in words that no column is wide enough for."""
    shown = text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
    return breakable(shown, word)


def _quality(region: _Region) -> Part:
    """A grade for each kind of delivery, and which reports are not in."""
    build = region.build
    mine = build.scores[build.scores["region_code"] == region.code].set_index("subject")["score"]
    lines = quality.lines_of(build.parameters)
    letters = {key: lines.grade(float(mine[key])) if key in mine.index else None for key in SUBJECTS}
    measured = build.measured[build.measured["region_code"] == region.code]
    return {
        "title": "Mutu data",
        "grades": [{"label": SUBJECTS[key], "letter": letter or MISSING} for key, letter in letters.items()],
        "said": _reports_said(region),
        "simulated": bool(measured["simulated"].any() or region.reports["simulated"].any()),
    }


def _reports_said(region: _Region) -> str:
    if region.reports.empty:
        return "Belum ada catatan laporan."
    coming = region_lead.next_report(region.reports[region.reports["state"] == "open"])
    return " ".join(text for text in (*region_lead.not_in(region.late), coming) if text)


def _discuss(region: _Region) -> Part:
    """The three things that the page Daerah names, by the same rule."""
    area = region.area
    returned = region.proposals[region.proposals["stage"] == Stage.RETURNED.value]
    topics = region_lead.to_discuss(
        area.values,
        area.code,
        area.years,
        area.standings,
        among=IN_BLOCKS,
        late=region.late,
        returned=[_cut(_text(title, "tanpa judul"), _SAID_TITLE) for title in returned["title"]],
        returned_simulated=bool(returned["simulated"].any()),
    )
    items = [_clauses(region, item) for item in topics]
    by_rule = bool(region.late) and any(report.simulated for report in region.late)
    marked = any(clause["simulated"] for item in items for clause in item)
    return {
        "title": "Tiga hal untuk dibahas",
        "items": items,
        "nothing": "Tidak ada yang menonjol menurut aturan.",
        "rule": "Menurut aturan: peringkat di paruh bawah, laporan terlambat, usulan dikembalikan.",
        "simulated": marked or by_rule or bool(returned["simulated"].any()),
    }


# ---- the foot --------------------------------------------------------------------------------------------------------


def _foot(region: _Region, blocks: Sequence[Part]) -> Part:
    """Who published what is shown, of which times it is, and what the marks in the figures mean."""
    edition, area = region.build.edition, region.area
    rows = {key: row for key in IN_BLOCKS if (row := area.row(key)) is not None}
    sources = dict.fromkeys(edition.sources(key, int(row["year"])) for key, row in rows.items())
    times = dict.fromkeys(sentences.when(row) for row in rows.values())
    if len(region.proposals):
        sources[_REGISTER] = None
        times[f"tahun anggaran {region.build.budget_year}"] = None
    return {
        "sources": f"Sumber: {'; '.join(sources)}." if sources else "",
        "times": f"Periode angka: {'; '.join(times)}." if times else "",
        "legend": list(_legend([row for block in blocks for row in block["rows"]])),
    }


def _legend(rows: Sequence[Part]) -> Iterator[str]:
    """What each mark means that stands among the figures."""
    cells = [cell for row in rows for cell in (row, row.get("beside") or {})]
    marks, values = {cell.get("mark") for cell in cells}, {cell.get("value") for cell in cells}
    yield from (f"{mark} {words}" for words, mark in _MARKS.items() if mark in marks)
    if SECRET in values:
        yield SECRET_WORDS
    if MISSING in values:
        yield f"{MISSING} {_NOTHING_ALIKE}"
