// Colours: contrast by the definition of WCAG, ramps by their middle.
import assert from "node:assert/strict";
import { test } from "node:test";
import { contrast, divergingColours, legible, luminance, pick, rgb } from "../../static/map/colour.js";

const RAMP = ["#a00", "#b00", "#c00", "#ddd", "#0c0", "#0d0", "#0e0"];

test("short, long and computed colours are read alike", () => {
  assert.deepEqual(rgb("#0af"), [0, 170, 255]);
  assert.deepEqual(rgb(" #102030 "), [16, 32, 48]);
  assert.deepEqual(rgb("rgb(1, 2, 3)"), [1, 2, 3]);
  assert.deepEqual(rgb("none"), [255, 255, 255]);
});

test("black on white has the contrast 21, a colour on itself 1", () => {
  assert.equal(contrast("#000", "#fff"), 21);
  assert.equal(contrast("#5788b0", "#5788b0"), 1);
  assert.equal(luminance("#f00"), 0.2126);
});

test("ink is dark on light ground and light on dark ground", () => {
  assert.equal(legible("#b5cde0"), "#16202a");
  assert.equal(legible("#123c66"), "#ffffff");
});

test("colours are picked evenly, mixed where the ramp has none", () => {
  assert.deepEqual(pick(["#000", "#fff"], 3), ["#000", "rgb(128, 128, 128)", "#fff"]);
  assert.deepEqual(pick(RAMP, 4), ["#a00", "#c00", "#0c0", "#0e0"]);
  assert.deepEqual(pick(RAMP, 1), ["#ddd"]);
});

test("diverging colours grow stronger away from zero", () => {
  assert.deepEqual(divergingColours([-4, -1, 1, 6], RAMP), ["#b00", "#ddd", "#0d0"]);
  assert.deepEqual(divergingColours([-4, -2, 0, 3, 6], RAMP), ["#a00", "#b00", "#0d0", "#0e0"]);
  assert.deepEqual(divergingColours([-6, -4, -2, 0], RAMP), ["#a00", "#b00", "#c00"]);
});
