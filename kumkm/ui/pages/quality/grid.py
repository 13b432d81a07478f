"""The grid of Kualitas: region × heading with letter and percent, and the grade of every kind of delivery."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from kumkm.analysis.quality import GradeLines
from kumkm.domain import units
from kumkm.narrative.quality import COOPERATIVES, SUBJECTS
from kumkm.ui.parts import asking, quality, tables
from kumkm.ui.parts.html import NOTHING, join
from kumkm.ui.parts.quality import HEADINGS, Weights
from kumkm.ui.state import cache

BUCKET: Final = "74.00"
_NO_DATA: Final = Markup('<td class="k-none"><span>belum ada data</span></td>')
_NO_LETTER: Final = Markup('<td class="k-none" title="belum ada data"><span>–</span></td>')
_TITLE: Final = Markup(' title="{}"')


@dataclass(frozen=True)
class _Grid:
    """One subject's grid: `shares` are good and every by region and heading, `scores` year and index by region and
    subject (NaN where nothing has a weight)."""

    subject: str
    headings: Sequence[str]
    shares: Mapping[tuple[str, str], tuple[float, float]]
    scores: Mapping[tuple[str, str], tuple[int, float]]
    lines: GradeLines

    def year(self, code: str) -> int | None:
        score = self.scores.get((code, self.subject))
        return score[0] if score else None

    def why(self, indicator_id: str | None, code: str) -> Markup:
        """Attributes that ask where a number comes from; only cooperatives' are indicators too."""
        year = self.year(code)
        known = self.subject == COOPERATIVES and indicator_id and year
        return asking.why(indicator_id or "", code, year or 0) if known else NOTHING


@cache.per_build(50)
def grid_html(subject: str, weights: Weights) -> Markup:
    """The grid of one subject, graded with these weights; regions by code, binaan provinsi last."""
    grid = _grid(subject, weights)
    if not grid.headings:
        return Markup('<p class="k-notice">Belum ada kiriman {} yang dapat dinilai.</p>').format(SUBJECTS[subject])
    codes = [*cache.names(), *([BUCKET] if any(code == BUCKET for code, _ in grid.scores) else [])]
    body = join(_row(grid, code) for code in codes)
    return Markup(
        '<div class="k-scroll"><table class="k-grid"><thead>{}</thead><tbody>{}</tbody></table></div>{}'
    ).format(_head(grid), body, _remarks(grid, weights))


def _grid(subject: str, weights: Weights) -> _Grid:
    measured, scores = quality.measured(), quality.scores(weights)
    mine = measured[measured["subject"] == subject]
    return _Grid(
        subject=subject,
        headings=[heading for heading in HEADINGS if (mine["heading"] == heading).any()],
        shares={(row.region_code, row.heading): (row.good, row.every) for row in mine.itertuples()},
        scores={(row.region_code, row.subject): (int(row.year), row.score) for row in scores.itertuples()},
        lines=quality.lines(),
    )


def _head(grid: _Grid) -> Markup:
    groups: dict[str, int] = {}
    for heading in grid.headings:
        groups[HEADINGS[heading].group] = groups.get(HEADINGS[heading].group, 0) + 1
    title = f"{SUBJECTS[grid.subject]} {quality.period(quality.measured(), grid.subject)}"
    spans = join(Markup('<th colspan="{}">{}</th>').format(size, group) for group, size in groups.items())
    reasons = quality.parameters()["reason"]
    columns = join(
        Markup('<th title="{}">{}</th>').format(reasons[f"weight_{heading}"], HEADINGS[heading].label)
        for heading in grid.headings
    )
    others = join(Markup("<th>{}</th>").format(label) for label in SUBJECTS.values())
    return Markup(
        '<tr class="k-groups"><th>{title}</th>{spans}<th></th>'
        '<th class="k-gap"></th><th colspan="{subjects}">Nilai menurut kiriman</th></tr>'
        '<tr><th>Kabupaten/Kota</th>{columns}<th>Nilai</th><th class="k-gap"></th>{others}</tr>'
    ).format(title=title, spans=spans, subjects=len(SUBJECTS), columns=columns, others=others)


def _row(grid: _Grid, code: str) -> Markup:
    row_class = Markup(' class="k-bucket"') if code == BUCKET else NOTHING
    year = grid.year(code)
    wave = Markup(" <small>{}</small>").format(year) if grid.subject == "enterprises" and year else NOTHING
    name = cache.regions().by_code[code].short_name
    shares = join(_share(grid, code, heading) for heading in grid.headings)
    letters = join(_letter(grid, code, subject) for subject in SUBJECTS)
    return Markup('<tr{}{}><th scope="row">{}{}</th>{}{}<td class="k-gap"></td>{}</tr>').format(
        tables.of_region(code), row_class, name, wave, shares, _index(grid, code), letters
    )


def _share(grid: _Grid, code: str, heading: str) -> Markup:
    if (code, heading) not in grid.shares:
        return _NO_DATA
    good, every = grid.shares[code, heading]
    score, what = 100 * good / every, HEADINGS[heading]
    counted = f"{units.number(good)} dari {units.number(every)} {what.counted}"
    attributes = grid.why(what.indicator_id, code) or _TITLE.format(counted)
    return _cell(grid.lines, score, f"{written(score, 0)}%", attributes)


def _index(grid: _Grid, code: str) -> Markup:
    _, score = grid.scores.get((code, grid.subject), (0, math.nan))
    if math.isnan(score):
        return _NO_DATA
    return _cell(grid.lines, score, written(score, 1), grid.why("data_precision_index", code))


def _letter(grid: _Grid, code: str, subject: str) -> Markup:
    _, score = grid.scores.get((code, subject), (0, math.nan))
    if math.isnan(score):
        return _NO_LETTER
    return _cell(grid.lines, score, "", _TITLE.format(f"{SUBJECTS[subject]}: {written(score, 1)}"))


def _cell(lines: GradeLines, score: float, text: str, attributes: Markup) -> Markup:
    letter = lines.grade(score)
    return Markup('<td class="k-g{}"{}><b>{}</b>{}</td>').format(letter, attributes, letter, f" {text}" if text else "")


def written(score: float, decimals: int) -> str:
    """A score as every screen writes it; 100 only where nothing is wanting."""
    most = 100.0 if score >= 100 else 100 - 10**-decimals
    return units.number(min(most, float(units.rounded(score, decimals))), decimals)


def _remarks(grid: _Grid, weights: Weights) -> Markup:
    lines = []
    if dict(weights) != quality.agreed_weights():
        lines.append("Nilai dihitung dengan bobot yang diubah di bawah ini, bukan bobot baku.")
    unmeasured = [item.plain for key, item in HEADINGS.items() if key not in grid.headings]
    if unmeasured:
        lines.append(f"Tidak diukur pada kiriman {SUBJECTS[grid.subject]}: {', '.join(unmeasured).lower()}.")
    return Markup('<div class="k-aside"><p>{}</p></div>').format(" ".join(lines)) if lines else NOTHING
