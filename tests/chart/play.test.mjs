// Years that play.
import assert from "node:assert/strict";
import { test } from "node:test";
import { between, framed } from "../../static/chart/play.js";

const FIGURE = {
  data: [{ ids: ["a", "b"], x: [0, 10], y: [0, 0], marker: { color: "red", size: 9 } }, { x: [1], y: [1] }],
  frames: [{ name: "2023", traces: [0], data: [{ ids: ["b", "a"], x: [20, 4], y: [0, 8], marker: { color: "blue" } }] }],
  layout: {},
};

test("a frame changes what it speaks of and nothing else", () => {
  const [moved, still] = framed(FIGURE, "2023").data;
  assert.deepEqual(moved.marker, { color: "blue", size: 9 });
  assert.deepEqual(still, FIGURE.data[1]);
  assert.equal(framed(FIGURE, "1999"), FIGURE);
});

test("half way, a point stands half way between its own two places, whatever the order", () => {
  const [moved, still] = between(FIGURE, framed(FIGURE, "2023"), 0.5).data;
  assert.deepEqual(moved.x, [15, 2]);
  assert.deepEqual(moved.y, [0, 4]);
  assert.deepEqual(still.x, [1]);
});
