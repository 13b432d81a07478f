// How a picture stands on its sheet.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fileName, placed, SHEETS, slug, widthFor, wrapped } from "../../static/picture/sheet.js";

const [screen, slide, a4] = SHEETS;

test("a file is called by its title and its sheet", () => {
  assert.equal(slug("PDRB per kapita 2023"), "pdrb-per-kapita-2023");
  assert.equal(fileName("Penduduk miskin 2020, peta", screen, "svg"), "penduduk-miskin-2020-peta.svg");
  assert.equal(fileName("Tren KUR", slide, "png"), "tren-kur-salindia.png");
  assert.equal(fileName("–", a4, "png"), "gambar-a4.png");
});

test("as on the screen the sheet is the drawing", () => {
  assert.deepEqual(placed({ width: 700, height: 400 }, screen), { width: 700, height: 400, x: 0, y: 0, scale: 1 });
});

test("on a slide and on A4 a drawing fills one side and stays inside the other", () => {
  for (const sheet of [slide, a4]) {
    for (const drawing of [{ width: 700, height: 400 }, { width: 400, height: 900 }, { width: 2000, height: 300 }]) {
      const { width, height, x, y, scale } = placed(drawing, sheet);
      assert.ok(Math.abs(width / height - sheet.ratio) < 0.002);
      const edge = Math.round(width * 0.025);
      const [across, down] = [drawing.width * scale, drawing.height * scale];
      assert.ok(x >= edge && y >= edge && x + across <= width - edge + 1 && y + down <= height - edge + 1);
      assert.ok(Math.abs(across - (width - 2 * edge)) < 1 || Math.abs(down - (height - 2 * edge)) < 1);
    }
  }
});

test("a chart is drawn as wide as its sheet asks, between what can be read and what can be sent", () => {
  assert.equal(widthFor(16 / 9, 450, 150), 1067);
  assert.equal(widthFor(16 / 9, 100, 50), 480);
  assert.equal(widthFor(16 / 9, 3000, 150), 1800);
});

test("lines break between words and keep every word", () => {
  const lines = wrapped("Sumber: Badan Pusat Statistik Provinsi Sulawesi Tenggara", 160, 11);
  assert.ok(lines.length > 1);
  assert.equal(lines.join(" "), "Sumber: Badan Pusat Statistik Provinsi Sulawesi Tenggara");
  assert.ok(lines.every((line) => line.length * 11 * 0.54 <= 160));
  assert.deepEqual(wrapped("", 100, 11), []);
});
