// Where values stand, for a drawing whose margins leave a plot of 200 x 100 px from (50, 10).
import assert from "node:assert/strict";
import { test } from "node:test";
import { axesOf, niceStep } from "../../static/chart/scales.js";

const layout = (x, y, more = {}) => ({ height: 130, margin: { l: 50, r: 50, t: 10, b: 20 }, xaxis: x, yaxis: y, ...more });
const axes = (data, x, y, more) => axesOf({ data, layout: layout(x, y, more) }, 300);

test("a range is stretched over the plot, upwards for y", () => {
  const { x, y } = axes([], { range: [0, 10] }, { range: [0, 4] });
  assert.deepEqual([x.px(0), x.px(5), x.px(10)], [50, 150, 250]);
  assert.deepEqual([y.px(0), y.px(1), y.px(4)], [110, 85, 10]);
  assert.equal(x.px(null), null);
});

test("a range may run downwards, as ranks do", () => {
  const { y } = axes([], { range: [0, 1] }, { range: [5, 0] });
  assert.deepEqual([y.px(0), y.px(5)], [10, 110]);
});

test("names stand evenly in the order they come", () => {
  const { y } = axes([{ type: "bar", orientation: "h", x: [1, 2], y: ["Muna", "Buton"] }], { range: [0, 2] }, {});
  assert.deepEqual([y.px("Muna"), y.px("Buton")], [85, 35]);
  assert.deepEqual(y.ticks(), [[85, "Muna"], [35, "Buton"]]);
});

test("a logarithmic axis gives each factor of ten the same way", () => {
  const { x } = axes([], { type: "log", range: [0, 2], tickvals: [1, 10, 100] }, { range: [0, 1] });
  assert.deepEqual(x.ticks().map(([px]) => px), [50, 150, 250]);
  assert.equal(x.px(1, true), 150);
});

test("ticks are round numbers, no more than asked for", () => {
  assert.deepEqual([niceStep(0.3), niceStep(0.7), niceStep(12), niceStep(50)], [0.5, 1, 20, 50]);
  const { x } = axes([], { range: [-4, 23], nticks: 6, ticksuffix: "%" }, { range: [0, 1] });
  assert.deepEqual(x.ticks().map(([, text]) => text), ["0%", "5%", "10%", "15%", "20%"]);
});

test("stacked bars end at their sum", () => {
  const bars = [{ type: "bar", x: [1, 2], y: [3, 1] }, { type: "bar", x: [1, 2], y: [5, 2] }];
  const { y } = axes(bars, {}, {}, { barmode: "stack" });
  assert.equal(y.low, 0);
  assert.ok(y.high > 8);
});

test("a square keeps one unit equally long on both axes", () => {
  const { x, y } = axes([], { range: [0, 100] }, { range: [0, 100], scaleanchor: "x" });
  assert.equal(x.px(100) - x.px(0), y.px(0) - y.px(100));
});
