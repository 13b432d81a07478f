// Circles that do not lie on each other, worked out by hand on a line.
import assert from "node:assert/strict";
import { test } from "node:test";
import { spreadCircles } from "../../static/map/spreading.js";

const circle = (code, x, r, places = []) => ({ code, anchor: { x, y: 0 }, r, places: places.map((at) => ({ x: at, y: 0 })) });
const placed = (...circles) => Object.fromEntries([...spreadCircles(circles)].map(([code, { x }]) => [code, x]));

test("circles that are apart stand on their label points", () => {
  assert.deepEqual(placed(circle("a", 0, 10, [5]), circle("b", 30, 10, [40])), { a: 0, b: 30 });
});

test("the smaller one moves to the nearest place in its region that is free of the larger", () => {
  // 10 + 6 + 1 pixel between them: 17 is free, 14 is not, 25 is further than need be.
  assert.deepEqual(placed(circle("b", 12, 6, [14, 17, 25]), circle("a", 0, 10)), { a: 0, b: 17 });
});

test("where no place is free, the one that covers least", () => {
  assert.deepEqual(placed(circle("a", 0, 10), circle("b", 4, 6, [2, 9])), { a: 0, b: 9 });
});
