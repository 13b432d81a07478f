// Where the tooltip goes, in a frame of 300 × 300.
import assert from "node:assert/strict";
import { test } from "node:test";
import { awayFromFinger, besideBoxes, besidePoint } from "../../static/map/tip.js";

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

test("it stands beside what it is about, nearest to the pointer, and hides neither region nor name", () => {
  const region = { x: 20, y: 60, w: 100, h: 120 };
  // From (60, 120): to the right 120 + 10 = 130, 70 away; above its foot is at 50, 70 away, too: the first of equals.
  assert.deepEqual(besideBoxes({ x: 60, y: 120 }, [region], FRAME, SIZE, 10), { x: 130, y: 100, ...SIZE });
  // Nearer to the top edge, above: the foot at 50 is 20 from the pointer at 70.
  assert.deepEqual(besideBoxes({ x: 60, y: 70 }, [region], FRAME, SIZE, 10), { x: 10, y: 10, ...SIZE });
  // A name at the right takes that side's place: beyond it 170 + 10 = 180 is 65 away, above is 70.
  const name = { x: 130, y: 100, w: 40, h: 30 };
  const found = besideBoxes({ x: 115, y: 120 }, [region, name], FRAME, SIZE, 10);
  assert.deepEqual(found, { x: 180, y: 100, ...SIZE });
});

test("a region that fills the frame gives way to its name, and that to the pointer", () => {
  const whole = { x: 0, y: 0, w: 300, h: 300 };
  assert.deepEqual(besideBoxes({ x: 150, y: 150 }, [whole, { x: 140, y: 140, w: 20, h: 20 }], FRAME, SIZE, 10), { x: 170, y: 130, ...SIZE });
  assert.deepEqual(besideBoxes({ x: 10, y: 100 }, [whole], FRAME, SIZE, 16), besidePoint({ x: 10, y: 100 }, FRAME, SIZE, 16));
});
