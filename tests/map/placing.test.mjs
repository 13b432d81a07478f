// Where a label finds room, on a sea of 200 × 100 pixels. A letter is 6 wide, a value 12 high.
import assert from "node:assert/strict";
import { test } from "node:test";
import { INSET, SEA } from "../../static/map/ground.js";
import { placesAround, placesBesideBox, Placer } from "../../static/map/placing.js";
import { islands } from "./grids.mjs";

function placer(regions, more = {}) {
  const measure = (text) => 6 * text.length;
  const scene = { width: 200, height: 100, small: 10, body: 12, ring: 7, projector: false, measure, frames: [], circles: new Map() };
  return new Placer({ ...scene, ground: islands(regions), ...more });
}

const region = (x, y, more = {}) => ({ code: "a", number: 1, anchor: { x, y }, free: SEA, inset: null, ...more });
const value = (text, more = {}) => ({ text: { name: "", value: text }, mayLeave: true, ...more });

test("a label with room stands on its region's anchor", () => {
  const spot = placer({ 1: [0, 0, 200, 100] }).find(region(100, 50), value("12"), [], false);
  // "12" is 12 wide and 12 high; 4 and 2 around it.
  assert.deepEqual(spot.box, { x: 92, y: 43, w: 16, h: 14 });
  assert.deepEqual([spot.x, spot.y, spot.inside], [100, 50, true]);
});

test("what is taken is kept clear of by a margin", () => {
  const taken = { x: 92, y: 43, w: 16, h: 14 };
  const spot = placer({ 1: [0, 0, 200, 100] }).find(region(100, 50), value("12"), [taken], false);
  // 6 and 14 to the side would overlap, or leave less than 4 between; 24 to the west leave 8.
  assert.deepEqual(spot.box, { x: 68, y: 43, w: 16, h: 14 });
});

test("a label too large for its region goes out to sea, to the east first", () => {
  const island = region(102, 52);
  const spot = placer({ 1: [100, 50, 4, 4] }).find(island, value("12"), [], false);
  // The region reaches 0 to the east; 4 between, half of 16.
  assert.deepEqual(spot.box, { x: 106, y: 45, w: 16, h: 14 });
  assert.equal(spot.inside, false);
  const west = placer({ 1: [100, 50, 4, 4], 2: [106, 0, 94, 100] }).find(island, value("12"), [], false);
  // It reaches 2 to the west: 102 − 2 − 4 − 16.
  assert.deepEqual(west.box, { x: 80, y: 45, w: 16, h: 14 });
});

test("a label that may not leave is not shown where there is no room", () => {
  const want = value("12", { mayLeave: false });
  assert.equal(placer({ 1: [100, 50, 4, 4] }).find(region(102, 52), want, [], false), null);
  assert.equal(placer({ 1: [0, 0, 200, 100] }).find(region(100, 50), value(""), [], false), null);
});

test("what is chosen is named within the picture even if that covers a neighbour", () => {
  const spot = placer({ 1: [0, 0, 4, 4], 2: [4, 0, 196, 100] }).find(region(2, 2), value("12"), [], true);
  assert.ok(spot.box.x >= 2 && spot.box.y >= 2);
});

test("what must be seen is shown although others are in the way", () => {
  const regions = { 1: [100, 50, 4, 4], 2: [0, 0, 100, 100], 3: [104, 0, 96, 100] };
  assert.equal(placer(regions).find(region(102, 52), value("r"), [], false), null);
  assert.notEqual(placer(regions).find(region(102, 52), value("r", { mustShow: true }), [], false), null);
});

test("marker, ring and text stand side by side", () => {
  const want = value("12", { isMarked: true, isGraded: true });
  const spot = placer({ 1: [0, 0, 200, 100] }).find(region(100, 50), want, [], false);
  // 16 for the marker, 14 + 4 for the ring, 12 for the text, 4 around: 50.
  assert.deepEqual(spot.box, { x: 75, y: 42, w: 50, h: 16 });
  assert.deepEqual(spot.marker, { x: 82, y: 50 });
  assert.deepEqual(spot.ring, { x: 98, y: 50 });
  assert.equal(spot.x, 117);
});

const circle = (x, y, radius, isShown = true) => ({ home: { x, y }, radius, isShown });

test("a value stands on its circle if it fits, else beside it", () => {
  const large = new Map([["a", circle(100, 50, 20)]]);
  const on = placer({}, { isCount: true, circles: large }).find(region(100, 50), value("12"), [], false);
  assert.deepEqual([on.x, on.y, on.onCircle], [100, 50, true]);
  const small = new Map([["a", circle(100, 50, 5)]]);
  const beside = placer({}, { isCount: true, circles: small }).find(region(100, 50), value("12"), [], false);
  assert.deepEqual([beside.x, beside.y, beside.inside], [100 + 5 + 4 + 8, 50, false]);
});

test("a label belongs to the circle it is nearest to", () => {
  const circles = new Map([["a", circle(50, 50, 10)], ["b", circle(100, 50, 10)], ["c", circle(60, 50, 0, false)]]);
  const scene = placer({}, { isCount: true, circles });
  const box = (x) => ({ x, y: 45, w: 10, h: 10 });
  assert.equal(scene.hitsCircle(box(62), region(50, 50)), false); // 2 from its own, 18 from the other
  assert.equal(scene.hitsCircle(box(76), region(50, 50)), true); // 16 from its own, 4 from the other
  assert.equal(scene.coversCircle(box(55)), true);
  assert.equal(scene.coversCircle(box(70)), false);
});

test("what is chosen in an inset is named beside the inset", () => {
  const frames = [{ x: 20, y: 20, w: 40, h: 40 }];
  const scene = placer({ [INSET]: [20, 20, 40, 40], 1: [38, 38, 4, 4] }, { frames });
  const spot = scene.find(region(40, 40, { free: INSET, inset: 0 }), value("1234567"), [], true);
  // 42 wide and 4 around: 46 do not fit into 40; 6 beside the frame, in its middle.
  assert.deepEqual(spot.box, { x: 66, y: 33, w: 46, h: 14 });
});

test("places around a region are nearest first and lie beside it", () => {
  const places = placesAround({ x: 0, y: 0 }, { e: 1, w: 2, n: 3, s: 4 }, [4], { w: 20, h: 10 });
  assert.deepEqual(places.slice(0, 4), [[15, 0], [-16, 0], [0, -12], [0, 13]]);
  assert.equal(places.length, 28);
});

test("places beside a box do not touch it", () => {
  const places = placesBesideBox({ x: 0, y: 0, w: 40, h: 20 }, { w: 10, h: 10 });
  assert.deepEqual(places.slice(0, 4), [[51, 10], [20, -10], [20, 30], [-11, 10]]);
});
