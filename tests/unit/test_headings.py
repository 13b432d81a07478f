"""Headings reduced to words: what is said beside a name is taken out, whatever way it is written."""

import pytest

from kumkm.ingest import headings, names, sources
from kumkm.ingest.understanding import understand


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Jml. Anggota (Org)", "TOTAL ANGGOTA"), ("Kop. Non-Aktif", "Koperasi Tidak Aktif"),
        ("Asset (Rp. Juta)", "Aset"), ("SHU (x Rp 1.000,-)", "SHU"), ("Koperasi Aktif Th. 2022", "Koperasi Aktif"),
        ("% Koperasi RAT", "Persentase Koperasi RAT"), ("Anggota\u00a0L", "anggota laki-laki"),
    ],
)  # fmt: skip
def test_two_ways_of_writing_are_the_same_words(first, second):
    assert headings.words_of(first) == headings.words_of(second) != frozenset()


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Aset", None), ("Aset (Rp)", 1), ("Rp. Ribu", 1e3), ("Juta Rupiah", 1e6), ("(dalam ribuan Rupiah)", 1e3),
        ("Aset (Rp 000)", 1e3), ("(000.000)", 1e6), ("dalam Rp1.000.000", 1e6), ("Modal (Milyar)", 1e9),
        ("Koperasi (Unit)", None), ("Penyaluran Rp triliun", 1e12),
    ],
)  # fmt: skip
def test_the_unit_of_money_is_read_wherever_it_stands(text, unit):
    assert headings.money_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "month"), [("Jan", 1), ("s.d. Agustus", None), ("Agustus 2021", 8), ("Des/Jan", None)]
)
def test_a_month_is_one_month_and_no_sum_up_to_it(text, month):
    assert headings.read(text).month == month


@pytest.fixture(scope="module")
def recap(project):
    return next(kind for kind in sources.load(project.sources) if kind.id == "cooperative_recap")


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("Kelembagaan", "Aktif"), "cooperatives_active"),
        (("Jumlah Koperasi (Unit)", "Tdk Aktif"), "cooperatives_inactive"),
        (("Permodalan", "Modal Sendiri", "Rp. Juta"), "equity_idr"),
        (("Koperasi Desa Merah Putih", "Beroperasi"), "kdkmp_operating"),
        (("Koperasi Desa Merah Putih", "Aktif"), None),
        (("Koperasi Simpan Pinjam", "Tidak Aktif"), None),
        (("Pertumbuhan", "Koperasi Aktif"), None),
        (("Tahun Lalu", "Jumlah Anggota"), None),
    ],
)
def test_an_upper_heading_may_change_what_the_lower_one_counts(recap, path, field):
    meaning = understand(recap, path)
    assert (meaning.field.id if meaning.is_read else None) == field


@pytest.mark.parametrize("mark", ["{}*)", "{} **", "{} 1)", "3. {}", "b) {}", "{}²", "\u200b{} :", "{}\u00a0"])
def test_marks_around_a_name_do_not_change_it(regions, mark):
    for region in regions.local:
        for name in (region.name, region.short_name):
            assert names.region_named(regions, mark.format(name)) is region


def test_no_part_of_a_name_is_a_name(regions):
    for text in ("Konawe (Kolaka)", "Konawe Lama", "Muna Tenggara", "Kolaka Kota", "Kab. Kendari", "Buton U."):
        assert names.region_named(regions, text) is None
