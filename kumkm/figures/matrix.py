"""Location quotients as a table: a row per region, a column per sector, tinted away from 1, in HTML.

Colours and sizes come from the stylesheet (classes `k-lq…`); a cell says its tint as a number between −1 and 1.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from kumkm.domain import units

_MANY = 6  # more columns than this are a wide table
_FULL = 3.0  # a quotient this many times above or below 1 has the full tint


def quotient_table(
    frame: pd.DataFrame,
    *,
    names: Mapping[str, str],
    sectors: Mapping[str, str] | None = None,
) -> Markup:
    """Write `specialisation.location_quotient` (region_code, sector, share_pct, lq, basis) as an HTML table.

    Rows in the order of `names`, columns in that of `sectors` (sector → heading), or as they come. A basis sector
    (quotient above 1) is bold; a cell without a quotient is a dash, a region without any row says so in words. Each row
    carries its region's code in `data-daerah`.
    """
    headings = dict(sectors) if sectors is not None else {str(name): str(name) for name in frame["sector"].unique()}
    cells = {(row["region_code"], row["sector"]): row for row in frame.to_dict("records")}
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(heading) for heading in headings.values())
    kind = "k-lq k-lq-wide" if len(headings) > _MANY else "k-lq"
    rows = [_row(code, name, cells, headings) for code, name in names.items()]
    return Markup(
        '<div class="k-scroll"><table class="{}"><thead><tr><th scope="col">Daerah</th>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>"
    ).format(kind, head, Markup("").join(rows))


def _row(
    code: str,
    name: str,
    cells: Mapping[tuple[str, str], Mapping[Any, Any]],
    headings: Mapping[str, str],
) -> Markup:
    known = [(heading, cells.get((code, sector))) for sector, heading in headings.items()]
    if not any(cell is not None for _, cell in known):
        body = Markup('<td class="k-lq-none" colspan="{}">belum ada data</td>').format(len(headings))
    else:
        shares = [math.nan if cell is None else float(cell["share_pct"]) for _, cell in known]
        shown = units.parts_shown(shares, 1) if math.isclose(sum(shares), 100) else shares
        pairs = zip(known, shown, strict=True)
        body = Markup("").join(_cell(name, heading, cell, part) for (heading, cell), part in pairs)
    return Markup('<tr data-daerah="{}"><th scope="row">{}</th>{}</tr>').format(code, name, body)


def _cell(name: str, heading: str, cell: Mapping[Any, Any] | None, part: float) -> Markup:
    """The quotient, its share of the region small beside it, and how far from 1 it is."""
    if cell is None or pd.isna(cell["lq"]):
        return Markup('<td class="k-lq-none">{}</td>').format(units.MISSING)
    quotient, share = float(cell["lq"]), units.percent(part, 1)
    text = units.number(quotient, 2)
    number = (Markup("<b>{}</b>") if cell["basis"] else Markup("<i>{}</i>")).format(text)
    side = "k-lq-up" if quotient > 1 else "k-lq-down"
    title = f"{name}, {heading}: LQ {text}, {share} dari daerah ini"
    return Markup('<td class="{}" style="--k-lq:{}" title="{}">{}<small>{}</small></td>').format(
        side, _tint(quotient), title, number, share
    )


def _tint(quotient: float) -> str:
    """How strong the tint is, 0 at a quotient of 1 and 1 at three times or a third of it; ratios count alike."""
    distance = 1.0 if quotient <= 0 else min(1.0, abs(math.log(quotient)) / math.log(_FULL))
    return f"{distance:.2f}"
