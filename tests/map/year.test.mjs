// Where the large year disturbs least, in a picture of 200 × 100.
import assert from "node:assert/strict";
import { test } from "node:test";
import { quietPlace } from "../../static/map/year.js";

const ROOM = { width: 200, height: 100, contentWidth: 200, contentHeight: 100 };
const SIZES = [{ share: 1, w: 50, h: 40 }, { share: 0.5, w: 20, h: 20 }];

test("the corner below on the left is liked best", () => {
  const found = quietPlace({ ...ROOM, sizes: SIZES, taken: () => false });
  assert.deepEqual(found.box, { x: 4, y: 58, w: 50, h: 40 });
});

test("a corner that is taken is left for one that is free", () => {
  const found = quietPlace({ ...ROOM, sizes: SIZES, taken: (x) => x < 100 });
  assert.deepEqual(found.box, { x: 146, y: 4, w: 50, h: 40 });
});

test("the year is smaller rather than on top of much", () => {
  const found = quietPlace({ ...ROOM, sizes: SIZES, taken: (x, y) => x > 40 || y < 60 });
  assert.deepEqual(found.box, { x: 4, y: 78, w: 20, h: 20 });
  assert.equal(found.size.share, 0.5);
});

test("content with room to spare moves aside", () => {
  const found = quietPlace({ ...ROOM, contentWidth: 100, sizes: SIZES.slice(0, 1), taken: (x) => x >= 0 && x <= 100 });
  // In the middle, from 50 to 150, it would reach under the year, which is watched up to 60; at the right it does not.
  assert.deepEqual([found.ox, found.box.x], [100, 4]);
});
