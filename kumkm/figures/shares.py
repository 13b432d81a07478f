"""Need against proposals by region: what is needed is hollow, what is asked for full; verdicts are words, never a
colour alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kumkm.analysis import need
from kumkm.domain import units
from kumkm.figures.axes import value_axis
from kumkm.figures.columns import beside, column_head, key, number_room, region_margins
from kumkm.figures.dumbbells import Telling, dumbbells
from kumkm.figures.labels import missing_note, region_axis
from kumkm.figures.theme import Style, layout, text_width

UNDER = need.Service.UNDER.words
_RATIO = "rasio"


def shares(
    frame: pd.DataFrame,
    style: Style,
    *,
    names: Mapping[str, str],
    highlighted: Sequence[str] = (),
    height: int = 520,
) -> go.Figure:
    """Draw each region's share of need (hollow) and of proposals (full), the least served on top.

    `frame` has region_code, need_share_pct, proposal_share_pct (0-100), service (the verdict in words, as of
    `need.equity`). Regions come by proposals ÷ need, which stands at the right with the verdict; without any need there
    is no ratio.
    Regions with NaN in either are named below, not drawn.
    """
    known = _with_ratio(frame[frame["region_code"].isin(list(names))])
    absent = [name for code, name in names.items() if code not in set(known["region_code"])]
    spec = layout(style, height)
    room = number_room([units.percent(value, 1) for value in (*known["hollow"], *known["full"])], style)
    ratio_px, words_px = room + 6 + text_width([_RATIO], style.small_px), 16 + text_width([UNDER], style.small_px)
    spec["margin"] |= region_margins(known["region_code"], names, absent, style, room) | {"r": ratio_px + words_px}
    # dots need no line to stand on, and it would cross the number left of one near zero
    plain = {"ticksuffix": "%", "zeroline": False, "nticks": 4}
    spec["xaxis"] |= value_axis([*known["hollow"], *known["full"]], style) | plain
    spec["yaxis"] |= region_axis(known["region_code"].tolist(), names, highlighted, style, room)
    spec["annotations"] = [
        key("kebutuhan", "usulan", style),
        column_head(_RATIO, ratio_px, style),
        *(beside(y, text, ratio_px, style) for y, text in enumerate(_ratio_words(known))),
        *(_verdict(y, words, ratio_px + 16, style) for y, words in enumerate(known["service"])),
        *missing_note(absent, style, yanchor="top", yshift=-style.small_px - 14),
    ]
    traces = dumbbells(
        known,
        range(len(known)),
        style,
        Telling(names, highlighted, ("bagian kebutuhan", "bagian usulan"), lambda value: units.percent(value, 1)),
    )
    return go.Figure(data=traces, layout=spec)


def _with_ratio(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns region_code, hollow, full, service, ratio (∞ without need, 1 with neither).

    The least served last, as Plotly draws upwards.
    """
    known = frame.dropna(subset=["need_share_pct", "proposal_share_pct"])
    rows = pd.DataFrame(
        {
            "region_code": known["region_code"],
            "hollow": known["need_share_pct"].astype(float),
            "full": known["proposal_share_pct"].astype(float),
            "service": known["service"],
        }
    )
    rows = rows.assign(ratio=(rows["full"] / rows["hollow"]).fillna(1.0))
    return rows.sort_values(["ratio", "region_code"], ascending=False, ignore_index=True)


def _ratio_words(known: pd.DataFrame) -> list[str]:
    """The ratio, a dash where there is no need to divide by."""
    return [
        units.number(ratio, 2) if wanted > 0 else units.MISSING
        for ratio, wanted in zip(known["ratio"], known["hollow"], strict=True)
    ]


def _verdict(y: int, words: str, shift: int, style: Style) -> dict[str, Any]:
    strong = words == UNDER
    colour = style.palette.ink if strong else style.palette.muted
    text = f"<b>{words}</b>" if strong else words
    return beside(y, text, shift, style, colour=colour) | {"xanchor": "left"}
