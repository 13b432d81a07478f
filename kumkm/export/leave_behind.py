"""The leave-behind: one HTML file without a network, opened on a phone from a message: map, tables, sentences, search.

Everything the page shows comes finished in its data; its script sorts, filters and colours. The page itself is
`static/leave/page.html`.
"""

from __future__ import annotations

import json
import math
from itertools import pairwise
from typing import Any, Final

import pandas as pd

from kumkm.analysis import classes, pipeline
from kumkm.domain import units
from kumkm.domain.indicators import DEFAULT, INDICATORS, Indicator
from kumkm.domain.outlines import Ring
from kumkm.domain.secrecy import EXPLAINED, SECRET
from kumkm.domain.view.selection import PROVINCE
from kumkm.errors import UsageError
from kumkm.export.contents import SUPPRESSED, Contents
from kumkm.export.downloads import SIMULATED
from kumkm.narrative import proposal_sentences, sentences
from kumkm.narrative.clauses import PROVINCE_NAME

_YEARS: Final = 4  # of each indicator, the latest
_TABS: Final = (("angka", "Angka"), ("daerah", "Daerah"), ("usulan", "Usulan"), ("catatan", "Catatan"))
_HOLE: Final = "__DATA__"


def leave_behind(contents: Contents, page: str) -> bytes:
    """The file, of the province with every region; `page` is the page with a place for the data.

    Raises UsageError for an unknown region, or without outlines.
    """
    contents.refuse_unknown_region()
    if contents.outlines is None:
        raise UsageError("Peta tidak dapat digambar tanpa batas wilayah.")
    text = json.dumps(_content(contents), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # Closed to text that would end the script it stands in.
    closed = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    before, after = page.split(_HOLE)
    return f"{before}{closed}{after}".encode()


def _content(contents: Contents) -> dict[str, Any]:
    outlines, build = contents.outlines, contents.build
    assert outlines is not None
    indicators = {key: data for key in INDICATORS if (data := _indicator(contents, INDICATORS[key])) is not None}
    if not indicators:
        raise UsageError("Belum ada angka untuk dibawa pulang.")
    summary, rows, are_simulated = _proposals(contents)
    sources = "; ".join(dict.fromkeys(map(str, contents.read("sources")["publisher"])))
    return {
        "title": f"Data KUMKM {PROVINCE_NAME}",
        "facts": f"Versi data {build['build_id']}, dibuat {build['built_at']:%d-%m-%Y %H.%M} UTC.",
        "simulated": are_simulated or any(item["simulated"] for item in indicators.values()),
        "tabs": _TABS,
        "first": DEFAULT if DEFAULT in indicators else next(iter(indicators)),
        "region": next(iter(contents.local)) if contents.region_code == PROVINCE else contents.region_code,
        "regions": [[code, name, _path(outlines.rings.get(code, []))] for code, name in contents.local.items()],
        "width": round(outlines.width),
        "height": round(outlines.height),
        "indicators": indicators,
        "asked": summary,
        "proposals": rows,
        "notes": [
            (SECRET, EXPLAINED),
            ("belum ada data", "Bukan nol: belum ada yang mengirimnya."),
            (SIMULATED, "Angka dibuat untuk mencoba sistem, bukan data nyata."),
            ("Sumber", sources),
            ("Peta", " ".join(filter(None, (outlines.note, outlines.attribution)))),
        ],
    }


def _indicator(contents: Contents, indicator: Indicator) -> dict[str, Any] | None:
    """Its latest years: values and words of every area, sentences and map classes; None where it has no value."""
    panel = contents.read("indicator_panel", indicator_id=indicator.id)
    panel = panel[panel["region_code"].isin([PROVINCE, *contents.local])]
    known = sorted(int(year) for year in panel.loc[panel["value"].notna(), "year"].unique())
    years = [year for year in known if year <= contents.year][-_YEARS:] or known[-_YEARS:]
    if not years:
        return None
    rows = {(str(row["region_code"]), int(row["year"])): row for row in panel.to_dict("records")}
    classed = [_classes(panel, indicator, year) for year in years]
    return {
        "label": indicator.label,
        "short": indicator.short_label,
        "unit": indicator.unit_text or indicator.unit.name,
        "topic": indicator.topic,
        "years": years,
        "rows": {
            code: [_cell(rows.get((code, year)), indicator) for year in years] for code in (PROVINCE, *contents.local)
        },
        "said": [_headline(contents, indicator, year, rows.get((PROVINCE, year))) for year in years],
        "edges": [edges for edges, _ in classed],
        "words": [words for _, words in classed],
        "simulated": bool(panel.loc[panel["year"].isin(years), "simulated"].any()),
    }


def _cell(row: Any, indicator: Indicator) -> list[Any] | None:
    """Value and words; a mark in place of what is withheld; None for no data."""
    if row is None:
        return None
    if row["status"] == SUPPRESSED:
        return [None, SECRET]
    value = float(row["value"])
    return None if math.isnan(value) else [value, indicator.number(value)]


def _headline(contents: Contents, indicator: Indicator, year: int, province: Any) -> str:
    frame = contents.read("indicator_by_region", indicator_id=indicator.id, year=year)
    value = None if province is None else float(province["value"])
    period = "" if province is None else sentences.part_of_year(pd.Series(province))
    return sentences.headline(frame, indicator, year, PROVINCE, value, period).text


def _classes(panel: pd.DataFrame, indicator: Indicator, year: int) -> tuple[list[float], list[str]]:
    """Edges in base units and their words, as the map of the dashboard has them."""
    of_year = panel[(panel["year"] == year) & (panel["region_code"] != PROVINCE)]["value"].dropna()
    if of_year.empty:
        return [], []
    scale = classes.of_indicator(of_year.tolist(), indicator)
    edges = [edge * indicator.scale.divisor for edge in scale.edges]
    words = [f"{indicator.number(low)}–{indicator.number(high)}" for low, high in pairwise(edges)]
    return edges, words


def _path(rings: Any) -> str:
    return "".join(_ring(ring) for ring in rings)


def _ring(ring: Ring) -> str:
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in ring) + "Z"


def _proposals(contents: Contents) -> tuple[str, list[dict[str, Any]], bool]:
    """A sentence on the delivered proposals of the latest budget year, and each of them."""
    every = contents.read("proposals")
    every = every[~every["published"]]
    if every.empty:
        return "Belum ada usulan.", [], False
    year = int(every["budget_year"].max())
    proposals = pipeline.chosen(every, year=year).sort_values(["region_code", "proposal_id"])
    rows = [
        {
            "region": contents.local.get(str(row.region_code), "Provinsi"),
            "title": str(row.title),
            "menu": "" if pd.isna(row.menu) else str(row.menu),
            "stage": str(row.stage_words),
            "amount": None if pd.isna(row.proposed_idr) else float(row.proposed_idr),
            "text": None if pd.isna(row.proposed_idr) else units.quantity(float(row.proposed_idr), units.RUPIAH),
        }
        for row in proposals.itertuples()
    ]
    summary = proposal_sentences.distribution(proposals, year, contents.local).text
    return summary, rows, bool(proposals["simulated"].any())
