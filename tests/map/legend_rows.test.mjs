// What the legend says: classes with their regions, the province's own, and what is missing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { circleSizes, classRows, headedColumns, inColumns, noteRows } from "../../static/map/legend_rows.js";

const WORDS = { range: "{low}–{high}", same: "praktis sama", better: "membaik", worse: "memburuk", secret: "r: dirahasiakan", graded: "D: mutu" };
const CLASSES = { edges: [0, 2, 4, 6], texts: ["0", "2", "4", "6"] };
const rows = (more = {}) => classRows({ classes: CLASSES, values: [1, 1.5, 5], province: null, words: WORDS, tone: 1, isDiverging: false, ...more });
const said = (found) => found.map(({ text, count }) => [text, count]);

test("classes stand from high to low with their regions; nobody's class is not shown", () => {
  assert.deepEqual(said(rows()), [["4–6", 1], ["0–2", 2]]);
});

test("an open class says beyond what, one class of all says so", () => {
  assert.deepEqual(said(rows({ classes: { ...CLASSES, high: true, low: true } })), [["> 4", 1], ["< 2", 2]]);
  assert.deepEqual(said(rows({ classes: { edges: [1, 5], texts: ["1", "5"], alike: true } })), [["praktis sama", 3]]);
});

test("the province is marked at the class it lies in", () => {
  const found = rows({ province: { value: 1.2, text: "Sultra 1,2" } });
  assert.deepEqual(found.map(({ mark }) => mark), ["", "Sultra 1,2"]);
});

test("the ends of a diverging scale say where it is better, unless nothing is", () => {
  const growth = { classes: { edges: [-2, 0, 3, 6], texts: ["-2", "0", "3", "6"] }, values: [-1, 1, 4], isDiverging: true };
  const ends = (more) => rows({ ...growth, ...more }).map(({ end }) => end);
  assert.deepEqual(ends({ tone: 1 }), ["membaik", "", "memburuk"]);
  assert.deepEqual(ends({ tone: -1 }), ["memburuk", "", "membaik"]);
  assert.deepEqual(ends({ tone: 0 }), ["", "", ""]);
});

test("classes whose limits were set say what they mean", () => {
  const need = { classes: { edges: [-2, -0.4, 0.3, 2], texts: ["¼", "0,75", "1,25", "4"], low: true, high: true, names: ["kurang", "setara", "lebih"] }, values: [-1, 0, 1], isDiverging: true, tone: 0 };
  assert.deepEqual(rows(need).map(({ text, end }) => [text, end]), [["> 1,25", "lebih"], ["0,75–1,25", "setara"], ["< 0,75", "kurang"]]);
});

test("a scale above zero has no end that is worse", () => {
  const growth = { classes: { edges: [0, 3, 6], texts: ["0", "3", "6"] }, values: [1, 4], isDiverging: true, tone: 1 };
  assert.deepEqual(rows(growth).map(({ end }) => end), ["membaik", ""]);
});

test("circles are the largest first, at most three", () => {
  assert.deepEqual(circleSizes({ circleSizes: [[1, "1"], [9, "9"], [4, "4"], [2, "2"]] }), [[9, "9"], [4, "4"], [1, "1"]]);
  assert.deepEqual(circleSizes({ circleSizes: [], pooled: { edges: [0, 7], texts: ["0", "7"] } }), [[7, "7"]]);
});

test("what is missing, withheld or poor is said with its regions, and only if there are any", () => {
  const figures = {
    value: (code) => (code === "a" ? 1 : null), isSecret: (code) => code === "b",
    grade: (code) => (code === "a" ? "D" : ""), tone: () => null,
  };
  const data = { words: WORDS, missingText: "belum ada data" };
  const notes = (codes) => noteRows({ codes, figures, data, toneColours: [] }).map(({ lit, count }) => [lit, count]);
  assert.deepEqual(notes(["a", "b", "c", "d"]), [["missing", 2], ["secret", 1], ["graded", 1]]);
  assert.deepEqual(notes(["b"]), [["secret", 1]]);
  const toned = { ...figures, tone: (code) => (code === "a" ? 1 : null) };
  const rows = noteRows({ codes: ["a"], figures: toned, data: { ...data, toneTexts: ["sedikit", "banyak"] }, toneColours: ["#aaa", "#333"] });
  assert.deepEqual(rows.map(({ text, colour }) => [text, colour]).slice(0, 1), [["banyak", "#333"]]);
});

test("rows fill as many columns as fit, from above", () => {
  // 60 and 20 between: two columns in 150, so two lines for three rows.
  const { places, h } = inColumns([60, 40, 50], 18, 150);
  assert.deepEqual(places, [{ x: 0, y: 0 }, { x: 0, y: 18 }, { x: 80, y: 0 }]);
  assert.equal(h, 36);
  assert.equal(inColumns([60, 40, 50], 18, 100).h, 54);
});

test("what heads the rows has lines of its own; the rows below stand on one height", () => {
  const rows = [{ sign: "stamp" }, { sign: "heading" }, { sign: "tone" }, { sign: "tone" }];
  const { places, h } = headedColumns(rows, [90, 70, 60, 40], 18, 150);
  assert.deepEqual(places, [{ x: 0, y: 0 }, { x: 0, y: 18 }, { x: 0, y: 36 }, { x: 80, y: 36 }]);
  assert.equal(h, 54);
});
