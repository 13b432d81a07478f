"""The profile sheet: one page per region with the words of the reads, nothing withheld, and data that stay text."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC
from typing import Any

import pandas as pd
import pypdf
import pytest

from kumkm.analysis import catalogue, proposals
from kumkm.analysis.comparable import reference_years
from kumkm.domain.indicators import BLOCKS, IN_BLOCKS, INDICATORS
from kumkm.domain.meeting import THEME
from kumkm.domain.outlines import Outlines
from kumkm.domain.units import number
from kumkm.errors import KumkmError, UsageError
from kumkm.export import paper, profile
from kumkm.export.contents import Contents
from kumkm.export.profile import MOST_PROPOSALS, profiles
from kumkm.geo import outlines
from kumkm.narrative.proposal_sentences import money
from kumkm.warehouse import connection, reads
from kumkm.warehouse.connection import Published

Made = Callable[..., bytes]
LATEST = 2025


@pytest.fixture(scope="module")
def drawn(project: Any) -> Outlines:
    return outlines.load(project, step=1.5, least=20)


@pytest.fixture(scope="module")
def made(ask: Any, regions: Any, project: Any, drawn: Outlines) -> Made:
    def make(region: str = "74", year: int = LATEST, read: Any = ask) -> bytes:
        return profiles(Contents(read, regions, year, region, drawn), project)

    return make


@pytest.fixture(scope="module")
def whole(made: Made) -> bytes:
    return made()


@pytest.fixture(scope="module")
def pages(whole: bytes, names: dict[str, str]) -> dict[str, str]:
    """Code → all words of its page."""
    return dict(zip(names, words(whole), strict=True))


def words(content: bytes) -> list[str]:
    """What is written on each page, with single spaces."""
    return [flat(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))


def laid_out(monkeypatch: pytest.MonkeyPatch, made: Made, **asked: Any) -> Any:
    """What the template is given, instead of what it makes of it."""
    given: list[Any] = []
    monkeypatch.setattr(paper, "pdf", lambda settings, template, content, made_at: given.append(content) or b"")
    made(**asked)
    return given[0]


def changed(ask: Any, name: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Callable[..., pd.DataFrame]:
    """The reads, with one of them changed."""
    return lambda asked, **params: change(ask(asked, **params)) if asked == name else ask(asked, **params)


def of_kolaka(ask: Any, **columns: Any) -> Callable[..., pd.DataFrame]:
    """The reads, with other proposals of Kolaka for 2025: as many as the columns are long."""

    def replaced(every: pd.DataFrame) -> pd.DataFrame:
        own = (every["region_code"] == "74.01") & (every["budget_year"] == 2025)
        count = len(next(iter(columns.values())))
        row = every[own].head(1)
        rows = pd.concat([row] * count, ignore_index=True).assign(
            proposal_id=[f"k{place:03}" for place in range(count)],
            proposed_idr=[9e9 - place * 1e8 for place in range(count)],
            **columns,
        )
        return pd.concat([every[~own], rows], ignore_index=True)

    return changed(ask, "proposals", replaced)


# ---- what stands on a page -------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_every_region_has_one_page_with_its_name_and_a_bookmark(
    whole: bytes, pages: dict[str, str], regions: Any
) -> None:
    full = [regions.by_code[code].name for code in pages]
    assert [str(item["/Title"]) for item in pypdf.PdfReader(io.BytesIO(whole)).outline] == full
    for place, (name, text) in enumerate(zip(full, pages.values(), strict=True), start=1):
        assert name in text
        assert THEME in text
        assert f"Halaman {place} dari {len(pages)}" in text


def test_the_twelve_figures_are_the_words_of_the_reads_with_the_province_beside(
    pages: dict[str, str], ask: Any
) -> None:
    latest = {key: found.latest for key, found in catalogue.coverage_of(ask).items()}
    province = ask("area_values", region_code="74").set_index(["indicator_id", "year"])["value"]
    checked = 0
    for code, text in pages.items():
        area = ask("area_values", region_code=code)
        years, told = reference_years(area, latest, code), area.set_index(["indicator_id", "year"])
        for key in IN_BLOCKS:
            indicator, year = INDICATORS[key], years[key]
            value = indicator.text(told.loc[(key, year), "value"])
            beside = indicator.text(province.get((key, year), float("nan")))
            line = text[text.index(indicator.short_label) :][:260]
            assert value in line, (code, key)
            assert beside in line, (code, key)
            checked += 1
    assert checked == 17 * 12


def test_numbers_in_the_pictures_are_those_of_the_reads_to_the_last_digit(
    monkeypatch: pytest.MonkeyPatch, made: Made, ask: Any, value_of: Any
) -> None:
    (page,) = laid_out(monkeypatch, made, region="74.01")["pages"]
    growth = ask("indicator_panel", indicator_id="grdp_growth")
    for series, code in zip(page["line"]["series"], ("74", "74.01"), strict=True):
        mine = growth[growth["region_code"] == code].dropna(subset=["value"])
        assert [point for piece in series["pieces"] for point in piece] == [
            *zip(mine["year"], mine["value"], strict=True)
        ]
    lengths = {row["label"]: [bar["length"] for bar in row["bars"]] for row in page["bars"]["rows"]}
    poverty = [value_of("poverty_rate", code, 2023).value for code in ("74.01", "74")]
    assert lengths["Penduduk miskin"] == poverty
    assert lengths["Persentase UMKM ber-NIB"][1] is None  # two waves: there is no province


def test_no_line_crosses_a_missing_year_or_a_break(monkeypatch: pytest.MonkeyPatch, made: Made) -> None:
    """Kolaka has no growth in 2013, when Kolaka Timur left it; the province's is of another kind since 2024."""
    (page,) = laid_out(monkeypatch, made, region="74.01")["pages"]
    province, own = ([(piece[0][0], piece[-1][0]) for piece in series["pieces"]] for series in page["line"]["series"])
    assert own == [(2011, 2012), (2014, 2023)]
    assert province == [(2011, 2023), (2024, 2025)]
    assert "pemekaran 2013" in page["line"]["note"]
    assert "sejak 2024" in page["line"]["note"]


def test_proposals_stand_by_amount_with_menu_and_stage(pages: dict[str, str], ask: Any) -> None:
    for code, text in pages.items():
        mine = proposals.of_year(ask, 2025, code)
        table = text[text.index("Usulan tahun anggaran 2025") :].replace(" ", "")
        for row in mine.itertuples():
            for said in (row.title, row.menu, row.stage_words):  # wherever their lines break
                assert said.replace(" ", "") in table, (code, said)
            assert pd.isna(row.proposed_idr) or money(row.proposed_idr).replace(" ", "") in table


def test_the_foot_tells_sources_times_build_and_whose_boundaries(
    pages: dict[str, str], drawn: Outlines, ask: Any
) -> None:
    build_id = ask("build_info")["build_id"].iloc[0]
    for text in pages.values():
        for said in (
            "Sumber: ",
            "Ditjen Dukcapil",
            "Periode angka: ",
            f"Versi data {build_id}",
            drawn.note,
            drawn.attribution,
        ):
            assert said in text
    assert "OpenStreetMap" in drawn.attribution


def test_a_year_leaves_out_what_came_later(made: Made) -> None:
    (text,) = words(made("74.01", year=2018))
    assert "angka terakhir sampai 2018" in text
    assert not re.search(r"\b20(19|2\d)\b", text.split("Sumber: ")[0])
    assert "Belum ada usulan." in text


@pytest.mark.parametrize(("region", "year", "said"), [("74.99", LATEST, "74.99"), ("74.01", 1990, "2010–2025")])
def test_what_nobody_knows_of_is_refused_with_what_there_is(made: Made, region: str, year: int, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        made(region, year)


# ---- real or not, told or not ----------------------------------------------------------------------------------------


def test_simulated_parts_say_so_and_published_ones_do_not(
    monkeypatch: pytest.MonkeyPatch, made: Made, pages: dict[str, str]
) -> None:
    for text in pages.values():
        for title in ("Koperasi", "UMKM dan KUR", "Dibanding provinsi", "Usulan tahun anggaran 2025", "Mutu data"):
            assert f"{title} DATA SIMULASI" in text
        for title in ("Ekonomi dan kesejahteraan", "Pertumbuhan PDRB, persen"):
            assert title in text
            assert f"{title} DATA SIMULASI" not in text
    (page,) = laid_out(monkeypatch, made, region="74.01")["pages"]
    assert [block["simulated"] for block in page["blocks"]] == [True, True, False]


@pytest.mark.slow
def test_without_deliveries_nothing_is_marked_and_nothing_is_filled(
    plain: Published, regions: Any, project: Any
) -> None:
    with connection.connect(plain) as opened:
        content = profiles(Contents(reads.asking(opened), regions, LATEST), project)
    for text in words(content):
        assert "DATA SIMULASI" not in text
        assert text.count("belum ada data") >= len(BLOCKS["Koperasi"]) + len(BLOCKS["UMKM dan KUR"])
        assert "Belum ada catatan laporan." in text


def test_what_is_withheld_is_r_and_nobody_is_called_the_highest_beside_it(made: Made, ask: Any, value_of: Any) -> None:
    def hidden(name: str, **params: Any) -> pd.DataFrame:
        found = ask(name, **params)
        if name not in ("area_values", "indicator_panel"):
            return found
        mine = (found["indicator_id"] == "kur_disbursed") & (found["region_code"] == "74.01")
        return found.assign(
            status=found["status"].mask(mine, "suppressed"),
            **{column: found[column].mask(mine) for column in ("value", "change", "change_pct")},
        )

    indicator = INDICATORS["kur_disbursed"]
    texts = dict(
        zip(("74.01", "74.02"), (words(made(code, read=hidden))[0] for code in ("74.01", "74.02")), strict=True)
    )
    line = {
        code: text[text.index(indicator.short_label) :].split("Jumlah debitur KUR")[0] for code, text in texts.items()
    }
    assert re.search(r"debitur r 2023 – Rp", line["74.01"])
    assert indicator.text(value_of("kur_disbursed", "74.01", 2023).value) not in texts["74.01"]
    assert "dirahasiakan (r)" in texts["74.01"]
    assert "di antara 16 daerah yang dapat ditampilkan" in line["74.02"]
    assert "tertinggi" not in line["74.02"]


def test_no_complete_amount_of_a_protected_cell_stands_anywhere(pages: dict[str, str], serving: Any) -> None:
    rows = serving.cursor().execute(
        "SELECT region_code, value FROM mart.measure_complete SEMI JOIN mart.protected_cell USING (measure_id, "
        "region_code, year) WHERE value > 1e6"
    ).fetchall()  # fmt: skip
    assert len(rows) > 10
    for code, value in rows:
        assert number(value) not in pages.get(code, ""), code


# ---- text is text, one page is one page ------------------------------------------------------------------------------

HOSTILE = (
    '#import "x"',
    "$a^2$ \\ *b* _c_ `d` <e> @f [g] {h}",
    "/* x */ // y",
    "= Judul",
    '#eval("1") #read("/etc/passwd")',
    "naik 50% & turun ~3 -- --- 'a' \"b\"",
)


def test_hostile_text_is_shown_as_it_is(made: Made, ask: Any) -> None:
    read = of_kolaka(ask, title=HOSTILE, menu=HOSTILE)
    pages = words(made("74.01", read=read))
    assert len(pages) == 1
    for text in HOSTILE:
        assert pages[0].count(text) >= 1, text


def test_what_cannot_be_seen_is_not_written(made: Made, ask: Any) -> None:
    (text,) = words(made("74.01", read=of_kolaka(ask, title=["Pasar\x00 A\nB", "\u202eterbalik", "emoji 🚜 市"])))
    assert "Pasar A B" in text
    assert "\u202e" not in text


def test_many_proposals_are_counted_beyond_the_first_ten(made: Made, ask: Any) -> None:
    titles = [f"Pengembangan Kewirausahaan Nasional Inkubasi Wirausaha Contoh {place:02}" for place in range(14)]
    (text,) = words(made("74.01", read=of_kolaka(ask, title=titles)))
    assert [title in text for title in titles] == [True] * MOST_PROPOSALS + [False] * 4
    assert "14 usulan" in text
    assert "dan 4 lagi" in text


def test_however_long_texts_are_the_page_is_one_and_the_rest_is_counted(made: Made, ask: Any) -> None:
    titles = [f"{place:02} {'W' * 400}" for place in range(20)] + [f"{place} {'kata ' * 200}" for place in range(20)]
    read = of_kolaka(ask, title=titles, menu=["M" * 300] * 40, stage=["dikembalikan"] * 40)
    pages = words(made("74.01", read=read))
    assert len(pages) == 1
    (left,) = re.findall(r"dan (\d+) lagi", pages[0])
    assert 40 - int(left) == len(re.findall(r"\d\d W{20}", pages[0].split("Mutu data")[0]))
    assert "Halaman 1 dari 1" in pages[0]


@pytest.mark.slow
def test_the_same_build_and_choice_are_the_same_bytes(made: Made, whole: bytes) -> None:
    assert made() == whole
    assert made("74.01") == made("74.01") != made("74.02")


def test_a_time_without_zone_is_utc_wherever_it_is_made(
    project: Any, monkeypatch: pytest.MonkeyPatch, made: Made
) -> None:
    content = laid_out(monkeypatch, made, region="74.01")
    monkeypatch.undo()
    at = pd.Timestamp("2026-11-29 08:00").to_pydatetime()
    naive, aware = (paper.pdf(project, profile.TEMPLATE, content, when) for when in (at, at.replace(tzinfo=UTC)))
    assert naive == aware


def test_fonts_are_those_that_travel_with_the_program(whole: bytes) -> None:
    found = set()
    for page in pypdf.PdfReader(io.BytesIO(whole)).pages:
        found |= {str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].values()}
    assert found
    assert all("Libertinus" in name for name in found)


def test_a_template_that_does_not_compile_is_told_in_words(project: Any) -> None:
    with pytest.raises(KumkmError, match=r"tiada\.typ tidak dapat disusun"):
        paper.pdf(project, "tiada.typ", {}, pd.Timestamp("2026-11-29").to_pydatetime())


def test_outlines_lie_on_their_sheet_and_name_every_region(drawn: Outlines, names: dict[str, str]) -> None:
    assert set(drawn.rings) == set(names)
    for rings in drawn.rings.values():
        for ring in rings:
            assert len(ring) >= 3
            assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in ring)


def test_the_command_writes_it_and_replaces_nothing_unless_told_to(written_once: Callable[..., None]) -> None:
    written_once("profile", "profil.pdf", "profil.doc", "--region", "74.01")
