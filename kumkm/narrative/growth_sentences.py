"""What the room on growth says: one sentence per view as its headline, and one or two that put it in place.

Frames are those of `kumkm.analysis.catalogue`; `names` maps the codes of the kabupaten/kota to their short names. A
growth rate links to the level of its last year, from where its two levels lead on. A missing value gives no sentence.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from kumkm.analysis.comparable import Comparable, comparable
from kumkm.analysis.convergence import Beta
from kumkm.analysis.typology import KlassenClass
from kumkm.domain import units
from kumkm.domain.indicators import INDICATORS, Indicator, rate_of
from kumkm.domain.question import question
from kumkm.domain.view.growth import Span
from kumkm.domain.view.selection import PROVINCE
from kumkm.narrative import clauses
from kumkm.narrative.clauses import PROVINCE_NAME, named
from kumkm.narrative.grammar import (
    Clause,
    Part,
    Piece,
    Sentence,
    counted,
    direction,
    joined,
    sentence,
    series,
    size,
)
from kumkm.narrative.grammar import (
    names as listed,
)

Names = Mapping[str, str]
_NEAR_ZERO, _WEAK, _MODERATE = 0.1, 0.3, 0.6
_HALF, _NEARLY_ALL = 0.5, 0.9
_FIRST = 3
_PULL = replace(INDICATORS["grdp_growth"], decimals=1)  # a competitive shift, poin persen of the start
_SCOPE = {
    "primer": "pertanian dan pertambangan",
    "sekunder": "industri, listrik, air, dan konstruksi",
    "tersier": "perdagangan dan jasa",
}


def place(region_code: str, names: Names) -> str:
    """A region's short name, the province's in full."""
    return PROVINCE_NAME if region_code == PROVINCE else names[region_code]


def rate(indicator: Indicator, region_code: str, year: int, growth_pct: float) -> Clause:
    """A growth rate without its sign; it leads to the level of its last year."""
    return Clause(units.percent(abs(growth_pct), 2), question(indicator.id, region_code, year))


def _grew(indicator: Indicator, region_code: str, year: int, growth_pct: float) -> list[Piece]:
    """`tumbuh rata-rata 4,14% setahun`, `menyusut …`, `tidak berubah`."""
    shown = units.percent(growth_pct, 2, signed=True)
    verb = direction(shown, rising="tumbuh", falling="menyusut", level="")
    return (
        [f"{verb} rata-rata", rate(indicator, region_code, year, growth_pct), "setahun"] if verb else ["tidak berubah"]
    )


def among_rates(rates: pd.DataFrame, written: Indicator, names: Names) -> tuple[Comparable, pd.DataFrame]:
    """Who is compared by a computed rate, and the rates of all of `names` as `comparable` takes them.

    `rates` has region_code, growth_pct, and what `comparable.over_span` adds.
    """
    frame = rates.rename(columns={"growth_pct": "value"}).set_index("region_code").reindex(list(names)).reset_index()
    frame.insert(1, "region_name", list(names.values()))
    among = comparable(frame, written)
    is_rate = written.unit not in (units.PERCENT_POINTS, units.INDEX_POINTS)  # of what begins at nothing there is none
    return replace(among, having="dapat dihitung") if is_rate and among.having == "ada datanya" else among, frame


def average_growth(rates: pd.DataFrame, indicator: Indicator, span: Span, region_code: str, names: Names) -> Sentence:
    """Who grew how fast on average: the area chosen, then both ends. `rates` is the analysis cagr."""
    by_code = rates.set_index("region_code")["growth_pct"].dropna()
    among, frame = among_rates(rates, rate_of(indicator), names)
    if among.count + len(among.unranked) == 0:
        return Sentence()
    opening: list[Piece] = [f"{indicator.short_label}"]
    if region_code in by_code.index:
        opening += [place(region_code, names), *_grew(indicator, region_code, span.last, float(by_code[region_code]))]
        opening += [",", f"{span};"]
    else:
        opening += [f"{span}:"]
    return sentence(opening, _ends(among, frame, indicator, span))


def _ends(among: Comparable, frame: pd.DataFrame, indicator: Indicator, span: Span) -> list[Piece]:
    """`tertinggi Konawe (12,74%), terendah Buton Selatan (2,39%)`; signs where a rate is negative."""
    values = frame.set_index("region_code")["value"]

    def number(code: str) -> Clause:
        text = _written(indicator, float(values[code])).lstrip("+" if indicator.change_is_percent else "")
        return Clause(text, question(indicator.id, code, span.last))

    return clauses.ends(rate_of(indicator), among, frame, span.last, ask=number)


def average_difference(
    rates: pd.DataFrame, indicator: Indicator, span: Span, region_code: str, names: Names
) -> Sentence:
    """How far a share or an index moved: the area chosen, then both ends. `rates` as above, in points."""
    by_code = rates.set_index("region_code")["growth_pct"].dropna()
    among, frame = among_rates(rates, rate_of(indicator), names)
    if among.count + len(among.unranked) == 0:
        return Sentence()
    opening: list[Piece] = [f"perubahan {named(indicator)} {span}:"]
    if region_code in by_code.index:
        shown = Clause(
            indicator.change_text(float(by_code[region_code])), question(indicator.id, region_code, span.last)
        )
        verb = direction(shown.text)
        moved = [Clause(size(shown.text), shown.question)] if verb != "tetap" else []
        opening = [f"{indicator.short_label} {place(region_code, names)} {verb}", *moved, f", {span}; perubahan"]
    return sentence(opening, _ends(among, frame, indicator, span))


def faster_than_province(rates: pd.DataFrame, indicator: Indicator, span: Span, names: Names) -> Sentence:
    """How many of those compared grew faster than the province, and who; nothing where the province has no rate.

    Where the province shrank, who is above it may have shrunk too, only less.
    """
    by_code = rates.set_index("region_code")["growth_pct"].dropna()
    among, _ = among_rates(rates, rate_of(indicator), names)
    if PROVINCE not in by_code.index or not among.count:
        return Sentence()
    line = rate_of(indicator).shown(float(by_code[PROVINCE]))
    faster = [code for code in among.ordered if among.shown[code] > line]
    who = f": {listed([names[code] for code in faster])}" if faster else ""
    beginning = counted(len(faster), among.count, joined("daerah", clauses.quality(among)), none="tidak ada")
    above = "di atas pertumbuhan" if line < 0 else "tumbuh lebih cepat daripada"
    return sentence(f"{beginning} {above} provinsi ({units.percent(float(line), 2)} setahun){who}")


def later_in_province(rates: pd.DataFrame, rate: Indicator, span: Span) -> Sentence:
    """Growth of the province in the years after the span, which is published for it alone; nothing without any.

    `rates` is the panel of `rate`.
    """
    mine = rates[(rates["region_code"] == PROVINCE) & (rates["year"] > span.last)].dropna(subset=["value"])
    parts: list[Part] = [
        [clauses.level(rate, float(row.value), PROVINCE, int(row.year)), f"pada {int(row.year)}"]
        for row in mine.sort_values("year").itertuples()
    ]
    if not parts:
        return Sentence()
    opening = f"sesudah {span.last} baru provinsi yang terbit: {named(rate)} {PROVINCE_NAME}"
    return sentence(opening, *series(parts))


def rank_moves(moves: pd.DataFrame, indicator: Indicator, span: Span, names: Names) -> Sentence:
    """Who climbed and who fell most places; `moves` is `position.rank_movement`.

    Where nobody can be said to have moved, ranks that differ are told apart from ranks that do not.
    """
    if moves.empty:
        return Sentence()
    known = moves["moved"].fillna(0)
    climbed, fell = int(known.max()), int(known.min())
    parts: list[Part] = [_furthest(moves, climbed, "naik", names)] if climbed > 0 else []
    parts += [_furthest(moves, fell, "turun", names)] if fell < 0 else []
    whom = f" di antara {counted(len(moves))} yang {_in_common(moves)}" if len(moves) < len(names) else ""
    if parts:
        both: list[Part] = [parts[0], ",", parts[1]] if len(parts) == 2 else parts
        return sentence(f"dalam peringkat {named(indicator)}{whom}, {span},", *both)
    if (moves["rank_before"] == moves["rank_after"]).all():
        return sentence(f"peringkat {named(indicator)}{whom} tidak berubah sejak {span.first}")
    return sentence(f"perpindahan peringkat {named(indicator)}{whom} sejak {span.first} hanya karena selisih kecil")


def _furthest(moves: pd.DataFrame, places: int, verb: str, names: Names) -> str:
    """`Muna naik 3 peringkat (ke-2)`: all that moved so many places, one of them with its place."""
    there = moves[moves["moved"] == places].sort_values("region_code")
    now = f" (ke-{int(there['rank_after'].iloc[0])})" if len(there) == 1 else ""
    return f"{listed([names[code] for code in there['region_code']])} {verb} {abs(places)} peringkat{now}"


def _in_common(moves: pd.DataFrame) -> str:
    """What those ranked have in common where they are not all."""
    if moves["protected"].iloc[0]:
        return "dapat ditampilkan"
    return "dapat diperingkat" if moves["left_out"].iloc[0] else "ada datanya"


def index_leaders(indexed: pd.DataFrame, indicator: Indicator, span: Span, names: Names) -> Sentence:
    """Where the index of the last year is highest and lowest.

    `indexed` has region_code, growth_pct (the index of the last year) and what `comparable.over_span` adds.
    """
    written = replace(rate_of(indicator), unit=units.INDEX, decimals=1)
    among, frame = among_rates(indexed, written, names)
    if among.count < 2:
        return Sentence()
    values = frame.set_index("region_code")["value"]

    def number(code: str) -> Clause:
        return Clause(units.number(float(values[code]), 1), question(indicator.id, code, span.last))

    both = clauses.ends(written, among, frame, span.last, ask=number)
    return sentence(f"bila {span.first} = 100, {named(indicator)} {span.last}", both)


def leading_contributions(contributions: pd.DataFrame, indicator: Indicator, span: Span, names: Names) -> Sentence:
    """The three largest contributions and their part of the growth of all; `contributions` is that analysis.

    Of a total that shrank those that shrank most. Nobody is named who, as written, contributed nothing or the other
    way, and nobody who stands level with one that would not be named.
    """
    local = contributions[contributions["region_code"].isin(list(names))].dropna(subset=["contribution_pp"])
    total = contributions.loc[contributions["region_code"] == PROVINCE, "contribution_pp"]
    if local.empty or total.isna().all():
        return Sentence()
    whole = float(total.iloc[0])
    every = "" if len(local) == len(names) else f" {len(local)} kabupaten/kota yang ada datanya"
    verb = direction(units.percent(whole, 2, signed=True), rising="tumbuh", falling="menyusut", level="berubah")
    first = _largest(local, whole)
    who = listed([names[code] for code in first["region_code"]])
    return sentence(
        f"selama {span} {named(indicator)}{every or ' seluruh kabupaten/kota'} {verb}",
        Clause(units.percent(abs(whole), 2), question(indicator.id, PROVINCE, span.last)),
        f"; {_part_of(first, whole)} {who}" if len(first) else None,
    )


def _largest(local: pd.DataFrame, whole: float) -> pd.DataFrame:
    """At most three rows of those that went the way of the whole, largest first; none that is level with the next."""
    way = 1 if whole > 0 else -1
    moved = local[(way * local["shown_pp"] > 0) & (units.rounded(whole, 2) != 0)]
    ordered = moved.assign(size=way * moved["shown_pp"]).sort_values(
        ["size", "region_code"], ascending=[False, True], ignore_index=True
    )
    if len(ordered) > _FIRST:
        ordered = ordered[ordered["size"] > ordered["size"].iloc[_FIRST]]
    return ordered.head(_FIRST)


def _part_of(rows: pd.DataFrame, whole: float) -> str:
    """How much of a growth comes from some, in words; where others went the other way they may make more than it."""
    part = math.fsum(rows["contribution_pp"]) / whole
    shown = math.fsum(rows["shown_pp"])
    if round(part, 9) > 1:
        return f"sumbangan terbesar, {units.change(shown, units.PERCENT, 2)}, dari"
    steps = ((1.0, "seluruhnya"), (_NEARLY_ALL, "hampir seluruhnya"), (_HALF, "lebih dari separuhnya"))
    words = next((words for least, words in steps if part > least or round(part, 9) == least == 1), "")
    return f"{words or f'{units.percent(100 * part, 0)} di antaranya'} berasal dari"


def discrepancy(frame: pd.DataFrame, span: Span) -> Sentence:
    """The growth of the sum beside the published province; nothing where the province is not published."""
    row = frame[frame["region_code"] == PROVINCE].iloc[0]
    if pd.isna(row["discrepancy_pp"]) or pd.isna(row["growth_pct"]):
        return Sentence()
    return sentence(
        f"selama {span} jumlah kabupaten/kota berubah {units.percent(row['growth_pct'], 2, signed=True)};",
        f"provinsi menurut terbitan BPS {units.percent(row['published_growth_pct'], 2, signed=True)},",
        f"selisihnya {units.change(_apart(row['published_growth_pct'], row['growth_pct']), units.PERCENT, 2)}",
    )


def _shown(correlation: float) -> float:
    """The size of a correlation as it is written: 0.2961 is 0,30."""
    return abs(float(units.rounded(correlation, 2)))


def _apart(first: float, second: float, decimals: int = 2) -> float:
    """The difference of two numbers as they are written."""
    return float(units.rounded(first, decimals) - units.rounded(second, decimals))


def typology(classes: pd.DataFrame, span: Span, names: Names) -> Sentence:
    """How many regions stand in each class, the few named; `classes` is the analysis klassen."""
    placed = classes.dropna(subset=["class_id"])
    if placed.empty:
        return Sentence()
    parts: list[str] = []
    for item in KlassenClass:
        codes = sorted(placed.loc[placed["class_id"] == item.value, "region_code"])
        if codes:
            who = f" ({listed([names[code] for code in codes])})" if len(codes) <= 3 else ""
            parts.append(f"{counted(len(codes))} {item.words.removeprefix('Daerah ').lower()}{who}")
    return sentence(f"selama {span}:", "; ".join(parts))


def typology_of(classes: pd.DataFrame, region_code: str, span: Span, names: Names) -> Sentence:
    """Where the chosen region stands and against which lines; nothing for the province or an unplaced region."""
    row = classes[(classes["region_code"] == region_code) & classes["class_id"].notna()]
    if row.empty:
        return Sentence()
    mine = row.iloc[0]
    return sentence(
        f"{names[region_code]} {mine['class_name'].lower()}:",
        f"{_millions(mine['income'])} per orang (batas {_millions(mine['income_line'])}),",
        f"tumbuh {units.percent(mine['growth_pct'], 2)} setahun (batas {units.percent(mine['growth_line'], 2)}),",
        str(span),
    )


def typology_without(classes: pd.DataFrame, other: pd.DataFrame, left_out: str, names: Names) -> Sentence:
    """How much the classes rest on one region; `other` is the analysis without it."""
    both = classes.merge(other, on="region_code", suffixes=("", "_without")).dropna(subset=["class_id"])
    if both.empty or both["class_id_without"].isna().any():
        return Sentence()
    moved = both.loc[both["class_id"] != both["class_id_without"], "region_code"]
    line = units.percent(float(both["growth_line_without"].iloc[0]), 2)
    verdict = f"{counted(len(moved), none='tidak ada')} berpindah golongan"
    who = f": {listed([names[code] for code in sorted(moved)], most=6)}" if len(moved) else ""
    return sentence(f"tanpa {names[left_out]}, garis pertumbuhan {line} setahun dan {verdict}{who}")


def _millions(value: float) -> str:
    return units.quantity(value, units.RUPIAH, 1, units.MILLIONS)


_WAYS: Final = {"turun": "berkurang", "naik": "bertambah", "tetap": "tidak berubah"}


def inequality(
    paths: Mapping[str, pd.DataFrame], apart: pd.DataFrame | None = None, whom: Sequence[str] = ()
) -> Sentence:
    """Whether inequality fell between the first and the last year that every index has.

    Says `berkurang` or `bertambah` only where every index moves that way. `apart` is an index without the regions
    `whom`: where it moves another way, a few regions made the difference, and that is said in the same breath.
    """
    ends = _first_and_last(paths)
    if ends is None:
        return Sentence()
    first, last = ends
    way, *others = {_way(path, first, last) for path in paths.values()}
    if others:
        return sentence(f"ketimpangan antardaerah belum jelas arahnya selama {first}–{last}")
    rest = ""
    if apart is not None and _first_and_last({"": apart}) == ends and (otherwise := _way(apart, first, last)) != way:
        rest = f", tetapi tanpa {listed(whom, most=len(whom))} {_WAYS[otherwise]}"
    return sentence(f"ketimpangan antardaerah {_WAYS[way]} selama {first}–{last}{rest}")


def _way(path: pd.DataFrame, first: int, last: int) -> str:
    """Which way an index moved, as it is written."""
    then, now = _at(path, first, last)
    return direction(units.number(_apart(now, then, 3), 3, signed=True))


def indices(paths: Mapping[str, pd.DataFrame], words: Mapping[str, str]) -> str:
    """What that rests on, for a footnote: every index in the last year and in the first; `words` name them."""
    ends = _first_and_last(paths)
    if ends is None:
        return ""
    values = {key: _at(path, *ends) for key, path in paths.items()}
    shown = {key: (units.number(now, 3), units.number(then, 3)) for key, (then, now) in values.items()}
    texts = [f"{words[key]} {now} (dari {then})" for key, (now, then) in shown.items()]
    return f"{', '.join(texts)}."


def _first_and_last(paths: Mapping[str, pd.DataFrame]) -> tuple[int, int] | None:
    """The first and the last year in which every index has a value; None where there are not two."""
    known = [set(path.dropna(subset=["value"])["year"].astype(int)) for path in paths.values()]
    years = set.intersection(*known) if known else set()
    return (min(years), max(years)) if len(years) > 1 else None


def _at(path: pd.DataFrame, first: int, last: int) -> tuple[float, float]:
    values = path.set_index("year")["value"]
    return float(values[first]), float(values[last])


def undefined(paths: Mapping[str, pd.DataFrame], words: Mapping[str, str]) -> list[str]:
    """Which index has no value in which years, and why; one line per index and reason, `words` name the indices."""
    lines = []
    for key, path in paths.items():
        for reason, rows in path.dropna(subset=["reason"]).groupby("reason", sort=False):
            years = ", ".join(str(year) for year in rows["year"])
            lines.append(f"{words[key]} {years} tidak dihitung. {reason}")
    return lines


def between_groups(path: pd.DataFrame, what: str) -> Sentence:
    """Which part of Theil lies between groups in the last year."""
    known = path.dropna(subset=["value"])
    if known.empty or not float(known["value"].iloc[-1]) > 0:
        return Sentence()
    row = known.sort_values("year").iloc[-1]
    share = units.percent(row["between"] / row["value"] * 100, 0)
    return sentence(
        f"dari Indeks Theil {int(row['year'])}, {share} adalah perbedaan antara {what}; sisanya perbedaan di dalamnya"
    )


def convergence(line: Beta, span: Span) -> Sentence:
    """Whether regions that began poorer grew faster, as description only."""
    if pd.isna(line.slope) or pd.isna(line.correlation):
        return Sentence()
    if _shown(line.correlation) < _WEAK:
        tendency = "tidak tampak hubungan yang jelas antara pendapatan awal dan pertumbuhan"
    elif line.slope < 0:
        tendency = "daerah yang semula lebih rendah pendapatannya cenderung tumbuh lebih cepat"
    else:
        tendency = "daerah yang semula lebih tinggi pendapatannya cenderung tumbuh lebih cepat"
    return sentence(
        f"selama {span} {tendency} (korelasi {units.number(line.correlation, 2)}, {line.regions} daerah);",
        "ini gambaran, bukan uji",
    )


def structure(frame: pd.DataFrame, region_code: str, names: Names) -> Sentence:
    """What the economy of the area rests on, by primary, secondary and tertiary; `frame` is the analysis structure."""
    if frame.empty:
        return Sentence()
    year = int(frame["year"].iloc[0])
    if region_code == PROVINCE:
        shares = frame.drop_duplicates("sector").set_index("sector")["province_share_pct"]
        basis = frame[frame["lq"] > 1].groupby("sector")["region_code"].count()
        top = str(shares.idxmax())
        return sentence(
            f"sektor {top} ({_SCOPE[top]}) menyusun {units.percent(shares[top])} PDRB {PROVINCE_NAME} {year};",
            f"menjadi basis di {counted(int(basis.get(top, 0)), len(names))}",
        )
    mine = frame[frame["region_code"] == region_code].sort_values(["lq", "sector"])
    if mine["lq"].isna().any() or mine.empty:
        return Sentence()
    strongest = mine.iloc[-1]
    return sentence(
        f"{names[region_code]} paling menonjol di sektor {strongest['sector']}",
        f"({_SCOPE[strongest['sector']]}), {year}:",
        f"{units.percent(strongest['share_pct'])} PDRB-nya,",
        f"{units.number(strongest['lq'], 2)} kali persentase provinsi",
    )


def enterprise_structure(quotients: pd.DataFrame, region_code: str, names: Names, sections: Names) -> Sentence:
    """What the enterprises on record do; `quotients` is location_quotient of enterprises, `sections` words per section.

    Of a region its largest section and the one that most exceeds its share in the wave; of all the largest per wave.
    """
    if quotients.empty:
        return Sentence()
    mine = quotients[quotients["region_code"] == region_code]
    if mine.empty:
        parts = []
        for year, rows in quotients.groupby("year"):
            top = rows.drop_duplicates("sector").sort_values(["province_share_pct", "sector"]).iloc[-1]
            name = sections.get(str(top["sector"]), str(top["sector"])).lower()
            parts.append(f"{name} {units.percent(top['province_share_pct'])} (gelombang {year})")
        return sentence("lapangan usaha UMKM terbanyak:", series(parts))
    largest = mine.sort_values(["share_pct", "sector"]).iloc[-1]
    strongest = mine.sort_values(["lq", "sector"]).iloc[-1]
    return sentence(
        f"UMKM {names[region_code]} terbanyak di {sections.get(largest['sector'], largest['sector']).lower()}",
        f"({units.percent(largest['share_pct'])}); paling menonjol di",
        f"{sections.get(strongest['sector'], strongest['sector']).lower()},",
        f"{units.number(strongest['lq'], 2)} kali persentase daerah segelombang",
    )


def shifted(parts: pd.DataFrame, what: str, span: Span, names: Names, among: str = "") -> Sentence:
    """Who gained by its own pull and who lost, among regions of one reference; `parts` is `shift_share_by_region`.

    `among` names that reference (a wave), empty where it is the province.
    """
    known = parts[parts["region_code"].isin(list(names)) & (parts["before"] > 0)].dropna(subset=["competitive"])
    if len(known) < 2:
        return Sentence()
    pull = known.assign(growth_pct=known["competitive"] / known["before"] * 100)[["region_code", "growth_pct"]]
    compared, frame = among_rates(
        pull, _PULL, names if not among else {code: names[code] for code in pull["region_code"]}
    )
    values = frame.set_index("region_code")["value"]
    gained = sum(value > 0 for value in compared.shown.values())

    def number(code: str) -> Clause:
        return Clause(units.change(float(values[code]), units.PERCENT, 1))

    written = replace(_PULL, unit=units.PERCENT_POINTS)
    return sentence(
        f"selama {span} daya saing daerah menambah {what} di {counted(gained, compared.count)}{among};",
        clauses.ends(written, compared, frame, span.last, ask=number),
    )


def real_or_paper(frame: pd.DataFrame, indicator: Indicator, span: Span, region_code: str, names: Names) -> Sentence:
    """The honest headline: growth of the same bodies, beside what the register seems to say."""
    row = frame[frame["region_code"] == region_code]
    if row.empty or row[["matched_growth_pct", "growth_pct"]].isna().any(axis=None):
        return Sentence()
    mine = row.iloc[0]
    real, paper = float(mine["matched_growth_pct"]), float(mine["growth_pct"])
    verb = direction(units.percent(real, 1, signed=True), rising="tumbuh", falling="menyusut", level="tidak berubah,")
    return sentence(
        f"{indicator.short_label} pada {units.number(mine['matched_bodies'])} koperasi yang sama di",
        f"{place(region_code, names)} {verb}",
        Clause(units.percent(abs(real), 1), question(indicator.id, region_code, span.last)),
        f", {span}; menurut jumlah yang melapor",
        Clause(units.percent(paper, 1, signed=True), question(indicator.id, region_code, span.last)),
    )


def why_they_differ(frame: pd.DataFrame, region_code: str, indicator: Indicator) -> Sentence:
    """Which part of the change on paper came with reporting and not with business."""
    row = frame[frame["region_code"] == region_code]
    if row.empty or row["unmatched_change"].isna().any():
        return Sentence()
    mine = row.iloc[0]
    is_money = indicator.unit is units.RUPIAH
    scale, decimals = (units.scale_for(float(mine["before"])), 1) if is_money else (units.ONES, 0)

    def amount(value: float) -> str:
        return units.change(value, indicator.unit, decimals, scale)

    secret = pd.isna(mine["entrants"])
    kinds = ["unmatched_change"] if secret else ["entrants", "exits", "coverage_change"]
    exact = [float(mine["matched_change"]), *(float(mine[kind]) * (-1 if kind == "exits" else 1) for kind in kinds)]
    parts = units.apportioned([value / scale.divisor for value in exact], decimals)
    same, *others = (amount(float(part) * scale.divisor) for part in parts)
    if secret:
        rest = f"masuk, keluar, dan cakupan pelaporan {others[0]} (rinciannya dirahasiakan)"
    else:
        rest = f"yang baru terdaftar {others[0]}, yang keluar daftar {others[1]}, perubahan pelaporan {others[2]}"
    return sentence(f"perubahan {amount(mine['change'])}: koperasi yang sama {same}, {rest}")


def compared(rates: pd.DataFrame, indicator: Indicator, span: Span, both: tuple[str, str], names: Names) -> Sentence:
    """Two regions' growth side by side, and by how much they differ; nothing where one has none.

    `rates` has region_code, growth_pct: percent a year, or the difference of shares and indices in points.
    """
    by_code = rates.set_index("region_code")["growth_pct"].reindex(list(both))
    if by_code.isna().any():
        return Sentence()
    first, second = both
    of_first, of_second = (
        Clause(_written(indicator, float(by_code[code])), question(indicator.id, code, span.last)) for code in both
    )
    between = rate_of(indicator).apart(float(by_code[first]), float(by_code[second]))
    apart = units.change(between, units.PERCENT, 2) if indicator.change_is_percent else indicator.change_text(between)
    who = direction(apart, rising=names[first], falling=names[second], level="")
    if not who:
        verdict = "keduanya sama"
    elif indicator.change_is_percent:
        faster = _written(indicator, float(by_code.max()))
        verb = direction(faster, rising="tumbuh lebih cepat", falling="menyusut lebih lambat", level="lebih tinggi")
        verdict = f"{who} {verb} {size(apart)}"
    else:
        verdict = f"terpaut {size(apart)}"
    yearly = "setahun;" if indicator.change_is_percent else ";"
    return sentence(
        f"{indicator.short_label} {span}: {names[first]}", of_first, f", {names[second]}", of_second, yearly, verdict
    )


def _written(indicator: Indicator, value: float) -> str:
    """A growth with its sign: percent a year, or points of a share or an index."""
    return units.percent(value, 2, signed=True) if indicator.change_is_percent else indicator.change_text(value)


def associated(points: pd.DataFrame, x: Indicator, y: Indicator) -> Sentence:
    """How the two go together in the last common year; needs three regions."""
    if points.empty:
        return Sentence()
    year = int(points["year"].max())
    now = points[points["year"] == year]
    rho = float(now["rank_correlation"].iloc[0])
    if pd.isna(rho):
        return Sentence()
    strength = _shown(rho)
    if strength < _NEAR_ZERO:
        relation = "hampir tidak berjalan bersama"
    else:
        word = "lemah" if strength < _WEAK else "sedang" if strength < _MODERATE else "kuat"
        relation = f"berjalan {'searah' if rho > 0 else 'berlawanan arah'}, {word}"
    return sentence(
        f"{x.short_label} dan {named(y)} {relation} pada {year} (korelasi peringkat {units.number(rho, 2)},",
        f"{len(now)} daerah)",
    )


NOT_CAUSE = (
    "Berjalan bersama bukan sebab-akibat: keduanya dapat digerakkan hal lain (tambang, jumlah penduduk, kelengkapan "
    "laporan), arahnya dapat terbalik, dan daerahnya terlalu sedikit untuk membuktikan apa pun."
)


def scenario(path: pd.DataFrame, target_pct: float, reached: int | None, area: str) -> Sentence:
    """What the assumptions give in the last year, and whether the target is reached; path is `outlook.outlook`."""
    total = path[path["driver"] == "all"].sort_values("year")
    last = total.iloc[-1]
    growth = units.percent(last["growth_pct"], 2, signed=True)
    verb = direction(growth, rising="tumbuh", falling="menyusut", level="tidak berubah,")
    aim = units.percent(target_pct, 1)
    if reached is None:
        verdict = f"sasaran {aim} setahun belum tercapai sampai {int(last['year'])}"
    else:
        verdict = f"sasaran {aim} setahun tercapai sejak {reached}"
    return sentence(f"dengan asumsi ini PDRB {area} {verb} {size(growth)} pada {int(last['year'])};", verdict)
