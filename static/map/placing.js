// Where labels stand: in their region, else beside it at the end of a leader; never on another label, line or land.
// Knows no nodes: a scene of numbers goes in, spots come out, the same ones every time.

const VERSION = new URL(import.meta.url).search;
const { boxAround, lineMeets, linesCross, nearestPoint, overlaps, padded } = await import(`./boxes.js${VERSION}`);
const { INSET, SEA } = await import(`./ground.js${VERSION}`);

const TURNS = 16; // how often the order is changed in search of a better picture
const PATIENCE = 4; // how often in vain, once nobody is without a place
const PASSES = 3; // how often those that stand may move to a nearer place
const DOT = 5; // half the width kept free around the dot of a leader
const UNREST = 50; // what a label beside another's leader costs, in pixels of leader
const OUTSIDE = 60; // what leaving the region costs
const FAILED = 5000;
const INSIDE = { own: 0.78, foreign: 0.07 }; // how much of a label inside must be on its region, may be on another
const OPEN = { foreign: 0 };
const MOST_INSIDE = 40; // places worth looking at, the nearest
const MOST_OUTSIDE = 400;

// A scene: width, height, ground (Ground), taken (boxes nobody may cover or cross), marks (boxes no label may cover),
//   lines (nobody may cross).
// A label: code, number, anchor, w, h, frame (box of the inset it belongs to, or null), circle (radius, 0 for
//   none), isFirst.
// Returns code → spot: {box, inside, leader: {from, to} or null}. Only what nowhere has room is left out; what is
// first is then left out last.
export function placeLabels(scene, labels) {
  return new Search(scene, labels).run().spots;
}

class Search {
  constructor(scene, labels) {
    Object.assign(this, { scene, labels });
    this.within = new Map(labels.map((label) => [label, insideSpots(scene, label, this.circlesBut(label))]));
    this.beside = new Map();
  }

  // Circles of others: no label may seem to be theirs.
  circlesBut(label) {
    this.others ??= new Map();
    if (!this.others.has(label)) this.others.set(label, this.labels.filter((other) => other !== label && other.circle).map(circleBox));
    return this.others.get(label);
  }

  // Nearest first; looked for only where the region itself has no room.
  besideOf(label) {
    if (!this.beside.has(label)) this.beside.set(label, outsideSpots(this.scene, label, this.circlesBut(label)));
    return this.beside.get(label);
  }

  // What has least room goes first; then, turn by turn, what fared worst. The calmest picture wins.
  run() {
    const rank = (label) => this.within.get(label).length || 1e6 + this.besideOf(label).length;
    let order = [...this.labels].sort((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1));
    let found = this.place(order);
    let best = found;
    let since = 0;
    for (let turn = 0; turn < TURNS && order.length > 1 && (since < PATIENCE || best.cost > FAILED); turn++) {
      const fared = (label) => this.fared(found, label);
      const worst = order.slice(1).reduce((a, b) => (fared(b) > fared(a) ? b : a));
      if (fared(worst) < 2 * OUTSIDE) break;
      order = [worst, ...order.filter((label) => label !== worst)];
      found = this.place(order);
      since = found.cost < best.cost ? 0 : since + 1;
      if (!since) best = found;
    }
    return best;
  }

  fared({ spots }, label) {
    const spot = spots.get(label.code);
    return spot ? spot.cost + this.unrest(spot, spots, label.code) : FAILED * (label.isFirst ? 2 : 1);
  }

  place(order) {
    const spots = new Map();
    for (let pass = 0; pass < PASSES; pass++) {
      for (const label of order) {
        const now = spots.get(label.code);
        if (now && !now.leader) continue;
        spots.delete(label.code);
        const spot = this.best(label, spots);
        if (spot) spots.set(label.code, spot);
      }
    }
    return { spots, cost: order.reduce((sum, label) => sum + this.fared({ spots }, label), 0) };
  }

  // The cheapest place free of others. Places come by the least they may cost: once that is too much, none is left.
  best(label, spots) {
    let found = null;
    const others = [...spots.values()];
    for (const options of [this.within.get(label), this.besideOf(label)]) {
      for (const spot of options) {
        if (found && spot.least >= found.total) break;
        if (touchesAny(spot.room, others) || !this.settle(spot, label)) continue;
        if ((found && spot.cost >= found.total) || others.some((other) => clash(spot, other))) continue;
        const total = spot.cost + this.unrest(spot, spots, label.code);
        if (!found || total < found.total) found = { spot, total };
      }
      if (found) break;
    }
    return found?.spot ?? null;
  }

  // What a place costs is found when it is asked for: most never are. False where its leader may not run.
  settle(spot, label) {
    spot.cost ??= spot.least + leaderCost(this.scene, label, this.circlesBut(label), spot.leader);
    return spot.cost < Infinity;
  }

  unrest(spot, spots, code) {
    let found = 0;
    for (const [code2, other] of spots) {
      if (code2 === code) continue;
      if (other.leader && overlaps(spot.near, other.reach)) found += UNREST;
      if (spot.leader && overlaps(other.near, spot.reach)) found += UNREST;
    }
    return found;
  }
}

function circleBox({ anchor: { x, y }, circle }) {
  return { x: x - circle, y: y - circle, w: 2 * circle, h: 2 * circle };
}

function dotBox({ from: { x, y } }) {
  return { x: x - DOT, y: y - DOT, w: 2 * DOT, h: 2 * DOT };
}

// A place with what is looked at again and again: the box with the air it keeps, the box around its leader.
function spotOf(box, leader, more) {
  const own = { ...box };
  return { box: own, leader, room: padded(own), near: padded(own, 2, 1), reach: leader && boxAround(leader), ...more };
}

function touchesAny(room, others) {
  for (const { box } of others) if (overlaps(room, box)) return true;
  return false;
}

function clash(a, b) {
  if (overlaps(a.room, b.box)) return true;
  if (a.leader && b.leader && overlaps(padded(a.reach, DOT, DOT), padded(b.reach, DOT, DOT)) && tangled(a.leader, b.leader)) return true;
  return covers(a, b) || covers(b, a);
}

// Leaders that cross, or of which one runs through the dot of the other, are not told apart.
function tangled(one, other) {
  return linesCross(one, other) || lineMeets(one, dotBox(other)) || lineMeets(other, dotBox(one));
}

function covers({ near }, { leader, reach }) {
  if (!leader || !overlaps(padded(reach, DOT, DOT), near)) return false;
  return overlaps(near, dotBox(leader)) || lineMeets(leader, near);
}

const isInPicture = ({ x, y, w, h }, { width, height }) => x >= 1 && y >= 1 && x + w <= width - 1 && y + h <= height - 1;

// What stands still: the boxes and lines of the scene, circles of others.
function isBlocked(box, { taken, marks, lines }, circles) {
  const room = padded(box, 3, 1);
  for (const boxes of [taken, marks, circles]) for (const other of boxes) if (overlaps(room, other)) return true;
  for (const line of lines) if (lineMeets(line, room)) return true;
  return false;
}

function boxAt(x, y, { w, h }) {
  return { x: x - w / 2, y: y - h / 2, w, h };
}

function isBarred(leader, { taken, lines }, circles) {
  const meets = (other) => lineMeets(leader, other);
  return taken.some(meets) || circles.some(meets) || lines.some((line) => linesCross(line, leader));
}

// Steps on a grid around a point, the nearest first: the same for every label, so they are put in order once.
const REACH = 44;
const STEPS = [];
for (let j = -REACH; j <= REACH; j++) {
  for (let i = -REACH; i <= REACH; i++) if (Math.hypot(i, j) <= REACH) STEPS.push({ i, j, far: Math.hypot(i, j) });
}
STEPS.sort((a, b) => a.far - b.far || a.j - b.j || a.i - b.i);

// In the region around its label point. A little of the label may hang over the shore, next to nothing over a neighbour.
function insideSpots(scene, label, circles) {
  const { anchor, number, frame, circle, w, h } = label;
  const free = frame ? INSET : SEA;
  const own = circle ? circleBox(label) : null;
  const home = withoutFrame(scene, frame);
  const step = Math.max(5, h / 7);
  const box = boxAt(0, 0, label);
  const spots = [];
  for (const { i, j, far } of STEPS) {
    if (far * step > 1.4 * w) break;
    box.x = anchor.x + i * step - w / 2;
    box.y = anchor.y + j * step - h / 2;
    const onCircle = Boolean(own) && !i && !j && Math.hypot(w, h) < 2 * circle;
    if (own && !onCircle && overlaps(padded(box, 2, 0), own)) continue;
    const share = isInPicture(box, scene) && scene.ground.share(box, number, free, INSIDE);
    if (!share || isBlocked(box, home, circles)) continue;
    const cost = (far * step) / 3 + (1 - share.own) * 60 + share.foreign * 300;
    spots.push(spotOf(box, null, { inside: true, onCircle, cost, least: cost }));
    if (spots.length === MOST_INSIDE) break;
  }
  return spots.sort(byCost);
}

// An inset's ground is nobody's but for the labels of the regions it magnifies.
function withoutFrame(scene, frame) {
  return frame ? { ...scene, taken: scene.taken.filter((box) => box !== frame) } : scene;
}

const byCost = (a, b) => a.least - b.least || a.box.y - b.box.y || a.box.x - b.box.x;

// On the sea, or on the ground of its inset, at the end of a leader from the label point or the edge of the circle.
function outsideSpots(scene, label, circles) {
  const { anchor, frame, w, h } = label;
  const step = Math.max(8, h / 4.5);
  const most = (0.38 * Math.min(scene.width, scene.height) + w) / step;
  const home = withoutFrame(scene, frame);
  const spots = [];
  const box = boxAt(0, 0, label);
  for (const { i, j, far } of STEPS) {
    if (far > most || spots.length === MOST_OUTSIDE) break;
    box.x = anchor.x + i * step - w / 2;
    box.y = anchor.y + j * step - h / 2;
    if (!isInPicture(box, scene)) continue;
    const isInFrame = Boolean(frame) && contains(frame, box) && scene.ground.share(box, -1, INSET, OPEN) !== null;
    if ((!isInFrame && !scene.ground.isSea(box)) || isBlocked(box, isInFrame ? home : scene, circles)) continue;
    const leader = leaderTo(box, label);
    if (!leader) continue;
    const length = Math.hypot(leader.to.x - anchor.x, leader.to.y - anchor.y);
    const least = OUTSIDE + length + length ** 2 / 200 + (frame && !isInFrame ? OUTSIDE : 0);
    spots.push(spotOf(box, leader, { inside: false, onCircle: false, least }));
  }
  return spots.sort(byCost);
}

// From the label point, or the edge of the circle there, to the nearest point of a box; null where they touch.
function leaderTo(box, { anchor, circle }) {
  const to = nearestPoint(padded(box, 1, 0), anchor);
  const length = Math.hypot(to.x - anchor.x, to.y - anchor.y);
  if (length < circle + 2) return null;
  const along = circle / length;
  return { from: { x: anchor.x + (to.x - anchor.x) * along, y: anchor.y + (to.y - anchor.y) * along }, to };
}

// What a leader adds where it runs over the land of others; without end where something stands in its way.
function leaderCost(scene, { frame, number }, circles, leader) {
  if (isBarred(leader, withoutFrame(scene, frame), circles)) return Infinity;
  return 1.5 * scene.ground.foreignAlong(leader.from, leader.to, number);
}

function contains(frame, { x, y, w, h }) {
  return x >= frame.x && y >= frame.y && x + w <= frame.x + frame.w && y + h <= frame.y + frame.h;
}
