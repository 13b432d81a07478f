"""One declaration per parameter of an address: whatever reads, writes, complains of or draws it loops over these.

A view is a frozen dataclass, perhaps with others inside. A `Param` says under which name one of its fields stands in an
address, how it is written and read back, which words refuse what cannot be read, and under which keys the controls of
the page hold it. The tables of `Param` stand beside the views: `selection`, `growth`, `proposals`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Protocol, TypeVar

from kumkm.domain.coverage import Coverage

V = TypeVar("V")
View = TypeVar("View")


@dataclass(frozen=True)
class Reading:
    """What an address is read against, and in `values` what was read before.

    Indicators with data, codes of regions, budget years with proposals (None: any year will do), path of the page;
    `slugs` gives the code of a region by its name as an address may write it, `konawe-selatan`.
    """

    coverage: Mapping[str, Coverage] = field(default_factory=dict)
    regions: frozenset[str] = frozenset()
    budget_years: tuple[int, ...] | None = None
    page: str = ""
    slugs: Mapping[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)


class Codec(Protocol[V]):
    """How a value stands in an address, and in the controls of a page."""

    def read(self, text: str, reading: Reading) -> V | None:
        """The value a text is; None for what is none."""

    def write(self, value: V) -> str:
        """The text of a value; `read` gives the same value back."""

    def controls(self, name: str, value: V) -> dict[str, Any]:
        """What the controls hold, by their keys."""

    def chosen(self, name: str, controls: Mapping[str, Any], before: V) -> V:
        """The value the controls hold; `before` where they are not drawn, or nothing is chosen in them."""


@dataclass(frozen=True)
class Param(Generic[V]):
    """One parameter: `name` in an address and of its control, `path` of the field that holds it, codec, and words.

    `refusal` is the sentence about a text that cannot be read; its `{text}` is cut after `shown` characters. A
    `complaint` is given where the sentence depends on more than that: it names what is wrong with a text that was read,
    too. `default` is given where the default depends on what was read before. `always` is written even as the default.
    """

    name: str
    path: tuple[str, ...]
    codec: Codec[V]
    refusal: str = ""
    shown: int = 30
    complaint: Callable[[str, V | None, Reading], Sequence[str]] | None = None
    default: Callable[[Reading], V] | None = None
    always: bool = False

    def of(self, view: object) -> V:
        """The value in a view."""
        for name in self.path:
            view = getattr(view, name)
        return view  # type: ignore[return-value]

    def into(self, view: View, value: V) -> View:
        """The view with another value."""
        changed: View = _with(view, self.path, value)
        return changed

    def complaints(self, text: str, value: V | None, reading: Reading) -> Sequence[str]:
        """What is to be said about a text of which `value` was read."""
        if self.complaint is not None:
            return self.complaint(text, value, reading)
        return [] if value is not None else [self.refusal.format(text=text[: self.shown])]


def _with(view: Any, path: Sequence[str], value: object) -> Any:
    head, *rest = path
    return replace(view, **{head: _with(getattr(view, head), rest, value) if rest else value})


def read(
    params: Sequence[Param[Any]], plain: View, given: Mapping[str, str], reading: Reading
) -> tuple[View, list[str]]:
    """The view an address gives, and a sentence in Indonesian about everything in it that is ignored."""
    view, notices = plain, list[str]()
    for param in params:
        default = param.default(reading) if param.default else param.of(plain)
        text = given.get(param.name)
        value = None if text is None else param.codec.read(text, reading)
        if text is not None:
            notices += param.complaints(text, value, reading)
        value = default if value is None else value
        reading.values[param.name] = value
        view = param.into(view, value)
    return view, notices


def written(params: Sequence[Param[Any]], view: object, plain: object) -> dict[str, str]:
    """Parameters that differ from those of a plain view, in the order they are declared."""
    texts = {}
    for param in params:
        text = param.codec.write(param.of(view))
        if text and (param.always or text != param.codec.write(param.of(plain))):
            texts[param.name] = text
    return texts


def controls(params: Sequence[Param[Any]], view: object) -> dict[str, Any]:
    """What the controls of a page hold for a view, by their keys."""
    values: dict[str, Any] = {}
    for param in params:
        values |= param.codec.controls(param.name, param.of(view))
    return values


def chosen(params: Sequence[Param[Any]], before: View, held: Mapping[str, Any]) -> View:
    """The view the controls hold; what is not drawn on this page stays as it was before."""
    view = before
    for param in params:
        view = param.into(view, param.codec.chosen(param.name, held, param.of(before)))
    return view
