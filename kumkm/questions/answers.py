"""An answer: what will be shown, said as a sentence, and the address that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kumkm.domain import exact, units
from kumkm.domain.coverage import Coverage
from kumkm.domain.indicators import INDICATORS, Indicator
from kumkm.domain.indicators.base import Formula
from kumkm.domain.rules import in_billions
from kumkm.domain.view.proposals import DEFAULT_PART
from kumkm.domain.view.selection import MAX_COMPARED, PROVINCE, opening
from kumkm.questions.vocabulary import Form, Reads, Subject, Vocabulary, has_series, not_yet

# Parameters that a question settles, and those of Pertumbuhan alone; every other one is kept.
_SETTLED = ("indikator", "tahun", "kab", "banding", "dasar", "lihat", "bentuk")
_OF_GROWTH = ("dasar", "lihat", "bentuk", "dengan", "laju", "sasaran")
_LONGEST_LABEL = 45
_SPAN = 5
_ONLY_74 = " ({} baru terbit untuk provinsi)"
# How far an answer is from what was asked.
_ON_SCREEN, _NOT_QUITE, _BESIDE, _INSTEAD = 4.0, 8.0, 16.0, 25.0


@dataclass(frozen=True)
class Answer:
    """`question` says what will be shown; `page` and `params` are its address; `score` goes to 100.

    `form` is how it was asked, None where only a place, a year or an indicator was named: the same page may answer
    several questions. `why`: a cause was asked for. `claim`: what the question takes for granted, `rendah` or `tinggi`.
    `unnamed`: which indicator is meant was not said, and was chosen here.
    """

    question: str
    page: str
    params: Mapping[str, str]
    score: float = 0.0
    form: Form | None = None
    why: bool = False
    claim: str = ""
    unnamed: bool = False


@dataclass(frozen=True)
class Request:
    """What was understood. `codes` are regions, `of_province` the province as a whole, `years` as asked.

    `since`: the years begin a span, they are not the year shown. `filters` are parameters of the page on proposals,
    `ceiling` is in rupiah. `why` and `claim` are those of `Answer`.
    """

    form: Form | None = None
    indicator_id: str | None = None
    codes: tuple[str, ...] = ()
    of_province: bool = False
    years: tuple[int, ...] = ()
    since: bool = False
    filters: Mapping[str, str] = field(default_factory=dict)
    ceiling: int | None = None
    why: bool = False
    claim: str = ""


@dataclass(frozen=True)
class Year:
    """A year to show, and what must be said about it; `thin`: few regions have a value."""

    year: int
    note: str = ""
    thin: bool = False


class Answering:
    """Turns requests into answers, beside what is on screen (`context`, the parameters of the URL)."""

    def __init__(self, vocabulary: Vocabulary, context: Mapping[str, str]) -> None:
        self.vocabulary = vocabulary
        self.context = context
        self.growing = {name: value for name, value in context.items() if name not in _SETTLED}
        self.kept = {name: value for name, value in self.growing.items() if name not in _OF_GROWTH}
        self.usual = opening(vocabulary.coverage)
        here = context.get("indikator", self.usual)
        self.indicator_id = here if here in vocabulary.coverage else self.usual
        self.region = context.get("kab", PROVINCE)
        self.names = {region.code: region.short_name for region in vocabulary.regions.local}

    def answers(self, request: Request) -> Iterator[tuple[Answer, float]]:
        """Answers with how far each is from what was asked, the nearest first (0 is exactly it)."""
        for answer, far in self._answers(request):
            yield replace(answer, form=answer.form or request.form, why=request.why, claim=request.claim), far

    def _answers(self, request: Request) -> Iterator[tuple[Answer, float]]:
        if request.indicator_id and not self.vocabulary.suits(request.indicator_id, Subject.ANY):
            yield self._unpublished(request.indicator_id), 0.0
        elif request.form is None:
            yield from self._plain(request)
        elif self._untold(request.form):
            yield self._unpublished(str(request.form.indicator)), 0.0
        elif request.form.reads is Reads.COMPARE:
            yield from self._compared(request)
        elif request.form.reads is Reads.PAGE:
            yield self._page(request.form, request), 0.0
        elif request.form.reads is Reads.SHARE:
            yield self._share(request.form, request), 0.0
        elif request.form.reads is Reads.PROPOSALS:
            yield self._on_proposals(request.form, request), 0.0
        elif request.form.reads is Reads.RANK:
            yield from self._ranked(request.form, request)
        elif request.form.reads is Reads.CHANGE:
            yield self._changed(request.form, request)
        else:
            yield self._view(request.form, request)

    def prepared(self) -> list[Answer]:
        """The questions offered before anything is typed."""
        return [
            Answer(f"{self.sentence(form)}?", answer.page, answer.params, 100.0)
            for form in self.vocabulary.forms
            if form.prepared and not self._untold(form)
            for answer, _ in [next(self.answers(Request(form)))]
        ]

    def _untold(self, form: Form) -> bool:
        """Whether a form is about one indicator only, and that has no data."""
        return form.reads is Reads.SHARE and not self.vocabulary.suits(str(form.indicator), Subject.ANY)

    def sentence(self, form: Form, base: int | None = None) -> str:
        """A form's sentence; without a base year the usual one of the indicator on screen."""
        if "{dasar}" not in form.sentence:
            return form.sentence
        usual = self._base(self._subject(form, None), None).year
        return form.sentence.format(dasar=usual if base is None else base)

    # What an answer is about

    def _subject(self, form: Form, named: str | None) -> str:
        """The indicator named where it suits; else the form's own, the one on screen, or the default.

        Which way is better matters only where nobody said which indicator is meant.
        """
        if named and (form.subject is Subject.DIRECTED or self.vocabulary.suits(named, form.subject)):
            return named
        wanted = (form.indicator, self.indicator_id, self.usual)
        return next((id for id in wanted if id and self.vocabulary.suits(id, form.subject)), self.usual)

    def _coverage(self, indicator_id: str) -> Coverage:
        return self.vocabulary.coverage[indicator_id]

    def _year_of(self, indicator_id: str, request: Request) -> Year:
        """The year asked; where none is, of one area the year in which it is told on every page."""
        year_asked = request.years[-1] if request.years else None
        area = request.codes[0] if len(request.codes) == 1 else PROVINCE if request.of_province else ""
        year_told = self.vocabulary.years_told.get(area, {}).get(indicator_id)
        return (
            Year(year_told)
            if year_asked is None and year_told
            else self._year(indicator_id, year_asked, province=not request.codes)
        )

    def _year(self, indicator_id: str, year_asked: int | None, *, province: bool = False) -> Year:
        """The year asked where it has data, else the latest, and that it is not the one asked.

        With `province` the province's value alone is enough, and the answer says that there is no more.
        """
        coverage = self._coverage(indicator_id)
        if year_asked is None or year_asked == coverage.latest:
            return Year(coverage.latest)
        if year_asked not in coverage.regions and year_asked in coverage.province:
            return (
                Year(year_asked, " (baru provinsi)", thin=True)
                if province
                else Year(coverage.latest, _ONLY_74.format(year_asked))
            )
        if year_asked not in coverage.regions:
            return Year(coverage.latest, f" ({year_asked} belum ada data)")
        if coverage.is_well_covered(year_asked):
            return Year(year_asked)
        return Year(year_asked, f" (baru {coverage.regions[year_asked]} daerah)", thin=True)

    def _base(self, indicator_id: str, year_asked: int | None) -> Year:
        """The base year asked, else the nearest later one with data, else five years before the latest."""
        coverage = self._coverage(indicator_id)
        years = [year for year in sorted(coverage.regions) if coverage.is_well_covered(year) and year < coverage.latest]
        if not years:
            return Year(coverage.latest)
        if year_asked is None:
            return Year(next((year for year in years if year >= coverage.latest - _SPAN), years[0]))
        nearest = next((year for year in years if year >= year_asked), years[-1])
        return Year(nearest, "" if nearest == year_asked else f" ({year_asked} belum ada data)")

    def _params(self, indicator_id: str, year: int, codes: Sequence[str], **more: str) -> dict[str, str]:
        """The whole address: what the question settles, in reading order, and what it leaves as it is."""
        settled = {
            "indikator": indicator_id,
            "tahun": str(year),
            "kab": codes[0] if codes else "",
            "banding": ",".join(codes[1 : MAX_COMPARED + 1]),
        }
        kept = self.growing if "lihat" in more else self.kept
        return {name: value for name, value in settled.items() if value} | kept | more

    # What an answer says

    def _where(self, codes: Sequence[str]) -> str:
        """`Kolaka, Konawe, dan Muna`."""
        names = [self.names[code] for code in codes]
        if len(names) < 3:
            return " dan ".join(names)
        return f"{', '.join(names[:-1])}, dan {names[-1]}"

    def _at(self, request: Request) -> str:
        if request.codes:
            return f", {self._where(request.codes)}"
        return ", Sulawesi Tenggara" if request.of_province else ""

    # The answers

    def _plain(self, request: Request) -> Iterator[tuple[Answer, float]]:
        if len(request.codes) > 1:
            yield from self._compared(request)
        elif request.indicator_id or request.years:
            yield from self._indicator(request)
        elif request.codes:
            yield from self._region(request)
        else:
            yield Answer("Ringkasan Sulawesi Tenggara", "", self._opened(request)), 0.0
            yield self._one(self.indicator_id, Request(of_province=True)), _NOT_QUITE

    def _indicator(self, request: Request) -> Iterator[tuple[Answer, float]]:
        """One indicator; besides it the region on screen, or the latest year where the one asked is thin."""
        id = request.indicator_id or self.indicator_id
        yield self._one(id, request), 0.0
        here = not request.codes and not request.of_province and self.region in self.names
        if here:
            yield self._one(id, Request(codes=(self.region,), years=request.years)), _ON_SCREEN
        if request.years and self._year(id, request.years[-1], province=not request.codes).thin:
            yield self._one(id, Request(codes=request.codes, of_province=request.of_province)), _NOT_QUITE
        if request.indicator_id and has_series(self._coverage(id)):
            yield self._change_of(replace(request, indicator_id=id, years=())), _BESIDE

    def _one(self, indicator_id: str, request: Request) -> Answer:
        year = self._year_of(indicator_id, request)
        if request.codes:
            where = f" di {self._where(request.codes)}"
        else:
            where = " di Sulawesi Tenggara" if request.of_province else ", semua daerah"
        absent = not_yet(self.vocabulary.regions, request.codes, year.year)
        note = f"{year.note} ({absent})" if absent else year.note
        text = f"{_label(INDICATORS[indicator_id])}{where}, {year.year}{note}"
        return Answer(text, "indikator", self._params(indicator_id, year.year, request.codes))

    def _region(self, request: Request) -> Iterator[tuple[Answer, float]]:
        name = self._where(request.codes)
        yield Answer(f"Profil {name}", "daerah", self._opened(request)), 0.0
        for id in dict.fromkeys((self.indicator_id, self.usual)):
            yield self._one(id, request), _NOT_QUITE
        yield self._change_of(request), _BESIDE

    def _compared(self, request: Request) -> Iterator[tuple[Answer, float]]:
        """Two regions side by side; more, or of a named indicator, on the page of the indicator."""
        here = (self.region,) if self.region in self.names and len(request.codes) < 2 else ()
        codes = tuple(dict.fromkeys((*here, *request.codes)))[: MAX_COMPARED + 1]
        form = next(form for form in self.vocabulary.forms if form.reads is Reads.COMPARE)
        id = request.indicator_id or self.indicator_id
        year = self._year(id, request.years[-1] if request.years else None)
        far = (0.0, _NOT_QUITE) if request.indicator_id or len(codes) > 2 else (_NOT_QUITE, 0.0)
        text = f"{_label(INDICATORS[id])} di {self._where(codes)}, {year.year}{year.note}"
        on_indicator = Answer(text, "indikator", self._params(id, year.year, codes)), far[0]
        who = f"{self._where(codes)} berdampingan, {year.year}{year.note}"
        if len(codes) < 2:
            who = f"{self._where(codes)} dan daerah lain berdampingan" if codes else form.sentence
        params = self._params(id, year.year, codes[:2], lihat=str(form.view))
        beside = Answer(who, form.page, params, unnamed=request.indicator_id is None), far[1]
        if len(codes) < 2:
            yield beside[0], 0.0
        elif len(codes) > 2:
            yield on_indicator
        else:
            yield from sorted((on_indicator, beside), key=lambda pair: pair[1])

    def _ranked(self, form: Form, request: Request) -> Iterator[tuple[Answer, float]]:
        yield self._rank(form, self._subject(form, request.indicator_id), request), 0.0
        if request.indicator_id is None:
            for position, id in enumerate(form.also, start=1):
                if self.vocabulary.suits(id, form.subject):
                    yield self._rank(form, id, request), _NOT_QUITE + position

    def _rank(self, form: Form, id: str, request: Request) -> Answer:
        """The sentence of a form with an indicator of its own says already which one is meant."""
        year = self._year(id, request.years[-1] if request.years else None)
        what = "" if id == form.indicator else f": {INDICATORS[id].short_label}"
        text = f"{form.sentence}{what}{self._at(request)}, {year.year}{year.note}"
        unnamed = request.indicator_id is None and form.indicator is None
        return Answer(text, form.page, self._params(id, year.year, request.codes), unnamed=unnamed)

    def _change_of(self, request: Request) -> Answer:
        """What changed, where nobody asked for it: besides another answer."""
        form = next(form for form in self.vocabulary.forms if form.reads is Reads.CHANGE)
        return self._changed(form, request)[0]

    def _changed(self, form: Form, request: Request) -> tuple[Answer, float]:
        """One indicator since a base year; where there is one year only, that year, and why."""
        id = self._subject(form, request.indicator_id)
        if request.indicator_id and id != request.indicator_id:
            only = self._one(request.indicator_id, replace(request, years=()))
            note = f" ({self._coverage(request.indicator_id).why_no_series}, perubahan belum dapat dihitung)"
            return replace(only, question=only.question + note), _INSTEAD
        first = min(request.years) if request.years else None
        base = self._base(id, first)
        last = self._year(id, max(request.years) if len(request.years) > 1 else None)
        if last.year <= base.year:
            last = self._year(id, None)
        what = f": {_level(INDICATORS[id])}{self._at(request)}, sampai {last.year}{base.note or last.note}"
        params = self._params(id, last.year, request.codes, dasar=str(base.year), lihat=str(form.view))
        return Answer(self.sentence(form, base.year) + what, form.page, params), 0.0

    def _view(self, form: Form, request: Request) -> tuple[Answer, float]:
        """A view of Pertumbuhan, of the indicator it is about or, where it is about none, the one on screen."""
        of_none = form.subject is Subject.NONE
        id = self._subject(form, None if of_none else request.indicator_id)
        why, far = ("", 0.0) if of_none else self._unsuited(form, request.indicator_id, id)
        years_asked = [year for year in request.years if not form.outlook or year <= self._coverage(id).latest]
        spans = bool(years_asked) and (request.since or len(years_asked) > 1)
        year = self._year(id, max(years_asked, default=None) if not spans or len(years_asked) > 1 else None)
        base = self._base(id, min(years_asked)) if spans else None
        more = {"lihat": str(form.view)}
        when = f"{year.year}{year.note}"
        if base is not None and base.year < year.year:
            more = {"dasar": str(base.year)} | more
            when = f"{base.year}–{year.year}{base.note or year.note}"
        what = f"{self._at(request)}{f', {when}' if years_asked else ''}"
        if not of_none:
            what = f": {_level(INDICATORS[id])}{self._at(request)}, {when}{why}"
        return Answer(f"{form.sentence}{what}", form.page, self._params(id, year.year, request.codes, **more)), far

    def _unsuited(self, form: Form, named: str | None, shown: str) -> tuple[str, float]:
        """Why another indicator is shown than the one named."""
        if named is None or named == shown:
            return "", 0.0
        reason = "tidak dapat dijumlahkan" if has_series(self._coverage(named)) else self._coverage(named).why_no_series
        return f" ({INDICATORS[named].short_label} {reason})", _INSTEAD

    def _page(self, form: Form, request: Request) -> Answer:
        if form.page == "daerah" and request.codes:
            return Answer(
                f"{form.sentence.removesuffix('daerah')}{self._where(request.codes[:1])}",
                form.page,
                self._opened(request),
            )
        where = self._at(request).replace(", ", ": ", 1)
        return Answer(f"{form.sentence}{where}", form.page, self._opened(request))

    def _opened(self, request: Request) -> dict[str, str]:
        """A page as it stands: everything on screen is kept but the region, where one is asked for."""
        dropped = {*_OF_GROWTH, *(["kab"] if request.of_province else ())}
        params = {name: value for name, value in self.context.items() if name not in dropped}
        return params | ({"kab": request.codes[0]} if request.codes else {})

    def _share(self, form: Form, request: Request) -> Answer:
        """How many of how many, and where the most are: on the page of the percentage."""
        id = form.indicator or self.indicator_id
        year = self._year_of(id, request)
        text = f"{form.sentence}{self._at(request)}, {year.year}{year.note}"
        return Answer(text, "indikator", self._params(id, year.year, request.codes))

    def _on_proposals(self, form: Form, request: Request) -> Answer:
        """A part of the page on proposals, of a region and a budget year, with the filters or the ceiling asked."""
        coverage = self.vocabulary.coverage.get("proposals")
        year_asked, known = request.years[-1] if request.years else None, coverage.years if coverage else ()
        year = year_asked if year_asked in known else None
        everywhere = replace(request, of_province=not request.codes)
        params = self._opened(everywhere) | ({"bagian": form.part} if form.part != DEFAULT_PART else {})
        params |= ({"ta": str(year)} if year else {}) | dict(request.filters)
        if request.ceiling is not None:
            params["pagu"] = exact.written(in_billions(request.ceiling))
        return Answer(f"{form.sentence}{self._which(request)}{self._budget_year(year_asked, known)}", form.page, params)

    def _which(self, request: Request) -> str:
        """The filters in the words of `data/questions.toml`, the ceiling, the region."""
        first = {(trait.param, trait.value): trait.text for trait in reversed(self.vocabulary.traits)}
        phrases = [first[each] for each in request.filters.items()]
        if request.ceiling is not None:
            phrases.append(units.quantity(request.ceiling, units.RUPIAH, 1, units.scale_for(request.ceiling)))
        return f"{f' {chr(32).join(phrases)}' if phrases else ''}{self._at(request)}"

    def _budget_year(self, year_asked: int | None, known: Sequence[int]) -> str:
        if not known:
            return ""
        note = "" if year_asked is None or year_asked in known else f" ({year_asked} belum ada usulan)"
        return f", tahun anggaran {year_asked if year_asked in known else known[-1]}{note}"

    def _unpublished(self, indicator_id: str) -> Answer:
        text = f"{_label(INDICATORS[indicator_id])}: belum ada data, hanya definisinya"
        return Answer(text, "data", self._opened(Request()))


def _label(indicator: Indicator) -> str:
    return indicator.label if len(indicator.label) <= _LONGEST_LABEL else indicator.short_label


def _level(indicator: Indicator) -> str:
    """What grows: of a growth rate the amount it is computed from."""
    if indicator.formula is Formula.GROWTH:
        return indicator.short_label.removeprefix("Pertumbuhan ")
    return indicator.short_label
