"""HTML tables under the name of a workbook are read as they are shown, and no page, however broken, ends a run."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rounds import first

from kumkm.errors import RefusedFile
from kumkm.ingest import html, limits, opening, sheets
from kumkm.ingest.opening import FileKind
from kumkm.warehouse.deliveries import reader

RECAP = (
    "<h3>REKAP KOPERASI TAHUN 2021</h3><table border='1'><tr><th>No</th><th>Kota / Kabupaten</th>"
    "<th>Koperasi Aktif</th><th>Koperasi Tidak Aktif</th></tr>"
    "<tr><td>1</td><td>Kabupaten Kolaka</td><td>40</td><td>20</td></tr>"
    "<tr><td>2</td><td>Kota Kendari</td><td>1.041</td><td>21</td></tr></table>"
)
ROWS = [
    ["REKAP KOPERASI TAHUN 2021"],
    ["No", "Kota / Kabupaten", "Koperasi Aktif", "Koperasi Tidak Aktif"],
    ["1", "Kabupaten Kolaka", "40", "20"],
    ["2", "Kota Kendari", "1.041", "21"],
]


def written(path, page, encoding="utf-8"):
    path.write_bytes(page.encode(encoding) if isinstance(page, str) else page)
    return path


def read(path):
    return list(sheets.read(opening.inspect(path)))


@pytest.mark.parametrize(
    ("before", "encoding"),
    [
        ("<html><body>", "utf-8"),
        ("", "utf-8-sig"),
        ("\r\n  <!-- ekspor\n2021 --><!DOCTYPE html><html>", "utf-8"),
        (f"<!--{' panjang' * 2000}-->", "utf-8"),
        ('<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', "utf-8"),
        ("<html><head><title>Data</title><style>td { color: red }</style></head>", "utf-16"),
        ("<html>", "utf-16-le"),
        ("<html>", "utf-16-be"),
        ("<br />\n<b>", "cp1252"),
        ("<script>document.write('<table><tr><td>1</td><td>2</td></tr></table>')</script>", "utf-8"),
    ],
)
def test_a_table_saved_as_an_old_workbook_is_read(tmp_path, before, encoding):
    path = written(tmp_path / "rekap.xls", before + RECAP, encoding)
    opened = opening.inspect(path)
    assert (opened.kind, opened.warnings) == (FileKind.HTML, ())
    [sheet] = sheets.read(opened)
    assert sheet.rows == ROWS


def test_its_numbers_arrive(project, tmp_path):
    path = written(tmp_path / "rekap.xls", RECAP)
    [delivery] = reader(project, date(2026, 1, 1)).read(opening.inspect(path), path.name)
    found = {(fact.field, fact.region_code, fact.year): fact.value for fact in delivery.facts}
    assert found["cooperatives_active", "74.01", 2021] == 40
    assert found["cooperatives_inactive", "74.01", 2021] == 20
    assert found["cooperatives_active", "74.71", 2021] == 1041


def test_under_its_own_name_it_is_read_under_that_of_another_workbook_with_a_warning(tmp_path):
    for name, warned in (("a.html", 0), ("a.HTM", 0), ("a.xls", 0), ("a.xlsx", 1), ("a", 1)):
        assert len(opening.inspect(written(tmp_path / name, RECAP)).warnings) == warned


@pytest.mark.parametrize(
    "around",
    [
        "{title}<table>{rows}</table>",
        "<table><caption>{title}</caption>{rows}</table>",
        "<table><tr><td>{title}</td></tr></table><table>{rows}</table>",
        "<table><tr><td colspan=9>{title}</td></tr><tr><td><table>{rows}</table></td></tr></table>",
        "<div><p>{title}</div><table>{rows}</table>",
    ],
    ids=["text", "caption", "a table of its own", "a frame", "paragraph"],
)
def test_what_stands_above_a_table_is_its_title(tmp_path, around):
    rows = "<tr><th>Kab/Kota<th>Koperasi Aktif<tr><td>Kolaka<td>40"
    [sheet] = read(written(tmp_path / "a.xls", "<html>" + around.format(title="TAHUN 2021", rows=rows)))
    assert sheet.rows == [["TAHUN 2021"], ["Kab/Kota", "Koperasi Aktif"], ["Kolaka", "40"]]


def test_two_tables_are_two_sheets_and_a_table_in_a_cell_is_one_of_its_own(tmp_path):
    inner = "<table><tr><td>a</td><td>b</td></tr></table>"
    page = f"<p>Satu</p><table><tr><td>x</td><td>y{inner}z</td></tr></table><p>Dua</p>{inner}<p>Sumber: BPS</p>"
    found = read(written(tmp_path / "a.html", page))
    assert [sheet.name for sheet in found] == ["Tabel 1", "Tabel 2", "Tabel 3"]
    assert [sheet.rows for sheet in found] == [
        [["a", "b"]],
        [["Satu"], ["x", "yz"]],
        [["Dua"], ["a", "b"], ["Sumber: BPS"]],
    ]


def test_cells_are_read_as_they_are_shown(tmp_path):
    page = (
        "<table xmlns:x='urn:x'><tr>"
        "<td>Kab &amp;<br>Kota</td><td title='a > b' lang=\"x>\">Aktif\n  <b>2021</b></td></tr>"
        "<tr><td>125<sup>1)</sup></td><td x:num='0.1134'>11,34%</td></tr>"
        "<tr style='display: none'><td>&nbsp;7&#8239;</td><td sdval=\"12.5\">12,50</td></tr></table>"
    )
    [sheet] = read(written(tmp_path / "a.html", page))
    assert sheet.rows == [["Kab &\nKota", "Aktif 2021"], ["125", 0.1134], ["7", 12.5]]
    assert (sheet.notes, sheet.percent, sheet.hidden_rows) == ({(1, 0): "1)"}, {(1, 1)}, {3})


@st.composite
def grids(draw):
    """A grid cut into blocks: rows × columns, and each block's top left corner with its height and width."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(2, 6))
    free = {(row, column) for row in range(rows) for column in range(columns)}
    blocks = {}
    for corner in sorted(free):
        if corner not in free:
            continue
        height, width = draw(st.integers(1, 3)), draw(st.integers(1, 3))
        block = {(corner[0] + down, corner[1] + right) for down in range(height) for right in range(width)}
        if not block <= free:
            height = width = 1
            block = {corner}
        free -= block
        blocks[corner] = (height, width)
    return rows, columns, blocks


@given(grids(), st.booleans())
def test_spanning_cells_cover_what_a_browser_lets_them_cover(tmp_path_factory, grid, closed):
    rows, columns, blocks = grid
    page, expected = "<table>", [[""] * columns for _ in range(rows)]
    for row in range(rows):
        page += "<tr>"
        for (top, left), (height, width) in sorted(blocks.items()):
            if top == row:
                page += f"<td rowspan={height} colspan='{width}'>{top}-{left}" + "</td>" * closed
                expected[top][left] = f"{top}-{left}"
        page += "</tr>" * closed
    path = written(tmp_path_factory.getbasetemp() / "blok.html", page + "</table>")
    [sheet] = html.tables(path) or [html.HtmlTable(expected)]  # a frame around single cells is none
    assert [row + [""] * (columns - len(row)) for row in sheet.rows] == expected
    assert set(sheet.merged) <= {
        ((top, left), (top + height - 1, left + width - 1)) for (top, left), (height, width) in blocks.items()
    }


TAGS = "< > <script> <table> </table> <tr> <td> </td> <!-- --> <td*a=' <sup> </script> <br <p> <? <! </ \" ' 1 é"
SCRAPS = st.sampled_from([*(tag.replace("*", " ") for tag in TAGS.split()), "&amp;", "&#x110000;", "\n", "\x01"])


@given(st.lists(SCRAPS, max_size=60), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_no_page_ends_in_anything_but_sheets_or_a_refusal(tmp_path_factory, scraps, encoding):
    path = written(tmp_path_factory.getbasetemp() / "apa.xls", "<html><table>" + "".join(scraps), encoding)
    try:
        assert all(isinstance(row, list) for sheet in read(path) for row in sheet.rows)
    except RefusedFile as error:
        assert error.rule


@given(st.binary(max_size=400))
def test_no_bytes_after_a_table_do_either(tmp_path_factory, content):
    path = written(tmp_path_factory.getbasetemp() / "apa.html", b"<table><tr><td>" + content)
    try:
        read(path)
    except RefusedFile as error:
        assert error.rule


WIDE = "<td rowspan=60000 colspan=1000>"


@pytest.mark.parametrize("scrap", ["<!--", "<table>", WIDE, "<tr>", "<script>", "&", "<tr><td>a", "<p>teks", "<td x='"])
@pytest.mark.parametrize("quoted", first(["", '<a "', '<a ">"', "<a '\"'\"", "<table><tr><td>judul</td></tr><tr><td>"]))
def test_a_hostile_page_ends_quickly(tmp_path, scrap, quoted):
    scrap += quoted
    path = written(tmp_path / "a.xls", "<table><tr><td>" + scrap * (900_000 // len(scrap)))
    started = time.perf_counter()
    try:
        read(path)
    except RefusedFile as error:
        assert error.rule in ("B05", "B09")
    assert time.perf_counter() - started < 5


def test_a_page_beyond_the_limits_is_refused_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_ROWS", 100)
    with pytest.raises(RefusedFile, match="lebih dari 100 baris"):
        read(written(tmp_path / "a.xls", "<table>" + "<tr><td>1<td>2" * 101))
    with pytest.raises(RefusedFile, match="bersarang"):
        read(written(tmp_path / "b.xls", "<table><tr><td>" * 60))
    monkeypatch.setattr(html, "MAX_BYTES", 1_000_000)
    with pytest.raises(RefusedFile, match="ukuran 2 MB"):
        opening.inspect(written(tmp_path / "c.xls", RECAP + "x" * 2_000_000))
