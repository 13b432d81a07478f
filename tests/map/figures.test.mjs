// What is said about a region, and what follows from the numbers alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { classOf, Figures, summarise } from "../../static/map/figures.js";
import { State } from "../../static/map/state.js";

const WORDS = { rank: "peringkat {rank} {whom}", alike: "dekat nilai tengah", graded: "D: mutu data di bawah C" };

function figures(more = {}, year = 2024) {
  const state = new State();
  state.year = year;
  state.data = {
    kind: "rate", years: [2023, 2024], unit: "persen", words: WORDS, missingText: "belum ada data",
    values: { a: [1, 12.5], b: [2, null] }, texts: { a: ["1", "12,5"], b: ["2", "-"] },
    year, classes: { edges: [0, 10, 20] }, pooled: { edges: [0, 50, 90] },
    names: { a: "Kolaka" }, abbreviations: { a: "KLK" }, ...more,
  };
  return new Figures(state);
}

test("a year in which nobody reported has no data", () => {
  const base = { years: [2023, 2024], pooled: { edges: [0, 2] }, kind: "rate" };
  const two = summarise({ ...base, values: { a: [1, null], b: [3, null] } });
  assert.deepEqual(two.hasData, [true, false]);
  assert.deepEqual([two.low, two.high, two.top], [1, 3, 2]);
});

test("the largest circle of a count is the last edge, or what exceeds it", () => {
  const data = { years: [2024], kind: "count", values: { a: [30] } };
  assert.equal(summarise({ ...data, pooled: { edges: [0, 50] } }).top, 50);
  assert.equal(summarise({ ...data, pooled: { edges: [0, 20] } }).top, 30);
});

test("classes are those of the year shown; while years play, or run ahead of the server, those of all years", () => {
  const told = figures();
  assert.equal(told.classAt("a"), 1); // 12.5 between 10 and 20
  told.state.playing = 1;
  assert.equal(told.classAt("a"), 0); // below 50
  told.state.playing = null;
  told.state.year = 2023;
  assert.deepEqual(told.state.classes.edges, [0, 50, 90]);
});

test("the province has its value in the years it has one", () => {
  const told = figures({ province: { name: "Sultra", values: [null, 8.25], texts: ["–", "8,3"] } });
  assert.deepEqual(told.province, { value: 8.25, text: "Sultra 8,3" });
  told.state.year = 2023;
  assert.equal(told.province, null);
  assert.equal(figures().province, null);
});

test("a value on an edge belongs to the class above, what is beyond to the outer ones", () => {
  const edges = [0, 10, 20, 30];
  assert.deepEqual([-5, 9.9, 10, 30, 99].map((value) => classOf(value, edges)), [0, 0, 1, 2, 2]);
});

test("a sentence says name, value, unit, rank and grade", () => {
  const told = { places: { a: [null, 3] }, whom: [[16, "dari 16"], [17, "dari 17"]], grades: { a: ["", "D"] }, reports: { a: ["", "4 dari 9 melapor"] } };
  assert.equal(figures().sentence("a"), "Kolaka: 12,5 persen");
  assert.equal(figures(told).sentence("a"), "Kolaka: 12,5 persen, peringkat 3 dari 17, 4 dari 9 melapor. D: mutu data di bawah C");
  assert.equal(figures({ places: { a: [null, 0] } }).sentence("a"), "Kolaka: 12,5 persen, dekat nilai tengah");
  assert.equal(figures(told).rankWords("a"), "peringkat 3 dari 17"); // alone, as in the tooltip: no comma before it
});

test("a region without a value says why, and is called by its code if it has no name", () => {
  assert.equal(figures().sentence("b"), "b: belum ada data");
  assert.equal(figures().text("b"), "");
  const secret = figures({ missingTexts: { a: ["", "dirahasiakan (r)"], b: ["", "dirahasiakan (r)"] } });
  assert.equal(secret.sentence("b"), "b: dirahasiakan (r)");
  assert.deepEqual([secret.isSecret("a"), secret.isSecret("b")], [false, true]);
  assert.equal(figures().value("nowhere"), null);
});

test("the legend lights up classes, and what its notes are about", () => {
  const told = figures({ missingTexts: { c: ["", "dirahasiakan (r)"] }, grades: { a: ["", "D"] }, tones: { a: [null, 2] } });
  const lit = (what) => {
    told.state.litClass = what;
    return ["a", "b", "c"].filter((code) => told.isLit(code));
  };
  assert.deepEqual(lit(1), ["a"]);
  assert.deepEqual(lit(0), []);
  assert.deepEqual(lit("missing"), ["b"]);
  assert.deepEqual(lit("secret"), ["c"]);
  assert.deepEqual(lit("graded"), ["a"]);
  assert.deepEqual(lit("tone2"), ["a"]);
});
