// Where a label finds room: in its region, else beside it, never on another region, label or circle.
// Knows no nodes: a scene of numbers goes in, a spot comes out.

const VERSION = new URL(import.meta.url).search;
const { distance, overlapArea, overlaps, padded } = await import(`./boxes.js${VERSION}`);
const { INSET, SEA } = await import(`./ground.js${VERSION}`);
const { clamp } = await import(`./numbers.js${VERSION}`);

// Middles of labels around a region, nearest first. `reach` is how far the region extends in each direction.
export function placesAround({ x, y }, reach, distances, { w, h }) {
  const places = [];
  for (const far of distances) {
    const [east, west] = [x + reach.e + far + w / 2, x - reach.w - far - w / 2];
    const [north, south] = [y - reach.n - far - h / 2, y + reach.s + far + h / 2];
    for (const slide of [0, -8, 8, -18, 18, -30, 30]) {
      places.push([east, y + slide], [west, y + slide], [x + slide, north], [x + slide, south]);
    }
  }
  return places;
}

// Middles of labels along the outside of a box.
export function placesBesideBox(box, { w, h }) {
  const places = [];
  for (const slide of [0.5, 0.25, 0.75, 0, 1]) {
    places.push([box.x + box.w + 6 + w / 2, box.y + box.h * slide]);
    places.push([box.x + box.w * slide, box.y - 5 - h / 2], [box.x + box.w * slide, box.y + box.h + 5 + h / 2]);
    places.push([box.x - 6 - w / 2, box.y + box.h * slide]);
  }
  return places;
}

// A scene: width, height (of the picture), small, body, ring (sizes), projector, isCount,
//   measure(text, size, weight), ground (Ground), frames (boxes of the insets),
//   circles (code → {home, radius, isShown}; empty unless it is a count).
// A region: code, number, anchor, free (the ground its label may go out to), inset, box (its label, once placed).
export class Placer {
  constructor(scene) {
    Object.assign(this, scene);
  }

  // What is wanted: text {name, value}; room for a marker or a ring; whether it may leave its region and
  // whether it must be shown. `placed` are boxes already taken. `forced`: better on a neighbour than nowhere.
  find(region, want, placed, forced) {
    const { text, mayLeave, mustShow, isGraded } = want;
    if (!text.name && !text.value && !isGraded) return null;
    const size = this.size(want, forced);
    const frame = { region, radius: this.circleRadius(region), placed, ...size, make: this.maker(want, size) };
    frame.isFree = (box) => this.isFree(box, region, placed);
    if (!size.textHeight) return this.clearest(frame);
    const within = frame.radius ? this.onCircle(frame, text) : this.within(frame, mayLeave);
    if (within || (!mayLeave && !frame.radius)) return within;
    const places = this.around(frame);
    const beside = this.beside(frame, places, text, forced);
    if (beside || !mayLeave) return beside;
    const across = this.acrossCoast(frame);
    if (across || !(forced || mustShow)) return across;
    const { x, y } = region.anchor;
    return forced ? this.leastHarm(frame, places.concat([[x, y]])) : this.clearest(frame);
  }

  size({ text, isMarked, isGraded }, forced) {
    const { small, body, ring } = this;
    const nameWidth = text.name ? this.measure(text.name, small, forced ? 700 : 500) : 0;
    const valueWidth = text.value ? this.measure(text.value, body, forced ? 700 : 600) : 0;
    const textHeight = (text.name ? small * 1.12 : 0) + (text.value ? body : 0);
    const markerWidth = isMarked ? (this.projector ? 22 : 16) : 0;
    const ringWidth = isGraded ? 2 * ring + (textHeight ? 4 : 0) : 0;
    const extra = markerWidth + ringWidth;
    const w = Math.max(nameWidth, valueWidth) + extra + 4;
    const h = Math.max(textHeight, isGraded ? 2 * ring : 0) + 2;
    return { w, h, textHeight, markerWidth, extra };
  }

  // Makes spots from their middle: marker, ring and text stand side by side in them.
  maker({ text, isMarked, isGraded }, { w, h, textHeight, markerWidth, extra }) {
    return (x, y, more) => ({
      box: { x: x - w / 2, y: y - h / 2, w, h },
      x: x + extra / 2,
      y,
      marker: isMarked ? { x: x - w / 2 + markerWidth / 2 - 1, y } : null,
      ring: isGraded ? { x: x - w / 2 + markerWidth + this.ring + (textHeight ? 0 : 2), y } : null,
      text,
      textHeight,
      ...more,
    });
  }

  circleRadius({ code }) {
    const circle = this.circles.get(code);
    return circle?.isShown ? Math.max(1.5, circle.radius) : 0;
  }

  isInPicture(box) {
    const { width, height } = this;
    return box.x >= 1 && box.y >= 1 && box.x + box.w <= width - 1 && box.y + box.h <= height - 1;
  }

  isFree(box, region, placed) {
    return this.isInPicture(box) && !placed.some((other) => overlaps(padded(box), other)) && !this.hitsCircle(box, region);
  }

  // A label belongs to the circle it is nearest to.
  hitsCircle(box, { code }) {
    const own = this.circles.get(code);
    if (!own) return false;
    const gap = ({ home, radius }) => distance(box, home) - radius;
    const mine = Math.max(-1, gap(own));
    for (const circle of this.circles.values()) {
      if (circle !== own && circle.isShown && gap(circle) < mine + 2) return true;
    }
    return false;
  }

  coversCircle(box) {
    return [...this.circles.values()].some(({ home, radius }) => distance(box, home) < radius);
  }

  onCircle({ region, radius, w, h, make }, text) {
    const fits = !text.name && Math.hypot(w, h) < 2 * radius;
    return fits ? make(region.anchor.x, region.anchor.y, { inside: true, onCircle: true }) : null;
  }

  // In the region, near its label point; a little overhang is better than nothing.
  within({ region, make, isFree }, mayLeave) {
    const { number, anchor } = region;
    const least = region.free === INSET ? 0.72 : 0.85;
    let nearly = null;
    for (const dy of [0, -6, 6, -12, 12, -20, 20, -30, 30]) {
      for (const dx of [0, -6, 6, -14, 14, -24, 24, -36, 36]) {
        if (this.ground.at(anchor.x + dx, anchor.y + dy) !== number) continue;
        const spot = make(anchor.x + dx, anchor.y + dy, { inside: true });
        const mine = this.ground.ownShare(spot.box, number, least);
        if (mine < least || !isFree(spot.box)) continue;
        if (mine >= 0.999) return spot;
        if (!nearly || mine > nearly.mine) nearly = { mine, spot };
      }
    }
    return nearly && (mayLeave || nearly.mine > 0.94) ? nearly.spot : null;
  }

  around(frame) {
    const { region, radius } = frame;
    const reach = radius ? { e: radius, w: radius, n: radius, s: radius } : this.ground.reach(region);
    return placesAround(region.anchor, reach, radius ? [4, 10] : [4, 9, 14, 22], frame);
  }

  // On the sea beside the region, or beside its circle.
  beside(frame, places, text, forced) {
    const { region, radius, make, isFree } = frame;
    if (forced && region.free === INSET) {
      const spot = this.besideInset(frame);
      if (spot) return spot;
    }
    let fallback = null;
    for (const [x, y] of places) {
      const spot = make(x, y, { inside: false });
      if (!isFree(spot.box) || !(radius || this.ground.touches(region, spot.box))) continue;
      const share = this.ground.share(spot.box, region.free, region.number);
      if (radius && (share.free >= 0.999 || !text.name)) return { ...spot, inside: share.own > 0.9 };
      if (share.free >= 0.999) return spot;
      if (share.own + share.free >= 0.999 && share.free > 0.2) fallback ??= spot;
    }
    return fallback;
  }

  // Half on land, half at sea, but on no other region: small islands.
  acrossCoast({ region, make, isFree }) {
    for (const dy of [0, -8, 8]) {
      for (const dx of [0, -8, 8, -16, 16]) {
        const spot = make(region.anchor.x + dx, region.anchor.y + dy, { inside: false });
        const share = this.ground.share(spot.box, region.free, region.number);
        if (share.own + share.free >= 0.999 && isFree(spot.box)) return spot;
      }
    }
    return null;
  }

  besideInset(frame) {
    for (const [x, y] of placesBesideBox(this.frames[frame.region.inset], frame)) {
      const spot = frame.make(x, y, { inside: false });
      if (frame.isFree(spot.box) && this.ground.share(spot.box, SEA).free >= 0.999) return spot;
    }
    return null;
  }

  // The selected region is always named, even if that covers a neighbour.
  leastHarm({ region, make, placed }, places) {
    let best = null;
    for (const [x, y] of places) {
      const { box } = make(x, y, { inside: false });
      const shiftX = clamp(0, 2 - box.x, this.width - 2 - box.x - box.w);
      const shiftY = clamp(0, 2 - box.y, this.height - 2 - box.y - box.h);
      const moved = make(x + shiftX, y + shiftY, { inside: false });
      const share = this.ground.share(moved.box, region.free, region.number);
      const covered = placed.reduce((sum, other) => sum + overlapArea(moved.box, other) / 200, 0);
      const harm = 1 - share.free + covered + (Math.abs(shiftX) + Math.abs(shiftY)) / 60;
      if (!best || harm < best.harm) best = { harm, spot: moved };
    }
    return best.spot;
  }

  // What must be seen, and be taken for this region's: on its own ground if there is room, else close by.
  clearest(frame) {
    const { region, make } = frame;
    const { x, y } = region.anchor;
    let best = null;
    for (let dy = -66; dy <= 66; dy += 6) {
      for (let dx = -66; dx <= 66; dx += 6) {
        const far = Math.hypot(dx, dy) / 60;
        if (best && far >= best.cost) continue;
        const spot = make(x + dx, y + dy, { inside: false });
        if (!this.isInPicture(spot.box)) continue;
        const share = this.ground.share(spot.box, region.free, region.number);
        const cost = this.cost(far, frame, spot.box, share);
        if (!best || cost < best.cost) best = { cost, spot: { ...spot, inside: share.own > 0.9 } };
      }
    }
    return best?.spot ?? make(x, y, { inside: true });
  }

  // How far away, how easily overlooked, how easily taken for another region's.
  cost(far, { region, placed, w, h }, box, share) {
    const covered = placed.reduce((sum, other) => sum + overlapArea(padded(box), other), 0) / (w * h);
    const foreign = 1 - share.own - share.free + (this.ground.touches(region, box) ? 0 : 0.5);
    const coast = share.own >= 0.85 ? 0 : share.own ? 0.9 : 0.4; // not on top of a small island
    const near = { x: box.x - 12, y: box.y - 6, w: w + 24, h: h + 12 };
    const beside = placed.some((other) => other !== region.box && overlaps(near, other)) ? 0.3 : 0;
    return far + (covered && 0.5 + 5 * covered) + 4 * foreign + coast + beside + (this.coversCircle(box) ? 1 : 0);
  }
}
