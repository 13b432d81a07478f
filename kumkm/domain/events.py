"""Events: what happened in a year that matters for reading some series, everywhere or in one region."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kumkm.domain.indicators import topics

ALL = "all"
SUBJECT_OF_TOPIC = {
    topics.ECONOMY: "economy",
    topics.PEOPLE: "population",
    topics.WELFARE: "welfare",
    topics.LABOUR: "labour",
    topics.HUMAN: "human_development",
    topics.INSTITUTIONS: "cooperatives",
    topics.FINANCE: "cooperatives",
    topics.ENTERPRISES: "enterprises",
    topics.FINANCING: "financing",
    topics.PROPOSALS: "proposals",
    topics.QUALITY: "data_quality",
}
SUBJECTS = (*dict.fromkeys(SUBJECT_OF_TOPIC.values()), ALL)
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


@dataclass(frozen=True)
class Event:
    """`month` None: only the year is known or meant. `region_code` None: everywhere. `subjects`: of `SUBJECTS`."""

    year: int
    label: str
    note: str
    subjects: tuple[str, ...]
    month: int | None = None
    region_code: str | None = None
    source: str = ""

    @property
    def when(self) -> str:
        """Month and year in words, the year alone where no month is given."""
        return f"{MONTHS[self.month - 1]} {self.year}" if self.month else str(self.year)


def concerning(
    events: Iterable[Event], topic: str, region_codes: Sequence[str] = (), years: Sequence[int] = ()
) -> tuple[Event, ...]:
    """Events that bear on a topic (an indicator's, or a subject's id), those that matter most first.

    With `region_codes` an event of one region counts only if that region is among them; without, every region's
    does, because then all are on screen. `years` gives the first and last year drawn, in any order; none: all.
    Order: what bears on most subjects; then the chosen regions' own, what holds everywhere, other regions'; then the
    latest.
    """
    subject = SUBJECT_OF_TOPIC.get(topic, topic)
    relevant = (
        event
        for event in events
        if (subject in event.subjects or ALL in event.subjects)
        and (event.region_code is None or not region_codes or event.region_code in region_codes)
        and (not years or min(years) <= event.year <= max(years))
    )
    return tuple(sorted(relevant, key=lambda event: _importance(event, region_codes)))


def _importance(event: Event, region_codes: Sequence[str]) -> tuple[int, int, int, int]:
    """Less is more important."""
    reach = len(SUBJECTS) if ALL in event.subjects else len(event.subjects)
    far = 1 if event.region_code is None else 0 if region_codes else 2
    return -reach, far, -event.year, -(event.month or 0)
