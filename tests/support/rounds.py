"""Which of many alike cases run when (see CONTRIBUTING.md).

The plain command takes the `first` of each kind or all, CI all or `some`, and `-m long` the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pytest


def first(cases: Iterable[Any], kept: Collection[int] = (0,)) -> list[Any]:
    """The cases for `parametrize`; those whose place is not `kept` are marked slow: CI runs them all.

    A tuple is a case of several values.
    """
    return [case if place in kept else _marked(case, pytest.mark.slow) for place, case in enumerate(cases)]


def some(cases: Iterable[Any], kept: Collection[int]) -> list[Any]:
    """The cases for `parametrize`; those whose place is not `kept` are marked long.

    A tuple is a case of several values.
    """
    return [case if place in kept else _marked(case, pytest.mark.long) for place, case in enumerate(cases)]


def _marked(case: Any, mark: pytest.MarkDecorator) -> Any:
    if not hasattr(case, "marks"):
        return pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=mark)
    return pytest.param(*case.values, id=case.id, marks=(*case.marks, mark))
