// Marks in px, for a plot of 200 x 100 px from (50, 10): what is said, found under the pointer and walked to.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inReadingOrder, marksOf, neighbour, under } from "../../static/chart/marks.js";
import { axesOf } from "../../static/chart/scales.js";
import { tableOf } from "../../static/chart/table.js";

const NAMES = { 74.01: "Kolaka", 74.02: "Konawe" };
const BARS = {
  type: "bar",
  orientation: "h",
  x: [4, 8],
  y: ["Kolaka", "Konawe"],
  ids: ["74.01", "74.02"],
  customdata: ["hdi|74.01|2023", "hdi|74.02|2023"],
  text: ["4,0", "8,0"],
  hovertemplate: "%{y}: %{text}<extra></extra>",
};

function marks(data, x = {}, y = {}, more = {}) {
  const figure = { data, layout: { height: 130, margin: { l: 50, r: 50, t: 10, b: 20 }, xaxis: x, yaxis: y, ...more } };
  return marksOf(figure, axesOf(figure, 300), NAMES);
}

test("a bar knows its region, its question and its words", () => {
  const [kolaka] = marks([BARS], { range: [0, 8] });
  assert.deepEqual([kolaka.code, kolaka.asked, kolaka.name], ["74.01", "hdi|74.01|2023", "Kolaka: 4,0"]);
  assert.deepEqual(kolaka.box, { left: 50, right: 150, top: 65, bottom: 105 });
});

test("a bar stands on those before it where they are stacked, and on zero where they lie over each other", () => {
  const two = [BARS, { ...BARS, x: [1, 1] }];
  assert.equal(marks(two, { range: [0, 10] }, {}, { barmode: "stack" })[2].box.left, 130);
  assert.equal(marks(two, { range: [0, 10] }, {}, { barmode: "overlay" })[2].box.left, 50);
});

test("what is below zero is stacked on its own side", () => {
  const [, , kolaka] = marks([{ ...BARS, x: [4, 8] }, { ...BARS, x: [-2, -2] }], { range: [-10, 10] }, {}, { barmode: "relative" });
  assert.deepEqual([kolaka.box.left, kolaka.box.right], [130, 150]);
});

test("a bar answers over its whole row, beside its end too", () => {
  const found = marks([BARS], { range: [0, 8] });
  assert.equal(under(found, 60, 85).code, "74.01");
  assert.equal(under(found, 240, 85).code, "74.01");
  assert.equal(under(found, 240, 35).code, "74.02");
  assert.equal(under(found, 60, 125), null);
});

test("of points the nearest within reach answers", () => {
  const dots = { type: "scatter", mode: "markers", x: [0, 10], y: [0, 0], ids: ["74.01", "74.02"], hovertemplate: "%{x}" };
  const found = marks([dots], { range: [0, 10] }, { range: [-1, 1] });
  assert.equal(under(found, 60, 65).code, "74.01");
  assert.equal(under(found, 150, 60), null);
});

test("keys walk bars from the top down, lines from their first year", () => {
  const [kolaka, konawe] = marks([BARS], { range: [0, 8] });
  assert.deepEqual(inReadingOrder([kolaka, konawe]).map((mark) => mark.code), ["74.02", "74.01"]);
  assert.equal(neighbour([kolaka, konawe], konawe, "ArrowDown"), kolaka);
  assert.equal(neighbour([kolaka, konawe], konawe, "ArrowUp"), null);
  const lines = { type: "scatter", mode: "lines", x: [2021, 2022, null, 2021, 2022], y: [1, 2, null, 5, 1], hovertemplate: "%{x}" };
  assert.deepEqual(inReadingOrder(marks([lines], { tickformat: "d" })).map((mark) => mark.name), ["2021", "2022", "2021", "2022"]);
});

test("bars become a table with a row each", () => {
  assert.deepEqual(tableOf(marks([BARS], { range: [0, 8] }), NAMES), {
    columns: ["Nilai"],
    rows: [["Kolaka", "4,0"], ["Konawe", "8,0"]],
    codes: ["74.01", "74.02"],
  });
});

test("lines over years become a row per year and a column per region", () => {
  const line = (code, values) => ({
    type: "scatter",
    mode: "lines",
    x: [2022, 2023],
    y: values,
    ids: [code, code],
    hovertemplate: "%{id} %{x}: %{y} persen<extra></extra>",
  });
  const table = tableOf(marks([line("74.01", [1.5, 2]), line("74.02", [3, null])], { tickformat: "d" }), NAMES);
  assert.deepEqual(table.columns, ["Kolaka", "Konawe"]);
  assert.deepEqual(table.rows, [["2022", "1,5 persen", "3 persen"], ["2023", "2 persen", ""]]);
});

test("what is told in several lines fills several columns", () => {
  const ends = { type: "scatter", mode: "markers", x: [1, 2], y: [0, 0], hovertext: ["Kolaka", "Kolaka"], text: ["12%", "9%"] };
  const [need, asked] = [{ ...ends, x: [1], y: [0] }, { ...ends, x: [2], y: [0], text: ["9%"] }];
  need.hovertemplate = "%{hovertext}<br>kebutuhan: %{text}";
  asked.hovertemplate = "%{hovertext}<br>usulan: %{text}";
  assert.deepEqual(tableOf(marks([need, asked], { range: [0, 3] }, { range: [-1, 1] })), {
    columns: ["kebutuhan", "usulan"],
    rows: [["Kolaka", "12%", "9%"]],
    codes: [null],
  });
});
