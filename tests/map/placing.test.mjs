// Where labels stand: properties that hold for any values at any size, then places that can be worked out by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange } from "../../static/map/arranging.js";
import { common, fitInto, lineBetween, lineMeets, linesCross, overlaps } from "../../static/map/boxes.js";
import { SEA } from "../../static/map/ground.js";
import { placeLabels } from "../../static/map/placing.js";
import { islands, rasterised, shapes } from "./grids.mjs";

// Drawings of values per size; 0 leaves the properties out.
const ROUNDS = Number(process.env.ROUNDS ?? 12);
const RANDOM = { skip: !ROUNDS };

// The real province in a window, with insets, legend and years as the browser has them.
function province(width, height, type = { name: (13 * width) / 854, value: (18 * width) / 854 }) {
  const { view, extent } = shapes;
  const scale = type.name / 13;
  const captions = shapes.insets.map(({ title }) => ({ w: title.length * 6.6 * scale, h: 18 * scale }));
  const insets = shapes.insets.map(({ source }, i) => ({ source, caption: captions[i] }));
  const found = arrange({
    width, height, pad: 4, extent, view, insets, groundAt: (k) => rasterised(view, k),
    legend: { w: 222 * scale, h: 121 * scale }, year: { w: 143 * scale, h: 32 }, needs: needsOf(width, height, type),
  });
  const { k, ox, oy } = found;
  const picture = { x: view.x - ox / k, y: view.y - oy / k, width: width / k, height: height / k };
  const project = ({ x, y }) => ({ x: (x - picture.x) * k, y: (y - picture.y) * k });
  const placed = found.insets.map((box, i) => {
    const { source, codes } = shapes.insets[i];
    const place = { x: box.x / k + picture.x, y: box.y / k + picture.y, width: box.w / k, height: box.h / k };
    const sourceBox = { ...project(source), w: source.width * k, h: source.height * k };
    return { box, source, sourceBox, codes, place, ...fitInto(source, place), caption: { ...box, y: box.y - captions[i].h, h: captions[i].h, w: Math.max(box.w, captions[i].w) } };
  });
  const ground = rasterised(picture, k, placed);
  const taken = [found.legend, found.year, ...placed.flatMap(({ box, caption }) => [box, caption])];
  const marks = placed.map(({ sourceBox }) => sourceBox);
  const lines = placed.map(({ sourceBox, box }) => lineBetween(sourceBox, box));
  const regions = shapes.regions.map(({ code, point, centre, corners: [left, top, right, bottom] }, i) => {
    const inset = placed.find(({ codes }) => codes.includes(code));
    const at = ({ x, y }) => project(inset ? { x: inset.x + x * inset.k, y: inset.y + y * inset.k } : { x, y });
    const [from, to] = [at({ x: left, y: top }), at({ x: right, y: bottom })];
    const whole = { x: from.x, y: from.y, w: to.x - from.x, h: to.y - from.y };
    return { code, number: i + 1, anchor: at(point), middle: at(centre), reach: inset ? common(whole, inset.box) : whole, frame: inset?.box ?? null };
  });
  return { scene: { width, height, ground, taken, marks, lines }, regions, type };
}

// As the map finds them: regions too small for a name with its value.
function needsOf(width, height, { name, value }) {
  const [w, h] = [4 * name, 1.1 * name + 1.02 * value];
  const k = Math.min(width / shapes.extent.width, height / shapes.extent.height);
  const magnified = shapes.insets.flatMap(({ codes }) => codes);
  const isSmall = ({ code, point }) => !magnified.includes(code) && 2 * point.r * k < Math.hypot(w, h);
  return shapes.regions.map((region, i) => ({ ...region, number: i + 1 })).filter(isSmall).map(({ point, number }) => ({ point, number, w, h }));
}

// A generator of the same numbers every time.
function dice(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

// How wide the names are in bold type of 13 pixels, in the order of the shapes: Kolaka, Konawe, Muna …, Baubau.
const NAMES = [43, 50, 35, 39, 44, 60, 60, 37, 39, 35, 44, 48, 42, 46, 39, 50, 49];

// A name above its value or beside it, or alone, as the map writes them.
function formsOf(name, value, type) {
  const [ofName, ofValue] = [(name * type.name) / 13, (value * type.value) / 18];
  const [high, higher] = [1.1 * type.name + 2, 1.02 * type.value];
  return [
    { kind: "stack", w: Math.max(ofName, ofValue) + 4, h: high + higher, cost: 0 },
    { kind: "row", w: ofName + ofValue + 0.35 * type.name + 4, h: Math.max(high, higher + 2), cost: 12 },
    { kind: "name", w: ofName + 4, h: high, cost: 600 },
  ];
}

const sized = (regions, random, type, circle = () => 0) =>
  regions.map((region, i) => ({ ...region, forms: formsOf(NAMES[i], 34 + 16 * random(), type), circle: circle(region), isFirst: false }));

const CROSSED = { usual: 12, atLast: 28 }; // pixels of a leader on the land of others

function check({ scene, labels, spots }, crossed = CROSSED.usual) {
  const all = labels.map((label) => ({ label, ...spots.get(label.code) }));
  for (const { box, label } of all) assert.ok(box, `${label.code} has no place`);
  for (const one of all) {
    const { box, leader, label } = one;
    assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.w <= scene.width && box.y + box.h <= scene.height, `${label.code} leaves the picture`);
    for (const other of scene.taken) if (other !== label.frame) assert.ok(!overlaps(box, other), `${label.code} covers what is taken`);
    for (const line of scene.lines) assert.ok(!lineMeets(line, box), `${label.code} lies on the line of an inset`);
    if (one.inside) assert.ok(scene.ground.share(box, label.number, label.frame ? 250 : SEA).own >= (one.form.kind === "name" ? 0.45 : 0.6), `${label.code} is not in its region`);
    else {
      assert.equal(scene.ground.at(leader.from.x, leader.from.y), label.number, `the leader of ${label.code} begins elsewhere`);
      assert.ok(scene.ground.foreignAlong(leader.from, leader.to, label.number) <= crossed, `the leader of ${label.code} crosses others`);
      assert.equal(scene.ground.share(box, -1, label.frame && overlaps(box, label.frame) ? 250 : SEA).foreign, 0, `${label.code} lies on land`);
    }
    for (const other of all) {
      if (other === one) continue;
      assert.ok(!overlaps(box, other.box), `${label.code} covers ${other.label.code}`);
      if (!leader) continue;
      assert.ok(!lineMeets(leader, other.box), `the leader of ${label.code} runs through ${other.label.code}`);
      if (!other.leader) continue;
      assert.ok(!linesCross(leader, other.leader), `leaders of ${label.code} and ${other.label.code} cross`);
      const { x, y } = other.leader.from;
      assert.ok(!lineMeets(leader, { x: x - 5, y: y - 5, w: 10, h: 10 }), `the leader of ${label.code} runs through the dot of ${other.label.code}`);
    }
  }
}

// On a wall type is larger than goes with the map: nobody may read less than 18 pixels there.
const WALL = { name: 18, value: 22 };
for (const [width, height, wall] of [[849, 532, WALL], [792, 452, { name: 18, value: 19 }], [1215, 858, { name: 23, value: 32 }], [666, 417, { name: 18, value: 19 }]]) {
  test(`on a wall of ${width} × ${height} every region is named, and no leader runs over the land of others`, RANDOM, () => {
    const { scene, regions, type } = province(width, height, wall);
    for (let seed = 1; seed <= Math.min(6, ROUNDS); seed++) {
      const labels = sized(regions, dice(seed * 7919), type);
      check({ scene, labels, spots: placeLabels(scene, labels) }, CROSSED.atLast);
    }
  });
}

for (const [width, height] of [[854, 560], [1224, 828], [790, 512]]) {
  test(`every region is named, nothing crosses, for any values at ${width} × ${height}`, RANDOM, () => {
    const { scene, regions, type } = province(width, height);
    for (let seed = 1; seed <= ROUNDS; seed++) {
      const labels = sized(regions, dice(seed * 7919), type);
      check({ scene, labels, spots: placeLabels(scene, labels) });
    }
  });
}

test("circles of any size keep the labels of others away", RANDOM, () => {
  const { scene, regions, type } = province(854, 560);
  for (let seed = 1; seed <= Math.min(4, ROUNDS); seed++) {
    const random = dice(seed * 104729);
    const labels = sized(regions, random, type, () => 4 + 22 * random());
    const spots = placeLabels(scene, labels);
    for (const { code, anchor, circle } of labels) {
      const round = { x: anchor.x - circle, y: anchor.y - circle, w: 2 * circle, h: 2 * circle };
      for (const [other, { box }] of spots) if (other !== code) assert.ok(!overlaps(box, round), `${other} covers the circle of ${code}`);
    }
    assert.ok(spots.size >= 15);
  }
});

test("the same picture comes out twice", () => {
  const { scene, regions, type } = province(854, 560);
  const labels = sized(regions, dice(5), type);
  assert.deepEqual(placeLabels(scene, labels), placeLabels({ ...scene }, labels.map((label) => ({ ...label }))));
});

const sea = (regions, more = {}) => ({ width: 200, height: 100, ground: islands(regions), taken: [], marks: [], lines: [], ...more });
const label = (x, y, more = {}) => ({
  code: "a", number: 1, anchor: { x, y }, middle: { x, y }, reach: { x: 0, y: 0, w: 200, h: 100 }, frame: null, circle: 0, isFirst: false,
  forms: [{ kind: "stack", w: 20, h: 14, cost: 0 }], ...more,
});

test("a label with room stands on its region's label point", () => {
  const { box, inside, leader } = placeLabels(sea({ 1: [0, 0, 200, 100] }), [label(100, 50)]).get("a");
  assert.deepEqual(box, { x: 90, y: 43, w: 20, h: 14 });
  assert.deepEqual([inside, leader], [true, null]);
});

test("a label too large for its region stands at sea, tied to it", () => {
  const { box, inside, leader } = placeLabels(sea({ 1: [98, 48, 6, 6] }), [label(101, 51)]).get("a");
  assert.equal(inside, false);
  assert.deepEqual(leader.from, { x: 101, y: 51 });
  assert.ok(!overlaps(box, { x: 98, y: 48, w: 6, h: 6 }));
});

test("what has no room anywhere is left out, not put on another", () => {
  assert.equal(placeLabels(sea({ 1: [0, 0, 4, 4], 2: [4, 0, 196, 100], 3: [0, 4, 4, 96] }), [label(2, 2)]).size, 0);
});

test("a label stands on its circle if it fits, else touches it, and beyond its leader begins at the edge of it", () => {
  const small = sea({ 1: [98, 48, 6, 6] });
  assert.equal(placeLabels(small, [label(101, 51, { circle: 20 })]).get("a").onCircle, true);
  const beside = placeLabels(small, [label(101, 51, { circle: 5 })]).get("a");
  assert.deepEqual([beside.onCircle, beside.leader], [false, null]);
  // 30 pixels around the circle no label may stand, but lines may run.
  const { leader } = placeLabels(sea({ 1: [98, 48, 6, 6] }, { marks: [{ x: 71, y: 21, w: 60, h: 60 }] }), [label(101, 51, { circle: 5 })]).get("a");
  assert.ok(Math.abs(Math.hypot(leader.from.x - 101, leader.from.y - 51) - 5) < 1e-9);
});

test("a leader begins where its region is nearest to the sea, not at its middle", () => {
  // Around its middle at (50, 38) is the land of others; its foot, 20 pixels further down, runs out to the sea at x = 90.
  const land = { 1: [40, 30, 20, 48], 2: [60, 0, 30, 58], 3: [0, 78, 90, 22], 4: [0, 0, 40, 70], 5: [40, 0, 20, 30] };
  const ground = islands({ 6: [40, 58, 80, 20], ...land });
  for (let i = 0; i < ground.cells.length; i++) if (ground.cells[i] === 6) ground.cells[i] = 1;
  const forms = [{ kind: "stack", w: 60, h: 40, cost: 0 }];
  const reach = { x: 40, y: 30, w: 80, h: 48 };
  const { leader } = placeLabels(sea({}, { ground }), [label(50, 38, { forms, middle: { x: 50, y: 38 }, reach })]).get("a");
  assert.ok(leader.from.y > 58, JSON.stringify(leader));
  assert.ok(ground.foreignAlong(leader.from, leader.to, 1) <= CROSSED.usual);
});

test("the name alone stands where name and value have no room; what is in the way moves where it can", () => {
  // A cove of 60 by 20 in the land of another: the pair needs 30 lines, the name 12.
  const cove = sea({ 2: [0, 0, 200, 30], 1: [90, 30, 8, 8], 3: [0, 30, 60, 70], 4: [130, 30, 70, 70], 5: [60, 56, 70, 44] });
  const forms = [{ kind: "stack", w: 26, h: 30, cost: 0 }, { kind: "name", w: 26, h: 12, cost: 600 }];
  assert.equal(placeLabels(cove, [label(94, 34, { reach: { x: 90, y: 30, w: 8, h: 8 }, forms })]).get("a").form.kind, "name");
});
