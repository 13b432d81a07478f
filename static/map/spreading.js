// Where circles stand: each in its region, as near to its label point as those larger than it let it.

const TOUCH = 1; // pixels between two circles

// `circles` are {code, anchor, r, places}: a radius, and other places in the region for its middle. Returns code → {x, y}.
// Where no place is free of the others, the one that covers least of them.
export function spreadCircles(circles) {
  const placed = [];
  for (const circle of circles.toSorted((a, b) => b.r - a.r || (a.code < b.code ? -1 : 1))) {
    const costs = [circle.anchor, ...circle.places].map((at) => ({ at, cost: costOf(at, circle, placed) }));
    placed.push({ ...circle, at: costs.reduce((a, b) => (b.cost < a.cost ? b : a)).at });
  }
  return new Map(placed.map(({ code, at }) => [code, at]));
}

const apart = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

// How far it has moved, and far more for what it lies over.
function costOf(at, { anchor, r }, placed) {
  const over = placed.reduce((sum, other) => sum + Math.max(0, r + other.r + TOUCH - apart(at, other.at)), 0);
  return apart(at, anchor) + 1000 * over;
}
