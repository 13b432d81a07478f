// What a label says, and in which ink.
import assert from "node:assert/strict";
import { test } from "node:test";
import { contrast } from "../../static/map/colour.js";
import { inkOn, labelColours, labelText } from "../../static/map/label_text.js";

const REGION = { name: "Kolaka", value: "12,5", isSecret: false, isPick: false, showsValues: true, secretMark: "r" };

test("a label is name and value; a dash where there is none, the sign where it is withheld", () => {
  assert.deepEqual(labelText(REGION), { name: "Kolaka", value: "12,5" });
  assert.deepEqual(labelText({ ...REGION, value: "" }), { name: "Kolaka", value: "–" });
  assert.deepEqual(labelText({ ...REGION, value: "", isSecret: true }), { name: "Kolaka", value: "r" });
});

test("without values only what is chosen has one, and what is withheld its sign", () => {
  assert.deepEqual(labelText({ ...REGION, showsValues: false }), { name: "Kolaka", value: "" });
  assert.deepEqual(labelText({ ...REGION, showsValues: false, isPick: true }), { name: "Kolaka", value: "12,5" });
  assert.deepEqual(labelText({ ...REGION, showsValues: false, value: "", isSecret: true }), { name: "Kolaka", value: "r" });
});

test("ink is read on its halo, whatever the ground", () => {
  for (let grey = 0; grey <= 255; grey += 3) {
    const { ink, halo } = inkOn(`rgb(${grey}, ${grey}, ${grey})`);
    assert.ok(contrast(ink, halo) >= 4.5, `grey ${grey}: ${ink} on ${halo}`);
  }
  assert.deepEqual(inkOn("#123c66"), { ink: "#ffffff", halo: "rgb(18, 60, 102)" });
});

const LOOK = { ink: "#111111", paper: "#fafafa", accentText: "#b8430f" };

test("at sea and on hatching the halo is paper, and what is chosen has the accent", () => {
  assert.deepEqual(labelColours({ ground: null, isPick: false }, LOOK), { name: "#111111", value: "#111111", halo: "#fafafa" });
  assert.deepEqual(labelColours({ ground: null, isPick: true }, LOOK), { name: "#b8430f", value: "#b8430f", halo: "#fafafa" });
  assert.equal(labelColours({ ground: "#123c66", isPick: true }, LOOK).name, "#ffffff");
});
