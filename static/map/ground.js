// What lies where on the map: a grid in which each cell of two by two pixels holds a region's number.
// Labels, gaps between regions and fingers are judged by it.

const VERSION = new URL(import.meta.url).search;
const { nearestPoint } = await import(`./boxes.js${VERSION}`);

export const SEA = 0;
export const INSET = 250; // ground of an inset; regions are 1..249
const CELL = 2;

export class Ground {
  constructor({ width, height, cells }) {
    Object.assign(this, { width, height, cells });
    this.ox = 0; // where the map's own corner stands in the picture
    this.oy = 0;
  }

  // The number at a place measured from the map's own corner, in pixels.
  cell(x, y) {
    const i = Math.floor(x / CELL);
    const j = Math.floor(y / CELL);
    if (i < 0 || j < 0 || i >= this.width || j >= this.height) return SEA;
    return this.cells[j * this.width + i];
  }

  // The number at a place in the picture.
  at(x, y) {
    return this.cell(x - this.ox, y - this.oy);
  }

  // How much of a box lies on which ground.
  share(box, free, own = -1) {
    let total = 0;
    let mine = 0;
    let open = 0;
    for (let i = 0; i <= 6; i++) {
      for (let j = 0; j <= 2; j++) {
        const found = this.at(box.x + (box.w * i) / 6, box.y + (box.h * j) / 2);
        total += 1;
        if (found === own) mine += 1;
        else if (found === free) open += 1;
      }
    }
    return { own: mine / total, free: open / total };
  }

  // Like `share` for the region alone; gives up as soon as `least` is out of reach.
  ownShare(box, own, least) {
    let missed = 0;
    for (let i = 0; i <= 6; i++) {
      for (let j = 0; j <= 2; j++) {
        const isOwn = this.at(box.x + (box.w * i) / 6, box.y + (box.h * j) / 2) === own;
        if (!isOwn && ++missed > 21 * (1 - least)) return 0;
      }
    }
    return 1 - missed / 21;
  }

  // No other region may lie between a region and the label beside it.
  touches({ anchor, number, free }, box) {
    const to = nearestPoint(box, anchor);
    const steps = Math.ceil(Math.hypot(to.x - anchor.x, to.y - anchor.y) / 3);
    for (let i = 1; i <= steps; i++) {
      const found = this.at(anchor.x + ((to.x - anchor.x) * i) / steps, anchor.y + ((to.y - anchor.y) * i) / steps);
      if (found !== number && found !== free && found !== SEA) return false;
    }
    return true;
  }

  // How far a region extends from its anchor in the four directions.
  reach({ anchor, number }) {
    const walk = (dx, dy) => {
      let last = 0;
      for (let step = 2; step < 400; step += 2) {
        const found = this.at(anchor.x + dx * step, anchor.y + dy * step);
        if (found === number) last = step;
        else if (step - last > 8) break;
      }
      return last;
    };
    return { e: walk(1, 0), w: walk(-1, 0), n: walk(0, -1), s: walk(0, 1) };
  }

  // How much of the way from a point to a region's anchor lies before the region.
  gapTo({ anchor, number }, from) {
    const far = Math.hypot(from.x - anchor.x, from.y - anchor.y);
    const steps = Math.ceil(far / 2);
    let left = 0; // the last step, coming from the point, that is outside the region
    for (let i = 1; i <= steps && !left; i++) {
      const share = 1 - i / steps;
      const found = this.at(anchor.x + (from.x - anchor.x) * share, anchor.y + (from.y - anchor.y) * share);
      if (found === number) left = steps - i;
    }
    return far * (1 - left / Math.max(1, steps));
  }
}
