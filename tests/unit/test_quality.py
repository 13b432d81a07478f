"""The index is a weighted mean of what was measured, and a grade is where it falls between the agreed lines."""

import math
from datetime import date

import pandas as pd
import pytest

from kumkm.analysis.quality import GradeLines, latest, report_states, scores
from kumkm.narrative import quality as narrative

LINES = GradeLines(90, 75, 60)


def quality(*rows):
    columns = ["subject", "region_code", "year", "heading", "good", "every"]
    return pd.DataFrame(rows, columns=columns)


def score(frame, weights):
    return scores(frame, weights)["score"].tolist()


KOLAKA = quality(
    ("cooperatives", "74.01", 2023, "kelengkapan", 80, 100),
    ("cooperatives", "74.01", 2023, "keunikan", 50, 50),
)


@pytest.mark.parametrize(
    ("value", "letter"),
    [(100, "A"), (90, "A"), (89.94, "B"), (89.96, "A"), (75, "B"), (60, "C"), (59.9, "D"), (0, "D")],
)
def test_a_score_on_the_line_as_it_is_written_has_the_better_grade(value, letter):
    assert LINES.grade(value) == letter


def test_what_was_not_measured_has_no_grade():
    assert LINES.grade(math.nan) is None


def test_the_index_is_the_weighted_mean_of_the_shares():
    assert score(KOLAKA, {"kelengkapan": 1, "keunikan": 1}) == [pytest.approx((80 + 100) / 2)]
    assert score(KOLAKA, {"kelengkapan": 3, "keunikan": 1}) == [pytest.approx((3 * 80 + 100) / 4)]


def test_a_heading_that_was_not_measured_does_not_pull_the_index_down():
    weights = {"kelengkapan": 1, "keunikan": 1, "kesesuaian": 3}
    assert score(KOLAKA, weights) == score(KOLAKA, {"kelengkapan": 1, "keunikan": 1})


def test_a_heading_with_weight_zero_or_none_does_not_count():
    assert score(KOLAKA, {"kelengkapan": 0, "keunikan": 2}) == [100]
    assert score(KOLAKA, {"keunikan": 2}) == [100]


def test_without_any_weight_there_is_no_index():
    assert math.isnan(score(KOLAKA, {"kelengkapan": 0, "keunikan": 0})[0])


def test_every_region_subject_and_year_has_an_index_of_its_own():
    frame = pd.concat([KOLAKA, quality(("kur", "74.01", 2022, "kelengkapan", 1, 2))])
    found = scores(frame, {"kelengkapan": 1, "keunikan": 1})
    assert found[["subject", "year", "score"]].to_numpy().tolist() == [["cooperatives", 2023, 90], ["kur", 2022, 50]]


def test_nothing_delivered_gives_nothing():
    assert scores(quality(), {"kelengkapan": 1}).empty
    assert latest(quality()).empty


def test_a_year_with_few_headings_is_not_the_latest_one():
    later = quality(("cooperatives", "74.01", 2025, "rekap", 1, 1))
    wider = quality(("cooperatives", "74.01", 2023, "standar", 1, 1))
    assert set(latest(pd.concat([KOLAKA, wider, later]))["year"]) == {2023}


def test_a_region_that_did_not_report_in_the_latest_year_is_absent_not_carried_over():
    before = quality(("cooperatives", "74.02", 2022, "kelengkapan", 1, 1), ("cooperatives", "74.02", 2022, "x", 1, 1))
    assert set(latest(pd.concat([KOLAKA, before]))["region_code"]) == {"74.01"}


def test_regions_surveyed_in_different_waves_are_all_there():
    waves = quality(("enterprises", "74.71", 2022, "standar", 1, 1), ("enterprises", "74.01", 2023, "standar", 1, 1))
    assert latest(waves)["region_code"].tolist() == ["74.71", "74.01"]


def test_the_agreed_weights_give_the_grades_the_warehouse_published(serving, read):
    parameters = read("parameters").set_index("parameter")["value"]
    weights = {name.removeprefix("weight_"): value for name, value in parameters.filter(like="weight_").items()}
    lines = GradeLines(*(parameters[f"grade_{letter}"] for letter in "abc"))
    found = scores(read("quality"), weights)
    key = ["subject", "region_code", "year"]
    published = serving.cursor().execute("SELECT subject, region_code, year, score, grade FROM mart.quality_grade").df()
    both = found.merge(published, on=key, suffixes=("", "_published"))
    assert len(both) == len(found) == len(published) > 0
    assert both["score"].to_numpy() == pytest.approx(both["score_published"].to_numpy())
    assert [lines.grade(value) for value in both["score_published"]] == both["grade"].tolist()


def report(submitted, deadline, days_late):
    return {"submitted_on": pd.Timestamp(submitted), "deadline_on": pd.Timestamp(deadline), "days_late": days_late}


@pytest.mark.parametrize(
    ("found", "state"),
    [
        (report("2024-04-30", "2024-04-30", 0), "on_time"),
        (report("2024-05-01", "2024-04-30", 1), "late"),
        (report(None, "2024-04-30", None), "due"),
        (report(None, "2024-06-30", None), "open"),
        (report(None, None, None), "due"),
        (report("2024-05-01", None, None), "on_time"),
    ],
)
def test_a_report_is_due_only_once_its_deadline_has_passed(found, state):
    assert report_states(pd.DataFrame([found]), date(2024, 5, 15)).tolist() == [state]


def said(good=9, waiting=(), total=17, book_year=2023):
    return narrative.headline(
        year=2023, good=good, graded=total, total=total, book_year=book_year, waiting=list(waiting)
    )


@pytest.mark.parametrize(
    ("good", "words"),
    [(0, "belum ada kabupaten/kota"), (1, "satu dari 17"), (9, "9 dari 17"), (17, "seluruh 17 kabupaten/kota")],
)
def test_the_headline_counts_the_good_grades(good, words):
    assert said(good) == f"Data koperasi 2023: {words}{said(good).split(words)[1]}"


@pytest.mark.parametrize(
    ("waiting", "words"),
    [
        ([], "semua laporan tahun buku 2023 sudah masuk."),
        (["Muna"], "; Muna belum lapor lengkap untuk tahun buku 2023."),
        (["Muna", "Buton"], "; Muna dan Buton belum"),
        (["Muna", "Buton", "Konawe"], "; Muna, Buton, dan Konawe belum"),
        (["Muna", "Buton", "Konawe", "Bombana"], "; Muna, Buton, dan 2 daerah lain belum"),
    ],
)
def test_the_headline_names_who_has_not_reported(waiting, words):
    assert words in said(waiting=waiting)


def test_without_a_log_nobody_is_said_to_be_late():
    assert said(book_year=None).endswith("bermutu A atau B.")


def test_without_deliveries_nothing_is_graded():
    text = narrative.headline(year=0, good=0, graded=0, total=17, book_year=None, waiting=[])
    assert text == "Data koperasi belum dapat dinilai."


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((3, 0, 0, 0), "Seluruh 3 laporan masuk tepat waktu."),
        ((1, 1, 1, 0), "Satu dari 3 laporan masuk tepat waktu, satu menyusul setelah batas, satu belum masuk."),
        ((2, 0, 0, 1), "Sebanyak 2 dari 3 laporan masuk tepat waktu, satu belum jatuh tempo."),
        ((0, 0, 0, 0), "Belum ada catatan laporan."),
    ],
)
def test_reports_are_counted_in_words(counts, words):
    on_time, late, due, not_yet = counts
    assert narrative.reported(on_time=on_time, late=late, due=due, not_yet=not_yet) == words
