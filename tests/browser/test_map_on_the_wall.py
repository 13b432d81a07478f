"""The map as a room sees it: large, every region named with its value, nothing on top of anything else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, permutations
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page
from rounds import some
from serving import SETTLED

SIZES = [(1366, 768), (1920, 1080), (1280, 720)]
SHARE, INSET, TOUCH = 0.30, 150, 9
INDICATORS = ("poverty_rate", "active_cooperative_share", "kur_disbursed")

MEASURED = """() => {
  const stage = document.querySelector(".krm-picture").getBoundingClientRect();
  const seen = (node) => node.checkVisibility({visibilityProperty: true});
  const box = (node) => { const r = node.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };
  const all = (selector) => [...document.querySelectorAll(`.krm-picture ${selector}`)].filter(seen);
  const ends = (node) => {
    const place = (at) => node.getPointAtLength(at).matrixTransform(node.getScreenCTM());
    const [a, b] = [0, node.getTotalLength()].map(place);
    return [a.x, a.y, b.x, b.y];
  };
  return {
    stage: [stage.left, stage.top, stage.right, stage.bottom],
    land: all("[data-region]").map(box),
    labels: all("[data-label-region]").map((node) => {
      const texts = [...node.querySelectorAll("text")].map((text) => [text.textContent, getComputedStyle(text)]);
      return {
        code: node.dataset.labelRegion, box: box(node), texts: texts.map(([text]) => text),
        sizes: texts.map(([, style]) => parseFloat(style.fontSize)),
        inks: texts.map(([, style]) => [style.fill, style.stroke]),
      };
    }),
    leaders: all("[data-leader-region]").map((node) => ({code: node.dataset.leaderRegion, ends: ends(node)})),
    circles: all("[data-circle]").map((node) => ({code: node.dataset.circle, box: box(node)})),
    insets: all("[data-inset]").map(box),
    captions: all(".krm-caption").map((node) => node.textContent),
    lines: all(".krm-leader").map(ends),
    legend: box(document.querySelector(".krm-legend")),
    stamps: all(".krm-stamp").length,
    overflow: document.querySelector(".krm").scrollHeight - document.querySelector(".krm").clientHeight,
    inside: all("[data-label-region]").map((node) => {
      const [left, top, right, bottom] = box(node);
      const under = document.elementsFromPoint((left + right) / 2, (top + bottom) / 2);
      const shape = under.find((one) => one.dataset?.insetRegion || one.dataset?.region || one.dataset?.circle);
      const {insetRegion, region, circle} = shape?.dataset ?? {};
      return [node.dataset.labelRegion, insetRegion ?? region ?? circle ?? null];
    }),
  };
}"""


@dataclass(frozen=True)
class Wall:
    """A window of a size, and what was measured in it: each picture once."""

    page: Page
    dashboard: str
    size: tuple[int, int]
    seen: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def measured(self, indicator: str, scheme: Literal["light", "dark"] = "light") -> dict[str, Any]:
        key = indicator, scheme
        if key not in self.seen:
            self.page.emulate_media(color_scheme=scheme)
            self.page.goto(f"{self.dashboard}/?indikator={indicator}")
            self.seen[key] = measured(self.page)
        return self.seen[key]


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def wall(request: pytest.FixtureRequest, browser: Browser, dashboard: str) -> Iterator[Wall]:
    width, height = request.param
    page = browser.new_page(viewport={"width": width, "height": height})
    yield Wall(page, dashboard, (width, height))
    page.close()


def measured(page: Page) -> dict[str, Any]:
    """Measure the map of Ringkasan."""
    page.wait_for_selector("[data-region]")
    page.evaluate(SETTLED)
    found: dict[str, Any] = page.evaluate(MEASURED)
    return found


def overlap(one: list[float], other: list[float], air: float = 0) -> bool:
    return one[0] < other[2] - air and other[0] < one[2] - air and one[1] < other[3] - air and other[1] < one[3] - air


def meets(line: list[float], box: list[float]) -> bool:
    """Whether a line runs through a box, by points along it."""
    x, y, x2, y2 = line
    points = [(x + (x2 - x) * i / 200, y + (y2 - y) * i / 200) for i in range(201)]
    return any(box[0] < px < box[2] and box[1] < py < box[3] for px, py in points)


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [float(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("indicator", some(INDICATORS, {0}))
def test_every_region_is_named_with_its_value_and_nothing_is_covered(wall: Wall, indicator: str) -> None:
    found = wall.measured(indicator)
    labels, leaders = found["labels"], {leader["code"]: leader["ends"] for leader in found["leaders"]}
    assert len({label["code"] for label in labels}) == 17
    assert all(name and value for label in labels for name, value in [label["texts"]])
    for one, other in combinations(labels, 2):
        assert not overlap(one["box"], other["box"], air=1), (one["code"], other["code"])
    for one, other in permutations(labels, 2):
        line = leaders.get(one["code"])
        assert not line or not meets(line, other["box"]), (one["code"], other["code"])
    for label in labels:
        assert not any(meets(line, label["box"]) for line in found["lines"]), label["code"]
        assert not overlap(label["box"], found["legend"]), label["code"]


@pytest.mark.parametrize("indicator", INDICATORS)
def test_a_label_stands_in_its_region_or_is_tied_to_it_or_touches_its_circle(wall: Wall, indicator: str) -> None:
    found = wall.measured(indicator)
    tied = {leader["code"] for leader in found["leaders"]}
    circles = {circle["code"]: circle["box"] for circle in found["circles"]}
    labels = [label for label in found["labels"] if label["code"] in circles]
    tied |= {label["code"] for label in labels if overlap(label["box"], circles[label["code"]], air=-TOUCH)}
    assert [pair for pair in found["inside"] if pair[0] not in tied and pair[0] != pair[1]] == []


def test_the_land_is_a_third_of_the_screen_and_the_insets_can_be_read(wall: Wall) -> None:
    found = wall.measured("active_cooperative_share")
    left, top, right, bottom = found["stage"]
    edges = [[max(left, a), max(top, b), min(right, c), min(bottom, d)] for a, b, c, d in found["land"]]
    width = max(box[2] for box in edges) - min(box[0] for box in edges)
    height = max(box[3] for box in edges) - min(box[1] for box in edges)
    assert width * height >= SHARE * wall.size[0] * wall.size[1]
    assert len(found["land"]) == 17
    assert found["captions"] == ["Kota Kendari", "Kota Baubau dan Buton Selatan"]
    assert all(min(box[2] - box[0], box[3] - box[1]) >= INSET for box in found["insets"])
    assert not any(overlap(inset, label["box"]) and label["code"] not in ("74.71", "74.72", "74.15")
                   for inset in found["insets"] for label in found["labels"])  # fmt: skip
    assert found["stamps"] == 1
    assert found["overflow"] <= 0


def test_labels_grow_with_the_wall(wall: Wall) -> None:
    found = wall.measured("poverty_rate")
    wanted = {1366: (13, 18), 1920: (18, 26), 1280: (12, 17)}[wall.size[0]]
    assert {tuple(label["sizes"]) for label in found["labels"]} == {wanted}


@pytest.mark.parametrize(
    ("indicator", "scheme"), some([*((one, "light") for one in INDICATORS), ("poverty_rate", "dark")], {0})
)
def test_every_label_is_read_on_its_halo(wall: Wall, indicator: str, scheme: Literal["light", "dark"]) -> None:
    found = wall.measured(indicator, scheme)
    low = [label["code"] for label in found["labels"] for ink, halo in label["inks"] if contrast(ink, halo) < 4.5]
    assert low == []


def test_on_a_projector_the_map_with_its_legend_is_in_the_first_window_and_names_everybody(wall: Wall) -> None:
    wall.page.emulate_media(color_scheme="light")
    wall.page.goto(f"{wall.dashboard}/?indikator=active_cooperative_share&layar=1")
    found = measured(wall.page)
    wall.page.goto(f"{wall.dashboard}/")
    assert max(found["stage"][3], found["legend"][3]) <= wall.size[1]
    assert found["legend"][0] >= found["stage"][0]
    assert len({label["code"] for label in found["labels"]}) == 17
    assert min(size for label in found["labels"] for size in label["sizes"]) >= 18
