"""Which number the viewer asked about: from the click to the panel that answers, within one run or two."""

from __future__ import annotations

from typing import Final

from kumkm.domain.question import question_from
from kumkm.domain.view.selection import PROVINCE, Selection
from kumkm.ui.state import cache, choices

Question = tuple[str, str, int]  # indicator, region, year

KEY: Final = "_asal"


def ask(selection: Selection, region_code: str | None) -> None:
    """Ask where the shown number of a region (None: of the province) comes from."""
    choices.put(KEY, (selection.indicator_id, region_code or PROVINCE, selection.year))


def ask_text(text: str) -> None:
    """Ask what the browser sent; what is no question is ignored."""
    sent = question_from(text)
    if sent is not None and (sent[1] == PROVINCE or sent[1] in cache.regions().by_code):
        choices.put(KEY, sent)


def question() -> Question | None:
    """What was asked and is not answered yet."""
    pending: Question | None = choices.of(KEY)
    return pending


def forget() -> None:
    """The question is answered."""
    choices.take(KEY)
