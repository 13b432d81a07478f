"""An entry of the catalogue: one named analysis, and the answer it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from kumkm.analysis.catalogue.parameters import Param, described, typed_value
from kumkm.analysis.examples.base import Example
from kumkm.analysis.ingredients import Read
from kumkm.errors import UsageError


@dataclass(frozen=True)
class Document:
    """An answer: its table, and where that is not all of it `content`, an object of plain values and frames.

    `refused` says in words why there is no answer to what was asked for; empty where there is one.
    """

    table: pd.DataFrame
    content: Mapping[str, Any] | None = None
    refused: str = ""


@dataclass(frozen=True)
class Analysis:
    """One named analysis. `run(read, **params)` returns a frame in base units, NaN where nothing may be said.

    One whose frame is not the whole answer has a `document` too, of which the frame is the table. `example` is one call
    that can be done by hand.
    """

    name: str
    purpose: str
    run: Callable[..., pd.DataFrame]
    params: Mapping[str, Param] = field(default_factory=dict)
    document: Callable[..., Document] | None = None
    example: Example = field(kw_only=True)

    def answer(self, read: Read, **params: Any) -> Document:
        """The whole answer to typed parameters."""
        return self.document(read, **params) if self.document else Document(self.run(read, **params))

    def typed(self, given: Mapping[str, str]) -> dict[str, Any]:
        """Turn text parameters into their types and fill in defaults; raises UsageError in Indonesian."""
        needed = {name for name, param in self.params.items() if param.required}
        if given.keys() - self.params.keys() or needed - given.keys():
            expected = ", ".join(described(name, param) for name, param in self.params.items()) or "tidak ada"
            shown = ", ".join(given) or "tidak ada"
            raise UsageError(f"Parameter '{self.name}': ditemukan {shown}; yang diharapkan: {expected}.")
        typed = {name: typed_value(name, given[name], self.params[name]) for name in self.params if name in given}
        return {name: param.default for name, param in self.params.items()} | typed
