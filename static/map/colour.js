// Colours: reading them, contrast, and ramps for the classes of a legend.

const DARK = "#16202a";
const LIGHT = "#ffffff";

export function rgb(colour) {
  const hex = colour.trim().match(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i);
  if (hex) {
    const long = hex[1].length === 3 ? [...hex[1]].map((c) => c + c).join("") : hex[1];
    return [0, 2, 4].map((i) => parseInt(long.slice(i, i + 2), 16));
  }
  return (colour.match(/[\d.]+/g) ?? ["255", "255", "255"]).slice(0, 3).map(Number);
}

export function luminance(colour) {
  const [r, g, b] = rgb(colour).map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

// The ink that is read better on a ground.
export function legible(ground) {
  return contrast(DARK, ground) >= contrast(LIGHT, ground) ? DARK : LIGHT;
}

// A colour on the way from one to another; `share` 0 is the first.
export function mix(one, other, share) {
  const [a, b] = [rgb(one), rgb(other)];
  return `rgb(${a.map((c, k) => Math.round(c + (b[k] - c) * share)).join(", ")})`;
}

// How light a colour is to the eye, 0 to 100 (CIE L*).
export function lightness(colour) {
  const y = luminance(colour);
  return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
}

// Pick `count` colours evenly from a ramp.
export function pick(ramp, count) {
  if (count <= 1) return [ramp[Math.floor(ramp.length / 2)]];
  return Array.from({ length: count }, (_, i) => {
    const at = (i * (ramp.length - 1)) / (count - 1);
    const low = Math.floor(at + 0.001);
    const share = at - low;
    return share < 0.001 ? ramp[low] : mix(ramp[low], ramp[low + 1], share);
  });
}

// Away from zero ever stronger, a pale tone for a class that holds zero. The ramp has three tones for what lies
// below, the pale one, and three for what lies above.
export function divergingColours(edges, ramp) {
  const side = edges.slice(0, -1).map((low, i) => (edges[i + 1] <= 0 ? -1 : low >= 0 ? 1 : 0));
  const below = side.filter((s) => s < 0).length;
  const above = side.filter((s) => s > 0).length;
  // The class beside zero is always the weakest of its side: the two sides differ in lightness there, too.
  const shades = (count, weak, middle, strong) => (count === 1 ? [weak] : pick([weak, middle, strong], count));
  const lower = shades(below, ramp[2], ramp[1], ramp[0]).reverse();
  const upper = shades(above, ramp[4], ramp[5], ramp[6]);
  return side.map((s) => (s < 0 ? lower.shift() : s > 0 ? upper.shift() : ramp[3]));
}
