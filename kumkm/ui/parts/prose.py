"""Sentences, headings and notices of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from kumkm.domain.access import Permission
from kumkm.domain.coverage import no_regions_in
from kumkm.domain.view.selection import Selection
from kumkm.narrative.grammar import Sentence
from kumkm.ui.parts.asking import attribute
from kumkm.ui.parts.html import NOTHING, join, place
from kumkm.ui.state import access, cache


def notices(lines: Sequence[str]) -> None:
    """Say quietly what was ignored or moved."""
    if lines:
        place(notices_html(lines))


def notices_html(lines: Sequence[str]) -> Markup:
    """A quiet line; empty if there is nothing to say."""
    return Markup('<p class="k-notice" role="status">{}</p>').format(" ".join(lines)) if lines else NOTHING


def headline(text: str | Sentence, detail: str = "", *, mark: Markup = NOTHING, why: Markup = NOTHING) -> None:
    """The page's first sentence; see `headline_html`."""
    place(headline_html(text, detail, mark=mark, why=why))


def headline_html(text: str | Sentence, detail: str = "", *, mark: Markup = NOTHING, why: Markup = NOTHING) -> Markup:
    """The page's first sentence, and under it the filters in words.

    `mark` is `simulated_mark`. The numbers of a `Sentence` answer a click themselves; for one in plain text `why` are
    the attributes that `asking.why` gives.
    """
    small = Markup("<p>{}{}</p>").format(mark, detail) if detail or mark else NOTHING
    body = sentence_html(text) if isinstance(text, Sentence) else _unbroken(text)
    return Markup('<section class="k-headline"><h1{}>{}</h1>{}</section>').format(why, body, small)


def sentence_html(sentence: Sentence) -> Markup:
    """A sentence as HTML: every clause that knows its number answers a click with where it comes from."""
    return join([_clause_html(_unbroken(clause.text), clause.question) for clause in sentence.clauses])


def _clause_html(text: str, question: str) -> Markup:
    return Markup("<span{}>{}</span>").format(attribute(question), text) if question else escape(text)


def paragraph_html(lines: Sequence[Sentence]) -> Markup:
    """Sentences in a row, as one paragraph; empty if there are none."""
    body = Markup(" ").join(sentence_html(item) for item in lines)
    return Markup('<p class="k-prose">{}</p>').format(body) if lines else NOTHING


def sentences(lines: Sequence[Sentence]) -> None:
    """Sentences one by one; nothing if there is nothing to say."""
    if body := sentences_html(lines):
        place(body)


def sentences_html(lines: Sequence[Sentence]) -> Markup:
    """Sentences one by one, in two columns where there is room; empty if there is nothing to say."""
    body = join([Markup('<p class="k-prose">{}</p>').format(sentence_html(item)) for item in lines])
    return Markup('<section class="k-columns">{}</section>').format(body) if body else NOTHING


def _unbroken(text: str) -> str:
    """Keep spans such as 2018–2023 on one line."""
    return text.replace("–", "\u2060–\u2060")


def heading(text: str, detail: str = "") -> None:
    """A section's title."""
    place(heading_html(text, detail))


def heading_html(text: str, detail: str = "") -> Markup:
    """A section's title."""
    small = Markup("<span>{}</span>").format(detail) if detail else NOTHING
    return Markup('<h2 class="k-heading">{}{}</h2>').format(text, small)


def quiet_html(text: str) -> Markup:
    """A quiet line under a picture or table."""
    return Markup('<p class="k-text k-quiet">{}</p>').format(text)


def definitions_html(rows: Iterable[tuple[str, str]]) -> Markup:
    """Words and what they mean, one below the other."""
    body = join(Markup("<dt>{}</dt><dd>{}</dd>").format(word, meaning) for word, meaning in rows)
    return Markup('<dl class="k-definition">{}</dl>').format(body)


def words(selection: Selection) -> str:
    """The selection in words: indicator, year and period, region."""
    place = "seluruh provinsi" if selection.is_province else cache.names()[selection.region_code]
    compared = [cache.names()[code] for code in selection.compared]
    extra = f" · dibanding {', '.join(compared)}" if compared else ""
    return f"{selection.indicator.label} · {selection.year} · {place}{extra}"


def missing_year_html(selection: Selection) -> Markup:
    """That this year has no regional data, whether the province has, and which years have; empty where it has."""
    coverage = cache.coverage()[selection.indicator_id]
    if coverage.regions.get(selection.year, 0) == 0:
        return notices_html([no_regions_in(selection.year, selection.indicator_id, coverage)])
    return NOTHING


def waiting_html() -> Markup:
    """That files lie in the folder of deliveries which nothing shown rests on; empty where none do."""
    if (count := cache.waiting()) == 0:
        return NOTHING
    how = (
        "terbitkan di halaman Unggah atau dengan"
        if access.may(Permission.UPLOAD)
        else "pengelola menerbitkannya dengan"
    )
    return notices_html([f"{count} berkas baru belum diperiksa dan belum ikut dihitung; {how} python -m kumkm build."])
