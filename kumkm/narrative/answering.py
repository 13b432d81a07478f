"""What is answered to a question in a few words: one sentence with the number, from the frames the pages show.

A value that is secret is said to be secret, one that is missing to be missing; over a set that is not complete the
sentence says how many there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from kumkm.analysis.comparable import Comparable, comparable
from kumkm.domain import units
from kumkm.domain.indicators import Direction, Indicator
from kumkm.domain.question import question
from kumkm.narrative import clauses
from kumkm.narrative.clauses import PROVINCE_NAME
from kumkm.narrative.grammar import Clause, Part, Piece, Sentence, counted, joined, names, sentence, series, small
from kumkm.narrative.proposal_sentences import asked_for, standing
from kumkm.narrative.sentences import when

_TOP = 3


def several(frame: pd.DataFrame, indicator: Indicator, year: int, codes: Sequence[str]) -> Sentence:
    """One indicator in several regions, in the order asked: `KUR 2023: Kolaka Rp316,3 miliar dan Muna r`.

    `frame` is `indicator_by_region`.
    """
    rows = frame.set_index("region_code")
    parts: list[Part] = [
        [str(rows.loc[code, "region_name"]), _level(rows.loc[code], indicator, year)] for code in codes
    ]
    return sentence(f"{indicator.short_label} {year}:", series(parts))


def _level(row: Any, indicator: Indicator, year: int) -> Clause | str:
    if row["status"] == "suppressed":
        return Clause("dirahasiakan", question(indicator.id, str(row.name), year))
    return clauses.level(indicator, row["value"], str(row.name), year) or "belum ada data"


def share(
    frame: pd.DataFrame,
    province: Mapping[str, Any] | None,
    indicator: Indicator,
    year: int,
    region_code: str,
    *,
    whom: str,
    having: str,
    rest: bool,
) -> Sentence:
    """A percentage told as so many of so many; of all regions also where the most are.

    `frame` is `indicator_by_region`, `province` the province's row of `indicator_panel` (None: it has none, then those
    with data are added up). `rest` counts those that the percentage leaves out. Nothing where the region has no value.
    """
    rows = frame.set_index("region_code")
    if region_code in rows.index:
        row = rows.loc[region_code]
        place, of = str(row["region_name"]), when(row, year)
        return _so_many([row], rest, whom, having, place, of) if pd.notna(row["value"]) else Sentence()
    known = [row for _, row in rows[rows["value"].notna() & rows["base"].notna()].iterrows()]
    if not known:
        return Sentence()
    if province is not None and pd.notna(province["value"]) and pd.notna(province["base"]):
        rows_of_all, place, of = [province], PROVINCE_NAME, when(province, year)
    else:
        rows_of_all, of = known, when(known[0], year)
        some = f"{counted(len(known))} yang ada datanya (dari {len(rows)})"
        place = counted(len(known), len(rows)) if len(known) == len(rows) else some
    count = _so_many(rows_of_all, rest, whom, having, place, of)
    most = _most(frame, indicator, rest)
    return sentence([*count.clauses[:-1], Clause(count.clauses[-1].text.removesuffix(".")), *most]) if most else count


def _so_many(rows: Sequence[Any], rest: bool, whom: str, having: str, place: str, of: str) -> Sentence:
    count, base = sum(_count(row, rest) for row in rows), sum(round(float(row["base"])) for row in rows)
    if not count:
        return sentence(f"tidak ada {whom} di {place} yang {having} pada {of}")
    number = units.number(count)
    share_shown = units.percent(100 * count / base)
    return sentence(f"sebanyak {number} dari {units.number(base)} {whom} di {place} {having} ({share_shown}) pada {of}")


def _count(row: Any, rest: bool) -> int:
    """How many have it, or lack it; the percentage is of whole bodies, so that it leads back to their number."""
    base = round(float(row["base"]))
    having = round(float(row["value"]) * base / 100)
    return base - having if rest else having


def _most(frame: pd.DataFrame, indicator: Indicator, rest: bool) -> list[Piece]:
    """Where the most are, with how many; nothing while a region is secret, which may be one of them."""
    if comparable(frame, indicator).hides:
        return []
    known = frame[frame["value"].notna() & frame["base"].notna()]
    counts = sorted(
        ((_count(row, rest), str(row["region_name"])) for _, row in known.iterrows()),
        key=lambda pair: (-pair[0], pair[1]),
    )
    enough = [pair for pair in counts[:_TOP] if len(counts) <= _TOP or pair[0] > counts[_TOP][0]]
    places = names([f"{name} ({units.number(count)})" for count, name in enough if count])
    return [f"; terbanyak di {places}"] if places else []


def proposals(
    rows: pd.DataFrame, year: int, place: str, words: str, names_of: Mapping[str, str], *, which: str = ""
) -> Sentence:
    """How many proposals are asked about, what they come to, and how far they are.

    The amount is that of those submitted and not sent back, as on the page and in the indicators; only where none is,
    that of them all. `rows` are those of the read `proposals` that fit the filters, `words` names the filters, `place`
    the region, empty for all. `which` tells the stage among the filters; with it nothing more is said of stages.
    """
    what = joined("usulan", words, place, str(year), which)
    if rows.empty:
        return sentence(f"tidak ada {what}")
    return sentence(
        f"{what}: {units.number(len(rows))} judul{_states(rows, bool(which))}",
        _from_whom(rows, place, names_of),
    )


def _states(rows: pd.DataFrame, staged: bool) -> str:
    """What they come to, and how many are on their way, sent back, or drafts; they add up to all.

    The amount stands beside those it is of, as on the page.
    """
    if rows["submitted"].nunique() > 1:
        return f"; {'; '.join(standing(rows))}"
    amount = asked_for(rows)
    amount_text = f", {amount} saat diajukan" if amount else ", belum ada nilainya"
    if staged:
        return amount_text
    if rows["stage"].nunique() == 1:
        return f"{amount_text}; semuanya {small(str(rows['stage_words'].iloc[0]))}"
    if rows["submitted"].all():
        return f"{amount_text}; semuanya sudah diajukan"
    return "; ".join([amount_text, *standing(rows)])


def _from_whom(rows: pd.DataFrame, place: str, names_of: Mapping[str, str]) -> Piece:
    """Who has the most of them, where they are of several regions."""
    by_region = rows[rows["region_code"].isin(list(names_of))].groupby("region_code").size()
    if place or len(by_region) < 2:
        return None
    most = int(by_region.max())
    who = sorted(names_of[str(code)] for code in by_region.index[by_region == most])
    each = "masing-masing " if len(who) > 1 else ""
    return f"; terbanyak dari {names(who)} ({each}{units.number(most)})" if most > 1 and len(who) <= _TOP else None


def reasons(stages: pd.DataFrame, proposals: pd.DataFrame) -> str:
    """Why proposals stand where they do, as it was written down, the most frequent first, and of how many it was not.

    `stages` is `proposal_stages`. Empty where there are no proposals.
    """
    here = stages[stages["current"] & stages["proposal_id"].isin(proposals["proposal_id"])]
    if here.empty:
        return ""
    given = here["reason"].dropna().str.strip().str.rstrip(".")
    counts = sorted(given[given != ""].value_counts().items(), key=lambda pair: (-pair[1], str(pair[0])))
    if not counts:
        return "Alasannya tidak tercatat."
    told = "; ".join(f"{small(str(reason))} ({units.number(count)})" for reason, count in counts)
    silent = len(here) - sum(count for _, count in counts)
    return f"Alasan yang tercatat: {told}{f'; {units.number(silent)} tanpa alasan' if silent else ''}."


def chosen_here(indicator: Indicator) -> str:
    """What is said where nobody named the indicator: no answer is the right one for all."""
    return f"Ukurannya tidak disebut, maka dipakai {small(indicator.label)}."


def without_direction(indicator: Indicator) -> str:
    """What is said where somebody asks who is best by what is neither good nor bad."""
    return f"{indicator.short_label} bukan ukuran baik atau buruk; yang tampak besarnya."


def better_where(indicator: Indicator) -> str:
    """Which end is the better one; empty where neither is."""
    words = {Direction.HIGHER: "tinggi", Direction.LOWER: "rendah"}.get(indicator.direction)
    return f"Makin {words} makin baik." if words else ""


def not_as_claimed(among: Comparable, region_code: str, claim: str) -> str:
    """What is said where a question takes for low or high (`claim`) what is not; empty where it may be so."""
    if region_code not in among.shown or among.count < 2:
        return ""
    place = among.place(region_code)
    if among.is_even or place is None:
        return f"Menurut data tidak {claim}."
    is_high = place.rank < place.from_below
    return f"Menurut data tidak {claim}." if is_high != (claim == "tinggi") else ""


# What follows a question for a cause: a figure is known, what made it so is not.
CAUSE_UNKNOWN = "Sebabnya tidak tercatat dalam data."
# What follows a question for the cause of growth: growth and what the economy rests on are known, a cause is not.
NO_CAUSE = "Sebabnya tidak tercatat dalam data; yang dapat dilihat susunan ekonominya."
