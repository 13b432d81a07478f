"""A few words → the views they may mean, best first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kumkm.domain.view.selection import MAX_COMPARED, PROVINCE
from kumkm.questions.answers import Answer, Answering, Request
from kumkm.questions.reading import Filtered, FormMention, Mention, Money, Named, Place, Reading
from kumkm.questions.vocabulary import Reads, Subject, Vocabulary

MOST = 7
# An answer must rest on most of what was typed, and not on much less than the best one does.
_ENOUGH, _BEHIND = 60.0, 20.0
_MOST_INDICATORS, _MOST_FORMS, _MOST_COMPLETED = 5, 5, 5
_PART_OF_A_NAME, _NOT_SHOWN = 15.0, 15.0
_PART_OF_A_SENTENCE = 12.0
_INSTEAD = 3
_LATER = 0.01  # of two that fit alike the first goes first


def resolve(text: str, vocabulary: Vocabulary, context: Mapping[str, str]) -> list[Answer]:
    """Answers to what was typed, best first, at most seven; none where nothing is understood.

    `context` holds the URL parameters of what is on screen. What a question does not settle is kept from it.
    Without a word the prepared questions are returned, all of them, in their order.
    """
    answering = Answering(vocabulary, context)
    reading = Reading(text, vocabulary)
    if not reading.words:
        return [] if text.strip() else answering.prepared()
    best: dict[tuple[str, tuple[tuple[str, str], ...]], Answer] = {}
    for answer in (*_understood(reading, answering), *_begun(reading, answering)):
        address = answer.page, tuple(sorted(answer.params.items()))
        if answer.score >= _ENOUGH and (address not in best or answer.score > best[address].score):
            best[address] = answer
    ranked = sorted(best.values(), key=lambda answer: -answer.score)[:MOST]
    return [answer for answer in ranked if answer.score >= ranked[0].score - _BEHIND]


def instead(text: str, vocabulary: Vocabulary, context: Mapping[str, str]) -> list[Answer]:
    """What can be asked of what was understood in a text that is not; none where nothing was.

    It answers another question than the one that was asked, and is offered as that.
    """
    answering, reading = Answering(vocabulary, context), Reading(text, vocabulary)
    known = [meaning for meaning in _meanings(reading) if meaning.mentions and meaning.order == 0]
    known.sort(key=lambda meaning: -meaning.score(reading))
    answers = [answer for meaning in known for answer, _ in answering.answers(meaning.request(reading))]
    return list({(answer.page, tuple(sorted(answer.params.items()))): answer for answer in answers}.values())[:_INSTEAD]


def unread(text: str, vocabulary: Vocabulary) -> list[str]:
    """The words of a text that mean nothing here, as they were written."""
    return Reading(text, vocabulary).unread()


@dataclass(frozen=True)
class Meaning:
    """One way of reading the words. `order` counts the ways of reading the regions, 0 as written."""

    places: tuple[Place, ...]
    form: FormMention | None
    indicator: Named | None
    order: int
    filters: tuple[Filtered, ...] = ()
    money: Money | None = None

    @property
    def mentions(self) -> list[Mention]:
        return [*self.places, *self.filters, *filter(None, (self.form, self.indicator, self.money))]

    def years(self, reading: Reading) -> dict[int, int]:
        """Years by position, without one that belongs to the form."""
        inside = self.form.at if self.form else frozenset()
        return {at: year for at, year in reading.years.items() if at not in inside}

    def _year_words(self, reading: Reading) -> set[int]:
        """Words of years; “sejak” belongs to the year where a span can be shown."""
        spans = self.form is not None and self.form.form.reads is Reads.VIEW
        return {*self.years(reading), *(reading.since if spans else ())}

    def request(self, reading: Reading) -> Request:
        codes = tuple(dict.fromkeys(place.code for place in self.places if place.code != PROVINCE))
        return Request(
            form=self.form.form if self.form else None,
            indicator_id=self.indicator.indicator_id if self.indicator else None,
            codes=codes[: MAX_COMPARED + 1],
            of_province=bool(self.places) and not codes,
            years=tuple(self.years(reading).values()),
            since=bool(reading.since),
            filters={mention.trait.param: mention.trait.value for mention in self.filters},
            ceiling=self.money.rupiah if self.money else None,
            why=bool(reading.why),
            claim=reading.claim,
        )

    def score(self, reading: Reading) -> float:
        """How much of the text is explained, of 100, less what only a part of a name, or nothing, is shown of."""
        explained = sum(map(reading.weight, self.mentions)) + sum(
            reading.weights[at] for at in self._year_words(reading)
        )
        part = (1 - self.indicator.whole) * _PART_OF_A_NAME if self.indicator else 0.0
        if self.form and self.indicator and self.form.form.subject is Subject.NONE:
            part += _NOT_SHOWN
        positions = frozenset[int]().union(*(mention.at for mention in self.mentions))
        explained += sum(reading.weights[at] for at in reading.why - positions)  # every answer says what is known of it
        if reading.negations - positions:  # who drops a “belum” answers the opposite
            part += _ENOUGH
        return 100 * explained / reading.total - part - self.order * _LATER


def _understood(reading: Reading, answering: Answering) -> Iterator[Answer]:
    """Answers to every meaning that explains enough."""
    for meaning in _meanings(reading):
        score = meaning.score(reading)
        if score < _ENOUGH or not (meaning.mentions or reading.years):
            continue
        for answer, far in answering.answers(meaning.request(reading)):
            if not (far and meaning.order):  # of a region that is only begun the first answer will do
                yield replace(answer, score=score - far)


def _meanings(reading: Reading) -> Iterator[Meaning]:
    """Every combination of regions, form and indicator that the words allow."""
    for order, places in enumerate(reading.places()[: 1 + _MOST_COMPLETED]):
        taken = frozenset[int]().union(*(place.at for place in places))
        free = frozenset(range(len(reading.words))) - reading.years.keys() - taken
        yield from _on_proposals(reading, tuple(places), free, order)
        mentions = [mention for mention in reading.forms(free) if mention.form.reads is not Reads.PROPOSALS]
        forms = sorted(mentions, key=reading.weight, reverse=True)[:_MOST_FORMS]
        for form in (None, *forms):
            rest = free - form.at if form else free
            most = 1 if order else _MOST_INDICATORS
            for indicator in (None, *reading.indicators(rest, 0 if form and form.form.names_its_own else most)):
                yield Meaning(tuple(places), form, indicator, order)


def _on_proposals(reading: Reading, places: tuple[Place, ...], free: frozenset[int], order: int) -> Iterator[Meaning]:
    """Questions on proposals: a form with its filters, or filters or an amount that say alone what is meant."""
    money = reading.money()
    left = free - money.at if money else free
    mentions = {mention.form: mention for mention in reading.forms(left) if mention.form.reads is Reads.PROPOSALS}
    for form in reading.vocabulary.forms:
        if form.reads is not Reads.PROPOSALS:
            continue
        mention: FormMention | None = mentions.get(form)
        filters = tuple(reading.filtered(left - mention.at if mention else left)) if form.is_list else ()
        alone = FormMention(frozenset(), 1.0, form) if filters or (money and form.has_ceiling) else None
        if mention or alone:
            yield Meaning(places, mention or alone, None, order, filters, money if form.has_ceiling else None)


def _begun(reading: Reading, answering: Answering) -> Iterator[Answer]:
    """Forms whose sentence the text is a part of, so that a question can be found by its first words."""
    for order, form in enumerate(answering.vocabulary.forms):
        mention = reading.sentence(form)
        if mention is not None:
            answer, _ = next(answering.answers(Request(form, years=tuple(reading.years.values()))))
            score = 100 * mention.fit - _PART_OF_A_SENTENCE - order * _LATER
            yield replace(answer, score=score)
