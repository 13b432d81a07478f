"""What can be asked about: forms of questions, names of indicators, spellings of regions, years with data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from kumkm.domain.coverage import Coverage
from kumkm.domain.indicators import INDICATORS, Direction, Indicator, MapKind
from kumkm.domain.indicators.base import Formula
from kumkm.domain.measures import MEASURES
from kumkm.domain.proposals import Stage
from kumkm.domain.regions import Regions, split_type
from kumkm.domain.view.proposals import PARTS
from kumkm.errors import InputError
from kumkm.questions import words

PAGES = ("", "indikator", "daerah", "pertumbuhan", "usulan", "kualitas", "data", "rapat")
_LIGHT = 0.2
_FILTERS = ("tahap", "menu", "dana", "syarat")
_IN_BRACKETS = re.compile(r"\(([^)]*)\)")
_ENDING = re.compile(r"(?:nya|kah)$")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]+")


class Reads(StrEnum):
    """How a form of question is answered; `data/questions.toml` says what each means."""

    RANK = "rank"
    CHANGE = "change"
    COMPARE = "compare"
    VIEW = "view"
    PAGE = "page"
    SHARE = "share"
    PROPOSALS = "proposals"


class Subject(StrEnum):
    """Which indicators a form of question can be about."""

    ANY = "any"
    DIRECTED = "directed"
    SERIES = "series"
    ADDITIVE = "additive"
    NONE = "none"


@dataclass(frozen=True)
class Form:
    """One form of question, a `[[forms]]` of `data/questions.toml`; `phrases` are split into words."""

    id: str
    reads: Reads
    page: str
    sentence: str
    phrases: tuple[tuple[str, ...], ...]
    view: str | None = None
    indicator: str | None = None
    subject: Subject = Subject.ANY
    also: tuple[str, ...] = ()
    prepared: bool = False
    outlook: bool = False
    part: str = ""
    counted: str = ""
    having: str = ""
    rest: bool = False

    @property
    def is_list(self) -> bool:
        """True for the list of proposals, which can be filtered."""
        return self.reads is Reads.PROPOSALS and self.part == "daftar"

    @property
    def has_ceiling(self) -> bool:
        """True for the plan under a ceiling."""
        return self.reads is Reads.PROPOSALS and self.part == "simulasi"

    @property
    def names_its_own(self) -> bool:
        """True where the question itself names the indicator, so that no other can be meant."""
        if self.reads in (Reads.PROPOSALS, Reads.SHARE):
            return True
        return self.reads is Reads.RANK and self.indicator is not None


@dataclass(frozen=True)
class Name:
    """One name of an indicator, as words."""

    indicator_id: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Trait:
    """Words for what proposals can be filtered by: a parameter of their page and its value in an address."""

    param: str
    value: str
    words: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Vocabulary:
    """Everything a question is read with; made once per build.

    `why` are words that ask for a cause, `claims` those that say already how something stands, and the
    claim (`rendah`, `tinggi`).
    `years_told` has, by code of an area, the one year in which each indicator of it is told on every page.
    """

    forms: tuple[Form, ...]
    names: tuple[Name, ...]
    traits: tuple[Trait, ...]
    short: Mapping[str, str]
    light: frozenset[str]
    since: frozenset[str]
    why: frozenset[str]
    claims: Mapping[str, str]
    regions: Regions
    coverage: Mapping[str, Coverage]
    years_told: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def full(self, word: str) -> str:
        """A word as it is known: written out, and without the endings `-nya` and `-kah`."""
        written_out = self.short.get(word, word)
        stem = _ENDING.sub("", written_out)
        return stem if written_out not in self.known_at_once and stem in self.known_at_once else written_out

    @cached_property
    def known(self) -> tuple[str, ...]:
        """Every word of a form or of a name of an indicator, once."""
        phrases = [phrase for form in self.forms for phrase in form.phrases]
        sentences = [words.split(form.sentence) for form in self.forms]
        groups = [*phrases, *sentences, *(name.words for name in self.names), *(trait.words for trait in self.traits)]
        return tuple(dict.fromkeys(word for group in groups for word in group))

    @cached_property
    def known_at_once(self) -> frozenset[str]:
        return frozenset(self.known) | self.light | self.since | self.why

    @cached_property
    def places(self) -> tuple[tuple[str, str], ...]:
        """Spelling in one piece and code: official and short names and abbreviations of regions, by code."""
        pairs = {
            (spelling(name), region.code): None
            for region in self.regions.local
            for name in (region.name, region.short_name, region.abbreviation)
        }
        return tuple(pairs)

    def weight(self, word: str) -> float:
        """How much of a question a word is."""
        return _LIGHT if word in self.light else 1.0

    def suits(self, indicator_id: str, subject: Subject) -> bool:
        """True where the indicator has data and a form about `subject` can be asked of it."""
        coverage = self.coverage.get(indicator_id)
        if coverage is None or not coverage.regions:
            return False
        indicator = INDICATORS[indicator_id]
        if subject is Subject.DIRECTED:
            return indicator.direction is not Direction.NEUTRAL
        if subject is Subject.ADDITIVE:
            return has_series(coverage) and _may_be_summed(indicator)
        return has_series(coverage) if subject is Subject.SERIES else True


def has_series(coverage: Coverage) -> bool:
    """Two years or more with most regions."""
    return sum(map(coverage.is_well_covered, coverage.regions)) > 1


def not_yet(regions: Regions, codes: Iterable[str], year: int) -> str:
    """`Muna Barat belum ada pada 2012`: who of those asked was split off later; empty where all were there."""
    absent = [region.short_name for code in codes if year < (region := regions.by_code[code]).valid_from]
    return f"{', '.join(absent)} belum ada pada {year}" if absent else ""


def _may_be_summed(indicator: Indicator) -> bool:
    """A count or an amount, or the growth of one."""
    if not MEASURES[indicator.numerator].additive:
        return False
    counted = indicator.formula is Formula.MEASURE and indicator.map_kind is MapKind.COUNT
    return counted or indicator.formula is Formula.GROWTH


def spelling(name: str) -> str:
    """A region's name in one piece, without its type: `Kota Bau-Bau` → `baubau`."""
    return split_type(name)[1].casefold()


def load(
    path: Path,
    regions: Regions,
    coverage: Mapping[str, Coverage],
    years_told: Mapping[str, Mapping[str, int]] | None = None,
) -> Vocabulary:
    """Read `data/questions.toml`; raises InputError where it breaks its contract."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        indicator_names = {key: tuple(names) for key, names in content["indicators"].items()}
        forms = tuple(_form(item) for item in content["forms"])
        traits = tuple(_traits(content["usulan"]))
        short = dict(content["short"])
        light, since, why = (frozenset(content[name]) for name in ("light", "since", "why"))
        claims = {word: claim for claim, said in content["claims"].items() for word in said}
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"data/questions.toml tidak sesuai kontraknya: {error}.") from error
    _check(indicator_names, forms, traits)
    return Vocabulary(
        forms,
        tuple(dict.fromkeys(_names(indicator_names))),
        traits,
        short,
        light,
        since,
        why,
        claims,
        regions,
        coverage,
        years_told or {},
    )


def _traits(content: Mapping[str, Mapping[str, Iterable[str]]]) -> Iterator[Trait]:
    for param, values in content.items():
        for value, phrases in values.items():
            for text in phrases:
                yield Trait(param, value, words.split(text), text)


def _form(item: Mapping[str, Any]) -> Form:
    unknown = set(item) - {field.name for field in fields(Form)}
    if unknown:
        raise ValueError(f"[[forms]] {item.get('id')}: kolom {', '.join(sorted(unknown))} tidak dikenal")
    return Form(
        **{
            **item,
            "reads": Reads(item["reads"]),
            "subject": Subject(item.get("subject", Subject.ANY)),
            "phrases": tuple(words.split(phrase) for phrase in item["phrases"]),
            "also": tuple(item.get("also", ())),
        }
    )


def _check(indicator_names: Mapping[str, Iterable[str]], forms: tuple[Form, ...], traits: tuple[Trait, ...]) -> None:
    """Ids must exist, a name must not mean two things."""
    meant = [
        *indicator_names,
        *(form.indicator for form in forms if form.indicator),
        *(id for form in forms for id in form.also),
    ]
    problems = [f"indikator '{id}' tidak ada" for id in meant if id not in INDICATORS]
    problems += [f"halaman '{form.page}' pada '{form.id}' tidak ada" for form in forms if form.page not in PAGES]
    problems += [f"bagian '{form.part}' pada '{form.id}' tidak ada" for form in forms if form.part not in {"", *PARTS}]
    problems += [f"'{trait.value}' bukan tahap" for trait in traits if trait.param == "tahap" and not _is_stage(trait)]
    problems += [f"'{trait.param}' bukan saringan usulan" for trait in traits if trait.param not in _FILTERS]
    problems += [f"frasa kosong pada '{form.id}'" for form in forms if not all(form.phrases)]
    owners: dict[tuple[str, ...], str] = {}
    for id, names in indicator_names.items():
        for name in names:
            if owners.setdefault(words.split(name), id) != id:
                problems.append(f"'{name}' menamai dua indikator")
    if problems:
        raise InputError(f"data/questions.toml tidak sesuai kontraknya: {'; '.join(problems)}.")


def _is_stage(trait: Trait) -> bool:
    return trait.value in {stage.value for stage in Stage}


def _names(indicator_names: Mapping[str, Iterable[str]]) -> Iterator[Name]:
    for indicator in INDICATORS.values():
        acronyms = [text for text in _IN_BRACKETS.findall(indicator.label) if _ACRONYM.fullmatch(text)]
        label = _IN_BRACKETS.sub(" ", indicator.label)
        for name in (*indicator_names.get(indicator.id, ()), indicator.short_label, *acronyms, label, indicator.id):
            split = words.split(name.replace("_", " "))
            if split:
                yield Name(indicator.id, split)
