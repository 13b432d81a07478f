"""The number in an answer of Tanya: a sentence from the reads of the page it opens, with its mark and source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import pandas as pd

from kumkm.analysis import catalogue, outlook, pipeline, proposals
from kumkm.analysis import need as needs
from kumkm.analysis.allocation import Status
from kumkm.analysis.comparable import comparable
from kumkm.analysis.duplicates import duplicates
from kumkm.analysis.scoring import Weights
from kumkm.domain.indicators import DEFAULT, INDICATORS, Direction, level_of
from kumkm.domain.proposals import SUBMITTED_ONLY, SUBMITTED_ONLY_WORDS, Stage
from kumkm.domain.secrecy import EXPLAINED
from kumkm.domain.view.proposals import DOCUMENTS, names_single
from kumkm.domain.view.selection import PROVINCE, Selection, from_url
from kumkm.errors import KumkmError
from kumkm.narrative import about_region, answering, growth_sentences
from kumkm.narrative import proposal_sentences as of_proposals
from kumkm.narrative.grammar import Sentence, sentence, small
from kumkm.questions.answers import Answer
from kumkm.questions.vocabulary import Reads, Subject
from kumkm.ui.parts import quality, rates, selected, simulation, sources
from kumkm.ui.parts.selected import headline, ranked
from kumkm.ui.state import address, cache

SIMULATED: Final = "DATA SIMULASI"
_WHY: Final = "sebab"  # the form that asks why; see data/questions.toml
_TO_DISCUSS: Final = "bahas"
_SECRET: Final = "rahasia"
_FIGURES: Final = ("", "indikator", "daerah", "pertumbuhan")  # pages of figures, whose causes nobody writes down
_INDICES: Final = ("williamson", "theil", "gini_regions")
_NO_PROOF: Final = "Berjalan bersama bukan sebab-akibat."
_LIST: Final = "daftar"
_REGISTER: Final = "register usulan"


@dataclass(frozen=True)
class AnswerText:
    """What is answered; `text` is empty where nothing can be told. `small` is its mark and source."""

    text: str = ""
    small: str = ""


def text_of(answer: Answer) -> AnswerText:
    """The sentence of an answer; without one where it cannot be computed, for then its page says why."""
    selection, _ = from_url(answer.params, cache.coverage(), cache.regions())
    tell = _PAGES.get(answer.page)
    try:
        told = tell(answer, selection) if tell else AnswerText()
        parts = (_before(answer, selection), told.text, _after(answer, selection)) if told.text else ()
    except KumkmError:
        return AnswerText()
    return replace(told, text=" ".join(filter(None, parts)))


def _before(answer: Answer, selection: Selection) -> str:
    """What has to be said first: that the measure was chosen here, or that a question takes for granted what is not."""
    indicator, form = selection.indicator, answer.form
    if answer.unnamed:
        return answering.chosen_here(indicator)
    if answer.page != "indikator":
        return ""
    if form is not None and form.subject is Subject.DIRECTED and indicator.direction is Direction.NEUTRAL:
        return answering.without_direction(indicator)
    if form is None and answer.claim and not selection.is_province:
        among = comparable(selected.frame(selection), indicator)
        return answering.not_as_claimed(among, selection.region_code, answer.claim)
    return ""


def _after(answer: Answer, selection: Selection) -> str:
    """Which end is the better one, where that was asked; and that a cause is not recorded."""
    form = answer.form
    parts = []
    if answer.page == "indikator" and form is not None and form.subject is Subject.DIRECTED:
        parts.append(answering.better_where(selection.indicator))
    if form is not None and form.id == _TO_DISCUSS:
        parts.append("Tiga hal untuk dibahas, menurut aturan, ada pada lembarnya.")
    if answer.why and answer.page in _FIGURES and not (form is not None and form.id == _WHY):
        parts.append(answering.CAUSE_UNKNOWN)
    return " ".join(filter(None, parts))


def _made(sentence: Sentence, simulated: bool, source: str) -> AnswerText:
    mark = [SIMULATED] if simulated else []
    named = source.removeprefix(f"{SIMULATED}, ")  # the mark says it already
    return AnswerText(sentence.text, " · ".join([*mark, f"Sumber: {named}"])) if sentence else AnswerText()


def _of_indicator(sentence: Sentence, indicator_id: str, year: int | None = None) -> AnswerText:
    return _made(sentence, simulation.is_simulated(indicator_id, year), sources.source_of(indicator_id, year))


# Indikator, Ringkasan, Daerah, Data


def _indicator(answer: Answer, selection: Selection) -> AnswerText:
    id, year = selection.indicator_id, selection.year
    frame = cache.read("indicator_by_region", indicator_id=id, year=year)
    rows = cache.read("indicator_panel", indicator_id=id)
    records = rows[(rows["region_code"] == PROVINCE) & (rows["year"] == year)].to_dict("records")
    province = {str(key): value for key, value in records[0].items()} if records else None
    if selection.compared and not selection.is_province:
        return _of_indicator(answering.several(frame, selection.indicator, year, selection.highlighted), id, year)
    share = _share(answer, selection, frame, province)
    asks_who = answer.form is not None and answer.form.reads is Reads.RANK and selection.is_province
    return _of_indicator(share or (ranked(selection) if asks_who else headline(selection)), id, year)


def _share(
    answer: Answer, selection: Selection, frame: pd.DataFrame, province: Mapping[str, object] | None
) -> Sentence:
    form = answer.form
    if form is None or form.reads is not Reads.SHARE:
        return Sentence()
    return answering.share(
        frame,
        province,
        selection.indicator,
        selection.year,
        selection.region_code,
        whom=form.counted,
        having=form.having,
        rest=form.rest,
    )


def _overview(answer: Answer, selection: Selection) -> AnswerText:
    year = cache.told_years(selection.region_code).get(DEFAULT)
    return _indicator(answer, replace(selection, indicator_id=DEFAULT, year=year)) if year else AnswerText()


def _region(_answer: Answer, selection: Selection) -> AnswerText:
    """One region by its cooperatives, the office's own subject."""
    code = selection.region_code
    if selection.is_province:
        return AnswerText()
    years = cache.told_years(code)
    area, name = cache.read("area_values", region_code=code), cache.names()[code]
    sentence = about_region.on_cooperatives(area, code, name, years, cache.told_standings(years))
    return _of_indicator(sentence, "cooperatives_registered", years.get("cooperatives_registered"))


# Pertumbuhan


def _growth(answer: Answer, selection: Selection) -> AnswerText:
    if answer.form is not None and answer.form.id == _WHY:
        return _why(selection)
    tell = _VIEWS.get(selection.growth.view)
    return tell(selection) if tell else AnswerText()


def _rates(selection: Selection) -> AnswerText:
    """How fast it grew on average: the area asked about, and both ends."""
    level, span = INDICATORS[level_of(selection.indicator_id)], address.span(selection)
    if span is None:
        return AnswerText()
    growths = rates.between(level.id, span.first, span.last)
    say = growth_sentences.average_growth if level.change_is_percent else growth_sentences.average_difference
    return _of_indicator(say(growths, level, span, selection.region_code, cache.names()), level.id, span.last)


def _contribution(selection: Selection) -> AnswerText:
    level, span = INDICATORS[level_of(selection.indicator_id)], address.span(selection)
    if span is None or not catalogue.can_be_summed(level.id):
        return AnswerText()
    contributions = cache.analysis("contribution", indicator_id=level.id, from_year=span.first, to_year=span.last)
    return _of_indicator(
        growth_sentences.leading_contributions(contributions, level, span, cache.names()), level.id, span.last
    )


def _inequality(_selection: Selection) -> AnswerText:
    paths = {name: cache.analysis(name) for name in _INDICES}
    return _of_indicator(rates.unequal(paths), "grdp_constant")


def _structure(selection: Selection) -> AnswerText:
    sentence = growth_sentences.structure(cache.analysis("structure"), selection.region_code, cache.names())
    return _of_indicator(sentence, "grdp_primary_share")


def _why(selection: Selection) -> AnswerText:
    """Growth and what the economy rests on: the facts there are."""
    year = cache.told_years(selection.region_code)["grdp_growth"]
    grew = _indicator(
        Answer("", "indikator", {}), replace(selection, indicator_id="grdp_growth", year=year, compared=())
    )
    rests = _structure(selection)
    text = " ".join(filter(None, (grew.text, rests.text, answering.NO_CAUSE if rests.text else "")))
    return AnswerText(text, grew.small)


def _pair(selection: Selection) -> AnswerText:
    level, span = INDICATORS[level_of(selection.indicator_id)], address.span(selection)
    both = selection.highlighted[:2]
    if span is None or len(both) < 2:
        return AnswerText()
    compared = rates.between(level.id, span.first, span.last)
    sentence = growth_sentences.compared(compared, level, span, (both[0], both[1]), cache.names())
    return _of_indicator(sentence, level.id, span.last)


def _tie(selection: Selection) -> AnswerText:
    """How an indicator goes together with growth, and that this proves no cause."""
    beside, growth = INDICATORS[selection.growth.beside], INDICATORS["grdp_growth"]
    points = cache.analysis("association", indicator_id=beside.id, with_indicator_id=growth.id)
    said = _of_indicator(growth_sentences.associated(points, beside, growth), beside.id)
    return replace(said, text=f"{said.text} {_NO_PROOF}") if said.text else said


def _scenario(selection: Selection) -> AnswerText:
    names = ("primary", "secondary", "tertiary")
    given = dict(zip(names, selection.growth.rates, strict=True))
    path = cache.analysis("outlook", region_code=selection.region_code, **given)
    target = selection.growth.target
    place = growth_sentences.place(selection.region_code, cache.names())
    sentence = growth_sentences.scenario(path, target, outlook.reaches(path, target), place)
    return _of_indicator(sentence, "grdp_primary_share")


_VIEWS: Final[Mapping[str, Callable[[Selection], AnswerText]]] = {
    "peta": _rates,
    "lintasan": _rates,
    "andil": _contribution,
    "ketimpangan": _inequality,
    "struktur": _structure,
    "bandingkan": _pair,
    "kaitan": _tie,
    "skenario": _scenario,
}


# Usulan and Kualitas


def _on_proposals(answer: Answer, selection: Selection) -> AnswerText:
    every = cache.read("proposals")
    delivered = every[~every["published"]]
    known = sorted(int(year) for year in every["budget_year"].unique())
    if not known:
        return AnswerText()
    year = selection.proposals.year if selection.proposals.year in known else known[-1]
    part = selection.proposals.part
    tell = partial(_listed, answer) if part == _LIST else _PARTS[part]
    of_year = pipeline.chosen(delivered, year=int(year))
    return _made(tell(selection, int(year), delivered), bool(of_year["simulated"].any()), _REGISTER)


def _place(selection: Selection) -> str:
    return "" if selection.is_province else cache.names()[selection.region_code]


def _here(selection: Selection) -> tuple[str, ...]:
    return () if selection.is_province else (selection.region_code,)


def _listed(answer: Answer, selection: Selection, year: int, delivered: pd.DataFrame) -> Sentence:
    view = selection.proposals
    chosen = pipeline.chosen(
        delivered,
        year=year,
        regions=_here(selection),
        menu=view.menu,
        fund=view.fund,
        stage=view.stage,
        documents={"lengkap": True, "kurang": False}.get(view.documents),
    )
    words, which = _filter_words(selection, delivered), _stage_words(selection, delivered)
    told = answering.proposals(chosen, year, _place(selection), words, cache.names(), which=which)
    further = _went_on(selection, year, delivered)
    why = _reasons(selection, chosen) if answer.why and len(chosen) else ""
    return sentence(
        told.text.removesuffix("."), f"; {further}" if further else None, f". {why.rstrip('.')}" if why else None
    )


def _went_on(selection: Selection, year: int, delivered: pd.DataFrame) -> str:
    """How many more were accepted than stand there now, where accepted ones were asked for."""
    view = selection.proposals
    if view.stage != Stage.ACCEPTED.value or view.documents:
        return ""
    every = pipeline.chosen(delivered, year=year, regions=_here(selection), menu=view.menu, fund=view.fund)
    return of_proposals.went_on(pipeline.funnel(every, cache.read("proposal_stages"), pipeline.ORDER))


def _reasons(selection: Selection, chosen: pd.DataFrame) -> str:
    """Why they stand at a stage, as it was written down; on a shared screen only that it is."""
    if not selection.proposals.stage:
        return answering.CAUSE_UNKNOWN
    if not names_single(_LIST, shared=selection.screen):
        return "Alasannya tercatat pada tiap usulan; di layar bersama tidak dirinci"
    return answering.reasons(cache.read("proposal_stages"), chosen)


def _filter_words(selection: Selection, delivered: pd.DataFrame) -> str:
    """The filters as the page names them: menu, fund, documents."""
    view = selection.proposals
    menus = dict(zip(delivered["menu_id"], delivered["menu"], strict=True))
    documents = f"dokumen {DOCUMENTS[view.documents].lower()}" if view.documents else ""
    return " ".join(filter(None, (str(menus.get(view.menu, view.menu)), view.fund, documents)))


def _stage_words(selection: Selection, delivered: pd.DataFrame) -> str:
    """The stage asked for: where proposals stand now."""
    stage = selection.proposals.stage
    if not stage:
        return ""
    if stage == SUBMITTED_ONLY:
        return f"yang {small(SUBMITTED_ONLY_WORDS)}"
    stages = dict(zip(delivered["stage"], delivered["stage_words"], strict=True))
    return f"yang kini di tahap {small(str(stages.get(stage, stage)))}"


def _spread(selection: Selection, year: int, delivered: pd.DataFrame) -> Sentence:
    chosen = pipeline.chosen(delivered, year=year, regions=_here(selection))
    return of_proposals.distribution(chosen, year, cache.names(), _place(selection))


def _flow(selection: Selection, year: int, delivered: pd.DataFrame) -> Sentence:
    chosen = pipeline.chosen(delivered, year=year, regions=_here(selection))
    stages = cache.read("proposal_stages")
    late = len(pipeline.overdue(chosen, stages))
    return of_proposals.pipeline(pipeline.funnel(chosen, stages, pipeline.ORDER), late, year)


def _needs(_selection: Selection, year: int, delivered: pd.DataFrame) -> Sentence:
    equity = cache.analysis("equity", year=year, weights="")
    under = equity[equity["service_id"] == needs.Service.UNDER.value].sort_values(["ratio", "region_code"])
    names = [cache.names()[code] for code in under["region_code"]]
    return of_proposals.fairness(
        names, int(equity["ratio"].notna().sum()), year, proposals.unvalued(pipeline.chosen(delivered, year=year))
    )


def _plan(selection: Selection, year: int, _delivered: pd.DataFrame) -> Sentence:
    plan = cache.what_if(selection.proposals.scenario.rules, year, Weights()).plan
    if plan.status is Status.INFEASIBLE:
        return Sentence()
    regions = plan.selected["region_code"].nunique()
    return of_proposals.scenario(len(plan.selected), plan.total_idr, plan.rules.ceiling, regions, len(cache.names()))


def _agreed(_selection: Selection, year: int, delivered: pd.DataFrame) -> Sentence:
    wanted = proposals.agreed(delivered, year, list(cache.names()))
    agreed = delivered[delivered["proposal_id"].isin(wanted)]
    return of_proposals.agreed(agreed["amount_idr"], year, len(duplicates(agreed)))


_PARTS: Final[Mapping[str, Callable[..., Sentence]]] = {
    "sebaran": _spread,
    "alur": _flow,
    "kebutuhan": _needs,
    "simulasi": _plan,
    "berita": _agreed,
}


def _quality(_answer: Answer, selection: Selection) -> AnswerText:
    """The grades of the region asked about, and how it stands with all."""
    every, simulated = quality.spoken()
    own = "" if selection.is_province else quality.graded(selection.region_code)
    return AnswerText(
        f"{own} {every}".strip(),
        " · ".join([*([SIMULATED] if simulated else []), "Sumber: kiriman dinas dan log operator"]),
    )


def _dictionary(answer: Answer, _selection: Selection) -> AnswerText:
    """Why amounts are withheld; the dictionary itself is read on its page."""
    asked = answer.form is not None and answer.form.id == _SECRET
    return AnswerText(EXPLAINED, "Sumber: aturan dashboard ini") if asked else AnswerText()


_PAGES: Final[Mapping[str, Callable[[Answer, Selection], AnswerText]]] = {
    "": _overview,
    "indikator": _indicator,
    "daerah": _region,
    "pertumbuhan": _growth,
    "usulan": _on_proposals,
    "kualitas": _quality,
    "data": _dictionary,
}
