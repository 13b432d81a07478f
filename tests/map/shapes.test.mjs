// One form for all shapes files.
import assert from "node:assert/strict";
import { test } from "node:test";
import { normalise } from "../../static/map/shapes.js";

test("lists become points and frames, cells may be called items", () => {
  const shapes = normalise({
    viewBox: [0, 1, 200, 100],
    extent: [0, 1, 200, 90],
    regions: [{ code: "74.01", d: "M0 0h1v1z", label: [5, 6], bbox: [0, 0, 1, 1], name: "not needed" }],
    insets: [{ codes: ["74.01"], source: [1, 2, 3, 4] }],
    tiles: { rows: 1, columns: 2, items: [{ code: "74.01", row: 0, column: 1 }] },
  });
  assert.deepEqual(shapes, {
    view: { x: 0, y: 1, width: 200, height: 100 },
    extent: { x: 0, y: 1, width: 200, height: 90 },
    regions: [{ code: "74.01", d: "M0 0h1v1z", point: { x: 5, y: 6 }, corners: [0, 0, 1, 1] }],
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
