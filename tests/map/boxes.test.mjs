// Overlap, crossing and fit, by boxes and lines that can be drawn on squared paper.
import assert from "node:assert/strict";
import { test } from "node:test";
import { boxAround, common, fitInto, holds, holdsBox, lineBetween, lineMeets, linesApart, linesCross, meets, nearestPoint, overlaps, padded } from "../../static/map/boxes.js";

const box = (x, y, w, h) => ({ x, y, w, h });
const frame = (x, y, width, height) => ({ x, y, width, height });
const line = (x, y, x2, y2) => ({ from: { x, y }, to: { x: x2, y: y2 } });

test("boxes that share ground overlap, boxes that touch do not", () => {
  assert.equal(overlaps(box(0, 0, 10, 10), box(9, 9, 5, 5)), true);
  assert.equal(overlaps(box(0, 0, 10, 10), box(10, 0, 5, 5)), false);
});

test("padding is wider than high unless it is said", () => {
  assert.deepEqual(padded(box(10, 10, 20, 12)), box(6, 9, 28, 14));
  assert.deepEqual(padded(box(10, 10, 20, 12), 2, 3), box(8, 7, 24, 18));
});

test("the nearest point of a box is on its edge, or the point itself", () => {
  assert.deepEqual(nearestPoint(box(0, 0, 10, 10), { x: 13, y: 14 }), { x: 10, y: 10 });
  assert.deepEqual(nearestPoint(box(0, 0, 10, 10), { x: 3, y: 4 }), { x: 3, y: 4 });
});

test("lines cross where they meet, not where they would", () => {
  assert.equal(linesCross(line(0, 0, 10, 10), line(0, 10, 10, 0)), true);
  assert.equal(linesCross(line(0, 0, 4, 4), line(0, 10, 10, 0)), false);
});

test("a line meets a box it enters, crosses or ends in, not one it passes", () => {
  assert.equal(lineMeets(line(0, 5, 30, 5), box(10, 0, 10, 10)), true);
  assert.equal(lineMeets(line(0, 5, 15, 5), box(10, 0, 10, 10)), true);
  assert.equal(lineMeets(line(12, 2, 14, 4), box(10, 0, 10, 10)), true);
  // Its box overlaps the other, the line itself passes the corner at (10, 10): at x = 10 it is at 20.
  assert.equal(lineMeets(line(0, 30, 30, 0), box(0, 0, 10, 10)), false);
  assert.deepEqual(boxAround(line(0, 30, 30, 0)), box(0, 0, 30, 30));
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

test("the line between two boxes is the shortest", () => {
  assert.deepEqual(lineBetween(box(0, 0, 10, 10), box(20, 0, 10, 10)), line(10, 5, 20, 5));
  assert.deepEqual(lineBetween(box(20, 30, 10, 10), box(0, 0, 10, 10)), line(20, 30, 10, 10));
});

test("what two boxes have in common, and whether one holds the other", () => {
  assert.deepEqual(common(box(0, 0, 10, 10), box(4, 6, 20, 20)), box(4, 6, 6, 4));
  assert.deepEqual([box(1, 1, 9, 9), box(1, 1, 10, 9)].map((one) => holdsBox(box(0, 0, 10, 10), one)), [true, false]);
});

test("how far lines are apart is how far the nearest end is from the other line", () => {
  assert.equal(linesApart(line(0, 0, 10, 0), line(0, 7, 10, 7)), 7);
  assert.equal(linesApart(line(0, 0, 10, 0), line(13, 4, 20, 4)), 5); // 3 across, 4 down
  assert.equal(linesApart(line(0, 0, 10, 0), line(5, 2, 5, 9)), 2);
});
