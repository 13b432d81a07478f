// Every part can be looked at without a page.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { localReference } from "../../static/map/export.js";
import { markerPath } from "../../static/map/marks.js";

test("no part needs a page to be imported", async () => {
  const folder = new URL("../../static/map/", import.meta.url);
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".js"))) await import(new URL(name, folder).href);
  assert.equal(typeof document, "undefined");
});

test("the entry gives what the stub and the downloads ask for", async () => {
  const entry = await import("../../static/map/region_map.js");
  assert.deepEqual(Object.keys(entry).sort(), ["default", "exportSvg"]);
});

test("an exported reference does not know the page's address", () => {
  assert.equal(localReference('url("http://localhost:8501/Daerah#krm1-hatch")'), "url(#krm1-hatch)");
  assert.equal(localReference("url(#krm1-hatch)"), "url(#krm1-hatch)");
  assert.equal(localReference("rgb(1, 2, 3)"), "rgb(1, 2, 3)");
});

test("compared regions have a square, a diamond and a triangle", () => {
  assert.equal(markerPath(0, 5), "M-5 -5h10v10h-10z");
  assert.equal(markerPath(1, 20), "M0 -27L27 0L0 27L-27 0z");
  assert.equal(markerPath(2, 20), "M0 -24L25 20H-25z");
});
