"""Colours, type and the bare layout every figure starts from: the one home of the look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

FONT = "Public Sans"


@dataclass(frozen=True)
class Palette:
    """One theme's colours. `compared` are the colours of the second to fourth chosen region."""

    name: str
    paper: str
    surface: str
    ink: str
    muted: str
    faint: str
    line: str
    accent: str
    compared: tuple[str, str, str]
    bar: str
    below: str
    sequential: tuple[str, str, str, str, str]


LIGHT = Palette(
    name="light",
    paper="#FBFAF7",
    surface="#F2F0EA",
    ink="#16202A",
    muted="#55626F",
    faint="#868F97",
    line="#DEDBD3",
    accent="#C8481A",
    compared=("#7B4B9E", "#1F7A4C", "#946200"),
    bar="#7392AD",
    below="#A8772F",
    sequential=("#B5CDE0", "#86AECB", "#5788B0", "#2F6291", "#123C66"),
)
DARK = Palette(
    name="dark",
    paper="#10161D",
    surface="#1A232D",
    ink="#E8EDF2",
    muted="#9AA7B4",
    faint="#5F6F7E",
    line="#2A3642",
    accent="#FF9B54",
    compared=("#C79BE6", "#6FCF97", "#E3B341"),
    bar="#4F6F8C",
    below="#8A6A3E",
    sequential=("#24435E", "#2F6690", "#4A8DBB", "#7DB6D9", "#C4E3F4"),
)
PALETTES = {palette.name: palette for palette in (LIGHT, DARK)}


def roles(palette: Palette) -> dict[str, str]:
    """The palette's colours by the name the stylesheets know them under, without the two dashes."""
    named = {f"k-{name}": value for name, value in asdict(palette).items() if isinstance(value, str) and name != "name"}
    named |= {f"k-compared{place}": colour for place, colour in enumerate(palette.compared, 1)}
    return named | {f"k-tone{place}": colour for place, colour in enumerate(palette.sequential, 1)}


# Colour → its role in a stylesheet: a drawing that says roles is right in either theme and on paper.
ROLES = {colour.upper(): f"var(--{role})" for palette in PALETTES.values() for role, colour in roles(palette).items()}


def role_of(colour: str) -> str:
    """A colour of a palette as a stylesheet says it; any other as it is."""
    return ROLES.get(colour.upper(), colour)


SHAPES = ("circle", "square", "diamond", "triangle-up")


@dataclass(frozen=True)
class Style:
    """What a figure needs to know about the screen: its colours and the size of its type, in px."""

    palette: Palette
    text_px: int = 13

    @property
    def small_px(self) -> int:
        return self.text_px if self.text_px >= 18 else self.text_px - 1

    def mark(self, position: int) -> tuple[str, str]:
        """Colour and shape of the chosen region (0) or a compared one (1-3)."""
        colours = (self.palette.accent, *self.palette.compared)
        return colours[position], SHAPES[position]


def text_width(texts: Iterable[str], size: int) -> int:
    """Room for the longest text in px, so that margins are known before drawing: Plotly then draws once."""
    return round(0.56 * size * max((len(text) for text in texts), default=0))


def axis(colour: str, size: int) -> dict[str, Any]:
    """Tick labels in one colour and size."""
    return {"tickfont": {"color": colour, "size": size}}


def on_paper(text: str, colour: str, size: int, **place: Any) -> dict[str, Any]:
    """Words at a place of the figure (0-1 of its plot), not of its data; `place` are keys of a Plotly annotation."""
    return {
        "xref": "paper",
        "yref": "paper",
        "text": text,
        "showarrow": False,
        "borderpad": 0,
        "font": {"color": colour, "size": size},
        **place,
    }


def layout(style: Style, height: int, **more: Any) -> dict[str, Any]:
    """The layout every figure starts from: no template, no chrome, Indonesian separators.

    A plain dict, so that a figure is put together in one step: Plotly checks it once.
    """
    palette = style.palette
    base = {
        "gridcolor": palette.line,
        "zeroline": False,
        "linecolor": palette.line,
        "fixedrange": True,
    } | axis(palette.muted, style.small_px)
    return {
        "template": "none",
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "font": {"family": FONT, "size": style.text_px, "color": palette.ink},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": ",.",
        "showlegend": False,
        "xaxis": dict(base),
        "yaxis": dict(base),
        "dragmode": False,
        **more,
    }
