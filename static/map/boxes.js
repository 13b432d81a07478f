// Boxes on the screen ({x, y, w, h}) and frames of the shapes file ({x, y, width, height}): overlap, distance, fit.

const VERSION = new URL(import.meta.url).search;
const { clamp, round } = await import(`./numbers.js${VERSION}`);

export const padded = (b) => ({ x: b.x - 4, y: b.y - 1, w: b.w + 8, h: b.h + 2 });
export const overlaps = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

export function overlapArea(a, b) {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}

// The point of a box that is nearest to another point.
export function nearestPoint(box, { x, y }) {
  return { x: clamp(x, box.x, box.x + box.w), y: clamp(y, box.y, box.y + box.h) };
}

export function distance(box, point) {
  const to = nearestPoint(box, point);
  return Math.hypot(point.x - to.x, point.y - to.y);
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

// The shortest line between the frames of an inset and of the place it magnifies.
export function leaderPath(source, place) {
  const span = (a, b, c, d) => {
    const low = Math.max(a, c);
    const high = Math.min(b, d);
    if (low <= high) return [(low + high) / 2, (low + high) / 2];
    return a > d ? [a, d] : [b, c];
  };
  const [sx, px] = span(source.x, source.x + source.width, place.x, place.x + place.width);
  const [sy, py] = span(source.y, source.y + source.height, place.y, place.y + place.height);
  return `M${round(sx)} ${round(sy)}L${round(px)} ${round(py)}`;
}
