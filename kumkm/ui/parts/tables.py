"""Tables in HTML; the table twin of map and ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from markupsafe import Markup

from kumkm.analysis.comparable import Comparable, comparable
from kumkm.domain import units
from kumkm.domain.indicators import Indicator
from kumkm.domain.secrecy import SECRET
from kumkm.narrative import reporting
from kumkm.ui.parts.beside import target_words
from kumkm.ui.parts.html import NOTHING, join, place


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
    contributors = [reporting.reported(indicator, row) or units.MISSING for _, row in ordered.iterrows()]
    if set(contributors) != {units.MISSING}:
        table.insert(table.columns.get_loc("Status"), "Penyumbang", contributors)
    aims = [target_words(indicator, code, year) or units.MISSING for code in codes] if year is not None else []
    if set(aims) - {units.MISSING}:
        table.insert(table.columns.get_loc("Status"), "Target", aims)
    return table


def _place(among: Comparable, code: str) -> str:
    """A rank in a table: its number, `tengah` near the median, empty for who is not compared."""
    if code not in among.shown:
        return ""
    place = among.place(code)
    return "tengah" if place is None else str(place.rank)


def _cell_text(indicator: Indicator, value: float, status: str, words: str) -> str:
    if status == "suppressed":
        return SECRET
    return indicator.number(value) if pd.notna(value) else words


def html_table(
    frame: pd.DataFrame,
    *,
    right: Sequence[str] = (),
    regions: Sequence[str] = (),
    attributes: Mapping[str, Sequence[Markup]] | None = None,
) -> None:
    """A plain table; see `table_html`."""
    place(table_html(frame, right=right, regions=regions, attributes=attributes))


def table_html(
    frame: pd.DataFrame,
    *,
    right: Sequence[str] = (),
    regions: Sequence[str] = (),
    attributes: Mapping[str, Sequence[Markup]] | None = None,
) -> Markup:
    """Words left, numbers right; `regions` gives the code of the region each row is of, where rows are of regions.

    `attributes` gives, for a column, the attributes of `why` of each of its cells.
    """
    head = join(Markup("<th{}>{}</th>").format(_right(name, right), str(name)) for name in frame.columns)
    # A row is filled in at once, and by `%`: cell by cell and with `format` a long table takes twice as long.
    slots: list[Markup] = []
    columns: list[Sequence[str]] = [list(map(of_region, regions)) if regions else [NOTHING] * len(frame)]
    for name, values in frame.items():
        if attributes and name in attributes:
            slots.append(Markup("<td{}%s>%s</td>").format(_right(name, right)))
            columns += (list(attributes[name]), list(map(str, values)))
        else:
            slots.append(Markup("<td{}>%s</td>").format(_right(name, right)))
            columns.append(list(map(str, values)))
    row = Markup("<tr%s>{}</tr>").format(join(slots))
    body = join(row % cells for cells in zip(*columns, strict=True))
    return Markup(
        '<div class="k-scroll"><table class="k-table"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>'
    ).format(head, body)


def of_region(code: str) -> Markup:
    """The attribute by which the browser marks the rows of the chosen regions; a table is then sent once for all."""
    return Markup(' data-daerah="{}"').format(code)


def _right(name: str, right: Sequence[str]) -> Markup:
    return Markup(' class="k-num"') if name in right else NOTHING


def on_phone(table: pd.DataFrame, right: Sequence[str], regions: Sequence[str] = ()) -> Markup:
    """A chart as a table, shown in its place on a phone, where names, marks and numbers have no room side by side."""
    return Markup('<div class="k-phone">{}</div>').format(table_html(table, right=right, regions=regions))
