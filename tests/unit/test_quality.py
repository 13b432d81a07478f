"""The index is a weighted mean of what was measured, and a grade is where it falls between the agreed lines."""

import math

import pandas as pd
import pytest

from kumkm.analysis.quality import GradeLines, latest, scores

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
    ("value", "letter"), [(100, "A"), (90, "A"), (89.999, "B"), (75, "B"), (60, "C"), (59.9, "D"), (0, "D")]
)
def test_a_score_on_the_line_has_the_better_grade(value, letter):
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
