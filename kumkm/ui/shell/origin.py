"""Dari mana angka ini?: what stands behind one number, opened by a click on it wherever it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from kumkm.domain import units
from kumkm.domain.access import Permission
from kumkm.domain.indicators import INDICATORS, Formula, Indicator, companion_of
from kumkm.domain.measures import MEASURES
from kumkm.domain.secrecy import EXPLAINED, in_words
from kumkm.domain.view.selection import PROVINCE, Selection
from kumkm.narrative import clauses, reporting
from kumkm.ui.parts import beside, prose, simulation, sources, tables
from kumkm.ui.parts.html import join, place
from kumkm.ui.parts.quality import HEADINGS
from kumkm.ui.state import access, cache, inquiry

_ROWS, _CELLS = 50, 120
_LEFT_OUT = "tidak dirinci di layar rapat, atau untuk peran Anda"
_REFERENCE = "figures.csv"  # every reference figure stands in this file
_COUNTED = {"cooperatives_registered_units": "koperasi terdaftar", "cooperatives_active_units": "koperasi aktif"}
_ABOVE_WHOLE = (
    "Di atas 100%: bagiannya lebih besar dari keseluruhannya. Salah satu kirimannya keliru; lihat temuan V75 di "
    "halaman Kualitas."
)
_BODIES = {"cooperatives": "koperasi", "enterprises": "usaha"}


def answer(selection: Selection) -> None:
    """Open the panel if a number was asked about.

    The question is forgotten only once the panel stands: a run that Streamlit breaks off for another, because
    something else on the page moved meanwhile, leaves it to that one.
    """
    question = inquiry.question()
    if question is None:
        return
    try:
        _panel(*question, records=_may_see_records(selection, question[1]))
    except Exception:
        inquiry.forget()
        raise
    inquiry.forget()


def _may_see_records(selection: Selection, region_code: str) -> bool:
    """What single bodies reported is for who may see it, of that region; the wall is not the place for it."""
    return not selection.screen and access.may(Permission.RECORDS, region_code)


@st.dialog("Dari mana angka ini?", width="large")
def _panel(indicator_id: str, region_code: str, year: int, *, records: bool) -> None:
    """`records` False leaves out what single bodies reported."""
    indicator = INDICATORS[indicator_id]
    where: dict[str, str | int] = {"indicator_id": indicator_id, "region_code": region_code, "year": year}
    facts = cache.read("value_facts", **where).iloc[0]
    _head(indicator, region_code, year, facts)
    _definition(indicator, region_code, year, facts)
    _quality(where, records=records)
    cells = cache.read("provenance", **where)
    _cells(cells[cells["used"]], indicator, "sel")
    _records(cache.read("provenance_rows", **where, most=_ROWS), indicator, records=records)
    _cells(cells[~cells["used"]], indicator, "sel lain yang menyebut hal yang sama, tidak dipakai")
    sources.footer(_colophon(facts))


def _head(indicator: Indicator, region_code: str, year: int, facts: pd.Series[Any]) -> None:
    area = "Sulawesi Tenggara" if region_code == PROVINCE else cache.regions().by_code[region_code].name
    value = clauses.value_text(indicator, facts["value"], facts["status"])
    marks = [Markup("<i>{}</i>").format(str(facts["status_words"]))]
    if facts["simulated"]:
        marks.append(simulation.SIMULATED)
    if isinstance(facts["grade"], str):
        score = units.number(float(facts["score"]), 0)
        marks.append(Markup("<i>mutu data {} ({})</i>").format(facts["grade"], score))
    head = Markup('<section class="k-origin"><p>{} · {} · {}</p><b>{}</b><span>{}</span></section>')
    place(head.format(indicator.label, area, year, value, join(marks)))


def _definition(indicator: Indicator, region_code: str, year: int, facts: pd.Series[Any]) -> None:
    rows = [("Definisi", indicator.definition), ("Rumus", indicator.formula_text)]
    if _is_above_whole(indicator, facts):
        rows.append(("Tidak diterbitkan", _ABOVE_WHOLE))
    if facts["status"] == "suppressed":
        rows.append(("Dirahasiakan", EXPLAINED))
    if rule := beside.rule_in_force(indicator):
        rows.append(("Aturan", rule))
    sum_of = _arithmetic(indicator, facts)
    if sum_of:
        rows.append(("Hitungan", sum_of))
    if isinstance(facts["basis"], str):
        rows.append(("Dasar", sources.BASIS_WORDS[facts["basis"]]))
    if contributors := reporting.reported(indicator, facts):
        rows.append(("Penyumbang", contributors))
    elif pd.notna(facts["asked"]):
        rows.append(("Jawaban", _answers(indicator, facts)))
    elif pd.notna(facts["contributors"]):
        rows.append(("Penyumbang", f"{units.number(float(facts['contributors']))} koperasi, usaha, atau debitur"))
    if target := beside.target_words(indicator, region_code, year):
        rows.append(("Target", target))
    if indicator.caveat:
        rows.append(("Catatan", indicator.caveat))
    if (other := companion_of(indicator.id)) is not None:
        rows.append(("Bandingkan", f"{other[0].label}. {other[1]}"))
    if isinstance(facts["corrections"], str):
        rows.append(("Koreksi", facts["corrections"]))
    if isinstance(facts["accepted_words"], str):
        rows.append(("Kata yang diterima", f"{facts['accepted_words']}: tidak dikenal, dibaca atas izin petugas"))
    place(prose.definitions_html(rows))


def _is_above_whole(indicator: Indicator, facts: pd.Series[Any]) -> bool:
    """A share above 100 % has no value; what is asked here is why (finding V75)."""
    return (
        indicator.is_part_of_whole and pd.isna(facts["value"]) and facts["numerator_value"] > facts["denominator_value"]
    )


def _answers(indicator: Indicator, facts: pd.Series[Any]) -> str:
    """How many answered what the numerator counts; who did not is unknown, not "no"."""
    answered, questioned = (units.number(float(facts[name])) for name in ("answered", "asked"))
    return f"diisi oleh {answered} dari {questioned} {_BODIES[MEASURES[indicator.numerator].subject]}"


def _arithmetic(indicator: Indicator, facts: pd.Series[Any]) -> str:
    """The division with its numbers; empty where there is none to show."""
    above, below = facts["numerator_value"], facts["denominator_value"]
    if indicator.formula not in (Formula.RATIO, Formula.CHANGE) or pd.isna(above) or pd.isna(below):
        return ""
    text = f"{_plain(above)} ÷ {_plain(below)}"
    if indicator.formula is Formula.CHANGE:
        return f"{text} − 1 = {indicator.text(float(facts['value']))}"
    factor = "" if indicator.factor == 1.0 else f" × {units.number(indicator.factor)}"
    return f"{text}{factor} = {indicator.text(float(facts['value']))}"


def _plain(value: float) -> str:
    return units.number(value, 0 if float(value).is_integer() else 2)


def _cells(rows: pd.DataFrame, indicator: Indicator, what: str) -> None:
    """Printed figures and cells of recaps, per ingredient."""
    for measure_id, name in _ingredients(indicator):
        mine = rows[rows["measure_id"] == measure_id]
        if mine.empty:
            continue
        prose.heading(name, _count(len(mine), _CELLS, what))
        tables.html_table(cells_table(mine.head(_CELLS)).drop(columns="Dipakai"), right=["Angka tercetak"])


def cells_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Printed figures and cells of recaps as they are listed for a reader."""
    return pd.DataFrame(
        {
            "Dipakai": ["ya" if used else "tidak" for used in rows["used"]],
            "Daerah": rows["region_name"],
            "Tahun": rows["year"].astype(str),
            "Angka tercetak": rows["printed_value"],
            "Satuan": rows["printed_unit"],
            "Periode": rows["period"].fillna("–"),
            "Berkas › lembar › sel": [_place(row) for row in rows.itertuples()],
            "Judul kolom": rows["heading"].fillna("–"),
            "Sumber": rows["publisher"] + ", " + rows["title"],
            "Dimuat": [f"{day:%d-%m-%Y}" for day in rows["loaded_on"]],
        }
    )


def _place(row: Any) -> str:
    """File, sheet and cell, or the row where no column is known; reference figures stand in the project's own file."""
    file = f"data/reference/{row.file}" if row.file == _REFERENCE else str(row.file)
    sheet = str(row.sheet) if isinstance(row.sheet, str) else ""
    where = row.cell if isinstance(row.cell, str) else "" if pd.isna(row.row_number) else f"baris {int(row.row_number)}"
    return " › ".join(part for part in (file, sheet, where) if part)


def _records(rows: pd.DataFrame, indicator: Indicator, *, records: bool) -> None:
    """Rows of lists and extracts, the largest first."""
    for measure_id, name in _ingredients(indicator):
        mine = rows[rows["measure_id"] == measure_id]
        if mine.empty:
            continue
        every = int(mine["every"].iloc[0])
        files = ", ".join(sorted(set(mine["file"])))
        if not records:
            prose.heading(name, f"{units.number(every)} baris dalam {files}; {_LEFT_OUT}")
            continue
        prose.heading(f"{name}: baris daftar", _count(every, len(mine), "baris"))
        tables.html_table(_records_table(mine), right=["Sumbangan"])


def _records_table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Nama": rows["name"],
            "Daerah": rows["region_name"],
            "Sumbangan": [_plain(value) if pd.notna(value) else "r" for value in rows["value"]],
            "Berkas › lembar › sel": [_place(row) for row in rows.itertuples()],
            "Judul kolom": rows["heading"].fillna("–"),
        }
    )


def _quality(where: Mapping[str, str | int], *, records: bool) -> None:
    """Of a figure of quality: the counts it was made of, and the findings behind what is not in order."""
    parts = cache.read("quality_parts", **where)
    if parts.empty:
        return
    prose.heading("Hitungan di baliknya", "jumlah kolom Sumbangan adalah angka di atas")
    right = ["Beres", "Dari", "Bobot", "Sumbangan"]
    tables.html_table(quality_table(parts), right=right)
    findings = cache.read("quality_findings", **where, most=_ROWS)
    if findings.empty:
        return
    every = int(findings["every"].iloc[0])
    if not records:
        prose.heading("Temuan", f"{units.number(every)} temuan; {_LEFT_OUT}")
        return
    prose.heading("Temuan di baliknya", _count(every, len(findings), "temuan"))
    tables.html_table(
        pd.DataFrame(
            {
                "Tingkat": findings["severity"],
                "Aturan": findings["rule"],
                "Daerah": findings["region_name"],
                "Berkas › lembar › sel": [_place(row) for row in findings.itertuples()],
                "Judul kolom": findings["heading"].fillna("–"),
                "Keterangan": findings["message"].map(in_words),
            }
        )
    )


def quality_table(parts: pd.DataFrame) -> pd.DataFrame:
    """The read `quality_parts` as it is listed for a reader; a weight only where several headings are weighed."""
    table = pd.DataFrame(
        {
            "Ukuran": [_heading_of(row) for row in parts.itertuples()],
            "Daerah": parts["region_name"],
            "Berkas": parts["files"].fillna("–"),
            "Beres": [_plain(value) for value in parts["good"]],
            "Dari": [_plain(value) for value in parts["every"]],
            "Bobot": [units.number(value, 1) for value in parts["weight"]],
            "Sumbangan": [units.percent(value, 2) for value in parts["adds"]],
        }
    )
    return table if parts["weight"].notna().any() else table.drop(columns="Bobot")


def _heading_of(row: Any) -> str:
    what = HEADINGS[row.heading]
    label = f"{what.plain} ({what.counted})"
    return f"{label}: {_COUNTED[row.counted]}" if isinstance(row.counted, str) else label


def _ingredients(indicator: Indicator) -> list[tuple[str, str]]:
    if indicator.denominator is None:
        printed = [(indicator.published, "Angka terbitan")] if indicator.published else []
        return [(indicator.numerator, "Angka di baliknya"), *printed]
    if indicator.denominator == indicator.numerator:
        return [(indicator.numerator, "Angka di baliknya")]
    return [(indicator.numerator, "Pembilang"), (indicator.denominator, "Penyebut")]


def _count(every: int, shown: int, what: str) -> str:
    if every <= shown:
        return f"{units.number(every)} {what}"
    return f"{units.number(shown)} dari {units.number(every)} {what}"


def _colophon(facts: pd.Series[Any]) -> str:
    built = pd.Timestamp(facts["built_at"]) + pd.Timedelta(hours=8)
    return f"Versi data {facts['build_id']}, dibangun {built:%d-%m-%Y %H.%M} WITA."
