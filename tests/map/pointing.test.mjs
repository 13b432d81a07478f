// Which region is meant by a key, a finger or a pointer that misses.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestNumber, neighbour, smallUnderFinger } from "../../static/map/pointing.js";
import { islands } from "./grids.mjs";

const CENTRES = [["a", { x: 0, y: 0 }], ["b", { x: 10, y: 0 }], ["c", { x: 10, y: 8 }], ["d", { x: 2, y: 20 }]];
const from = (code, direction) => neighbour(code, CENTRES.find(([other]) => other === code)[1], direction, CENTRES);

test("an arrow leads to what lies straight ahead, rather than to what is nearer but aside", () => {
  assert.equal(from("a", [1, 0]), "b"); // 10, against 10 + 2 · 8
  assert.equal(from("a", [0, 1]), "d"); // 20 + 2 · 2; c lies 8 + 2 · 10 away
  assert.equal(from("d", [1, 0]), "c"); // 8 + 2 · 12, against 8 + 2 · 20 and far aside
});

test("an arrow leads nowhere at the edge", () => {
  assert.equal(from("a", [-1, 0]), undefined);
  assert.equal(from("a", [0, -1]), undefined);
});

test("a pointer beside a region means the region, further away it means none", () => {
  const map = islands({ 3: [100, 40, 10, 10] });
  assert.equal(nearestNumber(map, { x: 112, y: 45 }, 9), 3);
  assert.equal(nearestNumber(map, { x: 130, y: 45 }, 9), null);
  assert.equal(nearestNumber(map, { x: 130, y: 45 }, 22), 3);
});

test("a finger means the nearest of the regions too small for it", () => {
  const regions = [
    { code: "large", point: { r: 30 }, home: { x: 0, y: 0 } },
    { code: "near", point: { r: 5 }, home: { x: 10, y: 0 } },
    { code: "far", point: { r: 5 }, home: { x: 15, y: 0 } },
  ];
  assert.equal(smallUnderFinger(regions, 1, { x: 0, y: 0 }), "near");
  assert.equal(smallUnderFinger(regions, 5, { x: 0, y: 0 }), null); // magnified, none is small
  assert.equal(smallUnderFinger(regions, 1, { x: 40, y: 0 }), null);
});
