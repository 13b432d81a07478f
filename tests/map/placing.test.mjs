// Where labels stand: properties that hold for any values at any size, then places that can be worked out by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange } from "../../static/map/arranging.js";
import { fitInto, lineBetween, lineMeets, linesCross, overlaps } from "../../static/map/boxes.js";
import { SEA } from "../../static/map/ground.js";
import { placeLabels } from "../../static/map/placing.js";
import { islands, rasterised, shapes } from "./grids.mjs";

// The real province in a window, with insets, legend and years as the browser has them.
function province(width, height) {
  const { view, extent } = shapes;
  const scale = width / 854;
  const captions = shapes.insets.map(({ title }) => ({ w: title.length * 7 * scale, h: 18 * scale }));
  const insets = shapes.insets.map(({ source }, i) => ({ source, caption: captions[i] }));
  const found = arrange({
    width, height, pad: 4, extent, view, insets, groundAt: (k) => rasterised(view, k),
    legend: { w: 250 * scale, h: 120 * scale }, year: { w: 230, h: 32 },
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
  const regions = shapes.regions.map(({ code, point }, i) => {
    const inset = placed.find(({ codes }) => codes.includes(code));
    const anchor = project(inset ? { x: inset.x + point.x * inset.k, y: inset.y + point.y * inset.k } : point);
    return { code, number: i + 1, anchor, frame: inset?.box ?? null };
  });
  return { scene: { width, height, ground, taken, marks, lines }, regions, scale };
}

// A generator of the same numbers every time.
function dice(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

const sized = (regions, random, scale, circle = () => 0) =>
  regions.map((region) => ({ ...region, w: (34 + 30 * random()) * scale, h: 36 * scale, circle: circle(region), isFirst: false }));

function check({ scene, labels, spots }) {
  const all = labels.map((label) => ({ label, ...spots.get(label.code) }));
  for (const one of all) {
    const { box, leader, label } = one;
    assert.ok(box, `${label.code} has no place`);
    assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.w <= scene.width && box.y + box.h <= scene.height, `${label.code} leaves the picture`);
    for (const other of scene.taken) if (other !== label.frame) assert.ok(!overlaps(box, other), `${label.code} covers what is taken`);
    for (const line of scene.lines) assert.ok(!lineMeets(line, box), `${label.code} lies on the line of an inset`);
    if (one.inside) assert.ok(scene.ground.share(box, label.number, label.frame ? 250 : SEA).own >= 0.75, `${label.code} is not in its region`);
    else {
      assert.deepEqual(Math.round(Math.hypot(leader.from.x - label.anchor.x, leader.from.y - label.anchor.y) - label.circle), 0);
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

for (const [width, height] of [[854, 560], [1224, 828], [790, 512]]) {
  test(`every region is named, nothing crosses, for any values at ${width} × ${height}`, () => {
    const { scene, regions, scale } = province(width, height);
    for (let seed = 1; seed <= 12; seed++) {
      const labels = sized(regions, dice(seed * 7919), scale);
      check({ scene, labels, spots: placeLabels(scene, labels) });
    }
  });
}

test("circles of any size keep the labels of others away", () => {
  const { scene, regions, scale } = province(854, 560);
  for (let seed = 1; seed <= 4; seed++) {
    const random = dice(seed * 104729);
    const labels = sized(regions, random, scale, () => 4 + 22 * random());
    const spots = placeLabels(scene, labels);
    for (const { code, anchor, circle } of labels) {
      const round = { x: anchor.x - circle, y: anchor.y - circle, w: 2 * circle, h: 2 * circle };
      for (const [other, { box }] of spots) if (other !== code) assert.ok(!overlaps(box, round), `${other} covers the circle of ${code}`);
    }
    assert.ok(spots.size >= 15);
  }
});

test("the same picture comes out twice", () => {
  const { scene, regions, scale } = province(854, 560);
  const labels = sized(regions, dice(5), scale);
  assert.deepEqual(placeLabels(scene, labels), placeLabels({ ...scene }, labels.map((label) => ({ ...label }))));
});

const sea = (regions, more = {}) => ({ width: 200, height: 100, ground: islands(regions), taken: [], marks: [], lines: [], ...more });
const label = (x, y, more = {}) => ({ code: "a", number: 1, anchor: { x, y }, w: 20, h: 14, frame: null, circle: 0, isFirst: false, ...more });

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

test("a label stands on its circle if it fits, and its leader begins at the edge of it", () => {
  assert.equal(placeLabels(sea({}), [label(100, 50, { circle: 20 })]).get("a")?.onCircle ?? false, false); // no land under it
  const land = sea({ 1: [0, 0, 200, 100] });
  assert.equal(placeLabels(land, [label(100, 50, { circle: 20 })]).get("a").onCircle, true);
  const { leader } = placeLabels(sea({ 1: [98, 48, 6, 6] }), [label(101, 51, { circle: 5 })]).get("a");
  assert.ok(Math.abs(Math.hypot(leader.from.x - 101, leader.from.y - 51) - 5) < 1e-9);
});
