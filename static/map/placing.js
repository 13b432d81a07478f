// Where labels stand: in their region, else beside it at the end of a leader; never on another label, line or land.
// Knows no nodes: a scene of numbers goes in, spots come out, the same ones every time.

const VERSION = new URL(import.meta.url).search;
const { boxAround, holdsBox, lineMeets, linesApart, linesCross, nearestPoint, overlaps, padded } = await import(`./boxes.js${VERSION}`);
const { INSET, SEA } = await import(`./ground.js${VERSION}`);

const TURNS = 32; // how often the order is changed in search of a better picture
const PATIENCE = 4; // how often in vain; thrice as often while anybody is without a place
const PASSES = 3; // how often those that stand may move to a nearer place
const DOT = 5; // half the width kept free around the dot of a leader
const UNREST = 50; // what a label beside another's leader costs, or two leaders side by side, in pixels of leader
const BESIDE = 9; // leaders nearer than this are read as one
const OUTSIDE = 60; // what leaving the region costs
const FAILED = 5000;
const BADLY = 400; // what it costs to be far off, or without a value: worth moving others
const TRIALS = 200; // exchanges looked at for one label
const INSIDE = { own: 0.78, foreign: 0.07 }; // how much of a label inside must be on its region, may be on another
const HANGING = { own: 0.6, foreign: 0.4 }; // where there is no other way
const OVER = { own: 0.45, foreign: 0.55 }; // for a name alone
const ROUND = { own: 0, foreign: 1 }; // a label that touches its circle belongs to it, on whatever land
const STRANGE = 180; // what it costs it to stand on the land of others all the same
const TOUCH = 7; // pixels from the edge of a circle within which that is so
const OPEN = { foreign: 0 };
const MOST_INSIDE = 60; // places worth looking at, the nearest
const MOST_OUTSIDE = 400;
const CROSSED = 12; // pixels of a leader on the land of others; no way is so short that more is worth it
const CROSSED_AT_LAST = 28; // but for a name that has no place else
const FOREIGN = 6; // what each of them costs
const SHORE = 150; // what it costs to stand among the shores of others
const DOTS = 80; // ground for the dot of a leader, at most
const CONNECTED = 0.75; // of the way from the label point that is on its region: not the dot of an island far away
const WAYS = 8; // dots looked at for a place, the nearest

// A scene: width, height, ground (Ground), taken (boxes nobody may cover or cross), marks (boxes no label may cover),
//   lines (nobody may cross).
// A label: code, number, anchor (where its dot belongs), middle (of its region: where it stands best inside), reach
//   (the box around its region), frame (box of the inset it belongs to, or null), circle (radius, 0 for none), isFirst,
//   forms: [{kind, w, h, cost}], the ways it may be written.
// Returns code → spot: {box, form, inside, leader: {from, to} or null}. Only what nowhere has room is left out; what is
// first is then left out last.
export function placeLabels(scene, labels) {
  return new Search(scene, labels).run().spots;
}

// Where a label is looked for, one after the other: each only where there is nothing before.
const TIERS = [
  { look: insideSpots, most: INSIDE },
  { look: outsideSpots, most: CROSSED },
  { look: insideSpots, most: HANGING },
  { look: insideSpots, most: INSIDE, isAlone: true },
  { look: outsideSpots, most: CROSSED, isAlone: true },
  { look: outsideSpots, most: CROSSED_AT_LAST },
  { look: insideSpots, most: OVER, isAlone: true },
];

class Search {
  constructor(scene, labels) {
    Object.assign(this, { scene, labels });
    this.found = new Map(labels.map((label) => [label, []]));
    this.others = new Map();
  }

  // Circles of others: no label may seem to be theirs.
  circlesBut(label) {
    if (!this.others.has(label)) this.others.set(label, this.labels.filter((other) => other !== label && other.circle).map(circleBox));
    return this.others.get(label);
  }

  spotsOf(label, tier) {
    const tiers = this.found.get(label);
    tiers[tier] ??= this.sought(label, TIERS[tier]);
    return tiers[tier];
  }

  sought(label, { look, most, isAlone = false }) {
    const forms = label.forms.filter(({ kind }) => (kind === "name") === isAlone);
    return forms.flatMap((form) => look(this.scene, label, form, this.circlesBut(label), most)).sort(byCost);
  }

  // What has least room goes first; then, turn by turn, what fared worst. The calmest picture wins.
  run() {
    const rank = (label) => this.spotsOf(label, 0).length || 1e6 + this.spotsOf(label, 1).length;
    let order = [...this.labels].sort((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1));
    let found = this.place(order);
    let best = found;
    let since = 0;
    for (let turn = 0; turn < TURNS && order.length > 1 && since < PATIENCE * (best.cost > FAILED ? 3 : 1); turn++) {
      const fared = (label) => this.fared(found, label);
      const worst = order.slice(1).reduce((a, b) => (fared(b) > fared(a) ? b : a));
      if (fared(worst) < 2 * OUTSIDE) break;
      order = [worst, ...order.filter((label) => label !== worst)];
      found = this.place(order);
      since = found.cost < best.cost ? 0 : since + 1;
      if (!since) best = found;
    }
    return this.repaired(best);
  }

  // Who has fared badly takes the place of one or two others that find another: as long as that makes the picture better.
  repaired(found) {
    let best = found;
    for (let turn = 0; turn < this.labels.length; turn++) {
      const badly = this.labels.filter((label) => this.fared(best, label) >= BADLY);
      const better = badly.map((label) => this.madeRoom(best, label)).find(Boolean);
      if (!better) return best;
      best = better;
    }
    return best;
  }

  madeRoom(found, label) {
    let trials = TRIALS;
    for (let tier = 0; tier < TIERS.length; tier++) {
      for (const place of this.spotsOf(label, tier)) {
        for (const spot of this.settled(place, label)) {
          const inWay = this.labels.filter(({ code }) => code !== label.code && found.spots.has(code) && clash(spot, found.spots.get(code)));
          if (!inWay.length || inWay.length > 2) continue;
          if (!trials--) return null;
          const better = this.exchanged(found, label, spot, inWay);
          if (better) return better;
        }
      }
    }
    return null;
  }

  exchanged(found, label, spot, inWay) {
    const spots = new Map(found.spots);
    for (const { code } of inWay) spots.delete(code);
    spots.set(label.code, spot);
    for (const other of inWay) {
      const now = this.best(other, spots);
      if (now) spots.set(other.code, now);
    }
    const cost = this.costOf(spots);
    return cost < found.cost ? { spots, cost } : null;
  }

  costOf(spots) {
    return this.labels.reduce((sum, label) => sum + this.fared({ spots }, label), 0);
  }

  fared({ spots }, label) {
    const spot = spots.get(label.code);
    return spot ? spot.cost + this.unrest(spot, spots, label.code) : FAILED * (label.isFirst ? 2 : 1);
  }

  place(order) {
    const spots = new Map();
    let hasMoved = true;
    for (let pass = 0; pass < PASSES && hasMoved; pass++) {
      hasMoved = false;
      for (const label of order) {
        const now = spots.get(label.code);
        if (now && !now.leader && now.form.kind !== "name") continue;
        spots.delete(label.code);
        const spot = this.best(label, spots);
        if (spot) spots.set(label.code, spot);
        if (spot && spot !== now) hasMoved = true;
      }
    }
    return { spots, cost: this.costOf(spots) };
  }

  // The cheapest place free of others. Places come by the least they may cost: once that is too much, none is left.
  best(label, spots) {
    const others = [...spots.values()];
    for (let tier = 0; tier < TIERS.length; tier++) {
      let found = null;
      for (const place of this.spotsOf(label, tier)) {
        if (found && place.least >= found.total) break;
        if (touchesAny(place.room, others)) continue;
        for (const spot of this.settled(place, label)) {
          if ((found && spot.cost >= found.total) || others.some((other) => clash(spot, other))) continue;
          const total = spot.cost + this.unrest(spot, spots, label.code);
          if (!found || total < found.total) found = { spot, total };
        }
      }
      if (found) return found.spot;
    }
    return null;
  }

  // What a place costs is found when it is asked for: most never are. One spot for each way a leader may run to it.
  settled(place, label) {
    place.spots ??= place.inside ? [place] : waysTo(place, this.scene, label, this.circlesBut(label));
    return place.spots;
  }

  unrest(spot, spots, code) {
    let found = 0;
    for (const [code2, other] of spots) {
      if (code2 === code) continue;
      if (other.leader && overlaps(spot.near, other.reach)) found += UNREST;
      if (spot.leader && overlaps(other.near, spot.reach)) found += UNREST;
      if (spot.leader && other.leader && areBeside(spot, other)) found += UNREST;
    }
    return found;
  }
}

function areBeside(spot, other) {
  return overlaps(spot.reach, other.reach) && linesApart(spot.leader, other.leader) < BESIDE;
}

function circleBox({ anchor: { x, y }, circle }) {
  return { x: x - circle, y: y - circle, w: 2 * circle, h: 2 * circle };
}

function dotBox({ from: { x, y } }) {
  return { x: x - DOT, y: y - DOT, w: 2 * DOT, h: 2 * DOT };
}

// A place with what is looked at again and again: the box with the air it keeps.
function placeOf(box, form, more) {
  const own = { ...box };
  return { box: own, form, leader: null, room: padded(own), near: padded(own, 2, 1), reach: null, dot: null, ...more };
}

function touchesAny(room, others) {
  for (const { box } of others) if (overlaps(room, box)) return true;
  return false;
}

function clash(a, b) {
  if (overlaps(a.room, b.box)) return true;
  if (a.leader && b.leader && overlaps(a.reach, b.reach) && tangled(a, b)) return true;
  return covers(a, b) || covers(b, a);
}

// Leaders that cross, or of which one runs through the dot of the other, are not told apart.
function tangled(a, b) {
  return linesCross(a.leader, b.leader) || lineMeets(a.leader, b.dot) || lineMeets(b.leader, a.dot);
}

function covers({ near }, { leader, reach, dot }) {
  if (!leader || !overlaps(reach, near)) return false;
  return overlaps(near, dot) || lineMeets(leader, near);
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
const REACH = 60;
const STEPS = [];
for (let j = -REACH; j <= REACH; j++) {
  for (let i = -REACH; i <= REACH; i++) if (Math.hypot(i, j) <= REACH) STEPS.push({ i, j, far: Math.hypot(i, j) });
}
STEPS.sort((a, b) => a.far - b.far || a.j - b.j || a.i - b.i);

// In the region, around its middle. A little of the label may hang over the shore, next to nothing over a neighbour;
// where there is air around it, it stands best.
function insideSpots(scene, label, form, circles, most) {
  const { middle, number, frame, circle, reach } = label;
  const { w, h } = form;
  const free = frame ? INSET : SEA;
  const own = circle ? circleBox(label) : null;
  const home = withoutFrame(scene, frame);
  const step = Math.max(5, h / 7);
  const from = circle ? label.anchor : middle;
  const box = boxAt(0, 0, form);
  const spots = [];
  for (const { i, j, far } of STEPS) {
    if (far * step > (circle ? 1.4 * w : reach.w + reach.h)) break;
    const at = { x: from.x + i * step, y: from.y + j * step };
    if (!circle && !isWithin(reach, at)) continue;
    Object.assign(box, { x: at.x - w / 2, y: at.y - h / 2 });
    const onCircle = Boolean(own) && !i && !j && Math.hypot(w, h) < 2 * circle;
    if (own && !onCircle && overlaps(padded(box, 2, 0), own)) continue;
    const isTouching = Boolean(own) && lengthTo(box, from) < circle + TOUCH;
    const share = isInPicture(box, scene) && scene.ground.share(box, number, free, isTouching ? ROUND : most);
    if (!share || isBlocked(box, home, circles)) continue;
    const air = 1 - scene.ground.share(padded(box, h / 3, h / 3), number, free).own;
    const cost = form.cost + (far * step) / 3 + (1 - share.own) * 60 + share.foreign * (isTouching ? STRANGE : 300) + air * 60;
    spots.push(placeOf(box, form, { inside: true, onCircle, cost, least: cost }));
    if (spots.length === MOST_INSIDE) break;
  }
  return spots;
}

const isWithin = ({ x, y, w, h }, at) => at.x >= x && at.x <= x + w && at.y >= y && at.y <= y + h;

// An inset's ground is nobody's but for the labels of the regions it magnifies.
function withoutFrame(scene, frame) {
  return frame ? { ...scene, taken: scene.taken.filter((box) => box !== frame) } : scene;
}

const byCost = (a, b) => a.least - b.least || a.box.y - b.box.y || a.box.x - b.box.x;

// On the sea, or on the ground of its inset, at the end of a leader.
function outsideSpots(scene, label, form, circles, most) {
  const { anchor, frame } = label;
  const { w, h } = form;
  const step = Math.max(8, h / 4.5);
  const furthest = (0.38 * Math.min(scene.width, scene.height) + w) / step;
  const home = withoutFrame(scene, frame);
  const spots = [];
  const box = boxAt(0, 0, form);
  const dots = (label.dots ??= dotsOf(scene, label));
  for (const { i, j, far } of STEPS) {
    if (far > furthest || spots.length === MOST_OUTSIDE) break;
    Object.assign(box, { x: anchor.x + i * step - w / 2, y: anchor.y + j * step - h / 2 });
    if (!isInPicture(box, scene)) continue;
    const isInFrame = Boolean(frame) && holdsBox(frame, box) && scene.ground.share(box, -1, INSET, OPEN) !== null;
    if ((!isInFrame && !scene.ground.isSea(box)) || isBlocked(box, isInFrame ? home : scene, circles)) continue;
    const ways = nearestDots(padded(box, 1, 0), dots, label);
    if (!ways.length) continue;
    const extra = OUTSIDE + form.cost + (frame && !isInFrame ? OUTSIDE : 0);
    spots.push(placeOf(box, form, { inside: false, onCircle: false, ways, most, extra, least: extra + ways[0].cost }));
  }
  return spots;
}

// Where in its region a leader may begin: the label point first, then ground a dot stands on without touching a border.
function dotsOf(scene, { anchor, number, frame, circle, reach }) {
  if (circle) return [anchor];
  const insets = frame ? [] : scene.taken;
  const isOpen = (at) => !insets.some((box) => isWithin(box, at)) && scene.ground.ownAlong(anchor, at, number) >= CONNECTED;
  return [anchor, ...scene.ground.spotsOn(number, reach, DOT, DOTS).filter(isOpen)];
}

// The dots from which a leader to a box costs least, {dot, cost}: by its length, and how far the dot is from the label
// point. Not those the box touches.
function nearestDots(box, dots, { anchor, circle }) {
  const found = [];
  for (const dot of dots) {
    const length = lengthTo(box, dot);
    const cost = length + length ** 2 / 200 + 0.5 * Math.hypot(dot.x - anchor.x, dot.y - anchor.y);
    if (length < circle + 2 || (found.length === WAYS && cost >= found[WAYS - 1].cost)) continue;
    let place = found.length;
    while (place && found[place - 1].cost > cost) place -= 1;
    found.splice(place, 0, { dot, cost });
    if (found.length > WAYS) found.pop();
  }
  return found;
}

function lengthTo({ x, y, w, h }, at) {
  return Math.hypot(Math.max(x - at.x, 0, at.x - x - w), Math.max(y - at.y, 0, at.y - y - h));
}

// From a dot, or the edge of the circle there, to the nearest point of a box.
function leaderFrom(dot, box, circle) {
  const to = nearestPoint(padded(box, 1, 0), dot);
  const along = circle / Math.hypot(to.x - dot.x, to.y - dot.y);
  return { from: { x: dot.x + (to.x - dot.x) * along, y: dot.y + (to.y - dot.y) * along }, to };
}

// The spots of a place, one for each leader that may run to it.
function waysTo(place, scene, label, circles) {
  const around = padded(place.box, 8, 6);
  const shore = SHORE * scene.ground.share(around, label.number, label.frame ? INSET : SEA).foreign;
  const spots = [];
  for (const { dot, cost } of place.ways) {
    const leader = leaderFrom(dot, place.box, label.circle);
    const added = leaderCost(scene, label, circles, leader, place.most);
    if (added === Infinity) continue;
    spots.push({ ...place, ...tied(leader), cost: place.extra + cost + shore + added });
  }
  return spots;
}

// A leader with what is looked at again and again: the box around it with that of its dot, the room of its dot.
function tied(leader) {
  return { leader, reach: padded(boxAround(leader), DOT, DOT), dot: dotBox(leader) };
}

// What a leader adds where it runs over the land of others, or beside what ties an inset; without end where something
// stands in its way, or where it would seem to belong to those it crosses.
function leaderCost(scene, { frame, number }, circles, leader, most) {
  if (isBarred(leader, withoutFrame(scene, frame), circles)) return Infinity;
  const foreign = scene.ground.foreignAlong(leader.from, leader.to, number);
  if (foreign > most) return Infinity;
  return FOREIGN * foreign + UNREST * scene.lines.filter((line) => linesApart(line, leader) < BESIDE).length;
}
