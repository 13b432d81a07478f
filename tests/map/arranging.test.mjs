// How the real map stands in windows of many sizes, with everything that belongs to it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange } from "../../static/map/arranging.js";
import { overlaps } from "../../static/map/boxes.js";
import { rasterised, shapes } from "./grids.mjs";

const { view, extent } = shapes;
const painted = new Map();
const groundAt = (k) => painted.get(k) ?? painted.set(k, rasterised(view, k)).get(k);
const SIZES = { 1366: [854, 560], 1920: [1224, 828], 1280: [790, 512], 700: [700, 480] };

function arranged([width, height], more = {}) {
  const scale = width / 854;
  const insets = shapes.insets.map(({ source, title }) => ({ source, caption: { w: title.length * 7 * scale, h: 18 * scale } }));
  const scene = { width, height, pad: 4, extent, view, groundAt, insets, legend: { w: 250 * scale, h: 120 * scale }, year: { w: 230, h: 32 } };
  return arrange({ ...scene, ...more });
}

for (const [name, size] of Object.entries(SIZES)) {
  test(`at ${name} legend, years and insets stand at sea, apart, in the picture`, () => {
    const found = arranged(size);
    const ground = groundAt(found.k);
    Object.assign(ground, { ox: found.ox, oy: found.oy });
    const boxes = [found.legend, found.year, ...found.insets];
    assert.equal(found.insets.length, 2);
    for (const box of boxes) {
      assert.ok(ground.isSea(box));
      assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.w <= size[0] && box.y + box.h <= size[1]);
      assert.ok(boxes.every((other) => other === box || !overlaps(box, other)));
    }
    if (size[0] >= 790) for (const { w, h } of found.insets) assert.ok(Math.min(w, h) >= 150, `${w} × ${h}`);
  });

  test(`at ${name} the map is as large as the window lets it be`, () => {
    const { k } = arranged(size);
    const most = Math.min((size[0] - 8) / extent.width, (size[1] - 8) / extent.height);
    assert.ok(k >= 0.93 * most, `${k} of ${most}`);
  });
}

test("where there is no room for insets, the map goes without", () => {
  const { insets, k } = arranged([160, 150], { legend: { w: 0, h: 0 }, year: { w: 0, h: 0 } });
  assert.deepEqual(insets, []);
  assert.ok(k > 0);
});
