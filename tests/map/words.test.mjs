// Words: gaps that are filled, lines that are broken.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fillWords, wrap } from "../../static/map/words.js";

test("gaps are filled by name; what is not known stays as it is written", () => {
  assert.equal(fillWords("peringkat {rank} {whom}", { rank: 3, whom: "dari 17" }), "peringkat 3 dari 17");
  assert.equal(fillWords("{rank} {other}", { rank: 0 }), "0 {other}");
});

test("lines are as long as they fit; a word too long has its own", () => {
  const fits = (line) => line.length <= 8;
  assert.deepEqual(wrap("satu dua tiga", fits), ["satu dua", "tiga"]);
  assert.deepEqual(wrap("dirahasiakan oleh  dinas", fits), ["dirahasiakan", "oleh", "dinas"]);
  assert.deepEqual(wrap(null, fits), []);
});
