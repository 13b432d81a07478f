// What lies where, on a ground that is drawn.
import assert from "node:assert/strict";
import { test } from "node:test";
import { INSET, SEA } from "../../static/map/ground.js";
import { numbersOf } from "../../static/map/raster.js";
import { ground, islands } from "./grids.mjs";

test("a cell is two pixels wide; beyond the map is the sea", () => {
  const map = ground([".12", "..#"]);
  assert.deepEqual([0, 1, 2, 3.9, 4, 5, 6].map((x) => map.at(x, 0)), [0, 0, 1, 1, 2, 2, SEA]);
  assert.equal(map.at(5, 3), INSET);
  assert.equal(map.at(-1, 0), SEA);
  Object.assign(map, { ox: 10, oy: 20 });
  assert.equal(map.at(12, 20), 1);
  assert.equal(map.cell(2, 0), 1);
});

test("the share of a box on each ground", () => {
  const map = islands({ 1: [0, 0, 100, 100] }); // the left half
  assert.deepEqual(map.share({ x: 10, y: 10, w: 60, h: 20 }, SEA, 1), { own: 1, free: 0 });
  // Seven columns at 70, 80, 90 | 100, 110, 120, 130: three on land, four at sea.
  const half = map.share({ x: 70, y: 10, w: 60, h: 20 }, SEA, 1);
  assert.deepEqual(half, { own: 9 / 21, free: 12 / 21 });
  assert.equal(map.ownShare({ x: 70, y: 10, w: 60, h: 20 }, 1, 0.4), 1 - 12 / 21);
  assert.equal(map.ownShare({ x: 70, y: 10, w: 60, h: 20 }, 1, 0.5), 0);
});

test("a region reaches as far as its land, over straits of eight pixels", () => {
  const map = islands({ 1: [40, 40, 20, 10] });
  assert.deepEqual(map.reach({ anchor: { x: 50, y: 44 }, number: 1 }), { e: 8, w: 10, n: 4, s: 4 });
});

test("a label does not belong to a region behind another one", () => {
  const map = islands({ 1: [40, 40, 10, 10], 2: [60, 40, 10, 10] });
  const region = { anchor: { x: 44, y: 44 }, number: 1, free: SEA };
  assert.equal(map.touches(region, { x: 52, y: 40, w: 6, h: 8 }), true);
  assert.equal(map.touches(region, { x: 80, y: 40, w: 20, h: 8 }), false);
});

test("the gap to a region ends where the region begins", () => {
  const map = islands({ 1: [40, 40, 20, 20] });
  // From 80 to the anchor at 50 are 30 in 15 steps; the 11th, at 58, is the first on land: 14 steps − 4 outside.
  assert.equal(map.gapTo({ anchor: { x: 50, y: 50 }, number: 1 }, { x: 80, y: 50 }), 30 * (1 - 4 / 15));
});

test("numbers are read from pixels; a blend of two regions is the one before it", () => {
  const sea = [0, 0, 0, 0];
  const first = [1, 37, 91, 255];
  const blend = [2, 60, 140, 255];
  const last = [7, 259 % 256, 637 % 256, 255];
  assert.deepEqual([...numbersOf([...sea, ...first, ...blend, ...last])], [0, 1, 1, 7]);
});
