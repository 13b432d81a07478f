// A figure's bars and points with their places in px: what is drawn, pointed at, walked through and listed.

const VERSION = new URL(import.meta.url).search;
const { at, plain, told } = await import(`./text.js${VERSION}`);

// One mark per point that is there: { trace, index, x, y, box, said, name, code, asked }. `said` is what hovering
// shows, as markup; a mark that says nothing is only drawn. `code` is the region it stands for, if it stands for one: of a
// point in `ids`, of a whole trace its `uid`.
export function marksOf(figure, axes, names = {}) {
  const bars = barsOf(figure, axes);
  return figure.data.flatMap((trace, order) => {
    const own = trace.type === "bar" ? bars.get(trace) : pointsOf(trace, axes);
    return own.map((mark) => ({ ...mark, order, ...speech(trace, mark.index, axes, names) }));
  });
}

function speech(trace, index, axes, names) {
  const [x, y] = axesOfTrace(trace, axes);
  const code = idAt(trace, index) ?? trace.uid;
  const known = code !== undefined && code !== null && names[code] !== undefined;
  const said = told(trace, index, x.text(trace.x[index]), y.text(trace.y[index]), known ? names[code] : "");
  return {
    said,
    name: said === null ? "" : plain(said),
    code: known ? code : null,
    asked: at(trace.customdata, index) ?? null,
  };
}

// An empty id is as the one before it: a line says whose it is at its first point.
function idAt({ ids }, index) {
  if (!ids) return null;
  let place = index;
  while (place > 0 && ids[place] === "") place -= 1;
  return ids[place];
}

export function axesOfTrace(trace, axes) {
  return [axes[trace.xaxis ?? "x"], axes[trace.yaxis ?? "y"]];
}

function pointsOf(trace, axes) {
  const [xAxis, yAxis] = axesOfTrace(trace, axes);
  return (trace.x ?? []).flatMap((value, index) => {
    const [x, y] = [xAxis.px(value), yAxis.px(trace.y[index])];
    if (x === null || y === null) return [];
    const reach = (at(trace.marker?.size, index) ?? 6) / 2;
    return [{ trace, index, x, y, box: { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach } }];
  });
}

// Bars of all traces, for they stand on each other: trace -> marks.
export function barsOf(figure, axes) {
  const { layout, data } = figure;
  const sums = new Map();
  const found = new Map();
  for (const trace of data.filter((item) => item.type === "bar")) {
    const level = trace.orientation === "h";
    const [xAxis, yAxis] = axesOfTrace(trace, axes);
    const [along, across] = level ? [xAxis, yAxis] : [yAxis, xAxis];
    const [lengths, places] = level ? [trace.x, trace.y] : [trace.y, trace.x];
    const spacing = spacingOf(data, across, level);
    found.set(
      trace,
      lengths.flatMap((length, index) => {
        if (length === null || length === undefined) return [];
        const place = across.number(places[index]);
        const from = at(trace.base, index) ?? stacked(sums, layout.barmode, `${level}${place}${length < 0 ? "-" : ""}`, length);
        const wide = at(trace.width, index) ?? spacing * (1 - (layout.bargap ?? 0.2));
        const [start, end] = [along.px(from, true), along.px(from + length, true)];
        const [one, other] = [across.px(place - wide / 2, true), across.px(place + wide / 2, true)];
        const [left, right] = (level ? [start, end] : [one, other]).sort((a, b) => a - b);
        const [top, bottom] = (level ? [one, other] : [start, end]).sort((a, b) => a - b);
        const [x, y] = level ? [end, (top + bottom) / 2] : [(left + right) / 2, end];
        return [{ trace, index, x, y, start, end, level, length, box: { left, right, top, bottom } }];
      }),
    );
  }
  return found;
}

function stacked(sums, mode, key, length) {
  if (mode !== "stack" && mode !== "relative") return 0;
  const before = sums.get(key) ?? 0;
  sums.set(key, before + length);
  return before;
}

function spacingOf(data, across, level) {
  const bars = data.filter((trace) => trace.type === "bar" && (trace.orientation === "h") === level);
  const places = [...new Set(bars.flatMap((trace) => (level ? trace.y : trace.x).map((value) => across.number(value))))];
  places.sort((a, b) => a - b);
  const gaps = places.slice(1).map((place, index) => place - places[index]);
  return gaps.length ? Math.min(...gaps) : 1;
}

// The order in which the arrow keys walk: a line from its first year to its last; bars and dots as they are read.
export function inReadingOrder(marks) {
  const speaking = marks.filter((mark) => mark.said !== null);
  const lines = speaking.some((mark) => (mark.trace.mode ?? "").includes("lines"));
  const upright = speaking.some((mark) => mark.trace.type === "bar" && !mark.level);
  const row = (mark) => Math.round(mark.y);
  return speaking.sort((a, b) => {
    if (lines) return a.order - b.order || a.index - b.index;
    if (upright) return a.x - b.x || a.order - b.order;
    return row(a) - row(b) || a.x - b.x;
  });
}

// The nearest mark that way, those straight ahead before those aside; null where none is.
export function neighbour(marks, from, key) {
  const [dx, dy] = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[key];
  let [best, least] = [null, Infinity];
  for (const mark of marks) {
    const [across, down] = [mark.x - from.x, mark.y - from.y];
    const ahead = across * dx + down * dy;
    if (mark === from || ahead < 1) continue;
    const cost = ahead + 3 * Math.abs(across * dy + down * dx);
    if (cost < least) [best, least] = [mark, cost];
  }
  return best;
}

// The mark under the pointer: bars answer over their whole row or column, points within reach.
export function under(marks, x, y, reach = 24) {
  let [best, least] = [null, Infinity];
  for (const mark of marks) {
    if (mark.said === null) continue;
    const away = mark.trace.type === "bar" ? awayFromBar(mark, x, y, reach) : Math.hypot(mark.x - x, mark.y - y);
    if (away < least && away <= reach) [best, least] = [mark, away];
  }
  return best;
}

// A bar within a bar is nearer than the one around it; text beside an end belongs to it, a little.
function awayFromBar({ box, level }, x, y, reach) {
  const [near, far, place] = level ? [box.left, box.right, x] : [box.top, box.bottom, y];
  const inRow = level ? y >= box.top - 3 && y <= box.bottom + 3 : x >= box.left - 3 && x <= box.right + 3;
  if (!inRow) return Infinity;
  if (place >= near && place <= far) return Math.min(reach, (far - near) / 1e4);
  return Math.min(near > place ? near - place : place - far, reach);
}
