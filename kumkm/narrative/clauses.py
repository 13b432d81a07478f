"""Clauses on one indicator: level, change, rank, verdict, ends, contribution, caveat.

They take numbers as the reads give them and return pieces for `grammar.sentence`: nothing where a number is missing.
Frames are `indicator_by_region`; their order never matters.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from kumkm.analysis.position import Verdict, median_absolute_deviation, verdict
from kumkm.domain import units
from kumkm.domain.breaks import Break
from kumkm.domain.indicators import Indicator
from kumkm.domain.selection import PROVINCE, question
from kumkm.narrative.grammar import Clause, Piece, counted, direction, joined, names, ordinal, pick, series, size

PROVINCE_NAME = "Sulawesi Tenggara"
PROVISIONAL = ("sementara", "sangat sementara")
_RISING, _FALLING, _LEVEL = ("naik", "meningkat"), ("turun", "menurun"), ("tetap", "tidak berubah")
FEWEST = 3  # with fewer values a median says nothing


def named(indicator: Indicator) -> str:
    """The short label within a sentence: `penduduk miskin`, but `PDRB per kapita`."""
    label = indicator.short_label
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def level(indicator: Indicator, value: float | None, region_code: str, year: int) -> Clause | None:
    """The value with its unit, as tables show it; None where there is none."""
    if value is None or pd.isna(value):
        return None
    return Clause(indicator.text(value), question(indicator.id, region_code, year))


def change_shown(indicator: Indicator, change: float | None, change_pct: float | None) -> str:
    """A change as tables show it, signed: percentages in poin persen, amounts and counts in percent; else empty."""
    if indicator.change_is_percent:
        return "" if change_pct is None or pd.isna(change_pct) else units.percent(change_pct, 1, signed=True)
    return "" if change is None or pd.isna(change) else indicator.change_text(change)


def moved(shown: str, *keys: object) -> str:
    """`naik 0,22 poin persen`, `turun 5,2%`, `tetap`; empty if nothing is shown. `keys` vary the word."""
    if not shown:
        return ""
    rising, falling, unchanged = pick(_RISING, *keys), pick(_FALLING, *keys), pick(_LEVEL, *keys)
    word = direction(shown, rising=rising, falling=falling, level=unchanged)
    return word if word == unchanged else f"{word} {size(shown)}"


def changed(shown: str, since: int, *keys: object) -> str:
    """`naik 0,22 poin persen dari 2022`, `tetap dibanding 2022`; empty if nothing is shown."""
    words = moved(shown, *keys)
    if not words:
        return ""
    return f"{words} dibanding {since}" if words in _LEVEL else f"{words} dari {since}"


def changed_in_a_year(indicator: Indicator, row: Any, region_code: str) -> str:
    """`changed` against the year before; `row` has year, change and change_pct. Empty where it cannot be told."""
    year = int(row["year"])
    shown = change_shown(indicator, row["change"], row["change_pct"])
    return changed(shown, year - 1, indicator.id, region_code, year)


def rank(row: Any) -> str:
    """`tertinggi ke-3 dari 17 daerah` of a row with rank, ranked and tied; empty where it has no rank."""
    return "" if pd.isna(row["rank"]) else ordinal(int(row["rank"]), int(row["ranked"]), int(row["tied"]))


def grew(indicator: Indicator, value: float, region_code: str, year: int) -> list[Piece]:
    """A growth rate as a verb: `tumbuh 5,35%`, `menyusut 0,65%`, `tidak tumbuh (0,00%)`."""
    shown = indicator.change_text(value)
    number = Clause(indicator.text(abs(value)), question(indicator.id, region_code, year))
    verb = direction(shown, rising="tumbuh", falling="menyusut", level="")
    return [verb, number] if verb else ["tidak tumbuh (", number, ")"]


def beside_province(indicator: Indicator, value: float, province: float, year: int) -> list[Piece]:
    """`2,64 poin persen di atas angka provinsi (11,43%)`, or that they are the same."""
    shown = indicator.change_text(value - province)
    where = direction(shown, rising="di atas", falling="di bawah", level="")
    words = f"{size(shown)} {where} angka provinsi (" if where else "sama dengan angka provinsi ("
    return [words, level(indicator, province, PROVINCE, year), ")"]


def above(indicator: Indicator, frame: pd.DataFrame, province: float) -> str:
    """How many regions lie above the province, as the numbers are written: `15 dari 17 daerah di atas …`."""
    known = frame["value"].dropna()
    count = sum(direction(indicator.change_text(value - province)) == "naik" for value in known)
    return f"{counted(count, len(known), none='tidak ada')} di atas angka provinsi"


def standing(indicator: Indicator, value: float, median: float, mad: float) -> Verdict:
    """A value against the median; two numbers that are written alike are similar, however they differ."""
    if indicator.text(value) == indicator.text(median):
        return Verdict.SIMILAR
    return verdict(value, median, mad)


def against_median(indicator: Indicator, value: float, spread: tuple[float, float, int]) -> list[str]:
    """The verdict with its median, and what counts as similar: two pieces, none for fewer than three regions.

    `spread` is median, median absolute deviation, and how many regions they are of.
    """
    median, mad, ranked = spread
    if ranked < FEWEST:
        return []
    near = size(indicator.change_text(mad))
    return [
        f"{standing(indicator, value, median, mad).value} median ({indicator.text(median)})",
        f"setara berarti selisihnya paling banyak {near}, satu simpangan median",
    ]


def spread_of(frame: pd.DataFrame) -> tuple[float, float, int]:
    """Median, median absolute deviation and number of the regions with a value."""
    values = frame["value"]
    return float(values.median()), median_absolute_deviation(values), int(values.notna().sum())


def end(indicator: Indicator, frame: pd.DataFrame, year: int, word: str) -> list[Piece]:
    """`tertinggi Konawe (17,01%)` or `terendah …`; those that share the value share the clause."""
    known = frame.dropna(subset=["value"]).sort_values("region_code")
    value = known["value"].max() if word == "tertinggi" else known["value"].min()
    there = known[known["value"] == value]
    who = names(there["region_name"].tolist())
    return [f"{word} {who} (", level(indicator, value, str(there["region_code"].iloc[0]), year), ")"]


def ends(indicator: Indicator, frame: pd.DataFrame, year: int, *, but: str = "") -> list[Piece]:
    """Both ends of all regions, or that they are written the same, or the only one there is.

    An end held by the region `but`, of which more was said already, is left out.
    """
    known = frame.dropna(subset=["value"]).sort_values("region_code")
    first = known.iloc[0]
    number = level(indicator, first["value"], str(first["region_code"]), year)
    if len(known) == 1:
        single = f"dari kabupaten/kota baru {first['region_name']} yang terbit ("
        return [] if first["region_code"] == but else [single, number, ")"]
    if known["value"].map(indicator.text).nunique() == 1:
        return [f"sama di {counted(len(known), len(known))} (", number, ")"]
    mine = known.loc[known["region_code"] == but, "value"]
    found = [
        end(indicator, known, year, word)
        for word, value in (("tertinggi", known["value"].max()), ("terendah", known["value"].min()))
        if not (mine == value).any()
    ]
    return found[0] if len(found) == 1 else [*found[0], ",", *found[1]]


def movers(indicator: Indicator, frame: pd.DataFrame, year: int) -> str:
    """`dibanding 2022, 12 daerah naik, 4 turun, dan satu tetap`; empty where fewer than three can be compared."""
    shown = [change_shown(indicator, *pair) for pair in zip(frame["change"], frame["change_pct"], strict=True)]
    found = Counter(direction(text) for text in shown if text)
    every = found.total()
    if every < FEWEST:
        return ""
    kinds = [word for word in ("naik", "turun", "tetap") if found[word]]
    if len(kinds) == 1:
        return f"dibanding {year - 1}, {counted(every, every)} {kinds[0]}"
    first, *others = kinds
    said: list[Piece] = [f"{counted(found[first])} {first}"]
    said += [f"{'satu' if found[word] == 1 else found[word]} {word}" for word in others]
    return f"dibanding {year - 1}, {joined(series(said))}"


def contributed(points: float, total: float, whole: str = "gabungan seluruh daerah") -> str:
    """`menyumbang 1,05 poin persen dari pertumbuhan gabungan seluruh daerah (5,03%)`; empty if unknown or nothing.

    `points` in poin persen of `total`, the growth of all in percent. A part against the whole's direction holds back.
    """
    if pd.isna(points) or pd.isna(total):
        return ""
    part, growth = units.change(points, units.PERCENT, 2), units.percent(total, 2, signed=True)
    way, whole_way = direction(part), direction(growth)
    if "tetap" in (way, whole_way):
        return ""
    of = f"{direction(growth, rising='pertumbuhan', falling='penyusutan')} {whole} ({size(growth)})"
    if way == whole_way:
        return f"menyumbang {size(part)} dari {of}"
    return f"menahan {of} sebesar {size(part)}"


def provisional(words: pd.Series[str], what: str) -> str:
    """`angka 2023 sangat sementara` where all are, `sebagian angka 2023 …` where some are; else empty."""
    found = words.dropna()
    least = next((word for word in reversed(PROVISIONAL) if (found == word).any()), "")
    if not least:
        return ""
    return f"{what} {least}" if (found == least).all() else f"sebagian {what} {least}"


def simulated(flags: pd.Series[bool]) -> str:
    """That what is told rests on simulated deliveries, or part of it; empty where nothing does."""
    if not flags.any():
        return ""
    return "angka ini data simulasi" if flags.all() else "sebagian angka ini data simulasi"


def without_data(frame: pd.DataFrame, year: int) -> str:
    """Who has no data in a year; what is secret is not among them."""
    absent = frame[frame["value"].isna() & (frame["status"] != "suppressed")].sort_values("region_code")
    return "" if absent.empty else f"tanpa data {year}: {names(absent['region_name'].tolist())}"


def not_comparable(found: Break) -> str:
    """`angka sebelum 2014 tidak sebanding: …` with the reason as it was declared."""
    reason = found.reason
    if found.region_code is None and not reason[1:2].isupper():
        reason = reason[:1].lower() + reason[1:]
    return f"angka sebelum {found.first_year} tidak sebanding: {reason}"
