"""What the quality of deliveries is measured by: headings, weights, lines between grades."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from kumkm.analysis import quality
from kumkm.analysis.quality import GradeLines
from kumkm.narrative import quality as narrative
from kumkm.narrative.grammar import small
from kumkm.narrative.quality import COOPERATIVES, SUBJECTS
from kumkm.ui.state import cache, choices

# Heading → weight, in the order of the headings, as what is kept for these weights is asked for.
Weights = tuple[tuple[str, float], ...]
TRIED: Final = "bobot_mutu"  # heading → weight, where it is not the agreed one: a parameter of the page


@dataclass(frozen=True)
class Heading:
    """A heading deliveries are measured under; `indicator_id` shows the same for cooperatives, if any."""

    label: str
    group: str
    counted: str
    indicator_id: str | None = None

    @property
    def plain(self) -> str:
        """The label without its place to break."""
        return self.label.replace("\u00ad", "")


_SATU_DATA, _OURS = "Satu Data Indonesia", "Mutu kiriman"
HEADINGS: Final = {
    "standar": Heading("Stan\u00addar", _SATU_DATA, "baris tanpa catatan", "quality_validity"),
    "metadata": Heading("Meta\u00addata", _SATU_DATA, "angka rekap tanpa catatan"),
    "interoperabilitas": Heading(
        "Inter\u00adope\u00adra\u00adbilitas", _SATU_DATA, "baris terpetakan", "quality_mappability"
    ),
    "kode_referensi": Heading("Kode refe\u00adrensi", _SATU_DATA, "kode baku"),
    "kelengkapan": Heading("Keleng\u00adkapan", _OURS, "sel wajib terisi", "quality_completeness"),
    "rekap": Heading("Rekap terisi", _OURS, "sel rekap terisi"),
    "ketepatan_waktu": Heading("Tepat waktu", _OURS, "laporan sebelum batas", "quality_timeliness"),
    "keunikan": Heading("Keu\u00adnikan", _OURS, "baris tidak ganda", "quality_uniqueness"),
    "kesesuaian": Heading("Kese\u00adsuaian", _OURS, "kecocokan daftar dan rekap", "quality_agreement"),
}


@cache.per_build(4)
def parameters() -> pd.DataFrame:
    """Thresholds and weights of this build by name: value, reason."""
    return cache.read("parameters").set_index("parameter")


def lines() -> GradeLines:
    """The lines between grades of this build."""
    return quality.lines_of(parameters()["value"])


def agreed_weights() -> dict[str, float]:
    """The weights of data/parameters.toml, in the order of the headings."""
    agreed = quality.weights_of(parameters()["value"])
    return {heading: agreed[heading] for heading in HEADINGS}


def weights() -> Weights:
    """The weights that are tried; the agreed ones where none are."""
    tried = choices.of(TRIED, {})
    return tuple((name, float(tried.get(name, value))) for name, value in agreed_weights().items())


@cache.per_build(4)
def measured() -> pd.DataFrame:
    """What the grades rest on: the read `quality` in each subject's latest full year."""
    return quality.latest(cache.read("quality"))


@cache.per_build(50)
def scores(weights: Weights) -> pd.DataFrame:
    """The index per region and subject with these weights: subject, region_code, year, score."""
    return quality.scores(measured(), dict(weights))


def _periods(rows: pd.DataFrame) -> list[str]:
    return [
        f"{label} {period(rows, subject)}" for subject, label in SUBJECTS.items() if (rows["subject"] == subject).any()
    ]


def period(rows: pd.DataFrame, subject: str) -> str:
    """The year the grades of a subject speak of; two where it was asked in waves."""
    years = rows[rows["subject"] == subject]["year"]
    return f"{years.min()}" if years.min() == years.max() else f"{years.min()}–{years.max()}"


def spoken() -> tuple[str, bool]:
    """How many regions have A or B for cooperatives and who has not reported; and whether that is simulated."""
    return _spoken(weights(), date.today())


@cache.per_build(50)
def _spoken(weights: Weights, today: date) -> tuple[str, bool]:
    names, rated = cache.names(), scores(weights)
    mine = rated[(rated["subject"] == COOPERATIVES) & rated["region_code"].isin(list(names))]
    grades = mine["score"].map(lines().grade)
    log = cache.read("submissions")
    book_year = None if log.empty else int(log["book_year"].max())
    waiting = set(log[(log["book_year"] == book_year) & (quality.report_states(log, today) == "due")]["region_code"])
    headline = narrative.headline(
        year=0 if mine.empty else int(mine["year"].max()),
        good=int(grades.isin(["A", "B"]).sum()),
        graded=int(grades.notna().sum()),
        total=len(names),
        book_year=book_year,
        waiting=[name for code, name in names.items() if code in waiting],
    )
    return headline, bool(measured()["simulated"].any() or log["simulated"].any())


def graded(region_code: str) -> str:
    """A region's grade for each kind of delivery: `Mutu data Kolaka: koperasi B, KUR A.`; empty where it has none."""
    mine = scores(weights()).set_index("region_code")
    rows = mine.loc[[region_code]] if region_code in mine.index else mine.iloc[:0]
    known = dict(zip(rows["subject"], rows["score"].map(lines().grade), strict=True))
    parts = [f"{small(label)} {known[subject]}" for subject, label in SUBJECTS.items() if known.get(subject)]
    return f"Mutu data {cache.names()[region_code]}: {', '.join(parts)}." if parts else ""


def is_changed() -> bool:
    """Whether the weights are others than the agreed ones."""
    return dict(weights()) != agreed_weights()
