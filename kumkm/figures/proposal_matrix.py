"""Proposals as a table: a row per region, a column per menu, how many and for how much, in HTML.

Colours and sizes come from the stylesheet (classes `k-pm…`); a cell says its shade as a number between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from kumkm.domain import units
from kumkm.figures.theme import Style

OTHER = "Lainnya"
_TOTAL = "Seluruhnya"
_NO_AMOUNT = "tanpa nilai"
_MANY = 6  # more columns than this are a wide table


@dataclass(frozen=True)
class _Sum:
    """Proposals of one cell, row or column. `amount_idr` is None where none is known; `partly`: some are not."""

    proposals: int
    amount_idr: float | None
    partly: bool

    @property
    def short(self) -> str:
        """`Rp5,4 miliar`; `≥` before it where some amounts are not known."""
        if self.amount_idr is None:
            return _NO_AMOUNT if self.proposals else units.MISSING
        return ("≥ " if self.partly else "") + _rupiah(self.amount_idr)

    @property
    def words(self) -> str:
        if not self.proposals:
            return "tidak ada usulan"
        note = " (sebagian belum bernilai)" if self.partly and self.amount_idr is not None else ""
        return f"{units.number(self.proposals)} usulan, {self.short.removeprefix('≥ ')}{note}"


def proposal_matrix(
    frame: pd.DataFrame,
    *,
    names: Mapping[str, str],
    menus: Mapping[str, str],
    amount: bool,
    style: Style | None = None,
    highlighted: Sequence[str] = (),
    leading: Callable[[str, str], str] | None = None,
) -> Markup:
    """Write region_code, menu_id, proposals (count), amount_idr (rupiah; NaN = not known) as an HTML table.

    Rows in the order of `names`, also regions without proposals (dashes); columns in that of `menus`, id → heading.
    What belongs to no named region or menu stands under “Lainnya”, so that totals are those of the frame. Cells are
    shaded by count, or by amount where `amount`. With `style`, highlighted regions are named in their colours.
    `leading` gives the address on Usulan that lists what a cell of a region and menu counts.
    """
    rows, columns = _with_other(frame, "region_code", names), _with_other(frame, "menu_id", menus)
    placed = frame.assign(
        region_code=frame["region_code"].where(frame["region_code"].isin(list(names)), OTHER),
        menu_id=frame["menu_id"].where(frame["menu_id"].isin(list(menus)), OTHER),
    )
    sums = {key: _sum(part) for key, part in placed.groupby(["region_code", "menu_id"], sort=False)}
    top = max((_weight(cell, amount) for cell in sums.values()), default=0.0)
    lit = {code: style.mark(position)[0] for position, code in enumerate(highlighted)} if style else {}
    body = []
    for code, name in rows.items():
        cells = [
            _cell((name, head), sums.get((code, menu)), top, amount, _leading(leading, code, menu))
            for menu, head in columns.items()
        ]
        total = _total(_sum(placed[placed["region_code"] == code]), name)
        body.append(_row(name, [*cells, total], lit.get(code)))
    foot = [_total(_sum(placed[placed["menu_id"] == menu]), head) for menu, head in columns.items()]
    last = _row(_TOTAL, [*foot, _total(_sum(placed), _TOTAL)], None)
    kind = " ".join(["k-pm", *(["k-pm-wide"] if len(columns) > _MANY else []), *(["k-pm-idr"] if amount else [])])
    return Markup(
        '<div class="k-scroll"><table class="{}"><thead>{}</thead><tbody>{}</tbody><tfoot>{}</tfoot></table></div>'
    ).format(kind, _head(columns), Markup("").join(body), last)


def _with_other(frame: pd.DataFrame, column: str, headings: Mapping[str, str]) -> dict[str, str]:
    """The headings, and one more where the frame has what none of them names."""
    return dict(headings) | ({} if frame[column].isin(list(headings)).all() else {OTHER: OTHER})


def _sum(part: pd.DataFrame) -> _Sum:
    """Rows added up; an amount that is not known adds nothing and is remembered."""
    asked = part[part["proposals"].gt(0)]
    amounts = asked["amount_idr"].dropna()
    return _Sum(
        int(asked["proposals"].sum()),
        float(amounts.sum()) if len(amounts) else None,
        len(amounts) < len(asked),
    )


def _weight(cell: _Sum, amount: bool) -> float:
    return (cell.amount_idr or 0.0) if amount else float(cell.proposals)


def _rupiah(value: float) -> str:
    scale = units.scale_for(value)
    decimals = 0 if scale.divisor <= units.MILLIONS.divisor or value >= 100 * scale.divisor else 1
    return units.quantity(value, units.RUPIAH, decimals, scale)


def _head(columns: Mapping[str, str]) -> Markup:
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(heading) for heading in columns.values())
    return Markup('<tr><th scope="col">Daerah</th>{}<th scope="col" class="k-pm-sum">{}</th></tr>').format(
        heads, _TOTAL
    )


def _row(name: str, cells: Sequence[Markup], colour: str | None) -> Markup:
    kind = Markup(' class="k-pm-on"') if colour else ""
    style = Markup(' style="color:{}"').format(colour) if colour else ""
    return Markup('<tr{}><th scope="row"{}>{}</th>{}</tr>').format(kind, style, name, Markup("").join(cells))


def _leading(leading: Callable[[str, str], str] | None, code: str, menu: str) -> str:
    """The address of a cell's list; empty where what it counts has no one region and menu."""
    return leading(code, menu) if leading and OTHER not in (code, menu) else ""


def _cell(where: tuple[str, str], cell: _Sum | None, top: float, amount: bool, to: str) -> Markup:
    """Count and amount of one region and menu, and how strong its shade is."""
    cell = cell or _Sum(0, None, False)
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
