// Colours: contrast by the definition of WCAG, ramps by their middle.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { contrast, divergingColours, legible, lightness, luminance, mix, pick, rgb } from "../../static/map/colour.js";

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

test("diverging colours grow stronger away from zero, and begin with the weakest beside it", () => {
  assert.deepEqual(divergingColours([-4, -1, 1, 6], RAMP), ["#c00", "#ddd", "#0c0"]);
  assert.deepEqual(divergingColours([-4, -2, 0, 3, 6], RAMP), ["#a00", "#c00", "#0c0", "#0e0"]);
  assert.deepEqual(divergingColours([-6, -4, -2, 0], RAMP), ["#a00", "#b00", "#c00"]);
});

test("a mix lies on the way, lightness goes from black to white", () => {
  assert.equal(mix("#000", "#fff", 0.2), "rgb(51, 51, 51)");
  assert.equal(Math.round(lightness("#000")), 0);
  assert.equal(Math.round(lightness("#fff")), 100);
  assert.equal(Math.round(lightness("#777")), 50);
});

// The colours as they stand in the style sheet.
const CSS = readFileSync(new URL("../../static/map/region_map.css", import.meta.url), "utf8");
const THEMES = { light: [".krm {", "#fbfaf7"], dark: ['.krm[data-theme="dark"] {', "#10161d"] };

function colourOf(theme, name) {
  const block = CSS.slice(CSS.indexOf(THEMES[theme][0]));
  return block.match(new RegExp(`--krm-${name}: (#\\w+)`))[1];
}

function ramp(theme, letter, count) {
  return Array.from({ length: count }, (_, i) => colourOf(theme, `${letter}${i + 1}`));
}

// Every way zero can lie among up to five classes.
const SCALES = [1, 2, 3, 4, 5].flatMap((n) =>
  Array.from({ length: n + 1 }, (_, below) => Array.from({ length: n + 1 }, (_, i) => i - below)).concat(
    Array.from({ length: n }, (_, at) => Array.from({ length: n + 1 }, (_, i) => i - at - 0.5)),
  ),
);

test("neighbouring classes are at least 12 steps of lightness apart, in both themes and all scales", () => {
  for (const theme of Object.keys(THEMES)) {
    const sequences = [2, 3, 4, 5].map((count) => pick(ramp(theme, "s", 5), count));
    for (const letter of ["d", "n"]) {
      const colours = ramp(theme, letter, 7);
      for (const edges of SCALES) sequences.push(divergingColours(edges, colours), divergingColours(edges, [...colours].reverse()));
    }
    for (const colours of sequences) {
      colours.slice(1).forEach((colour, i) => {
        const apart = Math.abs(lightness(colour) - lightness(colours[i]));
        assert.ok(apart >= 12, `${theme}: ${colours.join(" ")} are ${apart.toFixed(1)} apart`);
      });
    }
  }
});

test("outlines of regions and the ink of leaders are seen on paper", () => {
  for (const [theme, [, paper]] of Object.entries(THEMES)) {
    for (const name of ["border", "ink", "accent", "muted"]) assert.ok(contrast(colourOf(theme, name), paper) >= 3, `${theme} ${name}`);
  }
});
