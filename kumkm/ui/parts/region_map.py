"""The region map: one value per region and year as a map or as equal tiles, to look at and to choose from.

The drawing is done by `static/map/region_map.js`; the browser fetches that and the shapes once and keeps
them. What travels with every rerun is the values, in words already.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypedDict

from kumkm.ui.parts.component import Component
from kumkm.ui.state import assets, choices

View = Literal["", "peta", "ubin"]
Kind = Literal["rate", "count", "diverging"]


class Words(TypedDict):
    """Every word the map says by itself. Braces are filled in by the browser."""

    map: str
    tiles: str
    view: str
    values: str
    play: str
    pause: str
    clear: str
    rank: str
    alike: str
    selected: str
    cleared: str
    legend: str
    hint: str
    graded: str
    secret: str
    secret_mark: str
    simulated: str
    why: str
    why_hint: str
    about: str
    picture: str
    picture_help: str
    picture_of: str
    range: str
    regions: str
    same: str
    better: str
    worse: str
    unnamed: str


WORDS: Final[Words] = {
    "map": "Peta",
    "tiles": "Ubin",
    "view": "Tampilan",
    "values": "Angka",
    "play": "Putar",
    "pause": "Jeda",
    "clear": "Seluruh provinsi",
    "rank": "peringkat {rank} {whom}",
    "alike": "dekat nilai tengah",
    "selected": "dipilih",
    "cleared": "Seluruh provinsi",
    "legend": "Legenda",
    "hint": "Panah berpindah, Enter memilih, Escape kembali ke seluruh provinsi.",
    "graded": "D: mutu data di bawah C, perlu pendampingan",
    "secret": "r: dirahasiakan",
    "secret_mark": "r",
    "simulated": "DATA SIMULASI",
    "why": "Dari mana angka ini?",
    "why_hint": "I atau klik ganda untuk asal angka.",
    "about": "Tentang batas dan kelas",
    "picture": "Gambar",
    "picture_help": "Unduh atau salin peta ini sebagai gambar",
    "picture_of": "{title}, peta",
    "range": "{low}–{high}",
    "regions": "{count} daerah",
    "same": "praktis sama",
    "better": "membaik",
    "worse": "memburuk",
    "unnamed": "{count} nama tidak muat",
}


@dataclass(frozen=True)
class MapClasses:
    """Class edges from low to high, one more than classes, at least two, with their texts beside them.

    `low` and `high` say that the outer class there is open ("> 6"), `alike` that the one class there is holds values
    that hardly differ. `fit` says in words how well the classes fit. `names` are the words for the classes, where they
    have any: a limit that somebody set means something.
    """

    edges: Sequence[float]
    edge_texts: Sequence[str]
    low: bool = False
    high: bool = False
    alike: bool = False
    fit: str | None = None
    names: Sequence[str] = ()


@dataclass(frozen=True)
class RegionMapPayload:
    """What the map shows. Numbers come twice: as numbers to draw, as Indonesian text to read.

    `values` and `texts` hold one entry per year of `years` for each region code; None (or NaN) in `values`
    is drawn as missing, and its text is not shown. Every region of the shapes file is drawn; one without an
    entry in `values` is missing in all years. `names` decides what it is called.

    `classes` are those of the year shown. While years play, `pooled`, those of all years together, are held fixed. Of a
    count only the last edge of `pooled` matters: it is the value of the largest circle; `circle_sizes` are the
    (value, text) pairs of the circle legend, three at most. `tone` says of a diverging scale which way is better: 1
    above zero, -1 below, 0 neither.

    `province` is the province's own value, one entry per year, `province_texts` beside it and `province_name` before.

    `compare` are at most three codes besides `selected`; they get a square, a diamond and a triangle, in this
    order. With `by_address` both are those of the page's address, and no part of what is sent.

    `year_notes` says what kind of figure a year holds ("angka sementara"), one entry per year or none.
    `view` and `labels` are only what a new visitor sees: the viewer's own choice is kept in the browser.

    `grades`, `missing_texts` and `simulated` hold one entry per year of `years` as well, the first two for each
    region code that needs them. A letter in `grades` is drawn in a ring, "" is not: give only what is below C.
    `reports` says, as `grades` does, of how many bodies a figure is told ("412 dari 867 koperasi melapor").
    A text in `missing_texts` says why a missing value is withheld ("dirahasiakan (r)"): it replaces
    `missing_text`, and the region carries an r instead of hatching; "" is plainly missing, and beside a value
    the text is ignored. A year that is true in `simulated` is stamped as such.

    `places` are the ranks from `kumkm.analysis.comparable`, one entry per year for each region: 0 is alike to the
    median, None is not compared. `whom` says for each year among how many, in figures and in words.

    `tones` is a second reading of a count, one entry per year: the place of a region in `tone_texts` (three at most,
    from little to much), which is how dark its circle is; None, or no entry, is the plain colour. `tone_title` says in
    the legend what they are of.
    """

    title: str
    unit: str
    kind: Kind
    years: Sequence[int]
    year: int
    values: Mapping[str, Sequence[float | None]]
    texts: Mapping[str, Sequence[str]]
    names: Mapping[str, str]
    abbreviations: Mapping[str, str]
    classes: MapClasses
    pooled: MapClasses | None = None
    tone: Literal[-1, 0, 1] = 0
    province: Sequence[float | None] = ()
    province_texts: Sequence[str] = ()
    province_name: str = ""
    places: Mapping[str, Sequence[int | None]] = field(default_factory=dict)
    whom: Sequence[tuple[int, str]] = ()
    selected: str | None = None
    compare: Sequence[str] = ()
    by_address: bool = False
    view: View = "peta"
    labels: bool = True
    playable: bool = True
    projector: bool = False
    source_line: str = ""
    missing_text: str = "belum ada data"
    circle_sizes: Sequence[tuple[float, str]] = ()
    year_notes: Sequence[str] = ()
    grades: Mapping[str, Sequence[str]] = field(default_factory=dict)
    missing_texts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    simulated: Sequence[bool] = ()
    reports: Mapping[str, Sequence[str]] = field(default_factory=dict)
    tones: Mapping[str, Sequence[int | None]] = field(default_factory=dict)
    tone_texts: Sequence[str] = ()
    tone_title: str = ""
    words: Words = field(default_factory=lambda: WORDS)


_component = Component("region_map", "map/region_map.js", "map/region_map.css")


def region_map(
    payload: RegionMapPayload,
    *,
    key: str,
    on_select: Callable[[], None] | None = None,
    on_year: Callable[[], None] | None = None,
    on_why: Callable[[], None] | None = None,
    on_view: Callable[[], None] | None = None,
) -> None:
    """Draw the map, as wide as its column and as high as `--k-map-height` says there (`static/map/region_map.css`).

    The callbacks run before the script does; in them `picked_region(key)` and `picked_year(key)` say what
    was chosen. The map shows a choice at once and then expects `selected` and `year` to follow. With `on_why`
    the viewer can ask where a number comes from; in it `picked_why(key)` says for which region. With `on_view` the page
    keeps the view: in it `picked_view(key)` says which, and `view` is expected to follow; else the browser keeps it.
    """
    data = _data(payload, key=key) | ({"keepsView": True} if on_view else {})
    _component(
        data if on_why is None else data | {"why": True},
        key=key,
        on_region_change=on_select or _ignore,
        on_year_change=on_year or _ignore,
        on_why_change=on_why or _ignore,
        on_view_change=on_view or _ignore,
    )


def picked_region(key: str) -> str | None:
    """Return the code just chosen on the map `key`, None for the whole province. For use in `on_select`."""
    return choices.of(key).region or None


def picked_year(key: str) -> int | None:
    """Return the year just played on the map `key`. For use in `on_year`."""
    year = choices.of(key).year
    return None if year is None else int(year)


def picked_why(key: str) -> str | None:
    """Return the code whose number is asked about, None for the whole province. For use in `on_why`."""
    return choices.of(key).why or None


def picked_view(key: str) -> str:
    """Return the view just chosen on the map `key`. For use in `on_view`."""
    return str(choices.of(key).view or "")


def mounted(payload: RegionMapPayload, *, key: str) -> dict[str, Any]:
    """What a drawing is told that mounts the map itself."""
    return _component.mount_data(_data(payload, key=key))


def _data(payload: RegionMapPayload, *, key: str) -> dict[str, Any]:
    return {
        "id": key,
        "shapesUrl": assets.url("geo/regions.json"),
        "title": payload.title,
        "unit": payload.unit,
        "kind": payload.kind,
        "years": list(payload.years),
        "year": payload.year,
        "values": {code: [_finite(value) for value in row] for code, row in payload.values.items()},
        "texts": {code: list(row) for code, row in payload.texts.items()},
        "names": dict(payload.names),
        "abbreviations": dict(payload.abbreviations),
        "classes": _classes(payload.classes),
        "tone": payload.tone,
        **({} if payload.by_address else {"selected": payload.selected, "compare": list(payload.compare)[:3]}),
        "view": payload.view,
        "labels": payload.labels,
        "playable": payload.playable,
        "projector": payload.projector,
        "sourceLine": payload.source_line,
        "missingText": payload.missing_text,
        "circleSizes": [[float(value), text] for value, text in payload.circle_sizes],
        "yearNotes": list(payload.year_notes),
        "words": dict(payload.words),
        **_marks(payload),
    }


def _classes(classes: MapClasses) -> dict[str, Any]:
    """Only what there is of an open end, likeness and fit travels."""
    extras = {
        "low": classes.low,
        "high": classes.high,
        "alike": classes.alike,
        "fit": classes.fit,
        "names": list(classes.names),
    }
    edges = [float(edge) for edge in classes.edges]
    return {
        "edges": edges,
        "texts": list(classes.edge_texts),
        **{name: value for name, value in extras.items() if value},
    }


def _marks(payload: RegionMapPayload) -> dict[str, Any]:
    """Most maps have none: what says nothing does not travel."""
    marks = {
        "grades": _spoken(payload.grades),
        "missingTexts": _spoken(payload.missing_texts),
        "reports": _spoken(payload.reports),
        "simulated": [bool(year) for year in payload.simulated] if any(payload.simulated) else [],
        "tones": {code: list(row) for code, row in payload.tones.items()},
        "toneTexts": list(payload.tone_texts),
        "toneTitle": payload.tone_title,
        "pooled": {} if payload.pooled in (None, payload.classes) else _classes(payload.pooled),
        "places": {code: list(row) for code, row in payload.places.items()},
        "whom": [list(pair) for pair in payload.whom],
        "province": _province(payload),
    }
    return {name: value for name, value in marks.items() if value}


def _province(payload: RegionMapPayload) -> dict[str, Any]:
    if not payload.province:
        return {}
    values = [_finite(value) for value in payload.province]
    return {"name": payload.province_name, "values": values, "texts": list(payload.province_texts)}


def _spoken(rows: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {code: list(row) for code, row in rows.items() if any(row)}


def _finite(value: float | None) -> float | None:
    """JSON has no NaN."""
    return None if value is None or not math.isfinite(value) else float(value)


def _ignore() -> None:
    """Stand in for a callback, so that the trigger exists."""
