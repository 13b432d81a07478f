"""Proposals as a table: a row per region, a column per menu, how many and for how much, in HTML.

Colours and sizes come from the stylesheet (classes `k-pm…`); a cell says its shade as a number between 0 and 1.
Amounts are written as on the map beside it, in one scale that the head of the last column names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from kumkm.domain import units

OTHER = "Lainnya"
_TOTAL = "Seluruhnya"
_NO_AMOUNT = "tanpa nilai"
_SCALE = units.BILLIONS
_SUMS = f"usulan · Rp {_SCALE.word}"
_MANY = 6  # more columns than this are a wide table


@dataclass(frozen=True)
class _Sum:
    """Proposals of one cell, row or column. `amount_idr` is None where none is known; `partly`: some are not."""

    proposals: int
    amount_idr: float | None
    partly: bool

    @property
    def short(self) -> str:
        """`5,4`; `≥` before it where some amounts are not known."""
        if self.amount_idr is None:
            return _NO_AMOUNT if self.proposals else units.MISSING
        return ("≥ " if self.partly else "") + _in_scale(self.amount_idr)

    @property
    def words(self) -> str:
        if not self.proposals:
            return "tidak ada usulan"
        if self.amount_idr is None:
            return f"{units.number(self.proposals)} usulan, {_NO_AMOUNT}"
        amount = units.quantity(self.amount_idr, units.RUPIAH, 1, units.scale_for(self.amount_idr))
        note = " (sebagian belum bernilai)" if self.partly else ""
        return f"{units.number(self.proposals)} usulan, {amount}{note}"


_NOBODY = _Sum(0, None, False)


def proposal_matrix(
    frame: pd.DataFrame,
    *,
    names: Mapping[str, str],
    menus: Mapping[str, str],
    amount: bool,
    leading: Callable[[str, str], str] | None = None,
    called: Mapping[str, str] | None = None,
) -> Markup:
    """Write region_code, menu_id, proposals (count), amount_idr (rupiah; NaN = not known) as an HTML table.

    Rows in the order of `names`, also regions without proposals (dashes); columns in that of `menus`, id → heading.
    What belongs to no named region or menu stands under “Lainnya”, so that totals are those of the frame. Cells are
    shaded by count, or by amount where `amount`. Each row of a region carries its code in `data-daerah`.
    `leading` gives the address on Usulan that lists what a cell of a region and menu counts, "" for none; `called` the
    full name of a menu, where its heading is a short one.
    """
    rows, columns = _with_other(frame, "region_code", names), _with_other(frame, "menu_id", menus)
    placed = frame.assign(
        region_code=frame["region_code"].where(frame["region_code"].isin(list(names)), OTHER),
        menu_id=frame["menu_id"].where(frame["menu_id"].isin(list(menus)), OTHER),
    )
    sums, of_region, of_menu = (_sums(placed, by) for by in (["region_code", "menu_id"], ["region_code"], ["menu_id"]))
    top = max((_weight(cell, amount) for cell in sums.values()), default=0.0)
    body = []
    for code, name in rows.items():
        cells = [
            _cell((name, head), sums.get((code, menu)), top, amount, _leading(leading, code, menu))
            for menu, head in columns.items()
        ]
        total = _total(of_region.get((code,), _NOBODY), name)
        body.append(_row(name, [*cells, total], "" if code == OTHER else code))
    foot = [_total(of_menu.get((menu,), _NOBODY), head) for menu, head in columns.items()]
    last = _row(_TOTAL, [*foot, _total(_sums(placed.assign(every=""), ["every"]).get(("",), _NOBODY), _TOTAL)])
    kind = " ".join(["k-pm", *(["k-pm-wide"] if len(columns) > _MANY else []), *(["k-pm-idr"] if amount else [])])
    return Markup(
        '<div class="k-scroll"><table class="{}"><thead>{}</thead><tbody>{}</tbody><tfoot>{}</tfoot></table></div>'
    ).format(kind, _head(columns, called or {}), Markup("").join(body), last)


def _with_other(frame: pd.DataFrame, column: str, headings: Mapping[str, str]) -> dict[str, str]:
    """The headings, and one more where the frame has what none of them names."""
    return dict(headings) | ({} if frame[column].isin(list(headings)).all() else {OTHER: OTHER})


def _sums(rows: pd.DataFrame, by: list[str]) -> dict[tuple[str, ...], _Sum]:
    """Rows added up by their columns; an amount that is not known adds nothing and is remembered."""
    filled = rows[rows["proposals"].gt(0)]
    grouped = filled.groupby(by, sort=False)
    table = grouped.agg(proposals=("proposals", "sum"), amount_idr=("amount_idr", "sum"), known=("amount_idr", "count"))
    return {
        key if isinstance(key, tuple) else (key,): _Sum(int(count), float(amount) if known else None, known < size)
        for key, count, amount, known, size in zip(
            table.index, table["proposals"], table["amount_idr"], table["known"], grouped.size(), strict=True
        )
    }


def _weight(cell: _Sum, amount: bool) -> float:
    return (cell.amount_idr or 0.0) if amount else float(cell.proposals)


def _in_scale(value: float) -> str:
    """With one decimal; what is there never looks like nothing."""
    shown = units.number(value / _SCALE.divisor, 1)
    return "<0,1" if value > 0 and shown == units.number(0, 1) else shown


def _head(columns: Mapping[str, str], called: Mapping[str, str]) -> Markup:
    heads = Markup("").join(
        Markup('<th scope="col" title="{}"><span>{}</span></th>').format(called.get(menu, heading), heading)
        for menu, heading in columns.items()
    )
    return Markup(
        '<tr><th scope="col">Daerah</th>{}<th scope="col" class="k-pm-sum">{}<small>{}</small></th></tr>'
    ).format(heads, _TOTAL, _SUMS)


def _row(name: str, cells: Sequence[Markup], code: str = "") -> Markup:
    region = Markup(' data-daerah="{}"').format(code) if code else ""
    return Markup('<tr{}><th scope="row">{}</th>{}</tr>').format(region, name, Markup("").join(cells))


def _leading(leading: Callable[[str, str], str] | None, code: str, menu: str) -> str:
    """The address of a cell's list; empty where what it counts has no one region and menu."""
    return leading(code, menu) if leading and OTHER not in (code, menu) else ""


def _cell(where: tuple[str, str], cell: _Sum | None, top: float, amount: bool, to: str) -> Markup:
    """Count and amount of one region and menu, and how strong its shade is."""
    cell = cell or _NOBODY
    title = f"{where[0]}, {where[1]}: {cell.words}"
    if not cell.proposals:
        return Markup('<td class="k-pm-none" title="{}">{}</td>').format(title, units.MISSING)
    shade = _weight(cell, amount) / top if top else 0.0
    inside = _inside(cell)
    if to:
        inside = Markup('<a href="{}" data-page="usulan">{}</a>').format(to, inside)
    return Markup('<td style="--k-pm:{:.2f}" title="{}">{}</td>').format(shade, title, inside)


def _total(cell: _Sum, name: str) -> Markup:
    title = f"{name}: {cell.words}"
    if not cell.proposals:
        return Markup('<td class="k-pm-sum k-pm-none" title="{}">{}</td>').format(title, units.MISSING)
    return Markup('<td class="k-pm-sum" title="{}">{}</td>').format(title, _inside(cell))


def _inside(cell: _Sum) -> Markup:
    return Markup("<b>{}</b><small>{}</small>").format(units.number(cell.proposals), cell.short)
