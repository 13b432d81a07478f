"""Tanya: a leader's question in a few words, by the key `/`, answered with the number and the view that shows it.

Typing reruns this fragment alone; what is chosen opens a page with its parameters. The drawing is done by
`static/palette/palette.js`, which the browser fetches once.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from kumkm import settings
from kumkm.domain.view.selection import GROWTH_PAGE, Selection
from kumkm.errors import KumkmError
from kumkm.questions import vocabulary
from kumkm.questions.answers import Answer
from kumkm.questions.resolving import instead, resolve, unread
from kumkm.questions.vocabulary import Vocabulary
from kumkm.ui.parts.component import Component
from kumkm.ui.shell.answer_text import text_of
from kumkm.ui.state import cache, choices, navigation

KEY: Final = "tanya"
# What the browser sent and this run has not dealt with yet.
QUESTION: Final = "_tanya"
CHOSEN: Final = "_tanya_pilihan"
_PAGES: Final = {path: (script, title) for script, title, path in navigation.PAGES}

_palette = Component("palette", "palette/palette.js", "palette/palette.css")


@cache.per_build(2)
def _vocabulary() -> Vocabulary:
    years = {code: cache.told_years(code) for (code,) in cache.every_area()}
    return vocabulary.load(settings.load().questions, cache.regions(), cache.coverage(), years)


def place(selection: Selection) -> None:
    """Draw the button; the dialog opens in the browser, without a rerun."""
    _conversation(selection.to_url(GROWTH_PAGE))


@st.fragment
def _conversation(context: Mapping[str, str]) -> None:
    """Open the view that was chosen, else answer what was typed. `context` is the address of what is on screen.

    A trouble here is said in the dialog: the page below it is none the worse for it.
    """
    question, choice = choices.take(QUESTION), choices.take(CHOSEN)
    chosen = None
    try:
        words = _vocabulary()
        chosen = _choice(choice, words, context)
        data: dict[str, Any] = {"prepared": _listed(resolve("", words, context))}
        if isinstance(question, str):
            data |= {"asked": question, "answers": [_answered(answer) for answer in resolve(question, words, context)]}
            if not data["answers"]:
                data |= _not_understood(question, words, context)
    except KumkmError as error:
        data = {"trouble": str(error)}
    except Exception:
        logging.getLogger("kumkm").exception("a question could not be answered")
        data = {"trouble": "Terjadi kesalahan di dalam aplikasi; halaman ini tetap dapat dipakai tanpa Tanya."}
    if chosen is not None:
        st.switch_page(_PAGES[chosen.page][0], query_params=dict(chosen.params))
    _palette(data, key=KEY, on_ask_change=_keep_question, on_choose_change=_keep_choice)


def _keep_question() -> None:
    choices.put(QUESTION, choices.of(KEY).ask)


def _keep_choice() -> None:
    choices.put(CHOSEN, choices.of(KEY).choose)


def _choice(choice: Any, words: Vocabulary, context: Mapping[str, str]) -> Answer | None:
    """The answer at a place of the list that a text gives; the browser names it, the address is made here."""
    if not isinstance(choice, Mapping):
        return None
    text, at = choice.get("text"), choice.get("at")
    if not isinstance(text, str) or not isinstance(at, int):
        return None
    answers = resolve(text, words, context) or instead(text, words, context)
    return answers[at] if 0 <= at < len(answers) else None


def _answered(answer: Answer) -> tuple[str, str, str, str]:
    """Question, title of its page, the answer in a sentence (empty: none), its mark and source."""
    answered = text_of(answer)
    return answer.question, _PAGES[answer.page][1], answered.text, answered.small


def _not_understood(question: str, words: Vocabulary, context: Mapping[str, str]) -> dict[str, Any]:
    """Which words are not known, and what can be asked about the rest."""
    others = instead(question, words, context)
    strange = ", ".join(f"“{word}”" for word in unread(question, words))
    missing = f"Belum dipahami: tidak ada data tentang {strange}." if strange else "Belum dipahami."
    return {"missing": f"{missing} Yang dapat ditanyakan:", "instead": [_answered(answer) for answer in others]}


def _listed(answers: Sequence[Answer]) -> list[tuple[str, str]]:
    """Question and title of the page that answers it."""
    return [(answer.question, _PAGES[answer.page][1]) for answer in answers]
