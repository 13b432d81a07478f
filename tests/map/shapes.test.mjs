// One form for all shapes files.
import assert from "node:assert/strict";
import { test } from "node:test";
import { centreOf, normalise } from "../../static/map/shapes.js";

test("lists become points and frames, cells may be called items", () => {
  const shapes = normalise({
    viewBox: [0, 1, 200, 100],
    extent: [0, 1, 200, 90],
    regions: [{ code: "74.01", d: "M0 0l2 0 0 2-2 0z", label: [5, 6], bbox: [0, 0, 1, 1], name: "not needed" }],
    insets: [{ codes: ["74.01"], source: [1, 2, 3, 4] }],
    tiles: { rows: 1, columns: 2, items: [{ code: "74.01", row: 0, column: 1 }] },
  });
  assert.deepEqual(shapes, {
    view: { x: 0, y: 1, width: 200, height: 100 },
    extent: { x: 0, y: 1, width: 200, height: 90 },
    regions: [{ code: "74.01", d: "M0 0l2 0 0 2-2 0z", point: { x: 5, y: 6 }, centre: { x: 1, y: 1 }, corners: [0, 0, 1, 1] }],
    insets: [
      {
        title: "",
        codes: ["74.01"],
        source: { x: 1, y: 2, width: 3, height: 4 },
      },
    ],
    tiles: { rows: 1, columns: 2, cells: [{ code: "74.01", row: 0, column: 1 }] },
  });
});

test("points and frames stay as they are, insets may be missing", () => {
  const view = { x: 0, y: 0, width: 2, height: 2 };
  const label = { x: 1, y: 1, r: 9 };
  const file = { viewBox: view, regions: [{ code: "a", d: "", label }], tiles: { rows: 0, columns: 0 } };
  const shapes = normalise(file);
  assert.deepEqual(shapes.view, view);
  assert.deepEqual(shapes.extent, view);
  assert.deepEqual(shapes.regions[0].point, label);
  assert.deepEqual(shapes.insets, []);
  assert.deepEqual(shapes.tiles.cells, []);
});

test("the centre of a region is that of its largest part", () => {
  // A square of 2 at the corner; an L of 4 by 4 without its upper right quarter: three squares of 2, around (1, 1), (1, 3), (3, 3).
  const { x, y } = centreOf("M0 0l2 0 0 2-2 0zM10 10l2 0 0 2 2 0 0 2-4 0z");
  assert.ok(Math.abs(x - (10 + 5 / 3)) < 1e-9 && Math.abs(y - (10 + 7 / 3)) < 1e-9, `${x} ${y}`);
});
