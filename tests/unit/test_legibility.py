"""The back row reads the meeting: angles by hand, contrasts by WCAG, and the colours of the stylesheet itself."""

import pytest

from kumkm.domain import legibility
from kumkm.ui.pages.meeting import back_row


def test_an_angle_by_hand():
    # 2 m × 1.4 % is 28 mm; 28 mm at 8 m is 0.0035 rad, and a radian has 3437.7 minutes.
    assert legibility.minutes(2.0, 8.0) == pytest.approx(0.0035 * 3437.75, rel=1e-4)
    assert legibility.minutes(2.0, legibility.furthest(2.0)) == pytest.approx(legibility.LEAST_MINUTES, rel=1e-4)


def test_what_is_no_length_is_refused():
    with pytest.raises(ValueError, match="lengths"):
        legibility.minutes(2.0, 0.0)


@pytest.mark.parametrize(
    ("one", "other", "told"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#fff", "#ffffff", 1.0)]
)
def test_contrast_as_published(one, other, told):
    assert legibility.contrast(one, other) == pytest.approx(told, abs=0.01)


def test_the_last_row_of_a_usual_hall_reads_the_smallest_text():
    assert legibility.minutes(legibility.USUAL_WIDTH, legibility.USUAL_DISTANCE) >= legibility.LEAST_MINUTES


def test_text_is_aaa_and_marks_are_told_from_the_paper():
    told = back_row.contrasts()
    assert {name: value for name, value in told.items() if name not in back_row.MARKS and value < 7} == {}
    assert min(told["fill"], told["need"]) >= 3
