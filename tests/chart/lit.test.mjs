import assert from "node:assert/strict";
import { test } from "node:test";

import { isLit, lit } from "../../static/chart/lit.js";

const bars = (more = {}) => ({
  data: [{ type: "bar", ids: ["a", "b", "c"], meta: { chosen: true }, marker: { color: ["x", "y", "z"], ...more } }],
});

test("the chosen take their colours in their order, all others keep theirs", () => {
  const [trace] = lit(bars(), ["c", "a"]).data;
  assert.deepEqual(trace.marker.color, ["var(--k-compared1)", "y", "var(--k-accent)"]);
});

test("dots take shapes, too", () => {
  const [trace] = lit(bars({ symbol: ["circle", "circle", "circle"] }), ["b", "c"]).data;
  assert.deepEqual(trace.marker.symbol, ["circle", "circle", "square"]);
});

test("what was sent stays as it was, and is itself where nobody is chosen", () => {
  const sent = bars();
  lit(sent, ["a"]);
  assert.deepEqual(sent, bars());
  assert.equal(lit(sent, []), sent);
});

test("a trace that does not ask for it keeps its colours", () => {
  const plain = { data: [{ type: "bar", ids: ["a"], marker: { color: ["x"] } }] };
  assert.equal(isLit(plain), false);
  assert.equal(lit(plain, ["a"]), plain);
});
