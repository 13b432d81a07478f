// A figure as SVG: axes, bars, lines, points, shapes and words, from back to front as Plotly lays them.

const VERSION = new URL(import.meta.url).search;
const { svg } = await import(`./dom.js${VERSION}`);
const { axesOfTrace } = await import(`./marks.js${VERSION}`);
const { at, lines } = await import(`./text.js${VERSION}`);

const DASH = { dot: "1.5 3", dash: "5 4", dashdot: "6 3 1.5 3" };
const LINE = 1.3; // of a text's size, from one of its lines to the next
const PAPER = "var(--k-paper)";

let serial = 0;

// Draws into `root`, an svg; returns the node of each mark that says something, by mark.
export function draw(root, figure, axes, marks) {
  const sheet = { root, figure, axes, id: `k-c${(serial += 1)}`, defs: svg("defs", {}, null), patterns: new Map() };
  const { layout } = figure;
  root.append(sheet.defs);
  const shapes = layout.shapes ?? [];
  for (const axis of Object.values(axes)) if (axis.letter) grid(sheet, axis);
  for (const shape of shapes.filter((item) => item.layer === "below")) drawShape(sheet, shape);
  const nodes = new Map();
  const bars = svg("g", {}, root);
  const points = svg("g", {}, root);
  for (const trace of figure.data) {
    const own = marks.filter((mark) => mark.trace === trace);
    if (trace.type === "bar") for (const mark of own) nodes.set(mark, bar(sheet, mark, bars));
    else scatter(sheet, trace, own, points, nodes);
  }
  for (const axis of Object.values(axes)) if (axis.letter) scale(sheet, axis);
  for (const shape of shapes.filter((item) => item.layer !== "below")) drawShape(sheet, shape);
  const notes = (layout.annotations ?? []).filter((item) => item.visible !== false).map((item) => annotation(sheet, item));
  return { nodes, notes: notes.filter(Boolean) };
}

function stroke(line, more = {}) {
  const width = line?.width ?? 2;
  return { fill: "none", stroke: line?.color ?? "currentColor", "stroke-width": width, "stroke-dasharray": DASH[line?.dash] ?? null, ...more };
}

// ---- axes

function grid({ root, axes }, axis) {
  const { spec, letter } = axis;
  if (spec.visible === false) return;
  const { area } = axes;
  const crossing = (px) =>
    letter === "x" ? `M${px} ${area.top}v${area.height}` : `M${area.left} ${px}h${area.width}`;
  if (spec.showgrid !== false) {
    for (const [px] of axis.ticks()) {
      svg("path", { d: crossing(px), ...stroke({ color: spec.gridcolor, width: 1, dash: spec.griddash }) }, root);
    }
  }
  const zero = axis.px(0, true);
  const inside = axis.low <= 0 && axis.high >= 0 ? zero : null;
  if (spec.zeroline && inside !== null) {
    svg("path", { d: crossing(zero), ...stroke({ color: spec.zerolinecolor ?? spec.linecolor, width: spec.zerolinewidth ?? 1 }) }, root);
  }
}

function scale({ root, axes, figure }, axis) {
  const { spec, letter } = axis;
  if (spec.visible === false) return;
  const { area } = axes;
  const level = letter === "x";
  const edge = level ? area.top + area.height : (axes[(spec.anchor ?? "x").replace("y", "x")]?.start ?? area.left);
  if (spec.showline !== false && spec.linecolor) {
    const d = level ? `M${axis.start} ${edge}h${axis.length}` : `M${edge} ${axis.start}v${axis.length}`;
    svg("path", { d, ...stroke({ color: spec.linecolor, width: 1 }) }, root);
  }
  if (spec.showticklabels === false) return;
  const font = { ...figure.layout.font, ...spec.tickfont };
  const ticked = spec.ticks === "outside" ? 5 : 0;
  const off = (spec.ticklabelstandoff ?? 0) + ticked + 4;
  for (const [px, text] of axis.ticks()) {
    if (ticked) {
      const d = level ? `M${px} ${edge}v${ticked}` : `M${edge} ${px}h-${ticked}`;
      svg("path", { d, ...stroke({ color: spec.tickcolor ?? spec.linecolor, width: 1 }) }, root);
    }
    if (level) words(root, text, px, edge + off, font, { x: "center", y: "top" });
    else words(root, text, edge - off, px, font, { x: "right", y: "middle" });
  }
}

// ---- traces

function bar(sheet, mark, parent) {
  const { trace, index, box, level, start, end, length } = mark;
  const { marker = {} } = trace;
  const node = svg("g", { class: "k-mark" }, parent);
  const colour = at(marker.color, index);
  const hatched = at(marker.pattern?.shape, index);
  const edge = at(marker.line?.width, index) ?? 0;
  const look = {
    fill: hatched ? hatching(sheet, colour, marker.pattern) : colour,
    stroke: edge ? at(marker.line.color, index) : null,
    "stroke-width": edge || null,
    opacity: trace.opacity,
  };
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  svg("rect", { class: "k-shape", x: round(box.left), y: round(box.top), width: round(width), height: round(height), ...look }, node);
  const text = at(trace.text, index);
  const place = at(trace.textposition, index);
  if (!text || !["outside", "inside"].includes(place)) return node;
  const font = { ...sheet.figure.layout.font, ...fontAt(trace.textfont, index) };
  if (place === "inside") {
    words(node, text, (box.left + box.right) / 2, (box.top + box.bottom) / 2, font, { x: "center", y: "middle" });
    return node;
  }
  const back = length < 0;
  if (level) words(node, text, end + (end < start || back ? -4 : 4), mark.y, font, { x: end < start || back ? "right" : "left", y: "middle" });
  else words(node, text, mark.x, end + (back ? 3 : -3), font, { x: "center", y: back ? "top" : "bottom" });
  return node;
}

// Strokes that rise to the right in the bar's own colour; one pattern for each colour.
function hatching({ id, defs, patterns }, colour, pattern) {
  if (!patterns.has(colour)) {
    const size = pattern.size ?? 8;
    const name = `${id}-${patterns.size}`;
    const tile = svg("pattern", { id: name, width: size, height: size, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, defs);
    svg("rect", { width: Math.max(1, size * (pattern.solidity ?? 0.3)), height: size, fill: colour }, tile);
    patterns.set(colour, `url(#${name})`);
  }
  return patterns.get(colour);
}

function scatter(sheet, trace, marks, parent, nodes) {
  const mode = trace.mode ?? "lines";
  const group = svg("g", { opacity: trace.opacity }, parent);
  if (trace.fill === "tonexty") filled(sheet, trace, group);
  if (mode.includes("lines")) svg("path", { d: path(sheet, trace), "stroke-linejoin": "round", ...stroke(trace.line) }, group);
  if (mode === "lines") return; // points of a bare line are places only: pointing finds them without a node
  for (const mark of marks) nodes.set(mark, point(sheet, trace, mark, mode, group));
}

// A line; where a value is missing the pen is lifted.
function path({ axes }, trace) {
  const [xAxis, yAxis] = axesOfTrace(trace, axes);
  let down = false;
  return (trace.x ?? [])
    .map((value, index) => {
      const [x, y] = [xAxis.px(value), yAxis.px(trace.y[index])];
      const known = x !== null && y !== null;
      const step = known ? `${down ? "L" : "M"}${round(x)} ${round(y)}` : "";
      down = known;
      return step;
    })
    .join("");
}

function filled(sheet, trace, group) {
  const { data } = sheet.figure;
  const before = data[data.indexOf(trace) - 1];
  if (!before) return;
  const back = { ...before, x: [...before.x].reverse(), y: [...before.y].reverse() };
  svg("path", { d: `${path(sheet, trace)}${path(sheet, back).replace(/^M/, "L")}Z`, fill: trace.fillcolor }, group);
}

function point(sheet, trace, mark, mode, parent) {
  const { index, x, y } = mark;
  const { marker = {} } = trace;
  const node = svg("g", { class: "k-mark" }, parent);
  const size = at(marker.size, index) ?? 6;
  if (mode.includes("markers") && size > 0) {
    const symbol = at(marker.symbol, index) ?? "circle";
    const colour = at(marker.color, index);
    const width = at(marker.line?.width, index) ?? 0;
    const edge = at(marker.line?.color, index) ?? colour;
    const open = symbol.endsWith("-open");
    const bare = symbol === "line-ns";
    const look = open
      ? { fill: "none", stroke: colour, "stroke-width": width || 1.5 }
      : { fill: bare ? "none" : colour, stroke: width ? edge : null, "stroke-width": width || null };
    svg("path", { class: "k-shape", d: SYMBOLS[symbol.replace("-open", "")](round(x), round(y), size / 2), ...look }, node);
  }
  const text = mode.includes("text") ? at(trace.text, index) : null;
  if (text) {
    const [up, across] = (at(trace.textposition, index) ?? "middle center").split(" ");
    const off = mode.includes("markers") ? size / 2 + 3 : 0;
    const anchor = { x: { left: "right", right: "left", center: "center" }[across], y: { top: "bottom", bottom: "top", middle: "middle" }[up] };
    const [dx, dy] = [{ left: -off, right: off, center: 0 }[across], { top: -off, bottom: off, middle: 0 }[up]];
    words(node, text, x + dx, y + dy, { ...sheet.figure.layout.font, ...fontAt(trace.textfont, index) }, anchor);
  }
  return node;
}

const SYMBOLS = {
  circle: (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
  square: (x, y, r) => `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}Z`,
  diamond: (x, y, r) => `M${x} ${y - 1.3 * r}l${1.3 * r} ${1.3 * r}l${-1.3 * r} ${1.3 * r}l${-1.3 * r} ${-1.3 * r}Z`,
  "triangle-up": (x, y, r) => `M${x} ${y - 1.15 * r}l${1.15 * r} ${2 * r}h${-2.3 * r}Z`,
  "line-ns": (x, y, r) => `M${x} ${y - r}v${2 * r}`,
};

function fontAt(font = {}, index) {
  return Object.fromEntries(Object.entries(font).map(([key, value]) => [key, at(value, index)]));
}

// ---- shapes and words

// px of a coordinate: on the paper (0-1 of the plot), on the stretch of an axis, or on an axis. `counted`: on an axis
// of logarithms it is one already.
function place(axes, ref, letter, value, counted = false) {
  const { area } = axes;
  if (ref === "paper") return letter === "x" ? area.left + area.width * value : area.top + area.height * (1 - value);
  const [name, domain] = (ref ?? letter).split(" ");
  return domain ? axes[name].domain(value) : axes[name].px(value, counted);
}

function drawShape({ root, axes }, shape) {
  const spot = (letter, value) => {
    const ref = shape[`${letter}ref`];
    if (shape[`${letter}sizemode`] !== "pixel") return place(axes, ref, letter, value);
    return place(axes, ref, letter, shape[`${letter}anchor`]) + (letter === "x" ? value : -value);
  };
  const [x0, x1] = [spot("x", shape.x0), spot("x", shape.x1)];
  const [y0, y1] = [spot("y", shape.y0), spot("y", shape.y1)];
  if ([x0, x1, y0, y1].some((px) => px === null)) return;
  const d = shape.type === "rect" ? `M${x0} ${y0}H${x1}V${y1}H${x0}Z` : `M${round(x0)} ${round(y0)}L${round(x1)} ${round(y1)}`;
  svg("path", { d, ...stroke(shape.line), fill: shape.type === "rect" ? (shape.fillcolor ?? "none") : "none", opacity: shape.opacity }, root);
}

function annotation({ root, axes, figure }, note) {
  const x = place(axes, note.xref, "x", note.x, true);
  const y = place(axes, note.yref, "y", note.y, true);
  if (x === null || y === null || Number.isNaN(x) || Number.isNaN(y)) return null;
  const far = note.showarrow !== false && note.ax !== undefined;
  const at_ = [x + (note.xshift ?? 0) + (far ? note.ax : 0), y - (note.yshift ?? 0) + (far ? note.ay : 0)];
  if (far) leader(root, note, [x, y], at_);
  const third = (value) => (value < 1 / 3 ? 0 : value > 2 / 3 ? 2 : 1);
  const isPaper = (ref) => ref === "paper" || ref?.endsWith("domain");
  const anchor = {
    x: known(note.xanchor) ?? (isPaper(note.xref) && !far ? ["left", "center", "right"][third(note.x)] : "center"),
    y: known(note.yanchor) ?? (isPaper(note.yref) && !far ? ["bottom", "middle", "top"][third(note.y)] : "middle"),
  };
  const font = { ...figure.layout.font, ...note.font };
  const node = words(root, note.text, at_[0], at_[1], font, anchor, note.align ?? "center");
  if (note.captureevents) node.classList.add("k-asks");
  if (!note.hovertext) return note.captureevents ? { node, asked: note.name } : null;
  node.classList.add("k-note");
  const [width, height] = [note.width ?? 0, note.height ?? 0];
  if (width) svg("rect", { x: at_[0] - width / 2, y: at_[1] - height, width, height, fill: "transparent" }, node);
  return { node, said: note.hovertext, asked: note.name, x: at_[0], y: at_[1] };
}

function known(anchor) {
  return anchor && anchor !== "auto" ? anchor : null;
}

function leader(root, note, from, to) {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (!length) return;
  const off = Math.min(0.9, (note.standoff ?? 0) / length);
  const start = [from[0] + (to[0] - from[0]) * off, from[1] + (to[1] - from[1]) * off];
  const d = `M${round(start[0])} ${round(start[1])}L${round(to[0])} ${round(to[1])}`;
  svg("path", { d, ...stroke({ color: note.arrowcolor, width: note.arrowwidth ?? 1 }) }, root);
}

// Words at a place; `anchor` says which of their edges stands there, `align` how lines of several stand to each other.
export function words(parent, markup, x, y, font, anchor, align = null) {
  const rows = lines(markup);
  const size = font.size ?? 13;
  const group = svg("g", { class: font.shadow ? "k-words k-halo" : "k-words" }, parent);
  const block = rows.length * size * LINE;
  const top = { top: y, middle: y - block / 2, bottom: y - block }[anchor.y];
  const side = rows.length > 1 && align ? align : anchor.x;
  const width = side === anchor.x ? 0 : Math.max(...rows.map((runs) => wide(runs, size)));
  const left = { left: x, center: x - width / 2, right: x - width }[anchor.x];
  const edge = side === anchor.x ? x : left + { left: 0, center: width / 2, right: width }[side];
  rows.forEach((runs, row) => {
    const attributes = {
      x: round(edge),
      y: round(top + row * size * LINE + size * (LINE / 2 + 0.35)),
      "font-size": size,
      fill: font.color ?? "currentColor",
      "text-anchor": { left: "start", center: "middle", right: "end" }[side],
      ...(font.shadow ? { stroke: PAPER, "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round" } : {}),
    };
    const text = svg("text", attributes, group);
    for (const run of runs) {
      const look = { "font-weight": run.bold ? 700 : null, fill: run.colour };
      if (look.fill || look["font-weight"]) svg("tspan", look, text).textContent = run.text;
      else text.append(run.text);
    }
  });
  return group;
}

function wide(runs, size) {
  return runs.reduce((sum, run) => sum + run.text.length, 0) * 0.54 * size;
}

function round(value) {
  return Math.round(value * 10) / 10;
}
