"""What stands above every page: the question, and the line of filters that act on it."""

from __future__ import annotations

from kumkm.domain.view.selection import MEETING_PAGE, Selection
from kumkm.ui.shell import ask, filters


def masthead(page: str, selection: Selection) -> None:
    """Tanya in the bar, and the line of filters below it; the meeting has neither."""
    if page == MEETING_PAGE:
        return
    ask.place(selection)
    filters.line(page, selection)
