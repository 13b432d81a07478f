"""Files taken away, read again as whoever has them reads them: whether a protected amount stands in one.

A number is one where it is that amount to the rupiah; a printed one where it lies within half of its last digit. What
is told of the same place anyway, under another name, is no leak; a coarse one where several places are named is theirs.
"""

from __future__ import annotations

import io
import json
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import openpyxl
import pypdf
from pptx import Presentation

from kumkm.domain.indicators import INDICATORS
from kumkm.domain.view.selection import PROVINCE
from kumkm.export.contents import Contents
from kumkm.export.deck import deck
from kumkm.export.leave_behind import leave_behind
from kumkm.export.profile import profiles
from kumkm.export.statistics import statistical_workbook
from kumkm.narrative.clauses import PROVINCE_NAME
from kumkm.settings import Settings

_LEAST: Final = 1e6  # rupiah; what is smaller is any count
_DIGITS: Final = 3  # fewer printed ones are those of a hundred other amounts
_EXACT: Final = 1e-5  # of an amount: what is printed with so many digits is meant
_SURE: Final = 6  # digits of a number that is one in thousands or millions
_SCALES: Final = (1e3, 1e6, 1e9, 1e12)
_UNITS: Final = {"": 1.0, "ribu": 1e3, "juta": 1e6, "miliar": 1e9, "triliun": 1e12}
_PRINTED: Final = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(?:[ \u00a0\u202f]*(ribu|juta|miliar|triliun)\b)?"
)
_DATA: Final = re.compile(r"<script[^>]*application/json[^>]*>(.*?)</script>", re.DOTALL)


@dataclass(frozen=True)
class Amount:
    """What is told to nobody: rupiah of a measure, region and year."""

    subject: str
    region: str
    year: int
    value: float


@dataclass(frozen=True)
class Match:
    """An amount that a file tells, and where in it."""

    place: str
    amount: Amount


@dataclass(frozen=True)
class Shown:
    """A number or a text of a file; `beside` is what stands with it and says whose it is."""

    place: str
    content: float | str
    beside: str = ""


# ---- what stands in a file -------------------------------------------------------------------------------------------


def in_workbook(content: bytes, name: str = "buku kerja") -> Iterator[Shown]:
    """Every cell of every sheet, beside its row."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    for page in book:
        for number, row in enumerate(page.iter_rows(values_only=True), start=1):
            beside = " ".join(str(cell) for cell in row if isinstance(cell, str))
            for cell in row:
                if (content_shown := _plain(cell)) is not None:
                    yield Shown(f"{name} {page.title} baris {number}", content_shown, beside)


def in_deck(content: bytes, name: str = "salindia") -> Iterator[Shown]:
    """Text, tables, charts, the workbooks behind them, what is read out, and notes, beside the slide's title."""
    for place_of, slide in enumerate(Presentation(io.BytesIO(content)).slides, start=1):
        place, numbers = f"{name} {place_of}", list[float]()
        texts = [str(text) for text in slide.shapes.element.xpath(".//p:cNvPr/@descr")]
        for shape in slide.shapes:
            _of_shape(shape, texts, numbers)
        if slide.has_notes_slide:
            texts.append(slide.notes_slide.notes_text_frame.text)
        beside = " ".join(texts)
        yield from (Shown(place, text, beside) for text in texts)
        yield from (Shown(place, number, beside) for number in numbers)


def _of_shape(shape: Any, texts: list[str], numbers: list[float]) -> None:
    for part in getattr(shape, "shapes", ()):  # of a group
        _of_shape(part, texts, numbers)
    if getattr(shape, "has_text_frame", False):
        texts.append(shape.text_frame.text)
    if getattr(shape, "has_table", False):
        texts += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    if getattr(shape, "has_chart", False):
        chart = shape.chart
        texts += chart._chartSpace.xpath(".//a:t/text()")
        for plot in chart.plots:
            texts += map(str, plot.categories)
            numbers += [value for series in plot.series for value in series.values if value is not None]
        for item in in_workbook(chart.part.chart_workbook.xlsx_part.blob):
            if isinstance(item.content, str):
                texts.append(item.content)
            else:
                numbers.append(item.content)


def in_pdf(content: bytes, name: str = "profil") -> Iterator[Shown]:
    """The text of every page."""
    for number, page in enumerate(pypdf.PdfReader(io.BytesIO(content)).pages, start=1):
        text = page.extract_text()
        yield Shown(f"{name} halaman {number}", text, text)


def in_leave_behind(content: bytes, names: Mapping[str, str], name: str = "yang dibawa pulang") -> Iterator[Shown]:
    """Every number and text of the data of the page; `names` has code → name of the regions it is keyed by."""
    match = _DATA.search(content.decode())
    assert match is not None  # the page is ours
    yield from _in_json(json.loads(match[1]), name, "", names)


def _in_json(value: Any, place: str, beside: str, names: Mapping[str, str]) -> Iterator[Shown]:
    if isinstance(value, dict):
        own = " ".join((beside, *(text for text in value.values() if isinstance(text, str))))
        for key, item in value.items():
            yield from _in_json(item, place, f"{own} {names.get(str(key), '')}", names)
    elif isinstance(value, list):
        for item in value:
            yield from _in_json(item, place, beside, names)
    elif (shown := _plain(value)) is not None:
        yield Shown(place, shown, f"{beside} {shown}" if isinstance(shown, str) else beside)


def _plain(value: Any) -> float | str | None:
    if isinstance(value, str):
        return value
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if number and math.isfinite(value) else None


# ---- what is protected, and what is told anyway ----------------------------------------------------------------------


class Search:
    """Looks for protected amounts; `disclosed` has the rupiah that are told of each region, `names` code → name."""

    def __init__(
        self, hidden: Iterable[Amount], disclosed: Mapping[str, Iterable[float]], names: Mapping[str, str]
    ) -> None:
        self._hidden = sorted((item for item in hidden if abs(item.value) > _LEAST), key=lambda item: item.value)
        self._values = [item.value for item in self._hidden]
        self._disclosed = {code: sorted(values) for code, values in disclosed.items()}
        self._every = sorted(value for values in self._disclosed.values() for value in values)
        self._names = dict(names)

    def matches(self, shown: Iterable[Shown]) -> Iterator[Match]:
        """Every protected amount that stands there, once for each place."""
        seen = set[tuple[str, Amount]]()
        for item in shown:
            ranges = _as_number(item.content) if isinstance(item.content, float) else _as_printed(item.content)
            for low, high in ranges:
                for amount in self._between(low, high):
                    if (item.place, amount) not in seen and not self._is_told(low, high, amount, item.beside):
                        seen.add((item.place, amount))
                        yield Match(item.place, amount)

    def _between(self, low: float, high: float) -> Sequence[Amount]:
        return self._hidden[bisect_left(self._values, low) : bisect_right(self._values, high)]

    def _is_told(self, low: float, high: float, amount: Amount, beside: str) -> bool:
        """Whether a figure that is told may be meant: one of the places named beside it, where the amount's own is
        among them, else any. A rounded one is of nobody who is not named.
        """
        if self._names.get(amount.region, amount.region) not in beside:
            return high - low > _EXACT * amount.value or _any_between(self._every, low, high)
        named = [code for code, name in self._names.items() if name in beside]
        return any(_any_between(self._disclosed.get(code, []), low, high) for code in {*named, PROVINCE})


def _any_between(values: Sequence[float], low: float, high: float) -> bool:
    return bisect_left(values, low) < bisect_right(values, high)


def _as_number(value: float) -> Iterator[tuple[float, float]]:
    """Where an amount lies that a number is: to the rupiah, as it is and, with digits enough, in larger units."""
    if abs(value) > _LEAST:
        yield value - 0.5, value + 0.5
    if value and len(f"{abs(value):.15g}".replace(".", "").strip("0")) >= _SURE:
        yield from ((value * scale - 0.5, value * scale + 0.5) for scale in _SCALES)


def _as_printed(text: str) -> Iterator[tuple[float, float]]:
    """Where the amounts lie that a text prints: `Rp5,43 miliar`, `5.430.000.000`; within half of the last digit."""
    for whole, decimals, unit in _PRINTED.findall(text):
        digits = whole.replace(".", "") + decimals
        value = float(digits) / 10 ** len(decimals) * _UNITS[unit]
        if value > _LEAST and len(digits.lstrip("0")) >= _DIGITS:
            half = _UNITS[unit] / 10 ** len(decimals) / 2
            yield value - half, value + half


def told_of(contents: Contents) -> dict[str, set[float]]:
    """Rupiah that the reads tell of each region: every indicator that is money, and what proposals cost."""
    amounts: dict[str, set[float]] = {}
    for key, indicator in INDICATORS.items():
        if indicator.unit.is_money:
            panel = contents.read("indicator_panel", indicator_id=key).dropna(subset=["value"])
            for code, value in zip(panel["region_code"], panel["value"], strict=True):
                amounts.setdefault(str(code), set()).add(float(value))
            for code, mine in panel.sort_values("year").groupby("region_code"):
                amounts[str(code)] |= {abs(float(moved)) for moved in mine["value"].diff().dropna()}
    every = contents.read("proposals")
    for column in ("amount_idr", "proposed_idr", "approved_idr", "unit_cost_idr"):
        for code, value in every[["region_code", column]].dropna().itertuples(index=False):
            amounts.setdefault(str(code), set()).add(float(value))
    return amounts


# ---- every file of a build -------------------------------------------------------------------------------------------


def examined(contents: Contents, settings: Settings, hidden: Sequence[Amount]) -> Iterator[Match]:
    """What the files of the province, and of every region that has a protected amount, tell of it.

    `contents` are those of the province, with outlines. The profile and the leave-behind hold every region at once.
    """
    names = {PROVINCE: PROVINCE_NAME, **contents.local}
    search = Search(hidden, told_of(contents), names)
    page = (settings.static / "leave" / "page.html").read_text(encoding="utf-8")
    yield from search.matches(in_leave_behind(leave_behind(contents, page), names))
    yield from search.matches(in_pdf(profiles(contents, settings)))
    for code in (PROVINCE, *sorted({item.region for item in hidden} & set(contents.local))):
        mine = replace(contents, region_code=code)
        yield from search.matches(in_workbook(statistical_workbook(mine), f"buku kerja {names[code]}"))
        yield from search.matches(in_deck(deck(mine), f"salindia {names[code]}"))
