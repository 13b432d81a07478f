"""The indicator dictionary as Markdown, generated from the registry."""

from __future__ import annotations

from itertools import groupby

from kumkm.domain.indicators import INDICATORS, Direction, Formula, Indicator, companion_of

_HEAD = """\
# Kamus indikator

Berkas ini dihasilkan dari `kumkm/domain/indicators/` dengan `python -m kumkm docs`; jangan disunting.
Tahun yang tersedia, sumber, dan lisensinya ada pada halaman Data (`/data`).
"""

_DIRECTION = {
    Direction.HIGHER: "makin tinggi makin baik",
    Direction.LOWER: "makin rendah makin baik",
    Direction.NEUTRAL: "tidak dinilai baik atau buruk",
}


def indicator_dictionary_markdown() -> str:
    """Every indicator of the registry, grouped by topic, both in registry order."""
    indicators = list(INDICATORS.values())
    topics = list(dict.fromkeys(indicator.topic for indicator in indicators))
    ordered = sorted(indicators, key=lambda indicator: topics.index(indicator.topic))
    parts = [_HEAD]
    for topic, members in groupby(ordered, key=lambda indicator: indicator.topic):
        parts += [f"## {topic}\n", *(_entry(indicator) for indicator in members)]
    return "\n".join(parts)


def _entry(indicator: Indicator) -> str:
    rows = [
        ("Kode", f"`{indicator.id}`"),
        ("Satuan", _unit(indicator)),
        ("Definisi", indicator.definition),
        ("Rumus", indicator.formula_text),
        ("Sumber ukuran", _measures(indicator)),
        ("Arah", _DIRECTION[indicator.direction]),
        ("Frekuensi", indicator.cadence.lower()),
        ("Catatan", indicator.caveat or "tidak ada"),
    ]
    if (other := companion_of(indicator.id)) is not None:
        rows.append(("Bandingkan", f"{other[0].label}. {other[1]}"))
    lines = "\n".join(f"- **{name}**: {text}" for name, text in rows)
    return f"### {indicator.label}\n\n{lines}\n"


def _unit(indicator: Indicator) -> str:
    """The unit of query and CSV, and the one on screen where that differs."""
    shown = f"; di layar {indicator.unit_text}" if indicator.unit_text != indicator.unit.name else ""
    return f"{indicator.unit.name}{shown}"


def _measures(indicator: Indicator) -> str:
    numerator = f"`{indicator.numerator}`"
    match indicator.formula:
        case Formula.RATIO:
            return f"{numerator} dan `{indicator.denominator}`"
        case Formula.GROWTH:
            return f"{numerator}, tahun ini dan tahun lalu"
        case Formula.SHARE:
            return f"{numerator}, wilayah dan provinsi"
        case _:
            return numerator
