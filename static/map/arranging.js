// How the map stands in its picture: as large as it fits beside legend, year and insets, none of them on land.
// Knows no nodes: sizes and a ground go in, places come out.

const VERSION = new URL(import.meta.url).search;
const { overlaps, padded } = await import(`./boxes.js${VERSION}`);

const LEAST = 150; // the shorter side of an inset, in pixels
const TINY = 84; // what it may be on a map where nothing else fits
const AIR = 12; // between an inset and land, other insets and the edge
const STEP = 8;

// `extent` is what must be seen and `view` what the ground holds, in units of the shapes; `groundAt(k)` paints it.
// `legend` and `year` are sizes ({w, h}): they stand in the south-west and the north-east. `insets` are
// {source, caption}: a frame in units and the size of the words above it, in pixels. Returns scale, place of the
// corner of `view`, and boxes.
export function arrange(scene) {
  const { width, height, extent, pad } = scene;
  const widest = Math.min((width - 2 * pad) / extent.width, (height - 2 * pad) / extent.height);
  const largest = Math.max(LEAST, Math.min(260, Math.min(width, height) * 0.3));
  for (const [from, to] of [[largest, LEAST], [LEAST - 10, TINY], [0, 0]]) {
    for (let share = 1; share >= 0.7; share -= 0.03) {
      const found = arrangeAt(scene, widest * share, from, to);
      if (found) return found;
    }
  }
  return { ...cornerAt(scene, widest, 0.5, 0.5), k: widest, insets: [], ...corners(scene) };
}

const corners = ({ width, height, legend, year }) => ({
  legend: { x: 0, y: height - legend.h, ...legend },
  year: { x: width - year.w, y: 0, ...year },
});

function cornerAt({ width, height, extent, view, pad }, k, ax, ay) {
  const spareX = width - 2 * pad - extent.width * k;
  const spareY = height - 2 * pad - extent.height * k;
  return { ox: pad + spareX * ax - (extent.x - view.x) * k, oy: pad + spareY * ay - (extent.y - view.y) * k };
}

// The map at one scale: moved to the east, the middle, the west, until all that belongs to it has room.
function arrangeAt(scene, k, from, to) {
  const ground = scene.groundAt(k);
  const { legend, year } = corners(scene);
  for (const ay of [0.5, 0, 1]) {
    for (const ax of [1, 0.75, 0.5, 0.25, 0]) {
      const corner = cornerAt(scene, k, ax, ay);
      Object.assign(ground, corner);
      if (![legend, year].every((box) => ground.isSea(padded(box, 2, 2)))) continue;
      const insets = insetPlaces({ ...scene, ground, k, ...corner, taken: [legend, year] }, from, to);
      if (insets) return { k, ...corner, legend, year, insets };
    }
  }
  return null;
}

// All insets with the same shorter side, the largest for which there is room; null if there is none.
function insetPlaces(scene, from, to) {
  if (!from) return [];
  for (let side = from; side >= to; side -= 8) {
    const taken = [...scene.taken];
    const places = [];
    for (const inset of scene.insets) {
      const place = insetPlace(scene, inset, side, taken);
      if (!place) break;
      taken.push(withCaption(place, inset.caption));
      places.push(place);
    }
    if (places.length === scene.insets.length) return places;
  }
  return null;
}

function withCaption({ x, y, w, h }, caption) {
  return { x, y: y - caption.h, w: Math.max(w, caption.w), h: h + caption.h };
}

// The free box nearest to what it magnifies, but off its shore: there labels stand.
function insetPlace({ width, height, ground, k, ox, oy, view }, { source, caption }, side, taken) {
  const scale = side / Math.min(source.width, source.height);
  const [w, h] = [source.width * scale, source.height * scale];
  const x0 = ox + (source.x + source.width / 2 - view.x) * k;
  const y0 = oy + (source.y + source.height / 2 - view.y) * k;
  let best = null;
  for (let y = AIR / 2 + caption.h; y + h <= height - AIR / 2; y += STEP) {
    for (let x = width - Math.max(w, caption.w) - 1; x >= 1; x -= STEP) {
      const far = Math.hypot(x + w / 2 - x0, y + h / 2 - y0);
      if (best && far >= best.far) continue;
      const whole = padded(withCaption({ x, y, w, h }, caption), AIR, AIR);
      if (!ground.isSea(whole) || taken.some((other) => overlaps(other, whole))) continue;
      best = { far, box: { x, y, w, h } };
    }
  }
  return best?.box ?? null;
}
