"""Which regions are withheld tells nothing of what the withheld amounts are, beyond that they cover each other."""

from __future__ import annotations

import numpy as np

from kumkm.secrecy.protecting import Table, protected
from kumkm.secrecy.rules import COMPANION, FEW, Protection, Sum, withheld

RULE = Protection(protection=0.10, prior=0.5, dominance=0.85)


def of(*amounts: float) -> Sum:
    first, second = (*sorted(amounts, reverse=True), 0.0)[:2] if len(amounts) > 1 else (*amounts, 0.0)
    return Sum(sum(amounts), len(amounts), first, second, sum(amounts))


def table(single: float, *others: float) -> Table:
    """One region of one body, and regions of five alike that come to `others`."""
    sums = {"74.03": of(single)}
    for place, total in enumerate(others, start=4):
        sums[f"74.{place:02d}"] = of(*[total / 5] * 5)
    return Table({"turnover": {**sums, "74": Sum(single + sum(others), None, 0, 0, 0)}}, 3, True)


def hidden(single: float, *others: float) -> list[str]:
    return sorted(code for code in protected(table(single, *others), RULE) if code != "74")


def test_a_companion_of_many_is_taken_however_large_it_is() -> None:
    """Were room asked for 1.010 as well, half of 200 would not give its tenth, 101, and the region left out would say
    that the single body has less than 202.
    """
    assert hidden(200, 1010, 1015, 950, 950) == hidden(1, 1010, 1015, 950, 950) == ["74.03", "74.04", "74.05"]
    assert protected(table(200, 1010, 1015, 950), RULE)["74.04"] == COMPANION
    assert protected(table(200, 1010, 1015, 950), RULE)["74.03"] == FEW


def test_those_that_gave_too_little_room_stay_withheld_when_as_many_again_join() -> None:
    """Half of 198 is less than a tenth of 1.000: told, it would say that the single body has more than 990. Two were
    too few, so that four are taken, though three would do.
    """
    assert hidden(1000, 198, 205, 300, 900, 900) == ["74.03", "74.04", "74.05", "74.06", "74.07"]


def test_where_it_ends_does_not_say_what_was_needed() -> None:
    """Twelve alike of 18: one at a time, the last to join said that the single body has about five times the room of
    those before it. So one of 190 and one of 270, whose need three and four of them would cover, take as many.
    """
    assert len(hidden(190, *[18] * 12)) == len(hidden(270, *[18] * 12)) == 1 + 4
    assert len(hidden(280, *[18] * 12)) == len(hidden(620, *[18] * 12)) == 1 + 8


def test_a_region_of_many_joins_before_many_of_few() -> None:
    """One of five, then as many bodies again in five more steps, or one region of forty that has what is missing."""
    exposed = np.array([True, *[False] * 8])
    bodies = np.array([[1.0, *[6.0] * 6, 40.0, 40.0]])
    room, needs = np.array([[500.0, *[3.0] * 6, 150.0, 150.0]]), np.array([[100.0, *[0.0] * 8]])
    found = withheld(exposed, bodies, room, needs)
    assert found is not None
    assert found.tolist()[-2:] == [True, True]
    assert found.sum() < 8


def test_whoever_knows_one_exactly_is_left_with_another() -> None:
    exposed, bodies = np.array([True, False, False]), np.array([[1.0, 5.0, 5.0]])
    room, needs = np.array([[50.0, 500.0, 500.0]]), np.array([[10.0, 0.0, 0.0]])
    found = withheld(exposed, bodies, room, needs)
    assert found is not None
    assert found.tolist() == [True, True, True]


def test_where_all_together_give_too_little_there_is_none() -> None:
    exposed, bodies = np.array([True, False, False]), np.array([[1.0, 5.0, 5.0]])
    assert withheld(exposed, bodies, np.array([[500.0, 1.0, 1.0]]), np.array([[100.0, 0.0, 0.0]])) is None
