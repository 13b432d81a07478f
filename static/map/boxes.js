// Boxes on the screen ({x, y, w, h}), lines ({from, to}) and frames of the shapes file ({x, y, width, height}).

const VERSION = new URL(import.meta.url).search;
const { clamp, round } = await import(`./numbers.js${VERSION}`);

export const padded = (b, across = 4, along = 1) => ({ x: b.x - across, y: b.y - along, w: b.w + 2 * across, h: b.h + 2 * along });
export const overlaps = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

// The point of a box that is nearest to another point.
export function nearestPoint(box, { x, y }) {
  return { x: clamp(x, box.x, box.x + box.w), y: clamp(y, box.y, box.y + box.h) };
}

// What two boxes that overlap have in common.
export function common(a, b) {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  return { x, y, w: Math.min(a.x + a.w, b.x + b.w) - x, h: Math.min(a.y + a.h, b.y + b.h) - y };
}

// The box around a line.
export function boxAround({ from, to }) {
  return { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), w: Math.abs(from.x - to.x), h: Math.abs(from.y - to.y) };
}

const turn = (a, b, c) => Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));

export function linesCross(a, b) {
  const apart = turn(a.from, a.to, b.from) * turn(a.from, a.to, b.to) > 0;
  return !apart && turn(b.from, b.to, a.from) * turn(b.from, b.to, a.to) <= 0;
}

// How far two lines that do not cross are from each other.
export function linesApart(a, b) {
  return Math.min(pointApart(a.from, b), pointApart(a.to, b), pointApart(b.from, a), pointApart(b.to, a));
}

function pointApart({ x, y }, { from, to }) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = clamp(((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1), 0, 1);
  return Math.hypot(from.x + along * dx - x, from.y + along * dy - y);
}

export function holdsBox(frame, { x, y, w, h }) {
  return x >= frame.x && y >= frame.y && x + w <= frame.x + frame.w && y + h <= frame.y + frame.h;
}

// Whether a line enters a box or touches its edge.
export function lineMeets(line, box) {
  if (!overlaps(padded(boxAround(line), 0.01, 0.01), box)) return false;
  const { x, y, w, h } = box;
  const isIn = ({ x: px, y: py }) => px >= x && px <= x + w && py >= y && py <= y + h;
  if (isIn(line.from) || isIn(line.to)) return true;
  const corners = [{ x, y }, { x: x + w, y }, { x: x + w, y: y + h }, { x, y: y + h }];
  return corners.some((from, i) => linesCross(line, { from, to: corners[(i + 1) % 4] }));
}

// Whether a region's corners (left, top, right, bottom) reach into a frame.
export function meets([left, top, right, bottom], frame) {
  return left < frame.x + frame.width && right > frame.x && top < frame.y + frame.height && bottom > frame.y;
}

export function holds(frame, { x, y }) {
  return x > frame.x && x < frame.x + frame.width && y > frame.y && y < frame.y + frame.height;
}

// Scale and shift that bring the frame `source` into the middle of the frame `place`, as large as it fits.
export function fitInto(source, place) {
  const k = Math.min(place.width / source.width, place.height / source.height);
  const x = place.x + (place.width - source.width * k) / 2 - source.x * k;
  const y = place.y + (place.height - source.height * k) / 2 - source.y * k;
  return { k, x, y };
}

// The shortest line between two boxes.
export function lineBetween(a, b) {
  const span = (from, length, other, otherLength) => {
    const [low, high] = [Math.max(from, other), Math.min(from + length, other + otherLength)];
    if (low <= high) return [(low + high) / 2, (low + high) / 2];
    return from > other ? [from, other + otherLength] : [from + length, other];
  };
  const [ax, bx] = span(a.x, a.w, b.x, b.w);
  const [ay, by] = span(a.y, a.h, b.y, b.h);
  return { from: { x: round(ax), y: round(ay) }, to: { x: round(bx), y: round(by) } };
}
