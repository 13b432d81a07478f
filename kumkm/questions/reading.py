"""What a typed text mentions: years, regions, forms of questions, indicators; each with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kumkm.domain.regions import Level, Region
from kumkm.domain.view.proposals import CEILINGS
from kumkm.domain.view.selection import PROVINCE
from kumkm.errors import RegionError
from kumkm.questions import words
from kumkm.questions.vocabulary import Form, Name, Trait, Vocabulary, spelling

_LONGEST_NAME = 4  # kabupaten konawe kepulauan, kota bau bau
_NEAR_IN_PIECES = 0.88
_NEGATIONS = frozenset({"belum", "bukan", "tanpa", "tidak"})
_BEGUN, _LONGER = 0.92, 0.82
# Weight of a last word that is nothing yet.
_UNKNOWN_BEGINNING, _ONE_LETTER = 0.5, 0.1


@dataclass(frozen=True)
class Mention:
    """Something recognised: the positions of its words, and how well they fit (0 to 1)."""

    at: frozenset[int]
    fit: float


@dataclass(frozen=True)
class Place(Mention):
    """A region by its code; `74` is the province."""

    code: str


@dataclass(frozen=True)
class FormMention(Mention):
    """A form of question."""

    form: Form


@dataclass(frozen=True)
class Filtered(Mention):
    """Something proposals are filtered by."""

    trait: Trait


@dataclass(frozen=True)
class Money(Mention):
    """An amount in rupiah."""

    rupiah: int


@dataclass(frozen=True)
class Named(Mention):
    """An indicator; `whole` is how much of its name was said (0 to 1)."""

    indicator_id: str
    whole: float


class Reading:
    """A text as words, and what they may mean; every list best first, the same for the same text."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.unfinished = text[-1:].isalnum()
        self.words = tuple(vocabulary.full(word) for word in words.split(text))
        self.years = {at: int(word) for at, word in enumerate(self.words) if words.is_year(word)}
        self.weights = [vocabulary.weight(word) for word in self.words]
        last = len(self.words) - 1
        if self.unfinished and last > 0 and last not in self.years and not self.near[last]:
            heaviest = _UNKNOWN_BEGINNING if len(self.words[last]) > 1 else _ONE_LETTER
            self.weights[last] = min(self.weights[last], heaviest)

    @cached_property
    def since(self) -> frozenset[int]:
        """Positions of words like “sejak” before a year, “sejak tahun 2019” included."""
        positions = (at for at, word in enumerate(self.words) if word in self.vocabulary.since)
        return frozenset(at for at in positions if {at + 1, at + 2} & self.years.keys())

    @cached_property
    def why(self) -> frozenset[int]:
        """Positions of words that ask for a cause."""
        return frozenset(at for at, word in enumerate(self.words) if word in self.vocabulary.why)

    @cached_property
    def claim(self) -> str:
        """`rendah` or `tinggi`, where the text says already how something stands; empty where it says both or none."""
        claims = {self.vocabulary.claims[word] for word in self.words if word in self.vocabulary.claims}
        return claims.pop() if len(claims) == 1 else ""

    @cached_property
    def negations(self) -> frozenset[int]:
        """Positions of words that turn what follows into its opposite."""
        return frozenset(at for at, word in enumerate(self.words) if word in _NEGATIONS)

    @cached_property
    def total(self) -> float:
        """Weight of all words; 0 only for an empty text."""
        return sum(self.weights)

    def weight(self, mention: Mention | None) -> float:
        """How much of the text a mention explains."""
        return 0.0 if mention is None else mention.fit * sum(self.weights[at] for at in mention.at)

    @cached_property
    def near(self) -> list[dict[str, float]]:
        """Per word, the known words it may be."""
        last = len(self.words) - 1
        return [
            {} if at in self.years else words.near(word, self.vocabulary.known, typing=self.unfinished and at == last)
            for at, word in enumerate(self.words)
        ]

    def places(self) -> list[list[Place]]:
        """Ways of reading the regions, the plainest first: as written, then with the last word completed."""
        written = self._written()
        return [written, *([*(p for p in written if not p.at & longer.at), longer] for longer in self._completed())]

    def _written(self) -> list[Place]:
        """Regions in the order of the text; the longest spelling first, so that Konawe Selatan is not Konawe."""
        places: list[Place] = []
        for at in self._runs():
            if not any(place.at & set(at) for place in places):
                place = self._exactly(at) or self._nearly(at)
                if place is not None:
                    places.append(place)
        return sorted(places, key=lambda place: min(place.at))

    def _runs(self) -> Iterator[range]:
        for size in range(min(_LONGEST_NAME, len(self.words)), 0, -1):
            for start in range(len(self.words) - size + 1):
                run = range(start, start + size)
                if not self.years.keys() & set(run):
                    yield run

    def _text(self, at: range) -> str:
        return " ".join(self.words[position] for position in at)

    def _exactly(self, at: range) -> Place | None:
        try:
            region = self.vocabulary.regions.resolve_name(self._text(at))
        except RegionError:
            return None
        return Place(frozenset(at), 1.0, _code(region)) if _code(region) else None

    def _nearly(self, at: range) -> Place | None:
        """A region with a slip; never made of words that mean something else."""
        written = spelling(self._text(at))
        if len(written) < 4 or any(self.words[position] in self.vocabulary.known_at_once for position in at):
            return None
        enough = words.NEAR if len(at) == 1 else _NEAR_IN_PIECES
        fits = [(words.likeness(written, name), code) for name, code in self.vocabulary.places]
        fit, code = max(fits, key=lambda pair: pair[0])
        return Place(frozenset(at), fit, code) if fit >= enough else None

    def _completed(self) -> list[Place]:
        """Regions whose name begins with the last words, while they are being typed; shorter names first."""
        places: dict[str, Place] = {}
        for size in range(min(_LONGEST_NAME, len(self.words)), 0, -1):
            at = range(len(self.words) - size, len(self.words))
            begun = spelling(self._text(at))
            if not self.unfinished or len(begun) < 2 or self.years.keys() & set(at):
                continue
            fit = _LONGER if self._exactly(at) else _BEGUN
            for name, code in self.vocabulary.places:
                if name.startswith(begun) and name != begun:
                    places.setdefault(code, Place(frozenset(at), fit, code))
        regions = self.vocabulary.regions.by_code
        return sorted(places.values(), key=lambda place: (-len(place.at), len(regions[place.code].name)))

    def forms(self, free: frozenset[int]) -> list[FormMention]:
        """Forms of which a whole phrase, or several, are said with the words at `free`, in the order declared."""
        forms = []
        for form in self.vocabulary.forms:
            mentions = [mention for phrase in form.phrases if (mention := self._mention(phrase, free)) is not None]
            taken: list[Mention] = []
            for mention in sorted(mentions, key=self.weight, reverse=True):
                if not any(mention.at & other.at for other in taken):
                    taken.append(mention)
            if taken:
                at = frozenset[int]().union(*(mention.at for mention in taken))
                forms.append(FormMention(at, sum(m.fit * len(m.at) for m in taken) / len(at), form))
        return forms

    def unread(self) -> list[str]:
        """The words of weight that are nothing known: neither year, region, amount nor any word of a question."""
        money = self.money()
        taken = {
            *self.years,
            *self.why,
            *(money.at if money else ()),
            *(at for place in self._written() for at in place.at),
        }
        return [
            word
            for at, word in enumerate(self.words)
            if at not in taken and not self.near[at] and self.vocabulary.weight(word) == 1.0
        ]

    def money(self) -> Money | None:
        """The first amount of money, where it can be a ceiling; none where nobody names one."""
        amount = words.amount(self.words)
        if amount is None or not CEILINGS[0] <= amount[0] <= CEILINGS[1]:
            return None
        return Money(amount[1], 1.0, amount[0])

    def filtered(self, free: frozenset[int]) -> list[Filtered]:
        """What proposals are filtered by with the words at `free`, one value of each filter, the fullest said first."""
        mentions = [
            Filtered(mention.at, mention.fit, trait)
            for trait in self.vocabulary.traits
            if (mention := self._mention(trait.words, free)) is not None
        ]
        filters: list[Filtered] = []
        for mention in sorted(mentions, key=lambda one: -one.fit * len(one.at)):
            if not any(mention.at & other.at or mention.trait.param == other.trait.param for other in filters):
                filters.append(mention)
        return filters

    def sentence(self, form: Form) -> Mention | None:
        """The text as a part of the form's own sentence; None where a word of it is not in there, or where it leaves
        out a “tidak” of the sentence that it has passed: it means the opposite.
        """
        whole = words.split(form.sentence)
        wanted = set(whole)
        if (wanted & _NEGATIONS) - set(self.words) and not self._begins(whole):
            return None
        fits = [max((fit for word, fit in near.items() if word in wanted), default=0.0) for near in self.near]
        begun = len(self.words) - 1 if self.unfinished and len(self.words[-1]) == 1 else None
        if begun is not None and any(word.startswith(self.words[-1]) for word in wanted):
            fits[begun] = _BEGUN
        positions = [at for at in range(len(self.words)) if at not in self.years]
        if not positions or not all(fits[at] for at in positions):
            return None
        return Mention(frozenset(range(len(self.words))), min(fits[at] for at in positions))

    def _begins(self, whole: Sequence[str]) -> bool:
        """Whether the text is how a sentence begins; its last word may be typed in part."""
        *written, last = self.words
        begun = whole[: len(self.words)]
        return len(begun) == len(self.words) and list(begun[:-1]) == written and begun[-1].startswith(last)

    def _mention(self, phrase: tuple[str, ...], free: frozenset[int]) -> Mention | None:
        """All words of a phrase, in any order."""
        taken: dict[int, float] = {}
        for word in phrase:
            fit, at = max(((self._near(at).get(word, 0.0), -at) for at in free - taken.keys()), default=(0.0, 0))
            if fit == 0.0:
                return None
            taken[-at] = fit
        return Mention(frozenset(taken), sum(taken.values()) / len(taken))

    def _near(self, at: int) -> dict[str, float]:
        return {str(year): 1.0} if (year := self.years.get(at)) else self.near[at]

    @cached_property
    def _touched(self) -> list[tuple[Name, list[tuple[float, list[tuple[float, int]]]]]]:
        """Names of indicators that share a word of weight with the text.

        With each of their words: its weight, and the words of the text it may be, as fit and minus position.
        """
        near_words = {word for near in self.near for word in near}
        heavy = {word for word in near_words if self.vocabulary.weight(word) == 1.0}
        positions = {
            word: [(near[word], -at) for at, near in enumerate(self.near) if word in near] for word in near_words
        }
        return [
            (name, [(self.vocabulary.weight(word), positions.get(word, [])) for word in name.words])
            for name in self.vocabulary.names
            if heavy.intersection(name.words)
        ]

    def indicators(self, free: frozenset[int], most: int) -> list[Named]:
        """At most `most` indicators named with the words at `free`: what explains more first, then the fuller name."""
        best: dict[str, tuple[tuple[float, float], Named]] = {}
        for name, parts in self._touched:
            named = _named(name, parts, free)
            if named is None:
                continue
            rank = (round(self.weight(named) - (1 - named.whole) / 4, 6), named.whole)
            if name.indicator_id not in best or rank > best[name.indicator_id][0]:
                best[name.indicator_id] = (rank, named)
        return [named for _, named in sorted(best.values(), key=lambda pair: pair[0], reverse=True)][:most]


def _named(name: Name, parts: list[tuple[float, list[tuple[float, int]]]], free: frozenset[int]) -> Named | None:
    """The indicator as far as words at `free` name it; None where only words of little weight do."""
    taken: dict[int, float] = {}
    weight_named = heaviest = 0.0
    for weight, candidates in parts:
        fit, at = max(((fit, at) for fit, at in candidates if -at in free and -at not in taken), default=(0.0, 0))
        if fit:
            taken[-at] = fit
            weight_named += fit * weight
            heaviest = max(heaviest, weight)
    if heaviest < 1.0:
        return None
    whole = weight_named / sum(weight for weight, _ in parts)
    return Named(frozenset(taken), sum(taken.values()) / len(taken), name.indicator_id, whole)


def _code(region: Region) -> str:
    """The code a question about this area has in the URL; empty for the whole country."""
    if region.is_local:
        return region.code
    return "" if region.level is Level.NATION else PROVINCE
