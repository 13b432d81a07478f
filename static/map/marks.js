// Marks that belong to a region besides its value: the markers of compared regions, the ring with a letter.

const VERSION = new URL(import.meta.url).search;
const { set, svg, write } = await import(`./dom.js${VERSION}`);
const { round } = await import(`./numbers.js${VERSION}`);

export const MARKER_COUNT = 3;

// The compared regions in their order: square, diamond, triangle.
const MARKERS = [
  (r) => `M${-r} ${-r}h${2 * r}v${2 * r}h${-2 * r}z`,
  (r) => `M0 ${-1.35 * r}L${1.35 * r} 0L0 ${1.35 * r}L${-1.35 * r} 0z`,
  (r) => `M0 ${-1.2 * r}L${1.25 * r} ${r}H${-1.25 * r}z`,
];

export function markerPath(position, radius) {
  return MARKERS[position](radius);
}

// A letter in a ring, for what must be said of a region besides its value.
export function drawRing(parent) {
  const group = svg("g", { class: "krm-ring", visibility: "hidden" }, parent);
  return { group, circle: svg("circle", {}, group), letter: svg("text", {}, group) };
}

export function setRing({ group, circle, letter }, text, at, look) {
  set(group, { visibility: text ? "visible" : "hidden" });
  if (!text) return;
  set(group, { transform: `translate(${round(at.x)} ${round(at.y)})` });
  set(circle, { r: look.ring });
  set(letter, { y: round(look.small * 0.35) });
  write(letter, text);
}
