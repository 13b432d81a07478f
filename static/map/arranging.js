// How the map stands in its picture: as large as it fits beside legend, year and insets, none of them on land.
// Knows no nodes: sizes and a ground go in, places come out.

const VERSION = new URL(import.meta.url).search;
const { lineBetween, lineMeets, nearestPoint, overlaps, padded } = await import(`./boxes.js${VERSION}`);
const { SEA } = await import(`./ground.js${VERSION}`);

const LEAST = 150; // the shorter side of an inset, in pixels
const SMALL = 110; // what it may be so that every region can be named
const TINY = 84; // what it may be on a map where nothing else fits
const AIR = 12; // between an inset and land, other insets and the edge
const STEP = 8;
const WIDE = 1.8; // times as wide as high
const TURNS = 16; // places around a region in need, at each of two distances
const ENOUGH = 2; // of them, an inset leaves free
const CROSSING = 1.5; // what land between an inset and what it magnifies costs, in pixels further away
const CROSSED = 12; // pixels of the land of others between a region and its name

// `extent` is what must be seen and `view` what the ground holds, in units of the shapes; `groundAt(k)` paints it.
// `legend` and `year` are sizes ({w, h}): they stand in the south-west and the north-east. `insets` are
// {source, caption}: a frame in units and the size of the words above it, in pixels. `needs` are the regions whose names
// may have to stand beside them, {point, number, w, h}: an inset leaves each some sea. Returns scale, place of the
// corner of `view`, and boxes.
export function arrange(scene) {
  const { width, height, extent, pad } = scene;
  const widest = Math.min((width - 2 * pad) / extent.width, (height - 2 * pad) / extent.height);
  const largest = Math.max(LEAST, Math.min(260, Math.min(width, height) * 0.3));
  const bare = { ...scene, needs: [] };
  const { needs = [] } = scene;
  for (const [wanted, from, to, least] of [
    [{ ...scene, needs }, largest, LEAST, 0.85],
    [{ ...scene, needs }, LEAST - 10, SMALL, 0.85],
    [bare, largest, LEAST, 0.7],
    [{ ...scene, needs }, SMALL, TINY, 0.85],
    [bare, SMALL, TINY, 0.7],
    [bare, 0, 0, 0.7],
  ]) {
    for (let share = 1; share >= least; share -= 0.03) {
      const found = arrangeAt(wanted, widest * share, from, to);
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

// The map at one scale: moved to the east, the middle, the west, until all that belongs to it has room; in a wide picture
// the middle comes first.
function arrangeAt(scene, k, from, to) {
  const ground = scene.groundAt(k);
  const { legend, year } = corners(scene);
  for (const ay of [0.5, 0, 1]) {
    for (const ax of scene.width > WIDE * scene.height ? [0.5, 0.75, 0.25, 1, 0] : [1, 0.75, 0.5, 0.25, 0]) {
      const corner = cornerAt(scene, k, ax, ay);
      Object.assign(ground, corner);
      if (![legend, year].every((box) => ground.isSea(padded(box, 2, 2)))) continue;
      const placed = { ...scene, ground, k, ...corner, taken: [legend, year] };
      const insets = insetPlaces({ ...placed, rooms: roomsOf(placed) }, from, to);
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
    let { rooms } = scene;
    for (const inset of scene.insets) {
      const place = insetPlace({ ...scene, rooms }, inset, side, taken);
      if (!place) break;
      taken.push(withCaption(place, inset.caption));
      rooms = rooms.map((room) => leftOf(room, taken.at(-1), lineBetween(homeOf(scene, inset), place)));
      places.push(place);
    }
    if (places.length === scene.insets.length) return places;
  }
  return null;
}

// The places around each region in need that are open sea, of those its leader reaches without crossing others.
function roomsOf({ ground, k, ox, oy, view, width, height, taken, needs }) {
  const isOpen = (box) => box.x >= 0 && box.y >= 0 && box.x + box.w <= width && box.y + box.h <= height && ground.isSea(box);
  return needs.flatMap(({ point, number, w, h }) => {
    const at = { x: ox + (point.x - view.x) * k, y: oy + (point.y - view.y) * k };
    const free = around(at, (point.r ?? 0) * k, { w, h }).filter((box) => isOpen(box) && !taken.some((other) => overlaps(other, box)));
    const near = free.filter((box) => ground.foreignAlong(at, nearestPoint(box, at), number) <= CROSSED);
    return near.length ? [near] : [];
  });
}

// Boxes around a place, beyond `r` pixels from it.
function around({ x, y }, r, { w, h }) {
  const boxes = [];
  for (const far of [6, 22]) {
    for (let i = 0; i < TURNS; i++) {
      const [dx, dy] = [Math.cos((2 * Math.PI * i) / TURNS), Math.sin((2 * Math.PI * i) / TURNS)];
      boxes.push({ x: x + dx * (r + far + w / 2) - w / 2, y: y + dy * (r + far + h / 2) - h / 2, w, h });
    }
  }
  return boxes;
}

const leftOf = (room, box, line) => room.filter((one) => !overlaps(one, box) && !lineMeets(line, one));

// Whether every region in need keeps some of its places from an inset and the line that ties it.
function leavesRoom(rooms, box, line) {
  return rooms.every((room) => leftOf(room, box, line).length >= Math.min(ENOUGH, room.length));
}

// What an inset magnifies, in the picture.
function homeOf({ ox, oy, k, view }, { source }) {
  return { x: ox + (source.x - view.x) * k, y: oy + (source.y - view.y) * k, w: source.width * k, h: source.height * k };
}

function withCaption({ x, y, w, h }, caption) {
  return { x, y: y - caption.h, w: Math.max(w, caption.w), h: h + caption.h };
}

// The free box nearest to what it magnifies, tied to it across as little land as may be, but off its shore: there labels
// stand.
function insetPlace(scene, inset, side, taken) {
  const { width, height, ground, rooms } = scene;
  const { source, caption } = inset;
  const scale = side / Math.min(source.width, source.height);
  const [w, h] = [source.width * scale, source.height * scale];
  const home = homeOf(scene, inset);
  const [x0, y0] = [home.x + home.w / 2, home.y + home.h / 2];
  let best = null;
  for (let y = AIR / 2 + caption.h; y + h <= height - AIR / 2; y += STEP) {
    for (let x = width - Math.max(w, caption.w) - 1; x >= 1; x -= STEP) {
      const far = Math.hypot(x + w / 2 - x0, y + h / 2 - y0);
      if (best && far >= best.cost) continue;
      const box = { x, y, w, h };
      const whole = padded(withCaption(box, caption), AIR, AIR);
      if (!ground.isSea(whole) || taken.some((other) => overlaps(other, whole))) continue;
      const line = lineBetween(home, box);
      const cost = far + CROSSING * ground.foreignAlong(line.from, line.to, SEA);
      if ((best && cost >= best.cost) || !leavesRoom(rooms, whole, line)) continue;
      best = { cost, box };
    }
  }
  return best?.box ?? null;
}
