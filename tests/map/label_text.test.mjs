// What a label may say, from the best to the barest, and in which ink.
import assert from "node:assert/strict";
import { test } from "node:test";
import { labelAttempts, labelColours } from "../../static/map/label_text.js";

const REGION = {
  name: "Kolaka", short: "KLK", value: "12,5", reason: null, showsValues: true,
  isPick: false, isSecret: false, isGraded: false, isMarked: false, isCaptioned: false,
};
const said = (more) => labelAttempts({ ...REGION, ...more }).map(({ text, mayLeave }) => [text.name, text.value, mayLeave]);

test("a name must fit inside; only the value alone may go out to sea", () => {
  assert.deepEqual(said({}), [["Kolaka", "12,5", false], ["KLK", "12,5", false], ["", "12,5", false], ["", "12,5", true]]);
});

test("without values there are names, and none goes out", () => {
  assert.deepEqual(said({ showsValues: false }), [["Kolaka", "", false], ["KLK", "", false]]);
  assert.deepEqual(said({ value: "" }), [["Kolaka", "", false], ["KLK", "", false]]);
});

test("what is chosen goes out with its name, and says why it has no value", () => {
  assert.deepEqual(said({ isPick: true, value: "", reason: "belum ada data" }), [
    ["Kolaka", "belum ada data", false], ["KLK", "belum ada data", false], ["Kolaka", "belum ada data", true],
  ]);
});

test("what is withheld is marked even when values are not shown, and must be seen", () => {
  const attempts = labelAttempts({ ...REGION, showsValues: false, isSecret: true, value: "r" });
  assert.deepEqual(attempts.at(-1).text, { name: "", value: "r" });
  assert.equal(attempts.at(-1).mustShow, true);
});

test("a region named at its inset has its value only", () => {
  assert.deepEqual(said({ isCaptioned: true }), [["", "12,5", false], ["", "12,5", true]]);
  assert.deepEqual(said({ isCaptioned: true, showsValues: false }), []);
});

test("a ring goes out with its label, a marker stays", () => {
  const attempts = labelAttempts({ ...REGION, isGraded: true, isMarked: true });
  const out = attempts.filter(({ mayLeave }) => mayLeave).map(({ isMarked, isGraded }) => [isMarked, isGraded]);
  assert.deepEqual(out, [[false, true], [false, undefined]]);
});

const LOOK = { ink: "#111111", paper: "#fafafa", land: "#e0e0e0", hatchGround: "#eeeeee", accentText: "#b8430f" };
const CASE = { isCount: false, isPick: false, isSecret: false, isMissing: false, fill: "#123c66", circleFill: "#2f6291" };
const colours = (spot, more = {}) => {
  const { name, value, halo, width } = labelColours({ ...CASE, spot, ...more }, LOOK);
  return [name, value, halo, width];
};

test("ink is legible on what it stands on", () => {
  assert.deepEqual(colours({ inside: true }), ["#ffffff", "#ffffff", "#123c66", 3]);
  assert.deepEqual(colours({ inside: false }), ["#111111", "#111111", "#fafafa", 4]);
  assert.deepEqual(colours({ inside: false }, { isPick: true }), ["#b8430f", "#111111", "#fafafa", 4]);
});

test("on hatching the halo is paper, on what is withheld it is the ground itself", () => {
  assert.deepEqual(colours({ inside: true }, { fill: null, isMissing: true }), ["#16202a", "#16202a", "#fafafa", 4]);
  assert.deepEqual(colours({ inside: true }, { fill: null, isMissing: true, isSecret: true }), ["#16202a", "#16202a", "#eeeeee", 3]);
});

test("a count has its numbers on circles without halo, or on plain land", () => {
  assert.deepEqual(colours({ inside: true, onCircle: true }, { isCount: true }), ["#ffffff", "#ffffff", "#2f6291", 0]);
  assert.deepEqual(colours({ inside: true }, { isCount: true }), ["#111111", "#111111", "#e0e0e0", 3]);
});
