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
});

test("the share of a box that is a region's own, and that is another's", () => {
  const map = islands({ 1: [0, 0, 100, 100], 2: [150, 0, 50, 100] }); // the left half, and the last quarter
  assert.deepEqual(map.share({ x: 10, y: 10, w: 60, h: 20 }, 1), { own: 1, foreign: 0 });
  // Nine columns from 70 to 150 by 10: three on 1, five at sea, one on 2.
  const across = { x: 70, y: 10, w: 80, h: 20 };
  assert.deepEqual(map.share(across, 1), { own: 3 / 9, foreign: 1 / 9 });
  assert.equal(map.share(across, 1, SEA, { own: 0.5 }), null);
  assert.equal(map.share(across, 1, SEA, { foreign: 0.1 }), null);
  assert.deepEqual(map.share(across, 1, SEA, { own: 0.3, foreign: 0.2 }), { own: 3 / 9, foreign: 1 / 9 });
});

test("a box is at sea if no cell under it is land, wherever the map stands", () => {
  const map = islands({ 1: [40, 40, 20, 10] });
  assert.equal(map.isSea({ x: 0, y: 0, w: 40, h: 40 }), true);
  assert.equal(map.isSea({ x: 0, y: 0, w: 41, h: 41 }), false);
  assert.equal(map.isSea({ x: 60, y: 40, w: 500, h: 20 }), true);
  Object.assign(map, { ox: 100 });
  assert.equal(map.isSea({ x: 0, y: 0, w: 140, h: 90 }), true);
  assert.equal(map.isSea({ x: 145, y: 42, w: 2, h: 2 }), false);
});

test("a line is foreign where it runs over others", () => {
  const map = islands({ 1: [0, 0, 40, 100], 2: [80, 0, 20, 100] });
  // From 20 to 120 in 25 steps of 4: on 2 at 80, 84, 88, 92, 96.
  assert.equal(map.foreignAlong({ x: 20, y: 50 }, { x: 120, y: 50 }, 1), 20);
  assert.equal(map.foreignAlong({ x: 20, y: 50 }, { x: 60, y: 50 }, 1), 0);
});

test("numbers are read from pixels; a blend of two regions is the one before it", () => {
  const sea = [0, 0, 0, 0];
  const first = [1, 37, 91, 255];
  const blend = [2, 60, 140, 255];
  const last = [7, 259 % 256, 637 % 256, 255];
  assert.deepEqual([...numbersOf([...sea, ...first, ...blend, ...last])], [0, 1, 1, 7]);
});

test("how much of a line is a region's own, and where in a box it is so all around", () => {
  const map = islands({ 1: [0, 0, 100, 100], 2: [100, 0, 100, 100] });
  assert.equal(map.ownAlong({ x: 60, y: 50 }, { x: 136, y: 50 }, 1), 0.5); // 20 places 4 apart, ten before 100
  // Places of a grid of 10 from 5: of the 20 across, those from 5 to 95 are on 1, and 95 is less than 6 from 2.
  const found = map.spotsOn(1, { x: 0, y: 0, w: 200, h: 100 }, 6, 200);
  assert.deepEqual([...new Set(found.map(({ x }) => x))], [15, 25, 35, 45, 55, 65, 75, 85]);
});
