// The line of a region's years, on a field of 30 × 20.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sparkline, sparkRange } from "../../static/map/sparkline.js";

test("a line has a gap where nothing was reported, and a dot for a lone year", () => {
  const line = sparkline([0, null, 10, 5], 0, 10, 30, 20);
  assert.equal(line.path, "M0 20h.01M20 0L30 10");
  assert.equal(line.x(1), 10);
  assert.equal(line.y(2.5), 15);
});

test("one year, or one value, stands in the middle", () => {
  assert.equal(sparkline([7], 7, 7, 30, 20).path, "M15 10h.01");
});

test("a line's scale is at least a fifth of the range of all regions", () => {
  assert.deepEqual(sparkRange([4, 6], { low: 0, high: 20 }), [3, 7]);
  assert.deepEqual(sparkRange([0, 20], { low: 0, high: 20 }), [0, 20]);
});

test("a scale is never empty", () => {
  assert.deepEqual(sparkRange([5], { low: 5, high: 5 }), [4, 6]);
  assert.deepEqual(sparkRange([null], { low: 0, high: 9 }), [0, 1]);
});
