"""Clauses on one indicator: level, change, rank, verdict, ends, contribution, caveat.

They take numbers as the reads give them and return pieces for `grammar.sentence`: nothing where a number is missing.
Frames are `indicator_by_region`; their order never matters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from kumkm.analysis.comparable import Comparable, Verdict
from kumkm.domain import units
from kumkm.domain.breaks import Break
from kumkm.domain.indicators import Indicator
from kumkm.domain.question import question
from kumkm.domain.secrecy import SECRET
from kumkm.domain.view.selection import PROVINCE
from kumkm.narrative.grammar import (
    Clause,
    Part,
    Piece,
    counted,
    direction,
    joined,
    names,
    ordinal,
    pick,
    series,
    size,
    small,
)

PROVINCE_NAME = "Sulawesi Tenggara"
PROVISIONAL = ("sementara", "sangat sementara")
_LEVEL = ("tetap", "tidak berubah")
FEWEST = 3  # of fewer the moves are not counted


def named(indicator: Indicator) -> str:
    """The short label within a sentence: `penduduk miskin`, but `PDRB per kapita`."""
    return small(indicator.short_label)


def no_data(indicator: Indicator) -> str:
    """`belum ada data koperasi terdaftar`, `belum ada data presisi`."""
    what = named(indicator)
    return f"belum ada {what}" if what.startswith("data ") else f"belum ada data {what}"


def value_text(indicator: Indicator, value: float | None, status: object) -> str:
    """A value with its unit; `r` where it is secret, an en dash where there is none."""
    return SECRET if status == "suppressed" else indicator.text(None if pd.isna(value) else value)


def level(indicator: Indicator, value: float | None, region_code: str, year: int) -> Clause | None:
    """The value with its unit, as tables show it; None where there is none."""
    if value is None or pd.isna(value):
        return None
    return Clause(indicator.text(value), question(indicator.id, region_code, year))


def change_shown(indicator: Indicator, value: float | None, change: float | None, change_pct: float | None) -> str:
    """A change as tables show it, signed: percentages in poin persen, amounts and counts in percent; else empty.

    Poin are those between the two values as they are written. A change too small for a percentage is told in the
    indicator's own unit: two unlike numbers are not level.
    """
    if indicator.change_is_percent:
        if change_pct is None or pd.isna(change_pct):
            return ""
        shown = units.percent(change_pct, 1, signed=True)
        moved_a_little = value is not None and change and direction(shown) == direction("0,0%")
        return indicator.moved_text(value, change) if moved_a_little else shown
    text = indicator.moved_text(value, change)
    return "" if text == units.MISSING else text


def moved(shown: str, *keys: object) -> str:
    """`naik 0,22 poin persen`, `turun 5,2%`, `tetap`; empty if nothing is shown. `keys` vary the word."""
    if not shown:
        return ""
    unchanged = pick(_LEVEL, *keys)
    word = direction(shown, level=unchanged)
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
    shown = change_shown(indicator, row["value"], row["change"], row["change_pct"])
    return changed(shown, year - 1, indicator.id, region_code, year)


def quality(among: Comparable) -> str:
    """What the regions compared have in common where they are not all: `yang dapat ditampilkan`; else empty."""
    kinds = []
    if among.protected:
        kinds.append("dapat ditampilkan")
    elif among.absent:
        kinds.append(among.having)
    if among.thin:
        kinds.append(f"pembaginya paling sedikit {units.number(among.least_base)}")
    if among.partial:
        kinds.append("periodenya sama")
    return f"yang {' dan '.join(kinds)}" if kinds else ""


def regions(among: Comparable) -> str:
    """Those compared, counted: `17 daerah`, `15 daerah yang dapat ditampilkan`, `satu daerah yang melapor`."""
    return joined(counted(among.count), quality(among))


def of_whom(among: Comparable) -> str:
    """`dari 17 daerah`; of some only, `di antara 15 daerah yang dapat ditampilkan`."""
    return f"{'dari' if among.is_complete else 'di antara'} {regions(among)}"


def all_of(among: Comparable) -> str:
    """`seluruh 17 daerah`, `kedua daerah`; of some only, `15 daerah yang melapor`."""
    return counted(among.count, among.count) if among.is_complete else regions(among)


def untold(among: Comparable) -> str:
    """Why nobody is ranked although there are values; empty where some are."""
    if among.count or not among.thin:  # whose period differs from that of most leaves those most to compare
        return ""
    least = units.number(among.least_base)
    return f"belum diperingkat karena pembaginya kurang dari {least} di {counted(len(among.thin))}"


def rank(among: Comparable, region_code: str) -> str:
    """`tertinggi ke-3 dari 17 daerah`, or why there is no rank; empty for a region without a value.

    As soon as a region is protected no end is named: `urutan ke-3 dari atas di antara 15 daerah yang dapat
    ditampilkan`. What is alike to the median, or everywhere alike, is said to be so.
    """
    if region_code in among.thin:
        return f"tidak diperingkat karena pembaginya kurang dari {units.number(among.least_base)}"
    if region_code in among.partial:
        return f"tidak diperingkat karena angkanya {among.partial[region_code]}"
    if region_code not in among.shown:
        return ""
    if among.count == 1:
        return f"satu-satunya daerah {quality(among)}".strip()
    if among.is_even:
        return f"{_alike(among)} di {all_of(among)}"
    place = among.place(region_code)
    if place is None:
        return f"dekat nilai tengah {regions(among)}"
    word = ordinal(place.rank, place.from_below, place.tied, extremes=not among.hides)
    return f"{word} {of_whom(among)}"


def placed(among: Comparable, region_code: str) -> str:
    """The rank from the nearer end in a cell's width, of how many where that is not all; empty where there is none."""
    if region_code not in among.shown:
        return "tidak diperingkat" if region_code in among.unranked else ""
    place = among.place(region_code)
    if place is None:
        return "dekat tengah"
    word = ordinal(place.rank, place.from_below, extremes=not among.hides)
    return word if among.is_complete else f"{word}/{place.ranked}"


def _alike(among: Comparable) -> str:
    """`sama` where all are written alike, `praktis sama` where only the last digit differs."""
    return "sama" if len(set(among.shown.values())) == 1 else "praktis sama"


def grew(indicator: Indicator, value: float, region_code: str, year: int) -> list[Piece]:
    """A growth rate as a verb: `tumbuh 5,35%`, `menyusut 0,65%`, `tidak tumbuh (0,00%)`."""
    shown = indicator.change_text(value)
    number = Clause(indicator.text(abs(value)), question(indicator.id, region_code, year))
    verb = direction(shown, rising="tumbuh", falling="menyusut", level="")
    return [verb, number] if verb else ["tidak tumbuh (", number, ")"]


def beside_province(indicator: Indicator, value: float, province: float, year: int) -> list[Piece]:
    """`2,64 poin persen di atas angka provinsi (11,43%)`, or that they are the same."""
    shown = indicator.apart_text(value, province)
    where = direction(shown, rising="di atas", falling="di bawah", level="")
    words = f"{size(shown)} {where} angka provinsi (" if where else "sama dengan angka provinsi ("
    return [words, level(indicator, province, PROVINCE, year), ")"]


def above(indicator: Indicator, among: Comparable, province: float) -> str:
    """How many of those compared lie above the province, as written: `15 dari 17 daerah di atas angka provinsi`."""
    if among.count == 0:
        return ""
    count = sum(value > indicator.shown(province) for value in among.shown.values())
    kind = joined("daerah", quality(among))
    return f"{counted(count, among.count, kind, none='tidak ada')} di atas angka provinsi"


def against_median(indicator: Indicator, among: Comparable, region_code: str) -> list[str]:
    """What follows the rank: the verdict with its median, and in a footnote what counts as near; none of too few.

    Of a region near the median the rank has said so already; only the median itself follows.
    """
    verdict = among.verdict(region_code)
    if verdict is None:
        return []
    if verdict is Verdict.SIMILAR:
        return [f"({_median(indicator, among)})", similar_means(indicator, among)]
    return [f"dan {verdict.value} nilai tengah ({_median(indicator, among)})", similar_means(indicator, among)]


def similar_means(indicator: Indicator, among: Comparable) -> str:
    """What `dekat nilai tengah` means here: the limit, and which of the rules set it. For a footnote."""
    if among.limit == 0:
        return "dekat nilai tengah (median) berarti sama dengannya seperti tertulis"
    near = size(indicator.change_text(float(among.limit) * indicator.scale.divisor))
    why = "satu simpangan median"
    if among.chance and among.limit == among.chance:
        why = "yang dapat terjadi secara kebetulan dengan pembagi sekecil ini"
    elif among.limit < among.deviation:
        why = f"{units.percent(among.similar_pct, 0)} dari median"
    return f"dekat nilai tengah (median) berarti selisihnya paling banyak {near}, {why}"


def _median(indicator: Indicator, among: Comparable) -> str:
    return indicator.text(float(among.median) * indicator.scale.divisor)


def median_of(indicator: Indicator, among: Comparable) -> str:
    """`nilai tengah 17 daerah: 11,63%`; empty where too few are compared for a median."""
    return f"nilai tengah {regions(among)}: {_median(indicator, among)}" if among.has_spread else ""


def ends(
    indicator: Indicator,
    among: Comparable,
    frame: pd.DataFrame,
    year: int,
    *,
    but: str = "",
    ask: Callable[[str], Clause | None] | None = None,
    brief: bool = False,
) -> list[Piece]:
    """Both ends of those compared, or that they are written the same, or the only one there is.

    `frame` has region_code and value. An end held by the region `but`, of which more was said already, is left out; so
    is one that is alike to the median, for it stands out from nobody. Nobody is the highest or the lowest while a
    region is protected: then the values reach from one to the other among those that can be shown. `ask` writes the
    number of a region where it is not the level of the year. `brief` says nothing of an end that does not stand out.
    """
    values = frame.set_index("region_code")["value"]
    number = ask or (lambda code: level(indicator, float(values[code]), code, year))
    if among.count == 0:
        return [untold(among)]
    if among.count == 1:
        code = among.top[0]
        return [] if code == but else [f"{_only(among)} {among.names[code]} (", number(code), ")"]
    low, high = number(among.bottom[0]), number(among.top[0])
    if among.is_even and _alike(among) == "sama":
        return [f"sama di {all_of(among)} (", high, ")"]
    if among.is_flat:
        if among.exact:
            return [f"di {all_of(among)}, dari", low, "sampai", high]
        return [f"praktis sama di {all_of(among)} (", low, "sampai", high, ")"]
    if among.hides:
        whom = f"di antara {regions(among)}, dari"
        return [whom, low, f"({_held(among, among.bottom)})", "sampai", high, f"({_held(among, among.top)})"]
    return _both_ends(indicator, among, {"tertinggi": high, "terendah": low}, but, brief)


# Who is not told from the median, in the words for the side on which nobody is.
_SIDES: Final[Mapping[tuple[str, ...], str]] = {
    ("tertinggi",): "di atas",
    ("terendah",): "di bawah",
    ("tertinggi", "terendah"): "dari",
}


def _both_ends(
    indicator: Indicator, among: Comparable, numbers: dict[str, Clause | None], but: str, brief: bool
) -> list[Piece]:
    holding = {"tertinggi": among.top, "terendah": among.bottom}
    flat = tuple(word for word, codes in holding.items() if among.is_similar(codes[0]))
    told = [word for word, codes in holding.items() if but not in codes and word not in flat]
    parts: list[Part] = [[f"{word} {_held(among, holding[word])} (", numbers[word], ")"] for word in told]
    if flat and not (brief and parts):
        near = f"tidak ada yang jauh {_SIDES[flat]} nilai tengah ({_median(indicator, among)})"
        parts.insert(0 if "tertinggi" in flat else len(parts), near)
    whom = [] if among.is_complete or not parts else [f"di antara {regions(among)}"]
    return [*whom, *(piece for at, part in enumerate(parts) for piece in ([","] * (at > 0) + _listed(part)))]


def _listed(part: Part) -> list[Piece]:
    return [part] if part is None or isinstance(part, str | Clause) else list(part)


def _held(among: Comparable, codes: tuple[str, ...]) -> str:
    return names([among.names[code] for code in codes])


def _only(among: Comparable) -> str:
    """How the only region compared is introduced: by what the others lack."""
    if among.protected:
        return "hanya dapat ditampilkan"
    if among.absent:
        return "dari kabupaten/kota baru terbit" if among.having == "ada datanya" else f"baru {among.having}"
    return "hanya dapat diperingkat"


def movers(indicator: Indicator, among: Comparable, frame: pd.DataFrame, year: int) -> str:
    """`dibanding 2022, 12 daerah naik, 4 turun, dan satu tetap`, of those compared; empty of fewer than three.

    Where some of those have no year before, of how many it is told: `dibanding 2022, di antara 10 daerah yang dapat
    dibandingkan, 8 naik dan 2 turun`.
    """
    mine = frame[frame["region_code"].isin(list(among.shown))]
    rows = list(zip(mine["value"], mine["change"], mine["change_pct"], strict=True))
    ways = [_way(change_shown(indicator, *row), row[1]) for row in rows]
    counts = Counter(way for way in ways if way)
    every = counts.total()
    if every < FEWEST:
        return ""
    kinds = [word for word in ("naik", "turun", "tetap") if counts[word]]
    of_some = f" di antara {counted(every)} yang dapat dibandingkan," if every < among.count else ""
    if len(kinds) == 1:
        whole = counted(every, every) if among.is_complete and not of_some else "semuanya"
        return f"dibanding {year - 1},{of_some} {whole} {kinds[0]}"
    numbers = ["satu" if counts[word] == 1 else str(counts[word]) for word in kinds]
    if not of_some:
        numbers[0] = counted(counts[kinds[0]])
    parts: list[Piece] = [f"{number} {word}" for number, word in zip(numbers, kinds, strict=True)]
    return f"dibanding {year - 1},{of_some} {joined(series(parts))}"


def _way(shown: str, change: float) -> str:
    """Up, down or level; from nothing, or below, there is no percentage and still a direction. Empty if unknown."""
    if shown:
        return direction(shown)
    if pd.isna(change):
        return ""
    return "naik" if change > 0 else "turun" if change < 0 else "tetap"


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


def two_growths(published: float, summed: float) -> str:
    """Why the province's growth is not that of its regions; empty where they are written alike or one is unknown."""
    if pd.isna(published) or pd.isna(summed):
        return ""
    shown, other = units.percent(published, 2), units.percent(summed, 2)
    if shown == other:
        return ""
    return (
        f"provinsi menurut terbitan BPS {shown}, jumlah seluruh kabupaten/kota {other}: "
        "BPS menghitung keduanya sendiri-sendiri"
    )


def provisional(words: pd.Series[str], what: str) -> str:
    """`angka 2023 sangat sementara` where all are, `sebagian angka 2023 …` where some are; else empty."""
    statuses = words.dropna()
    least = next((word for word in reversed(PROVISIONAL) if (statuses == word).any()), "")
    if not least:
        return ""
    return f"{what} {least}" if (statuses == least).all() else f"sebagian {what} {least}"


def simulated(flags: pd.Series[bool]) -> str:
    """That what is told rests on simulated deliveries, or part of it; empty where nothing does."""
    if not flags.any():
        return ""
    return "angka ini data simulasi" if flags.all() else "sebagian angka ini data simulasi"


def without_data(frame: pd.DataFrame, year: int) -> str:
    """Who has no data in a year; what is secret is not among them."""
    absent = frame[frame["value"].isna() & (frame["status"] != "suppressed")].sort_values("region_code")
    return "" if absent.empty else f"tanpa data {year}: {names(absent['region_name'].tolist())}"


def not_comparable(breaks: Sequence[Break]) -> str:
    """`angka sebelum 2014 tidak sebanding: …` with every reason of that year as it was declared."""
    reasons = dict.fromkeys(_within(item) for item in breaks)
    return f"angka sebelum {breaks[0].first_year} tidak sebanding: {'; '.join(reasons)}"


def _within(item: Break) -> str:
    """A reason within a sentence."""
    return small(item.reason) if item.region_code is None else item.reason
