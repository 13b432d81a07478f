"""Sentences, headings and notices of a page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from kumkm.domain.coverage import no_regions_in
from kumkm.domain.indicators import Indicator
from kumkm.domain.secrecy import SECRET
from kumkm.domain.view.selection import Selection
from kumkm.narrative.grammar import Sentence
from kumkm.ui.parts.asking import attribute
from kumkm.ui.state import cache


def value_text(indicator: Indicator, value: float | None, status: object) -> str:
    """A value with its unit; `r` where it is secret, an en dash where there is none."""
    return SECRET if status == "suppressed" else indicator.text(None if pd.isna(value) else value)


def notices(lines: Sequence[str]) -> None:
    """Say quietly what was ignored or moved."""
    if lines:
        st.html(notices_html(lines))


def notices_html(lines: Sequence[str]) -> str:
    """A quiet line; empty if there is nothing to say."""
    return f'<p class="k-notice" role="status">{escape(" ".join(lines))}</p>' if lines else ""


def headline(text: str | Sentence, detail: str = "", *, mark: str = "", asked: str = "") -> None:
    """The page's first sentence; see `headline_html`."""
    st.html(headline_html(text, detail, mark=mark, asked=asked))


def headline_html(text: str | Sentence, detail: str = "", *, mark: str = "", asked: str = "") -> str:
    """The page's first sentence, and under it the filters in words.

    `mark` is `simulated_mark`. The numbers of a `Sentence` answer a click themselves; for one in plain text `asked` are
    the attributes of `why`.
    """
    small = f"<p>{mark}{escape(detail)}</p>" if detail or mark else ""
    said = sentence_html(text) if isinstance(text, Sentence) else escape(_unbroken(text))
    return f'<section class="k-headline"><h1{asked}>{said}</h1>{small}</section>'


def sentence_html(said: Sentence) -> str:
    """A sentence as HTML: every clause that knows its number answers a click with where it comes from."""
    texts = ((escape(_unbroken(clause.text)), clause.asked) for clause in said.clauses)
    return "".join(f"<span{attribute(asked)}>{text}</span>" if asked else text for text, asked in texts)


def paragraph_html(said: Sequence[Sentence]) -> str:
    """Sentences in a row, as one paragraph; empty if there are none."""
    return f'<p class="k-prose">{" ".join(sentence_html(item) for item in said)}</p>' if said else ""


def sentences(said: Sequence[Sentence]) -> None:
    """Sentences one by one; nothing if there is nothing to say."""
    if body := sentences_html(said):
        st.html(body)


def sentences_html(said: Sequence[Sentence]) -> str:
    """Sentences one by one, in two columns where there is room; empty if there is nothing to say."""
    body = "".join(f'<p class="k-prose">{sentence_html(item)}</p>' for item in said)
    return f'<section class="k-columns">{body}</section>' if body else ""


def _unbroken(text: str) -> str:
    """Keep spans such as 2018–2023 on one line."""
    return text.replace("–", "\u2060–\u2060")


def heading(text: str, detail: str = "") -> None:
    """A section's title."""
    st.html(heading_html(text, detail))


def heading_html(text: str, detail: str = "") -> str:
    """A section's title."""
    small = f"<span>{escape(detail)}</span>" if detail else ""
    return f'<h2 class="k-heading">{escape(text)}{small}</h2>'


def words(selection: Selection) -> str:
    """The selection in words: indicator, year and period, region."""
    place = "seluruh provinsi" if selection.is_province else cache.names()[selection.region_code]
    compared = [cache.names()[code] for code in selection.compared]
    extra = f" · dibanding {', '.join(compared)}" if compared else ""
    return f"{selection.indicator.label} · {selection.year} · {place}{extra}"


def missing_year_html(selection: Selection) -> str:
    """That this year has no regional data, whether the province has, and which years have; empty where it has."""
    found = cache.coverage()[selection.indicator_id]
    if found.regions.get(selection.year, 0) == 0:
        return notices_html([no_regions_in(selection.year, selection.indicator_id, found)])
    return ""


def waiting_html() -> str:
    """That files lie in the folder of deliveries which nothing shown rests on; empty where none do."""
    if (count := cache.waiting()) == 0:
        return ""
    how = "terbitkan di halaman Unggah atau dengan" if cache.may_publish() else "pengelola menerbitkannya dengan"
    return notices_html([f"{count} berkas baru belum diperiksa dan belum ikut dihitung; {how} python -m kumkm build."])
