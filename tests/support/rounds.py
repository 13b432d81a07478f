"""Which of many alike cases run when: CI takes some of each kind, `-m long` the rest (see CONTRIBUTING.md)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pytest


def some(cases: Iterable[Any], kept: Collection[int]) -> list[Any]:
    """The cases for `parametrize`; those whose place is not `kept` are marked long.

    A tuple is a case of several values.
    """
    return [case if place in kept else _long(case) for place, case in enumerate(cases)]


def _long(case: Any) -> Any:
    if not hasattr(case, "marks"):
        return pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.long)
    return pytest.param(*case.values, id=case.id, marks=(*case.marks, pytest.mark.long))
