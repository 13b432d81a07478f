"""Tables in HTML; the table twin of map and ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd
import streamlit as st

from kumkm.analysis.comparable import Comparable, comparable
from kumkm.domain import units
from kumkm.domain.indicators import Indicator
from kumkm.domain.secrecy import SECRET
from kumkm.narrative import reporting
from kumkm.ui.parts.beside import target_words


def region_table(frame: pd.DataFrame, indicator: Indicator, year: int | None = None) -> pd.DataFrame:
    """The table twin of map and ranking, in Indonesian and already written as text where it is shown.

    With the `year` of the frame, targets stand beside what was achieved.
    """
    among = comparable(frame, indicator)
    codes = [*among.ordered, *among.unranked, *among.absent, *among.protected]
    ordered = frame.set_index("region_code", drop=False).loc[codes].reset_index(drop=True)
    relative = [units.percent(value, 1, signed=True) for value in ordered["change_pct"]]
    table = pd.DataFrame(
        {
            "Peringkat": [_place(among, code) for code in codes],
            "Kode": ordered["region_code"],
            "Kabupaten/Kota": ordered["region_name"],
            indicator.unit_text.capitalize(): [
                _cell_text(indicator, value, status, words)
                for value, status, words in zip(
                    ordered["value"], ordered["status"], ordered["status_words"], strict=True
                )
            ],
            "Perubahan setahun": [
                indicator.moved_text(value, change)
                for value, change in zip(ordered["value"], ordered["change"], strict=True)
            ],
            "Status": [
                ", ".join([words, *([among.partial[code]] if code in among.partial else [])])
                for code, words in zip(codes, ordered["status_words"], strict=True)
            ],
        }
    )
    if ordered["grade"].notna().any():
        table["Mutu data"] = ordered["grade"].fillna("–")
    if indicator.change_is_percent:
        table.insert(5, "Perubahan (%)", relative)
    told = [reporting.reported(indicator, row) or units.MISSING for _, row in ordered.iterrows()]
    if set(told) != {units.MISSING}:
        table.insert(table.columns.get_loc("Status"), "Penyumbang", told)
    aims = [target_words(indicator, code, year) or units.MISSING for code in codes] if year is not None else []
    if set(aims) - {units.MISSING}:
        table.insert(table.columns.get_loc("Status"), "Target", aims)
    return table


def _place(among: Comparable, code: str) -> str:
    """A rank in a table: its number, `setara` near the median, empty for who is not compared."""
    if code not in among.shown:
        return ""
    place = among.place(code)
    return "setara" if place is None else str(place.rank)


def _cell_text(indicator: Indicator, value: float, status: str, words: str) -> str:
    if status == "suppressed":
        return SECRET
    return indicator.number(value) if pd.notna(value) else words


def html_table(
    frame: pd.DataFrame,
    *,
    right: Sequence[str] = (),
    row_classes: Mapping[int, str] | None = None,
    asked: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """A plain table; see `table_html`."""
    st.html(table_html(frame, right=right, row_classes=row_classes, asked=asked))


def table_html(
    frame: pd.DataFrame,
    *,
    right: Sequence[str] = (),
    row_classes: Mapping[int, str] | None = None,
    asked: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """Words left, numbers right; `row_classes` marks rows by position with a class.

    `asked` gives, for a column, the attributes of `why` of each of its cells.
    """
    head = "".join(f"<th{_right(name, right)}>{escape(str(name))}</th>" for name in frame.columns)
    body = "".join(
        f'<tr class="{(row_classes or {}).get(position, "")}">'
        + "".join(
            f"<td{_right(name, right)}{_asked(asked, name, position)}>{escape(str(value))}</td>"
            for name, value in zip(frame.columns, row, strict=True)
        )
        + "</tr>"
        for position, row in enumerate(frame.itertuples(index=False))
    )
    return (
        f'<div class="k-scroll"><table class="k-table"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _asked(asked: Mapping[str, Sequence[str]] | None, name: str, position: int) -> str:
    return asked[name][position] if asked and name in asked else ""


def _right(name: str, right: Sequence[str]) -> str:
    return ' class="k-num"' if name in right else ""
