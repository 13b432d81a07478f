"""The deck is native and says what the reads say: every digit, nothing withheld, everything simulated marked."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
from decks import charts, every_shape, in_notes, named, on, opened, texts, topic
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Inches

from kumkm.domain.indicators import INDICATORS
from kumkm.domain.meeting import THEME
from kumkm.domain.outlines import Outlines
from kumkm.errors import InputError, UsageError
from kumkm.export import fitting
from kumkm.export.contents import Contents
from kumkm.export.deck import TEMPLATE, deck
from kumkm.figures.theme import LIGHT
from kumkm.geo import outlines
from kumkm.warehouse import connection, reads
from kumkm.warehouse.connection import Published

Made = Callable[..., Any]
BARS = {
    "PERTUMBUHAN PDRB": "grdp_growth",
    "KOPERASI AKTIF": "cooperatives_active",
    "RAPAT ANGGOTA TAHUNAN": "rat_share",
    "KREDIT USAHA RAKYAT": "kur_disbursed",
}


@pytest.fixture(scope="module")
def drawn(project: Any) -> Outlines:
    return outlines.load(project, step=0.8, least=4)


@pytest.fixture(scope="module")
def made(ask: Any, regions: Any, drawn: Outlines) -> Made:
    def make(region: str = "74", year: int = 2023, read: Any = ask, template: bytes | None = None) -> bytes:
        return deck(Contents(read, regions, year, region, drawn), template)

    return make


@pytest.fixture(scope="module")
def whole(made: Made) -> bytes:
    return bytes(made())


@pytest.fixture(scope="module")
def slides(whole: bytes) -> list[Any]:
    return list(opened(whole).slides)


# ---- what it holds


def test_the_province_has_its_topics_a_slide_for_each_region_and_its_sources(
    slides: list[Any], regions: Any, names: dict[str, str]
) -> None:
    topics = [topic(slide) for slide in slides]
    first = ["ENAM ANGKA", *list(BARS)[:2], "PETA KOPERASI AKTIF", *list(BARS)[2:], "SIAPA BELUM LAPOR",
             "USULAN MENURUT MENU", "ALUR USULAN", "KEBUTUHAN DAN USULAN"]  # fmt: skip
    own = [regions.by_code[code].name.upper() for code in names]
    assert topics[1:] == [*first, *own, "KETERANGAN SUMBER", "CARA MEMBACA"]
    assert slides[0].shapes.title.text_frame.text.replace("\u00a0", " ") == THEME


def test_one_region_has_a_deck_of_its_own_with_the_province_beside_it(made: Made) -> None:
    own = list(opened(made("74.01")).slides)
    assert len(own) >= 6
    assert "Kabupaten Kolaka, Sulawesi Tenggara 2023" in list(texts(own[0]))
    (table,) = named(on(own, "DUA BELAS ANGKA"), "Angka")
    assert [cell.text for cell in table.table.rows[0].cells][1:4] == ["Kolaka", "Waktu", "Sultra"]
    said = [text for slide in own for text in texts(slide)]
    assert any("seluruh Sultra Rp4,0 triliun" in text for text in said)


def test_every_slide_has_a_title_a_strip_and_notes(slides: list[Any], read: Any) -> None:
    build_id = read("build_info")["build_id"].iloc[0]
    for number, slide in enumerate(slides, start=1):
        assert slide.shapes.title.text_frame.text, number
        (strip,) = named(slide, "Strip")
        source, period = (paragraph.text for paragraph in strip.text_frame.paragraphs)
        assert source.startswith("Sumber: ")
        assert len(source) > len("Sumber: ")
        assert "Periode " in period
        assert f"Versi data {build_id}" in period
        assert named(slide, "Nomor")[0].text_frame.text == f"{number}/{len(slides)}"
        assert "Sumber: " in in_notes(slide)


def test_the_titles_are_sentences_on_two_lines_of_28_points_at_least(slides: list[Any]) -> None:
    for slide in slides[1:]:
        title = slide.shapes.title
        (run,) = title.text_frame.paragraphs[0].runs
        assert 28 <= run.font.size.pt <= 32
        assert run.text.endswith(".")
        assert fitting.lines(run.text, run.font.size.pt, title.width / Inches(1), bold=True) <= 2, run.text


# ---- numbers


@pytest.mark.parametrize("wanted", BARS)
def test_a_chart_has_every_region_in_one_series_to_the_last_digit(
    slides: list[Any], read: Any, names: dict[str, str], wanted: str
) -> None:
    frame = read("indicator_by_region", indicator_id=BARS[wanted], year=2023)
    expected = dict(zip(frame["region_name"], frame["value"], strict=True))
    chart = charts(on(slides, wanted))[0]
    (series,) = chart.plots[0].series
    categories = list(chart.plots[0].categories)
    assert len(categories) == len(names) == 17
    assert dict(zip(categories, series.values, strict=True)) == expected
    assert list(series.values) == sorted(series.values, reverse=True)


def test_the_workbook_behind_a_chart_has_the_same_numbers(slides: list[Any]) -> None:
    for slide in slides:
        for chart in charts(slide):
            page = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
            rows = list(page.iter_rows(min_row=2, values_only=True))
            assert [row[0] for row in rows] == list(chart.plots[0].categories)
            for at, series in enumerate(chart.plots[0].series, start=1):
                assert [row[at] for row in rows] == list(series.values)


def test_the_amounts_of_menus_add_up_to_what_is_asked_for(slides: list[Any], read: Any) -> None:
    proposals = read("proposals")
    mine = proposals[(proposals["budget_year"] == 2025) & ~proposals["published"] & proposals["submitted"].eq(True)]
    (series,) = charts(on(slides, "USULAN MENURUT MENU"))[0].plots[0].series
    assert sum(series.values) == pytest.approx(mine["proposed_idr"].sum(), rel=1e-12)
    (table,) = named(on(slides, "USULAN MENURUT MENU"), "Usulan menurut menu")
    counts = [int(row.cells[1].text) for row in list(table.table.rows)[1:]]
    assert sum(counts) == len(mine)


def test_need_and_proposals_have_all_regions_and_shares_that_add_up(slides: list[Any], names: dict[str, str]) -> None:
    tables = named(on(slides, "KEBUTUHAN DAN USULAN"), "Kebutuhan dan usulan")
    rows = [[cell.text for cell in row.cells] for table in tables for row in list(table.table.rows)[1:]]
    assert {row[0] for row in rows} == set(names.values())
    for column in (1, 2):
        shares = [float(row[column].rstrip("%").replace(",", ".")) for row in rows]
        assert sum(shares) == pytest.approx(100)


# ---- the map


def test_every_region_is_a_freeform_named_by_its_code(slides: list[Any], names: dict[str, str]) -> None:
    (group,) = named(on(slides, "PETA KOPERASI AKTIF"), "Peta kabupaten/kota")
    assert [shape.shape_type for shape in group.shapes] == [MSO_SHAPE_TYPE.FREEFORM] * 17
    assert [shape.name for shape in group.shapes] == [f"{code} {name}" for code, name in sorted(names.items())]
    said = list(texts(on(slides, "PETA KOPERASI AKTIF")))
    assert any("Batas indikatif" in text and "© OpenStreetMap" in text for text in said)


def test_the_legend_tells_every_region_with_its_class(slides: list[Any], read: Any) -> None:
    (table,) = named(on(slides, "PETA KOPERASI AKTIF"), "Legenda")
    frame = read("indicator_by_region", indicator_id="active_cooperative_share", year=2023)
    listed = {row.cells[1].text: row.cells[2].text.split(", ") for row in list(table.table.rows)[1:]}
    told = {item for items in listed.values() for item in items}
    assert told == {f"{row.region_name} {row.value:.1f}".replace(".", ",") for row in frame.itertuples()}
    for bounds, items in listed.items():
        low, high = (float(edge.replace(",", ".")) for edge in bounds.split("–"))
        assert all(low <= float(item.rsplit(" ", 1)[1].replace(",", ".")) <= high for item in items)


# ---- what is withheld, missing, simulated


def withheld(ask: Any, indicator_id: str, hidden: tuple[str, ...], missing: tuple[str, ...] = ()) -> Any:
    """The reads as they are where some regions of an indicator are protected, and some have nothing."""

    def read(name: str, **params: Any) -> pd.DataFrame:
        found = ask(name, **params)
        if not {"status", "value", "indicator_id", "region_code"} <= set(found.columns):
            return found
        mine = found["indicator_id"] == indicator_id
        secret, absent = mine & found["region_code"].isin(hidden), mine & found["region_code"].isin(missing)
        changed = found.astype({"status": object, "status_words": object})
        changed.loc[secret | absent, ["value", "change", "change_pct"]] = np.nan
        changed.loc[secret, ["status", "status_words"]] = ["suppressed", "rahasia"]
        changed.loc[absent, ["status", "status_words"]] = [None, None]
        return changed if name == "indicator_by_region" else changed[~absent].reset_index(drop=True)

    return read


def numbers(slide: Any) -> Iterator[float]:
    for chart in charts(slide):
        for series in chart.plots[0].series:
            yield from (value for value in series.values if value is not None)


def test_what_is_protected_is_r_and_stands_nowhere(made: Made, ask: Any, read: Any) -> None:
    hidden = ("74.03", "74.07")
    frame = read("indicator_panel", indicator_id="kur_disbursed")
    secret = frame.loc[frame["region_code"].isin(hidden), "value"]
    words = {INDICATORS["kur_disbursed"].text(value) for value in secret}
    for region in ("74", "74.03"):
        pages = list(opened(made(region, read=withheld(ask, "kur_disbursed", hidden))).slides)
        for slide in pages:
            assert not set(secret) & set(numbers(slide))
            for text in [*texts(slide), in_notes(slide)]:
                assert not any(word in text for word in words), text
        (bars, *_) = charts(on(pages, "KREDIT USAHA RAKYAT"))
        categories = list(bars.plots[0].categories)
        assert categories[-2:] == ["Muna: r", "Wakatobi: r"]
        assert len(categories) == 17
        assert list(bars.plots[0].series[0].values)[-2:] == [None, None]


def test_nobody_is_the_highest_while_a_region_is_protected(made: Made, ask: Any) -> None:
    pages = list(opened(made(read=withheld(ask, "kur_disbursed", ("74.03",)))).slides)
    slide = on(pages, "KREDIT USAHA RAKYAT")
    said = [text.lower() for text in [*texts(slide), in_notes(slide)]]
    assert not any("tertinggi" in text or "terendah" in text for text in said)


def test_the_map_tells_protected_and_missing_apart(made: Made, ask: Any) -> None:
    read = withheld(ask, "active_cooperative_share", ("74.03",), ("74.10",))
    slide = on(list(opened(made(read=read)).slides), "PETA KOPERASI AKTIF")
    regions = [shape for shape in every_shape(slide) if shape.name.startswith("74.")]
    told = {shape.name: shape.element.xpath(".//p:cNvPr/@descr")[0] for shape in regions}
    assert told["74.03 Muna"] == "Muna: r"
    assert told["74.10 Buton Utara"] == "Buton Utara: belum ada data"
    (table,) = named(slide, "Legenda")
    last = [[cell.text for cell in row.cells] for row in list(table.table.rows)[-2:]]
    assert last == [["", "r", "Muna"], [" ///", "–", "belum ada data: Buton Utara"]]


def test_the_reads_own_secrets_are_r_in_a_region(made: Made, read: Any) -> None:
    """Whatever a build withholds of the twelve figures of any region is r there, too."""
    panel = read("indicator_panel", indicator_id="cooperative_turnover")
    secret = set(panel.loc[(panel["status"] == "suppressed") & (panel["year"] == 2023), "region_code"])
    for code in sorted(secret & {"74.01", "74.03", "74.14"}):
        (table,) = named(on(list(opened(made(code)).slides), "DUA BELAS ANGKA"), "Angka")
        rows = {row.cells[0].text: row.cells[1].text for row in table.table.rows}
        assert rows["Volume usaha"] == "r"


def test_simulated_slides_say_so_twice_and_published_ones_do_not(slides: list[Any]) -> None:
    for slide in slides:
        marks = named(slide, "Tanda simulasi")
        (strip,) = named(slide, "Strip")
        assert bool(marks) == ("DATA SIMULASI" in strip.text_frame.text) == in_notes(slide).startswith("DATA SIMULASI")
    real = on(slides, "PERTUMBUHAN PDRB")
    assert not named(real, "Tanda simulasi")
    assert not any("DATA SIMULASI" in text for text in texts(real))
    for wanted in ("KOPERASI AKTIF", "RAPAT ANGGOTA TAHUNAN", "KREDIT USAHA RAKYAT", "ALUR USULAN"):
        for chart in charts(on(slides, wanted)):
            assert chart.chart_title.text_frame.text.startswith("DATA SIMULASI · ")


def test_a_tile_of_a_simulated_figure_carries_the_mark_and_a_published_one_does_not(slides: list[Any]) -> None:
    shapes = [shape for shape in on(slides, "KABUPATEN KOLAKA").shapes if shape.name.startswith("Angka: ")]
    tiles = {shape.name: shape.text_frame.text for shape in shapes}
    assert len(tiles) == 4
    assert {name: "DATA SIMULASI" in text for name, text in tiles.items()} == {
        "Angka: Koperasi aktif": True,
        "Angka: Koperasi yang RAT": True,
        "Angka: KUR": True,
        "Angka: Pertumbuhan PDRB": False,
    }  # fmt: skip
    assert "Sultra 5,35%" in tiles["Angka: Pertumbuhan PDRB"]


@pytest.mark.slow
def test_what_was_never_delivered_has_no_slide(plain: Published, regions: Any) -> None:
    with connection.connect(plain) as serving:
        content = deck(Contents(reads.asking(serving), regions, 2023))
    topics = [topic(slide) for slide in opened(content).slides]
    assert "PERTUMBUHAN PDRB" in topics
    assert not {"KOPERASI AKTIF", "KREDIT USAHA RAKYAT", "SIAPA BELUM LAPOR", "PETA KOPERASI AKTIF"} & set(topics)
    assert not any("DATA SIMULASI · " in text for slide in opened(content).slides for text in texts(slide))


@pytest.mark.slow
def test_years_across_a_break_stand_in_no_chart(made: Made, ask: Any) -> None:
    """Of a series that begins anew in 2022 only the years since stand beside the bars."""

    def read(name: str, **params: Any) -> pd.DataFrame:
        found = ask(name, **params)
        if name != "indicator_breaks" or params.get("indicator_id") != "rat_share":
            return found
        row = {"region_code": None, "first_year": 2022, "reason": "Cara hitung berubah", "partial_year": np.nan}
        return pd.DataFrame([row | {"indicator_id": "rat_share"}])

    _, columns = charts(on(list(opened(made(read=read)).slides), "RAPAT ANGGOTA TAHUNAN"))
    assert list(columns.plots[0].categories) == ["2022", "2023"]


# ---- how it is drawn


@pytest.fixture(scope="module", params=["74", "74.01", "74.71", "hidden"])
def drawn_slides(request: pytest.FixtureRequest, made: Made, ask: Any) -> list[Any]:
    if request.param != "hidden":
        return list(opened(made(request.param)).slides)
    hidden = withheld(ask, "active_cooperative_share", ("74.03", "74.06"), ("74.10", "74.15"))
    return list(opened(made(read=hidden)).slides)


@pytest.mark.slow
def test_nothing_lies_outside_its_slide_or_on_the_strip(drawn_slides: list[Any]) -> None:
    width, height = Inches(13.333), Inches(7.5)
    for slide in drawn_slides:
        for shape in slide.shapes:
            assert shape.left >= 0, shape.name
            assert shape.top >= 0, shape.name
            assert shape.left + shape.width <= width, shape.name
            low = height if shape.name in ("Strip", "Nomor", "Garis") else Inches(6.66)
            assert shape.top + shape.height <= low, (topic(slide), shape.name)


def test_no_type_is_smaller_than_14_points(drawn_slides: list[Any]) -> None:
    for slide in drawn_slides:
        trees = [slide.element, *(chart._chartSpace for chart in charts(slide))]
        sizes = {int(size) for tree in trees for size in tree.xpath(".//a:rPr/@sz | .//a:defRPr/@sz")}
        assert min(sizes) >= 1400, topic(slide)


def test_text_goes_into_the_boxes_it_stands_in(drawn_slides: list[Any]) -> None:
    for slide in drawn_slides:
        for shape in slide.shapes:
            if not shape.has_text_frame or shape.is_placeholder or not shape.text_frame.text.strip():
                continue
            frame = shape.text_frame
            room = (shape.width - frame.margin_left - frame.margin_right) / Inches(1)
            needed = sum(_height(paragraph, room) for paragraph in frame.paragraphs)
            inner = (shape.height - frame.margin_top - frame.margin_bottom) / Inches(1)
            assert needed <= inner + 0.05, (topic(slide), shape.name, frame.text)


def _height(paragraph: Any, room: float) -> float:
    size = max(run.font.size.pt for run in paragraph.runs)
    bold = any(run.font.bold for run in paragraph.runs)
    wide = sum(fitting.width(run.text, run.font.size.pt, bold=bool(run.font.bold)) for run in paragraph.runs)
    count = 1 if wide <= room else fitting.lines(paragraph.text, size, room, bold=bold)
    return fitting.height(count, size)


def test_every_shape_of_a_slide_has_an_id_of_its_own(drawn_slides: list[Any]) -> None:
    for slide in drawn_slides:
        ids = slide.element.xpath(".//p:cNvPr/@id")
        assert len(ids) == len(set(ids))


def test_charts_tables_and_maps_are_native_and_there_is_no_picture(whole: bytes, slides: list[Any]) -> None:
    kinds = {shape.shape_type for slide in slides for shape in every_shape(slide)}
    assert {MSO_SHAPE_TYPE.CHART, MSO_SHAPE_TYPE.TABLE, MSO_SHAPE_TYPE.FREEFORM} <= kinds
    assert MSO_SHAPE_TYPE.PICTURE not in kinds
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert not [name for name in archive.namelist() if re.search(r"\.(png|jpe?g|gif|emf|svg)$", name)]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(ink: str, ground: str) -> float:
    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_can_be_read_on_its_ground(drawn_slides: list[Any]) -> None:
    """AA: 4.5 to 1, or 3 to 1 where type is large (18 points, or 14 bold)."""
    for slide in drawn_slides:
        paper = LIGHT.sequential[4] if slide is drawn_slides[0] else LIGHT.paper
        for shape in slide.shapes:
            if not shape.has_text_frame or shape.is_placeholder:
                continue
            filled = shape.element.xpath("p:spPr/a:solidFill/a:srgbClr/@val")
            ground = f"#{filled[0]}" if filled else paper
            if shape.name.startswith("Label ") and not filled:
                continue  # on its region, or beside it in ink
            for run in (run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs):
                large = run.font.size.pt >= 18 or run.font.bold
                assert contrast(f"#{run.font.color.rgb}", ground) >= (3 if large else 4.5), (shape.name, run.text)


@pytest.mark.slow
def test_the_same_build_and_choice_are_the_same_bytes(made: Made, whole: bytes) -> None:
    again = made()
    assert hashlib.sha256(again).hexdigest() == hashlib.sha256(whole).hexdigest()
    assert made("74.01") != whole
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# ---- the office's template


def template(*, wide: bool = True, shown: int = 1) -> bytes:
    base = Presentation()
    if wide:
        base.slide_width, base.slide_height = Inches(13.333), Inches(7.5)
    for _ in range(shown):
        base.slides.add_slide(base.slide_layouts[0]).shapes.title.text = "Contoh milik templat"
    base.core_properties.title = "Templat dinas"
    buffer = io.BytesIO()
    base.save(buffer)
    return buffer.getvalue()


@pytest.mark.slow
def test_the_template_of_the_office_is_the_base_and_its_own_slides_are_not_kept(made: Made, whole: bytes) -> None:
    base = template()
    pages = opened(made(template=base))
    assert len(pages.slides) == len(opened(whole).slides)
    assert len(pages.slide_layouts) == len(opened(base).slide_layouts)
    assert not any("Contoh milik templat" in text for slide in pages.slides for text in texts(slide))
    assert {slide.slide_layout.name for slide in pages.slides} == {"Title Only"}


@pytest.mark.parametrize(
    ("content", "said"), [(b"bukan zip", "tidak dapat dibaca"), (template(wide=False), "13,333 × 7,5")]
)
def test_a_template_that_cannot_serve_is_refused_with_what_is_needed(made: Made, content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        made(template=content)


# ---- the command


@pytest.mark.parametrize(("year", "region", "said"), [(2023, "74.99", "74.99"), (1990, "74", "2010–2025")])
def test_what_nobody_knows_of_is_refused_with_what_there_is(made: Made, year: int, region: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        made(region, year)


@pytest.mark.slow
def test_a_year_that_is_past_has_the_proposals_planned_in_it(made: Made) -> None:
    topics = {topic(slide): slide for slide in opened(made(year=2022)).slides}
    assert any("Usulan 2023" in text for text in texts(topics["USULAN MENURUT MENU"]))
    assert "USULAN MENURUT MENU" not in {topic(slide) for slide in opened(made(year=2020)).slides}


@pytest.mark.slow
def test_the_command_writes_it_and_replaces_nothing_unless_told_to(written_once: Callable[..., None]) -> None:
    written_once("deck", "salindia.pptx", "salindia.pdf", "--region", "74.01")
    assert TEMPLATE.endswith(".pptx")
