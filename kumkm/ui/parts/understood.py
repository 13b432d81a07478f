"""How the columns of deliveries were understood, in words: what was read, and why the rest was not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
from markupsafe import Markup

from kumkm import settings as project
from kumkm.domain import units
from kumkm.ingest import sources
from kumkm.ingest.delivery import Understood
from kumkm.ingest.lexicon import TARGET
from kumkm.ingest.understanding import NOT_REALISED
from kumkm.ui.parts import tables
from kumkm.ui.parts.html import place

HEADINGS = ("Lembar", "Kolom", "Judul", "Nama data", "Populasi", "Satuan", "Sifat", "Periode", "Dibaca")
_UNUSED, _AS_TARGET = "tidak dipakai", NOT_REALISED[TARGET]
_ASIDE = ("Lembar", "Periode", "Populasi", "Satuan", "Sifat")  # columns left out where nothing stands in them
_SHOWN = 120
_NAMED = 2  # sheets named one by one; more are counted
_SAME = ["kind", "row_number", "column_letter", "heading", "measure", "population", "unit", "nature", "period"]
_OUTCOME = ["read", "reason"]


def of_report(lines: Iterable[tuple[str, Understood]]) -> pd.DataFrame:
    """The lines of one examined file in the shape of the read `understood`."""
    columns = ["kind", *Understood._fields]
    return pd.DataFrame([(kind, *line) for kind, line in lines], columns=columns)


def summary(lines: pd.DataFrame) -> str:
    """How many columns were read, and how many not; those that hold no data (No, Keterangan) are left out."""
    read = f"{units.number(int(lines['read'].astype(bool).sum()))} kolom dibaca"
    return f"{read}, {units.number(count)} tidak dibaca" if (count := unread(lines)) else read


def unread(lines: pd.DataFrame) -> int:
    """How many columns of data were not read."""
    return int(_is_unread(lines).sum())


def _is_unread(lines: pd.DataFrame) -> pd.Series:
    return ~lines["read"].astype(bool) & ~lines["reason"].isin([_UNUSED, _AS_TARGET])


def table(lines: pd.DataFrame) -> pd.DataFrame:
    """A line per column in Indonesian, those not read first; equal columns of several sheets are one line."""
    labels = _labels()
    order = 1 - _is_unread(lines).astype(int) + (lines["reason"] == _UNUSED).astype(int)
    grouped = lines.assign(order=order).groupby([*_SAME, *_OUTCOME], dropna=False, sort=False)
    merged = grouped.agg(order=("order", "first"), sheets=("sheet", lambda names: list(dict.fromkeys(names))))
    rows = merged.reset_index().sort_values("order", kind="stable").to_dict("records")
    named = [_as_row(labels.get((row["kind"], row["measure"]), ""), row) for row in rows]
    return pd.DataFrame(named, columns=HEADINGS)


def _as_row(label: str, row: dict[Any, Any]) -> tuple[str, ...]:
    slots = (_unit(_text(row["unit"])), _text(row["nature"]), _text(row["period"]))
    place = (_sheets(row["sheets"]), _place(row), _text(row["heading"]))
    return (*place, label or units.MISSING, _text(row["population"]), *slots, _outcome(row))


def _outcome(row: dict[Any, Any]) -> str:
    if row["read"]:
        return "dibaca"
    reason = _text(row["reason"])
    if reason == _AS_TARGET:
        return "dibaca sebagai target"
    return reason if reason in (_UNUSED, "") else f"tidak dibaca: {reason}"


def _sheets(names: list[str]) -> str:
    if len(names) <= _NAMED:
        return ", ".join(names)
    return f"{names[0]} … {names[-1]} ({len(names)} lembar)"


def _place(row: dict[Any, Any]) -> str:
    number, letter = row["row_number"], _text(row["column_letter"])
    return letter if pd.isna(number) else f"{letter}, baris {int(number)}"


def _unit(text: str) -> str:
    """A unit as one writes it, however the reader keeps it."""
    return " ".join("Rp" if word.upper() == "RP" else word.lower() for word in text.split())


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _labels() -> dict[tuple[str, str], str]:
    """The Indonesian name of each field of each kind: its first heading. History has its fields beside proposals."""
    kinds = sources.load(project.load().sources)
    labels = {(kind.id, name): field.headings[0] for kind in kinds for name, field in kind.fields.items()}
    history = {("proposals", name): label for (kind, name), label in labels.items() if kind == "proposal_history"}
    return history | labels


def show(lines: pd.DataFrame) -> None:
    """The table; of very many columns the first, since the workbook with comments carries all."""
    rows = table(lines)
    empty = [name for name in _ASIDE if not rows[name].any()]
    shown = rows.drop(columns=empty).head(_SHOWN)
    if "Satuan" in shown:
        shown["Satuan"] = shown["Satuan"].str.replace(" ", "\u00a0")  # so that "Rp juta" stays on one line
    tables.html_table(shown)
    if len(rows) > _SHOWN:
        rest = units.number(len(rows) - _SHOWN)
        place(Markup('<p class="k-text">{} kolom lagi, semuanya sesudah yang tidak dibaca.</p>').format(rest))
