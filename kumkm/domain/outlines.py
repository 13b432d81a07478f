"""The map of the regions as plain points: for whoever draws it and knows no geometry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Ring = Sequence[tuple[float, float]]  # closed: the last point leads back to the first


@dataclass(frozen=True)
class Outlines:
    """Rings of every region by code, in units of a sheet `width` by `height`, y down; a ring within another is a hole.

    `note` (empty for an official layer) and `attribution` belong on every map made of them.
    """

    width: float
    height: float
    rings: Mapping[str, Sequence[Ring]]
    note: str
    attribution: str
