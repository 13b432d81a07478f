"""Every sentence that ranks, over every indicator, area and year of the build, whatever is hidden from it.

The frames are those of the warehouse; what is hidden are the largest, the smallest, two, or regions drawn by lot, as
secrecy and missing reports would hide them. No sentence may be contradicted by what it was not shown.
"""

import re

import numpy as np
import pandas as pd
import pytest
from rounds import some

from kumkm.analysis.comparable import comparable
from kumkm.domain.indicators import INDICATORS
from kumkm.narrative import clauses, growth_sentences, sentences
from kumkm.narrative.about_indicator import about_indicator

pytestmark = pytest.mark.slow  # all indicators, regions, years and patterns of secrecy

EXTREME = re.compile(r"\b(tertinggi|terendah)\b")
PATTERNS = ("none", "largest", "smallest", "both ends", "two by lot", "half by lot")


@pytest.fixture(scope="module")
def panels(read):
    found = {key: read("indicator_panel", indicator_id=key) for key in INDICATORS}
    return {key: panel for key, panel in found.items() if panel["value"].notna().any()}


def frames(panels, names):
    """Every indicator and year with a value of a region, as `indicator_by_region` has it."""
    regions = pd.DataFrame({"region_code": list(names), "region_name": list(names.values())})
    for key, panel in panels.items():
        local = panel[panel["region_code"].isin(names)]
        for year, rows in local.groupby("year"):
            if rows["value"].notna().any():
                frame = regions.merge(rows, on="region_code", how="left")
                frame["status"] = frame["status"].fillna("missing")
                yield INDICATORS[key], int(year), frame, panel


def hidden(frame, pattern, seed):
    """The codes a pattern hides, always fewer than have a value."""
    known = frame.dropna(subset=["value"]).sort_values(["value", "region_code"])["region_code"].tolist()
    lot = list(np.random.default_rng(seed).permutation(known))
    chosen = {
        "none": [],
        "largest": known[-1:],
        "smallest": known[:1],
        "both ends": [known[0], known[-1]],
        "two by lot": lot[:2],
        "half by lot": lot[: len(lot) // 2],
    }[pattern]
    return chosen[: len(known) - 1]


def other_half(seed, pattern):
    """Each frame meets three of the six patterns, by turns: a whole round takes minutes."""
    return (seed + PATTERNS.index(pattern)) % 2 == 1


def without(frame, codes, status):
    gone = frame["region_code"].isin(codes)
    nothing = {column: frame[column].mask(gone) for column in ("value", "change", "change_pct")}
    return frame.assign(**nothing, status=frame["status"].mask(gone, status))


def said_of(frame, panel, indicator, year, codes, region_code):
    """Headline and paragraph, without what is hidden in the panel either."""
    there = panel["region_code"].isin(codes) & (panel["year"] == year)
    shown = panel.assign(value=panel["value"].mask(there))
    told = [sentences.headline(frame, indicator, year, region_code, None)]
    told += about_indicator(frame, shown, indicator, year, region_code)
    return [sentence.text for sentence in told if sentence]


def contradicted(text, frame, indicator, whole):
    """Names called highest or lowest in a sentence whose value another shown region exceeds, as written."""
    values = {row.region_name: indicator.shown(row.value) for row in whole.itertuples() if pd.notna(row.value)}
    among = comparable(frame, indicator)
    compared = [values[among.names[code]] for code in among.shown]
    for word, name in re.findall(r"\b(tertinggi|terendah) (?!ke-)([A-Z][\w ]+?)(?: \(|,| dan )", text):
        if name in values and values[name] != (max(compared) if word == "tertinggi" else min(compared)):
            yield word, name


@pytest.mark.long
@pytest.mark.parametrize("pattern", some(PATTERNS, {4}))
def test_while_a_region_is_protected_nobody_is_called_the_highest_or_the_lowest(panels, names, pattern):
    for seed, (indicator, year, frame, panel) in enumerate(frames(panels, names)):
        if other_half(seed, pattern):
            continue
        codes = hidden(frame, pattern, seed)
        cut = without(frame, codes, "suppressed")
        if not (cut["status"] == "suppressed").any():
            continue
        someone = list(names)[seed % len(names)]
        for region_code in ("74", someone):
            for text in said_of(cut, panel, indicator, year, codes, region_code):
                about_years = text.startswith("Sejak")
                assert about_years or not EXTREME.search(text), (indicator.id, year, pattern, text)


@pytest.mark.parametrize("pattern", some(PATTERNS, {4}))
def test_over_an_incomplete_set_an_extreme_says_among_whom(panels, names, pattern):
    for seed, (indicator, year, frame, panel) in enumerate(frames(panels, names)):
        if other_half(seed, pattern):
            continue
        codes = hidden(frame, pattern, seed)
        cut = without(frame, codes, "missing")
        among = comparable(cut, indicator)
        someone = list(names)[seed % len(names)]
        for region_code in ("74", someone):
            for text in said_of(cut, panel, indicator, year, codes, region_code):
                assert not list(contradicted(text, cut, indicator, frame)), (indicator.id, year, pattern, text)
                if EXTREME.search(text) and not among.is_complete:
                    assert "yang" in text, (indicator.id, year, pattern, text)


def test_the_same_is_said_whatever_the_hidden_value_is(panels, names):
    for seed, (indicator, year, frame, panel) in enumerate(frames(panels, names)):
        codes = hidden(frame, "two by lot", seed)
        cut = without(frame, codes, "suppressed")
        other = frame.assign(value=frame["value"].mask(frame["region_code"].isin(codes), 10 * frame["value"].max()))
        again = without(other, codes, "suppressed")
        assert said_of(cut, panel, indicator, year, codes, "74") == said_of(again, panel, indicator, year, codes, "74")


def test_rank_and_verdict_agree_in_every_year_of_every_indicator(panels, names):
    for indicator, year, frame, _ in frames(panels, names):
        among = comparable(frame, indicator)
        for code in among.shown:
            place, verdict = among.place(code), among.verdict(code)
            if place is None:
                assert among.count == 1 or among.is_even or among.is_similar(code)
            elif verdict is not None and place.rank == 1:
                assert verdict.name == "HIGHER", (indicator.id, year, code)
            elif verdict is not None and place.from_below == 1:
                assert verdict.name == "LOWER", (indicator.id, year, code)


def test_no_ratio_of_fewer_than_ten_leads_or_trails(panels, names):
    for indicator, _, frame, _ in frames(panels, names):
        among = comparable(frame, indicator)
        small = set(frame.loc[frame["base"] < 10, "region_code"])
        assert not small & set(among.shown)
        for code in small & set(among.thin):
            assert clauses.rank(among, code) == "tidak diperingkat karena pembaginya kurang dari 10"


@pytest.mark.parametrize("pattern", some(PATTERNS, {4}))
def test_growth_over_any_set_says_among_whom_it_leads(panels, names, pattern):
    span = growth_sentences.Span(2018, 2023)
    for seed, (indicator, year, frame, _) in enumerate(frames(panels, names)):
        rates = without(frame, hidden(frame, pattern, seed), "suppressed")
        rates = rates.drop(columns="region_name").rename(columns={"value": "growth_pct"})
        text = growth_sentences.average_growth(rates, indicator, span, "74", names).text
        if (rates["status"] == "suppressed").any():
            assert not EXTREME.search(text), (indicator.id, year, text)
