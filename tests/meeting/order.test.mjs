// What moves where in an agenda.

import assert from "node:assert/strict";
import { test } from "node:test";

import { moved, placeOf, scrollBy } from "../../static/meeting/order.js";

test("a step goes to the place asked for, and the others close up", () => {
  assert.deepEqual(moved(["a", "b", "c", "d"], 0, 2), ["b", "c", "a", "d"]);
  assert.deepEqual(moved(["a", "b", "c", "d"], 3, 0), ["d", "a", "b", "c"]);
  assert.deepEqual(moved(["a", "b", "c"], 1, 1), ["a", "b", "c"]);
});

test("beyond an end it stays at that end", () => {
  assert.deepEqual(moved(["a", "b", "c"], 1, -3), ["b", "a", "c"]);
  assert.deepEqual(moved(["a", "b", "c"], 1, 9), ["a", "c", "b"]);
});

test("a dragged row stands after those whose middle it has passed", () => {
  assert.equal(placeOf(5, [10, 50, 90]), 0);
  assert.equal(placeOf(51, [10, 50, 90]), 2);
  assert.equal(placeOf(400, [10, 50, 90]), 3);
});

test("a list scrolls only near its edges, the faster the nearer, and no faster than the most", () => {
  assert.equal(scrollBy(300, 100, 500), 0);
  assert.ok(scrollBy(120, 100, 500) < 0);
  assert.ok(scrollBy(105, 100, 500) < scrollBy(125, 100, 500));
  assert.equal(scrollBy(900, 100, 500), 14);
});
