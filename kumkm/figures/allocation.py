"""A ceiling divided: what each region gets in the base case and in the scenario, and what the ceiling is spent on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kumkm.domain import units
from kumkm.figures.axes import value_axis
from kumkm.figures.columns import beside, column_head, key, number_room, region_margins
from kumkm.figures.dumbbells import Telling, dumbbells
from kumkm.figures.labels import region_axis
from kumkm.figures.theme import Style, layout, on_paper, text_width

NOTHING = "tidak memenuhi syarat"
_BASE, _SCENARIO, _CHANGE = "dasar", "skenario", "selisih"
_THIN_PX, _THICK_PX = 30, 56  # how high the bar of the ceiling is


# ---- by region -----------------------------------------------------------------------------------------------------


def before_after(
    frame: pd.DataFrame,
    style: Style,
    *,
    names: Mapping[str, str],
    highlighted: Sequence[str] = (),
    height: int = 520,
) -> go.Figure:
    """Draw the amount of each region in the base case (hollow) and in the scenario (full), the largest on top.

    `frame` has region_code, base_idr, scenario_idr (rupiah). 0 is a region that could have got something and does not;
    NaN in both, or no row, is one without an eligible proposal, which is said in words. The change stands at the right.
    Everything is in miliar rupiah, which is for the heading to say. Dots need no line to stand on, and a number at the
    left of one near zero would be crossed by it.
    """
    rows = _ordered(frame, list(names))
    known = rows.dropna(subset=["hollow", "full"], how="all")
    empty = len(rows) - len(known)
    scale = units.BILLIONS
    changes = [_change(before, after) for before, after in zip(known["hollow"], known["full"], strict=True)]
    known = known.assign(hollow=known["hollow"] / scale.divisor, full=known["full"] / scale.divisor)
    room = number_room([_amount(value) for value in (*known["hollow"], *known["full"])], style)
    column_px = room + 6 + text_width([_CHANGE, *changes], style.small_px)
    spec = layout(style, height)
    spec["margin"] |= region_margins(rows["region_code"], names, [], style, room) | {"r": column_px + 8}
    spec["xaxis"] |= value_axis([*known["hollow"], *known["full"]], style) | {"zeroline": False, "nticks": 4}
    spec["yaxis"] |= region_axis(rows["region_code"].tolist(), names, highlighted, style, room)
    spec["annotations"] = [
        key(_BASE, _SCENARIO, style),
        column_head(_CHANGE, column_px, style),
        *(_nothing(y, style) for y in range(empty)),
        *(beside(empty + y, text, column_px, style) for y, text in enumerate(changes)),
    ]
    traces = dumbbells(
        known,
        range(empty, len(rows)),
        style,
        Telling(names, highlighted, (f"{_BASE} ({scale.word} rupiah)", f"{_SCENARIO} ({scale.word} rupiah)"), _amount),
    )
    return go.Figure(data=traces, layout=spec)


def _ordered(frame: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """region_code, hollow, full for every code: those with nothing first, then by scenario, as Plotly draws upwards."""
    table = frame.set_index("region_code").reindex(codes)
    rows = pd.DataFrame(
        {
            "region_code": list(codes),
            "hollow": table["base_idr"].astype(float).tolist(),
            "full": table["scenario_idr"].astype(float).tolist(),
        }
    )
    return rows.sort_values(
        ["full", "hollow", "region_code"], ascending=[True, True, False], na_position="first", ignore_index=True
    )


def _amount(value: float) -> str:
    """In the scale of the figure; nothing is written without decimals."""
    return units.number(value, 1 if value else 0)


def _change(before: float, after: float) -> str:
    """`+4,4`, in miliar; what does not change is said so, what is not known is a dash."""
    if pd.isna(before) or pd.isna(after):
        return units.MISSING
    return "tetap" if before == after else units.number((after - before) / units.BILLIONS.divisor, 1, signed=True)


def _nothing(y: int, style: Style) -> dict[str, Any]:
    words = {"x": 0, "y": y, "text": NOTHING, "showarrow": False, "xanchor": "left", "xshift": 8, "borderpad": 0}
    return words | {"font": {"color": style.palette.muted, "size": style.small_px}, "bgcolor": style.palette.paper}


# ---- the ceiling ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Piece:
    """One stretch of the bar, in rupiah. `label` is written below it, `colour` None is the hatched rest."""

    name: str
    start: float
    length: float
    label: str
    colour: str | None = None


def budget_bar(parts: pd.DataFrame, style: Style, *, ceiling: float, height: int = 200, width: int = 1000) -> go.Figure:
    """Draw the ceiling as one bar from 0: what each menu takes, the largest first, and what is left over, hatched.

    `parts` has menu_words, amount_idr (rupiah; 0 and NaN are not drawn, NaN is named below). `ceiling` is in rupiah.
    Spending above the ceiling is drawn and said. `width` is the least width the figure will have, for placing labels;
    `height` grows where labels need it.
    """
    pieces = _pieces(parts, style)
    used = sum(piece.length for piece in pieces)
    end = max(used, ceiling) or 1.0
    if used < ceiling:
        pieces.append(_Piece("sisa", used, ceiling - used, f"<b>sisa {_rupiah(ceiling - used)}</b>"))
    unknown = parts.loc[parts["amount_idr"].isna(), "menu_words"].astype(str).tolist()
    right = _right_px(pieces, end, width, style)
    rows = _label_rows(pieces, (width - right - 8) / end, style)
    line = style.small_px + 8
    below = line * (max(rows, default=0) + 1) + 4
    edge = {"l": 8, "r": right, "t": style.text_px + 18, "b": 6 + (line if unknown else 0)}
    plot_px = max(height - edge["t"] - edge["b"], below + _THIN_PX)
    bar_px = min(plot_px - below, _THICK_PX)
    spec = layout(style, plot_px + edge["t"] + edge["b"], barmode="overlay")
    spec["margin"] |= edge
    spec["xaxis"] |= {"range": [0, end], "visible": False}
    spec["yaxis"] |= {"range": [bar_px - plot_px, bar_px], "visible": False}
    spec["annotations"] = [
        _summary(used, ceiling, style),
        *(_label(piece, row, line, style) for piece, row in zip(pieces, rows, strict=True)),
        *_unknown(unknown, style),
    ]
    spec["shapes"] = [*_poles(pieces, rows, line, style), _ceiling_mark(ceiling, bar_px, style)]
    return go.Figure(data=[_stack(pieces, bar_px, style)], layout=spec)


def _pieces(parts: pd.DataFrame, style: Style) -> list[_Piece]:
    known = parts[parts["amount_idr"].gt(0)].sort_values(["amount_idr", "menu_words"], ascending=[False, True])
    starts = known["amount_idr"].cumsum() - known["amount_idr"]
    tones = list(reversed(style.palette.sequential))
    return [
        _Piece(name, float(start), float(amount), f"{name} {_rupiah(amount)}", tones[min(place, len(tones) - 1)])
        for place, (name, start, amount) in enumerate(
            zip(known["menu_words"], starts, known["amount_idr"], strict=True)
        )
    ]


def _rupiah(value: float) -> str:
    scale = units.scale_for(value)
    decimals = 0 if scale.divisor <= units.MILLIONS.divisor else 1
    return units.quantity(value, units.RUPIAH, decimals, scale)


def _label_px(piece: _Piece, style: Style) -> int:
    bold = "<b>" in piece.label
    text = piece.label.removeprefix("<b>").removesuffix("</b>")
    return round(text_width([text], style.small_px) * (1.06 if bold else 1.0)) + 16


def _right_px(pieces: Sequence[_Piece], end: float, width: int, style: Style) -> int:
    """Room right of the bar, so that no label that begins below it ends outside the figure."""
    needed = [
        width - 8 - (width - 8 - _label_px(piece, style)) * end / piece.start for piece in pieces if piece.start > 0
    ]
    return max(8, round(max(needed, default=0.0)))


def _label_rows(pieces: Sequence[_Piece], px_per_rupiah: float, style: Style) -> list[int]:
    """The row of each label, 0 next to the bar: below every label that begins where this one still runs."""
    rows = [0] * len(pieces)
    for place in reversed(range(len(pieces))):
        reach = pieces[place].start * px_per_rupiah + _label_px(pieces[place], style)
        crossed = [
            rows[other] for other in range(place + 1, len(pieces)) if pieces[other].start * px_per_rupiah < reach
        ]
        rows[place] = max(crossed, default=-1) + 1
    return rows


def _label(piece: _Piece, row: int, line: int, style: Style) -> dict[str, Any]:
    return {
        "x": piece.start,
        "y": -line * row - 4,
        "text": piece.label,
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "top",
        "xshift": 6,
        "borderpad": 0,
        "font": {"color": style.palette.ink, "size": style.small_px},
    }


def _poles(pieces: Sequence[_Piece], rows: Sequence[int], line: int, style: Style) -> list[dict[str, Any]]:
    """From the beginning of each stretch down to its label."""
    stroke = {"type": "line", "line": {"color": style.palette.muted, "width": 1}}
    return [
        stroke | {"x0": piece.start, "x1": piece.start, "y0": 0, "y1": -line * (row + 1) + 2}
        for piece, row in zip(pieces, rows, strict=True)
    ]


def _stack(pieces: Sequence[_Piece], bar_px: int, style: Style) -> dict[str, Any]:
    """The stretches side by side, a thin line of paper between them; the rest is hatched."""
    palette = style.palette
    return {
        "type": "bar",
        "orientation": "h",
        "x": [piece.length for piece in pieces],
        "base": [piece.start for piece in pieces],
        "y": [bar_px / 2] * len(pieces),
        "width": bar_px,
        "marker": {
            "color": [piece.colour or palette.muted for piece in pieces],
            "pattern": {
                "shape": ["" if piece.colour else "/" for piece in pieces],
                "fillmode": "replace",
                "size": 7,
                "solidity": 0.25,
            },
            "line": {"width": 1, "color": palette.paper},
        },
        "text": [piece.name for piece in pieces],
        "textposition": "none",
        "hovertext": [_rupiah(piece.length) for piece in pieces],
        "hovertemplate": "%{text}: %{hovertext}<extra></extra>",
    }


def _ceiling_mark(ceiling: float, bar_px: int, style: Style) -> dict[str, Any]:
    """Where the ceiling ends."""
    line = {"color": style.palette.ink, "width": 2}
    return {"type": "line", "x0": ceiling, "x1": ceiling, "y0": -4, "y1": bar_px, "line": line}


def _summary(used: float, ceiling: float, style: Style) -> dict[str, Any]:
    share = f" ({units.percent(100 * used / ceiling, 1)})" if ceiling > 0 else ""
    text = f"Terpakai <b>{_rupiah(used)}</b> dari pagu {_rupiah(ceiling)}{share}"
    if used > ceiling:
        text += f" – melebihi pagu {_rupiah(used - ceiling)}"
    place = {"x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "yshift": 8}
    return on_paper(text, style.palette.ink, style.text_px, **place)


def _unknown(menus: Sequence[str], style: Style) -> list[dict[str, Any]]:
    if not menus:
        return []
    place = {"x": 0, "y": 0, "xanchor": "left", "yanchor": "top", "yshift": -4}
    return [on_paper(f"belum bernilai: {', '.join(menus)}", style.palette.muted, style.small_px, **place)]
