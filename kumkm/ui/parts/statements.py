"""What has been said in public about an area."""

from __future__ import annotations

from typing import Any

import pandas as pd
from markupsafe import Markup

from kumkm.domain import units
from kumkm.domain.view.selection import PROVINCE, Selection
from kumkm.narrative.grammar import date_words
from kumkm.ui.parts.html import NOTHING, join, place
from kumkm.ui.state import cache

_SHOWN_SUBJECTS = ("koperasi_total", "koperasi_aktif", "koperasi_rat", "umkm_total", "kur_penyaluran")


def public_statements(selection: Selection) -> None:
    """What has been said in public about cooperatives and enterprises, contradictions side by side."""
    place(_statements(selection.region_code))


@cache.per_build(100, ahead=cache.every_area)
def _contradicted(region_code: str) -> int:
    """Of how many subjects the public heard more than one number."""
    statements = _statements_on(region_code)
    return int(statements.loc[statements["versions"] > 1, "subject_id"].nunique())


def _statements_on(region_code: str) -> pd.DataFrame:
    """Statements on the subjects shown, targets apart."""
    statements = cache.read("statements", region_code=region_code)
    return statements[statements["subject_id"].isin(_SHOWN_SUBJECTS) & (statements["qualifier"] != "target")]


def count_html(selection: Selection) -> Markup:
    """How many public statements contradict each other, and the way to them; empty where none do."""
    count = _contradicted(selection.region_code)
    link = Markup(
        '<p class="k-go"><a href="/kualitas#pernyataan" data-page="kualitas">{} pernyataan publik berbeda →</a></p>'
    )
    return link.format(count) if count else NOTHING


@cache.per_build(100, ahead=cache.every_area)
def _statements(region_code: str) -> Markup:
    area = "Sulawesi Tenggara" if region_code == PROVINCE else cache.names()[region_code]
    statements = _statements_on(region_code)
    section = Markup(
        '<section class="k-said"><h2>Pernyataan publik tentang koperasi dan UMKM<span>bukan data dinas</span></h2>'
        "{}</section>"
    )
    if statements.empty:
        nothing = Markup("<p>Belum ada pernyataan publik tentang {} dalam himpunan ini.</p>")
        return section.format(nothing.format(area))
    nation = cache.read("statements", region_code="00")
    rows = [
        _said_row(statements, nation, subject)
        for subject in _SHOWN_SUBJECTS
        if (statements["subject_id"] == subject).any()
    ]
    return section.format(Markup("<table>{}</table>").format(join(rows)))


def _said_row(statements: pd.DataFrame, nation: pd.DataFrame, subject: str) -> Markup:
    """One subject: the year with the most versions, newest first; every version with speaker and date."""
    mine = statements[statements["subject_id"] == subject]
    year = int(mine.sort_values(["versions", "year"], ascending=False)["year"].iloc[0])
    shown = mine[mine["year"] == year]
    versions = [
        Markup('<li title="{}"><b>{}</b> {}{}</li>').format(
            _full(row), _value(row), str(row.speaker), _when(row.said_on)
        )
        for row in shown.itertuples()
    ]
    compared = nation[(nation["subject_id"] == subject) & (nation["year"] == year)].head(1)
    versions += [Markup("<li>Indonesia {}</li>").format(_value(row)) for row in compared.itertuples()]
    label = str(shown["label"].iloc[0])
    clashing = Markup('<i title="Sumber saling bertentangan">berbeda</i>')
    return Markup("<tr><th>{} {}{}</th><td><ul>{}</ul></td></tr>").format(
        label, year, clashing if shown["versions"].iloc[0] > 1 else NOTHING, join(versions)
    )


def _value(row: Any) -> str:
    value, unit = float(row.value), str(row.unit)
    about = "±" if row.qualifier == "perkiraan" else ""
    if unit == "rupiah":
        scale = units.scale_for(value)
        return about + units.quantity(value, units.RUPIAH, 2 if scale is units.TRILLIONS else 0, scale)
    return about + units.number(value)


def _when(said_on: object) -> Markup:
    return Markup(" <time>{}</time>").format(date_words(said_on)) if isinstance(said_on, str) else NOTHING


def _full(row: Any) -> str:
    parts = [row.title, row.note, row.reference]
    return " · ".join(str(part) for part in parts if isinstance(part, str))
