// The order of an agenda: what moves where, worked out without a page.

// The items with the one at `from` at the place `to` of the others; outside of them it stays at the end it left by.
export function moved(items, from, to) {
  const rest = items.filter((_, place) => place !== from);
  const at = Math.min(Math.max(to, 0), rest.length);
  return [...rest.slice(0, at), items[from], ...rest.slice(at)];
}

// The place that the middle of a dragged row takes among the middles of the others, from top to bottom.
export function placeOf(middle, others) {
  return others.filter((other) => other < middle).length;
}

// px to scroll by in one frame, so that a row held at an edge of its list brings up what lies beyond.
export function scrollBy(y, top, bottom, edge = 36, most = 14) {
  if (y < top + edge) return -Math.round(Math.min(1, (top + edge - y) / edge) * most);
  if (y > bottom - edge) return Math.round(Math.min(1, (y - bottom + edge) / edge) * most);
  return 0;
}
