"""Numbers as offices write them, read per column: one cell `1.234` says little, its neighbours say how it is meant.

Every written number is read on its own first. Some prove how the column uses dots and commas (`1.234.567`, `12,5`,
`1,234.50`); a single group of three (`1.234`, `1,234`) does not, and follows the column:

* evidence of one convention, anywhere in the column, decides;
* a count is whole, so its single group is thousands whatever the column says;
* without evidence, a mark that is always followed by exactly three digits parts thousands. Where both marks are, that
  is the dot, and the cells with a comma stay open. A rate or a number with its own scale word (`2.159 T`) is seldom
  in the thousands: there a comma is a decimal comma, and a dot stays open;
* where a column holds proofs of both conventions, its single groups stay open, and the cells that prove the rarer one
  are marked but keep the value their own notation proves (all of them on a draw).

Typed cells prove nothing about written ones: Excel shows them by the reader's settings.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Quantity(StrEnum):
    """What a column measures, as far as it matters to reading its digits."""

    COUNT = "count"
    MONEY = "money"
    RATE = "rate"


MISSING = "missing"
DASH = "dash"
NIHIL = "nihil"
NOT_AVAILABLE = "not_available"
AMBIGUOUS = "ambiguous_number"
NOT_A_NUMBER = "not_a_number"
PRECISION_LOST = "precision_lost"
SCALED = "scaled"

DOT_THOUSANDS = "dot_thousands"
COMMA_THOUSANDS = "comma_thousands"
PLAIN = "plain"
MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Number:
    """One cell. `value` is None where nothing can be computed with; `note` is None where nothing is to be said.

    Notes without a value: `missing` (blank), `dash`, `nihil`, `not_available` (n/a, x, Excel errors), `not_a_number`,
    `ambiguous_number` (which may keep a value, see above). With one: `precision_lost` (scientific notation) and
    `scaled` (the cell carried its own scale word: value in base units; the column's unit must not be applied again).
    """

    value: float | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """The cells in their order, and the convention of the column's text: one of the four constants above."""

    numbers: tuple[Number, ...]
    convention: str


class _Written(NamedTuple):
    """A number in text, not yet read. `body` is digits and marks; `power` the exponent its scale word stands for."""

    body: str
    sign: str
    power: int
    proves: str | None
    single: str | None
    note: str | None


_MISSING = Number(None, MISSING)
_NOT_A_NUMBER = Number(None, NOT_A_NUMBER)
_AMBIGUOUS = Number(None, AMBIGUOUS)
_NOT_AVAILABLE_WORDS = "n/a na n.a. x xx xxx tad null none nan … ... #ref! #n/a #na #value! #div/0! #name? #num! #null!"
_WORDS = {
    "": _MISSING,
    "nihil": Number(None, NIHIL),
    **dict.fromkeys(("-", "–", "—", "--", "---"), Number(None, DASH)),
    **dict.fromkeys(
        (*_NOT_AVAILABLE_WORDS.split(), "tidak ada data", "belum ada data", "#spill!", "#calc!", "#getting_data"),
        Number(None, NOT_AVAILABLE),
    ),
}
_POWERS = {
    **dict.fromkeys(("rb", "ribu"), 3),
    **dict.fromkeys(("jt", "juta"), 6),
    **dict.fromkeys(("m", "mlr", "miliar", "milyar"), 9),
    **dict.fromkeys(("t", "trl", "triliun", "trilyun"), 12),
}
_UNIT_WORDS = (
    "rupiah|persen|unit(?: usaha)?|orang|org|jiwa|koperasi|kop|usaha|umkm|ukm|lembaga|anggota|buah|paket|debitur"
    "|tenaga kerja|pelaku usaha|wirausaha|karyawan|ha|km2|km²"
)
# What nearly every cell looks like; `_SHAPE` reads all of these too, only slower.
_USUAL = re.compile(r"(-?)(?:Rp\.? ?)?([0-9]+(?:[.,][0-9]+)*)(,-)?")
_SHAPE = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-+–])?\s*(?:(?:rp|idr)\b\s*[.:]?\s*|rp\.?(?=[\d(+–-]))?(?P<inner_sign>[-+–])?\s*"
    r"(?P<inner_open>\()?\s*"
    r"(?P<body>[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?|[.,]?[0-9][0-9.,]*?)"
    r"(?P<exponent>e[-+]?[0-9]{1,3})?(?P<tail>[.,]\s?[-–—]{1,2})?\s*"
    rf"(?:(?P<scale>{'|'.join(sorted(_POWERS, key=len, reverse=True))})\b\.?\s*)?"
    rf"(?:%|(?:{_UNIT_WORDS})\b\.?)?\s*\)?",
    re.IGNORECASE,
)
_CLEANED = str.maketrans({**dict.fromkeys("\u00a0\u2007\u2009\u202f\t\r\n", " "), "\u2212": "-", "\ufeff": None})
_RUPIAH_DASH = re.compile(r"(?:rp|idr)\.?\s*[-–—]+", re.IGNORECASE)
_GROUPS = {mark: re.compile(rf"[1-9][0-9]{{0,2}}(?:{re.escape(mark)}[0-9]{{3}})+") for mark in ".,"}
_OTHER = {".": ",", ",": "."}
_THOUSANDS_BY = {".": DOT_THOUSANDS, ",": COMMA_THOUSANDS}
_DECIMAL_BY = {",": DOT_THOUSANDS, ".": COMMA_THOUSANDS}


def read_column(cells: Sequence[object], quantity: Quantity) -> ColumnReading:
    """Read a column of typed and written cells; the result has one number per cell, in the same order."""
    seen: dict[str, Number | _Written] = {}
    tokens = [_token(cell, seen) for cell in cells]
    written = [token for token in tokens if type(token) is _Written]
    reading = _Reading.of(written, quantity)
    numbers = tuple(token if type(token) is Number else reading.number(token) for token in tokens)  # type: ignore[arg-type]
    return ColumnReading(numbers, reading.convention)


def _token(cell: object, seen: dict[str, Number | _Written]) -> Number | _Written:
    kind = type(cell)
    if kind is float or kind is int:
        return _typed(cell)  # type: ignore[arg-type]
    if cell is None:
        return _MISSING
    if isinstance(cell, str):
        token = seen.get(cell)
        if token is None:
            token = seen[cell] = _text(cell)
        return token
    if isinstance(cell, int | float | Decimal) and kind is not bool:
        return _typed(float(cell))
    return _NOT_A_NUMBER


def _typed(cell: float) -> Number:
    try:
        value = float(cell)
    except OverflowError:
        return _NOT_A_NUMBER
    if math.isfinite(value):
        return Number(value)
    return _MISSING if math.isnan(value) else _NOT_A_NUMBER


def _text(cell: str) -> Number | _Written:
    usual = _USUAL.fullmatch(cell)
    if usual:
        sign, body, tail = usual.groups()
        return _written(body, sign, None, tail)
    text = cell.translate(_CLEANED).strip().lstrip("'’`").strip()
    word = _WORDS.get(text.casefold())
    if word is not None:
        return word
    if _RUPIAH_DASH.fullmatch(text):
        return _WORDS["-"]
    match = _SHAPE.fullmatch(text)
    return _NOT_A_NUMBER if match is None else _shape(match)


def _shape(match: re.Match[str]) -> Number | _Written:
    signs = [mark for mark in (match["sign"], match["inner_sign"]) if mark]
    opened = bool(match["open"]) + bool(match["inner_open"])
    if opened + len(signs) > 1 or opened != match[0].count(")"):
        return _NOT_A_NUMBER
    sign = "-" if opened or signs in (["-"], ["–"]) else ""
    body = match["body"].replace(" ", "")
    if match["exponent"]:
        return _scientific(sign, body, match["exponent"])
    return _written(body, sign, match["scale"], match["tail"])


def _written(body: str, sign: str, scale: str | None = None, tail: str | None = None) -> Number | _Written:
    marks = _marks(body, tail)
    if marks is None:
        return _NOT_A_NUMBER
    power = _POWERS[scale.casefold()] if scale else 0
    return _Written(body, sign, power, *marks, SCALED if scale else None)


def _scientific(sign: str, body: str, exponent: str) -> Number:
    try:
        value = float(f"{sign}{body.replace(',', '.')}{exponent}")
    except ValueError:
        return _NOT_A_NUMBER
    return Number(value, PRECISION_LOST) if math.isfinite(value) else _NOT_A_NUMBER


def _marks(body: str, tail: str | None) -> tuple[str | None, str | None] | None:
    """What the marks prove, and the mark of a single group that proves nothing; None where they make no number."""
    if tail and (proves := _proof_of_tail(body, tail[0])):
        return proves, None
    used = [mark for mark in ".," if mark in body]
    if not used:
        return None, None
    if len(used) == 2:
        return _with_both(body)
    mark = used[0]
    if _GROUPS[mark].fullmatch(body):
        return (None, mark) if body.count(mark) == 1 else (_THOUSANDS_BY[mark], None)
    if body.count(mark) > 1 or body.endswith(mark):
        return None
    return (None, None) if not body.strip("0.,") and len(body) == 5 else (_DECIMAL_BY[mark], None)


def _proof_of_tail(body: str, decimal: str) -> str | None:
    """`4.000,-`: the tail shows the decimal mark, so the other one parts thousands. In `4.000.-` it shows nothing."""
    if _GROUPS[_OTHER[decimal]].fullmatch(body) or (decimal == "," and body.isdecimal()):
        return _DECIMAL_BY[decimal]
    return None


def _with_both(body: str) -> tuple[str | None, str | None] | None:
    decimal = max(".,", key=body.rfind)
    whole, _, fraction = body.rpartition(decimal)
    if not fraction or not _GROUPS[_OTHER[decimal]].fullmatch(whole):
        return None
    return _DECIMAL_BY[decimal], None


@dataclass(frozen=True, slots=True)
class _Reading:
    """How one column reads: its convention, and for each mark what a single group of three means (None: open)."""

    convention: str
    rare: frozenset[str]
    single: dict[str, str | None]
    single_scaled: dict[str, str | None]

    @classmethod
    def of(cls, written: Iterable[_Written], quantity: Quantity) -> _Reading:
        proofs = Counter(cell.proves for cell in written if cell.proves)
        singles = {cell.single for cell in written if cell.single and not cell.power}
        if len(proofs) == 2:
            most = max(proofs.values())
            drawn = min(proofs.values()) == most
            rare = frozenset(proof for proof, times in proofs.items() if drawn or times < most)
            return cls(MIXED, rare, _whole_or(quantity, None), dict.fromkeys(".,"))
        proven = next(iter(proofs), None)
        if proven:
            return cls(proven, frozenset(), _whole_or(quantity, proven), dict.fromkeys(".,", proven))
        single = _without_evidence(quantity, singles)
        conventions = {single[mark] for mark in singles} - {None}
        mixed = len(singles) == 2 and quantity is not Quantity.RATE
        convention = MIXED if mixed else next(iter(conventions), None)
        return cls(convention or PLAIN, frozenset(), single, {",": DOT_THOUSANDS, ".": None})

    def number(self, cell: _Written) -> Number:
        how = cell.proves
        if cell.single:
            how = (self.single_scaled if cell.power else self.single)[cell.single]
            if how is None:
                return _AMBIGUOUS
        decimal = "," if how == DOT_THOUSANDS else "."
        digits = cell.body.replace(_OTHER[decimal], "").replace(decimal, ".")
        value = float(f"{cell.sign}{digits}e{cell.power}")
        if not math.isfinite(value):
            return _NOT_A_NUMBER
        return Number(value, AMBIGUOUS if cell.proves in self.rare else cell.note)


def _whole_or(quantity: Quantity, convention: str | None) -> dict[str, str | None]:
    if quantity is Quantity.COUNT:
        return {mark: _THOUSANDS_BY[mark] for mark in ".,"}
    return dict.fromkeys(".,", convention)


def _without_evidence(quantity: Quantity, singles: set[str]) -> dict[str, str | None]:
    if quantity is Quantity.RATE:
        return {",": DOT_THOUSANDS, ".": None}
    if quantity is Quantity.MONEY and len(singles) == 2:
        return {".": DOT_THOUSANDS, ",": None}
    return {mark: _THOUSANDS_BY[mark] for mark in ".,"}
