// The legend's strip, in round numbers of pixels.
import assert from "node:assert/strict";
import { test } from "node:test";
import { circleSizes, classScale, classWidths, flowNotes, legendNotes, shownEdges, startsOf } from "../../static/map/legend_scale.js";

test("classes are as long as their range of values", () => {
  assert.deepEqual(classWidths([0, 1, 4], [10, 10, 10], 200), [50, 150]);
});

test("a class is long enough for its numbers; the others share the rest", () => {
  // (20 + 20) / 2 for the numbers at both ends, and 20 / 2 − 5 because an outer number stands inside.
  assert.deepEqual(classWidths([0, 10, 100], [20, 20, 20], 100), [25, 75]);
});

test("classes that all need more than there is are alike", () => {
  assert.deepEqual(classWidths([0, 1, 10], [90, 90, 90], 100), [50, 50]);
});

test("a value stands where its class says, within the strip", () => {
  const scale = classScale([0, 10, 100], startsOf(0, [25, 75]), [25, 75]);
  assert.deepEqual([0, 5, 10, 55, 100, 1000, -3].map(scale), [0, 12.5, 25, 62.5, 100, 100, 0]);
});

test("a number that would touch its neighbour is left out, the outer two never", () => {
  // 0…10 is written; 13…27 is too near to it; 23…37 is not; the last ends at 100.
  const shown = shownEdges([0, 20, 30, 100], [10, 14, 14, 10]);
  assert.deepEqual(shown, [{ i: 0, anchor: "start" }, { i: 2, anchor: "middle" }, { i: 3, anchor: "end" }]);
});

test("three circles at most, the largest first; without any the largest value", () => {
  const given = { circleSizes: [[10, "10"], [30, "30"], [20, "20"], [5, "5"]], edges: [0, 40], edgeTexts: ["0", "40"] };
  assert.deepEqual(circleSizes(given), [[30, "30"], [20, "20"], [10, "10"]]);
  assert.deepEqual(circleSizes({ ...given, circleSizes: [] }), [[40, "40"]]);
});

const DATA = { kind: "rate", fit: "87%", missingText: "belum ada data", words: { secret: "r: dirahasiakan", graded: "D: lemah" } };
const ALL = { anyMissing: true, anySecret: true, anyGraded: true };

test("two notes stand beside a wide strip, on a narrow one all are below", () => {
  const texts = (notes) => notes.map((note) => note.text);
  const wide = legendNotes({ data: DATA, summary: ALL, toneColours: [], width: 480 });
  assert.deepEqual(texts(wide.beside), ["belum ada data", "87%"]);
  assert.deepEqual(texts(wide.below), ["r: dirahasiakan", "D: lemah"]);
  const narrow = legendNotes({ data: DATA, summary: ALL, toneColours: [], width: 479 });
  assert.deepEqual(texts(narrow.below), ["belum ada data", "87%", "r: dirahasiakan", "D: lemah"]);
  assert.deepEqual(narrow.beside, []);
});

test("a count has no fit; its tones are notes of their own", () => {
  const data = { ...DATA, kind: "count", toneTexts: ["sedikit", "banyak"] };
  const summary = { anyMissing: false, anySecret: true, anyGraded: false };
  const { beside, below } = legendNotes({ data, summary, toneColours: ["#111", "#222"], width: 900 });
  assert.deepEqual(beside, [{ text: "r: dirahasiakan", lit: "secret" }]);
  assert.deepEqual(below, [{ text: "sedikit", lit: "tone0", colour: "#111" }, { text: "banyak", lit: "tone1", colour: "#222" }]);
});

test("notes flow into rows as wide as the strip", () => {
  const tools = { lead: () => 10, wrap: (text) => [text], measure: () => 30 };
  const places = (width) => flowNotes([{ text: "a" }, { text: "b" }], width, tools).places.map(({ x, row }) => [x, row]);
  assert.deepEqual(places(101), [[1, 0], [61, 0]]); // 1 + 40 + 20 between, then 40 more
  assert.deepEqual(places(100), [[1, 0], [1, 1]]);
  assert.equal(flowNotes([], 100, tools).rows, 0);
  assert.equal(flowNotes([{ text: "a" }, { text: "b" }], 100, tools).rows, 2);
});
