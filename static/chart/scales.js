// Axes: where a value of the figure stands in px, and where its ticks do.

const VERSION = new URL(import.meta.url).search;
const { number } = await import(`./text.js${VERSION}`);

// Every axis of a figure by its name ("x", "y2"), for a drawing `width` px wide.
export function axesOf(figure, width) {
  const { layout, data } = figure;
  const margin = { l: 0, r: 0, t: 0, b: 0, ...layout.margin };
  const area = {
    left: margin.l,
    top: margin.t,
    width: Math.max(40, width - margin.l - margin.r),
    height: Math.max(20, layout.height - margin.t - margin.b),
  };
  const axes = { area };
  for (const [key, spec] of Object.entries(layout)) {
    const name = /^([xy])axis(\d*)$/.exec(key);
    if (name) axes[name[1] + name[2]] = new Axis(name[1], name[2], spec, data, layout, area);
  }
  if (layout.yaxis?.scaleanchor === "x") square(axes);
  return axes;
}

// A unit is as long on both axes: the longer one gives way, the upright one in the middle, the level one at its right.
function square(axes) {
  const { x, y } = axes;
  const unit = Math.min(x.length / Math.abs(x.high - x.low), y.length / Math.abs(y.high - y.low));
  x.length = unit * Math.abs(x.high - x.low);
  const length = unit * Math.abs(y.high - y.low);
  y.start += (y.length - length) / 2;
  y.length = length;
}

export class Axis {
  constructor(letter, suffix, spec, data, layout, area) {
    Object.assign(this, { letter, spec, log: spec.type === "log" });
    const traces = data.filter((trace) => (trace[`${letter}axis`] ?? letter) === letter + suffix && trace.visible !== false);
    this.categories = categoriesOf(traces, letter);
    const [from, to] = spec.domain ?? [0, 1];
    this.start = letter === "x" ? area.left + area.width * from : area.top + area.height * (1 - to);
    this.length = (letter === "x" ? area.width : area.height) * (to - from);
    [this.low, this.high] = spec.range ?? rangeOf(traces, letter, this, layout);
  }

  // A value as the number that the axis counts in; null where it has none.
  number(value) {
    if (value === null || value === undefined) return null;
    if (this.categories) return typeof value === "string" ? this.categories.indexOf(value) : value;
    return this.log ? Math.log10(value) : Number(value);
  }

  // px of a value, or of a number that the axis counts in already (`counted`).
  px(value, counted = false) {
    const found = counted && typeof value === "number" ? value : this.number(value);
    if (found === null || Number.isNaN(found)) return null;
    const share = (found - this.low) / (this.high - this.low);
    return this.start + this.length * (this.letter === "x" ? share : 1 - share);
  }

  // px of a place on the axis' own stretch, 0-1.
  domain(share) {
    return this.start + this.length * (this.letter === "x" ? share : 1 - share);
  }

  // [px, text] of each tick within the range.
  ticks() {
    const { spec } = this;
    const values = spec.tickvals ?? (this.categories ? this.categories.map((_, index) => index) : this.nice());
    const [least, most] = [this.low, this.high].sort((a, b) => a - b);
    const slack = 1e-6 * (most - least);
    return values
      .map((value, index) => [value, spec.ticktext?.[index] ?? this.text(value)])
      .map(([value, text]) => [this.categories ? value : this.number(value), text])
      .filter(([value]) => value >= least - slack && value <= most + slack)
      .map(([value, text]) => [this.px(value, true), text]);
  }

  text(value) {
    if (this.categories) return typeof value === "number" ? this.categories[value] : value;
    return number(value, this.spec.tickformat) + (this.spec.ticksuffix ?? "");
  }

  nice() {
    const [low, high] = [this.low, this.high].sort((a, b) => a - b);
    const step = niceStep((high - low) / Math.max(1, this.spec.nticks ?? 6));
    const found = [];
    for (let turn = Math.ceil(low / step - 1e-9); turn * step <= high + 1e-9 * step; turn += 1) found.push(turn * step);
    return found.map((value) => Number(value.toPrecision(12)));
  }
}

// The least of 1, 2, 5 times a power of ten that is no smaller.
export function niceStep(rough) {
  if (!(rough > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= rough * (1 - 1e-9));
}

function categoriesOf(traces, letter) {
  const values = traces.flatMap((trace) => trace[letter] ?? []);
  return values.some((value) => typeof value === "string") ? [...new Set(values)] : null;
}

function rangeOf(traces, letter, axis, layout) {
  if (axis.categories) return [-0.5, axis.categories.length - 0.5];
  const bars = traces.filter((trace) => trace.type === "bar");
  const along = bars.some((trace) => (trace.orientation === "h") === (letter === "x"));
  const values = traces.flatMap((trace) => trace[letter] ?? []).filter((value) => value !== null).map((value) => axis.number(value));
  if (bars.length && along) values.push(0, ...stackedEnds(bars, letter));
  if (!values.length) return [0, 1];
  let [low, high] = [Math.min(...values), Math.max(...values)];
  if (bars.length && !along) return [low - 0.5, high + 0.5];
  const pad = 0.055 * (high - low || Math.abs(high) || 1);
  const toZero = axis.spec.rangemode === "tozero" || (bars.length && along);
  [low, high] = toZero ? [Math.min(0, low), Math.max(0, high)] : [low, high];
  return [toZero && low === 0 ? 0 : low - pad, toZero && high === 0 ? 0 : high + pad];

  function stackedEnds(all) {
    const other = letter === "x" ? "y" : "x";
    const sums = new Map();
    if (!["stack", "relative"].includes(layout.barmode)) return [];
    for (const trace of all) trace[letter].forEach((value, index) => sums.set(trace[other][index], (sums.get(trace[other][index]) ?? 0) + value));
    return [...sums.values()];
  }
}
