"""Labels of a scatter plot: every point has one, none covers another, and the order of rows does not matter."""

import random
from dataclasses import replace
from itertools import combinations

import pytest

from kumkm.figures.labels import Box, Sheet, missing_note, place
from kumkm.figures.theme import DARK, LIGHT, Style, text_width

SHEET = Sheet((0, 100), (0, 100), (1000, 400), 13)
PLACES = random.Random(7)
SPREAD = [(PLACES.uniform(3, 97), PLACES.uniform(5, 95)) for _ in range(17)]
NAMES = [f"Kabupaten {letter}" for letter in "ABCDEFGHIJKLMNOPQ"]


def overlapping(labels):
    return [pair for pair in combinations(labels, 2) if pair[0].box.shared(pair[1].box) > 0]


@pytest.mark.parametrize("size", [13, 18])
def test_no_two_labels_overlap_and_all_stay_in_the_plot(size):
    labels = place(SPREAD, NAMES, replace(SHEET, size=size))
    assert len(labels) == 17
    assert overlapping(labels) == []
    assert all(label.box.within(Box(0, 0, 1000, 400)) for label in labels)


def test_a_lone_label_stands_right_of_its_point_and_touches_nothing():
    (label,) = place([(50, 50)], ["Muna"], SHEET)
    assert (label.xanchor, label.yanchor, label.yshift, label.leader) == ("left", "middle", 0, False)
    assert label.box.left >= 500 + 5
    assert label.box.right - label.box.left >= text_width(["Muna"], 13)


def test_at_the_right_edge_a_label_turns_to_the_left():
    (label,) = place([(99, 50)], ["Konawe Kepulauan"], SHEET)
    assert label.xanchor == "right"


def test_the_result_does_not_depend_on_the_order_of_the_points():
    straight = dict(zip(NAMES, place(SPREAD, NAMES, SHEET), strict=True))
    order = list(range(17))
    random.Random(1).shuffle(order)
    shuffled = place([SPREAD[item] for item in order], [NAMES[item] for item in order], SHEET)
    assert {NAMES[item]: label for item, label in zip(order, shuffled, strict=True)} == straight


def test_points_in_a_heap_are_all_labelled_apart_with_lines_back():
    heap = [(50 + step, 50 + step % 3) for step in range(8)]
    labels = place(heap, NAMES[:8], SHEET)
    assert overlapping(labels) == []
    assert any(label.leader for label in labels)


def test_a_label_keeps_off_other_points():
    labels = place([(50, 50), (53, 50)], ["Kolaka Utara", "Bombana"], SHEET)
    assert not labels[0].box.holds((530, 200))
    assert not labels[1].box.holds((500, 200))


def test_of_two_that_want_the_same_room_the_chosen_one_has_it():
    crowded = {"taken": [Box(0, 0, 1000, 180), Box(0, 220, 1000, 400), Box(0, 0, 480, 400)]}
    pair, names = [(49, 50), (50, 50)], ["Andoolo", "Bungku"]
    first = place(pair, names, SHEET, **crowded, first=[False, True])
    assert first[1].xanchor == "left"
    assert not first[1].leader


def test_kept_room_and_lines_are_left_free():
    room = Box(500, 150, 700, 250)
    (label,) = place([(50, 50)], ["Muna"], SHEET, taken=[room])
    assert label.box.shared(room) == 0
    (label,) = place([(50, 50)], ["Muna"], SHEET, lines=[[(50, 50), (100, 50)]])
    assert not label.box.crossed(((500, 200), (1000, 200)))


def test_a_label_stays_on_its_side_from_one_picture_to_the_next():
    left = place([(99, 50)], ["Konawe"], SHEET)
    (moved,) = place([(60, 50)], ["Konawe"], SHEET, before=left)
    assert moved.xanchor == left[0].xanchor == "right"


@pytest.mark.parametrize(
    ("segment", "crosses"),
    [
        (((0, 5), (20, 5)), True),
        (((0, 0), (20, 20)), True),
        (((0, 11), (20, 31)), False),
        (((12, 0), (12, 20)), False),
        (((5, 5), (6, 6)), True),
    ],
)
def test_a_line_crosses_a_box_or_passes_by(segment, crosses):
    assert Box(2, 2, 10, 10).crossed(segment) is crosses


def test_an_annotation_has_a_line_only_where_its_label_stands_far():
    (near,) = place([(50, 50)], ["Muna"], SHEET)
    spec = near.annotation(line=LIGHT.faint, x=50, y=50, text="Muna", font={"color": LIGHT.ink})
    assert spec["showarrow"] is False
    assert (spec["xshift"], spec["xanchor"]) == (8, "left")
    heap = place([(50, 50 + step / 9) for step in range(12)], NAMES[:12], SHEET)
    far = next(label for label in heap if label.leader)
    spec = far.annotation(line=LIGHT.faint, x=50, y=50, text="Muna", font={"color": LIGHT.ink})
    assert (spec["showarrow"], spec["arrowcolor"]) == (True, LIGHT.faint)
    assert (spec["ax"], spec["ay"]) == (round(far.xshift), -round(far.yshift))


def test_who_is_missing_is_named_and_nobody_missing_is_silence():
    (note,) = missing_note(["Muna", "Buton"], Style(DARK, 18))
    assert note["text"] == "belum ada data: Muna, Buton"
    assert note["font"] == {"color": DARK.muted, "size": 18}
    assert missing_note([], Style(DARK)) == []
