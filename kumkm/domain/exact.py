"""Numbers as people typed them, to the last digit: from a control or an address to a calculation and back.

A float written with six digits is another number. Whatever travels in an address is a `Decimal` or a whole number, and
becomes a float, if at all, where the calculation begins.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction

# Nobody types more digits; an exponent as of `1e-999999999` would be written out in as many.
_MOST_CHARACTERS = 40
_MOST_EXPONENT = 40


def read(text: str) -> Decimal | None:
    """The number a text is; None for anything else, for infinity, and for more digits than anybody types."""
    if len(text) > _MOST_CHARACTERS:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(int(number.as_tuple().exponent)) > _MOST_EXPONENT:
        return None
    return number if number else Decimal(0)


def year(text: str) -> int | None:
    """The year that four digits are; None for anything else."""
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else None


def decimal(value: float | Decimal) -> Decimal:
    """The shortest number that reads back as this one: 0.1 for the float beside 0.1. `value` is finite."""
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def written(value: float | Decimal) -> str:
    """Every digit and no exponent, without zeros at the end: `12.3456789`, `40`; `read` gives the same back."""
    digits = f"{decimal(value):f}"
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits) or "0"


def whole(value: Decimal, factor: int = 1) -> int | None:
    """`value` times `factor` where that is a whole number; None where something would be left over."""
    product = Fraction(value) * factor
    return product.numerator if product.denominator == 1 else None


def nearest(value: float | Decimal, factor: int = 1) -> int:
    """`value` times `factor` as the nearest whole number: what a control adds up in floats is off in the last digit."""
    return round(Fraction(decimal(value)) * factor)
