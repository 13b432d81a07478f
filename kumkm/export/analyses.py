"""Every analysis with its worked example as a page in Markdown, generated from the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from kumkm.analysis.catalogue import ANALYSES, Analysis, Param
from kumkm.analysis.examples.base import MISSING, Cell, Given, Table
from kumkm.domain import units

_HEAD = """\
# Analisis

Berkas ini dihasilkan dari `kumkm/analysis/catalogue/` dan `kumkm/analysis/examples/` dengan
`python -m kumkm docs`; jangan disunting.

Setiap analisis dijalankan dengan namanya, `python -m kumkm analyse NAMA`, dan di layar lewat jalan yang sama. Di sini
setiap analisis disertai satu contoh yang dapat dihitung dengan tangan, dan setiap contoh diuji: analisis itu harus
menjawab persis begitu. Wilayah dan angka dalam contoh dikarang. Masukan adalah bacaan yang dapat dicetak dengan
`python -m kumkm query NAMA`; kolom yang tidak dipakai tidak ditulis. Hasil dibulatkan ke paling banyak empat desimal;
– berarti tidak ada nilai.
"""
_DECIMALS = 4
_YEARS = re.compile(r"(?:.*_)?year|wave|horizon")  # written without a separator of thousands


def analyses_markdown() -> str:
    """Every analysis in the order of the catalogue: what it says, its parameters, input, result and arithmetic."""
    known = list(ANALYSES.values())
    listed = _lines(("analisis", "isi"), [(f"[{item.name}](#{item.name})", item.purpose) for item in known])
    return "\n".join([_HEAD, listed, *(_entry(item) for item in known)])


def _entry(analysis: Analysis) -> str:
    example = analysis.example
    parts = [
        f"## {analysis.name}\n",
        f"**{analysis.purpose[0].upper()}{analysis.purpose[1:]}.** {example.says}\n",
        _parameters(analysis.params),
        f"Contoh{_with_params(example.params)}. Masukan:\n",
        *(_input(given) for given in example.given),
        "Hasil:\n",
        _table(example.result),
        *([f"Kolom lain: {_codes(example.more)}.\n"] if example.more else []),
        *([f"Jawaban lengkap berisi pula {_facts(example.facts)}.\n"] if example.facts else []),
        f"Hitungan: {example.arithmetic}\n",
    ]
    return "\n".join(parts)


def _parameters(params: Mapping[str, Param]) -> str:
    if not params:
        return "Tanpa parameter.\n"
    rows = [
        (f"`{name}`", _allowed(name, param), "wajib" if param.required else _default(name, param))
        for name, param in params.items()
    ]
    return _lines(("parameter", "isi", "bila tidak diisi"), rows)


def _allowed(name: str, param: Param) -> str:
    if param.lowest is None or param.highest is None:
        return param.words
    return f"{param.words}, {_written(name, param.lowest)} sampai {_written(name, param.highest)}"


def _default(name: str, param: Param) -> str:
    return "kosong" if param.default in (None, "") else _written(name, param.default)


def _with_params(params: Mapping[str, str]) -> str:
    return f" dengan {_codes(f'{name}={text}' for name, text in params.items())}" if params else ""


def _input(given: Given) -> str:
    params = f" ({_codes(f'{name}={value}' for name, value in given.params.items())})" if given.params else ""
    if not given.table.rows:
        return f"`{given.read}`{params}: tidak ada baris.\n"
    return f"`{given.read}`{params}\n\n{_table(given.table)}"


def _facts(facts: Mapping[str, Cell]) -> str:
    return ", ".join(f"`{name}` {_written(name, value)}" for name, value in facts.items())


def _codes(texts: Iterable[str]) -> str:
    return ", ".join(f"`{text}`" for text in texts)


def _table(table: Table) -> str:
    rows = [[_written(name, cell) for name, cell in zip(table.columns, row, strict=True)] for row in table.rows]
    return _lines([f"`{name}`" for name in table.columns], rows)


def _lines(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _written(name: str, value: Cell | Decimal) -> str:
    """A cell as it is written in Indonesian: numbers with the decimals they have, years as they are."""
    if value is None:
        return MISSING
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, str):
        return value
    if _YEARS.fullmatch(name):
        return f"{value:.0f}"
    whole, _, rest = units.number(float(value), _DECIMALS).partition(",")
    decimals = rest.rstrip("0")
    return f"{whole},{decimals}" if decimals else whole
