// How large tiles are and where their lines stand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sparkRoom, tileLines, tileSize } from "../../static/map/tile_room.js";

test("tiles fill the picture, but are neither bands nor towers", () => {
  // (406 − 3 · 4 − 6) / 4 and (206 − 4 − 6) / 2
  assert.deepEqual(tileSize({ width: 406, height: 206, rows: 2, columns: 4, gap: 4 }), { w: 97, h: 98 });
  assert.deepEqual(tileSize({ width: 1000, height: 86, rows: 2, columns: 2, gap: 4 }), { w: 38 * 2.6, h: 38 });
  assert.deepEqual(tileSize({ width: 210, height: 900, rows: 2, columns: 2, gap: 4 }), { w: 100, h: 95 });
});

const near = (found, wanted) => assert.ok(Math.abs(found - wanted) < 1e-9, `${found} is not ${wanted}`);

test("a high tile has the line of its years below, and the rank beside the value", () => {
  const tile = tileLines({ w: 100, h: 100 }, 12, 13);
  assert.deepEqual([tile.pad, tile.big, tile.sparkBelow, tile.third], [8, 20, 36, false]);
  near(tile.nameY, 8 + 9.6);
  near(tile.valueY, 17.6 + 5 + 17);
  assert.deepEqual(tile.rankRows, [{ row: "value", x: 92, y: 39.6 }, { row: "name", x: 92, y: 17.6 }]);
});

test("a narrow tile has a row for the rank, a low one has no room below", () => {
  const tile = tileLines({ w: 70, h: 60 }, 12, 13);
  assert.deepEqual([tile.pad, tile.sparkBelow, tile.third, tile.rankRows[0].row], [5, 0, true, "name"]);
});

const TILE = { box: { w: 100, h: 50 }, pad: 8, big: 20, valueY: 40, sparkBelow: 0 };
const NONE = { row: null, width: 18 };

test("the line of years stands below the value or beside it", () => {
  const rank = { hasRow: false, spot: 0 };
  const below = sparkRoom({ ...TILE, box: { w: 100, h: 100 }, sparkBelow: 30 }, { inner: 84, ring: NONE, rank, valueRoom: 40 });
  assert.deepEqual(below, { x: 10, w: 80, h: 30, bottom: 92 });
  const beside = sparkRoom(TILE, { inner: 84, ring: NONE, rank, valueRoom: 52 });
  assert.deepEqual(beside, { x: 100 - 8 - 2 - 40, w: 40, h: 18, bottom: 42 });
});

test("a ring in its row shortens or shifts it; a rank beside the value leaves none", () => {
  const ring = { row: "spark", width: 18 };
  const rank = { hasRow: false, spot: 0 };
  assert.equal(sparkRoom({ ...TILE, sparkBelow: 30 }, { inner: 84, ring, rank, valueRoom: 40 }).w, 62);
  assert.equal(sparkRoom(TILE, { inner: 84, ring: { row: "value", width: 18 }, rank, valueRoom: 52 }).x, 32);
  assert.equal(sparkRoom(TILE, { inner: 84, ring: NONE, rank: { hasRow: false, spot: 1 }, valueRoom: 52 }), null);
  assert.equal(sparkRoom(TILE, { inner: 84, ring: NONE, rank: { hasRow: true, spot: -1 }, valueRoom: 52 }), null);
});
