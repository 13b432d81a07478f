// Where the tooltip goes, in a frame of 300 × 300.
import assert from "node:assert/strict";
import { test } from "node:test";
import { awayFromFinger, besidePoint } from "../../static/map/tip.js";

const FRAME = { width: 300, height: 300, top: 0 };
const SIZE = { w: 100, h: 40 };

test("it stands to the right and above, and changes sides at the edge", () => {
  assert.deepEqual(besidePoint({ x: 10, y: 100 }, FRAME, SIZE, 16), { x: 26, y: 52 });
  assert.deepEqual(besidePoint({ x: 250, y: 100 }, FRAME, SIZE, 16), { x: 134, y: 52 });
  assert.deepEqual(besidePoint({ x: 10, y: 20 }, FRAME, SIZE, 16), { x: 26, y: 36 });
});

test("it stays in the frame", () => {
  assert.deepEqual(besidePoint({ x: 90, y: 299 }, { ...FRAME, width: 150 }, SIZE, 16), { x: 0, y: 251 });
});

test("a finger has it in the far corner of the stage", () => {
  const stage = { top: 50, bottom: 250, height: 200 };
  assert.deepEqual(awayFromFinger({ x: 10, y: 60 }, FRAME, stage, SIZE), { x: 200, y: 210 });
  assert.deepEqual(awayFromFinger({ x: 290, y: 240 }, FRAME, stage, SIZE), { x: 0, y: 50 });
});
