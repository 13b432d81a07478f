// Overlap, distance and fit, by boxes that can be drawn on squared paper.
import assert from "node:assert/strict";
import { test } from "node:test";
import { distance, fitInto, holds, leaderPath, meets, nearestPoint, overlapArea, overlaps, padded } from "../../static/map/boxes.js";

const box = (x, y, w, h) => ({ x, y, w, h });
const frame = (x, y, width, height) => ({ x, y, width, height });

test("boxes that share ground overlap, boxes that touch do not", () => {
  assert.equal(overlaps(box(0, 0, 10, 10), box(9, 9, 5, 5)), true);
  assert.equal(overlaps(box(0, 0, 10, 10), box(10, 0, 5, 5)), false);
  assert.equal(overlapArea(box(0, 0, 10, 10), box(5, 7, 10, 10)), 15);
  assert.equal(overlapArea(box(0, 0, 10, 10), box(10, 0, 5, 5)), 0);
});

test("padding is wider than high", () => {
  assert.deepEqual(padded(box(10, 10, 20, 12)), box(6, 9, 28, 14));
});

test("the distance to a box is that to its nearest point", () => {
  assert.deepEqual(nearestPoint(box(0, 0, 10, 10), { x: 13, y: 14 }), { x: 10, y: 10 });
  assert.equal(distance(box(0, 0, 10, 10), { x: 13, y: 14 }), 5);
  assert.equal(distance(box(0, 0, 10, 10), { x: 3, y: 4 }), 0);
});

test("a region meets a frame it reaches into", () => {
  assert.equal(meets([0, 0, 5, 5], frame(4, 4, 10, 10)), true);
  assert.equal(meets([0, 0, 4, 4], frame(4, 4, 10, 10)), false);
  assert.equal(holds(frame(0, 0, 10, 10), { x: 5, y: 5 }), true);
  assert.equal(holds(frame(0, 0, 10, 10), { x: 10, y: 5 }), false);
});

test("an inset is as large as it fits and stands in the middle", () => {
  // 10 × 20 into 40 × 40: twice as large is 20 × 40, so 10 are left on either side.
  assert.deepEqual(fitInto(frame(0, 0, 10, 20), frame(100, 100, 40, 40)), { k: 2, x: 110, y: 100 });
  assert.deepEqual(fitInto(frame(5, 0, 10, 20), frame(100, 100, 40, 40)), { k: 2, x: 100, y: 100 });
});

test("the leader is the shortest line between two frames", () => {
  assert.equal(leaderPath(frame(0, 0, 10, 10), frame(20, 0, 10, 10)), "M10 5L20 5");
  assert.equal(leaderPath(frame(20, 30, 10, 10), frame(0, 0, 10, 10)), "M20 30L10 10");
});
