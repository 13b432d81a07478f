"""A few words lead to the view that answers them; what is not understood leads nowhere."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm import settings
from kumkm.domain import regions as region_list
from kumkm.domain.coverage import Coverage
from kumkm.domain.indicators import DEFAULT, INDICATORS
from kumkm.domain.view.growth import VIEWS
from kumkm.domain.view.selection import from_url
from kumkm.errors import InputError
from kumkm.questions import resolving, vocabulary, words
from kumkm.questions.resolving import MOST, resolve
from kumkm.ui.state.navigation import PAGES

PROJECT = settings.load()
REGIONS = region_list.load(PROJECT.reference)
CODES = {region.code for region in REGIONS.local}
FULL = Coverage(dict.fromkeys(range(2018, 2024), 17))
# Poverty has one region in 2022, sanitation one year, bad KUR loans none.
COVERAGE = dict.fromkeys(INDICATORS, FULL) | {
    "poverty_rate": Coverage({2018: 17, 2019: 17, 2020: 17, 2021: 17, 2022: 1, 2023: 17}),
    "improved_sanitation": Coverage({2021: 17}),
    "hdi": Coverage({2018: 17, 2019: 17, 2020: 17, 2021: 17}),
}
COVERAGE.pop("kur_nonperforming")
WORDS = vocabulary.load(PROJECT.questions, REGIONS, COVERAGE)
HERE = {"indikator": "grdp_growth", "tahun": "2023", "layar": "1"}


def answers(text, context=HERE):
    return resolve(text, WORDS, context)


def best(text, context=HERE):
    found = answers(text, context)
    assert found, f"“{text}” was not understood"
    return found[0]


def address(text, context=HERE):
    """Page and parameters of the best answer as one line, without the projector."""
    answer = best(text, context)
    params = "&".join(f"{name}={value}" for name, value in answer.params.items() if name != "layar")
    return f"{answer.page}?{params}"


GROWTH = "pertumbuhan?indikator=grdp_growth&tahun=2023"
AS_IT_IS = "?indikator=grdp_growth&tahun=2023"
TABLE = {
    # who is behind, who is ahead
    "siapa tertinggal": "indikator?indikator=grdp_growth&tahun=2023",
    "Siapa yang tertinggal?": "indikator?indikator=grdp_growth&tahun=2023",
    "siapa tertingal": "indikator?indikator=grdp_growth&tahun=2023",
    "siapa paling miskin": "indikator?indikator=poverty_rate&tahun=2023",
    "di mana kemiskinan tertinggi": "indikator?indikator=poverty_rate&tahun=2023",
    "tertinggi UMKM": "indikator?indikator=enterprises&tahun=2023",
    "UMKM terbanyak": "indikator?indikator=enterprises&tahun=2023",
    "ipm terendah": "indikator?indikator=hdi&tahun=2021",
    "pengangguran paling tinggi 2020": "indikator?indikator=unemployment_rate&tahun=2020",
    "siapa tertinggal ipm": "indikator?indikator=hdi&tahun=2021",
    "penduduk terbanyak": "indikator?indikator=population&tahun=2023",
    "koperasi mana aktif": "indikator?indikator=active_cooperative_share&tahun=2023",
    "daerah paling cepat tumbuh": f"{GROWTH}&lihat=peta",
    "siapa tumbuh paling cepat sejak 2019": f"{GROWTH}&dasar=2019&lihat=peta",
    "tumbuh paling cepat umkm": "pertumbuhan?indikator=enterprises&tahun=2023&lihat=peta",
    # change
    "apa yang berubah sejak 2019": f"{GROWTH}&dasar=2019&lihat=lintasan",
    "apa yang berubah": f"{GROWTH}&dasar=2018&lihat=lintasan",
    "perubahan kemiskinan sejak 2018": "pertumbuhan?indikator=poverty_rate&tahun=2023&dasar=2018&lihat=lintasan",
    "kemiskinan sejak 2019": "pertumbuhan?indikator=poverty_rate&tahun=2023&dasar=2019&lihat=lintasan",
    "kemiskinan muna sejak 2019": "pertumbuhan?indikator=poverty_rate&tahun=2023&kab=74.03&dasar=2019&lihat=lintasan",
    "perkembangan ipm 2018 2020": "pertumbuhan?indikator=hdi&tahun=2020&dasar=2018&lihat=lintasan",
    "kemiskinan sejak 2010": "pertumbuhan?indikator=poverty_rate&tahun=2023&dasar=2018&lihat=lintasan",
    "sanitasi sejak 2018": "indikator?indikator=improved_sanitation&tahun=2021",
    # two to four regions
    "bandingkan Kolaka dan Konawe": f"{GROWTH}&kab=74.01&banding=74.02&lihat=bandingkan",
    "kolaka vs konawe": f"{GROWTH}&kab=74.01&banding=74.02&lihat=bandingkan",
    "Kolaka Konawe": f"{GROWTH}&kab=74.01&banding=74.02&lihat=bandingkan",
    "beda kolaka utara dengan konawe utara": f"{GROWTH}&kab=74.08&banding=74.09&lihat=bandingkan",
    "bandingkan kemiskinan kolaka dan konawe": "indikator?indikator=poverty_rate&tahun=2023&kab=74.01&banding=74.02",
    "ipm muna buton wakatobi": "indikator?indikator=hdi&tahun=2021&kab=74.03&banding=74.04,74.07",
    "ipm muna, muna barat, buton, butur": "indikator?indikator=hdi&tahun=2021&kab=74.03&banding=74.13,74.04,74.10",
    # indicator in a region
    "kemiskinan Muna": "indikator?indikator=poverty_rate&tahun=2023&kab=74.03",
    "muna kemiskinan": "indikator?indikator=poverty_rate&tahun=2023&kab=74.03",
    "berapa kemiskinan di kabupaten muna tahun 2020": "indikator?indikator=poverty_rate&tahun=2020&kab=74.03",
    "koperasi aktif kendari 2022": "indikator?indikator=cooperatives_active&tahun=2022&kab=74.71",
    "pengaguran wakatoby": "indikator?indikator=unemployment_rate&tahun=2023&kab=74.07",
    "shu kolaka timur": "indikator?indikator=cooperative_surplus&tahun=2023&kab=74.11",
    "izin usaha baubau": "indikator?indikator=nib_share&tahun=2023&kab=74.72",
    "omset konsel": "indikator?indikator=median_turnover&tahun=2023&kab=74.05",
    "ekonomi bombana 2019": "indikator?indikator=grdp_growth&tahun=2019&kab=74.06",
    "kemiskinan sultra": "indikator?indikator=poverty_rate&tahun=2023",
    "kemiskinan Muna 2017": "indikator?indikator=poverty_rate&tahun=2023&kab=74.03",
    # region alone, indicator alone, year alone
    "Konsel": "daerah?indikator=grdp_growth&tahun=2023&kab=74.05",
    "bau bau": "daerah?indikator=grdp_growth&tahun=2023&kab=74.72",
    "profil kolaka": "daerah?indikator=grdp_growth&tahun=2023&kab=74.01",
    "sultra": AS_IT_IS,
    "ipm": "indikator?indikator=hdi&tahun=2021",
    "TPT": "indikator?indikator=unemployment_rate&tahun=2023",
    "kur": "indikator?indikator=kur_disbursed&tahun=2023",
    "rat": "indikator?indikator=rat_share&tahun=2023",
    "nib": "indikator?indikator=nib_share&tahun=2023",
    "kdkmp": "indikator?indikator=kdkmp_formed&tahun=2023",
    "pdrb": "indikator?indikator=grdp_constant&tahun=2023",
    "pdrb per kapita": "indikator?indikator=grdp_per_capita&tahun=2023",
    "jumlah penduduk miskin": "indikator?indikator=poor_population&tahun=2023",
    "poverty rate": "indikator?indikator=poverty_rate&tahun=2023",
    "kemiskinn": "indikator?indikator=poverty_rate&tahun=2023",
    "kopersi": "indikator?indikator=cooperatives_registered&tahun=2023",
    "kredit macet": f"data{AS_IT_IS}",
    "2020": "indikator?indikator=grdp_growth&tahun=2020",
    # views on growth
    "siapa menyumbang pertumbuhan": f"{GROWTH}&lihat=andil",
    "kontribusi kolaka": f"{GROWTH}&kab=74.01&lihat=andil",
    "penyumbang koperasi aktif": "pertumbuhan?indikator=cooperatives_active&tahun=2023&lihat=andil",
    "apakah ketimpangan berkurang": f"{GROWTH}&lihat=ketimpangan",
    "tipologi klassen": f"{GROWTH}&lihat=tipologi",
    "sektor unggulan konawe": f"{GROWTH}&kab=74.02&lihat=struktur",
    "shift-share": f"{GROWTH}&lihat=pergeseran",
    "pertumbuhan nyata koperasi": "pertumbuhan?indikator=cooperatives_active&tahun=2023&lihat=cakupan",
    "hubungan koperasi dan pertumbuhan": f"{GROWTH}&lihat=kaitan",
    "target 2029": f"{GROWTH}&lihat=skenario",
    "bagaimana bila target kemiskinan": "pertumbuhan?indikator=poverty_rate&tahun=2023&lihat=skenario",
    # proposals; the year is the budget year, not that of the indicator on screen
    "usulan muna": f"usulan{AS_IT_IS}&kab=74.03&bagian=daftar",
    "usulan mana yang ditolak": f"usulan{AS_IT_IS}&bagian=daftar&tahap=ditolak",
    "anggaran yang diusulkan konawe tahun 2021": f"usulan{AS_IT_IS}&kab=74.02&bagian=daftar&ta=2021",
    "usulan 2030": f"usulan{AS_IT_IS}&bagian=daftar",
    "rumah produksi": f"usulan{AS_IT_IS}&bagian=daftar&menu=rpb",
    "usulan plut yg blm lengkap dokumennya": f"usulan{AS_IT_IS}&bagian=daftar&syarat=kurang&menu=plut",
    "pagu 50 miliar": f"usulan{AS_IT_IS}&bagian=simulasi&pagu=50",
    "kalau anggaran cuma Rp 12,5 M": f"usulan{AS_IT_IS}&bagian=simulasi&pagu=12.5",
    "berita acara": f"usulan{AS_IT_IS}&bagian=berita",
    "siapa belum mengusulkan": f"usulan{AS_IT_IS}",
    "daerah mana yang kurang terlayani": f"usulan{AS_IT_IS}&bagian=kebutuhan",
    "usulan lewat batas waktu": f"usulan{AS_IT_IS}&bagian=alur",
    # so many of so many
    "koperasi mana yang belum RAT": "indikator?indikator=rat_registered_share&tahun=2023",
    "brp kop yg tdk aktif di konawe": "indikator?indikator=active_cooperative_share&tahun=2023&kab=74.02",
    "UMKM yang sudah punya NIB": "indikator?indikator=nib_share&tahun=2023",
    "kenapa pertumbuhan Konawe tinggi": f"{GROWTH}&kab=74.02&lihat=struktur",
    # a cause of anything else: its figure
    "kenapa UMKM Konawe rendah": "indikator?indikator=enterprises&tahun=2023&kab=74.02",
    "apa penyebab kemiskinan di Wakatobi": "indikator?indikator=poverty_rate&tahun=2023&kab=74.07",
    "kenapa usulan Konawe ditolak": f"usulan{AS_IT_IS}&kab=74.02&bagian=daftar&tahap=ditolak",
    "apakah target KUR tercapai": "indikator?indikator=kur_achievement&tahun=2023",
    "apa masalah terbesar di Muna": "daerah?indikator=grdp_growth&tahun=2023&kab=74.03",
    "daerah mana tumbuh paling lambat": f"{GROWTH}&lihat=peta",
    "koperasi merah putih mana yang belum jalan": "indikator?indikator=kdkmp_operating_share&tahun=2023",
    "kenapa omzet koperasi dirahasiakan": f"data{AS_IT_IS}",
    "kenapa data muna kosong": f"kualitas{AS_IT_IS}&kab=74.03",
    "mana lebih baik Kolaka atau Konawe": f"{GROWTH}&kab=74.01&banding=74.02&lihat=bandingkan",
    "apakah data bisa dipercaya": f"kualitas{AS_IT_IS}",
    # pages
    "siapa belum lapor": f"kualitas{AS_IT_IS}",
    "mutu data": f"kualitas{AS_IT_IS}",
    "seberapa baik data muna": f"kualitas{AS_IT_IS}&kab=74.03",
    "kamus": f"data{AS_IT_IS}",
    "ringkasan": AS_IT_IS,
}


@pytest.mark.parametrize("text", TABLE)
def test_a_question_leads_to_its_view(text):
    assert address(text) == TABLE[text]


@pytest.mark.parametrize(
    ("text", "why", "claim", "unnamed"),
    [
        ("siapa terbaik", False, "", True),
        ("ipm terbaik", False, "", False),
        ("siapa paling miskin", False, "", False),
        ("kenapa UMKM Konawe rendah", True, "rendah", False),
        ("UMKM Konawe banyak", False, "tinggi", False),
        ("apa penyebab koperasi tidak RAT", True, "", False),
    ],
)
def test_an_answer_knows_what_the_question_left_open_or_took_for_granted(text, why, claim, unnamed):
    answer = best(text)
    assert (answer.why, answer.claim, answer.unnamed) == (why, claim, unnamed)


def test_who_is_best_is_asked_of_several_indicators():
    assert len({answer.params["indikator"] for answer in answers("siapa terbaik")}) > 2


def test_a_question_for_a_cause_alone_is_not_understood():
    assert answers("apa penyebabnya") == []


ALIASES = [
    (row["alias"], row["region_code"])
    for row in region_list._rows(PROJECT.reference / "region_aliases.csv")
    if row["region_code"] in CODES
]


@pytest.mark.parametrize(("name", "code"), [*ALIASES, *((r.abbreviation, r.code) for r in REGIONS.local)])
def test_every_spelling_of_a_region_leads_to_its_profile(name, code):
    assert (best(name).page, best(name).params["kab"]) == ("daerah", code)


@pytest.mark.parametrize("region", REGIONS.local, ids=lambda region: region.code)
def test_every_region_is_found_inside_a_question(region):
    for name in (region.name, region.short_name, region.abbreviation):
        answer = best(f"kemiskinan {name} 2020")
        assert (answer.params["indikator"], answer.params["tahun"]) == ("poverty_rate", "2020")
        assert answer.params["kab"] == region.code


@pytest.mark.parametrize("indicator", [INDICATORS[key] for key in COVERAGE], ids=lambda indicator: indicator.id)
def test_every_indicator_is_found_by_its_names(indicator):
    for name in (indicator.label, indicator.short_label, indicator.id):
        assert indicator.id in [answer.params["indikator"] for answer in answers(name)], name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("konawe", "74.02"),
        ("konawe selatan", "74.05"),
        ("konawe-selatan", "74.05"),
        ("konaweselatan", "74.05"),
        ("kolaka", "74.01"),
        ("kolaka utara", "74.08"),
        ("muna barat", "74.13"),
        ("muna", "74.03"),
        ("buton tengah", "74.14"),
        ("buton", "74.04"),
        ("konawe k", "74.12"),
        ("kolaka t", "74.11"),
    ],
)
def test_a_longer_name_is_never_taken_for_its_beginning_nor_the_other_way_round(text, code):
    assert best(text).params["kab"] == code


@pytest.mark.parametrize(
    ("slip", "code"),
    [
        ("kolka", "74.01"),
        ("kolakka", "74.01"),
        ("koalka", "74.01"),
        ("wakatoby", "74.07"),
        ("bombanna", "74.06"),
        ("kendri", "74.71"),
        ("baubua", "74.72"),
        ("kolaka utra", "74.08"),
        ("konwe selatan", "74.05"),
        ("konawe kepuluan", "74.12"),
    ],
)
def test_a_slip_still_finds_the_region(slip, code):
    assert best(slip).params["kab"] == code


def test_while_a_name_is_typed_all_that_begin_so_are_offered_the_shortest_first():
    assert [answer.params.get("kab") for answer in answers("kon")[:4]] == ["74.02", "74.09", "74.05", "74.12"]
    assert [answer.params["kab"] for answer in answers("kolaka") if answer.page == "daerah"] == [
        "74.01",
        "74.08",
        "74.11",
    ]


def test_a_finished_word_is_not_completed():
    assert {answer.params["kab"] for answer in answers("kolaka ")} == {"74.01"}


def test_half_a_question_is_found_by_its_first_words():
    assert [answer.question.partition(":")[0] for answer in answers("siapa t")][:2] == [
        "Siapa tumbuh paling cepat",
        "Siapa tertinggal",
    ]
    assert best("siapa tert").question.startswith("Siapa tertinggal")


@pytest.mark.parametrize("text", ["asdf qwer", "zzzz", "harga cabai kolaka", "?!", "12345", "x", "<img src=x>", "kota"])
def test_what_is_not_understood_has_no_answer(text):
    assert answers(text) == []


@pytest.mark.parametrize("text", ["koperasi belum ber-nik", "anggota bukan perempuan"])
def test_who_says_no_is_never_answered_as_if_yes_was_said(text):
    yes = " ".join(word for word in text.split() if word not in ("belum", "tidak", "bukan"))
    assert answers(yes)
    assert answers(text) == []


@pytest.mark.parametrize("text", ["UMKM belum ber-NIB", "umkm yang belum ber-nib", "umkm tidak ber-nib"])
def test_the_products_own_word_for_having_a_number_can_be_denied(text):
    assert best(text).question.startswith("UMKM yang belum punya NIB")


def test_a_form_of_an_indicator_without_data_says_so():
    without = {key: found for key, found in COVERAGE.items() if key not in ("nib_share", "rat_registered_share")}
    words_left = vocabulary.load(PROJECT.questions, REGIONS, without)
    asked = resolve("umkm belum punya nib", words_left, HERE)
    assert asked[0].question == f"{INDICATORS['nib_share'].label}: belum ada data, hanya definisinya"
    assert "Berapa koperasi yang belum RAT?" not in [answer.question for answer in resolve("", words_left, HERE)]


def test_without_a_word_the_prepared_questions_are_offered():
    prepared = answers("  ")
    assert [answer.question for answer in prepared] == [
        "Berapa koperasi yang belum RAT?",
        "Berapa koperasi yang tidak aktif?",
        "Siapa mengusulkan apa?",
        "Siapa tumbuh paling cepat?",
        "Siapa tertinggal?",
        "Apa yang berubah sejak 2018?",
        "Di mana kemiskinan tertinggi?",
        "Seberapa baik data tiap daerah?",
        "Siapa belum lapor?",
        "Bagaimana bila target 2029 dikejar?",
    ]
    assert all(best(answer.question).page == answer.page for answer in prepared)


@pytest.mark.parametrize("form", WORDS.forms, ids=lambda form: form.id)
def test_every_phrase_of_a_form_asks_it(form):
    wanted = next(answer for answer in answers(form.sentence.format(dasar=2018)))
    for phrase in form.phrases:
        found = [(answer.page, answer.params.get("lihat")) for answer in answers(" ".join(phrase))]
        assert (wanted.page, wanted.params.get("lihat")) in found, phrase


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kemiskinan Muna", "Persentase penduduk miskin di Muna, 2023"),
        ("kemiskinan Muna 2017", "Persentase penduduk miskin di Muna, 2023 (2017 belum ada data)"),
        ("kemiskinan kendari 2022", "Persentase penduduk miskin di Kota Kendari, 2022 (baru 1 daerah)"),
        ("kemiskinan", "Persentase penduduk miskin, semua daerah, 2023"),
        ("kemiskinan sultra", "Persentase penduduk miskin di Sulawesi Tenggara, 2023"),
        ("kemiskinan sejak 2010", "Apa yang berubah sejak 2018: Penduduk miskin, sampai 2023 (2010 belum ada data)"),
        ("muna buton wakatobi", "Pertumbuhan PDRB di Muna, Buton, dan Wakatobi, 2023"),
        ("andil kemiskinan", "Siapa menyumbang pertumbuhan: PDRB, 2023 (Penduduk miskin tidak dapat dijumlahkan)"),
        ("kredit macet", "Kredit bermasalah KUR (NPL): belum ada data, hanya definisinya"),
        (
            "sanitasi sejak 2018",
            "Persentase rumah tangga dengan sanitasi layak, semua daerah, 2021 "
            "(hanya terbit untuk satu tahun, perubahan belum dapat dihitung)",
        ),
    ],
)
def test_an_answer_says_exactly_what_will_be_shown(text, said):
    assert best(text).question == said


def test_the_region_on_screen_stands_beside_the_indicator_asked():
    found = answers("kemiskinan", HERE | {"kab": "74.01"})
    assert "kab" not in found[0].params
    assert found[1].question == "Persentase penduduk miskin di Kolaka, 2023"


def test_compared_with_one_region_is_the_one_on_screen():
    params = best("bandingkan dengan konawe", HERE | {"kab": "74.01"}).params
    assert (params["kab"], params["banding"]) == ("74.01", "74.02")


def test_what_a_question_does_not_settle_is_kept():
    context = HERE | {"banding": "74.02", "lihat": "skenario", "dasar": "2019", "bentuk": "2", "sasaran": "8"}
    assert best("kemiskinan", context).params == {"indikator": "poverty_rate", "tahun": "2023", "layar": "1"}
    assert best("siapa menyumbang", context).params == HERE | {"sasaran": "8", "lihat": "andil"}
    assert best("muna", context).params == HERE | {"banding": "74.02", "kab": "74.03"}


def test_who_is_behind_needs_an_indicator_of_which_more_or_less_is_better():
    assert best("siapa tertinggal", HERE | {"indikator": "area"}).params["indikator"] == DEFAULT
    assert best("siapa tertinggal", HERE | {"indikator": "hdi"}).params["indikator"] == "hdi"


SAID = [" ".join(phrase) for form in WORDS.forms for phrase in form.phrases]
PIECES = st.sampled_from([*SAID, *(" ".join(name.words) for name in WORDS.names), *(alias for alias, _ in ALIASES)])
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(PIECES, st.integers(1980, 2110).map(str), st.text(max_size=6)), max_size=6).map(" ".join),
)
CONTEXTS = st.fixed_dictionaries(
    {"indikator": st.sampled_from(sorted(COVERAGE)), "tahun": st.just("2021")},
    optional={
        "kab": st.sampled_from(sorted(CODES)),
        "banding": st.just("74.01,74.02"),
        "layar": st.just("1"),
        "lihat": st.sampled_from(sorted(VIEWS)),
        "dasar": st.just("2018"),
    },
)


@given(TEXTS, CONTEXTS)
def test_every_answer_is_an_address_the_dashboard_reads_without_a_complaint(text, context):
    for answer in answers(text, context):
        assert answer.page in {path for _, _, path in PAGES}
        selection, notices = from_url(answer.params, COVERAGE, REGIONS)
        assert notices == []
        assert selection.to_url(answer.page).items() <= answer.params.items() | {("tahun", str(selection.year))}
        assert answer.question


@given(TEXTS, CONTEXTS)
def test_answers_are_few_different_best_first_and_always_the_same(text, context):
    found = answers(text, context)
    assert len(found) <= MOST or not text.strip()
    assert found == sorted(found, key=lambda answer: -answer.score)
    assert len({(answer.page, *sorted(answer.params.items())) for answer in found}) == len(found) or not text.strip()
    assert found == answers(text, context)


@given(st.text(max_size=300))
def test_words_are_bounded_whatever_is_typed(text):
    assert len(words.split(text)) <= words.MOST_WORDS


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("poverty_rate = [", "poverty = [", "'poverty' tidak ada"),
        ('reads = "compare"', 'reads = "guess"', "guess"),
        ('page = "kualitas"', 'page = "mutu"', "'mutu'"),
        ('gini = ["', 'gini = ["kemiskinan", "', "menamai dua indikator"),
        ('id = "tumbuh"', 'id = "tumbuh"\nwarna = "merah"', "warna"),
        ("light = [", "light = ", "questions.toml"),
    ],
)
def test_a_file_that_breaks_its_contract_is_refused_with_the_reason(tmp_path, old, new, said):
    path = tmp_path / "questions.toml"
    text = PROJECT.questions.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError, match=said):
        vocabulary.load(path, REGIONS, COVERAGE)


def test_the_file_uses_the_views_and_pages_there_are():
    content = tomllib.loads(PROJECT.questions.read_text(encoding="utf-8"))
    assert {form["view"] for form in content["forms"] if "view" in form} == set(VIEWS)
    assert set(vocabulary.PAGES) == {path for _, _, path in PAGES}


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("pagu 50 miliar", 50_000_000_000),
        ("50m", 50_000_000_000),
        ("Rp 1,5 triliun", 1_500_000_000_000),
        ("rp2.500 juta", 2_500_000_000),
        ("12,25 milyar", 12_250_000_000),
        ("750 jt", 750_000_000),
    ],
)
def test_an_amount_is_read_as_it_is_spoken(text, rupiah):
    assert words.amount(words.split(text))[0] == rupiah


@pytest.mark.parametrize("text", ["pagu 50", "2025", "m", "konawe 2023", ""])
def test_a_figure_without_its_scale_is_no_amount(text):
    assert words.amount(words.split(text)) is None


def test_of_one_region_the_year_is_the_one_in_which_it_is_told():
    told = vocabulary.load(PROJECT.questions, REGIONS, COVERAGE, {"74.02": {"nib_share": 2022}})
    assert resolve("nib konawe", told, HERE)[0].params["tahun"] == "2022"
    assert resolve("nib konawe 2023", told, HERE)[0].params["tahun"] == "2023"
    assert resolve("nib kolaka", told, HERE)[0].params["tahun"] == "2023"


def test_what_is_not_understood_names_the_strange_word_and_offers_what_is_known():
    assert resolving.unread("harga cabai kolaka", WORDS) == ["cabai"]
    offered = resolving.instead("harga cabai kolaka", WORDS, HERE)
    assert offered[0].question == "Profil Kolaka"
    assert len(offered) == 3
    assert resolving.instead("asdf qwer", WORDS, HERE) == []


def test_what_was_counted_elsewhere_each_year_is_not_of_one_year_only():
    assert Coverage({2024: 17}).why_no_series == "hanya terbit untuk satu tahun"
    waves = Coverage({2022: 2, 2023: 11, 2024: 4})
    assert not vocabulary.has_series(waves)
    assert waves.why_no_series == "mencakup daerah lain setiap tahun"


def test_a_region_that_was_split_off_later_is_named_for_the_years_before():
    assert vocabulary.not_yet(REGIONS, ["74.13", "74.03"], 2012) == "Muna Barat belum ada pada 2012"
    assert vocabulary.not_yet(REGIONS, ["74.13", "74.03"], 2023) == ""


def test_a_region_asked_for_before_it_was_split_off_is_said_not_to_be_there_yet():
    early = {"grdp_constant": Coverage({2012: 14, 2023: 17})}
    found = resolve("pdrb konstan muna barat 2012", vocabulary.load(PROJECT.questions, REGIONS, early), {})
    assert "(Muna Barat belum ada pada 2012)" in found[0].question
